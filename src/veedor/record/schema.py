"""The tables of a record, the same for SQLite and PostgreSQL.

    documents ──< readings ──< found >── statements ──< parties

A *document* is its text. A *reading* says which reader read it, when, and what was known of it then (title,
publisher, date): dates of statements hang on the document's date, so a corrected date is a new reading. A
*statement* is stored once, under its hashed id, however many readings *found* it. Rows are only ever added.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""`application` (always `veedor`) and `schema` (number of the last migration)."""

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("added_at", String, nullable=False),
)
"""`added_at` is UTC, ISO 8601."""

readings = Table(
    "readings",
    metadata,
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
"""The highest `id` of a document is its current reading. `earliest` and `latest` bound `published`;
`details` is the document's JSON form without its text."""

statements = Table(
    "statements",
    metadata,
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
"""`start` and `end` are the anchor's; `earliest` and `latest` bound `dated`, null where that end is open;
`plain` is the statement's whole JSON form, the other columns are for filters."""

parties = Table(
    "parties",
    metadata,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("folded", Text, nullable=False),
)
"""Who stands in which field of a statement; `folded` is words and name, case-folded, for searching."""

found = Table(
    "found",
    metadata,
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("probability_right", Float),
)
"""Which statements a reading found, in the reader's order."""
