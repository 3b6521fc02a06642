"""Parties by whose they are: `his lawyers` are `lawyers of Ann Roe`."""

from __future__ import annotations

from veedor.gazetteers.countries import bare, country_of
from veedor.reading.names.counts import begin
from veedor.reading.names.found import Found, joined
from veedor.reading.parse import Word
from veedor.reading.roles.title_words import POSSESSIVES


def owner_of(found: Found) -> Word | None:
    """The possessor inside a phrase (`his`, `Roe's`); None where there is none."""
    owner = found.parse.child(found.head, "nmod:poss")
    return owner if owner is not None and found.first <= owner.index < found.head else None


def owned(found: Found, owner: Word, name: str) -> str:
    """What is owned, with the name of whose it is: `lawyers of Ann Roe`."""
    words, last = found.parse.words, found.last
    first = owner.index + 1
    lowered = found.parse.lowered
    while first < found.head and (
        words[first].text in POSSESSIVES or words[first].head == owner.index or lowered[first] == "own"
    ):
        first += 1
    while last > found.head and words[last].text in POSSESSIVES:
        last -= 1
    return f"{joined(found.parse, begin(found.parse, first, last), last)} of {name}"


def own_name(found: Found, owner: Word) -> str | None:
    """The name of a body which needs no owner; None for a description.

    One stands behind a pronoun (`his Lake League`), or is called after its members (`the Workers' Front`).
    """
    if _are_members(found, owner):
        return bare(joined(found.parse, _first_capital(found, owner), found.last))
    name = found.parse.name_at(found.head)
    if owner.upos != "PRON" or name is None or name.kind != "ORG":
        return None
    is_whole = owner.index < name.first and name.last == found.last
    is_proper = found.parse.words[name.first].text[:1].isupper()
    return joined(found.parse, name.first, name.last) if is_whole and is_proper else None


def _are_members(found: Found, owner: Word) -> bool:
    """Whether a plural in capitals before a noun in capitals tells who makes up a body."""
    words = found.parse.words
    is_plural = words[owner.index + 1].text in {"'", "’"} and owner.text.endswith("s")
    name = found.parse.name_at(owner.index)
    is_whose = country_of(owner.text) is not None or (name is not None and name.kind in {"PER", "LOC"})
    behind = words[owner.index + 2 : found.head + 1]
    is_proper = owner.text.istitle() and bool(behind) and all(w.text[:1].isupper() for w in behind)
    return is_plural and is_proper and not is_whose


def _first_capital(found: Found, owner: Word) -> int:
    """First word of the capitals that end with the owner: `Free` in `the Free Teachers' Union`."""
    first, words = owner.index, found.parse.words
    while first > found.first and words[first - 1].text[:1].isupper() and words[first - 1].upos != "DET":
        first -= 1
    return first
