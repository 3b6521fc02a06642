"""The statements of a record that a table of offices or groups is made from: those alone are taken apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Statement
from veedor.record import current, filters
from veedor.record.rows import to_statement
from veedor.record.store import Record
from veedor.record.wanted import SHOWN, STANDING, Filter, Names


class Attesting(NamedTuple):
    """A statement that may attest something, with what is known of its document."""

    statement: Statement
    id: str
    """As it was first found or written."""
    document_id: str
    publisher: str | None
    published: str | None
    """EDTF; None where the document's date is unknown."""
    country: str | None
    """ISO 3166-1 alpha-2 of the country that the document speaks of."""


def attesting(
    record: Record,
    *,
    kinds: Collection[Kind],
    types: Collection[EventType],
    is_wanted: Callable[[Kind, str], bool],
    of: Names | None = None,
) -> Iterator[Attesting]:
    """The statements of these kinds that stand, of events those of these types; in no particular order.

    `is_wanted` is asked with a role's words, a figure's unit, or the anchor's words of anything else. With `of`, only
    statements that name this actor.
    """
    with record.reading() as connection:
        rows = connection.execute(_query(kinds, types, of)).all()
    for row in rows:
        kind = Kind(row.kind)
        if is_wanted(kind, _words(kind, row)):
            said = to_statement(row.plain, row.probability_right, row.dated_by)
            yield Attesting(said, row.root_id, row.document_id, row.publisher, row.published, row.country)


def _query(kinds: Collection[Kind], types: Collection[EventType], actor: Names | None) -> Select[Any]:
    def conditions(of: Any, readings: Any) -> Iterator[ColumnElement[bool]]:
        # SQLite would take the index of kinds, each of which a large part of all statements has.
        kind = of.c.kind if actor is None else func.coalesce(of.c.kind, "")
        yield kind.in_([str(one) for one in kinds])
        yield or_(kind != str(Kind.EVENT), of.c.type.in_([str(type_) for type_ in types]))
        if actor is not None:
            yield from filters.conditions(Filter(actor=actor), of, readings)

    rows = current.statements(conditions).subquery()
    return select(rows).where(rows.c.state.in_(SHOWN), rows.c.standing.in_(STANDING))


def _words(kind: Kind, row: Any) -> str:
    if kind is Kind.FIGURE:
        return row.unit or ""
    plain = json.loads(row.plain)
    return str(plain["role" if kind is Kind.ROLE else "anchor"]["quote"])
