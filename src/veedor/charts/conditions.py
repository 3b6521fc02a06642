"""What is to come before what: issues from left to right, an arrow from each to what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees
from typing import Any, NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS, in_style

Layer = dict[str, Any]
"""A part of a specification in Vega-Lite's JSON form."""

_ROW = 54
"""Height of an issue, in pixels."""
_SHARE = 0.64
"""How far along its line an arrow's head stands, so that no issue's name hides it."""
_WIDTH = 800
"""The drawing's width for which the angles of heads are made; others are near enough."""
_ACROSS, _UP = 1.55, 1.35
"""Where the drawing ends, seen from its middle: beyond -1 to 1 there is room for names."""


class Arrow(NamedTuple):
    """That somebody wants one issue settled before another."""

    first: str
    then: str
    who: str
    words: str
    is_circle: bool
    """Whether the other waits for this one too, over however many steps."""
    address: str


class Columns(NamedTuple):
    """What the columns of the table beside the picture are called."""

    first: str
    then: str
    who: str
    words: str


class Kinds(NamedTuple):
    """What the two kinds of arrow are called."""

    plain: str
    circle: str


def conditions_chart(arrows: Sequence[Arrow], *, title: str, columns: Columns, kinds: Kinds) -> Chart:
    """Arrows from issues to those that wait for them; those of circles are dashed and of another colour.

    An issue stands right of all that it waits for, as far as there is no circle; those that wait for as much stand
    below each other, by name.
    """
    places = places_of([(arrow.first, arrow.then) for arrow in arrows])
    height = max(2, max((many for many in _columns(places).values()), default=0)) * _ROW + 30
    lines = [_line(arrow, places, kinds, height) for arrow in arrows]
    spec = {
        "width": "container",
        "height": height,
        "layer": [_rules(lines, columns, kinds), _heads(lines, kinds), *_names(places)],
    }
    rows = tuple((one.first, one.then, one.who, one.words) for one in arrows)
    return Chart(in_style(spec), title, tuple(columns), rows)


def _columns(places: dict[str, tuple[float, float]]) -> dict[float, int]:
    xs = [x for x, _ in places.values()]
    return {x: xs.count(x) for x in set(xs)}


def places_of(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Where issues stand, x and y in [-1, 1], by name; x by how many others come before, y by name."""
    depth = _depths(pairs)
    levels = sorted(set(depth.values()))
    depth = {name: levels.index(at) for name, at in depth.items()}
    deepest = max(depth.values(), default=0)
    found: dict[str, tuple[float, float]] = {}
    for level in range(deepest + 1):
        own = sorted(name for name, at in depth.items() if at == level)
        x = 0.0 if deepest == 0 else -1 + 2 * level / deepest
        for row, name in enumerate(own):
            # A little beside the middle, so that a line past it to the next column does not run through it.
            middle = 0.35 if 0 < level < deepest and len(own) % 2 else 0.0
            y = middle if len(own) == 1 else 1 - 2 * row / (len(own) - 1)
            found[name] = (x, y if y or len(own) == 1 else middle)
    return found


def _depths(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many issues come before each, on the longest way; a way back in a circle counts for nothing."""
    before: dict[str, set[str]] = {}
    for first, then in pairs:
        before.setdefault(then, set()).add(first)
        before.setdefault(first, set())
    found: dict[str, int] = {}

    def depth(name: str, way: frozenset[str]) -> int:
        if name not in found:
            ways = [depth(one, way | {name}) + 1 for one in sorted(before[name] - way) if one != name]
            value = max(ways, default=0)
            if way & before[name]:
                return value  # only as far as this way goes
            found[name] = value
        return found[name]

    return {name: depth(name, frozenset()) for name in sorted(before)}


def _line(arrow: Arrow, places: dict[str, tuple[float, float]], kinds: Kinds, height: float) -> Layer:
    (x0, y0), (x, y) = places[arrow.first], places[arrow.then]
    angle = degrees(atan2((y0 - y) * height / _UP, (x - x0) * _WIDTH / _ACROSS)) + 90
    kind = kinds.circle if arrow.is_circle else kinds.plain
    head = {"hx": x0 + (x - x0) * _SHARE, "hy": y0 + (y - y0) * _SHARE, "angle": angle}
    return arrow._asdict() | {"x": x, "y": y, "x0": x0, "y0": y0, "kind": kind} | head


def _x(field: str) -> Layer:
    return _scaled(field, [-_ACROSS, _ACROSS])


def _y(field: str) -> Layer:
    return _scaled(field, [-_UP, _UP])


def _scaled(field: str, domain: list[float]) -> Layer:
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _kind(kinds: Kinds, *, is_dash: bool = False) -> Layer:
    """Colour or dashes by kind; the legend is that of the lines."""
    legend = {
        "title": None,
        "orient": "top",
        "symbolType": "stroke",
        "symbolSize": 400,
        "symbolStrokeWidth": 3,
    }
    marks = [[1, 0], [6, 3]] if is_dash else [COLOURS[0], COLOURS[3]]
    scale = {"domain": list(kinds), "range": marks}
    return {"field": "kind", "type": "nominal", "legend": legend, "scale": scale}


def _rules(lines: Sequence[Layer], columns: Columns, kinds: Kinds) -> Layer:
    fields = ("first", "then", "who", "words")
    told = [{"field": field, "title": title} for field, title in zip(fields, columns, strict=True)]
    encoding = {"x": _x("x0"), "y": _y("y0"), "x2": {"field": "x"}, "y2": {"field": "y"}, "tooltip": told}
    encoding |= {
        "color": _kind(kinds),
        "strokeDash": _kind(kinds, is_dash=True),
        "href": {"field": "address"},
    }
    mark = {"type": "rule", "strokeWidth": 2, "opacity": 0.8, "cursor": "pointer"}
    return {"data": {"values": list(lines)}, "mark": mark, "encoding": encoding}


def _heads(lines: Sequence[Layer], kinds: Kinds) -> Layer:
    colour = _kind(kinds) | {"legend": None}
    angle = {"field": "angle", "type": "quantitative", "scale": None}
    encoding = {"x": _x("hx"), "y": _y("hy"), "angle": angle, "color": colour}
    mark = {"type": "point", "shape": "triangle-up", "filled": True, "size": 110, "opacity": 1}
    return {"data": {"values": list(lines)}, "mark": mark, "encoding": encoding}


def _names(places: dict[str, tuple[float, float]]) -> list[Layer]:
    values = [{"name": name, "x": x, "y": y} for name, (x, y) in places.items()]
    place = {"x": _x("x"), "y": _y("y"), "text": {"field": "name"}}
    mark = {"type": "text", "fontSize": 13, "fontWeight": "bold", "limit": {"expr": "width * 0.3"}}
    # Behind the name its outline, so that lines do not strike it through.
    behind = mark | {"stroke": "white", "strokeWidth": 6, "strokeJoin": "round"}
    return [{"data": {"values": values}, "mark": one, "encoding": place} for one in (behind, mark)]
