"""What stands with a stance cue: the frames that `data/stance_cues.tsv` names, as functions on a parse.

Each frame looks for the words for the thing wanted, demanded, offered or refused: it gives the head word of that
clause or phrase, or None where the cue does not stand in the frame.
"""

from __future__ import annotations

from collections.abc import Callable

from veedor.reading.clauses import is_negated, is_past, modals
from veedor.reading.events.triggers import is_party
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import is_passive, objects

Frame = Callable[[Parse, int], int | None]
"""Takes a parse and the cue's word; gives the head word of what is wanted or refused, or None."""

_EMPTY = frozenset({"it", "this", "that", "there"})
_ASKED = frozenset({"whether", "if", "how", "what", "who", "why", "when", "where"})


def _infinitive(parse: Parse, index: int, *relations: str) -> int | None:
    """A child clause that begins with `to`."""
    for child in parse.children(index, *relations):
        if child.index > index and any(w.text.lower() == "to" for w in parse.children(child.index, "mark")):
            return child.index
    return _next(parse, index, "to")


def _next(parse: Parse, index: int, mark: str) -> int | None:
    """The clause that begins right after the word, wherever the tree hangs it."""
    if index + 1 >= len(parse.words):
        return None
    word = parse.words[index + 1]
    return word.head if word.text.lower() == mark and word.deprel == "mark" and word.head > index else None


def _by_preposition(parse: Parse, index: int, preposition: str) -> int | None:
    """What hangs on the word by the preposition, noun or clause."""
    for child in parse.children(index, "obl", "nmod", "advcl", "xcomp", "ccomp", "acl", "obj"):
        links = parse.children(child.index, "case", "mark")
        if child.index > index and links and links[0].text.lower() == preposition:
            return child.index
    return None


def to(parse: Parse, index: int) -> int | None:
    """`want to leave`, `ready to talk`, `the wish to leave`, `agree to a vote`."""
    nominal = parse.words[index].upos == "NOUN"
    relations = ("acl", "xcomp") if nominal else ("xcomp", "ccomp", "advcl")
    return _infinitive(parse, index, *relations) or _by_preposition(parse, index, "to")


def inf(parse: Parse, index: int) -> int | None:
    """`the wish to leave`, `its readiness to talk`."""
    return _infinitive(parse, index, "acl", "xcomp")


def obj(parse: Parse, index: int) -> int | None:
    """`want a deal`, `oppose the plan`, `the plan which they oppose`."""
    direct = parse.children(index, "obj")
    own = next((w for w in direct if w.index > index), direct[0] if direct else None)
    if own is not None and own.xpos not in {"WDT", "WP"}:
        return own.index
    found = next((i for i in objects(parse, index) if parse.words[i].deprel != "expl"), None)
    word = parse.words[index]
    if found is None and word.deprel == "acl:relcl" and len(parse.children(index, "nsubj")) > 1:
        return word.head
    return found


def ing(parse: Parse, index: int) -> int | None:
    """`oppose lifting the ban`, `favour holding a vote`."""
    for child in parse.children(index, "xcomp", "ccomp", "advcl"):
        if child.xpos == "VBG" and child.index > index and not parse.children(child.index, "mark"):
            return child.index
    return None


def that(parse: Parse, index: int) -> int | None:
    """`prefer that he stay`, `the wish that he stay`, `it is vital that he stay`."""
    clause = parse.child(index, "ccomp", "csubj")
    if clause is not None and clause.index > index:
        return clause.index
    for child in parse.children(index, "acl", "advcl"):
        if any(w.text.lower() == "that" for w in parse.children(child.index, "mark")):
            return child.index
    return _next(parse, index, "that")


def subjunctive(parse: Parse, index: int) -> int | None:
    """`insist that he resign`: a clause in the plain form, without modal verb."""
    clause = parse.child(index, "ccomp")
    if clause is None or modals(parse, clause.index):
        return None
    helpers = parse.children(clause.index, "aux", "cop")
    finite = helpers[0] if helpers else clause
    return clause.index if finite.xpos == "VB" else None


def passive(parse: Parse, index: int) -> int | None:
    """`more time is needed`."""
    subject = parse.child(index, "nsubj:pass", "nsubj")
    return subject.index if subject is not None and is_passive(parse, index) else None


def to_passive(parse: Parse, index: int) -> int | None:
    """`is committed to peace`, `is opposed to talks`."""
    if parse.words[index].xpos != "VBN" or not parse.children(index, "aux:pass", "cop"):
        return None
    return to(parse, index)


def meant(parse: Parse, index: int) -> int | None:
    """`a plan designed to end the war`, `talks meant to end it`: a participle that tells what a thing is for."""
    word = parse.words[index]
    if word.xpos != "VBN" or word.deprel not in {"acl", "advcl", "root", "conj", "ccomp"}:
        return None
    if any(w.lemma == "have" for w in parse.children(index, "aux")):
        return None
    return _infinitive(parse, index, "xcomp", "ccomp", "advcl", "acl")


def meant_at(parse: Parse, index: int) -> int | None:
    """`a campaign aimed at ending the war`."""
    found = _by_preposition(parse, index, "at") if parse.words[index].xpos == "VBN" else None
    return found if found is not None and parse.words[found].xpos == "VBG" else None


def too(parse: Parse, index: int) -> int | None:
    """`it is too early to talk`."""
    much = any(w.lemma.lower() == "too" for w in parse.children(index, "advmod"))
    return _infinitive(parse, index, "csubj", "xcomp", "advcl", "ccomp", "acl") if much else None


def by_of(parse: Parse, index: int) -> int | None:
    """`the necessity of a vote`."""
    return _by_preposition(parse, index, "of")


def must(parse: Parse, index: int) -> int | None:
    """`have to leave`, but not `have yet to leave`."""
    if (
        any(w.lemma == "yet" for w in parse.words[index : index + 2])
        or is_past(parse, index)
        or modals(parse, index)
        or parse.words[index].deprel in {"advcl", "csubj", "acl:relcl"}
        or parse.child(index, "obj") is not None
    ):
        return None
    return _infinitive(parse, index, "xcomp")


def out(parse: Parse, index: int) -> int | None:
    """`rule out talks`."""
    particle = any(w.text.lower() == "out" for w in parse.children(index, "compound:prt", "advmod"))
    return (obj(parse, index) or that(parse, index)) if particle else None


def neg(parse: Parse, index: int) -> int | None:
    """`will not yield`: the whole predicate is what is refused."""
    return index if is_negated(parse, index) and not is_passive(parse, index) else None


def subject(parse: Parse, index: int) -> int | None:
    """`a boycott is unacceptable`; with a bare `it`, the clause that it stands for."""
    if parse.child(index, "cop") is None:
        return None
    found = parse.child(index, "nsubj", "csubj")
    if found is not None and found.text.lower() not in _EMPTY:
        is_thing = not is_party(parse, found.index) and found.xpos not in {"WP", "WDT", "PRP"}
        return found.index if is_thing else None
    clause = _infinitive(parse, index, "csubj", "xcomp", "advcl", "ccomp", "acl") or that(parse, index)
    return _before_copula(parse, index) if clause is None and found is None else clause


def _before_copula(parse: Parse, index: int) -> int | None:
    """The head of what stands right before `is`, wherever the tree hangs it."""
    copula = parse.child(index, "cop")
    at = copula.index - 1 if copula is not None else -1
    if at < 0 or parse.words[at].text.lower() in _EMPTY or parse.words[at].upos == "PUNCT":
        return None
    while 0 <= (head := parse.words[at].head) < index and not _is_cut(parse, head, at):
        at = head
    return at if parse.words[at].upos in {"NOUN", "PROPN", "VERB"} else None


def _is_cut(parse: Parse, first: int, last: int) -> bool:
    """Whether a colon, semicolon or quotation mark stands between two words."""
    between = parse.words[min(first, last) : max(first, last)]
    return any(w.text in {":", ";", '"', "“", "”"} for w in between)


def clause(parse: Parse, index: int) -> int | None:
    """`it is better that he stay`, `it is better to stay`."""
    return that(parse, index) or _infinitive(parse, index, "csubj", "xcomp", "advcl")


def is_(parse: Parse, index: int) -> int | None:
    """`the aim is to win`, `victory is the aim`, `victory, the aim of the rebels`, `made victory its aim`."""
    word = parse.words[_one_of(parse, index)]
    if word.head >= 0 and word.deprel.startswith("nsubj"):
        content = _said_to_be(parse, parse.words[word.head])
        return content if content is None or parse.words[content].upos in {"NOUN", "PROPN", "VERB"} else None
    if parse.child(word.index, "cop") is not None:
        found = parse.child(word.index, "nsubj", "csubj")
        if found is None or found.text.lower() in _EMPTY:
            return _infinitive(parse, index, "csubj", "xcomp", "acl") or that(parse, index)
        return None if is_party(parse, found.index) and found.upos == "PRON" else found.index
    if word.deprel == "appos":
        owned = parse.child(word.index, "nmod:poss") is not None or _by_preposition(parse, word.index, "of")
        return word.head if owned else None
    if word.deprel in {"xcomp", "obj"} and parse.words[word.head].lemma in {"remain", "become"}:
        aimed = parse.child(word.head, "nsubj")
        return None if aimed is None or aimed.text.lower() in _EMPTY else aimed.index
    if word.deprel == "xcomp" and parse.words[word.head].lemma in {"make", "consider", "declare", "call"}:
        made = parse.child(word.head, "obj", "ccomp", "csubj")
        return made.index if made is not None else None
    return None


def _one_of(parse: Parse, index: int) -> int:
    """The word itself, or the numeral of `one of its aims`."""
    word = parse.words[index]
    if word.deprel == "nmod" and word.head >= 0 and parse.words[word.head].lemma == "one":
        return word.head
    return index


def _said_to_be(parse: Parse, predicate: Word) -> int | None:
    """What the subject of `predicate` is said to be: the predicate itself, or the complement of `be`."""
    if parse.child(predicate.index, "cop") is not None:
        return predicate.index
    if predicate.lemma == "be":
        content = parse.child(predicate.index, "ccomp", "xcomp", "advcl", "csubj")
        return content.index if content is not None else None
    return None


def of(parse: Parse, index: int) -> int | None:
    """`the aim of ending the war`: a clause, not the owner."""
    found = _by_preposition(parse, index, "of")
    return found if found is not None and parse.words[found].upos == "VERB" else None


def no_for(parse: Parse, index: int) -> int | None:
    """`no room for doubt`."""
    refused = any(w.lemma.lower() == "no" for w in parse.children(index, "det"))
    return (_by_preposition(parse, index, "for") or _infinitive(parse, index, "acl")) if refused else None


def out_of(parse: Parse, index: int) -> int | None:
    """`a delay is out of the question`."""
    before = [w.text.lower() for w in parse.words[max(0, index - 3) : index]]
    return subject(parse, index) if before == ["out", "of", "the"] else None


def red(parse: Parse, index: int) -> int | None:
    """`the army's return is a red line`."""
    coloured = any(w.lemma.lower() == "red" for w in parse.children(index, "amod", "compound"))
    return is_(parse, index) if coloured else None


def not_(parse: Parse, index: int) -> int | None:
    """`the answer is not more arms`."""
    content = is_(parse, index)
    return content if content is not None and is_negated(parse, content) else None


def in_of(parse: Parse, index: int) -> int | None:
    """`is in favour of talks`."""
    before = index > 0 and parse.words[index - 1].text.lower() == "in"
    return _by_preposition(parse, index, "of") if before else None


def time(parse: Parse, index: int) -> int | None:
    """`it is time to talk`, `the time has come to talk`."""
    word = parse.words[index]
    if parse.child(index, "cop") is None and not (word.deprel == "root" or _has_come(parse, word)):
        return None
    if parse.child(index, "amod", "det") is not None and not _has_come(parse, word):
        return None
    governor = word.head if _has_come(parse, word) else index
    relations = ("acl", "advcl", "csubj", "xcomp", "ccomp")
    return _infinitive(parse, index, *relations) or _infinitive(parse, governor, *relations)


def _has_come(parse: Parse, word: Word) -> bool:
    return word.head >= 0 and word.deprel.startswith("nsubj") and parse.words[word.head].lemma == "come"


def pred(parse: Parse, index: int) -> int | None:
    """`is against the plan`: the preposition as predicate."""
    word = parse.words[index]
    if word.deprel == "case" and word.head >= 0 and parse.child(word.head, "cop") is not None:
        return word.head
    return _by_preposition_alone(parse, index)


def _by_preposition_alone(parse: Parse, index: int) -> int | None:
    """The object of a preposition that is itself read as the predicate."""
    if parse.child(index, "cop") is None:
        return None
    found = parse.child(index, "obj", "obl")
    return found.index if found is not None else None


def modal(parse: Parse, index: int) -> int | None:
    """`they should leave`: the predicate of the modal verb."""
    word = parse.words[index]
    if word.head < 0 or word.deprel != "aux" or index > word.head:
        return None
    helpers = parse.children(word.head, "aux")
    opening = [w for w in parse.children(word.head) if w.index < index]
    asked = _ASKED - ({"when", "where"} if parse.words[word.head].deprel == "acl:relcl" else set())
    if any(w.text.lower() in asked or w.xpos == "EX" for w in opening):
        return None
    subject_before = any(w.index < index for w in parse.children(word.head, "nsubj", "expl", "csubj"))
    is_inverted = parse.child(word.head, "nsubj") is not None and not subject_before
    return None if is_inverted or any(w.lemma == "have" for w in helpers) else word.head


def ready(parse: Parse, index: int) -> int | None:
    """`is prepared to talk`."""
    if parse.words[index].xpos != "VBN" or not parse.children(index, "aux:pass", "cop"):
        return None
    return _infinitive(parse, index, "xcomp", "advcl", "ccomp")


_NAMED: dict[str, Frame] = {
    "to": to,
    "inf": inf,
    "obj": obj,
    "ing": ing,
    "that": that,
    "clause": clause,
    "subjunctive": subjunctive,
    "passive": passive,
    "to-passive": to_passive,
    "meant": meant,
    "meant-at": meant_at,
    "too": too,
    "by-of": by_of,
    "must": must,
    "out": out,
    "neg": neg,
    "subject": subject,
    "is": is_,
    "of": of,
    "no-for": no_for,
    "out-of": out_of,
    "red": red,
    "not": not_,
    "in-of": in_of,
    "time": time,
    "pred": pred,
    "modal": modal,
    "ready": ready,
}


def frame(name: str) -> Frame:
    """The frame of that name; any other name is a preposition that the complement begins with."""
    if name in _NAMED:
        return _NAMED[name]
    return lambda parse, index: _by_preposition(parse, index, name)
