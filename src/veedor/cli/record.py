"""`veedor record`: a record as a whole: made, looked at, checked, kept, moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.errors import UsageError

EXAMPLES = (
    "veedor record init venezuela.veedor",
    "veedor record check venezuela.veedor",
    "veedor record backup venezuela.veedor --to /media/stick/venezuela.veedor",
    "veedor record copy venezuela.veedor --to postgresql://ana@server/venezuela",
)
_EXAMPLES_OF = {
    name: tuple(line for line in EXAMPLES if f" {name} " in line)
    for name in ("init", "check", "backup", "copy")
}
_INFO_EXAMPLES = (
    "veedor record info venezuela.veedor",
    "veedor record info postgresql://ana@server/venezuela",
)

app = typer.Typer(
    help="Make, look at, check, keep or move a record",
    epilog=_output.examples(EXAMPLES),
    rich_markup_mode=None,
    no_args_is_help=True,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON")]


@app.command(epilog=_output.examples(_EXAMPLES_OF["init"]))
def init(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A new file, or postgresql://user@server/database")
    ],
    as_json: Json = False,
) -> None:
    """Make an empty record."""
    from veedor.record.store import Record

    with Record.open(place) as opened:
        if not opened.is_new:
            raise UsageError(
                f"There is a record at {opened.place} already; look at it with: "
                f"veedor record info {named(opened)}"
            )
        if as_json:
            _output.print_json({"place": opened.place, "database": opened.database})
            return
        _output.hint(f"made; read reports into it with: veedor read REPORT --into {opened.place}")


@app.command(epilog=_output.examples(_INFO_EXAMPLES))
def info(record: RecordHere = None, as_json: Json = False) -> None:
    """Show what a record holds, and where."""
    from veedor.record import changes, views

    with open_record(record) as opened:
        latest = changes.log(opened, all_parts=True, limit=1)
        size = asdict(views.size(opened))
        told = {"place": opened.place, "database": opened.database, "bytes": opened.bytes(), **size}
    last = latest[0] if latest else None
    told["last_change"] = None if last is None else {"at": last.at, "by": last.by, "verb": str(last.verb)}
    if as_json:
        _output.print_json(told)
        return
    if last is not None:
        told["last_change"] = f"{last.at}, {last.verb} by {_output.one_line(last.by)}"
    table = _output.table(("What", "Value"))
    for name, value in told.items():
        said = f"{value:,}" if isinstance(value, int) else str(value or "none")
        table.add_row(name.replace("_", " ").capitalize(), said)
    _output.console().print(table)


@app.command(epilog=_output.examples(_EXAMPLES_OF["check"]))
def check(record: RecordHere = None, as_json: Json = False) -> None:
    """Check that a record is sound: every quote in its text, every row where it belongs.

    Ends with exit code 1 where something is wrong.
    """
    from veedor.record import checks

    with open_record(record) as opened, _progress("checking") as progress:
        faults = checks.check(opened, progress)
    if as_json:
        for fault in faults:
            _output.print_json(asdict(fault))
    elif faults:
        table = _output.table(("Wrong", "Where"))
        for fault in faults:
            table.add_row(_output.one_line(fault.what), _output.one_line(fault.where))
        _output.console().print(table)
        for hint in dict.fromkeys(fault.hint for fault in faults):
            _output.hint(hint)
    else:
        typer.echo("The record is sound.", err=True)
    if faults:
        raise typer.Exit(_output.SOME_FAILED)


@app.command(epilog=_output.examples(_EXAMPLES_OF["backup"]))
def backup(
    record: RecordHere = None,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file that keeps it")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a file that is there")
    ] = False,
    as_json: Json = False,
) -> None:
    """Keep a record as it is now in a file, while others may work on it.

    The file is a record by itself, also where the record is in PostgreSQL.
    """
    from veedor.record import copies

    with open_record(record) as opened, _progress("keeping") as progress:
        copies.backup(opened, to, progress, replace=replace)
    if as_json:
        _output.print_json({"file": str(to), "bytes": to.stat().st_size})
        return
    _output.hint(f"kept; check it with: veedor record check {to}")


@app.command(epilog=_output.examples(_EXAMPLES_OF["copy"]))
def copy(
    record: RecordHere = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="PLACE", help="A new file, or postgresql://user@server/database")
    ],
    as_json: Json = False,
) -> None:
    """Copy a record into an empty place, from a file to PostgreSQL or back; nothing is lost on the way."""
    from veedor.record import copies
    from veedor.record.store import Record

    with open_record(record) as opened, Record.open(to) as target, _progress("copying") as progress:
        if target.place == opened.place:
            raise UsageError(f"{target.place} is the record itself; name another place with --to")
        counts = copies.copy(opened, target, progress)
    if as_json:
        _output.print_json({"place": target.place, **counts._asdict()})
        return
    said = f"{counts.documents:,} documents and {counts.statements:,} statements"
    typer.echo(f"{said} are in {target.place} now", err=True)


@contextmanager
def _progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """What shows on a terminal how far a long task is."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    talk = _output.console(talk=True)
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task(doing, total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
