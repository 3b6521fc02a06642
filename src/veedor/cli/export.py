"""`veedor export`: a record as JSON lines."""

from __future__ import annotations

from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record

EXAMPLES = ("veedor export venezuela.veedor > venezuela.jsonl",)


def export(
    record: RecordHere = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON list instead of a line for each document")
    ] = False,
) -> None:
    """Print a record as JSON, a line for each document."""
    from veedor.record import views

    with open_record(record) as opened:
        lines = views.export(opened)
        if as_json:
            _output.print_json(list(lines))
            return
        for line in lines:
            _output.print_json(line)
