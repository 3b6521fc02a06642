"""What formats write of small records, for the tests of each of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.fakes import FakeReader
from tests.strategies import readings
from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Document
from veedor.exchange.formats import Format, Told, Written, told
from veedor.record.store import Record, Run
from veedor.record.wanted import Filter

SEVERAL = st.lists(readings(), min_size=1, max_size=6, unique_by=lambda made: made[0].id)
"""Any few documents with statements: making a record takes longer than writing it, so that one holds several."""
EVERYTHING = Filter(states=None, standings=None)
HOSTILE = (
    "=cmd|' /C calc'!A0 met <script>alert(1)</script>; \"you\", \\N\n"
    "שלום \u202eabc\u2066 said\tBEGIN:VEVENT\r\nEND:VCALENDAR &x; ]]> \x1b[31m red"
)
"""Words that would be a formula, markup, a line or an order to a terminal, if they came out as anything but text."""


@contextmanager
def a_record(path: Path, *found: tuple[Document, Sequence[Statement]]) -> Iterator[Record]:
    """A record of some documents with their statements, on SQLite."""
    with Record.open(str(path)) as record:
        for document, statements in found:
            record.add(document, statements, FakeReader(), passages=(), run=Run("Ana"))
        yield record


def written(record: Record, format_: Format, wanted: Filter = EVERYTHING) -> tuple[bytes, Written]:
    """What a format writes of a record, and what it counts."""
    to = io.BytesIO()
    result = format_.write(record, told(record, wanted, format_.kinds), to)
    return to.getvalue(), result


def at(text: str, words: str, name: str | None = None) -> Quote:
    """The first place of words in a text."""
    start = text.index(words)
    return Quote.at(text, start, start + len(words), name)


def hostile(**fields: Any) -> tuple[Document, list[Statement]]:
    """A report of hostile words, with an event that quotes all of them."""
    document = Document(
        id="bad1", text=HOSTILE, title=HOSTILE, publisher=HOSTILE, address="javascript:alert(1)", file="=1+1"
    )
    whole = Quote.at(HOSTILE, 0, len(HOSTILE), HOSTILE)
    event: dict[str, Any] = {
        "type": EventType.CONSULT,
        "anchor": whole,
        "actors": (whole,),
        "places": (whole,),
        "sources": (whole,),
    }
    return document, [Event(**(event | fields))]


class Watched:
    """Statements that are handed over one by one, and how much had been written when each was asked for."""

    def __init__(self, one: Told, many: int, to: io.BytesIO) -> None:
        self._one, self._many, self._to = one, many, to
        self.seen: list[int] = []

    def __iter__(self) -> Iterator[Told]:
        for _ in range(self._many):
            self.seen.append(self._to.tell())
            yield self._one


def is_streamed(record: Record, format_: Format, of: Iterable[Told], many: int = 1_200) -> bool:
    """Whether a format writes of the first statements before it asks for the last."""
    to = io.BytesIO()
    watched = Watched(next(iter(of)), many, to)
    format_.write(record, watched, to)
    return watched.seen[-1] > watched.seen[0] + 10_000
