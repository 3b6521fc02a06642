"""Which country a document speaks of at a place: whose `the government` and `the country` are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from veedor.reading.names.gazetteer import country_of
from veedor.reading.parse import Parse
from veedor.reading.roles.title_words import Place, body_nouns, classes

_LONGEST = 4
"""Words of the longest name of a country that is sought in a sentence."""
_REACH = 20
"""Sentences back in which a country is sought."""
_FADING = 0.8
"""How much a mention counts a sentence later."""
_MAIN = 0.6
"""Share of all mentions of countries that makes one the document's own."""

# Set by hand: the development reports have too few bare governments to fit these numbers.


class SpokenOf:
    """The countries that a document names, with their weight."""

    def __init__(self, parses: Sequence[Parse], people: Sequence[tuple[Place, ...]]) -> None:
        """Take the sentences, in order, and the people whom each names: their names are no countries."""
        self._mentions = [_countries(p, found) for p, found in zip(parses, people, strict=True)]
        self._weights: dict[str, float] = defaultdict(float)
        for country, weight in (mention for found in self._mentions for mention in found):
            self._weights[country] += weight
        self._total = sum(self._weights.values())

    @property
    def countries(self) -> list[str]:
        """All countries, in the order of the text."""
        return list(self._weights)

    @property
    def main(self) -> str | None:
        """The country that outweighs all others together by far; None where there is none."""
        return next((c for c, weight in self._weights.items() if weight > _MAIN * self._total), None)

    def at(self, number: int) -> str | None:
        """The country most spoken of at a sentence: recent mentions weigh most, all others a little."""
        weights = {country: weight / self._total for country, weight in self._weights.items()}
        for distance in range(min(number + 1, _REACH)):
            for country, weight in self._mentions[number - distance]:
                weights[country] += weight * _FADING**distance
        return max(weights, key=lambda c: weights[c]) if weights else None


def _countries(parse: Parse, people: tuple[Place, ...]) -> list[tuple[str, float]]:
    """What a sentence names of countries, by themselves, their people or their seat, each with its weight."""
    taken = {i for first, last in people for i in range(first, last + 1)}
    found, at = [], 0
    while at < len(parse.words):
        step = 1
        if parse.words[at].text[:1].isupper() and at not in taken:
            for last in range(min(at + _LONGEST, len(parse.words)) - 1, at - 1, -1):
                country = country_of(parse.quote(at, last))
                if country:
                    found.append((country, _weight(parse, last)))
                    step = last + 1 - at
                    break
        at += step
    return found


def _weight(parse: Parse, index: int) -> float:
    """How much a mention counts: more with an office of the country, less as an origin or in a list."""
    word = parse.words[index]
    if word.head >= 0:
        above = parse.words[word.head].text.lower()
        if body_nouns().get(above) == "state" or above in classes():
            return 2.0
    marker = parse.child(index, "case")
    is_origin = marker is not None and marker.text.lower() in {"from", "against", "with", "to"}
    return 0.4 if is_origin or word.deprel == "conj" else 1.0
