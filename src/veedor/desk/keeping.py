"""Where the files that came in are kept, so that a page can be shown as it was printed.

Beside a record in a file that is a folder `originals`; where the record is on a server, a folder for the time being.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple

from veedor.desk.originals import FOLDER
from veedor.documents.digest import digest
from veedor.errors import RecordError
from veedor.record.store import Record

_LONGEST = 120
"""Characters of a name, with its suffix."""
_NAMELESS = "report"
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
"""What some system does not let a name hold."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MOST_ALIKE = 10_000


class Kept(NamedTuple):
    """A file in the folder of originals."""

    path: Path
    is_new: bool
    """Whether it was not there before."""


def safe_name(given: str) -> str:
    """The name without folders and without what a file's name, or a page, cannot hold; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    plain = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in last
    )
    plain = " ".join(_FORBIDDEN.sub("_", plain).split()).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, suffix = plain, ""
    stem = stem[: _LONGEST - len(suffix) - 1].rstrip(". ") or _NAMELESS
    name = f"{stem}.{suffix}" if suffix else stem
    return f"_{name}" if _RESERVED.match(name) else name


class Originals:
    """The folder of originals of a record; made when the first file is kept."""

    def __init__(self, record: Record) -> None:
        """Look where it will be."""
        self._record = record
        self._lock = Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @property
    def is_lasting(self) -> bool:
        """Whether the files stay when the desk is closed."""
        return self._record.database == "sqlite"

    def folder(self) -> Path:
        """The folder, which is there; RecordError where it cannot be made."""
        try:
            if self.is_lasting:
                folder = Path(self._record.place).absolute().parent / FOLDER
                folder.mkdir(exist_ok=True)
                return folder
            if self._temporary is None:
                self._temporary = tempfile.TemporaryDirectory(prefix="veedor-")
            return Path(self._temporary.name)
        except OSError as error:
            raise _no_room(error) from error

    def keep(self, given: str, content: BinaryIO) -> Kept:
        """The file with this content under its own name, with a number where another file has the name.

        A file that is there already is not kept twice. RecordError where there is no room for it.
        """
        name = safe_name(given)
        with self._lock:
            folder = self.folder()
            try:
                with tempfile.NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as made:
                    shutil.copyfileobj(content, made)
                return _named(Path(made.name), folder, name)
            except OSError as error:
                raise _no_room(error) from error

    def close(self) -> None:
        """Remove the folder if it is for the time being."""
        with self._lock:
            if self._temporary is not None:
                self._temporary.cleanup()
                self._temporary = None


def _named(coming: Path, folder: Path, name: str) -> Kept:
    """The file under the first name that is free, or that has the same content."""
    same = digest(coming)
    try:
        for number in range(1, _MOST_ALIKE):
            path = folder / _numbered(name, number)
            if not path.exists() and not path.is_symlink():
                coming.chmod(0o644)
                return Kept(coming.rename(path), is_new=True)
            if not path.is_symlink() and digest(path) == same:
                break
        else:
            raise FileExistsError
    except OSError:
        coming.unlink(missing_ok=True)
        raise
    coming.unlink()
    return Kept(path, is_new=False)


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    path = Path(name)
    return f"{path.stem} ({number}){path.suffix}"


def _no_room(error: OSError) -> RecordError:
    why = error.strerror or type(error).__name__
    return RecordError(
        f"The file cannot be kept beside the record ({why}); make room, or look at the folder's permissions"
    )
