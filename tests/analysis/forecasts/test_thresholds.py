from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.forecasts.foretold import figure
from veedor.analysis.forecasts.thresholds import threshold, total_of


def test_at_least_half_of_twenty_three_is_twelve_and_half_is_flagged() -> None:
    found = threshold("win at least half of the districts", of=23)
    assert found is not None
    assert (found.least, found.most, found.of, found.is_whole) == (12, None, 23, False)
    assert "11.5" in found.why


def test_half_alone_is_taken_as_half_or_more_which_is_said_and_flagged() -> None:
    found = threshold("win half of the districts", of=23)
    assert found is not None
    assert (found.least, found.is_whole) == (12, False)
    assert "taken as 12 or more" in found.why


def test_half_of_an_even_number_is_whole() -> None:
    found = threshold("at least half of the districts", of=24)
    assert found is not None
    assert (found.least, found.is_whole) == (12, True)


def test_no_count_is_exactly_half_of_an_odd_number() -> None:
    found = threshold("exactly half of the seats", of=23)
    assert found is not None
    assert not any(found.holds(count) for count in range(24))


def test_a_count_of_a_total_needs_no_other_total() -> None:
    found = threshold("could win twenty of the twenty-three")
    assert found is not None
    assert (found.least, found.most, found.of) == (20, None, 23)


@pytest.mark.parametrize(
    ("words", "of", "least", "most"),
    [
        ("win a majority of the seats", 101, 51, None),
        ("win most of the seats", 100, 51, None),
        ("more than half of the seats", 100, 51, None),
        ("more than half of the seats", 101, 51, None),
        ("less than half of the seats", 101, None, 50),
        ("less than half of the seats", 100, None, 49),
        ("two-thirds of the chamber", 300, 200, None),
        ("no more than 3 of 5", None, None, 3),
        ("exactly 3 of 5", None, 3, 3),
        ("win at least 12", 23, 12, None),
    ],
)
def test_words_of_bounds(words: str, of: int | None, least: int | None, most: int | None) -> None:
    found = threshold(words, of=of)
    assert found is not None
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize("words", ["at least half of the seats", "win the vote", "gain 60 % of the vote", ""])
def test_without_a_total_or_a_number_there_is_no_threshold(words: str) -> None:
    assert threshold(words) is None


def test_the_total_is_the_one_figure_of_the_report_that_counts_them() -> None:
    seats = figure(23, "districts")
    found = total_of("at least half of the districts", [seats, figure(9, "people"), figure(23, "districts")])
    assert found is not None
    assert found.value == 23
    assert found.ids[0] == seats.id


def test_two_totals_that_disagree_are_none() -> None:
    assert total_of("half of the districts", [figure(23, "districts"), figure(24, "districts")]) is None
    assert total_of("half of the districts", []) is None


@given(st.sampled_from(["at least", "at most", "more than", "less than"]), st.integers(1, 999))
def test_a_bound_of_half_holds_for_just_the_counts_that_it_names(bound: str, of: int) -> None:
    found = threshold(f"{bound} half of the seats", of=of)
    assert found is not None
    right = {
        "at least": lambda n: 2 * n >= of,
        "at most": lambda n: 2 * n <= of,
        "more than": lambda n: 2 * n > of,
        "less than": lambda n: 2 * n < of,
    }[bound]
    assert all(found.holds(n) == right(n) for n in {0, of // 2, of // 2 + 1, (of - 1) // 2, of})
