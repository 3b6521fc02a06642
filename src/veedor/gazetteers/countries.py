"""Countries, their people and seats of government, by the words that name them.

The lists are `data/countries.tsv` (ODbL, see its header) and `data/country_words.tsv`. Words are compared as
written, since `us` is no country; an article before them and a possessive after them do not count.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from veedor.gazetteers.tables import table

_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = ("'s", "’s", "'", "’")
# A shorter word in capitals may be an acronym of something else.
_SHORTEST_SHOUTED = 4
_ALPHA_2 = 2


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


def government_of(country: str) -> str:
    """The name of a country's government: `Government of the Netherlands`."""
    return f"Government of {'the ' if country in _with_article() else ''}{country}"


@cache
def _with_article() -> frozenset[str]:
    return frozenset(row["word"] for row in table("country_words") if row["kind"] == "article")


def capitals_of(code: str) -> tuple[str, ...]:
    """The capitals of a country by its ISO 3166-1 alpha-2, those of several in the list's order; often one."""
    return _capitals().get(code, ())


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    return {row["iso2"]: tuple(row["capital"].split("|")) for row in table("countries") if row["capital"]}


@cache
def words_for_countries() -> frozenset[str]:
    """Every name, demonym and seat of the lists, as written there."""
    return frozenset(word for words in _countries() for word in words)


def code_of(country: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country as the record names it; None where it names none, or one that is no more."""
    return _codes().get(country)


def name_of(code: str) -> str | None:
    """The name that the record uses for a country, by its ISO 3166-1 alpha-2; None where there is none."""
    return _names().get(code) if len(code) == _ALPHA_2 else None


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
def _names() -> dict[str, str]:
    """The names that the record uses, by ISO code: of two letters, or four where the state is no more."""
    preferred = {row["iso2"]: row["word"] for row in table("country_words") if row["kind"] == "name"}
    return {row["iso2"]: row["name"] for row in table("countries")} | preferred


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in _names().items() if len(code) == _ALPHA_2}


@cache
def _countries() -> _Countries:
    """All words for countries; of two that share one the independent state wins, then the first row."""
    own, shown = table("country_words"), _names()
    rows = sorted(table("countries"), key=lambda row: row["independent"] != "yes")
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
