"""Places in a text, and the words that stand there.

The one invariant: a `Quote` made by `Quote.at` holds exactly the characters of its text. Nothing else in
Veedor makes quotes from a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from veedor.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a document's text, counted in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span needs 0 <= start < end, not {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote(Span):
    """A span with its words and, for a party, the name of whom they mean."""

    words: str
    name: str | None = None
    """Whom the words mean, resolved; None where they name no party."""

    def __post_init__(self) -> None:
        # Called by name: a slotted dataclass is made anew, so that a bare super() loses its class.
        Span.__post_init__(self)
        if len(self.words) != self.end - self.start:
            raise SpanError(f"{len(self.words)} characters cannot stand at {self.start}:{self.end}")

    @classmethod
    def at(cls, text: str, start: int, end: int, name: str | None = None) -> Quote:
        """The words of `text` in `[start, end)`; SpanError where that is not inside the text."""
        if end > len(text):
            raise SpanError(f"{start}:{end} lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end], name)

    def check(self, text: str) -> None:
        """Raise SpanError unless these words stand at this place of `text`."""
        if text[self.start : self.end] != self.words:
            raise SpanError(f"the quote at {self.start}:{self.end} is not what the text says there")

    def named(self, name: str | None) -> Quote:
        """The same words, meaning `name`."""
        return Quote(self.start, self.end, self.words, name)

    def to_dict(self) -> dict[str, Any]:
        """The form of `gold/*.json`: start, end, quote and, where known, name."""
        plain: dict[str, Any] = {"start": self.start, "end": self.end, "quote": self.words}
        return plain if self.name is None else plain | {"name": self.name}

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Quote:
        """The quote that `to_dict` wrote."""
        return cls(plain["start"], plain["end"], plain["quote"], plain.get("name"))
