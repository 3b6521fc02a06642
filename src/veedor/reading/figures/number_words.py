"""Words of numbers: what each says by itself (`data/number_words.tsv`), and a number as found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from veedor.codebook.statement import Value
from veedor.reading import lexicon
from veedor.reading.parse import Word

_SIGN = re.compile(r"[A-Za-z]{0,3}[$€£¥]|%|percent|EUR|USD|GBP")
"""What may stand between the ends of a range beside the word that links them: `$5 to $10`, `5% - 10%`."""


class Number(NamedTuple):
    """Words `[first, last]`, both included, that say a number."""

    first: int
    last: int
    value: Value
    is_share: bool = False
    """Whether the words say a part of a whole (`half`, `one in four`), so that the value is percent."""
    is_vague: bool = False
    """Whether it is a plural such as `dozens`, with the range that the codebook gives it."""


@cache
def classes() -> dict[str, tuple[str, str]]:
    """Class and value of each number word."""
    return {row["word"]: (row["class"], row["value"]) for row in lexicon.table("number_words")}


def class_at(words: Sequence[Word], index: int) -> str:
    """The class of the number word at `index`, or an empty text, also beyond the sentence's ends."""
    return classes().get(words[index].text.lower(), ("", ""))[0] if 0 <= index < len(words) else ""


def number_at(words: Sequence[Word], index: int) -> float:
    """The value of the number word at `index`."""
    return float(classes()[words[index].text.lower()][1])


def low_at(words: Sequence[Word], index: int) -> str:
    """The word at `index` in lower case, or an empty text beyond the sentence's ends."""
    return words[index].text.lower() if 0 <= index < len(words) else ""


def is_glued(words: Sequence[Word], index: int) -> bool:
    """Whether nothing stands between the word and the one before it."""
    return 0 < index < len(words) and words[index - 1].end == words[index].start


@cache
def _spans() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("time_units"))


def is_span(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a unit of time in the singular, as in `a year`; no ordinal (`a second time`)."""
    low = low_at(words, index)
    return low in _spans() and low != "second" and low_at(words, index + 1) != "-"


def is_sign(words: Sequence[Word], index: int) -> bool:
    """Whether the word is the sign of a currency or of percent."""
    return 0 <= index < len(words) and _SIGN.fullmatch(words[index].text) is not None
