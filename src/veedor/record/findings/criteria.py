"""By what it is told whether a forecast came true: written down before, and not touched again.

The first criterion that counts is the one that is scored. A later one stands beside it, and takes its place only
where the first is taken back, which the log shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.findings import named
from veedor.record.rows import storable, to_json
from veedor.record.schema import changes as _changes
from veedor.record.schema import criteria as _criteria
from veedor.record.store import Record


@dataclass(frozen=True, slots=True)
class Entered:
    """A criterion as it was entered."""

    change_id: int
    statement_id: str
    """The forecast."""
    plain: Mapping[str, Any]
    """The criterion's JSON form."""
    due: date | None
    """By when it can be told; None where that is not known."""
    why: str
    """Empty where nobody said."""
    by: str
    at: str
    """UTC, ISO 8601."""


def enter(
    record: Record,
    statement_id: str,
    plain: Mapping[str, Any],
    due: date | None,
    *,
    by: str,
    reason: str = "",
) -> int:
    """The id of the change by which a forecast has this criterion, in its JSON form, to be told by the date `due`.

    Raises UsageError for an id that no forecast has.
    """
    with record.writing() as connection:
        line = named.forecast_of(connection, statement_id, record.place)
        change_id = changes.append(
            connection, Verb.ENTER, by, reason=reason.strip() or None, document_id=line.document_id
        )
        row = {
            "change_id": change_id,
            "statement_id": line.root_id,
            "plain": storable(to_json(dict(plain))),
            "due": due,
        }
        connection.execute(insert(_criteria).values(row))
        return change_id


def criteria(record: Record) -> dict[str, Entered]:
    """The criterion by which each forecast is scored, by the forecast's id: the first one that counts."""
    found: dict[str, Entered] = {}
    for one in entries(record):
        found.setdefault(one.statement_id, one)
    return found


def entries(record: Record) -> list[Entered]:
    """Every criterion that counts, in the order they were entered."""
    rows, log = _criteria.c, _changes.c
    query = (
        select(_criteria, log.by, log.at, log.reason)
        .join(_changes, log.id == rows.change_id)
        .where(counts(rows.change_id))
        .order_by(rows.change_id)
    )
    with record.reading() as connection:
        found = connection.execute(query).all()
        newest = named.newest(connection, {row.statement_id for row in found})
    return [
        Entered(
            row.change_id,
            newest[row.statement_id],
            json.loads(row.plain),
            row.due,
            row.reason or "",
            row.by,
            row.at,
        )
        for row in found
    ]
