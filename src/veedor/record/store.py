"""The record: one database, through whose door all writing passes, a transaction for each document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.record import adding, changes, migrations, postgres, sqlite
from veedor.record.adding import Origin
from veedor.record.changes import Verb
from veedor.record.placing import Scene
from veedor.record.rows import by_id
from veedor.record.versions import versions, withdrawals

if TYPE_CHECKING:
    from veedor.documents.passages import Passage
    from veedor.record.searching.search_vectors import Vectors


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


@dataclass(slots=True)
class Run:
    """Several documents that are added, and may be taken back, as one."""

    by: str
    reason: str | None = None
    id: int | None = None
    """Its line in the log; None until the first document is written."""


class Record:
    """A record that is open; a context manager that closes it."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        """Where the record is, without a password; for messages."""
        self.vectors: Vectors | None = None
        """What search by meaning keeps in memory between two questions; None before the first."""
        self.is_new = False
        """Whether opening it made it."""

    @classmethod
    def open(cls, path_or_url: Path | str, *, create: bool = True) -> Self:
        """The record at a path (SQLite) or database address (PostgreSQL), brought to this version's schema.

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

    @property
    def database(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def _kind(self) -> ModuleType:
        return sqlite if self.database == "sqlite" else postgres

    def _prepare(self, *, create: bool) -> None:
        with self.reading() as connection:
            migrations.check_ours(connection, self.place)
            version = migrations.version_of(connection)
        migrations.check_not_newer(version)
        if version == len(migrations.MIGRATIONS):
            return
        if not version and not create:
            raise RecordError(
                f"{self.place} is empty; make a record there with: veedor record init {self.place}"
            )
        with self.writing() as connection:
            self.is_new = not migrations.version_of(connection)
            migrations.migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions, which sees one state; what the database refuses is a RecordError."""
        engine = self._engine
        if self.database == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with self.explained(), engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction of the one writer: all of it is kept, or nothing."""
        with self.explained():
            engine = self._engine.execution_options(writes=True)
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turns what this record's database refuses inside the block into a RecordError that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise RecordError(f"{self.place}: {self._kind.meaning_of(error.orig)}") from error
        except UnicodeEncodeError as error:
            # The drivers meet half a character, as in the name of a file that is not UTF-8, before the database.
            raise RecordError(f"{self.place}: a text holds half a character; leave it out") from error

    def holds(self, document: Document, reader: Origin) -> bool:
        """Whether the document's current reading is by this version of the reader, with the same description.

        The description is title, publisher, date, language: dates of statements hang on it.
        """
        with self.reading() as connection:
            return adding.is_held(adding.current_reading(connection, document.id), document, reader)

    def add(
        self,
        document: Document,
        statements: Sequence[Statement],
        reader: Origin,
        *,
        passages: Sequence[Passage] = (),
        run: Run | None = None,
        among: Collection[str] | None = None,
    ) -> Added:
        """What changed. One transaction; adding the same reading again writes nothing.

        A reading by another reader, version, or with another description is appended and becomes the
        document's current one; what people decided stays. `passages` are what can be searched; with `run` it can
        be taken back with the run's other documents; with `among` it is no version or carrier of any but these
        documents. Raises SpanError where a quote is not in the text.
        """
        adding.check_storable(document)
        found = by_id(document, statements)
        scene, bands = Scene(document.id, document.text), versions.bands_of(document.text)
        rows = adding.made(scene, found)
        with self.writing() as connection:
            before = adding.current_reading(connection, document.id)
            if adding.is_held(before, document, reader):
                return Added(document.id, False, 0, unchanged=True)
            run_id = _begun(connection, run)
            new_document = adding.put_document(connection, document)
            change_id = changes.append(
                connection,
                Verb.READ,
                f"{reader.name} {reader.version}",
                part_of=run_id,
                document_id=document.id,
            )
            new_statements = adding.put_statements(connection, scene, found, rows)
            adding.put_reading(
                connection, document, found, reader, change_id=change_id, country=scene.country
            )
            adding.put_passages(connection, document, passages)
            if new_document:
                versions.put_bands(connection, document.id, bands)
            if before is None:
                versions.relate(connection, document, bands, part_of=change_id, among=among)
            withdrawals.withdraw(connection, document, part_of=change_id)
        if run is not None:
            run.id = run_id
        return Added(document.id, new_document, new_statements, unchanged=False)

    def faults(self) -> list[str]:
        """What the database's own checks find wrong; empty for a sound record."""
        with self.reading() as connection:
            found: list[str] = self._kind.faults(connection)
        return found

    def bytes(self) -> int:
        """How much room the database takes."""
        with self.reading() as connection:
            taken: int = self._kind.bytes_of(connection)
        return taken


def _begun(connection: Connection, run: Run | None) -> int | None:
    """The run's line in the log, written now if this is its first document."""
    if run is None or run.id is not None:
        return None if run is None else run.id
    return changes.append(connection, Verb.IMPORT, run.by, reason=run.reason)


def _engine_of(path_or_url: Path | str, *, create: bool) -> tuple[Engine, str]:
    if isinstance(path_or_url, str) and "://" in path_or_url:
        return postgres.engine_for(path_or_url)
    path = Path(path_or_url)
    sqlite.check_file(path, create=create)
    return sqlite.engine_for(path, create=create), str(path)
