"""What a record of an earlier version lacks, worked out from what it holds; called within its migration.

Each function works through the rows some at a time, so that a record of any size can be brought up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, tuple_, update

from veedor.codebook.naming import folded
from veedor.documents.document import Document
from veedor.documents.passages import Passage, runs
from veedor.documents.versions import fingerprint
from veedor.gazetteers.name_forms import mention_key
from veedor.record import adding, schema
from veedor.record.placing import Scene
from veedor.record.rows import filters_of, storable, to_statement

_AT_ONCE = 1000
"""Rows that are filled together."""
_PIECE = re.compile(r"\S[^\n]*?(?:(?<=[.!?])(?=\s)|(?=\n)|\Z)")
"""About a sentence. What an earlier record was read with may be gone, and passages need no more than a place to
be cut at, so no abbreviation is told from an end."""


def log_readings(connection: Connection) -> None:
    """Give each reading a line in the log, and its address."""
    readings, changes = schema.readings, schema.changes
    for row in connection.execute(select(readings).where(readings.c.change_id.is_(None))).all():
        change = {
            "verb": "read",
            "by": f"{row.reader} {row.version}",
            "at": row.made_at,
            "document_id": row.document_id,
        }
        made = connection.execute(insert(changes).values(change)).inserted_primary_key
        assert made is not None  # every dialect returns the key of a single insert
        address = json.loads(row.details).get("address")
        query = update(readings).where(readings.c.id == row.id)
        connection.execute(query.values(change_id=made[0], address=storable(address)))


def fill_statements(connection: Connection) -> None:
    """Fill the columns of statements that only filters need."""
    statements = schema.statements
    query = select(statements.c.id, statements.c.plain)
    for rows in _batches(connection, query, [statements.c.id]):
        filled = [{"at": row.id, **filters_of(json.loads(row.plain))} for row in rows]
        connection.execute(update(statements).where(statements.c.id == bindparam("at")), filled)


def fill_parties(connection: Connection) -> None:
    """Fill the keys of names, and fold names as they are folded now."""
    parties = schema.parties
    where = (
        parties.c.statement_id == bindparam("s"),
        parties.c.field == bindparam("f"),
        parties.c.place == bindparam("p"),
    )
    place = [parties.c.statement_id, parties.c.field, parties.c.place]
    of_statement = schema.statements.c.id == parties.c.statement_id
    query = select(parties, schema.statements.c.document_id).join(schema.statements, of_statement)
    for rows in _batches(connection, query, place):
        filled = [
            {
                "s": row.statement_id,
                "f": row.field,
                "p": row.place,
                "key": mention_key(row.name or row.words, document_id=row.document_id),
                "folded": folded(f"{row.words}\n{row.name or ''}"),
            }
            for row in rows
        ]
        connection.execute(update(parties).where(*where), filled)


def _batches(connection: Connection, query: Select[Any], order: list[Any]) -> Iterator[list[Any]]:
    """The rows some at a time; each time from where the last ended, so that they may change in between."""
    last: tuple[Any, ...] | None = None
    while True:
        after = query if last is None else query.where(tuple_(*order) > tuple_(*last))
        rows = list(connection.execute(after.order_by(*order).limit(_AT_ONCE)))
        if not rows:
            return
        yield rows
        last = tuple(getattr(rows[-1], column.name) for column in order)


def fill_documents(connection: Connection) -> None:
    """Fill what is worked out from a document's whole text: its country, places, passages and bands."""
    documents, readings = schema.documents, schema.readings
    for id_ in connection.scalars(select(documents.c.id).order_by(documents.c.id)).all():
        text: str = connection.scalars(select(documents.c.text).where(documents.c.id == id_)).one()
        scene = Scene(id_, text)
        connection.execute(
            update(readings).where(readings.c.document_id == id_).values(country=scene.country)
        )
        _fill_places(connection, scene)
        adding.put_passages(connection, Document(id=id_, text=text), passages_of(text))
        bands = [{"key": band, "document_id": id_} for band in dict.fromkeys(fingerprint(text).bands)]
        if bands:
            connection.execute(insert(schema.bands), bands)


def _fill_places(connection: Connection, scene: Scene) -> None:
    statements = schema.statements
    query = select(statements.c.id, statements.c.plain).where(statements.c.document_id == scene.document_id)
    for rows in _batches(connection, query, [statements.c.id]):
        found = [place for row in rows for place in scene.places(row.id, to_statement(row.plain))]
        if found:
            connection.execute(insert(schema.places), found)


def passages_of(text: str) -> list[Passage]:
    """Passages of a text as a reader would cut them, as far as that goes without one; they have no vectors."""
    pieces = [match.span() for match in _PIECE.finditer(text)]
    return [Passage(pieces[run[0]][0], pieces[run[-1]][1]) for run in runs(text, pieces)]
