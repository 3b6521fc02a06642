"""A file's bytes as one hash, by which a file that was loaded before is known again."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest(path: Path) -> str | None:
    """The SHA-256 of the file's bytes, in hexadecimal digits.

    None where there is no ordinary file or it cannot be read; what is wrong with it, loading it says.
    """
    try:
        # Opening a pipe would wait for whoever writes to it.
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
