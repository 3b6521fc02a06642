"""Numbers of a sentence with their values, from its words alone: digits, number words, ranges, shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from veedor.reading.figures.no_quantities import is_name_or_date
from veedor.reading.figures.number_words import (
    Number,
    class_at,
    classes,
    is_glued,
    is_sign,
    is_span,
    low_at,
    number_at,
)
from veedor.reading.parse import Word

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+")
_WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000})
"""Of how many a share is told (`nine out of ten`); of any other number a count is: `44 of 45 seats`."""
_BOUNDS = frozenset(
    {"than", "by", "about", "nearly", "almost", "over", "under", "least", "around", "roughly"}
)
"""Words before `a third` that show it to be an amount."""
_SIDES = frozenset({"northern", "southern", "eastern", "western", "north", "south", "east", "west"})
_SIDES |= frozenset({"first", "second", "last", "latter", "other", "top", "bottom", "upper", "lower"})
"""Which half: words that make it a part of a thing rather than a share."""
_DASHES = frozenset({"-", "–", "—"})


class _Simple(NamedTuple):
    """A number without range: the words from where it was sought to `last`, both included."""

    last: int
    value: float
    scaled: float = 1.0
    """The scale word it ends in (`million`), which an unscaled lower end of a range shares."""


def numbers(words: Sequence[Word]) -> list[Number]:
    """The numbers of a sentence that may be quantities, in order, not overlapping."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = number_from(words, at)
        if number is None:
            at += 1
            continue
        if not is_name_or_date(words, number):
            found.append(number)
        at = number.last + 1
    return found


def number_from(words: Sequence[Word], at: int) -> Number | None:
    """The number that begins with word `at`, whether or not it is a quantity; None where none does."""
    if at >= len(words) or not _may_begin(words[at].text):
        return None
    return _share(words, at) or _vague(words, at) or _range(words, at)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(classes()) | {"a", "an", "several", "few", "many", "tens"}


def _may_begin(text: str) -> bool:
    """Whether a number may begin with the word; most words are let go here, which is what makes reading fast."""
    return text[0].isdigit() or text[0] == "." or text.lower() in _beginnings()


def _simple(words: Sequence[Word], at: int) -> _Simple | None:
    """The number that begins at `at`, or None."""
    if low_at(words, at) in ("a", "an") and is_span(words, at + 1):
        return _Simple(at, 1.0)
    if low_at(words, at) in ("a", "an") and class_at(words, at + 1) == "scale":
        return _scaled(words, _Simple(at, 1.0))
    if (
        low_at(words, at) == "half"
        and low_at(words, at + 1) in ("a", "an")
        and class_at(words, at + 2) == "scale"
    ):
        return _scaled(words, _Simple(at + 1, 0.5))
    if _DIGITS.fullmatch(low_at(words, at)):
        return _scaled(words, _and_a_half(words, _digits(words, at)))
    if class_at(words, at) in ("unit", "ten"):
        return _spelled(words, at)
    return None


def _digits(words: Sequence[Word], at: int) -> _Simple:
    """Digits with their separators; `700 000` and `4,01` are read as Europeans write them."""
    text = words[at].text
    last = at
    if re.fullmatch(r"\d{1,3}", text):
        while last + 1 < len(words) and re.fullmatch(r"\d{3}", words[last + 1].text):
            if words[last + 1].start - words[last].end != 1:
                break
            last += 1
            text += words[last].text
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return _Simple(last, float(text.replace(",", ".")))
    return _Simple(last, float(text.replace(",", "")))


def _and_a_half(words: Sequence[Word], number: _Simple) -> _Simple:
    """The number with `and a half` or `1/2` after it, if it stands there."""
    last, value, _ = number
    if [low_at(words, last + n) for n in (1, 2, 3)] == ["and", "a", "half"]:
        return _Simple(last + 3, value + 0.5)
    if low_at(words, last + 1) in ("1/2", "½"):
        return _Simple(last + 1, value + 0.5)
    return number


def _scaled(words: Sequence[Word], number: _Simple) -> _Simple:
    """The number with the scale words after it: `2.6 million`, `100 thousand`, `5bn`."""
    last, value, scale = number
    while True:
        kind = class_at(words, last + 1)
        glued_short = kind == "short" and (
            is_glued(words, last + 1) or low_at(words, last + 1) in ("bn", "mn", "tn")
        )
        if _is_hyphened_scale(words, last):
            last += 1
        elif kind != "scale" and not glued_short:
            return _Simple(last, value, scale)
        last += 1
        scale *= number_at(words, last)
        # Rounded, since 8.2 million is no more than that in binary either.
        value = round(value * number_at(words, last), 4)


def _is_hyphened_scale(words: Sequence[Word], last: int) -> bool:
    """Whether a hyphen glues a scale word to the number that ends with `last`: `$100-million`."""
    hyphened = low_at(words, last + 1) == "-" and class_at(words, last + 2) == "scale"
    return hyphened and is_glued(words, last + 1) and is_glued(words, last + 2)


def _spelled(words: Sequence[Word], at: int) -> _Simple:
    """A number in words, `two hundred and forty-one thousand`; the standard way of adding below each scale."""
    total, group, scale, last = 0.0, 0.0, 1.0, at - 1
    while True:
        here = last + 1
        if last >= at and low_at(words, here) in ("-", "–") and class_at(words, last) == "ten":
            here += 1
            if class_at(words, here) != "unit":
                break
        elif last >= at and low_at(words, here) == "and" and class_at(words, last) == "scale":
            here += 1
            if class_at(words, here) not in ("unit", "ten"):
                break
        kind = class_at(words, here)
        if not _continues(words, last if last >= at else None, kind):
            break
        if kind == "scale" and number_at(words, here) > 100:
            total, group, scale = total + group * number_at(words, here), 0.0, number_at(words, here)
        else:
            group = group * number_at(words, here) if kind == "scale" else group + number_at(words, here)
            scale = 1.0
        last = here
    half = _and_a_half(words, _Simple(last, total + group))
    return _scaled(words, half) if half.last != last else _Simple(last, total + group, scale)


def _continues(words: Sequence[Word], before: int | None, kind: str) -> bool:
    """Whether a number word of this kind may follow the number word at `before`."""
    if before is None:
        return kind in ("unit", "ten")
    after = class_at(words, before)
    if kind == "scale":
        return True
    return (kind == "unit" and after in ("ten", "scale")) or (kind == "ten" and after == "scale")


def _vague(words: Sequence[Word], at: int) -> Number | None:
    """`dozens`, `tens of thousands`, `several hundred`: with the range that the word can mean."""
    of_many = low_at(words, at + 1) == "of" and low_at(words, at + 2) in ("thousands", "millions", "billions")
    if low_at(words, at) in ("tens", "hundreds") and of_many:
        factor = 100 if low_at(words, at) == "hundreds" else 10
        one = _vague_range(words, at + 2)[0] / 2
        return Number(at, at + 2, (2 * factor * one, 10 * factor * one - 1), is_vague=True)
    if class_at(words, at) == "vague":
        return Number(at, at, _vague_range(words, at), is_vague=True)
    few = 2 if [low_at(words, at), low_at(words, at + 1)] == ["a", "few"] else 1
    if (few == 2 or low_at(words, at) in ("several", "few", "many")) and class_at(words, at + few) == "scale":
        scale = number_at(words, at + few)
        high = 99 if scale == 12 else 10 * scale - 1
        return Number(at, at + few, (2 * scale, high), is_vague=True)
    return None


def _vague_range(words: Sequence[Word], at: int) -> tuple[float, float]:
    low, high = classes()[words[at].text.lower()][1].split("-")
    return float(low), float(high)


def _share(words: Sequence[Word], at: int) -> Number | None:
    """`half`, `one-third`, `three quarters`, `one in four`, `nine out of ten` as percent."""
    return _fraction(words, at) or _ratio(words, at)


def _fraction(words: Sequence[Word], at: int) -> Number | None:
    low = low_at(words, at)
    if low == "half" and not _is_part_of_compound(words, at):
        return Number(at, at, 50.0, is_share=True)
    here = at + 1
    if low_at(words, here) in ("-", "–"):
        here += 1
    if class_at(words, here) != "part" or low == "half" or not words[here].text.islower():
        return None
    parts = number_at(words, here)
    if low in ("a", "one") and low_at(words, here) != "half" and low_at(words, here)[-1] != "s":
        hyphenated = here == at + 2
        # `a third party`, `a fourth term`: an ordinal, unless something is divided.
        is_bounded = low_at(words, at - 1) in _BOUNDS
        if not hyphenated and not is_bounded and low_at(words, here + 1) not in ("of", "the") and low == "a":
            return None
        return Number(at, here, round(100 / parts, 1), is_share=True)
    if class_at(words, at) in ("unit", "ten") and low_at(words, here)[-1] == "s" and low != "one":
        return Number(at, here, round(100 * number_at(words, at) / parts, 1), is_share=True)
    return None


def _is_part_of_compound(words: Sequence[Word], at: int) -> bool:
    """Whether `half` stands in `half-brother`, `half an hour`, `second half`, `half a million`, `and a half`."""
    before, after = low_at(words, at - 1), low_at(words, at + 1)
    if after in ("-", "an", "a", "dozen") or class_at(words, at + 1) == "scale":
        return True
    if before in _SIDES or (before in _DASHES and low_at(words, at - 2) in _SIDES):
        return True
    return before in ("a", "the", "-") and after not in ("of", "the")


def _ratio(words: Sequence[Word], at: int) -> Number | None:
    """`one in four`, `9 out of 10`: a smaller number of a larger, both small."""
    part = _simple(words, at)
    if part is None:
        return None
    here = part.last + 1
    link = (
        1
        if low_at(words, here) == "in"
        else 3
        if [low_at(words, here + n) for n in (0, 1)] == ["out", "of"]
        else 0
    )
    whole = _simple(words, here + min(link, 2)) if link else None
    if whole is None or not 0 < part.value < whole.value or whole.value not in _WHOLES:
        return None
    if link == 1 and class_at(words, at) and not class_at(words, here + 1):
        return None
    if link == 1 and _is_dated(words, whole.last):
        return None
    return Number(at, whole.last, round(100 * part.value / whole.value, 1), is_share=True)


def _is_dated(words: Sequence[Word], index: int) -> bool:
    """Whether a unit of time follows, as in `five in ten days`."""
    return low_at(words, index + 1).rstrip("s") in (
        "day",
        "hour",
        "week",
        "month",
        "year",
        "minute",
        "decade",
    )


def _range(words: Sequence[Word], at: int) -> Number | None:
    """A number, or two that bound a range: `6-9`, `ten to 32`, `between 10 and 20`, `2-3 million`."""
    low = _simple(words, at)
    if low is None:
        return None
    high = _upper_end(words, at, low)
    if high is None:
        return Number(at, low.last, low.value)
    value = low.value
    if low.scaled == 1.0 and high.scaled > 1.0 and value * high.scaled < high.value:
        value *= high.scaled
    elif value < 1000 <= high.value and high.value % 1000 == 0 and value * 1000 < high.value:
        # `10-30,000 troops`: the hyphen shares the thousands.
        value *= 1000 if words[low.last + 1].text == "-" else 1
    if value >= high.value:
        return Number(at, low.last, low.value)
    return Number(at, high.last, (value, high.value))


def _upper_end(words: Sequence[Word], at: int, low: _Simple) -> _Simple | None:
    """The second number of a range that begins with `low`, or None."""
    link = _behind_signs(words, low.last + 1)
    first = at - 1 if is_sign(words, at - 1) else at
    if not _links(words, link, before=low_at(words, first - 1), is_small=low.value < 10):
        return None
    high = _simple(words, _behind_signs(words, link + 1))
    is_apart = high is not None and low_at(words, link) == "or" and high.value != low.value + 1
    return None if is_apart else high


def _behind_signs(words: Sequence[Word], at: int) -> int:
    while is_sign(words, at):
        at += 1
    return at


def _links(words: Sequence[Word], link: int, *, before: str, is_small: bool) -> bool:
    """Whether the word at `link` makes the numbers beside it the two ends of a range.

    `from 5 to 10` tells of a change (two figures) unless a verb of ranging stands before it.
    """
    word = low_at(words, link)
    if word == "to":
        return before not in ("from", "by") or _ranges(words, link)
    if word == "and":
        return before == "between"
    return word in _DASHES or (word == "or" and is_small)


def _ranges(words: Sequence[Word], at: int) -> bool:
    """Whether `from` before the number belongs to a verb of ranging rather than of changing."""
    return any(
        w.lemma.lower() in ("range", "vary", "between", "anywhere") for w in words[max(0, at - 8) : at]
    )
