"""Who speaks in a quotation: the cue beside it, before it, or that of the quotation which it continues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from veedor.reading.parse import Parse
from veedor.reading.sources.cues import SPEAKING, Saying, sayings
from veedor.reading.sources.quotations import Quoted

Place = tuple[int, int]
"""A sentence of the document and a word of it."""


class Step(NamedTuple):
    """One cue on the way up from a word to the author."""

    place: Place
    saying: Saying
    heads: tuple[int, ...]
    """Head words of the speakers, in the cue's sentence."""


_NEAR = 20
"""Words between a quotation and its cue: `said the deputy head of the mission to the southern region`."""


class Speakers:
    """Finds the cue of each quotation, once."""

    def __init__(self, parses: Sequence[Parse], quoted: Quoted) -> None:
        self._parses = parses
        self._quoted = quoted
        self._starts = [parse.start for parse in parses]
        self._known: dict[int, Place | None] = {}

    def of(self, number: int) -> Place | None:
        """Sentence and word of the cue whose subject speaks in the quotation; None where nobody is named."""
        for earlier in range(number + 1):
            if earlier not in self._known:
                self._known[earlier] = self._find(earlier)
        return self._known[number]

    def _find(self, number: int) -> Place | None:
        quotation = self._quoted.all[number]
        first, last = self._sentence(quotation.start), self._sentence(quotation.end - 1)
        if not quotation.speech:
            return self._above(first, quotation.start)
        return (
            self._after(number, last, quotation.end)
            or self._before(number, first, quotation.start)
            or self._introduced(first, quotation.start)
            or self._continued(number)
            or self._spoke_before(first, quotation.start)
        )

    def _sentence(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    def _outside(self, sentence: int) -> Iterator[int]:
        """Verbs of speaking of the sentence that stand outside quotations."""
        parse = self._parses[sentence]
        for word in parse.words:
            if word.upos != "VERB" or self._quoted.at(word.start) is not None:
                continue
            if any(
                saying.group in SPEAKING or saying.group == "accuse" for saying in sayings(parse, word.index)
            ):
                yield word.index

    def _after(self, number: int, sentence: int, end: int) -> Place | None:
        """`"…," said X.`: the cue follows at once, in this sentence or in a fragment split off."""
        limit = self._next_quotation(number)
        for at in range(sentence, min(sentence + 2, len(self._parses))):
            if not self._touches(at, end):
                break
            parse = self._parses[at]
            begin = next(
                (w.index for w in parse.words if w.start >= end and w.upos != "PUNCT"), len(parse.words)
            )
            for cue in self._outside(at):
                near = begin <= cue <= begin + _NEAR and parse.words[cue].start < limit
                if near and self._plain(at, begin, cue):
                    return at, cue
        return None

    def _touches(self, sentence: int, end: int) -> bool:
        """Whether the quotation ends in the sentence, or a fragment follows it: in small letters, or `Roe said.`."""
        parse = self._parses[sentence]
        if parse.start <= end <= parse.end:
            return True
        between = parse.text[end : parse.start]
        if "\n" in between or len(between) >= 4:
            return False
        said = [w.index for w in parse.words if w.upos != "PUNCT"][-1:]
        is_tag = bool(said) and said == list(self._outside(sentence))
        return parse.text[parse.start].islower() or is_tag

    def _next_quotation(self, number: int) -> int:
        rest = self._quoted.all[number + 1 : number + 2]
        return rest[0].start if rest else len(self._parses[0].text)

    def _plain(self, sentence: int, begin: int, cue: int) -> bool:
        """Whether what stands between quotation and cue is the speaker alone."""
        words = self._parses[sentence].words
        if words[cue].xpos == "VBG" and words[cue - 1].lemma != "as":
            return False  # `"…", adding that`: the next saying, not this one's
        return not any(
            (w.upos == "CCONJ" and w.head == cue)
            or (w.upos == "SCONJ" and w.lemma != "as")
            or w.text in {";", ":"}
            for w in words[begin:cue]
        )

    def _before(self, number: int, sentence: int, start: int) -> Place | None:
        """`X said: "…"`: the nearest cue before the mark in its sentence."""
        words = self._parses[sentence].words
        before = [cue for cue in self._outside(sentence) if words[cue].end <= start]
        return (sentence, before[-1]) if before else None

    def _introduced(self, sentence: int, start: int) -> Place | None:
        """The sentence before ends with a colon: its last cue, else its main predicate."""
        if sentence == 0 or not self._opens(sentence, start):
            return self._main(sentence, start)
        earlier = self._parses[sentence - 1]
        cues = list(self._outside(sentence - 1))
        stopped = earlier.words[-1].text == "," and bool(cues) and cues[-1] == earlier.words[-1].index - 1
        if earlier.words[-1].text != ":" and not stopped:
            return None
        root = earlier.root
        return (sentence - 1, cues[-1]) if cues else root and (sentence - 1, root.index)

    def _opens(self, sentence: int, start: int) -> bool:
        """Whether nothing but marks stands before the quotation in its sentence."""
        return all(w.upos == "PUNCT" for w in self._parses[sentence].words if w.end <= start)

    def _main(self, sentence: int, start: int) -> Place | None:
        """`X called for unity: "…"` with a verb outside the list: its root, before a colon."""
        parse = self._parses[sentence]
        if parse.text[:start].rstrip(' \n"“').endswith(":") and parse.root is not None:
            return (sentence, parse.root.index) if parse.root.end <= start else None
        return None

    def _continued(self, number: int) -> Place | None:
        """The speaker goes on: nothing but the earlier quotation's own sentence stands between."""
        for before in range(number - 1, -1, -1):
            earlier = self._quoted.all[before]
            gap = self._parses[0].text[earlier.end : self._quoted.all[number].start]
            if not earlier.speech and "\n" not in gap:
                continue
            begins = self._sentence(self._quoted.all[number].start)
            return self._known[before] if begins - self._sentence(earlier.end) <= 1 else None
        return None

    def _spoke_before(self, sentence: int, start: int) -> Place | None:
        """Whoever the sentence before reports, in the same paragraph: `Roe said it fails. "It is a disaster."`."""
        if sentence == 0 or not self._opens(sentence, start):
            return None
        earlier = self._parses[sentence - 1]
        if "\n" in earlier.text[earlier.end : start]:
            return None
        cues = [i for i in self._outside(sentence - 1) if earlier.child(i, "nsubj") is not None]
        main = [i for i in cues if earlier.words[i].head < 0]
        found = main or cues[:1]
        return (sentence - 1, found[0]) if found else None

    def _above(self, sentence: int, start: int) -> Place | None:
        """For a quoted term: the verb of speaking it hangs under, if any."""
        parse = self._parses[sentence]
        at = next((w.index for w in parse.words if w.start >= start), None)
        cues = set(self._outside(sentence))
        if at is None:
            return None
        return next(((sentence, w.index) for w in parse.ancestors(at) if w.index in cues), None)
