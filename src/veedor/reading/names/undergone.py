"""People by what befell them: `seven people` are `people killed in Portville` where the sentence says so."""

from __future__ import annotations

from functools import cache

from veedor.reading.lexicon import table
from veedor.reading.names.counts import begin
from veedor.reading.names.found import Found, joined
from veedor.reading.parse import Name, Parse, Word

_PEOPLE = frozenset("people person persons others civilians men women man woman children child".split())
"""Nouns that tell no more than that people are meant."""
_WHERE = frozenset({"in", "at", "near", "outside"})


def befallen(found: Found) -> str | None:
    """Those whom the phrase counts, by what was done to them and where; None for others."""
    parse, head = found.parse, found.parse.words[found.head]
    noun = _noun(found)
    verb = parse.words[head.head] if head.head >= 0 else None
    participle = None if verb is None else _participles().get(verb.lemma)
    if noun is None or verb is None or verb.upos != "VERB" or participle is None:
        return None
    is_passive = verb.xpos == "VBN" and head.deprel in {"nsubj:pass", "nsubj"}
    if not is_passive and head.deprel != "obj":
        return None
    place = _place(parse, verb)
    return None if place is None else f"{noun} {participle} {place}"


def _noun(found: Found) -> str | None:
    """The word for the people, where the phrase says no more of them than how many they are."""
    parse, head = found.parse, found.parse.words[found.head]
    first = begin(parse, found.first, found.last)
    if first != found.head or found.last != found.head:
        return None
    if head.upos == "NUM" or head.text.lower() == "others":
        return "people"
    return head.text.lower() if head.text.lower() in _PEOPLE else None


@cache
def _participles() -> dict[str, str]:
    return {row["verb"]: row["participle"] for row in table("befalls")}


def _place(parse: Parse, verb: Word) -> str | None:
    """Where it was done, with its preposition: the place in the verb's clause, or in that of the verb above it."""
    clauses = [verb.index] if verb.deprel != "advcl" else [verb.index, verb.head]
    for clause in clauses:
        inside = set(parse.subtree(clause))
        for name in parse.names:
            if name.kind == "LOC" and name.first in inside and (told := _told(parse, name)):
                return told
    return None


def _told(parse: Parse, name: Name) -> str | None:
    """A place as it is told: `near Portville`; None behind another preposition."""
    top = next(
        i for i in range(name.first, name.last + 1) if not name.first <= parse.words[i].head <= name.last
    )
    marker = parse.child(top, "case")
    if marker is None or marker.text.lower() not in _WHERE or not parse.words[name.first].text[:1].isupper():
        return None
    return f"{marker.text.lower()} {joined(parse, name.first, name.last)}"
