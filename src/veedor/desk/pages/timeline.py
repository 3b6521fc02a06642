"""The timeline: incidents by day, in lanes by type or actor, as they are or were known; events by week or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from veedor.charts.drawing import Chart
from veedor.charts.timeline import Cell, Columns, Mark, cells_chart, marks_chart
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.when import bounds
from veedor.desk import happened
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.happened import Row, day_asked
from veedor.desk.paging import Part, part
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering.incidents import Window
from veedor.record import calendar, views
from veedor.record.actors import identity
from veedor.record.calendar import Days
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter

MOST = 300
"""Events drawn one by one; of more it is said that there are more."""
_ENOUGH = 25
"""Events that make a window worth opening by itself."""
_WINDOWS = (31, 92, 366, 5 * 366)
"""Days before the newest report that the timeline opens with, the first in which enough happened."""
_LANES = 14
"""Actors that have a lane of their own; the others share one."""


class Unit(StrEnum):
    """How finely time is cut."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Lanes(StrEnum):
    """By what events are put into lanes."""

    TYPE = "type"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of time with what happened in it."""

    first: date | None
    """None where no report is dated and nothing was asked for."""
    last: date | None
    unit: Unit
    lanes: Lanes
    types: tuple[EventType, ...]
    wanted: Mapping[str, str]
    """The filters in the address, by their names."""
    chart: Chart | None
    """None where nothing happened."""
    has_more: bool
    """Whether more happened than is drawn."""
    incidents: Part[Row]
    as_of: date | None = None
    """Only what was published by then counts; None for everything."""
    undated: int = 0
    """Statements left out since nobody knows when their reports came out."""
    most: int = MOST
    """From how many events the incidents are put together, at most."""

    @property
    def signs(self) -> Mapping[str, str]:
        """What the signs of the drawing mean."""
        return {str(standing): sign for standing, sign in happened.SIGNS.items()}


def load(ask: Ask) -> Timeline:
    """The stretch of time that is asked for, or the last one in which enough happened."""
    unit, lanes = _label(ask, "unit", Unit, Unit.DAY), _label(ask, "lanes", Lanes, Lanes.TYPE)
    wanted, named = _wanted(ask)
    days = _days(ask, wanted, named)
    as_of = day_asked(ask, "as_of", first=False)
    window = _window(ask, wanted, days, as_of)
    types = tuple(EventType)
    nothing: Part[Row] = part(ask, [])
    if window is None:
        return Timeline(None, None, unit, lanes, types, named, None, False, nothing, as_of)
    if unit is not Unit.DAY:
        cells = _cells(ask, window, days, unit, named)
        return Timeline(*window, unit, lanes, types, named, cells, False, nothing)
    late = _late(window, days)
    of = happened.found(ask, Window(*late), limit=MOST, asked=wanted if named else None, undated=False)
    rows = [happened.row(ask, of, one) for one in of.shown() if one.first or one.last]
    chart = _marks(rows, window, lanes) if rows else None
    listed = part(ask, rows)
    has_more = late != window or of.is_cut
    undated = of.found.undated
    return Timeline(*window, unit, lanes, types, named, chart, has_more, listed, as_of, undated)


def _label(ask: Ask, name: str, labels: type[Unit] | type[Lanes], otherwise: Unit | Lanes) -> Any:
    said = ask.word(name)
    return labels(said) if said in tuple(labels) else otherwise


def _wanted(ask: Ask) -> tuple[Filter, dict[str, str]]:
    """The filter of the address, and its parts by name."""
    named = {
        name: said for name in ("type", "actor", "source", "place", "publisher") if (said := ask.word(name))
    }
    made = Filter(
        kind=Kind.EVENT,
        type=_type(named["type"]) if "type" in named else None,
        actor=identity.meant(ask.record, named["actor"]) if "actor" in named else None,
        source=identity.meant(ask.record, named["source"]) if "source" in named else None,
        place=named.get("place"),
        publisher=named.get("publisher"),
    )
    return made, named


def _type(said: str) -> EventType:
    try:
        return EventType(said)
    except ValueError as error:
        raise UsageError(f"There is no event type {said!r}") from error


def _days(ask: Ask, wanted: Filter, named: Mapping[str, str]) -> Days:
    """How many events of each type lie on each day, of those that the filter lets through.

    Without a filter, but that of a type, it comes from what is kept until documents come in, and from what people
    decided since: to count all events anew takes a second over a large record.
    """
    rest = tuple((name, said) for name, said in named.items() if name != "type")
    if rest:
        asked = replace(wanted, type=None)
        known = ask.desk.memory.of(
            ask.record,
            ("events by day", rest),
            lambda: calendar.events_by_day(ask.record, date.min, date.max, asked),
        )
    else:
        known = ask.desk.memory.of(ask.record, "all events by day", lambda: _all_days(ask))
    if wanted.type is None:
        return known
    return {one: Counter({wanted.type: of[wanted.type]}) for one, of in known.items() if wanted.type in of}


def _all_days(ask: Ask) -> Days:
    found = ask.desk.memory.until_reading(
        ask.record, "events found", lambda: calendar.events_found(ask.record), patient=True
    )
    out, put_in = calendar.events_settled(ask.record)
    days = found | {day: Counter(found.get(day, ())) for day in (*out, *put_in)}
    for day, types in out.items():
        days[day].subtract(types)
    for day, types in put_in.items():
        days[day].update(types)
    return {day: +types for day, types in days.items() if +types}


def _window(ask: Ask, wanted: Filter, days: Days, as_of: date | None) -> tuple[date, date] | None:
    first, last = day_asked(ask, "from", first=True), day_asked(ask, "to", first=False)
    if first and last:
        return (first, last) if first <= last else (last, first)
    newest = last or as_of or calendar.latest(ask.record)
    if newest is None:
        return None
    if first:
        return (first, max(newest, first))
    for many in _WINDOWS:
        window = (newest - timedelta(days=many - 1), newest)
        if sum(of.total() for one, of in days.items() if window[0] <= one <= newest) >= _ENOUGH:
            return window
    few = [_begins_at(one) or newest for one in _events(ask, (date.min, newest), wanted)]
    return (min(few, default=newest), newest)


def _late(window: tuple[date, date], days: Days) -> tuple[date, date]:
    """The last part of the window, in which no less happened than can be drawn."""
    many = 0
    for day in sorted((day for day in days if window[0] <= day <= window[1]), reverse=True):
        many += days[day].total()
        if many > MOST:
            return (day, window[1])
    return window


def _events(ask: Ask, window: tuple[date, date], wanted: Filter) -> Iterator[StatementRow]:
    asked = replace(wanted, date=f"{window[0].isoformat()}/{window[1].isoformat()}")
    return views.statements(ask.record, asked)


def _begins_at(one: StatementRow) -> date | None:
    return bounds(one.statement.when.value).earliest if one.statement.when else None


def _marks(rows: Sequence[Row], window: tuple[date, date], lanes: Lanes) -> Chart:
    actors = Counter(name for one in rows for name in one.actors)
    known = {name for name, _ in actors.most_common(_LANES)}
    marks = [mark for one in rows for mark in _marks_of(one, window, lanes, known)]
    marks.sort(key=lambda one: (-actors[one.lane] if lanes is Lanes.ACTOR else 0, one.lane, one.first))
    columns = Columns(text("Lane"), text("When"), text("What"), text("How it stands"))
    return marks_chart(marks, window, title=text("Timeline"), columns=columns)


def _marks_of(one: Row, window: tuple[date, date], lanes: Lanes, known: set[str]) -> Iterator[Mark]:
    words = "".join(piece.words for piece in one.pieces)
    stands = str(one.standing)
    if one.told > 1:
        stands += f" ({one.origins} / {one.told})"
    for lane in [str(one.type)] if lanes is Lanes.TYPE else _lanes(one, known):
        first, last = one.first or window[0], one.last or window[1]
        yield Mark(lane, first, last, words, one.when, stands, one.address, one.sign)


def _lanes(one: Row, known: set[str]) -> list[str]:
    """The lanes of its actors; one lane for all those that have none of their own, and one for nobody."""
    own = [name for name in one.actors if name in known]
    return own or [text("others") if one.actors else text("nobody named")]


def _cells(
    ask: Ask, window: tuple[date, date], days: Days, unit: Unit, named: Mapping[str, str]
) -> Chart | None:
    many: Counter[tuple[str, date]] = Counter()
    for day, types in days.items():
        if window[0] <= day <= window[1]:
            for type_, number in types.items():
                many[str(type_), _begins(day, unit)] += number
    if not many:
        return None
    rest = {name: said for name, said in named.items() if name != "type"}
    cells = [
        Cell(
            lane, begins, _ends(begins, unit), number, ask.to("timeline", **rest, **_link(lane, begins, unit))
        )
        for (lane, begins), number in sorted(many.items())
    ]
    title = text("Events by week") if unit is Unit.WEEK else text("Events by month")
    return cells_chart(cells, window, title=title, columns=(text("Lane"), text("From"), text("Events")))


def _link(lane: str, begins: date, unit: Unit) -> dict[str, str]:
    return {"type": lane, "from": begins.isoformat(), "to": _ends(begins, unit).isoformat()}


def _begins(day: date, unit: Unit) -> date:
    return day - timedelta(days=day.weekday()) if unit is Unit.WEEK else day.replace(day=1)


def _ends(begins: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return begins + timedelta(days=6)
    return (begins.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("timeline", "/timeline", load, "timeline.html", title="Timeline"),
)
