"""`veedor doctor`: what is installed, and what is wrong."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor import __version__
from veedor.cli import _output
from veedor.cli._files import record_meant
from veedor.errors import VeedorError
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import
    from veedor.record.store import Record

_PYTHON = (3, 11)
_SQLITE = (3, 30)
"""The first SQLite that orders with NULLS LAST, as the record's views do."""
_SENTENCE = "The two sides met in the capital on Monday."
_CARD = "MODEL_CARD.md"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    found: str
    advice: str | None = None
    """What is wrong with it and what to do; None where it is well."""


EXAMPLES = (
    "veedor doctor",
    "veedor doctor venezuela.veedor",
)


def doctor(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="RECORD", help="A record to look at, too")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON")] = False,
) -> None:
    """Say what is installed and what is wrong.

    Tries the model on a sentence. Exits with 1 where anything is wrong.
    """
    found = [*_of_python(), *_of_packages(), *_of_model(context.obj)]
    if record is not None:
        found += _of_record(record_meant(record))
    wrong = [finding for finding in found if finding.advice]
    if as_json:
        _output.print_json({"well": not wrong, "findings": [asdict(finding) for finding in found]}, indent=1)
    else:
        _print(found)
    raise typer.Exit(_output.SOME_FAILED if wrong else _output.DONE)


def _print(found: list[Finding]) -> None:
    table = _output.table(("What", "Found", "State"))
    for finding in found:
        style = "red" if finding.advice else None
        table.add_row(finding.what, finding.found, "wrong" if finding.advice else "well", style=style)
    _output.console().print(table)
    for finding in found:
        if finding.advice:
            _output.complain(f"{finding.what}: {finding.advice}")


def _of_python() -> Iterator[Finding]:
    yield Finding("Veedor", __version__)
    advice = None if sys.version_info >= _PYTHON else "install Python 3.11 or later"
    yield Finding(
        "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", advice
    )
    advice = None if sqlite3.sqlite_version_info >= _SQLITE else "install a Python with SQLite 3.30 or later"
    yield Finding("SQLite", sqlite3.sqlite_version, advice)


def _of_packages() -> Iterator[Finding]:
    for line in metadata.requires("veedor") or ():
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        if "extra ==" in line:
            continue
        try:
            yield Finding(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "missing", f"it is not installed; run: python -m pip install {name}")


def _of_model(settings: Settings) -> Iterator[Finding]:
    from veedor.reading.encoder import MODEL_FOLDER

    folder = settings.model or MODEL_FOLDER
    yield Finding("Model folder", str(folder), _missing(folder))
    if folder.is_dir():
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        yield Finding("Model size", f"{size / 1e6:.1f} MB")
        card = folder / _CARD
        yield Finding("Model card", str(card) if card.is_file() else "none")
    yield _of_reading(settings)


def _missing(folder: Path) -> str | None:
    return (
        None if folder.is_dir() else "it is not there; install Veedor again, or set VEEDOR_MODEL to a model"
    )


def _of_reading(settings: Settings) -> Finding:
    from veedor.documents.document import Document
    from veedor.reading.reader import load_reader

    what = "Reading a sentence"
    begun = time.perf_counter()
    try:
        reader = load_reader(settings.model, settings.threads)
        statements = reader.read(Document(id="doctor", text=_SENTENCE))
    except VeedorError as error:
        return Finding(what, "failed", str(error))
    except ImportError as error:
        return Finding(what, "failed", f"{error.name} cannot be imported; install Veedor again")
    took = time.perf_counter() - begun
    found = f"{reader.name} {reader.version}: {len(statements)} statements in {took:.1f} s, start included"
    advice = None if statements else "the model finds nothing in a plain sentence; install Veedor again"
    return Finding(what, found, advice)


def _of_record(place: str) -> list[Finding]:
    from veedor.record.store import Record

    try:
        with Record.open(place, create=False) as record:
            return list(_of_open_record(record))
    except VeedorError as error:
        return [Finding("Record", place, str(error))]


def _of_open_record(record: Record) -> Iterator[Finding]:
    from veedor.record import views

    size = views.size(record)
    yield Finding("Record", f"{record.place}, schema {size.schema}")
    held = f"{size.documents} documents, {size.readings} readings, {size.statements} statements"
    yield Finding("Record holds", held)
    faults = record.faults()
    advice = "take a copy that is well, or read the reports into a new record" if faults else None
    yield Finding("Record check", "; ".join(faults[:3]) or "no fault", advice)
