"""Whether something is said to be so or not to be so."""

from __future__ import annotations

from veedor.codebook.labels import Polarity
from veedor.reading.mood.modality import classes, definite, infinitive, predicate, shares
from veedor.reading.parse import Parse, Word
from veedor.reading.sources.cues import saying_of

_NOT_REALLY = frozenset({"only", "just", "merely", "simply", "least"})
"""`Not only` affirms."""

_IDIOMS = frozenset({"doubt", "question", "matter", "wonder", "surprise", "secret"})
"""`No doubt` affirms."""

_HAPPENING = frozenset({"begin", "start", "happen", "occur", "materialize", "materialise"})
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj"})
_INTENDING = frozenset("intend plan seek want mean try aim".split())
_DEEPEST = 12


def polarity(parse: Parse, index: int) -> Polarity:
    """`no` where the clause of the word, or what governs it, says that it is not so; else `yes`.

    What a source denies is the chain's affair (`Chain.denied`); negations above a word of saying are not
    counted here.
    """
    at, came = predicate(parse, index), -1
    turned = "failing" in classes(parse.words[at]) and parse.child(at, "xcomp") is not None
    turned ^= falls_short(parse, at)
    for _ in range(_DEEPEST):
        turned ^= _negated(parse, at, came)
        above = _above(parse, at)
        if above is None:
            break
        turned ^= _undone(parse, at, above)
        at, came = above, at
    return Polarity.NO if turned else Polarity.YES


def falls_short(parse: Parse, index: int) -> bool:
    """Whether it is what somebody `stopped short of` doing."""
    word = parse.words[index]
    is_of = any(w.lemma == "of" for w in parse.children(index, "mark", "case"))
    return is_of and word.head >= 0 and word.xpos == "VBG" and parse.lowered[word.head] == "short"


def is_plainly_negated(parse: Parse, index: int) -> bool:
    """Whether a verb has its own `not` with `do` or `have`, and no modal: `does not recognise`, `has not joined`."""
    helpers = parse.children(index, "aux")
    is_plain = any(w.lemma in {"do", "have"} for w in helpers) and not any(w.xpos == "MD" for w in helpers)
    return is_plain and any(
        w.lemma.lower() in {"not", "n't", "never"} for w in parse.children(index, "advmod")
    )


def is_intended(parse: Parse, index: int) -> bool:
    """Whether it is what somebody is said to intend: `it plans to deport them`."""
    word = parse.words[index]
    return word.deprel == "xcomp" and parse.words[word.head].lemma in _INTENDING


def _above(parse: Parse, at: int) -> int | None:
    """The word whose negation covers this one too, or None."""
    word = parse.words[at]
    if word.head < 0 or saying_of(parse, word.head, at) is not None:
        return None
    relation = word.deprel.split(":")[0]
    nominal = word.upos in {"NOUN", "PROPN", "NUM"}
    if relation == "advcl" and infinitive(parse, at):
        return word.head if "means" in classes(parse.words[word.head]) else None
    if relation in _CLAUSES or (word.deprel == "acl" and word.xpos in {"VB", "VBG"}):
        return word.head
    if relation == "conj":
        return word.head if _alternative(parse, at) or (nominal and not definite(parse, at)) else None
    if nominal and relation in {"obj", "nsubj"} and not definite(parse, at):
        return word.head
    if nominal and relation == "nsubj" and _happens(parse, word.head):
        return word.head
    if nominal and relation in {"obj", "nmod"} and "absence" in classes(parse.words[word.head]):
        return word.head
    return None


def _happens(parse: Parse, verb: int) -> bool:
    """Whether the verb only says that its subject comes about: `did not take place`, `have not begun`."""
    lemma, below = parse.words[verb].lemma, parse.child(verb, "obj")
    if lemma == "take":
        return below is not None and below.lemma == "place"
    if lemma == "hold":
        return parse.child(verb, "nsubj:pass") is not None
    return lemma in _HAPPENING and below is None


def _undone(parse: Parse, at: int, above: int) -> bool:
    """Whether the word above says that this did not come about: `failed to`, `averted`."""
    relation = parse.words[at].deprel.split(":")[0]
    found = classes(parse.words[above])
    if relation in {"xcomp", "acl", "advcl"}:
        return bool(found & {"failure", "failing", "absence"})
    return relation in {"obj", "nmod"} and "absence" in found


def _alternative(parse: Parse, at: int) -> bool:
    """Whether it is joined by `or` or `nor` and borrows the auxiliaries, so the negation, before it."""
    joined = any(w.lemma in {"or", "nor"} for w in parse.children(at, "cc"))
    return joined and (shares(parse, at) or parse.words[at].upos in {"NOUN", "PROPN"})


def _negated(parse: Parse, at: int, came: int) -> bool:
    """Whether the word's own dependents negate it."""
    children = parse.children(at)
    own = any(_is_negator(parse, w) for w in children if w.deprel in {"advmod", "det", "cc", "cc:preconj"})
    bare = any(
        _names_none(parse, w)
        for w in children
        if w.deprel.split(":")[0] in {"nsubj", "obj"} and w.index != came
    )
    without = any(w.lemma == "without" for w in children if w.deprel in {"mark", "case"})
    return own ^ (bare or without)


def _is_negator(parse: Parse, word: Word) -> bool:
    if "negator" not in classes(word) and word.text.lower() not in {"n't", "n’t", "no"}:
        return False
    following = parse.words[word.index + 1].lemma if word.index + 1 < len(parse.words) else ""
    if word.deprel == "det" and parse.words[word.head].lemma in _IDIOMS:
        return False
    return following not in _NOT_REALLY


def _names_none(parse: Parse, word: Word) -> bool:
    """Whether a subject or object is `nobody`, or `no` with a noun that is no act of its own clause."""
    if "negator" in classes(word) and word.upos == "PRON":
        return True
    nobody = any(w.lemma in {"no", "neither"} for w in parse.children(word.index, "det"))
    return nobody and word.lemma not in _IDIOMS
