"""The files that documents were read from, where they still lie beside the record.

The record keeps a document's text and the SHA-256 of its file, not the file itself. So a file counts as the original
only where its bytes say so, or, where the record remembers no bytes, where reading it gives the very same text.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from veedor.documents.digest import digest
from veedor.documents.document import Document
from veedor.documents.load import load
from veedor.documents.page_image import page_image
from veedor.errors import UsageError, VeedorError
from veedor.record import known_files
from veedor.record.store import Record

PDF = "application/pdf"
FOLDER = "originals"
"""Name of the folder beside the record in which originals are looked for too."""


class Original(NamedTuple):
    """A file as it was when it was looked at; another size or time is another file."""

    path: Path
    bytes: int
    changed_ns: int


def original_of(record: Record, document: Document) -> Original | None:
    """The file that the document was read from; None where it is not kept beside the record."""
    hashes = known_files.hashes_of(record, document.id)
    for path in _places(record, document):
        found = _looked_at(path)
        if found is not None and _is_of(found, document.id, hashes):
            return found
    return None


def page_of(original: Original, number: int) -> bytes:
    """A page of the original, a PDF, as PNG; the last ones drawn are kept."""
    return _drawn(original, number)


def _places(record: Record, document: Document) -> list[Path]:
    """Where the file may lie; nowhere for a record on a server, or for a name that is no file's name."""
    name = document.file
    if record.database != "sqlite" or not name or Path(name).name != name:
        return []
    beside = Path(record.place).parent
    return [beside / FOLDER / name, beside / name]


def _looked_at(path: Path) -> Original | None:
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return Original(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=256)
def _is_of(original: Original, document_id: str, hashes: frozenset[str]) -> bool:
    """Whether the document was read from this file."""
    if hashes:
        return digest(original.path) in hashes
    try:
        return any(one.id == document_id for one in load(original.path, force=True))
    except VeedorError:  # whatever it is, the document did not come from it
        return False


@lru_cache(maxsize=48)
def _drawn(original: Original, number: int) -> bytes:
    try:
        content = original.path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"'{original.path.name}' cannot be read any more; put it back beside the record"
        ) from error
    return page_image(content, original.path.name, number)
