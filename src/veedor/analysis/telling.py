"""A statement with all that the tables ask of it: who is meant, which document tells it, and when it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from veedor.analysis.intervals import is_closed
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement


class Party(NamedTuple):
    """Somebody whom statements name, by identity: two tellings mean the same party where the keys are equal."""

    key: str
    name: str
    """How to call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One statement in one document, as the tables of the analysis take it."""

    statement: Statement
    id: str
    """The statement's id in the record, as it was first found or written."""
    document_id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """EDTF; None where the document's date is unknown."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the country that the document speaks of."""
    story: str = ""
    """The same for documents that carry one wire story, or that are versions of one report; else the document's id."""
    who: Mapping[tuple[int, int], Party] = field(default_factory=dict)
    """Whom the record's judgements say a quote means, by its place `(start, end)`."""
    vector: bytes | None = None
    """What the words around it are about: 384 signed bytes, a unit vector times 127 (`documents.passages`)."""
    is_reviewed: bool = False
    """Whether a person accepted, corrected or wrote it."""
    change_id: int = 0
    """The change of the log by which it came in; 0 where there is no log."""

    def party(self, quote: Quote) -> Party:
        """Whom a quote of the statement means; by its name alone where nobody judged."""
        found = self.who.get((quote.start, quote.end))
        return found or Party(key(quote.name or quote.words), quote.name or quote.words)

    def parties(self, name: str) -> tuple[Party, ...]:
        """Whom a field of the statement means, in its order; none where the kind has no such field."""
        value: Any = getattr(self.statement, name, None)
        quotes = (value,) if isinstance(value, Quote) else value or ()
        return tuple(self.party(quote) for quote in quotes)

    @property
    def root(self) -> Party | None:
        """Who is the first to have said it: the last of the chain of sources; None where the author says it."""
        return self.party(self.statement.sources[-1]) if self.statement.sources else None

    @property
    def reported(self) -> str | None:
        """The document's date, EDTF; None where it is unknown or has an open end, which dates nothing."""
        return self.published if self.published and is_closed(self.published) else None

    @property
    def dated(self) -> str | None:
        """The date of what is said: the statement's own, else the document's; None without either."""
        return self.statement.when.value if self.statement.when else self.reported
