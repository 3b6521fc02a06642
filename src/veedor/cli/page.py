"""`veedor page`: readings as one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RECORD_SUFFIX, expand, open_record, write_whole
from veedor.errors import UsageError, VeedorError
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import
    from veedor.desk.shown import Shown

EXAMPLES = (
    "veedor page venezuela.veedor -o venezuela.html",
    "veedor page weekly.pdf -o weekly.html",
)


def page(
    context: typer.Context,
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD|FILE", help="A record, or reports to read now; - for a pipe", show_default=False
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PAGE", help="The HTML file to write")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON")] = False,
) -> None:
    """Write a page of reports with their statements.

    The file holds all it needs: it can be sent, and opened without a network.
    """
    databases = [place for place in places if "://" in place]
    paths = expand((Path(place) for place in places if place not in databases), context)
    if any(out.exists() and path.exists() and out.samefile(path) for path in paths):
        raise UsageError(f"{out} is what the page is made from; give the page another name")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"The folder {out.absolute().parent} does not exist; make it first")
    readings, failed = _readings(paths, context.obj)
    readings = [*_kept(databases), *readings]
    for error in failed:
        _output.complain(error)
    if failed and not readings:
        raise typer.Exit(_output.SOME_FAILED)
    _write(out, readings, as_json=as_json)
    raise typer.Exit(_output.SOME_FAILED if failed else _output.DONE)


def _write(out: Path, readings: list[Shown], *, as_json: bool) -> None:
    from veedor.desk.page import page as page_of

    write_whole(out, page_of(readings))
    many = sum(len(shown.statements) for shown in readings)
    if as_json:
        _output.print_json({"page": str(out), "documents": len(readings), "statements": many})
    else:
        typer.echo(str(out))


def _readings(paths: list[Path], settings: Settings) -> tuple[list[Shown], list[VeedorError]]:
    """The documents of records and files, in order, and why others could not be read."""
    from veedor.desk.shown import Shown
    from veedor.pipeline import read_files
    from veedor.record import sqlite

    # A file that is named as a record, but is none, is no report: opening it says so.
    reports = [path for path in paths if path.suffix != RECORD_SUFFIX and not sqlite.is_record(path)]
    new = read_files(reports, settings)
    outcomes = {file: list(some) for file, some in groupby(new, key=lambda outcome: outcome.file)}
    readings: list[Shown] = []
    failed: list[VeedorError] = []
    for path in paths:
        if path not in outcomes:
            readings += _kept([str(path)])
        for outcome in outcomes.get(path, ()):
            if outcome.taken:
                readings.append(Shown(outcome.taken.document, outcome.taken.statements))
            elif outcome.error:
                failed.append(outcome.error)
    return readings, failed


def _kept(records: Iterable[str]) -> Iterator[Shown]:
    """The documents of records, newest first."""
    from veedor.desk.shown import all_of

    for place in records:
        with open_record(place) as record:
            yield from all_of(record)
