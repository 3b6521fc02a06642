"""Where an actor is named: every field of every statement, without what the statements say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, null, select

from veedor.codebook.naming import APART
from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.gazetteers.name_forms import mention_key
from veedor.record import current
from veedor.record.current import is_current
from veedor.record.filters import among
from veedor.record.schema import parties as _parties
from veedor.record.schema import readings as _readings
from veedor.record.schema import statements as _statements
from veedor.record.store import Record
from veedor.record.wanted import SHOWN, STANDING, Names


class Naming(NamedTuple):
    """A name in a field of a statement, whatever became of the statement."""

    statement_id: str
    field: str
    """As of `schema.parties`: `actors`, `sources`, …"""
    form: str
    """The name as the reader resolved it, else the words."""
    kind: str
    document_id: str
    type: str | None = None
    """Of an event."""
    plain: str | None = None
    """The statement's whole JSON form, where it was asked for."""


class Report(NamedTuple):
    """What is known of a document, for those who count by it."""

    label: str
    """Its title, else its file, else its id."""
    publisher: str | None
    country: str | None
    """ISO 3166-1 alpha-2 of the country that it speaks of."""
    published: str | None
    """EDTF."""
    latest: date | None
    """The last day on which it may have been published."""


class Party(NamedTuple):
    """Who stands in a field of a statement."""

    statement_id: str
    field: str
    node: str
    form: str


def namings(record: Record, names: Names, *, whole: ColumnElement[bool] | None = None) -> list[Naming]:
    """Every place where one of the names means the actor, in no particular order.

    `whole` says, of a row of `parties` and its statement, where the statement itself is wanted too.
    """
    wanted = names.nodes | {name.partition(APART)[0] for name in names.here}
    form = func.coalesce(_parties.c.name, _parties.c.words).label("form")
    query = (
        select(
            _parties.c.key,
            _parties.c.statement_id,
            _parties.c.field,
            form,
            _statements.c.kind,
            _statements.c.document_id,
            _statements.c.type,
            null() if whole is None else case((whole, _statements.c.plain)),
        )
        .join(_statements, _statements.c.id == _parties.c.statement_id)
        .where(among(_parties.c.key, wanted), _parties.c.field != "places")
    )
    with record.reading() as connection:
        rows = connection.execute(query).all()
    if not (names.here or names.not_here):  # most often: there may be 40,000 rows
        return [Naming(*row) for _, *row in rows]
    return [Naming(*row[1:]) for row in rows if _is_meant(row, names)]


def _is_meant(row: Any, names: Names) -> bool:
    """Whether a name means the actor in its document."""
    here = f"{row.key}{APART}{row.document_id}"
    return here not in names.not_here if row.key in names.nodes else here in names.here


def quote_naming(statement: Statement, nodes: Collection[str], document_id: str) -> Quote | None:
    """The first words of a statement that name one of some nodes; None where none of its words do."""
    keys = {name.partition(APART)[0] for name in nodes}
    for quote in statement.quotes():
        if mention_key(quote.name or quote.words, document_id=document_id).partition(APART)[0] in keys:
            return quote
    return None


def reports(record: Record) -> dict[str, Report]:
    """What is known of each document that the record shows, by its id."""
    label = func.coalesce(_readings.c.title, _readings.c.file, _readings.c.document_id)
    wanted = (_readings.c.publisher, _readings.c.country, _readings.c.published, _readings.c.latest)
    query = select(_readings.c.document_id, label, *wanted).where(is_current(_readings))
    with record.reading() as connection:
        return {row[0]: Report(*row[1:]) for row in connection.execute(query)}


def standing(record: Record, ids: Collection[str]) -> set[str]:
    """Those of the statements, by their ids in the form shown, that the record shows and that stand."""
    if not ids:
        return set()
    rows = current.statements(lambda of, readings: (among(of.c.id, ids),)).subquery()
    query = select(rows.c.id).where(rows.c.state.in_(SHOWN), rows.c.standing.in_(STANDING))
    with record.reading() as connection:
        return set(connection.scalars(query))


def parties(record: Record, ids: Collection[str], fields: Sequence[str]) -> Iterator[Party]:
    """Who stands in some fields of some statements, by statement."""
    form = func.coalesce(_parties.c.name, _parties.c.words)
    query = (
        select(_parties.c.statement_id, _parties.c.field, _parties.c.key, form)
        .where(among(_parties.c.statement_id, ids), _parties.c.field.in_(fields), _parties.c.key != "")
        .order_by(_parties.c.statement_id, _parties.c.field, _parties.c.place)
    )
    if not ids:
        return
    with record.reading() as connection:
        rows = connection.execute(query).all()
    yield from (Party(*row) for row in rows)
