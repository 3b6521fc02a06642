"""Briefs as people left them: each save is a line of the log, so that nothing written is lost and all can be undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from veedor.errors import Overtaken, UsageError
from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.rows import storable
from veedor.record.schema import briefs as _briefs
from veedor.record.schema import changes as _changes
from veedor.record.store import Record

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A brief as it was saved."""

    change_id: int
    name: str
    plain: Mapping[str, Any]
    """Its JSON form."""
    frozen: Mapping[str, Any] | None
    """What was published with it: its footnotes as they were then; None where it was only written."""
    by: str
    at: str
    """UTC, ISO 8601."""

    @property
    def is_published(self) -> bool:
        """Whether it went out in this form."""
        return self.frozen is not None


def save(
    record: Record,
    name: str,
    plain: Mapping[str, Any],
    *,
    by: str,
    expects: int | None = None,
    frozen: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> int:
    """The change by which a brief is kept in this form.

    `expects` is the change that was looked at; Overtaken where somebody saved it since. UsageError where the name is
    none.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or "/" in name:
        raise UsageError(
            f"A brief needs a name of at most {LONGEST_NAME} characters without a slash, as 2026-W12"
        )
    with record.writing() as connection:
        last = _last(connection, name)
        if expects is not None and (last is None or last.change_id != expects):
            raise overtaken(last)
        change = changes.append(connection, Verb.WRITE if frozen is None else Verb.PUBLISH, by, reason=reason)
        row = {
            "name": storable(name),
            "plain": _json(plain),
            "frozen": None if frozen is None else _json(frozen),
        }
        connection.execute(insert(_briefs).values(change_id=change, **row))
        return change


def overtaken(last: Kept | None) -> Overtaken:
    """What is told to whoever writes on a form that is not the last."""
    who = last.by if last else "somebody"
    return Overtaken(f"{who} saved the brief since you opened it; open it again and write yours into it")


def latest(record: Record, name: str) -> Kept:
    """A brief as it was saved last; UsageError where there is none of this name."""
    with record.reading() as connection:
        found = _last(connection, name)
    if found is None:
        raise UsageError(f"There is no brief {name!r} in {record.place}; list them with: veedor brief list")
    return found


def published(record: Record, name: str) -> Kept:
    """A brief as it was published last; UsageError where it was not."""
    for one in history(record, name):
        if one.is_published:
            return one
    raise UsageError(
        f"The brief {name!r} was not published yet; publish it with: veedor brief publish {name}"
    )


def history(record: Record, name: str) -> list[Kept]:
    """Each form in which a brief was saved, the last first."""
    with record.reading() as connection:
        rows = connection.execute(_query().where(_briefs.c.name == storable(name))).all()
    return [_kept(row) for row in rows]


def every(record: Record) -> list[Kept]:
    """The last form of each brief, the one saved last first."""
    with record.reading() as connection:
        rows = connection.execute(_query()).all()
    found: dict[str, Kept] = {}
    for row in rows:
        found.setdefault(row.name, _kept(row))
    return list(found.values())


def _last(connection: Connection, name: str) -> Kept | None:
    row = connection.execute(_query().where(_briefs.c.name == storable(name)).limit(1)).first()
    return None if row is None else _kept(row)


def _query() -> Select[Any]:
    return (
        select(_briefs, _changes.c.by, _changes.c.at)
        .join(_changes, _changes.c.id == _briefs.c.change_id)
        .where(counts(_briefs.c.change_id))
        .order_by(_briefs.c.change_id.desc())
    )


def _kept(row: Row[Any]) -> Kept:
    frozen = None if row.frozen is None else json.loads(row.frozen)
    return Kept(row.change_id, row.name, json.loads(row.plain), frozen, row.by, row.at)


def _json(plain: Mapping[str, Any]) -> str:
    return storable(json.dumps(plain, ensure_ascii=False, sort_keys=True)) or ""
