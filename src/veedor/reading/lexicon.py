"""Word lists of this room, read once from `data/*.tsv`."""

from __future__ import annotations

from functools import cache

from veedor.gazetteers.tables import read_table


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv`, in order, as dictionaries by column name; missing cells are empty texts."""
    return read_table("veedor.reading", name)


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a list as a set."""
    return frozenset(row[column] for row in table(name))
