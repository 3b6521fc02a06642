"""One count over time: what sources say as points with their bounds, and a line through those that may be joined.

Only figures that are known to count the same come here. Where sources disagree on a time, all of them are drawn and
marked, and no line runs through them; a number that was revised stays, pale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS, in_style

Layer = dict[str, Any]
"""A part of a specification in Vega-Lite's JSON form: by hand, as Altair takes a hundred times as long."""

_HEIGHT = 240


class Dot(NamedTuple):
    """A number, and where its words are."""

    first: date
    """The first day of which it speaks."""
    last: date
    number: float
    low: float | None
    """The least that its words allow; None where nothing bounds it."""
    high: float | None
    says: str
    """Who says so."""
    words: str
    """The number as the report has it."""
    standing: str
    """In a word: one of those of `Standings`."""
    address: str


class Standings(NamedTuple):
    """What points are called, by what became of them."""

    told: str
    disputed: str
    revised: str


class Columns(NamedTuple):
    """What the columns of the table beside a series are called."""

    dated: str
    number: str
    bounds: str
    says: str
    standing: str


def series_chart(
    dots: Sequence[Dot], *, title: str, unit: str, columns: Columns, standings: Standings
) -> Chart:
    """The points of one series in the order of their days, each of which leads to its words."""
    values = [_value(one) for one in dots]
    line = [_value(one) for one in dots if one.standing == standings.told]
    disputed = {one.last for one in dots if one.standing == standings.disputed}
    bounded = [one for one in values if one["low"] != one["high"]]
    layers = [*_lines(line, disputed), *([_bounds(bounded)] if bounded else [])]
    layers.append(_points(values, unit, columns, standings))
    spec = {"width": "container", "height": _HEIGHT, "layer": layers}
    rows = tuple((_days(one), one.words, _bounds_in_words(one), one.says, one.standing) for one in dots)
    return Chart(in_style(spec), title, tuple(columns), rows)


def _value(one: Dot) -> Layer:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "number": one.number,
        "low": one.number if one.low is None else one.low,
        "high": one.number if one.high is None else one.high,
        "says": one.says,
        "words": one.words,
        "standing": one.standing,
        "days": _days(one),
        "address": one.address,
    }


def _lines(values: Sequence[Layer], disputed: Iterable[date]) -> list[Layer]:
    """Stretches of line between undisputed points; one that is disputed parts the line before and after it."""
    breaks = sorted(day.isoformat() for day in disputed)
    stretches: list[list[Layer]] = [[]]
    seen = 0
    for one in values:
        passed = sum(day <= one["last"] for day in breaks)
        if passed > seen:
            stretches.append([])
            seen = passed
        stretches[-1].append(one)
    return [_line(stretch) for stretch in stretches if len(stretch) > 1]


def _line(values: Sequence[Layer]) -> Layer:
    mark = {"type": "line", "color": COLOURS[0], "strokeWidth": 1.6, "opacity": 0.7}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": {"x": _x(), "y": _y()}}


def _bounds(values: Sequence[Layer]) -> Layer:
    """What the words of a number allow, as a bar behind its point."""
    mark = {"type": "rule", "color": COLOURS[-1], "strokeWidth": 5, "opacity": 0.28}
    encoding = {"x": _x(), "y": _y("low"), "y2": {"field": "high"}}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def _points(values: Sequence[Layer], unit: str, columns: Columns, standings: Standings) -> Layer:
    """The points: what is disputed or revised has another shape and colour, not a colour alone."""
    legend = {"title": None, "orient": "top"} if len({one["standing"] for one in values}) > 1 else None
    told: Layer = {"field": "standing", "type": "nominal", "legend": legend}
    order = list(standings)
    encoding = {
        "x": _x(),
        "y": _y(title=unit),
        "color": told | {"scale": {"domain": order, "range": [COLOURS[0], COLOURS[3], COLOURS[-1]]}},
        "shape": told | {"scale": {"domain": order, "range": ["circle", "diamond", "cross"]}},
        "href": {"field": "address"},
        "tooltip": [
            {"field": field, "title": title}
            for field, title in (
                ("words", columns.number),
                ("days", columns.dated),
                ("says", columns.says),
                ("standing", columns.standing),
            )
        ],
    }
    mark = {"type": "point", "filled": True, "size": 90, "opacity": 1, "cursor": "pointer"}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def _x() -> Layer:
    return {
        "field": "last",
        "type": "temporal",
        "title": None,
        "axis": {"labelOverlap": True, "tickCount": 6},
    }


def _y(field: str = "number", title: str | None = None) -> Layer:
    return {"field": field, "type": "quantitative", "title": title, "scale": {"zero": True, "nice": True}}


def _days(one: Dot) -> str:
    last = f"{one.last:%-d %B %Y}"
    return last if one.first == one.last else f"{one.first:%-d %B %Y} – {last}"


def _bounds_in_words(one: Dot) -> str:
    if one.low == one.high:
        return "–"
    low, high = (None if end is None else f"{end:,.10g}" for end in (one.low, one.high))
    return f"{low} – {high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
