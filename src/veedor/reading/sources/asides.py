"""Attributions that stand beside what is said, not above it: `, he said,`, `according to the ministry`."""

from __future__ import annotations

from typing import NamedTuple

from veedor.reading.mood.modality import definite
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import with_conjuncts
from veedor.reading.sources.cues import SPEAKING, Saying, sayings
from veedor.reading.sources.voices import own_voice, speakers

_CONTENT = ("ccomp", "xcomp")
_VIEWS = frozenset(
    {"word", "view", "opinion", "eye", "estimation", "judgment", "judgement", "account", "telling"}
)
_COUNTS = frozenset("account count reckoning estimate tally calculation admission".split())
"""Nouns of what somebody counts or admits (`by the army's own count`)."""
_LAWS = frozenset(
    {"constitution", "law", "rule", "charter", "treaty", "statute", "agreement", "resolution", "code"}
)
_MANNERS = frozenset({"law", "plan", "schedule", "custom", "tradition", "need", "rule"})
"""`According to law` and the like say how it is done, unless a certain one is meant."""
_PLANS = frozenset(
    "plan proposal accord deal clause bill scheme pact settlement arrangement provision term decree".split()
)
_SIGNS = _VIEWS | _COUNTS | _LAWS | _PLANS
_DUTIES = frozenset({"must", "should", "shall", "may"})
_GOING_ON = frozenset({"continue", "go"})
"""Verbs that mostly say nothing."""
_SAID = Saying("say", "certain", "")


class Aside(NamedTuple):
    """One attribution beside a clause."""

    cue: int
    """The word of saying, or the head of the phrase."""
    saying: Saying
    heads: tuple[int, ...]
    """Head words of the speakers."""


def asides(parse: Parse) -> dict[int, list[Aside]]:
    """The asides of the sentence by the word whose phrase or clause they speak of."""
    found: dict[int, list[Aside]] = {}
    for word in parse.words:
        if word.upos != "VERB" and word.lemma not in _SIGNS and word.text.lower() != "according":
            continue
        aside = _aside(parse, word)
        if aside is not None and parse.words[aside.cue].head >= 0:
            found.setdefault(_reach(parse, parse.words[aside.cue]), []).append(aside)
    return found


def _aside(parse: Parse, word: Word) -> Aside | None:
    """The aside that the word is the sign of: a verb of saying, `according`, `view`, `constitution`."""
    if word.head < 0:
        return None
    relation = word.deprel.split(":")[0]
    if (
        word.upos == "VERB"
        and relation in {"parataxis", "advcl", "conj", "ccomp", "acl"}
        and word.text.lower() != "according"
    ):
        return _said_aside(parse, word, relation)
    if word.text.lower() == "according":
        return _according(parse, word)
    if word.lemma in _SIGNS:
        return _phrase_aside(parse, word) if relation in {"obl", "nmod"} else None
    return None


def _said_aside(parse: Parse, word: Word, relation: str) -> Aside | None:
    """`, he said,` or `as the minister put it`."""
    found = [saying for saying in sayings(parse, word.index) if saying.group in SPEAKING]
    if not found and word.lemma != "put":
        return None
    as_put = (
        relation == "advcl"
        and word.xpos not in {"VBG", "VBN"}
        and any(c.lemma == "as" for c in parse.children(word.index, "mark", "advmod"))
    )
    # Trees disagree on what a closing `, the agency reported` hangs by.
    inserted = relation == "parataxis" or (relation in {"conj", "ccomp", "acl"} and _closes(parse, word))
    if word.lemma in _GOING_ON and (as_put or not _stops(parse, word)):
        return None
    if not (inserted and found) and not as_put:
        return None
    if parse.children(word.index, *_CONTENT) or _spoken_about(parse, word) or _begins_anew(parse, word):
        return None
    saying = found[0] if found else _SAID
    heads = speakers(parse, word.index, saying)
    has_subject = parse.child(word.index, "nsubj", "obl:agent") is not None
    return Aside(word.index, saying, tuple(heads)) if heads or has_subject else None


def _stops(parse: Parse, word: Word) -> bool:
    """Whether a mark follows at once: `"…," he continued, "…"`."""
    following = parse.words[word.index + 1 : word.index + 2]
    return not following or following[0].upos == "PUNCT"


def _closes(parse: Parse, word: Word) -> bool:
    """Whether nothing but a speaker and the verb closes the sentence: no conjunction, object or time."""
    alone = all(
        c.deprel.split(":")[0] in {"nsubj", "punct", "obl", "advmod"} for c in parse.children(word.index)
    )
    subject = parse.child(word.index, "nsubj")
    return alone and subject is not None and not subject.xpos.startswith("W") and _ends(parse, word)


def _begins_anew(parse: Parse, word: Word) -> bool:
    """Whether a semicolon parts the verb and its speaker from what stands before: they speak of something else."""
    return any(c.text == ";" and c.index < word.index for c in parse.children(word.index, "punct"))


def _spoken_about(parse: Parse, word: Word) -> bool:
    """Whether what follows the verb after a colon is its speech, not what stands above it."""
    return any(child.index > word.index for child in parse.children(word.index, "parataxis"))


def _according(parse: Parse, word: Word) -> Aside | None:
    """`according to X`, whichever of the two words the tree hangs on the other."""
    told = parse.child(word.index, "obl", "nmod", "obj")
    if told is None and word.deprel not in {"case", "mark"}:
        return None
    head = word.head if told is None else told.index
    if parse.words[head].lemma in _MANNERS and not definite(parse, head):
        return None
    return Aside(word.index if told else head, _SAID, tuple(with_conjuncts(parse, head)))


def _phrase_aside(parse: Parse, word: Word) -> Aside | None:
    """`in the words of X`, `by the army's own count`, `under the constitution … must`."""
    marker = parse.child(word.index, "case")
    if marker is None:
        return None
    if (marker.lemma == "in" and word.lemma in _VIEWS) or (marker.lemma == "by" and word.lemma in _COUNTS):
        owner = parse.child(word.index, "nmod:poss") or parse.child(word.index, "nmod")
        return (
            None
            if owner is None or own_voice(parse, owner.index)
            else Aside(word.index, _SAID, (owner.index,))
        )
    if marker.lemma == "under" and word.lemma not in _VIEWS | _COUNTS and _is_duty(parse, word.head):
        return Aside(word.index, _SAID, (word.index,))
    return None


def _is_duty(parse: Parse, predicate: int) -> bool:
    return any(w.lemma in _DUTIES or w.text.lower() == "would" for w in parse.children(predicate, "aux"))


def _reach(parse: Parse, word: Word) -> int:
    """The word whose clause the aside speaks of: the whole sentence, where it stands first or last."""
    root = parse.root
    if root is None or root.index == word.index:
        return word.head
    return root.index if _first(parse, word) == 0 or _ends(parse, word) else word.head


def _first(parse: Parse, word: Word) -> int:
    """Index of the first word, marks left out, of the phrase."""
    return next(i for i in parse.subtree(word.index) if parse.words[i].upos != "PUNCT")


def _ends(parse: Parse, word: Word) -> bool:
    """Whether the phrase closes the sentence after a comma or a dash."""
    inside = parse.subtree(word.index)
    last = all(w.upos == "PUNCT" for w in parse.words[inside[-1] + 1 :])
    before = parse.words[max(_first(parse, word) - 1, 0)]
    return last and before.upos == "PUNCT" and not parse.children(word.index, "cc")
