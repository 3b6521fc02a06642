"""Records of earlier versions: the tables as they were, frozen, and what was in them.

A frozen table is never changed to what `schema.py` says today: records made then look like this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    insert,
)

from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.codebook.when import bounds
from veedor.documents.document import Document

SCHEMA_1 = MetaData()

Table("meta", SCHEMA_1, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
Table(
    "documents",
    SCHEMA_1,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("added_at", String, nullable=False),
)
Table(
    "readings",
    SCHEMA_1,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("reader", String, nullable=False),
    Column("version", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("earliest", Date),
    Column("latest", Date),
    Column("file", Text),
    Column("details", Text, nullable=False),
    Index("readings_of_document", "document_id", "id"),
)
Table(
    "statements",
    SCHEMA_1,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("type", String),
    Column("certainty", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("dated", String),
    Column("earliest", Date),
    Column("latest", Date),
    Column("plain", Text, nullable=False),
    Index("statements_by_kind", "kind", "type"),
    Index("statements_by_date", "earliest", "latest"),
)
Table(
    "parties",
    SCHEMA_1,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("folded", Text, nullable=False),
)
Table(
    "found",
    SCHEMA_1,
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("probability_right", Float),
)

_FIELDS = ("actors", "recipients", "holders", "holder", "of", "sources", "places")
_THEN = "2026-10-01T12:00:00Z"


def engine_of(place: str) -> Engine:
    """An engine that nothing of Veedor has touched."""
    return create_engine(place if "://" in place else f"sqlite:///{place}")


def make(place: str, readings: list[tuple[Document, list[Statement], str]]) -> None:
    """Make a record of schema 1 with these readings, each a document, what was found and the reader's version."""
    engine = engine_of(place)
    with engine.begin() as connection:
        SCHEMA_1.create_all(connection)
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {int.from_bytes(b'Veed', 'big')}")
        for table, rows in _rows(readings).items():
            connection.execute(insert(SCHEMA_1.tables[table]), rows)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT setval('readings_id_seq', (SELECT max(id) FROM readings))")
    engine.dispose()
    if Path(place).is_file():
        engine = engine_of(place)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        engine.dispose()


def _rows(readings: list[tuple[Document, list[Statement], str]]) -> dict[str, list[dict[str, Any]]]:
    documents, statements, parties = {}, {}, {}
    made, found = [], []
    for number, (document, said, version) in enumerate(readings, 1):
        documents[document.id] = {"id": document.id, "text": document.text, "added_at": _THEN}
        made.append({"id": number, **_reading(document, version)})
        for place, statement in enumerate(said):
            id_ = statement.id_in(document.id)
            statements[id_] = _statement(id_, document.id, statement)
            parties[id_] = list(_parties(id_, statement))
            right = statement.probability_right
            found.append(
                {"reading_id": number, "place": place, "statement_id": id_, "probability_right": right}
            )
    return {
        "meta": [{"key": "application", "value": "veedor"}, {"key": "schema", "value": "1"}],
        "documents": list(documents.values()),
        "readings": made,
        "statements": list(statements.values()),
        "parties": [party for some in parties.values() for party in some],
        "found": found,
    }


def _reading(document: Document, version: str) -> dict[str, Any]:
    details = {name: value for name, value in document.to_dict().items() if name not in ("id", "text")}
    dated = bounds(details["published"]) if "published" in details else None
    return {
        "document_id": document.id,
        "reader": "fake",
        "version": version,
        "made_at": _THEN,
        **{name: details.get(name) for name in ("title", "publisher", "published", "file")},
        "earliest": dated.earliest if dated else None,
        "latest": dated.latest if dated else None,
        "details": json.dumps(details, ensure_ascii=False),
    }


def _statement(id_: str, document_id: str, statement: Statement) -> dict[str, Any]:
    plain = statement.to_dict()
    dated = bounds(statement.when.value) if statement.when else None
    return {
        "id": id_,
        "document_id": document_id,
        "kind": plain["kind"],
        "type": plain.get("type"),
        "certainty": plain["certainty"],
        "start": statement.anchor.start,
        "end": statement.anchor.end,
        "dated": statement.when.value if statement.when else None,
        "earliest": dated.earliest if dated else None,
        "latest": dated.latest if dated else None,
        "plain": json.dumps(plain, ensure_ascii=False),
    }


def _parties(id_: str, statement: Statement) -> Iterator[dict[str, Any]]:
    for field in _FIELDS:
        value = getattr(statement, field, None)
        quotes = (value,) if isinstance(value, Quote) else value or ()
        for place, quote in enumerate(quotes):
            yield {
                "statement_id": id_,
                "field": field,
                "place": place,
                "words": quote.words,
                "name": quote.name,
                "folded": f"{quote.words}\n{quote.name or ''}".casefold(),
            }
