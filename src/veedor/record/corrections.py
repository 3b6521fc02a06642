"""What was put right: by people, who correct, reject and retract, and by publishers, in their notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from veedor.codebook.statement import Statement
from veedor.record import current, schema
from veedor.record.changes import Verb, counts
from veedor.record.current import is_current
from veedor.record.filters import among
from veedor.record.rows import to_statement
from veedor.record.store import Record


class Sort(StrEnum):
    """What was put right."""

    CORRECTED = "corrected"
    """A person put another form of a statement in its place."""
    REJECTED = "rejected"
    """A person said that a report does not say so."""
    WITHDRAWN = "withdrawn"
    """A publisher takes statements back, in a note of the report."""
    RETRACTED = "retracted"
    """A person retracted a report."""
    NEWER = "newer version"
    """A report came in that is a newer version of another one."""


class Span(NamedTuple):
    """What was done to a record, from after one change of the log up to another one."""

    after: int = 0
    """The last change before it."""
    until: int | None = None
    """The last change of it; None for all since."""


class Days(NamedTuple):
    """What was published after a day, up to another one."""

    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Something that was put right."""

    sort: Sort
    change_id: int
    by: str
    at: str
    """UTC, ISO 8601."""
    reason: str | None
    """Why, in the words of the person or of the publisher's note."""
    document_id: str
    document: str
    """The document's title, else its file, else its id."""
    published: str | None
    """EDTF."""
    ids: tuple[str, ...]
    """The statements, as they were first found or written; none where it is of a whole report."""
    statement: Statement | None = None
    """What a person rejected, or has corrected it to."""


def decisions(record: Record, span: Span, *, limit: int) -> list[Correction]:
    """The statements that people corrected or rejected, and that stay so, the last one first."""
    decided, forms = current.decisions(), schema.statements
    query = (
        _of(decided, decided.c.document_id, decided.c.verb, decided.c.statement_id, forms.c.plain)
        .join(forms, forms.c.id == _form(decided))
        .where(decided.c.verb.in_([str(Verb.CORRECT), str(Verb.REJECT)]), decided.c.carried_from.is_(None))
        .where(*_within(decided.c.change_id, span))
    )
    sorts = {str(Verb.CORRECT): Sort.CORRECTED, str(Verb.REJECT): Sort.REJECTED}
    with record.reading() as connection:
        rows = connection.execute(query.limit(limit)).all()
    return [
        _made(row, sorts[row.verb], ids=(row.statement_id,), statement=to_statement(row.plain))
        for row in rows
    ]


def _form(decided: Any) -> ColumnElement[str]:
    return func.coalesce(decided.c.becomes, decided.c.statement_id)


def retractions(record: Record, span: Span, *, limit: int) -> list[Correction]:
    """The reports that people retracted, the last one first."""
    rows = schema.retractions
    query = _of(rows, rows.c.document_id).where(counts(rows.c.change_id), *_within(rows.c.change_id, span))
    with record.reading() as connection:
        return [_made(row, Sort.RETRACTED) for row in connection.execute(query.limit(limit))]


def withdrawals(record: Record, of: Span | Days, *, limit: int) -> list[Correction]:
    """The notes by which publishers took statements back, the last one first: found in a span, or published on days.

    The reason is the note's own words.
    """
    rows, documents = schema.withdrawals, schema.documents
    note = func.substr(documents.c.text, rows.c.start + 1, rows.c.end - rows.c.start).label("note")
    query = _of(rows, rows.c.document_id, rows.c.statement_id, rows.c.start, note)
    query = query.join(documents, documents.c.id == rows.c.document_id)
    query = query.where(counts(rows.c.change_id), *_told(rows.c.change_id, of))
    with record.reading() as connection:
        found = connection.execute(query.order_by(rows.c.start, rows.c.statement_id)).all()
    made = []
    for _, some in groupby(found, key=lambda row: (row.change_id, row.start)):
        taken = list(some)
        ids = tuple(dict.fromkeys(row.statement_id for row in taken))
        made.append(_made(taken[0], Sort.WITHDRAWN, ids=ids, reason=taken[0].note))
    return made[:limit]


def withdrawn(record: Record, ids: Collection[str]) -> set[str]:
    """Those of the statements that their publishers took back."""
    rows = schema.withdrawals.c
    query = select(rows.statement_id).where(among(rows.statement_id, ids), counts(rows.change_id))
    with record.reading() as connection:
        return set(connection.scalars(query))


def newer_versions(record: Record, of: Span | Days, *, limit: int) -> list[Correction]:
    """The reports that are newer versions of others, the last one first: since a change, or published on days."""
    held = current.relations()
    query = _of(held, held.c.document_id, held.c.why).where(held.c.relation == "version")
    query = query.where(*_told(held.c.change_id, of))
    with record.reading() as connection:
        return [_made(row, Sort.NEWER, reason=row.why) for row in connection.execute(query.limit(limit))]


def _of(rows: Any, document_id: Any, *more: Any) -> Select[Any]:
    """Rows that a change made, with the change and the document, the last one first."""
    log, readings = schema.changes, schema.readings
    about = (readings.c.document_id, readings.c.title, readings.c.file, readings.c.published)
    return (
        select(log.c.id.label("change_id"), log.c.by, log.c.at, log.c.reason, *about, *more)
        .select_from(rows)
        .join(log, log.c.id == rows.c.change_id)
        .join(readings, readings.c.document_id == document_id)
        .where(is_current(readings))
        .order_by(log.c.id.desc())
    )


def _within(change_id: Any, span: Span) -> Iterator[ColumnElement[bool]]:
    if span.after:
        yield change_id > span.after
    if span.until is not None:
        yield change_id <= span.until


def _told(change_id: Any, of: Span | Days) -> Iterator[ColumnElement[bool]]:
    if isinstance(of, Span):
        yield from _within(change_id, of)
        return
    readings = schema.readings.c
    # As everywhere, a report dated no finer than a month is known from the month's last day on.
    yield readings.latest > of.since
    yield readings.latest <= of.until


def _made(
    row: Any,
    sort: Sort,
    *,
    ids: tuple[str, ...] = (),
    reason: str | None = None,
    statement: Statement | None = None,
) -> Correction:
    return Correction(
        sort=sort,
        change_id=row.change_id,
        by=row.by,
        at=row.at,
        reason=reason or row.reason,
        document_id=row.document_id,
        document=row.title or row.file or row.document_id,
        published=row.published,
        ids=ids,
        statement=statement,
    )


def last_change_by(record: Record, day: date) -> int:
    """The last change of the log that was made by the end of a day, UTC; 0 where none was."""
    log = schema.changes.c
    query = select(log.id).where(log.at < f"{day.isoformat()}~").order_by(log.id.desc()).limit(1)
    with record.reading() as connection:
        return connection.scalar(query) or 0
