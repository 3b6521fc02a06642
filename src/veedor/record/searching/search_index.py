"""Where the words of passages stand to be searched: FTS5 in SQLite, a tsvector in PostgreSQL.

Both hold the same: the terms of `terms.py`, joined by blanks, so that one question has one answer on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, column, inspect, select, table, text

from veedor.record.searching.terms import Query, to_fts5, to_tsquery

NAME = "passage_terms"
"""The table of terms: `rowid` (SQLite) or `passage_id` (PostgreSQL) is the id of a passage."""

_SQLITE = (
    # Contentless: the words are in the document already, and are needed only to be found.
    f"CREATE VIRTUAL TABLE {NAME} USING fts5(terms, content='', tokenize='unicode61 remove_diacritics 0')",
)
_POSTGRESQL = (
    f"CREATE TABLE {NAME} (passage_id INTEGER PRIMARY KEY REFERENCES passages (id), terms TSVECTOR NOT NULL)",
    f"CREATE INDEX {NAME}_index ON {NAME} USING gin (terms)",
)
_ADD = {
    "sqlite": text(f"INSERT INTO {NAME} (rowid, terms) VALUES (:passage_id, :terms)"),
    "postgresql": text(
        f"INSERT INTO {NAME} (passage_id, terms) VALUES (:passage_id, to_tsvector('simple', :terms))"
    ),
}


def create(connection: Connection) -> None:
    """Make the table unless it is there."""
    if inspect(connection).has_table(NAME):
        return
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add `{"passage_id": …, "terms": …}` rows."""
    if rows:
        connection.execute(_ADD[connection.dialect.name], rows)


def indexed(database: str) -> FromClause:
    """The passages that the index of `sqlite` or `postgresql` knows: rows with one column, `id`."""
    if database == "sqlite":
        # FTS5 keeps no words of a contentless table, but a row for each text's length.
        return table(f"{NAME}_docsize", column("id")).alias("indexed")
    return select(column("passage_id").label("id")).select_from(table(NAME)).subquery("indexed")


_RANKED = {
    # bm25, which is better where smaller.
    "sqlite": text(
        f"SELECT rowid, -rank FROM {NAME} WHERE {NAME} MATCH :wanted ORDER BY rank, rowid LIMIT :most"
    ),
    "postgresql": text(
        f"SELECT passage_id, ts_rank_cd(terms, wanted) AS score "
        f"FROM {NAME}, to_tsquery('simple', :wanted) AS wanted "
        f"WHERE terms @@ wanted ORDER BY score DESC, passage_id LIMIT :most"
    ),
}
_ALL = 2**62
"""More than any record has."""


def ranked(
    connection: Connection, query: Query, *, most: int | None = None
) -> tuple[Sequence[int], Sequence[float]]:
    """The passages that hold what the query asks for, best first, and how well they do, descending.

    What SQLite scores (BM25) and what PostgreSQL does (cover density) have no common measure.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    wanted = to_fts5(query) if is_sqlite else to_tsquery(query)
    asked = {"wanted": wanted, "most": _ALL if most is None else most}
    rows = connection.execute(_RANKED[connection.dialect.name], asked).all()
    ids, scores = zip(*rows, strict=True) if rows else ((), ())
    return ids, scores
