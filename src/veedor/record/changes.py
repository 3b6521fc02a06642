"""The log: who did what to the record, when and why; and taking it back.

The one invariant: nothing is deleted or overwritten. Taking a change back appends a row of `undos` for it and for
each part of it that counts; taking that back appends the opposite rows for exactly those. So undo restores exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, exists, func, insert, or_, select

from veedor.errors import UsageError
from veedor.record.rows import storable
from veedor.record.schema import changes as _changes
from veedor.record.schema import undos as _undos

if TYPE_CHECKING:
    from veedor.record.store import Record


_AT_ONCE = 500
"""Changes that are named in one question; databases limit how many values it may hold."""


class Verb(StrEnum):
    """What a change did."""

    IMPORT = "import"
    """A run that read documents into the record, or took another record in; its parts are the readings."""
    READ = "read"
    RELATE = "relate"
    """Judged a document to be a version or a carrier of another, or neither."""
    RETRACT = "retract"
    WITHDRAW = "withdraw"
    """Found that a publisher takes a statement back."""
    REANCHOR = "reanchor"
    """Looked for an older version's statements in a newer one."""
    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    COMMENT = "comment"
    AGREE = "agree"
    """A second reader's consent to a decision."""
    SEND_BACK = "send back"
    """A second reader's dissent from a decision."""
    IGNORE = "ignore"
    """Rejected the same words everywhere in a document, of a publisher, or in all."""
    JUDGE = "judge"
    """Judged names to mean the same party, different ones, or unsure."""
    PAIR = "pair"
    """Judged what two statements are to each other: one happening, what became of an announcement, one count."""
    NAME_ISSUE = "name issue"
    """Said to which issue a statement, or all under a key, belong."""
    ENTER = "enter"
    """Wrote down by what it will be told whether a forecast came true."""
    RESOLVE = "resolve"
    """Said how a forecast came out."""
    CHOOSE = "choose"
    """Set an option of the project."""
    WRITE = "write"
    """Wrote a brief, or wrote on in it."""
    PUBLISH = "publish"
    """Froze a brief as it went out."""
    UNDO = "undo"
    BATCH = "batch"
    """Several decisions made as one."""
    ADMIT = "admit"
    """Said who may come in, and what they may do; the reason says how. No undo takes it back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log."""

    id: int
    verb: Verb
    by: str
    """A person, or a program with its version."""
    at: str
    """UTC, ISO 8601."""
    reason: str | None
    part_of: int | None
    """The larger change with which it is taken back."""
    document_id: str | None
    counts: bool
    """False where it was taken back."""


def now() -> str:
    """The present moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# Making the parts of a question takes longer than asking it; what is asked of one column is made once.
@lru_cache(maxsize=500)
def counts(change_id: ColumnElement[int]) -> ColumnElement[bool]:
    """That the change of a row was not taken back, or was put in again since."""
    out, later = _undos.alias(), _undos.alias()
    is_last = ~exists().where(later.c.undone_id == out.c.undone_id, later.c.change_id > out.c.change_id)
    return ~exists().where(out.c.undone_id == change_id, out.c.back.is_(False), is_last)


_INSERT = insert(_changes)
"""Made once: making it takes longer than writing the row."""


def append(
    connection: Connection,
    verb: Verb,
    by: str,
    *,
    reason: str | None = None,
    part_of: int | None = None,
    document_id: str | None = None,
) -> int:
    """The id of a new line of the log; call it in the transaction that writes what the line is about."""
    if not by.strip():
        raise UsageError("Every change needs to say who makes it; give a name")
    row = {
        "verb": str(verb),
        "by": storable(by),
        "at": now(),
        "reason": storable(reason),
        "part_of": part_of,
        "document_id": document_id,
    }
    made = connection.execute(_INSERT, row).inserted_primary_key
    assert made is not None  # every dialect returns the key of a single insert
    return int(made[0])


def undo(record: Record, change_id: int, *, by: str, reason: str | None = None) -> int:
    """The id of the change that takes another one back, with all its parts that count.

    Taking back an undo puts in again what that took out. Raises UsageError where there is no such change or it
    was taken back already.
    """
    with record.writing() as connection:
        return undo_in(connection, change_id, by=by, reason=reason)


def undo_in(connection: Connection, change_id: int, *, by: str, reason: str | None = None) -> int:
    """As `undo`, within a transaction that somebody else began."""
    undone = _rows(connection, [change_id])
    if not undone:
        raise UsageError(f"There is no change {change_id} in the record; list them with: veedor log")
    if not undone[0].counts:
        raise UsageError(f"Change {change_id} is taken back already; list them with: veedor log --all")
    if undone[0].verb is Verb.ADMIT:
        raise UsageError(f"Change {change_id} is of an account, which no undo gives back; see: veedor people")
    own = append(connection, Verb.UNDO, by, reason=reason, document_id=undone[0].document_id)
    rows = [{"change_id": own, **turned._asdict()} for turned in _turned(connection, undone[0])]
    connection.execute(insert(_undos), rows)
    return own


class Turned(NamedTuple):
    """A change that an undo takes out or puts in again."""

    undone_id: int
    back: bool
    """Whether it is put in again."""


def would_turn(connection: Connection, change_id: int) -> list[Turned]:
    """What taking a change back would take out and put in again; empty where there is no such change."""
    return [turned for change in _rows(connection, [change_id]) for turned in _turned(connection, change)]


def _turned(connection: Connection, change: Change) -> list[Turned]:
    """What taking a change back turns: itself, and its parts or what it took out.

    What others put in or took out since stays as it is, so that taking this back too changes nothing but what this
    changes.
    """
    itself = [Turned(change.id, back=False)]
    if change.verb is Verb.UNDO:
        query = select(_undos.c.undone_id, _undos.c.back, counts(_undos.c.undone_id).label("counts"))
        rows = connection.execute(query.where(_undos.c.change_id == change.id)).all()
        return itself + [Turned(row.undone_id, not row.back) for row in rows if row.counts == row.back]
    return itself + [Turned(part, back=False) for part in _parts(connection, [change.id])]


def _parts(connection: Connection, wholes: Sequence[int]) -> list[int]:
    """The parts of changes, and their parts, that count."""
    query = select(_changes.c.id).where(counts(_changes.c.id))
    parts: list[int] = []
    for first in range(0, len(wholes), _AT_ONCE):
        parts += connection.scalars(query.where(_changes.c.part_of.in_(wholes[first : first + _AT_ONCE])))
    return parts + _parts(connection, parts) if parts else []


def _rows(connection: Connection, ids: Iterable[int]) -> list[Change]:
    query = select(_changes, counts(_changes.c.id).label("counts")).where(_changes.c.id.in_(list(ids)))
    return [_change(row) for row in connection.execute(query)]


def _change(row: object) -> Change:
    fields = {name: getattr(row, name) for name in Change.__slots__ if name != "verb"}
    return Change(verb=Verb(row.verb), **fields)  # type: ignore[attr-defined]


def one(record: Record, change_id: int) -> Change | None:
    """A line of the log; None where there is none of that number."""
    with record.reading() as connection:
        return next(iter(_rows(connection, [change_id])), None)


def many(record: Record, by: str, day: str, *, verbs: Collection[Verb]) -> int:
    """How many changes of these sorts a person made on a day (`2026-11-21`) that count, those of a batch for one."""
    log = _changes.c
    query = select(func.count()).where(log.at >= day, log.at < f"{day}~", log.by == storable(by))
    query = query.where(log.verb.in_(sorted(verbs)), log.part_of.is_(None), counts(log.id))
    with record.reading() as connection:
        return connection.scalar(query) or 0


def log(
    record: Record,
    *,
    document_id: str | None = None,
    by: str | None = None,
    day: str | None = None,
    all_parts: bool = False,
    limit: int | None = None,
    before: int | None = None,
    verbs: Collection[Verb] | None = None,
) -> list[Change]:
    """The changes, newest first; of a document, a person, a day (`2026-11-21`), where given.

    Parts of larger changes are left out unless `all_parts`, or unless a document is asked for. `before` is the
    number of a change below which they are wanted, `verbs` what they did.
    """
    query = select(_changes, counts(_changes.c.id).label("counts")).order_by(_changes.c.id.desc())
    if document_id is not None:
        query = query.where(_changes.c.document_id == document_id)
    elif not all_parts:
        query = query.where(or_(_changes.c.part_of.is_(None), _changes.c.verb == str(Verb.WITHDRAW)))
    if by is not None:
        query = query.where(_changes.c.by == storable(by))
    if day is not None:
        query = query.where(_changes.c.at.startswith(day, autoescape=True))
    if before is not None:
        query = query.where(_changes.c.id < before)
    if verbs is not None:
        query = query.where(_changes.c.verb.in_(sorted(verbs)))
    with record.reading() as connection:
        return [_change(row) for row in connection.execute(query.limit(limit))]
