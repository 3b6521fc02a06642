"""What a project chose for its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from veedor.errors import UsageError
from veedor.record import changes, schema
from veedor.record.changes import Verb, counts

if TYPE_CHECKING:
    from veedor.record.store import Record

READERS = "readers"
"""How many persons a decision needs: with 2 it waits until a second one agrees."""
KNOWN = {READERS: ("1", "2")}
"""The values of each option, the one that holds until somebody chooses first."""


def choose(record: Record, name: str, value: str | int, by: str, *, reason: str | None = None) -> int:
    """The id of the change that sets an option; UsageError where there is no such option or value."""
    if name not in KNOWN:
        raise UsageError(f"There is no option {name!r}; choose one of {', '.join(KNOWN)}")
    if str(value) not in KNOWN[name]:
        raise UsageError(f"{name} cannot be {str(value)!r}; choose one of {', '.join(KNOWN[name])}")
    with record.writing() as connection:
        change_id = changes.append(connection, Verb.CHOOSE, by, reason=reason)
        row = {"change_id": change_id, "name": name, "value": str(value)}
        connection.execute(insert(schema.options).values(row))
        return change_id


def options(record: Record) -> dict[str, str]:
    """Every option with the value that holds."""
    with record.reading() as connection:
        return {name: value_of(connection, name) for name in KNOWN}


def value_of(connection: Connection, name: str) -> str:
    """The value of an option now."""
    return value_in(history(connection, name), name)


def history(connection: Connection, name: str) -> list[tuple[int, str]]:
    """The changes that chose an option and count, each with the value that it gave, oldest first."""
    rows = schema.options
    query = select(rows.c.change_id, rows.c.value).where(rows.c.name == name, counts(rows.c.change_id))
    return [(row.change_id, row.value) for row in connection.execute(query.order_by(rows.c.change_id))]


def value_in(chosen: Sequence[tuple[int, str]], name: str, *, before: int | None = None) -> str:
    """The value of an option by its history, now or when the change `before` was made."""
    values = [value for change_id, value in chosen if before is None or change_id < before]
    return values[-1] if values else KNOWN[name][0]
