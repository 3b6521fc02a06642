"""A whole record as JSON lines, and back without loss: what people decided and the log too.

    {"veedor": {"version": "0.5.0", "schema": 4}}
    {"documents": {"id": "9f0c…", "text": "…", "added_at": "2026-05-04T10:00:00Z"}}
    {"changes": {"id": 1, "verb": "import", …}}
    …
    {"end": {"rows": 1234}}

Each line is a row of one table of `record/schema.py`, which says what the columns mean; a row comes after those that it
refers to. Days are ISO 8601, bytes base64. The last line says how many rows there are, so that a file that was cut off
is not taken for a whole one. Accounts, with the hashes of passwords, and who looked when stay at home unless asked for.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Date, LargeBinary, Table

from veedor import __version__
from veedor.errors import UsageError
from veedor.record import copies, migrations
from veedor.record.store import Record

ACCOUNTS = frozenset({"people", "visits", "saved", "asked"})
"""Tables that say nothing of a crisis, but of those who follow it."""
_TABLES = {table.name: table for table in copies.TABLES}
_AT_ONCE = 500


class _Row(NamedTuple):
    table: Table
    values: dict[str, Any]


def dump(record: Record, *, accounts: bool = False) -> Iterator[str]:
    """The record's lines, each with its line break; `accounts` takes along who may sign in, and their searches."""
    tables = [table for table in copies.TABLES if accounts or table.name not in ACCOUNTS]
    yield _line({"veedor": {"version": __version__, "schema": len(migrations.MIGRATIONS)}})
    many = 0
    with record.reading() as connection:
        for table, rows in copies.rows_of(record, connection, tables):
            many += len(rows)
            yield from (_line({table.name: _to_json(table, row)}) for row in rows)
    yield _line({"end": {"rows": many}})


def restore(lines: Iterable[str], record: Record, note: Callable[[int], None] | None = None) -> int:
    """How many rows were put into an empty record, all of them or none.

    Raises UsageError, which names the line, where they are not such lines, are of a newer Veedor, or are cut off, and
    where the record holds something.
    """
    rows = _rows(lines)
    return copies.fill(record, _batched(rows), note)


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _to_json(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def _rows(lines: Iterable[str]) -> Iterator[_Row]:
    """The rows that the lines tell, once the first line is known to be ours and up to the last."""
    many, is_whole = 0, False
    for number, line in enumerate(lines, start=1):
        if is_whole:
            raise UsageError(f"Line {number} comes after the end; is this two files in one?")
        name, values = _said(line, number)
        if number == 1:
            _check_head(name, values)
        elif name == "end":
            is_whole = True
            if values.get("rows") != many:
                raise UsageError(f"The file says {values.get('rows')} rows and has {many}; export it anew")
        else:
            many += 1
            yield _row(name, values, number)
    if not is_whole:
        raise UsageError("The file is cut off: its last line is missing; export it anew")


def _said(line: str, number: int) -> tuple[str, dict[str, Any]]:
    try:
        plain = json.loads(line)
        ((name, values),) = plain.items()
        if not isinstance(values, dict):
            raise ValueError
    except (ValueError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"Line {number} is no line of a record; export it anew with --format lines"
        ) from error
    return name, values


def _check_head(name: str, values: dict[str, Any]) -> None:
    if name != "veedor":
        raise UsageError('Line 1 does not say what the file is; it must begin with {"veedor": …}')
    if not isinstance(values.get("schema"), int) or values["schema"] > len(migrations.MIGRATIONS):
        raise UsageError(
            f"The file was written by Veedor {str(values.get('version'))[:20]}, which is newer; update this one"
        )


def _row(name: str, values: dict[str, Any], number: int) -> _Row:
    table = _TABLES.get(name)
    if table is None or not values.keys() <= set(table.columns.keys()):
        raise UsageError(f"Line {number} names a table or column that records do not have; export it anew")
    try:
        return _Row(
            table, {column.name: _from_json(column, values.get(column.name)) for column in table.columns}
        )
    except (ValueError, TypeError) as error:
        raise UsageError(f"Line {number} has a value that is none; export it anew") from error


def _from_json(column: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    if not isinstance(value, str | int | float | bool):
        raise TypeError(column.name)
    return value


def _batched(rows: Iterable[_Row]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    for table, found in groupby(rows, key=lambda row: row.table):
        some: list[dict[str, Any]] = []
        for row in found:
            some.append(row.values)
            if len(some) == _AT_ONCE:
                yield table, some
                some = []
        if some:
            yield table, some
