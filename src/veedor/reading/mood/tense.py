"""When something is, seen from the report's date, as far as grammar tells."""

from __future__ import annotations

from veedor.codebook.labels import Tense
from veedor.reading.mood.modality import classes, definite, infinitive, predicate
from veedor.reading.parse import Parse, Word
from veedor.reading.sources.cues import sayings

_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "may", "might", "could"})
_DUTIES = frozenset({"should", "must", "can", "ought", "ca"})
_AFTER = frozenset({"after", "following", "since", "despite", "amid"})
_AHEAD = frozenset({"ahead", "before", "pending", "towards", "toward"})
_TOPIC = frozenset({"about", "over", "for", "of", "from", "against", "in"})
"""After these a known act is spoken of in a clause about the future: `will apologise for the raid`."""

_DEEPEST = 10


def tense(parse: Parse, index: int, dated: Tense | None = None) -> Tense:
    """The tense of the act or state headed by the word.

    `dated` is where the date given for it lies, seen from the report's date; past and future decide at once,
    a date that holds the report's own (`today`, `this month`) does not.
    """
    if dated is Tense.PAST or dated is Tense.FUTURE:
        return dated
    return _tense(parse, predicate(parse, index), 0)


def _tense(parse: Parse, at: int, depth: int) -> Tense:
    if depth > _DEEPEST:
        return Tense.PAST
    word = parse.words[at]
    finite = None if _requested(parse, word) else _finite(parse, at)
    if finite is not None:
        return finite
    if word.upos in {"NOUN", "PROPN", "NUM", "PRON", "SYM", "ADJ", "ADV", "DET"}:
        return _of_noun(parse, word, depth)
    return _of_verb(parse, word, depth)


def _finite(parse: Parse, at: int) -> Tense | None:
    """What the clause's own auxiliaries and endings say; None for a non-finite one."""
    word = parse.words[at]
    auxiliaries = [w for w in parse.children(at, "aux", "cop") if w.upos == "AUX"]
    lemmas = {w.lemma.lower() for w in auxiliaries} | {w.text.lower() for w in auxiliaries}
    if lemmas & (_FUTURE_AUXILIARIES | _DUTIES):
        return Tense.PAST if "have" in lemmas and not lemmas & {"will", "shall"} else Tense.FUTURE
    leading = [w for w in auxiliaries if w.xpos in {"VBD", "VBZ", "VBP"}]
    if leading:
        return _of_auxiliary(word, leading[0], lemmas, infinitive(parse, at))
    if any(w.lemma == "have" for w in auxiliaries):
        return Tense.PAST
    return {"VBD": Tense.PAST, "VBZ": Tense.PRESENT, "VBP": Tense.PRESENT}.get(word.xpos)


def _of_auxiliary(word: Word, leading: Word, lemmas: set[str], to: bool) -> Tense:
    if leading.lemma == "have":
        lasting = word.xpos not in {"VBN", "VBD"} and "be" in lemmas
        return Tense.PRESENT if leading.xpos != "VBD" and lasting else Tense.PAST
    if leading.lemma == "be" and to:
        return Tense.FUTURE
    return Tense.PAST if leading.xpos == "VBD" else Tense.PRESENT


def _of_verb(parse: Parse, word: Word, depth: int) -> Tense:
    """The tense of a verb without one of its own: from what governs it."""
    if word.head < 0:
        return Tense.PAST if word.xpos == "VBN" else Tense.PRESENT if word.xpos == "VBG" else Tense.FUTURE
    relation = word.deprel.split(":")[0]
    if _requested(parse, word):
        return Tense.FUTURE
    if relation in {"obj", "obl", "nmod"}:
        return _of_noun(parse, word, depth)
    if relation in {"conj", "parataxis"}:
        return _tense(parse, word.head, depth + 1)
    if word.xpos == "VBN" and relation in {"acl", "amod"}:
        return Tense.PAST
    if word.xpos == "VBG" and relation == "amod":
        return Tense.PRESENT
    if word.xpos == "VB" and (infinitive(parse, word.index) or relation in {"xcomp", "ccomp"}):
        return _of_infinitive(parse, word, depth)
    return _of_participle(parse, word, depth)


def _requested(parse: Parse, word: Word) -> bool:
    """Whether it is the bare form after a verb of asking: `demanded that the army withdraw`."""
    if word.deprel != "ccomp" or word.xpos not in {"VB", "VBP"} or parse.children(word.index, "aux"):
        return False
    return any(saying.group == "request" for saying in sayings(parse, word.head))


def _of_participle(parse: Parse, word: Word, depth: int) -> Tense:
    """The tense of an `ing` form: that of its clause, unless it comes after it or goes on beside it."""
    marks = {w.lemma for w in parse.children(word.index, "mark", "case")}
    above = _tense(parse, word.head, depth + 1)
    if marks & _AFTER:
        return Tense.PAST
    if "to" in marks and "committed" in classes(parse.words[word.head]):
        return Tense.FUTURE
    ending = parse.words[word.head].upos == "NOUN" and "ongoing" in classes(parse.words[word.head])
    beside = word.deprel == "acl" or ending or parse.child(word.index, "nsubj") is not None
    return Tense.PRESENT if above is Tense.FUTURE and beside else above


def _of_infinitive(parse: Parse, word: Word, depth: int) -> Tense:
    governor = parse.words[word.head]
    found = classes(governor)
    above = _tense(parse, governor.index, depth + 1)
    if governor.lemma == "go" and governor.xpos == "VBG":
        return Tense.FUTURE
    if "attempt" in found and above is Tense.PAST and governor.upos == "VERB":
        return Tense.PAST
    if found & {"open", "weigh", "committed", "hedge"} or word.deprel in {"acl", "advcl"}:
        return Tense.FUTURE if not _seeming(governor) else above
    return above


def _seeming(governor: Word) -> bool:
    """Whether the governor only says how sure it is: `seems to be`."""
    return governor.lemma in {"seem", "appear"}


def _of_noun(parse: Parse, noun: Word, depth: int) -> Tense:
    """The tense of an act named by a noun: its modifiers, else the clause it stands in."""
    for child in parse.children(noun.index, "amod", "nmod", "acl", "compound"):
        dated = (_dating(child) if child.deprel == "amod" else None) or _described(parse, child)
        if dated is not None:
            return dated
    if noun.head < 0:
        return Tense.PRESENT
    marker = parse.child(noun.index, "case")
    if marker is not None and marker.lemma in _AFTER:
        return Tense.PAST
    if marker is not None and marker.lemma in _AHEAD:
        return _towards(parse, noun, depth)
    governor = parse.words[noun.head]
    wanted = noun.deprel.startswith(("obj", "obl", "nmod"))
    asked = governor.lemma == "call" and marker is not None and marker.lemma == "for"
    if wanted and governor.upos in {"VERB", "NOUN"} and "ongoing" in classes(governor):
        above = _tense(parse, governor.index, depth + 1)
        return Tense.PRESENT if above is Tense.FUTURE else above
    weighed = noun.deprel == "obj" and "weigh" in classes(governor) and not definite(parse, noun.index)
    if asked or weighed or (wanted and "open" in classes(governor)):
        return Tense.FUTURE
    above = _tense(parse, governor.index, depth + 1)
    topic = marker is not None and marker.lemma in _TOPIC and definite(parse, noun.index)
    return Tense.PAST if above is Tense.FUTURE and topic else above


def _towards(parse: Parse, noun: Word, depth: int) -> Tense:
    above = _tense(parse, noun.head, depth + 1)
    return Tense.PAST if above is Tense.PAST and parse.words[noun.head].xpos == "VBD" else Tense.FUTURE


def _described(parse: Parse, child: Word) -> Tense | None:
    """What a relative clause of which the noun is the subject says: `the talks that will be held`."""
    if child.deprel != "acl:relcl" or not parse.children(child.index, "nsubj"):
        return None
    subject = parse.children(child.index, "nsubj")[0]
    finite = _finite(parse, child.index) if subject.xpos.startswith("W") else None
    return None if finite is Tense.PRESENT else finite


def _dating(child: Word) -> Tense | None:
    """What an adjective or the like says of when its noun is."""
    found = classes(child)
    if "past" in found:
        return Tense.PAST
    if "future" in found:
        return Tense.FUTURE
    return Tense.PRESENT if "ongoing" in found else None
