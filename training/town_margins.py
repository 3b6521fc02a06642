"""Measures which town the gazetteer takes a name for: `python -m training.town_margins --data ../shared/data`.

News say at first mention where a town lies: `Lafayette, Louisiana`. That is hidden, and the rules are asked.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from veedor.gazetteers.countries import code_of, country_of, is_country
from veedor.gazetteers.places import Place, Precision, resolve
from veedor.gazetteers.spoken_of import country_spoken_of
from veedor.gazetteers.towns import Town, regions_named, towns_also_named, towns_named

NAME = r"[A-ZÀ-Ý][\w’']+(?:[ -](?:de |la |el |al |di |of )?[A-ZÀ-Ý][\w’']+){0,2}"
PAIR = re.compile(rf"(?<![\w-])({NAME}), ({NAME})")
CAPITALISED = re.compile(rf"(?:[A-Z]\.){{2,}}|{NAME}|[A-ZÀ-Ý]\w+")
LARGE = 100_000


class Known(NamedTuple):
    """A town whose country the text tells."""

    name: str
    country: str
    region: str | None
    towns: list[Town]
    """Those of the list that lie there; none where it is smaller, or no town."""
    own: str | None
    """The country that the text speaks of when the rest is hidden."""
    named: frozenset[str | None]


def around(name: str, pool: list[Town]) -> tuple[str | None, str | None]:
    """Country and region that the words after the comma name; Georgia is the state where it has such a town."""
    if name == "Georgia" and any((town.country, town.region) == ("US", name) for town in pool):
        return "US", name
    if country := is_country(name):
        return code_of(country), None
    regions = regions_named(name)
    return (regions[0].country, regions[0].name) if len(regions) == 1 else (None, None)


def known_towns(text: str) -> Iterator[Known]:
    """The towns of one text that it places, each once; not those of a mere list of towns."""
    seen: set[str] = set()
    for match in PAIR.finditer(text):
        name, outer = match.groups()
        pool = towns_named(name) + towns_also_named(name)
        country, region = around(outer, pool)
        if name in seen or is_country(name) or not pool or country is None:
            continue
        seen.add(name)
        there = [town for town in pool if town.country == country and region in (None, town.region)]
        if region and (not there or any(town.population > LARGE for town in towns_named(outer))):
            continue
        hidden = text.replace(f"{name}, {outer}", name)
        named = frozenset(code_of(country_of(w) or "") for w in CAPITALISED.findall(hidden)) - {None}
        yield Known(name, country, region, there, country_spoken_of(hidden), named)


def verdict(place: Place | None, known: Known) -> str:
    """Whether a place is the one that the text means."""
    if place is None:
        return "none"
    fits = place.precision is not Precision.TOWN or any(place.region == town.region for town in known.towns)
    return "right" if place.country == known.country and fits else "wrong"


def main() -> None:
    """Prints how many are right, none and wrong, by what the rules are told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    path = parser.parse_args().data / "text-wikinews/wikinews-en.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    found = [known for text in texts for known in known_towns(text)]
    told = {
        "the hidden text": lambda k: resolve(k.name, country=k.own, named=k.named),
        "its country": lambda k: resolve(k.name, country=k.country),
        "nothing": lambda k: resolve(k.name),
    }
    for what, ask in told.items():
        print(f"{what}: {dict(Counter(verdict(ask(known), known) for known in found))} of {len(found)}")


if __name__ == "__main__":
    main()
