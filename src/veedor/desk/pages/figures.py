"""Figures: how many, counted how, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veedor.codebook.labels import Kind
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card
from veedor.desk.listing import listed, wanted
from veedor.desk.paging import Part
from veedor.record.wanted import Filter


@dataclass(frozen=True, slots=True)
class Figures:
    """A page of figures."""

    figures: Part[Card]
    wanted: Mapping[str, str]


def load(ask: Ask) -> Figures:
    """The figures that pass, the newest reports first."""
    asked, named = wanted(ask, Filter(kind=Kind.FIGURE))
    return Figures(listed(ask, asked), named)


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("figures", "/figures", load, "figures.html", title="Figures"),
)
