"""Decisions on lines, each a row that is appended, within a transaction that somebody else began.

What may be decided on: what the current reading found, what an earlier one found, and what a person wrote or decided
before; in retracted and older documents too, as both may be taken back. The decision keeps the reading that its line
was first decided from, so that what a later one finds at the same words stays a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from veedor.codebook.statement import Statement
from veedor.errors import UsageError
from veedor.record.changes import Verb
from veedor.record.reviewing import lines, second_reading
from veedor.record.reviewing.editing import edited
from veedor.record.reviewing.lines import Line, Said, line_of, write


def open_line(connection: Connection, statement_id: str, said: Said, expects: int | None) -> Line:
    """The line on which somebody may decide; raises Overtaken, or UsageError where they may not."""
    line = line_of(connection, statement_id)
    lines.current_reading(connection, line.document_id)
    lines.check_not_overtaken(connection, line, expects)
    second_reading.check_may_decide(connection, line, said.by)
    return line


def accept(connection: Connection, statement_id: str, said: Said, expects: int | None = None) -> int:
    """The id of the change that accepts a line in the form that the id names."""
    line = open_line(connection, statement_id, said, expects)
    is_form = statement_id not in (line.root_id, line.shown_id)
    if is_form:
        _check_no_other(connection, line, statement_id)
    becomes = None if statement_id == line.root_id else statement_id
    return write(connection, line, Verb.ACCEPT, said, becomes=becomes)


def reject(connection: Connection, statement_id: str, said: Said, expects: int | None = None) -> int:
    """The id of the change that rejects a line in all its forms."""
    line = open_line(connection, statement_id, said, expects)
    return write(connection, line, Verb.REJECT, said, becomes=line.becomes)


def correct(
    connection: Connection, statement_id: str, corrected: Statement, said: Said, expects: int | None = None
) -> int:
    """The id of the change that gives a line another form; back to the first one, that accepts it."""
    line = open_line(connection, statement_id, said, expects)
    return _correct(connection, line, corrected, said)


def correct_fields(
    connection: Connection,
    statement_id: str,
    fields: Mapping[str, Any],
    said: Said,
    expects: int | None = None,
) -> int:
    """As `correct`, with these fields in place of those of the form shown."""
    line = open_line(connection, statement_id, said, expects)
    text = lines.text_of(connection, line.document_id)
    shown = lines.statement_of(connection, line.shown_id)
    return _correct(connection, line, edited(shown, text, fields), said)


def _correct(connection: Connection, line: Line, corrected: Statement, said: Said) -> int:
    id_ = corrected.id_in(line.document_id)
    if id_ == line.shown_id:
        raise UsageError(f"That is what statement {line.shown_id} says already; accept or reject it")
    corrected.check(lines.text_of(connection, line.document_id))
    _check_no_other(connection, line, id_)
    if id_ == line.root_id:
        return write(connection, line, Verb.ACCEPT, said)
    lines.put_form(connection, line.document_id, corrected)
    return write(connection, line, Verb.CORRECT, said, becomes=id_)


def add(connection: Connection, document_id: str, statement: Statement, said: Said) -> int:
    """The id of the change that adds a statement by hand."""
    lines.text_of(connection, document_id)
    reading = lines.current_reading(connection, document_id)
    id_ = lines.put_form(connection, document_id, statement)
    line = Line(id_, id_, document_id, None, None, None, None, reading.id)
    _check_no_other(connection, line, id_)
    for own in lines.decided_as(connection, id_):
        raise UsageError(f"Statement {id_} is there already, and {own.by} decided on it; decide on that one")
    return write(connection, line, Verb.ADD, said)


def comment(connection: Connection, statement_id: str, said: Said) -> int:
    """The id of the change that holds a comment, whose words are its reason."""
    if not (said.reason or "").strip():
        raise UsageError("A comment needs words")
    return write(connection, line_of(connection, statement_id), Verb.COMMENT, said)


def _check_no_other(connection: Connection, line: Line, form_id: str) -> None:
    """Raise UsageError where another line on which somebody decided has that form."""
    for other in lines.decided_as(connection, form_id):
        if other.root_id != line.root_id:
            what = (
                "was rejected; accept that one" if other.verb is Verb.REJECT else "is there; reject this one"
            )
            raise UsageError(f"Statement {other.root_id} says exactly that already and {what} instead")
