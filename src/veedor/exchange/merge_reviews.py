"""Decisions of people on statements, told from two records, line by line.

A line is a statement through all its forms. Where this record has decided on it, that holds; where it has not, the
other's decisions on it are taken over, all of them in their order, and with them the answers of second readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from veedor.exchange.merge_judged import counting, values
from veedor.exchange.merge_plan import Side, Thing
from veedor.record import schema
from veedor.record.current import DECIDING


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one row of `reviews`."""

    row: Any
    thing: Thing
    fate: str
    """`add`, `same`, `conflict` or `left_out`."""
    here: Any | None = None
    """The row of this record that is the same, or says something else."""


@dataclass(slots=True)
class _Here:
    """What this record's people decided."""

    lines: dict[str, Any] = field(default_factory=dict)
    """The decision on each line, by its first form."""
    forms: dict[str, Any] = field(default_factory=dict)
    """The decision by which a line has this form, or began with it."""
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    answers: dict[int, Any] = field(default_factory=dict)


def fates(here: Connection, there: Connection, documents: set[str], owned: set[str]) -> Iterator[Fate]:
    """What becomes of each row that counts in the other record, answers after what they answer.

    Args:
        here: A connection to this record.
        there: One to the other.
        documents: Those that this record has, or will have.
        owned: Statements that it has, or will have by readings.

    """
    own = _own(here)
    lines: dict[str, list[Any]] = {}
    for row in counting(there, schema.reviews):
        lines.setdefault(row.statement_id, []).append(row)
    told: dict[int, Fate] = {}
    for root, rows in lines.items():
        for fate in _of_line(own, root, rows, documents, owned):
            told[fate.row.change_id] = fate
            yield fate
    # What is answered may be the decision on another line that began with the same form.
    for rows in lines.values():
        for row in rows:
            if row.answers is not None:
                yield _of_answer(own, row, told.get(row.answers))


def label(row: Any) -> Side:
    """What a conflict tells of a decision: what was done, and the form that the statement got."""
    return Side(f"{row.verb} {row.becomes or ''}".strip(), row.by, row.at)


def plain(row: Any) -> dict[str, Any]:
    """The columns of a row of `reviews`."""
    return values(schema.reviews, row)


def _own(here: Connection) -> _Here:
    own = _Here()
    for row in counting(here, schema.reviews):
        own.known[_identity(row)] = row
        if row.answers is not None:
            own.answers[row.answers] = row
        elif row.verb in DECIDING:
            own.lines[row.statement_id] = row
    for row in own.lines.values():
        own.forms[row.statement_id] = row
    for row in own.lines.values():
        own.forms.setdefault(row.becomes or row.statement_id, row)
    return own


def _identity(row: Any) -> tuple[Any, ...]:
    return row.statement_id, row.verb, row.becomes, row.by, row.at, row.reason


def _of_line(
    own: _Here, root: str, rows: Sequence[Any], documents: set[str], owned: set[str]
) -> Iterator[Fate]:
    deciding = [row for row in rows if row.verb in DECIDING and row.answers is None]
    remarks = [row for row in rows if row.verb not in DECIDING and row.answers is None]
    is_here = rows[0].document_id in documents
    if deciding:
        fate, held = _decided(own, root, deciding) if is_here else ("left_out", None)
        for row in deciding:
            yield Fate(row, Thing.DECISIONS, fate, own.known.get(_identity(row), held))
        owned = owned | {root} if fate == "add" else owned
    for row in remarks:
        same = own.known.get(_identity(row))
        fate = "same" if same else "add" if is_here and root in owned else "left_out"
        yield Fate(row, Thing.REMARKS, fate, same)


def _decided(own: _Here, root: str, deciding: Sequence[Any]) -> tuple[str, Any | None]:
    """What becomes of the decisions on a line, and the decision of this record that they meet."""
    last = deciding[-1]
    held = own.lines.get(root)
    if held is not None:
        return ("same" if _outcome(held) == _outcome(last) else "conflict"), held
    for form in (last.becomes, root):
        # Another line of this record says exactly that: two lines may not have one form.
        if form is not None and form in own.forms:
            return "conflict", own.forms[form]
    return "add", None


def _outcome(row: Any) -> tuple[bool, str]:
    """Whether a line is kept, and in which form."""
    return row.verb == "reject", row.becomes or row.statement_id


def _of_answer(own: _Here, row: Any, answered: Fate | None) -> Fate:
    if answered is None or answered.fate in ("conflict", "left_out"):
        return Fate(row, Thing.REMARKS, "left_out")
    if answered.fate == "add":
        return Fate(row, Thing.REMARKS, "add")
    same = own.known.get(_identity(row))
    held = same or (own.answers.get(answered.here.change_id) if answered.here is not None else None)
    if held is None:
        is_the_same = answered.here is not None and _identity(answered.here) == _identity(answered.row)
        return Fate(row, Thing.REMARKS, "add" if is_the_same else "left_out")
    return Fate(row, Thing.REMARKS, "same" if held.verb == row.verb else "conflict", held)
