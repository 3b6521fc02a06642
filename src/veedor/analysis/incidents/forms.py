"""Parties and places as they are compared: by identity, by the words of their names, by the country they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from veedor.analysis.incidents.stems import common_stems, numbers, site_stems, stems
from veedor.analysis.telling import Party
from veedor.gazetteers.countries import country_of
from veedor.gazetteers.states import state_of


class Form(NamedTuple):
    """A party's or a place's name, taken apart."""

    key: str
    """Its identity: two of one key are one."""
    words: frozenset[str]
    """The common forms of the name's words."""
    own: frozenset[str]
    """Those that tell it from others: without `government`, `police`, and without words for countries."""
    country: str | None
    """The country that the name means, or whose government, authorities or people; None for other names."""
    numbers: frozenset[int]
    """`six pickets`: 6."""
    is_site: bool
    """Whether it names what lies within a town, or along it: `Quay Street`, `the Pelm gate`."""
    is_name: bool
    """Whether it is a name of its own, in capitals, and not only what many are called."""


@lru_cache(maxsize=65536)
def form_of(party: Party) -> Form:
    """A name taken apart."""
    words = stems(party.name)
    state = state_of(party.name)
    country = state[0] if state else country_of(party.name)
    own = frozenset() if country else words - common_stems()
    return Form(
        party.key,
        words,
        own,
        country,
        numbers(party.name),
        bool(words & site_stems()),
        bool(own or country) and _is_name(party.name),
    )


def _is_name(name: str) -> bool:
    """Whether all its words begin with a capital but those that link them: `gunmen of the Delta Guard` is no name."""
    words = [word for word in name.split() if word[0].isalpha() and word not in _LINKS]
    return bool(words) and all(word[0].isupper() or not word[0].islower() for word in words)


_LINKS = frozenset(
    "the of for and in on at to de del la las los el da do dos di van von der den al bin ibn y e".split()
)
"""Words within names that are written small."""


@lru_cache(maxsize=262144)
def likeness(one: Form, other: Form) -> float:
    """How surely two names mean one party, in [0, 1]; 1 for one identity, 0 where nothing is shared.

    The steps between are set by hand: a name within the other 0.9; a country and its government 0.8; the one
    common word of a description (`the police`) within the other 0.6; else the share of words that tell names apart.
    """
    if one.key == other.key:
        return 1.0
    if one.country and one.country == other.country:
        return 0.8
    if one.country and other.country:
        return 0.0
    if one.own and other.own:
        shared = len(one.own & other.own)
        return 0.9 * shared / min(len(one.own), len(other.own)) if shared else 0.0
    if not one.words or not other.words:
        return 0.0
    return 0.6 if one.words <= other.words or other.words <= one.words else 0.0


def clash(some: Iterable[Form], others: Iterable[Form]) -> bool:
    """Whether two sets of parties are names, every one, and share nothing."""
    left, right = tuple(some), tuple(others)
    names = bool(left and right) and all(form.is_name for form in (*left, *right))
    return names and not any(likeness(one, other) for one in left for other in right)


def sets_likeness(some: Iterable[Form], others: Iterable[Form]) -> float:
    """How well the fewer of two sets of parties are found among the others, in [0, 1]; both hold one at least."""
    left, right = tuple(some), tuple(others)
    if len(left) > len(right):
        left, right = right, left
    return sum(max(likeness(one, other) for other in right) for one in left) / len(left)
