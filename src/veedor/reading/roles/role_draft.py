"""A role as the rules find it."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.codebook.labels import Status
from veedor.codebook.span import Quote


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A role before its source, certainty and names are known."""

    head: int
    """Index of the word that carries it, in its sentence."""
    anchor: Quote
    role: Quote
    holder: Quote
    of: Quote | None
    """The body or country, where the sentence says it."""
    status: Status
