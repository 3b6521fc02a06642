"""Names on the command line: which one is meant, and the project's own list of actors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.codebook.naming import APART

if TYPE_CHECKING:  # slow to import
    from veedor.gazetteers.project import ProjectActors
    from veedor.record.store import Record

In = Annotated[
    str | None,
    typer.Option(
        "--in", metavar="REPORT", help="As this document means the name: its id, or its file's name"
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors", metavar="FILE", help="The project's own actors; else actors.toml beside the record"
    ),
]


def project_actors(record: Record, path: Path | None) -> ProjectActors | None:
    """The project's own actors: from a file, else from the one beside the record, else None."""
    from veedor.gazetteers.project import read_actors
    from veedor.matching import actors_beside

    return actors_beside(record) if path is None else read_actors(path)


def document_meant(record: Record, name: str, report: str | None) -> str | None:
    """The document in which a name is meant; None where it means the same in all. UsageError as of `node_meant`."""
    from veedor.record.actors import mentions

    return mentions.node_meant(record, name, report).partition(APART)[2] or None


def shown(name: str) -> str:
    """A node for people, on one line."""
    from veedor.record.actors import identity

    return _output.one_line(identity.shown(name))
