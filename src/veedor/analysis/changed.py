"""What changed between two states of what is known: line by line, each with the statements on which it stands.

What is *new* is given as the ids of the statements that are known since, so that the same rules serve two dates and
two states of one record. Nothing here says why: a line is what tables say now and did not say before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from veedor.analysis.figures.kinds import Class, Conflict
from veedor.analysis.figures.quantities import in_words
from veedor.analysis.figures.series import Series
from veedor.analysis.figures.topics import Topic
from veedor.analysis.forecasts.horizons import State
from veedor.analysis.forecasts.ledger import Row
from veedor.analysis.incidents.incidents import Incident, Incidents
from veedor.analysis.incidents.outcomes import OutcomeKind
from veedor.analysis.incidents.standing import dispute_of, earliest
from veedor.analysis.incidents.standings import Standing
from veedor.analysis.intervals import last_day
from veedor.analysis.talks.matrix import of_reading
from veedor.analysis.talks.movement import Move, Moved, moved_between
from veedor.analysis.talks.stands import Reading
from veedor.analysis.telling import Telling
from veedor.codebook.wording import plain, value_in_words


class What(StrEnum):
    """What sort of change a line tells."""

    INCIDENT = "new incident"
    DISPUTE = "new dispute"
    OUTCOME = "announcement settled"
    POSITION = "moved position"
    FIGURE = "revised figure"
    FORECAST = "resolved forecast"
    DUE = "forecast fallen due"
    CORRECTION = "correction"


class Leads(StrEnum):
    """To which table a line leads."""

    INCIDENT = "incident"
    ISSUE = "issue"
    TOPIC = "topic"
    """Of figures."""
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change."""

    what: What
    said: str
    """It in a plain sentence, made of the reports' own words and of fixed ones."""
    note: str = ""
    """How it stands, or what moved, in a few words; empty where the sentence says it."""
    ids: tuple[str, ...]
    """The statements on which it stands; none where it is of a whole report."""
    on: str | None = None
    """EDTF: when it was told, or done; None where no date is known."""
    leads: Leads | None = None
    """None where the statements, or the report, are all there is to look at."""
    about: str = ""
    """What to look up there: the id of a statement, the name of an issue, the key of a topic."""
    document_id: str | None = None
    """Of a correction that is of a whole report."""
    change_id: int | None = None
    """Of a correction: its line in the log."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; what is empty or unknown is left out, but for `ids`."""
        plain_form: dict[str, Any] = {"what": str(self.what), "said": self.said, "ids": list(self.ids)}
        more: dict[str, Any] = {"note": self.note, "on": self.on}
        more |= {str(self.leads): self.about} if self.leads else {}
        more |= {"document": self.document_id, "change": self.change_id}
        return plain_form | {name: value for name, value in more.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed from one state to another."""

    since: str
    """In words, as `1 August 2019` or `change 12`."""
    until: str
    lines: tuple[Line, ...]
    """In the order of `What`, of each the latest first."""
    statements: int
    """How many statements are known since."""
    left_out: tuple[str, ...] = ()
    """What was not looked at, and why, in sentences."""

    @property
    def span(self) -> str:
        """From when to when, in words."""
        return self.since if self.since == self.until else f"{self.since} to {self.until}"

    def of(self, what: What) -> tuple[Line, ...]:
        """The lines of one sort."""
        return tuple(line for line in self.lines if line.what is what)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "since": self.since,
            "until": self.until,
            "statements": self.statements,
            "left_out": list(self.left_out),
            "lines": [line.to_dict() for line in self.lines],
        }


def ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines by sort, of each sort the latest first, those without a date last."""
    sorts = list(What)

    def place(line: Line) -> tuple[int, bool, int, str, tuple[str, ...]]:
        day = -last_day(line.on).toordinal() if line.on else 0
        return sorts.index(line.what), line.on is None, day, line.said, line.ids

    return tuple(sorted(lines, key=place))


# --- incidents ---------------------------------------------------------------------------------------------


def of_incidents(table: Incidents, new: Collection[str]) -> Iterator[Line]:
    """New happenings, those that somebody denies since, and announcements of which the outcome is told since.

    `table` holds what is known now, with what was known before beside it. What is only asked or wished is left out.
    """
    told = {telling.id: telling for telling in table.matching.tellings}
    for row in table.rows:
        before = [told[id_] for id_ in row.ids if id_ not in new]
        if len(before) == len(row.ids) and not _is_told_by(row, new):
            continue
        if not before and row.standing is not Standing.UNSAID:
            yield _incident(row, told)
        if row.dispute and dispute_of(before) is None:
            yield _disputed(row, told)
        if _is_settled(row, new) and before:
            yield _settled(row, told)


def _is_told_by(row: Incident, new: Collection[str]) -> bool:
    """Whether its outcome is told by new statements, which need not be its own where a person linked them."""
    return row.outcome is not None and any(id_ in new for id_ in row.outcome.ids)


def _incident(row: Incident, told: Mapping[str, Telling]) -> Line:
    when = f" ({value_in_words(row.when)})" if row.when else ""
    return Line(
        what=What.INCIDENT,
        said=f"{_said(row, told)}{when}",
        note=str(row.standing),
        ids=row.ids,
        on=row.first_told,
        leads=Leads.INCIDENT,
        about=row.id,
    )


def _said(row: Incident, told: Mapping[str, Telling]) -> str:
    return plain(told[row.id].statement)


def _disputed(row: Incident, told: Mapping[str, Telling]) -> Line:
    assert row.dispute is not None  # looked at by the caller
    asserts, denies = (
        _names(side.name for side in sides) for sides in (row.dispute.asserts, row.dispute.denies)
    )
    return Line(
        what=What.DISPUTE,
        said=_said(row, told),
        note=f"{asserts} says so, {denies} denies it",
        ids=row.ids,
        on=row.dispute.since or row.last_told,
        leads=Leads.INCIDENT,
        about=row.id,
    )


_MOST_NAMES = 3


def _names(names: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    listed = list(dict.fromkeys(names))
    more = len(listed) - _MOST_NAMES
    return ", ".join(listed[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


_OPEN = frozenset({OutcomeKind.OPEN, OutcomeKind.OVERDUE})


def _is_settled(row: Incident, new: Collection[str]) -> bool:
    """Whether all that tells what became of an announcement is new."""
    outcome = row.outcome
    return outcome is not None and outcome.kind not in _OPEN and all(id_ in new for id_ in outcome.ids)


def _settled(row: Incident, told: Mapping[str, Telling]) -> Line:
    assert row.outcome is not None  # looked at by the caller
    shown_by = [told[id_] for id_ in row.outcome.ids if id_ in told]
    return Line(
        what=What.OUTCOME,
        said=_said(row, told),
        note=str(row.outcome.kind),
        ids=tuple(dict.fromkeys((*row.outcome.announced, *row.outcome.ids))),
        on=earliest(shown_by),
        leads=Leads.INCIDENT,
        about=row.id,
    )


# --- positions ---------------------------------------------------------------------------------------------

_NOT_TOLD = frozenset({Move.REPEATED, Move.DROPPED})
"""That a party says the same, or speaks of other things for some days, is no news."""


def of_positions(reading: Reading, new: Collection[str], told: Mapping[str, str | None]) -> Iterator[Line]:
    """Where parties moved; `told` says, by statement, when it was reported."""
    earlier = tuple(stand for stand in reading.stands if any(id_ not in new for id_ in stand.ids))
    since = tuple(stand for stand in reading.stands if all(id_ in new for id_ in stand.ids))
    for moved in moved_between(of_reading(Reading(earlier)), of_reading(Reading(since))):
        if _NOT_TOLD.isdisjoint(moved.moves):
            yield _moved(moved, told)


def _moved(moved: Moved, told: Mapping[str, str | None]) -> Line:
    dates = [date for id_ in (moved.after.ids if moved.after else ()) if (date := told.get(id_))]
    return Line(
        what=What.POSITION,
        said=f"{moved.party.name} on {moved.issue}: {moved.why}",
        note=", ".join(map(str, moved.moves)),
        ids=moved.ids,
        on=max(dates, key=last_day, default=None),
        leads=Leads.ISSUE,
        about=moved.issue.name,
    )


# --- figures -----------------------------------------------------------------------------------------------


def of_figures(topics: Iterable[Topic], new: Collection[str]) -> Iterator[Line]:
    """Figures that new ones replace, and disputes over numbers that new ones began."""
    for topic in topics:
        key = topic.head.key
        revised = [line for series in topic.series for line in _revised(series, new, key)]
        yield from revised
        shown = {frozenset(line.ids) for line in revised}
        for conflict in topic.conflicts:
            if conflict.left.id not in new and conflict.right.id not in new:
                continue
            if conflict.kind is Class.DISPUTE:
                yield _of_conflict(conflict, What.DISPUTE, key)
            elif (
                conflict.kind is Class.REVISION
                and frozenset({conflict.left.id, conflict.right.id}) not in shown
            ):
                yield _of_conflict(conflict, What.FIGURE, key)


def _revised(series: Series, new: Collection[str], key: str) -> Iterator[Line]:
    by_id = {point.measured.id: point.measured for point in series.points}
    for point in series.points:
        now, was = point.measured, by_id.get(point.revises or "")
        if was is not None and now.id in new:
            yield Line(
                what=What.FIGURE,
                said=f"{now.root.name} on {series.words}: {in_words(now.quantity)}, earlier {in_words(was.quantity)}",
                note="revised",
                ids=(now.id, was.id),
                on=now.published,
                leads=Leads.TOPIC,
                about=key,
            )


def _of_conflict(conflict: Conflict, what: What, key: str) -> Line:
    dates = [one.published for one in (conflict.left, conflict.right) if one.published]
    return Line(
        what=what,
        said=f"{conflict.right.counted.words}: {conflict.why}",
        note=conflict.proposal if what is What.FIGURE else str(conflict.kind),
        ids=conflict.ids,
        on=max(dates, key=last_day, default=None),
        leads=Leads.TOPIC,
        about=key,
    )


# --- forecasts ---------------------------------------------------------------------------------------------


def of_forecasts(
    rows: Iterable[Row], resolved: Collection[str], *, since: date, until: date
) -> Iterator[Line]:
    """Forecasts that people resolved since, by their ids, and those whose last day passed without a word on them."""
    for row in rows:
        said = f"{row.voice.name}: {plain(row.telling.statement)}"
        if row.resolved is not None and row.id in resolved:
            yield Line(
                what=What.FORECAST,
                said=said,
                note=str(row.resolved.outcome),
                ids=tuple(dict.fromkeys((row.id, *row.resolved.evidence))),
                on=row.resolved.on,
                leads=Leads.FORECAST,
                about=row.id,
            )
        elif (
            row.resolved is None
            and row.due is not None
            and since <= row.due < until
            and row.state is not State.VOID
        ):
            yield Line(
                what=What.DUE,
                said=said,
                note="nobody has said how it came out",
                ids=(row.id,),
                on=row.due.isoformat(),
                leads=Leads.FORECAST,
                about=row.id,
            )


# --- which statements are new ------------------------------------------------------------------------------


def published_between(tellings: Sequence[Telling], since: date, until: date) -> set[str]:
    """The ids of those whose reports appeared after a day, and by another one; a month counts by its last day."""
    return {one.id for one in tellings if one.reported and since < last_day(one.reported) <= until}


def known_by(tellings: Iterable[Telling], until: date) -> list[Telling]:
    """Those whose reports had surely appeared by a day; undated ones are left out."""
    return [one for one in tellings if one.reported and last_day(one.reported) <= until]


def reported(tellings: Iterable[Telling]) -> dict[str, str | None]:
    """When each was reported, by its id."""
    return {one.id: one.reported for one in tellings}
