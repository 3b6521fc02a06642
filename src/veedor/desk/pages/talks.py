"""Talks: who wants what, on which condition, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veedor.codebook.labels import Kind, Stance
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card
from veedor.desk.listing import listed, wanted
from veedor.desk.paging import Part
from veedor.errors import UsageError
from veedor.record.wanted import Filter


@dataclass(frozen=True, slots=True)
class Talks:
    """A page of positions."""

    positions: Part[Card]
    stances: tuple[Stance, ...]
    wanted: Mapping[str, str]


def load(ask: Ask) -> Talks:
    """The positions that pass, the newest reports first."""
    said = ask.word("stance")
    if said is not None and said not in tuple(Stance):
        raise UsageError(f"There is no stance {said!r}; take one of {', '.join(Stance)}")
    asked, named = wanted(ask, Filter(kind=Kind.POSITION, stance=Stance(said) if said else None))
    return Talks(listed(ask, asked), tuple(Stance), named | ({"stance": said} if said else {}))


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("talks", "/talks", load, "talks.html", title="Talks"),)
