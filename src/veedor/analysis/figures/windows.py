"""Over which time a figure counts: from the words that bound it, its date, and the day of the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.intervals import last_day
from veedor.codebook.labels import Tense
from veedor.codebook.statement import Figure
from veedor.codebook.when import bounds
from veedor.documents.date_values import At, count
from veedor.documents.date_words import Expression, find, resolve_on

_EACH = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year)"
_RATE = re.compile(
    rf"(?:per|a|an|each|every) (?P<each>{_EACH})|(?P<ly>daily|weekly|monthly|annual(?:ly)?|yearly)"
)
_RATE_IN = re.compile(rf"\b(?:per|a|an|each|every) (?P<each>{_EACH})\b|(?P<bd>b/d|bpd)\b")
"""A rate in the words for what is counted: `barrels per day`, `b/d`."""
_LY = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
}
_NUMBER = r"(?P<many>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
_TRAILING = re.compile(
    rf"\b(?:in|over|within|during|for)(?: only| just| the)?(?: (?:last|past|previous|preceding))? "
    rf"(?:{_NUMBER} )?(?P<unit>day|week|month|year)s?\b"
)
_SAME_PERIOD = re.compile(
    r"\bsame (?:period|time|stretch|span|months|weeks|dates)\b|\bcorresponding period\b"
)
_BETWEEN = re.compile(r"\bbetween\b")
_AS_OF = re.compile(r"\b(?:as of|by|until|till|through|up to|at the end of|as at|on)\b")
NEAR = timedelta(days=7)
"""By how much two windows that each run `to date` may end apart and still be told of as one; own judgement."""


SAME_PERIOD = "the same part of another year"
"""Why a window is that of `the same period of 2018`."""


class Window(NamedTuple):
    """The days over which something is counted, both ends included."""

    first: date
    last: date
    why: str
    """The rule by which it follows from the words, in a few words."""
    is_sure: bool = True
    """False where an end is taken, as of `in one year`, which says how long but not from when."""
    runs_to_date: bool = False
    """Whether it ends only because the report was written then: `so far this year`, `since August`."""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def in_words(self) -> str:
        """Both ends, `2019-01-01 to 2019-08-15`."""
        about = "" if self.is_sure else "about "
        return f"{about}{self.first.isoformat()} to {self.last.isoformat()}"


class Relation(StrEnum):
    """How two windows lie to each other."""

    SAME = "the same time"
    SAME_START = "from the same day, to different days"
    SAME_END = "to the same day, from different days"
    NESTED = "one within the other"
    CORRESPONDING = "the same part of different years"
    ADJACENT = "one right after the other"
    APART = "different times"
    OVERLAPPING = "times that overlap"


class Timing(NamedTuple):
    """What a figure's words say of time."""

    window: Window | None
    """None where no words bound it, or an end of it is open."""
    per: str | None
    """The unit of time of a rate: `day` of `barrels a day`; None for a plain count."""
    as_of: str | None
    """EDTF: the day of which it speaks, the window's last, one that the words name, or that of the report."""
    why: str
    """By which rule it is as of that day."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that time a figure, with the day from which they speak."""

    said: str
    low: str
    day: date
    tense: Tense
    value: str | None
    """What the reader made of them, EDTF."""


def timing_of(figure: Figure, published: str | None) -> Timing:
    """The window, rate and as-of day of a figure in a report of that date (EDTF, closed; None where unknown)."""
    said = figure.period.words if figure.period else figure.when.quote.words if figure.when else ""
    own = figure.when.value if figure.when else None
    per = _rate_of(figure)
    if _RATE.fullmatch(_flat(said)):
        return Timing(None, per, own or published, "its own date" if own else "the report's date")
    if published is None:
        return _without_report(own, per)
    words = _Words(said, _flat(said), last_day(published), figure.tense, own)
    window = _window(words)
    if (named := _named_end(words)) is not None:
        return Timing(window, per, named, "as the words say")
    if window is not None:
        return Timing(window, per, window.last.isoformat(), f"the last day of {window.why}")
    return Timing(None, per, published, "the report's date")


def _flat(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _rate_of(figure: Figure) -> str | None:
    """The unit of time of a rate, `day` of `barrels a day`; None for a plain count."""
    if figure.period and (found := _RATE.fullmatch(_flat(figure.period.words))):
        return found["each"] or _LY[found["ly"]]
    within = _RATE_IN.search(_flat(f"{figure.anchor.words} {figure.what.words}"))
    return None if within is None else within["each"] or "day"


def _without_report(own: str | None, per: str | None) -> Timing:
    """A figure whose report nobody dated: only a date of its own, closed at both ends, is a window."""
    first, last = bounds(own) if own else (None, None)
    if first is None or last is None:
        return Timing(None, per, None, "neither the words nor the report give a day")
    return Timing(Window(first, last, "its own date"), per, last.isoformat(), "the last day of its own date")


def _window(words: _Words) -> Window | None:
    for rule in (_same_period, _trailing, _between, _dated):
        if (found := rule(words)) is not None:
            return found
    return None


def _same_period(words: _Words) -> Window | None:
    """`in the same period of 2018`: from 1 January to the report's day, in that year."""
    if not _SAME_PERIOD.search(words.low):
        return None
    value = next((resolved for _, resolved in _dates(words)), None)
    year = bounds(value).earliest.year if value and bounds(value).earliest else words.day.year - 1  # type: ignore[union-attr]
    return Window(date(year, 1, 1), _in_year(words.day, year), SAME_PERIOD, is_sure=False)


def _trailing(words: _Words) -> Window | None:
    """`in one year`, `in the past 12 months`: so long, taken to end with the report."""
    found = _TRAILING.search(words.low)
    if found is None or words.tense is Tense.FUTURE or re.search(r"\b(?:19|20)\d\d\b", words.low):
        return None
    is_this = found["many"] is None and not re.search(r"\b(?:last|past|previous|preceding)\b", words.low)
    is_last = found["many"] is None and re.search(r"\b(?:last|previous) (?:year|month|week)\b", words.low)
    if is_this or is_last:
        return None
    many = count(found["many"]) if found["many"] else 1
    first = _back(words.day, many, found["unit"])
    return Window(first, words.day, "a stretch taken to end with the report", is_sure=False)


def _back(day: date, many: int, unit: str) -> date:
    """The day so many days, weeks, months or years before; the last of its month where it has no such day."""
    if unit in ("day", "week"):
        return day - timedelta(days=many * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - many * (12 if unit == "year" else 1)
    for here in range(day.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, here)
        except ValueError:  # the month is shorter
            continue
    return day


def _between(words: _Words) -> Window | None:
    """`between 13 August 2018 and 13 August 2019`: the days from the one to the other."""
    if not _BETWEEN.search(words.low):
        return None
    for _, value in _dates(words):
        first, last = bounds(value)
        if value.startswith("{") and first and last:
            return Window(first, last, "between two days")
    return None


def _dated(words: _Words) -> Window | None:
    """A date of the words, else the one that the reader read; one that is open ends with the report."""
    values = [*(value for _, value in _dates(words)), *([words.value] if words.value else [])]
    for value in values:
        first, last = bounds(value)
        if first is None:
            continue
        if last is None or (last >= words.day and words.tense is not Tense.FUTURE):
            if first <= words.day:
                return Window(first, words.day, "a stretch up to the report", runs_to_date=True)
            continue
        return Window(first, last, "the dates of the words")
    return None


_SOON, _LONG = timedelta(days=62), timedelta(days=183)
"""How near a day before the report, and how far one after it, are, where words that name no year may mean either.
Own judgement: `on 22 August`, written on the 23rd, is the day before, whatever the tense of its verb."""


def _dates(words: _Words) -> list[tuple[Expression, str]]:
    """The dates that the words name, each with its value in EDTF, seen from the report's day."""
    found = ((one, _resolved(one, words)) for one in find(words.said, 0, len(words.said)))
    return [(one, value) for one, value in found if value]


def _resolved(one: Expression, words: _Words) -> str | None:
    """The value of a date: the one before the report where it is far nearer than the one after it."""
    past = resolve_on(one, At(words.day, future=False))
    if words.tense is not Tense.FUTURE:
        return past
    ahead = resolve_on(one, At(words.day, future=True))
    last = bounds(past).latest if past else None
    first = bounds(ahead).earliest if ahead else None
    if last is None or first is None:
        return ahead
    is_past = timedelta(0) <= words.day - last <= _SOON and first - words.day > _LONG
    return past if is_past else ahead


def _named_end(words: _Words) -> str | None:
    """The day that `as of 2 December`, `by 2 December` or `through 14 August` names; None where none is named."""
    if not _AS_OF.search(words.low):
        return None
    for one, value in _dates(words):
        last = bounds(value).latest
        is_point = "/" not in value and value[0] not in "{["
        if last is None or last > words.day:
            continue
        if one.limit == "to" or (is_point and re.search(r"\bas (?:of|at)\b", words.low)):
            return value.removeprefix("../")
    return None


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 28 February for a leap day."""
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def relation(one: Window, other: Window) -> Relation:
    """How two windows lie to each other."""
    first, last = one.first == other.first, one.last == other.last
    if first and last:
        return Relation.SAME
    if first:
        return Relation.SAME_START
    if last:
        return Relation.SAME_END
    if _correspond(one, other):
        return Relation.CORRESPONDING
    early, late = (one, other) if one.first < other.first else (other, one)
    if late.last < early.last:
        return Relation.NESTED
    if late.first == early.last + timedelta(days=1):
        return Relation.ADJACENT
    return Relation.APART if late.first > early.last else Relation.OVERLAPPING


def _correspond(one: Window, other: Window) -> bool:
    """Whether both are the same part of different years, a day more or less."""
    years = other.first.year - one.first.year
    if years == 0 or one.days > 366 or other.days > 366:
        return False
    moved = _in_year(one.first, one.first.year + years)
    return moved == other.first and abs(one.days - other.days) <= 1
