"""What the pages of actors share: where an actor is named, what it does by which statements, and its address.

Counts and places are of names, and change only where names come in; whether a statement is still shown is asked
anew, of the newest alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from veedor import matching, sourcing
from veedor.analysis.memberships import Membership
from veedor.analysis.offices import Occupancy
from veedor.codebook.labels import Kind
from veedor.codebook.naming import APART, key
from veedor.desk.asking import Ask
from veedor.gazetteers.countries import name_of
from veedor.record.actors import identity, namings, roll
from veedor.record.actors.attesting import Named
from veedor.record.actors.namings import Naming, Report
from veedor.record.actors.roll import Entry, Roll
from veedor.record.actors.whom import Judged, Whom
from veedor.record.rows import PARTIES
from veedor.record.wanted import Names

NEWEST = 200
"""Statements of one sort that are looked at, the newest: of more it is said that there are more."""
DEALINGS = 2_000
"""Events, the newest, by which it is told with whom an actor deals."""
_COMMON = 8
"""Publishers and countries that are listed."""
_NO_NAME = "-"
"""In the address of a name that cannot stand between slashes."""
_DEALING = ("actors", "recipients")


class Sort(StrEnum):
    """In which way statements have to do with an actor."""

    DID = "did"
    DONE = "done to it"
    WANTS = "wants"
    FORETOLD = "foretold"
    ROLES = "roles"
    SAYS = "says"
    ABOUT = "about"


_FIELDS: Mapping[Sort, tuple[Sequence[str], frozenset[str]]] = {
    Sort.DID: (("actors",), frozenset({Kind.EVENT})),
    Sort.DONE: (("recipients",), frozenset({Kind.EVENT})),
    Sort.WANTS: (("holders",), frozenset({Kind.POSITION})),
    Sort.FORETOLD: (("sources",), frozenset({Kind.FORECAST})),
    Sort.ROLES: (("holder",), frozenset({Kind.ROLE})),
    Sort.SAYS: (("sources",), frozenset(Kind) - {Kind.FORECAST}),
    Sort.ABOUT: (PARTIES, frozenset(Kind)),
}
"""The fields in which the actor stands, and the kinds of statements, of each sort."""


class Common(NamedTuple):
    """A value with how often it occurs."""

    words: str
    many: int


class Form(NamedTuple):
    """A name as reports write it."""

    words: str
    many: int
    """In how many fields of statements it stands."""
    documents: int


class Newest(NamedTuple):
    """The newest statements of one sort."""

    ids: tuple[str, ...]
    many: int
    """How many there are in all, whatever became of them."""


class Posts(NamedTuple):
    """What an actor was."""

    offices: tuple[Occupancy, ...]
    groups: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where an actor is named."""

    forms: tuple[Form, ...]
    """The most frequent first."""
    mentions: int
    statements: int
    documents: int
    publishers: tuple[Common, ...]
    countries: tuple[Common, ...]
    """Those of which the documents speak."""
    first: str | None
    """EDTF: the date of the first dated document that names it."""
    last: str | None
    newest: Mapping[Sort, Newest] = field(repr=False)  # numbers for the page itself, left out of its JSON
    dealings: Newest = field(repr=False)
    """The events in which it acts, or something is done to it."""
    samples: tuple[str, ...] = field(repr=False)
    """Statements that name it, one of each of the newest documents."""
    told: tuple[Named, ...] = field(repr=False)
    """Statements that may tell of its offices and groups."""


def whom(ask: Ask) -> Whom:
    """Which names are judged to be one, which pairs wait, and what contradicts."""
    # Both bring themselves up to date, which takes far less time than to begin anew.
    return ask.desk.memory.since("whom", 0, Judged).now(ask.record)


def entries(ask: Ask) -> tuple[list[Entry], dict[str, int]]:
    """Every actor, the most often named first; and how often each name is named."""
    return ask.desk.memory.since("actors", 0, Roll).now(ask.record, whom(ask))


def names_of(ask: Ask, name: str, document_id: str | None = None) -> Names:
    """As `identity.names_of`, by what is known of which names are one."""
    known = whom(ask)
    with ask.record.reading() as connection:
        start = identity.start_of(connection, name, document_id)
        nodes = known.joined.get(start, (start,))
        if len(nodes) == 1:
            return identity.names_from(connection, nodes)
        # An actor may have thousands of names, each of which may be somebody else's in one document.
        return ask.desk.memory.since(
            ("whose", nodes), known.last, lambda: identity.names_from(connection, nodes)
        )


def reports(ask: Ask) -> dict[str, Report]:
    """What is known of each document."""
    return ask.desk.memory.until_reading(ask.record, "reports", lambda: namings.reports(ask.record))


def address(
    ask: Ask, name: str, document_id: str | None = None, *, page: str = "actor", **more: object
) -> str:
    """The address of an actor's page, or of another one about it, by its name as reports write it."""
    is_plain = "/" not in name and not name.endswith(".json") and name not in (".", "..", _NO_NAME)
    where = {"name": name} if is_plain else {"name": _NO_NAME, "called": name}
    return ask.to(page, **where, **{"in": document_id}, **more)


def address_of_node(ask: Ask, node: str, name: str = "") -> str:
    """The address of the actor that has a node; `name` as reports write it, if that is known."""
    plain, _, document_id = node.partition(APART)
    return address(ask, name or plain, document_id or None)


def called(ask: Ask) -> str:
    """The name in the address of an actor's page."""
    name: str = ask.path["name"]
    return ask.word("called") or name if name == _NO_NAME else name


def posts(ask: Ask, names: Names, known: Gathered) -> Posts:
    """Which offices the actor of these names held when, and to which groups it belonged."""
    return Posts(offices(ask, names, known), _groups(ask, names, known))


def offices(ask: Ask, names: Names, known: Gathered) -> tuple[Occupancy, ...]:
    """Which offices the actor of these names held when."""

    def work_out() -> tuple[Occupancy, ...]:
        listed = matching.actors_beside(ask.record)
        return tuple(sourcing.terms_of_actor(ask.record, names, _keys(known), listed, told=known.told))

    place = ("offices", names.nodes, names.not_here)
    return ask.desk.memory.since(place, roll.last_shown(ask.record), work_out)


def _groups(ask: Ask, names: Names, known: Gathered) -> tuple[Membership, ...]:
    def work_out() -> tuple[Membership, ...]:
        listed = matching.actors_beside(ask.record)
        return tuple(sourcing.groups_of_actor(ask.record, names, _keys(known), listed, told=known.told))

    place = ("groups", names.nodes, names.not_here)
    return ask.desk.memory.since(place, roll.last_shown(ask.record), work_out)


def _keys(known: Gathered) -> set[str]:
    """The keys of an actor's names."""
    return {key(form.words) for form in known.forms}


def gathered(ask: Ask, names: Names) -> Gathered:
    """Where the actor of these names is named."""
    place = ("gathered", names.nodes, names.not_here)
    last = roll.last_named(ask.record)
    return ask.desk.memory.since(place, last, lambda: _gathered(ask, names))


def _gathered(ask: Ask, names: Names) -> Gathered:
    found = namings.namings(ask.record, names, whole=sourcing.may_tell())
    known = reports(ask)
    document_of = {one.statement_id: one.document_id for one in found}
    documents = set(document_of.values())
    ordered = _newest_first(document_of, {id_: _day(known.get(id_)) for id_ in documents})
    about = [report for id_ in documents if (report := known.get(id_))]
    dated = sorted((one.latest, one.published) for one in about if one.latest and one.published)
    named = _by_field(found)
    return Gathered(
        _forms(found),
        len(found),
        len(document_of),
        len(documents),
        _common(one.publisher for one in about),
        _common(name_of(one.country) if one.country else None for one in about),
        dated[0][1] if dated else None,
        dated[-1][1] if dated else None,
        {sort: _newest(named, ordered, *_FIELDS[sort]) for sort in Sort},
        _newest(named, ordered, _DEALING, _FIELDS[Sort.DID][1], DEALINGS),
        tuple(_samples(ordered, document_of)),
        sourcing.told_in(found),
    )


def _day(report: Report | None) -> date:
    return (report.latest if report else None) or date.min


def _newest_first(document_of: Mapping[str, str], days: Mapping[str, date]) -> list[str]:
    """The statements, those of the newest documents first."""
    of_day: dict[date, list[str]] = defaultdict(list)
    for id_, document_id in document_of.items():
        of_day[days[document_id]].append(id_)
    return [id_ for day in sorted(of_day, reverse=True) for id_ in sorted(of_day[day], reverse=True)]


def _by_field(found: Iterable[Naming]) -> dict[tuple[str, str], set[str]]:
    """The statements that name the actor, by the field in which they do, and by their kind."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found:
        named[one.field, one.kind].add(one.statement_id)
    return named


def _samples(ordered: Iterable[str], document_of: Mapping[str, str]) -> list[str]:
    """The first statement of each of the first documents."""
    first: dict[str, str] = {}
    for id_ in ordered:
        first.setdefault(document_of[id_], id_)
        if len(first) == NEWEST:
            break
    return list(first.values())


def _forms(found: Iterable[Naming]) -> tuple[Form, ...]:
    many: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for one in found:
        many[one.form] += 1
        documents[one.form].add(one.document_id)
    forms = (Form(words, number, len(documents[words])) for words, number in many.items())
    return tuple(sorted(forms, key=lambda form: (-form.many, form.words)))


def _common(values: Iterable[str | None]) -> tuple[Common, ...]:
    many = Counter(value for value in values if value)
    return tuple(Common(*one) for one in many.most_common(_COMMON))


def _newest(
    named: Mapping[tuple[str, str], set[str]],
    ordered: Iterable[str],
    fields: Sequence[str],
    kinds: frozenset[str],
    most: int = NEWEST,
) -> Newest:
    """The newest statements of some kinds that name the actor in one of some fields."""
    wanted = set[str]().union(
        *(ids for (field, kind), ids in named.items() if field in fields and kind in kinds)
    )
    # Looked through only as far as they are shown: an actor may be named in 40,000.
    return Newest(tuple(islice((id_ for id_ in ordered if id_ in wanted), most)), len(wanted))
