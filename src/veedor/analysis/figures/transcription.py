"""Numbers that differ as a slip of copying makes them differ: one digit changed, left out, put in, or two turned round.

The distance is that of F. J. Damerau, A technique for computer detection and correction of spelling errors,
Communications of the ACM 7 (1964), 171-176: these four slips are those of one wrong letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from veedor.analysis.figures.quantities import Exactness

if TYPE_CHECKING:
    from veedor.analysis.figures.measured import Measured

_DIGITS = 3
"""Significant digits from which on two numbers that differ in one of them are likelier one number than two."""
_NUMERAL = re.compile(r"\d[\d.,\u00a0\u202f ]*")


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers, as they are written, differ by one slip: `64.24` and `74.24`, `59.9` and `59.09`."""
    left, right = _digits(one), _digits(other)
    if left == right or max(len(left.strip("0")), len(right.strip("0"))) < _DIGITS:
        return False
    if min(len(left.strip("0")), len(right.strip("0"))) < _DIGITS:
        return False
    return _is_changed(left, right) or _is_turned(left, right) or _is_longer(left, right)


def _digits(words: str) -> str:
    """The digits of the first number in the words."""
    found = _NUMERAL.search(words)
    return re.sub(r"\D", "", found[0]) if found else ""


def _is_changed(left: str, right: str) -> bool:
    """Whether one digit is another one; not the last, in which two counts differ that were made twice."""
    if len(left) != len(right):
        return False
    return left[-1] == right[-1] and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _is_turned(left: str, right: str) -> bool:
    """Whether two digits beside each other are turned round."""
    if len(left) != len(right):
        return False
    places = [place for place, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first = places[0]
    return left[first : first + 2] == right[first : first + 2][::-1]


def _is_longer(left: str, right: str) -> bool:
    """Whether one digit is left out of the longer number."""
    short, long = sorted((left, right), key=len)
    if len(long) != len(short) + 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def nearer(left: Measured, right: Measured, others: Sequence[Measured]) -> tuple[Measured, Measured] | None:
    """The one of two that a third figure of the same count lies nearer to, and the third; None where none tells."""
    from veedor.analysis.figures.comparable import ANY_TIME, Verdict, comparable

    mine, its = left.quantity.middle, right.quantity.middle
    if mine is None or its is None:
        return None
    for by in others:
        number = by.quantity.middle
        if by in (left, right) or number is None or by.quantity.exactness is Exactness.ABOUT:
            continue
        if number in (mine, its) and by.root.key in (left.root.key, right.root.key):
            continue
        is_same = all(
            comparable(by, each, times=ANY_TIME).verdict is not Verdict.NO for each in (left, right)
        )
        gaps = abs(number - mine), abs(number - its)
        if is_same and min(gaps) * 4 <= max(gaps):
            return (left if gaps[0] < gaps[1] else right), by
    return None
