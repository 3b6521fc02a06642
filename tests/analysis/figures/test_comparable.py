"""Whether two figures may be held against each other, and why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.figures.saying import Report, all_of, counted
from veedor.analysis.figures.comparable import ANY_TIME, Aspect, Verdict, comparable
from veedor.analysis.figures.measured import Measured
from veedor.codebook.labels import Comparison, EventType


def _verdict(one: Measured, other: Measured) -> Verdict:
    return comparable(one, other).verdict


def test_all_that_is_told_must_agree() -> None:
    one = counted("64", 64, period="in May 2019", place="Lara", by="police")
    other = counted("71", 71, period="in May 2019", place="Lara", by="police", publisher="Post")
    found = comparable(one, other)
    assert (found.verdict, found.differences) == (Verdict.YES, ())


@pytest.mark.parametrize(
    ("other", "aspect"),
    [
        (counted("71", 71, unit="towns", period="in May 2019"), Aspect.UNIT),
        (counted("71", 71, what="arrested", period="in May 2019"), Aspect.COUNTED),
        (counted("71", 71, what="killed teachers", period="in May 2019"), Aspect.POPULATION),
        (counted("71", 71, period="in June 2019"), Aspect.WINDOW),
        (counted("71", 71, period="in May 2019", comparison=Comparison.INCREASE), Aspect.KIND),
    ],
)
def test_known_difference_is_named(other: Measured, aspect: Aspect) -> None:
    found = comparable(counted("64", 64, what="killed nurses", period="in May 2019"), other)
    assert found.verdict is Verdict.NO
    assert found.differ_in(aspect)
    assert found.why


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (counted("71", 71), "one does not say over which time it counts"),
        (counted("71", 71, period="in May 2019", place="Lara"), "the other names no place"),
        (counted("71", 71, period="in May 2019", country=None), "the reports speak of no one country"),
        (counted("71", 71, period="in May 2019", place="Lara", by="police"), "does not say whose deed"),
    ],
)
def test_what_is_missing_is_unknown_and_never_equal(other: Measured, why: str) -> None:
    one = counted("64", 64, period="in May 2019", place="Lara" if other.agents else None)
    found = comparable(one, other)
    assert found.verdict is Verdict.UNKNOWN
    assert why in found.why


def test_nothing_is_equal_for_being_missing_on_both_sides() -> None:
    assert _verdict(counted("64", 64), counted("71", 71)) is Verdict.UNKNOWN
    assert _verdict(
        counted("6", 6, unit="towns", what="towns"), counted("7", 7, unit="towns", what="towns")
    ) is (Verdict.UNKNOWN)


def test_country_of_the_report_stands_for_no_place() -> None:
    one = counted("64", 64, period="in May 2019", place="Venezuela")
    assert _verdict(one, counted("71", 71, period="in May 2019", country="VE")) is Verdict.YES
    assert _verdict(one, counted("71", 71, period="in May 2019", country="CO")) is Verdict.UNKNOWN


def test_numbers_of_days_far_apart_are_a_series() -> None:
    early = counted("12", 12, unit="towns", what="towns without water", published="2019-03-01")
    late = counted("19", 19, unit="towns", what="towns without water", published="2019-08-01")
    assert _verdict(early, late) is Verdict.NO
    assert comparable(early, late, times=ANY_TIME).verdict is Verdict.YES


def test_running_totals_of_one_week_are_of_one_time() -> None:
    one = counted("64", 64, period="this year", published="2019-08-14")
    assert _verdict(one, counted("64", 64, period="this year", published="2019-08-16")) is Verdict.YES
    assert _verdict(one, counted("70", 70, period="this year", published="2019-09-20")) is Verdict.NO


def test_judgement_overrides_what_is_counted_but_no_unit() -> None:
    one = counted("64", 64, what="killed", period="in May 2019")
    other = counted("71", 71, what="died", period="in May 2019")
    pair = frozenset((one.id, other.id))
    assert comparable(one, other, judged={pair: True}).verdict is Verdict.YES
    assert comparable(one, one, judged={frozenset((one.id,)): False}).verdict is Verdict.NO
    towns = counted("71", 71, unit="towns", period="in May 2019")
    assert comparable(one, towns, judged={frozenset((one.id, towns.id)): True}).verdict is Verdict.NO


def test_event_tells_what_where_and_by_whom_is_counted() -> None:
    report = Report("2019-08-19")
    said = "Provea denounced that 238 people were killed by police in the state of Lara in 2018."
    report.figure(said, "238 people", 238, "people", "people", period="in 2018")
    report.event(
        said,
        "killed",
        EventType.ASSAULT,
        actors=("police",),
        recipients=("238 people",),
        places=("the state of Lara",),
    )
    (found,) = report.measured()
    assert found.counted.category is not None
    assert found.counted.category.name == "killed"
    assert [where.words for where in found.places] == ["Lara"]
    assert [who.key for who in found.agents] == ["police"]
    assert len(found.ids) == 2


def test_event_of_another_report_tells_nothing() -> None:
    one, other = Report("2019-08-19"), Report("2019-08-19")
    said = "238 people were killed."
    one.figure(said, "238 people", 238, "people", "people")
    other.event(said, "killed", EventType.ASSAULT, recipients=("238 people",))
    one.sentences.clear()
    assert all_of(one, other)[0].counted.category is None


_parts = st.sampled_from(
    [
        counted("64", 64, period=period, place=place, what=what, published=published)
        for period in (None, "in May 2019", "this year", "in one year")
        for place in (None, "Lara")
        for what in ("killed", "judges")
        for published in ("2019-08-23", None)
    ]
)


@given(_parts, _parts)
def test_comparing_does_not_hang_on_the_order(one: Measured, other: Measured) -> None:
    assert _verdict(one, other) is _verdict(other, one)


@given(_parts)
def test_figure_is_never_known_to_differ_from_itself(one: Measured) -> None:
    assert _verdict(one, one) is not Verdict.NO


def test_number_that_borrows_its_noun_borrows_the_place_too() -> None:
    report = Report("2019-08-23", country=None)
    sentence = "The union counted 300 killed in Peru; the ministry confirmed 120."
    report.figure(sentence, "300", 300, "people", "killed", period=None, when="2019")
    report.figure(sentence, "120", 120, "people", "killed", period=None, when="2019")
    report.event(sentence, "killed", EventType.ASSAULT, recipients=("300",), places=("Peru",))
    assert [[where.words for where in one.places] for one in report.measured()] == [["Peru"], ["Peru"]]
    other = report.figure("Nine were killed.", "Nine", 9, "people", "killed.")
    assert [one.places for one in report.measured() if one.id == other] == [()]
