"""Judgements that contradict each other: C is A, C is B, and A is not B. They are shown, and nothing settles itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veedor.record.actors.identity import Judgement, Verdict, holding
from veedor.record.store import Record


@dataclass(frozen=True, slots=True)
class Conflict:
    """Names that judgements connect although two of them are judged different."""

    different: Judgement
    path: tuple[Judgement, ...]
    """The `same` judgements that lead from one of the two to the other, shortest way."""


def conflicts(record: Record) -> list[Conflict]:
    """Every pair that is judged different although `same` judgements connect it."""
    with record.reading() as connection:
        judged = list(holding(connection))
    return contradictions(judged)


def contradictions(judged: Sequence[Judgement]) -> list[Conflict]:
    """The conflicts among judgements."""
    different = [j for j in judged if j.verdict is Verdict.DIFFERENT]
    beside = _beside(judged) if different else {}
    found = ((j, _path(j.left, j.right, beside)) for j in different)
    return [Conflict(judgement, path) for judgement, path in found if path]


def path(start: str, goal: str, judged: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The shortest way between two nodes over `same` judgements; empty where there is none."""
    return _path(start, goal, _beside(judged))


def _beside(judged: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The `same` judgements on each node."""
    beside: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        if judgement.verdict is Verdict.SAME:
            beside[judgement.left].append(judgement)
            beside[judgement.right].append(judgement)
    return beside


def _path(start: str, goal: str, beside: dict[str, list[Judgement]]) -> tuple[Judgement, ...]:
    """The shortest way over `same` judgements; empty where there is none."""
    ways: dict[str, tuple[Judgement, ...]] = {start: ()}
    frontier = [start]
    while frontier and goal not in ways:
        reached = []
        for here in frontier:
            for judgement in beside.get(here, ()):
                there = judgement.right if judgement.left == here else judgement.left
                if there not in ways:
                    ways[there] = (*ways[here], judgement)
                    reached.append(there)
        frontier = reached
    return ways.get(goal, ())
