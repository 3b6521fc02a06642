"""Dates counted in units of time from the report's: `two weeks ago`, `in two years`, `over the past month`.

The functions `ago`, `ahead` and `stretch` are rules of the grammar like those of `date_values.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

from veedor.documents.date_values import At, Parts, count, month_value

HOURS = {"24": 1, "twenty-four": 1, "48": 2, "forty-eight": 2, "72": 3, "seventy-two": 3}
"""Days in counts of hours that make whole days: `the past 24 hours`."""


def stepped(here: date, steps: int, unit: str) -> str:
    """The date some units away, at the unit's precision: days for days and weeks."""
    if unit == "year":
        return f"{here.year + steps:04d}"
    if unit == "month":
        return month_value(here.year, here.month + steps)
    return str(here + timedelta(steps * (7 if unit == "week" else 1)))


def steps_of(p: Parts) -> tuple[int, str]:
    """How many units the words count, and of which unit: years for decades, weeks for fortnights, days for hours."""
    unit = p["unit"].lower()
    if unit == "hour":
        return HOURS[p["n"].lower()], "day"
    if unit == "decade":
        return 10 * count(p.get("n") or "one"), "year"
    if unit == "fortnight":
        return 2 * count(p.get("n") or "one"), "week"
    return count(p.get("n") or "one"), unit


def ago(p: Parts, at: At) -> str | None:
    """Read `two weeks ago` (a day), `three months ago` (a month), `about a year ago` (a year, `~`)."""
    steps, unit = steps_of(p)
    return f"{stepped(at.day, -steps, unit)}{'~' if p.get('about') else ''}" if at.day else None


def ahead(p: Parts, at: At) -> str | None:
    """Read `in two weeks`, `in 10 years' time`, `a year from now`; bare only where the clause is future."""
    if at.day is None or not (at.future or p.get("time")):
        return None
    steps, unit = steps_of(p)
    return stepped(at.day, steps, unit)


_SHORT = 5
"""Years up to which `the past years` are counted to the month; of more, nobody means the month."""


def stretch(p: Parts, at: At) -> str | None:
    """Read `the past two months`, `over the next three weeks`, `within two weeks`: up to or from now."""
    if at.day is None:
        return None
    steps, unit = steps_of(p)
    if unit == "year" and steps <= _SHORT:
        unit, steps = "month", 12 * steps
    here = stepped(at.day, 0, unit)
    if p.get("way", "").lower() in ("past", "last", "previous"):
        return f"{stepped(at.day, -steps, unit)}/{here}"
    return f"{here}/{stepped(at.day, steps, unit)}"
