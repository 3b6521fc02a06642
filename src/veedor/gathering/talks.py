"""A record's talks as the tables take them: what the newest reports tell of positions and contacts.

Reports are taken whole, the newest first, since what one of them says elsewhere tells whom it asks and who speaks for
whom. A table of a large record is made from so many reports as are asked for, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from veedor.analysis.intervals import last_day
from veedor.analysis.talks.channels import Channel, channels
from veedor.analysis.talks.matrix import Matrix, of_reading
from veedor.analysis.talks.merging import Merge, proposals
from veedor.analysis.talks.movement import Moved, Silence, moves_of, silences
from veedor.analysis.talks.positions import positions
from veedor.analysis.talks.stands import Issues, Reading, Stand
from veedor.analysis.talks.tracks import Track, tracks
from veedor.analysis.talks.visits import Visit, visits
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.naming import key
from veedor.documents.date_tense import sentence_at
from veedor.errors import UsageError
from veedor.gathering.tellings import told
from veedor.record import schema
from veedor.record.current import is_current
from veedor.record.filters import among, conditions
from veedor.record.findings import issues as findings
from veedor.record.gathered import gathered
from veedor.record.reviewing import lines
from veedor.record.store import Record
from veedor.record.wanted import Filter

_LEFT_OUT = (Kind.FIGURE, Kind.FORECAST)
"""Kinds that tell nothing of talks."""
_CONTACTS = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT})
"""Events of which the sentence is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which talks a table is wanted."""

    as_of: date | None = None
    """What had appeared by this day; everything without it."""
    publisher: str | None = None
    documents: Collection[str] | None = None
    """Ids of reports; all without it."""
    most: int | None = None
    """How many reports at most, the newest; all without it."""
    sides: Mapping[str, Party] | None = None
    """Parties to be taken as another one, by key."""


@dataclass(frozen=True)
class Gathered:
    """What the reports tell; each table is worked out once."""

    asked: Asked
    tellings: tuple[Telling, ...]
    context: Mapping[str, str]
    """The sentences of contacts, by the statement's id."""
    issues: Issues
    documents: int
    """How many reports it is made from."""
    has_more: bool
    """Whether there are older ones."""

    @cached_property
    def reading(self) -> Reading:
        """Where parties stand, as of the day that is asked for."""
        return positions(self.tellings, issues=self.issues, as_of=self.asked.as_of, sides=self.asked.sides)

    @cached_property
    def table(self) -> Matrix:
        """The table of issues by parties."""
        return of_reading(self.reading, self.asked.as_of)

    def movement(self, since: date) -> tuple[Moved, ...]:
        """What moved since a day."""
        return moves_of(self.reading, since)

    @property
    def last_day(self) -> date | None:
        """The day that is asked for, else that of the newest report; None where no report is dated."""
        days = (last_day(one.reported) for one in self.tellings if one.reported)
        return self.asked.as_of or max(days, default=None)

    def silences(self) -> tuple[Silence, ...]:
        """For how long who has not spoken of what, counted to the last day; none without one."""
        day = self.last_day
        return () if day is None else silences(self.reading, day)

    def channels(self) -> tuple[Channel, ...]:
        """Who met whom."""
        return channels(self.tellings, context=self.context, as_of=self.asked.as_of)

    def visits(self) -> tuple[Visit, ...]:
        """Who went to whom."""
        return visits(self.tellings, context=self.context, as_of=self.asked.as_of)

    def tracks(self) -> tuple[Track, ...]:
        """How talks stand."""
        return tracks(self.tellings, context=self.context, as_of=self.asked.as_of)

    def merges(self) -> tuple[Merge, ...]:
        """Which issues may be one."""
        return proposals(self.reading, self.tellings)


def gather(record: Record, asked: Asked | None = None, *, vectors: bool = False) -> Gathered:
    """What the reports that are asked for tell of talks.

    Args:
        record: The record.
        asked: Of which reports; all without it.
        vectors: Whether to read what passages are about, for issues that may be one.

    """
    wanted = asked or Asked()
    found = _documents(record, wanted)
    documents = found if wanted.most is None else found[: wanted.most]
    rows = gathered(record, Filter(), within=partial(_told_in, documents)) if documents else []
    tellings = tuple(told(record, rows, vectors=vectors))
    named = findings.issues(record)
    return Gathered(
        wanted,
        tellings,
        _sentences(record, tellings),
        Issues(named.by_statement, named.by_key),
        len(documents),
        len(found) > len(documents),
    )


def _told_in(documents: Collection[str], of: Any) -> tuple[ColumnElement[bool], ...]:
    # By no index of the kinds: a database is to begin with the documents.
    kind = func.coalesce(of.c.kind, "")
    return among(of.c.document_id, documents), kind.not_in([str(one) for one in _LEFT_OUT])


def _documents(record: Record, asked: Asked) -> list[str]:
    """The reports that are asked for, the newest first; one more than the most, if there is one."""
    readings = schema.readings
    published = f"../{asked.as_of.isoformat()}" if asked.as_of else None
    about = Filter(published=published, publisher=asked.publisher, standings=None, states=None)
    wanted = [is_current(readings), *conditions(about, schema.statements, readings)]
    if asked.documents is not None:
        wanted.append(among(readings.c.document_id, asked.documents))
    order = (readings.c.latest.desc().nulls_last(), readings.c.earliest.desc().nulls_last(), readings.c.id)
    query = select(readings.c.document_id).where(*wanted).order_by(*order)
    with record.reading() as connection:
        return list(connection.scalars(query.limit(None if asked.most is None else asked.most + 1)))


def _sentences(record: Record, tellings: Iterable[Telling]) -> dict[str, str]:
    """The sentence of each contact, by the statement's id."""
    texts: dict[str, str] = {}
    found = {}
    with record.reading() as connection:
        for one in tellings:
            if getattr(one.statement, "type", None) not in _CONTACTS:
                continue
            if one.document_id not in texts:
                # One text at a time: a report may be a book, and its statements stand together.
                texts = {one.document_id: lines.text_of(connection, one.document_id)}
            text, anchor = texts[one.document_id], one.statement.anchor
            first, last = sentence_at(text, anchor.start, anchor.end)
            found[one.id] = text[first:last].strip()
    return found


def sides_of(said: Iterable[str]) -> dict[str, Party]:
    """Under whom parties are filed, by what people type: `Government: Jane Roe; Ministry of Defence`.

    Raises UsageError where a side has no name, or no parties.
    """
    found: dict[str, Party] = {}
    for one in said:
        name, _, parties = one.partition(":")
        own = [party.strip() for party in parties.split(";") if party.strip()]
        if not name.strip() or not own:
            raise UsageError(f"{one!r} names no side; write it as: Government: Jane Roe; Ministry of Defence")
        side = Party(key(name.strip()), name.strip())
        found |= {key(party): side for party in own} | {side.key: side}
    return found


def name_key(record: Record, machine_key: str, issue: str, *, by: str, reason: str = "") -> int:
    """The id of the change by which all that the machine files under a key is called so; two under one name are one."""
    return findings.name_issue(record, issue, key=machine_key, by=by, reason=reason)


def file_statement(record: Record, statement_id: str, issue: str, *, by: str, reason: str = "") -> int:
    """The id of the change by which a position, or an act, belongs to an issue."""
    return findings.name_issue(record, issue, statement_id=statement_id, by=by, reason=reason)


class IssueRow(NamedTuple):
    """An issue, and what is filed under it."""

    name: str
    keys: tuple[str, ...]
    """The keys that the machine made, those of most stands first."""
    stands: int
    parties: int


def issue_rows(found: Gathered) -> list[IssueRow]:
    """The issues on which parties take stands, those of most stands first."""
    by_name: dict[str, list[Stand]] = {}
    for stand in found.reading.stands:
        by_name.setdefault(stand.issue.name, []).append(stand)
    rows = [
        IssueRow(
            name,
            tuple(one for one, _ in Counter(stand.key for stand in stands).most_common()),
            len(stands),
            len({stand.party.key for stand in stands}),
        )
        for name, stands in by_name.items()
    ]
    return sorted(rows, key=lambda row: (-row.stands, row.name))
