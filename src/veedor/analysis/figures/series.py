"""One count over time: its points, which of them replaced which, and which may stand in one drawing.

A series holds figures that are known to count the same: what a field leaves open keeps a figure out, with the reason,
unless a person judged it to belong there. A *vintage* is the same point told again: a later number by the same source
for the same time revises the earlier one, which stays in the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.figures.comparable import ANY_TIME, Judged, Verdict, comparable
from veedor.analysis.figures.measured import Measured, told_last
from veedor.analysis.intervals import first_day, is_before, last_day

_MONTHS_DIFFER = 3
"""Days by which a month may be longer than another."""


class Shape(StrEnum):
    """How the points of a series lie in time."""

    LEVEL = "numbers on days"
    TO_DATE = "running totals from one day on"
    SPANS = "numbers over times of one length"


class Point(NamedTuple):
    """One figure of a series."""

    measured: Measured
    first: date
    """The first day of which it speaks."""
    last: date
    revises: str | None
    """The id of the figure whose number it replaces: the same source's for the same time, told earlier."""
    is_revised: bool
    """Whether a later one replaces it."""
    disagrees: bool
    """Whether another one for the same time, not replaced, leaves no number that both can mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures of one count, in the order of the days of which they speak."""

    unit: str
    words: str
    """What is counted, in the words of the figure told last."""
    shape: Shape
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The last point that nothing replaced, to be quoted with its day only; None where sources disagree on it."""
        standing = [one for one in self.points if not one.is_revised]
        last = [one for one in standing if one.last == standing[-1].last]
        return None if any(one.disagrees for one in last) else last[-1]

    @property
    def has_conflict(self) -> bool:
        """Whether points for one time disagree."""
        return any(one.disagrees for one in self.points)


class Loose(NamedTuple):
    """A figure that no series takes."""

    measured: Measured
    why: str


class Sorted(NamedTuple):
    """The figures of a topic, in series, and those that stand in none."""

    series: tuple[Series, ...]
    loose: tuple[Loose, ...]


def series_of(figures: Iterable[Measured], *, judged: Judged | None = None) -> Sorted:
    """The series among figures of one topic, the longest first; no figure stands in two."""
    own = [one for one in sorted(figures, key=told_last) if not (one.is_denied or one.is_taken_back)]
    groups: dict[Shape, list[list[Measured]]] = defaultdict(list)
    loose: list[Loose] = []
    for one in own:
        shape = _shape(one)
        if shape is None or one.quantity.said is None:
            loose.append(Loose(one, _why_no_point(one)))
            continue
        place = next((held for held in groups[shape] if _belongs(one, held, shape, judged)), None)
        if place is None:
            groups[shape].append([one])
        else:
            place.append(one)
    made = [
        _series(held, shape, judged)
        for shape, found in groups.items()
        for held in found
        if len(held) > 1 or _stands_alone(held[0])
    ]
    alone = [
        held[0]
        for found in groups.values()
        for held in found
        if len(held) == 1 and not _stands_alone(held[0])
    ]
    loose += [Loose(one, _why_alone(one, own, judged)) for one in alone]
    return Sorted(
        tuple(sorted(made, key=lambda one: (-len(one.points), one.words, one.points[0].measured.id))),
        tuple(loose),
    )


def _stands_alone(one: Measured) -> bool:
    """Whether a figure alone says all that a series asks of it, so that another one could join it."""
    return comparable(one, one).verdict is Verdict.YES


def _shape(one: Measured) -> Shape | None:
    """In which kind of series a figure may stand; None where it is no count, or of unknown time."""
    if one.is_foretold or one.is_change:
        return None
    if one.window is not None and (one.is_flow or one.per):
        return Shape.TO_DATE if one.window.runs_to_date else Shape.SPANS
    if one.is_flow is False and one.as_of is not None:
        return Shape.LEVEL
    return None


def _why_no_point(one: Measured) -> str:
    if one.is_foretold or one.is_change:
        return (
            "it is a rise or fall, not a number"
            if one.is_change
            else "it is foretold or supposed, not counted"
        )
    if one.quantity.said is None:
        return "it gives a range, not a number"
    return (
        "it does not say over which time it counts" if one.is_flow is not False else "it is of no known day"
    )


def _belongs(one: Measured, held: Sequence[Measured], shape: Shape, judged: Judged | None) -> bool:
    """Whether a figure counts what all of a series count, and lies in time as they do."""
    return all(_is_of_one_series(one, other, shape, judged) for other in held)


def _is_of_one_series(one: Measured, other: Measured, shape: Shape, judged: Judged | None) -> bool:
    if comparable(one, other, times=ANY_TIME, judged=judged).verdict is not Verdict.YES:
        return False
    if one.window is None or other.window is None or shape is Shape.LEVEL:
        return True
    if shape is Shape.TO_DATE:
        return one.window.first == other.window.first
    return abs(one.window.days - other.window.days) <= (_MONTHS_DIFFER if one.window.days > 27 else 0)


def _why_alone(one: Measured, own: Sequence[Measured], judged: Judged | None) -> str:
    """Why a figure joins no other: what is unknown of it."""
    own_gaps = comparable(one, one).differences
    if own_gaps:
        return "; ".join(dict.fromkeys(each.why for each in own_gaps))
    others = (comparable(one, other, times=ANY_TIME, judged=judged).why for other in own if other is not one)
    return next((why for why in others if why), "no other figure counts the same")


def _series(held: Sequence[Measured], shape: Shape, judged: Judged | None) -> Series:
    dated = sorted(((*_days(one), one) for one in held), key=lambda each: (each[1], told_last(each[2])))
    revised = dict(_revised(held))
    replaced = set(revised.values())
    standing = [one for one in held if one.id not in replaced]
    points = tuple(
        Point(one, first, last, revised.get(one.id), one.id in replaced, _disagrees(one, standing))
        for first, last, one in dated
    )
    newest = max(held, key=told_last)
    return Series(unit=newest.unit, words=newest.counted.words, shape=shape, points=points)


def _days(one: Measured) -> tuple[date, date]:
    if one.window is not None:
        return one.window.first, one.window.last
    assert one.as_of is not None  # without a day it has no shape
    return first_day(one.as_of), last_day(one.as_of)


def _revised(held: Sequence[Measured]) -> Iterator[tuple[str, str]]:
    """Each figure that replaces one of the same source for the same time, with the one that it replaces."""
    order = sorted(held, key=lambda one: (last_day(one.published) if one.published else date.min, one.id))
    for place, one in enumerate(order):
        for other in reversed(order[:place]):
            if _replaces(one, other):
                yield one.id, other.id
                break


def _replaces(one: Measured, other: Measured) -> bool:
    if one.root.key != other.root.key or not (one.published and other.published):
        return False
    if not is_before(other.published, one.published) or one.quantity.may_equal(other.quantity):
        return False
    return _days(one) == _days(other)


def _disagrees(one: Measured, standing: Sequence[Measured]) -> bool:
    if one not in standing:
        return False
    return any(
        _days(one) == _days(other) and not one.quantity.may_equal(other.quantity)
        for other in standing
        if other is not one
    )


# --- drawing -----------------------------------------------------------------------------------------------

_FEWEST = 3
"""Points from which on a line says more than its numbers; own judgement."""


class NotDrawn(NamedTuple):
    """That a series is not drawn."""

    why: str


def sparkline(series: Series) -> tuple[Point, ...] | NotDrawn:
    """The points of a line without axes: one number for each time, and nothing in dispute; else why there is none."""
    standing = tuple(one for one in series.points if not one.is_revised)
    if len({one.last for one in standing}) < _FEWEST:
        return NotDrawn(f"not enough to say: fewer than {_FEWEST} times are told")
    if any(one.disagrees for one in standing):
        return NotDrawn("not enough to say: sources disagree on a point")
    if any(not one.measured.quantity.is_number for one in standing):
        return NotDrawn("not enough to say: a point is a bound, not a number")
    return standing


def same_count(
    figures: Sequence[Measured], *, judged: Judged | None = None
) -> tuple[Measured, ...] | NotDrawn:
    """The figures, where all of them may stand in one drawing; else the first reason why they may not."""
    for place, one in enumerate(figures):
        for other in figures[:place]:
            how = comparable(one, other, times=ANY_TIME, judged=judged)
            if how.verdict is not Verdict.YES:
                return NotDrawn(f"{how.verdict}: {how.why}")
    return tuple(figures)
