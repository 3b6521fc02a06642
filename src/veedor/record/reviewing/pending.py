"""What waits for review, as questions: columns as of `current.statements`, conditions said of `schema`'s own tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from veedor.record import current, schema
from veedor.record.current import Conditions, differs, is_current, is_ignored
from veedor.record.wanted import STANDING, Standing, State

_READINGS = 50
"""Readings that are looked through together for what differs, so that the first page needs no other."""


def waiting(which: Conditions, standings: frozenset[Standing] | None = STANDING) -> Select[Any]:
    """The statements that wait for review."""
    return _waiting(None, which, standings)


def untouched(
    which: Conditions, standings: frozenset[Standing] | None = STANDING, *, may_differ: bool = True
) -> Select[Any]:
    """The statements that wait for review and differ from no decision.

    Without `may_differ` whoever asks knows that by `current.may_differ` none can: then it is not asked.
    """
    differing = (~differs(schema.statements, schema.readings),) if may_differ else ()
    return _waiting(State.READ, (*which, *differing), standings)


def differing(which: Conditions, standings: frozenset[Standing] | None = STANDING) -> Select[Any]:
    """The statements that wait for review because they differ from a decision.

    Asked of all that was found it takes half a minute in PostgreSQL: `which` names statements, or some of the readings
    of `read_again`.
    """
    return _waiting(State.DIFFERS, (*which, differs(schema.statements, schema.readings)), standings)


def _waiting(state: State | None, which: Conditions, standings: frozenset[Standing] | None) -> Select[Any]:
    statements, readings = schema.statements, schema.readings
    conditions = (*which, ~is_ignored(statements, readings))
    if standings == STANDING:
        stands = current.stands(statements.c.id, statements.c.document_id)
        return current.undecided_as(state, Standing.STANDS).where(*conditions, stands)
    if standings is not None:
        conditions = (*conditions, current.standing(statements.c.id, statements.c.document_id).in_(standings))
    return current.undecided_as(state, None).where(*conditions)


@cache
def _read_again() -> Select[Any]:
    rows, now = schema.reviews.alias(), schema.readings.alias()
    return (
        select(now.c.id)
        .where(
            now.c.document_id.in_(select(schema.reviews.c.document_id)),
            is_current(now),
            exists().where(rows.c.document_id == now.c.document_id, rows.c.reading_id != now.c.id),
        )
        .order_by(now.c.id)
    )


def read_again(connection: Connection, *, since: int = 0) -> Iterator[Sequence[int]]:
    """The current readings of documents that were read again since somebody decided, some at a time.

    In them alone there is what differs from a decision. They are ascending, none below `since`.
    """
    ids = [id_ for id_ in connection.scalars(_read_again()) if id_ >= since]
    for first in range(0, len(ids), _READINGS):
        yield ids[first : first + _READINGS]
