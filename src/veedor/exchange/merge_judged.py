"""What people and programs judged, as rows of which the latest of each question holds: told from two records."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, select

from veedor.codebook.naming import APART
from veedor.exchange.merge_plan import Side, Thing
from veedor.record import schema
from veedor.record.changes import counts
from veedor.record.versions.carrying import BY

LOGGED = ("by", "at", "reason")
"""Columns of the log that `counting` gives beside a row's own."""


class Needs(NamedTuple):
    """What a row refers to, and what must be here for it to be taken over."""

    documents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """How the rows of one table are compared."""

    thing: Thing
    table: Table
    of: tuple[str, ...]
    """The columns that say what is judged."""
    says: tuple[str, ...]
    """The columns that say how."""
    needs: Callable[[Any], Needs]
    first_holds: bool = False
    """Whether of several the first holds, not the latest."""
    is_program: Callable[[Any], bool] = lambda row: False
    """Whether a program judged, which gives way to a person."""

    def key(self, row: Any) -> Hashable:
        """What a row judges; of two documents, whichever is named first."""
        found = tuple(getattr(row, name) for name in self.of)
        return tuple(sorted(found)) if self.table is schema.relations else found

    def answer(self, row: Any) -> tuple[Any, ...]:
        """How a row judges."""
        way = tuple(getattr(row, name) for name in self.of) if self.table is schema.relations else ()
        return (*way, *(getattr(row, name) for name in self.says))

    def side(self, row: Any) -> Side:
        """What a conflict tells of a row."""
        return Side(_label(self, row), row.by, row.at)

    def named(self, row: Any) -> str:
        """What a conflict is of, on one line."""
        return " / ".join(str(getattr(row, name)) for name in self.of if getattr(row, name) is not None)


def _label(judged: Judged, row: Any) -> str:
    """The closed label that a row gives; what has none is told by its change."""
    name = {
        schema.relations: "relation",
        schema.judgements: "verdict",
        schema.pairings: "relation",
        schema.named_issues: "name",
        schema.resolutions: "outcome",
        schema.reanchored: "how",
    }.get(judged.table)
    return str(getattr(row, name)) if name else f"change {row.change_id}"


def _in_names(row: Any) -> Needs:
    ends = (row.left, row.right)
    return Needs(documents=tuple(end.partition(APART)[2] for end in ends if APART in end))


def _of_resolution(row: Any) -> Needs:
    return Needs(statements=(row.statement_id, *map(str, json.loads(row.evidence))))


def _of_statement(row: Any) -> Needs:
    return Needs(statements=(row.statement_id,) if row.statement_id else ())


RELATIONS = Judged(
    Thing.RELATIONS,
    schema.relations,
    ("document_id", "other_id"),
    ("relation",),
    lambda row: Needs((row.document_id, row.other_id)),
    is_program=lambda row: bool(row.by == BY),
)
MOVED = Judged(
    Thing.MOVED,
    schema.reanchored,
    ("statement_id", "document_id"),
    ("how", "becomes"),
    lambda row: Needs((row.document_id,), (row.statement_id,)),
)
JUDGED: tuple[Judged, ...] = (
    Judged(
        Thing.RETRACTIONS, schema.retractions, ("document_id",), (), lambda row: Needs((row.document_id,))
    ),
    Judged(
        Thing.WITHDRAWALS,
        schema.withdrawals,
        ("statement_id", "document_id", "start", "end"),
        (),
        lambda row: Needs((row.document_id,), (row.statement_id,)),
    ),
    Judged(
        Thing.IGNORED,
        schema.ignored,
        ("kind", "type", "words", "document_id", "publisher"),
        (),
        lambda row: Needs((row.document_id,) if row.document_id else ()),
    ),
    Judged(
        Thing.JUDGEMENTS,
        schema.judgements,
        ("left", "right"),
        ("verdict",),
        _in_names,
        is_program=lambda row: row.score is not None,
    ),
    Judged(
        Thing.PAIRINGS,
        schema.pairings,
        ("left", "right", "family"),
        ("relation",),
        lambda row: Needs(statements=(row.left, row.right)),
    ),
    Judged(Thing.ISSUES, schema.named_issues, ("statement_id", "key"), ("name",), _of_statement),
    Judged(
        Thing.CRITERIA,
        schema.criteria,
        ("statement_id",),
        ("plain", "due"),
        _of_statement,
        first_holds=True,
    ),
    Judged(
        Thing.RESOLUTIONS,
        schema.resolutions,
        ("statement_id",),
        ("outcome", "came_out", "evidence"),
        _of_resolution,
    ),
    Judged(Thing.BRIEFS, schema.briefs, ("name",), ("plain", "frozen"), lambda row: Needs()),
)
"""All but relations and what follows from them, and decisions on statements."""


def counting(connection: Connection, table: Table) -> Iterator[Any]:
    """The rows of a table whose changes count, in the order of these, with who, when and why."""
    yield from connection.execute(_query(table).execution_options(yield_per=1000))


def _query(table: Table) -> Select[Any]:
    log = schema.changes.c
    query = select(table, log.by, log.at, log.reason).join(
        schema.changes, schema.changes.c.id == table.c.change_id
    )
    return query.where(counts(table.c.change_id)).order_by(*table.primary_key.columns)


def grouped(judged: Judged, rows: Iterable[Any]) -> dict[Hashable, list[Any]]:
    """The rows by what they judge."""
    found: dict[Hashable, list[Any]] = {}
    for row in rows:
        found.setdefault(judged.key(row), []).append(row)
    return found


def holding(judged: Judged, rows: list[Any]) -> Any:
    """Of several rows on one thing the one that holds."""
    return rows[0] if judged.first_holds else rows[-1]


def values(table: Table, row: Any) -> dict[str, Any]:
    """The row's own columns."""
    whole: Mapping[str, Any] = row._mapping
    return {name: whole[name] for name in (column.name for column in table.columns)}
