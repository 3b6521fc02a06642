"""Two rankings made one: reciprocal rank fusion.

Cormack, Clarke, Büttcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, SIGIR
2009: a passage's score is the sum over the rankings of 1 / (K + its rank). Scores of words and of meaning have no
common measure; ranks have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

K = 60
"""The paper's constant, which it found on other collections and which hardly matters: it keeps the first few of one
ranking from deciding alone."""


class Ranking(NamedTuple):
    """Passages in an order, best first."""

    ids: NDArray[np.int64]
    """Shape (n,): each passage once."""
    scores: NDArray[np.float64]
    """Shape (n,), descending."""


def ranking(ids: Sequence[int], scores: Sequence[float]) -> Ranking:
    """The passages as they come, which is best first."""
    return Ranking(np.asarray(ids, np.int64), np.asarray(scores, np.float64))


def fused(rankings: Sequence[Ranking]) -> Ranking:
    """Every passage of any ranking, by the sum of what its ranks are worth; of equals the lower id first."""
    ids = np.unique(np.concatenate([one.ids for one in rankings]))
    scores = np.zeros(len(ids))
    for one in rankings:
        scores[np.searchsorted(ids, one.ids)] += 1 / (K + 1 + np.arange(len(one.ids)))
    order = np.argsort(-scores, kind="stable")
    return Ranking(ids[order], scores[order])


def fused_beginnings(first: Ranking, second: Ranking, most: int) -> Ranking:
    """The two rankings' first `most` fused, then what the second one goes on with, each passage once.

    Past some thousands of passages a rank is worth next to nothing, and fusing them all takes time.
    """
    head = fused([Ranking(one.ids[:most], one.scores[:most]) for one in (first, second)])
    rest = ~np.isin(second.ids, head.ids)
    worth = 1 / (K + 1 + np.arange(len(second.ids)))
    return Ranking(np.concatenate([head.ids, second.ids[rest]]), np.concatenate([head.scores, worth[rest]]))
