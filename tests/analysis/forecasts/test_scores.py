from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.forecasts.counts import SHARES_2015, wins
from veedor.analysis.forecasts.calibration import (
    calibration,
    poisson_binomial,
    pooled,
    reliability_curve,
)
from veedor.analysis.forecasts.scores import (
    COIN,
    brier,
    log_score,
    murphy,
    ranked_probability,
    student_interval,
    t_quantile,
    two_class_brier,
)
from veedor.errors import UsageError

# The ten forecasts of rain that G. Brier gave as his example in 1950; it rained on the second to the fourth day.
RAIN = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1]
RAINED = [day in (2, 3, 4) for day in range(1, 11)]

told = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_briers_own_example_has_his_score() -> None:
    assert two_class_brier(RAIN, RAINED) == pytest.approx(0.19, abs=1e-12)
    assert brier(RAIN, RAINED) == pytest.approx(0.095, abs=1e-12)


def test_briers_own_example_taken_apart() -> None:
    parts = murphy(RAIN, RAINED)
    assert parts == pytest.approx((0.095, 0.21, 0.21), abs=1e-12)


@given(told)
def test_the_parts_make_the_score(pairs: list[tuple[float, bool]]) -> None:
    chances, held = zip(*pairs, strict=True)
    parts = murphy(chances, held)
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert whole == pytest.approx(brier(chances, held), abs=1e-9)


def test_a_coin_has_a_quarter() -> None:
    assert brier([0.5] * 4, [True, False, True, True]) == COIN


def test_a_sure_miss_in_the_log_score_is_clipped() -> None:
    assert log_score([1.0], [False]) == pytest.approx(-math.log(0.01))
    assert log_score([1.0], [True]) == pytest.approx(-math.log(0.99))


def test_the_ranked_score_of_wins_by_the_exact_distribution() -> None:
    shares = [float(share) / 100 for share in SHARES_2015.split()]
    tied = wins(shares, shared_error=0.04, own_error=0.04)
    free = wins(shares, shared_error=1e-9, own_error=0.04)
    assert sum(n * p for n, p in enumerate(tied)) == pytest.approx(14.7497, abs=5e-5)
    assert sum(tied[12:]) == pytest.approx(0.77922, abs=5e-6)
    assert sum(tied[20:]) == pytest.approx(0.130391, abs=5e-7)
    assert sum(n * p for n, p in enumerate(free)) == pytest.approx(15.0218, abs=5e-5)
    assert ranked_probability(tied, 5) == pytest.approx(7.457, abs=5e-4)
    assert ranked_probability(free, 5) == pytest.approx(9.154, abs=5e-4)


def test_the_ranked_score_of_two_outcomes_is_briers() -> None:
    assert ranked_probability([0.3, 0.7], 1) == pytest.approx(brier([0.7], [True]))


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one"):
        brier([], [])
    with pytest.raises(UsageError, match="2 probabilities"):
        brier([0.1, 0.2], [True])
    with pytest.raises(UsageError, match="from 0 to 1"):
        log_score([1.2], [True])
    with pytest.raises(UsageError, match=r"sum to 0\.5"):
        ranked_probability([0.5], 0)
    with pytest.raises(UsageError, match="none of the 2"):
        ranked_probability([0.5, 0.5], 2)


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (4, 2.77645), (9, 2.26216), (30, 2.04227)],
)
def test_students_quantiles_are_those_of_the_tables(freedom: int, value: float) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(value, abs=5e-5)


def test_one_value_has_no_interval() -> None:
    assert student_interval([0.3]) is None
    assert student_interval([0.2, 0.2, 0.2]) == pytest.approx((0.2, 0.2))


def test_even_forecasters_are_poisson_binomial() -> None:
    counts = poisson_binomial([0.5] * 23)
    assert sum(counts[12:]) == pytest.approx(0.5, abs=1e-12)


def test_no_curve_is_drawn_below_thirty() -> None:
    assert calibration([0.5] * 29, [True] * 29) is None


def test_a_curve_has_groups_of_ten_or_more_with_bars() -> None:
    chances = [number / 50 for number in range(50)]
    groups = calibration(chances, [chance > 0.5 for chance in chances])
    assert groups is not None
    assert [group.n for group in groups] == [10] * 5
    assert all(0 <= group.consistent.low <= group.said <= group.consistent.high <= 1 for group in groups)
    assert all(a.said < b.said for a, b in pairwise(groups))


def test_the_bars_hold_the_middle_of_the_exact_distribution() -> None:
    groups = calibration([0.5] * 30, [True] * 30)
    assert groups is not None
    # Of ten tosses of a coin 2 to 8 heads come up in 97.9 of 100 cases, 3 to 7 in 89.1.
    assert {(group.consistent.low, group.consistent.high) for group in groups} == {(0.2, 0.8)}
    assert all(group.held > group.consistent.high for group in groups)


def test_pooling_makes_neighbours_rise() -> None:
    assert pooled([1, 3, 2, 4], [1, 1, 1, 1]) == [1, 2.5, 2.5, 4]
    assert pooled([3, 2, 1], [1, 1, 2]) == [1.75, 1.75, 1.75]
    assert pooled([], []) == []


@given(told)
def test_the_curve_only_rises_and_takes_the_score_apart(pairs: list[tuple[float, bool]]) -> None:
    chances, held = zip(*pairs, strict=True)
    curve = reliability_curve(chances, held)
    assert all(a[1] <= b[1] + 1e-12 for a, b in pairwise(curve.steps))
    assert curve.miscalibration >= -1e-12
    assert curve.discrimination >= -1e-12
    whole = curve.miscalibration - curve.discrimination + curve.uncertainty
    assert whole == pytest.approx(brier(chances, held), abs=1e-9)
