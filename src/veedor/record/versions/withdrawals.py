"""What publishers take back: the editorial notes of a document, and every statement that they reach.

A note reaches its own text, the older versions of its document, and the carriers of those, which print the same
words. The statements stay; their standing shows the note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, insert, select

from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.documents.corrections import Note, notes
from veedor.documents.document import Document
from veedor.documents.withdrawals import withdrawn
from veedor.record import changes, current, schema, views
from veedor.record.changes import Verb, counts
from veedor.record.versions.carrying import BY, texts_of
from veedor.record.wanted import Filter

if TYPE_CHECKING:
    from veedor.record.store import Record


class Withdrawal(NamedTuple):
    """That a publisher takes a statement back."""

    statement_id: str
    """The statement as first found or written."""
    document_id: str
    """The document that holds the note."""
    note: Quote
    why: str
    """One line: how the note was found to mean the statement."""


def withdraw(
    connection: Connection, document: Document, found: Mapping[str, Statement], *, part_of: int | None
) -> None:
    """Mark what the notes of a document that was just read take back; its relations must be written already."""
    own_notes = notes(document.text)
    if not own_notes:
        return
    rows = list(_own(own_notes, document, found))
    for other, text in _reached(connection, document.id).items():
        rows += _of_other(connection, own_notes, other, text)
    known = _known(connection, document.id)
    first = {row[0]: row for row in reversed(rows) if row[0] not in known}
    if first:
        change_id = changes.append(connection, Verb.WITHDRAW, BY, part_of=part_of, document_id=document.id)
        filled = [_row(change_id, document.id, *row) for row in first.values()]
        connection.execute(insert(schema.withdrawals), filled)


_Taken = tuple[str, Note, str]
"""A statement's id, the note and the reason."""


def _own(own_notes: Sequence[Note], document: Document, found: Mapping[str, Statement]) -> Iterator[_Taken]:
    for note in own_notes:
        for taken in withdrawn(note, found.values(), document.text, same_text=True):
            yield taken.statement.id_in(document.id), note, taken.why


def _of_other(connection: Connection, own_notes: Sequence[Note], other: str, text: str) -> Iterator[_Taken]:
    """What the notes take back of another document."""
    wanted = Filter(document=other, states=None, standings=None)
    roots = {row.statement: row.root_id for row in views.statements_in(connection, wanted)}
    for note in own_notes:
        for taken in withdrawn(note, roots, text, same_text=False):
            yield roots[taken.statement], note, taken.why


def _reached(connection: Connection, document_id: str) -> dict[str, str]:
    """The older versions of a document, and the carriers of it and of those, with their texts."""
    rows = current.relations()
    older, new = {document_id}, {document_id}
    while new:
        query = select(rows.c.other_id).where(rows.c.document_id.in_(new), rows.c.relation == "version")
        new = set(connection.scalars(query)) - older
        older |= new
    carriers = select(rows.c.document_id, rows.c.other_id).where(
        rows.c.relation == "carrier", rows.c.document_id.in_(older) | rows.c.other_id.in_(older)
    )
    reached = older | {id_ for row in connection.execute(carriers) for id_ in row}
    return texts_of(connection, sorted(reached - {document_id}))


def _known(connection: Connection, document_id: str) -> frozenset[str]:
    """The statements that the document's notes take back already."""
    table = schema.withdrawals.c
    query = select(table.statement_id).where(table.document_id == document_id, counts(table.change_id))
    return frozenset(connection.scalars(query))


def _row(change_id: int, document_id: str, statement_id: str, note: Note, why: str) -> dict[str, Any]:
    return {
        "change_id": change_id,
        "statement_id": statement_id,
        "document_id": document_id,
        "start": note.quote.start,
        "end": note.quote.end,
        "why": why,
    }


def of_statement(record: Record, statement_id: str) -> list[Withdrawal]:
    """The notes that take a statement (as first found or written) back."""
    with record.reading() as connection:
        return list(withdrawals_in(connection, statement_id))


def withdrawals_in(connection: Connection, statement_id: str) -> Iterator[Withdrawal]:
    """As `of_statement`, within a transaction that is open."""
    table, documents = schema.withdrawals, schema.documents
    query = (
        select(table, documents.c.text)
        .join(documents, documents.c.id == table.c.document_id)
        .where(table.c.statement_id == statement_id, counts(table.c.change_id))
        .order_by(table.c.change_id)
    )
    for row in connection.execute(query):
        note = Quote.at(row.text, row.start, row.end)
        yield Withdrawal(row.statement_id, row.document_id, note, row.why)
