"""The record: one database, through whose door all writing passes, a transaction for each document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from sqlalchemy import URL, Connection, Engine, create_engine, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.record import migrations, schema, sqlite
from veedor.record.rows import bounds_of, by_id, details_of, is_same_description, rows_of, storable, to_json

_AT_ONCE = 1000
"""Statements whose rows are made and written together."""


class Origin(Protocol):
    """What made statements: a reader, with the version that changes when its answers may."""

    @property
    def name(self) -> str:
        """The reader's name."""

    @property
    def version(self) -> str:
        """The reader's version."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document changed."""

    document_id: str
    new_document: bool
    """Whether its text was not in the record before."""
    new_statements: int
    """How many statements no earlier reading had found."""
    unchanged: bool
    """Whether the current reading is by the same reader already, so that nothing was written."""


class Record:
    """A record that is open; a context manager that closes it."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        """Where the record is, without a password; for messages."""

    @classmethod
    def open(cls, path_or_url: Path | str, *, create: bool = True) -> Self:
        """The record at a path (SQLite) or database address, brought to this version's schema.

        Without `create` a record must be there. Raises NotARecord where something else is, RecordError
        where it cannot be opened; what was there stays as it was.
        """
        record = cls(*_engine_of(path_or_url, create=create))
        try:
            record._prepare(create=create)
        except RecordError:
            record.close()
            raise
        return record

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, *, create: bool) -> None:
        with self.reading() as connection:
            version = migrations.version_of(connection)
        migrations.check_not_newer(version)
        if version == len(migrations.MIGRATIONS):
            return
        if not version and not create:
            raise RecordError(
                f"{self.place} holds no documents yet; read some with: veedor read … --into {self.place}"
            )
        with self._writing() as connection:
            migrations.migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions; what the database refuses is raised as RecordError."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._explained():
            engine = self._engine.execution_options(writes=True)
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise RecordError(f"{self.place}: {sqlite.meaning_of(error.orig)}") from error

    def holds(self, document: Document, reader: Origin) -> bool:
        """Whether the document's current reading is by this version of the reader, with the same description.

        The description is title, publisher, date, language: dates of statements hang on it.
        """
        with self.reading() as connection:
            return _holds(connection, document, reader)

    def add(self, document: Document, statements: Sequence[Statement], reader: Origin) -> Added:
        """What changed. One transaction; adding the same reading again writes nothing.

        A reading by another reader, version, or with another description is appended and becomes the
        document's current one. Raises SpanError where a quote is not in the text.
        """
        _check_storable(document)
        found = by_id(document, statements)
        with self._writing() as connection:
            if _holds(connection, document, reader):
                return Added(document.id, False, 0, unchanged=True)
            new_document = _put_document(connection, document)
            new_statements = _put_statements(connection, document.id, found)
            _put_reading(connection, document, found, reader)
        return Added(document.id, new_document, new_statements, unchanged=False)

    def faults(self) -> list[str]:
        """What the database's own checks find wrong; empty for a sound record, and outside SQLite."""
        if self._engine.dialect.name != "sqlite":
            return []
        with self.reading() as connection:
            return sqlite.faults(connection)


def _engine_of(path_or_url: Path | str, *, create: bool) -> tuple[Engine, str]:
    if isinstance(path_or_url, str) and "://" in path_or_url:
        return _engine_at(path_or_url)
    path = Path(path_or_url)
    sqlite.check_file(path, create=create)
    return sqlite.engine_for(path, create=create), str(path)


def _engine_at(address: str) -> tuple[Engine, str]:
    try:
        url: URL = make_url(address)
        engine = create_engine(url, hide_parameters=True)
    except ArgumentError as error:
        raise RecordError(
            "This is no database address; write it as postgresql+psycopg://host/name"
        ) from error
    except ModuleNotFoundError as error:
        raise RecordError(f"The driver {error.name} is not installed; install it, or name a file") from error
    return engine, url.render_as_string(hide_password=True)


def _check_storable(document: Document) -> None:
    if not document.id:
        raise RecordError("A document without an id cannot be stored")
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{document.id} holds half a character at {error.start}; load it again with veedor.documents.load"
        ) from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _holds(connection: Connection, document: Document, reader: Origin) -> bool:
    readings = schema.readings.c
    query = (
        select(readings.reader, readings.version, readings.details)
        .where(readings.document_id == document.id)
        .order_by(readings.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or (row.reader, row.version) != (reader.name, reader.version):
        return False
    return is_same_description(json.loads(row.details), details_of(document))


def _put_document(connection: Connection, document: Document) -> bool:
    """Whether the document was new."""
    text = connection.scalar(select(schema.documents.c.text).where(schema.documents.c.id == document.id))
    if text is None:
        row = {"id": document.id, "text": document.text, "added_at": _now()}
        connection.execute(insert(schema.documents), [row])
        return True
    if text != document.text:
        raise RecordError(
            f"The record holds another text under the id {document.id}; give this one its own id"
        )
    return False


def _put_statements(connection: Connection, document_id: str, found: Mapping[str, Statement]) -> int:
    """How many statements were new."""
    ids = select(schema.statements.c.id).where(schema.statements.c.document_id == document_id)
    known = set(connection.scalars(ids))
    new = [id_ for id_ in found if id_ not in known]
    for some in _batches(new):
        rows = [rows_of(id_, document_id, found[id_]) for id_ in some]
        _put(connection, schema.statements, [row.statement for row in rows])
        _put(connection, schema.parties, [party for row in rows for party in row.parties])
    return len(new)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, some at a time, so that the rows of a long document need not all be held at once."""
    for first in range(0, len(ids), _AT_ONCE):
        yield ids[first : first + _AT_ONCE]


def _put_reading(
    connection: Connection, document: Document, found: Mapping[str, Statement], reader: Origin
) -> None:
    details = details_of(document)
    earliest, latest = bounds_of(details.get("published"))
    row = {
        "document_id": document.id,
        "reader": reader.name,
        "version": reader.version,
        "made_at": _now(),
        **{name: storable(details.get(name)) for name in ("title", "publisher", "published", "file")},
        "earliest": earliest,
        "latest": latest,
        "details": to_json(details),
    }
    reading = connection.execute(insert(schema.readings).values(row)).inserted_primary_key
    assert reading is not None  # every dialect returns the key of a single insert
    places = {id_: n for n, id_ in enumerate(found)}
    for some in _batches(list(found)):
        rows = [
            {
                "reading_id": reading[0],
                "place": places[id_],
                "statement_id": id_,
                "probability_right": found[id_].probability_right,
            }
            for id_ in some
        ]
        _put(connection, schema.found, rows)


def _put(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
