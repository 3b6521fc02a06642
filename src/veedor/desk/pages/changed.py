"""What changed: since the last visit, or between two days, for whoever writes a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from veedor.analysis.changed import Changed, Leads, Line, What
from veedor.codebook.when import validate
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.texts import text
from veedor.errors import DateError, UsageError
from veedor.gathering.changed import LAST_VISIT, Most, asked
from veedor.record import visits

_MOST = Most(new=200, around=120, due=15, lines=100)
"""What a page has time for."""
_PER_SORT = 40
"""Lines of one sort that the page shows beside those of others."""
_SHOWN = 8
"""Statements of one line to which the page leads; of more it is said how many there are."""


class Link(NamedTuple):
    """Where a line leads."""

    to: str
    words: str


class Told(NamedTuple):
    """A line with where it leads."""

    line: Line
    to: str
    """The address of what it tells; empty where there is none."""
    links: tuple[Link, ...]
    """To its statements, or to its report."""
    more: int
    """Statements beside these."""


class Section(NamedTuple):
    """The changes of one sort."""

    what: What
    title: str
    lines: tuple[Told, ...]
    many: int
    """How many there are."""
    all: str
    """The address of all of them; empty where these are all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The page."""

    changed: Changed | None
    """None where what was asked cannot be answered."""
    sections: tuple[Section, ...]
    """Those that have a line."""
    since: str
    """What was asked for, for the form; a day, or empty."""
    until: str
    everything: str
    """The address of all sorts, where only one is shown; else empty."""
    is_last_visit: bool
    has_visited: bool
    wrong: str
    """Why what was asked cannot be answered; empty where it can."""


def load(ask: Ask) -> Shown:
    """What changed, by what the address asks for."""
    since, until = ask.word("since"), ask.word("until")
    today = datetime.now(UTC).date()
    visit = visits.before(ask.record, ask.person.name)
    try:
        found, wrong = _found(ask, since, until, today), ""
    except (UsageError, DateError) as error:
        found, wrong = None, str(error)
    return Shown(
        changed=found,
        sections=_sections(ask, found) if found else (),
        since=_as_date(since),
        until=_as_date(until),
        everything=ask.to("changed", since=since, until=until) if ask.word("what") else "",
        is_last_visit=visit is not None and since in (None, LAST_VISIT) and not until,
        has_visited=visit is not None,
        wrong=wrong,
    )


def _found(ask: Ask, since: str | None, until: str | None, today: date) -> Changed:
    visit = visits.before(ask.record, ask.person.name)
    name = ("changed", since, until, today, visit)
    return ask.desk.memory.of(
        ask.record,
        name,
        lambda: asked(ask.record, since, until, person=ask.person.name, today=today, most=_MOST),
    )


def _as_date(said: str | None) -> str:
    """What was typed, where it is a date; the fields of the form hold nothing else."""
    try:
        return validate(said) if said else ""
    except DateError:
        return ""


def _sections(ask: Ask, found: Changed) -> tuple[Section, ...]:
    """The sorts of changes of which there are some; with `what` in the address that one alone, in full."""
    titles = {
        What.INCIDENT: text("New incidents"),
        What.DISPUTE: text("New disputes"),
        What.OUTCOME: text("What became of announcements"),
        What.POSITION: text("Moved positions"),
        What.FIGURE: text("Revised figures"),
        What.FORECAST: text("Resolved forecasts"),
        What.DUE: text("Forecasts fallen due"),
        What.CORRECTION: text("Corrections"),
    }
    only = ask.word("what")
    sorts = [what for what in titles if only in (None, what)] or list(titles)
    most = len(found.lines) if len(sorts) == 1 else _PER_SORT
    return tuple(
        _section(ask, what, titles[what], lines, most) for what in sorts if (lines := found.of(what))
    )


def _section(ask: Ask, what: What, title: str, lines: Sequence[Line], most: int) -> Section:
    asked_for = {name: ask.word(name) for name in ("since", "until")}
    whole = ask.to("changed", **asked_for, what=what) if len(lines) > most else ""
    return Section(what, title, tuple(_told(ask, line) for line in lines[:most]), len(lines), whole)


def _told(ask: Ask, line: Line) -> Told:
    links = [Link(ask.to("statement", id=id_), id_) for id_ in line.ids[:_SHOWN]]
    return Told(line, _address(ask, line), tuple(links), len(line.ids) - len(links))


def _address(ask: Ask, line: Line) -> str:
    """The page of what a line tells: of its table, else of its only statement, else of its report."""
    match line.leads:
        case Leads.INCIDENT:
            return ask.to("incident", id=line.about)
        case Leads.ISSUE:
            return ask.to("talks", issue=line.about)
        case Leads.TOPIC:
            return ask.to("topic", key=line.about)
        case Leads.FORECAST:
            return ask.to("forecast", id=line.about)
    if line.ids:
        return ask.to("statement", id=line.ids[0])
    return ask.to("versions", id=line.document_id) if line.document_id is not None else ""


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("changed", "/changed", load, "changed.html"),)
