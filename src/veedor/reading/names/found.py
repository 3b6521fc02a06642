"""A quote's place in its sentence, and its words as a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from veedor.gazetteers.countries import bare, country_of, is_country, is_seat
from veedor.reading.names.counts import begin
from veedor.reading.parse import Name, Parse, Word
from veedor.reading.roles.title_words import HYPHENS, Place, body_nouns

DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
"""Words before a noun that point to something known."""
GROUPS = frozenset(
    "group organization organisation body agency watchdog charity union institution bloc alliance company "
    "firm corporation newspaper daily magazine broadcaster station party movement militia faction".split()
)
"""Nouns by which any body may be taken up soon after it was named."""
_ACTING = frozenset(
    {"nsubj", "csubj", "obl:agent", "nmod:poss", "amod", "compound", "root", "nmod:desc", "nsubj:outer"}
)
"""Relations of a party that does something, where nobody says whether it does."""
_OUTSIDE = frozenset({"ADP", "ADV", "PUNCT", "CCONJ", "SCONJ"})
"""What before a party is no part of its name (`particularly by the union`)."""
_MARKS = '"“”„«» '
_LINKS = frozenset({"of", "for", "the", "and"})
"""Small words that no body's name ends with."""
_NEARBY = 20_000
"""Characters around an adjective in which it is sought in lower case."""


class Found(NamedTuple):
    """A quote in its sentence."""

    number: int
    parse: Parse
    first: int
    last: int
    head: int


def tidy(found: Found) -> str:
    """The words without article and count, lower case at the start of a sentence unless a name."""
    words = found.parse.words
    first = begin(found.parse, found.first, found.last)
    said = bare(joined(found.parse, first, found.last))
    plain = said.strip(_MARKS) or said
    word = words[first]
    before = words[first - 1].text if first else ""
    is_first = first <= 1 or (words[first - 1].upos == "PUNCT" and before not in _MARKS)
    is_common = word.upos in {"NOUN", "NUM", "DET", "PRON", "VERB", "ADV"} and not word.xpos.startswith("NNP")
    if word.upos == "ADJ" and not is_common:
        nearby = slice(max(0, word.start - _NEARBY), word.start + _NEARBY)
        is_common = f" {word.text.lower()} " in found.parse.text[nearby]
    if not is_first or not is_common or word.text.isupper() or found.parse.name_at(first):
        return plain
    return plain[:1].lower() + plain[1:]


def joined(parse: Parse, first: int, last: int) -> str:
    """The words as they stand, with single spaces."""
    return " ".join(parse.quote(first, last).split())


def plain_phrase(parse: Parse, index: int) -> Place:
    """First and last word of a noun with its modifiers right before it."""
    below = set(parse.subtree(index))
    first = index
    while first - 1 in below and _is_modifier(parse.words[first - 1]):
        first -= 1
    return first, index


def head_of(parse: Parse, first: int, last: int) -> int:
    """The word of a phrase that hangs on no other of it; the last noun where several modify another noun."""
    tops = [i for i in range(first, last + 1) if not first <= parse.words[i].head <= last]
    nouns = [i for i in tops if parse.words[i].upos in {"NOUN", "PROPN"}]
    if len(tops) > 1 and nouns and parse.words[tops[0]].deprel in {"amod", "compound"}:
        return nouns[-1]
    return tops[0] if tops else first


def past_outside(parse: Parse, first: int, last: int, head: int) -> int:
    """First word of a phrase behind prepositions, adverbs and marks; at most `head`."""
    while first < head and parse.words[first].upos in _OUTSIDE and begin(parse, first, last) == first:
        first += 1
    return first


def named_phrase(parse: Parse, index: int) -> tuple[int, int]:
    """First and last word of the phrase that a noun heads, the name that it stands in with it."""
    name = parse.name_at(index)
    first, last = plain_phrase(parse, index)
    return (first, last) if name is None else (min(first, name.first), max(last, name.last))


def completed(parse: Parse, people: Sequence[Place], first: int, last: int) -> Place:
    """The words with the rest of a person's or place's name that they are a part of, or of a body's they end."""
    person = next((p for p in people if p[0] <= last <= p[1]), None)
    if person is not None and (first, last) != person and first <= person[1]:
        return min(first, person[0]), max(last, person[1])
    name = parse.name_at(first)
    if name is None or not name.first <= first <= last <= name.last:
        return first, last
    if name.kind == "LOC" and parse.words[first].upos == "PROPN":
        return name.first, name.last
    return (name.first, last) if name.kind == "ORG" and name.last == last else (first, last)


def _is_modifier(word: Word) -> bool:
    return word.text in HYPHENS or word.upos not in {"PUNCT", "ADP", "SCONJ", "CCONJ", "AUX"}


def is_small(word: Word) -> bool:
    """Whether it is an article, a mark or `of`: no word that tells one party from another."""
    return word.upos in {"DET", "PUNCT", "PART", "PRON"} or word.text.lower() == "of"


def whole_name(parse: Parse, name: Name) -> Place:
    """First and last word of a body's name that the model may have cut (`Ministry of` `the Interior`)."""
    last, words, first = name.last, parse.words, _front(parse, name.first)
    while last > name.first and words[last].text.lower() in _LINKS:
        last -= 1
    if last == name.last and words[last].text.lower() not in body_nouns():
        return first, last
    while last + 2 < len(words) and words[last + 1].text in {"of", "for"}:
        end = last + (2 if words[last + 2].text == "the" else 1)
        start = end
        while end + 1 < len(words) and _may_name(parse, words[end + 1]):
            end += 1
        if end == start or _is_person_at(parse, end + 1):
            break
        last = end
    return first, last


def _is_person_at(parse: Parse, index: int) -> bool:
    """Whether a person's name begins there: what stands before it is a title (`of` `Prime Minister` Roe)."""
    name = parse.name_at(index)
    return name is not None and name.kind == "PER"


def _front(parse: Parse, first: int) -> int:
    """First word of a body's name whose beginning the model left out (`Special` `Action Forces`)."""
    while first > 0:
        before = parse.words[first - 1]
        if not before.text[0].isupper() or before.head < first or before.upos == "VERB":
            break
        if before.deprel not in {"amod", "compound", "flat"} or country_of(before.text):
            break
        first -= 1
    return first


def _may_name(parse: Parse, word: Word) -> bool:
    is_named = word.text[0].isupper() and word.upos in {"PROPN", "NOUN", "ADJ"}
    name = parse.name_at(word.index) if is_named else None
    return is_named and not (name is not None and name.kind == "PER")


def person_mentions(parses: Sequence[Parse], people: Sequence[tuple[Place, ...]]) -> list[tuple[int, str]]:
    """First character and words of every person's name, in order."""
    return [
        (parse.words[first].start, joined(parse, first, last))
        for parse, found in zip(parses, people, strict=True)
        for first, last in found
    ]


def body_mentions(parses: Sequence[Parse]) -> list[tuple[int, str]]:
    """First character and words of every body's name, in order."""
    return [
        (parse.words[name.first].start, bare(joined(parse, *whole_name(parse, name))))
        for parse in parses
        for name in parse.names
        if name.kind == "ORG" and parse.words[name.first].text[:1].isupper()
    ]


def is_people(found: Found, plain: str) -> bool:
    """Whether a demonym means people (`Turks`) rather than a country's doing (`the Israeli attack`)."""
    if is_country(plain) or is_seat(plain):
        return False
    word = found.parse.words[found.head]
    if word.upos not in {"NOUN", "PROPN"}:
        return False
    is_adjective = word.deprel in {"amod", "compound", "nmod:poss"} and word.index == found.last
    return word.xpos.endswith("S") or not (is_adjective or word.deprel.startswith("nsubj"))


def is_nation(found: Found) -> bool:
    """Whether `the` before a people's name makes it the nation, who acts as its government (`the Germans agreed`)."""
    words, last = found.parse.words, found.last
    if words[last].upos == "PART":
        last -= 1
    return last == found.first + 1 and words[found.first].text.lower() == "the"


def acts_itself(found: Found) -> bool:
    """Whether the tree has the party do something rather than suffer it."""
    word = found.parse.words[found.head]
    while word.deprel == "conj" and word.head >= 0:
        word = found.parse.words[word.head]
    return word.deprel in _ACTING
