"""Review: what people decide of statements. Each decision is a row with its person, time and reason.

Any id of a line is understood: that of the statement as first found or written, or of a corrected form of it. What is
decided is never touched by a later reading (`differing.py`); where a project wants two persons, decisions wait for the
second (`second_reading.py`). `expects` is the `decision_id` that the caller saw, 0 where they saw none; where somebody
decided since, Overtaken says who and when, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from veedor.codebook.labels import Kind
from veedor.codebook.statement import Statement
from veedor.errors import UsageError
from veedor.record import changes, filters, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import deciding, lines, pending, second_reading
from veedor.record.reviewing.editing import written
from veedor.record.reviewing.lines import Said
from veedor.record.wanted import Filter

if TYPE_CHECKING:
    from veedor.record.store import Record


def accept(
    record: Record, statement_id: str, *, by: str, reason: str | None = None, expects: int | None = None
) -> int:
    """The id of the change that accepts a statement in the form that the id names.

    The id of a corrected form confirms it; that of the statement as first found puts the correction aside.
    """
    with record.writing() as connection:
        return deciding.accept(connection, statement_id, Said(by, reason), expects)


def correct(
    record: Record,
    statement_id: str,
    corrected: Statement,
    *,
    by: str,
    reason: str | None = None,
    expects: int | None = None,
) -> int:
    """The id of the change by which a statement says this instead; any field may differ, the anchor too.

    Raises SpanError, before anything is written, where a quote is not in the document's text, and UsageError where
    another line says exactly that already.
    """
    with record.writing() as connection:
        return deciding.correct(connection, statement_id, corrected, Said(by, reason), expects)


def correct_fields(
    record: Record,
    statement_id: str,
    fields: Mapping[str, Any],
    *,
    by: str,
    reason: str | None = None,
    expects: int | None = None,
) -> int:
    """As `correct`, with these fields in place of those shown; `editing.edited` says how they are given."""
    with record.writing() as connection:
        return deciding.correct_fields(connection, statement_id, fields, Said(by, reason), expects)


def reject(
    record: Record, statement_id: str, *, by: str, reason: str | None = None, expects: int | None = None
) -> int:
    """The id of the change that rejects a statement in all its forms."""
    with record.writing() as connection:
        return deciding.reject(connection, statement_id, Said(by, reason), expects)


def add(record: Record, document_id: str, statement: Statement, *, by: str, reason: str | None = None) -> int:
    """The id of the change that adds a statement by hand.

    Raises SpanError where a quote is not in the document's text, UsageError where somebody decided on exactly that
    statement already. One that a machine found and nobody decided on becomes the person's own.
    """
    with record.writing() as connection:
        return deciding.add(connection, document_id, statement, Said(by, reason))


def add_fields(
    record: Record,
    document_id: str,
    kind: Kind,
    fields: Mapping[str, Any],
    *,
    by: str,
    reason: str | None = None,
) -> int:
    """As `add`, of a statement made of these fields; `editing.written` says how they are given."""
    with record.writing() as connection:
        statement = written(kind, lines.text_of(connection, document_id), fields)
        return deciding.add(connection, document_id, statement, Said(by, reason))


def comment(record: Record, statement_id: str, words: str, *, by: str) -> int:
    """The id of the change that holds a comment on a statement; it decides nothing."""
    with record.writing() as connection:
        return deciding.comment(connection, statement_id, Said(by, words))


def undo(record: Record, change_id: int, *, by: str, reason: str | None = None) -> int:
    """The id of the change that takes another one back, as `changes.undo`.

    Where two persons review, only whoever made a decision takes it back while it waits, or puts another one in its
    place again; and they do not put an answer to it in again, or take one out.
    """
    with record.writing() as connection:
        second_reading.check_may_undo(connection, change_id, by)
        return changes.undo_in(connection, change_id, by=by, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One decision of a `batch`."""

    statement_id: str
    verb: Verb
    """ACCEPT, REJECT or CORRECT."""
    fields: Mapping[str, Any] | None = None
    """For CORRECT: as of `correct_fields`."""
    expects: int | None = None


def batch(record: Record, choices: Sequence[Choice], *, by: str, reason: str | None = None) -> int:
    """The id of the change that makes several decisions as one: all of them, or none where one may not be."""
    _check_some(choices)
    with record.writing() as connection:
        whole = changes.append(connection, Verb.BATCH, by, reason=reason)
        said = Said(by, reason, whole)
        for choice in choices:
            _choose(connection, choice, said)
        return whole


def decide(record: Record, choices: Sequence[Choice], *, by: str, reason: str | None = None) -> int:
    """The id of the change that makes one decision, or, as `batch`, several."""
    _check_some(choices)
    if len(choices) > 1:
        return batch(record, choices, by=by, reason=reason)
    with record.writing() as connection:
        return _choose(connection, choices[0], Said(by, reason))


def _check_some(choices: Sequence[Choice]) -> None:
    if not choices:
        raise UsageError("There is nothing to decide; name at least one statement")


def _choose(connection: Connection, choice: Choice, said: Said) -> int:
    id_, expects = choice.statement_id, choice.expects
    match choice.verb:
        case Verb.ACCEPT:
            return deciding.accept(connection, id_, said, expects)
        case Verb.REJECT:
            return deciding.reject(connection, id_, said, expects)
        case Verb.CORRECT:
            return deciding.correct_fields(connection, id_, choice.fields or {}, said, expects)
        case _:
            raise UsageError(f"A batch accepts, rejects or corrects; it cannot {choice.verb}")


def same_words(record: Record, statement_id: str, *, limit: int | None = None) -> list[views.StatementRow]:
    """The other statements of that kind and type with the same anchor's words that wait for review.

    `limit` of them at most, in the order in which their documents were read.
    """
    with record.reading() as connection:
        line = lines.line_of(connection, statement_id)
        said = lines.statement_of(connection, line.shown_id)
        return _same_words(connection, line.root_id, said, limit)


def same_words_as(
    record: Record, row: views.StatementRow, *, limit: int | None = None
) -> list[views.StatementRow]:
    """As `same_words`, of a statement that is at hand."""
    with record.reading() as connection:
        return _same_words(connection, row.root_id, row.statement, limit)


def _same_words(
    connection: Connection, root_id: str, said: Statement, limit: int | None
) -> list[views.StatementRow]:
    statements, found, readings = schema.statements, schema.found, schema.readings
    wanted = Filter(kind=said.kind, type=getattr(said, "type", None), words=said.anchor.words)
    conditions = filters.conditions(wanted, statements, readings)
    earlier = readings.alias("earlier")
    first = select(func.min(earlier.c.id)).where(earlier.c.document_id == statements.c.document_id)
    order = (first.scalar_subquery(), statements.c.start, statements.c.end, found.c.place)
    query = pending.untouched((*conditions, statements.c.id != root_id)).order_by(*order).limit(limit)
    return [views.statement_row(row) for row in connection.execute(query)]
