"""Nothing said twice: where two sentences of a draft quote the same words of the same speaker, one of them stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from veedor.brief.outline import Part, Sentence

Weighed = tuple[str, tuple[int, ...], Sentence]
"""Section, weight and sentence."""
_OPENING = re.compile(r"(?P<says>.*?): “(?P<words>.*)”(?: \([^()]*\))?[.]?$", re.DOTALL)
"""The form that `sentences.told` gives: who says it how surely, and the words."""


class _Saying(NamedTuple):
    """The first part of a sentence."""

    says: str
    """Who says how surely, without case."""
    words: str
    """What is quoted, without case and signs at its ends."""


def once(found: Iterable[Weighed]) -> Iterator[tuple[str, Sentence]]:
    """Section and sentence of each, in order, without those that only say again what another says.

    The statements of the one that is left out go to the one that stays: its words carry them as well. What a sentence
    says longer stays for what another says shorter, wherever they stand.
    """
    kept = list(found)
    into = _repeated([sentence for _, _, sentence in kept])
    gained: dict[int, list[str]] = {}
    for place, other in into.items():
        gained.setdefault(_end(other, into), []).extend(kept[place][2].ids)
    for place, (key, _, sentence) in enumerate(kept):
        if place not in into:
            yield key, _with(sentence, gained.get(place, []))


def _repeated(sentences: Sequence[Sentence]) -> dict[int, int]:
    """The numbers of sentences that say nothing new, each with that of the one that says it."""
    sayings = [_saying(one) for one in sentences]
    places: dict[str, list[int]] = defaultdict(list)
    for place, said in enumerate(sayings):
        if said is not None:
            places[said.says].append(place)
    first: dict[str, int] = {}
    into: dict[int, int] = {}
    for place, sentence in enumerate(sentences):
        same = first.setdefault(sentence.words, place)
        own = sayings[place]
        if same != place:
            into[place] = same
        elif own is not None and len(sentence.parts) == 1:
            others = (other for other in places[own.says] if other != place and other not in into)
            say_it = (
                other
                for other in others
                if _holds(sayings[other], own, goes_first=other < place or len(sentences[other].parts) > 1)
            )
            if (other := next(say_it, None)) is not None:
                into[place] = other
    return into


def _holds(other: _Saying | None, own: _Saying, *, goes_first: bool) -> bool:
    """Whether one sentence quotes what another does: more of it, or the same and goes before it."""
    return other is not None and own.words in other.words and (own.words != other.words or goes_first)


def _end(place: int, into: dict[int, int]) -> int:
    while place in into:
        place = into[place]
    return place


def _saying(sentence: Sentence) -> _Saying | None:
    """What a sentence quotes; None where it quotes nothing."""
    if not sentence.parts or not sentence.parts[0].ids:
        return None
    found = _OPENING.match(sentence.parts[0].words)
    return _Saying(found["says"].casefold(), found["words"].casefold().strip(" .,;")) if found else None


def _with(sentence: Sentence, ids: list[str]) -> Sentence:
    """The sentence on further statements, which its first part tells."""
    new = [id_ for id_ in dict.fromkeys(ids) if id_ not in sentence.ids]
    if not new:
        return sentence
    first, *rest = sentence.parts
    return replace(sentence, parts=(Part(first.words, (*first.ids, *new)), *rest))
