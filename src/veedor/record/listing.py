"""The list of documents as an analyst asks for it: some of them, in some order, with how far their review has come.

Only what one page of the list shows is counted; which publishers and years there are is asked for by itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from veedor.codebook.labels import Kind
from veedor.record import current, schema, views
from veedor.record.current import is_current, is_retracted, is_superseded
from veedor.record.rows import storable
from veedor.record.wanted import SHOWN, Standing, State

if TYPE_CHECKING:
    from veedor.record.store import Record

_readings, _documents, _files = schema.readings, schema.documents, schema.files
_WAITING = frozenset({State.READ, State.DIFFERS})
_WORDS = 12
"""Words of a title that are looked for; what is typed beyond them is left out."""


class ListOrder(StrEnum):
    """In which order documents are listed."""

    NEWEST = "newest"
    """By their dates, newest first, those without a date last."""
    OLDEST = "oldest"
    """By their dates, oldest first, those without a date last."""
    CAME_IN = "came-in"
    """Those that came in last first."""
    TITLE = "title"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents are wanted; a field that is None lets all through."""

    publisher: str | None = None
    """Its name, whole."""
    year: int | None = None
    """A year in which the document may have been published."""
    standing: Standing | None = None
    title: str | None = None
    """Words that all stand in the title, or in the file's name where there is no title."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    """EDTF; None where nothing shows it."""
    basis: str | None
    """How the date is known: `given`, `metadata` or `inferred`; None without a date."""
    date_note: str
    """One line that says how the date was found; may be empty."""
    language: str | None
    """ISO 639-1 code."""
    file: str | None
    pages: int
    """0 where the format has none."""
    length: int
    """Characters of its text."""
    added_at: str
    """When it first came in: UTC, ISO 8601."""
    files: int
    """How many different files are remembered to have held this very text."""
    standing: Standing
    counts: dict[Kind, int]
    """Statements of each kind that are shown, all kinds named."""
    waiting: int
    """Statements that wait for somebody's decision; none in a document that no longer stands."""

    @property
    def label(self) -> str:
        """What to call it in a list: its title, else its file, else its id."""
        return self.title or self.file or self.id


def in_order(
    record: Record, wanted: DocumentFilter | None = None, order: ListOrder = ListOrder.NEWEST
) -> list[int]:
    """The numbers of the current readings of all documents that the filter lets through, in order.

    Older versions and retracted documents are among them. The list stays the same until documents come in, or their
    standing changes; what people decide of statements leaves it alone.
    """
    query = select(_readings.c.id).where(*_conditions(wanted or DocumentFilter())).order_by(*_order(order))
    with record.reading() as connection:
        return list(connection.scalars(query))


def rows_of(record: Record, reading_ids: Sequence[int]) -> list[Listed]:
    """The documents of some readings, such as a page of `in_order`, in the order given."""
    if not reading_ids:
        return []
    with record.reading() as connection:
        return _rows(connection, reading_ids)


def new_since(record: Record, change_id: int, *, most: int) -> list[int]:
    """The readings of the documents that came in after a change of the log, the last one first; `most` at most."""
    now, earlier = _readings, _readings.alias()
    is_first = ~exists().where(earlier.c.document_id == now.c.document_id, earlier.c.change_id <= change_id)
    query = select(now.c.id).where(now.c.change_id > change_id, is_current(now), is_first)
    with record.reading() as connection:
        return list(connection.scalars(query.order_by(now.c.id.desc()).limit(most)))


def publishers(record: Record) -> list[tuple[str, int]]:
    """Every publisher with the number of its documents, in the order of their names."""
    column = _readings.c.publisher
    query = select(column, func.count()).where(is_current(_readings), column.is_not(None)).group_by(column)
    with record.reading() as connection:
        found = [(row[0], row[1]) for row in connection.execute(query)]
    return sorted(found, key=lambda one: one[0].casefold())


def years(record: Record) -> list[int]:
    """Every year with which the date of a document begins, the newest first."""
    query = select(func.substr(_readings.c.published, 1, 4)).where(is_current(_readings)).distinct()
    with record.reading() as connection:
        begins = [said for said in connection.scalars(query) if said and said.isdigit()]
    return sorted(map(int, begins), reverse=True)


def _order(order: ListOrder) -> Sequence[Any]:
    rows = _readings.c
    if order is ListOrder.CAME_IN:
        return (rows.id.desc(),)
    if order is ListOrder.OLDEST:
        return (rows.earliest.asc().nulls_last(), rows.latest.asc().nulls_last(), rows.id)
    by_date = (rows.latest.desc().nulls_last(), rows.earliest.desc().nulls_last(), rows.id)
    if order is ListOrder.TITLE:
        return (func.lower(func.coalesce(rows.title, rows.file, rows.document_id)), rows.id)
    if order is ListOrder.PUBLISHER:
        return (func.lower(rows.publisher).asc().nulls_last(), *by_date)
    return by_date


def _conditions(wanted: DocumentFilter) -> Iterator[ColumnElement[bool]]:
    rows = _readings.c
    yield is_current(_readings)
    if wanted.publisher is not None:
        yield rows.publisher == storable(wanted.publisher)
    if wanted.year is not None:
        yield rows.published.is_not(None)
        yield or_(rows.earliest.is_(None), rows.earliest <= date(wanted.year, 12, 31))
        yield or_(rows.latest.is_(None), rows.latest >= date(wanted.year, 1, 1))
    for word in (storable(wanted.title) or "").split()[:_WORDS]:
        yield func.coalesce(rows.title, rows.file, "").icontains(word, autoescape=True)
    if wanted.standing is not None:
        yield from _stands(wanted.standing)


def _stands(standing: Standing) -> Iterator[ColumnElement[bool]]:
    of = _readings.c.document_id
    if standing is Standing.RETRACTED:
        yield is_retracted(of)
        return
    yield ~is_retracted(of)
    yield is_superseded(of) if standing is Standing.SUPERSEDED else ~is_superseded(of)


def _rows(connection: Connection, reading_ids: Sequence[int]) -> list[Listed]:
    found = {row.id: row for row in connection.execute(_described(reading_ids))}
    ids = [found[id_].document_id for id_ in reading_ids]
    counts, waiting = _counted(connection, ids)
    files = _files_of(connection, reading_ids)
    return [
        _one(
            found[id_],
            files.get(id_, 0),
            counts.get(found[id_].document_id, dict.fromkeys(Kind, 0)),
            waiting.get(found[id_].document_id, 0),
        )
        for id_ in reading_ids
    ]


def _described(reading_ids: Sequence[int]) -> Select[Any]:
    return (
        select(
            _readings,
            _documents.c.added_at,
            func.length(_documents.c.text).label("length"),
            views.standing_of(_readings).label("standing"),
        )
        .join(_documents, _documents.c.id == _readings.c.document_id)
        .where(_readings.c.id.in_(reading_ids))
    )


def _files_of(connection: Connection, reading_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(_files.c.reading_id, func.count(_files.c.hash.distinct()))
        .where(_files.c.reading_id.in_(reading_ids))
        .group_by(_files.c.reading_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _counted(
    connection: Connection, ids: Collection[str]
) -> tuple[dict[str, dict[Kind, int]], dict[str, int]]:
    """Of each document its statements by kind, and how many of them wait."""
    rows = current.statements(lambda statements, readings: (readings.c.document_id.in_(ids),)).subquery()
    grouped = (rows.c.document_id, rows.c.kind, rows.c.state, rows.c.standing)
    query = select(*grouped, func.count().label("many")).group_by(*grouped)
    counts: dict[str, dict[Kind, int]] = {}
    waiting: dict[str, int] = {}
    for row in connection.execute(query):
        if row.state in SHOWN:
            of = counts.setdefault(row.document_id, dict.fromkeys(Kind, 0))
            of[Kind(row.kind)] += row.many
        if row.state in _WAITING and row.standing == Standing.STANDS:
            waiting[row.document_id] = waiting.get(row.document_id, 0) + row.many
    return counts, waiting


def _one(row: Any, files: int, counts: dict[Kind, int], waiting: int) -> Listed:
    details = json.loads(row.details)
    return Listed(
        id=row.document_id,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        basis=details.get("published_basis"),
        date_note=details.get("published_note", ""),
        language=details.get("language"),
        file=row.file,
        pages=len(details.get("pages", ())),
        length=row.length,
        added_at=row.added_at,
        files=files,
        standing=Standing(row.standing),
        counts=counts,
        waiting=waiting,
    )
