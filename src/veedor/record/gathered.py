"""Many statements at once, for whoever works through all of them: asked in the way that is fastest for each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from veedor.record import schema, views
from veedor.record.current import is_current
from veedor.record.filters import among, conditions
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter

Within = Callable[[Any], Iterable[ColumnElement[bool]]]
"""What else the rows of statements must fulfil, as `views.statements_in` has it."""

_FEW = 3_000
"""Documents up to which it is faster to begin with them than to look at every statement that was found."""


def gathered(
    record: Record,
    wanted: Filter,
    *,
    of: Collection[str] | None = None,
    within: Within | None = None,
) -> list[StatementRow]:
    """The statements that a filter lets through, as `views.statements` has them; with `of`, of these ids alone.

    `of` are ids of statements as they were first found or written, however they were corrected since.
    """
    if of is not None and not of:
        return []
    with record.reading() as connection:
        parts = [part for part in (within, _of(connection, of), _by_document(connection, wanted, of)) if part]
        within = partial(_all, parts) if parts else None
        rows = views.statements_in(connection, wanted, within=within)
        return [row for row in rows if of is None or row.root_id in of]


def _all(parts: Iterable[Within], statements: Any) -> Iterator[ColumnElement[bool]]:
    for part in parts:
        yield from part(statements)


def _of(connection: Connection, ids: Collection[str] | None) -> Within | None:
    """That a statement is one of some, or what became of one."""
    if ids is None:
        return None
    reviews = schema.reviews.c
    query = select(reviews.becomes).where(among(reviews.statement_id, ids), reviews.becomes.is_not(None))
    shown = {*ids, *connection.scalars(query)}
    return lambda statements: (among(statements.c.id, shown),)


def _by_document(connection: Connection, wanted: Filter, of: Collection[str] | None) -> Within | None:
    """That a statement is of one of the documents of some publisher or time, where they are few."""
    if of is not None or (wanted.published is None and wanted.publisher is None):
        return None
    about = Filter(published=wanted.published, publisher=wanted.publisher)
    readings = schema.readings
    query = select(readings.c.document_id).where(
        is_current(readings), *conditions(about, schema.statements, readings)
    )
    ids = connection.scalars(query.limit(_FEW + 1)).all()
    return (lambda statements: (among(statements.c.document_id, ids),)) if len(ids) <= _FEW else None
