"""What can be asked of a record, in plain values that need no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from veedor.codebook.labels import Certainty, EventType, Kind


class Order(StrEnum):
    """In which order documents come; within one, statements stand in the order of its text."""

    NEWEST = "newest"
    """By the document's date, newest first, those without a date last."""
    READ = "read"
    """As the documents were first read into the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements are wanted; a field that is None lets all through."""

    kind: Kind | None = None
    type: EventType | None = None
    actor: str | None = None
    """Part of a party's words or name, in any case; who says it is not meant."""
    source: str | None = None
    """Part of the words or name of anyone in the chain of sources, in any case."""
    certainty: Certainty | None = None
    date: str | None = None
    """EDTF: a day, a month, an interval; statements whose own date overlaps it."""
    document: str | None = None
    """A document's id."""
