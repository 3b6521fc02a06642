"""When a text that prints no date was written: weighs what its dates and office holders say of that day.

Every clue gives each day a log-likelihood; the days' sum, normalised, is a distribution over days, and the
answer is the shortest interval that holds `MASS` of it. A clue never weighs more than `FLOOR`, so that one
misread date cannot outvote the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.when import bounds
from veedor.documents.date_tense import chance_ahead, sentence_around
from veedor.documents.date_values import NUMBERS, WEEKDAYS, At, count, month_value
from veedor.documents.date_words import Expression, find, resolve_on
from veedor.documents.offices import How, Mention, holders_named

Weights = NDArray[np.float64]
"""A log-likelihood for each day of `_DAYS`, shape (days,)."""

MASS = 0.85
"""Share of the distribution that the answer holds. Of 68 dated texts without their date line (the development
reports, and news, speeches and interviews of GUM) 6 say enough; from 0.8 to 0.9 all 6 answers hold the day."""
WIDEST_DAYS = 731
"""A wider interval (two years) dates nothing and is given up."""
READ_CHARACTERS = 60_000
"""How much of a long text is searched for clues; a report tells its time long before."""
_FIRST, _LAST = date(1988, 1, 1), date(2040, 12, 31)
_DAYS = np.arange(_FIRST.toordinal(), _LAST.toordinal() + 1)
FLOOR = -7.0
"""About one clue in a thousand may contradict the truth."""
_HISTORY = -4.0
"""A title may also be used of someone who has left the office: rarer than one in fifty."""
_OFFICE = {
    How.TITLED: (FLOOR, _HISTORY, FLOOR),
    How.GOVERNING: (FLOOR, -2.0, -3.0),
    How.NAMED: (-2.0, -1.0, -2.0),
}
"""Weight before the term, just after it, and long after it."""
# Mean days between a date without a year and the report that names it, by precision and direction; of the
# order seen in news of other crises (a month named in the past began some 100 days before).
_SCALE = {("month", False): 100.0, ("month", True): 90.0, ("day", False): 60.0, ("day", True): 40.0}


class Clue(NamedTuple):
    """What some words of the text say of the day on which it was written."""

    start: int
    end: int
    weights: Weights
    gives_year: bool
    """Whether it can tell one year from another."""
    tells_now: bool
    """Whether it speaks from the report's own time: a date without a year, `next week`."""


class Inferred(NamedTuple):
    """The days on which a text may have been written, with the clues that say so."""

    first: date
    last: date
    clues: tuple[Clue, ...]
    """Those that agree with the interval, the most telling first."""
    against: int
    """How many clues do not agree with it."""


def infer(text: str) -> Inferred | None:
    """When the text was written, as far as it shows; None where it does not."""
    read = text[:READ_CHARACTERS]
    clues = [*_office_clues(holders_named(read)), *_date_clues(read)]
    return weigh(clues)


def weigh(clues: Sequence[Clue]) -> Inferred | None:
    """The shortest interval that holds `MASS` of what the clues say; None where they say too little."""
    if not any(c.gives_year for c in clues) or not any(c.tells_now for c in clues):
        return None
    total = np.sum([c.weights for c in clues], axis=0)
    share = np.exp(total - total.max())
    first, last = _shortest(share / share.sum())
    if last - first >= WIDEST_DAYS or first == 0 or last == len(_DAYS) - 1:
        return None
    best = int(total.argmax())
    fitting = [c for c in clues if c.weights[best] > _HISTORY + 0.5 and np.ptp(c.weights) > 1]
    against = sum(c.weights[best] <= _HISTORY + 0.5 for c in clues)
    if against > len(fitting):
        return None
    telling = sorted((c for c in fitting if c.weights[best] > -2), key=lambda c: float(np.mean(c.weights)))
    return Inferred(_day(first), _day(last), tuple(telling), int(against))


def _day(index: int) -> date:
    return date.fromordinal(int(_DAYS[index]))


def _shortest(share: Weights) -> tuple[int, int]:
    """First and last index of the shortest run that holds `MASS`, with days beside it that are as likely."""
    below = np.concatenate([[0.0], np.cumsum(share)])
    ends = np.searchsorted(below, below[:-1] + MASS - 1e-9)
    lengths = np.where(ends < len(below), ends - np.arange(len(share)), len(share) + 1)
    first = int(lengths.argmin())
    last = int(ends[first]) - 1
    likely = share[first : last + 1].mean() / 2
    while first > 0 and share[first - 1] >= likely:
        first -= 1
    while last < len(share) - 1 and share[last + 1] >= likely:
        last += 1
    return first, last


def _flat() -> Weights:
    return np.zeros(len(_DAYS))


def _office_clues(mentions: Sequence[Mention]) -> Iterator[Clue]:
    """A holder named as in office: hardly before the term, seldom after it, and ever less the longer ago."""
    for mention in mentions:
        before, after, least = _OFFICE[mention.how]
        weights = np.full(len(_DAYS), before)
        for term in mention.terms:
            over = _DAYS - (term.end.toordinal() + 1 if term.end else _DAYS[-1])
            fading = np.where(over <= 0, 0.0, np.maximum(after - over / 500, least))
            weights = np.maximum(weights, np.where(term.start.toordinal() <= _DAYS, fading, before))
        yield Clue(mention.start, mention.end, weights, mention.how < How.NAMED, False)


def _date_clues(text: str) -> Iterator[Clue]:
    """The clues of all dates; one that is named several times counts once, with the mean of its tenses."""
    expressions = find(text)
    ahead: dict[str, list[float]] = {}
    for number, expression in enumerate(expressions):
        _, end = sentence_around(text, expression)
        if not _is_told(expressions, number, text):
            ahead.setdefault(_key(expression), []).append(chance_ahead(text, expression))
        for other in expressions[number + 1 : number + 4]:
            if other.end <= end:
                yield from _together(expression, other, text)
                yield from _together(other, expression, text)
    yield from _latest_year(expressions, ahead)
    yield from _counted(expressions, text)
    seen: set[str] = set()
    for expression in expressions:
        key = _key(expression)
        clue = _clue(expression, float(np.mean(ahead[key]))) if key in ahead and key not in seen else None
        seen.add(key)
        if clue is not None:
            yield clue


def _latest_year(expressions: Sequence[Expression], ahead: dict[str, list[float]]) -> Iterator[Clue]:
    """The latest year that a text names, and not as future, is mostly its own, the one before or the next."""
    named = [e for e in expressions if "year" in e.parts and max(ahead.get(_key(e), [1.0])) < 0.5]
    latest = max(named, key=lambda e: e.parts["year"], default=None)
    if latest is not None:
        gap = np.array([date.fromordinal(int(d)).year for d in _DAYS]) - int(latest.parts["year"])
        after = np.maximum(-0.8 * np.maximum(gap - 1, 0), -2.5)
        yield Clue(latest.start, latest.end, np.where(gap < -1, FLOOR / 2, after), False, False)


_COUNT = re.compile(
    r"\b(?:(?:less|fewer) than |nearly |almost |about |just |only |some |around |more than |over |barely )?"
    rf"(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)}) (?P<unit>day|week|month)s? (?:after|since)\b[^.;:!?]{{0,60}}$",
    re.IGNORECASE,
)


def _counted(expressions: Sequence[Expression], text: str) -> Iterator[Clue]:
    """`Less than three months after the vote of July`: told at about that distance."""
    for one in expressions:
        found = _COUNT.search(text, max(0, one.start - 100), one.core_start)
        if found and one.rule in ("month", "day") and not one.is_absolute and not one.second:
            length = count(found["n"]) * {"day": 1, "week": 7, "month": 30}[found["unit"].lower()]
            starts, _ = _occurrences(one)
            at = np.searchsorted(starts, _DAYS, side="right") - 1
            gap = _DAYS - starts[np.maximum(at, 0)]
            near = (gap >= 0.5 * length) & (gap <= 1.3 * length + 30)
            yield Clue(found.start(), one.end, np.where(near, 0.0, -1.5), False, True)


def _key(expression: Expression) -> str:
    second = expression.second.parts if expression.second else {}
    return f"{expression.rule} {sorted(expression.parts.items())} {sorted(second.items())}"


def _is_told(expressions: Sequence[Expression], number: int, text: str) -> bool:
    """Whether a yearless month goes on with a story of another year: `By March 1994 … In May`."""
    one = expressions[number]
    if one.is_absolute or one.rule not in ("month", "day"):
        return False
    before = [e for e in expressions[max(0, number - 4) : number] if e.start > one.start - 600]
    dated = [e for e in before if e.is_absolute or e.rule in ("month", "day", "unit", "near", "weekday")]
    return bool(dated) and (dated[-1].is_absolute and dated[-1].rule in ("month", "day", "days"))


def _clue(expression: Expression, ahead: float) -> Clue | None:
    """What one expression says by itself."""
    if expression.rule in ("first_months", "so_far", "quarter"):
        return _part_of_year(expression)
    if expression.is_absolute:
        return _absolute(expression, ahead)
    if expression.rule in ("month", "day", "days") and "which_year" not in expression.parts:
        weights = _recurring(expression, ahead)
        return Clue(expression.start, expression.end, weights, "weekday" in expression.parts, True)
    if expression.rule in ("weekday", "near", "unit", "ago", "stretch", "edge", "weekend"):
        return Clue(expression.start, expression.end, _flat(), False, True)
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
    later = np.where(earliest.toordinal() <= _DAYS, 1 - sure, 0.0)
    sooner = np.where(latest.toordinal() >= _DAYS, sure, 0.0)
    weights = np.log(np.maximum(later + sooner, np.exp(FLOOR)))
    return Clue(expression.start, expression.end, weights, True, False)


def _part_of_year(expression: Expression) -> Clue | None:
    """`in the first seven months of 2019`: counted up soon after the part was over."""
    named = expression.parts.get("year")
    years = [int(named)] if named else range(_FIRST.year + 1, _LAST.year)
    ends = []
    for year in years:
        value = resolve_on(expression, At(date(year, 12, 31), False))
        latest = bounds(value).latest if value else None
        if latest and expression.rule != "so_far":
            ends.append(latest.toordinal())
    weights = _since(np.array(ends), np.array(ends), 60.0) if ends else _flat()
    return Clue(expression.start, expression.end, weights, bool(named), True)


def _since(starts: NDArray[np.int64], ends: NDArray[np.int64], scale: float) -> Weights:
    """Falls with the days gone by since the latest start; inside a stretch, by its part that is over."""
    at = np.searchsorted(starts, _DAYS, side="right") - 1
    gap = _DAYS - starts[np.maximum(at, 0)]
    length = (ends - starts + 1)[np.maximum(at, 0)]
    weights: Weights = np.minimum(0, np.log((np.maximum(gap, 0) + 1) / length)) - np.maximum(gap, 0) / scale
    return np.where(at >= 0, np.maximum(weights, FLOOR), FLOOR)


def _until(starts: NDArray[np.int64], ends: NDArray[np.int64], scale: float) -> Weights:
    """Falls with the days still to go to the next start; inside a stretch, by the part of it that is left."""
    at = np.searchsorted(ends, _DAYS, side="left")
    near = np.minimum(at, len(starts) - 1)
    left = np.maximum(0, ends[near] - _DAYS)
    gap = np.maximum(0, starts[near] - _DAYS)
    weights: Weights = np.minimum(0, np.log((left + 1) / (ends - starts + 1)[near])) - gap / scale
    return np.where(at < len(starts), np.maximum(weights, FLOOR), FLOOR)


def _occurrences(expression: Expression) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last days of a yearless date in every year; with a weekday, only where that is right."""
    plain = Expression(0, 1, expression.rule, 0, {k: v for k, v in expression.parts.items() if k != "which"})
    starts, ends = [], []
    for year in range(_FIRST.year, _LAST.year + 1):
        value = resolve_on(plain, At(date(year, 1, 1), True))
        earliest, latest = bounds(value) if value else (None, None)
        weekday = expression.parts.get("weekday")
        if earliest and latest and (weekday is None or WEEKDAYS[earliest.weekday()] == weekday):
            starts.append(earliest.toordinal())
            ends.append(latest.toordinal())
    return np.array(starts), np.array(ends)


def _recurring(expression: Expression, ahead: float) -> Weights:
    """A date without a year: the report is near it, on the side that the tense says."""
    starts, ends = _occurrences(expression)
    if not len(starts):
        return _flat()
    kind = "month" if expression.rule == "month" and "part" not in expression.parts else "day"
    past = _since(starts, ends, _SCALE[kind, False])
    coming = _until(starts, ends, _SCALE[kind, True])
    mixed: Weights = np.logaddexp(np.log(1 - ahead) + past, np.log(ahead) + coming)
    return mixed


def _together(one: Expression, other: Expression, text: str) -> Iterator[Clue]:
    """What a calendar date and a date told from now say side by side: `October 18 … next week`."""
    if (
        other.is_absolute
        or one.second
        or one.rule not in ("day", "month")
        or other.rule not in ("unit", "near")
    ):
        return
    apart = max(other.start - one.end, one.start - other.end)
    miss = FLOOR if apart <= 20 else -3.5 if apart <= 60 else -2.0
    start, end = min(one.start, other.start), max(one.end, other.end)
    holds = _same_time(one, other)
    if holds is not None and holds.any():
        yield Clue(start, end, np.where(holds, 0.0, miss), "year" in one.parts, True)


def _same_time(one: Expression, other: Expression) -> NDArray[np.bool_] | None:
    """The days from which `other` (`next week`) means the time of `one` (`October 18`), or None."""
    window = _window(one.rule, other)
    if window is None:
        return None
    if "year" in one.parts:
        earliest, latest = bounds(resolve_on(one, At(None, None)) or "0001")
        starts, ends = (np.array([d.toordinal()]) for d in (earliest or _FIRST, latest or _FIRST))
    else:
        starts, ends = _occurrences(one)
    holds = np.zeros(len(_DAYS), dtype=bool)
    for start, end in zip(starts, ends, strict=True):
        first, last = window(date.fromordinal(int(start)), date.fromordinal(int(end)))
        holds |= (first <= _DAYS) & (last >= _DAYS)
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
