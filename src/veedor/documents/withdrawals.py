"""Which statements a publisher's note takes back.

Told by words alone and held narrow: a statement that is wrongly called withdrawn does more harm than one that a
reader has to find. What a note only adds or rewords takes nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from veedor.codebook.labels import Polarity
from veedor.codebook.span import Quote
from veedor.codebook.statement import Figure, Statement
from veedor.documents.correction_patterns import sentence_cuts, words_for
from veedor.documents.corrections import Note, NoteKind
from veedor.documents.differences import fold

MOST_OF_CLAIM = 0.75
"""The part of the words of a wrong claim that the statement's sentence must have. By judgement."""
WHOLE_CLAIM = 3
"""Content words from which the wrong words are a claim by themselves, as is a number with a word; fewer (`not
Monday`) need the note's other words."""
SHARED_WITH_NOTE = 2
"""Content words that a sentence must share with the rest of a note whose wrong words are no whole claim."""


_BARE = re.compile(r"\W*(?:it|there|they)?\s*(?:is|are|was|were)?\s*(?:only\s+)?[\d.,]*\d\W*", re.I)
"""What is right, told as a number alone: `It is 23.`"""


class Withdrawn(NamedTuple):
    """A statement that a note takes back."""

    statement: Statement
    why: str
    """One line for people."""


class _Claim(NamedTuple):
    """What a note says was wrong."""

    words: frozenset[str]
    numbers: frozenset[float]
    only_wrong_words: frozenset[str]
    """Those that do not stand in what is right."""
    only_wrong_numbers: frozenset[float]
    note_words: frozenset[str]
    """All content words of the note."""
    is_denied: bool


def withdrawn(note: Note, statements: Iterable[Statement], text: str, *, same_text: bool) -> list[Withdrawn]:
    """The statements that the note takes back, each with the reason, in their order.

    Args:
        note: What the publisher printed.
        statements: Statements of `text`.
        text: The text that the note stands in, or an earlier version of it.
        same_text: Whether the note stands in `text` itself. Its own words for what was wrong are then taken
            back too, and nothing else that the note says.

    """
    known = list(statements)
    asked = [s for s in known if not same_text or _may_be_meant(note, s, known)]
    found = ((s, _why(note, s, text, same_text=same_text)) for s in asked)
    return [Withdrawn(statement, why) for statement, why in found if why]


def _may_be_meant(note: Note, statement: Statement, known: Iterable[Statement]) -> bool:
    """Whether a note may mean a statement of its own text.

    The rest of that text is usually corrected already. So outside the note what is right has to be told, and of
    a number by a number of the same thing: else the error lay in something else that the note names.
    """
    if statement.anchor.overlaps(note.quote) or note.kind is NoteKind.RETRACTION:
        return True
    if note.right is None or not isinstance(statement, Figure):
        return note.right is not None
    told = {s.unit for s in known if isinstance(s, Figure) and note.right.covers(s.anchor)}
    return statement.unit in told or bool(_BARE.fullmatch(note.right.words))


def _why(note: Note, statement: Statement, text: str, *, same_text: bool) -> str:
    """Why a statement is taken back; empty where it is not."""
    if same_text and statement.anchor.overlaps(note.quote):
        inside = note.wrong is not None and note.wrong.covers(statement.anchor)
        return "it stands in the note's own words for what was wrong" if inside else ""
    if note.kind is NoteKind.RETRACTION:
        return "the publisher took the whole text back"
    if note.wrong is None:
        return ""
    claim = _claim(note, note.wrong)
    sentence = _sentence(text, statement.anchor)
    if claim.is_denied != (statement.polarity is Polarity.NO) or not _is_claimed(claim, sentence):
        return ""
    return _figure(claim, statement, sentence) if isinstance(statement, Figure) else _other(claim, statement)


@lru_cache(maxsize=16)
def _claim(note: Note, wrong: Quote) -> _Claim:
    right = note.right.words if note.right else ""
    words, counted = _content(wrong.words), _numbers(wrong.words)
    return _Claim(
        words=words,
        numbers=counted,
        only_wrong_words=words - _content(right),
        only_wrong_numbers=counted - _numbers(right),
        note_words=_content(note.quote.words),
        is_denied=bool(_NEGATION.search(wrong.words)),
    )


def _is_claimed(claim: _Claim, sentence: str) -> bool:
    """Whether a sentence says what the note calls wrong."""
    words, counted = _content(sentence), _numbers(sentence)
    if not claim.only_wrong_numbers <= counted:
        return False
    if len(claim.words) >= WHOLE_CLAIM:
        return len(claim.words & words) >= MOST_OF_CLAIM * len(claim.words) and (
            len(claim.only_wrong_words & words) >= MOST_OF_CLAIM * len(claim.only_wrong_words)
        )
    if claim.words and claim.only_wrong_numbers:
        return claim.words <= words
    rest = (claim.note_words - claim.words) & words
    return claim.words <= words and len(rest) >= SHARED_WITH_NOTE


def _figure(claim: _Claim, figure: Figure, sentence: str) -> str:
    """Why a figure is taken back: the wrong number, of the same thing."""
    ends = set(figure.value) if isinstance(figure.value, tuple) else {figure.value}
    counted = _content(figure.what.words) | _content(figure.unit)
    if not ends & claim.only_wrong_numbers or not (counted & claim.note_words or _generic(figure)):
        return ""
    return f"the note calls this number of {figure.unit} wrong"


def _generic(figure: Figure) -> bool:
    """Whether what is counted has no content word (`people`), so that the sentence alone tells what it is."""
    return not _content(figure.what.words)


def _other(claim: _Claim, statement: Statement) -> str:
    """Why a statement of another kind is taken back: its own words hold what was wrong, its parties are the note's."""
    own = " ".join(quote.words for quote in statement.quotes() if quote not in statement.sources)
    if not _holds(own, claim) or not (_content(statement.anchor.words) & claim.note_words):
        return ""
    parties = [quote for quote in _parties(statement) if _content(quote.words)]
    if any(not _content(f"{quote.words} {quote.name or ''}") & claim.note_words for quote in parties):
        return ""
    return "it says what the note calls wrong"


def _holds(own: str, claim: _Claim) -> bool:
    """Whether a statement's own words have what was wrong: the number if one was, since the rest then stands."""
    if claim.only_wrong_numbers:
        return bool(claim.only_wrong_numbers & _numbers(own))
    return bool(claim.only_wrong_words & _content(own))


def _parties(statement: Statement) -> list[Quote]:
    """Who does, holds or suffers it."""
    found: list[Quote] = []
    for name in ("actors", "recipients", "holders"):
        found += getattr(statement, name, ())
    holder = getattr(statement, "holder", None)
    return [*found, holder] if holder else found


def _sentence(text: str, anchor: Quote) -> str:
    """The sentence of a text in which an anchor begins."""
    start = max(text.rfind("\n\n", 0, anchor.start) + 1, anchor.start - 600, 0)
    end = text.find("\n\n", anchor.end)
    around = text[start : min(anchor.end + 600, end if end != -1 else len(text))]
    place = anchor.start - start
    cut = next((cut for cut in sentence_cuts(around) if cut.start <= place < cut.end), None)
    return around[slice(*cut)] if cut else around


_NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without|denied|cannot)\b|n['’]t\b", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(
    r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-](hundred|thousand|million|billion|m|bn)\b)?", re.I
)
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_SPELLED = {word: float(n) for n, word in enumerate(_UNITS)} | {
    word: 10.0 * n for n, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}


def _numbers(words: str) -> frozenset[float]:
    """The numbers of a few words: digits with their scale, and words up to ninety."""
    digits = {
        float(m[1].replace(",", "") + (m[2] or "")) * _SCALE.get((m[3] or "").lower(), 1.0)
        for m in _DIGITS.finditer(words)
    }
    return frozenset(digits | {_SPELLED[w] for w in re.findall(r"[a-z]+", words.lower()) if w in _SPELLED})


@lru_cache(maxsize=1024)
def _content(words: str) -> frozenset[str]:
    """The stems of the content words; numbers and words that any note has are none."""
    found = {_stem(fold(m.group())) for m in _WORD.finditer(words)}
    return frozenset(found - _too_general() - {_stem(word) for word in _SPELLED})


@cache
def _too_general() -> frozenset[str]:
    return frozenset(map(_stem, words_for("thing")))


def _stem(word: str) -> str:
    """A word without its regular ending, so that `killed` meets `killing`; for comparing only."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    return word.removesuffix("e")
