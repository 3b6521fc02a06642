"""The people whom phrases name or describe, each by the full name."""

from __future__ import annotations

from collections.abc import Sequence

from veedor.gazetteers.countries import bare, country_of
from veedor.reading.names.found import Found, is_small, joined, tidy
from veedor.reading.names.holders import PersonNames
from veedor.reading.names.leads import Leads
from veedor.reading.names.offices import Offices
from veedor.reading.names.spellings import PARTICLES
from veedor.reading.parse import Parse
from veedor.reading.roles.role_draft import RoleDraft
from veedor.reading.roles.title_words import POSSESSIVES, Place, title_ending_at

_ADHERENTS = frozenset("democrat republican conservative liberal socialist communist independent".split())
"""What a member of a party is called before the name."""


class NamedPeople:
    """The people of a document, by the words for them."""

    def __init__(
        self,
        parses: Sequence[Parse],
        people: Sequence[tuple[Place, ...]],
        drafts: Sequence[Sequence[RoleDraft]],
        spelt: PersonNames,
        offices: Offices,
    ) -> None:
        """Take the sentences, in order, the people and the roles of each, the full names, and who holds office."""
        self._parses, self._people, self._drafts = parses, people, drafts
        self._spelt, self._offices = spelt, offices
        self._leads = Leads(parses, people)

    def at(self, number: int, index: int) -> str | None:
        """The full name of the person whose name covers a word; else None."""
        person = next((p for p in self._people[number] if p[0] <= index <= p[1]), None)
        return None if person is None else self._full(number, person)

    def meant(self, found: Found) -> str | None:
        """The person or people whom the phrase names, by name or by a title beside it; else None."""
        return self._named_behind(found) or self._titled(found) or self._person(found) or self._beside(found)

    def lead(self, found: Found) -> str | None:
        """The person whom the report's beginning describes and names soon after."""
        person = self._leads.named_later(found.number, found.head)
        return None if person is None else self._full(*person)

    def in_office(self, found: Found) -> str | None:
        """Who holds the office of a country that the phrase names (`the Peruvian president`), by the report's date."""
        title = title_ending_at(found.parse, found.head, found.first)
        if title is None:
            return None
        words = found.parse.words
        inside = [w for w in words[found.first : found.last + 1] if not title[0] <= w.index <= found.head]
        country = country_of(" ".join(w.text for w in inside if not is_small(w)))
        office = " ".join(found.parse.lowered[title[0] : found.head + 1])
        if country is not None:
            return self._spelt.in_office(office, country)
        return None if any(not is_small(w) for w in inside) else self._named_in_office(found, office)

    def _named_in_office(self, found: Found, office: str) -> str | None:
        """Who holds the office in the document's own country, where the document names that person anywhere."""
        country = self._offices.country
        if country is None or found.parse.lowered[found.first] != "the":
            return None
        name = self._spelt.in_office(office, country)
        return name if name is not None and self._spelt.is_named(name) else None

    def surname(self, found: Found, plain: str) -> str | None:
        """A person's name that the model took for something else here."""
        words = found.parse.words[found.first : found.last + 1]
        place = words[0].start
        if not all(w.upos in {"PROPN", "PART", "DET"} for w in words):
            return None
        full = self._spelt.of(plain, place)
        return full if full != plain else None

    def with_full_name(self, found: Found) -> str | None:
        """The words with a person's full name for the title and surname at their end (`aides to President Roe`)."""
        person = next((p for p in self._people[found.number] if p[1] == found.last), None)
        words = found.parse.words
        if person is None or person[0] <= found.head:
            return None
        start = person[0]
        while start > found.head + 1 and words[start - 1].upos not in {"ADP", "CCONJ", "PUNCT"}:
            start -= 1
        if words[start - 1].upos != "ADP":
            return None
        return f"{tidy(found._replace(last=start - 1))} {self._full(found.number, person)}"

    def led_country(self, found: Found) -> str | None:
        """The country led now by the person whose name stands before a noun (`the Roe administration`)."""
        for first, last in self._people[found.number]:
            if found.first <= first and last < found.head:
                name = self._full(found.number, (first, last))
                return None if self._spelt.is_out_of_office(name) else self._offices.country_of(name)
        return self._country_of_leader(found)

    def _country_of_leader(self, found: Found) -> str | None:
        """The same where the model took the person's name for a body's."""
        words = found.parse.words
        inside = [w for w in words[found.first : found.head] if not is_small(w)]
        if not inside or any(w.upos != "PROPN" for w in inside):
            return None
        plain = bare(joined(found.parse, inside[0].index, inside[-1].index))
        name = self._spelt.of(plain, inside[0].start)
        if name == plain or self._spelt.is_out_of_office(name):
            return None
        return self._offices.country_of(name)

    def _named_behind(self, found: Found) -> str | None:
        """The person named between commas behind a description of one (`the emir of the oasis, Karim Roe`)."""
        parse, head = found.parse, found.parse.words[found.head]
        beside = parse.child(found.head, "appos")
        if head.xpos.endswith("S") or head.upos not in {"NOUN", "PROPN"} or beside is None:
            return None
        if beside.index <= found.head or parse.words[beside.index - 1].text != ",":
            return None
        if parse.child(found.head, "conj") is not None or parse.child(beside.index, "conj") is not None:
            return None
        whole = range(beside.index, parse.subtree(beside.index)[-1] + 1)
        person = next((p for p in self._people[found.number] if p[0] in whole), None)
        if person is None or any(w.upos != "PROPN" for w in parse.words[beside.index : person[0]]):
            return None
        is_described = parse.child(found.head, "det", "nmod:poss", "nmod") is not None
        is_cut = person[0] <= found.last and person[1] != found.last
        return self._full(found.number, person) if is_described and not is_cut else None

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

    def _person(self, found: Found) -> str | None:
        """The person, or the people joined by `and`, that the words name; not whose something it is."""
        inside = [p for p in self._people[found.number] if found.first <= p[0] and p[1] <= found.last]
        named = [p for p in inside if self._is_named(found, p)]
        if not named:
            return None
        if len(named) == 1 and self._is_longer_name(found, named[0]):
            return self._spelt.of(bare(joined(found.parse, found.first, found.last)), named[0][0])
        return "; ".join(dict.fromkeys(self._full(found.number, p) for p in named))

    def _is_longer_name(self, found: Found, person: Place) -> bool:
        """Whether proper nouns alone stand around a name, which the model cut (`USS Roe`, `Santo Roe`)."""
        around = [*range(found.first, person[0]), *range(person[1] + 1, found.last + 1)]
        return bool(around) and all(self._is_part_of_name(found, i) for i in around)

    def _is_part_of_name(self, found: Found, index: int) -> bool:
        word = found.parse.words[index]
        is_common = word.text.islower() and word.text not in PARTICLES
        if word.upos != "PROPN" or is_common or word.text.lower() in _ADHERENTS or country_of(word.text):
            return False
        return title_ending_at(found.parse, index) is None

    def _is_named(self, found: Found, person: Place) -> bool:
        """Whether the phrase means the person: its head is in the name, or is the title right before it."""
        first, last = person
        words = found.parse.words
        if first <= found.head <= last:
            return True
        if any(words[i].deprel == "conj" and words[i].head == found.head for i in range(first, last + 1)):
            return True
        if last + 1 <= found.last and words[last + 1].text in POSSESSIVES:
            return False
        if last != found.last:
            return False
        title = title_ending_at(found.parse, found.head)
        between = words[found.head + 1 : first]
        if title is not None:
            return all(w.upos in {"PUNCT", "PROPN"} for w in between)
        return not between and (
            words[found.head].xpos == "NN"
            or words[found.head].text.islower()
            or found.parse.lowered[found.head] in _ADHERENTS
        )

    def _full(self, number: int, person: Place) -> str:
        parse = self._parses[number]
        return self._spelt.of(joined(parse, *person), parse.words[person[0]].start)
