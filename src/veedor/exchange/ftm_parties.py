"""Whom statements name, as entities of FollowTheMoney: one for each party that the record's judgements make one.

What kind of entity a party is follows from its name alone, by the rules by which names are told apart everywhere here
(`gazetteers.name_forms`): a state is a PublicBody, what is written as a full or titled name a Person, the name of a
body an Organization, a Company with its legal form, a PublicBody with a word for a part of the state; a single word
may be either and is a LegalEntity. Whom common words name (`protesters`,
`US officials`, `they`) is nobody in particular, and no entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from veedor.analysis.telling import Telling
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.exchange.ftm_entities import Entity, ident
from veedor.gazetteers.countries import code_of
from veedor.gazetteers.name_forms import Shape, form_of, mention_key
from veedor.gazetteers.states import Facet
from veedor.gazetteers.tables import read_table, table

ORGANIZATIONS = frozenset({"Organization", "PublicBody", "Company"})
"""Schemas that may stand where FollowTheMoney wants an Organization."""


class Kind(NamedTuple):
    """What a name tells of whom it means."""

    schema: str
    country: str
    """ISO 3166-1 alpha-2 in small letters, as FollowTheMoney has it; empty where the name names none, or several."""
    topic: str
    """Only where the name is sure: a government, a body between governments."""


class Party(NamedTuple):
    """A party of a statement."""

    id: str
    schema: str
    name: str


@dataclass(slots=True)
class Named:
    """A party under one of its names."""

    id: str
    name: str
    words: str
    """The report's words, where it was met first."""
    statement_id: str
    seen: str
    """When the report was first read, UTC, ISO 8601."""
    documents: dict[str, None] = field(default_factory=dict)
    positions: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """A party that was met, under each of its names."""

    id: str
    kind: Kind
    name: str
    names: dict[str, Named] = field(default_factory=dict)

    def entity(self) -> Entity:
        """All that is known of it, under all its names."""
        whole = Entity(self.id, self.kind.schema)
        whole.add("name", self.name)
        for part in self.parts():
            for name, value in part[1].values():
                whole.add(name, value)
        return whole

    def parts(self) -> Iterator[tuple[Named, Entity]]:
        """What is known of it under each of its names."""
        for named in self.names.values():
            part = Entity(named.id, self.kind.schema)
            part.add("name", named.name)
            part.add("country", self.kind.country)
            part.add("topics", self.kind.topic)
            part.add("position", *named.positions)
            part.add("proof", *named.documents)
            yield named, part


class Parties:
    """The parties that were met so far; they are few beside the statements, and stay in memory until the end."""

    def __init__(self) -> None:
        """Begin with none."""
        self.known: dict[str, Known] = {}

    def meet(self, quote: Quote, telling: Telling, document: str, seen: str) -> Named | None:
        """The party that a quote means, under the name it has there; None for somebody whom common words name."""
        party = telling.party(quote)
        kind = kind_of(party.name)
        if kind is None:
            return None
        whole = ident("party", party.key)
        known = self.known.setdefault(whole, Known(whole, kind, party.name))
        name = quote.name or quote.words
        own = ident("party", mention_key(name, document_id=telling.document_id))
        named = known.names.setdefault(own, Named(own, name, quote.words, telling.id, seen))
        named.documents[document] = None
        return named

    def party(self, quote: Quote, telling: Telling, document: str, seen: str) -> Party | None:
        """The same as whom the whole record has: what other entities refer to."""
        if self.meet(quote, telling, document, seen) is None:
            return None
        known = self.known[ident("party", telling.party(quote).key)]
        return Party(known.id, known.kind.schema, known.name)


@lru_cache(maxsize=16384)
def kind_of(name: str) -> Kind | None:
    """What a name tells of whom it means; None where common words name somebody."""
    form = form_of(name)
    if form.shape is Shape.GROUP or not form.core or form.belongs or key(name) in _words("pronouns"):
        return None
    codes = [code for country in form.countries if (code := code_of(country))]
    country = codes[0].lower() if len(codes) == 1 else ""
    if form.shape is Shape.STATE:
        # A people is nobody who could act or be sanctioned as one.
        return None if form.facet is Facet.PEOPLE else Kind("PublicBody", country, _state_topic(form.facet))
    if _is_company(name):
        return Kind("Company", country, "")
    if form.shape is Shape.PERSON:
        return Kind("Person", "", "")
    if form.shape is Shape.SINGLE and form.standing is None:
        return Kind("LegalEntity", "", "")
    if form.standing is not None:
        return Kind("Organization", "", "gov.igo" if _standing().get(form.standing) == "body" else "")
    is_public = bool(_words("public_body_words") & set(_folded(name)))
    return Kind("PublicBody" if is_public else "Organization", country, "")


def _state_topic(facet: Facet | None) -> str:
    return "gov.national" if facet is Facet.GOVERNMENT else ""


def _is_company(name: str) -> bool:
    """Whether the last word of a name of several is a legal form."""
    words = _folded(name)
    return len(words) > 1 and words[-1] in _words("company_words")


def _folded(name: str) -> list[str]:
    return [word.strip(",.()").lower() for word in name.split()]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(row["words"] for row in read_table("veedor.exchange", name))


@cache
def _standing() -> dict[str, str]:
    """The kind of each standing organisation, by its full name."""
    return {
        (f"{row['name']} ({row['acronym']})" if row["acronym"] else row["name"]): row["kind"]
        for row in table("organizations")
    }
