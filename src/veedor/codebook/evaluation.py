"""An evaluation: a machine's statements against a person's, every figure with its interval.

The counts are those of `scoring`; here they are kept for each document, so that documents can be drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from veedor.codebook import calibration
from veedor.codebook.calibration import Bin
from veedor.codebook.confusion import Confusion, confusion
from veedor.codebook.labels import EventType, Stance
from veedor.codebook.party_names import NO_TITLES, Titles, names_of
from veedor.codebook.resampling import COVERAGE, Estimate, draws, estimates
from veedor.codebook.scoring import (
    NOTHING,
    Counts,
    Pair,
    Plain,
    Right,
    Score,
    by_label,
    match,
    score_of_document,
)

ALL_NAMES = "names"
"""The line of `Evaluation.names` over all fields."""


class Twin(NamedTuple):
    """The statements of one document."""

    gold: Sequence[Plain]
    system: Sequence[Plain]


@dataclass(frozen=True, slots=True)
class Line:
    """How much of something was found, over all documents."""

    counts: Counts
    precision: Estimate
    recall: Estimate
    f1: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Figures, intervals and counts; None for what is not defined."""
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"hits": self.counts.hits, "gold": self.counts.gold, "system": self.counts.system}
        return _plain(figures) | counts


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some answers are right, over all documents."""

    counts: Right
    share: Estimate

    def to_dict(self) -> dict[str, Any]:
        """The share, its interval and counts; None for what is not defined."""
        return _plain({"share": self.share}) | {"right": self.counts.right, "matched": self.counts.matched}


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the machine's probabilities are worth."""

    many: int
    """Statements with a probability."""
    without: int
    """Statements without one, which are left out."""
    error: Estimate
    """Expected calibration error. Chance makes it larger and never smaller, so its interval lies high."""
    brier: Estimate
    bins: tuple[Bin, ...]

    def to_dict(self) -> dict[str, Any]:
        """Both figures with their intervals, and the reliability table."""
        figures = {"expected_calibration_error": self.error, "brier": self.brier}
        table = [
            {
                "from": one.low,
                "to": one.high,
                "statements": one.many,
                "mean_probability": one.probability,
                "share_right": one.right,
            }
            for one in self.bins
        ]
        return _plain(figures) | {"statements": self.many, "without": self.without, "bins": table}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every figure of an evaluation."""

    documents: int
    samples: int
    seed: int
    kinds: dict[str, Line]
    """Every kind, and `event+type`."""
    types: dict[str, Line]
    """Every event type of the codebook, found or not, then those that the machine has beside them."""
    stances: dict[str, Line]
    fields: dict[str, Line]
    """`event.actors` and so on, over matched pairs."""
    labels: dict[str, Share]
    """`event.certainty` and so on, over matched pairs."""
    names: dict[str, Share]
    """`names` over all fields, then by field; empty where no matched party has a name in gold."""
    confusion: Confusion
    calibration: Calibration | None
    """None where no statement carries a probability."""

    def to_dict(self) -> dict[str, Any]:
        """All of it, as `veedor evaluate --json` prints it."""
        groups: dict[str, Mapping[str, Line | Share]] = {
            "kinds": self.kinds,
            "types": self.types,
            "stances": self.stances,
            "fields": self.fields,
            "labels": self.labels,
            "names": self.names,
        }
        head = {
            "documents": self.documents,
            "samples": self.samples,
            "seed": self.seed,
            "coverage": COVERAGE,
        }
        lines = {
            group: {name: line.to_dict() for name, line in some.items()} for group, some in groups.items()
        }
        known = self.calibration.to_dict() if self.calibration else None
        return head | lines | {"confusion": self.confusion.to_dict(), "calibration": known}


def evaluate(
    documents: Sequence[Twin], *, samples: int = 1000, seed: int = 0, titles: Titles = NO_TITLES
) -> Evaluation:
    """The evaluation over all documents, with intervals over `samples` draws.

    Raises StatementError where a statement is not as the codebook has it.
    """
    scores = [score_of_document(gold, system) for gold, system in documents]
    matched = [match(gold, system) for gold, system in documents]
    labels = [by_label(gold, system, pairs) for (gold, system), pairs in zip(documents, matched, strict=True)]
    drawn = draws(len(documents), samples, seed)
    spans = [score.spans for score in scores]
    return Evaluation(
        documents=len(documents),
        samples=samples,
        seed=seed,
        kinds=_lines(spans, _names(spans, "kind:"), drawn),
        types=_lines(labels, _known(labels, "type:", EventType), drawn),
        stances=_lines(labels, _known(labels, "stance:", Stance), drawn),
        fields=_lines(spans, [name for name in _names(spans) if not name.startswith("kind:")], drawn),
        labels=_shares([score.labels for score in scores], drawn),
        names=_shares([_named(pairs, titles) for pairs in matched], drawn),
        confusion=confusion(
            (gold, system, pairs) for (gold, system), pairs in zip(documents, matched, strict=True)
        ),
        calibration=_calibration([twin.system for twin in documents], matched, drawn),
    )


def total_of(evaluation: Evaluation) -> Score:
    """The counts of an evaluation in the form of `scoring.score`."""
    kinds = {f"kind:{name}": line.counts for name, line in evaluation.kinds.items()}
    fields = {name: line.counts for name, line in evaluation.fields.items()}
    return Score(kinds | fields, {name: share.counts for name, share in evaluation.labels.items()})


def _names(documents: Iterable[Mapping[str, object]], prefix: str = "") -> list[str]:
    """The names of lines in any document that begin so, each once; in the order of their first coming."""
    seen = dict.fromkeys(name for lines in documents for name in lines if name.startswith(prefix))
    return list(seen) if prefix else sorted(seen)


def _known(documents: Sequence[Mapping[str, object]], prefix: str, labels: Iterable[str]) -> list[str]:
    """The names of all labels of a closed list, then of those that are in none."""
    known = [f"{prefix}{label}" for label in labels]
    return known + sorted(set(_names(documents, prefix)).difference(known))


def _lines(
    documents: Sequence[Mapping[str, Counts]], names: Iterable[str], drawn: Sequence[Sequence[int]]
) -> dict[str, Line]:
    """The lines of these names, called without what stands before their colon."""
    lines = {}
    for name in names:
        rows = [counts.get(name, NOTHING) for counts in documents]
        total = Counts(*map(sum, zip(*rows, strict=True))) if rows else NOTHING
        lines[name.partition(":")[2] or name] = Line(total, *estimates(rows, _found, drawn))
    return lines


def _found(sums: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1; what is a share of nothing is not defined."""
    hits, system, gold = sums
    return (
        hits / system if system else None,
        hits / gold if gold else None,
        2 * hits / (system + gold) if system + gold else None,
    )


def _shares(documents: Sequence[Mapping[str, Right]], drawn: Sequence[Sequence[int]]) -> dict[str, Share]:
    shares = {}
    for name in sorted({name for rights in documents for name in rights}, key=_all_first):
        rows = [rights.get(name, Right(0, 0)) for rights in documents]
        (share,) = estimates(rows, _right, drawn)
        shares[name] = Share(Right(*map(sum, zip(*rows, strict=True))), share)
    return shares


def _all_first(name: str) -> tuple[bool, str]:
    return name != ALL_NAMES, name


def _right(sums: Sequence[float]) -> tuple[float | None]:
    right, matched = sums
    return (right / matched if matched else None,)


def _named(pairs: Sequence[Pair], titles: Titles) -> dict[str, Right]:
    rights: dict[str, Right] = {}
    for field, right in names_of(pairs, titles):
        for name in (ALL_NAMES, field):
            rights[name] = rights.get(name, Right(0, 0)).plus(right)
    return rights


def _calibration(
    systems: Sequence[Sequence[Plain]], matched: Sequence[Sequence[Pair]], drawn: Sequence[Sequence[int]]
) -> Calibration | None:
    given = [list(calibration.answers(system, pairs)) for system, pairs in zip(systems, matched, strict=True)]
    many = sum(answer.probability is not None for answers in given for answer in answers)
    if not many:
        return None
    rows = [calibration.sums(answers) for answers in given]
    error, brier = estimates(rows, calibration.errors, drawn)
    bins = calibration.bins([sum(column) for column in zip(*rows, strict=True)])
    return Calibration(many, sum(map(len, given)) - many, error, brier, bins)


def _plain(figures: Mapping[str, Estimate]) -> dict[str, Any]:
    """Each figure, and beside it, as `f1_interval`, its interval."""
    plain: dict[str, Any] = {}
    for name, (value, interval) in figures.items():
        plain[name] = value
        plain[f"{name}_interval"] = list(interval) if interval else None
    return plain
