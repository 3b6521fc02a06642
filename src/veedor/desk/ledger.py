"""What became of every file that came in while the desk is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from typing import NamedTuple

from veedor.record.versions.kin import DocumentAccount, Kin

_MOST = 2000
"""Files that are remembered; of more those that were done first are forgotten."""
_DOCUMENTS = 50
"""Documents of one file that are named; a feed may hold thousands."""


class FileState(StrEnum):
    """Where a file is on its way into the record."""

    WAITING = "waiting"
    READING = "being read"
    READ = "read"
    KNOWN = "known already"
    REFUSED = "refused"
    STOPPED = "not read"
    """Somebody stopped the reading before its turn came."""


OPEN = frozenset({FileState.WAITING, FileState.READING})
"""What is not done yet."""


class Came(NamedTuple):
    """A document that a file gave."""

    id: str
    label: str
    statements: int
    is_known: bool
    """Whether the record had this reading already."""
    older: Kin | None
    """The version that it is the next one of."""
    newest: Kin | None
    """The newer version that the record holds."""
    carrier: Kin | None
    """Another publisher's document of the same story."""

    @classmethod
    def of(cls, id_: str, label: str, statements: int, is_known: bool, told: DocumentAccount) -> Came:
        """The document with what is told of it."""
        older, carriers = (next(iter(kin), None) for kin in (told.older, told.carriers))
        return cls(id_, label, statements, is_known, older, told.newest, carriers)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file."""

    id: int
    name: str
    by: str
    at: str
    """When it came: UTC, ISO 8601."""
    state: FileState = FileState.WAITING
    documents: tuple[Came, ...] = ()
    """The first documents that it gave."""
    many: int = 0
    """How many documents it gave."""
    statements: int = 0
    reasons: tuple[str, ...] = ()
    """Why it, or parts of it, were refused, in words."""

    @property
    def is_open(self) -> bool:
        """Whether it is not done yet."""
        return self.state in OPEN


class Ledger:
    """The files, in the order in which they came; several threads may look and write."""

    def __init__(self) -> None:
        """Begin with none."""
        self._entries: dict[int, Entry] = {}
        self._last = 0
        self._lock = Lock()

    def enter(self, name: str, by: str, at: str) -> int:
        """The number of a file that waits from now on."""
        with self._lock:
            self._last += 1
            self._entries[self._last] = Entry(self._last, name, by, at)
            done = [id_ for id_, one in self._entries.items() if not one.is_open]
            for id_ in done[: max(0, len(self._entries) - _MOST)]:
                del self._entries[id_]
            return self._last

    def state(self, id_: int, state: FileState, reason: str | None = None) -> None:
        """Say where a file is, and why."""
        with self._lock:
            one = self._entries[id_]
            reasons = one.reasons if reason is None else (*one.reasons, reason)
            self._entries[id_] = replace(one, state=state, reasons=reasons)

    def came(self, id_: int, document: Came) -> None:
        """Note a document that a file gave."""
        with self._lock:
            one = self._entries[id_]
            documents = one.documents if one.many >= _DOCUMENTS else (*one.documents, document)
            many, statements = one.many + 1, one.statements + document.statements
            self._entries[id_] = replace(one, documents=documents, many=many, statements=statements)

    def reason(self, id_: int, words: str) -> None:
        """Note why a part of a file was refused."""
        with self._lock:
            one = self._entries[id_]
            if len(one.reasons) < _DOCUMENTS:
                self._entries[id_] = replace(one, reasons=(*one.reasons, words))

    def entry(self, id_: int) -> Entry:
        """A file as it is now."""
        with self._lock:
            return self._entries[id_]

    def newest(self) -> list[Entry]:
        """Every file as it is now: first those being read or waiting, in their order, then the others, newest first."""
        with self._lock:
            entries = list(self._entries.values())
        return [one for one in entries if one.is_open] + [one for one in reversed(entries) if not one.is_open]

    def open(self) -> int:
        """How many files are not done yet."""
        with self._lock:
            return sum(one.is_open for one in self._entries.values())

    def __iter__(self) -> Iterator[Entry]:
        """Every file as it is now, in the order in which they came."""
        with self._lock:
            return iter(list(self._entries.values()))
