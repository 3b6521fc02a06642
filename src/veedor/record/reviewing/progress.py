"""How far review has come, told after each decision: the numbers before it, and what it changed.

Counting all (`waiting.counters`) takes half a second in a record of 300,000 statements of which 20,000 are decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from veedor.record import current, schema
from veedor.record.changes import Verb, counts
from veedor.record.current import DECIDING, is_current
from veedor.record.reviewing import waiting
from veedor.record.wanted import Standing

if TYPE_CHECKING:
    from veedor.record.store import Record

_MOST = 200
"""Changes since the last count up to which they are looked at one by one."""
_PLAIN = frozenset({*DECIDING, *map(str, (Verb.COMMENT, Verb.AGREE, Verb.SEND_BACK, Verb.BATCH, Verb.UNDO))})
"""What changes the numbers by the statements decided, and by nothing else."""
_UNKNOWN = -1
"""Stands for the last change where it is not known which were counted."""


class Progress(NamedTuple):
    """How many statements of documents that stand wait, and how many are decided."""

    waiting: int
    done: int
    change_id: int
    """The last change that was counted; 0 in an empty record, -1 where it is not known."""


def progress(record: Record, since: Progress | None = None) -> Progress:
    """How far review has come; `since` is what was told before, from which it is sooner told."""
    if since is not None and (further := _further(record, since)) is not None:
        return further
    before, many, last = _last(record), waiting.counters(record), _last(record)
    done = many.accepted + many.corrected + many.added + many.rejected
    # Whether a change that came in between was counted nobody knows: the next time all are.
    return Progress(many.read + many.differ, done, last if last == before else _UNKNOWN)


def only_decided(record: Record, since: int) -> bool:
    """Whether, since a change, people only decided and remarked, and not too much of it to be looked at here.

    Then what waited first before waits first still, or has been decided.
    """
    with record.reading() as connection:
        made = _made(connection, since)
    return made is not None and all(change.verb != str(Verb.UNDO) for change in made)


def _made(connection: Connection, since: int) -> Sequence[Any] | None:
    """The changes since another one; None where they are many, or did, or took back, more than decisions."""
    log, undos = schema.changes.c, schema.undos.c
    query = select(log.id, log.verb).where(log.id > since).order_by(log.id).limit(_MOST + 1)
    made = connection.execute(query).all()
    if since == _UNKNOWN or len(made) > _MOST:
        return None
    turned = select(log.verb).where(log.id.in_(select(undos.undone_id).where(undos.change_id > since)))
    verbs = {change.verb for change in made} | set(connection.scalars(turned))
    return made if verbs <= _PLAIN else None


def _last(record: Record) -> int:
    with record.reading() as connection:
        return connection.scalar(select(func.max(schema.changes.c.id))) or 0


def _further(record: Record, since: Progress) -> Progress | None:
    """What was told before with what was decided, or taken back, since; None where more than that has happened."""
    with record.reading() as connection:
        made = _made(connection, since.change_id)
        if made is None:
            return None
        lines = connection.scalars(_touched(since.change_id)).all()
        rows = connection.execute(_simple(lines, since.change_id)).all()
    if len(rows) != len(lines):
        return None
    many = sum(bool(row.now) - bool(row.before) for row in rows)
    return Progress(since.waiting - many, since.done + many, made[-1].id if made else since.change_id)


def _touched(last: int) -> Select[Any]:
    """The lines that were decided on, or whose decisions were taken back or put in again, after the change `last`."""
    rows, undos = schema.reviews.c, schema.undos.c
    turned = select(undos.undone_id).where(undos.change_id > last)
    is_touched = or_(rows.change_id > last, rows.change_id.in_(turned))
    return select(rows.statement_id).where(rows.verb.in_(DECIDING), is_touched).distinct()


def _simple(lines: Sequence[str], last: int) -> Select[Any]:
    """Those of the lines of which a decision changes nothing but whether they wait.

    `before` says whether a line was decided after the change `last`, `now` whether it is.
    """
    statements, found, readings = schema.statements, schema.found, schema.readings
    rows, form, other = schema.reviews.alias(), schema.found.alias(), schema.reviews.alias()
    deciding = (rows.c.statement_id == statements.c.id, rows.c.verb.in_(DECIDING))
    now = exists().where(*deciding, counts(rows.c.change_id))
    before = exists().where(*deciding, rows.c.change_id <= last, _counted(rows.c.change_id, last))
    # Where a document was read again since somebody decided, a decision may settle a difference too.
    read_again = exists().where(
        rows.c.document_id == statements.c.document_id, rows.c.reading_id != readings.c.id
    )
    hides_another = exists().where(
        rows.c.statement_id == statements.c.id, form.c.statement_id == rows.c.becomes
    )
    is_hidden = exists().where(other.c.becomes == statements.c.id)
    return (
        select(statements.c.id, now.label("now"), before.label("before"))
        .join(found, found.c.statement_id == statements.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(statements.c.id.in_(lines), is_current(readings), ~current.is_ignored(statements, readings))
        .where(current.standing(statements.c.id, statements.c.document_id) == str(Standing.STANDS))
        .where(~read_again, ~hides_another, ~is_hidden)
    )


def _counted(change_id: ColumnElement[int], last: int) -> ColumnElement[bool]:
    """That a change counted after the change `last`, whatever was taken back since."""
    out, later = schema.undos.alias(), schema.undos.alias()
    is_last = ~exists().where(
        later.c.undone_id == out.c.undone_id, later.c.change_id > out.c.change_id, later.c.change_id <= last
    )
    taken_back = (out.c.undone_id == change_id, out.c.change_id <= last, out.c.back.is_(False))
    return ~exists().where(*taken_back, is_last)
