"""When people last looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from tests.fakes import FakeReader
from veedor.documents.document import Document
from veedor.record import checks, migrations, schema, visits
from veedor.record.store import Record
from veedor.record.visits import Before


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as opened:
        yield opened


def at(clock: str) -> str:
    return f"2026-11-22T{clock}:00Z"


def test_a_first_visit_has_none_before_it(record: Record) -> None:
    assert visits.before(record, "Ana", at=at("08:00")) is None
    visits.note(record, "Ana", at=at("08:00"))
    assert visits.before(record, "Ana", at=at("08:20")) is None


def test_half_an_hour_without_a_page_ends_a_visit(
    record: Record, report: Document, reader: FakeReader
) -> None:
    visits.note(record, "Ana", at=at("08:00"))
    record.add(report, reader.read(report), reader)
    with record.writing() as connection:
        connection.execute(update(schema.changes).values(at=at("08:10")))
    visits.note(record, "Ana", at=at("08:20"))
    assert visits.before(record, "ana", at=at("08:49")) is None
    ended = visits.before(record, "ANA", at=at("08:50"))
    assert ended == Before(1, at("08:20"))
    visits.note(record, "Ana", at=at("08:50"))
    assert visits.before(record, "Ana", at=at("09:10")) == Before(1, at("08:20"))
    assert visits.before(record, "Ben", at=at("09:10")) is None


def test_what_came_after_an_empty_log_is_new(record: Record, report: Document, reader: FakeReader) -> None:
    visits.note(record, "Ana", at=at("08:00"))
    record.add(report, reader.read(report), reader)
    with record.writing() as connection:
        connection.execute(update(schema.changes).values(at=at("08:10")))
    visits.note(record, "Ana", at=at("09:00"))
    assert visits.before(record, "Ana", at=at("09:01")) == Before(0, at("08:00"))
    assert checks.check(record) == []


def test_pages_within_a_minute_are_written_down_once(record: Record) -> None:
    visits.note(record, "Ana", at="2026-11-22T08:00:00Z")
    visits.note(record, "Ana", at="2026-11-22T08:00:59Z")
    again = visits.before(record, "Ana", at="2026-11-22T08:30:30Z")
    assert again is not None
    assert again.at == "2026-11-22T08:00:00Z"


def test_a_record_of_schema_2_gets_the_table(record: Record) -> None:
    with record.writing() as connection:
        schema.visits.drop(connection)
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value="2"))
        assert migrations.migrate(connection) == len(migrations.MIGRATIONS) - 2
    visits.note(record, "Ana", at=at("08:00"))


@pytest.mark.parametrize(
    ("column", "value"), [("change_id", 99), ("person", "Ana López"), ("at", "today"), ("ended", None)]
)
def test_a_check_finds_a_visit_that_cannot_be(record: Record, column: str, value: object) -> None:
    visits.note(record, "Ana", at=at("08:00"))
    visits.note(record, "Ana", at=at("09:00"))
    with record.writing() as connection:
        connection.execute(update(schema.visits).values({column: value}))
    assert len(checks.check(record)) == 1
