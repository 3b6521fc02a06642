"""What editorial notes look like: the patterns, made from the word list `data/correction_words.tsv`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Cut(NamedTuple):
    """Characters `[start, end)` of a note."""

    start: int
    end: int


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The rows of `data/correction_words.tsv`."""
    content = files("veedor.documents").joinpath("data", "correction_words.tsv").read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words_for(use: str, kind: str | None = None) -> tuple[str, ...]:
    """The words of one use, and one kind if given, in `data/correction_words.tsv`, the longest first."""
    chosen = (row["words"] for row in rows() if row["use"] == use and kind in (None, row["kind"]))
    return tuple(sorted(chosen, key=len, reverse=True))


def _any(use: str, kind: str | None = None) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words_for(use, kind)) + ")"


class Grammar(NamedTuple):
    """The patterns of notes, made once from the word list."""

    opener: re.Pattern[str]
    """At the start of a line."""
    agency: re.Pattern[str]
    """`(Corrects name in paragraph 2)`."""
    anywhere: re.Pattern[str]
    """At the start of a sentence."""
    ahead: re.Pattern[str]
    """At the start of a paragraph only, since body text may say it too."""
    outermost: re.Pattern[str]
    """At the start of the first or the last paragraph only."""
    taken_back: re.Pattern[str]
    """The publisher takes the whole text back."""
    own_text: re.Pattern[str]
    """What a note may call the text."""
    said: re.Pattern[str]
    amiss: re.Pattern[str]
    mended: re.Pattern[str]
    regret: re.Pattern[str]


# A date or time between an opener and its colon; a colon inside a time does not end it.
_DATED = (
    r"(?:[\s,(\[]+(?=[^\n]{0,45}\d|[^\n]{0,20}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^\n]{1,45}?\)?)?"
)
_OLDER = r"(?:earlier|previous|prior|original|initial|first|past)"
MARKS = r"[ \t]{0,20}[\[(*_]{0,6}[ \t]{0,3}"
"""What may stand before a note in its line."""


class _Parts(NamedTuple):
    """Alternatives that the patterns are made of, as regular expressions."""

    article: str
    version: str
    wrongly: str
    said: str
    amiss: str
    mended: str
    old: str
    """`an earlier version`."""
    own: str
    """`this article`: what a text calls itself, with `the` only where laws have nothing of that name."""
    been: str
    taken: str
    """`this article was withdrawn`, but not by somebody, nor from somewhere."""


def _parts() -> _Parts:
    article, whole, version = _any("article"), _any("article", "retraction"), _any("version")
    wrongly, back = _any("wrongly"), _any("taken back")
    been = r"(?:was|were|is|has\s+been|has\s+since\s+been|have\s+been|had\s+been)"
    taken = (
        rf"(?:this\s+{whole}\s+{been}\s+(?:{wrongly}\s+)?{back}\b(?!\s+(?:by|from)\b)"
        rf"|(?:we|the\s+editors?)\s+(?:have|has|are)?\s*(?:{back}|withdrawing|retracting)\s+(?:this|our)\s+{whole}\b)"
    )
    return _Parts(
        article=article,
        version=version,
        wrongly=wrongly,
        said=_any("said"),
        amiss=_any("amiss"),
        mended=_any("mended"),
        old=rf"(?:an?|the|our|in\s+an?|some|earlier)\s+(?:{_OLDER}\s+)?{version}",
        own=rf"(?:(?:this|our)\s+{article}|the\s+(?:story|headline|post|caption))",
        been=been,
        taken=taken,
    )


def _anywhere(p: _Parts) -> str:
    return (
        rf"(?:{p.old}\s+of\s+{p.own}\b|{p.own}\s+{p.been}\s+(?:\w+ly\s+)?{_any('mended', '')}\b"
        rf"|(?:this|our)\s+{p.article}\s+(?:originally|{p.wrongly}|previously|initially)\s+(?:{p.said}|{p.amiss})\b"
        rf"|(?:because\s+of|due\s+to|owing\s+to)\s+an?\s+[^.\n]{{0,40}}\berror,[^.\n]{{0,80}}\b{p.article}\b)"
    )


def _ahead(p: _Parts) -> str:
    return (
        rf"(?:{p.taken}|{p.own}\s+{p.been}\s+(?:\w+ly\s+)?{p.mended}\b"
        rf"|{p.old}\s+(?:{p.wrongly}\s+(?:{p.said}|{p.amiss})|{p.said}\s+{p.wrongly}|{p.amiss})\b"
        rf"|we\s+(?:have\s+|had\s+)?(?:originally\s+)?{p.wrongly}\s+{p.said}\b)"
    )


def _outermost(p: _Parts) -> str:
    return (
        rf"(?:an?\s+{_OLDER}\s+{p.version}\s+(?:of\s+the\s+article\s+)?(?:had\s+)?(?:{p.said}|{p.amiss})"
        rf"|the\s+article\s+has\s+(?:since\s+)?been\s+{p.mended})\b"
    )


def _said(p: _Parts) -> str:
    return (
        rf"\b(?:{p.version}|{p.article}|we|it\s+was)\b[^.]{{0,120}}?\b"
        rf"(?:{p.wrongly}\s+)?{p.said}(?:\s+{p.wrongly})?(?:,?\s+{p.wrongly},)?(?:\s+that\b|:)?\s+"
    )


_TO_SAY = (
    r"[^.]{0,40}?\bto\s+(?:reflect|say|state|show|clarify|note|read|indicate|make\s+clear|specify)\b"
    r"(?:\s+the\s+fact)?(?:\s+that)?\s+"
)


@cache
def grammar() -> Grammar:
    """The patterns of notes, made when first asked."""
    p = _parts()
    opener = rf"(?:^{MARKS}|(?<=[\[(]))(?P<opener>{_any('opener')}){_DATED}[*_]*\s*(?::(?!\d)|—|–|\s-\s)"
    return Grammar(
        opener=re.compile(opener, re.I | re.M),
        agency=re.compile(r"\((?:Corrects|Clarifies|Updates|Refiles|Adds)\s+[^()]{3,200}\)"),
        anywhere=re.compile(_anywhere(p), re.I),
        ahead=re.compile(_ahead(p), re.I),
        outermost=re.compile(_outermost(p), re.I),
        taken_back=re.compile(p.taken, re.I),
        own_text=re.compile(rf"\b{p.article}\b", re.I),
        said=re.compile(_said(p), re.I),
        amiss=re.compile(rf"\b{p.amiss}\s+", re.I),
        mended=re.compile(rf"\b(?:{p.mended}|corrects|updates|clarifies)\b{_TO_SAY}", re.I),
        regret=re.compile(rf"\W*{_any('regret')}\b", re.I),
    )


_SENTENCE = re.compile(
    r"(?<=[.!?])(?<![A-Z]\.[A-Z]\.)(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bGen\.)(?<!\bSt\.)"
    r"(?<!\bNo\.)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])"
)


def sentence_cuts(words: str) -> list[Cut]:
    """The sentences of a short text, by their closing marks."""
    ends = [(m.start(), m.end()) for m in _SENTENCE.finditer(words)]
    starts = [0, *(end for _, end in ends)]
    return [
        Cut(a, b) for a, b in zip(starts, [*(start for start, _ in ends), len(words)], strict=True) if a < b
    ]
