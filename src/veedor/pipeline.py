"""The one place where documents, reading and record meet."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from veedor.codebook.statement import Statement
from veedor.documents.digest import digest
from veedor.documents.document import Document
from veedor.errors import DocumentError, RecordError, VeedorError
from veedor.record import known_files, views
from veedor.record.known_files import FileKey
from veedor.record.store import Added, Record, Run
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import, and whoever passes a reader in has imported it
    from veedor.documents.load import Loaded
    from veedor.matching import Matched
    from veedor.reading.reader import Reader


_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a rule that nobody foresaw a text for raises. A night's work should not end with it."""


LONGEST = 2_500_000
"""Characters of one document, some 900 pages. A reading is held as a whole until it is stored: one of a million
characters took 560 MB at its peak, its statements 70 MB of that; the budget is 700 MB."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that was read."""

    document: Document
    statements: tuple[Statement, ...]
    added: Added | None
    """What it changed in the record; None where no record was given."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the record had this reading already, so that the reader did not run."""
        return self.added is not None and self.added.unchanged


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of many: exactly one of `taken`, `held` and `error` is there."""

    file: Path
    taken: Taken | None = None
    held: views.DocumentRow | None = None
    """The document as the record holds it, where the file is known, so that it was not even loaded."""
    error: VeedorError | None = None


def take_in(document: Document, reader: Reader, record: Record | None, *, run: Run | None = None) -> Taken:
    """The document's statements, kept in the record if there is one; with `run`, to be taken back with its others.

    A document whose current reading is by this version of the reader is not read again. Raises DocumentError
    where the text is too long, SpanError where a statement quotes what the text does not say, RecordError
    where it cannot be stored.
    """
    if len(document.text) > LONGEST:
        raise DocumentError(
            f"'{document.file or document.id}' has {len(document.text):,} characters, more than a report; "
            f"split it into its chapters or reports, each of {LONGEST:,} at most"
        )
    if record is not None and record.holds(document, reader):
        return Taken(document, views.reading(record, document.id).statements, _unchanged(document))
    whole = reader.read_whole(document)
    statements = tuple(whole.statements)
    if record is not None:
        added = record.add(document, statements, reader, passages=whole.passages, run=run)
        return Taken(document, statements, added)
    for statement in statements:
        statement.check(document.text)
    return Taken(document, statements, None)


def _unchanged(document: Document) -> Added:
    return Added(document.id, new_document=False, new_statements=0, unchanged=True)


_AT_ONCE = 100
"""Files that the record is asked about together: asking takes longer than answering."""


def take_in_files(
    files: Iterable[Path],
    load: Callable[[Path], Loaded],
    reader: Reader,
    record: Record | None,
    *,
    run: Run | None = None,
    options: Mapping[str, object] | None = None,
) -> Iterator[Outcome]:
    """What became of each document of each file, in order; a bad one is an outcome and stops no other.

    With `options`, which are all that `load` was told beside the file, the record remembers which files it has
    read, and those that have not changed are not loaded again. RecordError is raised on, as no later document
    could be stored either.
    """
    if record is None or options is None:
        for file in files:
            yield from _take_in_file(file, load, reader, record, run)
        return
    waiting = iter(files)
    while some := list(islice(waiting, _AT_ONCE)):
        yield from _take_in_changed(some, load, reader, record, run, options)


def _take_in_changed(
    files: Sequence[Path],
    load: Callable[[Path], Loaded],
    reader: Reader,
    record: Record,
    run: Run | None,
    options: Mapping[str, object],
) -> Iterator[Outcome]:
    keys = {file: _key(file, options) for file in files}
    known = known_files.known(record, {key for key in keys.values() if key}, reader)
    ids = {id_ for documents in known.values() for id_ in documents}
    rows = {row.id: row for row in views.documents(record, of=ids)} if ids else {}
    for file, key in keys.items():
        if key in known and all(id_ in rows for id_ in known[key]):
            yield from (Outcome(file, held=rows[id_]) for id_ in known[key])
            continue
        taken: list[str | None] = []
        for outcome in _take_in_file(file, load, reader, record, run):
            taken.append(outcome.taken.document.id if outcome.taken else None)
            yield outcome
        whole = [id_ for id_ in taken if id_ is not None]
        # What a file gave that has changed meanwhile is not what it has.
        if key and len(whole) == len(taken) and _key(file, options) == key:
            known_files.remember(record, key, whole, reader)


def _key(file: Path, options: Mapping[str, object]) -> FileKey | None:
    """By what the record knows the file; None where it cannot be read."""
    from veedor import __version__
    from veedor.documents.load import VERSION

    found = digest(file)
    # The suffix decides how a text is read; a file's name and folder do not.
    loader = {"suffix": file.suffix.lower(), "loader": VERSION, "veedor": __version__}
    return FileKey(found, json.dumps({**options, **loader}, sort_keys=True)) if found else None


def _take_in_file(
    file: Path, load: Callable[[Path], Loaded], reader: Reader, record: Record | None, run: Run | None
) -> Iterator[Outcome]:
    try:
        loaded = load(file)
    except VeedorError as error:
        yield Outcome(file, error=error)
        return
    except _FAULTS as error:
        yield Outcome(file, error=_stumble(file.name, error))
        return
    yield from (Outcome(file, error=reason) for reason in loaded.refused)
    for document in loaded.documents:
        yield _outcome(file, document, reader, record, run)


def _outcome(
    file: Path, document: Document, reader: Reader, record: Record | None, run: Run | None
) -> Outcome:
    try:
        return Outcome(file, taken=take_in(document, reader, record, run=run))
    except RecordError:
        raise
    except VeedorError as error:
        return Outcome(file, error=error)
    except _FAULTS as error:
        return Outcome(file, error=_stumble(document.file or document.id, error))


def _stumble(name: str, error: Exception) -> DocumentError:
    """What a fault of ours is called: by its kind and place, as its message may hold words of the report."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    return DocumentError(
        f"'{name}' met a fault of Veedor ({where}); report it, the others are read all the same"
    )


def after_reading(record: Record) -> Matched:
    """What was judged of the names in documents that were read since the last time.

    Call it once after a run. It looks at the new names beside the known ones that they may mean, and into
    `actors.toml` beside the record; UsageError where that is malformed.
    """
    from veedor import matching

    return matching.match(record, matching.actors_beside(record), only_new=True)


def read_files(files: Iterable[Path], settings: Settings) -> Iterator[Outcome]:
    """As `take_in_files`, by the reader that the settings name, which is loaded once; nothing is kept."""
    from veedor.documents.load import load_all
    from veedor.reading.reader import load_reader

    reader: Reader | None = None
    for file in files:
        reader = reader or load_reader(settings.model, settings.threads)
        yield from take_in_files([file], load_all, reader, None)
