"""`veedor changed`: what is new in a record since a date, a change of its log, or the last visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.cli._people import By, person

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.changed import Changed, Line

EXAMPLES = (
    "veedor changed venezuela.veedor --since 2019-08-15 --until 2019-08-21",
    "veedor changed venezuela.veedor --since last-visit",
    'veedor changed --since "change 12" --json',
)
_UNDATED = "undated"
_HEADINGS = {
    "new incident": "New incidents",
    "new dispute": "New disputes",
    "announcement settled": "What became of announcements",
    "moved position": "Moved positions",
    "revised figure": "Revised figures",
    "resolved forecast": "Resolved forecasts",
    "forecast fallen due": "Forecasts fallen due",
    "correction": "Corrections",
}


def changed(
    context: typer.Context,
    record: RecordHere = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="First day or month; or last-visit, or 'change 12' of the log; else last-visit",
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day or month; else all since")
    ] = None,
    by: By = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object")] = False,
) -> None:
    """Show what changed: new incidents and disputes, moved positions, revised figures, forecasts, corrections.

    Between dates, it is told by the days on which reports came out; since a change or a visit, by what came in.
    """
    from veedor.gathering.changed import asked

    who, today = person(by, context.obj), datetime.now(UTC).date()
    with open_record(record) as opened:
        found = asked(opened, since, until, person=who, today=today)
    if as_json:
        _output.print_json(found.to_dict())
        return
    _print(found)
    for said in found.left_out:
        _output.hint(said)


def _print(found: Changed) -> None:
    console = _output.console()
    many = f"{found.statements} new statement{'' if found.statements == 1 else 's'}"
    console.print(f"{_output.one_line(found.span)}: {many}", style="bold")
    if not found.lines:
        _output.hint("nothing changed by what was looked at; give an earlier date with --since")
    for what, heading in _HEADINGS.items():
        lines = [line for line in found.lines if line.what == what]
        if lines:
            console.print(f"\n{heading} ({len(lines)})", style="bold")
        for line in lines:
            for text in _lines(line):
                console.print(text, soft_wrap=not console.is_terminal)


def _lines(line: Line) -> Iterator[str]:
    note = f" ({_output.one_line(line.note)})" if line.note else ""
    yield f"  {line.on or _UNDATED:<10}  {_output.one_line(line.said)}{note}"
    if line.ids:
        yield f"  {'':<10}  {' '.join(line.ids)}"
