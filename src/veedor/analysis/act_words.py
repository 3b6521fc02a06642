"""What the words of an act do, by lists whose words may end in `*`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from veedor.gazetteers.tables import read_table


@cache
def _rows(name: str) -> dict[tuple[str, ...], dict[str, str]]:
    return {tuple(row["words"].split()): row for row in read_table("veedor.analysis", name)}


@cache
def _beginning(name: str) -> dict[tuple[int, str], list[tuple[tuple[str, ...], dict[str, str]]]]:
    """The rows of a list in its order, by how many words they have and the letter with which the first begins."""
    found: dict[tuple[int, str], list[tuple[tuple[str, ...], dict[str, str]]]] = defaultdict(list)
    for pattern, row in _rows(name).items():
        found[len(pattern), pattern[0][0]].append((pattern, row))
    return dict(found)


@lru_cache(maxsize=4096)
def act(name: str, anchor: str) -> dict[str, str] | None:
    """The row of a list of acts that stands in an anchor's words, the longest first; None where none does.

    Args:
        name: The list: `office_acts`, `membership_acts`.
        anchor: The anchor's words.

    """
    words = anchor.lower().replace("’", "'").split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            for pattern, row in _beginning(name).get((size, part[0][0]), ()):
                if all(map(_fits, pattern, part)):
                    return row
    return None


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
