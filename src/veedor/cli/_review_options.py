"""The options that decisions on a command line share, and fields as `--set` gives them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer

from veedor.cli import _output
from veedor.codebook.statement import MANY
from veedor.errors import UsageError


class Then(StrEnum):
    """What to do with all that says the same."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


Ids = Annotated[list[str], typer.Argument(metavar="STATEMENT...", help="Its id, or the beginning of it")]
Id = Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, or the beginning of it")]
Change = Annotated[int, typer.Argument(metavar="CHANGE", help="Its number in the log")]
In = Annotated[
    str | None, typer.Option("--in", metavar="RECORD", help="The record; else the only *.veedor file here")
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="WORDS", help="Why")]
Expects = Annotated[
    int | None,
    typer.Option(
        "--expects",
        metavar="CHANGE",
        help="The decision that you saw, 0 for none: where somebody decided since, nothing is done",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="A field's new value: a label, words of the text, start:end or JSON; empty takes it away; "
        "may be repeated",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]


class Wishes(NamedTuple):
    """The options that every decision has."""

    by: str | None
    reason: str | None
    as_json: bool


PAST = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
"""What was done, of each of `Then`."""


def fields_of(pairs: Sequence[str] | None) -> dict[str, Any]:
    """The fields that `--set field=value` names, each value as JSON has it; a field named twice is a list."""
    fields: dict[str, Any] = {}
    for pair in pairs or ():
        name, is_pair, given = pair.partition("=")
        if not is_pair:
            raise UsageError(f"--set {name!r} has no value; write --set field=value")
        value = _value(name, given)
        if name in fields and name in MANY:
            before = fields[name] if isinstance(fields[name], list) else [fields[name]]
            value = [*before, value]
        fields[name] = value
    return fields


def _value(name: str, given: str) -> Any:
    if given[:1] not in ("{", "["):
        return given or None
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        raise UsageError(f"The value of {name} is no JSON ({error.msg} at {error.pos})") from error


_EXAMPLES = {
    "queue": ("veedor review queue crisis.veedor --limit 50", "veedor review queue --order text --json"),
    "show": ("veedor review show 1f0c9a77d2 --in crisis.veedor",),
    "accept": ("veedor review accept 1f0c9a77d2 83ab0c11d4 --by Ana",),
    "reject": ('veedor review reject 1f0c9a77d2 --reason "a film, no event"',),
    "correct": (
        "veedor review correct 1f0c9a77d2 --set type=AGREE --set recipients='the union'",
        "veedor review correct 1f0c9a77d2 --set when=2021-05-03 --set about=",
    ),
    "add": ("veedor review add strike.txt --kind event --set type=MOVE --set anchor='fled the town'",),
    "comment": ('veedor review comment 1f0c9a77d2 "Which of the two mayors?"',),
    "same": ("veedor review same 1f0c9a77d2", "veedor review same 1f0c9a77d2 --then reject"),
    "ignore": ('veedor review ignore 1f0c9a77d2 --scope all --reason "the name of a paper"',),
    "rules": ("veedor review rules crisis.veedor",),
    "undo": ("veedor review undo 42 --in crisis.veedor",),
    "agree": ("veedor review agree 42 --by Ben",),
    "send-back": ('veedor review send-back 42 --by Ben --reason "the date is wrong"',),
    "readers": ("veedor review readers", "veedor review readers 2 --in crisis.veedor"),
    "differences": (
        "veedor review differences crisis.veedor",
        "veedor review differences --take 1f0c9a77d2 --keep 83ab0c11d4",
    ),
}


def examples(command: str) -> str:
    """What stands below the help of a command of `veedor review`."""
    return _output.examples(_EXAMPLES[command])
