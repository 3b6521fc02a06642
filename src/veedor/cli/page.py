"""`veedor page`: readings as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import expand, open_record, write_whole
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.settings import Settings

Read = tuple[Document, tuple[Statement, ...]]


EXAMPLES = (
    "veedor page venezuela.veedor -o venezuela.html",
    "veedor page weekly.pdf -o weekly.html",
)


def page(
    context: typer.Context,
    places: Annotated[
        list[Path],
        typer.Argument(metavar="RECORD|FILE", help="A record, or reports to read now", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PAGE", help="The HTML file to write")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON")] = False,
) -> None:
    """Write a page of reports with their statements.

    The file holds all it needs: it can be sent, and opened without a network.
    """
    paths = expand(places)
    if any(out.exists() and path.exists() and out.samefile(path) for path in paths):
        raise UsageError(f"{out} is what the page is made from; give the page another name")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"The folder {out.absolute().parent} does not exist; make it first")
    readings = [reading for path in paths for reading in _readings(path, context.obj)]
    from veedor.desk.page import page as page_of

    write_whole(out, page_of(readings))
    many = sum(len(statements) for _, statements in readings)
    if as_json:
        _output.print_json({"page": str(out), "documents": len(readings), "statements": many})
    else:
        typer.echo(str(out))


def _readings(path: Path, settings: Settings) -> Iterator[Read]:
    from veedor.record import sqlite, views

    if not sqlite.is_record(path):
        from veedor.pipeline import read_file

        yield from ((taken.document, taken.statements) for taken in read_file(path, settings))
        return
    with open_record(str(path)) as record:
        for row in views.documents(record):
            reading = views.reading(record, row.id)
            yield reading.document, reading.statements
