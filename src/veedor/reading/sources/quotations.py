"""Words that a text sets in quotation marks.

A quotation runs from its opening mark to its closing one; one that a paragraph leaves open ends with the
paragraph. A straight mark opens where it stands before a word and after a space, and closes elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Every kind of mark by its first character first: to look for that is fast.
_MARK = re.compile(r"[\"“”„«»`'\n](?:(?<=[\"“”„«»])|(?<=`)`|(?<=')'|(?<=\n)[ \t]*\n)")
_CURLED_CLOSE = re.compile(r"[.,!?]['’](?=\s)")
_SPEECH_WORDS = 4
"""A quotation of fewer words is a term that somebody used, unless it is a whole sentence."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks: characters `[start, end)`, the marks left out."""

    start: int
    end: int
    speech: bool
    """Whether it is long enough to be somebody's speech rather than a single term."""

    def holds(self, place: int) -> bool:
        """Whether the character stands inside."""
        return self.start <= place < self.end


def quotations(text: str) -> list[Quotation]:
    """Every quotation of the text, in order; they never overlap."""
    return [_made(text, start, end) for start, end in _spans(text) if text[start:end].strip()]


def _made(text: str, start: int, end: int) -> Quotation:
    words = text[start:end].split()
    sentence = words[0][:1].isupper() and words[-1][-1:] in ".,!?…"
    return Quotation(start, end, len(words) > _SPEECH_WORDS or (sentence and len(words) > 1))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if mark[0].startswith("\n"):
            if opened is not None:
                yield opened, mark.start()
            opened = None
        elif opened is None:
            if _can_open(text, mark):
                opened = mark.end()
        elif _can_close(text, mark):
            yield opened, mark.start()
            opened = None
        else:
            # A second opening mark: the first was closed by some other mark, if at all.
            closed = _CURLED_CLOSE.search(text, opened, mark.start())
            yield opened, closed.end() - 1 if closed else mark.start()
            opened = mark.end()
    if opened is not None and opened < len(text):
        yield opened, len(text)


def _can_open(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in {"“", "„", "«", "``"}:
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return mark[0] == '"' and not before.isalnum() and bool(after) and not after.isspace()


def _can_close(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in {"“", "„", "«", "``"}:
        return False
    if mark[0] != '"':
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not (before.isspace() or before in "([—–") or not after.isalnum()


class Quoted:
    """Finds the quotation that a character stands in."""

    def __init__(self, text: str) -> None:
        self.all = quotations(text)
        self._starts = [quotation.start for quotation in self.all]

    def at(self, place: int) -> int | None:
        """Number of the quotation around the character, or None."""
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 and self.all[number].holds(place) else None
