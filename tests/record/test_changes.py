from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, insert

from tests.fakes import FakeReader
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import schema, views
from veedor.record.changes import Change, Verb, append, log, undo
from veedor.record.store import Record, Run


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def add(record: Record, document: Document, version: str = "1", run: Run | None = None) -> int:
    """The change by which a document was read."""
    record.add(document, FakeReader().read(document), FakeReader(version), run=run)
    return max(change.id for change in log(record, all_parts=True) if change.verb is Verb.READ)


def shown(record: Record) -> list[tuple[str, str]]:
    """Which documents are shown, by which version of the reader."""
    return sorted((row.id, row.version) for row in views.documents(record))


def other(report: Document) -> Document:
    return replace(report, id="d0d2", text="Nobody met anybody. Deputy Ana Órdoñez wants new talks, though.")


def test_a_reading_is_a_line_of_the_log(record: Record, report: Document) -> None:
    change_id = add(record, report)
    [change] = log(record)
    assert change == Change(change_id, Verb.READ, "fake 1", change.at, None, None, report.id, counts=True)
    assert len(change.at) == len("2026-11-21T12:00:00Z")


def test_a_run_is_one_line_with_its_parts_below(record: Record, report: Document) -> None:
    run = Run("Ana", "the weeklies")
    for document in (report, other(report)):
        add(record, document, run=run)
    [whole] = log(record)
    assert (whole.id, whole.verb, whole.by, whole.reason) == (run.id, Verb.IMPORT, "Ana", "the weeklies")
    parts = [change for change in log(record, all_parts=True) if change.part_of == run.id]
    assert [change.document_id for change in parts] == ["d0d2", "d0c1"]


def test_a_run_that_adds_nothing_leaves_no_line(record: Record, report: Document) -> None:
    add(record, report)
    run = Run("Ana")
    add(record, report, run=run)
    assert run.id is None
    assert len(log(record, all_parts=True)) == 1


def test_the_log_is_asked_by_document_person_and_day(record: Record, report: Document) -> None:
    first = add(record, report)
    second = undo(record, add(record, other(report)), by="Ana", reason="wrong report")
    today = log(record, limit=1)[0].at[:10]
    assert [c.id for c in log(record, document_id=report.id)] == [first]
    assert [(c.id, c.reason) for c in log(record, by="Ana")] == [(second, "wrong report")]
    assert len(log(record, day=today, all_parts=True)) == 3
    assert log(record, day="1999-01-01") == log(record, by="An") == log(record, day="%") == []
    assert [c.id for c in log(record, limit=1)] == [second]


def test_what_is_taken_back_is_not_shown_and_can_be_restored(record: Record, report: Document) -> None:
    change_id = add(record, report)
    undone = undo(record, change_id, by="Ana")
    assert shown(record) == []
    assert [change.counts for change in log(record)] == [True, False]
    undo(record, undone, by="Ana")
    assert shown(record) == [("d0c1", "1")]
    assert [change.counts for change in log(record)] == [True, False, True]


def test_a_newer_reading_taken_back_brings_the_older_one_forth(record: Record, report: Document) -> None:
    add(record, report)
    newer = add(record, report, "2")
    assert shown(record) == [("d0c1", "2")]
    undo(record, newer, by="Ana")
    assert shown(record) == [("d0c1", "1")]


def test_a_run_is_taken_back_with_all_its_parts(record: Record, report: Document) -> None:
    run = Run("Ana")
    for document in (report, other(report)):
        add(record, document, run=run)
    assert run.id is not None
    undone = undo(record, run.id, by="Ben")
    assert shown(record) == []
    undo(record, undone, by="Ben")
    assert shown(record) == [("d0c1", "1"), ("d0d2", "1")]


def test_restoring_a_run_does_not_restore_what_was_taken_back_before(
    record: Record, report: Document
) -> None:
    run = Run("Ana")
    for document in (report, other(report)):
        part = add(record, document, run=run)
    assert run.id is not None
    undo(record, part, by="Ana")
    undo(record, undo(record, run.id, by="Ben"), by="Ben")
    assert shown(record) == [("d0c1", "1")]


def test_a_document_taken_back_can_be_read_again(record: Record, report: Document) -> None:
    undo(record, add(record, report), by="Ana")
    assert not record.holds(report, FakeReader())
    add(record, report)
    assert shown(record) == [("d0c1", "1")]
    assert views.size(record).statements == 4


def test_an_older_version_stands_again_when_the_newer_one_is_taken_back(
    record: Record, report: Document
) -> None:
    long = report.text + " " + " ".join(f"word{number}" for number in range(60))
    add(record, replace(report, text=long))
    newer = add(record, replace(report, id="d0e3", text=f"{long} The talks began."))
    standings = {row.id: str(row.standing) for row in views.documents(record)}
    assert standings == {"d0c1": "superseded", "d0e3": "stands"}
    undo(record, newer, by="Ana")
    assert [(row.id, str(row.standing)) for row in views.documents(record)] == [("d0c1", "stands")]


def test_what_cannot_be_taken_back_is_refused(record: Record, report: Document) -> None:
    change_id = add(record, report)
    with pytest.raises(UsageError, match="no change 99"):
        undo(record, 99, by="Ana")
    with pytest.raises(UsageError, match="who makes it"):
        undo(record, change_id, by="  ")
    undo(record, change_id, by="Ana")
    with pytest.raises(UsageError, match="taken back already"):
        undo(record, change_id, by="Ana")
    assert len(log(record)) == 2


def test_nothing_is_ever_deleted(record: Record, report: Document) -> None:
    change_id = add(record, report)
    readings, lines = views.size(record).readings, len(log(record, all_parts=True))
    undo(record, change_id, by="Ana")
    assert (views.size(record).readings, len(log(record, all_parts=True))) == (readings, lines + 1)


def test_a_run_of_more_parts_than_a_question_holds_values_is_taken_back_and_put_in_again(place: str) -> None:
    with Record.open(place) as record:
        if record.database == "sqlite":
            event.listen(record._engine, "checkout", _with_few_values)
        with record.writing() as connection:
            whole = append(connection, Verb.IMPORT, "Ana")
            part = {"verb": "read", "by": "fake", "at": "2021-05-04T00:00:00Z", "part_of": whole}
            connection.execute(insert(schema.changes), [part] * 1200)
        undone = undo(record, whole, by="Ana")
        assert not any(change.counts for change in log(record, all_parts=True) if change.id != undone)
        undo(record, undone, by="Ana")
        assert sum(change.counts for change in log(record, all_parts=True)) == 1202


def _with_few_values(connection: sqlite3.Connection, *_: object) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
