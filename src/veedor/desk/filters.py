"""How templates write numbers and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from veedor.codebook.when import in_words
from veedor.codebook.wording import counted, says
from veedor.errors import DateError


def number(value: float) -> str:
    """A number with separators between its thousands."""
    return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"


def dated(value: str | None) -> str:
    """An EDTF value in words; a dash where there is none, the value itself where it cannot be read."""
    if not value:
        return "–"
    try:
        return in_words(value)
    except DateError:
        return value


def moment(at: str) -> str:
    """A moment in UTC (ISO 8601) to the minute: `21 Nov 2026, 14:05`."""
    try:
        return datetime.fromisoformat(at).strftime("%-d %b %Y, %H:%M")
    except ValueError:
        return at


def day(value: date | None) -> str:
    """A day, `21 November 2026`; a dash for none."""
    return f"{value:%-d %B %Y}" if value else "–"


def percent(share: float | None) -> str:
    """A share in [0, 1] as whole percent; a dash for none."""
    return "–" if share is None else f"{100 * share:.0f} %"


ALL: dict[str, Callable[..., str]] = {
    "number": number,
    "dated": dated,
    "moment": moment,
    "day": day,
    "percent": percent,
    "says": says,
    "counted": counted,
}
