"""What a forecast claims, so plainly that a stranger could say whether it came about.

A criterion is frozen once it is entered: it is written before the outcome is known, and whoever thinks better of it
enters a second one beside it. Numbers of words are the readings that published tables give, never one number alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from veedor.codebook.labels import Label
from veedor.codebook.when import bounds, validate
from veedor.errors import StatementError


class ForecastKind(Label):
    """What sort of claim about the future it is; only a probability is scored, a possibility if one asks for it."""

    PROBABILITY = "probability", "says how likely it is"
    POSSIBILITY = "possibility", "says that it could or may be, not how likely it is"
    PLAN = "plan", "whoever will do it says so, without a day"
    SCHEDULED = "scheduled", "set for a day"
    CONDITIONAL = "conditional", "said to follow if something else comes about"
    SCENARIO = "scenario", "one of several ways in which it may go"
    ASSESSMENT = "assessment", "a judgement of how things stand or go, with nothing to check by a day"
    DENIED = "claim with denial", "one side says it will be, another that it will not"


class HorizonRule(StrEnum):
    """Where the horizon comes from."""

    EXPLICIT = "explicit"
    """The words of the report say until when."""
    INFERRED = "inferred"
    """It follows from what the forecast is about, by a rule that is stated."""


class Reading(NamedTuple):
    """What one published table says that words of probability mean; probabilities in [0, 1]."""

    table: str
    """The table's key (`kent-1964`); `text` where the report itself gives the number."""
    words: str
    """The table's own expression, or the report's number."""
    low: float
    high: float
    point: float | None
    """The table's single number, a median or a midpoint; None where it gives a range only."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, by the names of the fields."""
        return self._asdict()


class Branches(NamedTuple):
    """The ways in which it may go that were told together, one forecast all in all."""

    labels: tuple[str, ...]
    is_exhaustive: bool
    """Whether one of them must come about; False unless a person says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """When a forecast counts as having come about; StatementError where it says nothing that could be checked."""

    proposition: str
    """A sentence that a stranger could resolve: who, what, how many, where."""
    kind: ForecastKind
    horizon: str | None = None
    """EDTF: the stretch in which it comes about or does not; None where there is none, so that it is not scored."""
    horizon_rule: HorizonRule | None = None
    """None where there is no horizon."""
    horizon_why: str = ""
    """The rule in words: the report's words of time, or how the horizon follows."""
    words: str = ""
    """The report's words of probability."""
    readings: tuple[Reading, ...] = ()
    """What published tables say the words mean."""
    conditional_on: tuple[str, ...] = ()
    """What must come about first; where it does not, the forecast is void."""
    branches: Branches | None = None
    reference_class: str = ""
    """Like what other happenings it is, for a base rate."""
    resolver: str = ""
    """Who or what tells how it came out, and how to find it."""
    notes: str = ""
    """What is disputed or unclear about it."""

    def __post_init__(self) -> None:
        if not self.proposition.strip():
            raise StatementError(
                "a criterion needs a proposition: write what must be so for it to have come about"
            )
        if self.horizon is not None:
            validate(self.horizon)
        if (self.horizon is None) != (self.horizon_rule is None):
            raise StatementError(
                "a horizon needs its rule, and a rule its horizon: say whether the date is explicit or inferred"
            )
        for reading in self.readings:
            if not 0 <= reading.low <= reading.high <= 1:
                raise StatementError(
                    f"a reading runs from a lower to a higher probability in [0, 1], "
                    f"not {reading.low} to {reading.high}"
                )

    @property
    def due(self) -> date | None:
        """The last day that the horizon allows; None without a horizon, or with one that has no end."""
        return bounds(self.horizon).latest if self.horizon is not None else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: the fields in their order; what says nothing is left out."""
        plain: dict[str, Any] = {"proposition": self.proposition, "kind": str(self.kind)}
        for name in ("horizon", "horizon_rule", "horizon_why", "words"):
            plain[name] = str(getattr(self, name) or "")
        plain["readings"] = [reading.to_dict() for reading in self.readings]
        plain["conditional_on"] = list(self.conditional_on)
        if self.branches:
            plain["branches"] = {
                "labels": list(self.branches.labels),
                "is_exhaustive": self.branches.is_exhaustive,
            }
        for name in ("reference_class", "resolver", "notes"):
            plain[name] = getattr(self, name)
        return {name: value for name, value in plain.items() if value not in ("", [])}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Criterion:
        """The criterion that `to_dict` wrote; StatementError where it is none."""
        try:
            return cls(
                proposition=plain["proposition"],
                kind=ForecastKind(plain["kind"]),
                horizon=plain.get("horizon"),
                horizon_rule=HorizonRule(plain["horizon_rule"]) if "horizon_rule" in plain else None,
                readings=tuple(_reading(reading) for reading in plain.get("readings", ())),
                conditional_on=tuple(plain.get("conditional_on", ())),
                branches=_branches(plain["branches"]) if "branches" in plain else None,
                **{name: plain[name] for name in _TEXTS if name in plain},
            )
        except (KeyError, TypeError, ValueError) as error:
            raise StatementError(f"the criterion is not as `to_dict` writes it: {error}") from error


_TEXTS = ("horizon_why", "words", "reference_class", "resolver", "notes")


def _reading(plain: Mapping[str, Any]) -> Reading:
    point = plain["point"]
    return Reading(
        str(plain["table"]),
        str(plain["words"]),
        float(plain["low"]),
        float(plain["high"]),
        None if point is None else float(point),
    )


def _branches(plain: Mapping[str, Any]) -> Branches:
    return Branches(tuple(plain["labels"]), bool(plain["is_exhaustive"]))
