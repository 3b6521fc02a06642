"""One spelling for each person and body of a document: short forms lead to the longest."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "de",
        "da",
        "di",
        "du",
        "del",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "ben",
        "abu",
        "der",
        "den",
        "dos",
    ]
)


@lru_cache(maxsize=4096)
def folded(words: str) -> tuple[str, ...]:
    """The words in lower case without accents, `al-` and full stops, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKD", words.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace(".", " ")
    parts = [
        part for number, word in enumerate(letters.split()) for part in _parts(word, is_first=number == 0)
    ]
    return tuple(parts) or (letters,)


def _parts(word: str, *, is_first: bool) -> list[str]:
    """A word cut at its hyphens, without particles; one that begins the name without a hyphen is a given name."""
    parts = word.replace("’", "'").split("-")
    if len(parts) == 1 and is_first:
        return parts
    return [part for part in parts if part and part not in _PARTICLES]


class Spellings:
    """The forms under which people, or bodies, are named in one document."""

    def __init__(self, mentions: Iterable[tuple[int, str]], *, by_prefix: bool) -> None:
        """Take the first character and the words of every mention.

        With `by_prefix` a short form is the beginning of a long one; else any part of the name, in order, that
        has its first or last word, as with people.
        """
        self._by_prefix = by_prefix
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._words: dict[tuple[str, ...], str] = {}
        self._with: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for place, words in sorted(mentions):
            form = folded(words)
            if form not in self._places:
                self._words[form] = words
                for part in {form[0]} if by_prefix else {form[0], form[-1]}:
                    self._with[part].append(form)
            self._places[form].append(place)
        self._longer = {form: self._long_forms(form) for form in self._places}

    def of(self, words: str, place: int) -> str:
        """The longest form of the name; of several the one last used before `place`, else the next one."""
        form = folded(words)
        longer = self._longer.get(form)
        if longer is None:
            longer = self._long_forms(form)
        if not longer:
            return self._words.get(form, words)
        return self._words[self._nearest(longer, place)]

    def _nearest(self, forms: Sequence[tuple[str, ...]], place: int) -> tuple[str, ...]:
        if len(forms) == 1:
            return forms[0]
        before = {form: bisect_right(self._places[form], place) for form in forms}
        earlier = [(self._places[form][n - 1], form) for form, n in before.items() if n]
        return max(earlier)[1] if earlier else min((self._places[form][0], form) for form in forms)[1]

    def _long_forms(self, form: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The longest known forms of which `form` is a short one."""
        near = {known: None for part in (form[0], form[-1]) for known in self._with[part]}
        fits = [known for known in near if self._is_short(form, known)]
        return [known for known in fits if not any(self._is_short(known, other) for other in fits)]

    def _is_short(self, form: tuple[str, ...], known: tuple[str, ...]) -> bool:
        if len(form) >= len(known):
            return False
        if self._by_prefix:
            return known[: len(form)] == form
        rest = iter(known)
        return (form[0] == known[0] or form[-1] == known[-1]) and all(part in rest for part in form)
