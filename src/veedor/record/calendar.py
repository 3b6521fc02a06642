"""How much of a record lies in which day: documents by their dates, events by theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, exists, func, select, union

from veedor.codebook.labels import EventType, Kind
from veedor.record import current, filters, schema
from veedor.record.changes import counts
from veedor.record.current import Conditions, is_current, is_retracted, is_superseded
from veedor.record.schema import readings as _readings
from veedor.record.schema import statements as _statements
from veedor.record.wanted import SETTLED, SHOWN, STANDING, Filter

if TYPE_CHECKING:
    from veedor.record.store import Record

Days = dict[date, Counter[EventType]]
"""How many events of each type lie on each day."""


def latest(record: Record) -> date | None:
    """The last day on which a document of the record may have been published; None where no document is dated."""
    with record.reading() as connection:
        day: date | None = connection.scalar(
            select(func.max(_readings.c.latest)).where(is_current(_readings))
        )
    return day


def documents_by_day(record: Record, first: date, last: date) -> dict[date, int]:
    """How many documents that stand were published on each day of `[first, last]`; those dated to the day alone."""
    of = _readings.c.document_id
    query = (
        select(_readings.c.earliest.label("day"), func.count().label("many"))
        .where(is_current(_readings), ~is_retracted(of), ~is_superseded(of))
        .where(_readings.c.earliest == _readings.c.latest, _readings.c.earliest.between(first, last))
        .group_by(_readings.c.earliest)
    )
    with record.reading() as connection:
        return {row.day: row.many for row in connection.execute(query)}


def events_by_day(record: Record, first: date, last: date, wanted: Filter | None = None) -> Days:
    """How many events of each type lie on each day of `[first, last]`; those dated to the day alone.

    Of events that are shown, that stand, and that the filter lets through; its kind, date, states and standings are
    not looked at.
    """
    asked = replace(wanted or Filter(), kind=Kind.EVENT, date=None)

    def on_days(statements: Any, readings: Any) -> Conditions:
        return (
            *filters.conditions(asked, statements, readings, begins=False),  # begins with the days
            statements.c.dated.is_not(None),
            statements.c.earliest == statements.c.latest,
            statements.c.earliest.between(first, last),
        )

    def on_days_at_last(statements: Any, readings: Any) -> Conditions:
        # As a term, so that SQLite begins with the decisions, which are few, and not with the days.
        day = func.coalesce(statements.c.earliest, statements.c.latest)
        return (
            *filters.conditions(asked, statements, readings, begins=False),
            statements.c.earliest == statements.c.latest,
            day.between(first, last),
        )

    with record.reading() as connection:
        days = _days(connection, _undecided(on_days))
        for day, types in _days(connection, _settled(on_days_at_last)).items():
            days.setdefault(day, Counter()).update(types)
        return days


def events_found(record: Record) -> Days:
    """How many events the readings that stand found on each day, whatever people decided; dated to the day alone.

    It takes a second for a hundred thousand events, and stays the same until documents come in, or no longer stand.
    """
    with record.reading() as connection:
        return _days(connection, _found())


def events_settled(record: Record) -> tuple[Days, Days]:
    """What decisions, rules and withdrawals take out of `events_found`, and what they put in."""
    touched = _touched()

    def is_touched(statements: Any, readings: Any) -> Conditions:
        return (_is_day(statements), statements.c.id.in_(touched))

    with record.reading() as connection:
        out = _days(connection, _found().where(_statements.c.id.in_(touched)))
        return out, _days(connection, _shown(is_touched))


def _shown(conditions: Any) -> Select[Any]:
    """The events that fulfil the conditions, as of `current.statements`, are shown and stand, by day and type."""
    rows = current.statements(conditions).subquery()
    return (
        select(_statements.c.earliest, _statements.c.type, func.count().label("many"))
        .join(rows, rows.c.id == _statements.c.id)
        .where(rows.c.state.in_(SHOWN), rows.c.standing.in_(STANDING))
        .group_by(_statements.c.earliest, _statements.c.type)
    )


def _undecided(conditions: Any) -> Select[Any]:
    """As `_shown`, those on which nobody decided.

    Whether a document stands is asked once for each document, not for each of its events: it takes a fifth of the time.
    """
    found, own = schema.found, _readings.alias("own")
    of, withdrawn = own.c.document_id, schema.withdrawals.alias()
    stand = select(own.c.id).where(is_current(own), ~is_retracted(of), ~is_superseded(of))
    chosen = stand.cte("stand").prefix_with("MATERIALIZED")
    return (
        select(_statements.c.earliest, _statements.c.type, func.count().label("many"))
        .join(found, found.c.statement_id == _statements.c.id)
        .join(_readings, _readings.c.id == found.c.reading_id)
        .where(
            *conditions(_statements, _readings),
            _readings.c.id.in_(select(chosen.c.id)),
            ~current.is_decided(_statements),
            ~current.is_ignored(_statements, _readings),
            ~current.differs(_statements, _readings),
            ~exists().where(withdrawn.c.statement_id == _statements.c.id, counts(withdrawn.c.change_id)),
        )
        .group_by(_statements.c.earliest, _statements.c.type)
    )


def _settled(conditions: Any) -> Select[Any]:
    """As `_shown`, those for which a person stands."""
    rows = current.decided(conditions).subquery()
    return (
        select(rows.c.earliest, rows.c.type, func.count().label("many"))
        .where(rows.c.state.in_(SETTLED), rows.c.standing.in_(STANDING))
        .group_by(rows.c.earliest, rows.c.type)
    )


def _found() -> Select[Any]:
    found, of = schema.found, _readings.c.document_id
    return (
        select(_statements.c.earliest, _statements.c.type, func.count().label("many"))
        .select_from(found)
        .join(_readings, _readings.c.id == found.c.reading_id)
        .join(_statements, _statements.c.id == found.c.statement_id)
        .where(is_current(_readings), ~is_retracted(of), ~is_superseded(of), _is_day(_statements))
        .group_by(_statements.c.earliest, _statements.c.type)
    )


def _is_day(statements: Any) -> ColumnElement[bool]:
    """That a statement is an event dated to the day."""
    return and_(statements.c.kind == str(Kind.EVENT), statements.c.earliest == statements.c.latest)


def _touched() -> CompoundSelect[Any]:
    """The ids of statements that somebody decided on, that a rule hides, or that a publisher took back."""
    decided, withdrawn, words = current.decisions(), schema.withdrawals.c, select(schema.ignored.c.words)
    return union(
        select(decided.c.statement_id),
        select(decided.c.becomes).where(decided.c.becomes.is_not(None)),
        select(withdrawn.statement_id).where(counts(withdrawn.change_id)),
        select(_statements.c.id).where(_statements.c.words.in_(words)),
    )


def _days(connection: Connection, query: Select[Any]) -> Days:
    days: Days = {}
    for row in connection.execute(query):
        days.setdefault(row.earliest, Counter())[EventType(row.type)] += row.many
    return days
