"""The one place where documents, reading and record meet."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import DocumentError, RecordError, VeedorError
from veedor.record import views
from veedor.record.store import Added, Record
from veedor.settings import Settings

if TYPE_CHECKING:  # both are slow to import, and whoever passes one in has imported it
    from veedor.documents.load import Loaded
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
    """What became of one document of many: exactly one of `taken` and `error` is there."""

    file: Path
    taken: Taken | None = None
    error: VeedorError | None = None


def take_in(document: Document, reader: Reader, record: Record | None) -> Taken:
    """The document's statements, kept in the record if there is one.

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
    statements = tuple(reader.read(document))
    if record is not None:
        return Taken(document, statements, record.add(document, statements, reader))
    for statement in statements:
        statement.check(document.text)
    return Taken(document, statements, None)


def _unchanged(document: Document) -> Added:
    return Added(document.id, new_document=False, new_statements=0, unchanged=True)


def take_in_files(
    files: Iterable[Path],
    load: Callable[[Path], Loaded],
    reader: Reader,
    record: Record | None,
) -> Iterator[Outcome]:
    """What became of each document of each file, in order; a bad one is an outcome and stops no other.

    RecordError is raised on, as no later document could be stored either.
    """
    for file in files:
        try:
            loaded = load(file)
        except VeedorError as error:
            yield Outcome(file, error=error)
            continue
        except _FAULTS as error:
            yield Outcome(file, error=_stumble(file.name, error))
            continue
        yield from (Outcome(file, error=reason) for reason in loaded.refused)
        for document in loaded.documents:
            yield _outcome(file, document, reader, record)


def _outcome(file: Path, document: Document, reader: Reader, record: Record | None) -> Outcome:
    try:
        return Outcome(file, taken=take_in(document, reader, record))
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


def read_files(files: Iterable[Path], settings: Settings) -> Iterator[Outcome]:
    """As `take_in_files`, by the reader that the settings name, which is loaded once; nothing is kept."""
    from veedor.documents.load import load_all
    from veedor.reading.reader import load_reader

    reader: Reader | None = None
    for file in files:
        reader = reader or load_reader(settings.model, settings.threads)
        yield from take_in_files([file], load_all, reader, None)
