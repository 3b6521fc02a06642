"""The statements of a record that a table of offices or groups is made from: those alone are taken apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Statement
from veedor.record import current, filters, schema
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
        # What becomes of a statement is asked only of those that may attest: it takes longer than the rest.
        ids = [
            row.id for row in connection.execute(_named(kinds, types, of)) if is_wanted(*_kind_and_words(row))
        ]
        rows = connection.execute(_shown(ids)).all() if ids else []
    for row in rows:
        said = to_statement(row.plain, row.probability_right, row.dated_by)
        yield Attesting(said, row.root_id, row.document_id, row.publisher, row.published, row.country)


def _named(kinds: Collection[Kind], types: Collection[EventType], actor: Names | None) -> Select[Any]:
    """The statements of these kinds, whatever became of them, that name an actor."""
    rows = schema.statements.c
    # SQLite would take the index of kinds, each of which a large part of all statements has.
    kind = rows.kind if actor is None else func.coalesce(rows.kind, "")
    query = select(rows.id, rows.kind, rows.unit, rows.plain).where(
        kind.in_([str(one) for one in kinds]),
        or_(kind != str(Kind.EVENT), rows.type.in_([str(type_) for type_ in types])),
    )
    if actor is None:
        return query
    return query.where(*filters.conditions(Filter(actor=actor), schema.statements, schema.readings))


def _shown(ids: Collection[str]) -> Select[Any]:
    rows = current.statements(lambda of, readings: (filters.among(of.c.id, ids),)).subquery()
    return select(rows).where(rows.c.state.in_(SHOWN), rows.c.standing.in_(STANDING))


def _kind_and_words(row: Any) -> tuple[Kind, str]:
    kind = Kind(row.kind)
    return kind, _words(kind, row)


def _words(kind: Kind, row: Any) -> str:
    if kind is Kind.FIGURE:
        return row.unit or ""
    plain = json.loads(row.plain)
    return str(plain["role" if kind is Kind.ROLE else "anchor"]["quote"])
