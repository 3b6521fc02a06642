"""Where a party's name begins behind words of amount: `at least 40`, `dozens of`, `several`, `some of the`."""

from __future__ import annotations

from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import HYPHENS

_AMOUNTS = frozenset(
    "some several many numerous various countless most all every each any few fewer more over under nearly "
    "almost only just approximately roughly about around estimated additional further much least "
    "these our".split()
)
"""Words that say how many without telling who."""
_PHRASES = (
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("as", "many", "as"),
    ("up", "to"),
    ("close", "to"),
    ("a", "few"),
    ("a", "couple", "of"),
    ("a", "handful", "of"),
)
_MASSES = frozenset(
    "dozens scores hundreds thousands millions tens number numbers majority handful couple percent % dozen hundred "
    "thousand million billion most some many several all none each both few half third quarter two-thirds".split()
)
"""Amounts that `of` joins to what is counted."""
_SIZES = frozenset({"large", "huge", "small", "great", "growing", "vast", "unknown", "overwhelming", "good"})
_UNITS = frozenset({"year", "month", "day", "member", "man", "-"})
"""Nouns with which a number says of what kind something is (`a 60 year old`)."""
_ARTICLES = frozenset({"the", "a", "an"})


def begin(parse: Parse, first: int, last: int) -> int:
    """First word of the phrase `first` to `last` behind articles and amounts; at most `last`.

    A small count behind an article stays: `the two groups` are not any groups.
    """
    at, is_definite = first, parse.words[first].text.lower() == "the"
    while at < last:
        past = _past(parse, at, last, is_definite=is_definite and at > first)
        if past == at or past > last or parse.words[past].upos == "PUNCT":
            break
        at = past
    return at


def _past(parse: Parse, at: int, last: int, *, is_definite: bool) -> int:
    """One past the article or the words of amount that begin at a word; the word itself where none do."""
    words, low = parse.words, parse.lowered
    for phrase in _PHRASES:
        if low[at : at + len(phrase)] == phrase:
            return at + len(phrase)
    past = _past_mass(parse, at, last)
    if past > at:
        return past
    if low[at] in _ARTICLES or (low[at] in _AMOUNTS and not is_definite):
        return at + 1
    if low[at] in {"other", "another"} and at + 1 < last:
        return at + 1  # `other countries` are named by that word alone, `other Asian powers` are not
    if words[at].upos == "NUM" and (not is_definite or words[at].text[:1].isdigit()):
        return _past_number(words, at, last)
    return at


def _past_mass(parse: Parse, at: int, last: int) -> int:
    """One past `dozens of`, `tens of thousands of`, `a large number of`, `200 of the`."""
    low, words = parse.lowered, parse.words
    end = at
    while end < last and (low[end] in _SIZES | _ARTICLES or words[end].upos == "NUM"):
        end += 1
    if low[end] in _MASSES or (end > at and words[end - 1].upos == "NUM" and low[end] == "of"):
        end += low[end] != "of"
        if end < last and low[end] == "of":
            return end + 1
    return at


def _past_number(words: tuple[Word, ...], at: int, last: int) -> int:
    """One past a number of several words (`Twenty-two`); the number itself where it says of what kind (`two-man`)."""
    end = at + 1
    while end < last and words[end].text in HYPHENS:
        if words[end + 1].upos != "NUM":
            return at
        end += 2
    while end < last and words[end].upos == "NUM":
        end += 1
    return at if words[end].text.lower() in _UNITS else end
