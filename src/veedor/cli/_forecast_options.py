"""The options that commands on forecasts share, the group's way of finding its command, and the examples."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from veedor.cli import _output
from veedor.errors import UsageError

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="As of a day, as 2019-08-12: what was reported by then"),
]
Voice = Annotated[
    str | None, typer.Option("--voice", metavar="NAME", help="Only what such a source foretells")
]
Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, or the beginning of it")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept in the log")]

EXAMPLES = (
    "veedor forecasts crisis.veedor --state overdue",
    "veedor forecasts show 3fa2c1 crisis.veedor",
    'veedor forecasts enter 3fa2c1 crisis.veedor --horizon 2019-12-08 --why "the vote of 8 December"',
    "veedor forecasts resolve 3fa2c1 crisis.veedor --outcome no --evidence 77b01e",
    "veedor forecasts score crisis.veedor --table kent-1964",
)
_EXAMPLES_OF = {
    "list": (
        "veedor forecasts crisis.veedor",
        "veedor forecasts list crisis.veedor --state due --as-of 2019-08-12",
    ),
    "show": ("veedor forecasts show 3fa2c1 crisis.veedor",),
    "enter": (
        'veedor forecasts enter 3fa2c1 crisis.veedor --proposition "The Lake party wins 12 districts or more"',
        'veedor forecasts enter 3fa2c1 crisis.veedor --horizon 2019-12-08 --why "the vote of 8 December"',
    ),
    "resolve": (
        "veedor forecasts resolve 3fa2c1 crisis.veedor --outcome yes --on 2019-12-08 --evidence 77b01e",
        'veedor forecasts resolve 3fa2c1 crisis.veedor --outcome undecidable --reason "nothing measures it"',
    ),
    "score": (
        "veedor forecasts score crisis.veedor",
        "veedor forecasts score crisis.veedor --table kent-1964 --possibilities --unread 0.5",
    ),
    "words": ('veedor forecasts words "seems sure"', 'veedor forecasts words "a 70 % chance" --json'),
}


def examples(command: str) -> str:
    """What stands below the help of a command of `veedor forecasts`."""
    return _output.examples(_EXAMPLES_OF[command])


def day(value: str | None) -> date | None:
    """The day of an option; UsageError where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"'{value}' is no day; write it as 2019-08-12") from error


def today() -> date:
    """The day by the computer's clock, in UTC."""
    return datetime.now(UTC).date()
