"""Where a place named in a text lies: which country and, where it is safe to say, which region or town.

What may mean two places means none. Countries and regions have no point; a town has that of the list
(`data/cities.tsv.gz`: GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from veedor.gazetteers.countries import bare, capitals_of, code_of, country_of, is_country
from veedor.gazetteers.ranking import Context, choose
from veedor.gazetteers.tables import table
from veedor.gazetteers.towns import Region, is_common_word, regions_named, towns_named

_LONGEST = 100
"""Characters of the longest words that are looked up: no listed name has as many."""
_SHORTEST_SHOUTED = 5
"""Letters of a name in capitals alone; a shorter one may be an acronym."""
_UNWRITTEN = re.compile(r"[^\w\s.,'’‘ʼʻ`´()‐‑–-]|[\d_]")
"""What no name of a place has: digits, control characters, marks that turn the direction of writing."""

_CAPITAL = re.compile(r"capital(?: city)? of (?P<of>.+)|(?P<before>.+) capital(?: city)?")


class Precision(StrEnum):
    """How near a place is known."""

    COUNTRY = "country"
    REGION = "region"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that words of a text mean."""

    name: str
    """The name of the country as the record has it, else that of GeoNames."""
    country: str
    """ISO 3166-1 alpha-2."""
    region: str | None
    """The first-level division: the place itself, or the one in which the town lies; None where unknown."""
    latitude: float | None
    """Degrees north in [-90, 90], WGS 84; None where the place is no town, or has no point in the list."""
    longitude: float | None
    """Degrees east in [-180, 180]; None where latitude is."""
    geonames: int | None
    """GeoNames id of a town; None for countries and regions."""
    precision: Precision
    why: str
    """Why it is this place, in one line."""


def resolve(words: str, *, country: str | None = None, named: Container[str] = ()) -> Place | None:
    """The place that words of a text mean, or None where they name none, or more than one may be meant.

    Args:
        words: The words of the text, such as `northern Iraq`, `Valencia`, `the city of Aleppo`,
            `Crawford, Texas`. Compared as written: a name begins with a capital.
        country: ISO 3166-1 alpha-2 of the country that the text speaks of (`country_spoken_of`).
        named: The same of all countries that the text names.

    """
    if len(words) > _LONGEST:
        return None
    composed = normalize("NFC", words)
    if _UNWRITTEN.search(composed):
        return None
    name, context = bare(composed), Context(country, named)
    looks = (_whole, _nested, _of_a_kind, _capital, _part)
    return next((place for look in looks if (place := look(name, context))), None)


def _whole(name: str, context: Context) -> Place | None:
    """The place that has the name just so: a country before regions and towns."""
    state = is_country(name)
    if state is not None:
        return _country(state, name, context)
    if not _is_written_as_name(name):
        return None
    region, town = _region(name, context), _town(name, context)
    if region is None or town is None:
        return region or town
    if town.country == region.country and town.region == region.region:
        return town
    if context.country not in (town.country, region.country):
        return None
    return town if town.country == context.country else region


def _is_written_as_name(name: str) -> bool:
    """Whether it has the capitals of a name and is neither an acronym nor a word of English."""
    if not any(part[:1].isupper() for part in re.split(r"[\s-]", name)) or is_common_word(name):
        return False
    return not name.isupper() or len(name) >= _SHORTEST_SHOUTED


def _country(state: str, name: str, context: Context) -> Place | None:
    """The country; None where the text's own country has a region of that name (`Georgia`, `Niger`)."""
    code = code_of(state)
    is_region = code != context.country and any(r.country == context.country for r in regions_named(name))
    if code is None or is_region:
        return None
    return Place(state, code, None, None, None, None, Precision.COUNTRY, "name of a country")


def _town(name: str, context: Context, region: str | None = None) -> Place | None:
    chosen = choose(name, context, region)
    if chosen is None:
        return None
    town = chosen.town
    size = f", population {_people(town.population)}" if town.population else ""
    why = f"{chosen.why}{size}{_others(chosen.namesakes)}"
    point = (town.latitude, town.longitude)
    return Place(town.name, town.country, town.region, *point, town.geonames, Precision.TOWN, why)


def _people(number: int) -> str:
    return f"{number / 1e6:.1f} million" if number >= 1_000_000 else f"{round(number, -3):,}"


def _others(number: int) -> str:
    return f"; {number} {'other' if number == 1 else 'others'} of this name" if number else ""


def _region(name: str, context: Context) -> Place | None:
    """The region of the text's own country; else the one of the countries it names, or of all, without namesake."""
    found = regions_named(name)
    home = [region for region in found if region.country == context.country]
    abroad = [region for region in found if region.country in context.named]
    if home:
        return _the_region(home, f"region of {context.whose}", found)
    lonely = (abroad or found)[:1]
    if any(town.country != region.country for region in lonely for town in towns_named(name)):
        return None
    why = "region of a country that the report names" if abroad else "the only region of this name"
    return _the_region(abroad or found, why, found)


def _the_region(regions: list[Region], why: str, all_regions: list[Region]) -> Place | None:
    if len(regions) != 1:
        return None
    name, country = regions[0]
    why += _others(len(all_regions) - 1)
    return Place(name, country, name, None, None, None, Precision.REGION, why)


def _nested(name: str, context: Context) -> Place | None:
    """The place before a comma that lies in the country or region after it; else what lies around it.

    `Valencia, Spain` is the town; `Crawford, Texas` is Texas where Crawford is not listed.
    """
    inner, comma, outer = (part.strip() for part in name.rpartition(","))
    if not comma or not _is_written_as_name(inner):
        return None
    state = is_country(outer)
    code = code_of(state) if state else None
    around: list[tuple[str, str | None]] = [(code, None)] if code else []
    around += [(region.country, region.name) for region in regions_named(outer)]
    found = [place for country, region in around if (place := _inside(inner, country, region))]
    if found:
        return found[0] if len(found) == 1 else None
    is_listed = towns_named(inner) or regions_named(inner) or is_country(inner)
    place = None if is_listed else _whole(outer, context)
    return place and replace(place, why=f"a place in it that is not listed; {place.why}")


def _inside(name: str, country: str, region: str | None) -> Place | None:
    """The place of that name in a country, or in one of its regions."""
    if region is not None:
        return _town(name, Context(country), region)
    place = _whole(name, Context(country, whose="the country named with it"))
    return place if place and place.country == country else None


def _of_a_kind(name: str, context: Context) -> Place | None:
    """The region or town that is said to be one: `Helmand province`, `the state of Zulia`, `the city of Aleppo`."""
    words = name.split()
    kind, rest = _kinds().get(words[-1].lower()) if words else None, " ".join(words[:-1])
    if len(words) > 2 and words[1] == "of":
        kind, rest = _kinds().get(words[0].lower()), " ".join(words[2:])
    if not _is_written_as_name(rest):
        return None
    return _region(rest, context) if kind == "region" else _town(rest, context) if kind == "town" else None


def _capital(name: str, context: Context) -> Place | None:
    """The only capital of the country that is named with the word: `the Sudanese capital`, `the capital of Sudan`."""
    found = _CAPITAL.fullmatch(name)
    country = country_of(found["of"] or found["before"]) if found else None
    code = code_of(country) if country else None
    capitals = capitals_of(code) if code else ()
    place = _town(capitals[0], Context(code)) if len(capitals) == 1 else None
    return place and replace(place, why="capital of the country named with it")


def _part(name: str, context: Context) -> Place | None:
    """The place of which a part is named: `northern Iraq`; with a capital it is a name of its own."""
    direction, _, rest = name.partition(" ")
    if _kinds().get(direction) != "direction":
        return None
    place = _whole(rest, context) or _of_a_kind(rest, context)
    return place and replace(place, why=f"a part of it; {place.why}")


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in table("place_words")}
