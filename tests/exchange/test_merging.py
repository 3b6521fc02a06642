from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.fakes import FakeReader
from tests.record.filled import LATER, STRIKE, fill
from tests.strategies import readings
from veedor.codebook.labels import Tense
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.exchange.merge_plan import Tally, Thing
from veedor.exchange.merging import merge, planned_merge
from veedor.record import changes, checks, schema, views
from veedor.record.actors.identity import Pair, Verdict, judge
from veedor.record.findings import issues, pairings
from veedor.record.reviewing import review
from veedor.record.searching import search
from veedor.record.store import Record
from veedor.record.wanted import Filter

EVERYTHING = Filter(states=None, standings=None)


def said(record: Record) -> set[tuple[Any, ...]]:
    """All that a record says: each statement, in its form, with what was decided and who holds it."""
    return {
        (
            row.id,
            row.root_id,
            row.document_id,
            str(row.state),
            str(row.standing),
            str(row.statement.to_dict()),
        )
        for row in views.statements(record, EVERYTHING)
    }


def sizes(record: Record) -> dict[str, int]:
    with record.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in schema.metadata.sorted_tables
        }


def add(record: Record, document: Document, version: str = "1") -> list[str]:
    """The ids of the statements of a document that is read into a record."""
    whole = FakeReader(version).read_whole(document)
    record.add(document, whole.statements, FakeReader(version), passages=whole.passages)
    return [one.id_in(document.id) for one in whole.statements]


@contextmanager
def _memory() -> Iterator[Record]:
    """A record that is gone afterwards, for one example of a property."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder, "a.veedor")) as made:
        yield made


def _read(record: Record, held: list[Any], choices: list[tuple[int, str]]) -> None:
    """Read documents into a record, then decide on some of their statements, by their numbers."""
    for document, statements in held:
        with suppress(RecordError):  # two texts under one id
            record.add(document, statements, FakeReader())
    for number, what in choices:
        rows = list(views.statements(record, EVERYTHING))
        if number < len(rows):
            _decide(record, rows[number].id, what)


def _decide(record: Record, id_: str, what: str) -> None:
    if what == "comment":
        review.comment(record, id_, "a remark", by="Ana")
    else:
        (review.accept if what == "accept" else review.reject)(record, id_, by="Ana")


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as made:
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "other.veedor") as made:
        yield made


def test_an_empty_record_becomes_what_the_other_says_and_undo_empties_it(
    record: Record, other: Record
) -> None:
    fill(other)
    plan = planned_merge(record, other)
    assert not plan.conflicts
    assert {thing for thing, tally in plan.counts.items() if tally.add} >= set(Thing) - {Thing.BRIEFS}
    change = merge(record, other, by="Ana")
    assert change is not None
    assert said(record) == said(other)
    assert checks.check(record) == []
    assert [one.id for one in changes.log(record)][-1] == change
    changes.undo(record, change, by="Ana")
    assert said(record) == set()
    assert checks.check(record) == []


def test_merging_twice_changes_nothing(record: Record, other: Record) -> None:
    fill(other)
    merge(record, other, by="Ana")
    before = sizes(record)
    assert not planned_merge(record, other).adds
    assert merge(record, other, by="Ana") is None
    assert sizes(record) == before


def test_what_was_taken_back_whole_can_be_taken_in_again(record: Record, other: Record) -> None:
    fill(other)
    change = merge(record, other, by="Ana")
    assert change is not None
    changes.undo(record, change, by="Ana")
    assert merge(record, other, by="Ana") is not None
    assert said(record) == said(other)
    assert checks.check(record) == []


def test_who_decided_and_when_comes_along(record: Record, other: Record) -> None:
    (event, *_) = add(other, STRIKE)
    review.accept(other, event, by="Ben", reason="seen")
    merge(record, other, by="Ana", reason="the north's record")
    (decided,) = [one for one in changes.log(record, all_parts=True) if one.verb is changes.Verb.ACCEPT]
    (there,) = [one for one in changes.log(other) if one.verb is changes.Verb.ACCEPT]
    assert (decided.by, decided.at, decided.reason) == (there.by, there.at, "seen")
    assert changes.log(record)[-1].reason == "the north's record"


def test_where_both_decided_differently_this_record_holds_and_the_other_is_listed(
    record: Record, other: Record
) -> None:
    for one in (record, other):
        (event, figure, *_) = add(one, STRIKE)
    review.accept(record, event, by="Ana")
    review.reject(other, event, by="Ben")
    review.reject(other, figure, by="Ben")
    before = {row for row in said(record) if row[0] != figure}
    plan = planned_merge(record, other)
    assert plan.counts[Thing.DECISIONS] == Tally(add=1, conflict=1)
    ((thing, of, here, there),) = plan.conflicts
    assert (thing, of, here.what, here.by, there.what, there.by) == (
        Thing.DECISIONS, event, "accept", "Ana", "reject", "Ben",
    )  # fmt: skip
    merge(record, other, by="Ana")
    assert before <= said(record)
    assert [row[3] for row in said(record) if row[0] == figure] == ["rejected"]
    assert checks.check(record) == []


def test_the_same_decision_by_another_person_is_no_conflict(record: Record, other: Record) -> None:
    for one, by in ((record, "Ana"), (other, "Ben")):
        (event, *_) = add(one, STRIKE)
        review.accept(one, event, by=by)
    plan = planned_merge(record, other)
    assert plan.counts[Thing.DECISIONS] == Tally(same=1)
    assert not plan.adds


def test_two_lines_do_not_come_to_say_exactly_the_same(record: Record, other: Record) -> None:
    for one in (record, other):
        (event, *_) = add(one, STRIKE)
    statement = next(r.statement for r in views.statements(record, EVERYTHING) if r.id == event)
    changed: Statement = replace(statement, tense=Tense.FUTURE)
    review.add(record, STRIKE.id, changed, by="Ana")
    review.correct(other, event, changed, by="Ben")
    plan = planned_merge(record, other)
    assert plan.counts[Thing.DECISIONS] == Tally(conflict=1)
    assert merge(record, other, by="Ana") is None


def test_names_judged_otherwise_stay_as_they_were_judged_here(record: Record, other: Record) -> None:
    judge(record, [Pair("ana", "ana lopez", Verdict.SAME, "hers")], by="Ana")
    judge(other, [Pair("ana", "ana lopez", Verdict.DIFFERENT, "two")], by="Ben")
    judge(other, [Pair("ben", "ben ruiz", Verdict.SAME, "his")], by="Ben")
    plan = planned_merge(record, other)
    assert plan.counts[Thing.JUDGEMENTS] == Tally(add=1, conflict=1)
    assert plan.conflicts[0].of == "ana / ana lopez"
    merge(record, other, by="Ana")
    assert checks.check(record) == []


def test_a_person_elsewhere_goes_over_a_program_here_and_no_program_over_a_person(
    record: Record, other: Record
) -> None:
    judge(record, [Pair("ana", "ana lopez", Verdict.UNSURE, "near", 0.5)], by="veedor")
    judge(record, [Pair("ben", "ben ruiz", Verdict.SAME, "his")], by="Ana")
    judge(other, [Pair("ana", "ana lopez", Verdict.SAME, "hers")], by="Ben")
    judge(other, [Pair("ben", "ben ruiz", Verdict.UNSURE, "near", 0.5)], by="veedor")
    assert planned_merge(record, other).counts[Thing.JUDGEMENTS] == Tally(add=1, left_out=1)
    merge(record, other, by="Ana")
    assert not planned_merge(record, other).adds


def test_a_document_that_was_read_otherwise_keeps_its_reading_here(record: Record, other: Record) -> None:
    add(record, STRIKE)
    add(other, STRIKE, version="2")
    plan = planned_merge(record, other)
    assert plan.counts[Thing.READINGS] == Tally(conflict=1)
    assert (plan.conflicts[0].here.what, plan.conflicts[0].other.what) == ("fake 1", "fake 2")
    assert merge(record, other, by="Ana") is None


def test_findings_on_statements_of_both_records_come_along(record: Record, other: Record) -> None:
    add(record, LATER)
    for document in (STRIKE, LATER):
        add(other, document)
    rows = {str(row.statement.kind) + row.document_id: row.id for row in views.statements(other, EVERYTHING)}
    pairings.pair(
        other,
        rows[f"event{STRIKE.id}"],
        rows[f"event{LATER.id}"],
        pairings.Relation.DIFFERENT_HAPPENINGS,
        by="Ben",
    )
    issues.name_issue(other, "New talks", key="talks", by="Ben")
    merge(record, other, by="Ana")
    assert [(one.left, one.right, one.by) for one in pairings.pairings(record)] == [
        (one.left, one.right, one.by) for one in pairings.pairings(other)
    ]
    assert issues.issues(record) == issues.issues(other)
    assert checks.check(record) == []


def test_what_came_in_is_found_by_its_words(record: Record, other: Record) -> None:
    add(other, STRIKE)
    merge(record, other, by="Ana")
    assert [hit.document_id for hit in search.search(record, "strikers")] == [STRIKE.id]


def test_a_new_document_is_known_for_a_version_of_one_that_is_here(record: Record, other: Record) -> None:
    long = STRIKE.text + "\n\n" + " ".join(f"Sentence {n} says what was said on day {n}." for n in range(60))
    old = replace(STRIKE, id="01d", text=long)
    new = replace(STRIKE, id="0e3", text=long + "\nOne line more.")
    add(record, old)
    add(other, new)
    change = merge(record, other, by="Ana")
    assert change is not None
    standings = {row[2]: row[4] for row in said(record)}
    assert standings == {"01d": "superseded", "0e3": "stands"}
    assert checks.check(record) == []
    assert not planned_merge(record, other).adds
    changes.undo(record, change, by="Ana")
    assert {row[4] for row in said(record)} == {"stands"}


def test_an_empty_record_adds_nothing(record: Record, other: Record) -> None:
    plan = planned_merge(record, other)
    assert (dict(plan.counts), plan.conflicts, plan.adds) == ({}, (), False)
    assert merge(record, other, by="Ana") is None


KINDS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["accept", "reject", "comment"])), max_size=6)


@settings(max_examples=8)
@given(st.lists(readings(), max_size=3), st.lists(readings(), max_size=3), KINDS, KINDS)
def test_whatever_two_records_hold_nothing_here_changes_and_undo_gives_it_back(
    own: list[Any], others: list[Any], here: list[Any], there: list[Any]
) -> None:
    with _memory() as record, _memory() as other:
        _read(record, own, here)
        _read(other, [*others, *own[:1]], there)
        before = said(record)
        decided = {row for row in before if row[3] not in ("read", "differs", "ignored")}
        change = merge(record, other, by="Ana")
        assert {row[:4] + row[5:] for row in decided} <= {row[:4] + row[5:] for row in said(record)}
        assert {row[0] for row in before} <= {row[0] for row in said(record)}
        assert checks.check(record) == []
        assert merge(record, other, by="Ana") is None
        if change is not None:
            changes.undo(record, change, by="Ana")
        assert said(record) == before


@settings(max_examples=8)
@given(st.lists(readings(), max_size=4), KINDS)
def test_an_empty_record_then_says_exactly_what_the_other_says(held: list[Any], choices: list[Any]) -> None:
    with _memory() as record, _memory() as other:
        _read(other, held, choices)
        merge(record, other, by="Ana")
        assert said(record) == said(other)
        assert checks.check(record) == []
