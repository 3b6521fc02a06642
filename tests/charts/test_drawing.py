"""Charts as pictures, with their tables."""

from __future__ import annotations

from datetime import date

from veedor.charts import drawing
from veedor.charts.timeline import Cell, Columns, Mark, cells_chart, marks_chart
from veedor.charts.weeks import weeks_chart

WINDOW = (date(2021, 5, 1), date(2021, 5, 31))
COLUMNS = Columns("Lane", "When", "What", "Who says so")


def _mark(first: date, last: date, words: str = "the mayor met the strikers") -> Mark:
    return Mark("CONSULT", first, last, words, "3 May 2021", "the author", "/documents/d0c1#s-1")


def test_chart_of_weeks_says_the_same_in_its_table() -> None:
    chart = weeks_chart(
        {date(2021, 5, 3): 2, date(2021, 5, 10): 0}, title="Events by week", columns=("Week of", "Events")
    )
    assert chart.rows == (("3 May 2021", "2"), ("10 May 2021", "0"))
    assert "<svg" in drawing.svg(chart)
    assert chart.to_dict()["rows"][0] == {"Week of": "3 May 2021", "Events": "2"}


def test_mark_is_as_long_as_its_date_is_unsure_and_ends_with_the_window() -> None:
    marks = [_mark(date(2021, 5, 3), date(2021, 5, 3)), _mark(date(2021, 4, 1), date(2021, 12, 31))]
    values = marks_chart(marks, WINDOW, title="Timeline", columns=COLUMNS).spec["data"]["values"]
    assert [(v["first"], v["end"], v["days"]) for v in values] == [
        ("2021-05-03", "2021-05-04", 1),
        ("2021-05-01", "2021-06-01", 275),
    ]


def test_marks_lead_to_their_words() -> None:
    chart = marks_chart([_mark(*WINDOW)], WINDOW, title="Timeline", columns=COLUMNS)
    assert chart.spec["encoding"]["href"]["field"] == "address"
    assert chart.spec["data"]["values"][0]["address"] == "/documents/d0c1#s-1"


def test_words_of_reports_stay_words_in_a_picture() -> None:
    chart = marks_chart(
        [_mark(*WINDOW, words="<script>alert(1)</script>")], WINDOW, title="Timeline", columns=COLUMNS
    )
    assert "<script>" not in drawing.svg(chart)


def test_field_of_a_week_ends_where_the_next_begins() -> None:
    cell = Cell("CONSULT", date(2021, 5, 3), date(2021, 5, 9), 4, "/timeline?from=2021-05-03")
    chart = cells_chart([cell], WINDOW, title="Events by week", columns=("Lane", "From", "Events"))
    assert chart.spec["data"]["values"][0]["end"] == "2021-05-10"


def test_script_brings_all_that_draws_charts_and_fetches_nothing() -> None:
    made = drawing.script()
    assert b"veedorEmbed" in made
    assert b"cdn.jsdelivr.net" not in made


def test_numbers_beside_a_chart_of_weeks_are_whole_and_few() -> None:
    for most in (0, 1, 2, 3, 7, 40, 1234):
        week = {date(2021, 5, 3): most}
        chart = weeks_chart(week, title="Events by week", columns=("Week of", "Events"))
        ticks = chart.spec["encoding"]["y"]["axis"]["values"]
        assert all(isinstance(tick, int) for tick in ticks)
        assert len(ticks) <= 4
        assert ticks[-1] >= most
