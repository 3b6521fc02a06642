"""One spelling for each person and body of a document: short forms lead to the longest."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

PARTICLES = frozenset(
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
    return [part for part in parts if part and part not in PARTICLES]


_LEAD = 300
"""Characters of a report's beginning, where whom it is about is named."""
_HALVES = re.compile(r"\b([A-Z]\w+)-([a-z]\w+)")


_NICKNAME = re.compile(r"""\s*["“”«»][^"“”«»]*["“”«»]""")
_CUT_NICKNAME = re.compile(r"""^[^"“”]*\w["“”]\s+(?=\w)|\s+["“”].*$""")
"""One that the model cut: its beginning, or its end."""
_CARDINAL = re.compile(r"(?<=\w) Cardinal(?= \w)")
"""The one rank that English puts between given name and surname."""


def without_nickname(words: str) -> str:
    """A person's name without a nickname in quotation marks; the words where nothing else is left."""
    plain = _CUT_NICKNAME.sub("", _NICKNAME.sub("", words)).strip()
    return _CARDINAL.sub("", plain) or words


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
        for place, called in sorted(mentions):
            words = called if by_prefix else without_nickname(called)
            form = self._form(words)
            if form not in self._places:
                self._words[form] = words
                for part in {form[0]} if by_prefix else {form[0], form[-1]}:
                    self._with[part].append(form)
            self._places[form].append(place)
        self._longer = {form: self._long_forms(form) for form in self._places}

    def of(self, words: str, place: int) -> str:
        """The longest form of the name; of several the one last used before `place`, else the next one."""
        words = words if self._by_prefix else without_nickname(words)
        form = self._form(words)
        longer = self._longer.get(form)
        if longer is None:
            longer = self._long_forms(form)
        if not longer:
            return self._words.get(form, words)
        return self._words[self._nearest(longer, place)]

    def has(self, words: str) -> bool:
        """Whether the document has exactly this name."""
        return self._form(words) in self._places

    def has_longer(self, words: str) -> bool:
        """Whether the document has a name of which this is a short form."""
        return bool(self._long_forms(self._form(words)))

    def _form(self, words: str) -> tuple[str, ...]:
        """The words as they are compared; a given name's second half (`Mei-ling`) is no name of its own."""
        return folded(words if self._by_prefix else _HALVES.sub(r"\1\2", words))

    def _nearest(self, forms: Sequence[tuple[str, ...]], place: int) -> tuple[str, ...]:
        if len(forms) == 1:
            return forms[0]
        if not self._by_prefix:
            forms = self._foremost(forms)
        before = {form: bisect_right(self._places[form], place) for form in forms}
        earlier = [(self._places[form][n - 1], form) for form, n in before.items() if n]
        return max(earlier)[1] if earlier else min((self._places[form][0], form) for form in forms)[1]

    def _foremost(self, forms: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
        """Of people who share a short form the one whom the report begins with, else those named most often."""
        first = min(forms, key=lambda form: self._places[form][0])
        if self._places[first][0] < _LEAD:
            return [first]
        most = max(len(self._places[form]) for form in forms)
        return [form for form in forms if len(self._places[form]) == most]

    def _long_forms(self, form: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The longest known forms of which `form` is a short one."""
        near = {known: None for part in (form[0], form[-1]) for known in self._with[part]}
        fits = [known for known in near if self._is_short(form, known)]
        longest = [known for known in fits if not any(self._is_short(known, other) for other in fits)]
        return longest or self._with_particle(form)

    def _with_particle(self, form: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The long forms of a surname that begins with a particle (`bin Amar`), which have it inside."""
        if self._by_prefix or len(form) == 1 or form[0] not in PARTICLES:
            return []
        behind = f" {form[0]} "
        return [known for known in self._long_forms(form[1:]) if behind in self._words[known].lower()]

    def _is_short(self, form: tuple[str, ...], known: tuple[str, ...]) -> bool:
        if len(form) >= len(known):
            return False
        if self._by_prefix:
            return known[: len(form)] == form
        return is_short_person(form, known)


def is_short_person(form: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a folded name is a part of a longer one, in order, with its first or last word."""
    rest = iter(known)
    is_short = len(form) < len(known) and (form[0] == known[0] or form[-1] == known[-1])
    return is_short and all(part in rest for part in form)
