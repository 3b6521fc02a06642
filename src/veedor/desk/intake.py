"""Taking reports in while the desk is open: one queue, one thread that reads, one ledger that says what became of all.

The one invariant: a document is in the record whole or not at all. Whoever stops the reading, or closes the desk,
waits for the document at hand; what had not begun is not read.
"""

from __future__ import annotations

import io
import logging
import os
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, BinaryIO

from veedor.desk.keeping import Kept, Originals, safe_name
from veedor.desk.ledger import Came, FileState, Ledger
from veedor.desk.reader import shared_reader
from veedor.desk.texts import text
from veedor.errors import ForeignLanguage, UsageError, VeedorError
from veedor.record import changes
from veedor.record.store import Record, Run
from veedor.record.versions import kin
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import
    from veedor.documents.load import Loaded
    from veedor.pipeline import Outcome
    from veedor.reading.reader import Reader

log = logging.getLogger(__name__)
MOST_WAITING = 5000
"""Files that may wait."""
MOST_BYTES = 64 * 1024 * 1024
"""Of one file."""
_AT_ONCE = 20
"""Files of one sort that are read as one, so that the next is loaded while one is read."""
_PATIENCE_S = 30.0
"""How long closing waits for the document at hand. The program that ends then leaves a transaction half done, which
the database takes back."""
_AS_IT_IS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""How a file of the folder that is watched is opened: what became a link meanwhile is refused."""
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a mistake of ours raises; the other files are read all the same."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of files that they send; None leaves it to the files."""

    publisher: str | None = None
    dated: str | None = None
    title: str | None = None
    force: bool = False
    """Whether other languages than English are read too."""

    def options(self) -> dict[str, object]:
        """All that loading is told beside the file, as the command line has it."""
        return {name: getattr(self, name) for name in ("publisher", "dated", "title", "force")}

    def load(self, path: Path) -> Loaded:
        """The documents of a file."""
        from veedor.documents.load import load_all

        return load_all(path, publisher=self.publisher, dated=self.dated, title=self.title, force=self.force)


@dataclass(eq=False, slots=True)
class Sent:
    """Files that somebody sent together: one change of the log, taken back as one."""

    by: str
    given: Given
    run: Run


@dataclass(frozen=True, slots=True)
class _Item:
    id: int
    sent: Sent
    path: Path
    """The file among the originals, or in the folder that is watched."""
    is_new: bool = False
    """Whether it came among the originals by being sent now."""
    is_elsewhere: bool = False
    """Whether it lies in the folder that is watched, and is to be kept among the originals."""


@dataclass(slots=True)
class _State:
    waiting: deque[_Item] = field(default_factory=deque)
    thread: Thread | None = None
    is_stopped: bool = False
    """Whether what waited is given up."""
    is_closed: bool = False


class Intake:
    """The one way by which the desk takes reports in."""

    def __init__(
        self, record: Record, settings: Settings, load_reader: Callable[[], Reader] | None = None
    ) -> None:
        """Make ready; nothing is begun before the first file comes."""
        self._record = record
        self._load_reader = load_reader or partial(shared_reader, settings)
        self.originals = Originals(record)
        self.ledger = Ledger()
        self._state = _State()
        self._turn = Condition()
        self.trouble = ""
        """What went wrong after the last reading, in words; empty where nothing did."""

    def send(self, by: str, given: Given | None = None, *, reason: str | None = None) -> Sent:
        """What files are put under that somebody sends together."""
        return Sent(by, given or Given(), Run(by, reason))

    def put(self, sent: Sent, name: str, content: BinaryIO) -> int:
        """The number, in the ledger, of a file that is kept and waits to be read.

        Raises UsageError where too many wait or the file is too large, RecordError where it cannot be kept.
        """
        self._check_room()
        if _size(content) > MOST_BYTES:
            raise UsageError(
                f"'{safe_name(name)}' has more than {MOST_BYTES // 1024 // 1024} MB; read it with: veedor read"
            )
        kept = self.originals.keep(name, content)
        return self._add(sent, kept.path, is_new=kept.is_new)

    def put_text(self, sent: Sent, words: str) -> int:
        """As `put`, of a text that somebody typed or pasted."""
        name = f"{sent.given.title or text('Pasted text')}.txt"
        return self.put(sent, name, io.BytesIO(words.encode("utf-8", "replace")))

    def put_path(self, sent: Sent, path: Path) -> int:
        """As `put`, of a file on the desk's own computer, which is copied when its turn comes."""
        self._check_room()
        return self._add(sent, path, is_elsewhere=True)

    def refuse(self, sent: Sent, name: str, why: str) -> int:
        """The number, in the ledger, of a file that is not even kept."""
        id_ = self.ledger.enter(safe_name(name), sent.by, changes.now())
        self.ledger.state(id_, FileState.REFUSED, why)
        return id_

    def stop(self) -> int:
        """How many files are given up that waited; the document at hand is read to its end."""
        with self._turn:
            given_up = list(self._state.waiting)
            self._state.waiting.clear()
            self._state.is_stopped = True
        self._give_up(given_up)
        return len(given_up)

    def close(self) -> None:
        """Give up what waits, wait for the document at hand, and let go of the folder of originals."""
        with self._turn:
            self._state.is_closed = True
            thread = self._state.thread
            self._turn.notify_all()
        self.stop()
        if thread is not None:
            thread.join(_PATIENCE_S)
        self.originals.close()

    def wait(self, timeout_s: float) -> bool:
        """Whether everything was read within a time; for whoever needs it done."""
        with self._turn:
            return self._turn.wait_for(lambda: not self.ledger.open(), timeout_s)

    def _check_room(self) -> None:
        with self._turn:
            if len(self._state.waiting) >= MOST_WAITING:
                raise UsageError(f"{MOST_WAITING:,} files wait already; send more when they are read")

    def _add(self, sent: Sent, path: Path, *, is_new: bool = False, is_elsewhere: bool = False) -> int:
        with self._turn:
            if self._state.is_closed:
                raise UsageError(text("The desk is being closed; nothing more is read"))
            id_ = self.ledger.enter(safe_name(path.name), sent.by, changes.now())
            self._state.waiting.append(_Item(id_, sent, path, is_new, is_elsewhere))
            if self._state.thread is None:
                self._state.thread = Thread(target=self._work, name="veedor-intake", daemon=True)
                self._state.thread.start()
            self._turn.notify_all()
        return id_

    # --- in the thread that reads ---------------------------------------------------------------------------

    def _work(self) -> None:
        while items := self._next():
            try:
                self._read(items)
            except VeedorError as error:
                self._refuse(items, _in_words(error))
            except _FAULTS as error:
                self._refuse(items, _stumble(error))
            self._after()

    def _next(self) -> list[_Item]:
        """The files to read now, of those that were sent together; none when the desk is closed."""
        with self._turn:
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._state.waiting or self._state.is_closed)
            waiting, items = self._state.waiting, list[_Item]()
            self._state.is_stopped = self._state.is_closed
            while waiting and len(items) < _AT_ONCE and (not items or waiting[0].sent is items[0].sent):
                items.append(waiting.popleft())
            return items

    def _read(self, items: Sequence[_Item]) -> None:
        from veedor.pipeline import take_in_files

        self.ledger.state(items[0].id, FileState.READING)
        sent, kept = items[0].sent, dict[Path, _Item]()
        for item in items:
            place = self._kept(item)
            if place is None:
                continue
            if place.path in kept:
                self.ledger.state(item.id, FileState.KNOWN, text("The same file came twice"))
                continue
            kept[place.path] = _Item(item.id, sent, place.path, place.is_new)
        reading = _Reading(self, list(kept.items()))
        outcomes = take_in_files(
            list(kept),
            sent.given.load,
            self._load_reader(),
            self._record,
            run=sent.run,
            options=sent.given.options(),
        )
        reading.begin()
        with closing(outcomes):  # type: ignore[type-var]
            for outcome in outcomes:
                reading.note(outcome)
                if self._state.is_stopped:
                    break
        reading.end(is_whole=not self._state.is_stopped)

    def _kept(self, item: _Item) -> Kept | None:
        """The file among the originals; None where it cannot be had, which the ledger says."""
        if not item.is_elsewhere:
            return Kept(item.path, item.is_new)
        try:
            with os.fdopen(os.open(item.path, _AS_IT_IS), "rb") as content:
                if _size(content) > MOST_BYTES:
                    raise UsageError(text("The file is too large; read it with: veedor read"))
                return self.originals.keep(item.path.name, content)
        except VeedorError as error:
            self.ledger.state(item.id, FileState.REFUSED, str(error))
        except OSError:
            self.ledger.state(item.id, FileState.REFUSED, text("It cannot be read any more"))
        return None

    def _after(self) -> None:
        """Judge the new names, once nothing waits."""
        from veedor.pipeline import after_reading

        with self._turn:
            if self._state.waiting:
                return
        try:
            after_reading(self._record)
            self.trouble = ""
        except VeedorError as error:
            self.trouble = str(error)
        except _FAULTS as error:
            self.trouble = _stumble(error)

    def _refuse(self, items: Sequence[_Item], why: str) -> None:
        for item in items:
            if self.ledger.entry(item.id).is_open:
                self.ledger.state(item.id, FileState.REFUSED, why)

    def _give_up(self, items: Sequence[_Item]) -> None:
        for item in items:
            self.ledger.state(item.id, FileState.STOPPED, text("The reading was stopped; send it again"))
            if item.is_new:
                item.path.unlink(missing_ok=True)


class _Reading:
    """Files that are being read, and what of them is noted in the ledger."""

    def __init__(self, intake: Intake, items: list[tuple[Path, _Item]]) -> None:
        self._intake, self._ledger = intake, intake.ledger
        self._items = items
        self._at = 0
        self._known = True
        self._file: str | None = None
        """Of the documents of the file at hand: as the record has them."""

    def begin(self) -> None:
        """Say of the file at hand that it is being read."""
        if self._at < len(self._items):
            self._ledger.state(self._items[self._at][1].id, FileState.READING)

    def note(self, outcome: Outcome) -> None:
        """Take down what became of one document; files come in the order in which they were given."""
        while self._items[self._at][0] != outcome.file:
            self._finish()
        id_ = self._items[self._at][1].id
        if outcome.error is not None:
            self._ledger.reason(id_, _in_words(outcome.error))
            return
        came = self._came(outcome)
        self._known = self._known and came.is_known
        self._ledger.came(id_, came)

    def end(self, *, is_whole: bool) -> None:
        """Take down that the files are done, or, where the reading was stopped, those that are."""
        if is_whole:
            while self._at < len(self._items):
                self._finish()
        elif self._at < len(self._items):
            if self._ledger.entry(self._items[self._at][1].id).many:
                self._finish()
            self._intake._give_up([item for _, item in self._items[self._at :]])

    def _finish(self) -> None:
        path, item = self._items[self._at]
        entry = self._ledger.entry(item.id)
        state = FileState.REFUSED if not entry.many else FileState.KNOWN if self._known else FileState.READ
        self._ledger.state(item.id, state)
        if item.is_new and (
            state is FileState.REFUSED or (state is FileState.KNOWN and self._file != path.name)
        ):
            path.unlink(missing_ok=True)  # nothing of the record came from it
        self._at, self._known, self._file = self._at + 1, True, None
        self.begin()

    def _came(self, outcome: Outcome) -> Came:
        record = self._intake._record
        if outcome.held is not None:
            row = outcome.held
            id_, label, many, is_known = row.id, row.label, sum(row.counts.values()), True
            self._file = row.file
        else:
            taken = outcome.taken
            assert taken is not None  # exactly one of the three is there
            document = taken.document
            id_, label = document.id, document.title or document.file or document.id
            many, is_known = len(taken.statements), taken.is_unchanged
            self._file = self._held_as(id_) if is_known else document.file
        return Came.of(id_, label, many, is_known, kin.of_document(record, id_))

    def _held_as(self, document_id: str) -> str | None:
        from veedor.record import views

        return next((row.file for row in views.documents(self._intake._record, of=[document_id])), None)


def _size(content: BinaryIO) -> int:
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    return size


def _in_words(error: VeedorError) -> str:
    """Why a file was refused; of another language how it is read all the same here."""
    if isinstance(error, ForeignLanguage):
        said = str(error).rpartition(": ")[0]
        return text("%(said)s; send it again with “other languages too”") % {"said": said}
    return str(error)


def _stumble(error: Exception) -> str:
    """What a mistake of ours is called: by its kind and place, as its message may hold words of the report."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s in %s, line %s", type(error).__name__, where.name, where.lineno)
    place = f"{type(error).__name__} in {Path(where.filename).name}, line {where.lineno}"
    return text("The program made a mistake (%(place)s); tell whoever runs this desk") % {"place": place}
