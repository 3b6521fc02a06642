"""The short form of `benchmarks.kills`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks import Measured
from benchmarks.generated import contents, differing, put, reports
from benchmarks.kills import measure
from tests.postgres import Server
from veedor.errors import NotARecord
from veedor.record import sqlite
from veedor.record.store import Record


def missed(measured: list[Measured]) -> list[Measured]:
    return [figure for figure in measured if not figure.is_met]


def test_a_killed_writer_leaves_whole_documents_only() -> None:
    assert missed(measure(10, 30)) == []


def test_a_killed_server_leaves_whole_documents_only(postgres: Server) -> None:
    found = measure(3, 15, "postgresql", server=postgres)
    postgres.drop("calm")
    postgres.drop("killed")
    assert missed(found) == []


def test_a_document_that_is_not_whole_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_begin", lambda connection: None)  # each row is kept by itself
    try:
        names = {figure.name for figure in missed(measure(12, 30))}
    except NotARecord:
        return  # struck while the tables were made, which is noticed at once
    assert names & {"sqlite: broken documents", "sqlite: faults of the check"}


def test_a_row_that_is_missing_would_be_noticed(another_place: Callable[[str], str]) -> None:
    made = reports(3)
    with Record.open(another_place("sqlite")) as one, Record.open(another_place("sqlite")) as other:
        for report in made:
            put(one, report)
            put(other, report)
        assert differing(contents(one), contents(other)) == 0
        with other.writing() as connection:
            connection.exec_driver_sql("DELETE FROM places")
            connection.exec_driver_sql("DELETE FROM parties WHERE place = 0 AND field = 'recipients'")
        assert differing(contents(one), contents(other)) > 0
