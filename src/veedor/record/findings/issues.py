"""To which issue a position belongs, and what an issue is called: said of one statement, or of all under a key.

Two keys under one name are one issue. What was said last, and counts, holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, insert, select

from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.findings import named
from veedor.record.rows import storable
from veedor.record.schema import changes as _changes
from veedor.record.schema import named_issues as _named
from veedor.record.store import Record

LONGEST = 200
"""Characters of an issue's name: it stands over columns of tables."""


@dataclass(frozen=True, slots=True)
class Issues:
    """What issues are called."""

    by_statement: Mapping[str, str]
    """The name of the issue to which a statement, by its id, belongs."""
    by_key: Mapping[str, str]
    """The name of what the machine files under a key."""


@dataclass(frozen=True, slots=True)
class NamedIssue:
    """A name that holds, with who gave it."""

    change_id: int
    issue: str
    statement_id: str | None
    """None where a key is named."""
    key: str | None
    """None where a statement is named."""
    why: str
    """Empty where nobody said."""
    by: str
    at: str
    """UTC, ISO 8601."""


def name_issue(
    record: Record,
    issue: str,
    *,
    statement_id: str | None = None,
    key: str | None = None,
    by: str,
    reason: str = "",
) -> int:
    """The id of the change by which a statement belongs to an issue, or all under a key are called so.

    Raises UsageError where neither or both are given, for an empty or very long name, and for an unknown id.
    """
    name = _name(issue)
    if (statement_id is None) == (key is None):
        raise UsageError("Name one thing that belongs to the issue: a statement by its id, or a key")
    if key is not None and not key.strip():
        raise UsageError("The key is empty; keys are listed with: veedor talks")
    with record.writing() as connection:
        line = None if statement_id is None else named.line_of(connection, statement_id, record.place)
        change_id = changes.append(
            connection,
            Verb.NAME_ISSUE,
            by,
            reason=reason.strip() or None,
            document_id=line.document_id if line else None,
        )
        row = {
            "change_id": change_id,
            "statement_id": line.root_id if line else None,
            "key": storable(key),
            "name": name,
        }
        connection.execute(insert(_named).values(row))
        return change_id


def _name(issue: str) -> str:
    """The name on one line."""
    name = " ".join((storable(issue) or "").split())
    if not name:
        raise UsageError("An issue needs a name; give a few words")
    if len(name) > LONGEST:
        raise UsageError(f"The name has {len(name)} characters; {LONGEST} at most fit over a column")
    return name


def issues(record: Record) -> Issues:
    """What issues are called."""
    held = named_issues(record)
    return Issues(
        {one.statement_id: one.issue for one in held if one.statement_id is not None},
        {one.key: one.issue for one in held if one.key is not None},
    )


def named_issues(record: Record) -> list[NamedIssue]:
    """The names that hold, in the order they were given, each with who gave it."""
    with record.reading() as connection:
        rows = connection.execute(_counting()).all()
        newest = named.newest(connection, {row.statement_id for row in rows if row.statement_id})
    found: dict[tuple[str | None, str | None], NamedIssue] = {}
    for row in rows:
        statement_id = None if row.statement_id is None else newest[row.statement_id]
        why = row.reason or ""
        found[statement_id, row.key] = NamedIssue(
            row.change_id, row.name, statement_id, row.key, why, row.by, row.at
        )
    return sorted(found.values(), key=lambda one: one.change_id)


def _counting() -> Select[Any]:
    log = _changes.c
    return (
        select(_named, log.by, log.at, log.reason)
        .join(_changes, log.id == _named.c.change_id)
        .where(counts(_named.c.change_id))
        .order_by(_named.c.change_id)
    )
