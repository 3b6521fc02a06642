"""Where the words of a quote stand in another version of its text.

A quote goes where the comparison of both texts says its words went, if its neighbourhood went there too. Words
that the comparison takes for new may be those of a passage that moved; there the nearest context decides. Words
which the comparison gives to another place of the old text are never taken: a name that is still mentioned
elsewhere does not save the sentence that was deleted. A quote that is found holds the new text's characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import fields, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.codebook.when import When
from veedor.documents.differences import Token, matched, tokens

CONTEXT = 32
"""Characters before and after a quote that have to stand for it to count as exact."""
NEIGHBOURS = 8
"""Words and marks on either side that are looked at: 32 characters or more."""
NEIGHBOURS_KEPT = 0.4
"""The part of the neighbours' long words that has to have gone with a quote. By judgement: a changed half
sentence leaves more, the words that two unlike sentences share by chance are less."""
LONG = 4
"""Letters of a long word: `the`, `of` and `and` go anywhere."""
ENOUGH = 6
"""Words and marks in a row, those of the quote among them, that show a passage which moved."""


class How(StrEnum):
    """How a quote was found again, the surest first."""

    EXACT = "exact"
    """Its words and 32 characters on both sides stand as they were."""
    MOVED = "moved"
    """Its words stand; what is around them, or their order among others, changed."""
    NEAR = "near"
    """Its words stand but for letter case, white space, quotation marks, dashes or accents."""
    LOST = "lost"
    """Its words no longer stand, or not at a place that is surely theirs."""


_ORDER = list(How)


class Found(NamedTuple):
    """A quote in the new text."""

    quote: Quote | None
    """None where it is lost."""
    how: How


class Placed(NamedTuple):
    """A statement in the new text."""

    statement: Statement | None
    """None where a quote of it is lost."""
    how: How
    """How the worst of its quotes was found."""


class Moves:
    """Where everything in an old text went in a new one; compared once, when first asked."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new

    def quote(self, quote: Quote) -> Found:
        """The quote in the new text; SpanError where it does not stand in the old one."""
        quote.check(self.old)
        if self.old == self.new:
            return Found(quote, How.EXACT)
        first, last = self._tokens_of(quote)
        place = self._went(first, last) if first < last else self._gap(first)
        if place is None and first < last:
            place = self._moved(first, last)
        span = None if place is None else self._characters(quote, first, last, place)
        return Found(None, How.LOST) if span is None else self._found(quote, *span)

    @cached_property
    def _was(self) -> list[Token]:
        return tokens(self.old)

    @cached_property
    def _now(self) -> list[Token]:
        return tokens(self.new)

    @cached_property
    def _image(self) -> dict[int, int]:
        """Tokens of the old text that were kept, with their places in the new one."""
        blocks = matched(self._was, self._now, self.old, self.new)
        return {block.old + n: block.new + n for block in blocks for n in range(block.size)}

    @cached_property
    def _taken(self) -> frozenset[int]:
        """Tokens of the new text that are the old one's."""
        return frozenset(self._image.values())

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands in the new text."""
        places: dict[str, list[int]] = defaultdict(list)
        for n, token in enumerate(self._now):
            places[token.folded].append(n)
        return places

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self._was]

    def _tokens_of(self, quote: Quote) -> tuple[int, int]:
        """Tokens `[first, last)` that share a character with the quote."""
        first = last = bisect_right(self._ends, quote.start)
        while last < len(self._was) and self._was[last].start < quote.end:
            last += 1
        return first, last

    def _went(self, first: int, last: int) -> int | None:
        """The new place of tokens that were kept side by side with their neighbourhood; else None."""
        start = self._image.get(first)
        if start is None or any(self._image.get(first + n) != start + n for n in range(last - first)):
            return None
        around = [
            *range(max(0, first - NEIGHBOURS), first),
            *range(last, min(len(self._was), last + NEIGHBOURS)),
        ]
        around = [n for n in around if len(self._was[n].folded) >= LONG] or around
        near = range(start - 2 * NEIGHBOURS, start + last - first + 2 * NEIGHBOURS)
        kept = sum(self._image.get(n) in near for n in around)
        return start if kept >= NEIGHBOURS_KEPT * len(around) else None

    def _gap(self, at: int) -> int | None:
        """The new place of the token after a gap, if it still follows the token before it."""
        before, after = self._image.get(at - 1), self._image.get(at)
        if at == 0 and after == 0:
            return 0
        if at == len(self._was):
            return len(self._now) if before == len(self._now) - 1 else None
        return after if before is not None and after == before + 1 else None

    def _moved(self, first: int, last: int) -> int | None:
        """The new place, among words that the old text has nowhere else, with the most of the old context."""
        size = last - first
        best, place, distance = ENOUGH - size - 1, None, 0
        for start in self._places.get(self._was[first].folded, []):
            if not self._stands_free(first, start, size):
                continue
            context = self._alike(first - 1, start - 1, -1) + self._alike(last, start + size, 1)
            away = abs(start - self._expected(first))
            if context > best or (context == best and place is not None and away < distance):
                best, place, distance = context, start, away
        return place

    def _stands_free(self, first: int, start: int, size: int) -> bool:
        """Whether `size` tokens from `start` are those from `first`, and no other tokens went there."""
        if start + size > len(self._now):
            return False
        return all(
            self._now[start + n].folded == self._was[first + n].folded
            and (start + n not in self._taken or self._image.get(first + n) == start + n)
            for n in range(size)
        )

    def _alike(self, old: int, new: int, step: int) -> int:
        """How many tokens in a row are alike, from two places in one direction, up to `NEIGHBOURS`."""
        count = 0
        while (
            count < NEIGHBOURS
            and 0 <= old < len(self._was)
            and 0 <= new < len(self._now)
            and self._was[old].folded == self._now[new].folded
        ):
            count, old, new = count + 1, old + step, new + step
        return count

    def _expected(self, first: int) -> int:
        """Where the nearest kept token before says that a token should be."""
        before = next((n for n in range(first, -1, -1) if n in self._image), None)
        return 0 if before is None else self._image[before] + first - before

    def _characters(self, quote: Quote, first: int, last: int, place: int) -> tuple[int, int] | None:
        """The quote's new start and end, given the new place of its first token; None where none fits."""
        if first == last:
            end_before = self._now[place - 1].end if place else 0
            was_before = self._was[first - 1].end if first else 0
            return end_before + quote.start - was_before, end_before + quote.end - was_before
        head, tail = self._was[first], self._was[last - 1]
        new_head, new_tail = self._now[place], self._now[place + last - first - 1]
        start = new_head.start + quote.start - head.start
        end = new_tail.end + quote.end - tail.end
        inside_head = quote.start > head.start and self._cut(head) != self._cut_new(new_head)
        inside_tail = quote.end < tail.end and self._cut(tail) != self._cut_new(new_tail)
        return None if inside_head or inside_tail else (start, end)

    def _cut(self, token: Token) -> str:
        return self.old[token.start : token.end]

    def _cut_new(self, token: Token) -> str:
        return self.new[token.start : token.end]

    def _found(self, quote: Quote, start: int, end: int) -> Found:
        """The quote at its new place, and how well that is the old one."""
        if not 0 <= start < end <= len(self.new):
            return Found(None, How.LOST)
        made = Quote.at(self.new, start, end, quote.name)
        if made.words != quote.words:
            alike = [t.folded for t in tokens(made.words)] == [t.folded for t in tokens(quote.words)]
            return Found(made, How.NEAR) if alike else Found(None, How.LOST)
        before = self.old[max(0, quote.start - CONTEXT) : quote.start]
        after = self.old[quote.end : quote.end + CONTEXT]
        stands = self.new[:start].endswith(before) and self.new.startswith(after, end)
        return Found(made, How.EXACT if stands else How.MOVED)


def reanchor(quote: Quote, old: str, new: str | Moves) -> Found:
    """The quote of the old text in the new one; pass `Moves(old, new)` where there are many quotes.

    SpanError where the quote does not stand in the old text.
    """
    return (new if isinstance(new, Moves) else Moves(old, new)).quote(quote)


def reanchor_statement(statement: Statement, moves: Moves) -> Placed:
    """The statement with all its quotes in the new text, and how the worst of them was found.

    Lost where any quote is, that of an optional field too: a condition or a source that is gone makes it another
    statement, and only a reading of the new text can say which. The values (type, certainty, number) stay: where
    `how` is not exact, the words around may have changed them, and the new reading decides.
    """
    found: dict[str, Any] = {}
    worst = How.EXACT
    for field in fields(statement):
        value, how = _moved_value(getattr(statement, field.name), moves)
        if how is How.LOST:
            return Placed(None, How.LOST)
        found[field.name] = value
        worst = max(worst, how, key=_ORDER.index)
    return Placed(replace(statement, **found), worst)


def _moved_value(value: Any, moves: Moves) -> tuple[Any, How]:
    """A field's value with its quotes in the new text; `Any`, as fields are of many types."""
    if isinstance(value, Quote):
        return moves.quote(value)
    if isinstance(value, When):
        quote, how = moves.quote(value.quote)
        return None if quote is None else replace(value, quote=quote), how
    if isinstance(value, tuple) and any(isinstance(item, Quote) for item in value):
        all_found = [moves.quote(item) for item in value]
        return tuple(f.quote for f in all_found), max((f.how for f in all_found), key=_ORDER.index)
    return value, How.EXACT
