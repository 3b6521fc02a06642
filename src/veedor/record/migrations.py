"""Small numbered steps that bring a record to this version's tables, each run once in a transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, insert, inspect, select

from veedor.errors import RecordError
from veedor.record import schema

Migration = Callable[[Connection], None]


def _create_all(connection: Connection) -> None:
    schema.metadata.create_all(connection)


MIGRATIONS: tuple[Migration, ...] = (_create_all,)
"""Migration n is `MIGRATIONS[n - 1]`. The first makes the tables as `schema.py` has them today, so a new
record starts at the last number; the others bring older records there."""


def version_of(connection: Connection) -> int:
    """Number of the last migration that ran; 0 for an empty database."""
    if not inspect(connection).has_table(schema.meta.name):
        return 0
    query = select(schema.meta.c.value).where(schema.meta.c.key == "schema")
    return int(connection.scalar(query) or 0)


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
