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
    while first < found.head and (words[first].text in POSSESSIVES or words[first].head == owner.index):
        first += 1
    while last > found.head and words[last].text in POSSESSIVES:
        last -= 1
    return f"{joined(found.parse, begin(found.parse, first, last), last)} of {name}"
