"""Time in figures: spans that are measured, spans that only locate, and the words that bound a figure in time."""

from __future__ import annotations

from functools import cache
from itertools import islice

from veedor.codebook.span import Quote
from veedor.reading import lexicon
from veedor.reading.figures import units
from veedor.reading.figures.amounts import measured
from veedor.reading.figures.counting import HIGHEST, as_quote, following_noun, is_time, low, noun_words
from veedor.reading.figures.number_words import Number
from veedor.reading.parse import Parse


@cache
def _locators(where: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("time_locators") if row["where"] == where)


def only_locates(parse: Parse, number: Number, unit: units.Unit) -> bool:
    """Whether a span of time says when, how old, or by when, rather than how long (codebook, Figures)."""
    after = unit.last + 1
    if low(parse, after) == "-":
        after += 1
    if _is_attribute(parse, number, unit):
        return low(parse, after) in ("old", "olds") or low(parse, number.first - 1) == "every"
    if _is_for(parse, number):
        return False
    if low(parse, after) in _locators("after") or (unit.name == "hours" and low(parse, after) == "to"):
        return True
    before = number.first - 1
    while before >= 0 and low(parse, before) in _locators("between"):
        before -= 1
    case = low(parse, before)
    if case in _locators("before") and parse.words[before].upos != "VERB":
        return True
    if case == "over":
        return low(parse, before + 1) in ("the", "these")
    if case == "in" and not _is_unmatched(parse, before):
        return parse.child(unit.last, "acl:relcl") is None and low(parse, after) not in ("that", "which")
    is_bounded = low(parse, number.first - 1) in _BOUNDS
    return number.value == 1.0 and not is_bounded and case not in ("for", "least", "most", "to", "after")


def _is_attribute(parse: Parse, number: Number, unit: units.Unit) -> bool:
    """Whether the span stands before the noun that lasts so long: `a two-day visit`, `a two day visit`."""
    is_hyphened = low(parse, unit.first) == "-"
    return is_hyphened or (number.value != 1.0 and parse.words[unit.last].xpos == "NN")


def _is_for(parse: Parse, number: Number) -> bool:
    """Whether `for` stands before the span, with at most a bound between: `for more than 20 years after the war`."""
    before = number.first - 1
    while low(parse, before) in _BOUNDS or low(parse, before) in ("more", "less", "at"):
        before -= 1
    return low(parse, before) == "for"


_BOUNDS = frozenset(
    {"than", "least", "most", "about", "nearly", "almost", "around", "over", "under", "only", "to"}
)
"""Words right before `a year` or `one year` that show it to be measured."""


def _is_unmatched(parse: Parse, before: int) -> bool:
    """Whether the words up to `before` call something the first or the most in the time: `its worst in 20 years`."""
    near = parse.words[max(0, before - 8) : before]
    return any(w.text.lower() in ("first", "fastest") or w.xpos in ("JJS", "RBS") for w in near)


def span_words(parse: Parse, number: Number, unit: units.Unit) -> Quote | None:
    """What a measured span of time is of: the clause or noun behind it, else what governs it."""
    clause = parse.child(unit.last, "acl:relcl", "acl")
    if unit.first < len(parse.words) and parse.words[unit.first].text == "-":
        noun = following_noun(parse, unit.last + 1)
        if noun is not None:
            return noun_words(parse, unit.last + 1, noun)
    if clause is not None and clause.index > unit.last:
        first = unit.last + 1 + (low(parse, unit.last + 1) == "of")
        return noun_words(parse, first, clause.index, without=("punct",))
    if low(parse, unit.last + 1) in ("that", "which"):
        return _until_comma(parse, unit.last + 2)
    return measured(parse, number.first, unit.last)


def _until_comma(parse: Parse, first: int) -> Quote | None:
    """The words from `first` to the next punctuation, or None where none stand there."""
    last = first - 1
    while last + 1 < len(parse.words) and parse.words[last + 1].upos != "PUNCT":
        last += 1
    return as_quote(parse, first, last) if last >= first else None


def period_of(parse: Parse, first: int, last: int, top: int) -> Quote | None:
    """The words that bound a figure in time: beside its noun, else beside the verb of its clause."""
    for at in _bounded(parse, top):
        for child in parse.children(at, "obl", "nmod", "advmod"):
            inside = first <= child.index <= last
            owned = child.deprel == "nmod:poss" or parse.child(child.index, "nmod:poss") is not None
            if not inside and not owned and is_time(parse, child.index):
                return _time_words(parse, child.index, first, last)
    return None


def _bounded(parse: Parse, top: int) -> list[int]:
    """The words whose times bound the figure: its own head, nouns and verbs above it, their subject."""
    found = [top, *(w.index for w in parse.children(top, "acl"))]
    for word in islice(parse.ancestors(top), HIGHEST):
        found.append(word.index)
        if word.upos in ("VERB", "ADJ", "AUX"):
            found += [w.index for w in parse.children(word.index, "nsubj")]
            if word.deprel != "advcl" or parse.child(word.index, "mark") is not None:
                break
    return found


def _time_words(parse: Parse, head: int, figure_first: int, figure_last: int) -> Quote:
    """The unbroken words of a time phrase, its preposition included, without the figure's own words."""
    kept = set(parse.subtree(head, without=("punct", "acl:relcl", "appos", "conj", "cc")))
    kept -= set(range(figure_first, figure_last + 1))
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return as_quote(parse, first, last)
