"""What may be wrong with the rows of findings beside what they refer to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from veedor.codebook.when import validate
from veedor.errors import DateError
from veedor.record import schema
from veedor.record.changes import Verb
from veedor.record.findings.pairings import Family, Relation, ordered
from veedor.record.findings.resolutions import Outcome

_VERBS: tuple[tuple[Table, Verb], ...] = (
    (schema.pairings, Verb.PAIR),
    (schema.named_issues, Verb.NAME_ISSUE),
    (schema.criteria, Verb.ENTER),
    (schema.resolutions, Verb.RESOLVE),
)
"""What the log says of the rows of each table."""


class Wrong(NamedTuple):
    """Something that is wrong with what a change did."""

    what: str
    change_id: int


def faults(connection: Connection) -> Iterator[Wrong]:
    """Everything that is wrong with findings; nothing in a sound record."""
    for rows, verb in _VERBS:
        log = schema.changes.c
        query = select(rows.c.change_id).join(schema.changes, log.id == rows.c.change_id)
        for change_id in connection.scalars(query.where(log.verb != str(verb)).distinct()):
            yield Wrong("a finding and its line in the log do not agree", change_id)
    yield from _of_pairings(connection)
    yield from _of_issues(connection)
    yield from _of_criteria(connection)
    yield from _of_resolutions(connection)


def _of_pairings(connection: Connection) -> Iterator[Wrong]:
    for row in connection.execute(select(schema.pairings)):
        if row.relation not in set(Relation) or Relation(row.relation).family != row.family:
            yield Wrong("a pairing says nothing known", row.change_id)
        elif row.left == row.right or (row.left, row.right) != ordered(
            row.left, row.right, Family(row.family)
        ):
            yield Wrong("a pairing is not of two statements in their order", row.change_id)


def _of_issues(connection: Connection) -> Iterator[Wrong]:
    for row in connection.execute(select(schema.named_issues)):
        if (row.statement_id is None) == (row.key is None) or not row.name.strip():
            yield Wrong("an issue has no name, or it is not told of what", row.change_id)


def _of_criteria(connection: Connection) -> Iterator[Wrong]:
    for row in connection.execute(select(schema.criteria)):
        if not isinstance(_loaded(row.plain), dict):
            yield Wrong("a criterion cannot be read", row.change_id)


def _of_resolutions(connection: Connection) -> Iterator[Wrong]:
    statements = set(connection.scalars(select(schema.statements.c.id)))
    for row in connection.execute(select(schema.resolutions)):
        if row.outcome not in set(Outcome) or not _is_date(row.came_out):
            yield Wrong("a resolution says nothing known", row.change_id)
        evidence = _loaded(row.evidence)
        if not isinstance(evidence, list) or not statements.issuperset(map(str, evidence)):
            yield Wrong("a resolution stands on a statement that is not there", row.change_id)


def _loaded(plain: str) -> object:
    try:
        return json.loads(plain)
    except ValueError:
        return None


def _is_date(value: str | None) -> bool:
    if value is None:
        return True
    try:
        return bool(validate(value))
    except DateError:
        return False
