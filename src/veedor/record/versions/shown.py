"""All statements of one document in the form that is shown, whatever their state and standing."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from veedor.codebook.statement import Statement
from veedor.record import current, schema, views
from veedor.record.rows import to_statement
from veedor.record.wanted import Filter, State


class Shown(NamedTuple):
    """A statement as carrying it over and taking it back need it."""

    root_id: str
    """The statement as first found or written."""
    id: str
    """The form that is shown."""
    statement: Statement
    decision_id: int | None = None
    """None where nobody has decided."""
    differs: bool = False
    """Whether a later reading found it where a person had decided."""


def shown(connection: Connection, document_id: str) -> list[Shown]:
    """The statements of a document, in the order of its text."""
    asked = {"document_id": document_id}
    if connection.execute(_a_review(), asked).first() is None:
        rows = connection.execute(current.found_in_document(), asked)
        return [Shown(r.id, r.id, to_statement(r.plain, r.probability_right, r.dated_by)) for r in rows]
    wanted = Filter(document=document_id, states=None, standings=None)
    return [
        Shown(row.root_id, row.id, row.statement, row.decision_id, row.state is State.DIFFERS)
        for row in views.statements_in(connection, wanted)
    ]


@cache
def _a_review() -> Select[Any]:
    # Of most documents nobody decided anything yet; what people decided makes the question many times as long.
    reviews = schema.reviews.c
    return select(reviews.change_id).where(reviews.document_id == bindparam("document_id")).limit(1)
