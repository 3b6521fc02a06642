"""The way up from a word: every cue that says what the word tells, innermost first.

From a word one climbs the tree. Each cue met on the way that says what one comes from (`officials say that`,
`according to the ministry`, the speaker of the quotation one leaves) is a step. Outside quotations, what
reported speech takes for granted (`the strikes`, `the law that it passed`) ends the climb: it is said in the
author's voice (codebook, Hedges and presuppositions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from veedor.codebook.labels import Kind
from veedor.reading.lexicon import words
from veedor.reading.mood.modality import definite
from veedor.reading.parse import Parse, Word
from veedor.reading.sources.asides import Aside, asides
from veedor.reading.sources.blocks import Blocks
from veedor.reading.sources.cues import Saying, passed_over, preposition, saying_of, sayings
from veedor.reading.sources.quotations import Quoted
from veedor.reading.sources.speakers import Place, Speakers, Step
from veedor.reading.sources.voices import cited, speakers

_LONGEST = 64
"""Steps of a climb: no real tree is deeper, a broken one might be endless."""

_FORESEEN = Saying("say", "certain", "")
_UNDERTAKING = frozenset({"promise", "request"})
_ACTS = frozenset({"xcomp", "obj", "obl", "advcl"})
"""How what is undertaken or asked hangs on its verb, unless it is a clause of its own."""
_FRAMES = frozenset({"before", "following", "follow", "ahead", "despite"})
"""What these introduce is known already: `it will fail before he leaves office`."""
_AGAINST = frozenset({"but", "while", "whereas", "whilst", "although", "though"})


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
        self._blocks = Blocks(parses, self._quoted)
        self._asides: dict[int, dict[int, list[Aside]]] = {}

    def steps(self, sentence: int, word: int, kind: Kind) -> list[Step]:
        """The cues above the word, innermost first."""
        walk = _Walk(sentence, word, kind, self.quotation(sentence, word))
        for _ in range(_LONGEST):
            if not self._step_up(walk):
                break
        # A climb may end on the label of the block itself (`AFP: riots spread`), which stands outside.
        end = word if walk.sentence == sentence else walk.at
        return [*walk.steps.values(), *self._above_block(walk, end)]

    def step(self, sentence: int, cue: int, saying: Saying) -> Step:
        """The cue with its speakers."""
        return Step((sentence, cue), saying, tuple(speakers(self._parses[sentence], cue, saying)))

    def quotation(self, sentence: int, word: int) -> int | None:
        """Number of the quotation that the word stands in, or None."""
        return self._quoted.at(self._parses[sentence].words[word].start)

    def _above_block(self, walk: _Walk, end: int) -> list[Step]:
        """Who speaks the paragraphs in which the climb ends at the word, and whoever quotes those."""
        if not self._blocks.all:
            return []
        block = self._blocks.at(self._parses[walk.sentence].words[end].start)
        if block is None or block.step.place in walk.steps:
            return []
        sentence, cue = block.step.place
        outer = (
            self.steps(sentence, cue, Kind.EVENT) if self._parses[sentence].words[cue].upos == "VERB" else []
        )
        return [block.step, *outer]

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
        if head < 0 or (unquoted and (_breaks_off(parse, walk.at) or _answers(parse, walk))):
            return False
        return self._rise(walk, parse, head)

    def _leap(self, walk: _Walk, speaker: Place) -> None:
        """From a quotation to the verb whose subject speaks it."""
        walk.sentence, walk.at = speaker
        walk.came, walk.path = -1, set()
        walk.steps[speaker] = self.step(*speaker, _spoken(self._parses[walk.sentence], walk.at))

    def _rise(self, walk: _Walk, parse: Parse, head: int) -> bool:
        """To the governing word, a step where it says what one comes from."""
        saying = saying_of(parse, head, walk.at, walk.came) or _foreseen(parse, head, walk)
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
                step = self.step(walk.sentence, head, saying)
                walk.steps[walk.sentence, head] = (
                    step if _tells(parse, walk, saying) else step._replace(heads=())
                )
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
    if _is_frame(parse, word):
        return True
    if word.upos not in {"NOUN", "PROPN"} or word.head < 0:
        return False
    if saying_of(parse, word.head, walk.at, walk.came) is not None:
        return False
    if walk.came < 0:
        return walk.kind is Kind.EVENT and definite(parse, walk.at) and not _is_news(parse, walk.at)
    below = parse.words[walk.came]
    described = below.deprel.startswith("acl") and saying_of(parse, walk.at, walk.came) is None
    if not described or word.upos != "NOUN" or below.xpos == "VB":
        return False
    return definite(parse, walk.at) or (walk.kind is Kind.EVENT and _tells_past(below))


def _tells_past(word: Word) -> bool:
    """Whether it is a relative clause that says what happened: `a raid that killed three`, known by then."""
    return word.deprel == "acl:relcl" and word.xpos in {"VBD", "VBN"}


def _is_frame(parse: Parse, word: Word) -> bool:
    """Whether it sets the time of what is said by something known: `before he leaves`, `following the raid`."""
    if not word.deprel.startswith(("obl", "advcl")) or preposition(parse, word) not in _FRAMES:
        return False
    despite = preposition(parse, word) == "despite"
    return despite or word.deprel.startswith("obl") or parse.child(word.index, "nsubj") is not None


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
        return not _goes_beyond(parse, word)
    while word.deprel == "nmod" and word.head >= 0:
        word = parse.words[word.head]
    announced = saying_of(parse, word.head, word.index) if word.deprel == "obj" and word.head >= 0 else None
    return announced is not None and announced.group == "announce"


def _goes_beyond(parse: Parse, subject: Word) -> bool:
    """Whether the predicate tells what a known act is or does: `the raid was a disgrace`, `the raid hurts us`."""
    predicate = parse.words[subject.head]
    if predicate.upos == "NOUN":
        return parse.child(predicate.index, "cop") is not None
    return subject.deprel == "nsubj" and parse.child(predicate.index, "obj") is not None


def _breaks_off(parse: Parse, at: int) -> bool:
    """Whether a clause of its own begins here: after a semicolon, or of what the speaker does besides."""
    if _goes_on_acting(parse, at):
        return True
    parted = any(w.text == ";" and w.index < at for w in parse.children(at, "punct"))
    return parted and parse.child(at, "nsubj") is not None


def _goes_on_acting(parse: Parse, at: int) -> bool:
    """Whether a participle after a closing verb of saying tells what the speaker does: `…, Roe said, urging calm`."""
    word = parse.words[at]
    if word.xpos != "VBG" or word.deprel != "advcl" or parse.child(at, "nsubj", "mark") is not None:
        return False
    closing = next((w.index for w in parse.ancestors(word.head) if word.head < w.index < at), None)
    return closing is not None and bool(sayings(parse, closing))


def _foreseen(parse: Parse, head: int, walk: _Walk) -> Saying | None:
    """Of the future nothing is known: whoever `realised that it would fail` is who foresees it."""
    if walk.kind is not Kind.FORECAST:
        return None
    knows = parse.words[head].upos == "VERB" and parse.words[head].lemma in words("knowing", "lemma")
    return _FORESEEN if knows and parse.words[walk.at].deprel == "ccomp" else None


def _tells(parse: Parse, walk: _Walk, saying: Saying) -> bool:
    """Whether whoever promises or asks says this too, and not only the act that it goes with.

    `Agreed to sell the islands for a million`: the sale is what they undertake, the price and whatever the act
    presupposes is told by the author; what is asked of others is the author's or nobody's, unless it is a stance.
    """
    content = parse.words[walk.at]
    relation = content.deprel.split(":")[0]
    bidden = saying.group == "request" and relation == "ccomp" and content.xpos == "VB"
    if saying.group not in _UNDERTAKING or not (relation in _ACTS or bidden):
        return True
    itself = all(parse.words[i].deprel == "conj" for i in walk.path if i != walk.at)
    if saying.group == "request":
        return walk.kind is Kind.POSITION or (itself and content.upos != "VERB")
    return itself


def _answers(parse: Parse, walk: _Walk) -> bool:
    """Whether another speaker has the word: `police say three died, but the union says five did`."""
    word = parse.words[walk.at]
    if (
        not walk.steps
        or (walk.sentence, walk.at) not in walk.steps
        or not walk.steps[walk.sentence, walk.at].heads
    ):
        return False
    against = parse.children(word.index, "cc", "mark")
    relation = word.deprel.split(":")[0]
    if relation not in {"conj", "advcl"} or not any(w.lemma in _AGAINST for w in against):
        return False
    subject = parse.child(word.index, "nsubj")
    return subject is not None and subject.upos != "PRON" and not any(w.lemma == "that" for w in against)


def _goes_on(parse: Parse, walk: _Walk, aside: Aside) -> bool:
    """Whether the author goes on after the aside: `…, the union said, but the ministry refused`."""
    after = (w for w in parse.children(walk.at, "conj") if w.index in walk.path and w.index > aside.cue)
    return any(parse.child(w.index, "nsubj") is not None for w in after)
