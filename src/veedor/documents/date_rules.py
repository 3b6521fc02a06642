"""By which rule a date expression has the value that it has, in a few words for whoever checks it.

What a value rests on is found by trial, so that it cannot differ from what the grammar did: whatever keeps
its value without the report's date and without the date named before is printed in full, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from veedor.codebook.when import bounds
from veedor.documents.date_values import At
from veedor.documents.date_words import Expression, resolve, resolve_on, seen_from


class DateRule(StrEnum):
    """The rules, in the words that a `When` carries."""

    PRINTED = "printed in full"
    NAMED_BEFORE = "the date named before it"
    YEAR_NAMED_BEFORE = "year from the date named before it"
    DAY = "day and month, year from the report"
    MONTH = "month, year from the report"
    SEASON = "season, year from the report"
    PART_OF_YEAR = "part of a year, year from the report"
    EDGE = "start, middle or end of a period around the report"
    PERIOD = "week, month, season or year counted from the report's"
    WEEKEND = "weekend beside the report"
    WEEKDAY_BEFORE = "weekday before the report"
    WEEKDAY_OF = "weekday of the report itself"
    WEEKDAY_AFTER = "weekday after the report"
    DAY_BESIDE = "day counted from the report's"
    COUNTED_BACK = "counted back from the report"
    COUNTED_ON = "counted on from the report"
    UP_TO = "stretch up to the report"
    FROM_ON = "stretch from the report on"
    SO_FAR = "this week, month or year until the report"


UNSURE_REPORT = "the report's own day is not certain"
"""What is added to a rule where the report's date is an interval that makes the value wider."""

_POINTING = frozenset({"same", "beside", "clock"})
"""Rules of the grammar that take or count the day from the date named before."""
_FROM_REPORT: Mapping[str, DateRule] = {
    "day": DateRule.DAY,
    "days": DateRule.DAY,
    "month": DateRule.MONTH,
    "season": DateRule.SEASON,
    "quarter": DateRule.PART_OF_YEAR,
    "first_months": DateRule.PART_OF_YEAR,
    "edge": DateRule.EDGE,
    "unit": DateRule.PERIOD,
    "weekend": DateRule.WEEKEND,
    "near": DateRule.DAY_BESIDE,
    "same": DateRule.DAY_BESIDE,
    "clock": DateRule.DAY_BESIDE,
    "ago": DateRule.COUNTED_BACK,
    "ahead": DateRule.COUNTED_ON,
    "so_far": DateRule.SO_FAR,
}
"""What the report's date gives to an expression, by the rule of the grammar that found it."""


class Dated(NamedTuple):
    """The value of a date expression, and how it came about."""

    value: str
    """In EDTF."""
    rule: str
    """A `DateRule`, two of them for two dates of different rules, and what makes the value wider."""


def resolve_by_rule(
    expression: Expression,
    dated: tuple[date, date] | None,
    *,
    future: bool | None,
    before: str | None = None,
) -> Dated | None:
    """The value that `resolve` gives, with the rule behind it; None where the words date nothing."""
    value = resolve(expression, dated, future=future, before=before)
    if value is None:
        return None
    days = seen_from(dated)
    at = At(days[0] if days else None, future, before)
    rule = " and ".join(_rules_of(expression, at))
    is_wider = resolve_on(expression, at) != value
    return Dated(value, f"{rule}; {UNSURE_REPORT}" if is_wider else rule)


def _rules_of(expression: Expression, at: At) -> list[DateRule]:
    """One rule, or two where the expression joins two dates that rest on different things."""
    if expression.second is None or _is_printed(expression, at):
        return [_rule_of(expression, at)]
    ends = [replace(expression, second=None), expression.second]
    return list(dict.fromkeys(_rule_of(end, at) for end in ends))


def _is_printed(expression: Expression, at: At) -> bool:
    alone = resolve_on(expression, At(None, at.future))
    return alone is not None and alone == resolve_on(expression, at)


def _rule_of(expression: Expression, at: At) -> DateRule:
    """What one date rests on, seen from one day: its own words, the date before it, or the report."""
    if _is_printed(expression, at):
        return DateRule.PRINTED
    if at.before and resolve_on(expression, at) != resolve_on(expression, at._replace(before=None)):
        return DateRule.NAMED_BEFORE if expression.rule in _POINTING else DateRule.YEAR_NAMED_BEFORE
    if expression.rule == "weekday":
        return _weekday(expression, at)
    if expression.rule == "stretch":
        is_past = expression.parts["way"].lower() in ("past", "last", "previous")
        return DateRule.UP_TO if is_past else DateRule.FROM_ON
    return _FROM_REPORT[expression.rule]


def _weekday(expression: Expression, at: At) -> DateRule:
    """On which side of the report the weekday lies."""
    value = resolve_on(replace(expression, limit=""), at)
    day = bounds(value).earliest if value else None
    if day is None or at.day is None or day > at.day:
        return DateRule.WEEKDAY_AFTER
    return DateRule.WEEKDAY_BEFORE if day < at.day else DateRule.WEEKDAY_OF
