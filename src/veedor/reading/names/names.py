"""Whom the words mean: one spelling for each party throughout a document.

The normal form has no article; a person has no title; a body whose acronym is known has it in brackets; a
country that acts is `Government of X`, one that is acted upon `X` (codebook, Events and Which words to copy).
What cannot be resolved stays the words themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from veedor.codebook.span import Quote
from veedor.gazetteers.countries import bare, country_of, government_of, is_country
from veedor.gazetteers.organizations import is_organization
from veedor.reading.names.acronyms import acronyms
from veedor.reading.names.found import (
    DEFINITE,
    GROUPS,
    Found,
    acts_itself,
    body_mentions,
    is_people,
    is_small,
    joined,
    person_mentions,
    plain_phrase,
    tidy,
    whole_name,
)
from veedor.reading.names.introduced import Introduced
from veedor.reading.names.offices import Offices
from veedor.reading.names.pairs import PERSONS, Member, Pairs
from veedor.reading.names.pronouns import PRONOUNS, Pronouns
from veedor.reading.names.spellings import Spellings, folded
from veedor.reading.names.spoken_of import SpokenOf
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import phrase
from veedor.reading.roles.people import people
from veedor.reading.roles.roles import RoleDraft, roles
from veedor.reading.roles.title_words import Place, body_nouns, title_ending_at
from veedor.reading.sources.cues import is_document

_GOVERNMENTS = frozenset({"government", "regime", "gov't", "govt"})
_COUNTRY_NOUNS = frozenset({"country", "nation"})
_OWN = frozenset(
    "national central federal current new own ruling elected present democratically democratically-elected "
    "outgoing incoming civilian caretaker".split()
)
"""Words that do not tell a state's body from another of its kind."""
_ALONE = frozenset({"opposition", "police", "parliament", "congress"})
"""Bodies of the state that reports name without an article."""
_SHORT = 2
"""Words before the noun of such a description (`the armed rebel group`)."""


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
        self._spelt = Spellings(person_mentions(parses, self._people), by_prefix=False)
        self._bodies = Spellings(body_mentions(parses), by_prefix=True)
        self._spoken_of = SpokenOf(parses, self._people)
        self._pairs, self._introduced = Pairs(parses, self._people), Introduced(parses)
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
        if parts[0] in DEFINITE and parts[-1] in _COUNTRY_NOUNS and len(parts) == 2:
            return self._spoken_of.at(found.number)
        return None

    # where the words stand

    def _find(self, quote: Quote) -> Found | None:
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
        return Found(number, parse, first, last, head)

    def _name_of_word(self, number: int, index: int, *, acting: bool = True) -> str:
        """The name of the party that a noun heads, as it does something; `acting`: whether it does."""
        parse = self._parses[number]
        held = self._offices.of_title(number, index)
        if held is not None:
            return held
        name = parse.name_at(index)
        first, last = plain_phrase(parse, index)
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
        start = parse.words[first].start
        for long in self._acronyms.values():
            if parse.text.startswith(long, start) or parse.text.startswith(long, parse.words[index].start):
                return self._long[folded(long)]
        return self._name(Found(number, parse, first, last, index), parse.quote(first, last), acting)

    # resolving

    def _name(self, found: Found, words: str, acting: bool | None) -> str:
        pronoun = self._pronoun(found)
        if pronoun is not None:
            return self._pronouns.of(found.number, pronoun.index) or tidy(found)
        pair = self._pairs.meant(found.number, found.first, found.last)
        if pair:
            return "; ".join(self._side(member, found, acting=acting is not False) for member in pair)
        people_named = self._titled(found) or self._person(found) or self._beside(found)
        if people_named:
            return people_named
        plain = bare(" ".join(words.split()))
        countries = self._countries_meant(found, plain)
        if countries:
            acts = acts_itself(found) if acting is None else acting
            return "; ".join(government_of(c) if acts else c for c in countries)
        return (
            self._named_beside(found)
            or self._state_body(found)
            or self._organization(plain, found)
            or self._described(found, plain)
            or self._surname(found, plain)
            or self._document(found)
            or tidy(found)
        )

    def _side(self, member: Member, found: Found, *, acting: bool) -> str:
        """The name of one of two: of `sides`, rather the body for which a person speaks than the person."""
        name = self._name_of_word(*member, acting=acting)
        persons = found.parse.words[found.last].text.lower() in PERSONS
        return name if persons else self._offices.represented(name) or name

    def _countries_meant(self, found: Found, plain: str) -> list[str]:
        """The country that the words name by any of its names, or two that share one (`both Koreas`)."""
        country = country_of(plain) or country_of(plain.split(" (")[0])
        if country:
            return [] if is_people(found, plain) else [country]
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

    def _document(self, found: Found) -> str | None:
        """A document with its author (`report by Amnesty International`), where the sentence names one."""
        if not is_document(found.parse, found.head):
            return None
        for word in found.parse.children(found.head, "nmod"):
            marker = found.parse.child(word.index, "case")
            if marker is not None and marker.text == "by" and word.upos == "PROPN":
                return f"{tidy(found)} by {self._name_of_word(found.number, word.index)}"
        return None

    def _surname(self, found: Found, plain: str) -> str | None:
        """A person's name that the model took for something else here."""
        words = found.parse.words[found.first : found.last + 1]
        place = words[0].start
        if not all(w.upos in {"PROPN", "PART", "DET"} for w in words):
            return None
        full = self._spelt.of(plain, place)
        return full if full != plain else None

    def _titled(self, found: Found) -> str | None:
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

    def _beside(self, found: Found) -> str | None:
        """The holder of the office that the phrase names, who stands beside it (`his wife, Jane Roe`)."""
        head = found.parse.words[found.head]
        if head.upos not in {"NOUN", "PROPN"} or head.xpos.endswith("S"):
            return None
        for draft in self._drafts[found.number]:
            if draft.role == draft.anchor and draft.role.start <= head.start and head.end <= draft.role.end:
                return self._offices.holder(draft)
        return None

    def _named_beside(self, found: Found) -> str | None:
        """The body whose name stands beside its description (`his party, the Union for Change`)."""
        parse, head = found.parse, found.parse.words[found.head]
        if head.upos != "NOUN" or head.text.lower() not in body_nouns():
            return None
        beside = parse.child(found.head, "appos")
        if beside is None or beside.index <= found.last or not beside.text[0].isupper():
            return None
        name = parse.name_at(beside.index)
        if name is not None:
            return self._name_of_word(found.number, beside.index) if name.kind == "ORG" else None
        return bare(joined(parse, *phrase(parse, beside.index)))

    def _pronoun(self, found: Found) -> Word | None:
        words = [
            w for w in found.parse.words[found.first : found.last + 1] if w.upos not in {"PART", "PUNCT"}
        ]
        return (
            words[0]
            if len(words) == 1 and words[0].text.lower() in PRONOUNS and words[0].text != "US"
            else None
        )

    def _person(self, found: Found) -> str | None:
        """The person, or the people joined by `and`, that the words name; not whose something it is."""
        inside = [p for p in self._people[found.number] if found.first <= p[0] and p[1] <= found.last]
        named = [p for p in inside if self._is_named(found, p)]
        if not named:
            return None
        return "; ".join(dict.fromkeys(self._full(found.number, p) for p in named))

    def _is_named(self, found: Found, person: Place) -> bool:
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
        return self._spelt.of(joined(parse, *person), parse.words[person[0]].start)

    def _organization(self, plain: str, found: Found) -> str | None:
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
        if name is None or name.kind != "ORG":
            return None
        before = found.parse.words[found.first : name.first]
        if before and all(w.text.islower() and w.upos in {"DET", "ADJ"} for w in before):
            plain = bare(joined(found.parse, name.first, found.last))  # `the rival Congress of the People`
        if not plain[:1].isupper() or country_of(plain):
            return None
        longest = self._bodies.of(plain, found.parse.words[found.first].start)
        if longest == plain and " " not in plain and found.parse.words[found.first].text.lower() == "the":
            longest = self._ended_by(found, plain) or plain
        return is_organization(longest) or self._long.get(folded(longest), longest)

    def _ended_by(self, found: Found, plain: str) -> str | None:
        """The body whose name the word ends (`the Brotherhood`), if it was named in full before."""
        place = found.parse.words[found.first].start
        full = self._body_meant(found, plain, plain.lower(), place, longer=True)
        text = found.parse.text
        alone = text.lower().find(f"the {plain.lower()}")
        return full if full and full.endswith(plain) and -1 < text.find(full) < alone else None

    def _described(self, found: Found, plain: str) -> str | None:
        """A government, a body of the state, an office-holder or a body, by description."""
        noun = found.parse.words[found.head].text.lower()
        if found.parse.words[found.first].text.lower() not in DEFINITE:
            return None
        place = found.parse.words[found.first].start
        return (
            self._offices.meant(plain, place)
            or self._body_meant(found, plain, noun, place)
            or self._introduction(found)
        )

    def _introduction(self, found: Found) -> str | None:
        """The fuller words with which a single noun was brought in (`a presidential panel`)."""
        words = found.parse.words
        if found.last - found.first != 1 or words[found.first].text.lower() not in {"the", "this", "that"}:
            return None
        first = self._introduced.before(found.number, found.head)
        return None if first is None else self._state_body(first) or tidy(first)

    def _state_body(self, found: Found) -> str | None:
        """`the Iraqi army`, `the army of Iraq` and `the army` alike are `army (Iraq)`."""
        noun = found.parse.words[found.head].text.lower()
        begin = found.head
        before = found.parse.words[begin - 1].text if begin > found.first else ""
        if before.islower() and body_nouns().get(f"{before} {noun}") == "state":
            noun, begin = f"{before} {noun}", begin - 1
        if body_nouns().get(noun) != "state":
            return None
        inside = found.parse.words[found.first : found.last + 1]
        others = [w for w in inside if not begin <= w.index <= found.head and not is_small(w)]
        described = " ".join(w.text for w in others if w.text.lower() not in _OWN)
        if described:
            country = country_of(" ".join(w.text for w in others)) or country_of(described)
        elif found.first == found.last and noun not in _ALONE:
            return None
        else:
            country = self._owning_country(found) or self._spoken_of.at(found.number, found.head)
        if country is None:
            return None
        return government_of(country) if noun in _GOVERNMENTS else f"{noun} ({country})"

    def _owning_country(self, found: Found) -> str | None:
        """The country of whoever `his` or `its` before the noun means, by itself or by the office held."""
        owner = found.parse.child(found.head, "nmod:poss")
        if owner is None or owner.upos != "PRON" or owner.text.lower() not in PRONOUNS:
            return None
        name = self._pronouns.of(found.number, owner.index)
        of = "Government of "
        body = name if name is None or name.startswith(of) else self._offices.represented(name)
        return country_of(body.removeprefix(of)) if body and body.startswith(of) else None

    def _body_meant(
        self, found: Found, plain: str, noun: str, place: int, *, longer: bool = False
    ) -> str | None:
        """The body last named that the description fits: `the commission` after `the Election Commission`."""
        opens = found.parse.words[found.first].text.lower()
        is_group = noun in GROUPS and opens in {"the", "this", "that"} and plain.islower()
        is_group = is_group and found.last - found.first <= _SHORT
        if len(plain.split()) != 1 and not is_group:
            return None
        for number in range(found.number, max(-1, found.number - 12), -1):
            parse = self._parses[number]
            for name in reversed(parse.names):
                first, last = whole_name(parse, name)
                words = joined(parse, first, last)
                is_later = parse.words[name.first].start >= place
                if name.kind != "ORG" or is_later or country_of(words) or parse.words[last].text.islower():
                    continue
                full = self._organization(bare(words), Found(number, parse, first, last, name.last))
                if (
                    full
                    and not (longer and folded(full) == folded(plain))
                    and (noun in folded(full) or (noun in GROUPS and found.number - number <= 2))
                ):
                    return full
        return None
