"""The timeline: events by day, week or month, in lanes by type or actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from veedor.charts.drawing import Chart
from veedor.charts.timeline import Cell, Columns, Mark, cells_chart, marks_chart
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Event
from veedor.codebook.when import bounds
from veedor.codebook.wording import plain, says, value_in_words
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.paging import Part, part
from veedor.desk.texts import text
from veedor.errors import DateError, UsageError
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
    events: Part[Card]
    most: int = MOST
    """How many events are drawn one by one, at most."""


def load(ask: Ask) -> Timeline:
    """The stretch of time that is asked for, or the last one in which enough happened."""
    unit, lanes = _label(ask, "unit", Unit, Unit.DAY), _label(ask, "lanes", Lanes, Lanes.TYPE)
    wanted, named = _wanted(ask)
    days = _days(ask, wanted, named)
    window = _window(ask, wanted, days)
    types = tuple(EventType)
    nothing: Part[Card] = part(ask, [])
    if window is None:
        return Timeline(None, None, unit, lanes, types, named, None, False, nothing)
    if unit is not Unit.DAY:
        cells = _cells(ask, window, days, unit, named)
        return Timeline(*window, unit, lanes, types, named, cells, False, nothing)
    late = _late(window, days)
    rows = list(islice(_events(ask, late, wanted), MOST + 1))
    shown = rows[:MOST]
    chart = _marks(ask, shown, window, lanes) if shown else None
    listed = part(ask, sorted(shown, key=_place))
    cards = cards_of(ask.record, listed.rows)
    events = Part(cards, listed.number, listed.total, listed.per_page, listed.has_more)
    has_more = len(rows) > MOST or late != window
    return Timeline(*window, unit, lanes, types, named, chart, has_more, events)


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
    return {day: Counter({wanted.type: of[wanted.type]}) for day, of in known.items() if wanted.type in of}


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


def _window(ask: Ask, wanted: Filter, days: Days) -> tuple[date, date] | None:
    first, last = _day(ask, "from", first=True), _day(ask, "to", first=False)
    if first and last:
        return (first, last) if first <= last else (last, first)
    newest = last or calendar.latest(ask.record)
    if newest is None:
        return None
    if first:
        return (first, max(newest, first))
    for many in _WINDOWS:
        window = (newest - timedelta(days=many - 1), newest)
        if sum(of.total() for day, of in days.items() if window[0] <= day <= newest) >= _ENOUGH:
            return window
    few = [_bounds(row)[0] or newest for row in _events(ask, (date.min, newest), wanted)]
    return (min(few, default=newest), newest)


def _late(window: tuple[date, date], days: Days) -> tuple[date, date]:
    """The last part of the window, in which no less happened than can be drawn."""
    many = 0
    for day in sorted((day for day in days if window[0] <= day <= window[1]), reverse=True):
        many += days[day].total()
        if many > MOST:
            return (day, window[1])
    return window


def _day(ask: Ask, name: str, *, first: bool) -> date | None:
    """The first or the last day of a date in the address; UsageError where it is none."""
    said = ask.word(name)
    if said is None:
        return None
    try:
        earliest, latest = bounds(said)
    except DateError as error:
        raise UsageError(f"{said!r} is no date; write it as 2019-08-21, 2019-08 or 2019") from error
    return earliest if first else latest


def _events(ask: Ask, window: tuple[date, date], wanted: Filter) -> Iterator[StatementRow]:
    asked = replace(wanted, date=f"{window[0].isoformat()}/{window[1].isoformat()}")
    return views.statements(ask.record, asked)


def _place(row: StatementRow) -> tuple[date, date]:
    earliest, latest = _bounds(row)
    return earliest or latest or date.min, latest or date.max


def _bounds(row: StatementRow) -> tuple[date | None, date | None]:
    return bounds(row.statement.when.value) if row.statement.when else (None, None)


def _marks(ask: Ask, rows: Sequence[StatementRow], window: tuple[date, date], lanes: Lanes) -> Chart:
    actors = Counter(name for row in rows for name in _actors(row))
    known = {name for name, _ in actors.most_common(_LANES)}
    marks = [one for row in rows for one in _marks_of(ask, row, window, lanes, known)]
    marks.sort(key=lambda one: (-actors[one.lane] if lanes is Lanes.ACTOR else 0, one.lane, one.first))
    columns = Columns(text("Lane"), text("When"), text("What"), text("Who says so"))
    return marks_chart(marks, window, title=text("Timeline"), columns=columns)


def _marks_of(
    ask: Ask, row: StatementRow, window: tuple[date, date], lanes: Lanes, known: set[str]
) -> Iterator[Mark]:
    earliest, latest = _bounds(row)
    said = row.statement
    assert isinstance(said, Event)
    for lane in [str(said.type)] if lanes is Lanes.TYPE else _lanes(row, known):
        yield Mark(
            lane,
            earliest or window[0],
            latest or window[1],
            plain(said),
            value_in_words(said.when.value) if said.when else "",
            says(said),
            ask.to("document", id=row.document_id) + f"#s-{row.id}",
        )


def _actors(row: StatementRow) -> list[str]:
    said = row.statement
    return (
        list(dict.fromkeys(who.name or who.words for who in said.actors)) if isinstance(said, Event) else []
    )


def _lanes(row: StatementRow, known: set[str]) -> list[str]:
    """The lanes of its actors; one lane for all those that have none of their own, and one for nobody."""
    named = _actors(row)
    own = [name for name in named if name in known]
    return own or [text("others") if named else text("nobody named")]


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
