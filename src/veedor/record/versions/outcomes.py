"""What became of an older version's statements in a newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from veedor.documents.anchors import How
from veedor.record import schema
from veedor.record.changes import counts

if TYPE_CHECKING:
    from veedor.record.store import Record


class Outcome(NamedTuple):
    """Where a statement stands in the newer version."""

    root_id: str
    """The statement as first found or written in the older one."""
    how: How
    becomes: str | None
    """Its id in the newer version; None where that does not say quite the same, or nothing of it."""


def outcomes(record: Record, *, newer: str, older: str) -> dict[str, Outcome]:
    """What became of each statement of the older document, by its first form; the last look at each holds."""
    moved, statements = schema.reanchored, schema.statements
    query = (
        select(moved.c.statement_id, moved.c.how, moved.c.becomes)
        .join(statements, statements.c.id == moved.c.statement_id)
        .where(moved.c.document_id == newer, statements.c.document_id == older, counts(moved.c.change_id))
        .order_by(moved.c.change_id)
    )
    with record.reading() as connection:
        found = (Outcome(row.statement_id, How(row.how), row.becomes) for row in connection.execute(query))
        return {one.root_id: one for one in found}
