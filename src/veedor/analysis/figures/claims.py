"""What reports say of their numbers in words, and the numbers contradict: who leads a list, which of two is more.

The words are looked for in the sentence of a figure; without sentences nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from veedor.analysis.figures.counted import Sameness, terms_compared
from veedor.analysis.figures.kinds import Class, Conflict, pair_of
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import in_words

_LEADS = re.compile(
    r"\b(?:lead|leads|led|leading|tops?|topped|heads?|headed) (?:the|this|that) (?:list|table|ranking|count)\b"
    r"|\b(?:largest|biggest|highest|greatest|leading) (?:\w+ ){0,2}"
    r"(?:number|numbers|share|group|nationality|contingent|toll|part|portion)\b"
    r"|\bmore than any other\b|\bthe most (?:deaths|victims|killed|people|cases|votes|seats)\b",
    re.IGNORECASE,
)
_IS_SECOND = re.compile(r"\bsecond only to\b|\bsecond[- ](?:largest|highest|biggest)\b", re.IGNORECASE)
_NOT_NAMED = re.compile(
    r"\b(?:unknown|unidentified|not known|unspecified|undetermined|others?)\b", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more|higher|greater|larger|up)\b[^.;]{0,60}\b(?:than|from)\b", re.IGNORECASE)
_FEWER = re.compile(r"\b(?:fewer|less|lower|smaller|down)\b[^.;]{0,60}\b(?:than|from)\b", re.IGNORECASE)


def contradicted(figures: Iterable[Measured]) -> list[Conflict]:
    """The claims in words that figures of the same topic contradict."""
    own = [one for one in figures if not (one.is_denied or one.is_taken_back)]
    return [*_rankings(own), *_orders(own)]


# --- who leads ---------------------------------------------------------------------------------------------


def _rankings(own: Sequence[Measured]) -> Iterator[Conflict]:
    """Those that are said to lead, although another group of the same count is larger."""
    for one in own:
        if not _is_said_to_lead(one, own):
            continue
        more = [other for other in own if _is_larger_rival(other, one)]
        for other in sorted(more, key=lambda each: each.quantity.low or 0, reverse=True)[:1]:
            yield _not_first(one, other)


def _is_said_to_lead(one: Measured, own: Sequence[Measured]) -> bool:
    """Whether the words of leading are nearer to this figure than to the others of its sentence."""
    found = _LEADS.search(one.sentence)
    if found is None or _IS_SECOND.search(one.sentence):
        return False
    there = [each for each in own if each.document_id == one.document_id and each.sentence == one.sentence]
    return min(there, key=lambda each: abs(_place(each) - found.start())) is one


def _place(one: Measured) -> int:
    return max(0, one.sentence.find(one.words))


def _is_larger_rival(other: Measured, one: Measured) -> bool:
    """Whether another figure counts another group of the same whole, and more of it."""
    if other is one or other.unit != one.unit or other.counted.category != one.counted.category:
        return False
    if not one.quantity.is_below(other.quantity):
        return False
    is_of_one_time = one.window is not None and pair_of(one, other, None).is_same_time and bool(other.window)
    if _are_unnamed(other) and (is_of_one_time or other.document_id == one.document_id):
        return True
    is_one_list = other.root.key == one.root.key or other.document_id == one.document_id
    is_same_place = {where.key for where in other.places} <= {where.key for where in one.places}
    is_other = terms_compared(one.counted, other.counted) is Sameness.OTHER
    return is_one_list and is_other and (is_same_place or _are_unnamed(other))


_AROUND = 40
"""Characters to either side of a figure in which words say that those counted are not identified."""


def _are_unnamed(one: Measured) -> bool:
    """Whether a figure counts those of whom it is not known who they are."""
    place = one.sentence.find(one.words)
    around = one.sentence[max(0, place - _AROUND) : place + len(one.words) + _AROUND] if place >= 0 else ""
    return bool(_NOT_NAMED.search(f"{one.counted.words} {around}"))


def _not_first(one: Measured, other: Measured) -> Conflict:
    who = _leader(one)
    more = "those who are not identified" if _are_unnamed(other) else _quoted(other)
    why = f"{who} are said to lead with {in_words(one.quantity)}, but {more} are {in_words(other.quantity)}"
    if _are_unnamed(other):
        proposal = f"{who} lead among those that are identified only: say so"
        return Conflict(left=one, right=other, kind=Class.DEFINITION, why=why, proposal=proposal)
    proposal = "look up in the source which list is meant: by these numbers it does not lead"
    return Conflict(left=one, right=other, kind=Class.DISPUTE, why=why, proposal=proposal)


def _leader(one: Measured) -> str:
    """Who is said to lead: the words for what is counted, where they say more than the unit, else those before."""
    found = _LEADS.search(one.sentence)
    before = one.sentence[: found.start()].split() if found and not one.counted.terms else []
    return f"“{before[-1]}”" if before else _quoted(one)


def _quoted(one: Measured) -> str:
    return f"“{' '.join(one.counted.words.split())}”"


# --- which of two is more ----------------------------------------------------------------------------------


def _orders(own: Sequence[Measured]) -> Iterator[Conflict]:
    """Two numbers of one sentence, of which the smaller is said to be more, or the larger fewer."""
    in_order = sorted(own, key=lambda one: (one.document_id, one.start))
    for one, other in pairwise(in_order):
        if one.document_id != other.document_id or not one.sentence or one.sentence != other.sentence:
            continue
        if one.unit != other.unit or not (one.quantity.is_number and other.quantity.is_number):
            continue
        between = _between(one, other)
        is_more, is_fewer = bool(_MORE.search(between)), bool(_FEWER.search(between))
        if is_more == is_fewer:
            continue
        if one.quantity.is_below(other.quantity) if is_more else other.quantity.is_below(one.quantity):
            said = "more" if is_more else "fewer"
            why = f"{in_words(one.quantity)} is said to be {said} than {in_words(other.quantity)}"
            proposal = "one of the numbers, or the word, is wrong: look up the source"
            yield Conflict(left=one, right=other, kind=Class.DISPUTE, why=why, proposal=proposal)


def _between(one: Measured, other: Measured) -> str:
    """The words of the sentence between two figures."""
    first = one.sentence.find(one.words)
    second = one.sentence.find(other.words, first + len(one.words))
    return one.sentence[first + len(one.words) : second] if 0 <= first < second else ""
