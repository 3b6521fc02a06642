"""How much the rules and the model's heads are to be believed: logistic regressions, one for each question.

A question is `event` (is this one, of this type?), `event.actors` (is this word one of its actors?), `position.told`
(is this a position, of whatever stance?) and the like. The weights
come with the model (`judge.json`); `training/weigh.py` fits them on reports that the model was not trained on, so
that what they give is the share of such answers that are right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from veedor.errors import ModelError

FILE = "judge.json"
LEAST = 0.01
"""Probabilities nearer to 0 or 1 than this are no surer: the network's arcs below 0.05 are not even told."""


def logit(chance: float) -> float:
    """The log odds of a probability, which is first held away from 0 and 1."""
    held = min(max(chance, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))


@dataclass(frozen=True)
class Judge:
    """The weights of all questions."""

    weights: Mapping[str, Sequence[float]]
    """By question, the constant first, then one weight a feature."""
    thresholds: Mapping[str, float]
    """By kind, the probability from which a statement is told at all."""
    trust: Mapping[str, float]
    """By attribute (`event.certainty`), by how much the rules' label outweighs the heads', in log odds."""

    def right(self, question: str, features: Sequence[float]) -> float:
        """The probability, in [0, 1], that the answer is yes."""
        constant, *weights = self.weights[question]
        total = constant + sum([w * f for w, f in zip(weights, features, strict=True)])
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))

    def told(self, kind: str, features: Sequence[float]) -> float:
        """The probability by which it is decided whether to tell a statement.

        That it is one of its kind, where that was asked; else that it is right, type or stance included.
        """
        question = f"{kind}.told"
        return self.right(question if self.knows(question) else kind, features)

    def knows(self, question: str) -> bool:
        """Whether the question was put when the weights were fitted."""
        return question in self.weights

    def label(self, question: str, by_rule: str, chances: Mapping[str, float]) -> str:
        """The likeliest label, the rules' own counted for what it is worth."""
        trust = self.trust.get(question, math.inf)
        if trust == math.inf and by_rule:
            return by_rule
        scores = {label: math.log(max(p, 1e-6)) for label, p in chances.items()}
        if by_rule in scores:
            scores[by_rule] += trust
        return max(scores, key=scores.__getitem__)

    @classmethod
    def silent(cls) -> Judge:
        """A judge without weights: the rules alone decide."""
        return cls({}, {}, {})

    @classmethod
    def load(cls, folder: Path) -> Judge:
        """Reads the weights that come with a model; ModelError where they are damaged."""
        path = folder / FILE
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            trust = {name: math.inf if value is None else value for name, value in content["trust"].items()}
            return cls(content["weights"], content["thresholds"], trust)
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise ModelError(
                f"the model's {path.name} in {path.parent} is damaged or of another version; install Veedor again"
            ) from error
