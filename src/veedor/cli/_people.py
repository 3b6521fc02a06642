"""Who makes a change, as a command line says it."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from veedor.errors import UsageError
from veedor.settings import Settings

By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who does it; else VEEDOR_PERSON, else your login"),
]
"""The option that `person` understands."""


def person(by: str | None, settings: Settings) -> str:
    """The name of whoever makes a change; UsageError where nothing tells it."""
    named = (by or "").strip() or settings.person
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("Nothing says who makes this change; add --by NAME, or set VEEDOR_PERSON") from error
