"""What an amount, a share or a span of time is of: `$3 million in aid`, `60% of the vote`, `the ANC with 64%`."""

from __future__ import annotations

import re
from itertools import islice

from veedor.codebook.span import Quote
from veedor.reading.figures import units
from veedor.reading.figures.counting import (
    HIGHEST,
    as_quote,
    following_noun,
    low,
    noun_words,
    phrase_of,
    subject_of,
    tells_size,
    top_word,
)
from veedor.reading.figures.numbers import number_from
from veedor.reading.parse import Parse, Word

_NO_AMOUNTS = frozenset(
    {"connection", "exchange", "response", "return", "addition", "fact", "order", "total"}
)


def measured(parse: Parse, first: int, last: int) -> Quote | None:
    """What an amount, a share or a span is of: the noun behind it, else what governs it."""
    at = last + 1
    if low(parse, at) == "-":
        at += 1
    if low(parse, at) == "worth":
        at += 1
    if low(parse, at) in ("of", "in"):
        start = behind_number(parse, behind_determiners(parse, at + 1))
        noun = following_noun(parse, start)
        if noun is None and start < len(parse.words) and parse.words[start].upos == "PRON":
            return as_quote(parse, start, start)
        is_place = noun is not None and low(parse, at) == "in" and not _is_amount_of(parse, noun)
        if noun is not None and not is_place:
            return noun_words(parse, start, noun)
    else:
        noun = following_noun(parse, behind_determiners(parse, at))
        if noun is not None and _is_measured_noun(parse, first, last, noun):
            return noun_words(parse, at, noun)
    return governing_words(parse, first, last)


_MEASURES = frozenset(
    {"kilometre", "kilometer", "km", "mile", "mi", "meter", "metre", "foot", "yard", "time"}
)
"""Nouns that measure something else than themselves: distances, and how often."""
_DIRECTIONS = frozenset(
    {"from", "away", "off", "inside", "outside", "inland", "upstream", "downstream", "under"}
)


def measured_by(parse: Parse, first: int, noun: int) -> Quote | None:
    """What a distance or a count of times is of: the direction behind it, else what governs it; None for others."""
    if parse.words[noun].lemma.lower() not in _MEASURES:
        return None
    at = noun + 1 + (low(parse, noun + 1) == "to" and low(parse, noun + 2) == "the")
    way = re.sub(r"(north|south)-?(east|west)(ern)?", r"\1", low(parse, at))
    if way in _DIRECTIONS or way in ("north", "south", "east", "west"):
        kept = range(at, len(parse.words))
        last = next(
            (i - 1 for i in kept if parse.words[i].upos in ("PUNCT", "VERB", "AUX", "CCONJ")), kept[-1]
        )
        return as_quote(parse, at, max(last, at))
    return governing_words(parse, first, noun)


def _is_measured_noun(parse: Parse, first: int, last: int, noun: int) -> bool:
    """Whether the noun right behind an amount is what it is of: no time, no subject of a clause of its own."""
    word = parse.words[noun]
    if word.deprel in ("obl:unmarked", "nmod:unmarked"):
        return False
    hangs = parse.words[top_word(parse, first, last)].head == noun
    return hangs or not word.deprel.startswith("nsubj")


def _is_amount_of(parse: Parse, noun: int) -> bool:
    """Whether `in` before the noun says of what an amount is (`in aid`), not where or when (`in Kabul`)."""
    word = parse.words[noun]
    if word.upos != "NOUN" or word.lemma.lower() in _NO_AMOUNTS:
        return False
    return parse.child(noun, "det") is None and not units.is_time_word(word)


def behind_article(parse: Parse, at: int) -> int:
    """The first word at or after `at` that is no article or demonstrative."""
    while at < len(parse.words) and parse.words[at].upos == "DET":
        at += 1
    return at


def behind_determiners(parse: Parse, at: int) -> int:
    """The first word at or after `at` that is no article, demonstrative or possessive pronoun."""
    while at < len(parse.words) and (parse.words[at].upos == "DET" or parse.words[at].xpos == "PRP$"):
        at += 1
    return at


def behind_number(parse: Parse, at: int) -> int:
    """The first word behind a number that begins at `at`; `at` itself where none does."""
    number = number_from(parse.words, at)
    return at if number is None else number.last + 1


def governing_words(parse: Parse, first: int, last: int) -> Quote | None:
    """What an amount, a share or a span is of, by what stands before it or governs it; None if nothing does."""
    top = parse.words[top_word(parse, first, last)]
    less = frozenset(parse.subtree(top.index, without=("conj", "parataxis")))
    if (named := _noun_before(parse, first, less)) is not None:
        return named
    if top.deprel.startswith("nsubj") and top.head >= 0:
        return _predicate(parse, parse.words[top.head])
    if parse.child(top.index, "cop") is not None and (subject := parse.child(top.index, "nsubj")):
        return phrase_of(parse, subject.index)
    for governor in islice(parse.ancestors(top.index), HIGHEST):
        if governor.upos in ("NOUN", "PROPN") and not units.is_currency(governor):
            return phrase_of(parse, governor.index, less=less)
        if governor.upos in ("VERB", "AUX", "ADJ"):
            return _of_verb(parse, governor, less)
    nouns = [w.index for w in parse.words[:first] if w.upos in ("NOUN", "PROPN") and not units.is_currency(w)]
    return as_quote(parse, nouns[-1], nouns[-1]) if nouns else None


def _noun_before(parse: Parse, first: int, less: frozenset[int]) -> Quote | None:
    """The noun right before the number's preposition: `the alliance with 64.7%`, `the union (12%)`."""
    at = first - 1
    if at < 1 or parse.words[at].text.lower() not in ("with", "on", "at", "(", "of", ",", ":"):
        return None
    noun = parse.words[at - 1]
    if noun.upos not in ("NOUN", "PROPN") or (parse.words[at].text == "," and noun.upos != "PROPN"):
        return None
    top = noun
    while top.head >= 0 and top.deprel in ("flat", "compound", "nmod", "appos") and top.head < noun.index:
        top = parse.words[top.head]
    return None if top.index in less else phrase_of(parse, top.index, less=less)


def names_before(parse: Parse, first: int, number: int) -> list[Quote] | None:
    """The phrases of a list of `number` nouns before word `first`, nearest such list; None without one."""
    for word in reversed(parse.words[:first]):
        others = [
            w for w in parse.children(word.index, "conj") if w.index < first and w.upos in ("NOUN", "PROPN")
        ]
        if word.upos in ("NOUN", "PROPN") and len(others) == number - 1:
            return [phrase_of(parse, i) for i in (word.index, *(w.index for w in others))]
    return None


def _of_verb(parse: Parse, verb: Word, less: frozenset[int]) -> Quote:
    """The object or subject whose size or change the verb says; else the verb."""
    nouns = (w for w in parse.children(verb.index, "obj") if w.upos in ("NOUN", "PROPN"))
    changed = next((w for w in nouns if w.index not in less), None)
    if changed is not None and tells_size(verb):
        return phrase_of(parse, changed.index, less=less)
    subject = subject_of(parse, verb)
    if subject is not None and tells_size(verb) and subject.upos in ("NOUN", "PROPN"):
        return phrase_of(parse, subject.index)
    return as_quote(parse, verb.index, verb.index)


def _predicate(parse: Parse, predicate: Word) -> Quote:
    """The predicate without its subject and what dates or joins it."""
    left_out = ("nsubj", "aux", "cop", "punct", "cc", "conj", "parataxis", "advcl", "mark", "csubj", "expl")
    kept = set(parse.subtree(predicate.index, without=left_out))
    last = predicate.index
    while last + 1 in kept:
        last += 1
    return as_quote(parse, predicate.index, last)
