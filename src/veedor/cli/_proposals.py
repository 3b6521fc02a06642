"""Pairs of names to judge, each with a number that stays the same and sentences in which the two are named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from veedor.cli import _output
from veedor.cli._names import shown
from veedor.codebook.naming import APART
from veedor.codebook.span import Quote
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.record.actors.identity import Judgement
    from veedor.record.store import Record

_DIGITS = 6
"""Of a pair's number: of a thousand open pairs hardly two share it; if they do, both names are asked for."""
_SENTENCES = 2
"""Of each side."""


class Proposal(NamedTuple):
    """A pair to judge."""

    number: str
    """Hexadecimal digits that the two names give: it stays the same whatever else is judged."""
    judged: Judgement
    left: tuple[str, ...]
    """Sentences in which the one is named."""
    right: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """The pair as JSON has it."""
        of = self.judged
        return {
            "number": self.number,
            "left": of.left.partition(APART)[0],
            "left_document": of.left.partition(APART)[2] or None,
            "right": of.right.partition(APART)[0],
            "right_document": of.right.partition(APART)[2] or None,
            "why": of.why,
            "score": of.score,
            "left_sentences": list(self.left),
            "right_sentences": list(self.right),
        }

    def lines(self) -> Iterator[str]:
        """The pair for people."""
        of = self.judged
        yield f"{self.number}  {shown(of.left)} — {shown(of.right)}  ({_output.one_line(of.why)}, {of.score:.0%})"
        for side, sentences in ((of.left, self.left), (of.right, self.right)):
            yield from (f"        {shown(side)}: {sentence}" for sentence in sentences)


def number_of(left: str, right: str) -> str:
    """The number of a pair."""
    return hashlib.sha256(f"{left}\0{right}".encode()).hexdigest()[:_DIGITS]


def is_number(words: str) -> bool:
    """Whether the words look like the number of a pair."""
    return len(words) == _DIGITS and all(digit in "0123456789abcdef" for digit in words.lower())


def proposals(record: Record, *, limit: int) -> list[Proposal]:
    """The likeliest pairs that nobody has judged, with their sentences."""
    from veedor.record.actors import identity

    return [
        Proposal(number_of(j.left, j.right), j, sentences_of(record, j.left), sentences_of(record, j.right))
        for j in identity.proposals(record)[:limit]
    ]


def pair_numbered(record: Record, number: str) -> tuple[str, str]:
    """The nodes of an open pair; UsageError where no pair, or more than one, has the number."""
    from veedor.record.actors import identity

    found = [j for j in identity.proposals(record) if number_of(j.left, j.right) == number.lower()]
    if len(found) != 1:
        raise UsageError(f"No open pair has the number {number!r}; list them with: veedor actors propose")
    return found[0].left, found[0].right


def sentences_of(record: Record, name: str) -> tuple[str, ...]:
    """Up to two sentences in which a node is named, of two documents where there are two."""
    from veedor.record import views
    from veedor.record.actors import namings
    from veedor.record.wanted import Filter, Names

    here = frozenset({name}) if APART in name else frozenset[str]()
    names = Names(frozenset({name}), here, frozenset())
    places: dict[str, Quote] = {}
    for wanted in (Filter(actor=names), Filter(source=names)):
        for row in islice(views.statements(record, wanted), 50):
            quote = namings.quote_naming(row.statement, {name}, row.document_id)
            if quote is not None:
                places.setdefault(row.document_id, quote)
    return tuple(_sentence(record, id_, quote) for id_, quote in islice(places.items(), _SENTENCES))


def _sentence(record: Record, document_id: str, quote: Quote) -> str:
    from veedor.reading.sentences import sentences
    from veedor.record import views

    text = views.reading(record, document_id).document.text
    spans: Sequence[Any] = sentences(text)
    inside = next((s for s in spans if s.start <= quote.start < s.end), None)
    return _output.one_line(text[inside.start : inside.end] if inside else quote.words)
