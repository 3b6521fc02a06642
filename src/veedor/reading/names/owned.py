"""Parties by whose they are: `his lawyers` are `lawyers of Ann Roe`."""

from __future__ import annotations

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
    """The name of a body behind a pronoun, which needs no owner (`his Lake League`); None for a description."""
    name = found.parse.name_at(found.head)
    if owner.upos != "PRON" or name is None or name.kind != "ORG":
        return None
    is_whole = owner.index < name.first and name.last == found.last
    is_proper = found.parse.words[name.first].text[:1].isupper()
    return joined(found.parse, name.first, name.last) if is_whole and is_proper else None
