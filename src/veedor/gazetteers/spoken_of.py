"""Which country a text speaks of, by what it names: countries, their people, their seats of government."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache, lru_cache

from veedor.gazetteers.countries import code_of, country_of, is_demonym, is_seat, words_for_countries
from veedor.gazetteers.organizations import is_organization, words_for_organizations

PEOPLE = 0.5
"""What a people in the plural (`the Norwegians`) counts: abroad they are envoys, tourists, refugees."""
SEAT = 0.7
"""What a seat of government counts beside a country's name: it is a town too, and seats talk to seats."""
_MAIN = 0.6
"""Share of all mentions of countries that makes one the text's own. Set by hand, as are the weights: the
development reports are too few to fit these numbers."""
_LONGEST = 4
"""Words of the longest name of a country that is sought in a sentence."""
_LONGEST_BODY = 8
"""Words of the longest name of an organisation (`Organization of American States`) in which none is sought."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")


def country_spoken_of(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of the country that a text speaks of most by far; None where there is no such one."""
    weights: dict[str, float] = defaultdict(float)
    for country, word in _said(text):
        weights[country] += _weight(word)
    main = outweighing(weights)
    return None if main is None else code_of(main)


def countries_named(text: str) -> frozenset[str]:
    """ISO 3166-1 alpha-2 of every country that a text names by itself, its people or its seat of government."""
    codes = (code_of(country) for country in {country for country, _ in _said(text)})
    return frozenset(code for code in codes if code)


def _said(text: str) -> list[tuple[str, str]]:
    """What a text names of countries, with the last word of each."""
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in places]
    found = countries_in(words, lambda first, last: text[places[first][0] : places[last][1]])
    return [(country, words[last]) for country, last in found]


def outweighing(weights: Mapping[str, float]) -> str | None:
    """The country that outweighs all others together by far; None where there is none."""
    total = sum(weights.values())
    return next((country for country, weight in weights.items() if weight > _MAIN * total), None)


def countries_in(
    words: Sequence[str], quote: Callable[[int, int], str], taken: Container[int] = ()
) -> list[tuple[str, int]]:
    """What a text names of countries, by themselves, their people or their seat, and the last word of each.

    Args:
        words: The text's words, in order.
        quote: The text from one of the words to another, both included.
        taken: Words that belong to something else, such as a person's name.

    """
    found, at = [], 0
    while at < len(words):
        step = 1
        if _may_begin(words[at]) and at not in taken:
            body = _body_end(words, quote, at)
            country, last = _country_from(words, quote, at) if body is None else (None, body)
            if country is not None:
                found.append((country, last))
            if country is not None or body is not None:
                step = last + 1 - at
        at += step
    return found


def _may_begin(word: str) -> bool:
    """Whether a country or an organisation may begin with the word; a quick look that spares most words more."""
    return word[:1].isupper() and (word in _first_words() or word.isupper())


@cache
def _first_words() -> frozenset[str]:
    """The first words of all that is sought, cut as texts are cut here and at blanks, as others cut them."""
    sought = words_for_countries() | words_for_organizations()
    cut = {match[0] for name in sought if (match := _WORD.match(name))}
    return frozenset(cut | {name.split()[0] for name in sought} | {"The", "A", "An"})


def _country_from(
    words: Sequence[str], quote: Callable[[int, int], str], first: int
) -> tuple[str | None, int]:
    """The country whose longest name begins at a word, and its last word."""
    for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
        country = country_of(quote(first, last))
        if country:
            return country, last
    return None, first


def _body_end(words: Sequence[str], quote: Callable[[int, int], str], first: int) -> int | None:
    """Last word of the organisation of several words that begins at a word; None where none does."""
    for last in range(min(first + _LONGEST_BODY, len(words)) - 1, first, -1):
        if words[last][0].isupper() and _is_body(quote(first, last)):
            return last
    return None


@lru_cache(maxsize=8192)
def _is_body(words: str) -> bool:
    return is_organization(words) is not None and country_of(words) is None


def _weight(word: str) -> float:
    """How much a mention counts, by its last word."""
    if word.endswith("s") and is_demonym(word):
        return PEOPLE
    return SEAT if is_seat(word) else 1.0
