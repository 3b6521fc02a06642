"""Which known names are worth comparing with new ones, by their keys alone.

Taking every known name apart takes seconds. This is wider than the blocks of `actor_blocks.py`, which then say
what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from veedor.codebook.naming import APART, key
from veedor.gazetteers.countries import country_of, words_for_countries
from veedor.gazetteers.name_forms import body_words
from veedor.gazetteers.organizations import is_organization, words_for_organizations

_SMALL = frozenset("of the for and in on to at from by a an de la el al".split())
_BEGINNING = 4
"""Letters by which forms of one word agree: `interior` and `internal`, `germany` and `german`."""
_LONGEST = 5
"""Words of the longest name of a country or organisation that is looked for within a name."""
_WORD = re.compile(r"[^\W_]+")
_VOWELS = str.maketrans("", "", "aeiouy")


def near(new: Iterable[str], known: Iterable[str]) -> set[str]:
    """Those of the known keys that may mean the party of one of the new keys."""
    wanted = {mark for name in new for mark in _marks(name)}
    return {name for name in known if not wanted.isdisjoint(_marks(name))}


def _marks(name: str) -> Iterator[str]:
    """What a name shares with each that it is worth comparing with."""
    words = _words(name.partition(APART)[0])
    own = [word for word in words if word not in body_words()] or words
    for word in own:
        yield f"begins {word[:_BEGINNING]}"
        yield f"sounds {word[:1]}{word.translate(_VOWELS)}"
    if len(words) > 1:
        yield f"short {''.join(word[0] for word in words)}"
    else:
        yield from (f"short {word}" for word in words)
    named = _parties()
    for size in range(1, min(_LONGEST, len(words)) + 1):
        for start in range(len(words) - size + 1):
            if party := named.get(" ".join(words[start : start + size])):
                yield f"party {party}"


def _words(plain: str) -> list[str]:
    return [word for word in _WORD.findall(plain) if word not in _SMALL]


@cache
def _parties() -> dict[str, str]:
    """The country or standing organisation of each folded name that the lists have, without its small words."""
    listed = sorted(words_for_countries() | words_for_organizations())
    found = {" ".join(_words(key(word))): country_of(word) or is_organization(word) for word in listed}
    return {plain: party for plain, party in found.items() if plain and party}
