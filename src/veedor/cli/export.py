"""`veedor export`: a record as JSON lines."""

from __future__ import annotations

from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record

EXAMPLES = ("veedor export venezuela.veedor > venezuela.jsonl",)


def export(
    record: RecordHere = None,
    all_states: Annotated[
        bool, typer.Option("--all", help="Also what was rejected, and what waits beside a person's decision")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON list instead of a line for each document")
    ] = False,
) -> None:
    """Print a record as JSON, a line for each document.

    Each statement carries what became of it: accepted, corrected or added by whom, withdrawn by which note, lost
    from a newer version. Superseded and retracted documents are there too, and say so.
    """
    from veedor.record import views
    from veedor.record.wanted import SHOWN

    with open_record(record) as opened:
        lines = views.export(opened, states=None if all_states else SHOWN)
        if as_json:
            _output.print_json(list(lines))
            return
        for line in lines:
            _output.print_json(line)
