"""`veedor documents`: what a record holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.record.wanted import Standing

if TYPE_CHECKING:  # slow to import
    from veedor.record.versions.kin import DocumentAccount
    from veedor.record.views import DocumentRow

EXAMPLES = (
    "veedor documents venezuela.veedor",
    "veedor documents venezuela.veedor --standing retracted",
)


def documents(
    record: RecordHere = None,
    standing: Annotated[
        list[Standing] | None,
        typer.Option(help="Only documents that stand, are superseded by a newer version, or are retracted"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each document")] = False,
) -> None:
    """List the documents of a record, newest first."""
    from veedor.record import views
    from veedor.record.versions import kin

    with open_record(record) as opened:
        every = views.documents(opened)
        told = kin.of_documents(opened)
    rows = [row for row in every if not standing or row.standing in standing]
    if as_json:
        for row in rows:
            about = told[row.id].to_dict() if row.id in told else {}
            _output.print_json(asdict(row) | about)
        return
    if not every:
        _output.hint("the record holds no documents; read some with: veedor read REPORT --into RECORD")
    elif not rows:
        _output.hint("no document has this standing; leave --standing out")
    else:
        _print(rows, told)


def _print(rows: Sequence[DocumentRow], told: Mapping[str, DocumentAccount]) -> None:
    from rich.text import Text

    from veedor.desk.shown import document_in_words

    console = _output.console()
    counted = _output.kind_columns(console.width)
    table = _output.table(("Id", "Document", "Published", *counted), numbers=_output.KIND_HEADINGS)
    for row in rows:
        label = Text(_output.one_line(f"{row.label}, {row.publisher}" if row.publisher else row.label))
        for words in document_in_words(told[row.id]) if row.id in told else ():
            label.append(f"\n{_output.one_line(words)}", style="italic")
        counts = _output.kind_cells(row.counts, console.width)
        table.add_row(row.id[:8], label, _output.date(row.published), *counts)
    console.print(table)
