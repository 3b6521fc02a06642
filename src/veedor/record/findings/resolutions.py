"""How forecasts came out, as people say, with the statements that show it. What was said last, and counts, holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from veedor.codebook.when import validate
from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.findings import named
from veedor.record.rows import to_json
from veedor.record.schema import changes as _changes
from veedor.record.schema import resolutions as _resolutions
from veedor.record.store import Record


class Outcome(StrEnum):
    """How a forecast came out."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNDECIDABLE = "undecidable"
    """It cannot be told."""
    VOID = "void"
    """What it hung on did not come about."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a forecast came out."""

    change_id: int
    statement_id: str
    """The forecast."""
    outcome: Outcome
    on: str | None
    """EDTF: when it came out so; None where nobody said."""
    evidence: tuple[str, ...]
    """The ids of the statements that show it."""
    why: str
    """Empty where nobody said."""
    by: str
    at: str
    """UTC, ISO 8601."""


def resolve(
    record: Record,
    statement_id: str,
    outcome: Outcome,
    on: str | date | None,
    evidence: Sequence[str] = (),
    *,
    by: str,
    reason: str = "",
) -> int:
    """The id of the change by which a forecast came out so, on a date (EDTF), as these statements show.

    Raises UsageError for an id that no forecast, or of the evidence no statement, has, and where neither evidence nor
    a reason is given; DateError for a date that is none.
    """
    came_out = on.isoformat() if isinstance(on, date) else on and validate(on)
    if not evidence and not reason.strip():
        raise UsageError("Say what shows how the forecast came out: the id of a statement, or a reason")
    with record.writing() as connection:
        line = named.forecast_of(connection, statement_id, record.place)
        shown_by = [named.line_of(connection, id_, record.place).root_id for id_ in evidence]
        change_id = changes.append(
            connection, Verb.RESOLVE, by, reason=reason.strip() or None, document_id=line.document_id
        )
        row = {
            "change_id": change_id,
            "statement_id": line.root_id,
            "outcome": str(Outcome(outcome)),
            "came_out": came_out or None,
            "evidence": to_json(list(dict.fromkeys(shown_by))),
        }
        connection.execute(insert(_resolutions).values(row))
        return change_id


def resolutions(record: Record) -> dict[str, Resolution]:
    """How forecasts came out, by their ids."""
    rows, log = _resolutions.c, _changes.c
    query = (
        select(_resolutions, log.by, log.at, log.reason)
        .join(_changes, log.id == rows.change_id)
        .where(counts(rows.change_id))
        .order_by(rows.change_id)
    )
    with record.reading() as connection:
        found = connection.execute(query).all()
        newest = _newest(connection, found)
    made = (_resolution(row, newest) for row in found)
    return {one.statement_id: one for one in made}


def _newest(connection: Connection, rows: Sequence[Any]) -> dict[str, str]:
    shown_by = {id_ for row in rows for id_ in json.loads(row.evidence)}
    return named.newest(connection, shown_by | {row.statement_id for row in rows})


def _resolution(row: Any, newest: dict[str, str]) -> Resolution:
    return Resolution(
        row.change_id,
        newest[row.statement_id],
        Outcome(row.outcome),
        row.came_out,
        tuple(dict.fromkeys(newest[id_] for id_ in json.loads(row.evidence))),
        row.reason or "",
        row.by,
        row.at,
    )
