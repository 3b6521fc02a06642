"""Whom the words mean: one spelling for each party throughout a document.

The normal form has no article; a person has no title; a body whose acronym is known has it in brackets; a
country that acts is `Government of X`, one that is acted upon `X` (codebook, Events and Which words to copy).
What cannot be resolved stays the words themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from veedor.codebook.span import Quote
from veedor.reading.names.acronyms import acronyms
from veedor.reading.names.gazetteer import (
    bare,
    country_of,
    government_of,
    is_country,
    is_organization,
    is_seat,
)
from veedor.reading.names.offices import Offices
from veedor.reading.names.pronouns import PRONOUNS, Pronouns
from veedor.reading.names.spellings import Spellings, folded
from veedor.reading.names.spoken_of import SpokenOf
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.people import people
from veedor.reading.roles.roles import RoleDraft, roles
from veedor.reading.roles.title_words import HYPHENS, Place, body_nouns, title_ending_at

_ACTING = frozenset(
    {"nsubj", "csubj", "obl:agent", "nmod:poss", "amod", "compound", "root", "nmod:desc", "nsubj:outer"}
)
"""Relations of a party that does something, where nobody says whether it does."""
_GOVERNMENTS = frozenset({"government", "regime", "gov't", "govt"})
_COUNTRY_NOUNS = frozenset({"country", "nation"})
_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_OWN = frozenset(["national", "central", "federal", "current", "new", "own", "ruling", "elected", "present"])
"""Words that do not tell a state's body from another of its kind."""
_ALONE = frozenset({"opposition", "police", "parliament", "congress"})
"""Bodies of the state that reports name without an article."""
_NEARBY = 20_000
"""Characters around an adjective in which it is sought in lower case."""
_GROUPS = frozenset(
    ["group", "organization", "organisation", "body", "agency", "watchdog", "charity", "union", "institution"]
)


class _Found(NamedTuple):
    """A quote in its sentence."""

    number: int
    parse: Parse
    first: int
    last: int
    head: int


def names(parses: Sequence[Parse], drafts: Sequence[Sequence[RoleDraft]] | None = None) -> Names:
    """What the parties of a document are called.

    Args:
        parses: All sentences of the document, in order.
        drafts: The roles of each sentence, where they are known already.

    """
    return Names(parses, drafts)


class Names:
    """Whom the words of one document mean."""

    def __init__(self, parses: Sequence[Parse], drafts: Sequence[Sequence[RoleDraft]] | None = None) -> None:
        self._parses = parses
        self._starts = [parse.start for parse in parses]
        self._people = [people(parse) for parse in parses]
        self._acronyms = acronyms(parses[0].text) if parses else {}
        self._long = {folded(long): f"{long} ({short})" for short, long in self._acronyms.items()}
        self._spelt = Spellings(self._person_mentions(), by_prefix=False)
        self._bodies = Spellings(self._body_mentions(), by_prefix=True)
        self._spoken_of = SpokenOf(parses, self._people)
        self._drafts = drafts if drafts is not None else [roles(parse) for parse in parses]
        self._offices = Offices(self._drafts, self._spelt, country=self._spoken_of.main)
        self._pronouns = Pronouns(parses, self._people, self._name_of_word, self._offices.represented)

    def of(self, quote: Quote, *, acting: bool | None = None) -> str:
        """Whom the quote means.

        Args:
            quote: Words of the document that name a party.
            acting: Whether it does something; a country then is its government. None: the tree tells.

        """
        found = self._find(quote)
        if found is None:
            return bare(quote.words)
        return self._name(found, quote.words, acting)

    def place_name(self, quote: Quote) -> str | None:
        """The country that a place's words name (`the US`, `the country`); None for any other place."""
        country = is_country(quote.words)
        found = self._find(quote)
        if country or found is None:
            return country
        parts = [w.text.lower() for w in found.parse.words[found.first : found.last + 1]]
        if parts[0] in _DEFINITE and parts[-1] in _COUNTRY_NOUNS and len(parts) == 2:
            return self._spoken_of.at(found.number)
        return None

    # where the words stand

    def _find(self, quote: Quote) -> _Found | None:
        number = bisect_right(self._starts, quote.start) - 1
        if number < 0:
            return None
        parse = self._parses[number]
        first = bisect_right(parse.words, quote.start, key=lambda w: w.end)
        last = bisect_left(parse.words, quote.end, key=lambda w: w.start) - 1
        if first > last:
            return None
        inside = range(first, last + 1)
        head = next((i for i in inside if not first <= parse.words[i].head <= last), first)
        return _Found(number, parse, first, last, head)

    def _name_of_word(self, number: int, index: int) -> str:
        """The name of the party that a noun heads, as it does something."""
        parse = self._parses[number]
        held = self._offices.of_title(number, index)
        if held is not None:
            return held
        name = parse.name_at(index)
        first, last = _plain_phrase(parse, index)
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
        start = parse.words[first].start
        for long in self._acronyms.values():
            if parse.text.startswith(long, start) or parse.text.startswith(long, parse.words[index].start):
                return self._long[folded(long)]
        return self._name(_Found(number, parse, first, last, index), parse.quote(first, last), True)

    # resolving

    def _name(self, found: _Found, words: str, acting: bool | None) -> str:
        pronoun = self._pronoun(found)
        if pronoun is not None:
            return self._pronouns.of(found.number, pronoun.index) or self._tidy(found)
        people_named = self._titled(found) or self._person(found)
        if people_named:
            return people_named
        plain = bare(" ".join(words.split()))
        countries = self._countries_meant(found, plain)
        if countries:
            acts = self._acts(found) if acting is None else acting
            return "; ".join(government_of(c) if acts else c for c in countries)
        return (
            self._state_body(found)
            or self._organization(plain, found)
            or self._described(found, plain)
            or self._surname(found, plain)
            or self._tidy(found)
        )

    def _countries_meant(self, found: _Found, plain: str) -> list[str]:
        """The country that the words name by any of its names, or two that share one (`both Koreas`)."""
        country = country_of(plain) or country_of(plain.split(" (")[0])
        if country:
            return [] if self._is_people(found, plain) else [country]
        parts = plain.split()
        if parts[-1].lower() in _COUNTRY_NOUNS:
            is_here = len(parts) == 1 and found.parse.words[found.first].text.lower() in {"the", "this"}
            country = self._spoken_of.at(found.number) if is_here else country_of(" ".join(parts[:-1]))
            return [country] if country else []
        if len(parts) == 2 and parts[0].lower() in {"both", "two"} and parts[1].endswith("s"):
            return [c for c in self._spoken_of.countries if c.endswith(" " + parts[1][:-1])]
        if parts in (["North"], ["South"], ["East"], ["West"]):
            return [c for c in self._spoken_of.countries if c.startswith(parts[0] + " ")][:1]
        return []

    def _surname(self, found: _Found, plain: str) -> str | None:
        """A person's name that the model took for something else here."""
        words = found.parse.words[found.first : found.last + 1]
        place = words[0].start
        if not all(w.upos in {"PROPN", "PART", "DET"} for w in words):
            return None
        full = self._spelt.of(plain, place)
        return full if full != plain else None

    def _titled(self, found: _Found) -> str | None:
        """The person at the end of the phrase, whose title begins it (`the head of the body, Jane Roe`)."""
        words = found.parse.words
        start, end = words[found.first].start, words[found.last].end
        for draft in self._drafts[found.number]:
            if not (start <= draft.role.start < draft.holder.start and draft.holder.end <= end):
                continue
            before = [w for w in words[found.first : found.last] if w.start < draft.role.start]
            after = [w for w in words[found.first : found.last + 1] if w.start >= draft.holder.end]
            if any(w.upos == "ADP" for w in before) or any(w.upos not in {"PUNCT", "PART"} for w in after):
                continue
            return self._offices.holder(draft)
        return None

    def _pronoun(self, found: _Found) -> Word | None:
        words = [
            w for w in found.parse.words[found.first : found.last + 1] if w.upos not in {"PART", "PUNCT"}
        ]
        return (
            words[0]
            if len(words) == 1 and words[0].text.lower() in PRONOUNS and words[0].text != "US"
            else None
        )

    def _acts(self, found: _Found) -> bool:
        word = found.parse.words[found.head]
        while word.deprel == "conj" and word.head >= 0:
            word = found.parse.words[word.head]
        return word.deprel in _ACTING

    def _tidy(self, found: _Found) -> str:
        """The words without article and count, lower case at the start of a sentence unless a name."""
        words = found.parse.words
        first = found.first
        while first < found.head and self._is_dispensable(found, first):
            first += 1
        plain = bare(_joined(found.parse, first, found.last))
        word = words[first]
        is_first = first == 0 or words[first - 1].upos == "PUNCT" or words[first - 1].index == 0
        is_common = word.upos in {"NOUN", "NUM", "DET", "PRON", "VERB", "ADV"} and not word.xpos.startswith(
            "NNP"
        )
        if word.upos == "ADJ" and not is_common:
            nearby = slice(max(0, word.start - _NEARBY), word.start + _NEARBY)
            is_common = f" {word.text.lower()} " in found.parse.text[nearby]
        if not is_first or not is_common or word.text.isupper() or found.parse.name_at(first):
            return plain
        return plain[:1].lower() + plain[1:]

    def _is_dispensable(self, found: _Found, index: int) -> bool:
        """An article, or a count that no article makes definite (`three soldiers`, not `the two groups`)."""
        word = found.parse.words[index]
        low = word.text.lower()
        if low in {"the", "a", "an"}:
            return True
        if found.parse.words[found.first].text.lower() in _DEFINITE:
            return False
        return word.upos == "NUM" or low in {"some", "several", "many", "about", "around"}

    def _person(self, found: _Found) -> str | None:
        """The person, or the people joined by `and`, that the words name; not whose something it is."""
        inside = [p for p in self._people[found.number] if found.first <= p[0] and p[1] <= found.last]
        named = [p for p in inside if self._is_named(found, p)]
        if not named:
            return None
        return "; ".join(dict.fromkeys(self._full(found.number, p) for p in named))

    def _is_named(self, found: _Found, person: Place) -> bool:
        """Whether the phrase means the person: its head is in the name, or is the title right before it."""
        first, last = person
        words = found.parse.words
        if first <= found.head <= last:
            return True
        if any(words[i].deprel == "conj" and words[i].head == found.head for i in range(first, last + 1)):
            return True
        if last + 1 <= found.last and words[last + 1].text in {"'s", "’s", "'", "’"}:
            return False
        title = title_ending_at(found.parse, found.head)
        between = words[found.head + 1 : first]
        return title is not None and last == found.last and all(w.upos in {"PUNCT", "PROPN"} for w in between)

    def _full(self, number: int, person: Place) -> str:
        parse = self._parses[number]
        return self._spelt.of(_joined(parse, *person), parse.words[person[0]].start)

    def _organization(self, plain: str, found: _Found) -> str | None:
        """A body by its acronym, its full name, or the beginning of one."""
        short = plain.removesuffix(")").rsplit(" (", 1)
        if len(short) == 2 and short[1] in self._acronyms:
            plain = short[1]
        if plain in self._acronyms:
            long = self._acronyms[plain]
            return is_organization(plain) if is_organization(long) else f"{long} ({plain})"
        known = is_organization(plain) or self._long.get(folded(plain))
        if known:
            return known
        name = found.parse.name_at(found.head)
        if name is None or name.kind != "ORG" or not plain[:1].isupper() or country_of(plain):
            return None
        longest = self._bodies.of(plain, found.parse.words[found.first].start)
        return is_organization(longest) or self._long.get(folded(longest), longest)

    def _is_people(self, found: _Found, plain: str) -> bool:
        """Whether a demonym means people (`Turks`) rather than a country's doing (`the Israeli attack`)."""
        if is_country(plain) or is_seat(plain):
            return False
        word = found.parse.words[found.head]
        return word.upos in {"NOUN", "PROPN"} and (
            word.xpos.endswith("S") or not word.deprel.startswith("nsubj")
        )

    def _described(self, found: _Found, plain: str) -> str | None:
        """A government, a body of the state, an office-holder or a body, by description."""
        noun = found.parse.words[found.head].text.lower()
        if found.parse.words[found.first].text.lower() not in _DEFINITE:
            return None
        place = found.parse.words[found.first].start
        return self._offices.meant(plain, place) or self._body_meant(found, plain, noun, place)

    def _state_body(self, found: _Found) -> str | None:
        """`the Iraqi army`, `the army of Iraq` and `the army` alike are `army (Iraq)`."""
        noun = found.parse.words[found.head].text.lower()
        if body_nouns().get(noun) != "state":
            return None
        inside = found.parse.words[found.first : found.last + 1]
        others = [w for w in inside if w.index != found.head and not _is_small(w)]
        phrase = " ".join(w.text for w in others if w.text.lower() not in _OWN)
        if phrase:
            country = country_of(phrase)
        elif found.first == found.last and noun not in _ALONE:
            return None
        else:
            country = self._spoken_of.at(found.number)
        if country is None:
            return None
        return government_of(country) if noun in _GOVERNMENTS else f"{noun} ({country})"

    def _body_meant(self, found: _Found, plain: str, noun: str, place: int) -> str | None:
        """The body last named that the description fits: `the commission` after `the Election Commission`."""
        if len(plain.split()) != 1:
            return None
        for number in range(found.number, max(-1, found.number - 12), -1):
            for name in reversed(self._parses[number].names):
                words = _joined(self._parses[number], name.first, name.last)
                if (
                    name.kind != "ORG"
                    or self._parses[number].words[name.first].start >= place
                    or country_of(words)
                ):
                    continue
                full = self._organization(
                    bare(words), _Found(number, self._parses[number], name.first, name.last, name.last)
                )
                if full and (noun in folded(full) or (noun in _GROUPS and found.number - number <= 2)):
                    return full
        return None

    # what the document has

    def _person_mentions(self) -> list[tuple[int, str]]:
        return [
            (parse.words[first].start, _joined(parse, first, last))
            for parse, found in zip(self._parses, self._people, strict=True)
            for first, last in found
        ]

    def _body_mentions(self) -> list[tuple[int, str]]:
        return [
            (parse.words[name.first].start, bare(_joined(parse, name.first, name.last)))
            for parse in self._parses
            for name in parse.names
            if name.kind == "ORG" and parse.words[name.first].text[:1].isupper()
        ]


def _joined(parse: Parse, first: int, last: int) -> str:
    """The words as they stand, with single spaces."""
    return " ".join(parse.quote(first, last).split())


def _plain_phrase(parse: Parse, index: int) -> Place:
    """First and last word of a noun with its modifiers right before it."""
    below = set(parse.subtree(index))
    first = index
    while first - 1 in below and _is_modifier(parse.words[first - 1]):
        first -= 1
    return first, index


def _is_modifier(word: Word) -> bool:
    return word.text in HYPHENS or word.upos not in {"PUNCT", "ADP", "SCONJ", "CCONJ"}


def _is_small(word: Word) -> bool:
    return word.upos in {"DET", "PUNCT", "PART", "PRON"} or word.text.lower() == "of"
