"""How commands talk: data to standard output, talk to standard error, and what the exit codes mean."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import typer

from veedor.codebook.labels import Kind
from veedor.errors import DateError, NotARecord, UsageError, VeedorError

if TYPE_CHECKING:  # rich is not needed for --help and --json
    from rich.console import Console
    from rich.table import Table

DONE, SOME_FAILED, WRONG_USE, STOPPED = 0, 1, 2, 130
"""Exit codes; 130 is the shells' own for Ctrl-C."""

KIND_STYLES = {
    "event": "blue",
    "position": "magenta",
    "forecast": "yellow",
    "figure": "green",
    "role": "cyan",
}
"""Colours only add to the words beside them."""

_WIDTH_OF_A_PIPE = 120
"""Columns of a table that no terminal shows, unless COLUMNS says otherwise."""

WIDTH_OF_A_DATE = len("2019-08-12/")
KIND_HEADINGS = tuple(f"{kind}s".capitalize() for kind in Kind)
_ROOM_FOR_KINDS = 80
"""Columns of a terminal from which each kind of statement gets a column of its own."""


def console(*, talk: bool = False) -> Console:
    """A console on standard output, or on standard error for talk; without colour where NO_COLOR is set."""
    from rich.console import Console

    made = Console(stderr=talk, highlight=False, markup=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = _WIDTH_OF_A_PIPE
    return made


def examples(lines: Sequence[str]) -> str:
    """What stands below a command's help."""
    # The first character keeps click from joining the lines.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def clean(words: str) -> str:
    """The words without control characters, which could steer a terminal; line breaks stay."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in words)


def one_line(words: str) -> str:
    """The words on one line."""
    return " ".join(clean(words).split())


def table(
    columns: Sequence[str],
    *,
    numbers: Iterable[str] = (),
    widths: Sequence[int] = (),
    dates: Iterable[str] = (),
) -> Table:
    """An empty table with lines that need no colour; columns named in `numbers` are aligned right.

    Without `widths`, in characters, columns are as wide as what they hold. Columns named in `dates` keep
    room for a day, which is then not broken.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    right, unbroken = set(numbers), set(dates)
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for place, column in enumerate(columns):
        is_number = column in right
        # What does not fit goes on in the next line: nothing is cut off.
        justify: Literal["left", "right"] = "right" if is_number else "left"
        made.add_column(
            column,
            justify=justify,
            no_wrap=is_number,
            overflow="fold",
            width=widths[place] if widths else None,
            min_width=WIDTH_OF_A_DATE if column in unbroken else None,
        )
    return made


def date(value: str | None, otherwise: str = "unknown") -> str:
    """A date for a cell of a table; an interval that is long takes two lines."""
    if value is None:
        return otherwise
    return value.replace("/", "/\n") if len(value) > WIDTH_OF_A_DATE else value


def kind_columns(width: int) -> Sequence[str]:
    """Headings of the columns that count statements, for a table of that width."""
    return KIND_HEADINGS if width >= _ROOM_FOR_KINDS else ("Statements",)


def kind_cells(counts: Mapping[Kind, int], width: int) -> list[str]:
    """The numbers below `kind_columns`: in a narrow table, one text such as `3 events, 1 role`."""
    if width >= _ROOM_FOR_KINDS:
        return [str(counts[kind]) for kind in Kind]
    said = [f"{many} {kind}{'' if many == 1 else 's'}" for kind, many in counts.items() if many]
    return [", ".join(said) or "none"]


def print_json(plain: object, *, indent: int | None = None) -> None:
    """One JSON value and a line break to standard output, in UTF-8 whatever the terminal's encoding."""
    text = json.dumps(plain, ensure_ascii=False, indent=indent)
    # Half a character, as in a file's name that is not UTF-8, becomes its JSON escape.
    typer.echo(f"{text}\n".encode("utf-8", "backslashreplace"), nl=False)


def complain(message: object) -> None:
    """An error, to standard error."""
    typer.echo(f"error: {clean(str(message))}", err=True)


def let_go() -> None:
    """Drop what standard output could not take, so that closing it does not fail once more."""
    stream = sys.__stdout__
    if stream is not None and sys.stdout is stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def hint(message: str) -> None:
    """A way on, to standard error."""
    typer.echo(f"hint: {message}", err=True)


def exit_code(error: VeedorError) -> int:
    """The exit code for an error that ended the program."""
    return WRONG_USE if isinstance(error, UsageError | NotARecord | DateError) else SOME_FAILED
