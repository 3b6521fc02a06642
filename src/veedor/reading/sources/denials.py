"""Denials whose clause does not name what is denied: `…; the opposition denied it`, `which the ministry rejects`.

The codebook gives such a denial a statement of its own, anchored on the verb of denying: the statement that is
denied, once more, with the denier as source (`Attributions.voiced`) and polarity no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from veedor.reading.parse import Parse, Word
from veedor.reading.sources.cues import preposition, saying_of, sayings
from veedor.reading.sources.speakers import Place

_POINTING = frozenset({"it", "this", "that", "which", "them", "these", "those"})
_ACCUSATIONS = frozenset({"allegation", "accusation", "charge"})
_POINTING_NOUNS = _ACCUSATIONS | {"claim", "report", "announcement", "rumor", "rumour"}
_FAR = 6
"""Sentences back in which an accusation may stand that `the charges` recall."""


class Denial(NamedTuple):
    """One verb of denying, and where the thing denied stands."""

    sentence: int
    verb: int
    denied: tuple[Place, ...]
    """Words that may head the statement denied, likeliest first: the predicate, then what hangs on it."""


def denials(parses: Sequence[Parse]) -> list[Denial]:
    """The denials of the document that point back to something said before them, in order."""
    return [found for number in range(len(parses)) for found in _in_sentence(parses, number)]


def _in_sentence(parses: Sequence[Parse], number: int) -> Iterator[Denial]:
    parse = parses[number]
    for word in parse.words:
        if word.upos == "VERB" and _denies(parse, word) and _points_back(parse, word):
            denied = next(_heads(parses, number, word), None)
            if denied is not None:
                yield Denial(number, word.index, _places(parses[denied[0]], *denied))


def _heads(parses: Sequence[Parse], number: int, verb: Word) -> Iterator[Place]:
    """Heads of what the verb may deny, the likeliest first: said in its sentence, charged before, said before."""
    charged = range(max(0, number - _FAR), number) if _recalls_charges(parses[number], verb) else range(0)
    heads = [
        (number, _said_before(parses[number], verb.index)),
        *((n, _said_before(parses[n], None, only="accuse")) for n in reversed(charged)),
        *((n, _said_before(parses[n], None)) for n in range(max(0, number - 1), number)),
    ]
    yield from ((n, head) for n, head in heads if head is not None)


def _denies(parse: Parse, word: Word) -> bool:
    return any(saying.group in {"deny", "dismiss"} for saying in sayings(parse, word.index))


def _points_back(parse: Parse, word: Word) -> bool:
    """Whether the object is a pronoun, a bare `the claim`, or `which`; a passive's subject counts as object."""
    if parse.children(word.index, "ccomp", "xcomp"):
        return False
    about = _object(parse, word)
    if about is None:
        return word.deprel == "acl:relcl"
    more = (
        w for w in parse.children(about.index, "acl", "ccomp", "nmod") if preposition(parse, w) != "against"
    )
    bare = about.lemma in _POINTING_NOUNS and not any(more)
    return (about.upos in {"PRON", "DET"} and about.lemma.lower() in _POINTING) or bare


def _object(parse: Parse, verb: Word) -> Word | None:
    return parse.child(verb.index, "nsubj:pass") or parse.child(verb.index, "obj")


def _recalls_charges(parse: Parse, verb: Word) -> bool:
    """Whether it denies accusations, of which the text told some sentences before: `denied all the charges`."""
    about = _object(parse, verb)
    return about is not None and about.lemma in _ACCUSATIONS


def _said_before(parse: Parse, verb: int | None, *, only: str = "") -> int | None:
    """Head of the last clause that somebody says before the verb, in the sentence; of its last one for None.

    With `only` a class of cue (see `cues.Saying`), what is said in other ways does not count.
    """
    limit = len(parse.words) if verb is None else verb
    said = [
        w.index
        for w in parse.words[:limit]
        if w.head >= 0 and w.upos in {"VERB", "NOUN", "ADJ"} and _is_said(parse, w, verb, only)
    ]
    return said[-1] if said else None


def _is_said(parse: Parse, word: Word, verb: int | None, only: str) -> bool:
    saying = saying_of(parse, word.head, word.index) if word.index != verb else None
    if saying is None:
        return False
    return saying.group == only if only else saying.group not in {"ask", "request"}


def _places(parse: Parse, number: int, head: int) -> tuple[Place, ...]:
    around = [w.index for w in parse.children(head, "nsubj", "obj", "xcomp")]
    return tuple((number, index) for index in (head, *around))
