"""Where a later reading and a person's decision differ: shown side by side, until somebody takes or keeps.

A decision is never touched by a later reading. What that finds at the same words waits beside it, and so does a
decided statement at whose words it finds nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from veedor.errors import UsageError
from veedor.record import current, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import deciding, lines, pending
from veedor.record.reviewing.lines import Said
from veedor.record.views import StatementRow
from veedor.record.wanted import Standing

if TYPE_CHECKING:
    from veedor.record.store import Record

_AT_ONCE = 500
"""Ids that are named in one question; SQLite takes some 32,000, older ones 999."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a later reading finds otherwise than a person decided."""

    id: str
    """What to take or keep it by."""
    found: StatementRow | None
    """What the later reading found; None where it finds nothing at the words of what was decided."""
    decided: tuple[StatementRow, ...]
    """What people decided at those words, the one that shares most of them first."""


def differences(record: Record, document_id: str | None = None) -> list[Difference]:
    """The differences of a document, or of all, by document and in the order of its text.

    Left out are documents that are retracted or have a newer version.
    """
    with record.reading() as connection:
        made = [*_anywhere(connection, document_id), *_found_no_more(connection, document_id)]
    return sorted(made, key=_place)


def _place(difference: Difference) -> tuple[str, int, int, str]:
    row = difference.found or difference.decided[0]
    anchor = row.statement.anchor
    return row.document_id, anchor.start, anchor.end, difference.id


def take(record: Record, difference_id: str, *, by: str, reason: str | None = None) -> int:
    """The id of the change that puts what the later reading found in the decision's place.

    Where that finds nothing, the decided statement is rejected. Where several decisions stand at the words, the one
    that shares most of them is replaced. UsageError where there is no such difference.
    """
    with record.writing() as connection:
        difference = _difference(connection, difference_id)
        said = Said(by, reason or "what the later reading found")
        line_id = difference.decided[0].root_id
        if difference.found is None:
            return deciding.reject(connection, line_id, said)
        return deciding.correct(connection, line_id, difference.found.statement, said)


def keep(record: Record, difference_id: str, *, by: str, reason: str | None = None) -> int:
    """The id of the change by which the decision stays, and the difference does not come back.

    What the later reading found is rejected; where it finds nothing, the decision is made again.
    """
    with record.writing() as connection:
        difference = _difference(connection, difference_id)
        said = Said(by, reason or "as decided before")
        if difference.found is None:
            return deciding.accept(connection, difference.decided[0].id, said)
        return deciding.reject(connection, difference.found.id, said)


def _difference(connection: Connection, id_: str) -> Difference:
    for difference in _found_otherwise(connection, schema.statements.c.id == id_):
        return difference
    document_id = lines.line_of(connection, id_).document_id
    for difference in _found_no_more(connection, document_id):
        if difference.id == id_:
            return difference
    raise UsageError(f"Statement {id_} differs from no decision; list those with: veedor review differences")


def _anywhere(connection: Connection, document_id: str | None) -> Iterator[Difference]:
    """What later readings of a document, or of all, found otherwise."""
    if document_id is not None:
        yield from _found_otherwise(connection, schema.statements.c.document_id == document_id)
        return
    for readings in pending.read_again(connection):
        yield from _found_otherwise(connection, schema.found.c.reading_id.in_(readings))


def _found_otherwise(connection: Connection, *which: ColumnElement[bool]) -> Iterator[Difference]:
    rows = [views.statement_row(row) for row in connection.execute(pending.differing(which))]
    for first in range(0, len(rows), _AT_ONCE):
        yield from _beside_decisions(connection, rows[first : first + _AT_ONCE])


def _beside_decisions(connection: Connection, rows: Sequence[StatementRow]) -> Iterator[Difference]:
    pairs = connection.execute(current.differing_from([row.id for row in rows])).all()
    roots = {pair.root_id for pair in pairs}
    query = current.decided(lambda *_: (), lambda decided, _: (decided.c.statement_id.in_(roots),))
    decided = {row.root_id: views.statement_row(row) for row in connection.execute(query)}
    for row in rows:
        beside = [decided[pair.root_id] for pair in pairs if pair.id == row.id]
        yield Difference(row.id, row, tuple(sorted(beside, key=lambda other: _apart(row, other))))


def _apart(one: StatementRow, other: StatementRow) -> tuple[int, str]:
    """How few characters the anchors share, as a key to sort by."""
    a, b = one.statement.anchor, other.statement.anchor
    return max(a.start, b.start) - min(a.end, b.end), other.root_id


def _found_no_more(connection: Connection, document_id: str | None) -> Iterator[Difference]:
    def conditions(statements: Any, _: Any) -> Iterator[ColumnElement[bool]]:
        if document_id is not None:
            yield statements.c.document_id == document_id

    for row in connection.execute(current.decided(conditions, _is_found_no_more)):
        if row.standing == Standing.STANDS:
            found = views.statement_row(row)
            yield Difference(found.id, None, (found,))


def _is_found_no_more(decided: Any, readings: Any) -> Iterator[ColumnElement[bool]]:
    """That the decision's reading found the statement, and a later one finds nothing at its words."""
    # Said twice, so that no document without reviews is looked at.
    yield readings.c.document_id.in_(select(schema.reviews.c.document_id))
    yield decided.c.verb != str(Verb.REJECT)
    yield decided.c.change_id < readings.c.change_id
    yield _finds(decided.c.reading_id, decided)
    yield ~_finds(readings.c.id, decided)
    yield ~current.has_other(decided, readings)


def _finds(reading_id: Any, decided: Any) -> ColumnElement[bool]:
    found = schema.found.alias()
    either = or_(found.c.statement_id == decided.c.statement_id, found.c.statement_id == decided.c.becomes)
    return exists().where(found.c.reading_id == reading_id, either)
