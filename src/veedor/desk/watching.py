"""A folder of the desk's own computer that is looked at every few seconds: reports that appear there are taken in.

Off until somebody names a folder. Links that lead out of it are not followed, and only files of formats that are
known are looked at, once they have stopped growing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

from veedor.desk.intake import Intake, Sent
from veedor.desk.originals import FOLDER
from veedor.desk.texts import text
from veedor.errors import UsageError, VeedorError

SUFFIXES = frozenset(
    {".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".xml", ".rss", ".atom"}
)
"""Of the formats that are known."""
_EVERY_S = 3.0
_MOST = 20_000
"""Files that one look goes through; what lies deeper in a folder with more is left alone."""


class _Seen(NamedTuple):
    """A file as it was when it was looked at."""

    bytes: int
    changed_ns: int


@dataclass(slots=True)
class _Watched:
    """A folder with what was seen of it."""

    folder: Path
    sent: Sent
    growing: dict[Path, _Seen] = field(default_factory=dict)
    taken: dict[Path, _Seen] = field(default_factory=dict)


class Watching:
    """Looks at one folder, or at none."""

    def __init__(self, intake: Intake, *, every_s: float = _EVERY_S) -> None:
        """Look at none."""
        self._intake = intake
        self._every_s = every_s
        self._watched: _Watched | None = None
        self._thread: Thread | None = None
        self._ends = Event()
        self._lock = Lock()
        self.trouble = ""
        """Why the folder cannot be looked at, in words; empty where it can."""

    @property
    def folder(self) -> Path | None:
        """The folder that is looked at; None for none."""
        watched = self._watched
        return watched.folder if watched else None

    def begin(self, said: str, by: str) -> Path:
        """The folder that is looked at from now on, in the place of any other; UsageError where it cannot be."""
        folder = checked(said)
        with self._lock:
            self._watched = _Watched(
                folder, self._intake.send(by, reason=text("from the folder that is watched"))
            )
            self.trouble = ""
            if self._thread is None:
                self._thread = Thread(target=self._work, name="veedor-watcher", daemon=True)
                self._thread.start()
        return folder

    def end(self) -> None:
        """Look at no folder any more; what was found of it is read all the same."""
        with self._lock:
            self._watched = None
            self.trouble = ""

    def close(self) -> None:
        """End the thread."""
        self.end()
        self._ends.set()
        if self._thread is not None:
            self._thread.join(self._every_s)

    def look(self) -> int:
        """How many files were taken in: those that are new or changed, and stopped growing before the last look."""
        with self._lock:
            watched = self._watched
            if watched is None:
                return 0
            try:
                found = dict(_files(watched.folder))
                ready = [path for path, seen in found.items() if _is_ready(watched, path, seen)]
                self.trouble = ""
                for path in ready:
                    self._intake.put_path(watched.sent, path)
                    watched.taken[path] = found[path]
            except OSError as error:
                why = error.strerror or type(error).__name__
                self.trouble = text("The folder cannot be looked at (%(why)s)") % {"why": why}
                return 0
            except VeedorError as error:  # too many wait; those that are left are there at the next look
                self.trouble = str(error)
                return 0
            watched.growing = {path: seen for path, seen in found.items() if path not in watched.taken}
            return len(ready)

    def _work(self) -> None:
        while not self._ends.wait(self._every_s):
            self.look()


def checked(said: str) -> Path:
    """The folder as it is looked at; UsageError where it is none, or one that the desk fills itself."""
    try:
        path = Path(said).expanduser()
        if not path.is_absolute():
            raise UsageError(text("Give the whole path of the folder, from its beginning"))
        folder = path.resolve(strict=True)
        if not folder.is_dir():
            raise UsageError(text("That is a file; give the folder that it is in"))
        os.scandir(folder).close()
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise UsageError(text("That folder cannot be opened (%(why)s)") % {"why": why}) from error
    if FOLDER in folder.parts[-1:]:
        raise UsageError(text("In a folder of that name the desk keeps originals itself; give another one"))
    return folder


def _files(folder: Path) -> Iterator[tuple[Path, _Seen]]:
    """The files of known formats in a folder and the folders in it, hidden ones and the desk's own left out."""
    seen = 0
    os.scandir(folder).close()  # walking would pass over a folder that is gone
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one != FOLDER)
        for name in sorted(names):
            seen += 1
            if seen > _MOST:
                return
            path = Path(place, name)
            if name.startswith((".", "~$")) or path.suffix.lower() not in SUFFIXES:
                continue
            if (about := _looked_at(path, folder)) is not None:
                yield path, about


def _looked_at(path: Path, folder: Path) -> _Seen | None:
    """The file as it is; None where it is none, or lies elsewhere."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or not path.resolve(strict=True).is_relative_to(folder):
            return None
    except (OSError, RuntimeError):
        return None
    return _Seen(about.st_size, about.st_mtime_ns)


def _is_ready(watched: _Watched, path: Path, seen: _Seen) -> bool:
    """Whether the file is new, or changed since it was taken in, and was the same at the last look."""
    if watched.taken.get(path) == seen:
        return False
    if watched.growing.get(path) != seen:
        watched.taken.pop(path, None)
        return False
    return True
