"""What is to come before what: preconditions as a graph of issues, and the circles in which each waits for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from veedor.analysis.talks.positions import issues_of
from veedor.analysis.talks.stands import ANY, Edge, Reading

LONGEST = 6
"""Issues of the longest circle that is sought: a longer one no table of talks shows in a way that can be followed."""
MOST = 200
"""Circles that are given at most, the shortest first."""
NOT_PROVEN = "ordering conflict unknown, not proven"
DEADLOCK = "each waits for the other"


@dataclass(frozen=True, slots=True)
class Cycle:
    """Issues of which each is to come before the next, and the last before the first."""

    issues: tuple[str, ...]
    """In their order, the least by name first."""
    edges: tuple[tuple[Edge, ...], ...]
    """Who says so, for each step from an issue to the next; none of them is empty."""

    @property
    def is_deadlock(self) -> bool:
        """Whether different parties ask for its steps; else one party asks for what cannot be."""
        return len({frozenset(one.key for one in edge.holders) for step in self.edges for edge in step}) > 1

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the first who asks for each step."""
        return tuple(step[0].words for step in self.edges)

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which it rests."""
        return tuple(dict.fromkeys(one for step in self.edges for edge in step for one in edge.ids))


@dataclass(frozen=True, slots=True)
class Ordering:
    """An issue that, as different parties have it, waits for different things."""

    then: str
    edges: tuple[Edge, ...]
    why: str

    @property
    def verdict(self) -> str:
        """What can be said of it: the conditions may be met side by side, so that no conflict is proven."""
        return NOT_PROVEN

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which it rests."""
        return tuple(dict.fromkeys(one for edge in self.edges for one in edge.ids))


@dataclass(frozen=True, slots=True)
class Graph:
    """Who wants what settled before what."""

    edges: tuple[Edge, ...]
    """Between issues; `before anything` leads to every other issue of the table."""
    cycles: tuple[Cycle, ...]
    orderings: tuple[Ordering, ...]
    is_cut: bool
    """Whether there are more circles than are given."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "conditions": [one.to_dict() for one in self.edges],
            "circles": [
                {
                    "issues": list(one.issues),
                    "quotes": list(one.quotes),
                    "is_deadlock": one.is_deadlock,
                    "statements": list(one.ids),
                }
                for one in self.cycles
            ],
            "orderings": [
                {"issue": one.then, "finding": one.verdict, "why": one.why, "statements": list(one.ids)}
                for one in self.orderings
            ],
            "has_more_circles": self.is_cut,
        }


def graph_of(reading: Reading) -> Graph:
    """The graph of what was read; no edges where nobody ties anything to anything."""
    edges = tuple(_between(reading))
    found = cycles(edges)
    return Graph(edges, found[:MOST], _orderings(edges, found), len(found) > MOST)


def _between(reading: Reading) -> Iterator[Edge]:
    """The edges, one that leads anywhere as one to every other issue that is on its holders' table.

    That is what they speak of, and what those speak of who speak of anything that they speak of.
    """
    said = {(edge.first, edge.then, edge.holders) for edge in reading.edges}
    spoken = _spoken_of(reading)
    for edge in reading.edges:
        if edge.then != ANY:
            yield edge
            continue
        table = _table({one.key for one in edge.holders}, spoken)
        others = (name for name in issues_of(reading) if name in table and name != edge.first)
        yield from (
            replace(edge, then=name) for name in others if (edge.first, name, edge.holders) not in said
        )


def _spoken_of(reading: Reading) -> dict[str, set[str]]:
    """The issues of which each party speaks, by its key: where it stands, and what it would have before what."""
    found: dict[str, set[str]] = defaultdict(set)
    for stand in reading.stands:
        found[stand.party.key].add(stand.issue.name)
    for edge in reading.edges:
        for holder in edge.holders:
            found[holder.key] |= {edge.first, edge.then} - {ANY}
    return found


def _table(holders: set[str], spoken: Mapping[str, set[str]]) -> set[str]:
    own = set[str]().union(*(spoken[key] for key in holders))
    return own.union(*(issues for issues in spoken.values() if not own.isdisjoint(issues)))


def cycles(edges: Sequence[Edge], *, longest: int = LONGEST, most: int = MOST) -> tuple[Cycle, ...]:
    """The circles of a graph, each once, the shortest first; those of one length by name.

    Every circle is sought from its least issue by name, through greater ones only, so that none is found twice.

    Args:
        edges: What is to come before what.
        longest: Issues of the longest circle.
        most: After how many the search ends; one more is given, to tell that there are more.

    """
    steps: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in _in_circles(edges):
        steps[edge.first][edge.then].append(edge)
    found: list[Cycle] = []
    for length in range(2, longest + 1):
        for start in sorted(steps):
            for path in _circles(start, (start,), steps, length):
                found.append(_cycle(path, steps))
                if len(found) > most:
                    return tuple(found)
    return tuple(found)


def _in_circles(edges: Sequence[Edge]) -> Sequence[Edge]:
    """The edges without those that lead from where none leads to, or to where none leads from, again and again."""
    kept = [edge for edge in edges if edge.first != edge.then]
    while True:
        both = {edge.first for edge in kept} & {edge.then for edge in kept}
        fewer = [edge for edge in kept if edge.first in both and edge.then in both]
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _circles(
    start: str, path: tuple[str, ...], steps: Mapping[str, Mapping[str, Sequence[Edge]]], length: int
) -> Iterator[tuple[str, ...]]:
    """The circles of a length that begin with a path and whose other issues are greater than the first."""
    nexts = steps.get(path[-1], {})
    if len(path) == length:
        if start in nexts:
            yield path
        return
    for name in sorted(nexts):
        if name > start and name not in path:
            yield from _circles(start, (*path, name), steps, length)


def _cycle(path: tuple[str, ...], steps: Mapping[str, Mapping[str, Sequence[Edge]]]) -> Cycle:
    pairs = zip(path, (*path[1:], path[0]), strict=True)
    return Cycle(path, tuple(tuple(steps[first][then]) for first, then in pairs))


def _orderings(edges: Sequence[Edge], found: Sequence[Cycle]) -> tuple[Ordering, ...]:
    """For each issue the different things that different parties want before it, unless these wait for each other."""
    by_then: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_then[edge.then].append(edge)
    made = (_ordering(then, into, found) for then, into in by_then.items())
    return tuple(one for one in made if one is not None)


def _ordering(then: str, into: Sequence[Edge], found: Sequence[Cycle]) -> Ordering | None:
    own = [edge for edge in into if not any(_shares(edge, other) for other in into)]
    pairs = [(a, b) for a, b in combinations(own, 2) if _differ(a, b) and not _wait(a.first, b.first, found)]
    if not pairs:
        return None
    kept = tuple(edge for edge in own if any(edge in pair for pair in pairs))
    asked = (f"{' and '.join(one.name for one in edge.holders)}: {edge.first} first" for edge in kept)
    return Ordering(then, kept, f"{'; '.join(asked)}; nobody says which of them comes first")


def _shares(a: Edge, b: Edge) -> bool:
    """Whether others want the same issue settled first: over it they agree or contradict each other, not over order."""
    return a.first == b.first and {one.key for one in a.holders}.isdisjoint(one.key for one in b.holders)


def _differ(a: Edge, b: Edge) -> bool:
    """Whether two edges ask for different things, and no party asks for both."""
    keys = ({one.key for one in edge.holders} for edge in (a, b))
    return a.first != b.first and set.isdisjoint(*keys)


def _wait(one: str, other: str, found: Sequence[Cycle]) -> bool:
    return any(one in cycle.issues and other in cycle.issues for cycle in found)
