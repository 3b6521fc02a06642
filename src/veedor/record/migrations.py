"""Small numbered steps that bring a record to this version's tables, each run once in a transaction.

A step adds what `schema.py` has and the database lacks, then fills it; so it does the same on SQLite and
PostgreSQL, and a later step never trips over an earlier one that already made what it wants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, inspect, select
from sqlalchemy.schema import CreateColumn

from veedor.errors import NotARecord, RecordError
from veedor.record import filling, schema
from veedor.record.searching import search_index

Migration = Callable[[Connection], None]


def _create_all(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    search_index.create(connection)


def _add_changes(connection: Connection) -> None:
    """Schema 2: a log of changes, reviews, versions, judgements, places and passages to search."""
    _create_all(connection)
    for table in (schema.readings, schema.statements, schema.parties, schema.found):
        _add_columns(connection, table)
    for fill in _FILLS:
        fill(connection)


_FILLS: tuple[Migration, ...] = (
    filling.log_readings,
    filling.fill_statements,
    filling.fill_parties,
    filling.fill_documents,
)
"""What schema 2 has and schema 1 lacks, in this order."""


def _add_what_the_desk_needs(connection: Connection) -> None:
    """Schema 3: accounts, when people last looked, and the searches that they keep."""
    schema.people.create(connection, checkfirst=True)
    schema.visits.create(connection, checkfirst=True)
    schema.saved.create(connection, checkfirst=True)


def _add_findings(connection: Connection) -> None:
    """Schema 4: what people judge of pairs of statements, of issues, and of forecasts; briefs; what feeds said."""
    findings = (schema.pairings, schema.named_issues, schema.criteria, schema.resolutions)
    for table in (*findings, schema.briefs, schema.asked):
        table.create(connection, checkfirst=True)


MIGRATIONS: tuple[Migration, ...] = (_create_all, _add_changes, _add_what_the_desk_needs, _add_findings)
"""Migration n is `MIGRATIONS[n - 1]`. The first makes the tables as `schema.py` has them today, so a new
record starts at the last number; the others bring older records there."""


def version_of(connection: Connection) -> int:
    """Number of the last migration that ran; 0 for an empty database."""
    if not inspect(connection).has_table(schema.meta.name):
        return 0
    query = select(schema.meta.c.value).where(schema.meta.c.key == "schema")
    return int(connection.scalar(query) or 0)


def check_ours(connection: Connection, place: str) -> None:
    """Raise NotARecord where another program has made tables that a record would need."""
    there = set(inspect(connection).get_table_names())
    if schema.meta.name in there:
        columns = {column["name"] for column in inspect(connection).get_columns(schema.meta.name)}
        ours = select(schema.meta.c.value).where(
            schema.meta.c.key == "application", schema.meta.c.value == "veedor"
        )
        is_ours = columns == {"key", "value"} and connection.scalar(ours) is not None
    else:
        is_ours = there.isdisjoint(schema.metadata.tables)
    if not is_ours:
        raise NotARecord(f"{place} is a database of another program; name another one for the record")


def check_not_newer(version: int, newest: int = len(MIGRATIONS)) -> None:
    """Raise RecordError where a later Veedor made the record."""
    if version > newest:
        raise RecordError(
            f"The record has schema {version}, this Veedor knows {newest} at most; update Veedor to open it"
        )


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Number of migrations that ran. Call it inside one writing transaction."""
    version = version_of(connection)
    check_not_newer(version, len(migrations))
    due = migrations[version:] if version else migrations[:1]
    for migration in due:
        migration(connection)
    if due:
        _stamp(connection, len(migrations))
    return len(due)


def _stamp(connection: Connection, version: int) -> None:
    connection.execute(delete(schema.meta))
    connection.execute(
        insert(schema.meta),
        [{"key": "application", "value": "veedor"}, {"key": "schema", "value": str(version)}],
    )


def _add_columns(connection: Connection, table: Table) -> None:
    """Add the columns that the database's table lacks, and bring its indexes up to date."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            name = connection.dialect.identifier_preparer.format_table(table)
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {_declared(connection, column)}")
    _make_indexes(connection, table)


def _make_indexes(connection: Connection, table: Table) -> None:
    """Give the table the indexes that it has today, and drop those that it has no more, or has otherwise."""
    wanted = {str(index.name): [column.name for column in index.columns] for index in table.indexes}
    for index in inspect(connection).get_indexes(table.name):
        if wanted.get(str(index["name"])) != index["column_names"]:
            quoted = connection.dialect.identifier_preparer.quote(str(index["name"]))
            connection.exec_driver_sql(f"DROP INDEX {quoted}")
    for made in table.indexes:
        made.create(connection, checkfirst=True)


def _declared(connection: Connection, column: Column[Any]) -> str:
    declared = str(CreateColumn(column).compile(dialect=connection.dialect))
    for foreign in column.foreign_keys:
        declared += f" REFERENCES {foreign.column.table.name} ({foreign.column.name})"
    return declared
