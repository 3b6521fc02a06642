"""Forecasts: who foretold what, by when, how likely, and whether its day has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.when import bounds
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card
from veedor.desk.listing import listed, wanted
from veedor.desk.paging import Part
from veedor.record.wanted import Filter


class Row(NamedTuple):
    """A forecast, and whether its day has come."""

    card: Card
    is_due: bool | None
    """None where it names no day."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """A page of forecasts."""

    forecasts: Part[Row]
    wanted: Mapping[str, str]


def load(ask: Ask) -> Forecasts:
    """The forecasts that pass, the newest reports first."""
    asked, named = wanted(ask, Filter(kind=Kind.FORECAST))
    part = listed(ask, asked)
    rows = [Row(card, _is_due(card)) for card in part.rows]
    return Forecasts(Part(rows, part.number, None, part.per_page, part.has_more), named)


def _is_due(card: Card) -> bool | None:
    """Whether the last day that it allows is over."""
    when = card.statement.when
    last = bounds(when.value).latest if when else None
    return None if last is None else last < datetime.now(UTC).date()


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("forecasts", "/forecasts", load, "forecasts.html", title="Forecasts"),
)
