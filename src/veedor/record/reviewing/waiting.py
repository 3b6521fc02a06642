"""What waits for review, and how far review has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, tuple_, union

from veedor.record import current, filters, schema, views
from veedor.record.changes import counts
from veedor.record.current import is_current
from veedor.record.reviewing import pending, second_reading
from veedor.record.reviewing.second_reading import Settled
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing, State, Turn

if TYPE_CHECKING:
    from veedor.record.store import Record

_DOCUMENTS_AT_ONCE = 50
"""Documents whose statements are asked for together, so that the first page needs no other."""
_PORTIONS = (5, 40, 200)
"""Statements that are looked at together, first a few: mostly the first of them waits."""
_MOST = 500
"""Statements that are looked at together at last; databases limit how many values a question holds."""


def queue(
    record: Record,
    wanted: Filter | None = None,
    *,
    order: Turn = Turn.DOUBT,
    limit: int | None = None,
    after: str | None = None,
    at: str | None = None,
) -> Iterator[StatementRow]:
    """The statements that wait for review, which the filter lets through, one by one; `limit` of them at most.

    What waits is what a machine read and nobody decided, and what differs from a decision. The filter's states are
    not looked at. `after` is the id of a statement, decided or not, behind whose place in this order to begin, `at`
    one that comes first if it waits; from the beginning where no current reading has it.
    """
    wanted = wanted or Filter()
    from_id = at if after is None else after
    with record.reading() as connection:
        begin = None if from_id is None else _place_of(connection, from_id, is_in=after is None)
        if order is Turn.TEXT:
            rows = _by_text(connection, wanted, limit, begin)
        else:
            rows = _by_doubt(connection, wanted, begin)
        yield from (views.statement_row(row) for row in islice(rows, limit))


class _Place(NamedTuple):
    """Where a statement stands in the queue."""

    differs: bool
    probability: float | None
    reading_id: int
    start: int
    end: int
    place: int
    is_in: bool = False
    """Whether what stands just here is wanted too."""

    def rest(self, order: Sequence[Any], here: Sequence[Any]) -> ColumnElement[bool]:
        """That a row, in an order, stands behind this place; compared as a row, which an index answers."""
        return tuple_(*order) >= here if self.is_in else tuple_(*order) > here


def _place_of(connection: Connection, statement_id: str, *, is_in: bool) -> _Place | None:
    statements, found, readings = schema.statements, schema.found, schema.readings
    query = (
        select(
            current.may_differ(statements, readings),
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
    if row is None:
        return None
    # Asked by itself of the few that may: a database takes longer to plan it than to answer all else.
    whole = query.with_only_columns(current.differs(statements, readings))
    differs = bool(row[0]) and bool(connection.scalar(whole))
    return _Place(differs, *row[1:])._replace(is_in=is_in)


def _by_doubt(connection: Connection, wanted: Filter, begin: _Place | None) -> Iterator[Any]:
    """First what differs from a decision, then what has an estimate, then the rest; each asked for when it is due."""
    if begin is None or begin.differs:
        yield from _differing(connection, wanted, begin)
        begin = None
    found = schema.found.c
    doubt, read_as = found.probability_right, (found.reading_id, found.place)
    if begin is None or begin.probability is not None:
        conditions: list[ColumnElement[bool]] = [doubt.is_not(None)]
        if begin is not None:
            here = (begin.probability, begin.reading_id, begin.place)
            conditions.append(begin.rest((doubt, *read_as), here))
        yield from _in_portions(connection, wanted, conditions, (doubt, *read_as))
        begin = None
    rest = () if begin is None else (begin.rest(read_as, (begin.reading_id, begin.place)),)
    yield from _in_portions(connection, wanted, (doubt.is_(None), *rest), read_as)


def _differing(connection: Connection, wanted: Filter, begin: _Place | None) -> Iterator[Any]:
    statements, found, readings = schema.statements, schema.found, schema.readings
    order = (found.c.reading_id, statements.c.start, statements.c.end, found.c.place)
    conditions = [*filters.conditions(wanted, statements, readings, begins=False)]
    if begin is not None:
        conditions.append(begin.rest(order, (begin.reading_id, begin.start, begin.end, begin.place)))
    for some in pending.read_again(connection, since=begin.reading_id if begin else 0):
        rows = pending.differing((*conditions, found.c.reading_id.in_(some)), wanted.standings)
        yield from connection.execute(rows.order_by(*order)).all()


def _in_portions(
    connection: Connection, wanted: Filter, conditions: Sequence[ColumnElement[bool]], order: Sequence[Any]
) -> Iterator[Any]:
    """What waits and fulfils the conditions, in an order by columns of `found`.

    First it is asked, in few words, which statements come next that nobody decided on; then which of these wait.
    Asked at once that takes a database longer to plan than to answer, and it may begin with everything.
    """
    last = None
    for many in chain(_PORTIONS, repeat(_MOST)):
        rest = () if last is None else (tuple_(*order) > last,)
        query = _next(wanted, (*conditions, *rest)).add_columns(*order).order_by(*order)
        some = connection.execute(query.limit(many)).all()
        if some:
            which = (schema.statements.c.id.in_([row.statement_id for row in some]),)
            may_differ = any(row.may_differ for row in some)
            rows = pending.untouched(which, wanted.standings, may_differ=may_differ)
            yield from connection.execute(rows.order_by(*order)).all()
            last = tuple(some[-1][2:])
        if len(some) < many:
            return


def _next(wanted: Filter, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """What current readings found, passes a filter, and has no decision of its own."""
    statements, found, readings = schema.statements, schema.found, schema.readings
    # Begun with the least sure, of which an index is, rather than with all statements of a kind.
    passes = filters.conditions(wanted, statements, readings, begins=False)
    return (
        select(found.c.statement_id, current.may_differ(statements, readings).label("may_differ"))
        .select_from(found)
        .join(statements, statements.c.id == found.c.statement_id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(is_current(readings), *passes, *conditions, ~current.has_decision(found.c.statement_id))
    )


def _by_text(
    connection: Connection, wanted: Filter, limit: int | None, begin: _Place | None
) -> Iterator[Any]:
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
        behind = begin.rest(in_text, (begin.start, begin.end, begin.place))
        conditions.append(or_(found.c.reading_id != begin.reading_id, behind))
    for first in range(0, len(ids), _DOCUMENTS_AT_ONCE):
        these = (*conditions, found.c.reading_id.in_(ids[first : first + _DOCUMENTS_AT_ONCE]))
        rows = pending.waiting(these, wanted.standings)
        yield from connection.execute(rows.order_by(*by_date, *in_text).limit(limit)).all()


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
    some = pending.read_again(connection)
    differ = sum(_many(connection, pending.differing((schema.found.c.reading_id.in_(ids),))) for ids in some)
    ignored = _ignored(connection)
    yield State.DIFFERS, differ
    yield State.IGNORED, ignored
    yield State.READ, _found(connection) - differ - ignored


def _ignored(connection: Connection) -> int:
    rules = schema.ignored.c
    words = connection.scalars(select(rules.words).where(counts(rules.change_id)).distinct()).all()
    if not words:
        return 0
    hidden = current.undecided(
        lambda statements, readings: (
            filters.among(statements.c.words, words),
            current.is_ignored(statements, readings),
            current.stands(statements.c.id, statements.c.document_id),
        )
    )
    return _many(connection, hidden)


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
