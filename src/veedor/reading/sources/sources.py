"""Who says so: the chain of sources of every word of a document.

`climb.py` finds the cues above a word; here they become chains: the source nearest the author first, sources
side by side a chain each, with how the innermost of them puts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.reading.parse import Parse, Word
from veedor.reading.sources.climb import Climber
from veedor.reading.sources.cues import denies_claim, sayings, unsure_passive
from veedor.reading.sources.speakers import Place, Step
from veedor.reading.sources.voices import named, own_voice

_DENYING = frozenset({"deny", "dismiss"})
_ASKING = frozenset({"ask", "request"})
_DOUBTED = frozenset({"believe", "expect", "promise"})
"""Groups whose negation speaks of the content: `does not believe that it will`."""

_COMMITTING = frozenset({"promise", "pledge", "vow", "commit", "swear", "undertake", "guarantee"})


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of sources, and how the innermost of them puts what is said."""

    sources: tuple[Quote, ...] = ()
    """Nearest the author first; empty for the author's own voice."""
    cue: Place | None = None
    """Sentence and word of the innermost cue; None where there is none."""
    denied: bool = False
    """Whether the nearest source says that it is not so."""
    hedged: bool = False
    """Whether the cue itself is a hedge: believes, fears, suggests, is said to."""
    asked: bool = False
    """Whether it is asked, demanded or left unsaid rather than stated: `open`, unless hedged."""
    group: str = ""
    """Class of the innermost cue (see `cues.Saying`), or empty."""
    disputed: bool = False
    """Whether it is one of two sides of a dispute, each with its own source and polarity."""

    def performed(self) -> Chain:
        """The chain of an act that its speaker does by saying it: the innermost source left out.

        `Roe said the ban was a disgrace` is an accusation by Roe, told in the author's voice.
        """
        return replace(self, sources=self.sources[:-1], denied=False, hedged=False, asked=False)


AUTHOR = Chain()
"""The author's own voice."""


def attributions(parses: Sequence[Parse]) -> Attributions:
    """The attributions of one document, given the parses of all its sentences in order."""
    return Attributions(parses)


class Attributions:
    """Answers who says what; everything that depends on one sentence is worked out once."""

    def __init__(self, parses: Sequence[Parse]) -> None:
        self._parses = parses
        self._climber = Climber(parses)

    def of(self, sentence: int, word: int, kind: Kind = Kind.EVENT) -> list[Chain]:
        """The chains of sources of the statement headed by `word`: one, or one for each source side by side.

        Offices are always told in the author's voice; a promise, a denial or a forecast anchored on the word of
        saying itself (`pledged`, `denied the charge`, `fears`) has its own speaker as innermost source.
        """
        if kind is Kind.ROLE:
            return [AUTHOR]
        if self._speaks_itself(sentence, word, kind):
            return self.voiced(sentence, word)
        return self._chains(self._climber.steps(sentence, word, kind))

    def voiced(self, sentence: int, cue: int) -> list[Chain]:
        """The chains of what the cue itself says: for an act denied that its clause does not name."""
        found = sayings(self._parses[sentence], cue)
        if not found:
            return self.of(sentence, cue)
        step = self._climber.step(sentence, cue, found[0])
        # `They accuse it of fraud, a charge it denies`: those who accuse do not say that it denies it.
        aside = self._parses[sentence].words[cue].deprel == "acl:relcl"
        outer = [] if aside else self._climber.steps(sentence, cue, Kind.EVENT)
        return self._chains([step, *outer])

    def quoted(self, sentence: int, word: int) -> bool:
        """Whether the word stands between quotation marks."""
        return self._climber.quotation(sentence, word) is not None

    def _speaks_itself(self, sentence: int, word: int, kind: Kind) -> bool:
        groups = {saying.group for saying in sayings(self._parses[sentence], word)}
        if kind is Kind.FORECAST:
            return bool(groups & {"expect", "warn", "believe", "deny", "dismiss"})
        if kind is Kind.EVENT:
            return "deny" in groups and denies_claim(self._parses[sentence], word)
        return kind is Kind.POSITION and self._parses[sentence].words[word].lemma in _COMMITTING

    def _chains(self, steps: list[Step]) -> list[Chain]:
        if not steps:
            return [AUTHOR]
        rebuffed = self._rebuffed(steps)
        if rebuffed is not None:
            return rebuffed
        voices = [self._voices(step, steps[n + 1 :]) for n, step in enumerate(steps)]
        manner = self._manner(steps)
        return [
            Chain(tuple(dict.fromkeys(q for q in reversed(chosen) if q is not None)), steps[0].place, *manner)
            for chosen in product(*voices)
        ]

    def _rebuffed(self, steps: list[Step]) -> list[Chain] | None:
        """`X rejected the claims of Y that …`, `X denied that …, as Y had said`: Y says so, X denies it."""
        if len(steps) > 1 and steps[0].saying.group in _DENYING and self._is_likened(steps[1]):
            return self._sides(steps[1:], [steps[0], *steps[2:]])
        if len(steps) < 2 or steps[1].saying.group not in _DENYING or steps[0].place[0] != steps[1].place[0]:
            return None
        if self._parses[steps[0].place[0]].words[steps[0].place[1]].upos != "NOUN":
            return None
        claim = [steps[0], *steps[2:]] if steps[0].heads else []
        return self._sides(claim, steps[1:])

    def _sides(self, claim: list[Step], denial: list[Step]) -> list[Chain]:
        sides = [*(self._chains(claim) if claim else []), *self._chains(denial)]
        return [replace(chain, disputed=True) for chain in sides]

    def _is_likened(self, step: Step) -> bool:
        """Whether the cue stands in a clause with `as`: `as officials had claimed`."""
        sentence, cue = step.place
        parse = self._parses[sentence]
        is_clause = parse.words[cue].deprel.startswith("advcl")
        return is_clause and any(w.lemma == "as" for w in parse.children(cue, "mark", "advmod"))

    def _voices(self, step: Step, outer: list[Step]) -> Sequence[Quote | None]:
        """The speakers side by side of one cue; a single None where it names none."""
        sentence, cue = step.place
        parse = self._parses[sentence]
        if outer and self._speaks_on(step, outer[0]):
            return [None]
        return named(parse, list(step.heads), cue=cue, jointly=parse.words[cue].lemma == "agree") or [None]

    def _speaks_on(self, step: Step, outer: Step) -> bool:
        """Whether `he believes` under `X said` is X going on about himself."""
        sentence = step.place[0]
        words = self._parses[sentence].words
        resumed = step.saying.group == outer.saying.group and _resumes(words, step.place[1])
        same_breath = outer.place[0] == sentence and bool(outer.heads) and not self.quoted(*step.place)
        alone = len(step.heads) == 1 and words[step.heads[0]].xpos in {"PRP", "PRP$"}
        alone = alone and words[step.heads[0]].deprel != "obj"  # `quotes her as saying`
        return same_breath and (alone or resumed)

    def _manner(self, steps: list[Step]) -> tuple[bool, bool, bool, str]:
        """Whether the innermost source denies, hedges, asks; and the class of its cue."""
        group = steps[0].saying.group
        denied, hedged, asked = group in _DENYING, False, group in _ASKING
        for step in steps:
            sentence, cue = step.place
            parse = self._parses[sentence]
            own = not step.heads and any(own_voice(parse, w.index) for w in parse.children(cue, "nsubj"))
            confirmed = step.place != steps[-1].place and _confirmed(parse, cue)
            hedged |= (step.saying.certainty == "hedged" and not confirmed) or unsure_passive(
                parse, cue, step.saying
            )
            if _negated(parse, cue) and step.saying.group in _DENYING:
                denied, asked = False, True
            elif _negated(parse, cue):
                doubted = step.saying.group in _DOUBTED and parse.words[cue].upos == "VERB"
                denied, asked = denied ^ doubted, asked or not doubted
            if step.heads and not own:
                break
        return denied, hedged, asked, group


def _resumes(words: Sequence[Word], cue: int) -> bool:
    """Whether the cue repeats one that governs it: `said that it had gone and said that it would stay`."""
    word = words[cue]
    return word.deprel == "conj" and not any(w.head == cue and w.deprel.startswith("nsubj") for w in words)


def _confirmed(parse: Parse, noun: int) -> bool:
    """Whether the noun of saying is what somebody confirms: `confirmed fears that`."""
    word = parse.words[noun]
    return word.deprel == "obj" and word.head >= 0 and parse.words[word.head].lemma == "confirm"


def _negated(parse: Parse, index: int) -> bool:
    return any(w.lemma in {"not", "never", "n't"} for w in parse.children(index, "advmod"))
