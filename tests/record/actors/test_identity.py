from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from veedor.codebook.labels import Kind
from veedor.codebook.naming import node
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import changes, views
from veedor.record.actors import identity, parting
from veedor.record.actors.conflicts import conflicts
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.store import Record
from veedor.record.wanted import Filter, Names

ANA, MARIA, CHAIR = node("Ana Órdoñez"), node("María Órdoñez"), node("the Chair")


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[Record]:
    other = replace(report, id="d0c2", text="The mayor met the strikers in May. Deputy Ana Órdoñez left.")
    with Record.open(place) as record:
        for document in (report, other):
            record.add(document, reader.read(document), reader)
        yield record


def same(record: Record, left: str, right: str, verdict: Verdict = Verdict.SAME) -> int:
    return identity.judge(record, [Pair(left, right, verdict, "said in the town hall")], by="ana")


def test_a_name_that_nobody_judged_means_itself(record: Record) -> None:
    assert identity.names_of(record, "ana ORDONEZ").nodes == {ANA}


def test_same_names_are_connected_over_several_judgements(record: Record) -> None:
    same(record, ANA, MARIA)
    same(record, MARIA, CHAIR)
    assert identity.names_of(record, "the chair").nodes == {ANA, MARIA, CHAIR}


def test_an_actor_is_found_by_each_of_its_names(record: Record) -> None:
    same(record, ANA, node("Jo Byrne"))
    rows = list(views.statements(record, Filter(actor=identity.meant(record, "Ana Órdoñez"))))
    assert rows
    assert rows == list(views.statements(record, Filter(actor=identity.names_of(record, "Jo Byrne"))))


def test_taking_a_judgement_back_splits_what_it_joined(record: Record) -> None:
    change_id = same(record, ANA, MARIA)
    assert parting.would_part(record, change_id) == {ANA: 3, MARIA: 0}
    changes.undo(record, change_id, by="ben")
    assert identity.names_of(record, "María Órdoñez").nodes == {MARIA}


def test_the_latest_judgement_of_a_pair_holds(record: Record) -> None:
    same(record, ANA, MARIA)
    same(record, MARIA, ANA, Verdict.DIFFERENT)
    assert identity.names_of(record, "María Órdoñez").nodes == {MARIA}


def test_a_conflict_is_shown_with_the_way_that_leads_to_it(record: Record) -> None:
    same(record, CHAIR, ANA)
    same(record, CHAIR, MARIA)
    same(record, ANA, MARIA, Verdict.DIFFERENT)
    (conflict,) = conflicts(record)
    assert {conflict.different.left, conflict.different.right} == {ANA, MARIA}
    assert [{j.left, j.right} for j in conflict.path] == [{ANA, CHAIR}, {CHAIR, MARIA}]
    assert identity.names_of(record, "the chair").nodes == {ANA, MARIA, CHAIR}


def test_a_name_can_mean_another_in_one_document(record: Record) -> None:
    same(record, node("Ana Órdoñez", "d0c2"), node("Jo Byrne"))
    of_all = list(views.statements(record, Filter(actor=identity.names_of(record, "Ana Órdoñez"))))
    assert {row.document_id for row in of_all} == {"d0c1"}
    of_one = list(views.statements(record, Filter(actor=identity.names_of(record, "Jo Byrne"))))
    assert {row.document_id for row in of_one} == {"d0c2"}
    here = identity.names_of(record, "Ana Órdoñez", document_id="d0c2")
    assert here.nodes == {node("Jo Byrne"), node("Ana Órdoñez", "d0c2")}


def test_names_part_even_from_themselves_in_one_document(record: Record) -> None:
    same(record, node("Ana Órdoñez", "d0c2"), ANA, Verdict.DIFFERENT)
    of_all = list(views.statements(record, Filter(actor=identity.names_of(record, "Ana Órdoñez"))))
    assert {row.document_id for row in of_all} == {"d0c1"}


def test_actors_are_listed_with_all_their_names(record: Record) -> None:
    same(record, ANA, node("the strikers", "d0c1"))
    first = identity.actors(record)[0]
    assert (first.name, first.names, first.mentions) == (
        "Ana Órdoñez",
        ("Ana Órdoñez", "the strikers"),
        4,
    )
    assert identity.actor(record, "ana ordonez") == first


def test_an_actor_whom_nothing_names_is_an_error(record: Record) -> None:
    with pytest.raises(UsageError, match="nobody"):
        identity.actor(record, "Nobody")


def test_a_programs_doubts_are_proposals_until_somebody_judges(record: Record) -> None:
    pair = Pair(ANA, MARIA, Verdict.UNSURE, "both hold the office", 0.6)
    identity.judge(record, [pair], by="veedor")
    assert [(j.left, j.why) for j in identity.proposals(record)] == [(ANA, "both hold the office")]
    same(record, ANA, MARIA)
    assert identity.proposals(record) == []


@pytest.mark.parametrize(("left", "right"), [(ANA, ANA), ("", ANA)])
def test_a_judgement_needs_two_names(record: Record, left: str, right: str) -> None:
    with pytest.raises(UsageError):
        same(record, left, right)


def test_several_judgements_are_taken_back_as_one(record: Record) -> None:
    pairs = [Pair(ANA, MARIA, Verdict.SAME, "why"), Pair(ANA, CHAIR, Verdict.SAME, "why")]
    change_id = identity.judge(record, pairs, by="ana", reason="merged on Monday")
    changes.undo(record, changes.undo(record, change_id, by="ana"), by="ana")
    assert len(identity.names_of(record, "the chair").nodes) == 3
    changes.undo(record, change_id, by="ana")
    assert identity.history(record, "the chair") == []


def test_a_program_does_not_touch_what_a_person_judged_meanwhile(record: Record) -> None:
    same(record, ANA, MARIA, Verdict.DIFFERENT)
    pairs = [Pair(*ends, Verdict.SAME, "one spelling", 0.9) for ends in ((MARIA, ANA), (ANA, CHAIR))]
    identity.judge(record, pairs, by="veedor")
    assert identity.names_of(record, "Ana Órdoñez").nodes == {ANA, CHAIR}


def test_an_actor_named_in_thousands_of_documents_is_asked_for_as_any_other(record: Record) -> None:
    pairs = [Pair(node("the Deputy", f"d{n}"), ANA, Verdict.SAME, "office", 0.9) for n in range(3000)]
    identity.judge(record, pairs, by="veedor")
    who = identity.meant(record, "Ana Órdoñez")
    assert isinstance(who, Names)
    assert len(who.nodes) == 3001
    of_her = Filter(kind=Kind.POSITION, actor=who)
    assert [row.document_id for row in views.statements(record, of_her)] == ["d0c1"]
