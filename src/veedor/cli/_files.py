"""Which files and records a command line means, and how a file is written whole."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.documents.folders import READABLE, files_below
from veedor.errors import UsageError, VeedorError

if TYPE_CHECKING:  # slow to import, and commands that only read files need no database
    from veedor.record.store import Record

RECORD_SUFFIX = ".veedor"
"""Of a record's file, where nobody names it otherwise."""

RecordHere = Annotated[
    str | None, typer.Argument(metavar="RECORD", help="The record; else the only *.veedor file here")
]
"""The argument that `open_record` understands."""


_PIPE = Path("-")
"""How a command line names standard input."""


def expand(paths: Iterable[Path], context: typer.Context) -> list[Path]:
    """The files meant, each once: a folder means the readable files below it, sorted, but no hidden ones.

    `-` means what comes in by a pipe, as a file that lasts as long as the context.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path == _PIPE:
            path = context.with_resource(_piped())
        below = files_below(path) if path.is_dir() else [path]
        if not below:
            raise UsageError(f"{path} holds no file that can be read ({', '.join(sorted(READABLE))})")
        files.update(dict.fromkeys(below))
    return list(files)


@contextmanager
def _piped() -> Iterator[Path]:
    """A file of what standard input gives."""
    if sys.stdin.isatty():
        raise UsageError("- means what comes in by a pipe, and nothing does; name a file")
    with tempfile.TemporaryDirectory(prefix="veedor-") as folder:
        path = Path(folder, "stdin")
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield path


def record_meant(place: str | None) -> str:
    """The record named, or the only `*.veedor` file of the current folder."""
    if place is not None:
        if "://" not in place and not Path(place).exists():
            raise UsageError(
                f"There is no record at {place}; make one with: veedor read REPORT --into {place}"
            )
        return place
    here = sorted(path.name for path in Path().glob(f"*{RECORD_SUFFIX}"))
    if len(here) == 1:
        return here[0]
    if here:
        raise UsageError(f"Several records are here ({', '.join(here[:5])}); name one")
    raise UsageError(
        "No record is named and none is here; make one with: veedor read REPORT --into crisis.veedor"
    )


def open_record(place: str | None) -> Record:
    """The record that `record_meant` means, open; it is never made."""
    from veedor.record.store import Record

    return Record.open(record_meant(place), create=False)


def named(record: Record) -> str:
    """The record as a further command line names it."""
    return shlex.quote(record.place)


def write_whole(path: Path, text: str) -> None:
    """Write the file so that it is never seen half-written; VeedorError where that cannot be."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        os.close(handle)
        _put_in_place(text, Path(name), path)
    except OSError as error:
        raise VeedorError(
            f"{path} cannot be written: {error.strerror}; make room, or name another place"
        ) from error


def _put_in_place(text: str, made: Path, path: Path) -> None:
    # A temporary file is for its owner alone; what was asked for is like any other new file.
    umask = os.umask(0)
    os.umask(umask)
    try:
        made.write_text(text, encoding="utf-8")
        made.chmod(0o666 & ~umask)
        made.replace(path)
    except OSError:
        made.unlink(missing_ok=True)
        raise
