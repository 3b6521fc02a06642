"""How many a forecast foretells: `at least half` of 23 is 12, `twenty of the twenty-three` is 20 of 23."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from veedor.analysis.forecasts.numbers import shares, whole_number
from veedor.analysis.telling import Telling
from veedor.codebook.statement import Figure, Statement

_WORD = r"\d{1,3}|[a-z]+-[a-z]+|[a-z]+"
_OF = re.compile(rf"\b({_WORD}) (?:out )?of (?:the |all |its |their )?({_WORD})\b")
_BARE = re.compile(r"\b(\d{1,3}|[a-z]+-[a-z]+)\b(?!\s*(?:%|per\s?cent|percent))")
_Ends: TypeAlias = tuple[int | None, int | None]
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[Fraction], _Ends]], ...] = (
    (
        re.compile(r"\b(at least|no fewer than|no less than|not less than)\s+$"),
        lambda value: (math.ceil(value), None),
    ),
    (
        re.compile(r"\b(at most|no more than|not more than|up to)\s+$"),
        lambda value: (None, math.floor(value)),
    ),
    (re.compile(r"\b(more than|over)\s+$"), lambda value: (math.floor(value) + 1, None)),
    (re.compile(r"\b(fewer than|less than|under)\s+$"), lambda value: (None, math.ceil(value) - 1)),
    (re.compile(r"\b(exactly|just)\s+$"), lambda value: (math.ceil(value), math.floor(value))),
)
"""Words before a number, and the fewest and the most that fulfil it then."""
_SHARED = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|majority|most) of (?:the |all |its |their )?([a-z-]+)"
)
_MAJORITY = re.compile(r"\b(?:a majority|the majority|most) of\b")


class Threshold(NamedTuple):
    """What number must be reached or kept."""

    least: int | None
    """The fewest that fulfil it; None where it sets none."""
    most: int | None
    """The most that fulfil it; None where it sets none."""
    of: int
    """Of how many."""
    is_whole: bool
    """Whether the share of the total is a whole number: half of 23 is not, so that no count is exactly half."""
    why: str
    """How it follows from the words."""

    def holds(self, count: int) -> bool:
        """Whether a count fulfils it."""
        return (self.least is None or count >= self.least) and (self.most is None or count <= self.most)


def threshold(words: str, *, of: int | None = None) -> Threshold | None:
    """The number that the words set; None where they set none, or a share of an unknown total.

    A share that is not a whole number is rounded to the count that first fulfils the words, and is flagged.
    `Half` or `twenty` alone is taken as so many or more, which is said.

    Args:
        words: The words for what is foretold (`win at least half of the seats`).
        of: How many there are, where the words do not say; the words go before it.

    """
    spelt = words.lower().replace("’", "'")
    pair = next(_pairs(spelt), None)
    if pair is not None:
        count, total, start = pair
        return _set(Fraction(count), total, spelt[:start], f"{count} of {total}")
    if of is None or of < 1:
        return None
    if found := _MAJORITY.search(spelt):
        return Threshold(
            of // 2 + 1, None, of, is_whole=True, why=f"'{found.group()}' {of} is more than half"
        )
    for word, share in shares().items():
        named = re.search(rf"\b{word.replace(' ', '[ -]')}\b", spelt)
        if named is not None:
            return _set(share * of, of, spelt[: named.start()], f"{word} of {of}")
    return _bare(spelt, of)


def _bare(spelt: str, of: int) -> Threshold | None:
    """A number that stands alone, up to the total."""
    for named in _BARE.finditer(spelt):
        count = whole_number(named.group(1))
        if count is not None and count <= of:
            return _set(Fraction(count), of, spelt[: named.start()], f"{count} of {of}")
    return None


def _pairs(spelt: str) -> Iterator[tuple[int, int, int]]:
    """Each `count of total` in the words, with where it starts."""
    for found in _OF.finditer(spelt):
        count, total = whole_number(found.group(1)), whole_number(found.group(2))
        if count is not None and total is not None and count <= total:
            yield count, total, found.start()


def _set(value: Fraction, of: int, before: str, said: str) -> Threshold:
    """The threshold at a value by the words that stand before it."""
    is_whole = value.denominator == 1
    flaw = "" if is_whole else f"; {said} is {float(value):.4g}, no whole number"
    for pattern, ends in _BOUNDS:
        found = pattern.search(before)
        if found is not None:
            least, most = ends(value)
            return Threshold(
                least, most, of, is_whole, f"'{found.group(1)}' {said}: {_ends(least, most)}{flaw}"
            )
    least = math.ceil(value)
    return Threshold(least, None, of, is_whole, f"{said}, taken as {least} or more{flaw}")


def _ends(least: int | None, most: int | None) -> str:
    if most is None:
        return f"{least} or more"
    if least is None:
        return f"{most} or fewer"
    return f"{least}" if least == most else "no count fulfils it"


class Total(NamedTuple):
    """How many there are of what is counted, as the same report says."""

    value: int
    ids: tuple[str, ...]
    """The figures that say so."""


def is_shared(words: str) -> bool:
    """Whether the words name a share of something that is counted (`half of the seats`)."""
    return _SHARED.search(words.lower()) is not None


def total_of(words: str, figures: Iterable[Telling]) -> Total | None:
    """How many there are of what a share is taken of; None where no figure says so, or figures disagree.

    Args:
        words: The words for what is foretold (`win at least half of the seats`).
        figures: Figures of the same report.

    """
    named = _SHARED.search(words.lower())
    if named is None:
        return None
    found: dict[int, tuple[str, ...]] = {}
    for telling in figures:
        count = _count(telling.statement, named.group(1))
        if count is not None:
            found[count] = (*found.get(count, ()), telling.id)
    # A part of them is a figure of the same unit (`12 of the 23 seats`), so that the largest is the whole only
    # where it is the only one.
    return Total(*found.popitem()) if len(found) == 1 else None


def _count(statement: Statement, unit: str) -> int | None:
    """The whole number of the unit that a figure says flat; None where it is none."""
    if not isinstance(statement, Figure) or statement.unit != unit or statement.comparison is not None:
        return None
    value = statement.value
    if isinstance(value, tuple) or value < 1 or value != int(value):
        return None
    return int(value)
