"""What the list of modality says of a word, and small questions about the clause it belongs to."""

from __future__ import annotations

from functools import cache

from veedor.reading.lexicon import table
from veedor.reading.parse import Parse, Word

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@cache
def _classes() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in table("modality"):
        found.setdefault((row["lemma"], row["upos"]), set()).add(row["class"])
    return {key: frozenset(value) for key, value in found.items()}


def classes(word: Word) -> frozenset[str]:
    """The classes of `data/modality.tsv` that the word belongs to; empty for most words."""
    found = _classes().get((word.lemma.lower(), word.upos), frozenset())
    if word.upos == "VERB" and word.xpos in {"VBN", "VBG"}:
        return found | _classes().get((word.text.lower(), "ADJ"), frozenset())
    return found


def predicate(parse: Parse, index: int) -> int:
    """The content word that an auxiliary, `to`, or the like belongs to; the word itself otherwise."""
    word = parse.words[index]
    if word.lemma == "go" and word.xpos == "VBG":
        going = parse.child(index, "xcomp")
        return going.index if going is not None and infinitive(parse, going.index) else index
    bound = word.deprel.split(":")[0] in {"aux", "cop", "mark", "fixed", "advmod", "case"}
    return word.head if bound and word.head >= 0 and word.upos in {"AUX", "PART", "ADP", "SCONJ"} else index


def definite(parse: Parse, noun: int) -> bool:
    """Whether the noun stands for something known: `the`, `this`, somebody's."""
    known = any(w.deprel == "nmod:poss" or w.lemma in DEFINITE for w in parse.children(noun, "det", "nmod"))
    word = parse.words[noun]
    return known or (word.deprel == "conj" and word.head >= 0 and definite(parse, word.head))


def shares(parse: Parse, index: int) -> bool:
    """Whether a second conjunct borrows the auxiliaries of the first: `may resign and leave`."""
    word = parse.words[index]
    if word.deprel != "conj" or word.head < 0:
        return False
    if any(w.deprel.startswith(("nsubj", "aux", "cop", "expl")) for w in parse.children(index)):
        return False
    return word.xpos == parse.words[word.head].xpos or word.xpos in {"VB", "VBN", "VBG"}


def infinitive(parse: Parse, index: int) -> bool:
    """Whether the word heads an infinitive with `to`."""
    word = parse.words[index]
    if word.xpos == "VBG" and parse.child(index, "aux") is None:
        return False
    return any(w.lemma == "to" and w.xpos == "TO" for w in parse.children(index, "mark"))
