"""The one place where documents, reading and record meet."""

from __future__ import annotations

import gc
import json
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

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
    from veedor.reading.reader import Reader, WholeReading


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
    return _kept(document, reader.read_whole(document), reader, record, run)


def _kept(
    document: Document, whole: WholeReading, reader: Reader, record: Record | None, run: Run | None
) -> Taken:
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
    could be stored either. The reader works in two threads of its own, so that the network has one document while the
    rules have another; all else is done in the caller's.
    """
    with _Ahead(reader, record, run) as ahead:
        if record is None or options is None:
            yield from ahead.in_turn(step for file in files for step in _steps(file, load, ahead))
            return
        waiting = iter(files)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from ahead.in_turn(_steps_of_changed(some, load, ahead, record, options))


_AT_A_TIME = 2
"""Documents that are read at a time: the network of one runs beside the rules of the other. With one alone, end to end
took 0.45 to 0.48 of the speed of the bare encoder on two quiet cores, with two 0.57 to 0.59."""
_AHEAD = _AT_A_TIME + 1
"""Documents that may be read, or wait to be, while one is written: one more than are read at a time."""
_LONGEST_AHEAD = 50_000
"""Characters of a document that is read ahead, some 20 pages, a second: so long goes on, after an interrupt, what
nobody waits for. A longer one is read by itself, so that no two of them are held at once."""


class _Step(NamedTuple):
    """Something to be done when all that came before it is done."""

    act: Callable[[], Outcome | None]
    reads: str | None = None
    """The id of the document that is being read meanwhile."""


_WAIT = _Step(lambda: None)
"""Nothing is begun before all before this is done."""


class _Ahead:
    """Reads documents while earlier ones are written; a context manager that gives up what was not waited for."""

    def __init__(self, reader: Reader, record: Record | None, run: Run | None) -> None:
        self.reader, self._record, self._run = reader, record, run
        self._pool = ThreadPoolExecutor(_AT_A_TIME, "veedor-reader")
        self._waiting: deque[_Step] = deque()

    def __enter__(self) -> Self:
        # Program, model and word lists are here for good. Looking through them again and again for what nobody needs
        # any more took a twentieth of all time outside the encoder.
        gc.freeze()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        gc.unfreeze()

    def in_turn(self, steps: Iterator[_Step]) -> Iterator[Outcome]:
        """What the steps give, in order; a few are begun before it is their turn."""
        waiting = self._waiting
        for step in steps:
            waiting.append(step)
            while waiting and (step is _WAIT or not waiting[0].reads or self._begun() > _AHEAD):
                yield from self._next()
        while waiting:
            yield from self._next()

    def _begun(self) -> int:
        return sum(step.reads is not None for step in self._waiting)

    def _next(self) -> Iterator[Outcome]:
        outcome = self._waiting.popleft().act()
        if outcome is not None:
            yield outcome

    def steps(self, file: Path, document: Document) -> Iterator[_Step]:
        """The document's reading, begun now unless it is too long or is being read already, and its storing."""
        take = partial(take_in, document, self.reader, self._record, run=self._run)
        known = any(step.reads == document.id for step in self._waiting)
        if known or len(document.text) > _LONGEST_AHEAD:
            yield _WAIT
        elif not self._is_held(document):
            reading = self._pool.submit(self.reader.read_whole, document)
            take = partial(self._keep, document, reading.result)
            yield _Step(partial(_outcome, file, document, take), document.id)
            return
        yield _Step(partial(_outcome, file, document, take))

    def _is_held(self, document: Document) -> bool:
        """Whether there is nothing to read; a record that fails will fail again when it is the document's turn."""
        try:
            return self._record is not None and self._record.holds(document, self.reader)
        except (RecordError, *_FAULTS):
            return True

    def _keep(self, document: Document, reading: Callable[[], WholeReading]) -> Taken:
        return _kept(document, reading(), self.reader, self._record, self._run)


def _steps_of_changed(
    files: Sequence[Path],
    load: Callable[[Path], Loaded],
    ahead: _Ahead,
    record: Record,
    options: Mapping[str, object],
) -> Iterator[_Step]:
    keys = {file: _key(file, options) for file in files}
    known = known_files.known(record, {key for key in keys.values() if key}, ahead.reader)
    ids = {id_ for documents in known.values() for id_ in documents}
    rows = {row.id: row for row in views.documents(record, of=ids)} if ids else {}
    for file, key in keys.items():
        if key in known and all(id_ in rows for id_ in known[key]):
            yield from (_Step(partial(Outcome, file, held=rows[id_])) for id_ in known[key])
            continue
        taken: list[str | None] = []
        for step in _steps(file, load, ahead):
            yield step._replace(act=partial(_noted, step.act, taken)) if step is not _WAIT else step
        if key:
            yield _Step(partial(_remember, record, file, key, taken, ahead.reader, options))


def _noted(act: Callable[[], Outcome | None], taken: list[str | None]) -> Outcome | None:
    """What the step gives; the id of the document that was taken in, or None, goes to the list."""
    outcome = act()
    taken.append(outcome.taken.document.id if outcome and outcome.taken else None)
    return outcome


def _remember(
    record: Record,
    file: Path,
    key: FileKey,
    taken: Sequence[str | None],
    reader: Reader,
    options: Mapping[str, object],
) -> None:
    whole = [id_ for id_ in taken if id_ is not None]
    # What a file gave that has changed meanwhile is not what it has.
    if len(whole) == len(taken) and _key(file, options) == key:
        known_files.remember(record, key, whole, reader)


def _key(file: Path, options: Mapping[str, object]) -> FileKey | None:
    """By what the record knows the file; None where it cannot be read."""
    from veedor import __version__
    from veedor.documents.load import VERSION

    found = digest(file)
    # The suffix decides how a text is read; a file's name and folder do not.
    loader = {"suffix": file.suffix.lower(), "loader": VERSION, "veedor": __version__}
    return FileKey(found, json.dumps({**options, **loader}, sort_keys=True)) if found else None


def _steps(file: Path, load: Callable[[Path], Loaded], ahead: _Ahead) -> Iterator[_Step]:
    try:
        loaded = load(file)
    except VeedorError as error:
        yield _Step(partial(Outcome, file, error=error))
        return
    except _FAULTS as error:
        yield _Step(partial(Outcome, file, error=_stumble(file.name, error)))
        return
    yield from (_Step(partial(Outcome, file, error=reason)) for reason in loaded.refused)
    for document in loaded.documents:
        yield from ahead.steps(file, document)


def _outcome(file: Path, document: Document, take: Callable[[], Taken]) -> Outcome:
    try:
        return Outcome(file, taken=take())
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
