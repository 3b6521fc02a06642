"""Cuts what a position is about into the thing itself and the clauses on which it depends: `if`, `until`, `before`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from veedor.analysis.talks.issue_words import Named, named
from veedor.analysis.talks.values import values
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis.talks"
_ANYTHING = re.compile(r"\b(?:anything|everything|all else|any other (?:step|issue|thing)|any step)\b", re.I)


class Bearing(StrEnum):
    """What a clause has to do with the thing that is wanted or refused."""

    NEEDS = "needs"
    """It must be so."""
    BARS = "bars"
    """It must not be so."""
    THEN = "then"
    """The thing comes before it."""
    NOTHING = "nothing"
    """It tells only when."""


class Clause(NamedTuple):
    """A clause, and what it means for the thing beside it."""

    words: str
    """Without the words that begin it."""
    start: int
    wanted: Bearing
    """Where the thing is wanted."""
    refused: Bearing
    """Where it is refused."""
    about: tuple[Named, ...]
    """The issues that it names."""
    is_anything: bool
    """Whether it means every other issue: `before anything else`."""

    def bearing(self, *, is_wanted: bool) -> Bearing:
        """What it has to do with a thing that is wanted, or refused."""
        return self.wanted if is_wanted else self.refused


class Cut(NamedTuple):
    """Words taken apart."""

    thing: str
    """The words up to the first clause."""
    clauses: tuple[Clause, ...]


class _Marker(NamedTuple):
    wanted: Bearing
    refused: Bearing
    sure: str


@cache
def _markers() -> dict[str, _Marker]:
    rows = read_table(_ROOM, "clauses")
    return {row["words"]: _Marker(Bearing(row["yes"]), Bearing(row["no"]), row["sure"]) for row in rows}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_markers(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?P<words>{'|'.join(words).replace(' ', chr(92) + 's+')})(?![\w-])", re.I)


def cut(words: str) -> Cut:
    """What a position is about, and the clauses within it."""
    found = [match for match in _pattern().finditer(words) if _begins(match, words)]
    ends = [*(match.start() for match in found[1:]), len(words)][: len(found)]
    clauses = [_clause(match, words, end) for match, end in zip(found, ends, strict=True)]
    thing = words[: found[0].start()] if found else words
    return Cut(thing.rstrip(" ,;").removesuffix(" but").rstrip(" ,;"), tuple(clauses))


def _begins(match: re.Match[str], words: str) -> bool:
    """Whether a clause begins here, rather than a date or a mere adjunct."""
    marker = _markers()[_marker(match)]
    after = words[match.end() :].strip()
    if not after or any(value.start == 0 for value in values(words[match.start() :].lstrip(), None)):
        return False
    about = [one.topic for one in named(after) if one.topic is not None]
    if marker.sure == "person":
        return bool(about) and about[0].of == "person"
    return marker.sure == "yes" or _ANYTHING.search(after) is not None or bool(about)


def _marker(match: re.Match[str]) -> str:
    return " ".join(match["words"].lower().split())


def _clause(match: re.Match[str], words: str, end: int) -> Clause:
    marker = _markers()[_marker(match)]
    said = words[match.end() : end]
    start = match.end() + len(said) - len(said.lstrip())
    return _made(said.strip(" ,;"), start, marker.wanted, marker.refused)


def _made(words: str, start: int, wanted: Bearing, refused: Bearing) -> Clause:
    return Clause(words, start, wanted, refused, named(words), _ANYTHING.search(words) is not None)


def condition(words: str) -> Clause:
    """A condition as a statement has it: with or without the word that begins it; without one it must be so."""
    match = _pattern().match(words.lstrip(' "“'))
    if match is None:
        return _made(words.strip(), 0, Bearing.NEEDS, Bearing.NEEDS)
    lead = len(words) - len(words.lstrip(' "“'))
    marker = _markers()[_marker(match)]
    return _made(words[lead + match.end() :].strip(), lead + match.end(), marker.wanted, marker.refused)
