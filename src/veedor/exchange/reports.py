"""The reports that statements stand in, for formats that tell of them beside the statements: a few are kept at hand."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import IO, Any, NamedTuple, TypeVar
from urllib.parse import quote as percent

from sqlalchemy import select

from veedor.analysis.telling import Telling
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.exchange.cells import guarded
from veedor.exchange.formats import Told
from veedor.gathering import tellings
from veedor.record import schema
from veedor.record.current import is_current
from veedor.record.rows import to_document
from veedor.record.store import Record

T = TypeVar("T")

_AT_HAND = 32
"""Reports that are kept: statements come report by report, and a text may be a book."""
_AT_ONCE = 500
"""Statements that are looked at together."""
_WEB = re.compile(r"https?://[^\s\x00-\x20<>\"{}|\\^`]+", re.IGNORECASE)
"""Addresses that every program takes for one (RFC 3987, without what must be escaped)."""
_STEERING = {code: " " for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r"}


class Report(NamedTuple):
    """A report as its current reading has it."""

    document: Document
    reader: str
    version: str
    read_at: str
    """UTC, ISO 8601."""

    @property
    def urn(self) -> str:
        """A name for it that stays the same: `urn:veedor:document:ID`."""
        return urn("document", self.document.id)

    @property
    def address(self) -> str | None:
        """Its address on the web; None where it has none, or one that is no address."""
        given = self.document.address or ""
        return given if _WEB.fullmatch(given) else None


class Reports:
    """Reports by their ids."""

    def __init__(self, record: Record) -> None:
        """Look them up in a record when they are asked for."""
        self._record = record
        self.of = lru_cache(maxsize=_AT_HAND)(self._of)

    def _of(self, document_id: str) -> Report:
        """A report; RecordError where a statement stands in none."""
        readings, documents = schema.readings, schema.documents
        query = (
            select(readings, documents.c.text)
            .join(documents, documents.c.id == readings.c.document_id)
            .where(readings.c.document_id == document_id, is_current(readings))
        )
        with self._record.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise RecordError(
                f"{self._record.place}: a statement stands in no report; run: veedor record check"
            )
        document = to_document(document_id, row.text, json.loads(row.details))
        return Report(document, row.reader, row.version, row.made_at)


def urn(kind: str, id_: str) -> str:
    """A name of our own for something of a record: `urn:veedor:KIND:ID`."""
    return f"urn:veedor:{kind}:{percent(id_, safe='')}"


def with_parties(record: Record, told: Iterable[Told]) -> Iterator[tuple[Told, Telling]]:
    """Each statement with whom its words mean by the record's judgements; some at a time, in their order."""
    for some in portions(told, _AT_ONCE):
        yield from zip(some, tellings.told(record, [one.row for one in some]), strict=True)


def portions(found: Iterable[T], size: int) -> Iterator[list[T]]:
    """What is found in lists of at most `size`."""
    left = iter(found)
    while some := list(islice(left, size)):
        yield some


def line(plain: Any) -> bytes:
    """JSON on one line, without its break; half a character becomes its escape, so that it is still UTF-8."""
    said = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return said.encode("utf-8", "backslashreplace")


def visible(words: str) -> str:
    """The words without half characters and control characters, a blank for each: for forms that cannot hold them."""
    if words.isprintable():
        return words
    return words.encode("utf-8", "replace").decode().translate(_STEERING)


def flat(words: str) -> str:
    """The words on one line, with single blanks."""
    return " ".join(visible(words).split())


class Rows:
    """Rows of cells, written as bytes one by one."""

    def __init__(self, to: IO[bytes], **dialect: Any) -> None:
        """Write them in the dialect of `csv.writer` that is given."""
        self._to = to
        self._writer = csv.writer(self, **dialect)

    def put(self, cells: Iterable[Any]) -> None:
        """Write a row: words on one line, and no cell that a program for tables would run."""
        self._writer.writerow([_safe(cell) for cell in cells])

    def write(self, said: str) -> None:
        """Take over what `csv.writer` made of a row."""
        self._to.write(said.encode("utf-8"))


def _safe(cell: Any) -> Any:
    return guarded(flat(cell)) if isinstance(cell, str) else cell
