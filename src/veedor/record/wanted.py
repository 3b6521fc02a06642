"""What can be asked of a record, in plain values that need no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Stance, Status, Tense


class Order(StrEnum):
    """In which order documents come; within one, statements stand in the order of its text."""

    NEWEST = "newest"
    """By the document's date, newest first, those without a date last."""
    READ = "read"
    """As the documents were first read into the record."""


class How(StrEnum):
    """How passages are looked for."""

    WORDS = "words"
    MEANING = "meaning"
    """By what the words are about, whichever words stand there."""
    BOTH = "both"


class Turn(StrEnum):
    """In which order statements come up for review."""

    DOUBT = "doubt"
    """First what differs from a person's decision, then the least sure, those without an estimate last."""
    TEXT = "text"
    """Document by document, the newest first, each in the order of its text."""


class Scope(StrEnum):
    """How far a rule that rejects words everywhere reaches."""

    DOCUMENT = "document"
    PUBLISHER = "publisher"
    ALL = "all"


class State(StrEnum):
    """What became of a statement in review."""

    READ = "read"
    """A machine read it; nobody has decided."""
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    """What is shown is the corrected form."""
    ADDED = "added"
    """A person wrote it."""
    REJECTED = "rejected"
    IGNORED = "ignored"
    """A machine read it, and its words were rejected everywhere."""
    DIFFERS = "differs"
    """A later reading found it where a person had decided; it waits to be looked at."""


class Standing(StrEnum):
    """Whether what a statement stands on still holds."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    """There is a newer version of its document, and the words are in it."""
    LOST = "lost"
    """There is a newer version of its document, and the words are gone from it."""
    WITHDRAWN = "withdrawn"
    """Its publisher takes it back in a note."""
    RETRACTED = "retracted"
    """Its document is retracted."""


SHOWN = frozenset({State.READ, State.ACCEPTED, State.CORRECTED, State.ADDED})
"""The states in which a statement is part of the record."""
SETTLED = frozenset({State.ACCEPTED, State.CORRECTED, State.ADDED})
"""The states in which a person stands for a statement."""
STANDING = frozenset({Standing.STANDS})


class Names(NamedTuple):
    """The names that mean one actor, as nodes of judgements (`codebook.naming.node`)."""

    nodes: frozenset[str]
    """All of them."""
    here: frozenset[str]
    """Those of a name in one document alone."""
    not_here: frozenset[str]
    """Those by which one of the names means another actor in one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements are wanted; a field that is None lets all through."""

    kind: Kind | None = None
    type: EventType | None = None
    stance: Stance | None = None
    status: Status | None = None
    unit: str | None = None
    """A figure's unit: `people`, `USD`."""
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    tense: Tense | None = None
    actor: str | Names | None = None
    """Part of a party's words or name, in any case and with any accents, or the names that mean one actor
    (`identity.meant`); who says it is not meant."""
    holder: str | Names | None = None
    """As `actor`, of the one whose position it is or who has the role."""
    recipient: str | Names | None = None
    """As `actor`, of the one to whom it was done."""
    source: str | Names | None = None
    """As `actor`, of anyone in the chain of sources."""
    place: str | None = None
    """Part of the words of a place."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the country where it happened."""
    words: str | None = None
    """The anchor's words, whole, in any case."""
    date: str | None = None
    """EDTF: a day, a month, an interval; statements whose own date overlaps it."""
    published: str | None = None
    """EDTF; statements of documents whose date overlaps it."""
    document: str | None = None
    """A document's id."""
    publisher: str | None = None
    sure: float | None = None
    """The probability of being right, in [0, 1], that a statement has at least; what a person accepted, corrected or
    added is sure enough for any."""
    states: frozenset[State] | None = SHOWN
    standings: frozenset[Standing] | None = STANDING
