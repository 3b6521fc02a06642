"""What `veedor import` does with other records, tables of events and sheets of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from veedor.cli import _output
from veedor.cli._files import named, open_record
from veedor.cli._people import person
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.exchange.document_sheets import DocumentSheet, PlannedDocument
    from veedor.exchange.merge_plan import MergePlan
    from veedor.record.store import Record

_DATABASE = b"SQLite format 3\0"
_TABLES = frozenset({".csv", ".xlsx", ".tsv", ".tab"})
_SHOWN = 50
"""Rows of a plan that are printed; beyond them their number alone."""


@dataclass(frozen=True, slots=True)
class How:
    """What the command line says of any import."""

    into: str
    context: typer.Context
    by: str | None
    reason: str | None
    dry_run: bool
    as_json: bool

    @property
    def person(self) -> str:
        """Who does it."""
        return person(self.by, self.context.obj)


def kind_of(file: str) -> str:
    """What a file is, by its first bytes and the first row of its table: a value of `--as`."""
    if "://" in file:
        return "record"
    path = Path(file)
    with path.open("rb") as opened:
        head = opened.read(2000)
    if head.startswith(_DATABASE):
        return "record"
    if path.suffix.lower() in _TABLES or (path.suffix.lower() == ".txt" and b"\t" in head):
        return _table_of(path)
    if head.strip() and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise UsageError(
            f"{path} is neither a record, nor a table, nor JSON lines; "
            f"name what it is by --as, or read a report with: veedor read {path} --into RECORD"
        )
    return "lines"


def _table_of(path: Path) -> str:
    from veedor.exchange.document_sheets import is_of_documents
    from veedor.exchange.event_rows import style_of
    from veedor.exchange.sheets import read_sheets, tables

    heads = [rows[0] for _, rows in tables(path) if rows]
    for head in heads:
        if style := style_of(head):
            return str(style)
    if any(is_of_documents(head) for head in heads):
        try:
            read_sheets(path)
        except UsageError:
            return "documents"
    return "table"


def record(file: str, how: How) -> None:
    """Take another record in."""
    from veedor.exchange.merging import merge, planned_merge

    with open_record(how.into) as into, open_record(file) as other:
        if into.place == other.place:
            raise UsageError(f"{into.place} cannot be taken into itself; name another record")
        plan = planned_merge(into, other)
        change = None if how.dry_run else merge(into, other, by=how.person, reason=how.reason)
        if how.as_json:
            _output.print_json({"change": change, **plan.to_dict()}, indent=1)
        else:
            _show_merge(plan)
            _say(into, how, change, nothing=not plan.adds)


def _show_merge(plan: MergePlan) -> None:
    columns = ("add", "same", "conflict", "left out")
    table = _output.table(("What", *columns), numbers=columns)
    for thing, tally in plan.counts.items():
        table.add_row(thing, *(f"{many:,}" for many in tally))
    if plan.counts:
        _output.console().print(table)
    if not plan.conflicts:
        return
    table = _output.table(("Conflict", "Of", "Here, which holds", "There"))
    for one in plan.conflicts[:_SHOWN]:
        sides = (
            f"{_output.one_line(side.what)} ({side.by}, {side.at[:10]})" for side in (one.here, one.other)
        )
        table.add_row(one.thing, _output.one_line(one.of), *sides)
    _output.console().print(table)
    _more(len(plan.conflicts))


def events(path: Path, how: How, style: str, publisher: str | None) -> None:
    """Take a table of events in."""
    from veedor.exchange.event_rows import Style
    from veedor.exchange.event_tables import planned, read_events, take_in

    table = read_events(path, style=Style(style), publisher=publisher)
    with open_record(how.into) as into:
        plan = planned(into, table)
        change = None if how.dry_run else take_in(into, table, by=how.person, reason=how.reason)
        rows = [one._asdict() for one in plan]
        if how.as_json:
            _output.print_json(
                {"change": change, "documents": rows, "left_out": dict(table.left_out)}, indent=1
            )
            return
        _show(rows, ("fate", "title", "rows", "statements"), numbers=("rows", "statements"))
        for why, many in table.left_out.items():
            _output.hint(f"left out, {many:,} of the rows: {why}")
        _say(into, how, change, nothing=all(one.fate == "same" for one in plan))


def documents(path: Path, how: How, publisher: str | None, mapped: Sequence[str]) -> None:
    """Read the documents of a spreadsheet."""
    from veedor.exchange.document_sheets import planned, read_documents

    sheet = read_documents(path, mapped=_mapped(mapped), publisher=publisher)
    with open_record(how.into) as into:
        plan = planned(into, sheet)
        change = None if how.dry_run else _read(into, sheet, how, plan)
        rows = [one._asdict() for one in plan]
        if how.as_json:
            _output.print_json({"change": change, "rows": rows, "unused": sheet.unused}, indent=1)
        else:
            _show(rows, ("number", "fate", "title", "why"), numbers=("number",))
            if sheet.unused:
                _output.hint(f"columns that are not used: {_output.one_line(', '.join(sheet.unused))}")
            _say(into, how, change, nothing=all(one.fate != "add" for one in plan))
    if any(one.fate == "skip" for one in plan):
        raise typer.Exit(_output.SOME_FAILED)


def _read(into: Record, sheet: DocumentSheet, how: How, plan: list[PlannedDocument]) -> int | None:
    """The change by which the documents came in; what the reader fails at is skipped in the plan."""
    from veedor.exchange.document_sheets import take_in
    from veedor.pipeline import after_reading
    from veedor.reading.reader import load_reader

    if all(one.fate != "add" for one in plan):
        return None
    reader = load_reader(how.context.obj.model, how.context.obj.threads)
    places = {one.number: place for place, one in enumerate(plan)}
    change: int | None = None
    for number, outcome, run_id in take_in(into, sheet, reader, by=how.person, reason=how.reason):
        change = run_id
        place = places[number]
        if outcome.error is not None and plan[place].fate != "skip":
            plan[place] = plan[place]._replace(fate="skip", why=str(outcome.error))
    after_reading(into)
    return change


def _mapped(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        column, equals, field = one.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise UsageError('--map needs COLUMN=FIELD, as in --map "Headline=title"')
        found[column] = field
    return found


def _show(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, numbers: Iterable[str]) -> None:
    heads = {"number": "Row"} | {name: name.capitalize() for name in columns if name != "number"}
    table = _output.table([heads[name] for name in columns], numbers=[heads[name] for name in numbers])
    for row in rows[:_SHOWN]:
        table.add_row(*(_output.one_line(str(row[name])) for name in columns))
    if rows:
        _output.console().print(table)
    _more(len(rows))
    counts = Counter(row["fate"] for row in rows)
    _output.hint(", ".join(f"{many:,} {fate}" for fate, many in counts.items()) or "the table is empty")


def _more(many: int) -> None:
    if many > _SHOWN:
        _output.hint(f"and {many - _SHOWN:,} more; --json has them all")


def _say(into: Record, how: How, change: int | None, *, nothing: bool) -> None:
    if nothing:
        _output.hint("nothing there is new here")
    elif how.dry_run:
        _output.hint("nothing was written; leave --dry-run out to do it")
    elif change is not None:
        _output.hint(f"take it back with: veedor undo {change} {named(into)}")
