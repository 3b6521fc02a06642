"""The way up from a word: every cue that says what the word tells, innermost first.

From a word one climbs the tree. Each cue met on the way that says what one comes from (`officials say that`,
`according to the ministry`, the speaker of the quotation one leaves) is a step. Outside quotations, what
reported speech takes for granted (`the strikes`, `the law that it passed`) ends the climb: it is said in the
author's voice (codebook, Hedges and presuppositions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.reading.mood.modality import definite
from veedor.reading.parse import Parse
from veedor.reading.sources.asides import Aside, asides
from veedor.reading.sources.cues import Saying, passed_over, saying_of, sayings
from veedor.reading.sources.quotations import Quoted
from veedor.reading.sources.speakers import Place, Speakers
from veedor.reading.sources.voices import cited, speakers

_LONGEST = 64
"""Steps of a climb: no real tree is deeper, a broken one might be endless."""


class Step(NamedTuple):
    """One cue on the way up."""

    place: Place
    saying: Saying
    heads: tuple[int, ...]
    """Head words of the speakers, in the cue's sentence."""


@dataclass(slots=True)
class _Walk:
    """How far one climb has come."""

    sentence: int
    at: int
    kind: Kind
    quotation: int | None
    """Number of the quotation that the climb is still inside."""
    came: int = -1
    """The word one step below, -1 at the start and after a leap to a speaker."""
    granted: bool = False
    """Whether what the climb started from is taken for granted by all that is above."""
    path: set[int] = field(default_factory=set)
    steps: dict[Place, Step] = field(default_factory=dict)


class Climber:
    """Climbs in one document; what depends on one sentence or one quotation is worked out once."""

    def __init__(self, parses: Sequence[Parse]) -> None:
        self._parses = parses
        self._quoted = Quoted(parses[0].text if parses else "")
        self._speakers = Speakers(parses, self._quoted)
        self._asides: dict[int, dict[int, list[Aside]]] = {}

    def steps(self, sentence: int, word: int, kind: Kind) -> list[Step]:
        """The cues above the word, innermost first."""
        walk = _Walk(sentence, word, kind, self.quotation(sentence, word))
        for _ in range(_LONGEST):
            if not self._step_up(walk):
                break
        return list(walk.steps.values())

    def step(self, sentence: int, cue: int, saying: Saying) -> Step:
        """The cue with its speakers."""
        return Step((sentence, cue), saying, tuple(speakers(self._parses[sentence], cue, saying)))

    def quotation(self, sentence: int, word: int) -> int | None:
        """Number of the quotation that the word stands in, or None."""
        return self._quoted.at(self._parses[sentence].words[word].start)

    def _step_up(self, walk: _Walk) -> bool:
        """Move one word up, or to the speaker of the quotation that ends here; False at the top."""
        parse = self._parses[walk.sentence]
        walk.path.add(walk.at)
        walk.granted = walk.granted or (walk.quotation is None and _takes_for_granted(parse, walk))
        if not walk.granted:
            self._add_asides(walk)
        head = parse.words[walk.at].head
        if walk.quotation is not None and (head < 0 or self.quotation(walk.sentence, head) != walk.quotation):
            speaker = self._speakers.of(walk.quotation)
            walk.quotation = None
            if speaker is not None and speaker not in walk.steps:
                self._leap(walk, speaker)
                return True
        unquoted = self.quotation(walk.sentence, walk.at) is None
        if head < 0 or (unquoted and _breaks_off(parse, walk.at)):
            return False
        return self._rise(walk, parse, head)

    def _leap(self, walk: _Walk, speaker: Place) -> None:
        """From a quotation to the verb whose subject speaks it."""
        walk.sentence, walk.at = speaker
        walk.came, walk.path = -1, set()
        walk.steps[speaker] = self.step(*speaker, _spoken(self._parses[walk.sentence], walk.at))

    def _rise(self, walk: _Walk, parse: Parse, head: int) -> bool:
        """To the governing word, a step where it says what one comes from."""
        saying = saying_of(parse, head, walk.at, walk.came)
        if saying is not None and (walk.sentence, head) not in walk.steps:
            if walk.granted:
                return False
            between = passed_over(parse, head, walk.at)
            if between is not None and between not in walk.path:
                inner = sayings(parse, between)[0]
                walk.steps[walk.sentence, between] = self.step(walk.sentence, between, inner)
            # A claim that is dismissed was made, a statement that is published is one: no step for itself.
            if walk.came >= 0 or saying.group not in {"dismiss", "publish"}:
                self._add_cited(walk, parse, head)
                walk.steps[walk.sentence, head] = self.step(walk.sentence, head, saying)
        walk.at, walk.came = head, walk.at
        return True

    def _add_cited(self, walk: _Walk, parse: Parse, cue: int) -> None:
        """`The paper, citing officials, reported`: the officials say it to the paper."""
        heads = cited(parse, cue)
        if heads:
            said = Saying("say", "certain", "")
            walk.steps[walk.sentence, heads[0]] = Step((walk.sentence, heads[0]), said, tuple(heads))

    def _add_asides(self, walk: _Walk) -> None:
        if walk.sentence not in self._asides:
            self._asides[walk.sentence] = asides(self._parses[walk.sentence])
        found = self._asides[walk.sentence].get(walk.at)
        if not found or (walk.quotation is None and self.quotation(walk.sentence, walk.at) is not None):
            return  # `"…," he said, urging them on`: what follows the quotation is not said in it
        for aside in found:
            place = walk.sentence, aside.cue
            beside = self.quotation(*place) in {None, walk.quotation} and aside.cue not in walk.path
            if beside and place not in walk.steps and not _goes_on(self._parses[walk.sentence], walk, aside):
                walk.steps[place] = Step(place, aside.saying, aside.heads)


def _spoken(parse: Parse, cue: int) -> Saying:
    """How the cue of a quotation conveys it: whatever is quoted after `urged` or `called` is stated."""
    found = sayings(parse, cue)
    return Saying(found[0].group if found and found[0].group in {"say", "ask"} else "say", "certain", "")


def _takes_for_granted(parse: Parse, walk: _Walk) -> bool:
    """Whether the way up passes here from what is said to what is presupposed."""
    word = parse.words[walk.at]
    if walk.came < 0 and walk.kind is Kind.EVENT and _attributive(parse, word.index):
        return True
    if word.upos not in {"NOUN", "PROPN"} or word.head < 0:
        return False
    if saying_of(parse, word.head, walk.at, walk.came) is not None:
        return False
    if walk.came < 0:
        return walk.kind is Kind.EVENT and definite(parse, walk.at) and not _is_news(parse, walk.at)
    below = parse.words[walk.came]
    described = below.deprel.startswith("acl") and saying_of(parse, walk.at, walk.came) is None
    return described and word.upos == "NOUN" and below.xpos != "VB" and definite(parse, walk.at)


def _attributive(parse: Parse, at: int) -> bool:
    """Whether it is a participle before a known noun: `the ousted president`, `their jailed leader`."""
    word = parse.words[at]
    if word.deprel != "amod" or word.xpos not in {"VBN", "JJ"} or word.head <= at:
        return False
    return definite(parse, word.head) or parse.words[word.head].upos == "PROPN"


def _is_news(parse: Parse, noun: int) -> bool:
    """Whether the clause is about the act (`the talks will resume`) or announces it: no presupposition."""
    word = parse.words[noun]
    while word.deprel == "conj" and word.head >= 0:
        word = parse.words[word.head]
    if word.deprel.startswith("nsubj"):
        return True
    while word.deprel == "nmod" and word.head >= 0:
        word = parse.words[word.head]
    announced = saying_of(parse, word.head, word.index) if word.deprel == "obj" and word.head >= 0 else None
    return announced is not None and announced.group == "announce"


def _breaks_off(parse: Parse, at: int) -> bool:
    """Whether a clause of its own begins here after a semicolon."""
    parted = any(w.text == ";" and w.index < at for w in parse.children(at, "punct"))
    return parted and parse.child(at, "nsubj") is not None


def _goes_on(parse: Parse, walk: _Walk, aside: Aside) -> bool:
    """Whether the author goes on after the aside: `…, the union said, but the ministry refused`."""
    after = (w for w in parse.children(walk.at, "conj") if w.index in walk.path and w.index > aside.cue)
    return any(parse.child(w.index, "nsubj") is not None for w in after)
