"""Statements under review as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from veedor.cli import _output
from veedor.codebook.statement import Statement
from veedor.codebook.wording import ChipKind, chips, plain
from veedor.record.wanted import State

if TYPE_CHECKING:  # slow to import
    from veedor.record.reviewing.decided import Decision, Entry
    from veedor.record.reviewing.differing import Difference
    from veedor.record.reviewing.rules import Rule
    from veedor.record.views import StatementRow

SHORT = 10
"""Characters of an id that are shown; of 300,000 statements hardly two share them."""
_INDENT = " " * (SHORT + 2)


def of_row(row: StatementRow) -> str:
    """A statement in two lines: what is said, then where, by whom, how surely and what became of it."""
    where = row.document if row.publisher is None else f"{row.document}, {row.publisher}"
    about = [where, *said(row.statement), _became(row)]
    return f"{row.id[:SHORT]}  {of_statement(row.statement)}\n{_INDENT}{_output.one_line(' · '.join(about))}"


def of_statement(statement: Statement) -> str:
    """Its kind with its type or stance, and the sentence: `event AGREE  A — signed — with B`."""
    label = str(getattr(statement, "type", "") or getattr(statement, "stance", ""))
    return f"{statement.kind} {label}".rstrip() + "  " + _output.one_line(plain(statement))


def said(statement: Statement) -> list[str]:
    """Who says so, how surely, when."""
    return [
        f"said by {chip.words}" if chip.kind is ChipKind.SAYS else chip.words for chip in chips(statement)
    ]


def _became(row: StatementRow) -> str:
    sure = row.statement.probability_right
    state = f"read, {sure:.0%} sure" if row.state is State.READ and sure is not None else str(row.state)
    state = state if row.decision_id is None else f"{state} by change {row.decision_id}"
    return state if row.standing == "stands" else f"{state}, {row.standing}"


def to_plain(row: StatementRow) -> dict[str, Any]:
    """A statement's row as JSON has it."""
    return {
        "id": row.id,
        "root_id": row.root_id,
        "document": row.document_id,
        "state": str(row.state),
        "standing": str(row.standing),
        "decision_id": row.decision_id,
        "is_found": row.is_found,
        "probability_right": row.statement.probability_right,
    } | row.statement.to_dict()


def of_difference(difference: Difference) -> str:
    """What a later reading found beside what was decided."""
    lines = [of_row(row) for row in difference.decided]
    if difference.found is None:
        return "\n".join(["a later reading no longer finds", *lines])
    return "\n".join(["a later reading found", of_row(difference.found), "where was decided", *lines])


def difference_to_plain(difference: Difference) -> dict[str, Any]:
    """A difference as JSON has it."""
    found = None if difference.found is None else to_plain(difference.found)
    return {"id": difference.id, "found": found, "decided": [to_plain(row) for row in difference.decided]}


def of_rule(rule: Rule) -> str:
    """A rule that rejects words everywhere."""
    what = f"{rule.kind} {rule.type or ''}".rstrip()
    where = {"document": f"in {rule.document_id}", "publisher": f"by {rule.publisher}", "all": "everywhere"}
    by = f"{rule.by}, {rule.at}" + (f": {rule.reason}" if rule.reason else "")
    return _output.one_line(
        f"{rule.id}  {what} '{rule.words}' {where[rule.scope]}: hides {rule.hides} ({by})"
    )


def of_decision(decision: Decision) -> list[str]:
    """A line with its history."""
    row = decision.row
    lines = [of_row(row)] if row else [f"{decision.root_id[:SHORT]}  {of_statement(decision.first)}"]
    if row is None:
        lines.append(f"{_INDENT}only an earlier reading found it, and nobody decided")
    elif row.id != decision.root_id:
        lines.append(f"{_INDENT}at first: {of_statement(decision.first)} ({decision.root_id[:SHORT]})")
    if decision.settled is not None:
        lines.append(f"{_INDENT}{decision.settled}, decided by {_output.one_line(decision.by or '')}")
    return lines + [f"{_INDENT}{_entry(entry)}" for entry in decision.history]


def _entry(entry: Entry) -> str:
    answers = "" if entry.answers is None else f" to change {entry.answers}"
    reason = f": {entry.reason}" if entry.reason else ""
    undone = "" if entry.counts else " (taken back)"
    return _output.one_line(f"{entry.id}  {entry.at}  {entry.by}  {entry.verb}{answers}{reason}{undone}")


def decision_to_plain(decision: Decision) -> dict[str, Any]:
    """A line with its history as JSON has it."""
    return {
        "root_id": decision.root_id,
        "row": None if decision.row is None else to_plain(decision.row),
        "first": decision.first.to_dict(),
        "settled": None if decision.settled is None else str(decision.settled),
        "by": decision.by,
        "at": decision.at,
        "history": [_entry_to_plain(entry) for entry in decision.history],
    }


def _entry_to_plain(entry: Entry) -> dict[str, Any]:
    return {
        "change": entry.id,
        "verb": str(entry.verb),
        "by": entry.by,
        "at": entry.at,
        "reason": entry.reason,
        "answers": entry.answers,
        "carried_from": entry.carried_from,
        "part_of": entry.part_of,
        "counts": entry.counts,
        "statement": None if entry.statement is None else entry.statement.to_dict(),
    }


def print_all(
    rows: Sequence[Any], line: Callable[[Any], str], plain: Callable[[Any], Any], *, as_json: bool
) -> None:
    """Print a line for each, or its JSON."""
    for row in rows:
        if as_json:
            _output.print_json(plain(row))
        else:
            typer.echo(line(row))


def print_done(what: str, change_id: int, *, as_json: bool) -> None:
    """Say what was done and by which change."""
    if as_json:
        _output.print_json({"change": change_id})
    else:
        typer.echo(f"{what} (change {change_id})")
