"""Pairs put together to groups by average linkage: two groups join where their members, on average, belong together.

Agglomerative clustering with unweighted average linkage (R. R. Sokal and C. D. Michener, A statistical method for
evaluating systematic relationships, 1958). A pair that was not compared counts as 0, so that a chain of likenesses
makes no group. Which groups come out does not depend on the order in which the pairs are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple


class Tie(NamedTuple):
    """What speaks for two members being one: a chance in [0, 1]."""

    left: int
    right: int
    chance: float


Key = tuple[float, int, int]


class _Groups:
    """Groups by the number of their least member, with the sums of chances between them."""

    def __init__(self, many: int, apart: Iterable[tuple[int, int]]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(many)}
        self.sums: dict[int, dict[int, float]] = {number: {} for number in range(many)}
        self.apart: dict[int, set[int]] = {}
        for one, other in apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def average(self, one: int, other: int) -> float:
        """The mean chance between the members of two groups; a pair that was not compared has 0."""
        size = len(self.members[one]) * len(self.members[other])
        return self.sums[one].get(other, 0.0) / size

    def are_apart(self, one: int, other: int) -> bool:
        """Whether two of their members must not be one."""
        return other in self.apart.get(one, ())

    def join(self, one: int, other: int) -> int:
        """Puts two groups together; the number of the new one."""
        kept, gone = min(one, other), max(one, other)
        self.members[kept] += self.members.pop(gone)
        for third, total in self.sums.pop(gone).items():
            del self.sums[third][gone]
            if third != kept:
                self.sums[kept][third] = self.sums[third][kept] = self.sums[kept].get(third, 0.0) + total
        for third in self.apart.pop(gone, ()):
            self.apart[third].discard(gone)
            self.apart[third].add(kept)
            self.apart.setdefault(kept, set()).add(third)
        return kept


def groups(
    many: int,
    ties: Sequence[Tie],
    *,
    apart: Iterable[tuple[int, int]] = (),
    together: Iterable[tuple[int, int]] = (),
    least: float = 0.5,
) -> list[list[int]]:
    """The groups of the members `[0, many)`, each ascending, in the order of their least members.

    Args:
        many: How many members there are.
        ties: Each pair once; those that are missing have the chance 0.
        apart: Pairs that never come into one group, unless `together` joins them.
        together: Pairs that are one from the beginning.
        least: The least mean chance, in [0, 1], at which two groups join.

    """
    found = _Groups(many, apart)
    # In one order whatever order they came in: sums of fractions depend on it in the last digit.
    for tie in sorted(ties, key=lambda tie: (tie.left, tie.right)):
        found.sums[tie.left][tie.right] = found.sums[tie.right][tie.left] = tie.chance
    where = list(range(many))
    for one, other in together:
        one, other = _top(where, one), _top(where, other)
        if one != other:
            where[max(one, other)] = found.join(one, other)
    _join_nearest(found, least)
    return sorted(sorted(members) for members in found.members.values())


def _top(where: list[int], number: int) -> int:
    while where[number] != number:
        number = where[number]
    return number


def _join_nearest(found: _Groups, least: float) -> None:
    """Joins the two nearest groups, until none are near enough."""
    heap: list[Key] = [
        (-found.average(one, other), one, other)
        for one, others in found.sums.items()
        for other in others
        if one < other
    ]
    heapify(heap)
    while heap:
        negative, one, other = heappop(heap)
        if -negative < least:
            return
        if not _is_current(found, negative, one, other) or found.are_apart(one, other):
            continue
        kept = found.join(one, other)
        for third in found.sums[kept]:
            heappush(heap, (-found.average(kept, third), min(kept, third), max(kept, third)))


def _is_current(found: _Groups, negative: float, one: int, other: int) -> bool:
    """Whether both groups are there still, and as they were when this was put down."""
    return one in found.members and other in found.members and found.average(one, other) == -negative
