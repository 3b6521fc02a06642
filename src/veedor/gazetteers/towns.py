"""Towns of more than 15,000 people and the regions they lie in, by name.

The list is `data/cities.tsv.gz` (GeoNames, see its first lines). Names are compared without accents and
capitals; that they begin with a capital is for the caller to see to. Names that are common English words too
(`data/town_words.tsv`) lead to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from veedor.gazetteers.folding import folded
from veedor.gazetteers.tables import read_lines, table

_ARTICLES = frozenset({"al", "ar", "as", "ash", "ad", "az"})
"""The Arabic article, which many write and many leave out."""

_SIDES = {"northern": "north", "southern": "south", "eastern": "east", "western": "west"}
_SIDES |= {short: long for long, short in _SIDES.items()}


class Town(NamedTuple):
    """A town as the list has it."""

    geonames: int
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    region: str | None
    """The first-level division it lies in; None where the country has none."""
    latitude: float | None
    """Degrees north, in [-90, 90]; None where the list has no place for the town."""
    longitude: float | None
    """Degrees east, in [-180, 180]; None where latitude is."""
    population: int
    """0 where unknown."""


class Region(NamedTuple):
    """A first-level division of a country: a state, province, governorate."""

    name: str
    country: str
    """ISO 3166-1 alpha-2."""


class _List(NamedTuple):
    rows: list[str]
    own: dict[str, tuple[int, ...]]
    """Numbers of the rows of a folded name."""
    other: dict[str, tuple[int, ...]]
    """The same of the further names."""
    regions: dict[str, list[Region]]


def towns_named(name: str) -> list[Town]:
    """The towns of that very name, the largest first."""
    return _towns(_list().own, name)


def towns_also_named(name: str) -> list[Town]:
    """The towns that have it as a further name (`Bombay`), the largest first."""
    return _towns(_list().other, name)


def regions_named(name: str) -> list[Region]:
    """The regions of that name, with or without the word for what they are (`Helmand`, `Helmand Province`)."""
    key = folded(name)
    return [] if key in _common_words() else _list().regions.get(key, [])


def is_common_word(name: str) -> bool:
    """Whether the name is an English word too, so that by itself it names no town and no region."""
    return folded(name) in _common_words()


def _towns(names: dict[str, tuple[int, ...]], name: str) -> list[Town]:
    key = folded(name)
    if key in _common_words():
        return []
    first, _, rest = key.partition(" ")
    numbers = names.get(key) or (names.get(rest) if first in _ARTICLES else None) or ()
    return sorted((_town(_list().rows[number]) for number in numbers), key=lambda town: -town.population)


def _town(row: str) -> Town:
    geonames, name, country, region, north, east, population, _ = row.split("\t")
    latitude, longitude = (float(north), float(east)) if north else (None, None)
    return Town(int(geonames), name, country, region or None, latitude, longitude, int(population))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in table("town_words"))


@cache
def kinds_of_region() -> frozenset[str]:
    """Words for first-level divisions, lower case: `province`, `governorate`."""
    return frozenset(row["word"] for row in table("place_words") if row["kind"] == "region")


@cache
def _list() -> _List:
    """The whole list: its rows are cut only when they are asked for, so that it is read in a tenth of a second."""
    rows = read_lines("veedor.gazetteers", "cities.tsv.gz")[1:]
    # In tuples: of so many lists Python's garbage collector would look into every one, time and again.
    own: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    other: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    regions: set[tuple[str, str]] = set()
    for number, row in enumerate(rows):
        _, name, country, region, _, _, _, others = row.split("\t")
        own[folded(name)] += (number,)
        regions.add((region, country))
        if others:
            for further in others.split("|"):
                other[further] += (number,)
    return _List(rows, own, other, _by_name([Region(*pair) for pair in sorted(regions) if pair[0]]))


def _by_name(regions: list[Region]) -> dict[str, list[Region]]:
    """The regions by each of their names: `Helmand Province` is `Helmand` too, `Northern Darfur` `North Darfur`."""
    found: defaultdict[str, list[Region]] = defaultdict(list)
    for region in regions:
        whole = folded(region.name)
        rest, _, last = whole.rpartition(" ")
        for name in {whole, rest if last in kinds_of_region() else whole}:
            first, _, tail = name.partition(" ")
            for form in {name, f"{_SIDES[first]} {tail}" if tail and first in _SIDES else name}:
                found[form].append(region)
    return dict(found)
