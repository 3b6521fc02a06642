"""Words brought to a common form, and the numbers that they mean: enough to see that two phrases share a word.

A plain cutter of endings, in the manner of M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), with
a list of irregular forms. What it makes is for comparing only and is no dictionary form.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from veedor.codebook.naming import folded
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis.incidents"
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_ENDINGS = (
    *("ations", "ation", "ators", "ator", "ating", "ated", "ates", "ate"),
    *("ments", "ment", "ions", "ion", "ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "s"),
)
_SHORTEST = 3
"""Letters that are left of a word, at the least."""


@cache
def _weak(kind: str) -> frozenset[str]:
    rows = read_table(_ROOM, "weak_words")
    return frozenset(word for row in rows if row["kind"] == kind for word in row["words"].split())


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in read_table(_ROOM, "irregular_words")}


@cache
def _values() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in read_table(_ROOM, "number_words")}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The common form of a folded word: `arrested`, `arrests` and `arresting` have one."""
    word = _irregular().get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.rstrip("eiy") if len(word.rstrip("eiy")) >= _SHORTEST else word


@lru_cache(maxsize=65536)
def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase, in its order."""
    return tuple(_WORD.findall(folded(phrase).replace("'s", "").replace("’s", "")))


@lru_cache(maxsize=65536)
def stems(phrase: str) -> frozenset[str]:
    """The common forms of the words of a phrase that say something; no numbers."""
    weak = _weak("function") | _weak("light")
    kept = (word for word in words_of(phrase) if word not in weak and word not in _values())
    return frozenset(stem(word) for word in kept if len(word) > 1 and not word[0].isdigit())


@cache
def common_stems() -> frozenset[str]:
    """The common forms of what many parties are called: `government`, `police`."""
    return frozenset(map(stem, _weak("party")))


@cache
def site_stems() -> frozenset[str]:
    """The common forms of what lies within a town: `street`, `gate`."""
    return frozenset(map(stem, _weak("site")))


@lru_cache(maxsize=65536)
def numbers(phrase: str) -> frozenset[int]:
    """The whole numbers that a phrase states, in figures or words; `half a dozen` is 6, years and days among them."""
    words = words_of(phrase)
    if words[:3] == ("half", "a", "dozen"):
        return frozenset({6})
    found = (_number(word) for word in words)
    return frozenset(number for number in found if number is not None)


def _number(word: str) -> int | None:
    if not word[0].isdigit():
        return _values().get(word)
    plain = word.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else None
