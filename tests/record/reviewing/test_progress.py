"""Where the queue goes on, and how far review has come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.reviewing import decided, differing, review, rules, waiting
from veedor.record.reviewing.progress import Progress, progress
from veedor.record.reviewing.review import Choice
from veedor.record.store import Record
from veedor.record.wanted import Filter, Scope, Turn

WORDS = ("mayor", "strikers", "union", "people", "hurt", "Deputy", "wants", "talks")
SURE = (0.5, 0.25, None, 0.5, None, 0.75, None, None)


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """Two reports, each with eight statements, of which half have an estimate."""
    with Record.open(place) as record:
        for number in range(2):
            # Long enough apart that neither is taken for a version of the other.
            text = " ".join(f"{word} as{number} was{number} told{number} of{word}{number}." for word in WORDS)
            found = [
                Event(type=EventType.CONSULT, anchor=quote(text, word), probability_right=sure)
                for word, sure in zip(WORDS, SURE, strict=True)
            ]
            record.add(Document(id=f"d{number}", text=text), found, FakeReader())
        yield record


def ids(record: Record, **wanted: object) -> list[str]:
    return [row.id for row in waiting.queue(record, **wanted)]  # type: ignore[arg-type]


@pytest.mark.parametrize("order", list(Turn))
def test_the_queue_goes_on_behind_any_statement(record: Record, order: Turn) -> None:
    every = ids(record, order=order)
    assert len(every) == 16
    for number, id_ in enumerate(every):
        assert ids(record, order=order, after=id_) == every[number + 1 :]
        assert ids(record, order=order, after=id_, limit=2) == every[number + 1 :][:2]
    assert ids(record, order=order, after="none") == every


@pytest.mark.parametrize("order", list(Turn))
def test_what_is_decided_keeps_its_place_in_the_queue(record: Record, order: Turn) -> None:
    every = ids(record, order=order)
    for id_ in every[4:8]:
        review.accept(record, id_, by="Ana")
        assert ids(record, order=order, after=id_, limit=1) == [every[every.index(id_) + 1]]
    assert ids(record, order=order) == every[:4] + every[8:]


@pytest.mark.parametrize("order", list(Turn))
def test_the_queue_begins_at_a_statement_that_waits_or_else_behind_it(record: Record, order: Turn) -> None:
    every = ids(record, order=order)
    for number, id_ in enumerate(every):
        assert ids(record, order=order, at=id_) == every[number:]
    for id_ in every[4:8]:
        review.accept(record, id_, by="Ana")
    for id_ in every[4:8]:
        assert ids(record, order=order, at=id_) == every[8:]
    assert ids(record, order=order, at="none") == every[:4] + every[8:]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_however_few_are_looked_at_together_the_queue_is_the_same(
    record: Record, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = ids(record)
    review.accept(record, every[3], by="Ana")
    rules.ignore(record, every[9], Scope.DOCUMENT, by="Ana")
    left = [id_ for number, id_ in enumerate(every) if number not in (3, 9)]
    monkeypatch.setattr(waiting, "_PORTIONS", (1, many))
    monkeypatch.setattr(waiting, "_MOST", many)
    assert ids(record) == left
    assert ids(record, limit=5) == left[:5]
    assert ids(record, wanted=Filter(document="d1")) == [id_ for id_ in left if id_ in _of(record, "d1")]


def _of(record: Record, document_id: str) -> set[str]:
    return {row.id for row in views.statements(record, Filter(document=document_id))}


def test_what_became_of_a_statement_is_told_alike_in_short_and_at_length(record: Record) -> None:
    does, looks, every = random.Random(4), random.Random(7), ids(record)
    for _ in range(40):
        _something(record, does)
        id_ = looks.choice(every)
        try:
            row = decided.decision(record, id_).row
        except UsageError:  # the reading that found it was taken back
            for tell in (decided.shown, decided.now):
                with pytest.raises(UsageError):
                    tell(record, id_)
            continue
        assert decided.shown(record, id_) == row
        assert decided.now(record, id_) == (None if row is None else (row.id, row.state))


def test_what_differs_comes_first_and_can_be_passed_over(record: Record) -> None:
    first = next(views.statements(record, Filter(document="d0")))
    review.accept(record, first.id, by="Ana")
    document = views.reading(record, "d0").document
    again = [replace(row.statement, type=EventType.ASSAULT) for row in views.reading(record, "d0").rows]  # type: ignore[arg-type]
    record.add(document, again, FakeReader("2"))
    every = ids(record)
    assert [row.id for row in waiting.queue(record, limit=1)] == every[:1]
    for number, id_ in enumerate(every):
        assert ids(record, after=id_) == every[number + 1 :]


def test_how_far_review_has_come_is_the_same_told_anew_or_from_before(record: Record) -> None:
    rng = random.Random(4)
    known = progress(record)
    assert known[:2] == (16, 0)
    for _ in range(80):
        _something(record, rng)
        known = progress(record, known)
        assert known == progress(record)


def test_after_plain_decisions_and_undo_nothing_is_counted_anew(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third, *_ = ids(record)
    known = progress(record)
    monkeypatch.setattr(waiting, "counters", None)
    done = [review.accept(record, first, by="Ana"), review.reject(record, second, by="Ben")]
    known = progress(record, known)
    assert known[:2] == (14, 2)
    undo = changes.undo(record, done[0], by="Ana")
    review.correct_fields(record, third, {"type": "ASSAULT"}, by="Ana")
    known = progress(record, known)
    assert known[:2] == (14, 2)
    changes.undo(record, undo, by="Ana")
    review.reject(record, second, by="Ana")
    assert progress(record, known)[:2] == (13, 3)


def _something(record: Record, rng: random.Random) -> None:
    """Something that somebody may do; what may not be done is left."""
    rows = list(views.statements(record, Filter(states=None, standings=None)))
    row, other = rng.choice(rows), rng.choice(rows)
    try:
        match rng.randrange(9):
            case 0 | 1 | 2:
                review.accept(record, row.id, by="Ana")
            case 3:
                review.reject(record, row.id, by="Ben")
            case 4:
                review.correct_fields(record, row.id, {"type": rng.choice(list(EventType))}, by="Ana")
            case 5:
                choices = [
                    Choice(statement_id=one.id, verb=Verb.ACCEPT)
                    for one in {row.id: row, other.id: other}.values()
                ]
                review.batch(record, choices, by="Ana")
            case 6:
                changes.undo(record, rng.choice(changes.log(record, limit=8)).id, by="Ana")
            case 7:
                rules.ignore(record, row.id, rng.choice([Scope.ALL, Scope.DOCUMENT]), by="Ana")
            case _:
                review.comment(record, row.id, "Hm", by="Ana")
    except UsageError:
        pass


def test_settling_a_difference_is_counted_rightly(record: Record) -> None:
    row = next(views.statements(record, Filter(document="d0")))
    review.accept(record, row.id, by="Ana")
    document = views.reading(record, "d0").document
    again = [replace(one.statement, type=EventType.ASSAULT) for one in views.reading(record, "d0").rows]  # type: ignore[arg-type]
    record.add(document, again, FakeReader("2"))
    known = progress(record)
    (difference, *_) = differing.differences(record)
    for settle in (differing.keep, differing.take):
        change = settle(record, difference.id, by="Ana")
        known = progress(record, known)
        assert known == progress(record)
        changes.undo(record, change, by="Ana")
        known = progress(record, known)


def test_an_empty_record_has_nothing_to_review(place: str) -> None:
    with Record.open(place) as empty:
        assert progress(empty) == Progress(0, 0, 0)
        assert progress(empty, Progress(0, 0, 0)) == Progress(0, 0, 0)


def test_the_statements_of_a_change_are_those_it_decided_or_turned(record: Record) -> None:
    first, second, *_ = ids(record)
    one = review.accept(record, first, by="Ana")
    both = review.batch(
        record, [Choice(statement_id=id_, verb=Verb.REJECT) for id_ in (first, second)], by="Ana"
    )
    undo = changes.undo(record, one, by="Ana")
    about = decided.statements_of(record, [one, both, undo, 1])
    assert about == {one: [first], both: [first, second], undo: [first]}
    assert decided.sentences_of(record, [first, "none"]).keys() == {first}
    assert decided.decision(record, first).document_id in ("d0", "d1")


def test_changes_are_asked_one_by_one_by_sort_and_before_another(record: Record) -> None:
    first, second, *_ = ids(record)
    made = [review.accept(record, first, by="Ana"), review.reject(record, second, by="Ana")]
    change = changes.one(record, made[0])
    assert change is not None
    assert (change.verb, change.by) == (Verb.ACCEPT, "Ana")
    assert changes.one(record, 99) is None
    deciding = frozenset({Verb.ACCEPT, Verb.REJECT})
    assert [one.id for one in changes.log(record, verbs=deciding)] == made[::-1]
    assert [one.id for one in changes.log(record, verbs=deciding, before=made[1])] == made[:1]
    assert changes.many(record, "Ana", change.at[:10], verbs=deciding) == 2
    changes.undo(record, made[0], by="Ana")
    assert changes.many(record, "Ana", change.at[:10], verbs=deciding) == 1
    assert changes.many(record, "Ben", change.at[:10], verbs=deciding) == 0


def test_only_so_many_of_the_same_words_are_given_as_asked_for(record: Record) -> None:
    first = ids(record)[0]
    (other,) = review.same_words(record, first)
    assert review.same_words(record, first, limit=0) == []
    row = decided.shown(record, first)
    assert row is not None
    assert review.same_words_as(record, row) == [other]
    review.reject(record, other.id, by="Ana")
    assert review.same_words_as(record, row) == []


def test_a_name_is_taken_away_by_an_empty_one(record: Record) -> None:
    first = next(views.statements(record))
    for name in ("Union of all", ""):
        actors = [{"quote": "union", "name": name}]
        review.correct_fields(record, first.id, {"actors": actors}, by="Ana")
        row = decided.decision(record, first.id).row
        assert row is not None
        assert row.statement.actors[0].name == (name or None)  # type: ignore[union-attr]
