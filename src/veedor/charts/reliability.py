"""Whether what was said to be likely came about as often as it was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS, in_style


class Point(NamedTuple):
    """Forecasts of about the same probability; shares in [0, 1]."""

    said: float
    held: float
    n: int
    low: float
    """Where `held` lies at least, 95 times in 100, if the probabilities are right."""
    high: float


def reliability_chart(
    points: Sequence[Point],
    steps: Sequence[tuple[float, float]],
    *,
    title: str,
    columns: tuple[str, str, str, str],
) -> Chart:
    """Groups of forecasts against the line on which they would be right, with bars and the curve that only rises.

    Args:
        points: The groups.
        steps: The curve: what was said, and the share that came about.
        title: What the chart is called.
        columns: What is said, what held, the bar, and how many, in words.

    """
    data = [
        {"said": one.said, "held": one.held, "n": one.n, "low": one.low, "high": one.high} for one in points
    ]
    shares: dict[str, Any] = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%"}}
    across = {"field": "said", "title": columns[0], **shares}
    up = {"field": "held", "title": columns[1], **shares}
    tips = [
        {"field": "said", "type": "quantitative", "format": ".0%", "title": columns[0]},
        {"field": "held", "type": "quantitative", "format": ".0%", "title": columns[1]},
        {"field": "n", "type": "quantitative", "title": columns[3]},
    ]
    layers = [
        {
            "data": {"values": [{"said": 0, "held": 0}, {"said": 1, "held": 1}]},
            "mark": {"type": "line", "strokeDash": [4, 4], "color": COLOURS[5], "strokeWidth": 1},
            "encoding": {"x": across, "y": up},
        },
        {
            "data": {"values": [{"said": said, "held": held} for said, held in steps]},
            "mark": {"type": "line", "interpolate": "linear", "color": COLOURS[1], "strokeWidth": 2},
            "encoding": {"x": across, "y": up},
        },
        {
            "data": {"values": data},
            "mark": {"type": "rule", "color": COLOURS[0], "opacity": 0.5, "strokeWidth": 6},
            "encoding": {"x": across, "y": up | {"field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": {"values": data},
            "mark": {"type": "point", "filled": True, "size": 70, "color": COLOURS[0], "opacity": 1},
            "encoding": {"x": across, "y": up, "tooltip": tips},
        },
    ]
    spec = in_style(
        {
            "width": "container",
            "height": 320,
            "layer": layers,
        }
    )
    rows = tuple(
        (f"{one.said:.0%}", f"{one.held:.0%}", f"{one.low:.0%}–{one.high:.0%}", str(one.n)) for one in points
    )
    return Chart(spec, title, columns, rows)
