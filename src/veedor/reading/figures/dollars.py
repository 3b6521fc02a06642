"""Whose dollar a bare `$` or `dollars` means."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from veedor.reading import lexicon

_OWN = "USD"
"""The dollar that a text means without saying so."""
_OFTEN = 3
"""Mentions from which a text may be taken to speak of a country: in the corpus's train split such texts meant its
dollar every time (37 amounts) where they named it more often than the United States."""


@cache
def _named() -> dict[str, re.Pattern[str]]:
    """Patterns of the words that name a country or its people, by the code of its dollar."""
    words: dict[str, list[str]] = {}
    for row in lexicon.table("dollars"):
        words.setdefault(row["code"], []).append(re.escape(row["word"]))
    return {code: re.compile(rf"\b(?:{'|'.join(each)})(?!\w)") for code, each in words.items()}


@lru_cache(maxsize=4)
def dollar_of(text: str) -> str:
    """The ISO code of the dollar that a text means by `$`: its country's, where it mostly speaks of one; else USD."""
    if "$" not in text and "dollar" not in text:
        return _OWN
    counts = {code: len(pattern.findall(text)) for code, pattern in _named().items()}
    most = max(counts, key=lambda code: (counts[code], code == _OWN))
    return most if counts[most] >= _OFTEN else _OWN
