"""What waits for review, and how far review has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select, tuple_, union

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
    record: Record,
    wanted: Filter | None = None,
    *,
    order: Turn = Turn.DOUBT,
    limit: int | None = None,
    after: str | None = None,
) -> Iterator[StatementRow]:
    """The statements that wait for review, which the filter lets through, one by one; `limit` of them at most.

    What waits is what a machine read and nobody decided, and what differs from a decision. The filter's states are
    not looked at. `after` is the id of a statement, decided or not, behind whose place in this order to begin; from
    the beginning where no current reading has it.
    """
    wanted = wanted or Filter()
    with record.reading() as connection:
        begin = None if after is None else _place_of(connection, after)
        by = _by_text if order is Turn.TEXT else _by_doubt
        # Closed in any case, as who takes only the first must not leave the database waiting.
        with closing(by(connection, wanted, limit, begin)) as rows:
            yield from (views.statement_row(row) for row in islice(rows, limit))


class _Place(NamedTuple):
    """Where a statement stands in the queue."""

    differs: bool
    probability: float | None
    reading_id: int
    start: int
    end: int
    place: int


def _place_of(connection: Connection, statement_id: str) -> _Place | None:
    statements, found, readings = schema.statements, schema.found, schema.readings
    query = (
        select(
            current.differs(statements, readings),
            found.c.probability_right,
            found.c.reading_id,
            statements.c.start,
            statements.c.end,
            found.c.place,
        )
        .select_from(statements)
        .join(found, found.c.statement_id == statements.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(statements.c.id == statement_id, is_current(readings))
    )
    row = connection.execute(query).first()
    return None if row is None else _Place(bool(row[0]), *row[1:])


def _by_doubt(
    connection: Connection, wanted: Filter, limit: int | None, begin: _Place | None
) -> Generator[Any, None, None]:
    """First what differs from a decision, then what has an estimate, then the rest; each asked for when it is due."""
    statements, found, readings = schema.statements, schema.found, schema.readings
    # Begun with the least sure, of which an index is, rather than with all statements of a kind.
    conditions = tuple(filters.conditions(wanted, statements, readings, begins=False))
    if begin is None or begin.differs:
        order = (found.c.reading_id, statements.c.start, statements.c.end, found.c.place)
        rest = () if begin is None else (tuple_(*order) > (begin.reading_id, *begin[3:]),)
        differing = current.differing((*conditions, *rest), wanted.standings)
        yield from connection.execute(differing.order_by(*order))
        begin = None
    doubt, read_as = found.c.probability_right, (found.c.reading_id, found.c.place)
    if begin is None or begin.probability is not None:
        # Compared as a row, which an index answers.
        rest = () if begin is None else (tuple_(doubt, *read_as) > begin[1:3] + begin[5:],)
        query = current.untouched((*conditions, doubt.is_not(None), *rest), wanted.standings)
        yield from _streamed(connection, query.order_by(doubt, *read_as), limit)
        begin = None
    rest = () if begin is None else (tuple_(*read_as) > (begin.reading_id, begin.place),)
    query = current.untouched((*conditions, doubt.is_(None), *rest), wanted.standings)
    yield from _streamed(connection, query.order_by(*read_as), limit)


def _streamed(connection: Connection, query: Select[Any], limit: int | None) -> Generator[Any, None, None]:
    with connection.execute(query.limit(limit).execution_options(yield_per=100)) as rows:
        yield from rows


def _by_text(
    connection: Connection, wanted: Filter, limit: int | None, begin: _Place | None
) -> Generator[Any, None, None]:
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
    conditions = list(filters.conditions(wanted, statements, readings))
    in_text = (statements.c.start, statements.c.end, found.c.place)
    if begin is not None and begin.reading_id in ids:
        ids = ids[ids.index(begin.reading_id) :]
        conditions.append(or_(found.c.reading_id != begin.reading_id, tuple_(*in_text) > begin[3:]))
    for first in range(0, len(ids), _DOCUMENTS_AT_ONCE):
        these = (*conditions, found.c.reading_id.in_(ids[first : first + _DOCUMENTS_AT_ONCE]))
        rows = current.waiting(these, wanted.standings)
        yield from connection.execute(rows.order_by(*by_date, *in_text).limit(limit))


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
