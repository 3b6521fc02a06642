"""Dates that point to another one, or to what everybody knows: `the same day`, `two days later`, `during World War II`.

The functions are rules of the grammar like those of `date_values.py`.
"""

from __future__ import annotations

from datetime import timedelta

from veedor.codebook.when import bounds
from veedor.documents.date_steps import stepped, steps_of
from veedor.documents.date_values import At, Parts, span_value, week


def same(p: Parts, at: At) -> str | None:
    """Read `the same day`, `later that month`, `earlier in the week`: what the text dated last, at that precision."""
    wanted = {"day": 10, "week": 10, "month": 7, "year": 4}[p["unit"].lower()]
    told = at.before or ""
    if p["unit"].lower() == "week":
        here = bounds(told).earliest if len(told) == len("2019-08-20") else at.day
        return week(here, 0, weekend=False) if here else None
    if len(told.split("/")[0]) >= wanted and told[:4].isdigit():
        return told[:wanted]
    return str(at.day) if wanted == 10 and at.day else None


def beside(p: Parts, at: At) -> str | None:
    """Read `two days later`, `the following year`: counted from what the text dated last, at that precision."""
    told = (at.before or "").split("/")[0]
    steps, unit = steps_of(p)
    wanted = {"year": 4, "month": 7}.get(unit, 10)
    if len(told) < wanted or not told[:4].isdigit():
        return None
    here = bounds(told).earliest
    back = p.get("way", "").lower() == "earlier"
    return stepped(here, -steps if back else steps, unit) if here else None


def clock(p: Parts, at: At) -> str | None:
    """Read `at 11.30 a.m.`, `before dawn`: the day that the text named last, else the report's (and its eve)."""
    told = at.before or ""
    day = bounds(told).earliest if len(told) == 10 and told[:4].isdigit() else at.day
    if day is None:
        return None
    return span_value(day - timedelta(1), day) if p.get("night") and day == at.day else str(day)


_WARS = {"i": "1914/1918", "one": "1914/1918", "first": "1914/1918", "ii": "1939/1945", "two": "1939/1945"}
_WARS |= {"second": "1939/1945", "korean": "1950/1953"}
"""Years of wars after which a time is called, by the word that tells them apart. General knowledge."""


def war(p: Parts, at: At) -> str | None:
    """Read `during World War II`: the years of that war; of `after World War II` the last, where it begins.

    `9/11` is the day of the attacks.
    """
    if not p.get("lead"):
        return "2001-09-11"
    years = _WARS[(p.get("number") or p.get("which") or p["which2"]).lower()]
    return years.partition("/")[2] if p["lead"].lower() == "after" else years
