"""`veedor import`: what comes back, or comes from elsewhere, into a record."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _imports, _output
from veedor.cli._files import named, record_meant
from veedor.cli._people import By, person
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.exchange.returned import Planned
    from veedor.record.store import Record

EXAMPLES = (
    "veedor import venezuela.lines.jsonl --into copy.veedor",
    "veedor import events.csv --into venezuela.veedor --dry-run",
    'veedor import venezuela.xlsx --into venezuela.veedor --reason "checked in the sheet"',
    "veedor import other.veedor --into crisis.veedor --dry-run",
    "veedor import events-2021.csv --into crisis.veedor --as acled",
    'veedor import reports.xlsx --into crisis.veedor --map "Headline=title" --dry-run',
)
_SHOWN = 50
"""Rows of a plan that are printed; beyond them their number alone."""


class As(StrEnum):
    """What a file is taken for."""

    LINES = "lines"
    TABLE = "table"
    RECORD = "record"
    ACLED = "acled"
    POLECAT = "polecat"
    DOCUMENTS = "documents"


def import_(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file, or another record (a PostgreSQL address too)")
    ],
    into: Annotated[str, typer.Option("--into", metavar="RECORD", help="The record; made if new, for lines")],
    taken_as: Annotated[
        As | None, typer.Option("--as", help="What the file is; else its first bytes and row tell")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and do nothing")
    ] = False,
    publisher: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who published a table of events, or documents that do not say"),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a sheet of documents tells"),
    ] = None,
    by: By = None,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for the log")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead")] = False,
) -> None:
    """Take into a record what `veedor export` wrote, another record, or a table made elsewhere.

    A table of statements (.csv, .xlsx) that was edited: each row that says something else corrects its statement, a
    row without an id adds one, nothing else is touched. JSON lines make a whole record in an empty place. Another
    record: what is not here is added, what this record says is never changed. A table of events with ACLED's or
    POLECAT's columns: each row is a claim of its publisher. A sheet of documents: each row is read as a report. Each
    but JSON lines is one change of the log, which one undo takes back; --dry-run shows it first.
    """
    path = Path(file)
    if "://" not in file and path.is_dir():
        raise UsageError(
            f"{path} is a folder; import the tables in it one by one, or read the reports in it with: veedor read"
        )
    if "://" not in file and not path.is_file():
        raise UsageError(f"There is no file {path}; name what `veedor export` wrote, a record, or a table")
    what = taken_as or As(_imports.kind_of(file))
    if mapped and what is not As.DOCUMENTS:
        raise UsageError("--map is for a sheet of documents; leave it out, or add --as documents")
    how = _imports.How(into, context, by, reason, dry_run=dry_run, as_json=as_json)
    match what:
        case As.LINES:
            _lines(path, into, dry_run=dry_run, as_json=as_json)
        case As.TABLE:
            _table(path, into, person(by, context.obj), reason, dry_run=dry_run, as_json=as_json)
        case As.RECORD:
            _imports.record(file, how)
        case As.DOCUMENTS:
            _imports.documents(path, how, publisher, mapped or [])
        case As.ACLED | As.POLECAT:
            _imports.events(path, how, str(what), publisher)


def _lines(file: Path, into: str, *, dry_run: bool, as_json: bool) -> None:
    from veedor.exchange.lines import restore
    from veedor.record.store import Record

    if dry_run:
        raise UsageError(
            "JSON lines make a new record; name a new place with --into, there is nothing to try"
        )
    with file.open(encoding="utf-8") as lines, Record.open(into) as record:
        try:
            many = restore(lines, record)
        except UnicodeDecodeError as error:
            raise UsageError(f"{file} is not UTF-8; export it anew") from error
        if as_json:
            _output.print_json({"place": record.place, "rows": many})
        else:
            _output.hint(
                f"{many:,} rows are in {record.place}; check it: veedor record check {named(record)}"
            )


def _table(file: Path, into: str, by: str, reason: str | None, *, dry_run: bool, as_json: bool) -> None:
    from veedor.exchange.returned import Fate, planned, take_back
    from veedor.exchange.sheets import read_sheets
    from veedor.record.store import Record

    sheets = read_sheets(file)
    with Record.open(record_meant(into), create=False) as record:
        plan = planned(record, sheets)
        change = None if dry_run else take_back(record, plan, by=by, reason=reason)
        _show(plan, change, as_json=as_json)
        _say(record, plan, change, dry_run=dry_run)
    if any(one.fate is Fate.SKIP for one in plan):
        raise typer.Exit(_output.SOME_FAILED)


def _show(plan: list[Planned], change: int | None, *, as_json: bool) -> None:
    from veedor.exchange.returned import Fate

    if as_json:
        rows = [
            {"kind": one.kind, "row": one.number, "fate": one.fate, "id": one.statement_id,
             "columns": one.columns, "why": one.why}
            for one in plan
        ]  # fmt: skip
        _output.print_json({"change": change, "rows": rows}, indent=1)
        return
    table = _output.table(("Row", "Kind", "Fate", "Statement", "What"), numbers=("Row",))
    told = [one for one in plan if one.fate is not Fate.SAME]
    for one in told[:_SHOWN]:
        what = one.why or ", ".join(one.columns)
        table.add_row(str(one.number), one.kind, one.fate, one.statement_id, _output.one_line(what))
    if told:
        _output.console().print(table)
    if len(told) > _SHOWN:
        _output.hint(f"and {len(told) - _SHOWN:,} rows more")


def _say(record: Record, plan: list[Planned], change: int | None, *, dry_run: bool) -> None:
    from collections import Counter

    counts = Counter(one.fate for one in plan)
    _output.hint(", ".join(f"{many:,} {fate}" for fate, many in counts.items()) or "the table is empty")
    if dry_run:
        _output.hint("nothing was written; leave --dry-run out to do it")
    elif change is not None:
        _output.hint(f"take it back with: veedor undo {change} {named(record)}")
