"""What pronouns may take up: the parties that a text mentions, with their weight."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from veedor.reading.lexicon import table
from veedor.reading.names.kinds import INSIDE_NAME, SUBJECTS
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import Place


class Mention(NamedTuple):
    """Something that a pronoun may mean."""

    number: int
    """Sentence of the document, from 0."""
    word: int
    """Head word of the phrase."""
    start: int
    """First character of the word."""
    kinds: str
    """`person`, `group` or `many`, or two of them."""
    gender: str
    """`m`, `f` or empty."""
    name: str
    """Already resolved, or empty."""
    weight: float
    """How salient its place in the clause makes it."""
    governor: int
    is_named: bool = True
    """Whether it is a name, or a body or country, rather than a noun for a person."""
    others: tuple[int, ...] = ()
    """Head words of the parties that are joined to it by `and`, where they are meant together."""


def top_of(parse: Parse, person: Place) -> int:
    """The word of a name that hangs on no other of it."""
    first, last = person
    return next((i for i in range(first, last + 1) if not first <= parse.words[i].head <= last), first)


def mention_at(number: int, parse: Parse, index: int, kinds: str, *, gender: str = "") -> Mention:
    """A noun or pronoun of a sentence as something that may be taken up, by its place in the clause."""
    word = parse.words[index]
    top = word
    while top.deprel in INSIDE_NAME and top.head >= 0:
        top = parse.words[top.head]
    while top.deprel == "conj" and top.head >= 0:
        top = parse.words[top.head]
    return Mention(number, index, word.start, kinds, gender, "", _weight(parse, top), top.head)


def _weight(parse: Parse, top: Word) -> float:
    """Salience by grammar, after the usual order: subjects of main clauses, subjects, objects, the rest."""
    if top.deprel in SUBJECTS:
        is_main = top.head >= 0 and parse.words[top.head].head < 0
        return 1.2 if is_main else 0.9
    if top.deprel in {"obl:agent", "root"}:
        return 0.7
    return 0.4 if top.deprel in {"obj", "iobj"} else 0.2


@cache
def genders() -> dict[str, str]:
    """`m` or `f` for given names, forms of address and nouns for men or women."""
    return {row["name"].lower(): row["gender"] for row in table("given_names")}


def gender_of(parse: Parse, person: Place) -> str:
    """`m` or `f` by a form of address or relation before the name, or by the given name; else empty."""
    first, last = person
    before = parse.words[first - 1].text.lower().rstrip(".") if first else ""
    found = genders().get(before + "." if before in {"mr", "mrs", "ms"} else before)
    return found or (genders().get(parse.words[first].text.lower(), "") if last > first else "")
