"""What pages worked out of a record, kept until the record changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import and_, exists, func, or_, select

from veedor.record import schema
from veedor.record.changes import Verb
from veedor.record.store import Record

_MOST = 256
"""Answers kept; those that were not asked for longest go first."""
_PATIENCE = 20.0
"""For how many times the time that it took to work out an answer may be given after documents came in: while many
come in, a page that is looked at again and again spends no more than a twentieth of the time on it."""
_OF_DOCUMENTS = tuple(
    str(verb) for verb in (Verb.IMPORT, Verb.READ, Verb.RELATE, Verb.RETRACT, Verb.WITHDRAW, Verb.REANCHOR)
)
"""What changes which documents and readings there are, and whether they stand."""

T = TypeVar("T")


class _Answer(NamedTuple):
    """What was worked out."""

    last: int
    """The change up to which it holds."""
    answer: Any
    patient_until: float
    """Until when, by the clock that only goes on, it may be given where nobody needs the last of it."""


@dataclass(slots=True)
class _Turn:
    """Whose turn it is to work out an answer."""

    lock: Lock = field(default_factory=Lock)
    many: int = 0
    """How many wait for it, or have it."""


class Memory:
    """Answers that hold as long as no change is made; the log's last number tells whether one was.

    Of several who ask for one answer at once, one works it out and the others wait: twenty who count the same thing
    beside each other would take twenty times as long, and everybody else's time.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._turns: dict[Hashable, _Turn] = {}
        self._lock = Lock()
        self._seen = 0
        self._last_of_documents = 0
        """The last change of documents, among those seen; 0 before any was looked at."""

    def of(self, record: Record, name: Hashable, work_out: Callable[[], T]) -> T:
        """The answer under a name: the one kept, or a new one where the record changed since."""
        return self._of(name, last_change(record), work_out)

    def until_reading(
        self, record: Record, name: Hashable, work_out: Callable[[], T], *, patient: bool = False
    ) -> T:
        """As `of`, for what no decision on a statement or a name changes.

        The answer is kept until documents come in or are taken out, or their standing changes; where `patient`, a
        little longer if it took long to work out.
        """
        return self._of((name, "until reading"), self._documents_changed(record), work_out, patient=patient)

    def since(self, name: Hashable, last: int, work_out: Callable[[], T]) -> T:
        """As `of`, where whoever asks knows the number of the last change that matters."""
        return self._of((name, "since"), last, work_out)

    def on_from(self, record: Record, name: Hashable, work_out: Callable[[T | None], T]) -> T:
        """As `of`, worked out from the answer before, however old that is; from None where there is none."""
        name = (name, "on from")

        def work_on() -> T:
            known = self._known(name)
            return work_out(None if known is None else known.answer)

        return self._of(name, last_change(record), work_on)

    def _of(self, name: Hashable, last: int, work_out: Callable[[], T], *, patient: bool = False) -> T:
        known = self._known(name)
        if known is None or not _holds(known, last, patient=patient):
            with self._turn(name):
                now = self._known(name)
                # What somebody else worked out meanwhile may be of a later change than the one that is asked for.
                if now is None or now is known or now.last < last:
                    now = self._worked_out(name, last, work_out)
                known = now
        answer: T = known.answer
        return answer

    def _known(self, name: Hashable) -> _Answer | None:
        with self._lock:
            known = self._kept.get(name)
            if known is not None:
                self._kept.move_to_end(name)
            return known

    def _worked_out(self, name: Hashable, last: int, work_out: Callable[[], Any]) -> _Answer:
        begun = monotonic()
        answer = work_out()
        now = monotonic()
        made = _Answer(last, answer, now + _PATIENCE * (now - begun))
        with self._lock:
            self._kept[name] = made
            self._kept.move_to_end(name)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made

    @contextmanager
    def _turn(self, name: Hashable) -> Iterator[None]:
        """The right to work an answer out, one after the other."""
        with self._lock:
            turn = self._turns.setdefault(name, _Turn())
            turn.many += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.many -= 1
                if not turn.many:
                    del self._turns[name]

    def _documents_changed(self, record: Record) -> int:
        """The last change of documents; of the log only what is new since the last look is looked at."""
        with self._lock:
            seen, known = self._seen, self._last_of_documents
        last = last_change(record)
        # A record that stands behind what was seen is another one, or was put back: begin anew.
        found = last_change_of_documents(record, seen) if 0 < seen <= last else last
        with self._lock:
            self._seen, self._last_of_documents = last, max(found, known) if seen <= last else found
            return self._last_of_documents


def _holds(known: _Answer, last: int, *, patient: bool) -> bool:
    return known.last == last or (patient and monotonic() < known.patient_until)


def last_change(record: Record) -> int:
    """The number of the last line of the log; 0 where there is none."""
    with record.reading() as connection:
        return int(connection.execute(select(func.max(schema.changes.c.id))).scalar() or 0)


def last_change_of_documents(record: Record, since: int) -> int:
    """The number of the last line of the log, after another one, by which documents changed; 0 where none did."""
    log, undos, undone = schema.changes, schema.undos, schema.changes.alias()
    turns = exists().where(
        undos.c.change_id == log.c.id, undone.c.id == undos.c.undone_id, undone.c.verb.in_(_OF_DOCUMENTS)
    )
    is_of = or_(log.c.verb.in_(_OF_DOCUMENTS), and_(log.c.verb == str(Verb.UNDO), turns))
    with record.reading() as connection:
        return int(connection.scalar(select(func.max(log.c.id)).where(log.c.id > since, is_of)) or 0)
