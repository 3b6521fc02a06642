"""What the parts of a date expression mean in EDTF: one small function for each rule of `date_words.py`.

Every function takes the parts that its rule found and the place in time from which the text speaks, and
gives an EDTF value, or None where the words date nothing (or nothing without the report's date). The
rules of thumb are the codebook's (Fields, Dates; Borderline cases): a week runs Monday to Sunday; early,
mid and late are the thirds of a month (days 1-10, 11-20, 21 to its end) and, likewise, of a year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from veedor.codebook.when import MONTHS, bounds

Parts = Mapping[str, str]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14}
_COUNTS |= {"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
_COUNTS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
NUMBERS = tuple(_COUNTS)
"""The number words that the grammar reads, `a` among them."""
_TO_TWENTIETH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINAL_DAYS = {word: number for number, word in enumerate(_TO_TWENTIETH, 1)}
ORDINAL_DAYS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_TO_TWENTIETH[:9], 1)}
ORDINAL_DAYS |= {"thirtieth": 30, "thirty-first": 31}
"""Days of a month in words: `May fifth`."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "the": 0, "next": 1, "coming": 1}


class At(NamedTuple):
    """From where in time an expression is read."""

    day: date | None
    """The report's day, or None where it is not known."""
    future: bool | None
    """Whether its clause speaks of the future; None where that is not known."""
    before: str | None = None
    """Value of the date that the text named last, in EDTF; what `that year` and `the same day` point to."""


Rule = Callable[[Parts, At], str | None]


def count(words: str) -> int:
    """The number that `two`, `a` or `12` stands for."""
    lower = words.lower()
    return _COUNTS[lower] if lower in _COUNTS else int(lower)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3] == name[:3].title())


def month_value(year: int, month: int) -> str:
    """EDTF of a month; months past 12, or below 1, run into the neighbouring years."""
    years, number = divmod(month - 1, 12)
    return f"{year + years:04d}-{number + 1:02d}"


def span_value(first: date, last: date) -> str:
    """EDTF of the days from first to last."""
    return f"{first}" if first == last else f"{first}/{last}"


def third_value(year: int, month: int, part: str) -> str:
    """EDTF of the early, mid or late third of a month."""
    last = monthrange(year, month)[1]
    start, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return f"{year:04d}-{month:02d}-{start:02d}/{year:04d}-{month:02d}-{end:02d}"


def year_third(year: int, part: str) -> str:
    """EDTF of the early, mid or late four months of a year."""
    start = {"early": 1, "mid": 5, "late": 9}[part]
    return f"{year:04d}-{start:02d}/{year:04d}-{start + 3:02d}"


def _valid(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _year_of(p: Parts, at: At) -> int | None:
    """The year that the words name: in digits, `last year`, `that year`; None where they name none."""
    if p.get("year"):
        return int(p["year"])
    shift = p.get("which_year", "").lower()
    if shift in ("same", "that") and at.before:
        return (bounds(at.before).earliest or date.min).year
    return at.day.year + _SHIFTS[shift] if shift in _SHIFTS and at.day else None


def _told_year(month: int, at: At) -> int | None:
    """The year of a story told of a past year: after `By March 1994`, `in May` is May 1994."""
    if at.day is None:
        return _last_told(month, at)
    if not at.before or "/" in at.before.strip("./") or at.future:
        return None
    told = at.before.replace("../", "").replace("/..", "")
    if len(told) < 7 or not told[:4].isdigit() or not told[5:7].isdigit() or int(told[5:7]) > 12:
        return None
    if at.day and int(told[:4]) >= at.day.year - 1:
        return None
    return int(told[:4]) + (month < int(told[5:7]))


def _last_told(month: int, at: At) -> int | None:
    """The year where no report's date is known: that of the date told last, or the next if the month is far back.

    Half a year back a story goes on rather than to the next year: after `in July 1844`, `in June` is of 1844.
    """
    days = bounds(at.before) if at.before else None
    told = (days.earliest or days.latest) if days else None
    if not told:
        return None
    is_month = len(at.before or "") >= 7
    return told.year + (is_month and month < told.month - 6)


def _month_year(month: int, at: At) -> int | None:
    """The year of a bare month: nearest in the clause's direction, the current month included."""
    told = _told_year(month, at)
    if told or at.day is None:
        return told
    if at.future:
        return at.day.year + (month < at.day.month)
    return at.day.year - (month > at.day.month)


def _day_in(month: int, day: int, at: At) -> date | None:
    """The nearest such day in the clause's direction; without one, the nearest of all."""
    told = _told_year(month, at)
    if told:
        return _valid(told, month, day)
    if at.day is None:
        return None
    here = at.day
    days = [d for y in range(here.year - 4, here.year + 5) if (d := _valid(y, month, day))]
    if at.future is not None:
        days = [d for d in days if (d >= here if at.future else d <= here)]
    return min(days, key=lambda d: abs(d - here), default=None)


def _calendar_day(p: Parts, at: At, day: int, month: int) -> date | None:
    year = _year_of(p, at)
    return _valid(year, month, day) if year else _day_in(month, day, at)


def iso(p: Parts, at: At) -> str | None:
    """Read `2017-10-12`."""
    month, day = int(p["m"]), int(p["d"])
    found = _valid(int(p["year"]), month, day) if 1 <= month <= 12 and day else None
    return str(found) if found else None


def day(p: Parts, at: At) -> str | None:
    """Read `12 October 2017`, `Oct. 12`, `October 12th`, `the twelfth of October`."""
    number = int(p["day"]) if p.get("day") else ORDINAL_DAYS[p["ordinal"].lower()]
    found = _calendar_day(p, at, number, month_number(p["month"]))
    return str(found) if found else None


def days(p: Parts, at: At) -> str | None:
    """Read `10-12 October` as an interval, `10 and 12 October` as a set."""
    month = month_number(p["month"])
    last = _calendar_day(p, at, int(p["day2"]), month)
    first = _valid(last.year, month, int(p["day"])) if last else None
    if not first or not last or first >= last:
        return None
    is_next = last - first == timedelta(1)
    apart = p.get("join", "").strip() in ("and", "&") and not p.get("between") and not is_next
    return f"{{{first},{last}}}" if apart else span_value(first, last)


def month(p: Parts, at: At) -> str | None:
    """Read `October 2017`, `October last year`, `last October`, `late October`, `October`."""
    number = month_number(p["month"])
    year = _year_of(p, at)
    if year is None and p.get("which"):
        year = _which_month(number, p["which"].lower(), at)
    elif year is None:
        year = _month_year(number, at)
    if year is None:
        return None
    part = p.get("part", "").lower()
    return third_value(year, number, part) if part else month_value(year, number)


def _which_month(number: int, which: str, at: At) -> int | None:
    """Year of `last May` (before this month), `next May` (after it), `this May` (this year)."""
    if at.day is None:
        return None
    if _SHIFTS[which] < 0:
        return at.day.year - (number >= at.day.month)
    return at.day.year + (number <= at.day.month if _SHIFTS[which] > 0 else 0)


def edge(p: Parts, at: At) -> str | None:
    """Read `the start of July`, `the end of 2018`, `the end of the year`, `year end`.

    With `since`, `by` and the like it is that edge's day; alone it is the early or late third.
    """
    whole = month(p, at) if p.get("month") else _unit(p, at)
    if whole is None:
        return None
    first, last = bounds(whole)
    if not first or not last:
        return None
    starts = p["edge"].lower() in ("start", "beginning")
    if p.get("limit"):
        return str(first if starts else last)
    part = "early" if starts else "mid" if p["edge"].lower() == "middle" else "late"
    if len(whole) == 7:
        return third_value(first.year, first.month, part)
    return year_third(first.year, part) if len(whole) == 4 else str(first if starts else last)


def _unit(p: Parts, at: At) -> str | None:
    """The week, month, year or season that `this`, `last`, `next` or `the` picks."""
    unit = p.get("unit", "year").lower()
    year = _year_of(p, at)
    if unit == "year" and year is not None:
        return f"{year:04d}"
    if at.day is None:
        return None
    shift = _SHIFTS[p.get("which", "the").lower() or "the"]
    if unit in _SEASONS:
        return _season(_SEASONS[unit], shift, at.day)
    if unit == "year":
        return f"{at.day.year + shift:04d}"
    if unit == "month":
        return month_value(at.day.year, at.day.month + shift)
    if unit == "quarter":
        return _quarter(at.day.year, (at.day.month - 1) // 3 + shift)
    return week(at.day, shift, weekend=unit == "weekend")


def _quarter(year: int, quarter: int) -> str:
    """EDTF of a quarter, counted from 0 at the year's start: its first and last month."""
    return f"{month_value(year, 3 * quarter + 1)}/{month_value(year, 3 * quarter + 3)}"


def week(here: date, shift: int, *, weekend: bool) -> str:
    """EDTF of the week, Monday to Sunday, or weekend, some weeks from a day's."""
    monday = here - timedelta(here.weekday()) + timedelta(7 * shift)
    return span_value(monday + timedelta(5 if weekend else 0), monday + timedelta(6))


def _season(number: int, shift: int, here: date) -> str:
    """`last summer` is the latest that is over, `next` the first to come, `this` the year's own."""
    values = [f"{year:04d}-{number}" for year in range(here.year - 2, here.year + 3)]
    if shift < 0:
        return [v for v in values if (bounds(v).latest or here) < here][-1]
    if shift > 0:
        return next(v for v in values if (bounds(v).earliest or here) > here)
    return f"{here.year:04d}-{number}"


def unit(p: Parts, at: At) -> str | None:
    """Read `last week`, `this month`, `early next year`, `later this month`, `last summer`."""
    whole = _unit(p, at)
    part = p.get("part", "").lower()
    if whole is None or part not in ("early", "mid", "late"):
        return whole
    if len(whole) == 4:
        return year_third(int(whole), part)
    is_month = len(whole) == 7 and int(whole[5:]) <= 12
    return third_value(int(whole[:4]), int(whole[5:]), part) if is_month else whole


def weekend(p: Parts, at: At) -> str | None:
    """Read `over the weekend`: the last one, or the coming one where the clause is future."""
    if at.day is None:
        return None
    return week(at.day, 0 if at.future or at.day.weekday() > 4 else -1, weekend=True)


def season(p: Parts, at: At) -> str | None:
    """Read `summer 2017`, `the spring of last year`, `in spring`."""
    number = _SEASONS[p["season"].lower()]
    year = _year_of(p, at)
    if year is not None:
        return f"{year:04d}-{number}"
    if at.day is None:
        return None
    values = [f"{y:04d}-{number}" for y in range(at.day.year - 2, at.day.year + 3)]
    if at.future:
        return next(v for v in values if (bounds(v).latest or at.day) >= at.day)
    return [v for v in values if (bounds(v).earliest or at.day) <= at.day][-1]


def year(p: Parts, at: At) -> str | None:
    """Read `2004`, `mid-2016`."""
    part = p.get("part", "").lower()
    return year_third(int(p["year"]), part) if part else p["year"]


def years(p: Parts, at: At) -> str | None:
    """Read `2004-2009`, `2004/05`."""
    last = p["year2"] if len(p["year2"]) == 4 else p["year"][:2] + p["year2"]
    return f"{p['year']}/{last}" if p["year"] < last else None


def decade(p: Parts, at: At) -> str | None:
    """Read `the 1990s`, and `the early 1990s` as the first of three parts: four years, three, three."""
    part = p.get("part", "").lower()
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return f"{p['decade']}{first}/{p['decade']}{last}" if part else f"{p['decade']}X"


def quarter(p: Parts, at: At) -> str | None:
    """Read `Q3 2018`, `the first half of last year`, `the third quarter` (the last one or, future, the next)."""
    number = int(p["q"]) if p.get("q") else _ORDINALS[p["nth"].lower()]
    named = _year_of(p, at)
    year = named if named is not None else at.day.year if at.day else None
    if year is None:
        return None
    if p.get("half", "").lower() == "half":
        return f"{year:04d}-{39 + min(number, 2)}"
    if named is None and at.day and p.get("nth"):
        current = (at.day.month + 2) // 3
        year += (number < current) if at.future else -(number > current)
    return f"{year:04d}-{32 + number}" if p.get("q") else _quarter(year, number - 1)


def first_months(p: Parts, at: At) -> str | None:
    """Read `the first seven months of 2019`."""
    year, months = _year_of(p, at), count(p["n"])
    if year is None or not 1 < months <= 12:
        return None
    return f"{month_value(year, 1)}/{month_value(year, months)}"


def weekday(p: Parts, at: At) -> str | None:
    """Read `Tuesday`, `last Tuesday`, `late Wednesday`: at the latest the report's day, unless future."""
    if at.day is None:
        return None
    number = WEEKDAYS.index(p["weekday"])
    back, ahead = (at.day.weekday() - number) % 7, (number - at.day.weekday()) % 7
    which = p.get("which", "").lower()
    if which == "this":
        return str(at.day + timedelta(number - at.day.weekday()))
    if which:
        return str(at.day + timedelta(-(back or 7) if _SHIFTS[which] < 0 else ahead or 7))
    return str(at.day + timedelta(ahead if at.future else -back))


def near(p: Parts, at: At) -> str | None:
    """Read `yesterday`, `today`, `tomorrow`, `this morning`, `last night`."""
    if at.day is None:
        return None
    words = " ".join(p["near"].lower().split())
    steps = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}
    return str(at.day + timedelta(steps.get(words, 2 if words.startswith("the day after") else 0)))


def so_far(p: Parts, at: At) -> str | None:
    """Read `so far this year`: from its first day to the report's day."""
    whole = _unit(p, at)
    first = bounds(whole).earliest if whole else None
    return span_value(first, at.day) if first and at.day and first <= at.day else None
