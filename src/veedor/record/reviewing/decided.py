"""What became of one statement, with everything that people said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, bindparam, func, select

from veedor.codebook.statement import Statement
from veedor.codebook.wording import plain
from veedor.errors import UsageError
from veedor.record import adding, current, schema, views
from veedor.record.changes import Verb, counts
from veedor.record.reviewing import lines, second_reading
from veedor.record.reviewing.lines import Line
from veedor.record.reviewing.second_reading import Settled
from veedor.record.rows import to_statement
from veedor.record.wanted import State

if TYPE_CHECKING:
    from veedor.record.store import Record

_ID = 16
"""Characters of a statement's id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a person decided, answered or remarked."""

    id: int
    """The change."""
    verb: Verb
    by: str
    at: str
    """UTC, ISO 8601."""
    reason: str | None
    """A comment's words."""
    statement: Statement | None
    """The form that the line had from then on; None where nothing was decided."""
    answers: int | None
    """The decision that a second reader answers."""
    carried_from: int | None
    """The decision on an older version of the document that this one repeats."""
    part_of: int | None
    counts: bool
    """False where it was taken back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A line with its history."""

    root_id: str
    """The statement as first found or written."""
    document_id: str
    row: views.StatementRow | None
    """The line as it is shown; None where only an earlier reading found it and nobody decided."""
    settled: Settled | None
    """None where nobody has decided."""
    by: str | None
    """Who made the decision that holds."""
    at: str | None
    first: Statement
    """The statement as first found or written."""
    history: tuple[Entry, ...]
    """Oldest first; what was taken back too."""


def decision(record: Record, statement_id: str) -> Decision:
    """What became of a statement, named by any id of its line; UsageError where there is none."""
    with record.reading() as connection:
        line = lines.line_of(connection, statement_id)
        state = None if line.decision_id is None else second_reading.settled(connection, line.decision_id)
        first = lines.statement_of(connection, line.root_id)
        history = tuple(_history(connection, line))
        row = row_of(connection, line)
        return Decision(line.root_id, line.document_id, row, state, line.by, line.at, first, history)


def shown(record: Record, statement_id: str) -> views.StatementRow | None:
    """The row of a `decision`, without all that people said; UsageError where there is no such statement."""
    with record.reading() as connection:
        return row_of(connection, lines.line_of(connection, statement_id))


def now(record: Record, statement_id: str) -> tuple[str, State] | None:
    """The id under which a statement is shown, and its state, as in `shown`; None where it is not shown."""
    with record.reading() as connection:
        line = lines.line_of(connection, statement_id)
        if line.verb is None:
            row = row_of(connection, line)
            return None if row is None else (row.id, row.state)
        is_shown = adding.current_reading(connection, line.document_id) is not None
        return (line.shown_id, current.state_of(line.verb, line.becomes)) if is_shown else None


def row_of(connection: Connection, line: Line) -> views.StatementRow | None:
    """The line as the views show it; None where they do not."""
    query = _undecided() if line.decision_id is None else _decided()
    which = {"root_id": line.root_id, "document_id": line.document_id, "decision_id": line.decision_id}
    row = connection.execute(query, which).first()
    return None if row is None else views.statement_row(row)


# Made once, as the queue asks for one statement after the other: making such a question takes longer than asking it.
@cache
def _undecided() -> Select[Any]:
    """The statement `:root_id`, if nobody decided on it."""
    return current.undecided(lambda statements, _: [statements.c.id == bindparam("root_id")])


@cache
def _decided() -> Select[Any]:
    """What the decision `:decision_id` on the document `:document_id` made of a statement."""
    return current.decided(
        lambda statements, _: [statements.c.document_id == bindparam("document_id")],
        lambda decided, _: [decided.c.change_id == bindparam("decision_id")],
    )


def _history(connection: Connection, line: Line) -> list[Entry]:
    rows, log, forms = schema.reviews, schema.changes, schema.statements
    query = (
        select(
            rows,
            *(log.c[name] for name in ("by", "at", "reason", "part_of")),
            counts(rows.c.change_id).label("counts"),
            forms.c.plain,
        )
        .join(log, log.c.id == rows.c.change_id)
        .join(forms, forms.c.id == func.coalesce(rows.c.becomes, rows.c.statement_id))
        .where(rows.c.statement_id == line.root_id)
        .order_by(rows.c.change_id)
    )
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.change_id,
        verb=Verb(row.verb),
        by=row.by,
        at=row.at,
        reason=row.reason,
        statement=to_statement(row.plain) if row.verb in current.DECIDING else None,
        answers=row.answers,
        carried_from=row.carried_from,
        part_of=row.part_of,
        counts=bool(row.counts),
    )


def statements_of(
    record: Record, change_ids: Sequence[int], *, findings: bool = True
) -> dict[int, list[str]]:
    """The first forms of the statements that changes are about, by change; those about none are left out.

    A batch is about what its parts are about, an undo about what it turned.
    """
    rows, log, undos = schema.reviews.c, schema.changes.c, schema.undos.c
    found: dict[int, list[str]] = {}
    with record.reading() as connection:
        for query in (
            select(rows.change_id, rows.statement_id).where(rows.change_id.in_(change_ids)),
            select(log.part_of, rows.statement_id)
            .select_from(schema.reviews)
            .join(schema.changes, log.id == rows.change_id)
            .where(log.part_of.in_(change_ids), log.verb.in_([*current.DECIDING, str(Verb.COMMENT)])),
            select(undos.change_id, rows.statement_id)
            .select_from(schema.reviews)
            .join(schema.undos, undos.undone_id == rows.change_id)
            .where(undos.change_id.in_(change_ids)),
        ):
            for change_id, statement_id in connection.execute(query.order_by(rows.change_id)):
                found.setdefault(change_id, []).append(statement_id)
        for change_id, statement_id in _of_findings(connection, change_ids) if findings else ():
            found.setdefault(change_id, []).append(statement_id)
    return found


_FINDINGS = (
    schema.pairings.c.left,
    schema.pairings.c.right,
    schema.named_issues.c.statement_id,
    schema.criteria.c.statement_id,
    schema.resolutions.c.statement_id,
)
"""The columns of findings that name the statement which they are about."""


def _of_findings(connection: Connection, change_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The statements that findings are about, or undos of findings, by the change."""
    undos = schema.undos.c
    for named in _FINDINGS:
        made = named.table.c.change_id
        own = select(made, named).where(made.in_(change_ids), named.is_not(None))
        turned = select(undos.change_id, named).join_from(schema.undos, named.table, undos.undone_id == made)
        turned = turned.where(undos.change_id.in_(change_ids), named.is_not(None))
        for query in (own, turned):
            yield from ((row[0], row[1]) for row in connection.execute(query.order_by(made, named)))


def sentences_of(record: Record, statement_ids: Sequence[str]) -> dict[str, str]:
    """What statements say, in plain words, by their ids; in the form that each id names."""
    rows = schema.statements.c
    with record.reading() as connection:
        found = connection.execute(select(rows.id, rows.plain).where(rows.id.in_(statement_ids))).all()
    return {row.id: plain(to_statement(row.plain)) for row in found}


def find(record: Record, beginning: str) -> str:
    """The id of the one statement whose id begins so; UsageError where none or several do."""
    if len(beginning) >= _ID:
        return beginning
    id_ = schema.statements.c.id
    # A range, which the index serves; no hexadecimal digit comes after f.
    begins = [id_ >= beginning, id_ < f"{beginning}g"]
    with record.reading() as connection:
        ids = connection.scalars(select(id_).where(*begins).limit(5)).all()
    if not beginning or not ids:
        raise UsageError(f"No statement {beginning!r}; list those that wait with: veedor review queue")
    if len(ids) > 1:
        raise UsageError(f"{beginning!r} means several statements ({', '.join(ids)}); give more of the id")
    return str(ids[0])
