"""What is found out about two names: the verdict, how sure, and one line that says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from veedor.gazetteers.name_forms import Form


class Verdict(StrEnum):
    """Whether two mentions mean one party."""

    SAME = "same"
    UNSURE = "unsure"
    """Plausible; a person decides."""
    DIFFERENT = "different"


class Finding(NamedTuple):
    """What a rule says of two names."""

    verdict: Verdict
    score: float
    """How likely they mean one party, in [0, 1]; set by hand for each rule, in the order of its errors."""
    why: str
    """One line for a person."""


@dataclass(frozen=True, slots=True)
class Party:
    """A name with the documents in which it surely means one party."""

    form: Form
    keys: tuple[str, ...]
    """The mentions' keys, without repetitions, in the order given."""
    documents: frozenset[str]
    countries: frozenset[str]
    """The countries that those documents speak of."""

    def meets(self, other: Party) -> bool:
        """Whether both stand in one document."""
        return not self.documents.isdisjoint(other.documents)

    def shares_country(self, other: Party) -> bool:
        """Whether the reports of both speak of the same country."""
        return not self.countries.isdisjoint(other.countries)

    @property
    def all_countries(self) -> frozenset[str]:
        """The countries that the name names; else those that its reports speak of."""
        return self.form.countries or self.countries


def same(score: float, why: str) -> Finding:
    """Both mean one party, and no person need look."""
    return Finding(Verdict.SAME, score, why)


def unsure(score: float, why: str) -> Finding:
    """Both may mean one party."""
    return Finding(Verdict.UNSURE, score, why)


def different(score: float, why: str) -> Finding:
    """Both mean two parties."""
    return Finding(Verdict.DIFFERENT, score, why)
