"""Countries, their people and seats of government, and standing organisations, by the words that name them.

The lists are `data/countries.tsv` (ODbL, see its header), `data/country_words.tsv` and
`data/organizations.tsv`. Words are compared as written, since `us` is no country; an article before them and
a possessive after them do not count.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from veedor.reading.lexicon import table

_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = ("'s", "’s", "'", "’")
# A shorter word in capitals may be an acronym of something else.
_SHORTEST_SHOUTED = 4


class _Countries(NamedTuple):
    names: dict[str, str]
    demonyms: dict[str, str]
    seats: dict[str, str]


def bare(words: str) -> str:
    """The words with single spaces, without a leading article and a trailing possessive."""
    if words.isalpha():
        return words
    parts = words.split()
    if len(parts) > 1 and parts[0].lower() in _ARTICLES:
        parts = parts[1:]
    plain = " ".join(parts)
    for ending in _POSSESSIVES:
        if plain.endswith(ending) and len(plain) > len(ending):
            return plain.removesuffix(ending).rstrip()
    return plain


def is_country(words: str) -> str | None:
    """The country that the words name, in the one form the record uses; None where they name none."""
    return _look_up(_countries().names, words)


def is_demonym(words: str) -> str | None:
    """The country of an adjective or a people (`Iraqi`, `Turks`); None where the words are neither."""
    return _look_up(_countries().demonyms, words)


def is_seat(words: str) -> str | None:
    """The country whose government a city stands for (`Moscow`); None where it is the seat of none."""
    return _look_up(_countries().seats, words)


def is_organization(words: str) -> str | None:
    """The full name of a standing organisation, its acronym in brackets: `African Union (AU)`; else None."""
    plain = bare(words)
    return _organizations().get(plain) or _organizations().get(plain.replace("U.N.", "UN"))


def government_of(country: str) -> str:
    """The name of a country's government: `Government of the Netherlands`."""
    return f"Government of {'the ' if country in _with_article() else ''}{country}"


@cache
def _with_article() -> frozenset[str]:
    return frozenset(row["word"] for row in table("country_words") if row["kind"] == "article")


@lru_cache(maxsize=8192)
def country_of(words: str) -> str | None:
    """The country that the words name by itself, its people or its seat of government; else None."""
    return is_country(words) or is_demonym(words) or is_seat(words)


def _look_up(names: dict[str, str], words: str) -> str | None:
    plain = bare(words)
    found = names.get(plain)
    if found is None and plain.isupper() and len(plain) >= _SHORTEST_SHOUTED:
        found = names.get(plain.title())
    return found


@cache
def _countries() -> _Countries:
    """All words for countries; of two that share one the independent state wins, then the first row."""
    own = table("country_words")
    preferred = {row["iso2"]: row["word"] for row in own if row["kind"] == "name"}
    rows = sorted(table("countries"), key=lambda row: row["independent"] != "yes")
    shown = preferred | {row["iso2"]: preferred.get(row["iso2"], row["name"]) for row in rows}
    found = _Countries({}, {}, {})
    no_seats = {row["word"] for row in own if row["kind"] == "no seat"}
    places = {"name": found.names, "variant": found.names, "demonym": found.demonyms, "seat": found.seats}
    for row in own:
        if row["kind"] in places:
            places[row["kind"]].setdefault(row["word"], shown[row["iso2"]])
    for row in rows:
        country = shown[row["iso2"]]
        for name in (row["name"], row["official"]):
            found.names.setdefault(name, country)
        for demonym in row["demonym"].split("|"):
            found.demonyms.setdefault(demonym, country)
        for capital in row["capital"].split("|"):
            if capital not in found.names and capital not in no_seats:
                found.seats.setdefault(capital, country)
    for names in found:
        names.pop("", None)
    return found


@cache
def _organizations() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("organizations"):
        acronym = row["acronym"]
        full = f"{row['name']} ({acronym})" if acronym else row["name"]
        for form in (row["name"], acronym, full, *row["other"].split(";")):
            if form:
                found.setdefault(bare(form), full)
    return found
