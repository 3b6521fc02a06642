"""Counted groups held against the names on a list: twelve `Latin American` countries of which one is Canada."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from veedor.analysis.figures.kinds import Class
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import exact, in_words
from veedor.gazetteers.countries import code_of, country_of
from veedor.gazetteers.tables import read_table


class ListCheck(NamedTuple):
    """What a list of names says of a count of its members."""

    kind: Class | None
    """None where the list bears the count out."""
    why: str
    proposal: str
    outside: tuple[str, ...]
    """Names on the list that are not of the kind that is counted."""


def check_list(stated: Measured, names: Sequence[str]) -> ListCheck:
    """Whether a list of names has as many members as a figure counts, and only such as it says it counts.

    Where the figure speaks of countries of a region (`Latin American`), those of another one are told.
    """
    many, said = exact(len(names)), in_words(stated.quantity)
    region = region_in(stated.counted.words)
    outside = tuple(one for one in names if region and _region_of(one) not in (region, None))
    if not many.may_equal(stated.quantity):
        why = f"{said} are counted, the list has {len(names)} names"
        return ListCheck(Class.REVISION, why, "look up whether some joined, left, or are missing", outside)
    if outside:
        rest = len(names) - len(outside)
        why = f"of the {len(names)} counted as {_words(stated)} {rest} are; not {', '.join(outside)}"
        return ListCheck(Class.DEFINITION, why, f"say {rest} and {', '.join(outside)}", outside)
    return ListCheck(None, f"the list has {len(names)} names", "", ())


def _words(stated: Measured) -> str:
    return f"“{' '.join(stated.counted.words.split())}”"


def region_in(words: str) -> str | None:
    """The region that an adjective of the words names, `Latin America and the Caribbean`; None without one."""
    low = words.casefold()
    return next((row["region"] for row in _adjectives() if row["adjective"].casefold() in low), None)


def _region_of(name: str) -> str | None:
    """The region of a country by its name; None where it is no country, or one that lies in two."""
    code = code_of(country_of(name) or name)
    return None if code is None else _regions().get(code)


@cache
def _adjectives() -> list[dict[str, str]]:
    return [row for row in read_table("veedor.analysis", "world_regions") if row["adjective"]]


@cache
def _regions() -> dict[str, str]:
    rows = read_table("veedor.analysis", "world_regions")
    return {code: row["region"] for row in rows for code in row["countries"].split()}
