"""A document: a text that will not change again, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from veedor.codebook.span import Quote


class Basis(StrEnum):
    """How a document's date is known."""

    GIVEN = "given"
    """The user said so."""
    METADATA = "metadata"
    """The file or page says so."""
    INFERRED = "inferred"
    """Worked out from the text; usually an interval."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published."""

    value: str
    """EDTF: a day, or an interval where only that is known."""
    basis: Basis
    note: str = ""
    """One line that says how it was found."""
    evidence: tuple[Quote, ...] = ()
    """The words of the text that show it; empty unless inferred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was loaded. Every offset anywhere in Veedor points into `text`."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1 code."""
    published: Published | None = None
    """None where nothing shows it: unknown."""
    address: str | None = None
    """The web address that the file itself names, if any."""
    file: str | None = None
    """Name of the file it came from, without its folder."""
    media_type: str = "text/plain"
    pages: tuple[int, ...] = ()
    """First character of each page; empty where the format has none."""

    def page_of(self, character: int) -> int | None:
        """Number, from 1, of the page that holds the character; None without pages."""
        before = [n for n, start in enumerate(self.pages, 1) if start <= character]
        return before[-1] if before else None

    def to_dict(self) -> dict[str, Any]:
        """The `document` object of `gold/*.json`; what is not known is left out."""
        plain: dict[str, Any] = {"id": self.id}
        for name in ("title", "publisher", "language", "address", "file", "media_type"):
            if getattr(self, name):
                plain[name] = getattr(self, name)
        if self.authors:
            plain["authors"] = list(self.authors)
        if self.published:
            plain["published"] = self.published.value
            plain["published_basis"] = str(self.published.basis)
            if self.published.note:
                plain["published_note"] = self.published.note
            if self.published.evidence:
                plain["published_evidence"] = [quote.to_dict() for quote in self.published.evidence]
        if self.pages:
            plain["pages"] = list(self.pages)
        return plain | {"text": self.text}
