"""Cues of attribution in one sentence: which words say, believe or deny what, and whose saying it is.

The words are in `data/saying.tsv`. A cue's class says which of its dependents are what is said: the `that`
clause of `said`, the object of `denied`, the `of` phrase of `accused`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from veedor.reading.lexicon import table, words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import is_passive, subjects


class Saying(NamedTuple):
    """One row of the list of words of saying."""

    group: str
    """`say`, `claim`, `announce`, `tell`, `believe`, `expect`, `warn`, `deny`, `dismiss`, `ask`, `request`,
    `promise`, `accuse`, `blame`, `denounce`, `show`, `find`, `indicate`, `publish`, `quote`,
    `gauge`, `document` or `evidence`."""
    certainty: str
    """What it conveys of its content: certain, hedged or open."""
    needs: str
    """A particle or preposition without which it does not count, or empty."""


_CLAUSES = frozenset({"ccomp", "parataxis"})
_CONTENT = {
    "say": _CLAUSES,
    "claim": _CLAUSES | {"xcomp"},
    "announce": _CLAUSES | {"xcomp", "obj", "of"},
    "tell": _CLAUSES,
    "believe": _CLAUSES | {"xcomp"},
    "expect": _CLAUSES | {"xcomp", "obj", "of", "about", "over", "at", "for", "regarding"},
    "warn": _CLAUSES | {"of", "about", "against"},
    "deny": _CLAUSES | {"xcomp", "obj"},
    "dismiss": _CLAUSES | {"obj"},
    "ask": _CLAUSES,
    "request": _CLAUSES | {"xcomp", "for"},
    "promise": _CLAUSES | {"xcomp", "obj", "to", "on"},
    "accuse": _CLAUSES | {"xcomp", "of", "with"},
    "blame": _CLAUSES | {"for"},
    "denounce": _CLAUSES | {"obj"},
    "show": _CLAUSES | {"xcomp", "obj", "with", "at"},
    "find": _CLAUSES,
    "publish": frozenset({"obj"}),
    "indicate": _CLAUSES,
    "quote": frozenset({"as", "obj", "ccomp"}),
    "gauge": frozenset({"at"}),
}
"""Which dependents of a verb are what is said: relations, and prepositions of obliques and gerunds."""

_NOUN_CLAUSES = frozenset({"acl", "ccomp", "acl:relcl"})
_NOUN_CONTENT = {
    "say": frozenset({"of", "about", "on"}),
    "warn": frozenset({"of", "about", "against"}),
    "expect": frozenset({"of", "about", "over", "for", "that", "regarding"}),
    "accuse": frozenset({"of", "about"}),
    "promise": frozenset({"of", "to"}),
    "deny": frozenset({"of", "in", "to"}),
    "request": frozenset[str](),
    "document": frozenset[str](),
    "evidence": frozenset({"of", "on", "about"}),
}
"""Which prepositional phrases of a noun are what is said; clauses (`the claim that`) always are."""

_DENYING = frozenset({"deny", "dismiss"})
_RUMOURED = frozenset({"say", "claim", "believe", "expect", "accuse", "indicate", "show"})

SPEAKING = frozenset(
    {"say", "claim", "announce", "tell", "ask", "warn", "believe", "request", "promise", "expect"}
)
"""Groups of verbs that can stand beside a quotation or in the middle of what is said."""

_UNLISTED = Saying("say", "certain", "")

QUOTING = frozenset({"quote", "cite"})
"""Their object is the one who speaks."""

_CARRYING = frozenset({"VERB", "NOUN", "ADJ"})
"""Parts of speech of the list."""
_SURE = 0.7
"""How probable the model must find it that a verb outside the list carries an attribution."""


@cache
def _listed() -> dict[tuple[str, str], tuple[Saying, ...]]:
    found: dict[tuple[str, str], tuple[Saying, ...]] = {}
    for row in table("saying"):
        key = row["lemma"], row["upos"]
        found[key] = (*found.get(key, ()), Saying(row["class"], row["certainty"], row["needs"]))
    return found


def sayings(parse: Parse, index: int) -> tuple[Saying, ...]:
    """The ways in which the word can carry an attribution; empty for most words."""
    word = parse.words[index]
    if word.upos not in _CARRYING and word.xpos not in {"VBN", "JJ"}:
        return ()
    lemma = word.lemma.lower()
    rows = _listed().get((lemma, word.upos)) or _listed().get((lemma.removesuffix("s"), word.upos), ())
    if word.xpos in {"VBN", "JJ"}:
        rows = _listed().get((word.text.lower(), "ADJ"), rows)
    if word.xpos == "JJ" and word.deprel == "xcomp" and parse.words[word.head].lemma == "make":
        return ()  # `make sure`
    if not rows:
        unlisted = word.saying >= _SURE and word.upos == "VERB" and lemma not in words("knowing", "lemma")
        return (_UNLISTED,) if unlisted else ()
    return tuple(row for row in rows if not row.needs or _has(parse, index, row.needs))


def _has(parse: Parse, index: int, particle: str) -> bool:
    following = index + 1 < len(parse.words) and parse.words[index + 1].lemma == particle
    return following or any(c.lemma == particle for c in parse.children(index))


def saying_of(parse: Parse, cue: int, child: int, below: int = -1) -> Saying | None:
    """In which way `cue` says what its dependent `child` tells, or None where it does not.

    `below` is the dependent of `child` that is asked about, where it matters: in `accused the army of
    plotting` the tree may hang the plotting on the army.
    """
    found = sayings(parse, cue)
    if not found:
        return None
    if below >= 0 and parse.words[child].deprel.split(":")[0] in {"obj", "nsubj"}:
        told = parse.words[below].deprel.split(":")[0] in {"acl", "nmod", "advcl"}
        if told and found[0].group == "accuse" and preposition(parse, parse.words[below]) in {"of", "with"}:
            return found[0]
    content = _noun_content if parse.words[cue].upos in {"NOUN", "PROPN"} else _verb_content
    return next((saying for saying in found if content(parse, cue, parse.words[child], saying.group)), None)


def preposition(parse: Parse, child: Word) -> str:
    """The preposition or conjunction that marks the word, or empty."""
    marker = parse.child(child.index, "case", "mark")
    return marker.lemma if marker is not None else ""


def _verb_content(parse: Parse, cue: int, child: Word, group: str) -> bool:
    relation = child.deprel.split(":")[0]
    allowed = _CONTENT.get(group, frozenset())
    if child.xpos == "VBG" and child.index > cue and not parse.children(child.index, "aux", "nsubj", "mark"):
        return group in {
            "claim",
            "deny",
            "accuse",
            "blame",
            "promise",
            "request",
        }  # `he said, urging them to leave`
    if group == "say" and relation == "xcomp":
        return in_passive(parse, cue)
    if relation == "advcl" and "ccomp" in allowed and _goes_with_content(parse, cue, child):
        return True
    if group in _DENYING and child.index > cue and relation in {"conj", "nsubj"}:
        # `denies foreign accusations`: trees stumble over what somebody else's claim is to the verb
        return _is_claim(parse, child) and not parse.children(child.index, "cc")
    if relation in {"obl", "advcl", "nmod"} or (relation == "xcomp" and "xcomp" not in allowed):
        numbered = group != "gauge" or any(parse.words[i].upos == "NUM" for i in parse.subtree(child.index))
        return preposition(parse, child) in allowed and numbered
    if relation == "nsubj":
        return _is_no_subject(parse, cue, child, group)
    if relation == "conj":
        return child.index < cue and "ccomp" in allowed  # `they met, and she praised him, the release said`
    if relation == "obj":
        return "obj" in allowed and _object_is_said(parse, cue, child, group)
    if relation == "parataxis":
        return not _speaks_aside(parse, child)
    if group == "show" and relation == "ccomp":
        return _is_witness(parse, cue)
    return relation in allowed


def _goes_with_content(parse: Parse, cue: int, child: Word) -> bool:
    """Whether a clause after what is said belongs to that: `they say he fell because he lied`, without a comma."""
    said = [w.index for w in parse.children(cue, "ccomp") if cue < w.index < child.index]
    first = parse.subtree(child.index)[0]
    finite = parse.child(child.index, "nsubj") is not None and parse.child(child.index, "mark") is not None
    return (
        finite
        and bool(said)
        and parse.words[first - 1].upos != "PUNCT"
        and parse.words[first].upos != "PUNCT"
    )


def _is_witness(parse: Parse, cue: int) -> bool:
    """Whether it is a poll, a film or the like that shows it, or nobody is named; deeds only bear it out."""
    shown = subjects(parse, cue)
    return not shown or any(is_document(parse, i) or parse.words[i].upos == "PROPN" for i in shown)


def _is_no_subject(parse: Parse, cue: int, child: Word, group: str) -> bool:
    """Whether what the tree calls the subject is what is said: of a passive, or beside the speaker's own."""
    if child.deprel == "nsubj:pass":
        return group == "announce"
    others = [w.index for w in parse.children(cue, "nsubj") if w.index != child.index]
    if child.index > cue:  # `the paper published a statement`
        objects = "obj" in _CONTENT.get(group, frozenset())
        return objects and any(i < cue for i in others) and _object_is_said(parse, cue, child, group)
    told = any(w.index > child.index for w in parse.children(child.index, "acl", "ccomp"))
    said = any(child.index < w.index < cue for w in parse.children(cue, "ccomp"))
    nearer = [i for i in others if child.index < i < cue]
    return (
        (told or said) and bool(nearer) and _CONTENT.get(group, frozenset()) >= _CLAUSES and group in SPEAKING
    )


def _object_is_said(parse: Parse, cue: int, child: Word, group: str) -> bool:
    if parse.words[cue].lemma == "hold":
        return False  # one holds that something is so; who holds seats has them
    if group == "dismiss":
        return bool(_listed().get((child.lemma, "NOUN")))
    if group == "publish":
        return is_document(parse, child.index)
    if group == "show":
        # a person who shows a thing does something; a poll that shows it says something
        return any(is_document(parse, i) for i in subjects(parse, cue))
    return child.upos in {"NOUN", "PROPN", "NUM", "SYM"}


def _speaks_aside(parse: Parse, child: Word) -> bool:
    """Whether a parenthesis is itself `, he said,` and so speaks of its governor."""
    return bool(sayings(parse, child.index)) and not parse.children(child.index, "ccomp", "xcomp")


def _noun_content(parse: Parse, cue: int, child: Word, group: str) -> bool:
    if child.deprel == "acl:relcl" and not _is_whole(parse, child):
        return group != "document" and not any(w.xpos.startswith("W") for w in _below(parse, child))
    if child.deprel in _NOUN_CLAUSES:
        said = child.xpos not in {"VBG", "VBN"} or parse.child(child.index, "nsubj", "mark") is not None
        return said and (group not in {"document", "evidence"} or preposition(parse, child) == "that")
    return child.deprel.startswith("nmod") and preposition(parse, child) in _NOUN_CONTENT.get(
        group, frozenset()
    )


def _is_whole(parse: Parse, clause: Word) -> bool:
    """Whether a `that` clause lacks nothing, whatever the tree calls it: `the version that Roe shot the guard`."""
    marked = any(w.lemma == "that" for w in parse.children(clause.index, "mark"))
    undergone = parse.child(clause.index, "nsubj:pass") is not None
    return marked and (
        undergone or all(parse.child(clause.index, role) is not None for role in ("nsubj", "obj"))
    )


def _below(parse: Parse, word: Word) -> list[Word]:
    return parse.children(word.index, "nsubj", "obj", "obl", "advmod")


def passed_over(parse: Parse, cue: int, child: int) -> int | None:
    """A cue between the two that should govern `child`: `Reuters reports that officials say they left`."""
    if parse.words[child].deprel != "ccomp" or parse.children(child, "cc"):
        return None
    if parse.words[cue].lemma in QUOTING:
        return _quoted_as(parse, cue, child)
    for other in parse.children(cue, "ccomp"):
        inner = cue < other.index < child and other.upos == "VERB" and sayings(parse, other.index)
        if inner and not parse.children(other.index, "ccomp", "xcomp", "obj", "cc"):
            return other.index
    return None


def _quoted_as(parse: Parse, cue: int, child: int) -> int | None:
    """The `saying` of `quotes her as saying that they left`, wherever the tree hangs it."""
    for word in parse.words[cue + 1 : child]:
        if word.xpos == "VBG" and parse.words[word.index - 1].lemma == "as" and sayings(parse, word.index):
            return None if parse.children(word.index, "ccomp", "xcomp", "obj") else word.index
    return None


def listed_as_adjective(parse: Parse, index: int) -> bool:
    """Whether it is a participle that says what one feels: `concerned`, `convinced`."""
    return (parse.words[index].text.lower(), "ADJ") in _listed()


def is_document(parse: Parse, index: int) -> bool:
    """Whether the word names something written or measured that can say things (`report`, `poll`)."""
    word = parse.words[index]
    return any(s.group in {"document", "evidence"} for s in _listed().get((word.lemma.lower(), "NOUN"), ()))


def denies_claim(parse: Parse, index: int) -> bool:
    """Whether the verb denies what somebody says (`denied the charges`, `denies it`), not a thing to somebody."""
    if parse.words[index].upos != "VERB" or parse.child(index, "iobj") is not None:
        return False
    denied = parse.child(index, "obj") or parse.child(index, "nsubj:pass")
    if denied is None and parse.words[index].deprel.startswith(("acl", "parataxis")):
        denied = parse.words[parse.words[index].head]
    return denied is not None and (denied.upos == "PRON" or _is_claim(parse, denied))


def _is_claim(parse: Parse, word: Word) -> bool:
    return word.upos == "NOUN" and any(s.group != "document" for s in sayings(parse, word.index))


def unsure_passive(parse: Parse, cue: int, saying: Saying) -> bool:
    """Whether it is hearsay: `is said to`, `was reportedly accused of`, with nobody named who says it."""
    if not in_passive(parse, cue) or subjects(parse, cue):
        return False
    return saying.group in _RUMOURED or parse.words[cue].lemma == "report"


def is_expected(parse: Parse, cue: int) -> bool:
    """Whether it is a passive by its words, whatever the tree calls them: `the toll is expected to rise`."""
    return parse.words[cue].xpos == "VBN" and any(w.lemma == "be" for w in parse.children(cue, "aux"))


def in_passive(parse: Parse, cue: int) -> bool:
    """Whether it is a passive, bare participles (`arrested, accused of`) included."""
    word = parse.words[cue]
    if is_expected(parse, cue):
        return True
    bare = word.xpos == "VBN" and word.deprel != "conj" and not parse.children(cue, "aux", "cop", "nsubj")
    return bare or is_passive(parse, cue)
