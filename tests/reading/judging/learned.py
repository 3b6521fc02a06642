"""What the heads say, made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veedor.codebook.labels import EventType, Stance
from veedor.reading.encoder import ATTRIBUTES
from veedor.reading.judging.judge import Judge
from veedor.reading.learned import Learned

LABELS = ("O", *map(str, EventType), *map(str, Stance), "forecast", "figure", "role")
FIELDS = tuple("actors recipients places about sources holders conditions when part what".split())
SIX = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Weights that believe the heads' own probability."""
THREE = (0.0, 1.0, 0.0, 0.0)
JUDGE = Judge(
    weights=dict.fromkeys(("event", "position", "forecast", "figure", "role"), SIX)
    | {f"event.{f}": THREE for f in ("actors", "recipients", "places", "about", "sources")}
    | {f"position.{f}": THREE for f in ("holders", "about", "conditions")},
    thresholds=dict.fromkeys(("event", "position", "forecast", "figure", "role"), 0.5),
    trust={"event.label": 1.0, "event.certainty": 0.0},
)
"""A judge that believes the heads alone, but for event types."""


def learned(
    words: int,
    anchors: Mapping[int, tuple[str, float]],
    arcs: Mapping[tuple[int, int, str], float] | None = None,
    *,
    judge: Judge = JUDGE,
    says: Mapping[tuple[int, str], float] | None = None,
) -> Learned:
    """The heads' word on a sentence of `words` words: anchors with label and probability, arcs with probability.

    `says` gives the probability of an attribute's label at a word; the first label of a group takes the rest.
    """
    scores = np.zeros((words, len(LABELS)), np.float32)
    scores[:, 0] = 1.0
    for word, (label, chance) in anchors.items():
        scores[word, 0] = 1 - chance
        scores[word, LABELS.index(label)] = chance
    attributes = [np.eye(1, len(group), dtype=np.float32).repeat(words, 0) for group in ATTRIBUTES.values()]
    for (word, label), chance in (says or {}).items():
        group = next(n for n, labels in enumerate(ATTRIBUTES.values()) if label in labels)
        at = list(ATTRIBUTES.values())[group].index(label)
        attributes[group][word, 0] = 1 - chance
        attributes[group][word, at] = chance
    rows = sorted((anchor, word, FIELDS.index(field)) for anchor, word, field in arcs or {})
    chances = [(arcs or {})[a, w, FIELDS[f]] for a, w, f in rows]
    return Learned(
        LABELS,
        scores,
        np.concatenate(attributes, 1),
        FIELDS,
        np.array(rows, np.int32).reshape(-1, 3),
        np.array(chances, np.float32),
        judge,
    )
