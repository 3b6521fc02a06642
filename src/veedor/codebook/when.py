"""Dates in EDTF (ISO 8601-2) that keep the precision the text gives.

Read here: all of level 1 and, of level 2, sets, quarters and parts of a year. Source of the notation:
Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019. A value is text and
stays text: `2019-08` has bounds, but is nowhere turned into a day. Years run from 0001 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from veedor.codebook.span import Quote
from veedor.errors import DateError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
OPEN = ".."
"""The end of an interval that has none."""

# First and last month of the parts of a year that EDTF numbers 21 and up; a last month past 12 lies in the
# next year. Seasons are the northern ones by the meteorologists' months (a text seldom says which).
_PARTS: dict[int, tuple[int, int, str]] = {
    21: (3, 5, "spring"),
    22: (6, 8, "summer"),
    23: (9, 11, "autumn"),
    24: (12, 14, "winter"),
    33: (1, 3, "first quarter of"),
    34: (4, 6, "second quarter of"),
    35: (7, 9, "third quarter of"),
    36: (10, 12, "fourth quarter of"),
    37: (1, 4, "first third of"),
    38: (5, 8, "second third of"),
    39: (9, 12, "last third of"),
    40: (1, 6, "first half of"),
    41: (7, 12, "second half of"),
}
_POINT = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%])?", re.ASCII)


class Bounds(NamedTuple):
    """The first and the last day that a value allows, both included."""

    earliest: date | None
    """None where the start is open."""
    latest: date | None
    """None where the end is open."""


class Precision(IntEnum):
    """How fine a date is, the finest first."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6


class _Point(NamedTuple):
    """One date of a value, as written, and what it spans."""

    year: str
    month: str | None
    day: str | None
    mark: str
    """`?` uncertain, `~` approximate, `%` both, or empty."""
    first: date
    last: date


class _Piece(NamedTuple):
    """A stretch of a value: one point twice, or the two ends of an interval; None is open."""

    start: _Point | None
    end: _Point | None


def _years(year: str) -> tuple[int, int]:
    return max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """First and last day; ValueError where the calendar has no such date."""
    first, last = _years(year)
    if first != last and month is not None:
        raise ValueError("a decade has no month")
    if month == "XX" and day not in (None, "XX"):
        raise ValueError("a day needs its month")
    if month in (None, "XX"):
        return date(first, 1, 1), date(last, 12, 31)
    number = int(month or "")
    if number in _PARTS and day is None:
        start, end, _ = _PARTS[number]
        year_end, month_end = (first, end) if end <= 12 else (first + 1, end - 12)
        return date(first, start, 1), date(year_end, month_end, monthrange(year_end, month_end)[1])
    if day in (None, "XX"):
        return date(first, number, 1), date(first, number, monthrange(first, number)[1])
    only = date(first, number, int(day or ""))
    return only, only


def _point(written: str, value: str) -> _Point:
    found = _POINT.fullmatch(written)
    if not found:
        raise DateError(
            f"'{value}' is no EDTF date: write 2019, 2019-08, 2019-08-22 or 2019-08-12/2019-08-18"
        )
    year, month, day, mark = found.groups()
    try:
        first, last = _span(year, month, day)
    except ValueError as error:
        raise DateError(f"'{value}' is no date of the calendar ({error})") from error
    return _Point(year, month, day, mark or "", first, last)


def _end(written: str, value: str) -> _Point | None:
    """An end of an interval; open (`..`) and unknown (empty) are both None."""
    return None if written in (OPEN, "") else _point(written, value)


def _piece(start: str, end: str, value: str) -> _Piece:
    piece = _Piece(_end(start, value), _end(end, value))
    if piece.start is None and piece.end is None:
        raise DateError(f"'{value}' is open at both ends and dates nothing; leave the date out")
    if piece.start and piece.end and piece.start.first > piece.end.last:
        raise DateError(f"'{value}' ends before it starts")
    return piece


def _member(written: str, value: str) -> _Piece:
    """One member of a set, which may be a range `1990..1995`."""
    start, dots, end = written.partition(OPEN)
    if dots:
        return _piece(start, end, value)
    point = _point(written, value)
    return _Piece(point, point)


# The same dates come again and again: of 300,000 statements a few thousand differ.
@lru_cache(maxsize=4096)
def _pieces(value: str) -> tuple[_Piece, ...]:
    """The stretches of a value; DateError where it is no EDTF."""
    if value[:1] + value[-1:] in ("{}", "[]"):
        return tuple(_member(part.strip(), value) for part in value[1:-1].split(","))
    if "/" in value:
        start, _, end = value.partition("/")
        return (_piece(start, end, value),)
    return (_member(value, value),) if OPEN not in value else (_piece(value, value, value),)


def validate(value: str) -> str:
    """The same value; DateError, which names the fault, where it is no EDTF."""
    _pieces(value)
    return value


def _bounds(piece: _Piece) -> Bounds:
    return Bounds(piece.start.first if piece.start else None, piece.end.last if piece.end else None)


def bounds(value: str) -> Bounds:
    """The first and last day that an EDTF value allows; `~` and `?` do not widen it."""
    all_bounds = [_bounds(piece) for piece in _pieces(value)]
    starts = [b.earliest for b in all_bounds if b.earliest]
    ends = [b.latest for b in all_bounds if b.latest]
    whole = len(all_bounds)
    return Bounds(
        min(starts) if len(starts) == whole else None,
        max(ends) if len(ends) == whole else None,
    )


def _precision(point: _Point) -> Precision:
    if "X" in point.year:
        return Precision.CENTURY if point.year.endswith("XX") else Precision.DECADE
    if point.month in (None, "XX"):
        return Precision.YEAR
    if int(point.month or "") > 12:
        return Precision.SEASON
    return Precision.MONTH if point.day in (None, "XX") else Precision.DAY


def precision(value: str) -> Precision:
    """How fine an EDTF value is; of an interval or a set, the coarsest of its dates."""
    return max(_precision(point) for piece in _pieces(value) for point in piece if point)


def overlaps(a: str, b: str) -> bool:
    """Whether two EDTF values share a day."""
    return any(_meet(_bounds(x), _bounds(y)) for x in _pieces(a) for y in _pieces(b))


def _meet(a: Bounds, b: Bounds) -> bool:
    return (a.latest or date.max) >= (b.earliest or date.min) and (b.latest or date.max) >= (
        a.earliest or date.min
    )


def _plain_words(point: _Point) -> str:
    """A point without its mark."""
    if "X" in point.year:
        first = int(point.year.replace("X", "0"))
        return f"the {first}s" if point.year[-2] != "X" else f"{first}–{first + 99}"
    year = str(int(point.year))
    if point.month is None:
        return year
    if point.month == "XX":
        return f"some time in {year}"
    if int(point.month) > 12:
        return f"{_PARTS[int(point.month)][2]} {year}"
    month = f"{MONTHS[int(point.month) - 1]} {year}"
    if point.day is None:
        return month
    return f"some day in {month}" if point.day == "XX" else f"{int(point.day)} {month}"


def _words(point: _Point) -> str:
    words = _plain_words(point)
    if point.mark in ("~", "%"):
        words = f"about {words}"
    return f"{words} (uncertain)" if point.mark in ("?", "%") else words


def _range_words(start: _Point, end: _Point) -> str:
    """Both ends, what they share said once: `12–18 August 2019`, `August–October 2019`."""
    first, last = _words(start), _words(end)
    if first == last:
        return first
    plain = not (start.mark or end.mark)
    days = _precision(start) is _precision(end) is Precision.DAY
    months = _precision(start) is _precision(end) is Precision.MONTH
    if plain and days and (start.year, start.month) == (end.year, end.month):
        return f"{int(start.day or '')}–{last}"
    if plain and start.year == end.year and (days or months):
        first = first.rsplit(" ", 1)[0]
    return f"{first}–{last}" if " " not in first else f"{first} – {last}"


def _piece_words(piece: _Piece) -> str:
    if piece.start is None:
        return f"up to {_words(piece.end)}" if piece.end else ""
    if piece.end is None:
        return f"since {_words(piece.start)}"
    return _range_words(piece.start, piece.end)


def in_words(value: str) -> str:
    """An EDTF value in English at its own precision: `August 2019`, `12–18 August 2019`, `since May 2019`."""
    *others, last = [_piece_words(piece) for piece in _pieces(value)]
    if not others:
        return last
    return f"{', '.join(others)} {'or' if value.startswith('[') else 'and'} {last}"


@dataclass(frozen=True, slots=True)
class When:
    """The words that date something, and their value in EDTF; DateError where the value is none."""

    quote: Quote
    value: str
    rule: str | None = field(default=None, compare=False)
    """How the value follows from the words, in a few words (`weekday before the report`); None where nobody
    said so. Not part of the identity or of the JSON form of gold files."""

    def __post_init__(self) -> None:
        validate(self.value)

    def to_dict(self) -> dict[str, Any]:
        """The form of `gold/*.json`: start, end, quote, value."""
        return {
            "start": self.quote.start,
            "end": self.quote.end,
            "quote": self.quote.words,
            "value": self.value,
        }

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> When:
        """The date that `to_dict` wrote."""
        return cls(Quote(plain["start"], plain["end"], plain["quote"]), plain["value"])
