"""Which pairs of tellings are worth comparing: near in type and time, and alike in a name, a place or words.

Whether two tellings are a pair depends on them alone. A word that many share costs nothing as long as few of those
who share it lie near each other in time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.analysis.incidents.families import kinship
from veedor.analysis.incidents.forms import Form
from veedor.analysis.incidents.stems import common_stems
from veedor.analysis.incidents.traits import EVER, NEAR, Traits

_NAME, _WORD = 2, 1
"""What a shared name or place, and a shared word, count."""
_ENOUGH = 2
"""What two tellings need of that to be compared: one name, or two words."""
_SHORT_DAYS = 2
"""Days of a date that is taken as a word that two acts of one type share."""
_AT_ONCE = 2_000_000
"""Pairs that are laid out at a time, so that memory stays small."""
APART_DAYS = 3
"""Days between two tellings up to which they are compared: one of them may be dated wrong."""


class Pairs(NamedTuple):
    """Pairs of rows, each once, the lesser number left."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]


class Tokens(NamedTuple):
    """What tellings may share, each with the rows that have it."""

    rows: NDArray[np.int64]
    tokens: NDArray[np.int64]
    counts: NDArray[np.int64]
    """What each token counts, by its number."""


def pairs_of(traits: Traits, found: Tokens | None = None) -> Pairs:
    """The pairs worth comparing, ascending; `found` is what `tokens_of` gave for these rows, where it is at hand."""
    many = len(traits.types)
    found = found or tokens_of(traits)
    codes: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.int64]] = []
    for left, right, tokens in _within_blocks(found, traits):
        low, high = np.minimum(left, right), np.maximum(left, right)
        near = (kinship()[traits.types[low], traits.types[high]] > 0) & (low != high)
        codes.append(low[near] * many + high[near])
        weights.append(found.counts[tokens[near]])
    if not codes:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64))
    each, back = np.unique(np.concatenate(codes), return_inverse=True)
    enough = np.bincount(back, np.concatenate(weights), len(each)) >= _ENOUGH
    return Pairs(each[enough] // many, each[enough] % many)


def tokens_of(traits: Traits) -> Tokens:
    """What tellings may share, each with the rows that have it."""
    # A number for each token, the next one for each that is new.
    numbered: defaultdict[tuple[int, str], int] = defaultdict(count().__next__)
    of_sets = [[numbered[_NAME, token] for token in _of_set(forms)] for forms in traits.sets]
    countries = [sorted({form.country for form in forms if form.country}) for forms in traits.sets]
    of_words = [[numbered[_WORD, word] for word in words - common_stems()] for words in traits.stems]
    rows: list[int] = []
    tokens: list[int] = []
    sets = (traits.parties, traits.places, traits.words, traits.anchors, traits.around)
    columns: tuple[NDArray[Any], ...] = (*sets, traits.types, traits.documents)
    for row, (parties, places, words, anchor, around, type_, documents) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        own = {*of_sets[parties], *of_sets[places], *of_words[words]}
        own.update(
            numbered[_NAME, f"{country} {word}"]
            for country in {*countries[parties], *countries[places]}
            for word in traits.stems[anchor]
        )
        own.update(numbered[_WORD, f"{type_} {word}"] for word in traits.stems[around])
        part = int(traits.starts[row]) // NEAR
        own.update(numbered[_NAME, f"{documents} {number}"] for number in (part, part + 1))
        own.update(numbered[_NAME, f"{type_} {day}"] for day in _likely_days(traits, row))
        rows.extend([row] * len(own))
        tokens.extend(own)
    counts = np.array([weight for weight, _ in numbered], np.int64)
    return Tokens(np.array(rows, np.int64), np.array(tokens, np.int64), counts)


def _likely_days(traits: Traits, row: int) -> range:
    """The days that a telling names, if few; without a date that of its report and the day before."""
    first, last = int(traits.first[row]), int(traits.last[row])
    if traits.stated[row]:
        return range(first, last + 1) if last - first < _SHORT_DAYS else range(0)
    reported = int(traits.reported[row])
    return range(reported - 1, reported + 1) if reported < EVER and not traits.ahead[row] else range(0)


def _of_set(forms: frozenset[Form]) -> Iterator[str]:
    """The words that tell names apart, and the identity of names that have none but words for countries."""
    for form in forms:
        yield from form.own
        if not form.own and not form.country:
            yield form.key


def _within_blocks(
    found: Tokens, traits: Traits
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Rows left and right that share a token and lie near in time, with the token, some at a time."""
    first = np.clip(traits.first, -EVER, EVER)[found.rows]
    last = np.clip(traits.last, -EVER, EVER)[found.rows] + APART_DAYS
    span = 4 * EVER
    order = np.lexsort((found.rows, first, found.tokens))
    rows, tokens = found.rows[order], found.tokens[order]
    keys = tokens * span + first[order] + EVER
    ends = np.searchsorted(keys, tokens * span + last[order] + EVER, side="right")
    begins = np.arange(len(rows)) + 1
    many = np.maximum(ends - begins, 0)
    for some in _portions(many):
        left = np.repeat(np.arange(some.start, some.stop), many[some])
        offsets = np.arange(len(left)) - np.repeat(np.cumsum(many[some]) - many[some], many[some])
        right = begins[left] + offsets
        yield rows[left], rows[right], tokens[left]


def _portions(many: NDArray[np.int64]) -> Iterator[slice]:
    """Stretches of positions with about `_AT_ONCE` pairs each."""
    start, total = 0, np.cumsum(many)
    while start < len(many):
        before = int(total[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(total, before + _AT_ONCE, side="right")))
        yield slice(start, stop)
        start = stop
