"""How many, as exactly as it was said: numbers with the interval that their words allow, and sums with such numbers.

A number that is written with one decimal stands for all that round to it: 74.7 is [74.65, 74.75]. Of a whole number,
two or more closing zeros are taken for rounded off, 18,000 for [17,500, 18,500]; so are the digits below a word of
scale (`223 million`). This is the usual reading of significant figures (ISO 80000-1:2022, annex B, rounds to the
nearest). All arithmetic is exact, in fractions, and by intervals: what is derived is no surer than what it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from veedor.codebook.labels import Comparison
from veedor.codebook.statement import Figure

_ABOUT = Fraction(1, 10)
"""By which part a number that is said to be about right may be off; own judgement, as `veedor.record.news` has it."""
_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_POWERS = (1, 10**3, 10**6, 10**9, 10**12)
_PART_WORDS = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|tenths?|one in|out of)\b", re.IGNORECASE)
_VAGUE_WORDS = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several hundred|several thousand)\b",
    re.IGNORECASE,
)
_ROUNDED_OFF = 2
"""Closing zeros of a whole number from which on they are taken for rounded off."""


class Exactness(StrEnum):
    """How exactly a number is said."""

    EXACT = "exact"
    ROUNDED = "rounded"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    RANGE = "range"
    VAGUE = "vague"
    """A word such as `dozens`, by the bounds that the codebook gives it; no number was said."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the interval in which, by its words, what is counted lies."""

    low: Fraction | None
    """None where nothing bounds it from below."""
    high: Fraction | None
    """None where nothing bounds it from above."""
    said: Fraction | None
    """The number as it was said, or as it follows from numbers as they were said; None where none was."""
    exactness: Exactness
    is_open: bool = False
    """Whether the one end that it has is left out itself: `more than 100`."""

    def may_equal(self, other: Quantity) -> bool:
        """Whether some number fits both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Quantity) -> bool:
        """Whether every number that it allows is smaller than every one that the other allows."""
        if self.high is None or other.low is None:
            return False
        touches = self.high == other.low and (self.is_open or other.is_open)
        return self.high < other.low or touches

    @property
    def is_number(self) -> bool:
        """Whether one number was said, and not a bound, a range or a vague word."""
        return (
            self.exactness in (Exactness.EXACT, Exactness.ROUNDED, Exactness.ABOUT) and self.said is not None
        )

    @property
    def middle(self) -> Fraction | None:
        """The number as said; None for a bound, a range or a vague word, of which no number may be made."""
        return self.said if self.is_number else None


def quantity_of(figure: Figure) -> Quantity:
    """What a figure says, by its value, its bound and the form of its words."""
    if isinstance(figure.value, tuple):
        low, high = (exactly(end) for end in figure.value)
        is_vague = bool(_VAGUE_WORDS.search(figure.anchor.words))
        return Quantity(low, high, None, Exactness.VAGUE if is_vague else Exactness.RANGE)
    value = exactly(figure.value)
    match figure.comparison:
        case Comparison.AT_LEAST | Comparison.MORE_THAN:
            is_open = figure.comparison is Comparison.MORE_THAN
            return Quantity(value, None, value, Exactness.AT_LEAST, is_open)
        case Comparison.AT_MOST | Comparison.LESS_THAN:
            is_open = figure.comparison is Comparison.LESS_THAN
            return Quantity(None, value, value, Exactness.AT_MOST, is_open)
    half = _half_step(figure.anchor.words, value, figure.unit)
    if figure.comparison is Comparison.ABOUT or _PART_WORDS.search(figure.anchor.words):
        return _around(value, max(half, abs(value) * _ABOUT), Exactness.ABOUT)
    return _around(value, half, Exactness.ROUNDED) if half else exact(value)


def exact(value: Fraction | int) -> Quantity:
    """A number that is no other."""
    number = Fraction(value)
    return Quantity(number, number, number, Exactness.EXACT)


def exactly(value: float) -> Fraction:
    """The number that a float is written as: 0.1 is a tenth."""
    return Fraction(repr(float(value)))


def _around(value: Fraction, half: Fraction, exactness: Exactness) -> Quantity:
    return Quantity(value - half, value + half, value, exactness)


def _half_step(words: str, value: Fraction, unit: str) -> Fraction:
    """Half of the last place that the words give; 0 where they count to the last one."""
    for scale in _POWERS:  # the number itself first: 710,242 is not 710.242 thousand
        for digits, decimals in _numerals(words):
            if digits * scale == abs(value):
                return _half(digits, decimals, scale, unit)
    if re.search(r"\d", words):
        return Fraction(0)
    scale = max((size for word, size in _SCALES.items() if word in words.lower()), default=1)
    return _half(value / scale, 0, scale, unit)


def _numerals(words: str) -> Iterator[tuple[Fraction, int]]:
    """The numbers that the digits of the words may mean, each with how many decimals it has."""
    for found in _NUMERAL.findall(words):
        for point in (".", ","):
            whole, mark, decimals = found.rpartition(point)
            if mark and decimals.isdigit():
                yield Fraction(f"{_digits(whole) or '0'}.{decimals}"), len(decimals)
        yield Fraction(_digits(found)), 0


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _half(digits: Fraction, decimals: int, scale: int, unit: str) -> Fraction:
    step = Fraction(scale, 10**decimals)
    if decimals or scale > 1:
        return step / 2
    if unit == "percent":
        return Fraction(1, 2)
    zeros = _closing_zeros(digits)
    return Fraction(10**zeros, 2) if zeros >= _ROUNDED_OFF else Fraction(0)


def _closing_zeros(number: Fraction) -> int:
    if number.denominator != 1 or number == 0:
        return 0
    digits = str(abs(number.numerator))
    return len(digits) - len(digits.rstrip("0"))


# --- arithmetic --------------------------------------------------------------------------------------------


def plus(parts: Iterable[Quantity]) -> Quantity:
    """The sum; unbounded where a part is, so that of `at least` only `at least` follows."""
    known = list(parts)
    return _made(
        _added([one.low for one in known]),
        _added([one.high for one in known]),
        _added([one.middle for one in known]),
    )


def minus(whole: Quantity, part: Quantity) -> Quantity:
    """The difference."""
    return plus((whole, negated(part)))


def negated(one: Quantity) -> Quantity:
    """The number with the other sign."""
    low, high = (None if end is None else -end for end in (one.high, one.low))
    return Quantity(low, high, None if one.said is None else -one.said, _mirrored(one.exactness), one.is_open)


def _mirrored(one: Exactness) -> Exactness:
    return {Exactness.AT_LEAST: Exactness.AT_MOST, Exactness.AT_MOST: Exactness.AT_LEAST}.get(one, one)


def times(one: Quantity, factor: Fraction | int) -> Quantity:
    """The number so many times, `factor` being above 0 and exact."""
    low, high, said = (None if end is None else end * factor for end in (one.low, one.high, one.said))
    return Quantity(low, high, said, one.exactness, one.is_open)


def over(one: Quantity, other: Quantity) -> Quantity | None:
    """The quotient of two numbers that are not below 0; None where the divisor may be 0 or either below it."""
    if one.low is None and one.high is None:
        return None
    if (one.low is not None and one.low < 0) or other.low is None or other.low <= 0:
        return None
    low = None if one.low is None or other.high is None else one.low / other.high
    high = None if one.high is None else one.high / other.low
    middle = one.middle / other.middle if one.middle is not None and other.middle else None
    return _made(low, high, middle)


def product(one: Quantity, other: Quantity) -> Quantity | None:
    """The product of two numbers that are not below 0; None where one may be."""
    if any(each.low is None or each.low < 0 for each in (one, other)):
        return None
    high = None if one.high is None or other.high is None else one.high * other.high
    middle = None if one.middle is None or other.middle is None else one.middle * other.middle
    return _made((one.low or Fraction(0)) * (other.low or Fraction(0)), high, middle)


def _added(ends: list[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return sum(known, Fraction(0)) if len(known) == len(ends) else None


def _made(low: Fraction | None, high: Fraction | None, middle: Fraction | None) -> Quantity:
    if low is not None and low == high:
        return Quantity(low, high, low, Exactness.EXACT)
    if low is None or high is None:
        kind = Exactness.AT_MOST if low is None else Exactness.AT_LEAST
        return Quantity(low, high, low if high is None else high, kind)
    return Quantity(low, high, middle, Exactness.RANGE if middle is None else Exactness.ROUNDED)


# --- in words ----------------------------------------------------------------------------------------------


def in_words(one: Quantity) -> str:
    """The number for people: `514`, `at least 514`, `33.4 to 33.6`, `about 18,000`."""
    if one.exactness is Exactness.AT_LEAST or (one.high is None and one.low is not None):
        return f"{'more than' if one.is_open else 'at least'} {number_in_words(one.low)}"
    if one.exactness is Exactness.AT_MOST or (one.low is None and one.high is not None):
        return f"{'less than' if one.is_open else 'at most'} {number_in_words(one.high)}"
    if one.middle is None:
        return f"{number_in_words(one.low)} to {number_in_words(one.high)}"
    about = "about " if one.exactness is Exactness.ABOUT else ""
    return about + number_in_words(one.middle)


def bounds_in_words(one: Quantity) -> str:
    """The interval that the words allow, `33.4 to 33.596`; empty for an exact number."""
    if one.exactness is Exactness.EXACT:
        return ""
    low, high = number_in_words(one.low), number_in_words(one.high)
    return (
        f"{low} or more" if one.high is None else f"{high} or less" if one.low is None else f"{low} to {high}"
    )


def number_in_words(value: Fraction | None) -> str:
    """A number with separators between its thousands, in six significant digits where it has more decimals."""
    if value is None:
        return "?"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    decimals = max(0, 5 - len(str(abs(int(value)))) + 1)
    said = f"{float(value):,.{decimals}f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
