"""Finds the values in the words of a position: spans of time, dates, money, shares, counts.

The reader's figures are found in sentences that have been parsed; here only the few words of a position or of a
condition are at hand, so that a small grammar of its own does, with the dates of `documents.date_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from veedor.analysis.intervals import first_day, last_day, open_start
from veedor.analysis.talks.ranges import DAYS_IN_MONTH, Facet, Range, on_days
from veedor.documents.date_tense import chance_ahead
from veedor.documents.date_values import NUMBERS, count
from veedor.documents.date_words import find, resolve
from veedor.gazetteers.tables import read_table


class Value(NamedTuple):
    """A value that words put."""

    facet: Facet | None
    """None for a bare span (`6-9 months`), of which the issue tells whether it is a date or a duration."""
    range: Range
    start: int
    """Where it begins in the words."""
    end: int


_N = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_TO = r"\s*(?:-|–|—|\bto\b|\bor\b|\band\b)\s*"
_SPAN = re.compile(
    rf"(?P<half>\bhalf )?\b(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?(?P<glue>[\s-]+)"
    r"(?:(?:working|calendar|consecutive|business)\s+)?"
    r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade)s?\b(?P<more> and a half)?",
    re.I,
)
_SCALE = r"(?:\s*(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|m)\b)?"
_MONEY = re.compile(
    rf"(?P<sign>US\$|\$|€|£|\bUSD|\bEUR|\bGBP)\s*(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?{_SCALE}"
    rf"|\b(?P<low2>{_N})(?:{_TO}(?P<high2>{_N}))?(?:\s*(?P<scale2>thousand|million|billion|trillion))?"
    r"\s+(?:US\s+)?(?P<word>dollar|euro|pound)s?\b",
    re.I,
)
_SHARE = re.compile(rf"\b(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?\s*(?:%|per ?cent\b)", re.I)
_COUNT = re.compile(
    rf"\b(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?{_SCALE}\s+(?P<adjective>[a-z]+\s+)?(?P<noun>[a-z]{{3,}}s|people|men)\b"
    rf"(?:\s+to\s+(?P<then>{_N})\b(?!\s*\w+s\b))?",
    re.I,
)
_NOW = re.compile(r"\b(?:immediate(?:ly)?|at once|right away|without delay|straight away)\b", re.I)
_NEXT = r"(?:the\s+)?(?:next\s+|coming\s+|following\s+|space of\s+|about\s+|around\s+)?$"
_AT_MOST = re.compile(
    r"\b(?:within|inside|at most|up to|no more than|not more than|less than|fewer than|under|no later than|"
    rf"not later than|a maximum of|in no more than|in less than|in under"
    rf"|in(?= the (?:next|coming))) {_NEXT}",
    re.I,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|no less than|not less than|no fewer than|a minimum of|not before|no sooner than"
    rf"|(?<!of )over) {_NEXT}",
    re.I,
)
_LOCATES = re.compile(
    rf"\b(?:in|within|inside|after|no later than|not later than|not before|no sooner than|between|in less than|in under"
    rf"|in no more than|in at most) {_NEXT}",
    re.I,
)
_LASTS = re.compile(rf"\b(?:for|lasting|lasts|last|of|over|during) {_NEXT}", re.I)
_DEADLINE = re.compile(r"^[\s-]*(?:deadline|timetable|time ?frame|window|from now|later|hence)\b", re.I)
_PAST = re.compile(r"\b(?:past|last|previous|recent) $", re.I)
_AHEAD = 0.2
"""The chance, by the words beside it, below which a date without a year lies behind; set by hand."""
_PLAIN_ONE = frozenset({"a", "an", "one"})


@cache
def _measures() -> dict[str, tuple[str, float]]:
    rows = read_table("veedor.analysis.talks", "measures")
    return {row["word"]: (row["unit"], float(row["factor"])) for row in rows}


def _factor(word: str | None) -> float:
    return _measures()[word.lower()][1] if word else 1.0


def _amount(words: str) -> float:
    return float(words.replace(",", "")) if words[0].isdigit() else float(count(words))


def values(words: str, seen_from: date | None) -> list[Value]:
    """The values that words put, in their order, none of them overlapping another.

    Args:
        words: What a position is about, or one of its conditions.
        seen_from: The day on which it was said, from which `next March` is seen; None where that is not known.

    """
    kept: list[Value] = []
    for one in _all(words, seen_from):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _all(words: str, seen_from: date | None) -> Iterator[Value]:
    """What each pattern finds, the surest first."""
    yield from (_money(match, words) for match in _MONEY.finditer(words))
    yield from (_share(match, words) for match in _SHARE.finditer(words))
    yield from (_span(match, words) for match in _SPAN.finditer(words) if not _is_past(match, words))
    yield from _dates(words, seen_from)
    yield from (_at_once(match) for match in _NOW.finditer(words))
    yield from _counts(words)


def _is_past(match: re.Match[str], words: str) -> bool:
    """Whether a span lies behind: `over the past 60 years`, `two years ago`."""
    before, after = words[: match.start()], words[match.end() :]
    return bool(_PAST.search(before) or re.match(r"['’]?\s*(?:ago|earlier|old)\b", after, re.I))


def _at_once(match: re.Match[str]) -> Value:
    return Value(Facet.DATE, Range(0.0, 0.0, "months", match[0]), *match.span())


def _bounded(low: float, high: float, before: str) -> tuple[float | None, float | None]:
    """Both ends, one of them opened by the words before: `within`, `at least`."""
    if low != high:
        return low, high
    if _AT_LEAST.search(before):
        return low, None
    return (None, high) if _AT_MOST.search(before) else (low, high)


def _span(match: re.Match[str], words: str) -> Value:
    unit, each = _measures()[match["unit"].lower()]
    more = 0.5 if match["more"] else 0.0
    low = (0.5 if match["half"] else _amount(match["low"]) + more) * each
    high = low if match["high"] is None else (_amount(match["high"]) + more) * each
    before, after = words[: match.start()], words[match.end() :]
    ends = _bounded(low, high, before)
    return Value(_facet(match, before, after), Range(*ends, unit, match[0]), *match.span())


def _facet(match: re.Match[str], before: str, after: str) -> Facet | None:
    """Whether a span says when or for how long; None where neither is said."""
    if _DEADLINE.search(after) or re.search(r"\bby $", before, re.I):
        return Facet.DATE
    if "-" in match["glue"] or _LASTS.search(before) or re.match(r"['’]?\s*(?:long|ceasefire|truce)", after):
        return Facet.DURATION
    return Facet.DATE if _LOCATES.search(before) else None


def _money(match: re.Match[str], words: str) -> Value:
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    unit = _measures()[(match["sign"] or match["word"].lower()).replace("us$", "US$")][0]
    factor = _factor(match["scale"] or match["scale2"])
    first = _amount(low) * factor
    ends = _bounded(first, _amount(high) * factor if high else first, words[: match.start()])
    return Value(Facet.AMOUNT, Range(*ends, unit, match[0].strip()), *match.span())


def _share(match: re.Match[str], words: str) -> Value:
    low = _amount(match["low"])
    ends = _bounded(low, _amount(match["high"]) if match["high"] else low, words[: match.start()])
    return Value(Facet.SHARE, Range(*ends, "percent", match[0]), *match.span())


def _dates(words: str, seen_from: date | None) -> Iterator[Value]:
    """The dates that lie ahead; what is over is no term."""
    dated = None if seen_from is None else (seen_from, seen_from)
    for found in find(words):
        is_over = words[found.start :].lower().startswith(("since", "ever since")) or (
            not found.is_absolute and chance_ahead(words, found) < _AHEAD
        )
        value = None if is_over else resolve(found, dated, future=True)
        if value is not None and _is_ahead(value, seen_from):
            said = words[found.start : found.end]
            yield Value(Facet.DATE, on_days(value, said), found.start, found.end)


def _is_ahead(value: str, seen_from: date | None) -> bool:
    """Whether a date may be a term: it does not begin a month or more before the words were said, nor end by then."""
    if seen_from is None:
        return True
    begins = open_start(value) is not None or (seen_from - first_day(value)).days < DAYS_IN_MONTH
    return begins and last_day(value) > seen_from


def _counts(words: str) -> Iterator[Value]:
    """Counts of things; of `from 13 seats to 25` the number that is to be reached."""
    for match in _COUNT.finditer(words):
        if match["low"].lower() in _PLAIN_ONE or match["noun"].lower().removesuffix("s") in _measures():
            continue
        factor = _factor(match["scale"])
        low = _amount(match["then"]) if match["then"] else _amount(match["low"]) * factor
        high = _amount(match["high"]) * factor if match["high"] and not match["then"] else low
        ends = _bounded(low, high, words[: match.start()])
        yield Value(Facet.NUMBER, Range(*ends, match["noun"].lower(), match[0]), *match.span())
