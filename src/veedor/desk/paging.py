"""Lists in pages: which part of a list is shown, and where the others are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from veedor.desk.asking import Ask

PER_PAGE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list."""

    rows: Sequence[T]
    number: int
    """Which page it is, from 1."""
    total: int | None
    """How many rows the whole list has; None where counting them would take too long."""
    per_page: int = PER_PAGE
    has_more: bool = False
    """Whether a page follows."""

    @property
    def first(self) -> int:
        """The number of its first row, from 1; 0 where it is empty."""
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of its last row."""
        return (self.number - 1) * self.per_page + len(self.rows)


def number_of(ask: Ask) -> int:
    """Which page is asked for, from 1."""
    return max(1, ask.number("page", 1, most=1_000_000))


def part(ask: Ask, rows: Sequence[T], *, per_page: int = PER_PAGE) -> Part[T]:
    """The page asked for, of a list that is there whole."""
    number = number_of(ask)
    start = (number - 1) * per_page
    shown = rows[start : start + per_page]
    return Part(shown, number, len(rows), per_page, len(rows) > start + per_page)


def begun(ask: Ask, rows: Sequence[T], *, total: int | None = None, per_page: int = PER_PAGE) -> Part[T]:
    """The page asked for, of which the database gave the rows and one more, if there is one."""
    return Part(rows[:per_page], number_of(ask), total, per_page, len(rows) > per_page)


def at_page(query: Mapping[str, Sequence[str]], number: int) -> str:
    """The same address at another page: what follows its path."""
    asked = [(name, value) for name, values in query.items() if name != "page" for value in values]
    return "?" + urlencode([*asked, ("page", number)])


def without(query: Mapping[str, Sequence[str]], left_out: str) -> str:
    """The same address without one of its names, and at its first page: what follows its path."""
    asked = [
        (name, value) for name, values in query.items() if name not in ("page", left_out) for value in values
    ]
    return "?" + urlencode(asked)


def with_value(query: Mapping[str, Sequence[str]], name: str, value: str) -> str:
    """The same address with one of its names set, and at its first page: what follows its path."""
    kept = without(query, name)
    return kept + ("&" if len(kept) > 1 else "") + urlencode([(name, value)])
