"""The options that commands on actors share, and the examples below their help."""

from __future__ import annotations

from typing import Annotated

import typer

from veedor.cli import _output

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as reports write it")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why; it is kept in the log")]
Names = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME NAME [RECORD]", help="Two names, or the number of a proposed pair; then the record"
    ),
]

EXAMPLES = (
    "veedor actors match venezuela.veedor",
    'veedor actors show "Government of Lebanon" lebanon.veedor',
    "veedor actors propose lebanon.veedor",
    'veedor actors same "Mr Haddad" "Sami Haddad" lebanon.veedor --in daily.txt --why "the only Haddad in it"',
    "veedor actors different 3fa2c1 lebanon.veedor --why brothers",
)
_EXAMPLES_OF = {
    "list": ("veedor actors list venezuela.veedor --limit 100",),
    "show": (
        'veedor actors show "Government of Lebanon" lebanon.veedor',
        'veedor actors show "the police" lebanon.veedor --in daily.txt',
    ),
    "match": (
        "veedor actors match venezuela.veedor --dry-run",
        "veedor actors match --actors my-actors.toml",
    ),
    "propose": ("veedor actors propose lebanon.veedor --limit 30",),
    "same": (
        'veedor actors same 3fa2c1 lebanon.veedor --why "the only Haddad in it"',
        'veedor actors same "Mr Haddad" "Sami Haddad" lebanon.veedor --in daily.txt --why "the only Haddad in it"',
    ),
    "different": ("veedor actors different 3fa2c1 lebanon.veedor --why brothers",),
    "unsure": ("veedor actors unsure 3fa2c1 lebanon.veedor",),
    "conflicts": ("veedor actors conflicts lebanon.veedor",),
    "history": ('veedor actors history "Sami Haddad" lebanon.veedor',),
    "split": (
        "veedor actors split 83 lebanon.veedor --dry-run",
        'veedor actors split 83 lebanon.veedor --why "two brothers"',
    ),
}


def examples(command: str) -> str:
    """What stands below the help of a command of `veedor actors`."""
    return _output.examples(_EXAMPLES_OF[command])
