"""One count over time, drawn, with its table."""

from __future__ import annotations

from datetime import date
from typing import Any

from veedor.charts.drawing import Chart, svg
from veedor.charts.series import Columns, Dot, Standings, series_chart

_STANDINGS = Standings("told", "disputed", "revised")
_COLUMNS = Columns("When", "How many", "Bounds", "Who says so", "What became of it")


def _dot(
    month: int, number: float, *, standing: str = "told", low: float | None = -1, says: str = "Watch"
) -> Dot:
    own = number if low == -1 else low
    days = date(2019, month, 1), date(2019, month, 28)
    return Dot(*days, number, own, number, says, f"{number:g}", standing, f"/statements/{month}")


def _chart(dots: list[Dot]) -> Chart:
    return series_chart(dots, title="Deaths", unit="people", columns=_COLUMNS, standings=_STANDINGS)


def _layers(chart: Chart, kind: str) -> list[dict[str, Any]]:
    return [one for one in chart.spec["layer"] if one["mark"]["type"] == kind]


def test_every_point_stands_in_the_table_with_its_day() -> None:
    chart = _chart([_dot(3, 31), _dot(4, 40, low=35)])
    assert chart.columns == tuple(_COLUMNS)
    assert chart.rows == (
        ("1 March 2019 – 28 March 2019", "31", "–", "Watch", "told"),
        ("1 April 2019 – 28 April 2019", "40", "35 – 40", "Watch", "told"),
    )


def test_line_breaks_where_sources_disagree() -> None:
    dots = [
        _dot(1, 9),
        _dot(2, 12),
        _dot(3, 31, standing="disputed"),
        _dot(3, 90, standing="disputed", says="Post"),
    ]
    chart = _chart([*dots, _dot(4, 40), _dot(5, 64)])
    lines = [[one["number"] for one in line["data"]["values"]] for line in _layers(chart, "line")]
    assert lines == [[9, 12], [40, 64]]
    (points,) = _layers(chart, "point")
    assert [one["number"] for one in points["data"]["values"]] == [9, 12, 31, 90, 40, 64]


def test_revised_number_is_drawn_but_not_joined() -> None:
    chart = _chart([_dot(1, 9), _dot(2, 12, standing="revised"), _dot(2, 14), _dot(3, 31)])
    (line,) = _layers(chart, "line")
    assert [one["number"] for one in line["data"]["values"]] == [9, 14, 31]


def test_state_is_told_by_shape_as_well_as_by_colour() -> None:
    (points,) = _layers(_chart([_dot(1, 9), _dot(2, 12, standing="revised")]), "point")
    assert len(set(points["encoding"]["shape"]["scale"]["range"])) == 3


def test_axis_begins_at_nought() -> None:
    (points,) = _layers(_chart([_dot(1, 900), _dot(2, 910)]), "point")
    assert points["encoding"]["y"]["scale"]["zero"] is True


def test_bound_without_an_end_is_told_in_the_table() -> None:
    dot = _dot(1, 80)._replace(high=None)
    assert _chart([dot]).rows[0][2] == "≥ 80"
    assert _chart([dot._replace(low=None, high=80.0)]).rows[0][2] == "≤ 80"


def test_hostile_words_stay_words_and_the_chart_can_be_drawn() -> None:
    chart = _chart([_dot(1, 9, says='<script>alert("x")</script>'), _dot(2, 12, says="كلمات")])
    assert "<script>" not in svg(chart)
    assert chart.rows[0][3] == '<script>alert("x")</script>'


def test_chart_of_nothing_is_a_chart_without_points() -> None:
    assert _chart([]).rows == ()
    assert svg(_chart([])).startswith("<svg")
