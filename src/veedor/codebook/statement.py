"""The five kinds of statement, frozen, with hashed ids and the JSON form of `gold/*.json`.

A statement's id is a hash of what it claims (kind, fields, places in the text) and of the document it stands
in, so that reading twice changes nothing. A statement that the codebook does not allow cannot be made.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from veedor.codebook.labels import (
    Certainty,
    Comparison,
    EventType,
    Kind,
    Label,
    Polarity,
    Stance,
    Status,
    Tense,
)
from veedor.codebook.span import Quote
from veedor.codebook.when import When
from veedor.errors import StatementError, VeedorError

Quotes = tuple[Quote, ...]
Value = float | tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What every statement has."""

    kind: ClassVar[Kind]

    anchor: Quote
    """The exact words that carry the statement."""
    sources: Quotes = ()
    """Who says so, nearest the author first; empty when the author says it in their own voice."""
    polarity: Polarity = Polarity.YES
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.PRESENT
    when: When | None = None
    """The words that date it with their value; None where the text gives none."""
    probability_right: float | None = None
    """The reader's own estimate, in [0, 1], that the statement is right; None from a person.
    Not part of the identity or of the JSON form of gold files."""

    def quotes(self) -> Iterator[Quote]:
        """Every quote of the statement, the anchor first."""
        # Asked of every statement, so without `fields`, which sorts the fields out anew each time.
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Quote):
                yield value
            elif isinstance(value, When):
                yield value.quote
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Quote))

    def check(self, text: str) -> None:
        """Raise SpanError unless every quote stands in `text` where it says."""
        for quote in self.quotes():
            quote.check(text)

    def id_in(self, document_id: str) -> str:
        """The statement's id within a document: 16 hexadecimal digits of a SHA-256."""
        claimed = json.dumps([document_id, self.to_dict()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(claimed.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: `kind`, then the fields in the codebook's order; absent values are left out."""
        plain: dict[str, Any] = {"kind": str(self.kind)}
        for name in FIELDS[self.kind]:
            value = getattr(self, name)
            if value is not None:
                plain[name] = _plain(value)
        if self.kind is Kind.FIGURE and "comparison" not in plain:
            plain["comparison"] = ""
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(_Said):
    """Something done, happening, or announced: who did what to whom, where, when."""

    kind: ClassVar[Kind] = Kind.EVENT

    type: EventType
    actors: Quotes = ()
    """Who did it; every party of a reciprocal act."""
    recipients: Quotes = ()
    """To whom, with whom, or for whom it was done."""
    places: Quotes = ()
    about: Quote | None = None
    """What was asked, agreed, refused, decided, alleged, bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(_Said):
    """Where an actor stands."""

    kind: ClassVar[Kind] = Kind.POSITION

    stance: Stance
    holders: Quotes
    about: Quote | None = None
    conditions: Quotes = ()
    issue: str = ""
    """A short key that statements on the same question share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(_Said):
    """Something said of the future, or of what is not yet known, that could later be checked."""

    kind: ClassVar[Kind] = Kind.FORECAST

    about: Quote
    actors: Quotes = ()
    probability: Quote | None = None
    """The words that say how likely."""
    by: Quote | None = None
    """The words that say by when."""
    conditions: Quotes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(_Said):
    """A number with what it counts."""

    kind: ClassVar[Kind] = Kind.FIGURE

    value: Value
    """The number, or the two ends of a range, in `unit`."""
    unit: str
    """`people`, `percent`, an ISO 4217 code, `months`, or the counted noun in the plural."""
    what: Quote
    comparison: Comparison | None = None
    period: Quote | None = None
    """The words that bound it in time."""

    def __post_init__(self) -> None:
        ends = self.value if isinstance(self.value, tuple) else (self.value,)
        if not all(math.isfinite(end) for end in ends):
            raise StatementError("a figure needs a finite number")
        if isinstance(self.value, tuple) and self.value[0] > self.value[1]:
            raise StatementError(f"a range runs upward, not {self.value[0]} to {self.value[1]}")
        if not self.unit:
            raise StatementError("a figure needs a unit: what does the number count?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(_Said):
    """Who someone named is."""

    kind: ClassVar[Kind] = Kind.ROLE

    role: Quote
    """The office or relation."""
    holder: Quote
    of: Quote | None = None
    """The body or country."""
    status: Status = Status.CURRENT


Statement = Event | Position | Forecast | Figure | Role

_TYPES: dict[Kind, type[Any]] = {t.kind: t for t in (Event, Position, Forecast, Figure, Role)}

_SHARED = ("polarity", "certainty", "tense", "when")
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("type", "anchor", "sources", "actors", "recipients", "places", "about", *_SHARED),
    Kind.POSITION: ("stance", "anchor", "sources", "holders", "about", "conditions", "issue", *_SHARED),
    Kind.FORECAST: ("anchor", "sources", "actors", "about", "probability", "by", "conditions", *_SHARED),
    Kind.FIGURE: ("anchor", "sources", "what", "value", "unit", "comparison", "period", *_SHARED),
    Kind.ROLE: ("anchor", "sources", "role", "holder", "of", "status", *_SHARED),
}
"""The fields of each kind in the codebook's order."""
LABELS: dict[str, type[Label]] = {
    "type": EventType,
    "stance": Stance,
    "polarity": Polarity,
    "certainty": Certainty,
    "tense": Tense,
    "status": Status,
    "comparison": Comparison,
}
"""The closed list of each field that has one."""
MANY = frozenset({"sources", "actors", "recipients", "places", "holders", "conditions"})
"""Fields that hold any number of quotes."""
ONE = frozenset({"anchor", "about", "what", "holder", "role", "of", "by", "probability", "period"})
"""Fields that hold one quote."""


def _plain(value: Any) -> Any:
    """A field's value as JSON has it."""
    if isinstance(value, (Quote, When)):
        return value.to_dict()
    if isinstance(value, Label):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _number(plain: Any) -> Value:
    if isinstance(plain, list):
        low, high = plain
        return (float(low), float(high))
    return float(plain)


def _field(name: str, plain: Any) -> Any:
    """A field's value from JSON; None where the JSON says nothing by an empty text."""
    if name in MANY:
        return tuple(Quote.from_dict(item) for item in plain)
    if name in ONE:
        return Quote.from_dict(plain) if plain else None
    if name == "when":
        return When.from_dict(plain) if plain else None
    if name == "value":
        return _number(plain)
    if name in LABELS:
        return None if name == "comparison" and not plain else LABELS[name](plain)
    return plain


def from_dict(plain: dict[str, Any]) -> Statement:
    """The statement that `to_dict` wrote, or that a gold file holds; StatementError where it is none."""
    try:
        kind = Kind(plain["kind"])
        found = {name: _field(name, plain[name]) for name in FIELDS[kind] if name in plain}
        # What says nothing is left out, so that a needed field that says nothing is missed.
        values = {name: value for name, value in found.items() if value is not None}
        made: Statement = _TYPES[kind](**values)
    except VeedorError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise StatementError(
            f"statement {plain.get('id', '?')} is not as the codebook has it: {error}"
        ) from error
    return made
