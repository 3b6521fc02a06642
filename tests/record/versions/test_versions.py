from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.errors import UsageError
from veedor.record import changes, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import review
from veedor.record.store import Record, Run
from veedor.record.versions import versions
from veedor.record.wanted import Filter, Standing, State

STORY = (
    "RIVERTON. The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt when the gates of "
    "the cement works were forced open before dawn by a lorry that nobody had ordered.\n"
    "The owners of the works called the night a disgrace and sent their lawyers to the county court, where a judge is "
    "to hear both sides next week. The bakers and the bus drivers may join the strike if no date is named by then.\n"
    "Deputy Ana Órdoñez wants new talks. She spoke at the harbour to a crowd that had waited in the rain since noon, "
    "and promised to carry the list of demands to the capital herself."
)
FIRST = Document(
    id="first",
    text=STORY,
    title="A strike in Riverton",
    publisher="Riverton Gazette",
    address="https://gazette.example/strike",
    published=Published("2021-05-04", Basis.GIVEN),
)
SECOND = replace(
    FIRST,
    id="second",
    text="Updated. " + STORY.replace("According to the union, 40 people were hurt when", "It began when"),
    published=Published("2021-05-05", Basis.GIVEN),
)
CARRIED = replace(FIRST, id="carried", publisher="Hill Valley Post", address=None)


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def read(record: Record, *documents: Document, run: Run | None = None) -> None:
    for document in documents:
        record.add(document, FakeReader().read(document), FakeReader(), run=run)


def standing(record: Record, **wanted: Any) -> dict[str, Standing]:
    rows = views.statements(record, Filter(states=None, standings=None, **wanted))
    return {f"{row.document_id} {row.statement.anchor.words}": row.standing for row in rows}


def decide(record: Record, row: views.StatementRow, verb: Verb) -> int:
    """A decision without `review.py`, which is tested by itself."""
    with record.writing() as connection:
        change_id = changes.append(connection, verb, "ana", document_id=row.document_id)
        review = {
            "change_id": change_id,
            "document_id": row.document_id,
            "statement_id": row.root_id,
            "verb": str(verb),
            "reading_id": 1,
        }
        connection.execute(insert(schema.reviews).values(review))
        return change_id


def test_a_later_text_of_the_same_page_is_a_new_version(record: Record) -> None:
    read(record, FIRST, SECOND)
    (found,) = versions.family(record, "first")
    assert (found.document_id, found.other_id, found.relation) == ("second", "first", Relation.VERSION)
    assert found.why.startswith("same address")
    assert [(row.id, row.standing) for row in views.documents(record)] == [
        ("second", Standing.STANDS),
        ("first", Standing.SUPERSEDED),
    ]


def test_an_earlier_version_that_comes_in_late_is_the_older_one(record: Record) -> None:
    read(record, SECOND, FIRST)
    (found,) = versions.family(record, "first")
    assert (found.document_id, found.other_id) == ("second", "first")


def test_the_story_of_another_publisher_is_carried_and_stands(record: Record) -> None:
    read(record, FIRST, CARRIED)
    (found,) = versions.family(record, "first")
    assert found.relation is Relation.CARRIER
    assert {row.standing for row in views.documents(record)} == {Standing.STANDS}


def test_what_the_newer_version_no_longer_says_is_listed_as_lost(record: Record) -> None:
    read(record, FIRST, SECOND)
    assert standing(record, document="first") == {
        "first met": Standing.SUPERSEDED,
        "first 40 people": Standing.LOST,
        "first Deputy": Standing.SUPERSEDED,
        "first wants": Standing.SUPERSEDED,
    }
    assert [row.statement.anchor.words for row in versions.lost(record)] == ["40 people"]
    assert {row.document_id for row in views.statements(record)} == {"second"}


def test_what_a_person_decided_goes_along_to_the_newer_version(record: Record) -> None:
    read(record, FIRST)
    rows = list(views.statements(record))
    decide(record, rows[0], Verb.ACCEPT)
    decide(record, rows[-1], Verb.REJECT)
    read(record, SECOND)
    found = views.statements(record, Filter(document="second", states=None))
    assert [(row.statement.anchor.words, row.state) for row in found] == [
        ("met", State.ACCEPTED),
        ("Deputy", State.READ),
        ("wants", State.REJECTED),
    ]
    assert [
        change.by for change in changes.log(record, document_id="second") if change.verb is Verb.REJECT
    ] == ["ana"]


def test_taking_the_newer_version_back_brings_the_older_one_back(record: Record) -> None:
    read(record, FIRST)
    before = list(views.statements(record))
    run = Run("ana")
    read(record, SECOND, run=run)
    assert run.id is not None
    undone = changes.undo(record, run.id, by="ana")
    assert list(views.statements(record)) == before
    changes.undo(record, undone, by="ana")
    assert {row.document_id for row in views.statements(record)} == {"second"}


def test_a_version_that_is_read_anew_after_it_was_taken_back_is_one_again(record: Record) -> None:
    read(record, FIRST)
    run = Run("ana")
    read(record, SECOND, run=run)
    assert run.id is not None
    changes.undo(record, run.id, by="ana")
    read(record, SECOND)
    assert {row.document_id for row in views.statements(record)} == {"second"}


def test_a_person_can_say_that_it_is_no_version(record: Record) -> None:
    read(record, FIRST, SECOND)
    versions.judge(record, "second", "first", Relation.DIFFERENT, by="ana", reason="two strikes")
    assert {row.document_id for row in views.statements(record)} == {"first", "second"}


def test_a_person_can_say_that_it_is_a_version(record: Record, report: Document) -> None:
    read(record, FIRST, report)
    versions.judge(record, report.id, "first", Relation.VERSION, by="ana", reason="the short form")
    assert standing(record, document="first")["first met"] is Standing.SUPERSEDED
    with pytest.raises(UsageError, match="one document"):
        versions.judge(record, "first", "first", Relation.VERSION, by="ana", reason="why")


def test_a_document_is_retracted_with_a_reason_and_what_stood_on_it_shows_so(record: Record) -> None:
    read(record, FIRST)
    with pytest.raises(UsageError, match="reason"):
        versions.retract(record, "first", by="ana", reason=" ")
    with pytest.raises(UsageError, match="No document"):
        versions.retract(record, "none", by="ana", reason="a hoax")
    change_id = versions.retract(record, "first", by="ana", reason="a hoax")
    assert set(standing(record).values()) == {Standing.RETRACTED}
    assert list(views.statements(record)) == []
    assert len(views.reading(record, "first").statements) == 4
    changes.undo(record, change_id, by="ben")
    assert set(standing(record).values()) == {Standing.STANDS}


def test_a_page_that_was_used_for_another_story_hides_nothing(record: Record, report: Document) -> None:
    other = replace(
        report, text="Nothing of that. " + "Other words were printed here. " * 9, address=FIRST.address
    )
    read(record, FIRST, other)
    (found,) = versions.family(record, "first")
    assert found.relation is Relation.DIFFERENT
    assert {row.standing for row in views.documents(record)} == {Standing.STANDS}


def test_a_third_version_takes_the_place_of_the_second(record: Record) -> None:
    third = replace(
        SECOND,
        id="third",
        text=SECOND.text + " The strike is over.",
        published=Published("2021-05-06", Basis.GIVEN),
    )
    read(record, FIRST, SECOND, third)
    assert {row.id: row.standing for row in views.documents(record)} == {
        "first": Standing.SUPERSEDED,
        "second": Standing.SUPERSEDED,
        "third": Standing.STANDS,
    }
    assert len(versions.family(record, "first")) == 2


def test_what_stood_beside_a_decision_is_no_difference_in_the_newer_version(record: Record) -> None:
    def read_twice(document: Document) -> list[Statement]:
        met = FakeReader().read(document)[0]
        by_the_union = replace(met, sources=(quote(document.text, "The owners"),))
        return [met, by_the_union]

    record.add(FIRST, read_twice(FIRST), FakeReader())
    decide(record, next(iter(views.statements(record))), Verb.ACCEPT)
    record.add(SECOND, read_twice(SECOND), FakeReader())
    rows = views.statements(record, Filter(document="second", states=None))
    assert [row.state for row in rows] == [State.ACCEPTED, State.READ]


def test_a_report_that_comes_in_again_is_not_the_newer_version_of_its_newer_version(record: Record) -> None:
    undated, run = [replace(document, published=None) for document in (FIRST, SECOND)], Run("ana")
    read(record, undated[0], run=run)
    read(record, undated[1])
    assert run.id is not None
    changes.undo(record, run.id, by="ana")
    read(record, undated[0])
    (found,) = versions.family(record, "first")
    assert (found.document_id, found.other_id) == ("second", "first")
    assert {row.document_id for row in views.statements(record)} == {"second"}


def test_what_a_person_said_of_two_reports_holds_when_one_comes_in_again(record: Record) -> None:
    run = Run("ana")
    read(record, FIRST)
    read(record, SECOND, run=run)
    versions.judge(record, "second", "first", Relation.DIFFERENT, by="ana", reason="two nights")
    assert run.id is not None
    changes.undo(record, run.id, by="ana")
    read(record, SECOND)
    assert [found.relation for found in versions.family(record, "second")] == [Relation.DIFFERENT]


def test_a_decision_is_not_carried_to_where_a_person_wrote_the_same(record: Record) -> None:
    read(record, FIRST, OTHERS)
    for id_ in ("first", "others"):
        (met,) = views.statements(record, Filter(document=id_, words="met"))
        assert isinstance(met.statement, Event)
        agreed = replace(met.statement, type=EventType.AGREE)
        if id_ == "first":
            review.correct(record, met.id, agreed, by="ana")
        else:
            review.add(record, id_, agreed, by="ben")
    versions.judge(record, "others", "first", Relation.VERSION, by="ana", reason="one desk")
    found = views.statements(record, Filter(document="others", words="met"))
    assert sorted(row.state for row in found) == [State.ADDED, State.READ]


OTHERS = replace(FIRST, id="others", text=f"Late. {STORY}", publisher="Hill Valley Post", address=None)


def test_of_one_day_the_text_with_a_note_on_what_it_said_before_is_the_newer(record: Record) -> None:
    note = "\n[Correction: an earlier version of this report said that 40 people were hurt. It was 14.]"
    corrected = replace(FIRST, id="corrected", text=STORY.replace("40 people", "14 people") + note)
    read(record, corrected, FIRST)
    assert {row.id: row.standing for row in views.documents(record)} == {
        "corrected": Standing.STANDS,
        "first": Standing.SUPERSEDED,
    }
