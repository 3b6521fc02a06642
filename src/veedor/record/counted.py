"""What the figures of a record ask of it: how many there are, which changed, in which documents the newest stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from veedor.codebook.labels import Kind
from veedor.codebook.naming import folded
from veedor.record import schema
from veedor.record.changes import Verb
from veedor.record.current import is_current
from veedor.record.filters import among
from veedor.record.gathered import Within
from veedor.record.store import Record

_OF_ONE_DOCUMENT = frozenset(
    {Verb.ACCEPT, Verb.CORRECT, Verb.REJECT, Verb.ADD, Verb.COMMENT, Verb.AGREE, Verb.SEND_BACK, Verb.READ}
)
"""Changes that touch the statements of the document that they name, and of no other."""
_OF_NO_STATEMENT = frozenset(
    {Verb.PAIR, Verb.NAME_ISSUE, Verb.ENTER, Verb.RESOLVE, Verb.CHOOSE, Verb.IMPORT, Verb.ADMIT}
)


class Touched(NamedTuple):
    """What changed since a change."""

    last: int
    """The number of the last change."""
    documents: frozenset[str] | None
    """Whose statements changed; None where it may be those of any."""


def many_of(record: Record, kind: Kind) -> int:
    """How many statements of a kind were ever read or written: no fewer than stand."""
    with record.reading() as connection:
        query = select(func.count()).where(schema.statements.c.kind == str(kind))
        return connection.scalar(query) or 0


def touched_since(record: Record, seen: int) -> Touched:
    """The documents whose statements changed after a change, where that is known."""
    log = schema.changes.c
    with record.reading() as connection:
        rows = connection.execute(select(log.id, log.verb, log.document_id).where(log.id > seen)).all()
    last = max((row.id for row in rows), default=seen)
    touching = [row for row in rows if Verb(row.verb) not in _OF_NO_STATEMENT]
    if any(Verb(row.verb) not in _OF_ONE_DOCUMENT or row.document_id is None for row in touching):
        return Touched(last, None)
    return Touched(last, frozenset(row.document_id for row in touching))


def newest_documents(record: Record) -> Sequence[str]:
    """The ids of all documents, the newest first, in the order in which `views.statements` has them."""
    rows = schema.readings.c
    by_date = (rows.latest.desc().nulls_last(), rows.earliest.desc().nulls_last(), rows.id)
    with record.reading() as connection:
        query = select(rows.document_id).where(is_current(schema.readings)).order_by(*by_date)
        return connection.scalars(query).all()


def of_documents(
    documents: Collection[str], *, kinds: Iterable[Kind] = (), words: str | None = None
) -> Within:
    """That statements are of some documents, of some kinds, and hold some words in one of their quotes."""
    named = [str(kind) for kind in kinds]
    part = None if words is None else folded(words)

    def within(of: Any) -> Iterable[ColumnElement[bool]]:
        yield among(of.c.document_id, documents)
        if named:
            # By no index of the kinds: a database is to begin with the documents.
            yield func.coalesce(of.c.kind, "").in_(named)
        if part is not None:
            yield func.lower(of.c.plain).contains(part, autoescape=True)

    return within
