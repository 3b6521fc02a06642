"""Incidents: what happened, how it stands, who asserts it and who denies it; to be joined and split by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from veedor.analysis.incidents.incidents import Cell, Incident
from veedor.analysis.incidents.outcomes import Outcome
from veedor.analysis.incidents.reasons import Link
from veedor.analysis.incidents.standing import Dispute
from veedor.analysis.incidents.standings import Standing
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType
from veedor.codebook.wording import plain, value_in_words
from veedor.desk.asking import Action, Ask, Done, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.happened import Row, day_asked, found, found_with, row, today_here
from veedor.desk.pages.deciding import back_to, with_done
from veedor.desk.paging import Part, part
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering import incidents as gathering
from veedor.gathering.incidents import HELD, Gathered, Wanted, Window, near, one_of, root_of
from veedor.record import calendar
from veedor.record.findings import pairings
from veedor.record.findings.pairings import Pair, Pairing, Relation
from veedor.record.gathered import gathered
from veedor.record.wanted import Filter

_MOST = 300
"""Dated events, and as many undated ones, from which incidents are put together at a time: more would take longer the
first time than a page may."""
_LABELS = ("type", "actor", "place", "standing")
_STEP = 30
"""Days before the newest report, and as many after it, for what is announced, that are looked at where no days are
asked for."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """A stretch of time with what happened in it, in a list."""

    first: date | None
    """None where no report is dated and nothing was asked for."""
    last: date | None
    as_of: date | None
    rows: Part[Row]
    wanted: Mapping[str, str]
    types: tuple[EventType, ...]
    standings: tuple[Standing, ...]
    undated: int
    """Statements left out since nobody knows when their reports came out."""
    earlier: str
    """The address of the days before; empty where there are none."""
    is_cut: bool
    """Whether older reports tell more of these days than is looked at."""


class Fact(NamedTuple):
    """What an incident's statements say of one thing."""

    name: str
    cells: tuple[Cell, ...]


class Candidate(NamedTuple):
    """An incident that may be the same, or an outcome that may be its own."""

    row: Row
    chance: float | None
    pair: tuple[str, str]


class Judgement(NamedTuple):
    """What somebody judged of the incident's statements."""

    pairing: Pairing
    left: str
    right: str
    """The sentences of the two."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One incident with all that is told of it."""

    row: Row
    facts: tuple[Fact, ...]
    origins: tuple[Cell, ...]
    dispute: Dispute | None
    outcome: Outcome | None
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    names: Mapping[str, str]
    """A short name for each statement: who tells it, and when."""
    numbers: Mapping[str, int]
    """The number of each statement on the page, from 1."""
    may_be: tuple[Candidate, ...]
    may_be_outcome: tuple[Candidate, ...]
    judged: tuple[Judgement, ...]
    as_of: date | None
    back: str


def load(ask: Ask) -> Incidents:
    """The incidents of the days asked for, or of the last in which not too much happened."""
    wanted, named = _wanted(ask)
    as_of = day_asked(ask, "as_of", first=False)
    asked = _asked(ask)
    types, standings = tuple(EventType), tuple(Standing)
    if asked is None:
        nothing: Part[Row] = part(ask, [])
        return Incidents(None, None, as_of, nothing, named, types, standings, 0, "", False)
    window = asked
    of = found(ask, window, limit=_MOST)
    listed = part(ask, of.shown(wanted))
    rows = Part(
        [row(ask, of, one) for one in listed.rows],
        listed.number,
        listed.total,
        listed.per_page,
        listed.has_more,
    )
    return Incidents(
        window.first,
        window.last,
        as_of,
        rows,
        named,
        types,
        standings,
        of.found.undated,
        _earlier(ask, window, named),
        of.is_cut,
    )


def _wanted(ask: Ask) -> tuple[Wanted, dict[str, str]]:
    named = {name: said for name in _LABELS if (said := ask.word(name))}
    try:
        type_ = EventType(named["type"]) if "type" in named else None
        standing = Standing(named["standing"]) if "standing" in named else None
    except ValueError as error:
        raise UsageError(text("There is no such type or standing; choose one of the list")) from error
    return Wanted(type=type_, actor=named.get("actor"), place=named.get("place"), standing=standing), named


def _asked(ask: Ask) -> Window | None:
    """The days asked for, else some up to the newest report, or up to the day as of which is asked."""
    first, last = day_asked(ask, "from", first=True), day_asked(ask, "to", first=False)
    if first and last:
        return Window(min(first, last), max(first, last))
    newest = last or day_asked(ask, "as_of", first=False) or calendar.latest(ask.record)
    if newest is None:
        return None
    ends = last or newest + timedelta(days=_STEP)
    return Window(first or newest - timedelta(days=_STEP), max(ends, first or ends))


def _earlier(ask: Ask, window: Window, named: Mapping[str, str]) -> str:
    if window.first is None or window.first <= date.min + timedelta(days=_STEP):
        return ""
    last = window.first - timedelta(days=1)
    days = {"from": last - timedelta(days=_STEP), "to": last, "as_of": ask.word("as_of")}
    return ask.to("incidents", **named, **days)


# --- one incident ------------------------------------------------------------------------------------------


def load_one(ask: Ask) -> Shown:
    """The incident that a statement tells of."""
    days = (ask.word("from"), ask.word("to"), ask.word("as_of"))
    # The page and not the stretch of time around it, which is a thousand times as much.
    return ask.desk.memory.of(
        ask.record, ("incident", ask.path["id"], days, today_here()), lambda: _shown(ask)
    )


def _shown(ask: Ask) -> Shown:
    of, one = _one(ask)
    tellings = of.tellings(one)
    cells = (Cell(origin.name, origin.ids) for origin in one.origins)
    return Shown(
        row=row(ask, of, one),
        facts=_facts(one),
        origins=tuple(cells),
        dispute=one.dispute,
        outcome=one.outcome,
        cards=_cards(ask, tellings),
        links=of.links(one),
        names={telling.id: _name(telling) for telling in tellings},
        numbers={telling.id: number for number, telling in enumerate(tellings, 1)},
        may_be=tuple(Candidate(row(ask, of, it.incident), it.chance, it.pair) for it in near(of, one)),
        may_be_outcome=_may_be_outcome(ask, of, one),
        judged=_judged(of, one),
        as_of=of.found.as_of,
        back=_back(ask, of),
    )


def _one(ask: Ask) -> tuple[Gathered, Incident]:
    id_ = ask.path["id"]
    first, last = day_asked(ask, "from", first=True), day_asked(ask, "to", first=False)
    window = Window(first, last) if first or last else gathering.around(ask.record, id_)
    root = root_of(ask.record, id_)
    of = found_with(ask, window, root, limit=_MOST)
    return of, one_of(of, root)


def _back(ask: Ask, of: Gathered) -> str:
    return ask.to("incidents", **{"from": of.window.first, "to": of.window.last, "as_of": ask.word("as_of")})


def _name(telling: Telling) -> str:
    who = telling.publisher or telling.title or telling.document_id
    return f"{who}, {value_in_words(telling.published)}" if telling.published else who


def _facts(one: Incident) -> tuple[Fact, ...]:
    dates = tuple(Cell(value_in_words(cell.value), cell.ids) for cell in one.dates)
    facts = (
        Fact(text("When"), dates),
        Fact(text("Who"), one.actors),
        Fact(text("To whom, or with whom"), one.recipients),
        Fact(text("Where"), one.places),
    )
    return tuple(fact for fact in facts if fact.cells)


def _cards(ask: Ask, tellings: list[Telling]) -> tuple[Card, ...]:
    ids = [telling.id for telling in tellings]
    rows = {one.root_id: one for one in gathered(ask.record, Filter(standings=HELD), of=ids)}
    return tuple(cards_of(ask.record, (rows[id_] for id_ in ids if id_ in rows)))


def _may_be_outcome(ask: Ask, of: Gathered, one: Incident) -> tuple[Candidate, ...]:
    """Incidents that may be what became of what is announced, each once, with the statements to link."""
    if one.outcome is None:
        return ()
    candidates: dict[str, Candidate] = {}
    for id_ in one.outcome.proposed:
        other = of.found.of(id_)
        if other is not None and other.id not in candidates:
            pair = (one.outcome.announced[0], id_)
            candidates[other.id] = Candidate(row(ask, of, other), None, pair)
    return tuple(candidates.values())


def _judged(of: Gathered, one: Incident) -> tuple[Judgement, ...]:
    own = set(one.ids)
    return tuple(
        Judgement(each, _words(of, each.left), _words(of, each.right))
        for each in of.pairings
        if own & {each.left, each.right}
    )


def _words(of: Gathered, id_: str) -> str:
    """A statement's sentence; its id where it does not count."""
    return id_ if of.found.of(id_) is None else plain(of.found.telling(id_).statement)


# --- what people judge -------------------------------------------------------------------------------------


def join(ask: Ask) -> Done:
    """Judge that statements, with their incidents, tell of one happening."""
    ids = [ask.needed("left"), ask.needed("right")]
    made = gathering.join(ask.record, ids, by=ask.person.name, reason=ask.word("reason") or "")
    return _done(ask, ids[0], made, text("They tell of one happening now."))


def split(ask: Ask) -> Done:
    """Judge that the chosen statements of an incident tell of another happening than the rest."""
    _, one = _one(ask)
    out = ask.words("out")
    made = gathering.split(ask.record, one, out, by=ask.person.name, reason=ask.word("reason") or "")
    kept = next(id_ for id_ in one.ids if id_ not in set(out))
    return _done(ask, kept, made, text("They tell of another happening now."))


_OUTCOMES = {"yes": Relation.OUTCOME, "no": Relation.NO_OUTCOME}


def link(ask: Ask) -> Done:
    """Judge that a statement tells what became of what another announces, or that it does not."""
    left, right, said = ask.needed("left"), ask.needed("right"), ask.needed("is_outcome")
    if said not in _OUTCOMES:
        raise UsageError(text("It is the outcome, or it is not"))
    pair = Pair(left, right, _OUTCOMES[said])
    made = pairings.pair_all(ask.record, [pair], by=ask.person.name, reason=ask.word("reason") or "")
    told = text("It is linked as the outcome now.") if said == "yes" else text("It is not proposed again.")
    return _done(ask, left, made, told)


def _done(ask: Ask, id_: str, made: int, said: str) -> Done:
    to = with_done(back_to(ask, ask.to("incident", id=id_)), made)
    return Done(to, said, {"change_id": made})


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("incidents", "/incidents", load, "incidents.html", title="Incidents"),
    Action("join-incidents", "/incidents/join", join),
    Action("link-outcome", "/incidents/outcome", link),
    Page("incident", "/incidents/{id}", load_one, "incident.html"),
    Action("split-incident", "/incidents/{id}/split", split),
)
