"""Lines of the record: a statement through all its forms, as first found or written and as corrected since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select

from veedor.codebook.statement import Statement
from veedor.errors import Overtaken, UsageError
from veedor.record import adding, changes, current, schema
from veedor.record.changes import Verb, counts
from veedor.record.placing import Scene
from veedor.record.rows import to_statement


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, and why; `part_of` is the larger change."""

    by: str
    reason: str | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with what holds of it now."""

    root_id: str
    """The statement as first found or written."""
    shown_id: str
    """The form that is shown."""
    document_id: str
    decision_id: int | None
    """None where nobody has decided."""
    verb: Verb | None
    by: str | None
    at: str | None
    reading_id: int
    """The reading that whoever decided first had before them, or would have."""

    @property
    def becomes(self) -> str | None:
        """The corrected form; None where the first one is shown."""
        return None if self.shown_id == self.root_id else self.shown_id


def line_of(connection: Connection, statement_id: str) -> Line:
    """The line that the id of any of its forms means; UsageError where there is none now.

    A statement that only an earlier reading found is a line too: who decides on it disagrees with the later one.
    """
    for line in decided_as(connection, statement_id):
        return line
    root_id = _root_once(connection, statement_id)
    if root_id is not None and _last_finding(connection, statement_id) is None:
        return line_of(connection, root_id)
    return _undecided(connection, statement_id)


def decided_as(connection: Connection, statement_id: str) -> list[Line]:
    """The lines on which somebody decided that began with this form, or show it; the former first."""
    rows: list[Row[Any]] = []
    # One after the other, as an index serves each.
    for form in ("statement_id", "becomes"):
        rows += connection.execute(_decided_as(form), {"form_id": statement_id})
    return [_line(row) for row in rows]


@cache
def _decided_as(form: str) -> Select[Any]:
    """The decisions on statements of which `form`, a column, is the id `:form_id`."""
    decided, log = current.decisions(), schema.changes
    query = select(decided, log.c.by, log.c.at).join(log, log.c.id == decided.c.change_id)
    return query.where(decided.c[form] == bindparam("form_id")).order_by(decided.c.change_id.desc())


def _root_once(connection: Connection, statement_id: str) -> str | None:
    """The line of which the statement was a corrected form before it was corrected further."""
    rows = schema.reviews.c
    query = select(rows.statement_id).where(rows.becomes == statement_id, counts(rows.change_id))
    root_id: str | None = connection.scalar(query.order_by(rows.change_id.desc()).limit(1))
    return root_id


def _line(row: Row[Any]) -> Line:
    return Line(
        root_id=row.statement_id,
        shown_id=row.becomes or row.statement_id,
        document_id=row.document_id,
        decision_id=row.change_id,
        verb=Verb(row.verb),
        by=row.by,
        at=row.at,
        reading_id=row.reading_id or 0,
    )


def _undecided(connection: Connection, statement_id: str) -> Line:
    statements = schema.statements.c
    document_id = connection.scalar(select(statements.document_id).where(statements.id == statement_id))
    if document_id is None:
        raise UsageError(
            f"There is no statement {statement_id}; list those that wait with: veedor review queue"
        )
    reading_id = _last_finding(connection, statement_id)
    if reading_id is None:
        raise UsageError(
            f"Statement {statement_id} was taken back, with the reading that found it or by who wrote it; "
            f"put it in again by undoing that: veedor log --all"
        )
    return Line(statement_id, statement_id, document_id, None, None, None, None, reading_id)


def _last_finding(connection: Connection, statement_id: str) -> int | None:
    """The last reading that counts and found the statement."""
    found, readings = schema.found, schema.readings
    query = (
        select(func.max(readings.c.id))
        .join(found, found.c.reading_id == readings.c.id)
        .where(found.c.statement_id == statement_id, counts(readings.c.change_id))
    )
    last: int | None = connection.scalar(query)
    return last


def check_not_overtaken(connection: Connection, line: Line, expects: int | None) -> None:
    """Raise Overtaken unless the line's decision is still the one that the caller saw.

    `expects` is 0 where they saw none; with None nothing is checked.
    """
    if expects is None or expects == (line.decision_id or 0):
        return
    if line.decision_id is not None and line.decision_id > expects:
        raise Overtaken(
            f"{line.by} decided on statement {line.root_id} at {line.at} (change {line.decision_id}); "
            f"look at it again, then decide"
        )
    undos, log = schema.undos, schema.changes
    query = (
        select(log.c.by, log.c.at, log.c.id)
        .join(undos, undos.c.change_id == log.c.id)
        .where(undos.c.undone_id == expects)
        .order_by(log.c.id.desc())
    )
    undo = connection.execute(query).first()
    if undo is None:
        raise UsageError(f"Change {expects} is no decision on statement {line.root_id}; look at it again")
    raise Overtaken(
        f"{undo.by} took change {expects} on statement {line.root_id} back at {undo.at} (change {undo.id}); "
        f"look at it again, then decide"
    )


def current_reading(connection: Connection, document_id: str) -> Any:
    """The row of the document's current reading; UsageError where it has none that counts."""
    row = adding.current_reading(connection, document_id)
    if row is None:
        raise UsageError(f"Document {document_id} is not in the record, or its import was taken back")
    return row


def text_of(connection: Connection, document_id: str) -> str:
    """The document's text; UsageError where there is no such document."""
    documents = schema.documents.c
    text = connection.scalar(select(documents.text).where(documents.id == document_id))
    if text is None:
        raise UsageError(f"There is no document {document_id}; list them with: veedor documents")
    return str(text)


def statement_of(connection: Connection, statement_id: str) -> Statement:
    """The statement stored under an id that is there."""
    query = select(schema.statements.c.plain).where(schema.statements.c.id == statement_id)
    return to_statement(connection.execute(query).scalar_one())


def put_form(connection: Connection, document_id: str, statement: Statement) -> str:
    """The id under which a statement that a person wrote is stored; SpanError where it misquotes the text."""
    text = text_of(connection, document_id)
    statement.check(text)
    current_reading(connection, document_id)
    id_ = statement.id_in(document_id)
    adding.put_statements(connection, Scene(document_id, text), {id_: statement})
    return id_


def write(
    connection: Connection,
    line: Line,
    verb: Verb,
    said: Said,
    *,
    becomes: str | None = None,
    answers: int | None = None,
) -> int:
    """The id of the change that a new row of `reviews` makes."""
    change_id = changes.append(
        connection, verb, said.by, reason=said.reason, part_of=said.part_of, document_id=line.document_id
    )
    row = {
        "change_id": change_id,
        "document_id": line.document_id,
        "statement_id": line.root_id,
        "verb": str(verb),
        "becomes": becomes,
        "reading_id": line.reading_id,
        "answers": answers,
    }
    connection.execute(insert(schema.reviews).values(row))
    return change_id
