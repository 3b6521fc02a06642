"""The statements of a record that a table of offices or groups is made from: those alone are taken apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Statement
from veedor.record import current, filters, schema
from veedor.record.actors.namings import Naming
from veedor.record.rows import PARTIES, to_statement
from veedor.record.store import Record
from veedor.record.wanted import SHOWN, STANDING, Filter, Names

_DECODER = json.JSONDecoder()


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


class Named(NamedTuple):
    """A statement that names somebody, whatever became of it, with what tells whether it may attest something."""

    id: str
    """In this form."""
    kind: Kind
    type: str | None
    words: str
    """A role's words, a figure's unit, or the anchor's words of anything else."""


def may_attest(kinds: Collection[Kind], types: Collection[EventType]) -> ColumnElement[bool]:
    """That a row of `parties` names a party of a statement of these kinds, of events of these types.

    For `namings.namings`, whose answer `named_in` takes.
    """
    return and_(schema.parties.c.field.in_(PARTIES), _is_of(schema.statements.c.kind, kinds, types))


def named_in(namings: Iterable[Naming]) -> Iterator[Named]:
    """The statements of some namings that came whole, each once."""
    whole = {one.statement_id: one for one in namings if one.plain is not None}
    for id_, one in whole.items():
        kind = Kind(one.kind)
        yield Named(id_, kind, one.type, _words(kind, one.plain or ""))


def attesting(
    record: Record,
    *,
    kinds: Collection[Kind],
    types: Collection[EventType],
    is_wanted: Callable[[Kind, str], bool],
    of: Names | None = None,
    among: Iterable[Named] | None = None,
) -> Iterator[Attesting]:
    """The statements of these kinds that stand, of events those of these types; in no particular order.

    `is_wanted` is asked with a role's words, a figure's unit, or the anchor's words of anything else. With `of`, only
    statements that name this actor; `among` are those of `named_in` that may be wanted, where they are at hand.
    """
    some = _named(record, kinds, types, of) if among is None else among
    # What becomes of a statement is asked only of those that may attest: it takes longer than the rest.
    ids = [
        one.id
        for one in some
        if one.kind in kinds
        and (one.kind is not Kind.EVENT or one.type in types)
        and is_wanted(one.kind, one.words)
    ]
    if not ids:
        return
    with record.reading() as connection:
        rows = connection.execute(_shown(ids)).all()
    for row in rows:
        said = to_statement(row.plain, row.probability_right, row.dated_by)
        yield Attesting(said, row.root_id, row.document_id, row.publisher, row.published, row.country)


def _named(
    record: Record, kinds: Collection[Kind], types: Collection[EventType], actor: Names | None
) -> Iterator[Named]:
    """The statements of these kinds, whatever became of them, that name an actor; all where none is given."""
    rows = schema.statements.c
    # SQLite would take the index of kinds, each of which a large part of all statements has.
    kind = rows.kind if actor is None else func.coalesce(rows.kind, "")
    query = select(rows.id, rows.kind, rows.type, rows.plain).where(_is_of(kind, kinds, types))
    if actor is not None:
        query = query.where(*filters.conditions(Filter(actor=actor), schema.statements, schema.readings))
    with record.reading() as connection:
        for row in connection.execute(query):
            yield Named(row.id, Kind(row.kind), row.type, _words(Kind(row.kind), row.plain))


def _is_of(
    kind: ColumnElement[str], kinds: Collection[Kind], types: Collection[EventType]
) -> ColumnElement[bool]:
    of_type = schema.statements.c.type.in_([str(type_) for type_ in types])
    return and_(kind.in_([str(one) for one in kinds]), or_(kind != str(Kind.EVENT), of_type))


def _shown(ids: Collection[str]) -> Select[Any]:
    rows = current.statements(lambda of, readings: (filters.among(of.c.id, ids),)).subquery()
    return select(rows).where(rows.c.state.in_(SHOWN), rows.c.standing.in_(STANDING))


def _words(kind: Kind, plain: str) -> str:
    if kind is Kind.FIGURE:
        return str(json.loads(plain)["unit"])
    field = "role" if kind is Kind.ROLE else "anchor"
    # This one quote and not the whole statement, of which there may be thousands. No text in JSON holds a bare `":`.
    begins = f'"{field}": '
    at = plain.find(begins)
    quote = json.loads(plain)[field] if at < 0 else _DECODER.raw_decode(plain, at + len(begins))[0]
    return str(quote["quote"])
