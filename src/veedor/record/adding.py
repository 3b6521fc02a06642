"""The rows of one reading, written within a transaction that somebody else began."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlalchemy import BindParameter, Connection, bindparam, insert, select

from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.record import schema
from veedor.record.changes import now
from veedor.record.current import is_current
from veedor.record.placing import Scene
from veedor.record.rows import bounds_of, details_of, is_same_description, rows_of, storable, to_json
from veedor.record.searching import search_index
from veedor.record.searching.terms import index_text

if TYPE_CHECKING:
    from veedor.documents.passages import Passage

_AT_ONCE = 1000
"""Statements whose rows are made and written together."""

_LONGEST_ID = 200
"""Characters of a document's id: it stands in indexes, whose rows PostgreSQL limits to 2,704 bytes."""


# Made once, as all that is asked or written of every document: making a question takes longer than asking it.
_THIS_DOCUMENT: BindParameter[str] = bindparam("document_id")
_TEXT = select(schema.documents.c.text).where(schema.documents.c.id == _THIS_DOCUMENT)
_CURRENT_READING = select(schema.readings).where(
    schema.readings.c.document_id == _THIS_DOCUMENT, is_current(schema.readings)
)
_A_PASSAGE = select(schema.passages.c.id).where(schema.passages.c.document_id == _THIS_DOCUMENT).limit(1)
_STATEMENTS = select(schema.statements.c.id).where(schema.statements.c.document_id == _THIS_DOCUMENT)
_INSERT_PASSAGES = insert(schema.passages).returning(schema.passages.c.id, sort_by_parameter_order=True)
_insert = cache(insert)


class Origin(Protocol):
    """What made statements: a reader, with the version that changes when its answers may."""

    @property
    def name(self) -> str:
        """The reader's name."""

    @property
    def version(self) -> str:
        """The reader's version."""


def check_storable(document: Document) -> None:
    """Raise RecordError for a document that no database can hold as it is."""
    if not document.id:
        raise RecordError("A document without an id cannot be stored")
    if len(document.id) > _LONGEST_ID or not document.id.isprintable():
        raise RecordError(
            f"A document's id needs {_LONGEST_ID} printable characters at most; give it another"
        )
    for bad, what in (("\0", "the character zero"), *_half_characters(document.text)):
        at = document.text.find(bad)
        if at >= 0:
            raise RecordError(f"{document.id} holds {what} at {at}; load it again with veedor.documents.load")


def _half_characters(text: str) -> Iterator[tuple[str, str]]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        yield text[error.start], "half a character"


def current_reading(connection: Connection, document_id: str) -> Any | None:
    """The row of the document's current reading; None where it has none that counts."""
    return connection.execute(_CURRENT_READING, {"document_id": document_id}).first()


def is_held(row: Any | None, document: Document, reader: Origin) -> bool:
    """Whether that reading is by this version of the reader, with the same description of the document."""
    if row is None or (row.reader, row.version) != (reader.name, reader.version):
        return False
    return is_same_description(json.loads(row.details), details_of(document))


def put_document(connection: Connection, document: Document) -> bool:
    """Whether the document was new; RecordError where another text has its id."""
    text = connection.scalar(_TEXT, {"document_id": document.id})
    if text is None:
        row = {"id": document.id, "text": document.text, "added_at": now()}
        connection.execute(_insert(schema.documents), [row])
        return True
    if text != document.text:
        raise RecordError(
            f"The record holds another text under the id {document.id}; give this one its own id"
        )
    return False


def put_passages(connection: Connection, document: Document, passages: Sequence[Passage]) -> None:
    """Write what is searched of a document, unless it is there."""
    if connection.scalar(_A_PASSAGE, {"document_id": document.id}) is not None:
        return
    rows = [
        {"document_id": document.id, "start": p.start, "end": p.end, "vector": p.vector} for p in passages
    ]
    if not rows:
        return
    ids = connection.scalars(_INSERT_PASSAGES, rows).all()
    text = document.text
    search_index.add(
        connection,
        [
            {"passage_id": id_, "terms": index_text(text[p.start : p.end])}
            for id_, p in zip(ids, passages, strict=True)
        ],
    )


class Rows(NamedTuple):
    """A statement as its rows."""

    statement: dict[str, Any]
    parties: list[dict[str, Any]]
    places: list[dict[str, Any]]


def made(scene: Scene, found: Mapping[str, Statement]) -> dict[str, Rows]:
    """The rows of the first statements, by id: made before the transaction, so that others need not wait for it.

    Those of a book are not all made at once, as they take much room.
    """
    return {id_: _rows(scene, id_, found[id_]) for id_ in list(found)[:_AT_ONCE]}


def _rows(scene: Scene, id_: str, statement: Statement) -> Rows:
    return Rows(*rows_of(id_, scene.document_id, statement), list(scene.places(id_, statement)))


def put_statements(
    connection: Connection,
    scene: Scene,
    found: Mapping[str, Statement],
    made: Mapping[str, Rows] | None = None,
) -> int:
    """How many of the statements of a document were new; `made` are rows that were made before."""
    known = set(connection.scalars(_STATEMENTS, {"document_id": scene.document_id}))
    ready = made or {}
    new = [id_ for id_ in found if id_ not in known]
    for some in _batches(new):
        rows = [ready[id_] if id_ in ready else _rows(scene, id_, found[id_]) for id_ in some]
        _put(connection, schema.statements, [row.statement for row in rows])
        _put(connection, schema.parties, [party for row in rows for party in row.parties])
        _put(connection, schema.places, [place for row in rows for place in row.places])
    return len(new)


def put_reading(
    connection: Connection,
    document: Document,
    found: Mapping[str, Statement],
    reader: Origin,
    *,
    change_id: int,
    country: str | None,
) -> None:
    """Write that a reader found these statements in the document."""
    reading_id = _put_description(connection, document, reader, change_id, country)
    places = {id_: n for n, id_ in enumerate(found)}
    for some in _batches(list(found)):
        rows = [
            {
                "reading_id": reading_id,
                "place": places[id_],
                "statement_id": id_,
                "probability_right": found[id_].probability_right,
                "dated_by": _rule(found[id_]),
            }
            for id_ in some
        ]
        _put(connection, schema.found, rows)


def _rule(statement: Statement) -> str | None:
    return statement.when.rule if statement.when else None


def _put_description(
    connection: Connection, document: Document, reader: Origin, change_id: int, country: str | None
) -> int:
    """The id of a new reading that has found nothing yet."""
    details = details_of(document)
    earliest, latest = bounds_of(details.get("published"))
    described = ("title", "publisher", "published", "file", "address")
    row = {
        "document_id": document.id,
        "reader": reader.name,
        "version": reader.version,
        "made_at": now(),
        **{name: storable(details.get(name)) for name in described},
        "earliest": earliest,
        "latest": latest,
        "details": to_json(details),
        "change_id": change_id,
        "country": country,
    }
    made = connection.execute(_insert(schema.readings), row).inserted_primary_key
    assert made is not None  # every dialect returns the key of a single insert
    return int(made[0])


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, some at a time, so that the rows of a long document need not all be held at once."""
    for first in range(0, len(ids), _AT_ONCE):
        yield ids[first : first + _AT_ONCE]


def _put(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_insert(table), rows)
