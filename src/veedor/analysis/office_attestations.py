"""What single statements attest of offices: held on a date, begun, ended, claimed, denied.

Only what the nearest source states as fact counts: a hedged or open statement attests nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from functools import cache
from typing import NamedTuple

from veedor.analysis.act_words import act
from veedor.analysis.intervals import after, before, is_before, is_closed, open_end, open_start
from veedor.analysis.office_words import NamedOffice, body_of, read_office, seat_of
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Role
from veedor.documents.offices import offices as public_terms

_NEAR = 200
"""Characters between an act and the title that tells its office: about one sentence of a report."""
TYPES = frozenset({EventType.OFFICE, EventType.ELECT, EventType.RETREAT})
"""Types under which the codebook has acts that give or take an office."""
_PRONOUNS = frozenset(
    "it its he his she her they their theirs them we our us you your i my whose this that".split()
)
"""Words that name no body by themselves."""
_LASTED = re.compile(r"from\b|\d{4}\s*[-–—]\s*\d{2,4}$", re.IGNORECASE)
"""Words of a date that give both ends of a span, not a day within it."""


class Basis(IntEnum):
    """How the body of an office is known, the surest first."""

    PROJECT = 0
    """The project's own file says it."""
    SAID = 1
    """The statement names it."""
    ELSEWHERE = 2
    """Other statements name one body, and no second, for the same holder and office."""
    PUBLIC = 3
    """The public table of office holders that comes with the program."""
    REPORT = 4
    """The country that the report speaks of: the weakest, since reports name foreign presidents too."""
    UNKNOWN = 5


class Lane(StrEnum):
    """What is never put into one occupancy with the others."""

    HELD = "held"
    CLAIMED = "claimed"
    DENIED = "denied"
    """Somebody says that the person does not hold it."""


class Seat(NamedTuple):
    """An office at a body."""

    office: str
    of: str | None
    is_single: bool


class Told(NamedTuple):
    """The dates that one statement gives: EDTF, None where it does not say."""

    seen: tuple[str, str] | None = None
    """The first and the last date on which the office is said to be held."""
    starts: str | None = None
    ends: str | None = None
    is_over: bool = False
    is_future: bool = False


class Attestation(NamedTuple):
    """What one statement says of one person and one office."""

    holder: str
    seat: Seat
    lane: Lane
    told: Told
    sources: tuple[str, ...]
    basis: Basis


class _Reading(NamedTuple):
    """A statement with the office it names, before the body is settled."""

    row: Sourced
    holder: str
    office: NamedOffice
    told: Told
    lane: Lane
    of: str | None
    """The body as said; None where the statement names none."""


def may_attest(kind: Kind, words: str) -> bool:
    """Whether a role of these words, or an event whose anchor has them, may attest an office."""
    return read_office(words) is not None if kind is Kind.ROLE else act("office_acts", words) is not None


def attestations(rows: Iterable[Sourced]) -> list[Attestation]:
    """What the statements attest, in no particular order."""
    documents: dict[str, list[Sourced]] = defaultdict(list)
    for row in set(rows):
        documents[row.document_id].append(row)
    readings = [reading for own in documents.values() for reading in _readings(own)]
    bodies = _said_bodies(readings)
    return [_settled(reading, bodies) for reading in readings]


def _readings(rows: Sequence[Sourced]) -> Iterator[_Reading]:
    """The offices of one document's statements."""
    roles = [reading for row in rows for reading in _of_role(row)]
    acts = [
        reading
        for row in rows
        if isinstance(row.statement, Event)
        for reading in _of_event(row, row.statement, roles)
    ]
    ends = {(r.holder, r.office.office): r.told.ends for r in sorted(acts, key=_by_id) if r.told.is_over}
    yield from acts
    yield from (_before_end(reading, ends.get((reading.holder, reading.office.office))) for reading in roles)


def _by_id(reading: _Reading) -> str:
    return reading.row.id


def _before_end(role: _Reading, ends: str | None) -> _Reading:
    """A role of a document that also tells its end: `Minister X resigned` has X in office up to then, not now."""
    is_of_report = role.told.seen == (role.row.reported, role.row.reported)
    if ends is None or not is_of_report or role.lane is not Lane.HELD:
        return role
    return role._replace(told=Told((ends, ends) if is_closed(ends) else None, ends=ends, is_over=True))


def _of_role(row: Sourced) -> Iterator[_Reading]:
    role = row.statement
    if not isinstance(role, Role) or role.certainty is not Certainty.CERTAIN:
        return
    office = read_office(role.role.words)
    if office is None:
        return
    lane = Lane.CLAIMED if role.status is Status.CLAIMED or office.is_claimed else Lane.HELD
    lane = Lane.DENIED if role.polarity is Polarity.NO else lane
    body = body_of(_body_said(role) or office.body or "", country=row.country) or None
    for holder in row.holders:
        yield _Reading(row, holder, office, _told(role, row.reported), lane, body)


def _body_said(role: Role) -> str | None:
    """The body that a role names beside its title; None where it names none, or points to it by a pronoun alone."""
    of = None if role.of is None else role.of.name or role.of.words
    return None if of is None or of.lower().strip() in _PRONOUNS else of


def _told(role: Role, published: str | None) -> Told:
    """The dates that a role gives, in a report of this date."""
    when = role.when.value if role.when else None
    words = role.when.quote.words if role.when else ""
    if role.status is Status.FUTURE or (when and published and is_before(published, when)):
        return Told(starts=when or (published and after(published)), is_future=True)
    is_over = role.status is Status.FORMER
    past = before(published) if is_over and published else None
    if when is None:
        seen = None if is_over or published is None else (published, published)
        return Told(seen, ends=past, is_over=is_over)
    since, until = open_end(when), open_start(when)
    if since:
        last = since if is_over or published is None else published
        return Told((since, last), starts=since, ends=past, is_over=is_over)
    if until:
        return Told(ends=until, is_over=True)
    first, slash, last = when.partition("/")
    if slash and _LASTED.search(words):
        return Told((first, last), first, last, is_over=True)
    return Told((when, when), ends=past, is_over=is_over)


def _of_event(row: Sourced, event: Event, roles: Sequence[_Reading]) -> Iterator[_Reading]:
    effects = act("office_acts", event.anchor.words)
    is_so = event.polarity is Polarity.YES and event.certainty is Certainty.CERTAIN
    if effects is None or not is_so or event.type not in TYPES:
        return
    for holder in row.holders:
        effect = effects["actor"] if _is_among(holder, event.actors) else ""
        if not effect and _is_among(holder, event.recipients) and not _is_swap(event):
            effect = effects["recipient"]
        named = _office_of(event, holder, roles)
        told = _of_act(event, effect, row.reported) if effect and named else None
        if told and named:
            office, of = named
            body = of or body_of(office.body or "", country=row.country) or None
            yield _Reading(row, holder, office, told, Lane.HELD, body)


def _is_among(holder: str, parties: Sequence[Quote]) -> bool:
    return any(holder in ((party.name or party.words).split("; ")) for party in parties)


def _is_swap(event: Event) -> bool:
    """Whether `replaced X with Y` may have both who goes and who comes as recipients."""
    return event.anchor.words.lower().startswith("replac") and len(event.recipients) > 1


def _of_act(event: Event, effect: str, published: str | None) -> Told | None:
    """The date of a beginning or an end: the act's own, else before or after the report.

    Who is elected takes office then or later, so that an undated election of the past dates nothing: None.
    """
    is_future = event.tense is Tense.FUTURE
    date = event.when.value if event.when else None
    if event.type is EventType.ELECT and effect == "begins":
        told = date or (published if is_future else None)
        is_dated = told is not None and open_start(told) is None
        return Told(starts=after(told), is_future=is_future) if told and is_dated else None
    if date is None and published:
        date = after(published) if is_future else before(published)
    if effect == "begins":
        # `Since May` dates the act itself; a future act may lie on any day of an open interval.
        return Told(starts=date if is_future or date is None else open_end(date) or date, is_future=is_future)
    return Told(ends=date, is_over=not is_future)


def _office_of(event: Event, holder: str, roles: Sequence[_Reading]) -> tuple[NamedOffice, str | None] | None:
    """The office that an act gives or takes: named within it, beside it, or the holder's only one in the document."""
    quotes = [event.about, *event.actors, *event.recipients]
    for quote in quotes:
        is_own = quote is event.about or (quote is not None and _is_among(holder, [quote]))
        office = read_office(quote.words) if quote is not None and is_own else None
        if office:
            return office, None
    own = [reading for reading in roles if reading.holder == holder and reading.lane is Lane.HELD]
    nearest = min(own, key=lambda reading: (_distance(reading, event), reading.row.id), default=None)
    is_only = len({reading.office.office for reading in own}) == 1
    if nearest is None or not (is_only or _distance(nearest, event) <= _NEAR):
        return None
    return nearest.office, nearest.of


def _distance(reading: _Reading, event: Event) -> int:
    """Characters between the anchors of a role and an act."""
    return abs(reading.row.statement.anchor.start - event.anchor.start)


def _said_bodies(readings: Iterable[_Reading]) -> dict[tuple[str, str], set[str]]:
    """The bodies that statements name, by holder and office."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in readings:
        if reading.of is not None:
            found[reading.holder, reading.office.office].add(reading.of)
    return found


@cache
def _public_bodies() -> dict[tuple[str, str], frozenset[str]]:
    """The bodies of the public table, by a holder's first and last name and the office."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in public_terms():
        found[_short(term.holder), term.office].add(body_of(term.of, country=None))
    return {key: frozenset(bodies) for key, bodies in found.items()}


def _short(name: str) -> str:
    """First and last name: middle names come and go."""
    parts = name.split()
    return name if len(parts) < 3 else f"{parts[0]} {parts[-1]}"


def _settled(reading: _Reading, said: dict[tuple[str, str], set[str]]) -> Attestation:
    """The attestation of a reading, its body from the statement or from what is known besides."""
    body, basis = _body(reading, said)
    seat = Seat(*seat_of(reading.office, body), reading.office.is_single)
    return Attestation(reading.holder, seat, reading.lane, reading.told, (reading.row.id,), basis)


def _body(reading: _Reading, said: dict[tuple[str, str], set[str]]) -> tuple[str | None, Basis]:
    if reading.of is not None:
        return reading.of, Basis.SAID
    office, country = reading.office, reading.row.country
    key = (reading.holder, office.office)
    public = _public_bodies().get((_short(reading.holder), office.office))
    for bodies, basis in ((said.get(key), Basis.ELSEWHERE), (public, Basis.PUBLIC)):
        if bodies and len(bodies) == 1:
            return next(iter(bodies)), basis
    if country and office.organ:
        return body_of(office.organ, country=country), Basis.REPORT
    if country and office.is_state:
        return body_of(country, country=None), Basis.REPORT
    return None, Basis.UNKNOWN
