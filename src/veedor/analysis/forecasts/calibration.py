"""Whether what is said to be likely comes about as often as it is said: curves, for thirty forecasts or more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from veedor.analysis.forecasts.scores import Interval, brier

ENOUGH = 30
"""Forecasts from which on a curve is drawn: three groups of ten."""
PER_GROUP = 10
"""Forecasts in each group of a curve."""


class Group(NamedTuple):
    """Forecasts of about the same probability."""

    said: float
    """Their mean probability."""
    held: float
    """The share of them that came about."""
    n: int
    consistent: Interval
    """Where `held` lies in 95 of 100 cases, if every probability were right."""


def calibration(chances: Sequence[float], came_about: Sequence[bool]) -> tuple[Group, ...] | None:
    """Groups of ten or more of like probability, with bars of consistency; None for fewer than `ENOUGH` forecasts.

    The bars are exact: the count that comes about among independent forecasts is Poisson-binomial. The idea is that
    of J. Bröcker and L. Smith, Increasing the Reliability of Reliability Diagrams, Weather and Forecasting 22 (2007),
    who draw at random.
    """
    n = len(chances)
    if n < ENOUGH:
        return None
    ordered = sorted(zip(chances, came_about, strict=True))
    groups = n // PER_GROUP
    cuts = [n * number // groups for number in range(groups + 1)]
    return tuple(_group(ordered[a:b]) for a, b in pairwise(cuts))


def _group(members: Sequence[tuple[float, bool]]) -> Group:
    chances = [chance for chance, _ in members]
    n = len(members)
    low, high = _middle(poisson_binomial(chances))
    said, held = math.fsum(chances) / n, sum(held for _, held in members) / n
    return Group(said, held, n, Interval(low / n, high / n))


def poisson_binomial(chances: Sequence[float]) -> list[float]:
    """The probability of 0, 1, 2 … of independent things coming about, by convolution."""
    found = [1.0]
    for chance in chances:
        stay = [value * (1 - chance) for value in found] + [0.0]
        for count, value in enumerate(found):
            stay[count + 1] += value * chance
        found = stay
    return found


def _middle(distribution: Sequence[float], *, coverage: float = 0.95) -> tuple[int, int]:
    """The counts between which the middle of a distribution lies, at most half of the rest on either side."""
    rest, below = (1 - coverage) / 2, 0.0
    low = high = 0
    for count, chance in enumerate(distribution):
        if below <= rest:
            low = count
        if below < 1 - rest:
            high = count
        below += chance
    return low, high


class Curve(NamedTuple):
    """A curve of reliability that only rises, and the Brier score taken apart by it."""

    steps: tuple[tuple[float, float], ...]
    """Each probability said, and the share that came about by the curve; in rising order."""
    miscalibration: float
    """What the score would gain by reading the probabilities through the curve; 0 is best."""
    discrimination: float
    """What the curve gains over always saying the share of all; the more the better."""
    uncertainty: float
    """The score of always saying the share of all."""


def reliability_curve(chances: Sequence[float], came_about: Sequence[bool]) -> Curve:
    """The curve that pools neighbours until it rises (CORP); score = miscalibration - discrimination + uncertainty.

    T. Dimitriadis, T. Gneiting and A. Jordan, Stable Reliability Diagrams for Probabilistic Classifiers, PNAS 118
    (2021).
    """
    said = sorted(set(chances))
    outcomes = [[o for p, o in zip(chances, came_about, strict=True) if p == value] for value in said]
    fitted = pooled([sum(group) / len(group) for group in outcomes], [len(group) for group in outcomes])
    through = dict(zip(said, fitted, strict=True))
    share = sum(came_about) / len(came_about)
    best = brier([through[p] for p in chances], came_about)
    flat = brier([share] * len(chances), came_about)
    steps = tuple(through.items())
    return Curve(steps, brier(chances, came_about) - best, flat - best, flat)


def pooled(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The rising sequence nearest to the values by weighted squares, by pooling adjacent violators.

    M. Ayer and others, An Empirical Distribution Function for Sampling with Incomplete Information, Annals of
    Mathematical Statistics 26 (1955).
    """
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (a, v, m), (b, w, n) = blocks[-2:]
            blocks[-2:] = [((a * v + b * w) / (v + w), v + w, m + n)]
    return [value for value, _, size in blocks for _ in range(size)]
