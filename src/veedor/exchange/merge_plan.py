"""What taking another record in would do: how much of each kind, and where the two say different things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Thing(StrEnum):
    """What a record holds, as a plan counts it."""

    DOCUMENTS = "documents"
    READINGS = "readings"
    STATEMENTS = "statements"
    DECISIONS = "decisions"
    REMARKS = "comments and second readings"
    RELATIONS = "relations of documents"
    RETRACTIONS = "retractions"
    WITHDRAWALS = "withdrawals"
    MOVED = "statements found in newer versions"
    IGNORED = "words rejected everywhere"
    JUDGEMENTS = "judgements of names"
    PAIRINGS = "pairings"
    ISSUES = "named issues"
    CRITERIA = "criteria"
    RESOLUTIONS = "resolutions"
    BRIEFS = "briefs"


class Tally(NamedTuple):
    """How many of one kind of thing the other record holds, by what becomes of them."""

    add: int = 0
    same: int = 0
    """They are here already."""
    conflict: int = 0
    """This record says something else, which holds."""
    left_out: int = 0
    """They hang on a document, reading or decision that is not taken over."""


class Side(NamedTuple):
    """What one of two records says."""

    what: str
    """A label such as `reject` or `same`, or an id; never words of a report."""
    by: str
    at: str
    """UTC, ISO 8601."""


class Conflict(NamedTuple):
    """Something of which the two records say different things; this record's holds."""

    thing: Thing
    of: str
    """What it is said of: the id of a statement or document, or two names."""
    here: Side
    other: Side


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What becomes of all that the other record holds and counts there."""

    counts: Mapping[Thing, Tally]
    """Of each thing that the other record has any of."""
    conflicts: tuple[Conflict, ...]

    @property
    def adds(self) -> bool:
        """Whether anything would be written."""
        return any(tally.add for tally in self.counts.values())

    def to_dict(self) -> dict[str, Any]:
        """The plan as JSON has it."""
        return {
            "counts": {str(thing): tally._asdict() for thing, tally in self.counts.items()},
            "conflicts": [
                {"thing": str(one.thing), "of": one.of, "here": one.here._asdict(),
                 "other": one.other._asdict()}
                for one in self.conflicts
            ],
        }  # fmt: skip


@dataclass(slots=True)
class Carried:
    """What is to be written, by the ids that it has in the other record."""

    documents: list[str] = field(default_factory=list)
    """Those whose text is not here."""
    held: set[str] = field(default_factory=set)
    """The documents of this record that have a reading: the new ones are related to them."""
    readings: list[int] = field(default_factory=list)
    """In their order."""
    reading_ids: dict[int, int] = field(default_factory=dict)
    """The readings that are here already, by their ids there."""
    statements: set[str] = field(default_factory=set)
    """Those that are not here."""
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Of each table of judgements, in the order of its changes."""
    change_ids: dict[int, int] = field(default_factory=dict)
    """The decisions that are here already, by their changes there."""
