"""What the model sees in one sentence: words with their tags, a tree, roles and names.

A `Parse` is made by `decode.py` from the model's arrays (or by hand, in tests) and read by the rules of
this room. Words are counted from 0 within their sentence; characters from 0 within the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.reading.learned import Learned

ROOT = -1
"""The `head` of a word that hangs on no other."""

_INTRODUCED = frozenset({"obl", "nmod", "advcl", "xcomp", "iobj"})
"""Relations of what a preposition or conjunction introduces."""


class Word(NamedTuple):
    """One word (in the sense of Universal Dependencies: `don't` is `do` + `n't`) with what the model says of it."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks of a word
    """Place in the sentence, from 0."""
    start: int
    """First character in the document's text."""
    end: int
    """One past the last character."""
    text: str
    lemma: str
    """Dictionary form, lower case except for names."""
    upos: str
    """Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ, ..."""
    xpos: str
    """Penn Treebank tag, which carries tense and number: VBD, VBG, NNS, MD, ..."""
    head: int
    """Index of the word it hangs on, `ROOT` for the sentence's root."""
    deprel: str
    """Universal dependency relation with its subtype: nsubj, nsubj:pass, obl, nmod:poss, ..."""
    saying: float = 0.0
    """Probability, in [0, 1], that this word carries an attribution (`said`, `according`)."""
    factuality: float = 0.0
    """How sure it is that what a predicate tells happened, about -1.3 (did not) to 1.3 (did)."""
    trigger: str = ""
    """Event type, of the codebook, that the learned trigger head sees here, or empty."""
    trigger_score: float = 0.0
    """Probability, in [0, 1], of `trigger`."""


class Role(NamedTuple):
    """A PropBank role: `argument` (head word) plays `label` (ARG0, ARG1, ARGM-TMP ...) for `predicate`."""

    predicate: int
    argument: int
    label: str
    score: float = 1.0


class Name(NamedTuple):
    """A name, words `[first, last]` both included, of `kind` PER, ORG, LOC or NAT (nationality, demonym)."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True)
class Parse:
    """One sentence as the model sees it; the tree helpers below are what the rules are written in."""

    text: str
    """The whole document's text: offsets of words point into it."""
    start: int
    end: int
    words: tuple[Word, ...]
    roles: tuple[Role, ...] = ()
    names: tuple[Name, ...] = ()
    vector: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    """Sentence vector, shape (384,), unit length; None where it was not asked for."""
    learned: Learned | None = field(default=None, compare=False, repr=False)
    """What the heads for statements say; None in a parse made by hand."""

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                below[word.head].append(word.index)
        return tuple(tuple(c) for c in below)

    @cached_property
    def _below(self) -> tuple[tuple[tuple[str, str, Word], ...], ...]:
        """The words below each word, in order, each after its relation without and with the subtype."""
        words, bases = self.words, self._bases
        return tuple(tuple((bases[i], words[i].deprel, words[i]) for i in below) for below in self._children)

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """The relations without their subtypes; asked for so often that they are kept."""
        return tuple(w.deprel.partition(":")[0] for w in self.words)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words in lower case, for look-ups in word lists."""
        return tuple(w.text.lower() for w in self.words)

    @cached_property
    def introduced(self) -> tuple[tuple[tuple[str, Word], ...], ...]:
        """The phrases and clauses below each word, in order, each with the lemma of the word that introduces it."""
        found: list[list[tuple[str, Word]]] = [[] for _ in self.words]
        for word, base in zip(self.words, self._bases, strict=True):
            if base in _INTRODUCED and word.head >= 0:
                mark = self.child(word.index, "case", "mark")
                if mark is not None:
                    found[word.head].append((mark.lemma, word))
        return tuple(map(tuple, found))

    def children(self, index: int, *relations: str) -> list[Word]:
        """The words that hang on `index`, in order; with `relations`, only those (`nsubj` takes `nsubj:pass` too)."""
        below = self._below[index]
        if not below:  # most words
            return []
        if not relations:
            return [word for _, _, word in below]
        return [word for base, full, word in below if base in relations or full in relations]

    def child(self, index: int, *relations: str) -> Word | None:
        """The first such child, or None."""
        for base, full, word in self._below[index]:
            if not relations or base in relations or full in relations:
                return word
        return None

    def subtree(self, index: int, *, without: tuple[str, ...] = ()) -> list[int]:
        """Indices of `index` and all below it, ascending, without its own children related by `without`."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            for below in self._children[at]:
                if at == index and (self._bases[below] in without or self.words[below].deprel in without):
                    continue
                stack.append(below)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[Word]:
        """The words above `index`, nearest first."""
        at = self.words[index].head
        while at >= 0:
            yield self.words[at]
            at = self.words[at].head

    @property
    def root(self) -> Word | None:
        """The word that hangs on no other, or None for an empty sentence."""
        return next((w for w in self.words if w.head < 0), None)

    def arguments(self, predicate: int, *labels: str) -> list[Role]:
        """The PropBank roles of `predicate`, in the order of the text; with `labels`, only those."""
        return [r for r in self.roles if r.predicate == predicate and (not labels or r.label in labels)]

    def name_at(self, index: int) -> Name | None:
        """The name that covers the word, or None."""
        return next((n for n in self.names if n.first <= index <= n.last), None)

    def quote(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, both included."""
        return self.text[self.words[first].start : self.words[last].end]
