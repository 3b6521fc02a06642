"""Denials whose clause does not name what is denied: `…; the opposition denied it`, `which the ministry rejects`.

The codebook gives such a denial a statement of its own, anchored on the verb of denying: the statement that is
denied, once more, with the denier as source (`Attributions.voiced`) and polarity no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from veedor.reading.parse import Parse, Word
from veedor.reading.sources.cues import saying_of, sayings
from veedor.reading.sources.speakers import Place

_POINTING = frozenset({"it", "this", "that", "which", "them", "these", "those"})
_POINTING_NOUNS = frozenset(
    {"claim", "report", "allegation", "accusation", "charge", "announcement", "rumor", "rumour"}
)


class Denial(NamedTuple):
    """One verb of denying, and where the thing denied stands."""

    sentence: int
    verb: int
    denied: tuple[Place, ...]
    """Words that may head the statement denied, likeliest first: the predicate, then its subject and object."""


def denials(parses: Sequence[Parse]) -> list[Denial]:
    """The denials of the document that point back to something said before them, in order."""
    return [found for number in range(len(parses)) for found in _in_sentence(parses, number)]


def _in_sentence(parses: Sequence[Parse], number: int) -> Iterator[Denial]:
    parse = parses[number]
    for word in parse.words:
        if word.upos == "VERB" and _denies(parse, word) and _points_back(parse, word):
            head = _said_before(parse, word.index)
            if head is not None:
                yield Denial(number, word.index, _places(parse, number, head))
            elif number > 0 and (head := _said_before(parses[number - 1], None)) is not None:
                yield Denial(number, word.index, _places(parses[number - 1], number - 1, head))


def _denies(parse: Parse, word: Word) -> bool:
    return any(saying.group in {"deny", "dismiss"} for saying in sayings(parse, word.index))


def _points_back(parse: Parse, word: Word) -> bool:
    """Whether the object is a pronoun, a bare `the claim`, or `which`; a passive's subject counts as object."""
    if parse.children(word.index, "ccomp", "xcomp"):
        return False
    about = parse.child(word.index, "nsubj:pass") or parse.child(word.index, "obj")
    if about is None:
        return word.deprel == "acl:relcl"
    bare = about.lemma in _POINTING_NOUNS and not parse.children(about.index, "acl", "ccomp", "nmod")
    return (about.upos in {"PRON", "DET"} and about.lemma.lower() in _POINTING) or bare


def _said_before(parse: Parse, verb: int | None) -> int | None:
    """Head of the last clause that somebody says before the verb, in the sentence; of its last one for None."""
    limit = len(parse.words) if verb is None else verb
    said = [
        w.index
        for w in parse.words[:limit]
        if w.head >= 0 and w.upos in {"VERB", "NOUN", "ADJ"} and _is_said(parse, w, verb)
    ]
    return said[-1] if said else None


def _is_said(parse: Parse, word: Word, verb: int | None) -> bool:
    saying = saying_of(parse, word.head, word.index) if word.index != verb else None
    return saying is not None and saying.group not in {"ask", "request"}


def _places(parse: Parse, number: int, head: int) -> tuple[Place, ...]:
    around = [w.index for w in parse.children(head, "nsubj", "obj")]
    return tuple((number, index) for index in (head, *around))
