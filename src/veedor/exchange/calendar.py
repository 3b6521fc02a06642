"""What is set for a day: announced events and forecasts that fall due, as a calendar (iCalendar, RFC 5545).

An entry lasts whole days: from the first to the last that its date allows, so that `2021-05` is all of May; the EDTF
value stands in its description. A forecast stands on the day by which it can be told: that of the criterion that a
person entered, else the last day of its own date. An entry keeps its UID when the statement is corrected, and its
SEQUENCE grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import IO, NamedTuple

from veedor import __version__
from veedor.codebook import wording
from veedor.codebook.labels import Certainty, Kind, Polarity, Tense
from veedor.codebook.statement import Event, Forecast, Statement
from veedor.exchange.days import dated, span
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import Report, Reports, visible
from veedor.record.findings import criteria
from veedor.record.findings.criteria import Entered
from veedor.record.store import Record

_NO_KIND = "only events and forecasts can stand in a calendar"
_NOT_AHEAD = "the event is not announced, but past or going on"
_DENIED = "it is said not to be so"
_NO_DATE = "nothing dates it"
_OPEN = "its date is open at one end, so that it has no first or last day"
_LONGEST = 75
"""Octets of a line, its break not counted (RFC 5545, 3.1)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class _Days(NamedTuple):
    """When an entry stands, and why then."""

    first: date
    last: date
    why: str


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """A calendar with an entry for each statement that has its days; what is left out is counted."""
    reports, entered, written = Reports(record), criteria.criteria(record), Written()
    _put(to, ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Veedor//Veedor {__version__}//EN"))
    for one in told:
        days = _days(one, entered)
        if isinstance(days, str):
            written.leave_out(days)
            continue
        _put(to, _entry(one, days, reports.of(one.row.document_id)))
        written.many += 1
    _put(to, ("END:VCALENDAR",))
    return written


def _days(one: Told, entered: Mapping[str, Entered]) -> _Days | str:
    """The days of a statement's entry, or why it has none."""
    statement = one.row.statement
    if statement.polarity is Polarity.NO:
        return _DENIED
    if isinstance(statement, Forecast):
        return _due(one, entered)
    if not isinstance(statement, Event):
        return _NO_KIND
    if statement.tense is not Tense.FUTURE:
        return _NOT_AHEAD
    value = dated(statement)
    if value is None:
        return _NO_DATE
    first, last = span(value)
    return _Days(first, last, f"Date: {value}") if first and last and last < date.max else _OPEN


def _due(one: Told, entered: Mapping[str, Entered]) -> _Days | str:
    criterion = entered.get(one.row.id) or entered.get(one.account.root_id)
    if criterion is not None and criterion.due is not None and criterion.due < date.max:
        return _Days(criterion.due, criterion.due, f"Due by the criterion that {criterion.by} entered")
    value = dated(one.row.statement)
    if value is None:
        return _NO_DATE
    last = span(value)[1]
    return _Days(last, last, f"Due at the end of its date: {value}") if last and last < date.max else _OPEN


def _entry(one: Told, days: _Days, report: Report) -> Iterator[str]:
    row, statement, decision = one.row, one.row.statement, one.account.decision
    is_forecast = isinstance(statement, Forecast)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.account.root_id}@veedor"
    yield f"DTSTAMP:{_stamp(decision.at if decision else report.read_at)}"
    yield f"SEQUENCE:{decision.id if decision else 0}"
    yield f"DTSTART;VALUE=DATE:{days.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(('Due: ' if is_forecast else '') + wording.plain(statement))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(one, days)))}"
    yield f"CATEGORIES:{_text(str(getattr(statement, 'type', row.statement.kind)))}"
    yield f"STATUS:{'CONFIRMED' if _is_sure(statement) else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    if report.address:
        yield f"URL:{report.address}"
    yield from _where(one)
    yield "END:VEVENT"


def _is_sure(statement: Statement) -> bool:
    """Whether the nearest source states it flatly; a forecast never is."""
    return isinstance(statement, Event) and statement.certainty is Certainty.CERTAIN


def _description(one: Told, days: _Days) -> Iterator[str]:
    row, statement = one.row, one.row.statement
    yield days.why
    yield f"Words: {statement.anchor.words}"
    yield f"Said by: {wording.says(statement)}"
    yield f"Certainty: {statement.certainty}"
    if isinstance(statement, Forecast) and statement.probability:
        yield f"How likely: {statement.probability.words}"
    yield f"Report: {', '.join(part for part in (row.document, row.publisher, row.published) if part)}"
    yield f"Statement: {row.id}"


def _where(one: Told) -> Iterator[str]:
    places = one.account.places
    if places:
        yield f"LOCATION:{_text('; '.join(dict.fromkeys(place.name for place in places)))}"
    points = {
        (place.latitude, place.longitude)
        for place in places
        if place.latitude is not None and place.longitude is not None
    }
    if len(points) == 1:
        ((latitude, longitude),) = points
        yield f"GEO:{latitude:.6f};{longitude:.6f}"


def _stamp(at: str) -> str:
    """A time of the record, UTC, as the format has it."""
    return at[:19].replace("-", "").replace(":", "") + "Z"


def _text(words: str) -> str:
    """Words as a TEXT value (RFC 5545, 3.3.11)."""
    whole = visible(words).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return whole.translate(_ESCAPES)


def _put(to: IO[bytes], lines: Iterable[str]) -> None:
    for said in lines:
        to.write(folded(said))


def folded(said: str) -> bytes:
    """A content line with its break, folded so that no line has more than 75 octets and no character is cut."""
    data = said.encode("utf-8")
    parts: list[bytes] = []
    while len(data) > _LONGEST - bool(parts):
        end = _LONGEST - bool(parts)
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*parts, data]) + b"\r\n"


FORMAT = Format(
    "calendar",
    ".ics",
    "a calendar (iCalendar) of announced events and of forecasts that fall due; what is past, undated, open-ended or "
    "said not to be so is left out",
    frozenset({Kind.EVENT, Kind.FORECAST}),
    write,
)
