"""Proper names inside their description: `the armed group ABC`, `the ABC news agency`, `neighbouring Peru`."""

from __future__ import annotations

from typing import NamedTuple

from veedor.gazetteers.countries import is_demonym
from veedor.reading.names.found import GROUPS, Found
from veedor.reading.names.spellings import PARTICLES
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import HYPHENS, POSSESSIVES, Place, body_nouns, title_ending_at

_KINDS = GROUPS - {"party"} | frozenset("network channel service outlet website paper tribe".split())
"""Nouns that behind a body's name only say what kind of body it is."""
_BEFORE_KINDS = frozenset(
    "news television tv radio wire press militant terrorist rebel armed financial rights human political "
    "opposition aid media state terror extremist jihadist insurgent".split()
)
"""Words between a name and such a noun."""
_LINKS = frozenset("of for the and de del la al in".split())
_ARMED = frozenset("fighters terrorists guerrillas rebels gunmen targets agents units unit positions".split())
"""Plurals that behind a body's name mean the body itself (`ABC fighters`)."""
_SENT = frozenset({"representatives", "officials", "delegates", "negotiators", "envoys"})
"""Plurals for those who act for whom they come from."""
_UTTERANCES = frozenset({"statement", "report", "announcement", "communiqué", "communique"})
"""Nouns that before or behind a body's name mean what the body says (`an ABC statement`)."""
_DESCRIBING = frozenset({"ADJ", "NOUN", "VERB", "NUM", "ADV"})


class Inside(NamedTuple):
    """A name within a phrase."""

    place: Place
    """First and last word."""
    is_surely_named: bool
    """Whether the model or a noun for a body before it tells that it is a body."""


def name_inside(found: Found) -> Inside | None:
    """The proper name at the end of a phrase, or before the noun for its kind; None where the phrase has none."""
    words = found.parse.words
    last = _without_kind(found)
    first = _run(found.parse, found.first, last)
    if first is None or (first == _after_article(found) and last == _end(found)):
        return None
    if not _is_described(found, first, has_kind=last < _end(found)):
        return None
    if is_demonym(words[last].text) or title_ending_at(found.parse, last) is not None:
        return None
    if not any(w.upos == "PROPN" for w in words[first : last + 1]):
        return None
    name = found.parse.name_at(last) or found.parse.name_at(first)
    is_body = name is not None and name.kind == "ORG"
    before = words[first - 1].text.lower() if first > found.first else ""
    return Inside((first, last), is_body or last < _end(found) or before in body_nouns() or before in GROUPS)


def spoken_for(found: Found) -> int | None:
    """The noun for the body that its fighters, envoys or statement stand for; None where there is none."""
    noun = found.parse.lowered[found.head]
    if noun in _ARMED or noun in _UTTERANCES:
        for word in found.parse.children(found.head, "compound", "nmod:poss", "amod"):
            if found.first <= word.index and _is_body(found.parse, word):
                return word.index
    if noun in _SENT:
        for word in found.parse.children(found.head, "nmod"):
            marker = found.parse.child(word.index, "case")
            if (
                marker is not None
                and marker.text == "from"
                and word.upos == "PROPN"
                and word.index <= found.last
            ):
                return word.index
    return None


def _is_body(parse: Parse, word: Word) -> bool:
    """Whether a word ends a body's name, or is a noun for a force (`a military statement`)."""
    name = parse.name_at(word.index)
    if name is not None and name.kind == "ORG":
        return True
    return word.text.lower() in body_nouns() and body_nouns()[word.text.lower()] == "state"


def _end(found: Found) -> int:
    last = found.last
    while last > found.first and found.parse.words[last].text in POSSESSIVES:
        last -= 1
    return last


def _after_article(found: Found) -> int:
    return found.first + (found.parse.words[found.first].upos == "DET" and found.first < found.last)


def _without_kind(found: Found) -> int:
    """Last word before the noun, with its modifiers, that says what kind of body it is."""
    low, at = found.parse.lowered, _end(found)
    text = found.parse.words[at].text
    if text.islower() and low[at] in _KINDS:
        at -= 1
        while at > found.first and found.parse.words[at].text.islower() and low[at] in _BEFORE_KINDS:
            at -= 1
    return at


def _run(parse: Parse, first: int, last: int) -> int | None:
    """First word of the capitals that end with word `last`, small links among them; None where there are none."""
    words, begin = parse.words, None
    for at in range(last, first - 1, -1):
        if _is_capital(words[at]):
            begin = at
        elif words[at].text not in _LINKS and words[at].text not in HYPHENS:
            break
    if begin is not None and begin - 2 >= first and words[begin - 2].text.lower() in PARTICLES:
        begin -= 2 * (words[begin - 1].text in HYPHENS)
    return begin


def _is_capital(word: Word) -> bool:
    return word.text[:1].isupper() and word.upos in {"PROPN", "ADJ", "NOUN", "X", "NUM"}


def _is_described(found: Found, first: int, *, has_kind: bool) -> bool:
    """Whether only words that describe it stand before a name: no preposition, comma or `and`."""
    before = found.parse.words[found.first : first]
    if not all(w.upos in _DESCRIBING | {"DET", "PROPN", "PART", "PRON"} or w.text in HYPHENS for w in before):
        return False
    return has_kind or (bool(before) and _is_description(before[-1]))


def _is_description(word: Word) -> bool:
    """Whether a word is no part of the name behind it; tags are unsure here, small letters are not."""
    return word.upos in _DESCRIBING | {"PROPN"} and word.text[:1].islower()
