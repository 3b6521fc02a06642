"""What words of probability mean in numbers, by the tables that were published for them: never one number alone.

The tables, their references and the report words that mean the same are data (`data/equivalence*.tsv`,
`data/likelihood_words.tsv`). Which table is used is the reader's choice and is said; the same words under another
table give other scores.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from veedor.analysis.forecasts.criterion import ForecastKind, Reading
from veedor.analysis.forecasts.numbers import stated_chance
from veedor.errors import UsageError
from veedor.gazetteers.tables import read_table

DEFAULT_TABLE = "capphrase"
"""The table that is used where nobody names one: of all that say where their numbers come from, it asked the most
readers, and it alone reads `could`, `may` and `might`."""
_ROOM = "veedor.analysis.forecasts"
_HARMLESS = frozenset(
    "is are was were be been being am it that there seems seem seemed appears appear looks look remains a an the to "
    "of now still also".split()
)
"""Words before or after words of probability that do not change them."""
_MOST_BEFORE = 3
"""Words before the words of probability that may belong to them."""


class Table(NamedTuple):
    """A published table of equivalences."""

    key: str
    name: str
    is_survey: bool
    """Whether it is what readers said they understand, not what an office writes down."""
    reference: str
    licence: str


class Meaning(NamedTuple):
    """What is known of words of probability."""

    kind: ForecastKind
    """Whether they say how likely, or only that it may be."""
    expressions: tuple[str, ...]
    """Expressions of the tables that mean the same, the nearest first; empty where no table reads the words."""
    attested: str
    """The table whose publication gives the words as a synonym; `own` where it is a judgement of this list."""


@cache
def tables() -> dict[str, Table]:
    """The published tables by their keys."""
    rows = read_table(_ROOM, "equivalence_tables")
    return {
        row["table"]: Table(
            row["table"], row["name"], row["kind"] == "survey", row["reference"], row["licence"]
        )
        for row in rows
    }


def table(key: str) -> Table:
    """The table of that key; UsageError where there is none."""
    try:
        return tables()[key]
    except KeyError as error:
        raise UsageError(
            f"there is no table of equivalences '{key}'; there are: {', '.join(tables())}"
        ) from error


@cache
def _entries() -> dict[str, dict[str, Reading]]:
    """The readings of each table by expression."""
    found: dict[str, dict[str, Reading]] = {key: {} for key in tables()}
    for row in read_table(_ROOM, "equivalences"):
        point = float(row["point"]) / 100 if row["point"] else None
        low, high = (float(row[end]) / 100 if row[end] else point for end in ("low", "high"))
        if low is not None and high is not None:
            found[row["table"]][row["words"]] = Reading(row["table"], row["words"], low, high, point)
    return found


@cache
def _meanings() -> dict[str, Meaning]:
    return {
        row["words"]: Meaning(
            ForecastKind(row["kind"]),
            tuple(part.strip() for part in row["as"].split(";") if part.strip()),
            row["from"],
        )
        for row in read_table(_ROOM, "likelihood_words")
    }


def plain(words: str) -> str:
    """Words of probability in small letters, `n't` as `not`, without what does not change them before and after."""
    spelt = re.sub(r"n['’]t\b", " not", words.lower().replace("cannot", "can not"))
    parts = re.findall(r"[\w%./-]+", spelt)
    while len(parts) > 1 and parts[0] in _HARMLESS:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _HARMLESS:
        parts = parts[:-1]
    return " ".join(parts)


def meaning(words: str) -> Meaning | None:
    """What is known of the words; None where they are on no list: nothing is guessed from a part of them."""
    spelt = plain(words)
    known = _meanings().get(spelt) or _meanings().get(spelt.replace("can not", "cannot"))
    if known is None and any(spelt in entries for entries in _entries().values()):
        return Meaning(ForecastKind.PROBABILITY, (spelt,), "published")
    return known


def in_full(words: str, *, before: str = "") -> str:
    """The words with those before them that belong to them by the lists: `little | chance`, `not | sure`.

    Args:
        words: The report's words of probability.
        before: What stands before them in their sentence.

    """
    parts = before.split()[-_MOST_BEFORE:]
    for start in range(len(parts)):
        longer = " ".join([*parts[start:], words])
        if plain(longer) != plain(words) and meaning(longer) is not None:
            return longer
    return words


def readings(words: str, *, before: str = "") -> tuple[Reading, ...]:
    """What the tables say that the words mean, table by table; a number in the words themselves stands alone.

    Empty where no table reads the words.

    Args:
        words: The report's words of probability.
        before: What stands before them in their sentence, where a number may stand (`a 70 % | chance`).

    """
    stated = stated_chance(words, before=before)
    if stated is not None:
        return (stated,)
    whole = in_full(words, before=before)
    known = meaning(whole)
    if known is None:
        return ()
    wanted = (plain(whole), *known.expressions)
    found = (_first(entries, wanted) for entries in _entries().values())
    return tuple(reading for reading in found if reading is not None)


def _first(entries: dict[str, Reading], wanted: tuple[str, ...]) -> Reading | None:
    return next((entries[words] for words in wanted if words in entries), None)


def expressions_for(key: str, probability: float) -> tuple[str, ...]:
    """The expressions of a table whose range holds a probability in [0, 1]; none in a gap between its steps."""
    table(key)
    return tuple(
        reading.words for reading in _entries()[key].values() if reading.low <= probability <= reading.high
    )


class Chance(NamedTuple):
    """The number by which a forecast is scored, and how it was come by."""

    value: float
    """In [0, 1]."""
    low: float
    high: float
    how: str
    """In words: which table and expression, and what was done where it gives a range alone."""


def chance(read: tuple[Reading, ...], key: str) -> Chance | None:
    """The number that a named table gives; the report's own number before any; None where the table has none.

    Where a table gives a range and no number of its own, the middle of the range, which is said.
    """
    name = table(key).name
    for reading in read:
        if reading.table == "text":
            middle = (reading.low + reading.high) / 2 if reading.point is None else reading.point
            return Chance(middle, reading.low, reading.high, f"the report says '{reading.words}'")
    for reading in read:
        if reading.table == key:
            if reading.point is not None:
                return Chance(reading.point, reading.low, reading.high, f"{name}: '{reading.words}'")
            how = f"{name}: '{reading.words}', the middle of its range"
            return Chance((reading.low + reading.high) / 2, reading.low, reading.high, how)
    return None
