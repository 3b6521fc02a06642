"""How many there were week by week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS, styled


def weeks_chart(
    weeks: Mapping[date, int], *, title: str, columns: tuple[str, str], colour: str = COLOURS[0]
) -> Chart:
    """Bars, one for each week by its Monday; `columns` name the week and what is counted."""
    import altair as alt  # slow to import

    week, what = columns
    data = [{"week": monday.isoformat(), "many": many} for monday, many in weeks.items()]
    bars = (
        alt.Chart(alt.InlineData(values=data))
        .mark_bar(color=colour)
        .encode(
            x=alt.X(
                "yearmonthdate(week):O",
                title=None,
                axis=alt.Axis(labelOverlap=True, labelAngle=0, format="%-d %b"),
            ),
            y=alt.Y(
                "many:Q", title=None, axis=alt.Axis(values=_ticks(max(weeks.values(), default=0)), format="d")
            ),
            tooltip=[
                alt.Tooltip("week:T", title=week, format="%-d %b %Y"),
                alt.Tooltip("many:Q", title=what),
            ],
        )
        .properties(height=110, width="container")
    )
    rows = tuple((f"{monday:%-d %b %Y}", str(many)) for monday, many in weeks.items())
    return Chart(styled(bars), title, columns, rows)


def _ticks(most: int) -> list[int]:
    """Whole numbers from 0 to at least `most`, four at most, by steps of 1, 2 or 5 times a power of ten."""
    steps = (times * 10**power for power in range(12) for times in (1, 2, 5))
    step = next(step for step in steps if 3 * step >= most)
    return [step * n for n in range(-(-most // step) + 1)]
