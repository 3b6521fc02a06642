"""The words of a statement in their surroundings: its sentence with its quotes, and the sentences around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from veedor.codebook.span import Span
from veedor.codebook.statement import Statement
from veedor.desk.marks import cuts
from veedor.reading.sentences import sentences
from veedor.record.reviewing import lines
from veedor.record.store import Record

_WINDOW = 1500
"""Characters to each side of the anchor within which sentences are looked for: a document may be a book."""
_BESIDE = 2
"""Sentences shown to each side of the statement's own."""


class Mark(NamedTuple):
    """Some words of the surroundings."""

    words: str
    start: int
    """Their first character in the document's text."""
    is_own: bool
    """Whether they stand in the statement's own sentence."""
    is_quote: bool
    """Whether the statement quotes them."""
    is_anchor: bool


def text_of(record: Record, document_id: str) -> str:
    """The text of a document; UsageError where there is none."""
    with record.reading() as connection:
        return lines.text_of(connection, document_id)


def around(body: str, statement: Statement, *, beside: int = _BESIDE) -> tuple[Mark, ...]:
    """The statement's sentence and some beside it, cut where its quotes begin and end."""
    anchor = Span(statement.anchor.start, statement.anchor.end)
    return tuple(_joined(_marks(body, anchor, statement, beside)))


def around_place(body: str, place: Span, *, beside: int = _BESIDE) -> tuple[Mark, ...]:
    """As `around`, of words that no statement stands on yet."""
    return tuple(_joined(_marks(body, place, None, beside)))


def _marks(body: str, anchor: Span, statement: Statement | None, beside: int) -> Iterator[Mark]:
    found = _sentences(body, anchor)
    own = [n for n, one in enumerate(found) if one.overlaps(anchor)] or [0]
    some = found[max(0, own[0] - beside) : own[-1] + beside + 1]
    first, last = min(some[0].start, anchor.start), max(some[-1].end, anchor.end)
    quotes = [] if statement is None else [quote for quote in statement.quotes() if quote.start < last]
    spans = [anchor, Span(found[own[0]].start, found[own[-1]].end), *quotes]
    inside = [Span(max(one.start, first), min(one.end, last)) for one in spans if one.end > first]
    for cut in cuts(last - first, [Span(one.start - first, one.end - first) for one in inside]):
        here = Span(cut.start + first, cut.end + first)
        yield Mark(
            words=body[here.start : here.end],
            start=here.start,
            is_own=spans[1].covers(here),
            is_quote=any(quote.covers(here) for quote in quotes),
            is_anchor=anchor.covers(here),
        )


def _joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks with neighbours of one look made one, so that a quote within a quote does not cut it."""
    for _, alike in groupby(marks, key=lambda mark: mark[2:]):
        first, *others = alike
        yield first._replace(words=first.words + "".join(other.words for other in others))


def _sentences(body: str, anchor: Span) -> list[Span]:
    """The sentences near the anchor; its own words where the text has none."""
    begin, end = max(0, anchor.start - _WINDOW), anchor.end + _WINDOW
    if begin:
        begin = max(begin, body.find(" ", begin, anchor.start) + 1)
    near = body[begin:end]
    found = [Span(one.start + begin, one.end + begin) for one in sentences(near)]
    return found or [anchor]
