"""Where figures disagree: which kind of disagreement it is, and how it may be settled. Nothing is averaged.

Two figures are held against each other where they may count the same. What sets them apart, time, category, place,
is named before anybody is said to be wrong; a true dispute is what is left where nothing else explains it. A
reconciliation is a proposal with its reason: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from veedor.analysis.figures.comparable import Aspect, Judged, Verdict
from veedor.analysis.figures.kinds import Class, Conflict, Pair, category, pair_of
from veedor.analysis.figures.measured import Measured, told_last
from veedor.analysis.figures.one_number import one_number
from veedor.analysis.figures.quantities import in_words
from veedor.analysis.figures.two_numbers import rounded, two_numbers
from veedor.analysis.figures.windows import Relation, relation

_PAIRED = 60
"""Figures of one topic that are held against each other, those told last: more would be no list to look at."""
_ORDER = (
    *(Class.DISPUTE, Class.TRANSCRIPTION, Class.ATTRIBUTION, Class.DEFINITION, Class.WINDOW, Class.SCOPE),
    *(Class.REVISION, Class.UNSETTLED, Class.ROUNDING),
)


def conflicts(figures: Iterable[Measured], *, judged: Judged | None = None) -> list[Conflict]:
    """The disagreements among figures of one topic, the kinds that need a decision first."""
    own = sorted(figures, key=told_last)[-_PAIRED:]
    found = [
        one
        for pair in combinations(own, 2)
        if (one := conflict(*pair, judged=judged, others=own)) is not None
    ]
    return sorted(_each_once(found), key=lambda one: _ORDER.index(one.kind))


def _each_once(found: Sequence[Conflict]) -> Iterator[Conflict]:
    """The disagreements, of those between two categories the one told last: one tells it for all."""
    seen: set[frozenset[str]] = set()
    for one in reversed(found):
        if one.kind is Class.DEFINITION and one.left.quantity.said != one.right.quantity.said:
            pair = frozenset(category(each) for each in (one.left, one.right))
            if pair in seen:
                continue
            seen.add(pair)
        yield one


def conflict(
    one: Measured, other: Measured, *, judged: Judged | None = None, others: Sequence[Measured] = ()
) -> Conflict | None:
    """In which way two figures disagree; None where they agree, or count different things.

    `others` are further figures of the topic: one that lies nearer to either tells which was copied wrongly.
    """
    pair = pair_of(one, other, judged)
    if pair.how.differ_in(Aspect.UNIT, Aspect.KIND, Aspect.JUDGED):
        return None
    if pair.left.is_taken_back or pair.right.is_taken_back:
        return _taken_back(pair)
    if pair.left.is_denied or pair.right.is_denied:
        return _denied(pair)
    if pair.is_one_number:
        return one_number(pair)
    if pair.left.quantity.may_equal(pair.right.quantity):
        return rounded(pair)
    return two_numbers(pair, others)


def _taken_back(pair: Pair) -> Conflict | None:
    """What an older version of a report said, or its publisher withdrew, beside what the report now says."""
    if pair.left.is_taken_back == pair.right.is_taken_back or pair.left.story != pair.right.story:
        return None
    if pair.how.differ_in(Aspect.COUNTED, Aspect.POPULATION, Aspect.PLACE):
        return None
    old, new = (pair.left, pair.right) if pair.left.is_taken_back else (pair.right, pair.left)
    moved = old.window and new.window and relation(old.window, new.window) is not Relation.SAME
    if pair.is_one_number and not moved:
        return None
    said, now = _with_time(old), _with_time(new)
    why, proposal = (
        f"the report said {said}, and now says {now}",
        f"take {now}: the report no longer has the other",
    )
    return Conflict(left=old, right=new, kind=Class.REVISION, why=why, proposal=proposal)


def _with_time(one: Measured) -> str:
    return in_words(one.quantity) + (f" over {one.window.in_words()}" if one.window else "")


def _denied(pair: Pair) -> Conflict | None:
    """A number that one says and the other denies."""
    if (
        pair.left.is_denied == pair.right.is_denied
        or pair.how.verdict is Verdict.NO
        or not pair.is_one_number
    ):
        return None
    why = f"{in_words(pair.left.quantity)} is said by one and denied by the other"
    return pair.found(Class.DISPUTE, why, "leave both standing, each with its source")
