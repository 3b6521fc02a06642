"""Names that mean a state: the country, its government, its authorities, its people."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from veedor.gazetteers.countries import bare, country_of, is_country, is_demonym, is_seat
from veedor.gazetteers.spelling import spelling
from veedor.gazetteers.tables import table


class Facet(StrEnum):
    """What of a state a name means."""

    COUNTRY = "country"
    GOVERNMENT = "government"
    OFFICE = "office"
    """A house that means the government or the head of state alone: `the White House`."""
    AUTHORITIES = "authorities"
    PEOPLE = "people"


_OF = re.compile(r"(?P<what>[\w' ]+?) of (?:the )?(?P<whose>.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<whose>.+?)(?:['’]s?)? (?P<what>[\w-]+)", re.IGNORECASE)
_FACETS = {
    "government": Facet.GOVERNMENT,
    "central government": Facet.GOVERNMENT,
    "govt": Facet.GOVERNMENT,
    "authorities": Facet.AUTHORITIES,
    "regime": Facet.AUTHORITIES,
    "administration": Facet.AUTHORITIES,
    "leadership": Facet.AUTHORITIES,
    "people": Facet.PEOPLE,
    "citizens": Facet.PEOPLE,
    "nationals": Facet.PEOPLE,
    "population": Facet.PEOPLE,
    "public": Facet.PEOPLE,
}


@cache
def _codes() -> dict[str, str]:
    """Each ISO 3166-1 code, of two and three letters, with the country that it means."""
    rows = table("countries")
    shown = {row[code]: is_country(row["name"]) or row["name"] for row in rows for code in ("iso2", "iso3")}
    shown.pop("", None)
    return shown


def country_named(code_or_name: str | None) -> str | None:
    """The country that an ISO 3166-1 code or an English name means; None where they mean none."""
    if not code_or_name:
        return None
    return is_country(code_or_name) or _codes().get(code_or_name.strip().upper())


@cache
def _houses() -> dict[str, tuple[str, Facet]]:
    rows = table("government_houses")
    return {spelling(row["word"]): (_codes()[row["iso2"]], Facet(row["means"])) for row in rows}


def state_of(name: str) -> tuple[str, Facet] | None:
    """The country that a name means and what of it; None where the name is no state's."""
    plain = bare(name)
    if country := is_country(plain):
        return country, Facet.COUNTRY
    if house := _houses().get(spelling(plain)):
        return house
    if country := is_seat(plain):
        return country, Facet.GOVERNMENT
    if country := is_demonym(plain):
        return country, Facet.PEOPLE
    return _composed(plain)


def _composed(plain: str) -> tuple[str, Facet] | None:
    """`Government of the Netherlands`, `Dutch government`, `people of Iraq`."""
    found = _OF.fullmatch(plain) or _BEFORE.fullmatch(plain)
    facet = _FACETS.get(found["what"].lower().removeprefix("the ")) if found else None
    if not found or facet is None:
        return None
    whose = bare(found["whose"].removesuffix(" federal").removesuffix(" central"))
    country = (is_country(whose) or is_demonym(whose)) if facet is Facet.PEOPLE else country_of(whose)
    return (country, facet) if country else None
