"""What a figure counts: its unit, the category that words put it in, and what else narrows it down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from veedor.codebook.naming import folded
from veedor.gazetteers.countries import country_of
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MONEY = re.compile(r"[A-Z]{3}")


_Row = tuple[tuple[str, ...], str, "Category"]
"""The words of a category, of what it can be said, and the category."""


class Measure(StrEnum):
    """How a count lies in time."""

    FLOW = "over a time"
    """It happens: so many were killed between two days."""
    STOCK = "on a day"
    """It is so: so many are in need, or are members, on a day."""


class Category(NamedTuple):
    """What words say of those that are counted: `killed`, `in need`, `required`."""

    name: str
    topic: str
    """Under what it is listed together with others: `deaths` for killed and died."""
    measure: Measure


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted."""

    unit: str
    """The common one of its measure: `people`, `months`, `USD`."""
    category: Category | None
    """None where no word says it, or words say two."""
    terms: frozenset[str]
    """The stems of the other words that narrow it down: of `Lara's teachers`, `lara` and `teacher`."""
    head: str
    """The last of its words that say what it is, as written; empty where none does."""
    words: str
    """The report's own words for it."""
    trap: str = ""
    """In a sentence, why its category is easily mistaken; empty where it is not."""

    @property
    def topic(self) -> str:
        """Under what it is listed with what may be held against it, in small letters."""
        if self.category is not None:
            return self.category.topic
        if self.unit == "people" or self.unit == "percent" or _MONEY.fullmatch(self.unit):
            return " ".join(sorted(self.terms)) if self.unit != "people" else self.head
        return self.unit

    @property
    def measure(self) -> Measure | None:
        """How it lies in time; None of people of whom nothing is said that happens or is so."""
        if self.category is not None:
            return self.category.measure
        return None if self.unit == "people" else Measure.STOCK


class Near(NamedTuple):
    """Words near a figure that may say what it counts."""

    words: str
    distance: int
    """Characters between them and the figure; 0 where they touch or overlap."""


def counted(unit: str, what: Near, *, acts: Iterable[Near] = (), sentence: str = "") -> Counted:
    """What is counted, by the words for it, those of the acts it takes part in, and those of the sentence.

    Args:
        unit: As the figure has it.
        what: The words for what is counted.
        acts: The words that carry the acts in which it stands: `killed`, `to assist`.
        sentence: The words around it, which are asked only where nothing nearer says anything.

    """
    common = common_unit(unit)[0]
    near = [(found, one.distance) for one in (what, *acts) for found in _categories(one.words, common)]
    terms = _terms(what.words, common)
    if not near and not terms and sentence:
        around = _categories(sentence, common)
        near = [(one, 0) for one in around] if len({one.topic for one in around}) == 1 else []
    category, trap = _chosen(near)
    return Counted(common, category, frozenset(terms.values()), _head(what.words, terms), what.words, trap)


def _chosen(near: Sequence[tuple[Category, int]]) -> tuple[Category | None, str]:
    """The category that words agree on, else that of the nearest, and what is easily mistaken; None without one."""
    names = {one.name: one for one, _ in near}
    if {"in need", "targeted"} <= names.keys():
        # `assist 2.6 million people in need` counts whom the plan helps, of those in need.
        trap = "the words speak of need and of help: counted are those to be helped, not all in need"
        return names["targeted"], trap
    if {"killed", "died"} <= names.keys():
        del names["died"]
    if len(names) > 1:
        closest = min(distance for _, distance in near)
        names = {one.name: one for one, distance in near if distance == closest}
    return (next(iter(names.values())), "") if len(names) == 1 else (None, "")


def common_unit(unit: str) -> tuple[str, Fraction]:
    """The common unit of a measure, and how many of it one of the unit is."""
    return _units().get(unit, (unit, Fraction(1)))


@cache
def _units() -> dict[str, tuple[str, Fraction]]:
    rows = read_table(_ROOM, "figure_units")
    return {row["unit"]: (row["common"], Fraction(row["factor"])) for row in rows}


@cache
def _rows() -> tuple[_Row, ...]:
    rows = read_table(_ROOM, "figure_categories")
    of_length = sorted(rows, key=lambda row: -len(row["words"].split()))
    return tuple(
        (
            tuple(row["words"].split()),
            row["of"],
            Category(
                row["category"], row["topic"], Measure.FLOW if row["measure"] == "flow" else Measure.STOCK
            ),
        )
        for row in of_length
    )


def _categories(words: str, unit: str) -> list[Category]:
    """The categories that the words name, of those that can be said of the unit, in order; each once."""
    split = [word.lower() for word in _WORD.findall(folded(words))]
    found: dict[str, Category] = {}
    place = 0
    while place < len(split):
        for pattern, of, category in _beginning_with(split[place]):
            rest = split[place : place + len(pattern)]
            if _is_said_of(of, unit) and len(rest) == len(pattern) and all(map(_fits, pattern, rest)):
                found.setdefault(category.name, category)
                place += len(pattern) - 1
                break
        place += 1
    return list(found.values())


@lru_cache(maxsize=16384)
def _beginning_with(word: str) -> tuple[_Row, ...]:
    """The rows whose first word it is, the longest first."""
    return tuple(row for row in _rows() if _fits(row[0][0], word))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _is_said_of(of: str, unit: str) -> bool:
    if of == "money":
        return bool(_MONEY.fullmatch(unit))
    if of == "things":
        return unit not in ("people", "percent", "votes") and not _MONEY.fullmatch(unit)
    return of == unit


def _terms(what: str, unit: str) -> dict[str, str]:
    """The words that narrow down what is counted, each with its stem."""
    found: dict[str, str] = {}
    own = {_singular(word) for word in unit.split()}
    for word in _WORD.findall(folded(what)):
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in _stopwords() or bare.isdigit() or len(bare) < 2 or _categories(bare, unit):
            continue
        if (short := _singular(bare)) not in own:
            found[bare] = short
    return found


def _singular(word: str) -> str:
    """The word without the ending of a plural: what is left is for comparing, and need be no word."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table(_ROOM, "counted_stopwords"))


_CLOSES = re.compile(
    r"\b(?:of|in|on|at|to|for|from|by|with|into|who|whom|whose|that|which|where|against|including)\b"
)


def _head(what: str, terms: dict[str, str]) -> str:
    """The last word of the phrase itself, before what hangs on it: `teachers` of `striking teachers in the north`."""
    phrase = _CLOSES.split(folded(what), maxsplit=1)[0]
    inside = [word for word in _WORD.findall(phrase) if word in terms]
    return inside[-1] if inside else next(iter(terms), "")


# --- whether two count the same ----------------------------------------------------------------------------


class Sameness(StrEnum):
    """Whether two phrases for what is counted mean the same."""

    SAME = "same"
    NARROWER = "narrower"
    """One has all words of the other, and more."""
    OTHER = "other"
    UNKNOWN = "unknown"
    """One has no words beside its unit, or they share only some."""


def terms_compared(one: Counted, other: Counted) -> Sameness:
    """Whether the words that narrow two counts down mean the same."""
    left, right = one.terms, other.terms
    if left == right:
        return Sameness.SAME
    if not left or not right:
        return Sameness.NARROWER if one.category and one.category == other.category else Sameness.UNKNOWN
    if left < right or right < left:
        return Sameness.NARROWER
    return Sameness.UNKNOWN if left & right else Sameness.OTHER


def countries_in(words: str) -> Iterator[str]:
    """The countries that the words name, also by their people: `Venezuelan migrants`."""
    for word in _WORD.findall(words):
        if word[:1].isupper() and (country := country_of(word)):
            yield country
