"""Over which time a figure counts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.figures.saying import Report, counted
from veedor.analysis.figures.windows import Relation, Window, relation
from veedor.codebook.labels import Tense

_DAY = "2019-08-23"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("this year", date(2019, 1, 1), date(2019, 8, 23)),
        ("so far this year", date(2019, 1, 1), date(2019, 8, 23)),
        ("since January", date(2019, 1, 1), date(2019, 8, 23)),
        ("last year", date(2018, 1, 1), date(2018, 12, 31)),
        ("in 2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("in the first half of 2019", date(2019, 1, 1), date(2019, 6, 30)),
        ("in the first six months of 2019", date(2019, 1, 1), date(2019, 6, 30)),
        ("between 13 August 2018 and 13 August 2019", date(2018, 8, 13), date(2019, 8, 13)),
        ("from August to December 2018", date(2018, 8, 1), date(2018, 12, 31)),
        ("in one year", date(2018, 8, 23), date(2019, 8, 23)),
        ("in the past three months", date(2019, 5, 23), date(2019, 8, 23)),
        ("in the same period of 2018", date(2018, 1, 1), date(2018, 8, 23)),
    ],
)
def test_words_tell_the_window(period: str, first: date, last: date) -> None:
    window = counted("514", 514, period=period, published=_DAY).window
    assert window is not None
    assert (window.first, window.last) == (first, last)


@pytest.mark.parametrize(("period", "is_sure"), [("in one year", False), ("this year", True)])
def test_end_that_is_taken_is_not_sure(period: str, is_sure: bool) -> None:
    window = counted("514", 514, period=period, published=_DAY).window
    assert window is not None
    assert window.is_sure is is_sure


def test_window_of_no_words_is_none() -> None:
    found = counted("514", 514, published=_DAY)
    assert found.window is None
    assert (found.as_of, found.as_of_why) == (_DAY, "the report's date")


def test_day_that_the_words_name_is_the_as_of_day() -> None:
    found = counted(
        "$5 million", 5e6, unit="USD", what="received", period="as of 2 July 2019", published=_DAY
    )
    assert (found.as_of, found.as_of_why) == ("2019-07-02", "as the words say")


def test_day_just_past_is_meant_whatever_the_tense() -> None:
    report = Report("2021-08-23")
    said = "The office put turnout on 22 August at 61 percent; on 9 December it will tell the rest, 5 seats."
    report.figure(said, "61 percent", 61, "percent", "turnout", period="on 22 August", tense=Tense.FUTURE)
    report.figure(said, "5 seats", 5, "seats", "seats", period="on 9 December", tense=Tense.FUTURE)
    past, ahead = (one.window for one in report.measured())
    assert past is not None
    assert ahead is not None
    assert (past.first, ahead.first) == (date(2021, 8, 22), date(2021, 12, 9))


def test_rate_is_no_window() -> None:
    found = counted("40", 40, what="arrested", period="per month", published=_DAY)
    assert (found.window, found.per, found.unit) == (None, "month", "people per month")
    oil = counted("770,000 barrels", 770000, unit="barrels", what="exported per day", period="in July")
    assert oil.unit == "barrels per day"
    assert oil.window is not None


def test_report_without_a_date_gives_no_window_but_the_figures_own() -> None:
    assert counted("9", 9, period="this year", published=None).window is None
    found = counted("9", 9, period="in March 2019", when="2019-03", published=None).window
    assert found is not None
    assert found.last == date(2019, 3, 31)


def test_month_of_a_report_is_enough() -> None:
    window = counted("9", 9, period="this year", published="2017-10").window
    assert window is not None
    assert window.last == date(2017, 10, 31)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (("2019-01-01", "2019-06-30"), ("2019-01-01", "2019-06-30"), Relation.SAME),
        (("2019-01-01", "2019-06-30"), ("2019-01-01", "2019-08-30"), Relation.SAME_START),
        (("2018-08-13", "2019-08-13"), ("2019-01-01", "2019-08-13"), Relation.SAME_END),
        (("2018-08-13", "2019-08-13"), ("2019-01-01", "2019-03-01"), Relation.NESTED),
        (("2019-01-01", "2019-08-15"), ("2018-01-01", "2018-08-15"), Relation.CORRESPONDING),
        (("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-08-15"), Relation.ADJACENT),
        (("2017-01-01", "2017-03-31"), ("2019-01-01", "2019-08-15"), Relation.APART),
        (("2018-06-01", "2019-03-31"), ("2019-01-01", "2019-08-15"), Relation.OVERLAPPING),
    ],
)
def test_windows_lie_to_each_other(one: tuple[str, str], other: tuple[str, str], how: Relation) -> None:
    left, right = (
        Window(date.fromisoformat(first), date.fromisoformat(last), "given") for first, last in (one, other)
    )
    assert relation(left, right) is how
    assert relation(right, left) is how
