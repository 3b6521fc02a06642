"""What two texts share, word by word.

Words are compared folded: letter case, accents, the shape of quotation marks and dashes, and the white space
between words are no difference. The search is a patience diff (Bram Cohen): runs of words that stand once in
either text are matched first, in the longest order that both keep, and only the gaps between them are
compared in full, so that two books cost little more than two notes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from veedor.codebook.span import Span

_TOKEN = re.compile(r"\w+(?:[\u0300-\u036f'’]+\w+|[\u0300-\u036f]+)*|[^\w\s]")
_SAME_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_COMPARED_IN_FULL = 40_000
"""Gaps of at most so many pairs of words are compared in full: about 5 ms at two times 200 words."""
_FARTHEST = 60
"""By how many words a cut is shifted at most: longer than nearly every sentence."""
_ENDS = frozenset({".", "!", "?", '"', "'", ")"})
_RUNS = (5, 3, 1)
"""Lengths of the runs of words that are looked for, the surest first."""


class Token(NamedTuple):
    """A word or a mark of a text."""

    folded: str
    start: int
    end: int


class Block(NamedTuple):
    """Tokens `[old, old + size)` of one text that are tokens `[new, new + size)` of the other."""

    old: int
    new: int
    size: int


class Change(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of words with the white space after it."""

    change: Change
    old: Span | None
    """Its place in the old text; None where it was added."""
    new: Span | None
    """Its place in the new text; None where it was removed."""


def fold(word: str) -> str:
    """The word without letter case, accents and the shape of its quotation marks and dashes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_SAME_MARKS).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) or word


def tokens(text: str) -> list[Token]:
    """Words and marks of a text, in order, with their places."""
    return [Token(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def folded_tokens(text: str) -> list[str]:
    """As `tokens`, without their places."""
    return [fold(word) for word in _TOKEN.findall(text)]


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Runs of words that were kept, removed or added, in order of the texts.

    Kept and removed pieces together are the whole old text, kept and added ones the whole new text, white
    space included. A text without any word has no pieces.
    """
    was, now = tokens(old), tokens(new)
    before, after = _cuts(was, old), _cuts(now, new)
    pieces: list[Piece] = []
    i = j = 0
    for block in (*matched(was, now, old, new), Block(len(was), len(now), 0)):
        if i < block.old:
            pieces.append(Piece(Change.REMOVED, Span(before[i], before[block.old]), None))
        if j < block.new:
            pieces.append(Piece(Change.ADDED, None, Span(after[j], after[block.new])))
        i, j = block.old + block.size, block.new + block.size
        if block.size:
            kept = Span(before[block.old], before[i]), Span(after[block.new], after[j])
            pieces.append(Piece(Change.KEPT, *kept))
    return tuple(pieces)


def _cuts(found: list[Token], text: str) -> list[int]:
    """Where each token's part of the text begins, and the text's end; the parts tile the text."""
    return [0, *(token.start for token in found[1:]), len(text)]


def matched(was: Sequence[Token], now: Sequence[Token], old: str, new: str) -> list[Block]:
    """The blocks of tokens that stand in both, in order, none touching the next in both texts."""
    a, b = [token.folded for token in was], [token.folded for token in now]
    return _joined(_at_sentences(_joined(sorted(_blocks(a, b))), was, now, (old, new)))


def _blocks(a: list[str], b: list[str]) -> Iterator[Block]:
    """Matching blocks in no order, found gap by gap."""
    gaps = [(0, len(a), 0, len(b))]
    while gaps:
        a0, a1, b0, b1 = gaps.pop()
        start = 0
        while a0 + start < a1 and b0 + start < b1 and a[a0 + start] == b[b0 + start]:
            start += 1
        a0, b0 = a0 + start, b0 + start
        end = 0
        while a0 < a1 - end and b0 < b1 - end and a[a1 - end - 1] == b[b1 - end - 1]:
            end += 1
        a1, b1 = a1 - end, b1 - end
        yield from (Block(x, y, n) for x, y, n in ((a0 - start, b0 - start, start), (a1, b1, end)) if n)
        if a0 < a1 and b0 < b1:
            yield from _within(a, b, (a0, a1, b0, b1), gaps)


def _within(
    a: list[str], b: list[str], gap: tuple[int, int, int, int], gaps: list[tuple[int, int, int, int]]
) -> Iterator[Block]:
    """Matches inside a gap whose ends differ; what is still to be searched is added to `gaps`."""
    a0, a1, b0, b1 = gap
    if (a1 - a0) * (b1 - b0) <= _COMPARED_IN_FULL:
        found = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks()
        yield from (Block(a0 + m.a, b0 + m.b, m.size) for m in found if m.size)
        return
    for length in _RUNS:
        if pairs := _unique_runs(a, b, gap, length):
            break
    for x, y in pairs:
        gaps.append((a0, x, b0, y))
        yield Block(x, y, 1)
        a0, b0 = x + 1, y + 1
    if pairs:
        gaps.append((a0, a1, b0, b1))


def _unique_runs(
    a: list[str], b: list[str], gap: tuple[int, int, int, int], length: int
) -> list[tuple[int, int]]:
    """First words of the runs that stand once in either side of a gap, in an order that both keep."""
    a0, a1, b0, b1 = gap
    ours, theirs = _once(a, a0, a1, length), _once(b, b0, b1, length)
    return _increasing([(x, theirs[run]) for run, x in ours.items() if run in theirs])


def _once(words: list[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """Runs of words that stand once in `[start, end)`, with their places, in order."""
    first: dict[tuple[str, ...], int] = {}
    again = set()
    for place in range(start, end - length + 1):
        run = tuple(words[place : place + length])
        if first.setdefault(run, place) != place:
            again.add(run)
    return {run: place for run, place in first.items() if run not in again}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, which come in order of their first, that rises in the second too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, y) in enumerate(pairs):
        at = bisect_left(tails, y)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [y]
        ends[at : at + 1] = [index]
    chosen: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chosen.append(pairs[last])
        last = before[last]
    return chosen[::-1]


def _joined(blocks: list[Block]) -> list[Block]:
    """The same blocks, those that touch in both texts made one."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if last and (last.old + last.size, last.new + last.size) == (block.old, block.new):
            made[-1] = last._replace(size=last.size + block.size)
        elif block.size:
            made.append(block)
    return made


def _opens(found: Sequence[Token], index: int, text: str) -> bool:
    """Whether a token begins a sentence or a line."""
    if not 0 < index < len(found):
        return True
    between = text[found[index - 1].end : found[index].start]
    return "\n" in between or (found[index - 1].folded in _ENDS and bool(between))


def _shifts(words: Sequence[Token], start: int, end: int, room: tuple[int, int]) -> Iterator[int]:
    """By how many words the run `[start, end)` can be shifted and still leave the same words; 0 first."""
    yield 0
    by = 0
    while -by < room[0] and words[start + by - 1].folded == words[end + by - 1].folded:
        by -= 1
        yield by
    by = 0
    while by < room[1] and words[start + by].folded == words[end + by].folded:
        by += 1
        yield by


def _at_sentences(
    blocks: list[Block], was: Sequence[Token], now: Sequence[Token], texts: tuple[str, str]
) -> list[Block]:
    """The same blocks with the cuts between them shifted, where words allow it, to where sentences begin.

    `He came. He left.` without its first sentence lost `He came.`, not `came. He`.
    """
    made = list(blocks)
    for n, (_, right) in enumerate(pairwise(blocks)):
        left = made[n]
        a, b = left.old + left.size, left.new + left.size
        if (a < right.old) == (b < right.new):
            continue
        words, start, end, text = (
            (was, a, right.old, texts[0]) if a < right.old else (now, b, right.new, texts[1])
        )
        room = (min(left.size, _FARTHEST), min(right.size, _FARTHEST))
        shift = next((by for by in _shifts(words, start, end, room) if _opens(words, start + by, text)), 0)
        made[n] = left._replace(size=left.size + shift)
        made[n + 1] = Block(right.old + shift, right.new + shift, right.size - shift)
    return made
