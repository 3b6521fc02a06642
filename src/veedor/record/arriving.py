"""By which change documents and statements first came into a record."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, func, select

from veedor.record.changes import Verb, counts
from veedor.record.current import is_current
from veedor.record.filters import among
from veedor.record.gathered import Within
from veedor.record.schema import readings as _readings
from veedor.record.schema import reviews as _reviews
from veedor.record.store import Record


def first_read(record: Record, documents: Collection[str]) -> dict[str, int]:
    """The change of the first reading of each of some documents that was not taken back, by document."""
    query = (
        select(_readings.c.document_id, func.min(_readings.c.change_id))
        .where(among(_readings.c.document_id, documents), counts(_readings.c.change_id))
        .group_by(_readings.c.document_id)
    )
    with record.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def documents_since(record: Record, change_id: int, *, most: int | None = None) -> list[str]:
    """The documents that came in after a change of the log, the newest by their own dates first; `most` at most."""
    earlier = _readings.alias()
    is_first = ~exists().where(
        earlier.c.document_id == _readings.c.document_id,
        earlier.c.change_id <= change_id,
        counts(earlier.c.change_id),
    )
    query = (
        select(_readings.c.document_id)
        .where(_readings.c.change_id > change_id, is_current(_readings), is_first)
        .order_by(_readings.c.latest.desc().nulls_last(), _readings.c.id.desc())
    )
    with record.reading() as connection:
        return list(connection.scalars(query.limit(most)))


def in_documents(documents: Collection[str]) -> Within:
    """That a statement is of one of these documents, for `gathered.gathered`."""
    return lambda statements: (among(statements.c.document_id, documents),)


def written_since(record: Record, change_id: int) -> set[str]:
    """The statements that people wrote after a change of the log, by the ids under which they were written."""
    rows = _reviews.c
    query = select(rows.statement_id).where(rows.change_id > change_id, rows.verb == str(Verb.ADD))
    with record.reading() as connection:
        return set(connection.scalars(query.where(counts(rows.change_id))))
