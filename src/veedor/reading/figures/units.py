"""Units of figures as the codebook names them: people, currencies, percent, spans of time, counted nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from veedor.codebook.statement import Value
from veedor.gazetteers.countries import is_country, is_demonym
from veedor.reading import lexicon
from veedor.reading.parse import Word

_PERSON_ENDING = re.compile(
    r"(?:[a-z]{3}ists?|[a-z]{3}icians?|[a-z]{2}arians?|[a-z]crats?|(?:wo)?m[ae]n|persons?|people|folk|goers?|holders?"
    r"|seekers?|workers?|fighters?|keepers?|makers?|owners?|leaders?|members?|bearers?|dwellers?|(?:grand)?children"
    r"|fathers?|mothers?|[a-z]{3}ologists?|[a-z]{3}eers?|[a-z]{3}grants?)$"
)
"""Endings that make a noun mean a person: `-ist`, `-crat`, `-holder`."""
_PERSON_TITLES = frozenset({"office", "leader", "member", "relation", "occupation", "rank"})
_PERCENT = frozenset({"%", "percent", "pct", "percentage"})
_FACILITIES = frozenset(
    {"station", "centre", "center", "camp", "place", "site", "booth", "machine", "ground", "plant"}
)
MEASURES = frozenset({"square", "cubic", "metric", "nautical"})
"""Words before a unit of length, weight or room that are part of it."""


class Unit(NamedTuple):
    """A unit and the words `[first, last]`, both included, that say it."""

    name: str
    first: int
    last: int
    each: float = 1.0
    """How many of the unit one of what the words name is: a decade is 10 `years`."""


@cache
def _persons() -> frozenset[str]:
    titles = (row for row in lexicon.table("titles") if row["class"] in _PERSON_TITLES)
    return lexicon.words("person_nouns") | {_head_of_title(row["title"]) for row in titles}


def _head_of_title(title: str) -> str:
    """The noun that a title turns on: `secretary` of `secretary of state`."""
    return re.split(r" (?:of|to|for|at|in) ", title)[0].split()[-1].lower()


def is_person(word: Word) -> bool:
    """Whether a counted noun means persons: a noun of `person_nouns.tsv` or of such an ending, a demonym."""
    low, lemma = word.text.lower(), word.lemma.lower()
    low, lemma = low.removeprefix("ex-"), lemma.removeprefix("ex-")
    if low.removesuffix("s") in lexicon.words("not_persons"):
        return False
    if (
        lemma in _persons()
        or low in _persons()
        or low.removesuffix("s") in _persons()
        or _PERSON_ENDING.search(low)
    ):
        return True
    return is_people_name(word)


def is_people_name(word: Word) -> bool:
    """Whether the word names members of a people by their country: `Turks`, `South Africans`, `Iraqis`."""
    text = word.text
    if word.upos not in ("PROPN", "NOUN", "ADJ") or not text[:1].isupper() or is_country(text):
        return False
    return bool(is_demonym(text) or (text.endswith("s") and is_demonym(text[:-1]))) or text.endswith("ans")


@cache
def _currencies() -> dict[str, str]:
    return {row["word"]: row["code"] for row in lexicon.table("currencies")}


def currency_before(words: Sequence[Word], first: int) -> Unit | None:
    """The sign or code of a currency right before word `first`: `$`, `US $`, `EUR`."""
    if first == 0:
        return None
    sign = words[first - 1].text
    if sign == "$" and first > 1 and words[first - 2].text.rstrip(".").upper() in ("US", "U.S"):
        return Unit("USD", first - 2, first - 1)
    if first > 1 and (both := words[first - 2].text + sign) in _currencies():
        return Unit(_currencies()[both], first - 2, first - 1)
    code = _currencies().get(sign)
    if code is None or (sign.isalpha() and sign.islower()):
        return None
    return Unit(code, first - 1, first - 1)


def currency_after(words: Sequence[Word], last: int) -> Unit | None:
    """The currency that the words after `last` say: `euros`, `US dollars`, `Syrian pounds`."""
    for first in (last + 1, last + 2):
        for length in (3, 2, 1):
            part = words[first : first + length]
            said = (
                " ".join([*(w.text for w in part[:-1]), _singular(part[-1])]) if len(part) == length else ""
            )
            if code := _currencies().get(said) or _currencies().get(said.lower() if length == 1 else said):
                hyphen = first == last + 2
                if not hyphen or words[last + 1].text == "-" or is_demonym(words[last + 1].text):
                    each = 0.01 if part[-1].lemma == "cent" else 1.0
                    return Unit(code, last + 1, first + length - 1, each)
    return None


def _singular(word: Word) -> str:
    text = word.text
    if text in _currencies():
        return text
    low = text.lower()
    for ending in ("es", "s"):
        if low.endswith(ending) and low.removesuffix(ending) in _currencies():
            return low.removesuffix(ending)
    return low


def percent_after(words: Sequence[Word], last: int) -> Unit | None:
    """`%`, `percent`, `per cent`, `percentage points` after word `last`, also behind a hyphen."""
    here = last + 1
    if here + 1 < len(words) and words[here].text == "-":
        here += 1
    low = [w.text.lower() for w in words[here : here + 3]]
    if low[:2] == ["per", "cent"]:
        return Unit("percent", last + 1, here + 1)
    if low and low[0] in _PERCENT:
        points = 1 + low[1:].index("points") if "points" in low[1:2] else 0
        return Unit("percent", last + 1, here + points) if points or low[0] != "percentage" else None
    return None


@cache
def _times() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in lexicon.table("time_units")}


def time_after(words: Sequence[Word], last: int) -> Unit | None:
    """The unit of time after word `last`: `years`, `working days`, `-month` as in `9-month`."""
    here = last + 1
    if (here < len(words) and words[here].text == "-") or (
        here < len(words)
        and words[here].text.lower()
        in (
            "working",
            "full",
            "calendar",
            "whole",
            "consecutive",
        )
    ):
        here += 1
    row = _times().get(words[here].text.lower().removesuffix("s")) if here < len(words) else None
    if row is None and here < len(words):
        row = _times().get(words[here].lemma.lower())
    return Unit(row["unit"], last + 1, here, float(row["each"])) if row else None


def multiplied(value: Value, each: float) -> Value:
    """The value, both ends of a range, times what one of the unit is worth."""
    return (value[0] * each, value[1] * each) if isinstance(value, tuple) else value * each


def added_spans(low: tuple[float, str], high: tuple[float, str]) -> tuple[float, str] | None:
    """Two spans said together (`5 years and 9 months`) as one, in the smaller unit; None where they do not add."""
    rows = {row["unit"]: row for row in lexicon.table("time_units") if row["each"] == "1"}
    larger, smaller = rows[low[1]], rows[high[1]]
    if larger["of"] != smaller["of"] or float(larger["factor"]) <= float(smaller["factor"]):
        return None
    return low[0] * float(larger["factor"]) / float(smaller["factor"]) + high[0], high[1]


def counted(words: Sequence[Word], noun: int) -> str:
    """The unit of what is counted with the noun at `noun`: `people`, `countries`, or the noun in the plural."""
    word = words[noun]
    if word.upos == "PROPN" and word.text.endswith("s") and is_country(word.text[:-1]):
        return "countries"
    before = words[noun - 1] if noun else None
    if (other := _counted_as(before, word)) is not None:
        return other
    if (
        word.lemma.lower() == "head"
        and [w.text for w in words[noun + 1 : noun + 2]] == ["of"]
        and noun + 2 < len(words)
    ):
        return plural(words[noun + 2])  # `3,000 head of cattle`
    if is_person(word):
        return "people"
    if word.xpos == "NNS" and (code := _currencies().get(_singular(word))):
        return code
    name = plural(word)
    if [w.text.lower() for w in words[noun + 1 : noun + 3]] in (["per", "hour"], ["an", "hour"]):
        return f"{name} per hour"
    if before is not None and before.text.lower() in MEASURES:
        return f"{before.text.lower()} {name}"
    # `polling stations`, `training camps`: what they are for makes them another thing than stations and camps.
    is_facility = word.lemma.lower() in _FACILITIES and before is not None and before.upos in ("NOUN", "VERB")
    if before is not None and is_facility and before.text.lower().endswith("ing"):
        return f"{before.text.lower()} {name}"
    return name


def _counted_as(before: Word | None, word: Word) -> str | None:
    """The unit that `counted_as.tsv` gives the noun, by itself or with the word before it; else None."""
    units = {row["word"]: row["unit"] for row in lexicon.table("counted_as")}
    lemma = word.lemma.lower()
    both = f"{before.text.lower()} {lemma}" if before is not None else lemma
    return units.get(both) or units.get(lemma) or units.get(word.text.lower())


def has_no_singular(word: Word) -> bool:
    """Whether the noun counts several without an ending: `aircraft`, `personnel`, `police`."""
    return word.text.lower() in lexicon.words("same_plurals")


def plural(word: Word) -> str:
    """A noun in the plural, lower case; one that is plural already stays as it is."""
    low = word.text.lower()
    if has_no_singular(word):
        return low
    is_acronym = word.text.endswith("s") and word.text[:-1].isupper()
    if word.xpos in ("NNS", "NNPS") or is_acronym or (low.endswith("s") and low != word.lemma.lower()):
        return low
    irregular = {row["lemma"]: row["form"] for row in lexicon.table("irregular") if row["upos"] == "NOUN"}
    if low in irregular:
        return irregular[low]
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return low[:-1] + "ies"
    return low + "es" if low.endswith(("s", "x", "ch", "sh", "z")) else low + "s"


def is_time_word(word: Word) -> bool:
    """Whether the word is a noun of time: a unit, a month, a day of the week, `today` (`time_nouns.tsv`)."""
    if word.upos != "PROPN" and word.lemma.lower() in ("march", "may", "fall", "second", "time", "moment"):
        return False
    return word.lemma.lower() in lexicon.words("time_nouns") or word.lemma.lower() in (*_times(), "period")


def is_currency(word: Word) -> bool:
    """Whether the word is the sign, code or name of a currency, or says percent."""
    return word.text.lower() in _PERCENT or word.text in _currencies() or _singular(word) in _currencies()
