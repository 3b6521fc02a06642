"""Reject everywhere: rules that hide what a machine reads in the same words, until they are taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select

from veedor.codebook.labels import EventType, Kind
from veedor.errors import UsageError
from veedor.record import changes, current, schema
from veedor.record.changes import Verb, counts
from veedor.record.current import is_current
from veedor.record.reviewing import lines
from veedor.record.wanted import Scope

if TYPE_CHECKING:
    from veedor.record.store import Record


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in force."""

    id: int
    """The change to undo."""
    kind: Kind
    type: EventType | None
    """Of an event."""
    words: str
    """The anchor's words, folded."""
    scope: Scope
    document_id: str | None
    """With the scope DOCUMENT."""
    publisher: str | None
    """With the scope PUBLISHER."""
    by: str
    at: str
    """UTC, ISO 8601."""
    reason: str | None
    hides: int
    """How many statements of current readings it hides; one may be hidden by several rules."""


def ignore(record: Record, statement_id: str, scope: Scope, *, by: str, reason: str | None = None) -> int:
    """The id of the change that hides what has this statement's kind, type and anchor's words.

    What a person decided on stays as it is, the statement itself too. Raises UsageError where a document that has no
    publisher is to give one.
    """
    with record.writing() as connection:
        line = lines.line_of(connection, statement_id)
        reading = lines.current_reading(connection, line.document_id)
        if scope is Scope.PUBLISHER and not reading.publisher:
            raise UsageError(f"Document {line.document_id} names no publisher; choose another scope")
        rows = schema.statements.c
        query = select(rows.kind, rows.type, rows.words).where(rows.id == line.shown_id)
        shown = connection.execute(query).one()
        change_id = changes.append(connection, Verb.IGNORE, by, reason=reason, document_id=line.document_id)
        row = {
            "change_id": change_id,
            **shown._asdict(),
            "document_id": line.document_id if scope is Scope.DOCUMENT else None,
            "publisher": reading.publisher if scope is Scope.PUBLISHER else None,
        }
        connection.execute(insert(schema.ignored).values(row))
        return change_id


def rules(record: Record) -> list[Rule]:
    """The rules in force, newest first, each with how many statements it hides."""
    ignored, log = schema.ignored, schema.changes
    query = (
        select(ignored, log.c.by, log.c.at, log.c.reason)
        .join(log, log.c.id == ignored.c.change_id)
        .where(counts(ignored.c.change_id))
        .order_by(ignored.c.change_id.desc())
    )
    with record.reading() as connection:
        return [_rule(connection, row) for row in connection.execute(query).all()]


def _rule(connection: Connection, row: Row[Any]) -> Rule:
    scope = Scope.DOCUMENT if row.document_id else Scope.PUBLISHER if row.publisher else Scope.ALL
    return Rule(
        id=row.change_id,
        kind=Kind(row.kind),
        type=None if row.type is None else EventType(row.type),
        words=row.words,
        scope=scope,
        document_id=row.document_id,
        publisher=row.publisher,
        by=row.by,
        at=row.at,
        reason=row.reason,
        hides=_hides(connection, row),
    )


def _hides(connection: Connection, rule: Row[Any]) -> int:
    statements, found, readings = schema.statements, schema.found, schema.readings
    query = (
        select(func.count())
        .select_from(statements)
        .join(found, found.c.statement_id == statements.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(statements.c.words == rule.words, statements.c.kind == rule.kind)
        .where(is_current(readings), ~current.is_decided(statements))
    )
    for column, value in (
        (statements.c.type, rule.type),
        (statements.c.document_id, rule.document_id),
        (readings.c.publisher, rule.publisher),
    ):
        if value is not None:
            query = query.where(column == value)
    return connection.scalar(query) or 0
