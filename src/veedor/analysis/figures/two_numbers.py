"""Two numbers that cannot both be the number of one thing, by what explains them best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from veedor.analysis.figures import derived
from veedor.analysis.figures.comparable import Aspect, Verdict, comparable
from veedor.analysis.figures.derived import Derived
from veedor.analysis.figures.kinds import Class, Conflict, Pair
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import Exactness, in_words
from veedor.analysis.figures.transcription import is_slip, nearer
from veedor.analysis.figures.windows import Relation, Window, relation
from veedor.analysis.intervals import days_between

_FAR_DAYS = 92
"""Days between two reports from which on numbers that name no time are not held against each other: a quarter of a
year; own judgement."""
_POLL = re.compile(r"\b(?:polls?|pollsters?|survey|exit poll)\b", re.IGNORECASE)
_AT_OTHER_TIMES = frozenset({Relation.APART, Relation.ADJACENT, Relation.CORRESPONDING})


def rounded(pair: Pair) -> Conflict | None:
    """Two numbers whose words leave room for one: what is said with fewer digits is the other, rounded."""
    left, right = pair.left.quantity, pair.right.quantity
    if pair.how.verdict is Verdict.NO or left.said is None or right.said is None:
        return None
    kinds = {left.exactness, right.exactness}
    if not kinds & {Exactness.ROUNDED, Exactness.ABOUT} or not pair.is_same_time:
        return None
    why = f"{pair.both}: by their rounding both can be one number"
    return pair.found(Class.ROUNDING, why, "no contradiction; quote the one with more digits")


def two_numbers(pair: Pair, others: Sequence[Measured]) -> Conflict | None:
    """What sets two numbers apart that cannot be one; None where they are of different things, places or times.

    `others` are further figures of the topic: one that lies nearer to either tells which was copied wrongly.
    """
    if pair.how.differ_in(Aspect.PLACE) or pair.are_of_others or not _may_meet(pair):
        return None
    if pair.left.corrects or pair.right.corrects:
        return _corrected(pair)
    if pair.how.differ_in(Aspect.COUNTED):
        return _defined(pair)
    if pair.how.differ_in(Aspect.POPULATION, Aspect.AGENT):
        if pair.left.document_id == pair.right.document_id:
            return None  # a whole and its part, told together
        proposal = "both may be right: the narrower one is a part of the other"
        return pair.found(Class.SCOPE, f"{pair.both}; {pair.how.known()}", proposal)
    return _of_one_count(pair, others)


def _may_meet(pair: Pair) -> bool:
    """Whether two numbers speak of one country, and of times that are near, as far as is known."""
    left, right = pair.left, pair.right
    if left.document_id == right.document_id:
        return True
    if left.country and right.country and left.country != right.country and not left.places:
        return False
    if left.window is not None and right.window is not None:
        return relation(left.window, right.window) not in _AT_OTHER_TIMES
    if left.as_of is None or right.as_of is None:
        return False
    return days_between(left.as_of, right.as_of) <= _FAR_DAYS


# --- of one count ------------------------------------------------------------------------------------------


def _of_one_count(pair: Pair, others: Sequence[Measured]) -> Conflict | None:
    """Two numbers of what nothing tells apart but, perhaps, time and source."""
    left, right = pair.left, pair.right
    if left.window and right.window and not pair.is_same_time:
        return _of_two_times(pair, left.window, right.window)
    are_of_two_days = comparable(left, right).differ_in(Aspect.AS_OF)
    is_one_house = left.publisher is not None and left.publisher == right.publisher
    if _is_slip(pair) and (are_of_two_days or not is_one_house):
        return _slipped(pair, others)
    if are_of_two_days:
        return None  # the number of another day: a series
    if pair.is_revised:
        proposal = f"{right.root.name} gave the later number: take it, as of {right.as_of or right.published}"
        return pair.found(Class.REVISION, f"{pair.both}, by the same source, later", proposal)
    if left.document_id == right.document_id and left.root.key == right.root.key:
        return None  # who says two numbers in one breath speaks of two things
    return _slipped(pair, others) if _is_slip(pair) else _disputed(pair)


def _disputed(pair: Pair) -> Conflict | None:
    """Numbers that nothing explains: a dispute where they are known to count the same, else something to look up."""
    roots = pair.left.root, pair.right.root
    if all(_POLL.search(one.name) for one in roots):
        proposal = "two samples: compare their sizes, days and questions before calling it a difference"
        return pair.found(Class.UNSETTLED, f"{pair.both}, by two polls", proposal)
    if pair.how.verdict is Verdict.YES and roots[0].key != roots[1].key:
        proposal = "leave both standing, each with its source; ask how either was counted"
        return pair.found(Class.DISPUTE, f"{pair.both}: nothing sets the two apart", proposal)
    if pair.how.verdict is Verdict.YES:
        proposal = f"look up which of the two {roots[0].name} said"
        return pair.found(Class.UNSETTLED, f"{pair.both}, both by {roots[0].name}", proposal)
    if _says_little(pair.left) or _says_little(pair.right):
        return None
    proposal = "look up what is missing, or judge whether the two are one count"
    return pair.found(Class.UNSETTLED, f"{pair.both}; {pair.how.why}", proposal)


def _says_little(one: Measured) -> bool:
    """Whether nothing but the unit, or the word for some people on the scene, says what is counted."""
    if one.counted.category is not None:
        return False
    return not one.counted.terms or one.counted.unit == "people"


def _is_slip(pair: Pair) -> bool:
    numbers = pair.left.quantity.middle, pair.right.quantity.middle
    return None not in numbers and is_slip(pair.left.words, pair.right.words)


def _slipped(pair: Pair, others: Sequence[Measured]) -> Conflict:
    """Numbers that differ as a slip of copying makes them differ."""
    why = f"{pair.both}: they differ as a slip of copying makes numbers differ"
    third = nearer(pair.left, pair.right, others)
    if third is None:
        proposal = "look both up in their source; a digit seems to be copied wrongly"
        return pair.found(Class.TRANSCRIPTION, why, proposal)
    one, by = third
    proposal = (
        f"take {in_words(one.quantity)}: {in_words(by.quantity)}, from {by.root.name}, lies nearer to it; "
        "a digit of the other seems to be copied wrongly"
    )
    return pair.found(Class.TRANSCRIPTION, why, proposal)


# --- what explains two numbers -----------------------------------------------------------------------------


def _corrected(pair: Pair) -> Conflict:
    left, right = pair.left, pair.right
    wrong, now = (right, left) if right.corrects and not left.corrects else (left, right)
    proposal = (
        f"{in_words(wrong.quantity)} stands where a number is taken back; {in_words(now.quantity)} holds"
    )
    if left.corrects and right.corrects:
        proposal = "the report corrects itself: read its note, and reject the number that it takes back"
    return pair.found(Class.REVISION, f"{pair.both}: a report says that it corrects a number", proposal)


def _defined(pair: Pair) -> Conflict | None:
    """Numbers of two categories: no contradiction, but easily taken for one."""
    if pair.left.counted.topic == "funding":
        return None  # nobody takes what is required for what was received
    if pair.left.story != pair.right.story and not _are_of_one_time(pair):
        return None
    proposal = f"no contradiction: {pair.categories}; do not hold the one against the other{pair.trap}"
    return pair.found(Class.DEFINITION, f"{pair.both}; {pair.how.known()}", proposal)


def _are_of_one_time(pair: Pair) -> bool:
    """Whether the times of two counts are known, and one."""
    if pair.left.is_flow or pair.right.is_flow:
        return pair.left.window is not None and pair.right.window is not None and pair.is_same_time
    return pair.is_same_time


def _of_two_times(pair: Pair, left: Window, right: Window) -> Conflict | None:
    """Numbers of times that overlap: the longer holds the shorter, and so must its number."""
    how = relation(left, right)
    if how not in (Relation.NESTED, Relation.SAME_START, Relation.SAME_END):
        return None
    whole, part = (pair.left, pair.right) if left.days >= right.days else (pair.right, pair.left)
    spans = f"{left.in_words()} and {right.in_words()}"
    if whole.quantity.is_below(part.quantity):
        return _part_above_whole(pair, spans) if whole.is_flow and pair.how.verdict is Verdict.YES else None
    if left.runs_to_date and right.runs_to_date:
        return None  # a running total that grows
    rest = derived.difference(whole, part)
    why, said = f"{pair.both}, over two times: {spans}", "no contradiction: the times differ"
    if isinstance(rest, Derived) and rest.window is not None:
        said = f"{said}; {in_words(rest.quantity)} fall on {rest.window.in_words()}"
        return pair.found(Class.WINDOW, why, said, rest)
    return pair.found(Class.WINDOW, why, said) if how is not Relation.NESTED else None


def _part_above_whole(pair: Pair, spans: str) -> Conflict:
    why = f"{pair.both}: a part of the time has more than the whole of it ({spans})"
    if pair.is_revised:
        proposal = f"{pair.right.root.name} lowered its number: take the later one"
        return pair.found(Class.REVISION, why, proposal)
    return pair.found(Class.DISPUTE, why, "one of the two is wrong, or counts something else")
