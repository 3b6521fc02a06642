"""Issues of one name that have nothing to do with each other: talks in one country are no talks in another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from veedor.analysis.talks.reading import Read
from veedor.analysis.talks.stands import Issues
from veedor.analysis.telling import Telling
from veedor.gazetteers.countries import name_of

Names = Mapping[str, Mapping[str, str]]
"""How a document's issues are called, by document and by the names that its words give them."""


def apart(reads: Sequence[tuple[Telling, Read]], names: Names, issues: Issues) -> Names:
    """The names, with a country in brackets where reports on different countries, with no party in common, share one.

    What people named is left as it is. Reports that speak of no country in particular keep the bare name, unless a
    party of theirs stands in one country alone.
    """
    given = {*issues.by_key.values(), *issues.by_statement.values()}
    spoken: dict[str, list[tuple[Telling, frozenset[str]]]] = defaultdict(list)
    for telling, found in reads:
        own = names[telling.document_id]
        for name in {own.get(stand.issue.name, stand.issue.name) for stand in found.stands} - given:
            keys = (
                stand.party.key
                for stand in found.stands
                if own.get(stand.issue.name, stand.issue.name) == name
            )
            spoken[name].append((telling, frozenset(keys)))
    told = {document: dict(own) for document, own in names.items()}
    for name, some in spoken.items():
        for document, called in _called(name, some).items():
            own = told[document]
            told[document] = {bare: called if full == name else full for bare, full in own.items()} | {
                name: called
            }
    return told


def _called(name: str, some: Sequence[tuple[Telling, frozenset[str]]]) -> dict[str, str]:
    """What an issue is called in each document that speaks of one country; nothing where all speak of the same."""
    groups = _groups(some)
    if len(groups) < 2:
        return {}
    found = {}
    for telling, parties in some:
        fitting = [
            (countries, all_of)
            for countries, all_of in groups
            if telling.country in countries or (telling.country is None and parties & all_of)
        ]
        if len(fitting) == 1:
            countries = fitting[0][0]
            most = min(countries, key=lambda one: (-countries[one], one))
            found[telling.document_id] = f"{name} ({name_of(most) or most})"
    return found


def _groups(some: Sequence[tuple[Telling, frozenset[str]]]) -> list[tuple[Counter[str], frozenset[str]]]:
    """The countries of which reports speak, with the parties there; those that share a party together."""
    by_country: dict[str, set[str]] = defaultdict(set)
    many: Counter[str] = Counter()
    for telling, parties in some:
        if telling.country is not None:
            by_country[telling.country] |= parties
            many[telling.country] += 1
    groups: list[tuple[Counter[str], frozenset[str]]] = []
    for country, own in sorted(by_country.items()):
        joined = [one for one in groups if not one[1].isdisjoint(own)]
        countries = Counter({country: many[country]})
        for one, _ in joined:
            countries += one
        everybody = frozenset(own).union(*(all_of for _, all_of in joined))
        groups = [one for one in groups if one not in joined] + [(countries, everybody)]
    return groups
