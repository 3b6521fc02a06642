"""Full names that a document does not spell out: `President Erdoğan`, by the table of who held which office when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

from veedor.documents.offices import Office, offices
from veedor.gazetteers.countries import government_of, is_country
from veedor.gazetteers.organizations import is_organization
from veedor.reading.names.persons import is_given_name
from veedor.reading.names.spellings import Spellings, folded, is_short_person
from veedor.reading.roles.role_draft import RoleDraft

Dated = tuple[date, date] | None
"""First and last day on which the report may have been published; None where unknown."""


class PersonNames:
    """The full name of each person: as the document has it, else by the office that the person is known for."""

    def __init__(
        self,
        spelt: Spellings,
        drafts: Sequence[Sequence[RoleDraft]],
        countries: Collection[str],
        dated: Dated,
    ) -> None:
        """Take the document's own spellings, its roles, the countries that it names, and its date."""
        self._spelt, self._countries, self._dated = spelt, frozenset(countries), dated
        self._titles: dict[str, set[str]] = defaultdict(set)
        for draft in (draft for found in drafts for draft in found):
            self._titles[folded(draft.holder.words)[-1]].add(folded(draft.role.words)[-1])
        self._known: dict[str, str | None] = {}

    def of(self, words: str, place: int) -> str:
        """The full name of whom the words name at a place of the text; the words themselves where none is known."""
        found = self._spelt.of(words, place)
        if found not in self._known:
            self._known[found] = self._holder(found)
        return self._known[found] or found

    def is_named(self, name: str) -> bool:
        """Whether the document has exactly this name."""
        return self._spelt.has(name)

    def in_office(self, office: str, country: str) -> str | None:
        """Who holds a country's office on the day of the report by the table; None where that is not sure."""
        days = self._dated
        if days is None:
            return None
        same = _SAME_OFFICE.get(office, office)
        holders = {
            term.holder
            for term in _by_country().get(country, ())
            if term.office == same and _is_under_way(term, days)
        }
        return holders.pop() if len(holders) == 1 else None

    def is_out_of_office(self, name: str) -> bool:
        """Whether the table knows the person, on the day of the report, as one who held office before."""
        form, days = folded(name), self._dated
        terms = [t for t in _by_word().get(form[-1], ()) if folded(t.holder) == form]
        return days is not None and bool(terms) and not any(_is_under_way(term, days) for term in terms)

    def body_of(self, name: str) -> str | None:
        """The government or body in which a person holds office by the table; None for anybody else."""
        form = folded(name)
        terms = [t for t in _by_word().get(form[-1], ()) if folded(t.holder) == form and self._has_begun(t)]
        if not terms:
            return None
        of = max(terms, key=self._likeness).of.partition(",")[0]
        return government_of(of) if is_country(of) else is_organization(of) or of

    def _holder(self, name: str) -> str | None:
        """The office holder whom a short name means, in a document that speaks of the country or names the office."""
        form = folded(name)
        near = _by_word().get(form[-1]) or _by_single_letters().get(single_letters(form[-1]), ())
        if any(form == folded(term.holder) for term in near):
            return None
        terms = [t for t in near if is_called(form, t) and self._has_begun(t) and self._speaks_of(t)]
        return max(terms, key=self._likeness).holder if terms else None

    def _has_begun(self, term: Office) -> bool:
        return self._dated is None or term.start <= self._dated[1]

    def _speaks_of(self, term: Office) -> bool:
        if is_given_name(term.called):
            return self._is_titled(term)
        return self._is_titled(term) or term.of in self._countries or term.called in _well_known()

    def _is_titled(self, term: Office) -> bool:
        return folded(term.office)[-1] in self._titles.get(folded(term.called)[-1], ())

    def _likeness(self, term: Office) -> tuple[bool, bool, date]:
        """How well the term fits: by its title, by being under way, then the later one."""
        days = self._dated
        return self._is_titled(term), days is not None and _is_under_way(term, days), term.start


def _is_under_way(term: Office, days: tuple[date, date]) -> bool:
    return term.start <= days[1] and (term.end is None or term.end >= days[0])


def is_called(form: tuple[str, ...], term: Office) -> bool:
    """Whether a folded name is the one by which the world calls the holder, or a part of the full name with it."""
    own, full = _single(form), _single(folded(term.holder))
    return own == _single(folded(term.called)) or (len(own) > 1 and is_short_person(own, full))


def single_letters(word: str) -> str:
    """The word with one letter for two, as other spellings of a name in another script have it (`Asad`, `Assad`)."""
    return re.sub(r"(.)\1", r"\1", word)


def _single(form: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(single_letters, form))


_SHARED = frozenset(
    "Major Brown Clark Martin Harper Howard Abbott Henry Taylor Truss Morrison Morales".split()
)
"""Names of heads that are borne by many others, or are English words."""
_SHORT = 4
"""Letters of a name that is too short to tell a person by itself."""


@cache
def _well_known() -> frozenset[str]:
    """Names of heads of state and government that only one person in the table bears."""
    persons: dict[str, set[str]] = defaultdict(set)
    for term in offices():
        persons[term.called].add(term.holder)
    heads = {term.called for term in offices() if term.is_head and len(term.called) > _SHORT}
    return frozenset(name for name in heads - _SHARED if len(persons[name]) == 1)


_SAME_OFFICE = {"premier": "prime minister", "defense minister": "defence minister"}


@cache
def _by_country() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for term in offices():
        found[term.of].append(term)
    return {country: tuple(terms) for country, terms in found.items()}


@cache
def _by_word() -> dict[str, tuple[Office, ...]]:
    """The terms by the last word of either name of their holder."""
    found: dict[str, list[Office]] = defaultdict(list)
    for term in offices():
        for word in {folded(term.called)[-1], folded(term.holder)[-1]}:
            found[word].append(term)
    return {word: tuple(terms) for word, terms in found.items()}


@cache
def _by_single_letters() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for word, terms in _by_word().items():
        found[single_letters(word)].extend(terms)
    return {word: tuple(terms) for word, terms in found.items()}
