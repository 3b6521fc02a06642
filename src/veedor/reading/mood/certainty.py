"""How surely something is said, whether it is denied, and when it is: the mood of a statement.

The order of the codebook: an explicit hedge, in the clause or in the cue of its source, beats `open`; `open`
is what is wanted, tried, planned, asked or made a condition; everything else is certain.
"""

from __future__ import annotations

from typing import NamedTuple

from veedor.codebook.labels import Certainty, Kind, Polarity, Tense
from veedor.reading.mood.modality import classes, definite, infinitive, predicate, shares
from veedor.reading.mood.polarity import polarity as polarity
from veedor.reading.mood.tense import tense as tense
from veedor.reading.parse import Parse, Word
from veedor.reading.sources.cues import saying_of
from veedor.reading.sources.sources import AUTHOR, Chain

_CONDITIONS = frozenset({"if", "unless", "whether", "once", "until", "provided", "providing", "lest"})
_DUTIES = frozenset({"should", "must", "ought", "can"})
_ABILITIES = frozenset({"can", "could", "ca"})
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj"})
_DEEPEST = 12


class Mood(NamedTuple):
    """Whether, how surely, and when."""

    polarity: Polarity
    certainty: Certainty
    tense: Tense


def mood(
    parse: Parse,
    index: int,
    chain: Chain = AUTHOR,
    *,
    kind: Kind = Kind.EVENT,
    dated: Tense | None = None,
) -> Mood:
    """Polarity, certainty and tense of the statement anchored on the word, as `chain` tells it."""
    # A position's stance says already that it is refused.
    said = Polarity.YES if kind in {Kind.POSITION, Kind.ROLE} else polarity(parse, index)
    if chain.denied:
        said = Polarity.YES if said is Polarity.NO else Polarity.NO
    return Mood(said, certainty(parse, index, chain, kind=kind, dated=dated), tense(parse, index, dated))


def certainty(
    parse: Parse,
    index: int,
    chain: Chain = AUTHOR,
    *,
    kind: Kind = Kind.EVENT,
    dated: Tense | None = None,
) -> Certainty:
    """How surely the nearest source says it.

    Wanting, needing and promising are themselves facts: a position is `open` in no case, a forecast only
    under a condition or as one of two alternatives. `dated` as in `tense`: a plan with a date is certain.
    """
    at = predicate(parse, index)
    if kind is Kind.ROLE:
        return Certainty.CERTAIN
    if chain.hedged or _hedged(parse, at, kind):
        return Certainty.HEDGED
    if kind is Kind.POSITION:
        return Certainty.CERTAIN
    if chain.asked or _open(parse, at, kind, dated):
        return Certainty.OPEN
    return Certainty.CERTAIN


def _hedged(parse: Parse, index: int, kind: Kind) -> bool:
    """Whether the word, or what its truth hangs on, is softened."""
    at = index
    if "hedge" in classes(parse.words[at]) and kind is not Kind.ROLE:
        return True
    for _ in range(_DEEPEST):
        if any(_softens(parse, at, child, kind) for child in parse.children(at)):
            return True
        above = _above(parse, at)
        if above is None or (at == index and _settled(parse, at)):
            return False
        if "hedge" in classes(parse.words[above]) and parse.words[at].deprel.split(":")[0] != "conj":
            return True
        at = above
    return False


def _softens(parse: Parse, at: int, child: Word, kind: Kind) -> bool:
    if child.deprel.split(":")[0] not in {"aux", "advmod", "amod"} or "hedge" not in classes(child):
        return False
    if child.lemma.lower() in _ABILITIES:
        denied = any(w.lemma in {"not", "n't"} for w in parse.children(at, "advmod"))
        return not denied and (
            kind is Kind.FORECAST or (kind is not Kind.POSITION and child.lemma == "could")
        )
    return True


def _above(parse: Parse, at: int) -> int | None:
    """The word whose certainty covers this one too, or None."""
    word = parse.words[at]
    if word.head < 0 or saying_of(parse, word.head, at) is not None:
        return None
    relation = word.deprel.split(":")[0]
    if relation in _CLAUSES or (word.deprel == "acl" and infinitive(parse, at)) or shares(parse, at):
        return word.head
    if word.upos in {"NOUN", "PROPN", "NUM", "SYM"} and relation in {"obj", "obl", "nsubj", "nmod", "conj"}:
        return word.head
    return None


def _settled(parse: Parse, at: int) -> bool:
    """Whether a noun stands for something known to be, whatever is wanted or feared of it."""
    word = parse.words[at]
    if word.head >= 0 and word.deprel.split(":")[0] in {"obj", "nmod", "acl"}:
        governor = parse.words[word.head]
        if governor.upos in {"VERB", "NOUN"} and "ongoing" in classes(governor) and not infinitive(parse, at):
            return True
    if word.upos not in {"NOUN", "PROPN"} or not definite(parse, at):
        return False
    while word.deprel == "conj" and word.head >= 0:
        word = parse.words[word.head]
    governor = parse.words[max(word.head, 0)]
    return not (classes(governor) & {"open", "hedge"}) or governor.upos == "ADJ"


def _open(parse: Parse, index: int, kind: Kind, dated: Tense | None) -> bool:
    """Whether it is not said either way."""
    at = index
    for _ in range(_DEEPEST):
        if at == index and _settled(parse, at):
            return False
        if _conditional(parse, at) or _either_or(parse, at) or _asked(parse, at):
            return True
        if kind is not Kind.FORECAST and (
            _owed(parse, at) or _unreal(parse, at) or _intended(parse, at, dated)
        ):
            return True
        above = _above(parse, at)
        if above is None:
            return False
        at = above
    return False


def _conditional(parse: Parse, at: int) -> bool:
    return any(w.lemma in _CONDITIONS for w in parse.children(at, "mark")) or any(
        w.lemma == "whether" for w in parse.children(at, "advmod", "cc")
    )


def would_follow(parse: Parse, index: int) -> bool:
    """Whether it will come about if something else does: `if it holds, he will be sworn in`."""
    will = any(w.lemma.lower() in {"will", "would"} for w in parse.children(index, "aux"))
    return will and any(
        w.lemma in {"if", "unless"}
        for clause in parse.children(index, "advcl")
        for w in parse.children(clause.index, "mark")
    )


def _unreal(parse: Parse, at: int) -> bool:
    """Whether it is what would have been: `the court would have freed them`."""
    helpers = {w.lemma.lower() for w in parse.children(at, "aux")}
    return "have" in helpers and bool(helpers & {"would", "'d"}) and parse.words[at].upos == "VERB"


def _owed(parse: Parse, at: int) -> bool:
    return any(w.lemma in _DUTIES for w in parse.children(at, "aux")) and not any(
        w.lemma in {"not", "n't"} for w in parse.children(at, "advmod")
    )


def _either_or(parse: Parse, at: int) -> bool:
    """Whether it is one of two things that may come: `will raise their fees or close`."""
    if parse.words[at].upos not in {"VERB", "AUX"}:
        return False
    sides = [parse.words[at], *parse.children(at, "conj")]
    if parse.words[at].deprel == "conj" and parse.words[at].head >= 0:
        first = parse.words[at].head
        sides = [parse.words[first], *parse.children(first, "conj")]
    if len(sides) == 1:
        return False
    joined = any(w.lemma == "or" for side in sides for w in parse.children(side.index, "cc"))
    if not joined or sides[0].upos not in {"VERB", "AUX"}:
        return False
    if any("negator" in classes(w) for side in sides for w in parse.children(side.index)):
        return False
    either = any(w.lemma == "either" for side in sides for w in parse.children(side.index))
    return either or any(w.xpos == "MD" for side in sides for w in parse.children(side.index, "aux"))


def _asked(parse: Parse, at: int) -> bool:
    """Whether it is the main clause of a question that yes or no would answer."""
    if parse.words[at].head >= 0 or parse.words[-1].text != "?":
        return False
    return not any(w.xpos.startswith("W") for w in parse.words)


def _intended(parse: Parse, at: int, dated: Tense | None) -> bool:
    """Whether it is a purpose, or what somebody wants, tries, plans, asks for or weighs."""
    word = parse.words[at]
    if word.head < 0:
        return False
    governor = parse.words[word.head]
    found = classes(governor)
    relation = word.deprel.split(":")[0]
    if relation == "advcl":
        settled = bool(found & {"committed", "means"}) and parse.words[governor.index].upos == "VERB"
        return (infinitive(parse, at) and not settled) or _so_that(parse, at) or _aimed_at(parse, at)
    if word.deprel == "acl" and infinitive(parse, at):
        return "committed" not in found or "open" in found
    if relation in _CLAUSES:
        return bool(found & {"open", "weigh"}) and not (dated is not None and governor.lemma == "plan")
    if relation == "obj":
        return "open" in found or ("weigh" in found and not definite(parse, at))
    if relation in {"nmod", "obl"}:
        marker = parse.child(at, "case")
        return "open" in found and marker is not None and marker.lemma in {"for", "of", "to"}
    return False


def _aimed_at(parse: Parse, at: int) -> bool:
    """Whether it is an aim in words: `a raid aimed at freeing them`."""
    governor = parse.words[parse.words[at].head]
    return governor.lemma == "aim" and any(w.lemma == "at" for w in parse.children(at, "mark", "case"))


def _so_that(parse: Parse, at: int) -> bool:
    return any(w.lemma == "so" for w in parse.children(at, "mark"))
