"""One page of a list of statements, for the desks that are such lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from veedor.desk.asking import Ask
from veedor.desk.cards import Card, cards_of
from veedor.desk.paging import Part, begun, number_of
from veedor.record.actors import identity
from veedor.record.newest import newest
from veedor.record.wanted import Filter

_PARTIES = ("actor", "holder", "source")
_WORDS = ("place", "publisher", "unit", "words")
_PER_PAGE = 40


def wanted(ask: Ask, of: Filter) -> tuple[Filter, dict[str, str]]:
    """The filter, narrowed by what the address asks for, and that by its names."""
    named = {name: said for name in (*_PARTIES, *_WORDS) if (said := ask.word(name))}
    made: dict[str, Any] = dict(named)
    made |= {name: identity.meant(ask.record, said) for name, said in named.items() if name in _PARTIES}
    return replace(of, **made), named


def listed(ask: Ask, of: Filter) -> Part[Card]:
    """The page asked for of the statements that the filter lets through, the newest documents first."""
    start = (number_of(ask) - 1) * _PER_PAGE
    rows = newest(ask.record, of, limit=_PER_PAGE + 1, offset=start)
    part = begun(ask, rows, per_page=_PER_PAGE)
    return Part(cards_of(ask.record, part.rows), part.number, None, _PER_PAGE, part.has_more)
