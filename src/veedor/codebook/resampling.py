"""How far a figure could be off: intervals by bootstrap over documents.

Documents are drawn anew with replacement, as many as there are, and the figure is worked out on each draw; the
interval holds the middle 95 % of what comes out (percentile bootstrap: Efron and Tibshirani, An Introduction
to the Bootstrap, 1993, chapter 13). Whole documents are drawn because the statements of one are not independent.
What is resampled are counts, one row for each document, so that nothing is matched twice.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import repeat
from operator import mul
from typing import NamedTuple

Row = Sequence[float]
"""What one document adds to each of some sums."""
Statistic = Callable[[Row], Sequence[float | None]]
"""Figures from the sums over documents; None where one is not defined, as a share of nothing."""

COVERAGE = 0.95
"""Share of the draws between the ends of an interval."""


class Interval(NamedTuple):
    """The two ends, both included."""

    low: float
    high: float


class Estimate(NamedTuple):
    """A figure over all documents."""

    value: float | None
    """None where it is not defined."""
    interval: Interval | None
    """None where fewer than two documents have anything to count, or nothing was drawn."""


def draws(documents: int, samples: int, seed: int) -> list[list[int]]:
    """How often each document comes in each of `samples` draws; the same for the same seed."""
    chance = random.Random(seed)
    drawn = []
    for _ in repeat(None, samples if documents else 0):
        times = [0] * documents
        for number in chance.choices(range(documents), k=documents):
            times[number] += 1
        drawn.append(times)
    return drawn


def estimates(rows: Sequence[Row], statistic: Statistic, drawn: Sequence[Sequence[int]]) -> list[Estimate]:
    """The figures over all rows, each with its interval over the draws in which it is defined.

    There must be a row for each document that the draws count, all of the same length.
    """
    columns = list(zip(*rows, strict=True))
    values = statistic([sum(column) for column in columns])
    if sum(any(row) for row in rows) < 2:
        return [Estimate(value, None) for value in values]
    found = [statistic([sum(map(mul, column, times)) for column in columns]) for times in drawn]
    by_figure = zip(*found, strict=True) if found else repeat((), len(values))
    return [
        Estimate(value, None if value is None else _interval([one for one in some if one is not None]))
        for value, some in zip(values, by_figure, strict=True)
    ]


def _interval(values: list[float]) -> Interval | None:
    values.sort()
    tail = (1 - COVERAGE) / 2
    return Interval(_quantile(values, tail), _quantile(values, 1 - tail)) if values else None


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of them lies, between neighbours in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
