"""English date expressions in a text: finds them, and says what they mean seen from the report's date.

A grammar over characters, without a model. `find` gives the expressions with their places; `resolve` gives
the EDTF value of one. `date_patterns.py` holds the patterns, `date_values.py` the
arithmetic, one function for each rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from veedor.codebook.when import bounds
from veedor.documents.date_patterns import BLANK, BY_NAME, HINT, rules_for
from veedor.documents.date_values import At, Parts, Rule

_LIMITS: Mapping[str, str] = {
    **dict.fromkeys(
        ("since", "ever since", "starting", "beginning", "commencing", "effective", "after"), "from"
    ),
    **dict.fromkeys(("with effect from", "from", "as from"), "from"),
    **dict.fromkeys(("by", "until", "till", "up to", "up until", "through", "no later than"), "to"),
    **dict.fromkeys(("before", "prior to"), "before"),
}
"""Words before a date that open one of its ends: `from` opens the last, `to` and `before` the first."""
_LIMIT = re.compile(
    rf"(?<![-\w])(?P<word>{'|'.join(sorted(_LIMITS, key=len, reverse=True)).replace(' ', BLANK)})"
    rf"(?:{BLANK}(?:from|on|in|at|as{BLANK}of))?(?:{BLANK}the)?{BLANK}$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    rf"\b(?:in|on|at|during|throughout|over|between|as{BLANK}of|around|about)(?:{BLANK}the)?{BLANK}$",
    re.IGNORECASE,
)
_JOIN = re.compile(rf"(?:{BLANK}(?P<word>to|until|till|through|and){BLANK}(?:the{BLANK})?| ?[-–—] ?)")
_WHOLE = re.compile(r"(?:between|from|throughout|during|over)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: characters `[start, end)` of a text, and what the grammar saw in them."""

    start: int
    end: int
    rule: str
    """Name of the rule that read the date's own words."""
    core_start: int
    """First character of the date's own words, after preposition and limit."""
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What stood in the rule's slots, such as `month` or `year`."""
    limit: str = ""
    """`from`, `to` or `before` where one end is open (`since May`), else empty."""
    second: Expression | None = None
    """The other date of `from May to July` or `1990 and 1992`."""
    apart: bool = False
    """Whether the two dates are a set rather than the ends of a stretch."""

    @property
    def is_absolute(self) -> bool:
        """Whether it says its year itself, so that it needs no report date."""
        named = "year" in self.parts or "decade" in self.parts
        return named or bool(self.second and self.second.is_absolute)


def _cores(text: str, start: int, end: int) -> list[Expression]:
    """The dates' own words, leftmost and longest first, without overlaps."""
    found: list[Expression] = []
    hints = frozenset(match.lastgroup or "" for match in HINT.finditer(text, start, end))
    for name, pattern in rules_for(hints) if hints else ():
        for match in pattern.finditer(text, start, end):
            parts = {key: words for key, words in match.groupdict().items() if words}
            first = match.start("core") if "core" in parts else match.start()
            found.append(Expression(first, match.end(), name, first, parts))
    found.sort(key=lambda e: (e.start, -e.end))
    kept: list[Expression] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _joined(cores: list[Expression], text: str) -> Iterator[Expression]:
    """Cores, those that belong together made one: `from May to July`, `1990 and 1992`."""
    waiting: Expression | None = None
    for core in cores:
        join = _JOIN.fullmatch(text, waiting.end, core.start) if waiting else None
        pair = _pair(waiting, core, join, text) if waiting and join else None
        if pair is None and waiting:
            yield waiting
        waiting = pair or core
    if waiting:
        yield waiting


def _pair(first: Expression, second: Expression, join: re.Match[str], text: str) -> Expression | None:
    """Two dates as the ends of a stretch, or as a set; None where they do not go together."""
    if first.second:
        return None
    word = (join["word"] or "to").lower()
    before = _lead(text, first.start)
    apart = word == "and" and not before
    if word == "and" and apart and first.rule != second.rule:
        return None
    if word != "and" and not before and first.rule not in (second.rule, "month", "day"):
        return None
    return replace(first, start=before or first.start, end=second.end, second=second, apart=apart)


def _lead(text: str, start: int) -> int:
    """Where `between`, `from` or `throughout` before `start` begins; 0 where none stands there."""
    words = re.search(
        rf"\b(?:between|from|throughout|during|over){BLANK}(?:the{BLANK})?$",
        text[max(0, start - 20) : start],
        re.I,
    )
    return max(0, start - 20) + words.start() if words else 0


def _extended(core: Expression, text: str) -> Expression:
    """The expression with the limit or preposition before it and the possessive after it."""
    end = core.end + (2 if text[core.end : core.end + 2] in ("'s", "’s") else 0)
    window = max(0, core.start - 30)
    limit = _LIMIT.search(text, window, core.start)
    word = (
        " ".join(limit["word"].lower().split())
        if limit
        else core.parts.get("limit", "").split(" ")[0].lower()
    )
    kind = _LIMITS.get(word, "") if not core.second else ""
    if word == "from" and core.rule in ("year", "years", "decade"):
        kind = ""
    if limit and not core.second:
        return replace(core, start=limit.start(), end=end, limit=kind)
    preposition = _PREPOSITION.search(text, window, core.start)
    return replace(core, start=preposition.start() if preposition else core.start, end=end, limit=kind)


def find(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The date expressions of `text` in characters `[start, end)`, in order, without overlaps."""
    stop = len(text) if end is None else end
    found = [_extended(core, text) for core in _joined(_cores(text, start, stop), text)]
    # A time of day says the day only where nothing else does.
    return found if len(found) < 2 else [each for each in found if each.rule != "clock"]


def _low(value: str) -> str:
    return value.strip("{}").split("/")[0].split(",")[0]


def _high(value: str) -> str:
    return value.strip("{}").split("/")[-1].split(",")[-1]


def _core_value(expression: Expression, at: At) -> str | None:
    """The value of the date's own words, seen from one day."""
    rule = BY_NAME[expression.rule]
    if expression.second is None:
        return rule(expression.parts, at)
    ends = _two_values(expression.parts, rule, expression.second, at)
    if ends is None or ends[0] == ends[1]:
        return ends[0] if ends else None
    is_set = expression.apart and not set("/{") & set("".join(ends))  # a set has no stretch as its member
    is_set = is_set and not _touch(*ends)
    return (
        f"{{{ends[0]},{ends[1]}}}"
        if is_set
        else f"{_digits(_low(ends[0]), '0')}/{_digits(_high(ends[1]), '9')}"
    )


def _touch(first: str, second: str) -> bool:
    """Whether the second date begins right after the first ends: `1950 and 1951`."""
    end, start = bounds(first).latest, bounds(second).earliest
    return end is not None and start is not None and start - end == timedelta(1)


def _digits(value: str, last: str) -> str:
    """A decade's first or last year, as an end of a stretch must be a year: `195X` with 0 is `1950`."""
    return value.replace("X", last)


def _two_values(parts: Parts, rule: Rule, second: Expression, at: At) -> tuple[str, str] | None:
    """The values of two joined dates: one that does not say its year takes it from the other."""
    if "year" in parts and "year" not in second.parts:
        first = rule(parts, at)
        last = BY_NAME[second.rule](second.parts, At(bounds(first).earliest, True)) if first else None
    else:
        last = BY_NAME[second.rule](second.parts, at)
        first = rule(parts, At(bounds(last).latest, False)) if last else None
    if first is None or last is None:
        return None
    start, end = bounds(first).earliest, bounds(last).latest
    return (first, last) if start and end and start <= end else None


def _limited(value: str, limit: str) -> str:
    if limit == "from":
        return f"{_low(value)}/.."
    if limit == "to":
        return f"../{_high(value)}"
    return f"../{_low(value)}" if limit else value


def resolve_on(expression: Expression, at: At) -> str | None:
    """The EDTF value of an expression seen from one day, or None where it dates nothing."""
    value = _core_value(expression, at)
    return _limited(value, expression.limit) if value and ".." not in value else value


def cover(a: str, b: str) -> str:
    """An EDTF value that holds all days of both."""
    if a == b:
        return a
    low = (
        min((_low(a), _low(b)), key=lambda v: bounds(v).earliest or date.min)
        if ".." not in (_low(a), _low(b))
        else ".."
    )
    high = (
        max((_high(a), _high(b)), key=lambda v: bounds(v).latest or date.max)
        if ".." not in (_high(a), _high(b))
        else ".."
    )
    return f"{low}/{high}" if low != high else low


def seen_from(dated: tuple[date, date] | None) -> tuple[date, date] | None:
    """The same days, where one can count from them; None at the calendar's edges."""
    return dated if dated and 1600 < dated[0].year <= dated[1].year < 9000 else None


def resolve(
    expression: Expression,
    dated: tuple[date, date] | None,
    *,
    future: bool | None,
    before: str | None = None,
) -> str | None:
    """The EDTF value of an expression in a report of the days `dated` (first, last; equal if known).

    Args:
        expression: What `find` gave.
        dated: None where the report's date is not known: only dates that name their year are read.
        future: Whether the clause speaks of the future; None where that is not known, read as the past.
        before: Value of the date that the text named before, for `that year` and stories of a past year.

    Where the report's date is an interval and the answers differ, the value covers both.

    """
    days = seen_from(dated)
    if days is None:
        return resolve_on(expression, At(None, future, before))
    first, last = (resolve_on(expression, At(day, future, before)) for day in days)
    return cover(first, last) if first and last else None


_HANGING = frozenset({"same", "beside", "clock", "month", "day", "days"})
"""Rules whose value may hang on the date named before."""


def needs_context(expression: Expression) -> bool:
    """Whether its value may hang on the date that the text named before: `that year`, `in May`."""
    pointing = expression.parts.get("which_year", "").lower() in ("same", "that")
    return pointing or (
        expression.rule in ("same", "beside", "clock", "month", "day", "days") and not expression.is_absolute
    )


@lru_cache(maxsize=16)
def told_before(text: str, end: int, dated: tuple[date, date] | None, *, reach: int = 600) -> str | None:
    """Value of the last date that the text names in the `reach` characters before `end`, or None."""
    before: str | None = None
    # Where the report's date is not known, a year once named holds until the next.
    for expression in find(text, max(0, end - (reach if dated else 10 * reach)), end):
        before = resolve(expression, dated, future=None, before=before) or before
    return before
