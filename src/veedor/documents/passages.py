"""Passages: runs of whole sentences, the unit of search.

A statement is too short to be looked for by its meaning, a report too long to be shown as an answer. A passage is
what one reads at a glance, and its vector says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from veedor.errors import ModelError, SpanError

SHORTEST, LONGEST = 200, 500
"""Characters of a passage, as far as whole sentences allow. A news paragraph of two or three sentences has about
300; below 200 most are headings and list items, whose vectors say little by themselves."""
_TYPICAL = 350
"""Length that the pieces of a longer paragraph come near to."""
DIMENSIONS = 384
"""Width of the encoder, and bytes of a vector."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences, characters `[start, end)` of the document's text."""

    start: int
    end: int
    vector: bytes | None = field(default=None, repr=False)
    """Direction of the mean of its sentences' vectors: of a vector of length 1 each of the 384 numbers, times
    127 and rounded, as a signed byte. None where the reader gives none."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                f"A passage cannot go from {self.start} to {self.end}; it needs a character at least"
            )
        if self.vector is not None and len(self.vector) != DIMENSIONS:
            raise ModelError(
                f"The vector of the passage at {self.start} has {len(self.vector)} bytes instead of {DIMENSIONS}; "
                "it is of another model, read the document again"
            )


Place = tuple[int, int]
"""First character of a sentence and one past its last."""


def runs(text: str, sentences: Sequence[Place]) -> list[range]:
    """Which sentences, by their numbers, make each passage; in order, each sentence in exactly one.

    A passage ends with its paragraph, unless the paragraph is shorter than `SHORTEST`: a heading goes with what
    follows, list items go together. A sentence longer than `LONGEST` is a passage of its own or the end of one.

    Args:
        text: The whole document's text.
        sentences: Its sentences, ascending and not overlapping.

    """
    blocks = _blocks(sentences, list(_paragraphs(text, sentences)))
    return [piece for block in blocks for piece in _pieces(sentences, block)]


def _length(sentences: Sequence[Place], run: range) -> int:
    """Characters from the run's first to its last."""
    return sentences[run[-1]][1] - sentences[run[0]][0]


def _paragraphs(text: str, sentences: Sequence[Place]) -> Iterator[range]:
    first = 0
    for number, (before, after) in enumerate(pairwise(sentences), 1):
        if _is_break(text, before, after):
            yield range(first, number)
            first = number
    if sentences:
        yield range(first, len(sentences))


def _is_break(text: str, before: Place, after: Place) -> bool:
    """Whether a paragraph ends between two sentences: at a blank line, or at a line's end in text not wrapped."""
    ends = text.count("\n", before[1], after[0])
    # Where a sentence runs over lines, a line's end beside it is where the line was full.
    return ends > 1 or (ends == 1 and text.find("\n", *before) < 0 and text.find("\n", *after) < 0)


def _blocks(sentences: Sequence[Place], paragraphs: Sequence[range]) -> list[range]:
    """The paragraphs, tiny ones joined with what follows; at the end, with what stands before."""
    found: list[range] = []
    for paragraph in paragraphs:
        if found and _length(sentences, found[-1]) < SHORTEST:
            found[-1] = range(found[-1].start, paragraph.stop)
        else:
            found.append(paragraph)
    if len(found) > 1 and _length(sentences, found[-1]) < SHORTEST:
        joined = range(found[-2].start, found[-1].stop)
        if _length(sentences, joined) <= LONGEST:
            found[-2:] = [joined]
    return found


def _pieces(sentences: Sequence[Place], block: range) -> Iterator[range]:
    """The block if it is short enough, else about equal parts of it, cut between sentences."""
    length = _length(sentences, block)
    parts = 1 if length <= LONGEST else round(length / _TYPICAL)
    first, begin = block.start, sentences[block.start][0]
    for number in block[:-1]:
        middle = (sentences[number + 1][0] + sentences[number + 1][1]) / 2
        # Cut where the next sentence would lie, for the most part, past the part's share.
        if parts > 1 and middle - begin > length / parts:
            yield range(first, number + 1)
            first = number + 1
            begin = sentences[first][0]
            length, parts = sentences[block[-1]][1] - begin, parts - 1
    yield range(first, block.stop)
