from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.codebook.test_scoring import Plain, event, figure, position
from veedor.codebook.calibration import BINS, Answer, answers, bins, errors, sums
from veedor.codebook.scoring import match
from veedor.errors import StatementError


def are_right(gold: list[Plain], system: list[Plain]) -> list[bool]:
    return [answer.is_right for answer in answers(system, match(gold, system))]


def test_a_statement_is_right_when_it_is_what_the_gold_one_is() -> None:
    assert are_right([event(0, 5)], [event(0, 5, certainty="open")]) == [True]
    assert are_right([event(0, 5)], [event(0, 5, "AID")]) == [False]
    assert are_right([event(0, 5)], [event(5, 9)]) == [False]
    assert are_right([position(0, 5, "offers")], [position(0, 5, "offers")]) == [True]
    assert are_right([position(0, 5, "offers")], [position(0, 5, "refuses")]) == [False]
    assert are_right([figure(0, 5, 100)], [figure(0, 5, 100.5)]) == [True]
    assert are_right([figure(0, 5, 100)], [figure(0, 5, 200)]) == [False]
    assert are_right([figure(0, 5, 100)], [figure(0, 5, 100, "USD")]) == [False]
    assert are_right([{"kind": "role", "anchor": {"start": 0, "end": 5}}], []) == []


def test_of_two_that_say_the_same_only_one_is_right() -> None:
    assert sorted(are_right([event(0, 5)], [event(0, 5), event(0, 5)])) == [False, True]


def test_the_errors_are_those_worked_out_by_hand() -> None:
    # Bin 0.6 to 0.7: mean 0.65, half right, off by 0.15; bin 0.9 to 1: mean 0.95, all right, off by 0.05.
    given_ = [Answer(0.6, True), Answer(0.7 - 1e-12, False), Answer(0.9, True), Answer(1.0, True)]
    error, brier = errors(sums(given_))
    assert error == pytest.approx((2 * 0.15 + 2 * 0.05) / 4)
    assert brier == pytest.approx((0.4**2 + 0.7**2 + 0.1**2 + 0) / 4)


def test_the_table_has_ten_bins_and_one_is_in_the_last() -> None:
    table = bins(sums([Answer(0.0, False), Answer(1.0, True), Answer(0.95, False)]))
    assert [one.many for one in table] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (table[0].low, table[-1].high, len(table)) == (0.0, 1.0, BINS)
    assert (table[-1].probability, table[-1].right) == (pytest.approx(0.975), 0.5)
    assert (table[4].probability, table[4].right) == (None, None)


def test_without_probabilities_there_are_no_errors() -> None:
    assert errors(sums([Answer(None, True)])) == (None, None)


@pytest.mark.parametrize("wrong", [1.2, -0.1, "0.5", True, math.nan, [0.5]])
def test_what_is_no_probability_is_refused(wrong: Any) -> None:
    with pytest.raises(StatementError, match="0 to 1"):
        list(answers([event(0, 5, probability_right=wrong)], []))


some_answers = st.lists(st.builds(Answer, st.none() | st.floats(0, 1), st.booleans()), max_size=30)


@given(some_answers, some_answers)
def test_the_sums_of_two_documents_are_those_of_both_together(
    first: list[Answer], second: list[Answer]
) -> None:
    added = [one + other for one, other in zip(sums(first), sums(second), strict=True)]
    assert added == pytest.approx(sums([*first, *second]))
    error, brier = errors(added)
    if error is not None and brier is not None:
        assert 0 <= error <= 1
        assert 0 <= brier <= 1
        assert error**2 <= brier + 1e-9
