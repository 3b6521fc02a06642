"""`veedor documents`: what a record holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record

if TYPE_CHECKING:  # slow to import
    from veedor.record.views import DocumentRow

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
    if not rows:
        _output.hint("the record holds no documents; read some with: veedor read REPORT --into RECORD")
        return
    _print(rows)


def _print(rows: Iterable[DocumentRow]) -> None:
    console = _output.console()
    counted = _output.kind_columns(console.width)
    table = _output.table(("Id", "Document", "Published", *counted), numbers=_output.KIND_HEADINGS)
    for row in rows:
        label = _output.one_line(f"{row.label}, {row.publisher}" if row.publisher else row.label)
        counts = _output.kind_cells(row.counts, console.width)
        table.add_row(row.id[:8], label, _output.date(row.published), *counts)
    console.print(table)
