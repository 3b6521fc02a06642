"""What a format's function takes out of a file, before the text is cleaned and dated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with what its file says about it; None where the file does not say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    dated: str | None = None
    """The date in the file's metadata, as `2019-08-22`."""
    address: str | None = None
    media_type: str = "text/plain"
    pages: tuple[int, ...] = ()
    """First character of each page; the text of a format with pages is made clean."""
