"""What is worth a look on the first page: what others did since a change, and statements that want attention.

Everything here is for short lists: what would have to look through the whole record looks through its newest part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from veedor.codebook.labels import Comparison, Kind, Polarity
from veedor.codebook.naming import folded
from veedor.codebook.statement import Figure
from veedor.record import current, schema, views
from veedor.record.accounts import Decision
from veedor.record.changes import Verb, counts
from veedor.record.current import is_current
from veedor.record.rows import storable, to_statement
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


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures of one thing that differ from document to document."""

    unit: str
    what: str
    """Folded."""
    ids: tuple[str, ...]
    """The statements, those of the newest documents first."""


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


def differing_figures(record: Record, reading_ids: Sequence[int]) -> list[Difference]:
    """Figures with one unit and the same words for what is counted, that no single number can all mean.

    Of the readings given, the newest first; figures of two times are not held against each other. That they differ is
    all that is said: they may count different things.
    """
    groups: dict[tuple[str, str], list[tuple[str, str, Figure]]] = {}
    for id_, document_id, figure in _figures(record, reading_ids):
        what = folded(figure.what.words)
        if what and what != folded(figure.unit):  # what only repeats the unit says nothing of what is counted
            groups.setdefault((figure.unit, what), []).append((id_, document_id, figure))
    found = []
    for (unit, what), figures in groups.items():
        ids = {
            id_
            for one, other in combinations(figures[:_COMPARED], 2)
            if _differ(one, other)
            for id_ in (one[0], other[0])
        }
        if ids:
            found.append(Difference(unit, what, tuple(id_ for id_, _, _ in figures if id_ in ids)))
    return found


_COMPARED = 30
"""Figures of one thing that are compared with each other: more would be no list to look at."""


def _figures(record: Record, reading_ids: Sequence[int]) -> Iterator[tuple[str, str, Figure]]:
    rows, found, readings = schema.statements, schema.found, schema.readings
    query = (
        select(rows.c.id, rows.c.document_id, rows.c.plain, found.c.reading_id)
        .join(found, found.c.statement_id == rows.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        # By no index of theirs: a database is to begin with the readings.
        .where(func.coalesce(rows.c.kind, "") == str(Kind.FIGURE), rows.c.polarity == str(Polarity.YES))
        .where(~current.is_retracted(readings.c.document_id), ~current.is_superseded(readings.c.document_id))
    )
    with record.reading() as connection:
        for first in range(0, len(reading_ids), _AT_ONCE):
            some = reading_ids[first : first + _AT_ONCE]
            order = {id_: number for number, id_ in enumerate(some)}
            of_some = connection.execute(query.where(found.c.reading_id.in_(some))).all()
            for row in sorted(of_some, key=lambda one: (order[one.reading_id], one.id)):
                figure = to_statement(row.plain)
                if isinstance(figure, Figure):
                    yield row.id, row.document_id, figure


def _differ(one: tuple[str, str, Figure], other: tuple[str, str, Figure]) -> bool:
    return one[1] != other[1] and differ(one[2], other[2])


def differ(one: Figure, other: Figure) -> bool:
    """Whether two figures of one time leave no number that both can mean."""
    if _time(one) != _time(other):
        return False
    (low, high), (least, most) = _range(one), _range(other)
    return high < least or most < low


def _time(figure: Figure) -> tuple[str, str]:
    return (figure.when.value if figure.when else "", folded(figure.period.words) if figure.period else "")


def _range(figure: Figure) -> tuple[float, float]:
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    if figure.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN):
        return low, float("inf")
    if figure.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN):
        return float("-inf"), high
    if figure.comparison is Comparison.ABOUT:
        return low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    return low, high


_ABOUT = 0.1
"""By which part a number that is said to be about right may be off."""
