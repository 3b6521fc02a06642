"""What a bare description points back to: `the panel` to `a presidential panel on intelligence`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from veedor.reading.names.found import Found
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import phrase
from veedor.reading.roles.title_words import body_nouns

_REACH = 10
"""Sentences back in which the first mention is sought."""
_NAMING = frozenset({"amod", "compound", "nmod"})


class Introduced:
    """The nouns that a document introduces.

    One with `a`, or with the words that name a body (`the interior ministry`); several with the name of those whom
    they belong to (`Kurdish rebels`).
    """

    def __init__(self, parses: Sequence[Parse]) -> None:
        """Take the sentences, in order."""
        self._parses = parses
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, parse in enumerate(parses):
            for word in parse.words:
                if word.upos == "NOUN" and _is_introduction(parse, word):
                    self._places[word.text.lower()].append((number, word.index))

    def before(self, number: int, index: int) -> Found | None:
        """The phrase that last introduced the noun before this place of it; None where none did."""
        noun = self._parses[number].words[index].text.lower()
        earlier = [place for place in self._places.get(noun, []) if place < (number, index)]
        if not earlier or number - earlier[-1][0] > _REACH:
            return None
        at, head = earlier[-1]
        first, last = phrase(self._parses[at], head)
        if _is_plural(self._parses[at].words[head]):
            last = head
        while first < head and self._parses[at].words[first].deprel == "case":
            first += 1
        return Found(at, self._parses[at], first, last, head)


def _is_plural(word: Word) -> bool:
    return word.xpos == "NNS"


def _is_introduction(parse: Parse, word: Word) -> bool:
    if _is_plural(word):
        return _is_told_apart(parse, word)
    article = parse.child(word.index, "det")
    is_first = article is not None and article.text.lower() in {"a", "an"}
    if not is_first and not (
        word.text.lower() in body_nouns() and parse.child(word.index, "compound", "amod")
    ):
        return False
    return any(w.deprel.split(":")[0] in _NAMING for w in parse.children(word.index))


def _is_told_apart(parse: Parse, word: Word) -> bool:
    """Whether a plural stands behind the name of a people, a place or a body (`two Kurdish border guards`)."""
    return any(
        before.index < word.index and before.text[:1].isupper() and parse.name_at(before.index) is not None
        for before in parse.children(word.index, "amod", "compound")
    )
