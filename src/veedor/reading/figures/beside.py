"""Bare numbers that count the same as the figure before them in their sentence."""

from __future__ import annotations

import re

from veedor.reading.figures.counting import low, top_word
from veedor.reading.figures.number_words import Number
from veedor.reading.figures.readings import Reading
from veedor.reading.parse import Parse

_NEXT = 5
"""Words of the longest name of whoever comes next."""


def is_share_of_next(parse: Parse, before: Reading, number: Number) -> bool:
    """Whether the number is what the next one has of the same: `Labour won 58 seats, the Greens 12 and …`."""
    between = parse.words[before.last + 1 : number.first]
    after = parse.words[number.last + 1 : number.last + 2]
    ends = not after or after[0].upos in ("PUNCT", "CCONJ")
    if not ends or not 2 <= len(between) <= _NEXT + 2 or parse.words[number.first].text.startswith("0"):
        return False
    mark, name = between[0], between[1 + (between[1].upos == "CCONJ") :]
    is_joined = mark.text in (",", ";") or mark.lemma in ("and", "but", "while")
    only_name = all(w.upos in ("DET", "ADJ", "NOUN", "PROPN", "PART") or w.text == "'" for w in name)
    return (
        is_joined and only_name and bool(name) and name[-1].upos in ("NOUN", "PROPN") and _acts(parse, before)
    )


def _acts(parse: Parse, reading: Reading) -> bool:
    """Whether the number is what somebody is told to have, win or lose: the object of a verb in the active."""
    top = parse.words[top_word(parse, reading.first, reading.last)]
    if top.deprel in ("conj", "appos", "flat") or top.head < 0:
        return top.head >= 0
    return top.deprel == "obj" and parse.child(top.head, "nsubj") is not None


_BESIDE = re.compile("to|from|and|or|than|against|around|about|with|at")
"""Words that set one number beside another."""


def goes_on(parse: Parse, number: Number) -> bool:
    """Whether a bare number is set beside the figure before it: `13 seats to 25`, `estimates of 1 million`."""
    top = parse.words[top_word(parse, number.first, number.last)]
    subject = parse.child(top.index, "nsubj")
    if subject is not None and subject.upos == "PRON" and parse.child(top.index, "cop") is not None:
        return True
    is_beside = any(_BESIDE.fullmatch(low(parse, number.first - n)) for n in (1, 2, 3))
    if top.deprel == "obj" or is_beside:
        return top.deprel.split(":")[0] in ("obl", "nmod", "conj", "obj", "dep", "nummod")
    return top.deprel.startswith("nsubj") and len(parse.words[number.first].text) > 1
