"""What publishers take back: the editorial notes of a document, and every statement that they reach.

A note reaches its own text, the older versions of its document, and the carriers of those, which print the same
words. The statements stay; their standing shows the note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, insert, select

from veedor.codebook.span import Quote
from veedor.documents.corrections import Note, notes
from veedor.documents.document import Document
from veedor.documents.versions import Relation
from veedor.documents.withdrawals import withdrawn
from veedor.record import changes, schema
from veedor.record.changes import Verb, counts
from veedor.record.versions.carrying import BY, texts_of
from veedor.record.versions.kin import pairs_of
from veedor.record.versions.shown import shown

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


def withdraw(connection: Connection, document: Document, *, part_of: int | None) -> None:
    """Mark what notes take back since a document was read or related: its own notes, and others' that reach it.

    Its statements and relations must be written already.
    """
    # Of most documents nothing was ever said beside another one.
    own_notes, is_alone = notes(document.text), not pairs_of(connection, [document.id])
    if own_notes:
        others = set() if is_alone else _reached(connection, document.id) - {document.id}
        reached = {document.id: document.text} | texts_of(connection, sorted(others))
        _take_back(connection, document.id, own_notes, reached, part_of)
    if is_alone:
        return
    for holder, text in texts_of(connection, sorted(_reaching(connection, document.id))).items():
        _take_back(connection, holder, notes(text), {document.id: document.text}, part_of)


def _take_back(
    connection: Connection,
    holder: str,
    own_notes: Sequence[Note],
    reached: Mapping[str, str],
    part_of: int | None,
) -> None:
    """Mark what the notes of one document take back of others, whose texts are given, or of itself."""
    if not own_notes:
        return
    rows = [
        row
        for id_, text in reached.items()
        for row in _taken(connection, own_notes, id_, text, same_text=id_ == holder)
    ]
    known = _known(connection, holder)
    first = {row[0]: row for row in reversed(rows) if row[0] not in known}
    if first:
        change_id = changes.append(connection, Verb.WITHDRAW, BY, part_of=part_of, document_id=holder)
        filled = [_row(change_id, holder, *row) for row in first.values()]
        connection.execute(insert(schema.withdrawals), filled)


def _taken(
    connection: Connection, own_notes: Sequence[Note], document_id: str, text: str, *, same_text: bool
) -> Iterator[tuple[str, Note, str]]:
    """The statements of a document that notes take back, in the form shown, each by the id of its first form."""
    roots = {row.statement: row.root_id for row in shown(connection, document_id)}
    for note in own_notes:
        for taken in withdrawn(note, roots, text, same_text=same_text):
            yield roots[taken.statement], note, taken.why


def _reached(connection: Connection, document_id: str) -> set[str]:
    """A document, its older versions, and the carriers of all these."""
    return _with_carriers(connection, _all_along(connection, {document_id}, to_newer=False))


def _reaching(connection: Connection, document_id: str) -> set[str]:
    """The other documents that reach it: its carriers, and the newer versions of it and of these."""
    own = _with_carriers(connection, {document_id})
    return _all_along(connection, own, to_newer=True) - {document_id}


def _all_along(connection: Connection, start: set[str], *, to_newer: bool) -> set[str]:
    """The documents to which others lead, from version to version, these too."""
    found, new = set(start), set(start)
    while new:
        versions = [pair for pair in pairs_of(connection, new) if pair.relation == Relation.VERSION]
        if to_newer:
            new = {pair.document_id for pair in versions if pair.other_id in new} - found
        else:
            new = {pair.other_id for pair in versions if pair.document_id in new} - found
        found |= new
    return found


def _with_carriers(connection: Connection, documents: set[str]) -> set[str]:
    carriers = [pair for pair in pairs_of(connection, documents) if pair.relation == Relation.CARRIER]
    return documents.union(*((pair.document_id, pair.other_id) for pair in carriers))


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
