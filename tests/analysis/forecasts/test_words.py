from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.analysis.forecasts.criterion import ForecastKind
from veedor.analysis.forecasts.words import (
    chance,
    expressions_for,
    in_full,
    meaning,
    plain,
    readings,
    table,
    tables,
)
from veedor.errors import UsageError

# What was published, typed by hand: table, words, low, high, point, in percent.
PUBLISHED = [
    ("kent-1964", "almost certain", 87, 99, 93),
    ("kent-1964", "probable", 63, 87, 75),
    ("kent-1964", "about even", 40, 60, 50),
    ("kent-1964", "probably not", 20, 40, 30),
    ("kent-1964", "almost certainly not", 2, 12, 7),
    ("icd-203", "almost no chance", 1, 5, None),
    ("icd-203", "very unlikely", 5, 20, None),
    ("icd-203", "unlikely", 20, 45, None),
    ("icd-203", "roughly even", 45, 55, None),
    ("icd-203", "likely", 55, 80, None),
    ("icd-203", "very likely", 80, 95, None),
    ("icd-203", "almost certain", 95, 99, None),
    ("phia", "remote chance", 0, 5, None),
    ("phia", "highly unlikely", 10, 20, None),
    ("phia", "unlikely", 25, 35, None),
    ("phia", "realistic possibility", 40, 50, None),
    ("phia", "likely", 55, 75, None),
    ("phia", "probable", 55, 75, None),
    ("phia", "highly likely", 80, 90, None),
    ("phia", "almost certain", 95, 100, None),
    ("nato", "highly unlikely", 0, 10, None),
    ("nato", "unlikely", 10, 40, None),
    ("nato", "even", 40, 60, None),
    ("nato", "likely", 60, 90, None),
    ("nato", "highly likely", 90, 100, None),
    ("ipcc", "virtually certain", 99, 100, None),
    ("ipcc", "likely", 66, 100, None),
    ("ipcc", "about as likely as not", 33, 66, None),
    ("ipcc", "unlikely", 0, 33, None),
    ("capphrase", "will happen", 91, 100, 100),
    ("capphrase", "almost certain", 90, 99, 95),
    ("capphrase", "highly likely", 75, 95, 90),
    ("capphrase", "very good chance", 70, 90, 80),
    ("capphrase", "likely", 60, 85, 75),
    ("capphrase", "probable", 60, 85, 75),
    ("capphrase", "better than even", 51, 65, 60),
    ("capphrase", "realistic possibility", 25, 80, 60),
    ("capphrase", "about even", 50, 50, 50),
    ("capphrase", "may", 20, 60, 40),
    ("capphrase", "might", 15, 60, 40),
    ("capphrase", "could", 15, 60, 40),
    ("capphrase", "unlikely", 5, 30, 20),
    ("capphrase", "improbable", 1, 30, 10),
    ("capphrase", "chances are slight", 10, 10, 10),
    ("capphrase", "little chance", 10, 10, 10),
    ("capphrase", "highly unlikely", 5, 5, 5),
    ("capphrase", "remote chance", 5, 5, 5),
    ("capphrase", "almost no chance", 2, 2, 2),
    ("zonination", "almost certainly", 95, 95, 95),
    ("zonination", "probably", 75, 75, 75),
    ("zonination", "probable", 70, 70, 70),
    ("zonination", "likely", 70, 70, 70),
    ("zonination", "we believe", 70, 70, 70),
    ("zonination", "we doubt", 25, 25, 25),
    ("zonination", "probably not", 26.5, 26.5, 26.5),
    ("zonination", "little chance", 15, 15, 15),
]


@pytest.mark.parametrize(("key", "words", "low", "high", "point"), PUBLISHED)
def test_a_table_reads_its_words_as_it_was_published(
    key: str, words: str, low: float, high: float, point: float | None
) -> None:
    (found,) = (one for one in readings(words) if one.table == key)
    assert (found.low, found.high) == pytest.approx((low / 100, high / 100))
    assert found.point == (None if point is None else pytest.approx(point / 100))


def test_every_table_says_where_it_comes_from() -> None:
    assert all(one.reference and one.licence and one.name for one in tables().values())


@pytest.mark.parametrize("words", ["possible", "possibly", "perhaps", "a possibility"])
def test_possible_has_no_number_in_any_table(words: str) -> None:
    found = meaning(words) or meaning(plain(words))
    assert found is not None
    assert found.kind is ForecastKind.POSSIBILITY
    assert readings(words) == ()


def test_could_is_a_possibility_that_only_the_survey_reads() -> None:
    found = meaning("could")
    assert found is not None
    assert found.kind is ForecastKind.POSSIBILITY
    assert [one.table for one in readings("could")] == ["capphrase"]


@pytest.mark.parametrize(
    ("words", "as_"),
    [
        ("seems sure", "almost certain"),
        ("is not likely", "unlikely"),
        ("isn’t likely", "unlikely"),
        ("unlikely", "unlikely"),
        ("will probably", "probable"),
        ("likely not", "unlikely"),
    ],
)
def test_words_are_read_by_the_nearest_expression_of_the_survey(words: str, as_: str) -> None:
    found = {one.table: one.words for one in readings(words.removeprefix("will "))}
    assert found["capphrase"] == as_


@pytest.mark.parametrize(
    "words", ["not sure", "no longer likely", "far from certain", "not inevitable", "measured"]
)
def test_what_is_not_sure_is_not_read_as_its_contrary(words: str) -> None:
    assert readings(words) == ()


def test_words_before_belong_to_them_where_the_lists_know_them_together() -> None:
    assert plain(in_full("chance", before="there is little")) == "little chance"
    assert in_full("chance", before="the green") == "chance"
    assert plain(in_full("likely", before="it is not")) == "not likely"


@pytest.mark.parametrize("probability", [0.075, 0.22, 0.375, 0.525, 0.77, 0.93])
def test_a_gap_between_the_steps_of_a_scale_has_no_words(probability: float) -> None:
    assert expressions_for("phia", probability) == ()


def test_a_step_of_a_scale_holds_its_ends() -> None:
    assert expressions_for("phia", 0.25) == expressions_for("phia", 0.35) == ("unlikely",)
    assert expressions_for("icd-203", 0.2) == ("very unlikely", "unlikely")


def test_an_unknown_table_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(UsageError, match="kent-1964"):
        table("tarot")
    with pytest.raises(UsageError, match="no table"):
        expressions_for("tarot", 0.5)


def test_a_range_alone_is_scored_by_its_middle_which_is_said() -> None:
    found = chance(readings("likely"), "nato")
    assert found is not None
    assert found.value == pytest.approx(0.75)
    assert "middle" in found.how
    assert chance(readings("could"), "nato") is None


@pytest.mark.parametrize(
    ("words", "before", "low", "high", "point"),
    [
        ("a 70 % chance", "", 0.7, 0.7, 0.7),
        ("chance", "there is a 70 percent ", 0.7, 0.7, 0.7),
        ("probability", "polls give a 60-70% ", 0.6, 0.7, None),
        ("two in three", "", 2 / 3, 2 / 3, 2 / 3),
        ("a one-in-five chance", "", 0.2, 0.2, 0.2),
        ("fifty-fifty", "", 0.5, 0.5, 0.5),
        ("more than 70 per cent", "", 0.7, 1, None),
        ("chance", "a less than 5 percent ", 0, 0.05, None),
    ],
)
def test_a_number_in_the_text_is_itself(
    words: str, before: str, low: float, high: float, point: float | None
) -> None:
    (found,) = readings(words, before=before)
    assert found.table == "text"
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.point == (None if point is None else pytest.approx(point))
    taken = chance((found,), "kent-1964")
    assert taken is not None
    assert low <= taken.value <= high


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("110 %", ""),
        ("five in three", ""),
        ("likely", "after 40 percent voted it is "),
        ("chance", "in 2031 a"),
    ],
)
def test_a_number_that_is_no_probability_is_left(words: str, before: str) -> None:
    assert all(one.table != "text" for one in readings(words, before=before))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_are_read_within_bounds(words: str, before: str) -> None:
    for one in readings(words, before=before):
        assert 0 <= one.low <= one.high <= 1
        assert one.point is None or one.low <= one.point <= one.high
