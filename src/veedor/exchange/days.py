"""Dates as other formats have them: a day, a month or a year where a value is one, and the days it spans."""

from __future__ import annotations

import re
from datetime import date

from veedor.codebook.statement import Statement
from veedor.codebook.when import bounds

_PREFIX = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(value: str | None) -> str:
    """The day, ISO 8601, of a value that is one day and sure of it; else an empty text."""
    return value if value and _DAY.fullmatch(value) else ""


def prefix(value: str | None) -> str:
    """The year, month or day of a value that is just one, sure or about (`2019`, `2019-08`); else an empty text."""
    plain = (value or "").rstrip("?~%")
    return plain if _PREFIX.fullmatch(plain) else ""


def span(value: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that a value allows, both included; None where it is open, or is none."""
    found = bounds(value) if value else None
    return (found.earliest, found.latest) if found else (None, None)


def dated(statement: Statement) -> str | None:
    """The EDTF value of a statement; None where the text gives none."""
    return statement.when.value if statement.when else None
