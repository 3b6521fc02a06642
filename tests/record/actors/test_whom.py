"""What judgements say all together is the same whether it was kept up to date or read anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.test_matching import event, put
from veedor.codebook.naming import node
from veedor.record import changes
from veedor.record.actors import identity, namings, parting, roll
from veedor.record.actors.conflicts import conflicts
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.actors.roll import Roll
from veedor.record.actors.whom import Judged, Whom
from veedor.record.store import Record
from veedor.record.wanted import Names

ANNA, BORG, CHAIR, DORA = "anna borg", "mrs borg", "the chairwoman", "dora lind"


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    text = "Anna Borg met Dora Lind. Mrs Borg left. The Chairwoman spoke."
    with Record.open(place) as record:
        put(
            record,
            "d0c1",
            "2019-08-12",
            text,
            event(text, "met", "Anna Borg", to="Dora Lind", named=True),
            event(text, "left", "Mrs Borg"),
            event(text, "spoke", "The Chairwoman"),
        )
        yield record


def judge(
    record: Record, left: str, right: str, verdict: Verdict = Verdict.SAME, score: float | None = None
) -> int:
    return identity.judge(record, [Pair(left, right, verdict, "said so", score)], by="ana")


def assert_as_if_read_anew(record: Record, kept: Whom, listed: Roll) -> None:
    anew = Judged().now(record)
    assert kept.joined == anew.joined
    assert kept.waiting == anew.waiting
    assert kept.open == anew.open
    assert set(kept.different) == set(anew.different)
    assert set(kept.conflicts) == set(anew.conflicts)
    assert listed.now(record, kept)[0] == Roll().now(record, anew)[0]


def test_what_is_kept_follows_every_judgement_and_undo(record: Record) -> None:
    judged, listed = Judged(), Roll()
    listed.now(record, judged.now(record))
    made = []
    for left, right, verdict, score in (
        (ANNA, BORG, Verdict.SAME, None),
        (BORG, CHAIR, Verdict.SAME, None),
        (ANNA, DORA, Verdict.UNSURE, 0.7),
        (ANNA, CHAIR, Verdict.DIFFERENT, None),
        (ANNA, DORA, Verdict.DIFFERENT, None),
        (BORG, CHAIR, Verdict.DIFFERENT, None),
    ):
        made.append(judge(record, left, right, verdict, score))
        kept = judged.now(record)
        listed.now(record, kept)
        assert_as_if_read_anew(record, kept, listed)
    for change in (made[5], made[0], made[4]):
        changes.undo(record, change, by="ana")
        kept = judged.now(record)
        listed.now(record, kept)
        assert_as_if_read_anew(record, kept, listed)


def test_list_of_actors_is_that_of_identity(record: Record) -> None:
    judge(record, ANNA, BORG)
    entries, _ = Roll().now(record, Judged().now(record))
    assert {(one.mentions, frozenset(one.nodes)) for one in entries} == {
        (one.mentions, one.nodes) for one in identity.actors(record)
    }


def test_names_of_a_later_reading_come_onto_the_list(record: Record) -> None:
    judged, listed = Judged(), Roll()
    before, _ = listed.now(record, judged.now(record))
    put(record, "d0c2", "2019-08-13", "Otto Ek sang.", event("Otto Ek sang.", "sang", "Otto Ek"))
    after, many = listed.now(record, judged.now(record))
    assert len(after) == len(before) + 1
    assert many["otto ek"] == 1


def test_pair_is_not_asked_where_other_judgements_tell(record: Record) -> None:
    judge(record, ANNA, CHAIR, Verdict.UNSURE, 0.8)
    judge(record, DORA, CHAIR, Verdict.UNSURE, 0.7)
    assert len(Judged().now(record).open) == 2
    judge(record, ANNA, BORG)
    judge(record, BORG, CHAIR)
    judge(record, ANNA, DORA, Verdict.DIFFERENT)
    whom = Judged().now(record)
    assert whom.open == ()
    assert len(whom.waiting) == 2


def test_conflict_is_found_with_the_way_that_joins(record: Record) -> None:
    judge(record, ANNA, BORG)
    judge(record, BORG, CHAIR)
    judge(record, ANNA, CHAIR, Verdict.DIFFERENT)
    assert list(Judged().now(record).conflicts) == conflicts(record)
    (conflict,) = Judged().now(record).conflicts
    assert len(conflict.path) == 2


def test_list_has_names_as_reports_write_them(record: Record) -> None:
    judge(record, ANNA, node("Mrs Borg", "d0c1"))
    entries, many = Roll().now(record, Judged().now(record))
    (found,) = roll.listed(record, roll.having(entries, "ANNA b"), many)
    assert found.name == "Anna Borg"
    assert not found.documents
    assert roll.having(entries, "d0c1") == []


def test_parting_tells_which_names_stay_together(record: Record) -> None:
    judge(record, ANNA, BORG)
    change = judge(record, BORG, CHAIR)
    found = parting.parting(record, CHAIR, BORG)
    assert found is not None
    assert found.judgement.change_id == change
    assert {found.left, found.right} == {frozenset({ANNA, BORG}), frozenset({CHAIR})}
    assert found.parts
    judge(record, ANNA, CHAIR)
    still = parting.parting(record, BORG, CHAIR)
    assert still is not None
    assert not still.parts
    assert parting.parting(record, ANNA, DORA) is None


def test_namings_leave_out_what_means_somebody_else_in_one_document(record: Record) -> None:
    text = "Anna Borg sang."
    put(record, "d0c2", "2019-08-13", text, event(text, "sang", "Anna Borg", named=True))
    everywhere = namings.namings(record, Names(frozenset({ANNA}), frozenset(), frozenset()))
    assert {one.document_id for one in everywhere} == {"d0c1", "d0c2"}
    stray = node("Anna Borg", "d0c2")
    without = namings.namings(record, Names(frozenset({ANNA}), frozenset(), frozenset({stray})))
    assert {one.document_id for one in without} == {"d0c1"}
    here = namings.namings(record, Names(frozenset({stray}), frozenset({stray}), frozenset()))
    assert {one.document_id for one in here} == {"d0c2"}


def test_only_statements_that_stand_are_shown(record: Record) -> None:
    found = namings.namings(record, Names(frozenset({ANNA, DORA}), frozenset(), frozenset()))
    ids = {one.statement_id for one in found}
    assert namings.standing(record, ids) == ids
    assert namings.standing(record, set()) == set()
    parties = list(namings.parties(record, ids, ("actors", "recipients")))
    assert {one.node for one in parties} == {ANNA, DORA}
