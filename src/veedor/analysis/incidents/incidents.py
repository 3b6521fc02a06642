"""Incidents: what is told of each happening, how it stands, and what was known of it when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from veedor.analysis.incidents.later import proposals
from veedor.analysis.incidents.matching import NOTHING_JUDGED, Judged, Matching, matched
from veedor.analysis.incidents.origins import Origin
from veedor.analysis.incidents.outcomes import NOTHING_LINKED, Linked, Outcome, OutcomeKind, outcome_of
from veedor.analysis.incidents.standing import (
    Dispute,
    dispute_of,
    earliest,
    is_assertion,
    is_denial,
    is_withdrawn,
    known_from,
    latest,
)
from veedor.analysis.incidents.standings import Standing
from veedor.analysis.incidents.traits import event_of
from veedor.analysis.intervals import finest, first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType
from veedor.codebook.when import overlaps


class Cell(NamedTuple):
    """A value with the statements that say so."""

    value: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Several statements of one happening."""

    id: str
    """The statement that stands for it; any other of its statements leads to it as well."""
    ids: tuple[str, ...]
    """All statements that tell of it, in the order of their reports."""
    documents: tuple[str, ...]
    type: EventType
    """Which most of its statements have; of equals the first told."""
    types: tuple[EventType, ...]
    when: str | None
    """EDTF: the finest stated date; None where none is stated, or where stated dates contradict each other."""
    dates: tuple[Cell, ...]
    """Every stated date."""
    first: date | None
    """The first day on which it may have been, by stated dates; None where nothing bounds it."""
    last: date | None
    actors: tuple[Cell, ...]
    recipients: tuple[Cell, ...]
    places: tuple[Cell, ...]
    standing: Standing
    origins: tuple[Origin, ...]
    """Of those who assert it; of those who deny it where nobody does."""
    dispute: Dispute | None
    outcome: Outcome | None
    """None where nothing is announced."""
    first_told: str | None
    """EDTF: the earliest report's date; None where none is dated."""
    last_told: str | None

    @property
    def is_dates_differ(self) -> bool:
        """Whether stated dates contradict each other."""
        return self.when is None and len(self.dates) > 1


class _Asked(NamedTuple):
    """What all incidents are asked with."""

    today: date
    linked: Linked
    known: Mapping[str, Telling]
    later: Mapping[str, Sequence[str]]
    withdrawn: frozenset[str]


@dataclass(frozen=True)
class Incidents:
    """What happened, as it was known on a day: each incident is told of when it is asked for."""

    as_of: date | None
    """None where everything counts that is known."""
    undated: int
    """Tellings left out since nobody knows whether their documents were published by then; 0 where all count."""
    matching: Matching
    """How they were put together."""
    _asked: _Asked

    @property
    def overruled(self) -> tuple[tuple[str, str], ...]:
        """Pairs that somebody judged to be one happening, and that stay apart since others were judged different."""
        return self.matching.overruled

    @cached_property
    def rows(self) -> tuple[Incident, ...]:
        """All of them, by the day on which they may have begun, then by what was told first."""
        rows = [self._made(group) for group in self.matching.groups]
        return tuple(sorted(rows, key=lambda row: (row.first or date.max, _order(row.first_told), row.id)))

    def of(self, statement_id: str) -> Incident | None:
        """The incident that a statement tells of; None where it tells of none."""
        group = self._groups.get(statement_id)
        return None if group is None else self._made(group)

    def telling(self, statement_id: str) -> Telling:
        """A telling that counts, by its statement."""
        return self._asked.known[statement_id]

    @cached_property
    def _groups(self) -> dict[str, tuple[int, ...]]:
        tellings = self.matching.tellings
        return {tellings[place].id: group for group in self.matching.groups for place in group}

    @cached_property
    def _kept(self) -> dict[int, Incident]:
        """Those that were asked for, by their first telling's place."""
        return {}

    def _made(self, group: tuple[int, ...]) -> Incident:
        found = self._kept.get(group[0])
        if found is None:
            tellings = [self.matching.tellings[place] for place in group]
            found = self._kept[group[0]] = _incident(tellings, self._asked)
        return found


def incidents(
    tellings: Sequence[Telling],
    judged: Judged = NOTHING_JUDGED,
    linked: Linked = NOTHING_LINKED,
    *,
    today: date,
    as_of: date | None = None,
    withdrawn: Collection[str] = (),
) -> Incidents:
    """The incidents that event tellings tell of; the same in whatever order they are given.

    Args:
        tellings: Of events; those of a document all together, since names near an act help to tell it from others.
        judged: Which statements people judged to tell of one happening, or of different ones.
        linked: Which statements people judged to be outcomes of announcements.
        today: The day on which it is asked, for what is overdue; with `as_of`, that day counts.
        as_of: Only what was published by this day counts; None for everything.
        withdrawn: Ids of statements that their publishers took back.

    """
    dated = [telling for telling in tellings if as_of is None or telling.reported]
    known = [one for one in dated if as_of is None or last_day(one.reported or "") <= as_of]
    matching = matched(known, judged)
    by_id = {telling.id: telling for telling in known}
    asked = _Asked(as_of or today, linked, by_id, proposals(matching), frozenset(withdrawn))
    return Incidents(as_of, len(tellings) - len(dated), matching, asked)


def _order(value: str | None) -> date:
    return first_day(value) if value else date.max


def _incident(tellings: Sequence[Telling], asked: _Asked) -> Incident:
    proposed = [id_ for telling in tellings for id_ in asked.later.get(telling.id, ())]
    outcome = outcome_of(
        tellings,
        today=asked.today,
        linked=asked.linked,
        known=asked.known,
        proposed=tuple(dict.fromkeys(proposed)),
    )
    dispute, origins = dispute_of(tellings), known_from(tellings)
    types = Counter(event_of(telling).type for telling in tellings)
    dates = _dates(tellings)
    when = _when([cell.value for cell in dates])
    first, last = _days([cell.value for cell in dates])
    return Incident(
        id=best(tellings).id,
        ids=tuple(telling.id for telling in tellings),
        documents=tuple(dict.fromkeys(telling.document_id for telling in tellings)),
        type=types.most_common(1)[0][0],
        types=tuple(types),
        when=when,
        dates=dates,
        first=first,
        last=last,
        actors=_cells(tellings, "actors"),
        recipients=_cells(tellings, "recipients"),
        places=_cells(tellings, "places"),
        standing=_standing(tellings, outcome, dispute, len(origins), asked.withdrawn),
        origins=origins,
        dispute=dispute,
        outcome=outcome,
        first_told=earliest(tellings),
        last_told=latest(tellings),
    )


_OUTCOMES = {
    OutcomeKind.CAME_ABOUT: Standing.CAME_ABOUT,
    OutcomeKind.LATER: Standing.DID_NOT,
    OutcomeKind.DID_NOT: Standing.DID_NOT,
    OutcomeKind.CONTESTED: Standing.DISPUTED,
}


def _standing(
    tellings: Sequence[Telling],
    outcome: Outcome | None,
    dispute: Dispute | None,
    many: int,
    withdrawn: Collection[str],
) -> Standing:
    """How it stands; what became of an announcement goes before who announced it and who denied it."""
    if is_withdrawn(tellings, withdrawn) and not (outcome and outcome.by_people):
        return Standing.WITHDRAWN
    if outcome and outcome.kind in _OUTCOMES:
        return _OUTCOMES[outcome.kind]
    if dispute:
        return Standing.DISPUTED
    if not any(map(is_assertion, tellings)) and any(map(is_denial, tellings)):
        return Standing.DID_NOT
    if outcome:
        return Standing.ANNOUNCED
    if not any(map(is_assertion, tellings)):
        return Standing.UNSAID
    return Standing.CORROBORATED if many > 1 else Standing.REPORTED


def best(tellings: Sequence[Telling]) -> Telling:
    """The telling that says most of the happening: one that asserts it, with most parties, places and dates."""

    def said(telling: Telling) -> tuple[bool, int]:
        event = event_of(telling)
        filled = (event.actors, event.recipients, event.places, event.when, event.about)
        return is_assertion(telling), sum(map(bool, filled))

    return max(tellings, key=said)


def _cells(tellings: Sequence[Telling], field: str) -> tuple[Cell, ...]:
    """Each party or place of a field once, the most often named first, with the statements that name it."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for telling in tellings:
        for party in telling.parties(field):
            found.setdefault(party.key, (party.name, {}))[1][telling.id] = None
    cells = [Cell(name, tuple(ids)) for name, ids in found.values()]
    return tuple(sorted(cells, key=lambda cell: -len(cell.ids)))


def _dates(tellings: Sequence[Telling]) -> tuple[Cell, ...]:
    found: dict[str, list[str]] = {}
    for telling in tellings:
        if telling.statement.when:
            found.setdefault(telling.statement.when.value, []).append(telling.id)
    return tuple(Cell(value, tuple(ids)) for value, ids in sorted(found.items()))


def _when(values: Sequence[str]) -> str | None:
    """The finest date, where no two contradict each other."""
    agree = all(overlaps(one, other) for place, one in enumerate(values) for other in values[place + 1 :])
    return finest(values) if agree else None


def _days(values: Sequence[str]) -> tuple[date | None, date | None]:
    """From the first to the last day that stated dates allow: of the finest where they agree, else of all."""
    chosen = [when] if (when := _when(values)) else values
    first = min((first_day(value) for value in chosen), default=date.min)
    last = max((last_day(value) for value in chosen), default=date.max)
    return first if first != date.min else None, last if last != date.max else None
