"""The first statements that a filter lets through, the newest documents first, without asking for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, select

from veedor.record import schema, views
from veedor.record.current import is_current
from veedor.record.filters import conditions
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter

if TYPE_CHECKING:
    from veedor.record.store import Record

_PORTIONS = (60, 240, 960, 3_840)
"""Documents that are asked about together, first a few: most filters let something of each through."""
_MOST = 10_000
"""Documents that are asked about together at last; databases limit how many values a question holds."""


def newest(
    record: Record, wanted: Filter, *, limit: int | None = None, offset: int = 0
) -> list[StatementRow]:
    """The statements numbered `[offset, offset + limit)` of those in `views.statements`, in the same order."""
    end = None if limit is None else offset + limit
    with record.reading() as connection:
        rows = (
            _in_portions(connection, wanted) if _is_wide(wanted) else views.statements_in(connection, wanted)
        )
        return list(islice(rows, offset, end))


def _is_wide(wanted: Filter) -> bool:
    """Whether so much passes that the newest documents are sure to hold some of it; else an index finds it faster."""
    named = (
        wanted.actor,
        wanted.holder,
        wanted.recipient,
        wanted.source,
        wanted.words,
        wanted.date,
        wanted.document,
    )
    return all(part is None for part in named)


def _in_portions(connection: Connection, wanted: Filter) -> Iterator[StatementRow]:
    documents = _newest_documents(connection, wanted)
    first = 0
    for many in chain(_PORTIONS, repeat(_MOST)):
        if not (some := documents[first : first + many]):
            return
        yield from views.statements_in(connection, wanted, within=partial(_in_documents, some))
        first += many


def _newest_documents(connection: Connection, wanted: Filter) -> Sequence[str]:
    """The ids of the documents of the publisher and time wanted, in the order in which `views.statements` has them."""
    readings = schema.readings
    about = conditions(
        Filter(published=wanted.published, publisher=wanted.publisher), schema.statements, readings
    )
    by_date = (readings.c.latest.desc().nulls_last(), readings.c.earliest.desc().nulls_last(), readings.c.id)
    return connection.scalars(
        select(readings.c.document_id).where(is_current(readings), *about).order_by(*by_date)
    ).all()


def _in_documents(ids: Sequence[str], statements: Any) -> tuple[ColumnElement[bool], ...]:
    return (statements.c.document_id.in_(ids),)
