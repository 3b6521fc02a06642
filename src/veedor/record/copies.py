"""Whole records: copied into another database without loss, and kept as a file beside one that goes on.

A copy has every row with its id, so that whatever was noted of one record is true of the other. Only the search
index is made anew, as each database keeps its own.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, exists, func, insert, select

from veedor.errors import RecordError, UsageError
from veedor.record import schema, sqlite
from veedor.record.searching import search_index
from veedor.record.searching.terms import index_text
from veedor.record.store import Record

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""

TABLES: tuple[Table, ...] = tuple(
    table for table in schema.metadata.sorted_tables if table is not schema.meta
)
"""What is copied, each table after those that it refers to."""
_AT_ONCE = 1000
"""Rows that are held at once."""
_TEXTS_AT_ONCE = 20
"""Documents that are held at once; one may have millions of characters."""
_PAGES_AT_ONCE = 1000
"""Pages of a file, mostly of 4 KiB, between two notes of progress."""


class Counts(NamedTuple):
    """What was copied."""

    documents: int
    statements: int
    rows: int
    """Rows of all tables."""


def copy(source: Record, target: Record, progress: Progress | None = None) -> Counts:
    """How much was copied from a record into an empty one, in one transaction of the target.

    Raises RecordError where either database refuses, after which the target is empty as before, and UsageError
    where the target holds something.
    """
    with source.reading() as there:
        sizes = {table.name: _size(source, there, table) for table in TABLES}
        total = sum(sizes.values())
        fill(target, rows_of(source, there), lambda done: progress(done, total) if progress else None)
    return Counts(sizes["documents"], sizes["statements"], total)


def rows_of(
    source: Record, connection: Connection, tables: Iterable[Table] = TABLES
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of a record, some of one table at a time, each after those that it refers to."""
    for table in tables:
        for rows in _batches(source, connection, table):
            yield table, [dict(row._mapping) for row in rows]


def fill(
    target: Record,
    batches: Iterable[tuple[Table, list[dict[str, Any]]]],
    note: Callable[[int], None] | None = None,
) -> int:
    """How many rows were put into an empty record, in one transaction: all of them are there after it, or none.

    `note` is told how many are there so far. Raises UsageError where the record holds something.
    """
    done = 0
    with target.writing() as here:
        _check_empty(here, target)
        for table, rows in batches:
            here.execute(insert(table), rows)
            done += len(rows)
            if note is not None:
                note(done)
        _continue_numbers(here)
        _index(here)
    return done


def _check_empty(connection: Connection, target: Record) -> None:
    if any(connection.scalar(select(exists(select(1).select_from(table)))) for table in TABLES):
        raise UsageError(f"{target.place} holds a record already; name an empty database or a new file")


def _size(source: Record, connection: Connection, table: Table) -> int:
    with source.explained():
        return connection.scalar(select(func.count()).select_from(table)) or 0


def _batches(source: Record, connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """The rows some at a time, by their keys: whoever is referred to comes first."""
    at_once = _TEXTS_AT_ONCE if table is schema.documents else _AT_ONCE
    query: Select[Any] = select(table).order_by(*table.primary_key.columns)
    # What the source refuses is not the target's fault, within whose transaction this runs.
    with source.explained():
        result = connection.execute(query.execution_options(yield_per=at_once))
    with result:
        while True:
            with source.explained():
                rows = list(result.fetchmany(at_once))
            if not rows:
                return
            yield rows


def _continue_numbers(connection: Connection) -> None:
    """Let the next row of a numbered table get the next number; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, func.max(column))))


def _index(connection: Connection) -> None:
    """Make the search index of all passages."""
    documents, passages = schema.documents, schema.passages
    with_passages = select(passages.c.document_id).distinct().order_by(passages.c.document_id)
    for id_ in connection.scalars(with_passages).all():
        text: str = connection.scalars(select(documents.c.text).where(documents.c.id == id_)).one()
        rows = connection.execute(
            select(passages).where(passages.c.document_id == id_).order_by(passages.c.id)
        )
        terms = [{"passage_id": row.id, "terms": index_text(text[row.start : row.end])} for row in rows]
        search_index.add(connection, terms)


def backup(record: Record, path: Path, progress: Progress | None = None, *, replace: bool = False) -> None:
    """Keep the record as it is at this moment in a file, while others may write to it.

    The file is whole or not there. Raises UsageError where a file is there already, unless `replace`, and
    RecordError where the file cannot be written.
    """
    _check_free(path, replace=replace)
    try:
        with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=f".{path.name}.") as folder:
            made = Path(folder) / path.name
            if record.database == "sqlite":
                _copy_pages(record, made, path, progress)
            else:
                with Record.open(made) as target:
                    copy(record, target, progress)
            _check_free(path, replace=replace)
            made.replace(path)
    except OSError as error:
        raise RecordError(
            f"{path} cannot be written: {error.strerror or type(error).__name__}; make room, or name another place"
        ) from error


def _check_free(path: Path, *, replace: bool) -> None:
    if path.exists() and not replace:
        raise UsageError(f"{path} is there already; name another file, or add --replace")
    if path.with_name(f"{path.name}-wal").exists():
        # A log that is left beside another file would be taken for that file's own.
        raise UsageError(f"{path} is a record that is open or was not closed; name another file")


def _copy_pages(record: Record, made: Path, path: Path, progress: Progress | None) -> None:
    """Copy the pages of the file as they are at this moment."""

    def note(_: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    with record.reading() as connection:
        # One question pins the state that this connection sees, so that nobody's writing makes it begin again.
        connection.execute(select(schema.meta)).all()
        source: Any = connection.connection.driver_connection
        kept = sqlite3.connect(made)
        try:
            source.backup(kept, pages=_PAGES_AT_ONCE, progress=note)
        except sqlite3.Error as error:
            raise RecordError(f"{path}: {sqlite.meaning_of(error)}") from error
        finally:
            kept.close()
