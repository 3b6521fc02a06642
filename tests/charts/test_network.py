"""Who deals with whom, as a picture with its table."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest

from veedor.charts import drawing
from veedor.charts.drawing import Chart
from veedor.charts.network import Columns, Directions, Link, Neighbour, network_chart, places_of

COLUMNS = Columns("Who", "Events", "It acts on them", "They act on it")
DIRECTIONS = Directions("it acts", "they act", "both")


def _chart(*neighbours: Neighbour, links: tuple[Link, ...] = ()) -> Chart:
    return network_chart(
        "The mayor", neighbours, links, title="Dealings", columns=COLUMNS, directions=DIRECTIONS
    )


def _values(chart: Chart, layer: int) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = chart.spec["layer"][layer]["data"]["values"]
    return values


@pytest.mark.parametrize("many", [0, 1, 2, 3, 39, 40])
def test_neighbours_stand_apart_and_inside(many: int) -> None:
    places = places_of(many)
    assert len(places) == many
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places)
    # On one side no two names share a line.
    for side in (True, False):
        heights = sorted(y for x, y in places if (x > 0) is side)
        assert all(above - below > 0.1 for below, above in pairwise(heights))
    assert all(one != other for one, other in combinations(places, 2))


def test_line_says_who_acts_more_often() -> None:
    chart = _chart(
        Neighbour("the union", 3, 2, 0, "/a"),
        Neighbour("the army", 2, 0, 1, "/b"),
        Neighbour("all", 1, 0, 0, "/c"),
    )
    assert [one["direction"] for one in _values(chart, 1)] == ["it acts", "they act", "both"]
    assert chart.rows == (("the union", "3", "2", "0"), ("the army", "2", "0", "1"), ("all", "1", "0", "0"))


def test_neighbours_that_stand_together_are_linked() -> None:
    pair = (Neighbour("the union", 3, 2, 0, "/a"), Neighbour("the army", 2, 0, 1, "/b"))
    (line,) = _values(_chart(*pair, links=(Link(0, 1, 2),)), 0)
    assert (line["x"], line["x0"]) == (1.0, -1.0)


def test_network_is_drawn_and_words_of_reports_stay_words() -> None:
    chart = _chart(Neighbour("<script>alert(1)</script>", 1, 1, 0, "/a"))
    drawn = drawing.svg(chart)
    assert "<svg" in drawn
    assert "The mayor" in drawn
    assert "<script>" not in drawn
