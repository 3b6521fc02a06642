"""The statements that a finding is about, by their ids as first found, in the newest version of their report."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from veedor.codebook.labels import Kind, Tense
from veedor.errors import UsageError
from veedor.record import current, schema
from veedor.record.changes import counts
from veedor.record.filters import among
from veedor.record.reviewing import lines
from veedor.record.reviewing.lines import Line


def line_of(connection: Connection, statement_id: str, place: str) -> Line:
    """The line that the id of any form of a statement means; UsageError, which says how to list them, where none is."""
    statements = schema.statements.c
    is_there = connection.scalar(select(statements.id).where(statements.id == statement_id))
    if is_there is None:
        raise UsageError(
            f"There is no statement {statement_id!r} in {place}; list them with: veedor statements {place}"
        )
    return lines.line_of(connection, statement_id)


def forecast_of(connection: Connection, statement_id: str, place: str) -> Line:
    """As `line_of`, of a forecast or an act announced for the future; UsageError where it is anything else."""
    line = line_of(connection, statement_id, place)
    one = lines.statement_of(connection, line.shown_id)
    is_announced = one.kind is Kind.EVENT and one.tense is Tense.FUTURE
    if one.kind is not Kind.FORECAST and not is_announced:
        raise UsageError(
            f"Statement {statement_id} is no forecast ({one.kind}); "
            f"list them with: veedor statements {place} --kind forecast"
        )
    return line


def newest(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Under which id each statement stands in the newest version of its document; itself where nowhere else.

    What was judged of a statement goes on to the newer version of its report, as decisions do.
    """
    found: dict[str, str] = {}
    new = set(ids)
    while new:
        moved = _roots(connection, _moved(connection, new))
        found |= moved
        new = set(moved.values()) - found.keys()
    return {id_: _followed(id_, found) for id_ in ids}


def _moved(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The statements that a newer version of their document has, with what they became there."""
    rows = schema.reanchored.c
    query = (
        select(rows.statement_id, rows.becomes)
        .where(among(rows.statement_id, ids), rows.becomes.is_not(None), counts(rows.change_id))
        .order_by(rows.change_id)
    )
    return {row.statement_id: row.becomes for row in connection.execute(query)}


def _roots(connection: Connection, moved: Mapping[str, str]) -> dict[str, str]:
    """The same, each as it was first found: a decision that was carried over names a corrected form."""
    if not moved:
        return {}
    decided = current.decisions()
    query = select(decided.c.becomes, decided.c.statement_id)
    query = query.where(among(decided.c.becomes, set(moved.values())))
    roots = {row.becomes: row.statement_id for row in connection.execute(query)}
    return {id_: roots.get(becomes, becomes) for id_, becomes in moved.items()}


def _followed(id_: str, moved: Mapping[str, str]) -> str:
    seen = {id_}
    while (further := moved.get(id_)) is not None and further not in seen:
        seen.add(further)
        id_ = further
    return id_
