"""Numbers in words of probability: `a 70 % chance`, `60 to 70 percent`, `two in three`, `fifty-fifty`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from veedor.analysis.forecasts.criterion import Reading
from veedor.gazetteers.tables import read_table

STATED = "text"
"""The table's key of a reading that the report itself gives as a number."""
_CHANCES = r"(?:chances?|probability|likelihood|odds|risk|possibility|likely|certain|certainty|sure|probable)"
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_PERCENT = r"\s*(?:%|per\s?cent|percent(?:age points)?)"
_RANGE = re.compile(rf"({_NUMBER})(?:{_PERCENT})?\s*(?:-|–|to|and)\s*({_NUMBER}){_PERCENT}")
_ONE = re.compile(rf"({_NUMBER}){_PERCENT}")
_EVEN = re.compile(r"\b(?:50\s*[-/–]\s*50|fifty[- ]fifty)\b")
_BOUND = re.compile(r"\b(more than|at least|over|less than|at most|under|up to)\s+(?:a |an )?$")
_WORD = r"[a-z]+(?:-[a-z]+)?|\d{1,3}"
_IN = re.compile(rf"\b({_WORD})[- ](?:in|out of)[- ]({_WORD})\b")


@cache
def _rows(kind: str) -> dict[str, str]:
    return {
        row["word"]: row["value"]
        for row in read_table("veedor.analysis.forecasts", "number_words")
        if row["class"] == kind
    }


def whole_number(word: str) -> int | None:
    """The number that a word or digits mean, up to 999: `23`, `twenty-three`; None where they mean none."""
    spelt = word.lower().strip()
    if re.fullmatch(r"\d{1,3}", spelt, re.ASCII):
        return int(spelt)
    if spelt in _rows("unit"):
        return int(_rows("unit")[spelt])
    ten, _, unit = spelt.replace("-", " ").partition(" ")
    if ten not in _rows("ten"):
        return None
    if not unit:
        return int(_rows("ten")[ten])
    return int(_rows("ten")[ten]) + int(_rows("unit")[unit]) if unit in _rows("unit") else None


@cache
def shares() -> dict[str, Fraction]:
    """The shares of a whole that words name, the longest words first: `two thirds`."""
    found = {word: Fraction(value) for word, value in _rows("share").items()}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def stated_chance(words: str, *, before: str = "") -> Reading | None:
    """The probability that the report gives as a number; None where it gives none.

    Args:
        words: The words of probability.
        before: What stands before them in their sentence; a number counts there only where it ends it (`a 70 %`).

    """
    found = _stated(words.lower())
    if found is None and re.match(rf"\W*{_CHANCES}\b", words.lower()):
        ending = re.search(rf"(?:{_WORD}|[\d.,%\s/–-]|per\s?cent)+$", before.lower()[-60:])
        found = _stated(ending.group().rstrip(), whole=before.lower()) if ending else None
    return found


def _stated(words: str, *, whole: str = "") -> Reading | None:
    """The number in the words; with `whole`, only one that ends them."""
    for pattern in (_RANGE, _ONE, _EVEN, _IN):
        for match in pattern.finditer(words):
            if whole and match.end() != len(words):
                continue
            reading = _reading(match, pattern, words[: match.start()])
            if reading is not None:
                return reading
    return None


def _reading(match: re.Match[str], pattern: re.Pattern[str], before: str) -> Reading | None:
    said = match.group()
    if pattern is _EVEN:
        return Reading(STATED, said, 0.5, 0.5, 0.5)
    if pattern is _IN:
        few, many = whole_number(match.group(1)), whole_number(match.group(2))
        if few is None or many is None or not 0 <= few <= many or many == 0:
            return None
        return Reading(STATED, said, few / many, few / many, few / many)
    ends = [float(number.replace(",", ".")) / 100 for number in match.groups()]
    if not 0 <= ends[0] <= ends[-1] <= 1:
        return None
    if pattern is _RANGE:
        return Reading(STATED, said, ends[0], ends[1], None)
    return _bounded(said, ends[0], before)


def _bounded(said: str, value: float, before: str) -> Reading:
    """One number, or all above or below it where the words before it say so."""
    bound = _BOUND.search(before)
    if bound is None:
        return Reading(STATED, said, value, value, value)
    words = f"{bound.group(1)} {said}"
    if bound.group(1) in ("more than", "at least", "over"):
        return Reading(STATED, words, value, 1.0, None)
    return Reading(STATED, words, 0.0, value, None)
