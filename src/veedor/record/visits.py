"""When people last looked, so that each can be told what is new since.

A visit ends with half an hour without a page. Kept of a person is one row: when the visit before the present one
ended, up to which change the log had then come, and when the last page was opened. Rows are overwritten: nothing is
decided by looking, and nobody needs to know for longer who looked when.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from veedor.codebook.naming import folded
from veedor.record import changes
from veedor.record.schema import changes as _changes
from veedor.record.schema import visits as _visits

if TYPE_CHECKING:
    from veedor.record.store import Record

PAUSE = timedelta(minutes=30)
"""Without a page for so long, the next one begins a new visit."""
_SPARED = timedelta(minutes=1)
"""A page so soon after another one is not written down."""


class Before(NamedTuple):
    """The end of a person's visit before the present one."""

    change_id: int
    """The last change that the log then had; 0 where it had none."""
    at: str
    """When its last page was opened: UTC, ISO 8601."""


def before(record: Record, person: str, *, at: str | None = None) -> Before | None:
    """Where the person's last visit ended; None for a first visit. `at` is the present moment, unless given."""
    with record.reading() as connection:
        row = _row(connection, person)
        if row is None:
            return None
        if not _is_over(row.at, at or changes.now()):
            # The first visit goes on: nothing came before it.
            return None if row.ended is None else Before(row.change_id, row.ended)
        return Before(_last_change(connection, row.at), row.at)


def note(record: Record, person: str, *, at: str | None = None) -> None:
    """Write down that the person opened a page, once a minute at most."""
    at = at or changes.now()
    with record.reading() as connection:
        row = _row(connection, person)
    if row is not None and abs(_moment(at) - _moment(row.at)) < _SPARED:
        return
    with record.writing() as connection:
        row = _row(connection, person)
        if row is None:
            connection.execute(insert(_visits).values(person=folded(person), at=at))
            return
        values: dict[str, object] = {"at": at}
        if _is_over(row.at, at):
            values |= {"ended": row.at, "change_id": _last_change(connection, row.at)}
        connection.execute(update(_visits).where(_visits.c.person == row.person).values(values))


def _row(connection: Connection, person: str) -> Any | None:
    return connection.execute(select(_visits).where(_visits.c.person == folded(person))).one_or_none()


def _is_over(last: str, now: str) -> bool:
    return _moment(now) - _moment(last) >= PAUSE


def _moment(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _last_change(connection: Connection, at: str) -> int:
    """The last change of the log at a moment; 0 where it was empty."""
    query = select(_changes.c.id).where(_changes.c.at <= at).order_by(_changes.c.id.desc()).limit(1)
    return connection.scalar(query) or 0
