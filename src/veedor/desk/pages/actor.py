"""An actor: its names, offices and groups, what it does and wants, what others say of it, with whom it deals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.memberships import Membership
from veedor.analysis.offices import Occupancy
from veedor.charts.drawing import Chart
from veedor.charts.timeline import Columns, Mark, marks_chart
from veedor.codebook.labels import Kind
from veedor.codebook.naming import APART, key
from veedor.desk import actors, dealings, judged
from veedor.desk.actors import Gathered, Sort
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.dealings import Dealings
from veedor.desk.filters import dated
from veedor.desk.judged import Told
from veedor.desk.paging import Part, part
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.record import views
from veedor.record.actors import identity, namings, roll
from veedor.record.actors.identity import Actor
from veedor.record.filters import among
from veedor.record.wanted import Filter, Names

_CARDS = 4
"""Statements of a sort that are shown, the newest."""
_CARDS_OF_ALL = 50
"""The same where no search finds the others: a name that means somebody in one document alone."""
_CHOICES = 50
_AROUND = timedelta(days=370)
"""Time drawn before the first office and behind the last, so that one day does not fill the drawing."""
_JUDGEMENTS = 50
_PAIRS = 10


class Choice(NamedTuple):
    """A document in which a name means somebody."""

    document: str
    published: str | None
    address: str


class Section(NamedTuple):
    """Statements of one sort."""

    sort: Sort
    title: str
    cards: tuple[Card, ...]
    many: int
    """How many there are among those that were looked at."""
    has_more: bool
    """Whether older ones were not looked at."""
    all: str
    """Where all of them are; empty where they stand here, or no search finds them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an actor."""

    actor: Actor
    gathered: Gathered
    document: str
    """The only document in which the name means this actor; empty where it means it in all."""
    everywhere: str
    """A name of it that means it in all documents; empty where it has none."""
    offices: tuple[Occupancy, ...]
    offices_chart: Chart | None
    groups: tuple[Membership, ...]
    sections: tuple[Section, ...]
    dealings: Dealings
    judgements: tuple[Told, ...]
    """Those that hold on its names, the newest first."""
    has_more_judgements: bool
    pairs: tuple[Told, ...]
    """Pairs with one of its names that wait for a judgement."""
    conflicts: int
    """Judgements on its names that contradict others."""
    node: str
    """The node by which judgements on it are made: a name, as it is compared."""
    node_in: str | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor, or, where a name means somebody else in each of several documents, these."""

    name: str
    known: Known | None
    choices: tuple[Choice, ...]
    choices_total: int


def load(ask: Ask) -> ActorPage:
    """What is known of the actor whom the name in the address means; UsageError where no statement names it."""
    name = actors.called(ask)
    apart = _apart(ask, name)
    if len(apart) > 1:
        choices = tuple(_choices(ask, name, apart[:_CHOICES]))
        return ActorPage(name, None, choices, len(apart))
    document_id = ask.word("in") or next((one.partition(APART)[2] for one in apart), None)
    names = actors.names_of(ask, name, document_id)
    actor = _actor(ask, name, names)
    return ActorPage(actor.name, _known(ask, actor, names, document_id), (), 0)


def _actor(ask: Ask, name: str, names: Names) -> Actor:
    known = actors.gathered(ask, names)
    if not known.forms:
        raise UsageError(_unknown(name))
    written = tuple(form.words for form in known.forms)
    return Actor(key(written[0]), written[0], written, names.nodes, known.mentions)


def _unknown(name: str) -> str:
    return text("No statement names %(name)r; look for a part of the name") % {"name": name}


def _apart(ask: Ask, name: str) -> list[str]:
    """The nodes of a name that stands by itself in each document, where none is asked for; else none."""
    if ask.word("in") or key(name) in actors.whom(ask).joined:
        return []
    with ask.record.reading() as connection:
        is_known = roll.is_named(connection, key(name))
        apart = [] if is_known else sorted(identity.kept_apart(connection, name))
    if not is_known and not apart:
        raise UsageError(_unknown(name))
    return apart


def _choices(ask: Ask, name: str, apart: Sequence[str]) -> Iterator[Choice]:
    known = actors.reports(ask)
    for node in apart:
        document_id = node.partition(APART)[2]
        report = known.get(document_id)
        label, published = (report.label, report.published) if report else (document_id, None)
        yield Choice(label, published, actors.address(ask, name, document_id))


def _known(ask: Ask, actor: Actor, names: Names, document_id: str | None) -> Known:
    known = actors.gathered(ask, names)
    everywhere = next((form.words for form in known.forms if key(form.words) in actor.nodes), "")
    node, inside = judged.parts(judged.main_node(actor))
    offices, groups = actors.posts(ask, names, known)
    history = identity.newest(ask.record, actor.nodes, _JUDGEMENTS + 1)
    report = actors.reports(ask).get(document_id or "")
    pairs = [one for one in actors.whom(ask).open if one.left in actor.nodes or one.right in actor.nodes]
    clashes = [one for one in actors.whom(ask).conflicts if one.different.left in actor.nodes]
    return Known(
        actor,
        known,
        report.label if report and len(names.nodes) == len(names.here) == 1 else "",
        everywhere,
        offices,
        _chart(ask, offices),
        groups,
        tuple(_sections(ask, everywhere, names, known)),
        dealings.dealings(ask, actors.called(ask), names, known, document_id=document_id),
        tuple(judged.told(ask, history[:_JUDGEMENTS])),
        len(history) > _JUDGEMENTS,
        tuple(judged.told(ask, pairs[:_PAIRS])),
        len(clashes),
        node,
        inside,
    )


# --- offices and groups ------------------------------------------------------------------------------------


def _chart(ask: Ask, offices: Sequence[Occupancy]) -> Chart | None:
    """A bar for each term that is dated; None where none is."""
    stretches = [(one, _stretch(one)) for one in offices]
    marks = [_mark(ask, one, *stretch) for one, stretch in stretches if stretch]
    if not marks:
        return None
    window = (min(one.first for one in marks) - _AROUND, max(one.last for one in marks) + _AROUND)
    columns = Columns(text("Office"), text("When"), text("Who"), text("Status"))
    return marks_chart(marks, window, title=text("Offices over time"), columns=columns)


def _stretch(one: Occupancy) -> tuple[date, date] | None:
    """The days from the first to the last date that sources give; None where they give none."""
    dates = [value for value in (one.starts, one.seen_from, *one.dates, one.seen_to, one.ends) if value]
    days = [day for value in dates for day in (first_day(value), last_day(value))]
    inside = [day for day in days if date.min + _AROUND < day < date.max - _AROUND]
    return (min(inside), max(inside)) if inside else None


def _mark(ask: Ask, one: Occupancy, first: date, last: date) -> Mark:
    lane = f"{one.office}, {one.of}" if one.of else one.office
    said = next((id_ for id_ in one.sources if "." not in id_), None)  # `actors.toml` is no statement
    to = ask.to("statement", id=said) if said else ""
    return Mark(lane, first, last, one.holder, _span(one), one.status, to)


def _span(one: Occupancy) -> str:
    first, last = one.starts or one.seen_from, one.ends or one.seen_to
    return " – ".join(dict.fromkeys(dated(value) for value in (first, last) if value))


# --- what it does, and with whom ---------------------------------------------------------------------------


def _titles() -> dict[Sort, str]:
    return {
        Sort.DID: text("What it did"),
        Sort.DONE: text("What was done to it"),
        Sort.WANTS: text("Where it stands"),
        Sort.FORETOLD: text("What it foretold"),
        Sort.ABOUT: text("What others say of it"),
        Sort.SAYS: text("What else it says"),
        Sort.ROLES: text("What it is said to be"),
    }


def _all(ask: Ask, sort: Sort, name: str) -> str:
    """Where the search lists all statements of a sort; for what it did, and what others say, all that is said of it."""
    return {
        Sort.DID: ask.to("search", actor=name, kind=Kind.EVENT),
        Sort.DONE: ask.to("search", recipient=name, kind=Kind.EVENT),
        Sort.WANTS: ask.to("search", holder=name, kind=Kind.POSITION),
        Sort.FORETOLD: ask.to("search", source=name, kind=Kind.FORECAST),
        Sort.ABOUT: ask.to("search", actor=name),
        Sort.SAYS: ask.to("search", source=name),
        Sort.ROLES: ask.to("search", holder=name, kind=Kind.ROLE),
    }[sort]


def _sections(ask: Ask, everywhere: str, names: Names, known: Gathered) -> Iterator[Section]:
    """Its statements by sort; `everywhere` is a name by which a search finds them, empty where it has none."""
    shown = namings.standing(ask.record, {id_ for one in known.newest.values() for id_ in one.ids})
    ids = {sort: [id_ for id_ in known.newest[sort].ids if id_ in shown] for sort in Sort}
    ids[Sort.ABOUT] = _by_others(ask, names, ids[Sort.ABOUT])
    most = _CARDS if everywhere else _CARDS_OF_ALL
    cards = _cards(ask, {id_ for own in ids.values() for id_ in own[:most]})
    for sort, title in _titles().items():
        own, newest = ids[sort], known.newest[sort]
        has_more = newest.many > len(newest.ids)
        if own or has_more:
            some = tuple(cards[id_] for id_ in own[:most] if id_ in cards)
            to = _all(ask, sort, everywhere) if everywhere and (has_more or len(own) > len(some)) else ""
            yield Section(sort, title, some, len(own), has_more, to)


def _by_others(ask: Ask, names: Names, ids: Sequence[str]) -> list[str]:
    """Those of the statements that somebody else is cited with."""
    others = {
        one.statement_id
        for one in namings.parties(ask.record, ids, ("sources",))
        if one.node not in names.nodes
    }
    return [id_ for id_ in ids if id_ in others]


def _cards(ask: Ask, ids: Collection[str]) -> dict[str, Card]:
    if not ids:
        return {}
    with ask.record.reading() as connection:
        rows = list(views.statements_in(connection, Filter(), within=lambda of: (among(of.c.id, ids),)))
    return {card.id: card for card in cards_of(ask.record, rows)}


@dataclass(frozen=True, slots=True)
class Together:
    """The events in which two actors stand."""

    name: str
    address: str
    other: str
    other_address: str
    has_more: bool
    """Whether older events were not looked at."""
    part: Part[Card]


def load_together(ask: Ask) -> Together:
    """The events, the newest first, in which an actor and one of its neighbours stand."""
    name, inside = actors.called(ask), ask.word("in")
    other, other_in = ask.needed("other"), ask.word("other_in")
    own = actors.names_of(ask, name, inside)
    known = actors.gathered(ask, own)
    others = actors.names_of(ask, other, other_in)
    shown = part(ask, dealings.common(ask, own, known, others))
    cards = _cards(ask, shown.rows)
    rows = [cards[id_] for id_ in shown.rows if id_ in cards]
    return Together(
        name,
        actors.address(ask, name, inside),
        other,
        actors.address(ask, other, other_in),
        known.dealings.many > len(known.dealings.ids),
        Part(rows, shown.number, shown.total, shown.per_page, shown.has_more),
    )


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("together", "/actors/{name}/with", load_together, "together.html"),
    Page("actor", "/actors/{name}", load, "actor.html"),
)
