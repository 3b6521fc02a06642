"""How much lies on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from veedor.codebook.labels import EventType
from veedor.documents.document import Document
from veedor.record import calendar, views
from veedor.record.reviewing import review, rules
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter, Scope

FIRST, LAST = date(2021, 5, 1), date(2021, 5, 31)


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[Record]:
    with Record.open(place) as record:
        record.add(report, reader.read(report), reader)
        yield record


def test_documents_and_events_lie_on_their_days(record: Record) -> None:
    assert calendar.latest(record) == date(2021, 5, 4)
    assert calendar.documents_by_day(record, FIRST, LAST) == {date(2021, 5, 4): 1}
    assert calendar.events_by_day(record, FIRST, LAST) == {date(2021, 5, 3): {EventType.CONSULT: 1}}


def test_nothing_lies_outside_the_days_asked_for(record: Record) -> None:
    assert calendar.documents_by_day(record, date(2022, 1, 1), date(2022, 12, 31)) == {}
    assert calendar.events_by_day(record, date(2021, 5, 4), LAST) == {}


def test_filter_lets_through_what_it_asks_for(record: Record) -> None:
    assert calendar.events_by_day(record, FIRST, LAST, Filter(actor="mayor"))
    assert calendar.events_by_day(record, FIRST, LAST, Filter(type=EventType.AID)) == {}


def test_what_was_rejected_is_not_counted(record: Record) -> None:
    event = next(row for row in views.statements(record) if row.statement.kind == "event")
    review.reject(record, event.id, by="Ana")
    assert calendar.events_by_day(record, FIRST, LAST) == {}


def test_retracted_document_is_not_counted(record: Record) -> None:
    versions.retract(record, "d0c1", by="Ana", reason="made up")
    assert calendar.documents_by_day(record, FIRST, LAST) == {}
    assert calendar.events_by_day(record, FIRST, LAST) == {}


def test_empty_record_has_no_latest_day(tmp_path: Path) -> None:
    with Record.open(tmp_path / "empty.veedor") as empty:
        assert calendar.latest(empty) is None


def _together(record: Record) -> dict[date, int]:
    """What was found, without what was taken out, with what was put in."""
    out, put_in = calendar.events_settled(record)
    many = {day: of.total() for day, of in calendar.events_found(record).items()}
    for days, sign in ((out, -1), (put_in, 1)):
        for day, of in days.items():
            many[day] = many.get(day, 0) + sign * of.total()
    return {day: number for day, number in many.items() if number}


def test_what_was_found_and_what_was_settled_make_what_holds(record: Record, report: Document) -> None:
    wide = (date(2000, 1, 1), date(2030, 1, 1))
    event = next(row for row in views.statements(record) if row.statement.kind == "event")

    def holds() -> dict[date, int]:
        return {day: of.total() for day, of in calendar.events_by_day(record, *wide).items()}

    assert _together(record) == holds() == {date(2021, 5, 3): 1}
    review.correct_fields(record, event.id, {"type": "AID"}, by="Ana")
    assert _together(record) == holds() == {date(2021, 5, 3): 1}
    change = review.reject(record, event.id, by="Ana")
    assert _together(record) == holds() == {}
    review.undo(record, change, by="Ana")
    assert _together(record) == holds() == {date(2021, 5, 3): 1}
    rules.ignore(record, event.id, Scope.ALL, by="Ana")
    assert _together(record) == holds()


def test_what_a_person_stands_for_is_counted_as_they_left_it(record: Record) -> None:
    event = next(row for row in views.statements(record) if row.statement.kind == "event")
    accepted = review.accept(record, event.id, by="Ana")
    assert calendar.events_by_day(record, FIRST, LAST) == {date(2021, 5, 3): {EventType.CONSULT: 1}}
    review.undo(record, accepted, by="Ana")
    review.correct_fields(record, event.id, {"type": "AID"}, by="Ana")
    assert calendar.events_by_day(record, FIRST, LAST) == {date(2021, 5, 3): {EventType.AID: 1}}
    assert calendar.events_by_day(record, FIRST, LAST, Filter(type=EventType.CONSULT)) == {}
