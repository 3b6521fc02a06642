"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_WINDOW = 2000
"""Characters looked at in the beginning, the middle and the end: a report may open with a foreign title."""
_FEWEST_LETTERS = 40
"""Below this a name decides (components: a surname alone was taken for Breton), so nothing is said."""
_SURE = 0.6
"""Confidence needed. Full sentences of one language reach 0.8 and more, lists of names stay below 0.4."""


class Language(NamedTuple):
    """A language by its ISO 639 code (two letters where there are two) and its English name."""

    code: str
    name: str


def language_of(text: str) -> Language | None:
    """The language that the text is in; None where it is too short or too mixed to say."""
    seen = _seen(text)
    if sum(map(str.isalpha, seen)) < _FEWEST_LETTERS:
        return None
    code, confidence = _identifier().classify(seen)
    return language_called(code) if confidence >= _SURE else None


def language_called(code: str) -> Language | None:
    """The language of that code; None for a code that the list does not hold."""
    name = _names().get(code)
    return Language(code, name) if name else None


def _seen(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The model of py3langid, loaded once; its probabilities sum to 1."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    rows = files("veedor.documents").joinpath("data/languages.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))
