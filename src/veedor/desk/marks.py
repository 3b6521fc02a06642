"""A document's text in stretches, each with the statements that quote it, so that crossing quotes come out right.

The one invariant: the stretches touch and do not overlap, and their words, joined, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from veedor.codebook.span import Span
from veedor.codebook.statement import Statement
from veedor.documents.document import Document

_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_LONGEST_BLOCK = 3000
"""Characters of a block, some 40 lines: a browser draws whole blocks, and a text may have no paragraphs at all."""
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)\]]*\s+")


class Cut(NamedTuple):
    """A stretch of the text between two neighbouring boundaries of spans."""

    start: int
    end: int
    spans: tuple[int, ...]
    """Numbers of the spans that cover it, in the order they were given."""


class Stretch(NamedTuple):
    """A stretch of the text, and what is said with its words."""

    start: int
    end: int
    anchored: tuple[int, ...]
    """Numbers of the statements whose anchor covers it, the shortest anchor first."""
    quoting: tuple[int, ...]
    """Numbers of all statements that quote it, in their order."""
    is_anchors_start: bool
    """Whether an anchor begins here."""
    page: int | None
    """Number of the page that begins here; None where none does, or where the document has but one."""


def cuts(length: int, spans: Sequence[Span], *, borders: Collection[int] = ()) -> list[Cut]:
    """`[0, length)` cut at `borders` and at every boundary of the spans, each cut with the spans that cover it.

    The cuts touch and do not overlap, whatever the spans do: nest, cross, repeat.
    """
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for number, span in enumerate(spans):
        opens.setdefault(min(span.start, length), []).append(number)
        closes.setdefault(min(span.end, length), []).append(number)
    borders = sorted({0, length, *opens, *closes, *(at for at in borders if at < length)})
    covering: dict[int, None] = {}
    found = []
    for start, end in pairwise(borders):
        for number in closes.get(start, ()):
            covering.pop(number, None)
        for number in opens.get(start, ()):
            covering[number] = None
        found.append(Cut(start, end, tuple(sorted(covering))))
    return found


def stretches(
    document: Document, statements: Sequence[Statement], *, borders: Collection[int] = ()
) -> Iterator[Stretch]:
    """The document's text, cut at the boundaries of all quotes, of its pages, and at `borders`."""
    # A report of sixty pages has some 15,000 stretches, so what each needs is made ready before.
    quotes = [(quote, n) for n, statement in enumerate(statements) for quote in statement.quotes()]
    spans, of = [quote for quote, _ in quotes], [n for _, n in quotes]
    lengths = {
        k: (quote.end - quote.start, n)
        for k, (quote, n) in enumerate(quotes)
        if quote is statements[n].anchor
    }
    starts = {statement.anchor.start for statement in statements}
    pages = {start: n for n, start in enumerate(document.pages, 1)} if len(document.pages) > 1 else {}
    for start, end, covering in cuts(len(document.text), spans, borders={*document.pages, *borders}):
        anchored = sorted([lengths[k] for k in covering if k in lengths])
        yield Stretch(
            start,
            end,
            tuple([n for _, n in anchored]),
            tuple(dict.fromkeys([of[k] for k in covering])) if covering else (),
            start in starts,
            pages.get(start),
        )


def blocks(text: str) -> list[Span]:
    """The text in its paragraphs, with the line ends after them; a long one is cut where a sentence ends."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        while end - start > _LONGEST_BLOCK:
            cut = _place_to_cut(text, start)
            found.append(Span(start, cut))
            start = cut
        found.append(Span(start, end))
    return found


def _place_to_cut(text: str, start: int) -> int:
    """Behind the last sentence, else the last word, of what a block holds at most."""
    most = start + _LONGEST_BLOCK
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, most)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start, most)
    return space + 1 if space > start else most
