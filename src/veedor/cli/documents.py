"""`veedor documents`: what a record holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import Kind

EXAMPLES = ("veedor documents venezuela.veedor",)


def documents(
    record: RecordHere = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each document")] = False,
) -> None:
    """List the documents of a record, newest first."""
    from veedor.record import views

    with open_record(record) as opened:
        rows = views.documents(opened)
    if as_json:
        for row in rows:
            _output.print_json(asdict(row))
        return
    numbers = [f"{kind}s".capitalize() for kind in Kind]
    table = _output.table(("Id", "Document", "Publisher", "Published", *numbers), numbers=numbers)
    for row in rows:
        counts = (str(row.counts[kind]) for kind in Kind)
        label, publisher = _output.one_line(row.label), _output.one_line(row.publisher or "unknown")
        table.add_row(row.id[:8], label, publisher, row.published or "unknown", *counts)
    _output.console().print(table)
