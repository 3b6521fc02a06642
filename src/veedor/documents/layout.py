"""From pieces of print with their boxes to a text in reading order.

Pure functions; lengths are points, y grows upward.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Piece(NamedTuple):
    """Words printed in one go on one line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height of the type, never 0."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    page: int
    """Counted from 0."""
    column_right: float
    """Where the longest line of its column ends."""
    cells: int
    """Pieces with wide gaps between them: more than one in a row of a table."""

    @property
    def height(self) -> float:
        """Height of the type."""
        return self.top - self.bottom


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The lines of one page in reading order: column after column, what spans them in its place."""
    return [line for column in _columns(list(pieces)) for line in _lines(column, page)]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but the heads, feet and page numbers that recur at the edge of at least two pages in five."""
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for edge in edges for key in set(edge.values()))
    enough = max(2, math.ceil(0.4 * len(pages)))
    return [
        line
        for lines, edge in zip(pages, edges, strict=True)
        for line in lines
        if counts[edge.get(line, ("", ""))] < enough
    ]


def flow(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """The running text of the lines, and at which character each line begins.

    A word that was parted at a line's end is whole again. Lines of a paragraph are joined by a space, rows of
    a table by a line end, paragraphs by an empty line.
    """
    known = _inner_words(lines)
    pitch = _pitch(lines)
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for number, line in enumerate(lines):
        if number:
            cut, joint = _join(lines[number - 1], line, known, pitch)
            parts[-1] = parts[-1][: len(parts[-1]) - cut]
            parts.append(joint)
            length += len(joint) - cut
        starts.append(length)
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), starts


# --- columns ---------------------------------------------------------------------------------------------


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces as columns in reading order; one that spans them ends those above it."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [pieces]
    found: list[list[Piece]] = []
    band: list[Piece] = []
    spanning: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.top):
        if piece.left < gutter < piece.right:
            found += _halves(band, gutter)
            band = []
            spanning.append(piece)
        else:
            found += [spanning] if spanning else []
            spanning = []
            band.append(piece)
    return found + _halves(band, gutter) + ([spanning] if spanning else [])


def _halves(band: list[Piece], gutter: float) -> list[list[Piece]]:
    left = [p for p in band if p.right <= gutter]
    right = [p for p in band if p.right > gutter]
    return [column for half in (left, right) if half for column in _columns(half)]


def _gutter(pieces: list[Piece]) -> float | None:
    """Where a white strip parts two columns of prose; None in a single column or a table."""
    best: tuple[int, float] | None = None
    for x in sorted({round(p.right) + 1 for p in pieces}):
        left = [p for p in pieces if p.right <= x]
        right = [p for p in pieces if p.left >= x]
        across = sum(len(p.text) for p in pieces if p.left < x < p.right)
        if _is_prose(left) and _is_prose(right) and across < sum(len(p.text) for p in left + right):
            middle = (max(p.right for p in left) + min(p.left for p in right)) / 2
            best = min(best or (across, middle), (across, middle))
    return best[1] if best else None


def _is_prose(column: list[Piece]) -> bool:
    """Whether these are the lines of a column: at least four, most of them about as wide as the column."""
    if len(column) < 4:
        return False
    width = max(p.right for p in column) - min(p.left for p in column)
    return (
        median(p.right - p.left for p in column) >= 0.5 * width and median(len(p.text) for p in column) >= 15
    )


def _lines(column: list[Piece], page: int) -> list[Line]:
    rows: list[list[Piece]] = []
    for piece in sorted(column, key=lambda p: -p.top):
        if rows and _same_row(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    column_right = max((p.right for p in column), default=0.0)
    return [_line(sorted(row, key=lambda p: p.left), page, column_right) for row in rows]


def _same_row(one: Piece, other: Piece) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.height, other.height)


def _line(row: list[Piece], page: int, column_right: float) -> Line:
    text, cells = row[0].text, 1
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        text += piece.text if gap < 0.15 * piece.height else f" {piece.text}"
        cells += gap > 1.2 * piece.height
    return Line(
        text=re.sub(r"\s+", " ", text).strip(),
        left=row[0].left,
        bottom=min(p.bottom for p in row),
        right=max(p.right for p in row),
        top=max(p.top for p in row),
        page=page,
        column_right=column_right,
        cells=cells,
    )


# --- running heads -----------------------------------------------------------------------------------------


def _edges(lines: Sequence[Line]) -> dict[Line, tuple[str, str]]:
    """The three highest and lowest lines of a page, each as (edge, shape)."""
    by_height = sorted(lines, key=lambda line: -line.top)
    return {line: ("foot", _shape(line)) for line in by_height[-3:]} | {
        line: ("head", _shape(line)) for line in by_height[:3]
    }


def _shape(line: Line) -> str:
    """The words without their numbers, and the size of the type: a title is not the running head it gave."""
    words = line.text.casefold()
    words = "#" if re.fullmatch(r"[ivxlc]+", words) else re.sub(r"\d+", "#", words)
    return f"{line.height:.0f} {words}"


# --- running text ------------------------------------------------------------------------------------------

_ENDED = re.compile(r"[.!?:;][\"'”’»)\]]*\d{0,3}$")
_BULLET = re.compile(r"[•‣▪●○◦–—-]\s")
_PARTED = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010\xad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def _join(before: Line, line: Line, known: frozenset[str], pitch: float) -> tuple[int, str]:
    """How many characters to take off `before`, and what to put between the two."""
    if not _same_paragraph(before, line, pitch):
        return 0, "\n" if before.cells > 1 and line.cells > 1 else "\n\n"
    parted = _PARTED.search(before.text)
    rest = _WORD.match(line.text)
    if not parted or not rest:
        return 0, " "
    hyphenated = f"{parted[1]}-{rest[0]}".casefold()
    whole = f"{parted[1]}{rest[0]}".casefold()
    keeps = (hyphenated in known and whole not in known) or not rest[0][0].islower()
    return 1, "-" if keeps else ""


def _same_paragraph(before: Line, line: Line, pitch: float) -> bool:
    if before.cells > 1 or line.cells > 1 or _BULLET.match(line.text):
        return False
    if max(before.height, line.height) > 1.15 * min(before.height, line.height):
        return False
    ended = bool(_ENDED.search(before.text))
    if before.page != line.page or line.top > before.top:
        return not ended and (line.text[0].islower() or before.text[-1] in "-\u2010\xad,")
    if before.bottom - line.bottom > 1.35 * pitch * line.height:
        return False
    indented = line.left > before.left + 0.8 * line.height
    short = before.right < before.column_right - 0.2 * (before.column_right - before.left)
    return not (ended and (indented or short))


def _pitch(lines: Sequence[Line]) -> float:
    """From line to line, in heights of the type: the median of neighbours on a page."""
    steps = [
        (a.bottom - b.bottom) / b.height
        for a, b in pairwise(lines)
        if a.page == b.page and 0.5 < (a.bottom - b.bottom) / b.height < 3
    ]
    return median(steps) if steps else 1.0


def _inner_words(lines: Sequence[Line]) -> frozenset[str]:
    """Every word inside a line, in small letters: how the author writes it when nothing parts it."""
    inner = (
        match[0].casefold()
        for line in lines
        for match in _WORD.finditer(line.text[: line.text.rfind(" ") + 1])
    )
    return frozenset(inner)
