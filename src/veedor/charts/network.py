"""Who deals with whom: one actor in the middle, its neighbours around it in two arcs, so that no name hides another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any, NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS, in_style

Layer = dict[str, Any]
"""A part of a specification in Vega-Lite's JSON form: by hand, as Altair takes a hundred times as long."""

_ROW = 25
"""Height of a name, in pixels."""
_WIDE = 2.2
"""Half the width of the drawing, where the arcs reach to 1: the rest is for names."""
_NAME = "width * 0.26"
"""Room for a name, of the drawing's width."""
_DASHES = ([1, 0], [7, 3], [2, 3])
"""Of the three directions, so that colour does not tell them alone."""


class Neighbour(NamedTuple):
    """Somebody with whom the actor stands in events."""

    name: str
    many: int
    """Events in which both stand."""
    to_them: int
    """Those of them in which the actor acts on the neighbour."""
    to_it: int
    """Those in which the neighbour acts on the actor."""
    address: str


class Link(NamedTuple):
    """Two neighbours who stand in the same events with the actor."""

    left: int
    """The number of a neighbour, from 0."""
    right: int
    many: int


class Columns(NamedTuple):
    """What the columns of the table beside a network are called."""

    name: str
    many: str
    to_them: str
    to_it: str


class Directions(NamedTuple):
    """What lines are called, by who acts on whom more often."""

    to_them: str
    to_it: str
    both: str


def network_chart(
    centre: str,
    neighbours: Sequence[Neighbour],
    links: Sequence[Link],
    *,
    title: str,
    columns: Columns,
    directions: Directions,
) -> Chart:
    """Lines from an actor to its neighbours, the broader the more events; each name leads to its page.

    Neighbours stand by their order: the first two at the top, right and left.
    """
    places = places_of(len(neighbours))
    nodes = list(_nodes(neighbours, places, directions))
    layers = [_between(links, places), _lines(nodes, columns, directions), _points(nodes, columns)]
    height = max(3, (len(neighbours) + 1) // 2) * _ROW + 30
    spec = {
        "width": "container",
        "height": height,
        "layer": [*layers, *_names(nodes), *_centre(centre)],
    }
    rows = tuple((one.name, str(one.many), str(one.to_them), str(one.to_it)) for one in neighbours)
    return Chart(in_style(spec), title, tuple(columns), rows)


def places_of(many: int) -> list[tuple[float, float]]:
    """Where neighbours stand, x and y in [-1, 1]: turn by turn right and left, each side from top to bottom."""
    sides = ((many + 1) // 2, many // 2)
    found = []
    for number in range(many):
        side, row = number % 2, number // 2
        y = 0.0 if sides[side] == 1 else 1 - 2 * row / (sides[side] - 1)
        found.append(((1 - 2 * side) * sqrt(1 - (0.85 * y) ** 2), y))
    return found


def _nodes(
    neighbours: Sequence[Neighbour], places: Sequence[tuple[float, float]], directions: Directions
) -> Iterator[Layer]:
    for one, (x, y) in zip(neighbours, places, strict=True):
        acts = one.to_them - one.to_it
        direction = directions.to_them if acts > 0 else directions.to_it if acts < 0 else directions.both
        yield one._asdict() | {"x": x, "y": y, "x0": 0, "y0": 0, "direction": direction}


def _layer(values: Sequence[Layer], mark: Layer, **encoding: Any) -> Layer:
    """Some marks, with where they stand: x and y of the data, unless said otherwise."""
    return {
        "data": {"values": list(values)},
        "mark": mark,
        "encoding": {"x": _x("x"), "y": _y("y")} | encoding,
    }


def _x(field: str) -> Layer:
    return _scaled(field, [-_WIDE, _WIDE])


def _y(field: str) -> Layer:
    return _scaled(field, [-1.12, 1.12])


def _scaled(field: str, domain: list[float]) -> Layer:
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _between(links: Sequence[Link], places: Sequence[tuple[float, float]]) -> Layer:
    """Thin lines between neighbours that stand in the same events."""
    ends = [(places[one.left], places[one.right]) for one in links]
    values = [{"x": a[0], "y": a[1], "x0": b[0], "y0": b[1]} for a, b in ends]
    mark = {"type": "rule", "color": COLOURS[-1], "opacity": 0.28}
    return _layer(values, mark, x2={"field": "x0"}, y2={"field": "y0"})


def _lines(nodes: Sequence[Layer], columns: Columns, directions: Directions) -> Layer:
    """The lines to the actor, as broad as there are events."""
    order = list(directions)
    width = {
        "field": "many",
        "type": "quantitative",
        "legend": None,
        "scale": {"type": "sqrt", "range": [1.2, 8]},
    }
    legend = {
        "title": None,
        "orient": "top",
        "symbolType": "stroke",
        "symbolSize": 400,
        "symbolStrokeWidth": 3,
    }
    told: Layer = {"field": "direction", "type": "nominal", "legend": legend}
    colour = told | {"scale": {"domain": order, "range": list(COLOURS[:3])}}
    dash = told | {"scale": {"domain": order, "range": [list(one) for one in _DASHES]}}
    ends = {"x": _x("x0"), "y": _y("y0"), "x2": {"field": "x"}, "y2": {"field": "y"}}
    looks = {"strokeWidth": width, "color": colour, "strokeDash": dash, "tooltip": _told(columns)}
    return _layer(nodes, {"type": "rule", "opacity": 0.75}, **ends, **looks)


def _points(nodes: Sequence[Layer], columns: Columns) -> Layer:
    mark = {"type": "circle", "color": COLOURS[-1], "opacity": 1, "size": 70, "cursor": "pointer"}
    return _layer(nodes, mark, href={"field": "address"}, tooltip=_told(columns))


def _told(columns: Columns) -> list[Layer]:
    fields = ("name", "many", "to_them", "to_it")
    return [{"field": field, "title": title} for field, title in zip(fields, columns, strict=True)]


def _names(nodes: Sequence[Layer]) -> Iterator[Layer]:
    """The neighbours' names, outside of the arcs."""
    for is_right in (True, False):
        own = [one for one in nodes if (one["x"] > 0) is is_right]
        side = {"align": "left" if is_right else "right", "dx": 9 if is_right else -9}
        mark = {"type": "text", "fontSize": 12.5, "limit": {"expr": _NAME}, "cursor": "pointer"} | side
        yield _layer(own, mark, text={"field": "name"}, href={"field": "address"})


def _centre(name: str) -> Iterator[Layer]:
    own = [{"x": 0, "y": 0, "name": name}]
    yield _layer(own, {"type": "circle", "color": COLOURS[0], "opacity": 1, "size": 260})
    limit = {"expr": "width * 0.4"}
    mark = {"type": "text", "dy": -20, "fontSize": 14, "fontWeight": "bold", "limit": limit}
    # Behind the name its outline, so that lines do not strike it through.
    yield _layer(
        own, mark | {"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}, text={"field": "name"}
    )
    yield _layer(own, mark, text={"field": "name"})
