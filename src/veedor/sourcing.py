"""What a record's sources, and a project's own file, say of offices and groups: who held what, who belonged where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from sqlalchemy import ColumnElement

from veedor.analysis import member_attestations, memberships, office_attestations
from veedor.analysis.intervals import REACH_DAYS, first_day, is_before, last_day
from veedor.analysis.memberships import Members, Membership, StatedCount
from veedor.analysis.office_contradictions import Contradiction, contradictions
from veedor.analysis.office_holders import Resolution, holder_of
from veedor.analysis.office_words import body_of, read_office
from veedor.analysis.offices import Occupancy, occupancies
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Kind
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Role, Statement
from veedor.gazetteers.countries import country_of, name_of
from veedor.gazetteers.project import ProjectActor, ProjectActors
from veedor.record import views
from veedor.record.actors.attesting import Attesting, Named, attesting, may_attest, named_in
from veedor.record.actors.namings import Naming
from veedor.record.store import Record
from veedor.record.wanted import Filter, Names

_NAMED = ("actors", "recipients", "holders", "holder", "of", "sources", "what")
"""Fields of statements in which bodies stand."""


_TYPES = office_attestations.TYPES | member_attestations.TYPES


def may_tell() -> ColumnElement[bool]:
    """Where `namings.namings` is to give statements whole for `told_in`."""
    return may_attest((Kind.ROLE, Kind.EVENT, Kind.FIGURE), _TYPES)


def told_in(namings: Iterable[Naming]) -> tuple[Named, ...]:
    """The statements that may tell of the offices and groups of an actor, by where it is named."""
    return tuple(
        one
        for one in named_in(namings)
        if one.kind is Kind.FIGURE
        or office_attestations.may_attest(one.kind, one.words)
        or member_attestations.may_attest(one.kind, one.words)
    )


def of_offices(
    record: Record, actor: Names | None = None, told: Iterable[Named] | None = None
) -> Iterator[Sourced]:
    """The statements that tell of offices, one row for each party whose office it may be.

    All, or those of an actor; `told` is what `told_in` gave for it, where that is at hand.
    """
    found = attesting(
        record,
        kinds=(Kind.ROLE, Kind.EVENT),
        types=office_attestations.TYPES,
        is_wanted=office_attestations.may_attest,
        of=actor,
        among=told,
    )
    return (row for one in found for row in _sourced(one))


def of_groups(
    record: Record, actor: Names | None = None, told: Iterable[Named] | None = None
) -> Iterator[Sourced]:
    """The statements that tell of groups, one row for each party that may belong to one, or group that is counted.

    All, or those that name an actor; `told` as for `of_offices`.
    """
    found = attesting(
        record,
        kinds=(Kind.ROLE, Kind.EVENT, Kind.FIGURE),
        types=member_attestations.TYPES,
        is_wanted=lambda kind, words: (
            words in memberships.COUNTED
            if kind is Kind.FIGURE
            else member_attestations.may_attest(kind, words)
        ),
        of=actor,
        among=told,
    )
    return (row for one in found for row in _sourced(one))


def _sourced(one: Attesting) -> Iterator[Sourced]:
    country = country_name(one.country)
    for quote in _holders(one.statement):
        holder = quote.name or quote.words
        yield Sourced(one.statement, one.id, one.document_id, one.publisher, one.published, country, holder)


def _holders(statement: Statement) -> Sequence[Quote]:
    """Those of whom a statement may tell an office or a group."""
    match statement:
        case Role():
            return (statement.holder,)
        case Event():
            return (*statement.actors, *statement.recipients)
        case Figure():
            return (statement.what,)
    return ()


def country_name(code: str | None) -> str | None:
    """A country's English name, by its ISO 3166-1 alpha-2 code."""
    return None if code is None else name_of(code)


def terms_of(record: Record, known: ProjectActors | None = None) -> list[Occupancy]:
    """Who held which office when, by all that the record's sources and the project's own file say."""
    return occupancies(of_offices(record), project=[*_project_offices(known)])


def terms_of_actor(
    record: Record,
    names: Names,
    holders: Collection[str],
    known: ProjectActors | None = None,
    *,
    told: Iterable[Named] | None = None,
) -> list[Occupancy]:
    """Which offices an actor held when; `holders` are the keys of its names, `told` as for `of_offices`.

    As `terms_of` has them, for which the statements of the actor alone are taken apart, unless who else sat there
    between two of its dates may part them.
    """
    own = [
        one
        for one in occupancies(of_offices(record, names, told), project=[*_project_offices(known)])
        if key(one.holder) in holders
    ]
    if any(one.is_single and _is_interrupted(one.dates) for one in own):
        return [one for one in terms_of(record, known) if key(one.holder) in holders]
    return own


def _is_interrupted(dates: Sequence[str]) -> bool:
    """Whether so much time lies between two dates of a term that another one may have sat there."""
    days = [(first_day(one), last_day(one)) for one in dates]
    return any((later[0] - one[1]).days > REACH_DAYS for one, later in pairwise(days))


def groups_of_actor(
    record: Record,
    names: Names,
    members: Collection[str],
    known: ProjectActors | None = None,
    *,
    told: Iterable[Named] | None = None,
) -> list[Membership]:
    """To which groups an actor belonged when; `members` are the keys of its names, `told` as for `of_offices`."""
    found = memberships.memberships(of_groups(record, names, told), project=[*_project_groups(known)])
    return [one for one in found if key(one.member) in members]


def disputes_of(terms: Sequence[Occupancy]) -> list[Contradiction]:
    """Where the sources contradict each other on who holds an office; both sides are shown."""
    return contradictions(terms)


def held_on(terms: Sequence[Occupancy], on: str) -> list[Occupancy]:
    """The occupancies that lie, from the first to the last date that sources give, on a date (EDTF)."""
    return [one for one in terms if _holds_on(one, on)]


def _holds_on(one: Occupancy, on: str) -> bool:
    first, last = one.starts or one.seen_from, one.ends or one.seen_to or one.starts
    if first is None and last is None:
        return False
    return not (first and is_before(on, first)) and not (last and is_before(last, on))


def of_body(terms: Sequence[Occupancy], body: str) -> list[Occupancy]:
    """The occupancies of a body or country, by any of its names, or by a part of its name."""
    meant, part = body_of(body, country=None).casefold(), body.casefold()
    return [one for one in terms if one.of and ((of := one.of.casefold()) == meant or part in of)]


def holder(
    record: Record,
    words: str,
    *,
    on: str,
    country: str | None = None,
    known: ProjectActors | None = None,
    terms: Sequence[Occupancy] | None = None,
) -> Resolution:
    """Whom the words for an office mean on a date (EDTF), or why that cannot be said.

    `country` is what the words are said of, by name or code; without it, a body or country that the words name, or
    the only body of which a holder is known, is meant. `terms` are the record's, where they are at hand.
    """
    terms = terms_of(record, known) if terms is None else terms
    whole = country and (name_of(country.upper()) or country_of(country) or country)
    office = read_office(words)
    of = {one.of for one in terms if office and one.office == office.office and one.of}
    # In a record of one country its president is `the president`.
    only = tuple(of) if len(of) == 1 and not country else ()
    found = holder_of(words, on=on, country=whole, occupancies=terms, bodies_named=only)
    if found.name is not None or whole is None:
        return found
    # `National Assembly`, of whatever country: to be looked at, not to be taken for granted.
    other = holder_of(words, on=on, occupancies=terms)
    if other.name is None:
        return found
    why = f"{found.why}; where no country is named, {other.why}"
    return Resolution(None, why, (*found.candidates, *other.candidates))


def groups_of(record: Record, known: ProjectActors | None = None) -> list[Membership]:
    """Who belonged to which group when."""
    return memberships.memberships(of_groups(record), project=[*_project_groups(known)])


def members_over_time(record: Record, group: str, known: ProjectActors | None = None) -> list[Membership]:
    """Who belonged to a group, named as a report has it, when."""
    wanted = member_attestations.group_named(group).casefold()
    return [one for one in groups_of(record, known) if one.group.casefold() == wanted]


def members_of(record: Record, group: str, *, on: str, known: ProjectActors | None = None) -> Members:
    """The members of a group on a date (EDTF), and how many members sources count."""
    rows = list(of_groups(record))
    terms = memberships.memberships(rows, project=[*_project_groups(known)])
    counts: list[StatedCount] = memberships.stated_counts(rows)
    return memberships.members(group, on=on, memberships=terms, counts=counts)


def bodies_named(record: Record, document_id: str, name: str) -> list[list[str]]:
    """The bodies that a document's statements name, nearest first, for each place where it names `name`.

    Countries are left out: whose office words mean is told by bodies, or by the country the report speaks of.
    """
    rows = views.statements(record, Filter(document=document_id, standings=None))
    places: dict[tuple[int, int], str] = {}
    for quote in (quote for row in rows for quote in _parties(row.statement)):
        places[quote.start, quote.end] = quote.name or quote.words
    here = [place for place, who in places.items() if who == name]
    bodies = [(place, body) for place, who in places.items() if (body := _body(who)) and who != name]
    return [_nearest(start, bodies) for start, _ in sorted(here)]


def _nearest(start: int, bodies: Sequence[tuple[tuple[int, int], str]]) -> list[str]:
    distances: dict[str, int] = defaultdict(lambda: 10**9)
    for (first, _), body in bodies:
        distances[body] = min(distances[body], abs(first - start))
    return sorted(distances, key=lambda body: (distances[body], body))


def _parties(statement: Statement) -> Iterator[Quote]:
    for field in _NAMED:
        value = getattr(statement, field, None)
        yield from (value,) if isinstance(value, Quote) else value or ()


def _body(who: str) -> str | None:
    """The name of a body; None for a country and for what is written in small letters."""
    is_name = any(letter.isupper() for letter in who)
    return who if is_name and country_of(body_of(who, country=None)) is None else None


def _project_offices(known: ProjectActors | None) -> Iterator[Occupancy]:
    for actor, office in ((one, office) for one in _actors(known) for office in one.offices):
        yield Occupancy(
            holder=actor.name,
            office=office.office,
            of=office.of,
            starts=office.start,
            ends=office.end,
            seen_from=office.start,
            seen_to=office.end,
            sources=("actors.toml",),
        )


def _project_groups(known: ProjectActors | None) -> Iterator[Membership]:
    for actor, group in ((one, group) for one in _actors(known) for group in one.groups):
        yield Membership(
            member=actor.name,
            group=group.name,
            starts=group.start,
            ends=group.end,
            seen_from=group.start,
            seen_to=group.end,
            sources=("actors.toml",),
        )


def _actors(known: ProjectActors | None) -> Sequence[ProjectActor]:
    return known.actors if known else ()
