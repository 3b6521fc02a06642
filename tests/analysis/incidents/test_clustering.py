"""Groups by average linkage."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from veedor.analysis.incidents.clustering import Tie, groups


def test_likely_pairs_come_into_one_group() -> None:
    assert groups(4, [Tie(0, 1, 0.9), Tie(2, 3, 0.8)]) == [[0, 1], [2, 3]]


def test_a_chain_of_likenesses_makes_no_group() -> None:
    """Each is like the next, but the ends were never like each other."""
    chain = [Tie(n, n + 1, 0.9) for n in range(4)]
    assert max(map(len, groups(5, chain))) == 2


def test_what_must_stay_apart_does() -> None:
    ties = [Tie(0, 1, 0.95), Tie(1, 2, 0.9), Tie(0, 2, 0.9)]
    assert groups(3, ties, apart=[(0, 2)]) == [[0, 1], [2]]


def test_what_people_joined_is_one_even_where_nothing_else_speaks_for_it() -> None:
    assert groups(3, [Tie(0, 1, 0.1)], together=[(2, 0)]) == [[0, 2], [1]]


def test_nothing_makes_no_groups() -> None:
    assert groups(0, []) == []
    assert groups(2, []) == [[0], [1]]


_TIES = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0, 1)).filter(lambda tie: tie[0] < tie[1]),
    unique_by=lambda tie: tie[:2],
)


@given(_TIES, st.integers())
def test_order_of_the_pairs_changes_nothing(ties: list[tuple[int, int, float]], seed: int) -> None:
    made = [Tie(*tie) for tie in ties]
    shuffled = random.Random(seed).sample(made, len(made))
    assert groups(12, made) == groups(12, shuffled)


@given(_TIES)
def test_each_member_is_in_one_group(ties: list[tuple[int, int, float]]) -> None:
    found = groups(12, [Tie(*tie) for tie in ties])
    assert sorted(member for group in found for member in group) == list(range(12))
