"""How well probabilities foretold what came about: the rules of scoring, each with its convention and its paper.

A lower score is better throughout. `chances` are probabilities in [0, 1] that something comes about, `came_about` says
whether it did, in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from veedor.errors import UsageError

CLIP = 0.01
"""Log scores are worked out as if no probability were below this or above one minus this: words do not tell a
thing of one in a hundred from an impossible one, and one sure miss would otherwise weigh without end."""
COIN = 0.25
"""The Brier score of somebody who always says fifty-fifty."""

CONVENTIONS = (
    "Brier score: the mean of (probability - outcome) squared, for one of two outcomes, from 0 (best) to 1; twice "
    "that is Brier's own sum over both outcomes, from 0 to 2",
    f"log score: minus the natural logarithm of the probability given to what happened, in nats; "
    f"probabilities are first brought into {CLIP:g} to {1 - CLIP:g}",
    f"a coin, that is fifty-fifty each time, has a Brier score of {COIN:g}",
)
"""How the scores are meant, in words that are printed with them."""


def _checked(chances: Sequence[float], came_about: Sequence[bool]) -> int:
    """How many forecasts there are; UsageError where there is none or the two do not fit."""
    if len(chances) != len(came_about):
        raise UsageError(f"{len(chances)} probabilities cannot be scored by {len(came_about)} outcomes")
    if not chances:
        raise UsageError("a score needs at least one forecast")
    if not all(0 <= p <= 1 for p in chances):
        raise UsageError("a probability lies from 0 to 1")
    return len(chances)


def brier(chances: Sequence[float], came_about: Sequence[bool]) -> float:
    """The mean squared error for one of two outcomes, in [0, 1] (half of Brier's sum; see `two_class_brier`)."""
    n = _checked(chances, came_about)
    return math.fsum((p - o) ** 2 for p, o in zip(chances, came_about, strict=True)) / n


def two_class_brier(chances: Sequence[float], came_about: Sequence[bool]) -> float:
    """The score as G. Brier defined it, the sum over both outcomes, in [0, 2].

    G. Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review 78 (1950).
    """
    return 2 * brier(chances, came_about)


def log_score(chances: Sequence[float], came_about: Sequence[bool], *, clip: float = CLIP) -> float:
    """The mean of minus the natural logarithm of the probability of what happened, in nats.

    Args:
        chances: The probabilities.
        came_about: What became of each.
        clip: Probabilities are first brought into `[clip, 1 - clip]`.

    """
    n = _checked(chances, came_about)
    kept = [min(max(p, clip), 1 - clip) for p in chances]
    return -math.fsum(math.log(p if o else 1 - p) for p, o in zip(kept, came_about, strict=True)) / n


def ranked_probability(chances: Sequence[float], happened: int) -> float:
    """The ranked probability score of a distribution over ordered outcomes, in squared probabilities summed.

    E. Epstein, A Scoring System for Probability Forecasts of Ranked Categories, Journal of Applied Meteorology 8
    (1969), not divided by the number of outcomes, so that for counts it is in counts.

    Args:
        chances: The probability of each outcome in their order, as of 0, 1, 2 … seats; they sum to 1.
        happened: Which came about, in [0, len(chances)).

    """
    if not 0 <= happened < len(chances):
        raise UsageError(f"outcome {happened} is none of the {len(chances)} that were given a probability")
    if not math.isclose(math.fsum(chances), 1, abs_tol=1e-6):
        raise UsageError(f"the probabilities sum to {math.fsum(chances):.6g}, not to 1")
    return math.fsum((below - (n >= happened)) ** 2 for n, below in enumerate(accumulate(chances)))


class Parts(NamedTuple):
    """The Brier score taken apart: score = reliability - resolution + uncertainty."""

    reliability: float
    """How far the probabilities lie from the shares that came about; 0 is best."""
    resolution: float
    """How far the shares of the groups lie from the share of all; the more the better."""
    uncertainty: float
    """The score of somebody who always says the share of all."""


def murphy(chances: Sequence[float], came_about: Sequence[bool]) -> Parts:
    """The parts of the (half) Brier score, by groups of equal probability.

    A. Murphy, A New Vector Partition of the Probability Score, Journal of Applied Meteorology 12 (1973).
    """
    n = _checked(chances, came_about)
    share = sum(came_about) / n
    reliability = resolution = 0.0
    for chance in sorted(set(chances)):
        group = [o for p, o in zip(chances, came_about, strict=True) if p == chance]
        held = sum(group) / len(group)
        reliability += len(group) * (chance - held) ** 2 / n
        resolution += len(group) * (held - share) ** 2 / n
    return Parts(reliability, resolution, share * (1 - share))


class Interval(NamedTuple):
    """The two ends, both included."""

    low: float
    high: float


def student_interval(values: Sequence[float], *, coverage: float = 0.95) -> Interval | None:
    """The interval of a mean by Student's t, cut to [0, 1]; None for fewer than two values.

    Student, The Probable Error of a Mean, Biometrika 6 (1908).
    """
    n = len(values)
    if n < 2:
        return None
    mean = math.fsum(values) / n
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1) / n)
    reach = t_quantile((1 + coverage) / 2, n - 1) * spread
    return Interval(max(0.0, mean - reach), min(1.0, mean + reach))


def t_quantile(share: float, freedom: int) -> float:
    """The value below which a share of Student's t lies, for shares in [0.5, 1), by halving.

    Args:
        share: The share below the value.
        freedom: Degrees of freedom, 1 or more.

    """
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < share:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def _t_below(value: float, freedom: int) -> float:
    """The share of Student's t below a value of 0 or more, by the finite series for whole degrees of freedom.

    M. Abramowitz and I. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
    """
    angle = math.atan2(value, math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    is_even = freedom % 2 == 0
    term = total = 1.0 if is_even else cosine
    for k in range(2 if is_even else 3, freedom, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    if is_even:
        return (1 + sine * total) / 2
    within = 2 / math.pi * (angle + (sine * total if freedom > 1 else 0.0))
    return (1 + within) / 2
