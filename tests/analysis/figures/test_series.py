"""One count over time, its vintages, and what may be drawn."""

from __future__ import annotations

from tests.analysis.figures.saying import counted
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.series import NotDrawn, Shape, same_count, series_of, sparkline
from veedor.analysis.figures.topics import by_topic
from veedor.codebook.labels import Comparison


def _month(month: str, many: int, *, publisher: str = "Watch", published: str = "2019-12-01") -> Measured:
    return counted(str(many), many, period=f"in {month} 2019", publisher=publisher, published=published)


def _to_date(many: int, published: str) -> Measured:
    return counted(str(many), many, what="died", period="this year", published=published, publisher="Agency")


def test_months_of_one_count_make_a_series() -> None:
    own = [_month("May", 64), _month("March", 31), _month("April", 40)]
    (found,) = series_of(own).series
    assert found.shape is Shape.SPANS
    assert [one.measured.words for one in found.points] == ["31", "40", "64"]
    assert found.latest is not None
    assert found.latest.measured.as_of == "2019-05-31"


def test_running_totals_stand_apart_from_months() -> None:
    own = [_to_date(310, "2019-05-02"), _to_date(514, "2019-08-15"), _to_date(810, "2019-12-31")]
    (found,) = series_of([*own, counted("64", 64, what="died", period="in May 2019")]).series[:1]
    assert found.shape is Shape.TO_DATE
    assert [one.measured.words for one in found.points] == ["310", "514", "810"]


def test_later_number_of_one_source_revises_the_earlier_one_which_stays() -> None:
    first = _month("May", 64, published="2019-06-02")
    later = _month("May", 71, published="2019-07-02")
    (found,) = series_of([later, first]).series
    assert [(one.measured.words, one.is_revised) for one in found.points] == [("64", True), ("71", False)]
    assert found.points[1].revises == first.id
    assert found.latest is not None
    assert found.latest.measured is later


def test_sources_that_disagree_leave_no_latest() -> None:
    (found,) = series_of([_month("May", 64), _month("May", 90, publisher="Ministry")]).series
    assert found.has_conflict
    assert found.latest is None
    assert isinstance(sparkline(found), NotDrawn)


def test_what_does_not_say_its_time_stands_in_no_series() -> None:
    found = series_of([_month("May", 64), counted("80", 80)])
    (loose,) = found.loose
    assert loose.why == "it does not say over which time it counts"
    assert all(one.measured.words != "80" for series in found.series for one in series.points)


def test_vague_words_are_no_point() -> None:
    (loose,) = series_of([counted("dozens", (24, 99), period="in May 2019")]).loose
    assert loose.why == "it gives a range, not a number"


def test_sparkline_needs_three_times_and_numbers() -> None:
    two = series_of([_month("March", 31), _month("May", 64)]).series[0]
    drawn = sparkline(two)
    assert isinstance(drawn, NotDrawn)
    assert drawn.why.startswith("not enough to say")
    three = series_of([_month("March", 31), _month("April", 40), _month("May", 64)]).series[0]
    line = sparkline(three)
    assert not isinstance(line, NotDrawn)
    assert len(line) == 3
    bound = counted(
        "at least 80", 80, period="in June 2019", comparison=Comparison.AT_LEAST, published="2019-12-01"
    )
    four = series_of([*(one.measured for one in three.points), bound]).series[0]
    assert isinstance(sparkline(four), NotDrawn)


def test_figures_that_cannot_be_compared_share_no_drawing() -> None:
    found = same_count([_month("May", 64), counted("80", 80, what="arrested", period="in June 2019")])
    assert isinstance(found, NotDrawn)
    assert "not comparable" in found.why
    assert not isinstance(same_count([_month("May", 64), _month("June", 80)]), NotDrawn)


def test_judgement_joins_topics() -> None:
    one = counted("14", 14, unit="towns", what="towns without water")
    other = counted("31", 31, unit="villages", what="villages cut off")
    assert len(by_topic([one, other])) == 2
    joined = by_topic([one, other], judged={frozenset((one.id, other.id)): True})
    assert [len(figures) for figures in joined.values()] == [2]


def test_order_in_which_figures_come_changes_nothing() -> None:
    own = [
        _month("March", 31),
        _month("April", 40),
        _month("May", 64),
        counted("80", 80),
        _to_date(514, "2019-08-15"),
    ]
    assert series_of(own) == series_of(own[::-1])
