"""The first statements of a time, the newest documents first, without asking for all of them what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from veedor.record import schema, views
from veedor.record.current import is_current
from veedor.record.filters import among, conditions
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter


def newest_dated(record: Record, wanted: Filter, *, limit: int) -> list[StatementRow]:
    """The first statements that a filter lets through, as `newest.newest` has them.

    Of a filter that names a date of few days: which statements these days have is soon told by an index, but not what
    became of each.
    """
    what_became = Filter(states=wanted.states, standings=wanted.standings, sure=wanted.sure)
    with record.reading() as connection:
        rows = (
            row
            for ids in _portions(_by_document(connection, wanted), limit)
            for row in views.statements_in(connection, what_became, within=partial(_is_one, ids))
        )
        return list(islice(rows, limit))


def _is_one(ids: Sequence[str], statements: Any) -> tuple[ColumnElement[bool], ...]:
    return (among(statements.c.id, ids),)


def _by_document(connection: Connection, wanted: Filter) -> Iterator[list[str]]:
    """The statements by document, in the order in which `views.statements` has these, whatever became of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_, document_id in connection.execute(_dated(wanted)).all():
        found[document_id].append(id_)
    for document_id in connection.scalars(_newest_first(found)).all():
        yield found[document_id]


def _dated(wanted: Filter) -> Select[Any]:
    """The statements that fulfil a filter, with their documents."""
    rows, readings = schema.statements, schema.readings
    query = select(rows.c.id, rows.c.document_id).where(*conditions(wanted, rows, readings))
    if wanted.publisher is None and wanted.published is None:
        return query
    return query.join(readings, readings.c.document_id == rows.c.document_id).where(is_current(readings))


def _newest_first(documents: Collection[str]) -> Select[Any]:
    # Asked apart: which reading is current takes longer to say for each statement than for each document.
    readings = schema.readings.c
    by_date = (readings.latest.desc().nulls_last(), readings.earliest.desc().nulls_last(), readings.id)
    query = select(readings.document_id).where(is_current(schema.readings))
    return query.where(among(readings.document_id, documents)).order_by(*by_date)


def _portions(documents: Iterable[Sequence[str]], limit: int) -> Iterator[list[str]]:
    """The statements of whole documents, in portions in which about as many are as are wanted, then twice as many."""
    portion: list[str] = []
    for own in documents:
        portion += own
        if len(portion) >= limit:
            yield portion
            portion, limit = [], 2 * limit
    if portion:
        yield portion
