"""Which files of a folder are reports."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

READABLE = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".xml", ".rss", ".atom")
)
"""What is taken from a folder; a file that is named by itself is read whatever its name."""


def files_below(folder: Path, suffixes: Container[str] = READABLE) -> list[Path]:
    """The files under a folder that end so, in order; what is hidden, or stands in what is hidden, is left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
