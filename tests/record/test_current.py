from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import insert

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Event
from veedor.documents.document import Document
from veedor.record import changes, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import review
from veedor.record.store import Record, Run
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing, State


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[Record]:
    with Record.open(place) as record:
        record.add(report, reader.read(report), reader)
        yield record


def events(record: Record) -> list[StatementRow]:
    return list(views.statements(record, Filter(kind=Kind.EVENT, states=None, standings=None)))


def test_the_latest_reading_that_counts_is_current(record: Record, report: Document) -> None:
    first = events(record)
    run = Run("Ana")
    record.add(
        report, [Event(type=EventType.AGREE, anchor=quote(report.text, "met"))], FakeReader("2"), run=run
    )
    assert [row.statement.type for row in events(record)] == [EventType.AGREE]  # type: ignore[union-attr]
    assert run.id is not None
    undone = review.undo(record, run.id, by="Ana")
    assert events(record) == first
    review.undo(record, undone, by="Ana")
    assert [row.statement.type for row in events(record)] == [EventType.AGREE]  # type: ignore[union-attr]


def test_a_document_whose_only_import_is_taken_back_is_not_shown(record: Record, report: Document) -> None:
    (row,) = events(record)
    accepted = review.accept(record, row.id, by="Ana")
    read = changes.log(record, document_id=report.id)[-1]
    undone = review.undo(record, read.id, by="Ana")
    assert (events(record), views.documents(record)) == ([], [])
    review.undo(record, undone, by="Ana")
    assert [row.decision_id for row in events(record)] == [accepted]


def test_a_decision_stays_and_says_whether_the_later_reading_finds_it(
    record: Record, report: Document
) -> None:
    (row,) = events(record)
    review.accept(record, row.id, by="Ana")
    record.add(report, [], FakeReader("2"))
    assert [(row.state, row.is_found) for row in events(record)] == [(State.ACCEPTED, False)]
    record.add(report, [row.statement], FakeReader("3"))
    assert [(row.state, row.is_found) for row in events(record)] == [(State.ACCEPTED, True)]


def test_a_corrected_line_is_shown_once_where_a_reading_finds_both_forms(
    record: Record, report: Document
) -> None:
    (row,) = events(record)
    corrected = replace(row.statement, type=EventType.AGREE)  # type: ignore[arg-type]
    review.correct(record, row.id, corrected, by="Ana")
    record.add(report, [row.statement, corrected], FakeReader("2"))
    assert [(row.state, row.is_found) for row in events(record)] == [(State.CORRECTED, True)]


def test_a_persons_form_has_neither_estimate_nor_rule(record: Record) -> None:
    (row,) = events(record)
    assert row.statement.probability_right == 0.75
    review.correct_fields(record, row.id, {"type": "AGREE"}, by="Ana")
    (row,) = events(record)
    assert row.statement.probability_right is None
    assert row.statement.when is not None
    assert row.statement.when.rule is None


def test_a_retracted_document_says_so_and_its_statements_can_still_be_decided_on(
    record: Record, report: Document
) -> None:
    with record.writing() as connection:
        id_ = changes.append(connection, Verb.RETRACT, "Ana", document_id=report.id)
        connection.execute(insert(schema.retractions).values(change_id=id_, document_id=report.id))
    (row,) = events(record)
    assert row.standing is Standing.RETRACTED
    review.reject(record, row.id, by="Ana")
    review.undo(record, id_, by="Ana")
    assert [(row.state, row.standing) for row in events(record)] == [(State.REJECTED, Standing.STANDS)]


def test_what_another_statement_was_corrected_to_comes_back_with_the_undo(
    record: Record, report: Document
) -> None:
    said = [Event(type=type_, anchor=quote(report.text, "met")) for type_ in (EventType.AGREE, EventType.AID)]
    record.add(report, said, FakeReader("2"))
    before = events(record)
    change_id = review.correct(record, before[0].id, before[1].statement, by="Ana")
    assert [(row.id, row.root_id) for row in events(record)] == [(before[1].id, before[0].id)]
    review.undo(record, change_id, by="Ana")
    assert events(record) == before
