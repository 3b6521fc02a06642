"""Whom the words mean: one spelling for each party throughout a document.

The normal form has no article; a person has no title; a body whose acronym is known has it in brackets; a
country that acts is `Government of X`, one that is acted upon `X` (codebook, Events and Which words to copy); the
army of Turkey is the `Turkish army`, her lawyers are `lawyers of Ann Roe`. What cannot be resolved stays the words
themselves, without amounts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from veedor.codebook.span import Quote
from veedor.gazetteers.countries import bare, country_of, government_of, is_country, is_seat
from veedor.reading.names.bodies import Bodies
from veedor.reading.names.described import name_inside, spoken_for
from veedor.reading.names.found import (
    DEFINITE,
    GROUPS,
    Found,
    acts_itself,
    completed,
    head_of,
    is_nation,
    is_people,
    joined,
    named_phrase,
    past_outside,
    person_mentions,
    tidy,
)
from veedor.reading.names.holders import Dated, PersonNames
from veedor.reading.names.introduced import Introduced
from veedor.reading.names.leads import described_by, is_relative
from veedor.reading.names.named_people import NamedPeople
from veedor.reading.names.offices import Offices
from veedor.reading.names.own_names import by_own_names, own_names
from veedor.reading.names.owned import own_name, owned, owner_of
from veedor.reading.names.pairs import BODIES, Member, Pairs
from veedor.reading.names.persons import persons_of
from veedor.reading.names.pronouns import PRONOUNS, Pronouns
from veedor.reading.names.spellings import Spellings
from veedor.reading.names.spoken_of import SpokenOf
from veedor.reading.names.states import States, armed_forces, joint_countries, with_article
from veedor.reading.names.undergone import befallen
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import phrase, with_conjuncts
from veedor.reading.roles.roles import RoleDraft, roles
from veedor.reading.roles.title_words import body_nouns
from veedor.reading.sources.cues import is_document

_COUNTRY_NOUNS = frozenset({"country", "nation"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
"""Words before a noun that point back to where it was brought in."""
GOVERNMENT_OF = "Government of "


def names(
    parses: Sequence[Parse], drafts: Sequence[Sequence[RoleDraft]] | None = None, *, dated: Dated = None
) -> Names:
    """What the parties of a document are called.

    Args:
        parses: All sentences of the document, in order.
        drafts: The roles of each sentence, where they are known already.
        dated: First and last day on which the document may have been published, by which office holders are known.

    """
    return Names(parses, drafts, dated)


class Names:
    """Whom the words of one document mean."""

    def __init__(
        self,
        parses: Sequence[Parse],
        drafts: Sequence[Sequence[RoleDraft]] | None = None,
        dated: Dated = None,
    ) -> None:
        self._parses = parses
        self._starts = [parse.start for parse in parses]
        self._people = persons_of(parses)
        self._bodies = Bodies(parses)
        self._own_names = own_names(parses[0].text) if parses else {}
        self._spoken_of = SpokenOf(parses, self._people)
        self._pairs, self._introduced = Pairs(parses, self._people), Introduced(parses)
        known = drafts if drafts is not None else [roles(parse) for parse in parses]
        spelt = Spellings(person_mentions(parses, self._people), by_prefix=False)
        full = PersonNames(spelt, known, self._spoken_of.countries, dated)
        self._offices = Offices(known, full, country=self._spoken_of.main)
        self._named = NamedPeople(parses, self._people, known, full, self._offices)
        self._states = States(
            self._spoken_of, self._owning_country, self._named.led_country, armed_forces(parses)
        )
        self._pronouns = Pronouns(parses, self._people, self._name_of_word, self._represented)

    def of(self, quote: Quote, *, acting: bool | None = None) -> str:
        """Whom the quote means.

        Args:
            quote: Words of the document that name a party.
            acting: Whether it does something; a country then is its government. None: the tree tells.

        """
        found = self._find(quote)
        if found is None:
            return bare(quote.words)
        inside = found.parse.words[found.first : found.last + 1]
        is_cut = inside[0].start < quote.start < inside[0].end  # a heading is glued to the first word
        words = quote.words if is_cut else found.parse.quote(found.first, found.last)
        return by_own_names(self._name(found, words, acting), self._own_names)

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
        head = head_of(parse, first, last)
        first = past_outside(parse, first, last, head)
        first, last = completed(parse, self._people[number], first, last)
        return Found(number, parse, first, last, head)

    def _name_of_word(self, number: int, index: int, *, acting: bool = True) -> str:
        """The name of the party that a noun heads, as it does something; `acting`: whether it does."""
        parse = self._parses[number]
        held = self._offices.of_title(number, index)
        if held is not None:
            return held
        person = self._named.at(number, index)
        if person is not None:
            return person
        first, last = named_phrase(parse, index)
        explained = self._bodies.explained_at(parse.words[first].start, parse.words[index].start)
        if explained is not None:
            return explained
        return self._name(Found(number, parse, first, last, index), parse.quote(first, last), acting)

    def _represented(self, name: str) -> str | None:
        """For whom a person says `we`, in the one spelling of that body or government."""
        said = self._offices.of_words(name)
        if said is None or said.words.lower() in PRONOUNS:
            return self._offices.represented(name)
        return self.of(said, acting=True)

    # resolving

    def _name(self, found: Found, words: str, acting: bool | None) -> str:
        pronoun = self._pronoun(found)
        if pronoun is not None:
            return self._pronouns.of(found.number, pronoun.index) or tidy(found)
        whole = self._taken_up(found, acting=acting is not False) or self._named.meant(found)
        if whole:
            return whole
        plain = bare(" ".join(words.split()))
        countries = self._countries_meant(found, plain)
        if countries:
            acts = (acts_itself(found) if acting is None else acting) or is_seat(plain) is not None
            return "; ".join(government_of(c) if acts else c for c in countries)
        return (
            self._named.lead(found)
            or self._named_beside(found)
            or self._fuller(found)
            or self._states.body(found)
            or self._bodies.name(plain, found)
            or self._spoken_for(found)
            or self._described(found, plain)
            or self._named.in_office(found)
            or self._named.surname(found, plain)
            or self._document(found)
            or self._inside(found, acting)
            or self._owned(found, acting)
            or self._named.with_full_name(found)
            or befallen(found)
            or tidy(found)
        )

    def _taken_up(self, found: Found, *, acting: bool) -> str | None:
        """Whom `who` or `both sides` take up from the words before."""
        head = found.parse.words[found.head]
        if is_relative(head) and found.first == found.last:
            noun = described_by(found.parse, found.head)
            return None if noun is None else self._name_of_word(found.number, noun, acting=acting)
        joined_by_and = self._joined(found, acting=acting)
        if joined_by_and:
            return joined_by_and
        pair = self._pairs.meant(found.number, found.first, found.last)
        if pair:
            return "; ".join(self._side(member, found, acting=acting) for member in pair)
        if self._pairs.are_states(found.number, found.first, found.last):
            return "; ".join(government_of(c) if acting else c for c in self._spoken_of.pair or ())
        return None

    def _joined(self, found: Found, *, acting: bool) -> str | None:
        """Several parties joined by `and` in one phrase (`the secretary and Roe`), where one is a proper name."""
        parse, words = found.parse, found.parse.words
        others = [w.index for w in parse.children(found.head, "conj") if found.first <= w.index <= found.last]
        if not others:
            return None
        heads = [found.head, *others]
        proper = [i for i in heads if words[i].upos == "PROPN" and parse.name_at(i) is not None]
        if not proper or len({parse.name_at(i) for i in heads}) < len(heads):
            return None
        if any(
            first <= j <= last
            for i in heads
            for first, last in [named_phrase(parse, i)]
            for j in heads
            if j != i
        ):
            return None  # the tree joins what stands in one phrase: there is nothing smaller to name
        called = [self._name_of_word(found.number, i, acting=acting) for i in heads]
        return "; ".join(dict.fromkeys(called)) if all(c[:1].isupper() for c in called) else None

    def _owner(self, number: int, owner: Word) -> str | None:
        """Whom `his`, `whose` or `Roe's` means."""
        if is_relative(owner):
            noun = described_by(self._parses[number], owner.index)
            return None if noun is None else self._name_of_word(number, noun, acting=False)
        if owner.upos == "PRON":
            return self._pronouns.of(number, owner.index) if owner.text.lower() in PRONOUNS else None
        return self._name_of_word(number, owner.index, acting=False)

    def _spoken_for(self, found: Found) -> str | None:
        """The body, or the bodies joined by `and`, whose fighters, envoys or statement the phrase names."""
        noun = spoken_for(found)
        if noun is None:
            return None
        heads = [i for i in with_conjuncts(found.parse, noun) if i <= found.last]
        return "; ".join(dict.fromkeys(self._name_of_word(found.number, i) for i in heads))

    def _inside(self, found: Found, acting: bool | None) -> str | None:
        """The body or country whose proper name the phrase describes."""
        inside = name_inside(found)
        if inside is None:
            return None
        first, last = inside.place
        plain = bare(joined(found.parse, first, last))
        country = is_country(plain)
        if country:
            return country if acting is False else government_of(country)
        part = Found(found.number, found.parse, first, last, last)
        known = self._bodies.name(plain, part)
        return known or (plain if inside.is_surely_named else None)

    def _owned(self, found: Found, acting: bool | None) -> str | None:
        """A party by whose it is, where that is known by name."""
        owner = owner_of(found)
        if owner is None:
            return None
        plain = own_name(found, owner)
        if plain is not None:
            return self._bodies.name(plain, found) or plain
        name = self._owner(found.number, owner)
        if name and found.parse.lowered[found.head] in GROUPS:
            body = self._offices.represented(name)
            if body and not body.startswith(GOVERNMENT_OF):
                return self._bodies.name(body, found) or body
        if not name or ";" in name or not any(c.isupper() for c in name):
            return None
        country = is_country(name.removeprefix(GOVERNMENT_OF))
        if found.parse.words[found.head].text.lower() in _COUNTRY_NOUNS:
            country = country or self._offices.country_of(name)
            return country if country is None or acting is False else government_of(country)
        return owned(found, owner, with_article(country) if country else name)

    def _side(self, member: Member, found: Found, *, acting: bool) -> str:
        """The name of one of two: of `sides`, rather the body for which a person speaks than the person."""
        name = self._name_of_word(*member, acting=acting)
        are_bodies = found.parse.lowered[found.last] in BODIES
        return self._represented(name) or name if are_bodies else name

    def _countries_meant(self, found: Found, plain: str) -> list[str]:
        """The country that the words name by any of its names, or two that share one (`both Koreas`)."""
        country = country_of(plain) or country_of(self._bodies.spelt_out(plain.split(" (")[0]))
        if country:
            return [] if is_people(found, plain) and not is_nation(found) else [country]
        both = joint_countries(plain)
        if both:
            return both
        parts = plain.split()
        if found.first == found.head < found.last and found.parse.words[found.first + 1].upos == "ADP":
            country = is_country(found.parse.words[found.head].text)
            return [country] if country else []
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

    def _named_beside(self, found: Found) -> str | None:
        """The body whose name stands beside its description (`his party, the Union for Change`)."""
        parse, head = found.parse, found.parse.words[found.head]
        beside = parse.child(found.head, "appos")
        if head.upos != "NOUN" or beside is None or not beside.text[0].isupper():
            return None
        if beside.index <= found.last:
            return self._named_at_end(found, beside)
        if head.text.lower() not in body_nouns():
            return None
        name = parse.name_at(beside.index)
        if name is not None:
            return self._name_of_word(found.number, beside.index) if name.kind == "ORG" else None
        return bare(joined(parse, *phrase(parse, beside.index)))

    def _named_at_end(self, found: Found, beside: Word) -> str | None:
        """The party whose name ends a phrase behind a description and a comma (`a weekly, the Portville Post`)."""
        parse = found.parse
        first, last = phrase(parse, beside.index)
        if last != found.last or first - 1 <= found.head or parse.words[first - 1].text != ",":
            return None
        inside = [w for w in parse.words[first : last + 1] if w.upos not in {"DET", "PART"}]
        if any(w.upos != "PROPN" for w in inside):
            return None
        return self._name_of_word(found.number, beside.index)

    def _pronoun(self, found: Found) -> Word | None:
        words = [
            w for w in found.parse.words[found.first : found.last + 1] if w.upos not in {"PART", "PUNCT"}
        ]
        return (
            words[0]
            if len(words) == 1 and words[0].text.lower() in PRONOUNS and words[0].text != "US"
            else None
        )

    def _described(self, found: Found, plain: str) -> str | None:
        """A government, a body of the state, an office-holder or a body, by description."""
        noun = found.parse.words[found.head].text.lower()
        if found.parse.words[found.first].text.lower() not in DEFINITE:
            return None
        place = found.parse.words[found.first].start
        return (
            self._offices.meant(plain, place)
            or self._bodies.meant(found, plain, noun, place)
            or self._introduction(found)
        )

    def _fuller(self, found: Found) -> str | None:
        """The fuller words of people whom a bare plural takes up (`officials` after `Norwegian health officials`)."""
        head = found.parse.words[found.head]
        if found.first != found.last or (head.xpos != "NNS" and head.text.lower() != "police"):
            return None
        first = self._introduced.before(found.number, found.head)
        return None if first is None else tidy(first)

    def _introduction(self, found: Found) -> str | None:
        """The fuller words with which a single noun was brought in (`a presidential panel`)."""
        words = found.parse.words
        if found.last - found.first != 1 or words[found.first].text.lower() not in _POINTING:
            return None
        first = self._introduced.before(found.number, found.head)
        if first is None:
            return self._states.servants(found)
        return self._states.body(first) or tidy(first)

    def _owning_country(self, found: Found) -> str | None:
        """The country of whoever `his` or `its` before the noun means, by itself or by the office held."""
        owner = found.parse.child(found.head, "nmod:poss")
        if owner is None or owner.upos not in {"PRON", "DET"}:
            return None
        name = self._owner(found.number, owner)
        if name is not None and is_country(name):
            return name
        if name is not None and name.startswith(GOVERNMENT_OF):
            return country_of(name.removeprefix(GOVERNMENT_OF))
        return None if name is None else self._offices.country_of(name)
