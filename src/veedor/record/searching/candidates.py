"""The passages that a search may show: of documents that are read and up to date, and that pass a filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from veedor.record import current, filters, schema, views
from veedor.record.current import is_current, is_retracted, is_superseded
from veedor.record.wanted import STANDING, Filter

MOST = 5_000
"""Values that one question holds at most; the databases limit them, SQLite to 32,766."""
_OF_DOCUMENTS = frozenset({"document", "publisher", "published"})
"""Fields of a `Filter` that a document has without its statements."""


class Carrier(NamedTuple):
    """Another document that prints the same story."""

    document_id: str
    title: str | None
    publisher: str | None
    published: str | None
    """EDTF."""


class Candidates:
    """Passages that are shown and pass a filter."""

    def __init__(self, connection: Connection, wanted: Filter, outdated: bool) -> None:
        self._connection, self.wanted, self._outdated = connection, wanted, outdated
        self.asks_for_statements = _asks_for_statements(wanted)

    def among(self, ids: Collection[int] | None) -> dict[int, Any]:
        """The rows of those passages that may be seen, by id; None for all of the record."""
        passages, query = schema.passages, self._passages()
        if ids is not None:
            rows = self._connection.execute(query.where(passages.c.id.in_(ids))).all()
            anchors = self._anchors({row.document_id for row in rows}) if rows else {}
        else:
            anchors = self._anchors(None)
            if self.asks_for_statements and len(anchors) <= MOST:
                query = query.where(passages.c.document_id.in_(anchors))
            rows = self._connection.execute(query).all()
        return {row.id: row for row in rows if not self.asks_for_statements or _holds(row, anchors)}

    def carriers(self, documents: Collection[str]) -> dict[str, Carrier]:
        """Of the documents named, those that are shown."""
        readings = schema.readings
        query = select(readings).where(is_current(readings), *self._is_up_to_date(readings))
        return {
            row.document_id: Carrier(row.document_id, row.title or row.file, row.publisher, row.published)
            for row in self._connection.execute(query.where(readings.c.document_id.in_(documents)))
        }

    def _is_up_to_date(self, readings: Any) -> tuple[ColumnElement[bool], ...]:
        if self._outdated:
            return ()
        return ~is_retracted(readings.c.document_id), ~is_superseded(readings.c.document_id)

    def _passages(self) -> Select[Any]:
        passages, readings = schema.passages, schema.readings
        return (
            select(
                passages.c.id,
                passages.c.document_id,
                passages.c.start,
                passages.c.end,
                func.coalesce(readings.c.title, readings.c.file).label("title"),
                readings.c.publisher,
                readings.c.published,
                views.standing_of(readings).label("standing"),
            )
            .join(readings, readings.c.document_id == passages.c.document_id)
            .where(is_current(readings), *self._is_up_to_date(readings), *self._of_document(readings))
        )

    def _of_document(self, readings: Any) -> Iterable[ColumnElement[bool]]:
        """What is asked of the document: the same as in a search for its statements."""
        asked = {name: getattr(self.wanted, name) for name in _OF_DOCUMENTS}
        return filters.conditions(Filter(**asked), readings, readings)

    def _anchors(self, documents: Collection[str] | None) -> dict[str, list[tuple[int, int]]]:
        """Where in each document the statements stand that pass; None for all documents."""
        if not self.asks_for_statements:
            return {}
        rows = current.statements(
            lambda statements, readings: (
                *filters.conditions(self.wanted, statements, readings, begins=documents is None),
                *(() if documents is None else (statements.c.document_id.in_(documents),)),
            )
        ).subquery()
        query = select(rows.c.document_id, rows.c.start, rows.c.end)
        if self.wanted.states is not None:
            query = query.where(rows.c.state.in_(self.wanted.states))
        if self.wanted.standings is not None:
            query = query.where(rows.c.standing.in_(self.wanted.standings))
        found = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.document_id].append((row.start, row.end))
        return found


def _holds(passage: Any, anchors: dict[str, list[tuple[int, int]]]) -> bool:
    return any(
        passage.start <= start and end <= passage.end for start, end in anchors.get(passage.document_id, ())
    )


def _asks_for_statements(wanted: Filter) -> bool:
    plain = Filter(standings=wanted.standings if wanted.standings is None else STANDING)
    return any(
        getattr(wanted, field.name) != getattr(plain, field.name)
        for field in fields(Filter)
        if field.name not in _OF_DOCUMENTS
    )
