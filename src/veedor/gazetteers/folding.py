"""Names made comparable: accents, apostrophes, hyphens and capitals do not count."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s{2,}")
_MARKS = str.maketrans(dict.fromkeys("-‐‑–\t\n\r", " ") | dict.fromkeys("'’‘ʼʻ`´.", ""))
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def folded(name: str) -> str:
    """The name in lower case without accents and apostrophes, its words apart by one space."""
    low = name.casefold()
    if low.isascii() and low.isalpha():  # most are
        return low
    if not low.isascii():
        apart = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join(ch for ch in apart if not unicodedata.combining(ch))
    return _BLANKS.sub(" ", low.translate(_MARKS)).strip()
