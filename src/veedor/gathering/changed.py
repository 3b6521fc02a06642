"""What changed in a record: between two days of publication, or since a change of its log.

The tables of the desks are made of what is new and of what was known around it, not of the whole record: an incident
is told within weeks, a party's last word on an issue within a year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from veedor.analysis import changed as analysis
from veedor.analysis.changed import Changed, Line, What
from veedor.analysis.figures.topics import by_topic, topic
from veedor.analysis.incidents import incidents as happenings
from veedor.analysis.incidents.outcomes import Linked
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.talks.positions import positions
from veedor.analysis.talks.stands import Issues
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Kind
from veedor.codebook.when import in_words
from veedor.codebook.wording import plain
from veedor.errors import UsageError
from veedor.gathering import figures, forecasts, incidents
from veedor.gathering.tellings import tellings, told
from veedor.record import arriving, calendar, changes, corrections, visits
from veedor.record.corrections import Correction, Days, Sort, Span
from veedor.record.findings import issues, pairings, resolutions
from veedor.record.findings.pairings import Family, Relation
from veedor.record.gathered import gathered
from veedor.record.newest import newest
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter

_AROUND = timedelta(days=60)
"""How long before, and after, what is new its happenings may be told too; own judgement."""
_LONG_AROUND = timedelta(days=365)
"""How long before what is new a party's word, or a source's number, is looked for; own judgement."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much is looked at: enough for a page at once, or all there is."""

    new: int | None = None
    """New statements, those of the newest reports; None for all."""
    around: int | None = None
    """Statements of each kind that were known around them."""
    due: int = 60
    """Forecasts of which a date lies in between."""
    lines: int = 1_000
    """Corrections of each sort."""


ALL = Most()


LAST_VISIT = "last-visit"
"""What is asked for where a person wants to know what is new to them."""
_CHANGE = re.compile(r"change[ -]?(\d{1,9})", re.ASCII)
_WEEK = timedelta(days=6)


def asked(
    record: Record,
    since: str | None,
    until: str | None,
    *,
    person: str,
    today: date,
    most: Most = ALL,
) -> Changed:
    """What changed since a date (EDTF), since `change 12` of the log, or since the `last-visit` of a person.

    Without `since` it is the last visit, or where there was none the last seven days of the record's reports. `until`
    is the last day of such dates: today unless given, or the record's last day where that is later.
    Raises UsageError and DateError for what cannot be asked.
    """
    found = _CHANGE.fullmatch(since or "")
    if since in (None, LAST_VISIT) or found:
        if until is not None:
            raise UsageError("An end goes with a first day only; give both days, or leave the end out")
        if found:
            return since_change(record, int(found[1]), today=today, most=most)
        visit = visits.before(record, person)
        if visit is not None:
            whole = since_change(record, visit.change_id, today=today, most=most)
            return replace(whole, since=f"the last visit, {in_words(visit.at[:10])}")
        if since is not None:
            raise UsageError(f"{person} has not visited this record before; give a date, such as 2026-11-01")
    last = calendar.latest(record)
    if since is None:
        if last is None:
            return since_change(record, 0, today=today, most=most)
        return between(record, (last - _WEEK).isoformat(), last.isoformat(), most=most)
    return between(record, since, until or max(last or today, today).isoformat(), most=most)


class _State(NamedTuple):
    """What is new, and what was known around it."""

    new: Sequence[Telling]
    ids: Collection[str]
    """Of those that are new."""
    has_more: bool
    since: date
    """The day on which the state before was known."""
    until: date
    after: int | None = None
    """The last change of the log before; None where days of publication tell what is new."""

    @property
    def is_by_day(self) -> bool:
        """Whether days of publication tell what is new."""
        return self.after is None

    def new_among(self, some: Sequence[Telling]) -> set[str]:
        """The ids of those that are new, whatever became of them since."""
        if self.after is None:
            return analysis.published_between(some, self.since, self.until)
        return {one.id for one in some if one.change_id > self.after}


def between(record: Record, since: str, until: str, *, most: Most = ALL) -> Changed:
    """What the reports from the first day of `since` to the last of `until` (EDTF) changed of what was known.

    What people decided is told by the day on which they did. Reports without a date are left out.
    Raises UsageError where the days are open or not in their order, DateError for what is no date.
    """
    first, last = _days(since, until)
    found, has_more = _some(record, Filter(published=f"{first.isoformat()}/{last.isoformat()}"), most.new)
    before = first - timedelta(days=1)
    ids = analysis.published_between(found, before, last)
    state = _State([one for one in found if one.id in ids], ids, has_more, before, last)
    log = Span(corrections.last_change_by(record, before), corrections.last_change_by(record, last))
    lines = [*_of_tables(record, state, most), *_of_forecasts(record, state, log, most.due)]
    lines += _corrections(record, log, Days(before, last), most.lines)
    return _changed(state, lines, in_words(since), in_words(until))


def _days(since: str, until: str) -> tuple[date, date]:
    first, last = first_day(since), last_day(until)
    if first <= date.min + _LONG_AROUND or last == date.max:
        raise UsageError(f"{since} to {until} has no end; give two days, as 2019-08-01 and 2019-08-31")
    if last < first:
        raise UsageError(f"{until} comes before {since}; give the earlier date first")
    return first, last


def since_change(record: Record, change_id: int, *, today: date, most: Most = ALL) -> Changed:
    """What came into the record, and what people decided, after a change of its log.

    Raises UsageError where the log has no such change; 0 is before the first one.
    """
    before = changes.one(record, change_id) if change_id else None
    if change_id and before is None:
        raise UsageError(f"There is no change {change_id} in the record; list them with: veedor log")
    new, has_more = _came_in(record, change_id, most.new)
    day = date.fromisoformat(before.at[:10]) if before else date.min
    state = _State(new, {one.id for one in new}, has_more, day, today, change_id)
    log = Span(change_id)
    lines = [*_of_tables(record, state, most), *_of_forecasts(record, state, log, most.due)]
    lines += _corrections(record, log, log, most.lines)
    said = f"change {change_id}" if change_id else "the beginning"
    return _changed(state, lines, said, in_words(today.isoformat()))


_AT_ONCE = 20
"""Documents whose statements are asked for together, where only so many are wanted."""


def _came_in(record: Record, change_id: int, limit: int | None) -> tuple[list[Telling], bool]:
    """The statements that came in after a change, those of the newest reports first, and whether there are more."""
    documents = arriving.documents_since(record, change_id, most=None if limit is None else limit + 1)
    at_once = _AT_ONCE if limit is not None else max(1, len(documents))
    found = {one.id: one for one in tellings(record, of=arriving.written_since(record, change_id))}
    for place in range(0, len(documents), at_once):
        some = arriving.in_documents(documents[place : place + at_once])
        found |= {one.id: one for one in tellings(record, within=some, vectors=True)}
        if limit is not None and len(found) > limit:
            break
    new = [one for one in found.values() if one.change_id > change_id]
    return new[:limit], limit is not None and len(new) > limit


def _some(record: Record, wanted: Filter, limit: int | None) -> tuple[list[Telling], bool]:
    """The statements that pass, those of the newest reports first, and whether there are more than so many."""
    if limit is None:
        return tellings(record, wanted, vectors=True), False
    rows = newest(record, wanted, limit=limit + 1)
    return told(record, rows[:limit], vectors=True), len(rows) > limit


def _changed(state: _State, lines: Sequence[Line], since: str, until: str) -> Changed:
    left_out = []
    if state.has_more:
        left_out.append(f"Only the newest {len(state.new)} new statements were looked at; there are more.")
    return Changed(
        since=since,
        until=until,
        lines=analysis.ordered(lines),
        statements=len(state.ids),
        left_out=tuple(left_out),
    )


# --- the tables --------------------------------------------------------------------------------------------


def _of_tables(record: Record, state: _State, most: Most) -> Iterator[Line]:
    """What the tables of incidents, talks and figures say now and did not say before."""
    if not state.new:
        return
    events = _known(record, state, _EVENTS, _AROUND, most)
    yield from _of_incidents(record, state, events)
    yield from _of_positions(record, state, [*events, *_known(record, state, _POSITIONS, _LONG_AROUND, most)])
    yield from _of_figures(record, state, most)


_EVENTS = Filter(kind=Kind.EVENT, standings=incidents.HELD)
_POSITIONS = Filter(kind=Kind.POSITION)


def _known(record: Record, state: _State, wanted: Filter, reach: timedelta, most: Most) -> list[Telling]:
    """The statements of a kind that are new, and those that were known around them."""
    new = [one for one in state.new if one.statement.kind is wanted.kind]
    span = _around(state, reach)
    if not new or span is None:
        return new
    found, _ = _some(record, replace(wanted, published=span), most.around and most.around + len(new))
    if state.is_by_day:
        found = analysis.known_by(found, state.until)
    return list({one.id: one for one in (*found, *new)}.values())


def _around(state: _State, reach: timedelta) -> str | None:
    """The days, EDTF, of the new reports and of those around them; None where no new one is dated."""
    days = [one.reported for one in state.new if one.reported]
    if not days:
        return None
    first, last = min(map(first_day, days)) - reach, max(map(last_day, days))
    return f"{first.isoformat()}/{(state.until if state.is_by_day else last + reach).isoformat()}"


def _of_incidents(record: Record, state: _State, events: Sequence[Telling]) -> Iterator[Line]:
    known = [one for one in pairings.pairings(record) if one.relation.family is not Family.COUNT]
    linked = Linked(
        tuple((one.left, one.right) for one in known if one.relation is Relation.OUTCOME),
        tuple((one.left, one.right) for one in known if one.relation is Relation.NO_OUTCOME),
    )
    withdrawn = corrections.withdrawn(record, {one.id for one in events})
    table = happenings.incidents(
        events, incidents.judgements(known), linked, today=state.until, withdrawn=withdrawn
    )
    yield from analysis.of_incidents(table, state.new_among(events))


def _of_positions(record: Record, state: _State, known: Sequence[Telling]) -> Iterator[Line]:
    every = list({one.id: one for one in (*known, *state.new)}.values())
    new = state.new_among(every)
    speaking = {who for one in every if one.id in new for who in _speakers(one)}
    told_by_them = [one for one in every if one.id in new or not speaking.isdisjoint(_speakers(one))]
    named = issues.issues(record)
    reading = positions(told_by_them, issues=Issues(named.by_statement, named.by_key))
    yield from analysis.of_positions(reading, new, analysis.reported(every))


def _speakers(one: Telling) -> set[str]:
    """The keys of those whose position or act it is."""
    return {party.key for field in ("holders", "actors") for party in one.parties(field)}


def _of_figures(record: Record, state: _State, most: Most) -> Iterator[Line]:
    known = figures.measured_of(record, _figures(record, state, most))
    judged = figures.judged(record)
    topics = by_topic(known, judged=judged)
    told_of = (own for own in topics.items() if any(one.id in state.ids for one in own[1]))
    yield from analysis.of_figures((topic(head, own, judged=judged) for head, own in told_of), state.ids)


def _figures(record: Record, state: _State, most: Most) -> list[StatementRow]:
    """The figures that are new and those that were known around them, such that a newer version put out too."""
    span = _around(state, _LONG_AROUND)
    if span is None or not any(one.statement.kind is Kind.FIGURE for one in state.new):
        return []
    wanted = replace(figures.FIGURES, published=span)
    if most.around is None:
        return gathered(record, wanted)
    return newest(record, wanted, limit=most.around)


# --- forecasts ---------------------------------------------------------------------------------------------


def _of_forecasts(record: Record, state: _State, log: Span, most_due: int) -> Iterator[Line]:
    """The forecasts that were resolved, and those whose day has come."""
    known = forecasts.judged(record)
    resolved = {id_ for id_, one in known.resolved.items() if _is_new(one, state, log)}
    entered = {id_ for id_, one in known.entered.items() if one.due and state.since <= one.due < state.until}
    due = {one.id for one in _falling_due(record, state, most_due)}
    as_of = forecasts.AsOf(state.until, is_past=state.is_by_day)
    rows = forecasts.of_statements(record, resolved | entered | due, as_of, known)
    yield from analysis.of_forecasts(rows, resolved, since=state.since, until=state.until)


def _falling_due(record: Record, state: _State, most: int) -> Sequence[Telling]:
    """The forecasts of which a date lies between the two days, those of the newest reports."""
    if state.since == date.min or state.since >= state.until:
        return ()
    days = f"{state.since.isoformat()}/{(state.until - timedelta(days=1)).isoformat()}"
    return _some(record, replace(forecasts.FORECASTS, date=days), most)[0]


def _is_new(one: resolutions.Resolution, state: _State, log: Span) -> bool:
    """Whether a forecast came out between two days, or was said to have since a change."""
    if state.is_by_day and one.on is not None:
        return state.since < last_day(one.on) <= state.until
    return one.change_id > log.after and (log.until is None or one.change_id <= log.until)


# --- corrections -------------------------------------------------------------------------------------------


def _corrections(record: Record, log: Span, told_in: Span | Days, limit: int) -> Iterator[Line]:
    """What people put right since, and what publishers did in their reports."""
    for found in (
        corrections.decisions(record, log, limit=limit),
        corrections.retractions(record, log, limit=limit),
        corrections.withdrawals(record, told_in, limit=limit),
        corrections.newer_versions(record, told_in, limit=limit),
    ):
        yield from map(_correction, found)


def _correction(one: Correction) -> Line:
    is_the_publishers = one.sort in (Sort.WITHDRAWN, Sort.NEWER)
    return Line(
        what=What.CORRECTION,
        said=_said(one),
        note=one.reason or "",
        ids=one.ids,
        on=one.published if is_the_publishers else one.at[:10],
        document_id=one.document_id,
        change_id=one.change_id,
    )


def _said(one: Correction) -> str:
    """It in a sentence."""
    report = f"“{one.document}”"
    match one.sort:
        case Sort.CORRECTED:
            return f"{one.by} corrected a statement of {report}: {_plain(one)}"
        case Sort.REJECTED:
            return f"{one.by} rejected a statement of {report}: {_plain(one)}"
        case Sort.WITHDRAWN:
            many = "a statement" if len(one.ids) == 1 else f"{len(one.ids)} statements"
            return f"{report} takes back {many}"
        case Sort.RETRACTED:
            return f"{one.by} retracted {report}"
        case Sort.NEWER:
            return f"{report} is a newer version of a report"


def _plain(one: Correction) -> str:
    return plain(one.statement) if one.statement is not None else ""
