"""`veedor watch`: new reports out of feeds and folders, as the project's file names them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, record_meant
from veedor.cli._people import By, person

if TYPE_CHECKING:  # slow to import
    from veedor.feeds.looking import Looked
    from veedor.feeds.project_file import Watched
    from veedor.record.asked import Asked
    from veedor.record.store import Record

EXAMPLES = (
    "veedor watch crisis.veedor --once",
    "veedor watch crisis.veedor --every 30",
    "veedor watch crisis.veedor --last",
)


def watch(
    context: typer.Context,
    record: RecordHere = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="What to watch; else veedor.toml beside the record"),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, then end")] = False,
    every: Annotated[
        float | None, typer.Option("--every", min=1, metavar="MINUTES", help="How often to look")
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="Ask nothing: print how the last looks went")] = False,
    by: By = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each source")] = False,
) -> None:
    """Read what is new in feeds and folders into a record, once or again and again until Ctrl-C.

    Off unless configured: only what veedor.toml names is asked ([[feed]] with an address, [[folder]] with a path).
    robots.txt is respected, private networks are refused, answers have a limit of size and time. A source that fails
    is told and tried again at the next look; a run that was stopped goes on where it stopped.
    """
    from veedor.record.store import Record

    with Record.open(record_meant(record), create=False) as opened:
        if last:
            _print_last(opened, as_json=as_json)
            return
        watched = _watched(opened, file)
        code = _look_again(opened, watched, context, person(by, context.obj), once, every, as_json)
    raise typer.Exit(code)


def _watched(record: Record, file: Path | None) -> Watched:
    from veedor.feeds.project_file import FILE, read_watched

    beside = Path(FILE) if "://" in record.place else Path(record.place).with_name(FILE)
    return read_watched(file or beside)


def _look_again(
    record: Record,
    watched: Watched,
    context: typer.Context,
    by: str,
    once: bool,
    every: float | None,
    as_json: bool,
) -> int:
    """The exit code: of the last look, or that of Ctrl-C between or within looks."""
    from veedor.feeds.looking import look
    from veedor.reading.reader import load_reader

    reader = load_reader(context.obj.model, context.obj.threads)
    minutes = every or watched.every_minutes
    try:
        while True:
            found = []
            for looked in look(watched, record, reader, by):
                _print(looked, as_json=as_json)
                found.append(looked)
            if once:
                break
            _output.hint(f"next look in {minutes:g} minutes; Ctrl-C ends")
            sleep(minutes * 60)
    except KeyboardInterrupt:
        _output.complain("stopped; run the same command again to go on")
        return _output.STOPPED
    if any(one.new for one in found) and not as_json:
        _output.hint(f"see what is new: veedor documents {named(record)}")
    return _output.SOME_FAILED if any(one.failed for one in found) else _output.DONE


def _print(looked: Looked, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(looked), ensure_ascii=False))
        return
    said = "unchanged" if looked.is_unchanged else f"{looked.new} new, {looked.known} known"
    is_read = looked.new or looked.known or not looked.failed
    typer.echo(f"{_output.one_line(looked.source)}: {said if is_read else 'failed'}")
    for why in looked.failed:
        typer.echo(f"  not read: {_output.one_line(why)}")


def _print_last(record: Record, *, as_json: bool) -> None:
    from veedor.record import asked

    found = asked.looks(record)
    if as_json:
        _output.print_json([one._asdict() for one in found], indent=1)
    elif not found:
        _output.hint("no feed was looked at yet; look with: veedor watch --once")
    else:
        _output.console().print(_table(found))


def _table(found: list[Asked]) -> object:
    table = _output.table(("Feed", "Looked at", "New", "Failed"), numbers=("New",))
    for one in found:
        table.add_row(_output.one_line(one.address), one.at, str(one.new), _output.one_line(one.failed))
    return table
