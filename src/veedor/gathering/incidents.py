"""A record's incidents: of a stretch of time, as they were known on a day, with what people judged of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from veedor.analysis.incidents.incidents import Incident, Incidents, best, incidents
from veedor.analysis.incidents.matching import Judged
from veedor.analysis.incidents.outcomes import Linked
from veedor.analysis.incidents.reasons import Link, links
from veedor.analysis.incidents.standings import Standing as IncidentStanding
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.naming import folded
from veedor.errors import UsageError
from veedor.gathering.tellings import told
from veedor.record.dated import newest_dated
from veedor.record.findings import pairings
from veedor.record.findings.pairings import Family, Pair, Pairing, Relation
from veedor.record.gathered import gathered
from veedor.record.newest import newest
from veedor.record.reviewing import lines
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing

HELD = frozenset({Standing.STANDS, Standing.WITHDRAWN})
"""What stands, and what its publisher took back: an incident that nobody stands by any longer is shown as such."""
AROUND_DAYS = 15
"""Days before and after a statement's own within which an incident is put together where no stretch is named."""
_NARROW_DAYS = 60
"""Days whose statements a database finds by an index (`record.filters`)."""
_LONG_DAYS = 62
"""A date longer than so many days bounds no stretch; the report's date does."""


class Window(NamedTuple):
    """A stretch of days, both ends among them; None is open."""

    first: date | None = None
    last: date | None = None

    @property
    def edtf(self) -> str | None:
        """As an EDTF interval; None where it is open at both ends."""
        if self.first is None and self.last is None:
            return None
        return f"{self.first or '..'}/{self.last or '..'}"


ALWAYS = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents are shown; a field that is None lets all through."""

    type: EventType | None = None
    actor: str | None = None
    """Part of a name among those who did it or to whom it was done, in any case and with any accents."""
    place: str | None = None
    standing: IncidentStanding | None = None

    def lets_through(self, one: Incident) -> bool:
        """Whether an incident is shown."""
        return (
            (self.type is None or self.type in one.types)
            and (self.standing is None or self.standing is one.standing)
            and _is_among(self.actor, (cell.value for cell in (*one.actors, *one.recipients)))
            and _is_among(self.place, (cell.value for cell in one.places))
        )


def _is_among(part: str | None, names: Iterable[str]) -> bool:
    return part is None or any(folded(part) in folded(name) for name in names)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The incidents of a stretch of time."""

    found: Incidents
    window: Window
    judged: Judged
    pairings: tuple[Pairing, ...]
    """What people judged of these statements."""
    withdrawn: frozenset[str]
    """Statements that their publishers took back."""
    is_cut: bool = False
    """Whether older reports tell more of these days."""

    def shown(self, wanted: Wanted | None = None) -> list[Incident]:  # frozen
        """Those that are asked for, and whose dates, where they have any, touch the stretch of time."""
        first, last = self.window.first or date.min, self.window.last or date.max
        return [
            row
            for row in self.found.rows
            if (wanted is None or wanted.lets_through(row))
            and (row.last or date.max) >= first
            and (row.first or date.min) <= last
        ]

    def tellings(self, one: Incident) -> list[Telling]:
        """What tells of an incident, in its order."""
        return [self.found.telling(id_) for id_ in one.ids]

    def best(self, one: Incident) -> Telling:
        """The telling that stands for an incident."""
        return best(self.tellings(one))

    def links(self, one: Incident) -> tuple[Link, ...]:
        """Why its tellings are together."""
        return links(self.found.matching, one.ids, self.judged)


class LookedAt(NamedTuple):
    """The statements from which the incidents of a stretch of time are put together."""

    rows: tuple[StatementRow, ...]
    is_cut: bool
    """Whether older reports tell more of these days."""


def gather(
    record: Record,
    window: Window = ALWAYS,
    *,
    today: date,
    as_of: date | None = None,
    asked: Filter | None = None,
    limit: int | None = None,
    undated: bool = True,
    also: Collection[str] = (),
) -> Gathered:
    """The incidents of a stretch of time: of events dated in it, and of undated ones in reports published in it.

    Args:
        record: Where they are told.
        window: The stretch; without one, all.
        today: For what is overdue.
        as_of: Only what was published by then counts.
        asked: Which statements count; its kind, dates and standings are not looked at.
        limit: How many dated statements, and how many undated ones, are looked at, those of the newest reports first.
        undated: Whether statements without a date of their own count.
        also: Ids of statements, as first found or written, that are looked at in any case.

    """
    looked = looked_at(record, window, asked=asked, limit=limit, undated=undated)
    return put_together(record, window, looked, today=today, as_of=as_of, also=also)


def looked_at(
    record: Record,
    window: Window = ALWAYS,
    *,
    asked: Filter | None = None,
    limit: int | None = None,
    undated: bool = True,
) -> LookedAt:
    """The statements that `gather` looks at, with what it is asked for."""
    wanted = replace(asked or Filter(), kind=Kind.EVENT, standings=HELD, date=None, published=None)
    if limit is None:
        found = gathered(record, replace(wanted, date=window.edtf))
        if undated and window.edtf is not None:
            found += gathered(record, replace(wanted, published=window.edtf), within=_undated)
        return LookedAt(tuple(found), is_cut=False)
    dated = _dated(record, wanted, window, limit)
    # All of the newest reports and not what is undated alone, for which a database looks at every report.
    told_in = newest(record, replace(wanted, published=window.edtf), limit=limit + 1) if undated else []
    is_cut = len(dated) > limit or len(told_in) > limit
    rows = {row.id: row for row in (*dated[:limit], *told_in[:limit])}
    return LookedAt(tuple(rows.values()), is_cut)


def put_together(
    record: Record,
    window: Window,
    looked: LookedAt,
    *,
    today: date,
    as_of: date | None = None,
    also: Collection[str] = (),
) -> Gathered:
    """The incidents that `gather` finds in what it looked at."""
    known = [one for one in pairings.pairings(record) if one.relation.family is not Family.COUNT]
    rows = [*looked.rows, *_beside(record, looked, known, also)]
    here = {row.root_id for row in rows}
    some = told(record, rows, vectors=True)
    judged = judgements(known)
    withdrawn = frozenset(row.root_id for row in rows if row.standing is not Standing.STANDS)
    found = incidents(some, judged, _linked(known), today=today, as_of=as_of, withdrawn=withdrawn)
    own = tuple(one for one in known if here & {one.left, one.right})
    return Gathered(found, window, judged, own, withdrawn, looked.is_cut)


def _beside(
    record: Record, looked: LookedAt, known: Iterable[Pairing], also: Collection[str]
) -> list[StatementRow]:
    """What else is looked at: what was asked for, and what people judged of the others together with them."""
    here = {row.root_id for row in looked.rows}
    ends = {end for one in known if here & {one.left, one.right} for end in (one.left, one.right)}
    beside = {*also, *ends} - here
    return gathered(record, Filter(kind=Kind.EVENT, standings=HELD), of=beside) if beside else []


def _dated(record: Record, wanted: Filter, window: Window, limit: int) -> list[StatementRow]:
    """Those dated in the window, the newest reports first, one more than the limit where there are many."""
    if window.first and window.last and (window.last - window.first).days > _NARROW_DAYS:
        # Of few days a database has an index; mostly these hold enough.
        late = Window(window.last - timedelta(days=_NARROW_DAYS), window.last)
        rows = newest_dated(record, replace(wanted, date=late.edtf), limit=limit + 1)
        if len(rows) > limit:
            return rows
    if window.edtf is None:
        return newest(record, wanted, limit=limit + 1)
    return newest_dated(record, replace(wanted, date=window.edtf), limit=limit + 1)


def _undated(statements: Any) -> Iterator[Any]:
    yield statements.c.dated.is_(None)


def judgements(known: Sequence[Pairing]) -> Judged:
    """What people judged of happenings, the last first."""

    def of(relation: Relation) -> tuple[tuple[str, str], ...]:
        return tuple((one.left, one.right) for one in reversed(known) if one.relation is relation)

    return Judged(of(Relation.SAME_HAPPENING), of(Relation.DIFFERENT_HAPPENINGS))


def _linked(known: Sequence[Pairing]) -> Linked:
    def of(relation: Relation) -> tuple[tuple[str, str], ...]:
        return tuple((one.left, one.right) for one in known if one.relation is relation)

    return Linked(of(Relation.OUTCOME), of(Relation.NO_OUTCOME))


def around(record: Record, statement_id: str) -> Window:
    """The days around a statement, in which its incident is put together; UsageError where it tells of no event."""
    rows = gathered(record, Filter(kind=Kind.EVENT, standings=HELD), of=[root_of(record, statement_id)])
    if not rows:
        raise UsageError(
            f"{statement_id!r} tells of no event that stands; list incidents with: veedor incidents list"
        )
    when = rows[0].statement.when
    value = when.value if when else None
    if value is None or (last_day(value) - first_day(value)).days > _LONG_DAYS:
        value = rows[0].published
    if value is None or first_day(value) == date.min or last_day(value) == date.max:
        return Window()
    reach = timedelta(days=AROUND_DAYS)
    return Window(first_day(value) - reach, last_day(value) + reach)


class Near(NamedTuple):
    """An incident that may be the same as another."""

    incident: Incident
    chance: float
    """Of the likeliest pair of statements, in (0, 1)."""
    pair: tuple[str, str]


def near(found: Gathered, one: Incident, *, limit: int = 5) -> list[Near]:
    """The incidents nearest to one, the likeliest first: what a person may join."""
    tellings, own = found.found.matching.tellings, set(one.ids)
    best_of: dict[str, Near] = {}
    for (left, right), chance in found.found.matching.chances.items():
        ids = (tellings[left].id, tellings[right].id)
        if (ids[0] in own) == (ids[1] in own):
            continue
        mine, other = ids if ids[0] in own else (ids[1], ids[0])
        row = found.found.of(other)
        assert row is not None  # every telling is in one
        if row.id not in best_of or best_of[row.id].chance < chance:
            best_of[row.id] = Near(row, chance, (mine, other))
    return sorted(best_of.values(), key=lambda near: (-near.chance, near.incident.id))[:limit]


def root_of(record: Record, statement_id: str) -> str:
    """The id of a statement, in any of its forms, as it was first found or written; UsageError where there is none."""
    with record.reading() as connection:
        return lines.line_of(connection, statement_id).root_id


def one_of(found: Gathered, root_id: str) -> Incident:
    """The incident that a statement tells of; UsageError where none of these does."""
    incident = found.found.of(root_id)
    if incident is None:
        as_of = f" as of {found.found.as_of}" if found.found.as_of else ""
        raise UsageError(f"No incident between these days holds {root_id!r}{as_of}; leave dates out")
    return incident


def join(record: Record, ids: Sequence[str], *, by: str, reason: str = "") -> int:
    """The change by which all these statements, with the incidents they are in, tell of one happening."""
    if len(ids) < 2:
        raise UsageError("Name two statements at least, one of each incident")
    pairs = [Pair(ids[0], other, Relation.SAME_HAPPENING) for other in ids[1:]]
    return pairings.pair_all(record, pairs, by=by, reason=reason)


def split(record: Record, incident: Incident, out: Sequence[str], *, by: str, reason: str = "") -> int:
    """The change by which some statements of an incident tell of another happening than the rest.

    Each that goes is parted from each that stays, so that none of them comes back by a third.
    """
    gone = [id_ for id_ in incident.ids if id_ in set(out)]
    kept = [id_ for id_ in incident.ids if id_ not in set(out)]
    if not gone or not kept:
        raise UsageError("Choose some statements of the incident, and leave some in it")
    pairs = [Pair(one, other, Relation.DIFFERENT_HAPPENINGS) for one in gone for other in kept]
    return pairings.pair_all(record, pairs, by=by, reason=reason)
