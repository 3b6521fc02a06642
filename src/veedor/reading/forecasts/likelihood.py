"""Words of probability, belief, hope and fear, and what they are said of.

Each finder takes a word of `data/probability_words.tsv` and gives the place (`Seen`) where something is foreseen,
or None where the word does not foretell there.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from veedor.reading.clauses import (
    base,
    is_past,
    modals,
)
from veedor.reading.events.triggers import is_party, trigger_at
from veedor.reading.forecasts.announced import BELIEVING
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects, is_passive


class Seen(NamedTuple):
    """A place where something is foreseen."""

    head: int
    """Head word of the anchor."""
    first: int
    """First word of the anchor."""
    last: int
    """Last word of the anchor, included."""
    about: int
    """Head of the words that tell what may happen."""
    likely: tuple[int, int] | None = None
    """First and last of the words that say how likely, or None."""
    subject: int | None = None
    """Word whose subject it is said of; None where `about` has no subject of its own."""
    whom: int | None = None
    """Of whom it is said where that is no subject (`expect the court to rule`)."""


_SEEMING = frozenset({"seem", "appear", "look"})
_DEGREES = frozenset(
    {"very", "highly", "most", "more", "less", "almost", "quite", "increasingly", "not", "hardly"}
)
_OPEN = frozenset(
    {"possible", "unclear", "uncertain", "questionable", "doubtful", "conceivable", "plausible"}
)
"""Said of a thing, or of a clause without `will`, these tell a doubt about what is, not a forecast."""


_BRINGING_UP = frozenset(
    "raise open prompt spark stoke fuel create face see pose run carry have express voice fear".split()
)
"""Verbs after which a possibility or fear is told; others only handle it."""
_LINKS = {"hope": {"of", "for"}, "prospect": {"of", "for"}, "potential": {"for", "of"}, "odds": {"of", "on"}}


@cache
def _listed() -> dict[tuple[str, str], tuple[tuple[str, str, bool], ...]]:
    """Use, what `to` says, and whether events go before, by word and part of speech."""
    found: dict[tuple[str, str], list[tuple[str, str, bool]]] = {}
    for row in table("probability_words"):
        entry = (row["use"], row["to"], row["event"] == "yields")
        found.setdefault((row["word"], row["upos"]), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def uses(word: Word) -> tuple[tuple[str, str, bool], ...]:
    """The rows for the word; a participle read as a verb counts as an adjective too."""
    found = _listed().get((base(word), word.upos), ())
    return found or (_listed().get((word.text.lower(), "ADJ"), ()) if word.xpos in {"JJ", "VBN"} else ())


def infinitive(parse: Parse, index: int) -> int | None:
    """The clause with `to` that completes the word."""
    for child in parse.children(index, "xcomp", "csubj", "ccomp", "advcl"):
        if child.index > index and any(w.text.lower() == "to" for w in parse.children(child.index, "mark")):
            return child.index
    return None


def last_of(parse: Parse, word: Word) -> int:
    """The predicate with its particle, or its copula where the predicate is a noun."""
    copula = parse.child(word.index, "cop")
    if copula is not None and word.upos != "ADJ" and copula.index < word.index:
        return copula.index
    particle = parse.child(word.index, "compound:prt")
    return particle.index if particle is not None and particle.index == word.index + 1 else word.index


def _predicate(parse: Parse, word: Word, to: str, yields: bool) -> Seen | None:
    """`is likely to win`, `seems sure to win`, `war is inevitable`, `it is certain that they win`."""
    first = _from_copula(parse, word)
    clause = infinitive(parse, word.index)
    if to == "thing":
        return _threat(parse, word, clause)
    if to == "yes" and clause is not None:
        if first is None or (yields and trigger_at(parse, clause) is not None):
            return None
        likely = (_first_likely(parse, word, first), word.index)
        return Seen(clause, first, last_of(parse, parse.words[clause]), clause, likely, word.index)
    if word.upos == "VERB" or word.lemma == "expected":
        return _expected(parse, word)
    return None if first is None else _of_clause_or_thing(parse, word, first, to)


_SURE_OF_THINGS = frozenset({"likely", "unlikely"})


def _of_clause_or_thing(parse: Parse, word: Word, first: int, to: str) -> Seen | None:
    """`it is certain that they win`, `war is inevitable`; None where the clause has a modal verb of its own."""
    content = parse.child(word.index, "csubj", "ccomp")
    if content is not None and content.index > word.index:
        believers = (w.index for w in parse.children(word.index, "nsubj"))
        if modals(parse, content.index) or word.lemma in _OPEN or any(is_party(parse, i) for i in believers):
            return None
        return Seen(word.index, first, word.index, content.index, (word.index, word.index))
    seeming = word.deprel == "xcomp" and first == word.head
    subject = parse.child(first if seeming else word.index, "nsubj")
    if subject is None or subject.upos not in {"NOUN", "PROPN"} or word.lemma in _OPEN:
        return None
    if to == "yes" and word.lemma not in _SURE_OF_THINGS:
        return None
    return Seen(word.index, first, word.index, subject.index, (word.index, word.index))


def _from_copula(parse: Parse, word: Word) -> int | None:
    """First word of `is likely`, `seems likely`, `is expected`; None where the word is no predicate."""
    if word.deprel == "xcomp" and word.head >= 0 and parse.words[word.head].lemma in _SEEMING:
        return word.head
    helpers = [w.index for w in parse.children(word.index, "cop", "aux") if w.index < word.index]
    if helpers:
        return min(helpers)
    return word.index if word.deprel in {"acl", "acl:relcl", "conj"} else None


def _first_likely(parse: Parse, word: Word, first: int) -> int:
    """First of the words that say how likely: without `is` before an adjective, with it before a participle."""
    if word.upos == "VERB" or parse.words[first].lemma in _SEEMING:
        return first
    before = parse.words[word.index - 1]
    return (
        before.index
        if before.head == word.index and before.deprel == "advmod" and before.lemma in _DEGREES
        else word.index
    )


def _threat(parse: Parse, word: Word, clause: int | None) -> Seen | None:
    """`the dispute threatens to split the party`: only of things, for a party's threat is an act."""
    doers = grammatical_subjects(parse, word.index)
    if clause is None or not doers or is_past(parse, word.index) or any(is_party(parse, i) for i in doers):
        return None
    return Seen(clause, word.index, clause, clause, (word.index, word.index), word.index)


def _expected(parse: Parse, word: Word) -> Seen | None:
    """`a law is expected next month`, `laws expected next month`."""
    if word.xpos not in {"VBN", "JJ"} or word.lemma not in {
        "expect",
        "expected",
        "anticipate",
        "forecast",
        "predict",
    }:
        return None
    if any(
        mark.lemma == "from"
        for w in parse.children(word.index, "obl")
        for mark in parse.children(w.index, "case")
    ):
        return None  # `the answer expected from them`
    helpers = {w.lemma for w in parse.children(word.index, "aux")}
    if "have" in helpers and not is_passive(parse, word.index):
        return None
    subject = parse.child(word.index, "nsubj:pass", "nsubj")
    first = _from_copula(parse, word)
    if subject is not None and subject.upos in {"NOUN", "PROPN"} and first is not None:
        return Seen(word.index, first, word.index, subject.index, (first, word.index))
    if word.deprel == "acl" and word.head >= 0:
        return Seen(word.index, word.index, word.index, word.head, (word.index, word.index))
    return None


def _belief(parse: Parse, word: Word, to: str, _yields: bool) -> Seen | None:
    """`hopes to win`, `expects a deal`, `expects him to resign`, `hopes that talks resume`."""
    if is_past(parse, word.index) and word.lemma != "hope":
        return None
    if is_passive(parse, word.index) or not _has_mind(parse, word):
        return None
    helpers = [w.index for w in parse.children(word.index, "aux") if w.index < word.index]
    first = min([word.index, *helpers])
    whom = parse.child(word.index, "obj")
    clause = infinitive(parse, word.index)
    risked = parse.child(word.index, "xcomp") if word.lemma == "risk" else None
    if risked is not None:
        return Seen(word.index, first, risked.index, risked.index, None, word.index)
    if clause is not None and whom is None and word.lemma == "hope":
        return Seen(clause, first, clause, clause, None, word.index)
    if clause is not None:
        between = (w for w in parse.children(word.index, "obj", "nsubj") if word.index < w.index < clause)
        named = next(between, None)
        return (
            None if named is None else Seen(word.index, first, word.index, clause, None, clause, named.index)
        )
    content = parse.child(word.index, "ccomp")
    if content is not None:
        ahead = (
            word.lemma in {"hope", "expect"}
            and not modals(parse, content.index)
            and not is_past(parse, content.index)
        )
        return (
            Seen(content.index, *_finite(parse, content), content.index, None, content.index)
            if ahead
            else None
        )
    if (
        whom is None
        or whom.upos not in {"NOUN", "PROPN"}
        or (word.lemma == "risk" and to == "no" and is_party(parse, whom.index))
    ):
        return None
    return Seen(word.index, first, word.index, whom.index)


def _has_mind(parse: Parse, word: Word) -> bool:
    """Whether the subject can hope or fear: a party, or `many`, `some`, `few`."""
    doers = grammatical_subjects(parse, word.index)
    return any(is_party(parse, i) or parse.words[i].upos in {"ADJ", "DET", "PROPN", "NUM"} for i in doers)


def _finite(parse: Parse, word: Word) -> tuple[int, int]:
    """First and last word of a predicate with its auxiliaries."""
    helpers = [w.index for w in parse.children(word.index, "aux", "cop") if w.index < word.index]
    return min([word.index, *helpers]), last_of(parse, word)


def _noun(parse: Parse, word: Word, _to: str, _yields: bool) -> Seen | None:
    """`the possibility of a thaw`, `fears of war`, `the risk that talks fail`."""
    if word.deprel == "obj" and parse.words[word.head].lemma not in _BRINGING_UP:
        return None  # `discussed the possibility of a union`, `to reduce the risk of war`
    links = _LINKS.get(word.lemma, {"of"})
    for child in parse.children(word.index, "nmod", "acl", "ccomp"):
        marks = {w.text.lower() for w in parse.children(child.index, "case", "mark")}
        if child.index > word.index and (marks & links or "that" in marks):
            acts = (w for w in parse.children(child.index, "acl") if w.xpos == "VBG")
            about = next(acts, child)  # `the chance of Roe returning`
            if modals(parse, about.index) or parse.name_at(about.index) is not None:
                return None
            likely = (word.index, word.index) if word.lemma not in {"hope", "fear"} else None
            return Seen(word.index, word.index, word.index, about.index, likely)
    return None


def _brink(parse: Parse, word: Word, _to: str, _yields: bool) -> Seen | None:
    """`is on the verge of collapse`."""
    about = next((c for c in parse.children(word.index, "nmod", "acl") if c.index > word.index), None)
    opening = word.index - 2 if word.index >= 2 else 0
    if about is None or parse.words[opening].text.lower() not in {"on", "at", "to"}:
        return None
    link = parse.child(about.index, "case", "mark")
    copula = parse.child(word.index, "cop")
    if copula is None and word.lemma in {"edge", "cusp", "threshold"}:
        return None
    first = copula.index if copula is not None and copula.index < opening else opening
    last = link.index if link is not None and link.index == word.index + 1 else word.index
    return Seen(word.index, first, last, about.index, (opening, last), word.index)


def _at_risk(parse: Parse, word: Word, _to: str, _yields: bool) -> Seen | None:
    """`the talks are at risk`, `the dam is in danger of bursting`."""
    opening = parse.words[word.index - 1] if word.index else word
    copula = parse.child(word.index, "cop")
    if opening.text.lower() not in {"at", "in"} or copula is None or copula.index > word.index:
        return None
    feared = next((c for c in parse.children(word.index, "nmod", "acl") if c.index > word.index), None)
    subject = parse.child(word.index, "nsubj")
    about = feared or subject
    if about is None:
        return None
    likely = (opening.index, word.index)
    return Seen(word.index, copula.index, word.index, about.index, likely, word.index if feared else None)


def _quality(parse: Parse, word: Word, _to: str, _yields: bool) -> Seen | None:
    """`a future genocide`, `the looming strike`: said of a noun that names a typed act."""
    if word.deprel != "amod" or word.head < word.index or parse.words[word.head].upos != "NOUN":
        return None
    if trigger_at(parse, word.head) is None or (word.lemma == "future" and not _is_feared(parse, word)):
        return None
    likely = (
        (word.index, word.index)
        if word.lemma in {"possible", "potential", "likely", "probable", "expected"}
        else None
    )
    return Seen(word.head, word.index, word.head, word.head, likely)


def _is_feared(parse: Parse, word: Word) -> bool:
    """Whether a word of belief or worry stands above."""
    return any(base(above) in BELIEVING for above in parse.ancestors(word.index))


FINDERS = {
    "predicate": _predicate,
    "belief": _belief,
    "noun": _noun,
    "brink": _brink,
    "at-risk": _at_risk,
    "quality": _quality,
}
