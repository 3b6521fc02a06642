"""What two statements are to each other: one happening, an announcement and what became of it, one count.

Of a pair, and of what is asked of it, the latest judgement that counts holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.findings import named
from veedor.record.rows import storable
from veedor.record.schema import changes as _changes
from veedor.record.schema import pairings as _pairings
from veedor.record.store import Record


class Family(StrEnum):
    """What is asked of two statements."""

    HAPPENING = "happening"
    """Whether they tell of the same happening."""
    OUTCOME = "outcome"
    """Whether the second is what became of what the first announces."""
    COUNT = "count"
    """Whether two figures count the same."""


class Relation(StrEnum):
    """What two statements are judged to be to each other."""

    SAME_HAPPENING = "same happening"
    DIFFERENT_HAPPENINGS = "different happenings"
    OUTCOME = "outcome"
    """The second tells what became of what the first announces."""
    NO_OUTCOME = "no outcome"
    SAME_COUNT = "same count"
    DIFFERENT_COUNTS = "different counts"

    @property
    def family(self) -> Family:
        """What was asked."""
        return _FAMILIES[self]


_FAMILIES = {
    Relation.SAME_HAPPENING: Family.HAPPENING,
    Relation.DIFFERENT_HAPPENINGS: Family.HAPPENING,
    Relation.OUTCOME: Family.OUTCOME,
    Relation.NO_OUTCOME: Family.OUTCOME,
    Relation.SAME_COUNT: Family.COUNT,
    Relation.DIFFERENT_COUNTS: Family.COUNT,
}


class Pair(NamedTuple):
    """What somebody judges of two statements, by the ids of any of their forms."""

    left: str
    right: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Pairing:
    """A judgement that holds."""

    change_id: int
    left: str
    """The announcement, of an outcome; else the one of the two ids that comes first in the order of letters."""
    right: str
    relation: Relation
    why: str
    """Empty where nobody said."""
    by: str
    at: str
    """UTC, ISO 8601."""


def pair(
    record: Record, left_id: str, right_id: str, relation: Relation, *, by: str, reason: str = ""
) -> int:
    """The id of the change by which two statements are judged to be this to each other.

    Raises UsageError for an id that no statement has, and for a pair of one statement with itself.
    """
    return pair_all(record, [Pair(left_id, right_id, relation)], by=by, reason=reason)


def pair_all(record: Record, pairs: Sequence[Pair], *, by: str, reason: str = "") -> int:
    """As `pair`, of several pairs at once, which are taken back together."""
    if not pairs:
        raise UsageError("There is nothing to judge; name at least two statements")
    with record.writing() as connection:
        found = [_ends(connection, one, record.place) for one in pairs]
        documents = {document_id for _, document_ids in found for document_id in document_ids}
        document_id = documents.pop() if len(documents) == 1 else None
        why = reason.strip() or None
        change_id = changes.append(connection, Verb.PAIR, by, reason=why, document_id=document_id)
        rows = {tuple(ends): ends._asdict() | {"change_id": change_id} for ends, _ in found}
        connection.execute(insert(_pairings), list(rows.values()))
        return change_id


class _Ends(NamedTuple):
    """A row of `pairings`, without its change."""

    left: str
    right: str
    family: Family
    relation: Relation


def _ends(connection: Connection, one: Pair, place: str) -> tuple[_Ends, tuple[str, str]]:
    """What is judged of a pair, by the ids as first found, and the documents in which the two stand."""
    left, right = (named.line_of(connection, id_, place) for id_ in (one.left, one.right))
    if left.root_id == right.root_id:
        raise UsageError(f"{one.left} and {one.right} are one statement; name two")
    relation = Relation(one.relation)
    ends = ordered(left.root_id, right.root_id, relation.family)
    return _Ends(*ends, relation.family, relation), (left.document_id, right.document_id)


def ordered(left: str, right: str, family: Family) -> tuple[str, str]:
    """The two in the order in which a pair is kept: what has no direction, by their letters."""
    return (left, right) if family is Family.OUTCOME or left < right else (right, left)


def pairings(record: Record, of: Collection[str] | None = None) -> list[Pairing]:
    """The judgements that hold, in the order they were made; with `of`, those on one of these statements.

    What was judged of a statement of an older version of a report is given of the newest one that still has it.
    """
    with record.reading() as connection:
        rows = connection.execute(_counting()).all()
        newest = named.newest(connection, {id_ for row in rows for id_ in (row.left, row.right)})
    found: dict[tuple[Family, str, str], Pairing] = {}
    for row in rows:
        family = Family(row.family)
        ends = ordered(newest[row.left], newest[row.right], family)
        found[family, *ends] = _pairing(row, *ends)
    held = sorted(found.values(), key=lambda one: (one.change_id, one.left, one.right))
    return [
        one for one in held if one.left != one.right and (of is None or one.left in of or one.right in of)
    ]


def _counting() -> Select[Any]:
    rows, log = _pairings.c, _changes.c
    return (
        select(_pairings, log.by, log.at, log.reason)
        .join(_changes, log.id == rows.change_id)
        .where(counts(rows.change_id))
        .order_by(rows.change_id, rows.left, rows.right)
    )


def _pairing(row: Any, left: str, right: str) -> Pairing:
    why = storable(row.reason) or ""
    return Pairing(row.change_id, left, right, Relation(row.relation), why, row.by, row.at)
