"""People's names in one piece: without what the model took for part of them, with what it left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from veedor.gazetteers.countries import country_of, is_demonym
from veedor.reading.lexicon import words
from veedor.reading.names.spellings import PARTICLES
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.people import people
from veedor.reading.roles.title_words import HYPHENS, POSSESSIVES, Place, body_nouns, title_ending_at

_INITIAL = 2
"""Letters of a word that is too short for a surname alone."""
_MEDIA = frozenset("television tv radio newspaper magazine daily news network".split())
"""Words after the name of a newspaper or the like."""
_AFTER_HYPHENS = frozenset({"led", "elect", "backed", "era", "style", "born", "appointed"})
"""What a hyphen joins to a name without being part of it."""


def persons_of(parses: Sequence[Parse]) -> list[tuple[Place, ...]]:
    """The people whom each sentence names; also by a surname alone that the model saw only in the full name."""
    found = [persons(parse) for parse in parses]
    surnames = {
        parse.words[last].text
        for parse, places in zip(parses, found, strict=True)
        for first, last in places
        if first < last and len(parse.words[last].text) > _INITIAL
    }
    return [
        _with_surnames(parse, places, surnames)
        if surnames.intersection(w.text for w in parse.words)
        else places
        for parse, places in zip(parses, found, strict=True)
    ]


def _with_surnames(parse: Parse, places: tuple[Place, ...], surnames: set[str]) -> tuple[Place, ...]:
    taken = {i for first, last in places for i in range(first, last + 1)}
    alone = [
        (word.index, word.index)
        for word in parse.words
        if word.text in surnames and word.index not in taken and _may_be_surname(parse, word)
    ]
    return tuple(sorted([*places, *alone]))


def _may_be_surname(parse: Parse, word: Word) -> bool:
    """Whether a word that ends a person's name elsewhere stands alone here, in no longer name."""
    name = parse.name_at(word.index)
    if name is not None and (name.first < name.last or name.kind == "NAT"):
        return False
    beside = parse.words[word.index + 1 : word.index + 2]
    if word.deprel in {"flat", "compound", "amod"} or (beside and beside[0].deprel in {"flat", "compound"}):
        return False
    return word.upos == "PROPN" or word.deprel.startswith("nsubj")


def persons(parse: Parse) -> tuple[Place, ...]:
    """First and last word of each person's name, in order and not overlapping."""
    found: list[Place] = []
    for first, last in people(parse):
        for begin, end in _lines(parse, first, last):
            begin = _begin(parse, begin, end)
            end = _end(parse, end)
            if not _is_no_person(parse, begin, end) and (not found or begin > found[-1][1]):
                found.append((begin, end))
    return tuple(found)


def _is_no_person(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is a people's (`Turks`), or that of a newspaper or the like which the next word tells."""
    following = parse.lowered[last + 1] if last + 1 < len(parse.words) else ""
    return following in _MEDIA or (first == last and is_demonym(parse.words[first].text) is not None)


def _lines(parse: Parse, first: int, last: int) -> list[Place]:
    """The parts of a name that a line break parts: names below each other are several."""
    breaks = [
        i for i in range(first, last) if "\n" in parse.text[parse.words[i].end : parse.words[i + 1].start]
    ]
    return list(zip([first, *(i + 1 for i in breaks)], [*breaks, last], strict=True))


def _begin(parse: Parse, first: int, last: int) -> int:
    """First word of the name behind countries, titles and fields of office that the model counted to it."""
    while first < last:
        past = _past_description(parse, first, last)
        if past == first:
            break
        first = past
    return first


def _past_description(parse: Parse, first: int, last: int) -> int:
    """One past a country, title, body or field of office at the front of a name; the word itself for none."""
    words = parse.words
    for end in range(min(first + 2, last - 1), first - 1, -1):
        if country_of(parse.quote(first, end)) and (words[first].upos != "PROPN" or end > first):
            return end + 1
    word = words[first]
    if is_given_name(word.text):
        return first
    if word.text.islower() and word.text not in PARTICLES and words[first + 1].text not in PARTICLES:
        return first + 1
    is_field = word.deprel.startswith("nmod") and first < word.head <= last
    is_before = title_ending_at(parse, first) is not None or word.text.lower() in body_nouns()
    return first + (is_field or is_before or word.upos == "PUNCT" or country_of(word.text) is not None)


def _end(parse: Parse, last: int) -> int:
    """Last word of the name with the parts that hang on it (`Jane` `Roe`, `Ali` `al-Amin`)."""
    words = parse.words
    while last + 1 < len(words):
        at = last + 1
        if words[at].text in HYPHENS and at + 1 < len(words) and _is_glued(parse, at):
            last = at + 1
            continue
        if words[at].text.lower() in PARTICLES and words[at].deprel == "flat":
            at += 1 + (at + 1 < len(words) and words[at + 1].text in HYPHENS)
        if at >= len(words) or not _belongs(parse, at, last):
            break
        last = at
    return last


def _is_glued(parse: Parse, hyphen: int) -> bool:
    """Whether a hyphen joins the second half of a given name (`Mei` `-` `ling`), not `-led`."""
    before, mark, after = parse.words[hyphen - 1 : hyphen + 2]
    is_joined = before.end == mark.start and mark.end == after.start
    return is_joined and after.upos == "PROPN" and after.text not in _AFTER_HYPHENS


def _belongs(parse: Parse, at: int, last: int) -> bool:
    """Whether a word goes on with the name that ends with `last`."""
    word = parse.words[at]
    if word.deprel != "flat" or word.head > last or not word.text[:1].isupper() or word.text in POSSESSIVES:
        return False
    name = parse.name_at(at)
    is_other = name is not None and name.kind in {"ORG", "NAT"} and at == last + 1
    return not is_other and title_ending_at(parse, at, at) is None


@cache
def _given_names() -> frozenset[str]:
    return words("given_names", "name")


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name, as written."""
    return word in _given_names()
