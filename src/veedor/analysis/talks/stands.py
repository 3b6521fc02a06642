"""Where a party stands on an issue: the row from which every table of talks is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.talks.ranges import Facet, Range
from veedor.analysis.telling import Party

ANY = "*"
"""The issue of an edge that leads to every other issue: `sanctions relief before anything else`."""


class Modality(StrEnum):
    """How a party puts what it wants, the hardest first."""

    RED_LINE = "red line"
    """Refused, with words that say that it will stay so."""
    REFUSE = "refuse"
    PRECONDITION = "precondition"
    """Wanted before, or in return for, something else."""
    DEMAND = "demand"
    PREFER = "prefer"
    CONSIDER = "would consider"
    OFFER = "offer"
    ACCEPT = "accept"
    DENIED = "said not to"
    """Said not to ask, offer or want it: counted neither for nor against."""

    @property
    def hardness(self) -> int:
        """How little it leaves open, from 0 (accepts, offers) to 4 (a red line)."""
        return _HARDNESS[self]


_HARDNESS = {Modality.RED_LINE: 4, Modality.REFUSE: 3, Modality.PRECONDITION: 3, Modality.DEMAND: 3}
_HARDNESS |= {
    Modality.PREFER: 2,
    Modality.CONSIDER: 1,
    Modality.OFFER: 0,
    Modality.ACCEPT: 0,
    Modality.DENIED: 0,
}


@dataclass(frozen=True, slots=True)
class Issues:
    """What people said of issues; what nobody said is left to the words."""

    by_statement: Mapping[str, str] = field(default_factory=dict)
    """The name of the issue to which a statement belongs, by the statement's id."""
    by_key: Mapping[str, str] = field(default_factory=dict)
    """How the issue is called that the machine files under a key; two keys under one name are one issue."""


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """An issue, or one facet of it."""

    name: str
    facet: Facet | None = None
    """`date` in `election: date`; None for the issue itself."""

    def __str__(self) -> str:
        return self.name if self.facet is None else f"{self.name}: {self.facet}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Something on which a stand depends."""

    issue: str
    wants: bool
    """Whether it must be so, or must not."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What one party says on one issue, or on one facet of it, in one statement."""

    party: Party
    issue: Issue
    modality: Modality
    wants: bool | None
    """Whether it would have the issue's yes; None where it is only said what it does not ask."""
    words: str
    """The words that say it."""
    value: Range | None = None
    """What it puts a facet in; None for the issue itself."""
    depends: tuple[Needed, ...] = ()
    addressee: Party | None = None
    """Who is to do it; None where the words do not say."""
    sources: tuple[Party, ...] = ()
    """Who says so, nearest the author first; empty where the author does."""
    publisher: str | None = None
    said: str | None = None
    """EDTF: when it was said, else when the report appeared; None where neither is known."""
    known: str | None = None
    """EDTF: when the report appeared."""
    is_leaked: bool = False
    """Whether only somebody without a name says so, neither the party nor the author: not public."""
    is_sure: bool = True
    """Whether the nearest source states it as fact."""
    together: frozenset[str] = frozenset()
    """The keys of all parties that the statement lets speak with one voice, this one among them."""
    label: str = ""
    """What the issue's answer is called: `lifted`, `not allowed`; empty for `yes` and `no`."""
    topic: str = ""
    """The issue of the field's list that it is; empty for none."""
    key: str = ""
    """The key that the machine made for the issue, before people named or merged it."""
    document_id: str = ""
    ids: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str]:
        """Sorts stands by when they were said, those without a date first; ties by id."""
        return (last_day(self.said).toordinal() if self.said else 0), "".join(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That somebody wants one issue settled before another."""

    first: str
    """The issue that comes first."""
    then: str
    """The issue that waits for it; `ANY` for every other."""
    holders: tuple[Party, ...]
    words: str
    """The words that say so."""
    asked: Party | None = None
    """Who is to settle the first; None where the words do not say."""
    said: str | None = None
    known: str | None = None
    ids: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "first": self.first,
            "then": self.then,
            "holders": [one.name for one in self.holders],
            "words": self.words,
            "asked_of": None if self.asked is None else self.asked.name,
            "said": self.said,
            "statements": list(self.ids),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """All that tellings say of where parties stand."""

    stands: tuple[Stand, ...] = ()
    """In the order in which they were said."""
    edges: tuple[Edge, ...] = ()
    unfiled: tuple[str, ...] = ()
    """Ids of positions that name no issue: `wants it`, `made an offer`."""
    undated: tuple[str, ...] = ()
    """Ids of positions left out as of a date, because it is not known when their reports appeared."""


def days(value: str) -> tuple[int, int]:
    """The first and the last day that an EDTF value allows, as ordinals."""
    return first_day(value).toordinal(), last_day(value).toordinal()
