from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.codebook.resampling import Estimate, Interval, draws, estimates


def share(sums: Sequence[float]) -> list[float | None]:
    right, many = sums
    return [right / many if many else None]


def test_a_draw_has_as_many_documents_as_there_are() -> None:
    assert {sum(times) for times in draws(7, 50, seed=0)} == {7}
    assert len(draws(7, 50, seed=0)) == 50
    assert draws(0, 50, seed=0) == []


def test_the_same_seed_gives_the_same_draws() -> None:
    assert draws(5, 20, seed=3) == draws(5, 20, seed=3) != draws(5, 20, seed=4)


def test_the_interval_holds_the_middle_of_what_is_drawn() -> None:
    # Two documents, one all right and one all wrong: the share is 0, 1/2 or 1 by which of them is drawn.
    rows = [(4, 4), (0, 4)]
    assert estimates(rows, share, [[1, 1]] * 98 + [[2, 0], [0, 2]]) == [Estimate(0.5, Interval(0.5, 0.5))]
    (found,) = estimates(rows, share, [[1, 1]] * 50 + [[2, 0]] * 25 + [[0, 2]] * 25)
    assert found == Estimate(0.5, Interval(0.0, 1.0))


def test_an_end_between_two_draws_is_taken_in_proportion() -> None:
    # 41 draws: 2.5 % of the 40 steps between them is one step, the second value.
    rows = [(0, 40), (40, 40)]
    times = [[40 - n, n] for n in range(41)]
    (found,) = estimates(rows, share, times)
    assert found.interval == pytest.approx((1 / 40, 39 / 40))


def test_one_document_has_no_interval() -> None:
    assert estimates([(3, 4)], share, draws(1, 100, seed=0)) == [Estimate(0.75, None)]
    assert estimates([(3, 4), (0, 0)], share, draws(2, 100, seed=0)) == [Estimate(0.75, None)]
    assert estimates([], lambda _: [None], []) == [Estimate(None, None)]


def test_draws_in_which_a_figure_is_not_defined_are_left_out() -> None:
    (found,) = estimates([(1, 1), (1, 1), (0, 0)], share, [[0, 0, 3], [1, 1, 1]])
    assert found == Estimate(1.0, Interval(1.0, 1.0))


def test_a_share_of_nothing_has_neither_value_nor_interval() -> None:
    assert estimates([(0, 0), (0, 0)], share, draws(2, 100, seed=0)) == [Estimate(None, None)]


rows = st.lists(
    st.integers(5, 40).flatmap(lambda many: st.tuples(st.integers(0, many), st.just(many))),
    min_size=8,
    max_size=20,
)


@given(rows, st.integers(0, 5))
def test_the_interval_holds_the_figure_itself(some: list[tuple[int, int]], seed: int) -> None:
    (found,) = estimates(some, share, draws(len(some), 200, seed))
    assert found.value is not None
    assert found.interval is not None
    low, high = found.interval
    assert 0 <= low <= found.value + 1e-12
    assert found.value <= high + 1e-12
    assert high <= 1
