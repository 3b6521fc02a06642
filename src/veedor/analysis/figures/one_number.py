"""One number that is told in two ways: over two times, of two things, in two places, by two sources."""

from __future__ import annotations

from veedor.analysis.figures.comparable import Aspect
from veedor.analysis.figures.kinds import Class, Conflict, Pair
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import in_words

_TELLING_DIGITS = 3
"""Digits that make it unlikely that two counts are the same number by chance; own judgement."""


def one_number(pair: Pair) -> Conflict | None:
    """In which way the same number is told differently; None where it is not, or where it may be so by chance."""
    if not _is_telling(pair) or pair.are_of_others:
        return None
    if (found := _over_two_times(pair)) is not None:
        return found
    number, why = in_words(pair.left.quantity), pair.how.known()
    if pair.how.differ_in(Aspect.COUNTED):
        proposal = f"{pair.categories}: look up which of the two the source counts{pair.trap}"
        return pair.found(Class.DEFINITION, f"{number} stands for two things: {why}", proposal)
    if pair.how.differ_in(Aspect.AGENT):
        proposal = f"look up with {pair.sources} whose deeds the number counts; a part is not the whole"
        return pair.found(Class.ATTRIBUTION, f"{number} is laid to two: {why}", proposal)
    if pair.how.differ_in(Aspect.PLACE):
        proposal = f"look up with {pair.sources} of which place the number is"
        return pair.found(Class.SCOPE, f"{number} is told of two places: {why}", proposal)
    return _by_two_sources(pair)


def _is_telling(pair: Pair) -> bool:
    """Whether the number is so particular, or its source so clearly the same, that both mean one count."""
    number = pair.left.quantity.said or 0
    digits = str(abs(number.numerator)).rstrip("0") if number.denominator == 1 else f"{float(number):.10g}"
    has_one_source = bool(pair.left.chain and pair.right.chain) and pair.left.root.key == pair.right.root.key
    return len(digits.replace(".", "")) >= _TELLING_DIGITS or has_one_source


def _over_two_times(pair: Pair) -> Conflict | None:
    left, right = pair.left.window, pair.right.window
    if left is None or right is None or pair.is_same_time:
        return None
    why = f"{in_words(pair.left.quantity)} is told of two times: {left.in_words()} and {right.in_words()}"
    nearer = _nearer_to_the_source(pair)
    if nearer is None or nearer.window is None:
        proposal = (
            f"look up with {pair.sources} over which time the number runs; for the other it must be another"
        )
        return pair.found(Class.WINDOW, why, proposal)
    reason = "it is told in fewer steps" if nearer.chain else "it is the source itself"
    proposal = f"take the time that {nearer.root.name} gives, {nearer.window.in_words()}: {reason}"
    return pair.found(Class.WINDOW, why, proposal)


def _nearer_to_the_source(pair: Pair) -> Measured | None:
    """The one that stands nearer to the source of both; None where neither does."""
    left, right = pair.left, pair.right
    if left.root.key != right.root.key or len(left.chain) == len(right.chain):
        return None
    return min(left, right, key=lambda one: len(one.chain))


def _by_two_sources(pair: Pair) -> Conflict | None:
    """The number where both name whom they have it from, and neither stands in the other's chain."""
    mine, others = ({who.key for who in each.chain} for each in (pair.left, pair.right))
    if not mine or not others or mine & others:
        return None
    number = in_words(pair.left.quantity)
    why = f"{number} is said to come from {pair.left.root.name} and from {pair.right.root.name}"
    return pair.found(
        Class.ATTRIBUTION, why, "look up which of the two counted; the other may only repeat it"
    )
