"""The distribution of how many contests are won, exactly, where each has an error of its own and all share one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from veedor.analysis.forecasts.calibration import poisson_binomial

SHARES_2015 = (
    "49.85 59.22 44.86 53.87 55.59 59.54 58.25 46.33 36.61 54.04 48.16 54.15 63.26 58.44 51.44 60.69 43.80 49.01 "
    "65.27 49.50 52.05 47.96 60.14"
)
"""One side's share of the votes for two sides in 2015, in percent, in the 23 districts of one country in alphabetical
order (desks.md, section 3, column w15; numbers are facts)."""


def wins(shares: Sequence[float], *, shared_error: float, own_error: float, nodes: int = 80) -> list[float]:
    """The probability of 0, 1 … wins: Poisson-binomial given the shared error, summed over Gauss-Hermite nodes.

    Args:
        shares: The expected share of each contest, in [0, 1]; more than half wins.
        shared_error: Standard deviation of the error that all contests share.
        own_error: Standard deviation of each contest's own.
        nodes: How many places the shared error is taken at.

    """
    found = [0.0] * (len(shares) + 1)
    places, weights = np.polynomial.hermite_e.hermegauss(nodes)
    for place, weight in zip(places, weights / weights.sum(), strict=True):
        chances = [_normal((share + shared_error * place - 0.5) / own_error) for share in shares]
        found = [a + float(weight) * b for a, b in zip(found, poisson_binomial(chances), strict=True)]
    return found


def _normal(value: float) -> float:
    return 0.5 * math.erfc(-float(value) / math.sqrt(2))
