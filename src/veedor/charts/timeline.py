"""What happened when: events in lanes, each as long as its date is unsure.

Altair writes the form of a chart down once; what differs from chart to chart, its data, lanes and window, is put in:
to write hundreds of events down by Altair takes longer than a page may.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from veedor.charts.drawing import Chart, Spec
from veedor.charts.style import styled

_LANE = 26
"""Height of a lane, in pixels."""


class Mark(NamedTuple):
    """An event on the timeline."""

    lane: str
    first: date
    """The first day that its date allows; what is open is cut off at the window's border."""
    last: date
    words: str
    dated: str
    """Its date in words."""
    says: str
    """Who says so."""
    address: str
    """Where its words are."""
    sign: str = ""
    """A letter or two drawn beside it; its meaning stands in `says`."""


class Cell(NamedTuple):
    """How many events of a lane lie in one week or month."""

    lane: str
    begins: date
    ends: date
    """Its last day."""
    many: int
    address: str
    """Where they are shown one by one."""


class Columns(NamedTuple):
    """What the columns of the table beside a timeline are called."""

    lane: str
    dated: str
    what: str
    says: str


def marks_chart(marks: Sequence[Mark], window: tuple[date, date], *, title: str, columns: Columns) -> Chart:
    """A bar for each event, from the first day that its date allows to the last; each leads to its words."""
    data = [
        {
            "lane": one.lane,
            "first": max(one.first, window[0]).isoformat(),
            "end": (min(one.last, window[1]) + timedelta(days=1)).isoformat(),
            "days": (one.last - one.first).days + 1,
            "words": one.words,
            "dated": one.dated,
            "says": one.says,
            "address": one.address,
            "sign": one.sign,
            "cut": one.first <= window[0],
        }
        for one in marks
    ]
    lanes = list(dict.fromkeys(one.lane for one in marks))
    rows = tuple((one.lane, one.dated, one.words, one.says) for one in marks)
    form = _signed(columns) if any(one.sign for one in marks) else _bars(columns)
    return Chart(_filled(form, data, lanes, window), title, tuple(columns), rows)


@lru_cache(maxsize=8)
def _bars(columns: Columns) -> Spec:
    """The form of a timeline of bars."""
    import altair as alt  # slow to import

    # The line around a bar keeps a day visible in ten years.
    bars = alt.Chart().mark_bar(height=14, cornerRadius=2, strokeWidth=2.5, cursor="pointer")
    return styled(
        bars.encode(
            x=alt.X("first:T", title=None, axis=alt.Axis(labelOverlap=True)),
            x2="end:T",
            y=alt.Y("lane:N", title=None, axis=alt.Axis(labelLimit=150)),
            color=alt.Color("lane:N", legend=None),
            stroke=alt.Stroke("lane:N", legend=None),
            opacity=alt.condition("datum.days > 1", alt.value(0.45), alt.value(0.95)),
            href="address:N",
            tooltip=[
                alt.Tooltip("words:N", title=columns.what),
                alt.Tooltip("dated:N", title=columns.dated),
                alt.Tooltip("says:N", title=columns.says),
            ],
        )
    )


@lru_cache(maxsize=8)
def _signed(columns: Columns) -> Spec:
    """The form of a timeline of bars with a sign before each, in the page's own colour of text."""
    spec = deepcopy(dict(_bars(columns)))
    bars, encoding = spec.pop("mark"), spec["encoding"]
    own = {name: encoding.pop(name) for name in ("x2", "color", "stroke", "opacity")}
    sign = {"type": "text", "fontSize": 11, "cursor": "pointer"}
    before, inside = sign | {"align": "right", "dx": -3}, sign | {"align": "left", "dx": 3}
    text = {"text": {"field": "sign", "type": "nominal"}}
    # Before a bar that begins at the window's border there is no room.
    signs = [
        {"mark": mark, "encoding": text, "transform": [{"filter": {"field": "cut", "equal": is_cut}}]}
        for mark, is_cut in ((before, False), (inside, True))
    ]
    return spec | {"layer": [{"mark": bars, "encoding": own}, *signs]}


def cells_chart(
    cells: Sequence[Cell], window: tuple[date, date], *, title: str, columns: tuple[str, str, str]
) -> Chart:
    """A field for each week or month and lane, the darker the more happened; each leads to its events."""
    data = [
        {
            "lane": one.lane,
            "begins": one.begins.isoformat(),
            "end": (one.ends + timedelta(days=1)).isoformat(),
            "many": one.many,
            "address": one.address,
        }
        for one in cells
    ]
    lanes = list(dict.fromkeys(one.lane for one in cells))
    rows = tuple((one.lane, f"{one.begins:%-d %b %Y}", str(one.many)) for one in cells)
    return Chart(_filled(_fields(columns), data, lanes, window), title, columns, rows)


@lru_cache(maxsize=8)
def _fields(columns: tuple[str, str, str]) -> Spec:
    """The form of a timeline of fields."""
    import altair as alt  # slow to import

    lane, begins, many = columns
    return styled(
        alt.Chart()
        .mark_rect(cursor="pointer", stroke="white")
        .encode(
            x=alt.X("begins:T", title=None, axis=alt.Axis(labelOverlap=True)),
            x2="end:T",
            y=alt.Y("lane:N", title=None, axis=alt.Axis(labelLimit=150)),
            color=alt.Color("many:Q", title=many, scale=alt.Scale(scheme="blues", domainMin=0)),
            href="address:N",
            tooltip=[
                alt.Tooltip("lane:N", title=lane),
                alt.Tooltip("begins:T", title=begins, format="%-d %b %Y"),
                alt.Tooltip("many:Q", title=many),
            ],
        )
    )


def _filled(
    form: Spec, data: Sequence[dict[str, Any]], lanes: Sequence[str], window: tuple[date, date]
) -> Spec:
    """The form with its data, its lanes in their order, and the days from the first to the last."""
    spec = deepcopy(dict(form))
    # A height in lanes would do as well, but then Vega-Lite complains that the chart is as wide as its place.
    spec |= {"data": {"values": list(data)}, "height": _LANE * len(lanes), "width": "container"}
    if "layer" in spec:
        spec["layer"] = [layer for layer in spec["layer"] if _has_rows(layer, data)]
    encoding = spec["encoding"]
    for of in (encoding, *(layer["encoding"] for layer in spec.get("layer", ()))):
        for channel in ("y", "color", "stroke"):
            if channel in of and of[channel]["type"] == "nominal":
                of[channel]["sort"] = list(lanes)
    # Not as `domain`: Vega-Lite reads that once for the beginnings and once for the ends, and each otherwise.
    first, end = _day(window[0]), _day(window[1] + timedelta(days=1))
    encoding["x"]["scale"] = {"domainMin": first, "domainMax": end, "nice": False}
    return spec


def _has_rows(layer: Spec, data: Sequence[dict[str, Any]]) -> bool:
    """Whether a layer shows anything: of an empty one Vega-Lite complains that it has no extent."""
    filters = [step["filter"] for step in layer.get("transform", ())]
    return all(any(row[one["field"]] == one["equal"] for row in data) for one in filters)


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}
