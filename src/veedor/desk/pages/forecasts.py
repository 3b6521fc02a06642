"""The ledger of forecasts: who foretold what, how likely, by when, and how it came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

from veedor.analysis.forecasts import flat
from veedor.analysis.forecasts.criterion import ForecastKind, Reading
from veedor.analysis.forecasts.horizons import State
from veedor.analysis.forecasts.ledger import Row
from veedor.codebook.labels import Polarity, Tense
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.listing import wanted
from veedor.desk.paging import Part, number_of
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering import forecasts
from veedor.gathering.forecasts import AsOf, Judged
from veedor.record.wanted import Filter

_PER_PAGE = 40
_LOOKED_AT = 120
"""Statements that are looked at for one page where only some kinds or states are wanted."""
_ANNOUNCED = frozenset({ForecastKind.PLAN, ForecastKind.SCHEDULED})
_SETTLED = frozenset({State.RESOLVED, State.VOID})
_DENIALS = Filter(tense=Tense.FUTURE, polarity=Polarity.NO)

L = TypeVar("L", State, ForecastKind)


class Bar(NamedTuple):
    """A range of probability as it is drawn, in percent."""

    low: float
    high: float
    points: tuple[float, ...]
    """Single numbers within it."""
    words: str
    """The same in words."""

    @property
    def width(self) -> float:
        """How wide it is drawn; a single number has a width that can be seen."""
        return max(self.high - self.low, 1.5)


class Line:
    """A row of the ledger with what a page draws of it; its JSON is the row's."""

    def __init__(self, row: Row) -> None:
        """Take the row."""
        self.row = row

    def to_dict(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return flat.row_to_plain(self.row)

    @property
    def words(self) -> str:
        """What is foretold, in the report's words or those of the criterion."""
        return flat.in_words(self.row)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What its words of probability may mean."""
        return self.row.criterion.readings if self.row.criterion else self.row.readings

    @property
    def bar(self) -> Bar | None:
        """The widest range of all tables; None where none reads its words."""
        return bar(self.readings) if self.readings else None

    @property
    def is_report(self) -> bool:
        """Whether the report foretells it in its own voice."""
        return self.row.telling.root is None

    @property
    def conditions(self) -> tuple[str, ...]:
        """What must come about first, as a person wrote it; the statement's own sentence has its conditions."""
        return self.row.criterion.conditional_on if self.row.criterion else ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A page of the ledger."""

    forecasts: Part[Line]
    wanted: Mapping[str, str]
    kind: ForecastKind | None
    state: State | None
    as_of: date
    entered: int
    """How many forecasts of the record have a criterion or were resolved."""
    looked_at: int
    """How many statements this page was chosen from; 0 where nothing was passed over."""
    kinds: tuple[ForecastKind, ...] = tuple(ForecastKind)
    states: tuple[State, ...] = tuple(State)


def bar(readings: Sequence[Reading]) -> Bar:
    """The widest range of some readings, with their single numbers."""
    low, high = min(one.low for one in readings) * 100, max(one.high for one in readings) * 100
    points = sorted({round(one.point * 100, 1) for one in readings if one.point is not None})
    words = f"{low:g} %" if low == high else f"{low:g}–{high:g} %"
    return Bar(low, high, tuple(points), words)


def as_of(ask: Ask) -> AsOf:
    """The day of which the page tells: today, or the one that the address asks for; UsageError where that is none."""
    said = ask.word("as_of")
    if said is None:
        return AsOf(datetime.now(UTC).date())
    try:
        return AsOf(date.fromisoformat(said), is_past=True)
    except ValueError as error:
        raise UsageError(text("There is no such day; write it as 2019-08-12")) from error


def load(ask: Ask) -> Ledger:
    """What people entered, what is due first, then what nobody has entered yet, the newest reports first."""
    kind, state = _label(ask, "kind", ForecastKind), _label(ask, "state", State)
    day = as_of(ask)
    known = ask.desk.memory.of(ask.record, "forecasts judged", lambda: forecasts.judged(ask.record))
    asked, named = wanted(ask, _base(kind))
    if day.is_past:
        asked = forecasts.as_of_day(asked, day.day)
        named = {**named, "as_of": day.day.isoformat()}
    passing = [row for row in _entered(ask, asked, day, known) if _passes(row, kind, state)]
    is_narrow = kind is not None or state is not None
    page = _chosen if is_narrow else _all
    part, looked_at = page(ask, asked, day, known, passing, kind, state)
    return Ledger(part, named, kind, state, day.day, len(known.ids), looked_at)


def _label(ask: Ask, name: str, labels: type[L]) -> L | None:
    said = ask.word(name)
    if said is None:
        return None
    if said not in tuple(labels):
        raise UsageError(text("There is no such kind or state of forecasts"))
    return labels(said)


def _base(kind: ForecastKind | None) -> Filter:
    """The statements among which a kind is found."""
    if kind in _ANNOUNCED:
        return forecasts.ANNOUNCED
    return _DENIALS if kind is ForecastKind.DENIED else forecasts.FORECASTS


def _entered(ask: Ask, asked: Filter, day: AsOf, known: Judged) -> Sequence[Row]:
    """The rows of which people entered anything, of any kind of statement, what is overdue first."""
    if not known.ids:
        return ()
    every = replace(asked, kind=None, tense=None, polarity=None)
    return forecasts.chosen(ask.record, every, known.ids, day, known)


def _passes(row: Row, kind: ForecastKind | None, state: State | None) -> bool:
    return kind in (None, row.kind) and state in (None, row.state)


def _all(
    ask: Ask,
    asked: Filter,
    day: AsOf,
    known: Judged,
    entered: Sequence[Row],
    kind: ForecastKind | None,
    state: State | None,
) -> tuple[Part[Line], int]:
    """A page of all: what people entered and wait for, then the rest."""
    start = (number_of(ask) - 1) * _PER_PAGE
    waiting = [row for row in entered if row.state not in _SETTLED]
    first, known_ids = waiting[start : start + _PER_PAGE], {row.id for row in waiting}
    offset, room = max(0, start - len(waiting)), _PER_PAGE - len(first)
    rest = forecasts.window(ask.record, asked, day, known, limit=max(room, 1), offset=offset)
    others = [row for row in rest.in_order if row.id not in known_ids] if room else []
    more = rest.has_more or not room
    return Part([Line(row) for row in (*first, *others)], number_of(ask), None, _PER_PAGE, more), 0


def _chosen(
    ask: Ask,
    asked: Filter,
    day: AsOf,
    known: Judged,
    entered: Sequence[Row],
    kind: ForecastKind | None,
    state: State | None,
) -> tuple[Part[Line], int]:
    """A page of those of a kind or state, from as many statements as can be looked at for one page."""
    first = list(entered) if number_of(ask) == 1 else []
    if state in _SETTLED:
        return Part([Line(row) for row in first], 1, len(first), max(len(first), 1), False), 0
    offset = (number_of(ask) - 1) * _LOOKED_AT
    rest = forecasts.window(ask.record, asked, day, known, limit=_LOOKED_AT, offset=offset)
    others = [row for row in rest.rows if row.id not in known.ids and _passes(row, kind, state)]
    lines = [Line(row) for row in (*first, *others)]
    return Part(lines, number_of(ask), None, _LOOKED_AT, rest.has_more), rest.looked_at


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("forecasts", "/forecasts", load, "forecasts.html", title="Forecasts"),
)
