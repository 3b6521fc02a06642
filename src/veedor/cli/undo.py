"""`veedor undo`: takes a change back."""

from __future__ import annotations

from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._people import By, person

EXAMPLES = ('veedor undo 412 venezuela.veedor --reason "wrong folder"', "veedor undo 413")


def undo(
    context: typer.Context,
    change: Annotated[int, typer.Argument(metavar="CHANGE", help="Its number in: veedor log")],
    record: RecordHere = None,
    by: By = None,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why it is taken back")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the number of the new change as JSON")
    ] = False,
) -> None:
    """Take a change back, with all its parts: a decision, a whole import, or an earlier undo.

    Nothing is lost: that it was made and taken back stays in the log, and taking back the undo restores it.
    """
    from veedor.record.reviewing import review

    with open_record(record) as opened:
        done = review.undo(opened, change, by=person(by, context.obj), reason=reason)
        place = named(opened)
    if as_json:
        _output.print_json({"change": done, "undone": change})
        return
    _output.hint(f"change {change} is taken back; to restore it: veedor undo {done} {place}")
