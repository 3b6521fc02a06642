"""Review by two persons: a decision waits until a second one agrees.

It is an option of the project (`options.READERS`). The second reader cannot edit: they agree, or send the decision
back with a reason, and whoever made it decides again. Nobody settles their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select

from veedor.codebook.naming import folded
from veedor.errors import Overtaken, UsageError
from veedor.record import changes, current, options, schema
from veedor.record.changes import Verb, counts
from veedor.record.reviewing.lines import Line, Said, decided_as, line_of, write

if TYPE_CHECKING:
    from veedor.record.store import Record


_AT_ONCE = 500
"""Changes that are named in one question; databases limit how many values it may hold."""


class Settled(StrEnum):
    """Whether a decision needs anybody else."""

    OPEN = "open"
    """It waits for a second reader."""
    SETTLED = "settled"
    SENT_BACK = "sent back"
    """A second reader disagrees; whoever made it decides again."""


class Waiting(NamedTuple):
    """A decision that is not settled."""

    decision_id: int
    by: str
    """Who made it."""
    settled: Settled

    def waits_for(self, person: str) -> bool:
        """Whether this person does what comes next: answers it, or, where it was sent back, decides again."""
        return is_same_person(self.by, person) == (self.settled is Settled.SENT_BACK)


def settled(connection: Connection, decision_id: int) -> Settled:
    """Whether a decision is settled: at once where one reader suffices, or did when it was made."""
    if options.value_of(connection, options.READERS) == "1":
        return Settled.SETTLED
    return _settled(connection, [decision_id])[decision_id]


def _settled(connection: Connection, ids: Sequence[int]) -> dict[int, Settled]:
    """Whether each of some decisions is settled, where two persons review now."""
    carried = _carried(connection, ids)
    answers = _answers(connection, [one for chain in carried.values() for one in chain])
    chosen = options.history(connection, options.READERS)
    found: dict[int, Settled] = {}
    for id_, chain in carried.items():
        # The last in the chain is the one that a person made.
        verb = next((answers[one] for one in chain if one in answers), None)
        if options.value_in(chosen, options.READERS, before=chain[-1]) == "1" or verb == Verb.AGREE:
            found[id_] = Settled.SETTLED
        else:
            found[id_] = Settled.OPEN if verb is None else Settled.SENT_BACK
    return found


def _carried(connection: Connection, ids: Sequence[int]) -> dict[int, list[int]]:
    """Each decision, followed by the one on an older version that it repeats, and so on."""
    rows, before = schema.reviews.c, dict[int, int]()
    new = set(ids)
    while new:
        query = select(rows.change_id, rows.carried_from).where(rows.carried_from.is_not(None))
        found = _in_parts(connection, query, rows.change_id, new)
        some = {row.change_id: row.carried_from for row in found}
        before |= some
        new = set(some.values()) - before.keys()
    return {id_: list(_chain(before, id_)) for id_ in ids}


def _chain(before: Mapping[int, int], id_: int) -> Iterator[int]:
    at: int | None = id_
    while at is not None:
        yield at
        at = before.get(at)


def _answers(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The last answer to each decision that has one."""
    rows = schema.reviews.c
    query = select(rows.change_id, rows.answers, rows.verb).where(counts(rows.change_id))
    found = sorted(tuple(row) for row in _in_parts(connection, query, rows.answers, ids))
    return {answered: verb for _, answered, verb in found}


def _in_parts(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Collection[int]
) -> Iterator[Row[Any]]:
    """The rows whose column has one of the values, asked for some values at a time."""
    listed = list(values)
    for first in range(0, len(listed), _AT_ONCE):
        yield from connection.execute(query.where(column.in_(listed[first : first + _AT_ONCE])))


def unsettled(connection: Connection) -> list[Waiting]:
    """The decisions that are open or were sent back, oldest first; none where one reader suffices."""
    if options.value_of(connection, options.READERS) == "1":
        return []
    decided, log, answers = current.decisions(), schema.changes, schema.reviews.alias()
    agreed = exists().where(
        answers.c.answers == decided.c.change_id,
        answers.c.verb == str(Verb.AGREE),
        counts(answers.c.change_id),
    )
    first = select(func.min(schema.options.c.change_id)).scalar_subquery()
    query = (
        select(decided.c.change_id, log.c.by)
        .join(log, log.c.id == decided.c.change_id)
        .where(decided.c.change_id > first, ~agreed)
        .order_by(decided.c.change_id)
    )
    made = {row.change_id: row.by for row in connection.execute(query)}
    return _waiting(connection, made)


def _waiting(connection: Connection, made: Mapping[int, str]) -> list[Waiting]:
    """Of decisions, by who made them, those that are not settled."""
    states = _settled(connection, list(made))
    return [Waiting(id_, by, states[id_]) for id_, by in made.items() if states[id_] is not Settled.SETTLED]


def unsettled_of(record: Record, decision_ids: Collection[int]) -> dict[int, Waiting]:
    """Those of some decisions that are open or were sent back, by id; none where one reader suffices."""
    with record.reading() as connection:
        if not decision_ids or options.value_of(connection, options.READERS) == "1":
            return {}
        log = schema.changes.c
        rows = _in_parts(connection, select(log.id, log.by), log.id, decision_ids)
        made = {row.id: row.by for row in rows}
        return {one.decision_id: one for one in _waiting(connection, made)}


def waiting(record: Record, by: str | None = None) -> list[int]:
    """The decisions that wait for `by` to answer, or, sent back, to decide again; for anybody where that is None.

    Oldest first; none where one reader suffices.
    """
    with record.reading() as connection:
        found = unsettled(connection)
    return [one.decision_id for one in found if by is None or one.waits_for(by)]


def is_same_person(one: str | None, other: str) -> bool:
    """Whether two names are one person's, however they are typed."""
    return folded(one or "") == folded(other)


def check_may_decide(connection: Connection, line: Line, by: str) -> None:
    """Raise UsageError where the line's decision waits, and `by` did not make it."""
    if line.decision_id is None or is_same_person(line.by, by):
        return
    state = settled(connection, line.decision_id)
    if state is Settled.OPEN:
        raise UsageError(
            f"The decision {line.decision_id} of {line.by} on statement {line.root_id} waits for a second reader, "
            f"who cannot edit it; use: veedor review agree, or send-back with a reason"
        )
    if state is Settled.SENT_BACK:
        raise UsageError(
            f"The decision {line.decision_id} on statement {line.root_id} was sent back to {line.by}, "
            f"who decides again; say what you think with: veedor review comment"
        )


def check_may_undo(connection: Connection, change_id: int, by: str) -> None:
    """Raise UsageError where taking a change back would decide, or answer, in place of whom a decision waits for."""
    if options.value_of(connection, options.READERS) == "1":
        return
    for row, is_back in _turned(connection, change_id):
        decided = decided_as(connection, row.statement_id)
        line = next((one for one in decided if one.root_id == row.statement_id), None)
        # What was carried to a newer version goes with whatever carried it: the decision itself stays.
        if line is None or (row.carried_from is not None and row.change_id != change_id):
            continue
        if row.answers is not None:
            _check_no_own(line, row.answers, by)
        elif row.change_id == line.decision_id or (is_back and row.change_id > (line.decision_id or 0)):
            check_may_decide(connection, line, by)


def _turned(connection: Connection, change_id: int) -> Iterator[tuple[Row[Any], bool]]:
    """The decisions and answers that taking a change back turns, each with whether it is put in again."""
    turned = {one.undone_id: one.back for one in changes.would_turn(connection, change_id)}
    rows = schema.reviews
    query = select(rows).where(rows.c.verb != str(Verb.COMMENT))
    for row in _in_parts(connection, query, rows.c.change_id, turned):
        yield row, turned[row.change_id]


def _check_no_own(line: Line, decision_id: int, by: str) -> None:
    if decision_id == line.decision_id and is_same_person(line.by, by):
        raise UsageError(
            f"That is an answer to your own decision {decision_id}; a second person takes it back or puts it in again"
        )


def agree(record: Record, decision_id: int, by: str, *, reason: str | None = None) -> int:
    """The id of the change by which a second reader settles a decision.

    Raises UsageError where it does not wait for one or is one's own, Overtaken where it no longer holds.
    """
    return _respond(record, decision_id, Verb.AGREE, Said(by, reason))


def send_back(record: Record, decision_id: int, by: str, reason: str) -> int:
    """The id of the change by which a second reader sends a decision back, which needs a reason.

    Raises as `agree` does.
    """
    if not reason.strip():
        raise UsageError("Whoever made the decision needs to know why it comes back; give a reason")
    return _respond(record, decision_id, Verb.SEND_BACK, Said(by, reason))


def _respond(record: Record, decision_id: int, verb: Verb, said: Said) -> int:
    with record.writing() as connection:
        line = _line_decided_by(connection, decision_id)
        if is_same_person(line.by, said.by):
            raise UsageError(f"Decision {decision_id} is your own; a second person agrees or sends it back")
        state = settled(connection, decision_id)
        if state is not Settled.OPEN:
            raise UsageError(f"Decision {decision_id} waits for nobody: it is {state}")
        return write(connection, line, verb, said, answers=decision_id)


def _line_decided_by(connection: Connection, decision_id: int) -> Line:
    """The line on which a change decided; Overtaken where another decision holds, or none."""
    rows = schema.reviews.c
    query = select(rows.statement_id, rows.verb).where(rows.change_id == decision_id)
    row = connection.execute(query).first()
    if row is None or row.verb in (Verb.AGREE, Verb.SEND_BACK, Verb.COMMENT):
        raise UsageError(f"Change {decision_id} decides on no statement; list decisions with: veedor log")
    line = line_of(connection, row.statement_id)
    if line.decision_id is None:
        raise Overtaken(
            f"Decision {decision_id} on statement {line.root_id} was taken back; look at it again"
        )
    if line.decision_id != decision_id:
        raise Overtaken(
            f"{line.by} decided again on statement {line.root_id} at {line.at} (change {line.decision_id}); "
            f"look at it again, then answer that"
        )
    return line
