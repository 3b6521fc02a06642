"""The values that positions are put in, as ranges in one unit: `in a year`, `6-9 months`, `by March`, `$2 billion`.

A range has a lower and an upper end; an end that the words leave open is None. Spans of time are counted in days or
in months, dates in days of the calendar (`date.toordinal`). Two ranges are compared in one unit or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from veedor.codebook.when import bounds

DAYS_IN_MONTH = 365.2425 / 12
"""Days of a month on average: the Gregorian year has 365.2425."""
CALENDAR = "calendar"
"""The unit of dates: days since 1 January of the year 1."""
_SPANS = frozenset({"days", "months"})
_CLOSE = 1e-9


class Facet(StrEnum):
    """Which side of an issue a value is about."""

    DATE = "date"
    """When it is to be."""
    DURATION = "duration"
    AMOUNT = "amount"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Range:
    """A value as a party puts it."""

    low: float | None
    """None where the words leave it open: `within nine months`, `by March`."""
    high: float | None
    unit: str
    """`days`, `months`, `calendar`, an ISO 4217 code, `percent`, or the counted noun in the plural."""
    words: str
    """The words that say it."""

    def meets(self, other: Range) -> bool:
        """Whether two ranges of one unit share a value."""
        return not _is_above(self.low, other.high) and not _is_above(other.low, self.high)

    def equals(self, other: Range) -> bool:
        """Whether two ranges have the same ends, in the same unit."""
        return (self.unit, self.low, self.high) == (other.unit, other.low, other.high)


class Gap(NamedTuple):
    """How far two ranges lie apart."""

    nearest: float
    """Between the ends that face each other."""
    farthest: float | None
    """Between the ends that lie farthest apart; None where one of them is open."""
    unit: str
    """`days` or `months` for times, else the unit of the ranges."""


def _is_above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high + _CLOSE


def common(a: Range, b: Range, on: tuple[date | None, date | None]) -> tuple[Range, Range] | None:
    """Both ranges in one unit; None where they cannot be compared.

    Spans are compared as spans where both were said within 31 days of each other, or where it is not known when one
    of them was said. Else, and beside a date of the calendar, they are counted from the day on which they were said.

    Args:
        a: One range.
        b: The other.
        on: The days on which the two were said; None where that is not known.

    """
    if CALENDAR in (a.unit, b.unit):
        first, second = _on_calendar(a, on[0]), _on_calendar(b, on[1])
        return (first, second) if first and second else None
    if a.unit in _SPANS and b.unit in _SPANS:
        first, second = _on_calendar(a, on[0]), _on_calendar(b, on[1])
        if on[0] and on[1] and abs(on[0] - on[1]) > timedelta(days=31) and first and second:
            return first, second
        return (a, b) if a.unit == b.unit else (_in_months(a), _in_months(b))
    return (a, b) if a.unit == b.unit else None


def _in_months(one: Range) -> Range:
    if one.unit == "months":
        return one
    low, high = (None if end is None else end / DAYS_IN_MONTH for end in (one.low, one.high))
    return replace(one, low=low, high=high, unit="months")


def _on_calendar(one: Range, said: date | None) -> Range | None:
    if one.unit == CALENDAR:
        return one
    if said is None or one.unit not in _SPANS:
        return None
    each = 1.0 if one.unit == "days" else DAYS_IN_MONTH
    low, high = (None if end is None else said.toordinal() + end * each for end in (one.low, one.high))
    return replace(one, low=low, high=high, unit=CALENDAR)


def gap(a: Range, b: Range) -> Gap | None:
    """How far two ranges of one unit lie apart; None where they share a value."""
    if a.meets(b):
        return None
    below, above = (a, b) if _is_above(b.low, a.high) else (b, a)
    if above.low is None or below.high is None:
        return None
    whole = None if below.low is None or above.high is None else above.high - below.low
    unit = "days" if a.unit == CALENDAR else a.unit
    return Gap(above.low - below.high, whole, unit)


def on_days(value: str, words: str) -> Range:
    """The days that an EDTF value allows, as a range of the calendar."""
    first, last = bounds(value)
    low, high = (None if day is None else float(day.toordinal()) for day in (first, last))
    return Range(low, high, CALENDAR, words)


def in_words(one: Range) -> str:
    """A range in a few words: `12 months`, `6-9 months`, `at most 90 days`, `until 31 March 2026`."""
    if one.unit == CALENDAR:
        return _days_in_words(one)
    unit = f" {one.unit}"
    if one.low is None or one.high is None:
        end = one.high if one.low is None else one.low
        return "" if end is None else f"{'at most' if one.low is None else 'at least'} {number(end)}{unit}"
    if one.low == one.high == 0 and one.unit in _SPANS:
        return "at once"
    if one.low == one.high:
        return f"{number(one.low)}{unit.removesuffix('s') if _is_one_span(one) else unit}"
    return f"{number(one.low)}\N{EN DASH}{number(one.high)}{unit}"


def _is_one_span(one: Range) -> bool:
    return one.low == 1 and one.unit in _SPANS


def _days_in_words(one: Range) -> str:
    first, last = (None if end is None else _day(end) for end in (one.low, one.high))
    if first is None or last is None:
        return f"until {last}" if last else f"from {first} on"
    return first if first == last else f"{first} to {last}"


def _day(ordinal: float) -> str:
    day = date.fromordinal(round(ordinal))
    return f"{day.day} {day:%B} {day.year}"


def number(value: float) -> str:
    """A number without needless decimals, thousands apart: `3`, `2.96`, `2,000,000,000`."""
    plain = f"{value:,.2f}" if abs(value) < 1e15 else f"{value:.3g}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def gap_in_words(one: Gap) -> str:
    """A gap in words: `3 months, 6 at the farthest`."""
    near = f"{number(one.nearest)} {one.unit.removesuffix('s') if one.nearest == 1 else one.unit}"
    if one.farthest is None:
        return f"{near}, the farthest is open"
    return near if one.farthest == one.nearest else f"{near}, {number(one.farthest)} at the farthest"
