"""Stated sums and percentages done again: whether parts make a total, and numbers a percentage.

A check is consistent where the interval that follows from the inputs' words and that of the stated number share a
number, so that rounding raises no alarm; else it is an alarm, with both numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import permutations

from veedor.analysis.figures import derived, quantities
from veedor.analysis.figures.derived import Derived, Refusal
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import Exactness, in_words


class Outcome(StrEnum):
    """What came of a check."""

    CONSISTENT = "consistent"
    ALARM = "does not add up"
    REFUSED = "not enough to say"


class Rule(StrEnum):
    """What was checked."""

    SUM = "sum"
    SHARE = "share"
    CHANGE = "change"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A stated number held against what follows from others."""

    rule: Rule
    outcome: Outcome
    stated: Measured
    inputs: tuple[Measured, ...]
    derived: Derived | None
    """None where it was refused."""
    why: str
    """In words: what follows, and what was stated."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements that it stands on."""
        return tuple(dict.fromkeys(id_ for one in (self.stated, *self.inputs) for id_ in one.ids))


def check_sum(stated: Measured, parts: Sequence[Measured]) -> Check:
    """Whether the parts make the stated total."""
    return _check(Rule.SUM, stated, parts, derived.total(parts))


def check_share(stated: Measured, part: Measured, whole: Measured) -> Check:
    """Whether a stated percentage is the part of the whole."""
    return _check(Rule.SHARE, stated, (part, whole), derived.share(part, whole))


def check_change(stated: Measured, now: Measured, before: Measured) -> Check:
    """Whether a stated rise or fall, in percent, is that from one number to the other."""
    found = derived.change(now, before)
    if isinstance(found, Derived) and stated.falls:
        found = replace(found, quantity=quantities.negated(found.quantity))
    return _check(Rule.CHANGE, stated, (now, before), found)


def check_whole(stated: Measured, part: Measured, percent: Measured) -> Check:
    """Whether a stated whole is the one of which the part is the given percentage."""
    return _check(Rule.WHOLE, stated, (part, percent), derived.whole_of(part, percent))


def _check(rule: Rule, stated: Measured, inputs: Sequence[Measured], found: Derived | Refusal) -> Check:
    if isinstance(found, Refusal):
        outcome, why, known = Outcome.REFUSED, found.why, None
    else:
        fits = found.quantity.may_equal(stated.quantity)
        outcome, known = Outcome.CONSISTENT if fits else Outcome.ALARM, found
        why = _told(rule, stated, inputs, found, fits)
    return Check(rule=rule, outcome=outcome, stated=stated, inputs=tuple(inputs), derived=known, why=why)


def _told(rule: Rule, stated: Measured, inputs: Sequence[Measured], found: Derived, fits: bool) -> str:
    sign = {Rule.SUM: " + ", Rule.SHARE: " of ", Rule.CHANGE: " against ", Rule.WHOLE: " as a share of "}[
        rule
    ]
    numbers = [in_words(one.quantity) for one in inputs]
    if rule is Rule.WHOLE:
        numbers[-1] += " %"
    unit = " %" if found.unit == "percent" else ""
    made = in_words(found.quantity)
    bounds = quantities.bounds_in_words(found.quantity)
    made += unit + (f" ({bounds} by the rounding of the numbers)" if bounds and bounds != made else "")
    said = f"{in_words(stated.quantity)}{unit}"
    link = "agrees with" if fits else "is not"
    if rule is Rule.WHOLE:
        return f"{numbers[0]} is {numbers[1]} of {made}, which {link} the stated {said}"
    return f"{sign.join(numbers)} = {made}, which {link} the stated {said}"


# --- finding what can be checked ---------------------------------------------------------------------------

_NEAR = 1200
"""Characters between figures that may belong to one sum: about two paragraphs."""
_BESIDE = 400
"""Characters between a percentage and the numbers that it may follow from: its sentence and the next."""
_OFF = Fraction(1, 20)
"""By which part a sum may miss a total that is meant by it; what misses by more is no sum of it. Own judgement."""
_MOST_PARTS = 12


def checks(figures: Iterable[Measured]) -> list[Check]:
    """What reports say of their own numbers, done again: sums of listed parts, and percentages of numbers beside them.

    Only what stands near each other in one report is tried, and what comes out nowhere near the stated number was not
    meant by it and is left out.
    """
    of_document: dict[str, list[Measured]] = defaultdict(list)
    for one in figures:
        if not (one.is_denied or one.is_foretold or one.is_taken_back):
            of_document[one.document_id].append(one)
    found: list[Check] = []
    for own in of_document.values():
        own.sort(key=lambda one: (one.start, one.id))
        found += [*_sums(own), *_percentages(own)]
    return found


def _sums(own: Sequence[Measured]) -> Iterator[Check]:
    """Totals with a run of parts before or behind them, the longest run that comes near."""
    for place, stated in enumerate(own):
        if not _may_total(stated):
            continue
        for run in _runs(own, place):
            found = _check(Rule.SUM, stated, run, derived.total(run, are_listed=True))
            if found.derived is not None and _is_near(stated, found.derived):
                yield found
                break


def _may_total(one: Measured) -> bool:
    known = one.quantity.exactness in (Exactness.EXACT, Exactness.ROUNDED, Exactness.AT_LEAST)
    return (
        known
        and one.unit not in ("percent", "times")
        and not one.is_change
        and (one.quantity.said or 0) >= 10
    )


def _runs(own: Sequence[Measured], place: int) -> Iterator[Sequence[Measured]]:
    """The figures right behind and right before a total that may be its parts, the longest runs first."""
    for step in (1, -1):
        run: list[Measured] = []
        here = place + step
        while 0 <= here < len(own) and len(run) < _MOST_PARTS and _may_part(own[here], own[place]):
            run.append(own[here])
            here += step
        for size in range(len(run), 2, -1):
            yield run[:size]


def _may_part(one: Measured, stated: Measured) -> bool:
    if one.unit != stated.unit or one.is_change or abs(one.start - stated.start) > _NEAR:
        return False
    number, whole = one.quantity.middle, stated.quantity.said
    return number is not None and whole is not None and 0 < number < whole


def _is_near(stated: Measured, found: Derived) -> bool:
    whole, made = stated.quantity.said, found.quantity.said
    return whole is not None and made is not None and abs(made - whole) <= abs(whole) * _OFF


def _percentages(own: Sequence[Measured]) -> Iterator[Check]:
    """Percentages with two numbers of one unit beside them, of which they are the share or the change."""
    for stated in own:
        if stated.unit != "percent" or stated.quantity.middle is None:
            continue
        beside = [one for one in own if _is_beside(one, stated)]
        tried = [_percentage(stated, *pair) for pair in permutations(beside, 2)]
        near = [one for one in tried if one.derived is not None and _is_near(stated, one.derived)]
        yield from near[:1] if len({one.outcome for one in near}) == 1 else _best(near)


def _best(near: Sequence[Check]) -> Iterator[Check]:
    """Of several ways to have come to a percentage the one that gives it."""
    yield from [one for one in near if one.outcome is Outcome.CONSISTENT][:1]


def _is_beside(one: Measured, stated: Measured) -> bool:
    return one.unit != "percent" and not one.is_change and abs(one.start - stated.start) <= _BESIDE


def _percentage(stated: Measured, one: Measured, other: Measured) -> Check:
    if stated.is_change:
        return check_change(stated, one, other)
    return check_share(stated, one, other)
