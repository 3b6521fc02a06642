"""States by the name that a text itself has for them.

Where it sets two apart that claim one name, each is called by its own (`Republic of China`); where it never has
the name that the record uses, the state keeps the one that it has (`Burma`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from veedor.gazetteers.countries import bare
from veedor.reading.lexicon import table


def own_names(text: str) -> dict[str, str]:
    """The text's own name for each country that it calls otherwise than the record; empty for most texts."""
    plain = " ".join(text.replace("’", "'").split())
    return {row["country"]: row["name"] for row in table("own_names") if _is_called(plain, row)}


def _is_called(text: str, row: Mapping[str, str]) -> bool:
    if not _names(text, bare(row["name"])) or not _names(text, row["beside"]):
        return False
    if any(_names(text, name) for name in row["without"].split(";") if name):
        return False
    return bool(row["beside"]) or _is_usual(text, bare(row["name"]))


def _is_usual(text: str, name: str) -> bool:
    """Whether the whole name stands more often than its last word alone (`Great Britain` than `Britain`)."""
    return 2 * text.count(name) > text.count(name.split()[-1])


def _names(text: str, name: str) -> bool:
    """Whether the text has a name that is no part of a longer one (`People's Republic of China`)."""
    return re.search(rf"(?<!People's ){re.escape(name)}(?!\w)", text) is not None


def by_own_names(name: str, own: Mapping[str, str]) -> str:
    """The name of a party with the countries in it called by their own names (`Government of China`)."""
    for country, called in own.items():
        name = re.sub(rf"\b(Government|[a-z]+) of (?:the )?{country}\b", rf"\1 of {called}", name)
        name = re.sub(rf"(?:^|(?<=; )){country}(?=$|;)", bare(called), name)
    return name
