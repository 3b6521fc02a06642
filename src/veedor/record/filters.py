"""A `Filter` as conditions on the rows of statements and readings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from veedor.codebook.naming import APART, folded, shortened
from veedor.record.rows import PARTIES, bounds_of, storable
from veedor.record.schema import parties, places
from veedor.record.schema import statements as _statements
from veedor.record.wanted import Filter, Names

_LABELS = ("kind", "type", "stance", "status", "unit", "certainty", "polarity", "tense")
_FIELDS = {
    "actor": PARTIES,
    "holder": ("holders", "holder"),
    "recipient": ("recipients",),
    "source": ("sources",),
    "place": ("places",),
}
"""Which fields of `parties` a part of a name is looked for in."""

_MOST = 500
"""Names that one part of a question holds as values of their own. SQLite takes 32,766 values in all, and a question
may have each name in a dozen places."""

_dated = _statements.alias("dated")
_NARROW = timedelta(days=62)
"""Two months: up to here the statements of a date are fewer than those of an actor that is much spoken of."""


class _OneOf(FunctionElement[bool]):
    """That a column's value is one of those that a question gives, which a database is to ask first.

    PostgreSQL would join an `IN` late, after all that is asked of every statement.
    """

    # Without a type: a Boolean one would be asked for as `… = 1`, which no index answers.
    name = "one_of"
    inherit_cache = True


@compiles(_OneOf)
def _in(element: _OneOf, compiler: Any, **rest: Any) -> str:
    column, question = (compiler.process(part, **rest) for part in element.clauses)
    return f"{column} IN {question}"


@compiles(_OneOf, "postgresql")
def _any(element: _OneOf, compiler: Any, **rest: Any) -> str:
    column, question = (compiler.process(part, **rest) for part in element.clauses)
    return f"{column} = ANY (ARRAY{question})"


class _Among(FunctionElement[bool]):
    """That a column's value is one of those in a JSON list, which counts as one value however long it is."""

    name = "among"
    inherit_cache = True


@compiles(_Among)
def _among_json(element: _Among, compiler: Any, **rest: Any) -> str:
    column, listed = (compiler.process(part, **rest) for part in element.clauses)
    return f"({column} IN (SELECT value FROM json_each({listed})))"


@compiles(_Among, "postgresql")
def _among_jsonb(element: _Among, compiler: Any, **rest: Any) -> str:
    column, listed = (compiler.process(part, **rest) for part in element.clauses)
    return f"({column} = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST({listed} AS jsonb)))))"


def among(column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """That a column's value is one of these, of which an actor may have thousands: a name in each document."""
    if len(values) <= _MOST:
        return column.in_(values)
    return _Among(column, literal(json.dumps(sorted(values)), String))


def conditions(
    wanted: Filter, statements: Any, readings: Any, *, begins: bool = True
) -> Iterator[ColumnElement[bool]]:
    """What a statement, and the reading it stands in, must fulfil; its state and standing are not looked at.

    Without `begins` the asker says more, such as the document, with which a database had better begin.
    """
    begins = begins and not (_is_narrow(wanted.date) or wanted.document or wanted.words or _names(wanted))
    if _is_narrow(wanted.date):
        # Asked for by itself, so that a database begins with the days, of which it has an index.
        yield _OneOf(statements.c.id, select(_dated_to(wanted).c.id).scalar_subquery())
    for name in _LABELS:
        value = getattr(wanted, name)
        if value is not None:
            column = statements.c[name]
            # SQLite would take the index of kinds, each of which a large part of all statements has.
            yield (column if begins else func.coalesce(column, "")) == storable(str(value))
    for name, fields in _FIELDS.items():
        who = getattr(wanted, name)
        if isinstance(who, Names):
            if not _is_narrow(wanted.date):
                yield _OneOf(statements.c.id, _naming(who).scalar_subquery())
                yield _is_named(statements, who, fields)
        elif who is not None:
            yield _has_party(statements, who, fields)
    if wanted.country is not None:
        yield exists().where(places.c.statement_id == statements.c.id, places.c.country == wanted.country)
    if wanted.words is not None:
        yield statements.c.words == shortened(folded(wanted.words))
    if wanted.document is not None:
        yield statements.c.document_id == storable(wanted.document)
    if wanted.publisher is not None:
        yield readings.c.publisher == storable(wanted.publisher)
    if wanted.date is not None and not _is_narrow(wanted.date):
        yield statements.c.dated.is_not(None)
        yield _overlaps(statements, wanted.date)
    if wanted.published is not None:
        yield readings.c.published.is_not(None)
        yield _overlaps(readings, wanted.published)


def _has_party(statements: Any, part: str, fields: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        parties.c.statement_id == statements.c.id,
        parties.c.field.in_(fields),
        parties.c.folded.contains(folded(part), autoescape=True),
    )


def _is_narrow(date: str | None) -> bool:
    """Whether so few statements have a date that it is best to begin with them."""
    earliest, latest = bounds_of(date)
    return earliest is not None and latest is not None and latest - earliest <= _NARROW


@lru_cache(maxsize=20)
def _dated_to(wanted: Filter) -> CTE:
    """The ids of statements whose dates share a day with the one wanted, and that name who is wanted.

    Each part of the union has an index. It is one object for one filter, so that a question that asks for it twice
    says it once.
    """
    earliest, latest = bounds_of(wanted.date)
    named = [_is_named(_dated, who, fields) for who, fields in _names(wanted)]
    ids, days = select(_dated.c.id).where(_dated.c.dated.is_not(None)), _dated.c
    parts = (
        ids.where(days.earliest <= latest, days.latest >= earliest, *named),
        ids.where(days.earliest.is_(None), days.latest >= earliest, *named),
        ids.where(days.latest.is_(None), days.earliest <= latest, *named),
    )
    return union_all(*parts).cte("dated_to").prefix_with("MATERIALIZED")


def _names(wanted: Filter) -> list[tuple[Names, Sequence[str]]]:
    """The actors wanted, each with the fields in which one must stand."""
    asked = ((getattr(wanted, name), fields) for name, fields in _FIELDS.items())
    return [(who, fields) for who, fields in asked if isinstance(who, Names)]


def _naming(names: Names) -> Select[Any]:
    """The ids of statements that name, in any field, what may mean an actor: a database best begins with them."""
    return select(parties.c.statement_id).where(among(parties.c.key, names.nodes | _plain(names.here)))


def _plain(nodes: Iterable[str]) -> set[str]:
    """The names of nodes of one document."""
    return {node.partition(APART)[0] for node in nodes}


def _is_named(statements: Any, names: Names, fields: Sequence[str]) -> ColumnElement[bool]:
    """That a party's name is one of those that mean an actor."""
    node = parties.c.key + APART + statements.c.document_id
    is_one = among(parties.c.key, names.nodes)
    if names.not_here:
        is_one = and_(is_one, not_(among(node, names.not_here)))
    if names.here:
        is_one = or_(is_one, and_(among(parties.c.key, _plain(names.here)), among(node, names.here)))
    return exists().where(parties.c.statement_id == statements.c.id, parties.c.field.in_(fields), is_one)


def _overlaps(rows: Any, date: str) -> ColumnElement[bool]:
    """That a row's dates share a day with `date`; an open end reaches any day."""
    earliest, latest = bounds_of(date)
    found: list[ColumnElement[bool]] = []
    if latest is not None:
        found.append(or_(rows.c.earliest.is_(None), rows.c.earliest <= latest))
    if earliest is not None:
        found.append(or_(rows.c.latest.is_(None), rows.c.latest >= earliest))
    return and_(True, *found)
