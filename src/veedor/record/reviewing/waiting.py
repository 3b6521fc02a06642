"""What waits for review, and how far review has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select, union

from veedor.record import current, filters, schema, views
from veedor.record.changes import counts
from veedor.record.current import is_current
from veedor.record.reviewing import second_reading
from veedor.record.reviewing.second_reading import Settled
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing, State, Turn

if TYPE_CHECKING:
    from veedor.record.store import Record

_DOCUMENTS_AT_ONCE = 50
"""Documents whose statements are asked for together, so that the first page needs no other."""


def queue(
    record: Record, wanted: Filter | None = None, *, order: Turn = Turn.DOUBT, limit: int | None = None
) -> Iterator[StatementRow]:
    """The statements that wait for review, which the filter lets through, one by one; `limit` of them at most.

    What waits is what a machine read and nobody decided, and what differs from a decision. The filter's states are
    not looked at.
    """
    wanted = wanted or Filter()
    with record.reading() as connection:
        rows = _by_text(connection, wanted) if order is Turn.TEXT else _by_doubt(connection, wanted, limit)
        yield from (views.statement_row(row) for row in islice(rows, limit))


def _by_doubt(connection: Connection, wanted: Filter, limit: int | None) -> Iterator[Any]:
    statements, found, readings = schema.statements, schema.found, schema.readings
    conditions = tuple(filters.conditions(wanted, statements, readings))
    differing = current.differing(conditions, wanted.standings)
    yield from connection.execute(
        differing.order_by(found.c.reading_id, statements.c.start, statements.c.end)
    )
    doubt = found.c.probability_right.asc().nulls_last()
    query = current.untouched(conditions, wanted.standings).order_by(doubt, found.c.reading_id, found.c.place)
    # Closed in any case, as who takes only the first must not leave the database waiting.
    with connection.execute(query.limit(limit).execution_options(yield_per=100)) as rows:
        yield from rows


def _by_text(connection: Connection, wanted: Filter) -> Iterator[Any]:
    statements, found, readings = schema.statements, schema.found, schema.readings
    by_date = (
        readings.c.latest.desc().nulls_last(),
        readings.c.earliest.desc().nulls_last(),
        readings.c.id,
    )
    query = select(readings.c.id).where(is_current(readings)).order_by(*by_date)
    if wanted.document is not None:
        query = query.where(readings.c.document_id == wanted.document)
    ids = connection.scalars(query).all()
    conditions = tuple(filters.conditions(wanted, statements, readings))
    for first in range(0, len(ids), _DOCUMENTS_AT_ONCE):
        these = (*conditions, found.c.reading_id.in_(ids[first : first + _DOCUMENTS_AT_ONCE]))
        rows = current.waiting(these, wanted.standings)
        yield from connection.execute(
            rows.order_by(*by_date, statements.c.start, statements.c.end, found.c.place)
        )


@dataclass(frozen=True, slots=True)
class Counters:
    """How many statements there are of each sort, in documents that stand."""

    read: int
    """A machine read them; nobody has decided."""
    differ: int
    accepted: int
    corrected: int
    added: int
    rejected: int
    ignored: int
    open: int
    """Of those decided: which wait for a second reader."""
    sent_back: int


def counters(record: Record) -> Counters:
    """How many statements there are of each sort, in documents that stand.

    They stay the same until something is added to the log.
    """
    with record.reading() as connection:
        many: Counter[str] = Counter()
        for state, number in (*_decided(connection), *_undecided(connection)):
            many[state] += number
        unsettled = Counter(one.settled for one in second_reading.unsettled(connection))
    return Counters(
        read=many[State.READ],
        differ=many[State.DIFFERS],
        accepted=many[State.ACCEPTED],
        corrected=many[State.CORRECTED],
        added=many[State.ADDED],
        rejected=many[State.REJECTED],
        ignored=many[State.IGNORED],
        open=unsettled[Settled.OPEN],
        sent_back=unsettled[Settled.SENT_BACK],
    )


def _decided(connection: Connection) -> Iterator[tuple[str, int]]:
    rows = current.decided(lambda *_: ()).subquery()
    query = select(rows.c.state, func.count().label("many")).where(rows.c.standing == str(Standing.STANDS))
    for row in connection.execute(query.group_by(rows.c.state)):
        yield row.state, row.many


def _undecided(connection: Connection) -> Iterator[tuple[str, int]]:
    """Counted from what somebody did, and from how many were found: looking at each would take seconds."""
    words = select(schema.ignored.c.words)
    hidden = current.undecided(
        lambda statements, readings: (
            statements.c.words.in_(words),
            current.is_ignored(statements, readings),
            current.standing(statements.c.id, statements.c.document_id) == str(Standing.STANDS),
        )
    )
    differ, ignored = (_many(connection, rows) for rows in (current.differing(()), hidden))
    yield State.DIFFERS, differ
    yield State.IGNORED, ignored
    yield State.READ, _found(connection) - differ - ignored


def _many(connection: Connection, rows: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(rows.subquery())) or 0


def _found(connection: Connection) -> int:
    """How many statements the readings of documents that stand found, that nobody decided on or withdrew."""
    found, readings, decided = schema.found, schema.readings, current.decisions()
    stands = (
        is_current(readings),
        ~current.is_retracted(readings.c.document_id),
        ~current.is_superseded(readings.c.document_id),
    )
    of_reading = select(func.count()).select_from(found).where(found.c.reading_id == readings.c.id)
    each = select(of_reading.correlate(readings).scalar_subquery()).select_from(readings).where(*stands)
    found_all: int = sum(connection.scalars(each))
    withdrawn = schema.withdrawals.c
    settled = union(
        select(decided.c.statement_id),
        select(decided.c.becomes).where(decided.c.becomes.is_not(None)),
        select(withdrawn.statement_id).where(counts(withdrawn.change_id)),
    )
    query = select(func.count()).select_from(found).join(readings).where(*stands)
    elsewhere: int = connection.scalar(query.where(found.c.statement_id.in_(settled))) or 0
    return found_all - elsewhere
