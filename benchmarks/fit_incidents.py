"""Finds the weights by which incidents are matched, on the training half of the coreference set alone.

    python -m benchmarks.fit_incidents

Logistic regression with an L2 penalty, by Newton's method, over the pairs that matching compares; both the set's own
statements and those of the reader are taken, so that the weights suit names and dates that were read wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import veedor.analysis.incidents as room
from benchmarks.happenings import Told, as_read, documents, own, read
from veedor.analysis.incidents.candidates import pairs_of
from veedor.analysis.incidents.likeness import Measure, contradicts, measures
from veedor.analysis.incidents.matching import in_order
from veedor.analysis.incidents.traits import traits_of
from veedor.reading.reader import load_reader

PENALTY = 1.0
"""Of the weights' squares, the bias left free."""
_HEAD = """\
# Weights of the logistic regression by which two tellings are taken for one happening (analysis.incidents.likeness).
# Found by `python -m benchmarks.fit_incidents` on the training half of benchmarks/coreference, never on the other:
# {pairs} pairs, {same} of one happening; L2 penalty {penalty:g}.
measure	weight
"""


def examples(told: Sequence[Told]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The measures of the pairs that are compared, and 1 for each that is one happening."""
    happenings = {one.telling.id: one.happening for one in told}
    ordered = in_order([one.telling for one in told])
    traits = traits_of(ordered)
    pairs = pairs_of(traits)
    known = np.array([happenings[telling.id] is not None for telling in ordered])
    kept = ~contradicts(traits, pairs) & known[pairs.left] & known[pairs.right]
    same = [
        happenings[ordered[left].id] == happenings[ordered[right].id]
        for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    return measures(traits, pairs)[kept], np.array(same, np.float64)[kept]


AGAINST = frozenset(name for name in Measure if name.startswith(("other", "days", "one ahead")))
"""What speaks against one happening."""
_EITHER = frozenset({Measure.BIAS, Measure.SAME_DOCUMENT, Measure.NO_PARTIES, Measure.NEAR_STATED})
"""What may speak either way; all else speaks for it."""


def fitted(
    measured: NDArray[np.float64], same: NDArray[np.float64], penalty: float = PENALTY
) -> NDArray[np.float64]:
    """The weights of the measures; 0 for one that would count against its meaning, as near copies of others do."""
    counted = np.ones(len(Measure), np.bool_)
    while True:
        weights = np.zeros(len(Measure))
        weights[counted] = _fitted(measured[:, counted], same, penalty)
        signs = zip(Measure, weights.tolist(), strict=True)
        wrong = np.array([_is_wrong(name, weight) for name, weight in signs])
        if not wrong.any():
            return weights
        counted &= ~wrong


def _is_wrong(name: Measure, weight: float) -> bool:
    return name not in _EITHER and (weight > 0 if name in AGAINST else weight < 0)


def _fitted(measured: NDArray[np.float64], same: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    weights = np.zeros(measured.shape[1])
    held = np.full(measured.shape[1], penalty)
    held[0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(measured @ weights)))
        slope = measured.T @ (chance - same) + held * weights
        curve = (measured * (chance * (1 - chance))[:, None]).T @ measured + np.diag(held)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def main() -> int:
    """Writes the weights down."""
    reader = load_reader()
    texts = [read(plain, reader) for plain in documents("train")]
    told = [one for text in texts for one in own(text)]
    parts = [examples(told), examples(as_read(texts, reader))]
    measured, same = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    weights = fitted(measured, same)
    head = _HEAD.format(pairs=len(same), same=int(same.sum()), penalty=PENALTY)
    rows = "".join(f"{name}\t{weight:.3f}\n" for name, weight in zip(Measure, weights, strict=True))
    (Path(room.__file__).parent / "data" / "weights.tsv").write_text(head + rows, encoding="utf-8")
    print(head + rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
