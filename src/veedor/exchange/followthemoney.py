"""Who did what, and who holds which office, as entities of FollowTheMoney; and the same as statements of nomenklatura.

    a party            Person, Organization, PublicBody, Company, LegalEntity (`ftm_parties.py`)
    an event           Event, with whom it involves; actors and recipients are not told apart there
    a sanction         Sanction besides, where the words call it one and name whom it hits
    an office          Position, and Occupancy by a person
    a membership       Membership
    a person's role    the words as `position` of the Person, where it is none of these
    a report           Article, or Document where no publisher is known: the `proof` of all of them

Entities have stable ids; one that stands for several names, by the record's judgements, has these as `referents`.
As statements (`ftm-statements`) each name keeps its own `entity_id` beside the `canonical_id`, and `origin` is the id
of the statement of ours that says so. FollowTheMoney knows neither doubt nor denial: what is denied or not said
either way, and roles that are claimed or still to come, are left out.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, NamedTuple

from veedor.analysis.office_words import is_office
from veedor.analysis.telling import Telling
from veedor.codebook import wording
from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Status, Tense
from veedor.codebook.naming import folded
from veedor.codebook.statement import Event, Role, Statement
from veedor.exchange.cells import guarded
from veedor.exchange.days import dated, prefix, span
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.ftm_entities import DATASET, Entity, ident, is_any, type_of
from veedor.exchange.ftm_parties import ORGANIZATIONS, Parties, Party
from veedor.exchange.reports import Report, Reports, Rows, flat, line, with_parties
from veedor.gazetteers.tables import read_table
from veedor.record.store import Record

_DENIED = "it is said not to be so, which FollowTheMoney cannot say"
_OPEN = "it is not said either way, which FollowTheMoney cannot say"
_NOT_HELD = "the role is claimed and disputed, or still to come"
_NO_HOLDER = "common words name the holder, who is nobody in particular"
_NO_ROLE = "the role is neither an office, nor a membership, nor a person's"
_LANGUAGES = {"en": "eng"}
"""ISO 639-1 to the 639-3 of FollowTheMoney: Veedor reads English."""
_MEMBER = re.compile(r"\bmembers?\b", re.IGNORECASE)
_STATES = {Status.CURRENT: "current", Status.FORMER: "ended"}
"""Roles as FollowTheMoney's Occupancy has them."""
COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
"""The columns of statements as FollowTheMoney 4.11 prints them."""


class _Scene(NamedTuple):
    """A statement with all that its entities need."""

    one: Told
    telling: Telling
    report: Report
    document: str
    """The id of the report's entity."""
    parties: Parties

    def named(self, *fields: str) -> Iterator[Party]:
        """The parties of some fields, each once, without those whom common words name."""
        found: dict[str, Party] = {}
        for field in fields:
            for quote in getattr(self.one.row.statement, field):
                party = self.parties.party(quote, self.telling, self.document, self.report.read_at)
                if party:
                    found.setdefault(party.id, party)
        yield from found.values()


class Found(NamedTuple):
    """An entity with what it stands on."""

    entity: Entity
    statement_id: str
    seen: str


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """Entities as JSON lines; parties come last, when all their names are known. What is left out is counted."""
    written, parties = Written(), Parties()
    for found in _entities(record, told, parties, written):
        to.write(_json(found.entity, ()))
        written.many += 1
    for known in parties.known.values():
        others = [named.id for named in known.names.values() if named.id != known.id]
        to.write(_json(known.entity(), others))
        written.many += 1
    return written


def write_statements(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """The same as statements, a CSV row for each value of each entity."""
    written, parties = Written(), Parties()
    rows = Rows(to, dialect=csv.unix_dialect)
    rows.put(COLUMNS)
    for found in _entities(record, told, parties, written):
        written.many += _rows(rows, found.entity, found.entity.id, found.statement_id, found.seen)
    for known in parties.known.values():
        for named, part in known.parts():
            words = named.words if named.words != named.name else ""
            written.many += _rows(rows, part, known.id, named.statement_id, named.seen, original=words)
    return written


# --- entities ----------------------------------------------------------------------------------------------


def _entities(record: Record, told: Iterable[Told], parties: Parties, written: Written) -> Iterator[Found]:
    """Reports, events, offices and the like, in the order of the statements; parties are gathered."""
    reports, told_of, posts = Reports(record), set[str](), set[str]()
    for one, telling in with_parties(record, told):
        statement = one.row.statement
        if why := _left_out(statement):
            written.leave_out(why)
            continue
        report = reports.of(one.row.document_id)
        document = ident("report", report.document.id)
        if document not in told_of:
            told_of.add(document)
            yield Found(_document(report, document), one.row.id, report.read_at)
        scene = _Scene(one, telling, report, document, parties)
        made = _of_event(scene, statement) if isinstance(statement, Event) else _of_role(scene, written)
        for entity in made:
            if entity.schema != "Position" or entity.id not in posts:
                yield Found(entity, one.row.id, report.read_at)
            if entity.schema == "Position":
                posts.add(entity.id)


def _left_out(statement: Statement) -> str | None:
    if statement.polarity is Polarity.NO:
        return _DENIED
    if statement.certainty is Certainty.OPEN:
        return _OPEN
    return _NOT_HELD if isinstance(statement, Role) and statement.status not in _STATES else None


def _document(report: Report, id_: str) -> Entity:
    document = report.document
    published = document.published.value if document.published else None
    entity = Entity(id_, "Article" if document.publisher else "Document")
    entity.add("fileName", document.file or document.id)
    entity.add("title", document.title)
    entity.add("publisher", document.publisher)
    entity.add("author", *document.authors)
    entity.add("publishedAt", prefix(published))
    entity.add("sourceUrl", report.address)
    entity.add("language", _LANGUAGES.get(document.language or ""))
    return entity


def _of_event(scene: _Scene, event: Event) -> Iterator[Entity]:
    entity = Entity(ident("event", scene.one.row.id), "Event")
    entity.add("name", wording.plain(event))
    entity.add("involved", *(party.id for party in scene.named("actors", "recipients")))
    entity.add("keywords", str(event.type), str(event.certainty), str(event.tense))
    entity.add("location", *(quote.name or quote.words for quote in event.places))
    entity.add("country", *((place.country or "").lower() for place in scene.one.account.places))
    _date(entity, event)
    _ground(entity, scene)
    yield entity
    if _is_sanction(event):
        yield from _sanctions(scene, event)


def _is_sanction(event: Event) -> bool:
    """Whether it is one that was imposed, by its words."""
    if event.type is not EventType.SANCTION or event.tense is Tense.FUTURE:
        return False
    words = f"{event.anchor.words} {event.about.words if event.about else ''}"
    return is_any(words, _words("sanction")) and not is_any(words, _words("other"))


def _sanctions(scene: _Scene, event: Event) -> Iterator[Entity]:
    """One for each party that it hits."""
    by = list(scene.named("actors"))
    for party in scene.named("recipients"):
        entity = Entity(ident("sanction", scene.one.row.id, party.id), "Sanction")
        entity.add("entity", party.id)
        entity.add("authority", *(one.name for one in by))
        entity.add("reason", event.about.words if event.about else None)
        _date(entity, event)
        _ground(entity, scene)
        yield entity


def _of_role(scene: _Scene, written: Written) -> Iterator[Entity]:
    role = scene.one.row.statement
    assert isinstance(role, Role)
    met = scene.parties.meet(role.holder, scene.telling, scene.document, scene.report.read_at)
    holder = scene.parties.party(role.holder, scene.telling, scene.document, scene.report.read_at)
    if met is None or holder is None:
        written.leave_out(_NO_HOLDER)
        return
    of = role.of and scene.parties.party(role.of, scene.telling, scene.document, scene.report.read_at)
    if of and of.schema in ORGANIZATIONS and _MEMBER.search(role.role.words):
        yield _membership(scene, role, holder, of)
    elif holder.schema == "Person" and is_office(role.role.words):
        yield from _office(scene, role, holder, of or None)
    elif holder.schema == "Person":
        met.positions[_called(role)] = None
    else:
        written.leave_out(_NO_ROLE)


def _membership(scene: _Scene, role: Role, member: Party, of: Party) -> Entity:
    entity = Entity(ident("membership", scene.one.row.id), "Membership")
    entity.add("member", member.id)
    entity.add("organization", of.id)
    entity.add("role", role.role.words)
    entity.add("status", _STATES[role.status])
    _date(entity, role)
    _ground(entity, scene)
    return entity


def _office(scene: _Scene, role: Role, holder: Party, of: Party | None) -> Iterator[Entity]:
    """The office, the same for all who hold it, and that this person holds or held it."""
    # `The president` without a country is another office in every report.
    whose = of.id if of else scene.telling.document_id
    post = Entity(ident("position", folded(role.role.words), whose), "Position")
    post.add("name", _called(role))
    post.add("organization", of.id if of and of.schema in ORGANIZATIONS else None)
    post.add("country", scene.parties.known[of.id].kind.country if of else None)
    yield post
    entity = Entity(ident("occupancy", scene.one.row.id), "Occupancy")
    entity.add("holder", holder.id)
    entity.add("post", post.id)
    entity.add("status", _STATES[role.status])
    _date(entity, role)
    _ground(entity, scene)
    yield entity


def _called(role: Role) -> str:
    """The role with the body or country it is of, in the report's words."""
    whose = role.of.words if role.of and not role.role.covers(role.of) else ""
    return f"{role.role.words}, {whose}" if whose else role.role.words


def _date(entity: Entity, statement: Statement) -> None:
    """A year, month or day as it is; of an interval its two ends, each left out where it is open."""
    value = dated(statement)
    if plain := prefix(value):
        entity.add("date", plain)
        return
    first, last = span(value)
    entity.add("startDate", first.isoformat() if first else None)
    entity.add("endDate", last.isoformat() if last else None)


def _ground(entity: Entity, scene: _Scene) -> None:
    """On what an entity stands: the words, who says so, the report."""
    statement = scene.one.row.statement
    entity.add(
        "summary", f"{wording.plain(statement)} [{wording.says(statement)}: “{statement.anchor.words}”]"
    )
    entity.add("recordId", scene.one.row.id)
    entity.add("proof", scene.document)
    entity.add("publisher", scene.one.row.publisher)
    entity.add("sourceUrl", scene.report.address)


@cache
def _words(means: str) -> tuple[str, ...]:
    rows = read_table("veedor.exchange", "sanction_words")
    return tuple(row["words"] for row in rows if row["means"] == means)


# --- as bytes ----------------------------------------------------------------------------------------------


def _json(entity: Entity, referents: Iterable[str]) -> bytes:
    caption = next(iter(entity.properties.get("name", entity.properties.get("title", {}))), entity.schema)
    plain = {
        "id": entity.id,
        "caption": caption,
        "schema": entity.schema,
        "referents": list(referents),
        "datasets": [DATASET],
        "properties": {name: list(values) for name, values in entity.properties.items()},
    }
    return line(plain) + b"\n"


def _rows(rows: Rows, entity: Entity, canonical: str, origin: str, seen: str, *, original: str = "") -> int:
    """How many rows an entity is: one for its id, one for each value."""
    many = 0
    for name, value in (("id", entity.id), *entity.values()):
        plain = flat(value)
        row = {
            "canonical_id": canonical,
            "entity_id": entity.id,
            "prop": name,
            "prop_type": type_of(name),
            "schema": entity.schema,
            "value": plain,
            "dataset": DATASET,
            "origin": origin,
            "original_value": original if name == "name" else "",
            "external": "f",
            "first_seen": seen[:19],
            "last_seen": seen[:19],
            # Of the value as its cell holds it, so that whoever hashes it anew comes to the same.
            "id": _key(entity.id, name, guarded(plain)),
        }
        rows.put(row.get(column, "") for column in COLUMNS)
        many += 1
    return many


def _key(entity_id: str, name: str, value: str) -> str:
    """A statement's id as FollowTheMoney hashes it: dataset, entity, property and value."""
    said = f"{DATASET}.{entity_id}.{name}.{value}"
    return hashlib.sha1(said.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


_KINDS = frozenset({Kind.EVENT, Kind.ROLE})
FORMAT = Format(
    "ftm",
    ".ftm.json",
    "FollowTheMoney entities (JSON lines): parties, events, sanctions, offices, memberships and the reports that prove "
    "them; denied, open and disputed things are left out, doubt and sides of an event are lost",
    _KINDS,
    write,
)
STATEMENTS = Format(
    "ftm-statements",
    ".ftm.csv",
    "the same as statements (CSV) that nomenklatura reads: each name keeps its own id beside the one that the "
    "record's judgements give it",
    _KINDS,
    write_statements,
)
