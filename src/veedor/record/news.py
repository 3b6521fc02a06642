"""What is worth a look on the first page: what others did since a change, and statements that want attention.

Everything here is for short lists: what would have to look through the whole record looks through its newest part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from veedor.codebook.labels import Kind, Polarity
from veedor.record import schema, views
from veedor.record.accounts import Decision
from veedor.record.changes import Verb, counts
from veedor.record.current import is_current
from veedor.record.rows import storable
from veedor.record.views import StatementRow
from veedor.record.wanted import SHOWN, Filter, State

if TYPE_CHECKING:
    from veedor.record.store import Record

_AT_ONCE = 50
"""Documents whose statements are asked for together."""
_WAITING = frozenset({State.READ, State.DIFFERS})
_FINDINGS = [str(verb) for verb in (Verb.PAIR, Verb.NAME_ISSUE, Verb.ENTER, Verb.RESOLVE)]
"""What is judged on top of statements, which has no row in `reviews`."""


class Done(NamedTuple):
    """How often somebody decided in one way."""

    by: str
    verb: Verb
    many: int


class Told(NamedTuple):
    """Something that became of a document."""

    document_id: str
    label: str
    """Its title, else its file, else its id."""
    decision: Decision
    """Who did it, when and why."""


class TakenBack(NamedTuple):
    """A document in which publishers took statements back."""

    document_id: str
    label: str
    many: int


class Later(NamedTuple):
    """Some statements, and where to go on."""

    rows: tuple[StatementRow, ...]
    place: int | None
    """How many documents were looked through; None where that were all."""


def decisions_since(record: Record, change_id: int, *, but: str) -> list[Done]:
    """How often each person but one decided in each way since a change, those who did most first."""
    rows, log = schema.reviews.c, schema.changes.c
    query = (
        select(log.by, log.verb, func.count().label("many"))
        .select_from(schema.reviews)
        .join(schema.changes, log.id == rows.change_id)
        .where(rows.change_id > change_id, rows.carried_from.is_(None), log.by != storable(but))
        .where(counts(rows.change_id))
        .group_by(log.by, log.verb)
    )
    judged = (
        select(log.by, log.verb, func.count().label("many"))
        .where(log.id > change_id, log.verb.in_(_FINDINGS), log.by != storable(but), counts(log.id))
        .group_by(log.by, log.verb)
    )
    with record.reading() as connection:
        both = [*connection.execute(query), *connection.execute(judged)]
        found = [Done(row.by, Verb(row.verb), row.many) for row in both]
    return sorted(found, key=lambda one: (-one.many, one.by, one.verb))


def retracted_since(record: Record, change_id: int, *, limit: int) -> list[Told]:
    """The documents that somebody retracted since a change, the last one first."""
    rows, log, readings = schema.retractions.c, schema.changes.c, schema.readings
    query = (
        select(readings.c.document_id, *_LABEL, log.id, log.by, log.at, log.reason)
        .select_from(schema.retractions)
        .join(schema.changes, log.id == rows.change_id)
        .join(readings, readings.c.document_id == rows.document_id)
        .where(rows.change_id > change_id, counts(rows.change_id), is_current(readings))
        .order_by(rows.change_id.desc())
        .limit(limit)
    )
    with record.reading() as connection:
        return [
            Told(row.document_id, _label(row), Decision(row.id, row.by, row.at, row.reason))
            for row in connection.execute(query)
        ]


def withdrawn_since(record: Record, change_id: int, *, limit: int) -> list[TakenBack]:
    """The documents whose notes, since a change, took statements back, the last one first."""
    rows, readings = schema.withdrawals.c, schema.readings
    query = (
        select(readings.c.document_id, *_LABEL, func.count(rows.statement_id.distinct()).label("many"))
        .select_from(schema.withdrawals)
        .join(readings, readings.c.document_id == rows.document_id)
        .where(rows.change_id > change_id, counts(rows.change_id), is_current(readings))
        .group_by(readings.c.document_id, *_LABEL)
        .order_by(func.max(rows.change_id).desc())
        .limit(limit)
    )
    with record.reading() as connection:
        return [TakenBack(row.document_id, _label(row), row.many) for row in connection.execute(query)]


_LABEL = (schema.readings.c.title, schema.readings.c.file)


def _label(row: Any) -> str:
    return str(row.title or row.file or row.document_id)


def denials(record: Record, reading_ids: Sequence[int], *, start: int = 0, limit: int, most: int) -> Later:
    """The newest statements that somebody named denies: said not to be so, by a source.

    `reading_ids` are the readings to look through, the newest first; `most` of them are looked through from `start`.
    """
    sourced, wanted = schema.parties.c, Filter(polarity=Polarity.NO)

    def said_by(of: Any) -> tuple[ColumnElement[bool], ...]:
        return (exists().where(sourced.statement_id == of.c.id, sourced.field == "sources"),)

    return _walked(record, reading_ids, wanted, said_by, (start, limit, most))


def _walked(
    record: Record,
    reading_ids: Sequence[int],
    wanted: Filter,
    within: Callable[[Any], Iterable[ColumnElement[bool]]],
    part: tuple[int, int, int],
) -> Later:
    start, limit, most = part
    found: list[StatementRow] = []
    end = min(len(reading_ids), start + most)
    place = start
    with record.reading() as connection:
        while place < end and len(found) < limit:
            some = reading_ids[place : min(place + _AT_ONCE, end)]
            place += len(some)
            of = select(schema.readings.c.document_id).where(schema.readings.c.id.in_(some))

            def here(rows: Any, of: Any = of) -> Iterator[ColumnElement[bool]]:
                yield rows.c.document_id.in_(of)
                yield from within(rows)

            with closing(views.statements_in(connection, wanted, within=here)) as rows:  # type: ignore[type-var]
                found += rows
    return Later(tuple(found), place if place < len(reading_ids) else None)


def due(record: Record, today: date, *, most: int) -> list[str]:
    """The ids of forecasts whose date has come, the latest first; `most` at most, whatever was decided on them."""
    rows, found, readings = schema.statements, schema.found, schema.readings
    last = select(rows.c.id).where(rows.c.kind == str(Kind.FORECAST), rows.c.latest < today)
    last = last.order_by(rows.c.latest.desc(), rows.c.id.desc()).limit(most)
    with record.reading() as connection:
        ids = connection.scalars(last).all()
        current_ids = select(found.c.statement_id).join(readings, readings.c.id == found.c.reading_id)
        held = set(connection.scalars(current_ids.where(found.c.statement_id.in_(ids), is_current(readings))))
    return [id_ for id_ in ids if id_ in held]


def still(
    record: Record, ids: Collection[str], *, limit: int | None = None, waiting: bool = False
) -> list[StatementRow]:
    """Those of the statements that are shown and stand, in the order of their ids; `waiting` those not decided on."""
    states, listed = (_WAITING if waiting else SHOWN), list(ids)
    found: dict[str, StatementRow] = {}
    with record.reading() as connection:
        for first in range(0, len(listed), _AT_ONCE):
            some = listed[first : first + _AT_ONCE]
            found |= {row.id: row for row in _of_ids(connection, some, states)}
            if limit is not None and len(found) >= limit:
                break
    return list(islice((found[id_] for id_ in listed if id_ in found), limit))


def _of_ids(connection: Any, ids: Sequence[str], states: frozenset[State]) -> Iterator[StatementRow]:
    wanted = Filter(states=states)
    return views.statements_in(connection, wanted, within=lambda rows: (rows.c.id.in_(ids),))
