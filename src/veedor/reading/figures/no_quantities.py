"""Numbers that count nothing: years, days, hours, ages, list items, and names such as `Article 12` and `COVID-19`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from veedor.reading import lexicon
from veedor.reading.figures import units
from veedor.reading.figures.number_words import Number, class_at, is_glued, is_sign, low_at
from veedor.reading.parse import Word

_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_FIRST_YEAR, _LAST_YEAR = 1400, 2199


@cache
def _identified() -> frozenset[str]:
    return lexicon.words("numbered_things")


def is_name_or_date(words: Sequence[Word], number: Number) -> bool:
    """Whether the number dates, orders or names instead of counting."""
    if _is_likelihood(words, number):
        return True
    if number.is_share or number.is_vague:
        return False
    first, last = number.first, number.last
    before, after = low_at(words, first - 1), low_at(words, last + 1)
    digits = words[first].text.isdigit()
    if digits and (_is_month(words, first - 1) or _is_month(words, last + 1)):
        return True
    if after in ("am", "pm", "a.m.", "p.m.", "o'clock", "gmt", "utc") or before in ("#", "no.", "nos.", "№"):
        return True
    if digits and _is_enumerator(words, number):
        return True
    if _is_time_of_day(words, number) or _is_age(words, number):
        return True
    if _is_degree_of_place(words, number) or _is_spelled_name(words, first):
        return True
    return (digits and _is_year(words, number)) or _is_identifier(words, number)


_CHANCES = frozenset({"probability", "likelihood", "chance", "chances", "odds"})
_BEFORE_CHANCE = 3
"""Words from such a noun to its number: `probability of about 55 percent`, `likelihood: 50 percent`."""


def _is_likelihood(words: Sequence[Word], number: Number) -> bool:
    """Whether it is a forecast's probability: `a probability of 55 percent`, `a 60 percent chance`."""
    unit = units.percent_after(words, number.last)
    last = unit.last if unit else number.last
    if unit is None and not number.is_share:
        return False
    before = {low_at(words, i) for i in range(number.first - _BEFORE_CHANCE, number.first)}
    return bool(_CHANCES & before) or low_at(words, last + 1) in _CHANCES


def _is_time_of_day(words: Sequence[Word], number: Number) -> bool:
    """Whether it is one of the two numbers of `ten minutes past six`, `half past six`, `a quarter to nine`."""
    first, last = number.first, number.last
    before, after = low_at(words, first - 1), low_at(words, last + 1)
    if after == "minutes":
        return low_at(words, last + 2) in ("past", "to") and class_at(words, last + 3) in ("unit", "ten")
    return before in ("past", "to") and low_at(words, first - 2) in ("minutes", "half", "quarter")


_OLDEST = 100
_THAN = frozenset({"under", "over", "below", "above", "aged"})


def _is_age(words: Sequence[Word], number: Number) -> bool:
    """Whether it says how old people are: `children under five`, `women aged 15 to 49`, `voters over 60`."""
    oldest = number.value[1] if isinstance(number.value, tuple) else number.value
    at = number.first - 1
    if at < 1 or oldest > _OLDEST or low_at(words, at) not in _THAN:
        return False
    if low_at(words, at) == "aged" or low_at(words, at - 1) == "aged":
        return True
    counts = words[number.last].deprel == "nummod" and words[number.last].head == number.last + 1
    return units.is_person(words[at - 1]) and not counts


_MARKS = frozenset({"°", "′", "″", "'", "º"})
_POINTS = frozenset({"n", "s", "e", "w"})
"""Points of the compass in coordinates."""


def _is_degree_of_place(words: Sequence[Word], number: Number) -> bool:
    """Whether it is part of coordinates: `33°47′N`, `33.783°N`, `33.783; 44.500`."""
    after, beyond = low_at(words, number.last + 1), low_at(words, number.last + 2)
    if after in _MARKS and (beyond in _POINTS or beyond[:1].isdigit()):
        return True
    if low_at(words, number.first - 1) in _MARKS and after in (*_MARKS, *_POINTS):
        return True
    text = words[number.first].text
    is_fine = "." in text and len(text.partition(".")[2]) > 2
    return is_fine and (after in (";", "/") or low_at(words, number.first - 1) in (";", "/"))


def _is_spelled_name(words: Sequence[Word], first: int) -> bool:
    """Whether a number in words is written large inside a sentence: `the Fourteen Points`, `the Big Three`."""
    if first == 0 or not words[first].text.isalpha() or not words[first].text[0].isupper():
        return False
    before = words[first - 1].text
    return before[0].islower() or before in ("Big", "Group")


def _is_month(words: Sequence[Word], index: int) -> bool:
    return 0 <= index < len(words) and _MONTH.fullmatch(words[index].text) is not None


def _is_enumerator(words: Sequence[Word], number: Number) -> bool:
    """Whether it counts the items of a list or the notes of a text: `1.`, `(2)`, `[12]`."""
    before, after = low_at(words, number.first - 1), low_at(words, number.last + 1)
    if before in ("(", "[") and after in (")", "]"):
        return before == "[" or (number.last + 1 < len(words) and float(words[number.first].text) < 20)
    return number.first == 0 and after in (".", ")") and number.last + 2 < len(words)


def _is_year(words: Sequence[Word], number: Number) -> bool:
    """Whether four digits without a separator, or two such, are a year rather than a count."""
    ends = number.value if isinstance(number.value, tuple) else (number.value,)
    if any(not _FIRST_YEAR <= end <= _LAST_YEAR for end in ends) or len(words[number.first].text) != 4:
        return False
    if is_sign(words, number.last + 1) or is_sign(words, number.first - 1):
        return False
    if low_at(words, number.first - 1) in (
        "than",
        "least",
        "about",
        "some",
        "nearly",
        "almost",
        "approximately",
    ):
        return False
    follows = words[number.last + 1] if number.last + 1 < len(words) else None
    counts = follows is not None and follows.xpos == "NNS" and words[number.last].deprel == "nummod"
    return not (counts and ends[0] % 100 == 0)


def _is_identifier(words: Sequence[Word], number: Number) -> bool:
    """Whether the number tells one of several of its kind: `Article 12`, `Resolution 2254`, `COVID-19`."""
    first = number.first
    if first == 0:
        return False
    before = words[first - 1]
    if before.text in ("-", "–") and is_glued(words, first) and is_glued(words, first - 1):
        return words[first - 2].text[-1].isalpha() and not class_at(words, first - 2)
    is_numbered = before.lemma.lower() in _identified() and before.upos in ("NOUN", "PROPN")
    return is_numbered and before.xpos != "NNS" and not _counts_next(words, number)


def _counts_next(words: Sequence[Word], number: Number) -> bool:
    """Whether the number counts the plural behind it: `crossed the line 318 times`."""
    noun = number.last + 1
    return noun < len(words) and words[noun].xpos == "NNS" and words[number.last].head == noun
