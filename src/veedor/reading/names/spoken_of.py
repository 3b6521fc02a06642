"""Which country a document speaks of at a place: whose `the government` and `the country` are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from veedor.gazetteers.countries import country_of, is_seat
from veedor.gazetteers.spoken_of import PEOPLE, SEAT, countries_in, outweighing
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import Place, body_nouns, classes

_REACH = 20
"""Sentences back in which a country is sought."""
_FADING = 0.8
"""How much a mention counts a sentence later."""
_SHARE = 1.5
"""What the whole document counts beside what stands near: the mentions of a sentence and a half."""
_BARE = 1.5
"""What a bare `the government`, `President Roe` counts for the country that is spoken of there."""
_SELDOM = 0.1
"""Mentions a sentence below which a report speaks of no country that the gazetteer knows: of 400 documents of the
corpus none that names a country at all is below, while reports on states it does not know name others in passing."""
_TITLED = 1.5
"""What the only country of a report's title counts at each of its sentences."""
_PAIR = 2
_MARGIN = 0.5
"""What a third country may weigh beside the second where `both sides` are the first two."""
_OFFICES = frozenset({"leader", "office", "portfolio"})
_HEADS_OF_STATE = frozenset({"president", "premier", "king", "queen", "emperor", "chancellor"})
_BARE_BODIES = frozenset({"government", "parliament", "opposition", "regime"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
_AGAINST = frozenset({"against", "with", "to", "from", "between"})

# Set by hand: the development reports have too few bare governments to fit these numbers.


class SpokenOf:
    """The countries that a document names, with their weight."""

    def __init__(self, parses: Sequence[Parse], people: Sequence[tuple[Place, ...]]) -> None:
        """Take the sentences, in order, and the people whom each names: their names are no countries."""
        self._parses = parses
        self._named = [_countries(p, found) for p, found in zip(parses, people, strict=True)]
        self._mentions = [
            [(c, _weight(p, i)) for c, i in n] for p, n in zip(parses, self._named, strict=True)
        ]
        self._weights: dict[str, float] = defaultdict(float)
        for country, weight in (mention for found in self._mentions for mention in found):
            self._weights[country] += weight
        self._titled = self._in_title()
        total = sum(self._weights.values())
        self._total = total if total >= _SELDOM * len(parses) else 0.0
        for number in range(len(parses) if self._total else 0):
            self._mentions[number] += self._bare_bodies(number)

    @property
    def countries(self) -> list[str]:
        """All countries, in the order of the text."""
        return list(self._weights)

    @property
    def main(self) -> str | None:
        """The country that outweighs all others together by far; None where there is none."""
        return outweighing(self._weights) if self._total else None

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two countries that a report is about, in the order of the text; None unless they outweigh the others."""
        if len(self._weights) < _PAIR or not self._total:
            return None
        first, second, *rest = sorted(self._weights, key=lambda c: -self._weights[c])
        if rest and self._weights[rest[0]] > _MARGIN * self._weights[second]:
            return None
        one, other = (c for c in self._weights if c in {first, second})
        return one, other

    def at(self, number: int, index: int | None = None) -> str | None:
        """The country most spoken of at a sentence: recent mentions weigh most, all others a little.

        Args:
            number: The sentence.
            index: The word of it whose country is sought; it is none that does the same thing or suffers it,
                for that would be called `it`: in `Norway sent envoys to the talks that the government holds`
                the government is not Norway's.

        """
        if not self._total:
            return None
        weights = {country: _SHARE * weight / self._total for country, weight in self._weights.items()}
        if self._titled is not None:
            weights[self._titled] += _TITLED
        for distance in range(min(number + 1, _REACH)):
            for country, weight in self._mentions[number - distance]:
                weights[country] += weight * _FADING**distance
        if index is not None:
            others = self._other_parties(number, index)
            weights = {c: w for c, w in weights.items() if c not in others} or weights
        return max(weights, key=lambda c: weights[c]) if weights else None

    def _in_title(self) -> str | None:
        """The only country that the report's title names; None where it has no title."""
        title = self._parses[0] if self._parses else None
        if (
            title is None
            or not title.words
            or title.words[-1].text == "."
            or title.text[: title.start].strip()
        ):
            return None
        if "\n" not in title.text[title.end : title.end + 2]:
            return None
        named = {country for country, _ in self._named[0]}
        return named.pop() if len(named) == 1 else None

    def _other_parties(self, number: int, index: int) -> set[str]:
        """The countries that are themselves subjects above the word, or arguments of its own verb."""
        parse = self._parses[number]
        top = _top(parse, index)
        above = {w.index for w in parse.ancestors(top)}
        found = set()
        for country, at in self._named[number]:
            word = parse.words[_top(parse, at)]
            if word.index == top or word.head < 0:
                continue
            is_subject = word.deprel.startswith("nsubj") and word.head in above
            is_partner = word.head == parse.words[top].head and (
                word.deprel in _ARGUMENTS or _marker(parse, word.index) in _AGAINST
            )
            if is_subject or is_partner:
                found.add(country)
        return found

    def _bare_bodies(self, number: int) -> list[tuple[str, float]]:
        """The country once more for each government, parliament or head of state with no country's name."""
        parse = self._parses[number]
        found: list[tuple[str, float]] = []
        for word in parse.words:
            if _is_bare(parse, word) and (country := self.at(number, word.index)) is not None:
                found.append((country, _BARE))
        return found[:1]


def _is_bare(parse: Parse, word: Word) -> bool:
    """Whether it is `the government`, or `President` before a name, with nothing that says whose."""
    low = parse.lowered[word.index]
    if low not in _BARE_BODIES and low not in _HEADS_OF_STATE:
        return False
    others = [w for w in parse.children(word.index) if w.deprel.split(":")[0] in {"nmod", "amod", "compound"}]
    if others or word.upos not in {"NOUN", "PROPN"}:
        return False
    if low in _BARE_BODIES:
        return parse.child(word.index, "det") is not None
    before = parse.words[word.index - 1] if word.index else None
    begins = before is None or before.upos in {"PUNCT", "VERB", "ADP", "CCONJ", "SCONJ", "AUX"}
    named = word.index + 1 < len(parse.words) and parse.words[word.index + 1].upos == "PROPN"
    return low in _HEADS_OF_STATE and word.text[0].isupper() and begins and named


def _countries(parse: Parse, people: tuple[Place, ...]) -> list[tuple[str, int]]:
    """What a sentence names of countries, by themselves, their people or their seat, and its last word."""
    taken = {i for first, last in people for i in range(first, last + 1)}
    return countries_in([word.text for word in parse.words], parse.quote, taken)


def _top(parse: Parse, index: int) -> int:
    """The word that stands for a noun in its clause: the first of those that are joined by `and`."""
    while parse.words[index].deprel == "conj" and parse.words[index].head >= 0:
        index = parse.words[index].head
    return index


def _marker(parse: Parse, index: int) -> str:
    marker = parse.child(index, "case")
    return "" if marker is None else marker.text.lower()


def _is_of_state(noun: str) -> bool:
    """Whether a noun beside a country's name is one of its bodies or offices."""
    return body_nouns().get(noun) == "state" or classes().get(noun) in _OFFICES


def _weight(parse: Parse, index: int) -> float:
    """How much a mention counts: more with an office of the country, less as an origin or in a list."""
    word = parse.words[index]
    if any(_is_of_state(parse.lowered[i]) for i in (word.head, index + 1) if 0 <= i < len(parse.words)):
        return 2.0
    if word.xpos == "NNPS" and country_of(word.text) and word.text.endswith("s"):
        return PEOPLE
    marker = _marker(parse, index)
    if marker in {"from", "with", "to"} or word.deprel == "conj":
        return 0.4
    # whom something is against counts like a seat: the others are spoken of as often
    return SEAT if marker == "against" or _is_seat(parse, index) else 1.0


def _is_seat(parse: Parse, index: int) -> bool:
    """Whether the words that end here are a capital: `Vienna`, `Addis Ababa`."""
    return any(is_seat(parse.quote(first, index)) for first in range(max(0, index - 2), index + 1))
