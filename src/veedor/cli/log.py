"""`veedor log`: who did what to a record, when and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.when import bounds
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.record.changes import Change

EXAMPLES = (
    "veedor log venezuela.veedor",
    'veedor log venezuela.veedor --by "Ana López" --day 2026-11-21',
    "veedor log --document weekly.pdf --json",
)
_ROOM = 60
"""Columns of a terminal from which a day fits beside the rest without a break."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def log(
    record: RecordHere = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only of this document: its id, or its file's name")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only by this person or reader")
    ] = None,
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only of this day, month or year (UTC)")
    ] = None,
    all_parts: Annotated[
        bool,
        typer.Option("--all", help="Each part of larger changes too, such as the documents of an import"),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many at most")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each change")] = False,
) -> None:
    """Show who changed what in a record, the latest first."""
    from veedor.record import changes, views

    if day is not None and not _DAY.fullmatch(day):
        raise UsageError(f"{day!r} is no day; write it as 2026-11-21, a month as 2026-11")
    if day is not None:
        bounds(day)
    with open_record(record) as opened:
        document_id = views.find(opened, document) if document is not None else None
        rows = changes.log(opened, document_id=document_id, by=by, day=day, all_parts=all_parts, limit=limit)
    if as_json:
        for row in rows:
            _output.print_json(asdict(row))
        return
    if not rows:
        _output.hint("the log has nothing of this; every change is in: veedor log --all")
        return
    _print(rows)
    if len(rows) == limit:
        _output.hint(f"only the latest {limit} are shown; see more with --limit")


def _print(rows: Iterable[Change]) -> None:
    console = _output.console()
    columns = ("Change", "When (UTC)", "Who", "What", "Document", "Why")
    table = _output.table(
        columns, numbers=("Change",), dates=("When (UTC)",) if console.width >= _ROOM else ()
    )
    for row in rows:
        when = row.at.replace("T", " ").removesuffix("Z")
        what = str(row.verb) if row.counts else f"{row.verb} (taken back)"
        why = _output.one_line(row.reason or "")
        table.add_row(str(row.id), when, _output.one_line(row.by), what, (row.document_id or "")[:8], why)
    console.print(table)
