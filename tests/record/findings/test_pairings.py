from __future__ import annotations

from dataclasses import replace

import pytest

from tests.record.findings import said
from tests.record.findings.said import Ids
from veedor.codebook.labels import Certainty
from veedor.documents.versions import Relation as Kinship
from veedor.errors import UsageError
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.findings.pairings import Pair, Relation, pair, pair_all, pairings
from veedor.record.reviewing import decided, review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter

HOSTILE = "<script>alert('x')</script> \u202e\"; DROP TABLE pairings --\0"


def held(record: Record) -> list[tuple[str, str, Relation]]:
    return [(one.left, one.right, one.relation) for one in pairings(record)]


def test_an_empty_record_has_no_pairings(record: Record) -> None:
    assert pairings(record) == []


def test_a_pairing_says_who_why_and_when(record: Record, ids: Ids) -> None:
    change_id = pair(record, ids.will_meet, ids.met, Relation.OUTCOME, by="Ana", reason=" as announced ")
    (found,) = pairings(record)
    assert (found.change_id, found.left, found.right) == (change_id, ids.will_meet, ids.met)
    assert (found.by, found.why) == ("Ana", "as announced")
    line = changes.one(record, change_id)
    assert line is not None
    assert (line.verb, line.reason, line.document_id) == (Verb.PAIR, "as announced", None)


def test_what_has_no_direction_is_one_pair_either_way_round(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.ended, Relation.SAME_HAPPENING, by="Ana")
    pair(record, ids.ended, ids.met, Relation.DIFFERENT_HAPPENINGS, by="Ben")
    left, right = sorted((ids.met, ids.ended))
    assert held(record) == [(left, right, Relation.DIFFERENT_HAPPENINGS)]


def test_an_outcome_has_a_direction(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.ended, Relation.OUTCOME, by="Ana")
    pair(record, ids.ended, ids.met, Relation.NO_OUTCOME, by="Ana")
    assert len(held(record)) == 2


def test_families_do_not_touch_each_other(record: Record, ids: Ids) -> None:
    for relation in (Relation.SAME_HAPPENING, Relation.NO_OUTCOME, Relation.SAME_COUNT):
        pair(record, ids.met, ids.ended, relation, by="Ana")
    assert {one.relation for one in pairings(record)} == {
        Relation.SAME_HAPPENING,
        Relation.NO_OUTCOME,
        Relation.SAME_COUNT,
    }


def test_undo_and_undo_of_undo_give_back_exactly_what_was(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.ended, Relation.SAME_HAPPENING, by="Ana")
    before = pairings(record)
    last = pair(record, ids.met, ids.ended, Relation.DIFFERENT_HAPPENINGS, by="Ben")
    after = pairings(record)
    undone = changes.undo(record, last, by="Ana")
    assert pairings(record) == before
    changes.undo(record, undone, by="Ben")
    assert pairings(record) == after


def test_several_pairs_are_judged_and_taken_back_as_one(record: Record, ids: Ids) -> None:
    pairs = [
        Pair(ids.met, ids.ended, Relation.DIFFERENT_HAPPENINGS),
        Pair(ids.will_meet, ids.met, Relation.OUTCOME),
        Pair(ids.met, ids.ended, Relation.DIFFERENT_HAPPENINGS),
    ]
    change_id = pair_all(record, pairs, by="Ana")
    assert {one.change_id for one in pairings(record)} == {change_id}
    assert len(held(record)) == 2
    changes.undo(record, change_id, by="Ana")
    assert held(record) == []
    with pytest.raises(UsageError, match="nothing to judge"):
        pair_all(record, [], by="Ana")


def test_only_pairs_of_the_statements_asked_for_are_given(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.ended, Relation.SAME_HAPPENING, by="Ana")
    assert len(pairings(record, of=[ids.ended])) == 1
    assert pairings(record, of=[ids.forecast]) == []


def test_an_id_that_no_statement_has_is_refused_and_nothing_is_written(record: Record, ids: Ids) -> None:
    before = changes.log(record)
    with pytest.raises(UsageError, match=r"no statement 'nope'.*veedor statements"):
        pair(record, ids.met, "nope", Relation.SAME_HAPPENING, by="Ana")
    assert (changes.log(record), held(record)) == (before, [])


def test_one_statement_with_itself_is_refused_in_any_of_its_forms(record: Record, ids: Ids) -> None:
    with pytest.raises(UsageError, match="one statement"):
        pair(record, ids.met, ids.met, Relation.SAME_HAPPENING, by="Ana")
    shown = _hedged(record, ids.met)
    with pytest.raises(UsageError, match="one statement"):
        pair(record, ids.met, shown, Relation.SAME_HAPPENING, by="Ana")


def _hedged(record: Record, id_: str) -> str:
    """The id of a corrected form of a statement."""
    row = next(row for row in views.statements(record, Filter()) if row.root_id == id_)
    corrected = replace(row.statement, certainty=Certainty.HEDGED)
    review.correct(record, id_, corrected, by="Ana")
    return corrected.id_in(row.document_id)


def test_a_corrected_form_means_the_statement_as_first_found(record: Record, ids: Ids) -> None:
    shown = _hedged(record, ids.met)
    pair(record, shown, ids.ended, Relation.SAME_HAPPENING, by="Ana")
    assert {held(record)[0][0], held(record)[0][1]} == {ids.met, ids.ended}


def test_a_change_needs_somebody_who_makes_it(record: Record, ids: Ids) -> None:
    with pytest.raises(UsageError, match="who makes it"):
        pair(record, ids.met, ids.ended, Relation.SAME_HAPPENING, by=" ")


def test_hostile_reasons_are_kept_as_words(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.ended, Relation.SAME_HAPPENING, by="<b>Ana</b>", reason=HOSTILE)
    (found,) = pairings(record)
    assert found.why == HOSTILE.replace("\0", "\ufffd")
    assert found.by == "<b>Ana</b>"


def test_a_pairing_goes_on_to_the_newer_version_of_a_report(record: Record, ids: Ids) -> None:
    pair(record, ids.will_meet, ids.met, Relation.OUTCOME, by="Ana")
    text = f"{said.TEXT} This report was updated."
    newer = said.put(record, "r3", text, said._first(text), published="2031-05-02")
    if not any(one.document_id == "r3" for one in versions.family(record, "r1")):
        versions.judge(record, "r3", "r1", Kinship.VERSION, by="Ana", reason="mended")
    assert held(record) == [(newer[0], ids.met, Relation.OUTCOME)]
    later = pair(record, newer[0], ids.met, Relation.NO_OUTCOME, by="Ben")
    assert held(record) == [(newer[0], ids.met, Relation.NO_OUTCOME)]
    changes.undo(record, later, by="Ben")
    assert held(record) == [(newer[0], ids.met, Relation.OUTCOME)]


def test_the_log_tells_which_statements_were_paired(record: Record, ids: Ids) -> None:
    change_id = pair(record, ids.will_meet, ids.met, Relation.OUTCOME, by="Ana")
    undone = changes.undo(record, change_id, by="Ana")
    about = decided.statements_of(record, [change_id, undone])
    assert {frozenset(found) for found in about.values()} == {frozenset({ids.will_meet, ids.met})}
    assert set(about) == {change_id, undone}
