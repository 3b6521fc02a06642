"""Event types of the codebook as PLOVER and CAMEO have them, and PLOVER's scores."""

from __future__ import annotations

from functools import cache
from statistics import fmean
from typing import NamedTuple

from veedor.codebook.labels import EventType
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.exchange"
QUAD_CLASSES = {
    "VERBAL COOPERATION": 1,
    "MATERIAL COOPERATION": 2,
    "VERBAL CONFLICT": 3,
    "MATERIAL CONFLICT": 4,
}
"""The numbers of the quad classes in GDELT's Event Codebook 2.0."""


class Coded(NamedTuple):
    """A type in PLOVER and CAMEO."""

    quad: str
    """As PLOVER's manual and POLECAT print it; empty where the type has no code."""
    cameo: str
    """The root code, two digits; empty likewise."""
    why: str
    """On which grounds, or why it has none."""


@cache
def coded() -> dict[EventType, Coded]:
    """What each type is in PLOVER and CAMEO."""
    rows = read_table(_ROOM, "event_types")
    return {EventType(row["type"]): Coded(row["quad"], row["cameo"], row["why"]) for row in rows}


@cache
def intensities() -> dict[EventType, float]:
    """PLOVER's score of each type, in [-10, 10]; none of a type that the table contradicts itself about."""
    own: dict[EventType, float] = {}
    modes: dict[EventType, list[float]] = {}
    for row in read_table(_ROOM, "plover_scale"):
        type_, score = EventType(row["type"]), float(row["score"])
        if row["mode"]:
            modes.setdefault(type_, []).append(score)
        else:
            own[type_] = score
    return {type_: score for type_, score in own.items() if is_sound(score, modes.get(type_, ()))}


def is_sound(score: float, modes: list[float] | tuple[float, ...]) -> bool:
    """Whether the sign of a type's score is not the contrary of that of its modes' mean; 0 has none to contradict."""
    return not modes or score * fmean(modes) >= 0
