"""What search looks for: the terms of a text, and questions in them, the same for SQLite and PostgreSQL.

Either database would cut and fold a text by rules of its own, which differ with its version and locale. So a text
is cut here, once; what the databases get are the terms, written in ASCII letters and digits, which both leave as
they are. Limits of PostgreSQL hold for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from veedor.errors import UsageError

LONGEST_TERM = 64
"""Characters of a term that count; what is longer is no word of a language. PostgreSQL takes 2,046 bytes."""
LONGEST_WRITTEN = 256
"""Characters of a run of letters that are looked at, so that no run without end is kept in memory."""
MOST_TERMS = 16_000
"""Terms of one text that are indexed: PostgreSQL tells places apart up to 16,383."""
LONGEST_INDEX = 500_000
"""Characters of one text's index: those of a `tsvector` and its places must stay below 1,048,575 bytes."""
MOST_WORDS = 100
"""Words of one question; both databases nest a question's parts, and neither does so without end."""

# Scripts that rules cannot cut into words (Unicode Standard Annex 29 names ideographs, kana, Thai, Lao, Khmer and
# Myanmar; Tibetan lies between them): each character is a term, and a word of several a phrase.
_UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_ACCENTS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
"""Combining accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic: not part of how a word is found."""
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
"""Soft hyphens and joiners, which stand inside words."""
_RAISED = "¹²³⁰⁴-⁹"
"""Raised digits beside a word are footnotes."""
_APOSTROPHES = "'’ʼ"
_LETTERS = rf"[^\W_{_UNSPACED}{_RAISED}]+"
_WORD = rf"{_LETTERS} (?: [{_ACCENTS}{_INVISIBLE}]+ (?:{_LETTERS})? )*"
_TERM = re.compile(
    rf"""
    (?<![^\W_]) (?: [^\W\d_]\. )+ [^\W\d_] (?![^\W_]) \.?  # U.N.
  | {_WORD} (?: [{_APOSTROPHES}] {_WORD} )*
  | (?=\w) [{_UNSPACED}]
    """,
    re.VERBOSE,
)
_REMOVED = re.compile(f"[{_ACCENTS}{_INVISIBLE}{_APOSTROPHES}.]")
_PARTS = re.compile(r"[^\W_]+")
_LIKE_ACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart, as CLDR's transliteration Latin-ASCII writes them."""
_NO_PLURALS = frozenset("arms customs goods hamas means news".split())
"""Words that would else fall together with another: news with new, arms with arm, Hamas with the town of Hama."""


class Term(NamedTuple):
    """A word as search knows it, with its place."""

    word: str
    """Folded: `elections'` and `Élection` are both `election`."""
    start: int
    """First character in the text."""
    end: int
    """One past the last."""


def terms(text: str) -> list[Term]:
    """The terms of the text, in order; a few characters (`½`) are two terms at one place."""
    return [
        Term(word, *match.span())
        for match in _TERM.finditer(text)
        for word in _words(match[0][:LONGEST_WRITTEN])
    ]


def index_text(text: str) -> str:
    """The terms for the database's own index, joined by blanks, in ASCII letters and digits.

    For FTS5 with the tokenizer `unicode61` or `ascii`, and for `to_tsvector('simple', …)`. Of a text longer than
    any passage (`MOST_TERMS`, `LONGEST_INDEX`) the beginning.
    """
    matches = islice(_TERM.finditer(text), MOST_TERMS)
    words = [word for match in matches for word in _ascii(match[0][:LONGEST_WRITTEN])]
    found = " ".join(words[:MOST_TERMS])
    return found if len(found) <= LONGEST_INDEX else found[:LONGEST_INDEX].rpartition(" ")[0]


@lru_cache(maxsize=50_000)
def _ascii(written: str) -> tuple[str, ...]:
    return tuple(map(_to_ascii, _words(written)))


@lru_cache(maxsize=50_000)
def _words(written: str) -> tuple[str, ...]:
    """The words of what `_TERM` found, mostly one, as terms have them."""
    return tuple(_singular(folded)[:LONGEST_TERM] for folded in _folded(written))


def _folded(written: str) -> tuple[str, ...]:
    """The word without case, accents and apostrophes; several where compatible characters are (`½` is 1 and 2)."""
    if not written.isascii():
        written = unicodedata.normalize("NFKD", written)
    if written[-2:] in ("'s", "’s", "ʼs", "'S", "’S", "ʼS"):
        written = written[:-2]
    folded = _REMOVED.sub("", written.casefold())
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded.translate(_LIKE_ACCENTED))
    return tuple(_PARTS.findall(folded))


def _singular(word: str) -> str:
    """The word without a plural's ending.

    The s-stemmer of Harman, How effective is suffixing?, JASIS 42 (1991), 7-15: -ies, -es, -s. Beyond it `es`
    goes after -ss, -sh, -ch and -x (classes, clashes, marches, taxes), and words of four letters keep `ie` (dies).
    """
    if len(word) < 4 or not word.endswith("s") or word in _NO_PLURALS:
        return word
    if len(word) > 4 and word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word if word.endswith(("us", "ss")) else word[:-1]


def _to_ascii(word: str) -> str:
    """The word in ASCII, no two words alike: `ж` as `qx436x`. A beginning of a word stays one of what is written.

    A word that begins with a digit is written as `qxn1990s`, since PostgreSQL takes `8e12` out of `8e12x` as a number.
    """
    written = word.replace("qx", "qxx")
    if not word.isascii():
        written = "".join(c if c.isascii() else f"qx{ord(c):x}x" for c in written)
    return f"qxn{written}" if "0" <= word[0] <= "9" else written


# --- questions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand beside each other; mostly it is one."""

    words: tuple[str, ...]
    """Folded as those of a `Term`; at least one."""
    beginning: str | None = None
    """With this, the last word may also be any that begins so."""

    def spellings(self) -> list[tuple[tuple[str, ...], bool]]:
        """The words to look for, any of them, each with whether the last one is only a beginning."""
        if self.beginning is None:
            return [(self.words, False)]
        begun = (*self.words[:-1], self.beginning)
        # The index has no `elections` for `elections*`: it has `election`.
        return [(begun, True)] if begun == self.words else [(begun, True), (self.words, False)]

    def is_at(self, found: Sequence[Term], first: int) -> bool:
        """Whether the terms from number `first` on are these."""
        last = first + len(self.words) - 1
        if last >= len(found):
            return False
        word = found[last].word
        if word != self.words[-1] and not (self.beginning and word.startswith(self.beginning)):
            return False
        return all(found[first + n].word == word for n, word in enumerate(self.words[:-1]))


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for."""

    all_of: tuple[tuple[Phrase, ...], ...]
    """Of each group one phrase at least is in the text; never empty, nor is a group."""
    none_of: tuple[Phrase, ...] = ()
    """None of these is."""

    def wanted(self) -> list[Phrase]:
        """The phrases that may be in what is found."""
        return [phrase for group in self.all_of for phrase in group]


_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"""
    (?P<without> (?<!\S) -+ )?
    (?: [{_QUOTES}] (?P<phrase> [^{_QUOTES}]* ) [{_QUOTES}]? (?P<star> \* )?
      | (?P<word> [^\s{_QUOTES}]+ ) )
    """,
    re.VERBOSE,
)


def parse_query(text: str) -> Query:
    """What the words ask for: all of `words`, `"a phrase"`, `begin*`, `one OR other`, and none of `-without`.

    What is written otherwise is read as far as it has words; a quotation without an end goes on to the last word.
    Raises UsageError where there is no word to look for, or more than `MOST_WORDS`.
    """
    groups: list[list[Phrase]] = []
    without: list[Phrase] = []
    joins = False
    for piece in _PIECE.finditer(text):
        if piece[0] in ("OR", "AND"):
            joins = piece[0] == "OR" and bool(groups)
            continue
        phrase = _phrase(piece)
        if phrase is None:
            continue
        if piece["without"]:
            without.append(phrase)
        elif joins:
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
        joins = False
    query = Query(tuple(map(tuple, groups)), tuple(without))
    _check(query)
    return query


def _phrase(piece: re.Match[str]) -> Phrase | None:
    written = piece["word"] or piece["phrase"] or ""
    found = [run[:LONGEST_WRITTEN] for run in _TERM.findall(written)]
    words = [word for match in found for word in _words(match)]
    if not words:
        return None
    begins = bool(piece["star"]) or written.rstrip().endswith("*")
    beginning = [folded for match in found for folded in _folded(match)][-1][:LONGEST_TERM]
    return Phrase(tuple(words), beginning if begins else None)


def _check(query: Query) -> None:
    if not query.all_of and query.none_of:
        raise UsageError("The search only says what to leave out; add a word to look for")
    if not query.all_of:
        raise UsageError(
            'There is no word to look for; write words, "a phrase", begin*, one OR other, or -without'
        )
    count = sum(len(phrase.words) for phrase in (*query.wanted(), *query.none_of))
    if count > MOST_WORDS:
        raise UsageError(f"The search has {count} words; write at most {MOST_WORDS}")


def to_fts5(query: Query) -> str:
    """The query for `MATCH` of SQLite's FTS5, over an index of `index_text`."""
    return _joined(query, _FTS5)


def to_tsquery(query: Query) -> str:
    """The query for PostgreSQL's `to_tsquery('simple', …)`, over a `to_tsvector('simple', index_text)`."""
    return _joined(query, _TSQUERY)


def _fts5(words: tuple[str, ...], begins: bool) -> str:
    return '"' + " ".join(map(_to_ascii, words)) + ('" *' if begins else '"')


def _tsquery(words: tuple[str, ...], begins: bool) -> str:
    phrase = " <-> ".join(f"'{_to_ascii(word)}'" for word in words)
    return f"({phrase}{':*' if begins else ''})"


class _Language(NamedTuple):
    """How a database writes a query."""

    phrase: Callable[[tuple[str, ...], bool], str]
    both: str
    either: str
    but_not: str


_FTS5 = _Language(_fts5, " AND ", " OR ", " NOT ")
_TSQUERY = _Language(_tsquery, " & ", " | ", " & !")


def _joined(query: Query, language: _Language) -> str:
    wanted = language.both.join(_any_of(group, language) for group in query.all_of)
    return f"({wanted}){language.but_not}{_any_of(query.none_of, language)}" if query.none_of else wanted


def _any_of(phrases: Sequence[Phrase], language: _Language) -> str:
    spelt = [language.phrase(*spelling) for phrase in phrases for spelling in phrase.spellings()]
    return f"({language.either.join(spelt)})"


# --- what was found ----------------------------------------------------------------------------------------------


class Snippet(NamedTuple):
    """A stretch of a text that shows what was found in it."""

    text: str
    """Exactly the text's characters `[start, start + len(text))`."""
    marks: tuple[tuple[int, int], ...]
    """Where in `text` the wanted words stand: first character and one past the last; ascending, not overlapping."""
    start: int
    """First character in the whole text."""


def snippet(text: str, query: Query, *, width: int = 160) -> Snippet:
    """Where the text says most of what is wanted, at most `width` characters, between words where possible.

    A text that holds none of it, as one found by its meaning may, gives its beginning without marks.
    """
    hits = _hits(text, query)
    begun, ended = _fullest(hits, width)
    ended = min(ended, begun + width)
    start = max(0, min(begun - (width - (ended - begun)) // 2, len(text) - width))
    end = min(len(text), start + width)
    start, end = _at_blanks(text, start, end, begun, ended)
    marks = _merged(
        [(max(a, start) - start, min(b, end) - start) for a, b, _ in hits if a < end and b > start]
    )
    return Snippet(text[start:end], marks, start)


_Hit = tuple[int, int, int]
"""First character, one past the last, number of the phrase."""


def _hits(text: str, query: Query) -> list[_Hit]:
    found = terms(text)
    wanted = list(enumerate(query.wanted()))
    return [
        (term.start, found[first + len(phrase.words) - 1].end, number)
        for first, term in enumerate(found)
        for number, phrase in wanted
        if phrase.is_at(found, first)
    ]


def _fullest(hits: Sequence[_Hit], width: int) -> tuple[int, int]:
    """The characters from first to last hit of the window with the most different phrases, then the most hits."""
    best, place = (0, 0), (0, 0)
    inside: Counter[int] = Counter()
    first = 0
    for number, (_, end, phrase) in enumerate(hits):
        inside[phrase] += 1
        while first < number and end - hits[first][0] > width:
            inside -= Counter([hits[first][2]])
            first += 1
        score = (len(inside), number - first + 1)
        if score > best:
            best, place = score, (hits[first][0], end)
    return place


def _at_blanks(text: str, start: int, end: int, begun: int, ended: int) -> tuple[int, int]:
    """The window shrunk to blanks, as far as `[begun, ended)` stays inside."""
    if start > 0 and not text[start - 1].isspace():
        blank = re.compile(r"\s+").search(text, start, max(begun, start))
        start = blank.end() if blank else start
    if end < len(text) and not text[end].isspace():
        blanks = [n for n in range(max(ended, start), end) if text[n].isspace()]
        end = blanks[-1] if blanks else end
    return start, end


def _merged(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
