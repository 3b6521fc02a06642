"""What a date in a text, taken by itself, says of the day on which the text was written.

Every clue gives each day a log-likelihood, at most 0 and never less than `FLOOR`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.when import bounds
from veedor.documents.date_values import WEEKDAYS, At, month_number
from veedor.documents.date_words import Expression, resolve_on

Weights = NDArray[np.float64]
"""A log-likelihood for each day of `DAYS`, shape (days,)."""

FIRST_DAY, LAST_DAY = date(1988, 1, 1), date(2040, 12, 31)
DAYS = np.arange(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
_COUNTED = np.datetime64(FIRST_DAY) + np.arange(len(DAYS))
_MONTHS = _COUNTED.astype("datetime64[M]").astype(np.int64) % 12 + 1
YEARS = _COUNTED.astype("datetime64[Y]").astype(np.int64) + 1970
"""The year of each of `DAYS`."""
FLOOR = -7.0
"""About one clue in a thousand may contradict the truth."""
# Mean days between a date without a year and the report that names it, by precision and direction; of the
# order seen in news of other crises (a month named in the past began some 100 days before).
_SCALE = {("month", False): 100.0, ("month", True): 90.0, ("day", False): 60.0, ("day", True): 40.0}

# In news of 2004 to 2023, 2 of 26 past months without a year that were named from April on were the year before's.
_ACROSS = -1.5
_ACROSS_COUNTED = -2.5


class Clue(NamedTuple):
    """What some words of the text say of the day on which it was written."""

    start: int
    end: int
    weights: Weights
    gives_year: bool
    """Whether it can tell one year from another."""
    tells_now: bool
    """Whether it speaks from the report's own time: a date without a year, `next week`."""
    is_bound: bool = False
    """Whether the days that it weighs 0 are the only ones that fit it, as an office's term does."""


def flat() -> Weights:
    """The weights of a clue that says nothing of the day."""
    return np.zeros(len(DAYS))


def clue_of(expression: Expression, ahead: float, *, in_year: bool = False) -> Clue | None:
    """What one expression says by itself; None where that is nothing.

    Args:
        expression: What `date_words.find` gave.
        ahead: The chance, in (0, 1), that it is to come.
        in_year: Whether the text counts by its own year: `so far this year`.

    """
    if expression.rule in ("first_months", "so_far", "quarter"):
        return _part_of_year(expression)
    if expression.is_absolute:
        return _absolute(expression, ahead)
    if expression.parts.get("day") == "11" and expression.parts["month"].startswith("Sep"):
        return None  # without a year it names the attacks of 2001 as a rule
    if expression.rule in ("month", "day", "days") and "which_year" not in expression.parts:
        weights = _recurring(expression, ahead, in_year)
        return Clue(expression.start, expression.end, weights, "weekday" in expression.parts, True)
    if expression.rule in ("weekday", "near", "unit", "ago", "stretch", "edge", "weekend"):
        return Clue(expression.start, expression.end, flat(), False, True)
    return None


def _absolute(expression: Expression, ahead: float) -> Clue | None:
    """A date that names its year: the report is later where the text looks back on it, else sooner."""
    value = resolve_on(expression, At(None, None))
    if value is None:
        return None
    earliest, latest = bounds(value)
    if earliest is None or latest is None or 0.2 < ahead < 0.5:
        return None
    # A bare year's tense is oftener misread: `the 2018 vote will be remembered`.
    sure = min(max(ahead, 0.15), 0.85) if expression.rule == "year" else ahead
    later = np.where(earliest.toordinal() <= DAYS, 1 - sure, 0.0)
    sooner = np.where(latest.toordinal() >= DAYS, sure, 0.0)
    weights = np.log(np.maximum(later + sooner, np.exp(FLOOR)))
    return Clue(expression.start, expression.end, weights, True, False)


def _part_of_year(expression: Expression) -> Clue | None:
    """`in the first seven months of 2019`: counted up soon after the part was over."""
    named = expression.parts.get("year")
    years = [int(named)] if named else range(FIRST_DAY.year + 1, LAST_DAY.year)
    ends = []
    for year in years:
        value = resolve_on(expression, At(date(year, 12, 31), False))
        latest = bounds(value).latest if value else None
        if latest and expression.rule != "so_far":
            ends.append(latest.toordinal())
    weights = _since(np.array(ends), np.array(ends), 60.0) if ends else flat()
    return Clue(expression.start, expression.end, weights, bool(named), True)


def _since(starts: NDArray[np.int64], ends: NDArray[np.int64], scale: float) -> Weights:
    """Falls with the days gone by since the latest start; inside a stretch, by its part that is over."""
    at = np.searchsorted(starts, DAYS, side="right") - 1
    gap = DAYS - starts[np.maximum(at, 0)]
    length = (ends - starts + 1)[np.maximum(at, 0)]
    weights: Weights = np.minimum(0, np.log((np.maximum(gap, 0) + 1) / length)) - np.maximum(gap, 0) / scale
    return np.where(at >= 0, np.maximum(weights, FLOOR), FLOOR)


def _until(starts: NDArray[np.int64], ends: NDArray[np.int64], scale: float) -> Weights:
    """Falls with the days still to go to the next start; inside a stretch, by the part of it that is left."""
    at = np.searchsorted(ends, DAYS, side="left")
    near = np.minimum(at, len(starts) - 1)
    left = np.maximum(0, ends[near] - DAYS)
    gap = np.maximum(0, starts[near] - DAYS)
    weights: Weights = np.minimum(0, np.log((left + 1) / (ends - starts + 1)[near])) - gap / scale
    return np.where(at < len(starts), np.maximum(weights, FLOOR), FLOOR)


def occurrences(expression: Expression) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last days of a yearless date in every year; with a weekday, only where that is right."""
    plain = Expression(0, 1, expression.rule, 0, {k: v for k, v in expression.parts.items() if k != "which"})
    starts, ends = [], []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        value = resolve_on(plain, At(date(year, 1, 1), True))
        earliest, latest = bounds(value) if value else (None, None)
        weekday = expression.parts.get("weekday")
        if earliest and latest and (weekday is None or WEEKDAYS[earliest.weekday()] == weekday):
            starts.append(earliest.toordinal())
            ends.append(latest.toordinal())
    return np.array(starts), np.array(ends)


def _across_years(expression: Expression, in_year: bool) -> Weights:
    """From April on, hardly a past month without a year is one of the year before: that is `last August`."""
    across = (_MONTHS >= 4) & (month_number(expression.parts["month"]) > _MONTHS)
    return np.where(across, _ACROSS_COUNTED if in_year else _ACROSS, 0.0)


def _recurring(expression: Expression, ahead: float, in_year: bool) -> Weights:
    """A date without a year: the report is near it, on the side that the tense says."""
    starts, ends = occurrences(expression)
    if not len(starts):
        return flat()
    kind = "month" if expression.rule == "month" and "part" not in expression.parts else "day"
    past = _since(starts, ends, _SCALE[kind, False])
    if kind == "month" and "which" not in expression.parts:
        past = np.maximum(past + _across_years(expression, in_year), FLOOR)
    coming = _until(starts, ends, _SCALE[kind, True])
    mixed: Weights = np.logaddexp(np.log(1 - ahead) + past, np.log(ahead) + coming)
    return mixed
