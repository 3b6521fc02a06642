"""Tables of events as claims of their publisher: documents of one line for each row, with statements made by rule.

    2021-05-03 · Protests · Peaceful protest · Miners · against ... · Riverton, Freedonia · ... · source: ...

Every statement quotes that line, so it is in the record like what any other report says. Who publishes the table is
the document's publisher, what the row gives as its source is the statement's source, of several each by itself: a row
is no witness beside the paper that it was made from. The rows of a month are a document, so that the table of a later
week, in which the publisher has corrected some, is a newer version of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from veedor.codebook.labels import EventType, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.documents.passages import Passage
from veedor.errors import UsageError
from veedor.exchange.event_rows import EventRow, Style, event_row, style_of
from veedor.exchange.sheets import tables
from veedor.gazetteers.tables import read_table
from veedor.record import schema, views
from veedor.record.store import Record, Run

VERSION = "1"
"""Counts up whenever a row may give other words or statements than it did."""
READER = "table-"
"""With what the names begin under which tables are read."""
_LONGEST = 200_000
"""Characters of a document, some 600 rows: a longer month is several."""
_BETWEEN = " · "
NO_DATE = "it has no date that can be read"
NO_ACTOR = "it names nobody who does it"
NO_TYPE = "the codebook has no type for it, or it is none that the table's publisher lists"
TWICE = "it stands in the table twice"


@dataclass(frozen=True, slots=True)
class TableReader:
    """What made the statements, as the log and the readings name it."""

    style: Style
    version: str = VERSION

    @property
    def name(self) -> str:
        """The reader's name."""
        return f"{READER}{self.style}"


class Claims(NamedTuple):
    """What a document of rows says."""

    document: Document
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    rows: int


class Table(NamedTuple):
    """A table of events, as it would be taken in."""

    style: Style
    claims: tuple[Claims, ...]
    left_out: Mapping[str, int]
    """How many rows, by the reason."""


class Fate(NamedTuple):
    """What becomes of one document of rows."""

    fate: str
    """`add`, `change` (the record has it, made by another version) or `same`."""
    title: str
    rows: int
    statements: int


def read_events(path: Path, *, style: Style | None = None, publisher: str | None = None) -> Table:
    """What a table of events claims; UsageError where its columns are neither ACLED's nor POLECAT's."""
    for _, rows in tables(path):
        found = style_of(rows[0]) if rows else None
        if found is not None and style in (None, found):
            return _table(found, path.name, rows, publisher or found.publisher)
    whose = style.publisher if style else "ACLED's or POLECAT's"
    raise UsageError(
        f"{path.name}: the first row is not the head of a table with {whose} columns; keep it as it was published"
    )


def planned(record: Record, table: Table) -> list[Fate]:
    """What would become of each document of rows; nothing is written."""
    reader = TableReader(table.style)
    return [
        Fate(_fate(record, one.document, reader), one.document.title or "", one.rows, len(one.statements))
        for one in table.claims
    ]


def take_in(record: Record, table: Table, *, by: str, reason: str | None = None) -> int | None:
    """The change that takes the table in, and with which it is taken back; None where all of it is here already."""
    run, reader = Run(by, reason or f"a table of {table.style.publisher}'s form"), TableReader(table.style)
    for one in table.claims:
        # Lines of a table are so alike that those of another month could be taken for a newer version.
        among = _of_title(record, one.document.title or "", reader)
        record.add(one.document, one.statements, reader, passages=one.passages, run=run, among=among)
    return run.id


def _of_title(record: Record, title: str, reader: TableReader) -> set[str]:
    """The documents of rows with this title: those of the same publisher and month, from another table."""
    rows = schema.readings.c
    query = select(rows.document_id).where(rows.title == title, rows.reader == reader.name)
    with record.reading() as connection:
        return set(connection.scalars(query))


def _fate(record: Record, document: Document, reader: TableReader) -> str:
    if record.holds(document, reader):
        return "same"
    return "change" if list(views.documents(record, of={document.id})) else "add"


def _table(style: Style, file: str, rows: Sequence[Sequence[str]], publisher: str) -> Table:
    head = [name.strip().lower() for name in rows[0]]
    left_out: Counter[str] = Counter()
    months: dict[str, list[EventRow]] = {}
    seen: set[EventRow] = set()
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = event_row(style, number, dict(zip(head, cells, strict=False)))
        alone = row._replace(number=0)
        why = TWICE if alone in seen else _why_not(style, row)
        seen.add(alone)
        if why:
            left_out[why] += 1
        else:
            months.setdefault(row.date[:7], []).append(row)
    made = (
        claims for month in sorted(months) for claims in _month(style, file, publisher, month, months[month])
    )
    return Table(style, tuple(made), dict(left_out))


def _why_not(style: Style, row: EventRow) -> str:
    if not row.date:
        return NO_DATE
    codes = [code for code in _codes(style, row) if code.type is not None]
    if not codes:
        return NO_TYPE
    return "" if any(_who(row, code.does) for code in codes) else NO_ACTOR


class _Code(NamedTuple):
    type: EventType | None
    does: str
    gets: str
    words: str


@cache
def _coded() -> Mapping[tuple[str, str, str], tuple[_Code, ...]]:
    found: dict[tuple[str, str, str], tuple[_Code, ...]] = {}
    for row in read_table("veedor.exchange", "table_event_types"):
        key = (row["table"], row["type"].lower(), row["sub"].lower())
        type_ = EventType(row["code"]) if row["code"] else None
        found[key] = (*found.get(key, ()), _Code(type_, row["does"], row["gets"], row["words"]))
    return found


def _codes(style: Style, row: EventRow) -> tuple[_Code, ...]:
    type_, coded = row.type.lower(), _coded()
    return coded.get((style, type_, row.sub.lower())) or coded.get((style, type_, ""), ())


def _who(row: EventRow, numbers: str) -> tuple[str, ...]:
    return (row.one if "1" in numbers else ()) + (row.two if "2" in numbers else ())


def _month(style: Style, file: str, publisher: str, month: str, rows: Iterable[EventRow]) -> Iterator[Claims]:
    """The documents of a month's rows, in the order of their days."""
    some: list[EventRow] = []
    size, part, called = 0, 1, month
    for row in sorted(rows, key=lambda row: (row.date, row.id, row.number)):
        long = len(_Line(row, 0).text)
        if some and size + long > _LONGEST:
            yield _claims(style, file, publisher, called, some)
            some, size, part = [], 0, part + 1
            called = f"{month}, part {part}"
        some.append(row)
        size += long
    yield _claims(style, file, publisher, called, some)


def _claims(style: Style, file: str, publisher: str, called: str, rows: Sequence[EventRow]) -> Claims:
    title = f"{publisher}: events of {called}"
    text = f"{title}\n\n"
    lines: list[_Line] = []
    for row in rows:
        lines.append(_Line(row, len(text)))
        text += lines[-1].text + "\n"
    # Whose table it is is part of the text, so that the same rows of two publishers are two documents.
    document = Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        title=title,
        publisher=publisher,
        language="en",
        published=_published(rows),
        file=file,
        media_type="text/csv",
    )
    statements = tuple(found for line in lines for found in line.statements(style))
    passages = tuple(Passage(line.start, line.start + len(line.text)) for line in lines)
    return Claims(document, statements, passages, len(rows))


def _published(rows: Iterable[EventRow]) -> Published | None:
    days = [row.published for row in rows if row.published]
    if not days:
        return None
    value = max(days) if min(days) == max(days) else f"{min(days)}/{max(days)}"
    return Published(value, Basis.METADATA, "the column `Publication Date` of its rows")


class _Line:
    """A row as a line of text that begins at `start` of its document, with the places of its words."""

    def __init__(self, row: EventRow, start: int) -> None:
        self.row, self.start = row, start
        self.text = ""
        self._at: dict[str, list[tuple[int, int]]] = {}
        self._write()

    def _write(self) -> None:
        row = self.row
        self._part("date", row.date.rstrip("~"))
        self._part("type", row.type)
        self._part("sub", row.sub)
        self._many("one", row.one, "; ")
        self._many("two", row.two, "; ", before="against ")
        self._many("place", row.places, ", ")
        if row.killed.isdecimal() and int(row.killed):
            self._part("killed", f"{int(row.killed)} killed")
        self._part("notes", row.notes)
        self._many("source", row.sources, "; ", before="source: ")
        self._part("id", row.id)

    def _part(self, name: str, words: str, before: str = "") -> None:
        if words:
            self.text += (_BETWEEN if self.text else "") + before
            self._put(name, words)

    def _many(self, name: str, words: Sequence[str], between: str, *, before: str = "") -> None:
        for place, one in enumerate(words):
            if place:
                self.text += between
                self._put(name, one)
            else:
                self._part(name, one, before)

    def _put(self, name: str, words: str) -> None:
        at = len(self.text)
        self.text += words
        self._at.setdefault(name, []).append((at, at + len(words)))

    def _quotes(self, name: str, *, named: bool = False) -> tuple[Quote, ...]:
        return tuple(self._quote(*place, named=named) for place in self._at.get(name, ()))

    def _quote(self, first: int, last: int, *, named: bool = False) -> Quote:
        words = self.text[first:last]
        return Quote(self.start + first, self.start + last, words, words if named else None)

    def statements(self, style: Style) -> Iterator[Statement]:
        """The events that the row tells, and how many people it says were killed, from each of its sources."""
        (date,) = self._quotes("date")
        chains: list[tuple[Quote, ...]] = [(source,) for source in self._quotes("source", named=True)]
        # Two sources side by side give one statement each (codebook): in a chain one would quote the other.
        for chain in chains or [()]:
            shared: dict[str, Any] = {
                "sources": chain,
                "tense": Tense.PAST,
                "when": When(date, self.row.date),
            }
            yield from self._events(style, shared)
            yield from self._figure(shared)

    def _events(self, style: Style, shared: Mapping[str, Any]) -> Iterator[Statement]:
        for code in _codes(style, self.row):
            does, gets = self._parties(code.does), self._parties(code.gets)
            if code.type is not None and does:
                anchor = (self._quotes(code.words) or self._quotes("type"))[0]
                yield Event(
                    type=code.type, anchor=anchor, actors=does,
                    recipients=() if code.does == code.gets else gets,
                    places=self._located(), **shared,
                )  # fmt: skip

    def _parties(self, numbers: str) -> tuple[Quote, ...]:
        one = self._quotes("one", named=True) if "1" in numbers else ()
        return one + (self._quotes("two", named=True) if "2" in numbers else ())

    def _located(self) -> tuple[Quote, ...]:
        return self._quotes("place")[self.row.located :][:1] if self.row.located >= 0 else ()

    def _figure(self, shared: Mapping[str, Any]) -> Iterator[Statement]:
        for place in self._at.get("killed", ()):
            anchor = self._quote(*place)
            what = self._quote(place[1] - len("killed"), place[1])
            yield Figure(anchor=anchor, what=what, value=float(int(self.row.killed)), unit="people", **shared)
