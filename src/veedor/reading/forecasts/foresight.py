"""Where a sentence looks ahead: predicates under modal verbs, and the words of `likelihood.py`.

Gives the places (`Seen`) that `forecasts.py` makes drafts of. Nothing here decides how sure a forecast is, only
that something is foreseen and which words say how likely.
"""

from __future__ import annotations

from collections.abc import Iterator

from veedor.reading.clauses import (
    has_happened,
    is_negated,
    is_own,
    is_past,
    modal_lemma,
    modals,
    saying_above,
)
from veedor.reading.conditions import Condition, conditions_of
from veedor.reading.events.triggers import is_party
from veedor.reading.forecasts.announced import (
    believed_above,
    believing_above,
    is_announced,
    is_due,
    is_outcome,
)
from veedor.reading.forecasts.likelihood import FINDERS, Seen, infinitive, last_of, uses
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects

_FORETELLING = frozenset({"will", "would", "shall", "could", "may", "might", "can"})
_LIKELY_MODALS = frozenset({"could", "may", "might", "can"})
_LIKELY_ABOVE = frozenset(
    "likely unlikely certain sure possibility probability likelihood chance prospect".split()
)
"""Words of probability whose clause tells what is likely."""
_NOT_AHEAD = frozenset("like prefer rather love welcome say argue appear seem suggest".split())
"""After `would` or `may` these soften what is said now."""
_AIMS = frozenset("aim goal objective priority preference purpose mission task".split())
_CLAUSES_BEFORE = frozenset({"until", "till", "before", "while", "lest", "than"})
"""Clauses that open so only bound another act in time."""


def foreseen(parse: Parse, said_if: list[Condition]) -> Iterator[Seen]:
    """The places of the sentence that look ahead, in no order; two may share words."""
    for word in parse.words:
        if word.upos in {"VERB", "ADJ", "NOUN", "PROPN", "AUX", "ADV", "PRON", "NUM"}:
            yield from _under_modal(parse, word, said_if)
        if word.lemma == "go" and word.text.lower() == "going":
            yield from _going_to(parse, word)
        for use, to, yields in uses(word):
            found = FINDERS[use](parse, word, to, yields) if use in FINDERS else None
            if found is not None:
                yield found
                break


def _under_modal(parse: Parse, word: Word, said_if: list[Condition]) -> Iterator[Seen]:
    """`will win`, `could win`: the predicate of a modal verb, where it looks ahead."""
    due = is_due(parse, word.index)
    helpers = [m for m in modals(parse, word.index) if modal_lemma(m) in _FORETELLING or due]
    if not helpers or word.lemma in _NOT_AHEAD or word.index < helpers[0].index:
        return
    modal = modal_lemma(helpers[0])
    if not _looks_ahead(parse, word, modal, bool(conditions_of(parse, said_if, word.index))):
        return
    first, last = _anchor(parse, helpers[0].index, word)
    yield Seen(word.index, first, last, word.index, _how_likely(parse, word, helpers[0]), word.index)


def _going_to(parse: Parse, word: Word) -> Iterator[Seen]:
    """`is going to win`."""
    clause = infinitive(parse, word.index)
    if clause is None or is_past(parse, word.index) or is_announced(parse, clause, word.index):
        return
    helpers = parse.children(word.index, "aux")
    first = min([word.index, *(w.index for w in helpers)])
    last = last_of(parse, parse.words[clause])
    yield Seen(clause, first, last, clause, None, word.index)


def _looks_ahead(parse: Parse, word: Word, modal: str, conditional: bool) -> bool:
    """Whether the predicate under the modal verb foretells, rather than announces, permits or tells an ability."""
    marks = {w.text.lower() for w in parse.children(word.index, "mark")}
    if marks & _CLAUSES_BEFORE or (modal != "will" and has_happened(parse, word.index)):
        return False
    if _is_purpose(parse, word, marks) or _is_wished(parse, word) or _is_asked_who(parse, word):
        return False
    if modal == "should":
        return True
    if parse.child(word.index, "expl") is not None and infinitive(parse, word.index) is not None:
        return False
    if modal == "can":
        return conditional or believed_above(parse, word.index)
    if modal == "could":
        return conditional or not _is_ability(parse, word)
    if modal in {"may", "might"}:
        own = is_own(parse, word.index) and word.upos == "VERB" and not is_outcome(parse, word)
        return conditional or not (own or word.deprel == "acl:relcl")
    if modal == "would" and not (conditional or _is_supposed(parse, word)):
        return False
    if conditional and saying_above(parse, word.index) is None and not is_own(parse, word.index):
        return True
    return not is_announced(parse, word.index, word.index)


def _is_wished(parse: Parse, word: Word) -> bool:
    """Whether it names what somebody aims at: `our priority will be growth`."""
    return any(w.lemma.lower() in _AIMS for w in parse.children(word.index, "nsubj", "nsubj:outer"))


def _is_asked_who(parse: Parse, word: Word) -> bool:
    """Whether the clause is a question told again: `decided who would speak`."""
    opening = parse.lowered[parse.subtree(word.index)[0]]
    return word.deprel in {"ccomp", "obj"} and opening in {"who", "what", "which"}


def _is_purpose(parse: Parse, word: Word, marks: set[str]) -> bool:
    """Whether the clause tells what something is done for: `so that work can resume`, `so work can resume`."""
    if word.deprel != "advcl":
        return False
    opening = parse.words[parse.subtree(word.index)[0]]
    return "so" in marks or opening.text.lower() == "so"


def _is_ability(parse: Parse, word: Word) -> bool:
    """Whether `could` tells what somebody was able to do: negated, in a relative clause, or in a tale of the past."""
    no_longer = any(w.lemma == "longer" for w in parse.children(word.index, "advmod"))
    if no_longer or is_negated(parse, word.index) or word.deprel == "acl:relcl":
        return True
    if word.deprel == "root" and any(parse.words[i].upos == "PRON" for i in _own_subjects(parse, word)):
        return True
    root = parse.root
    past = root is not None and is_past(parse, root.index) and saying_above(parse, word.index) is None
    return past and word.deprel in {"root", "conj", "advcl"}


def _own_subjects(parse: Parse, word: Word) -> list[int]:
    return [w.index for w in parse.children(word.index, "nsubj")]


def _is_supposed(parse: Parse, word: Word) -> bool:
    """Whether `would` foretells: in reported speech or belief, on a condition, or of a thing not yet so."""
    if word.deprel == "acl:relcl":
        return False
    if saying_above(parse, word.index) is not None or believing_above(parse, word.index) is not None:
        return True
    if word.deprel == "ccomp":
        return True
    subjects = grammatical_subjects(parse, word.index)
    root = parse.root
    told = root is not None and is_past(parse, root.index)
    return bool(subjects) and not any(is_party(parse, i) for i in subjects) and not told


def _anchor(parse: Parse, first: int, word: Word) -> tuple[int, int]:
    """From the modal verb to the predicate, its copula where that is a noun; the two ends, included."""
    last = last_of(parse, word)
    if any(w.upos == "PUNCT" and w.text == "," for w in parse.words[first:last]) or last - first > 7:
        return first, first
    return first, last


def _how_likely(parse: Parse, word: Word, helper: Word) -> tuple[int, int] | None:
    """The adverb of probability, the word of probability above the clause, or the modal verb that is one."""
    for child in parse.children(word.index, "advmod"):
        if any(use == "adverb" for use, _, _ in uses(child)):
            before = parse.words[child.index - 1]
            return (before.index if before.head == child.index else child.index), child.index
    if (asked := _asked(parse, word)) is not None:
        return asked
    if word.head >= 0 and word.deprel in {"ccomp", "csubj", "acl", "advcl"}:
        above = parse.words[word.head]
        feared = above.lemma in {"danger", "risk"} and modal_lemma(helper) not in _LIKELY_MODALS
        if (
            feared
            or above.lemma in _LIKELY_ABOVE
            or any(use == "predicate" and to == "no" for use, to, _ in uses(above))
        ):
            return above.index, above.index
    return (helper.index, helper.index) if modal_lemma(helper) in _LIKELY_MODALS else None


def _asked(parse: Parse, word: Word) -> tuple[int, int] | None:
    """`it remains to be seen`, `it is unclear`: the words before a clause with `whether` or `if`."""
    mark = next((w for w in parse.children(word.index, "mark") if w.text.lower() in {"if", "whether"}), None)
    if mark is None or mark.index < 2 or parse.words[mark.index - 1].upos == "PUNCT":
        return None
    before = (w.index for w in parse.words[max(0, mark.index - 6) : mark.index] if w.text.lower() == "it")
    first = next(before, None)
    return None if first is None else (first, mark.index - 1)
