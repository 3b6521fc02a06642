from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader, fake_vector, quote
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Kind, Stance
from veedor.codebook.naming import node
from veedor.codebook.statement import Event, Position, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.documents.passages import Passage
from veedor.documents.versions import Relation
from veedor.gathering.tellings import tellings
from veedor.record import changes, views
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.actors.whom import Judged
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter

READER = FakeReader()


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def report(
    id_: str, text: str, *, publisher: str = "The Herald", published: str | None = "2031-05-02"
) -> Document:
    dated = Published(published, Basis.GIVEN) if published else None
    return Document(id=id_, text=text, title=id_.title(), publisher=publisher, published=dated)


def meeting(text: str, *actors: str, name: str | None = None) -> Event:
    named = tuple(quote(text, words, name) for words in actors)
    return Event(type=EventType.CONSULT, anchor=quote(text, "met"), actors=named)


def put(record: Record, document: Document, *said: Statement, version: str = "1") -> None:
    record.add(document, said, FakeReader(version))


def same(record: Record, left: str, right: str, verdict: Verdict = Verdict.SAME) -> int:
    return identity.judge(record, [Pair(left, right, verdict, "by hand")], by="Ana")


def keys(found: list[Telling], field: str = "actors") -> list[str]:
    return [party.key for telling in found for party in telling.parties(field)]


def test_an_empty_record_tells_nothing(record: Record) -> None:
    assert tellings(record, vectors=True) == []


def test_a_telling_has_what_its_document_lends_it(record: Record) -> None:
    text = "Ana Torres met them."
    put(record, report("r1", text), meeting(text, "Ana Torres"))
    (found,) = tellings(record)
    assert (found.title, found.publisher, found.published) == ("R1", "The Herald", "2031-05-02")
    assert found.story == "r1"
    assert found.vector is None
    assert not found.is_reviewed


def test_the_id_stays_that_of_the_statement_as_first_found(record: Record) -> None:
    text = "Ana Torres met them."
    said = meeting(text, "Ana Torres")
    put(record, report("r1", text), said)
    review.correct(record, said.id_in("r1"), replace(said, certainty=Certainty.HEDGED), by="Ana")
    (found,) = tellings(record)
    assert found.id == said.id_in("r1")
    assert found.statement.certainty is Certainty.HEDGED
    assert found.is_reviewed
    assert [one.id for one in tellings(record, of=[said.id_in("r1")])] == [found.id]


def test_only_the_statements_asked_for_are_told(record: Record) -> None:
    text = "Ana Torres met them."
    put(record, report("r1", text), said := meeting(text, "Ana Torres"))
    put(record, report("r2", text + " Later."), meeting(text, "Ana Torres"))
    assert [one.document_id for one in tellings(record, of=[said.id_in("r1")])] == ["r1"]
    assert tellings(record, of=[]) == []
    assert tellings(record, Filter(kind=Kind.FORECAST)) == []


def test_names_that_are_judged_one_mean_one_party_and_bear_its_most_frequent_name(record: Record) -> None:
    texts = ["Ana Torres met them.", "Ana Torres met others.", "Torres Vela met them."]
    for number, text in enumerate(texts):
        put(record, report(f"r{number}", text), meeting(text, text.partition(" met")[0]))
    assert len(set(keys(tellings(record)))) == 2
    same(record, node("Ana Torres"), node("Torres Vela"))
    found = tellings(record)
    assert len(set(keys(found))) == 1
    assert {one.parties("actors")[0].name for one in found} == {"Ana Torres"}
    alone = tellings(record, Filter(document="r2"))
    assert alone[0].parties("actors")[0].name == "Ana Torres"  # as the whole record calls her


def test_judgements_connect_names_over_others_that_no_statement_here_has(record: Record) -> None:
    texts = {"r1": "Ana Torres met them.", "r2": "Torres Vela met them."}
    for id_, text in texts.items():
        put(record, report(id_, text), meeting(text, text.partition(" met")[0]))
    same(record, node("Ana Torres"), node("La Torres"))
    last = same(record, node("La Torres"), node("Torres Vela"))
    assert len(set(keys(tellings(record)))) == 1
    changes.undo(record, last, by="Ana")
    assert len(set(keys(tellings(record)))) == 2


def test_a_name_judged_in_one_document_alone_is_another_party_there(record: Record) -> None:
    texts = {"r1": "Ana Torres met them.", "r2": "Ana Torres met others."}
    for id_, text in texts.items():
        put(record, report(id_, text), meeting(text, "Ana Torres"))
    same(record, node("Ana Torres", "r2"), node("Ana Torres Mendez"))
    found = {one.document_id: one.parties("actors")[0] for one in tellings(record)}
    assert found["r1"].key != found["r2"].key
    assert found["r2"].name == "Ana Torres"


def test_what_is_judged_different_stays_two(record: Record) -> None:
    text = "Ana Torres met Bea Torres."
    put(record, report("r1", text), meeting(text, "Ana Torres", "Bea Torres"))
    same(record, node("Ana Torres"), node("Bea Torres"), Verdict.DIFFERENT)
    assert len(set(keys(tellings(record)))) == 2


def test_what_judgements_join_may_be_given(record: Record) -> None:
    texts = {"r1": "Ana Torres met them.", "r2": "Torres Vela met them."}
    for id_, text in texts.items():
        put(record, report(id_, text), meeting(text, text.partition(" met")[0]))
    same(record, node("Ana Torres"), node("Torres Vela"))
    assert tellings(record, joined=Judged().now(record).joined) == tellings(record)


def test_one_story_is_its_carriers_and_versions(record: Record) -> None:
    for id_ in ("r1", "r2", "r3", "r4"):
        text = f"Ana Torres met them, says {id_}."
        put(record, report(id_, text, publisher=id_), meeting(text, "Ana Torres"))
    versions.judge(record, "r2", "r1", Relation.CARRIER, by="Ana", reason="same words")
    versions.judge(record, "r3", "r2", Relation.VERSION, by="Ana", reason="mended")
    found = {one.document_id: one.story for one in tellings(record, Filter(standings=None))}
    assert found["r1"] == found["r2"] == found["r3"] != found["r4"]
    assert {one.document_id for one in tellings(record)} == {"r1", "r3", "r4"}  # r2 has a newer version


def test_the_passage_around_the_anchor_lends_its_vector(record: Record) -> None:
    first, second = "Nothing was said.", "Ana Torres met them."
    text = f"{first} {second} And so on."
    passages = [
        Passage(0, len(first), fake_vector(first)),
        Passage(len(first) + 1, len(first) + 1 + len(second), fake_vector(second)),
        Passage(len(first) + 2 + len(second), len(text), None),
    ]
    record.add(report("r1", text), [meeting(text, "Ana Torres")], READER, passages=passages)
    (found,) = tellings(record, vectors=True)
    assert found.vector == fake_vector(second)


def test_words_outside_every_passage_have_no_vector(record: Record) -> None:
    text = "A heading. Ana Torres met them."
    record.add(
        report("r1", text),
        [meeting(text, "Ana Torres")],
        READER,
        passages=[Passage(0, 10, fake_vector("A heading."))],
    )
    (found,) = tellings(record, vectors=True)
    assert found.vector is None


def test_a_statement_came_in_with_the_first_reading_of_its_document(record: Record) -> None:
    text = "Ana Torres met them. Bea Vela wants more."
    put(record, report("r1", text), meeting(text, "Ana Torres"))
    (before,) = tellings(record)
    wants = Position(stance=Stance.DEMANDS, anchor=quote(text, "wants"), holders=(quote(text, "Bea Vela"),))
    put(record, report("r1", text), meeting(text, "Ana Torres"), wants, version="2")
    assert {one.change_id for one in tellings(record)} == {before.change_id}


def test_a_statement_that_a_person_wrote_came_in_by_their_decision(record: Record) -> None:
    text = "Ana Torres met them. Bea Vela wants more."
    put(record, report("r1", text), meeting(text, "Ana Torres"))
    wants = Position(stance=Stance.DEMANDS, anchor=quote(text, "wants"), holders=(quote(text, "Bea Vela"),))
    decision = review.add(record, "r1", wants, by="Ana")
    found = {one.statement.kind: one for one in tellings(record)}
    assert found[Kind.POSITION].change_id == decision > found[Kind.EVENT].change_id
    assert found[Kind.POSITION].is_reviewed


def test_what_is_rejected_or_no_longer_stands_is_not_told(record: Record) -> None:
    text = "Ana Torres met them."
    put(record, report("r1", text), said := meeting(text, "Ana Torres"))
    put(record, report("r2", text + " Again."), meeting(text, "Ana Torres"))
    review.reject(record, said.id_in("r1"), by="Ana")
    versions.retract(record, "r2", by="Ana", reason="a forgery")
    assert tellings(record) == []


def test_hostile_names_are_told_as_they_are(record: Record) -> None:
    text = "<script>'\"; DROP TABLE parties\u202e met \u0645\u0631\u064a\u0645 %_\\."
    who = text.partition(" met")[0], text.partition("met ")[2][:4]
    put(record, report("r1", text), meeting(text, *who))
    (found,) = tellings(record)
    assert [party.name for party in found.parties("actors")] == list(who)


def test_many_documents_are_asked_about_at_once(record: Record) -> None:
    for number in range(12):
        text = f"Ana Torres met them for the time {number}."
        put(
            record,
            report(f"r{number}", text, published=f"2031-05-{number + 1:02}"),
            meeting(text, "Ana Torres"),
        )
    found = tellings(record, Filter(published="2031-05-03/2031-05-06"))
    assert [one.document_id for one in found] == ["r5", "r4", "r3", "r2"]
    by_row = [row.root_id for row in views.statements(record, Filter(published="2031-05-03/2031-05-06"))]
    assert [one.id for one in found] == by_row
    assert len(set(keys(found))) == 1
