"""Numbers with the interval that their words allow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.figures.saying import counted
from veedor.analysis.figures import quantities
from veedor.analysis.figures.quantities import Exactness, Quantity, bounds_in_words, exact, in_words
from veedor.codebook.labels import Comparison
from veedor.codebook.statement import Value


def _said(words: str, value: Value, unit: str = "people", comparison: Comparison | None = None) -> Quantity:
    return counted(words, value, unit=unit, what="things", comparison=comparison).quantity


@pytest.mark.parametrize(
    ("words", "value", "unit", "low", "high"),
    [
        ("514", 514, "people", 514, 514),
        ("twenty-three", 23, "contests", 23, 23),
        ("710,242", 710242, "people", 710242, 710242),
        ("18,000", 18000, "people", 17500, 18500),
        ("2.6 million", 2.6e6, "people", 2_550_000, 2_650_000),
        ("seven million", 7e6, "people", 6_500_000, 7_500_000),
        ("$74.7 million", 74.7e6, "USD", 74_650_000, 74_750_000),
        ("61.14 percent", 61.14, "percent", Fraction("61.135"), Fraction("61.145")),
        ("4,01 per cent", 4.01, "percent", Fraction("4.005"), Fraction("4.015")),
        ("50 percent", 50, "percent", Fraction("49.5"), Fraction("50.5")),
        ("one-third", 33.3, "percent", Fraction("29.97"), Fraction("36.63")),
        ("700 000", 700000, "people", 650_000, 750_000),
    ],
)
def test_words_of_a_number_tell_its_interval(
    words: str, value: float, unit: str, low: float | Fraction, high: float | Fraction
) -> None:
    found = _said(words, value, unit)
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


def test_bound_leaves_the_other_end_open() -> None:
    more = _said("over 100", 100, "organizations", Comparison.MORE_THAN)
    assert more.low == 100
    assert more.high is None
    assert not more.is_number
    assert in_words(more) == "more than 100"
    assert more.may_equal(exact(101))
    assert not more.may_equal(exact(100))
    assert _said("at least 100", 100, comparison=Comparison.AT_LEAST).may_equal(exact(100))


def test_vague_words_keep_their_bounds_and_give_no_number() -> None:
    found = _said("dozens", (24, 99))
    assert found.low == 24
    assert found.high == 99
    assert found.said is None
    assert found.exactness is Exactness.VAGUE
    assert in_words(found) == "24 to 99"


def test_about_widens_by_a_tenth() -> None:
    found = _said("about 1,500", 1500, comparison=Comparison.ABOUT)
    assert found.low == 1350
    assert found.high == 1650
    assert in_words(found) == "about 1,500"


def test_of_at_least_only_at_least_follows() -> None:
    some = _said("at least 30", 30, comparison=Comparison.AT_LEAST)
    whole = quantities.plus([some, exact(12)])
    assert whole.low == 42
    assert whole.high is None
    assert whole.exactness is Exactness.AT_LEAST
    rest = quantities.minus(exact(100), some)
    assert rest.low is None
    assert rest.high == 70
    assert rest.exactness is Exactness.AT_MOST
    assert in_words(rest) == "at most 70"


def test_nothing_is_divided_by_what_may_be_nought() -> None:
    assert quantities.over(exact(5), exact(0)) is None
    assert quantities.over(exact(5), Quantity(None, Fraction(3), Fraction(3), Exactness.AT_MOST)) is None


def test_interval_is_told_beside_a_rounded_number() -> None:
    assert bounds_in_words(exact(5)) == ""
    assert bounds_in_words(_said("2.6 million", 2.6e6)) == "2,550,000 to 2,650,000"


_ends = st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)).map(
    lambda pair: (Fraction(pair[0]), Fraction(sum(pair)))
)
_Ends = tuple[Fraction, Fraction]


def _interval(ends: _Ends) -> Quantity:
    return Quantity(*ends, sum(ends, Fraction(0)) / 2, Exactness.ROUNDED)


def _holds(made: Quantity | None, true: Fraction) -> bool:
    return made is None or (
        (made.low is None or made.low <= true) and (made.high is None or true <= made.high)
    )


@given(_ends, _ends, st.fractions(0, 1), st.fractions(0, 1))
def test_true_numbers_stay_inside_of_what_is_derived(
    one: _Ends, other: _Ends, here: Fraction, there: Fraction
) -> None:
    left, right = one[0] + (one[1] - one[0]) * here, other[0] + (other[1] - other[0]) * there
    first, second = _interval(one), _interval(other)
    assert _holds(quantities.plus([first, second]), left + right)
    assert _holds(quantities.minus(first, second), left - right)
    assert _holds(quantities.product(first, second), left * right)
    if right:
        assert _holds(quantities.over(first, second), left / right)


@given(_ends, _ends)
def test_whether_two_may_be_equal_does_not_hang_on_their_order(one: _Ends, other: _Ends) -> None:
    left, right = _interval(one), _interval(other)
    assert left.may_equal(right) == right.may_equal(left)
