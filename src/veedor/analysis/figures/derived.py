"""Arithmetic on figures that keeps track: every derived number lists what it stands on, its rule and its day.

Nothing is computed from figures that cannot be held against each other: then a refusal says why. What follows from
rounded numbers is an interval, and what follows from `at least` is `at least`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from veedor.analysis.figures import quantities
from veedor.analysis.figures.comparable import (
    ANY_TIME,
    Aspect,
    Comparability,
    Difference,
    Judged,
    Verdict,
    comparable,
)
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import Quantity
from veedor.analysis.figures.windows import Relation, Window, relation
from veedor.analysis.intervals import latest


class Refusal(NamedTuple):
    """That a number cannot be had."""

    why: str

    def __bool__(self) -> bool:
        """A refusal is no number."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A number that nobody said, with what it stands on."""

    quantity: Quantity
    unit: str
    rule: str
    """How it follows, in words: `sum of 4 parts`."""
    inputs: tuple[str, ...]
    """The figures that it stands on, by their ids, in the order of the rule."""
    as_of: str | None
    """EDTF: the last day of which an input speaks; None where one of them is of no known day."""
    window: Window | None = None
    """Over which time it counts, where that follows."""


def as_figure(found: Derived, like: Measured) -> Measured:
    """A derived number in the place of a figure, to go on with; it stands on the statements of its inputs."""
    return replace(
        like,
        id="+".join(found.inputs),
        ids=found.inputs,
        words=quantities.in_words(found.quantity),
        quantity=found.quantity,
        window=found.window,
        as_of=found.as_of,
        as_of_why=found.rule,
    )


# --- sums and differences ----------------------------------------------------------------------------------


def total(parts: Sequence[Measured], *, are_listed: bool = False) -> Derived | Refusal:
    """The sum of parts that do not count anything twice: in one unit, and told apart by time, place or words.

    Those that one report lists one after the other (`are_listed`) are taken to be told apart by the list.
    """
    if len(parts) < 2:
        return Refusal("a sum needs two parts")
    units = {one.unit for one in parts}
    if len(units) > 1 or any(one.is_change for one in parts):
        return Refusal(f"the parts are not in one unit ({', '.join(sorted(units))})")
    twice = next((pair for pair in combinations(parts, 2) if _overlap(*pair)), None)
    if twice is not None and not are_listed:
        return Refusal(f"two parts may count the same: {twice[0].words} and {twice[1].words}")
    made = quantities.plus(one.quantity for one in parts)
    return _derived(made, parts[0].unit, f"sum of {len(parts)} parts", parts, _joined(parts))


def _overlap(one: Measured, other: Measured) -> bool:
    """Whether nothing tells two parts apart."""
    if one.window and other.window and not _share_days(one.window, other.window):
        return False
    if {where.key for where in one.places} != {where.key for where in other.places}:
        return False
    return one.counted.terms == other.counted.terms and one.counted.category == other.counted.category


def _share_days(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last


def _joined(parts: Sequence[Measured]) -> Window | None:
    """The time of all parts, where each begins on the day after the one before; else None."""
    windows = sorted(one.window for one in parts if one.window)
    if len(windows) < len(parts):
        return None
    if all(relation(*pair) is Relation.ADJACENT for pair in pairwise(windows)):
        return Window(windows[0].first, windows[-1].last, "the times of the parts, joined")
    return windows[0] if windows[0] == windows[-1] else None


def difference(whole: Measured, part: Measured, *, judged: Judged | None = None) -> Derived | Refusal:
    """What is left of a count over a longer time without that over a shorter one that begins, or ends, with it."""
    how = comparable(whole, part, times=ANY_TIME, judged=judged)
    if how.verdict is not Verdict.YES:
        return Refusal(f"{how.verdict}: {how.why}")
    if whole.window is None or part.window is None:
        return Refusal(f"{Verdict.UNKNOWN}: no time is given")
    rest = _rest(whole.window, part.window)
    if rest is None:
        return Refusal(f"the times leave no one stretch: {relation(whole.window, part.window)}")
    made = quantities.minus(whole.quantity, part.quantity)
    return _derived(made, whole.unit, "the longer time less the shorter", (whole, part), rest)


def _rest(whole: Window, part: Window) -> Window | None:
    """The days of a window behind, or before, a part of it that shares its beginning, or its end."""
    day = timedelta(days=1)
    match relation(whole, part):
        case Relation.SAME_START if whole.days > part.days:
            return Window(part.last + day, whole.last, "the rest of the time")
        case Relation.SAME_END if whole.days > part.days:
            return Window(whole.first, part.first - day, "the rest of the time")
    return None


def gap(required: Measured, received: Measured) -> Derived | Refusal:
    """What is missing of a requirement: of one unit, the one required or targeted and the other received or reached."""
    if required.unit != received.unit:
        return Refusal(f"one is in {required.unit}, the other in {received.unit}")
    made = quantities.minus(required.quantity, received.quantity)
    return _derived(made, required.unit, "required less received", (required, received))


# --- shares, changes, ratios -------------------------------------------------------------------------------


def share(part: Measured, whole: Measured) -> Derived | Refusal:
    """A part in percent of a whole of the same unit; intervals follow from the rounding of both."""
    if part.unit != whole.unit:
        return Refusal(f"one is in {part.unit}, the other in {whole.unit}")
    return _quotient(part, whole, 100, "percent", "part divided by whole")


def ratio(one: Measured, other: Measured) -> Derived | Refusal:
    """How many times the other a number is, both of one unit."""
    if one.unit != other.unit:
        return Refusal(f"one is in {one.unit}, the other in {other.unit}")
    return _quotient(one, other, 1, "times", "one divided by the other")


def per_head(one: Measured, people: Measured) -> Derived | Refusal:
    """A number for each of the people that another figure counts; only where that figure is given."""
    if people.unit != "people":
        return Refusal(f"the second counts {people.unit}, not people")
    return _quotient(one, people, 1, f"{one.unit} per person", "divided by the people counted")


def change(now: Measured, before: Measured, *, judged: Judged | None = None) -> Derived | Refusal:
    """By how many percent a number rose from another of the same count; refused where their times do not correspond."""
    times = frozenset({Relation.CORRESPONDING})
    how = comparable(now, before, times=times | {Relation.APART}, judged=judged)
    if now.window and before.window and not _match(now.window, before.window):
        return Refusal(f"the times do not correspond: {relation(now.window, before.window)}")
    left = [each for each in how.differences if not _is_time_taken(each, now, before)]
    if left:
        verdict = Verdict.NO if any(each.is_known for each in left) else Verdict.UNKNOWN
        return Refusal(f"{verdict}: {Comparability(verdict, tuple(left)).why}")
    risen = quantities.over(now.quantity, before.quantity)
    if risen is None:
        return Refusal("nothing can be divided by a number that may be 0")
    made = quantities.minus(quantities.times(risen, 100), quantities.exact(100))
    return _derived(made, "percent", "change from the earlier to the later", (now, before))


def _match(one: Window, other: Window) -> bool:
    """Whether two separate times are the same part of different years, or as long as each other, as two months are."""
    how = relation(one, other)
    if how in (Relation.APART, Relation.ADJACENT):
        return abs(one.days - other.days) <= (_MONTHS_DIFFER if one.days < 360 else 1)
    return how is Relation.CORRESPONDING


_MONTHS_DIFFER = 3
"""Days by which a month may be longer than another."""


def _is_time_taken(each: Difference, now: Measured, before: Measured) -> bool:
    """Whether no more is in the way than an end of time that is taken, of two times that match."""
    if each.aspect is not Aspect.WINDOW or now.window is None or before.window is None:
        return False
    return _match(now.window, before.window)


def whole_of(part: Measured, percent: Measured) -> Derived | Refusal:
    """The whole of which a part is the given percentage: 52.68 % of the valid votes are 5,817,344."""
    if percent.unit != "percent":
        return Refusal(f"the second is in {percent.unit}, not in percent")
    return _quotient(part, percent, 100, part.unit, "part divided by its percentage")


def part_of(whole: Measured, percent: Measured) -> Derived | Refusal:
    """How many a percentage of a whole are."""
    if percent.unit != "percent":
        return Refusal(f"the second is in {percent.unit}, not in percent")
    made = quantities.product(whole.quantity, percent.quantity)
    if made is None:
        return Refusal("no percentage of a number that may lie below 0")
    hundredth = quantities.times(made, Fraction(1, 100))
    return _derived(hundredth, whole.unit, "percentage of the whole", (whole, percent))


def _quotient(one: Measured, other: Measured, factor: int, unit: str, rule: str) -> Derived | Refusal:
    made = quantities.over(one.quantity, other.quantity)
    if made is None:
        return Refusal("nothing can be divided by a number that may be 0")
    return _derived(quantities.times(made, factor), unit, rule, (one, other))


def _derived(
    made: Quantity, unit: str, rule: str, of: Sequence[Measured], window: Window | None = None
) -> Derived:
    days = [one.as_of for one in of]
    as_of = None if None in days else latest(day for day in days if day)
    inputs = tuple(one.id for one in of)
    return Derived(quantity=made, unit=unit, rule=rule, inputs=inputs, as_of=as_of, window=window)
