"""Whether a machine is as often right as it says: what its probabilities are worth.

A statement is right when it is matched with a gold one and is what that is: an event of its type, a position of
its stance, a figure of its value and unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.scoring import Pair, Plain, labels_of
from veedor.errors import StatementError

BINS = 10
"""Bins of equal width over [0, 1]; a probability of 1 falls into the last."""
_DECISIVE: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("event.type",),
    Kind.POSITION: ("position.stance",),
    Kind.FIGURE: ("figure.value", "figure.unit"),
}
_WIDTH = 3
"""Sums of each bin: answers, their probabilities, the right ones."""


class Answer(NamedTuple):
    """A statement of the machine."""

    probability: float | None
    """That it is right, by the machine's own account, in [0, 1]; None where it gives none."""
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose probability lies in `[low, high)`, in the last bin `[low, high]`."""

    low: float
    high: float
    many: int
    probability: float | None
    """Mean of their probabilities; None in an empty bin."""
    right: float | None
    """Share of them that is right; None in an empty bin."""


def answers(system: Sequence[Plain], pairs: Iterable[Pair]) -> Iterator[Answer]:
    """Each system statement with its probability and whether it is right; StatementError where that is none."""
    gold_of = {id(s): g for g, s in pairs}
    for statement in system:
        gold = gold_of.get(id(statement))
        yield Answer(
            _probability(statement.get("probability_right")), gold is not None and _is_right(gold, statement)
        )


def _probability(given: Any) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise StatementError(
            "a statement's probability_right is no number from 0 to 1; correct it or leave it out"
        )
    return float(given)


def _is_right(gold: Plain, system: Plain) -> bool:
    decisive = _DECISIVE.get(Kind(gold["kind"]), ())
    return all(right for name, right in labels_of(gold, system) if name in decisive)


def sums(given: Iterable[Answer]) -> list[float]:
    """Sums that add up over documents: three for each bin, then the squared errors."""
    row = [0.0] * (BINS * _WIDTH + 1)
    for probability, is_right in given:
        if probability is not None:
            first = min(int(probability * BINS), BINS - 1) * _WIDTH
            row[first] += 1
            row[first + 1] += probability
            row[first + 2] += is_right
            row[-1] += (probability - is_right) ** 2
    return row


def errors(row: Sequence[float]) -> tuple[float | None, float | None]:
    """Expected calibration error and Brier score, both in [0, 1], from sums; None where nobody gave a probability.

    The first is the mean, over answers, of how far their bin's mean probability lies from its share of right ones
    (Naeini, Cooper and Hauskrecht 2015); the second the mean squared error of the probabilities (Brier 1950).
    """
    many = sum(row[0:-1:_WIDTH])
    if not many:
        return None, None
    off = sum(abs(row[first + 1] - row[first + 2]) for first in range(0, BINS * _WIDTH, _WIDTH))
    return off / many, row[-1] / many


def bins(row: Sequence[float]) -> tuple[Bin, ...]:
    """The reliability table, from sums."""
    return tuple(_bin(number, *row[number * _WIDTH : (number + 1) * _WIDTH]) for number in range(BINS))


def _bin(number: int, many: float, probability: float, right: float) -> Bin:
    return Bin(
        number / BINS,
        (number + 1) / BINS,
        int(many),
        probability / many if many else None,
        right / many if many else None,
    )
