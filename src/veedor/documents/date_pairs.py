"""What two dates of a text say together: `9 May … next week` is written in the week before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.when import bounds
from veedor.documents.date_clues import DAYS, FIRST_DAY, FLOOR, Clue, occurrences
from veedor.documents.date_values import At, month_value
from veedor.documents.date_words import Expression, resolve_on


def this_weekday(one: Expression) -> Clue | None:
    """What `this Sunday, 14 November` says: written in the six days before, or on the day; else None."""
    if one.rule != "day" or one.is_absolute or "weekday" not in one.parts:
        return None
    starts, _ = occurrences(one)
    if not len(starts) or one.parts.get("which", "").lower() not in ("this", "coming"):
        return None
    ahead = starts[np.minimum(np.searchsorted(starts, DAYS), len(starts) - 1)] - DAYS
    near = (ahead >= 0) & (ahead <= 6)
    return Clue(one.start, one.end, np.where(near, 0.0, FLOOR), True, True)


def together(one: Expression, other: Expression, miss: float | None = None) -> Iterator[Clue]:
    """What a calendar date and a date told from now say side by side: `9 May … next week`."""
    if (
        other.is_absolute
        or one.second
        or one.rule not in ("day", "month")
        or other.rule not in ("unit", "near")
    ):
        return
    apart = max(other.start - one.end, one.start - other.end)
    if miss is None:
        miss = FLOOR if apart <= 20 else -3.5 if apart <= 60 else -2.0
    start, end = min(one.start, other.start), max(one.end, other.end)
    holds = _same_time(one, other)
    if holds is not None and holds.any():
        yield Clue(start, end, np.where(holds, 0.0, miss), "year" in one.parts, True)


def _same_time(one: Expression, other: Expression) -> NDArray[np.bool_] | None:
    """The days from which `other` (`next week`) means the time of `one` (`9 May`), or None."""
    window = _window(one.rule, other)
    if window is None:
        return None
    if "year" in one.parts:
        earliest, latest = bounds(resolve_on(one, At(None, None)) or "0001")
        starts, ends = (np.array([d.toordinal()]) for d in (earliest or FIRST_DAY, latest or FIRST_DAY))
    else:
        starts, ends = occurrences(one)
    holds = np.zeros(len(DAYS), dtype=bool)
    for start, end in zip(starts, ends, strict=True):
        first, last = window(date.fromordinal(int(start)), date.fromordinal(int(end)))
        holds |= (first <= DAYS) & (last >= DAYS)
    return holds


def _window(rule: str, other: Expression) -> Callable[[date, date], tuple[int, int]] | None:
    """From a date's first and last day to those of the days (ordinals) from which `other` means that date."""
    unit = other.parts.get("unit", "").lower()
    sample = date(2018, 1, 1)  # a Monday, the first of a month
    value = resolve_on(other, At(sample, None))
    meant = bounds(value).earliest if value else None
    if meant is None:
        return None
    shift = (meant - sample).days
    if rule == "day" and other.rule == "near":
        return lambda first, last: (first.toordinal() - shift, last.toordinal() - shift)
    if rule == "day" and unit in ("week", "weekend"):
        weeks = shift // 7 * 7
        return lambda first, last: (
            first.toordinal() - first.weekday() - weeks,
            last.toordinal() - last.weekday() + 6 - weeks,
        )
    if rule == "month" and unit == "month":
        months = {-31: -1, 0: 0, 31: 1}[shift]
        return lambda first, last: _month_days(first, -months)
    return None


def _month_days(day: date, months: int) -> tuple[int, int]:
    """First and last ordinal of the month some months from a day's."""
    earliest, latest = bounds(month_value(day.year, day.month + months))
    return (earliest or day).toordinal(), (latest or day).toordinal()
