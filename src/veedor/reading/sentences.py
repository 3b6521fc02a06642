"""Sentences of a text as spans, by rules: layout first, then punctuation.

Layout: blank lines, list bullets and headings end sentences; a single line break does so only where the text
is not wrapped to a width. Punctuation: a full stop ends a sentence unless an abbreviation, an initial or what
follows says otherwise; closing quotes and brackets stay with the sentence before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from veedor.codebook.span import Span
from veedor.reading import lexicon
from veedor.reading.words import abbreviated

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_SIGN = re.compile(r"[•‣◦▪▫●○■□·*►»–—-]\s+(?=\S)")
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□·*►»–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(?=\S)")
_WORD = re.compile(r"\S{1,200}")
_OPENERS = "\"'“‘«([{¿¡*_"
_CLOSERS = "\"'”’»)]}*_"

_END = re.compile(
    rf"""
    (?P<stop>[.!?…]+)(?P<close>[{re.escape(_CLOSERS)}]*)
    (?P<note>(?:\ ?\[\d{{1,3}}\])+|(?<=[a-z][.])\d{{1,3}}(?=\s))?
    (?:(?P<gap>\s+)|(?P<glued>(?=[^\s])))
  | (?P<foreign>[。！？؟।۔]+[”’」』"]*)
    """,
    re.VERBOSE,
)


_AFTER_AN_HOUR = r"[A-Z]{2,4}$|Eastern$|.*day$"
"""Capitalised words that go on after `5 p.m.`: time zones and days."""

_FLOWING = 0.4
"""Least share of single line breaks that run on in lower case for a text to count as wrapped. In prose of 60
to 80 columns most lines begin in mid-sentence with a lower-case word; where each line is a paragraph or
heading almost none does."""
_SHORTEST_WRAP, _LONGEST_WRAP = 30, 130
"""Between how many columns a wrapped text's lines end."""


class _Line(NamedTuple):
    start: int
    end: int
    """Trimmed: the first and one past the last character that is not white space."""
    apart: bool
    """Whether a blank line, or the text's beginning, stands before it."""


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, trimmed, never blank, never overlapping; takes linear time."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    found: list[Span] = []
    for start, end in _blocks(text, lines, width):
        found += [Span(first, past) for first, past in _split(text, start, end)]
    return found


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank."""
    last = -1
    for match in _LINE.finditer(text):
        start, end = _trim(text, *match.span())
        if start < end:
            apart = last < 0 or len(_BREAKS.findall(text, last, start)) > 1
            yield _Line(start, end, apart)
            last = end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The column at which the text's lines are wrapped, or None where each line stands for itself."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    lengths = sorted(a.end - a.start for a, b in pairs if _runs_on(text, a, b))
    if not lengths or len(lengths) < _FLOWING * len(pairs):
        return None
    typical, width = lengths[len(lengths) // 2], lengths[len(lengths) * 19 // 20]
    return width if _SHORTEST_WRAP <= typical <= _LONGEST_WRAP else None


def _runs_on(text: str, line: _Line, after: _Line) -> bool:
    """Whether the second line goes on with the first one's sentence, by its letters."""
    return text[after.start].islower() and text[line.end - 1] not in ".!?:;…" and not _bullet(text, after)


def _bullet(text: str, line: _Line) -> bool:
    return _BULLET.match(text, line.start, line.end) is not None


def _blocks(text: str, lines: list[_Line], width: int | None) -> Iterator[tuple[int, int]]:
    """Stretches of text that no sentence crosses: paragraphs, headings, list items."""
    if not lines:
        return
    start = lines[0].start
    for line, after in pairwise(lines):
        if _ends_block(text, line, after, width):
            yield start, line.end
            start = after.start
    yield start, lines[-1].end


def _ends_block(text: str, line: _Line, after: _Line, width: int | None) -> bool:
    """Whether a sentence cannot go on from `line` to `after`."""
    if after.apart or _bullet(text, after):
        return True
    if width is None:
        # One line of prose that is broken by accident (a page end, a narrow column) still goes on.
        return not (_runs_on(text, line, after) and line.end - line.start >= _SHORTEST_WRAP)
    if _runs_on(text, line, after):
        return False
    # A wrapper breaks a line only where the next word would not have fitted.
    word = _WORD.match(text, after.start)
    next_length = word.end() - word.start() if word else 1
    return line.end - line.start + 1 + next_length <= width * 0.9


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block, trimmed."""
    marker = _BULLET.match(text, start, end)
    # A bullet is layout, no word: left in, it disturbs the tree. A number or letter may be one (`A. Smith`).
    sign = _SIGN.match(text, start, end)
    first, at = sign.end() if sign else start, marker.end() if marker else start
    while match := _END.search(text, at, end):
        at = match.end()
        if at < end and _is_end(text, match, end):
            past = match.start("gap") if match["gap"] else match.end()
            yield first, past
            first = at
    if first < end:
        yield first, end


def _is_end(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at the match; its last character is not the block's."""
    if match["foreign"]:
        return True
    follows = text[match.end() : min(end, match.end() + 40)].lstrip(_OPENERS)
    if match["gap"] is None:
        return _is_glued_end(text, match, follows)
    if not follows or follows[0].islower():
        return False
    if match["stop"] != "." or match["note"]:
        return True
    word = _word_before(text, match.start())
    return not _short(word) or _full_stop_ends(word, follows)


def _is_glued_end(text: str, match: re.Match[str], follows: str) -> bool:
    """Whether `elected.]Closed` or `elected.Closed` is two sentences whose space got lost."""
    if match["close"]:
        closed = match["close"].rstrip("*_")[-1:]
        return closed in ('"', "”", "]") and follows[:1].isupper() and text[match.end()] not in _CLOSERS
    before = text[max(0, match.start() - 3) : match.start()]
    if len(before) < 3 or not before.isalpha() or not before.islower() or len(match["stop"]) > 1:
        return False
    return follows[:1].isupper() and follows[1:2].islower() and not _in_address(text, match.start())


def _in_address(text: str, at: int) -> bool:
    """Whether the characters around `at` are a web or e-mail address."""
    before = text[max(0, at - 60) : at].split()
    after = text[at : at + 60].split()
    chunk = (before[-1] if before else "") + (after[0] if after else "")
    return any(mark in chunk for mark in ("/", "@", "www."))


def _word_before(text: str, at: int) -> str:
    """The word before a full stop with the full stops inside it: `U.S`, `Dr`, `elected`."""
    first = at
    while first > 0 and at - first < 16 and (text[first - 1].isalnum() or text[first - 1] == "."):
        first -= 1
    return text[first:at]


def _short(word: str) -> bool:
    """Whether the word may be an abbreviation or an initial."""
    return len(word) == 1 or "." in word or abbreviated(word) is not None


def _full_stop_ends(word: str, follows: str) -> bool:
    """Whether the full stop after an abbreviation also ends the sentence, given what follows."""
    next_word = re.split(r"[^\w’']", follows, maxsplit=1)[0]
    kind = abbreviated(word)
    if kind == "before":
        return False
    if kind == "number":
        return not follows[0].isdigit()
    if word.lower() in ("a.m", "p.m", "etc"):
        return not re.match(_AFTER_AN_HOUR, next_word)
    return next_word in lexicon.words("starters") and not (len(word) == 1 and next_word in ("A", "I"))
