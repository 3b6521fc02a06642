"""Editorial notes in a text: corrections, updates and retractions that its publisher printed.

Only the publisher's words about its own text count. `An earlier version of this article said` is a note, `an
earlier version of the bill said` is none; a market correction and a correctional facility are none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from veedor.codebook.span import Quote
from veedor.documents.correction_patterns import MARKS, Cut, grammar, rows, sentence_cuts

LONGEST = 1500
"""Characters of a note at most; printed corrections are a few sentences."""


class NoteKind(StrEnum):
    """What a note does to the text."""

    CORRECTION = "correction"
    """Something was wrong, or could be misunderstood."""
    UPDATE = "update"
    """Something was added or became known."""
    RETRACTION = "retraction"
    """The publisher takes the whole text back."""


@dataclass(frozen=True, slots=True)
class Note:
    """A publisher's note on its own text."""

    kind: NoteKind
    quote: Quote
    """The whole note, brackets included."""
    wrong: Quote | None = None
    """What the text said wrongly, in the note's words; None where the note does not repeat it."""
    right: Quote | None = None
    """What is right, in the note's words; None where the note does not say it."""


@cache
def _kinds() -> dict[str, NoteKind]:
    return {row["words"]: NoteKind(row["kind"]) for row in rows() if row["use"] == "opener"}


def notes(text: str) -> list[Note]:
    """The editorial notes of a text, in order, none inside another."""
    found: list[Note] = []
    reached = 0
    for start, end, kind in sorted(_spans(text)):
        if start < reached:
            continue
        reached = end
        found.append(_note(text, start, end, kind))
    return found


def _spans(text: str) -> Iterator[tuple[int, int, NoteKind]]:
    """Start, end and kind of each note; one note may come more than once."""
    patterns = grammar()
    for m in patterns.opener.finditer(text):
        if m["opener"][0].isupper():
            start = _opened(text, m.start() + len(m.group()) - len(m.group().lstrip()))
            yield start, _end(text, start), _kinds()[" ".join(m["opener"].lower().split())]
    for m in patterns.agency.finditer(text):
        kind = NoteKind.CORRECTION if m.group()[1:4].lower() in ("cor", "cla") else NoteKind.UPDATE
        yield m.start(), m.end(), kind
    paragraphs = _paragraphs(text)
    for number, (start, end) in enumerate(paragraphs):
        outer = number in (0, len(paragraphs) - 1)
        for at in _unlabelled(text, start, end, outer=outer):
            opened = _opened(text, at)
            yield (
                opened,
                _end(text, opened) if at == start else _few_sentences(text, opened, end),
                _kind(text, at),
            )


def _kind(text: str, at: int) -> NoteKind:
    """The kind of a note that no word announces."""
    if grammar().taken_back.match(text, at):
        return NoteKind.RETRACTION
    first = text[at : at + 120].lower()
    return (
        NoteKind.UPDATE if re.match(r"\S+\s+\S+\s+(?:\S+\s+){1,3}updated\b", first) else NoteKind.CORRECTION
    )


def _paragraphs(text: str) -> list[Cut]:
    """The paragraphs of a text without their marks at the start; single lines where it has no empty ones."""
    gap = r"\n\s*\n" if re.search(r"\n[ \t]*\n", text.strip()) else r"\n"
    cuts = []
    start = 0
    for m in [*re.finditer(gap, text), None]:
        end = m.start() if m else len(text)
        marks = re.compile(rf"\s*{MARKS}").match(text, start, end)
        if (inner := marks.end() if marks else start) < end:
            cuts.append(Cut(inner, end))
        start = m.end() if m else end
    return cuts


def _unlabelled(text: str, start: int, end: int, *, outer: bool) -> Iterator[int]:
    """Starts of the sentences of a paragraph that speak of the text itself."""
    patterns = grammar()
    for cut in sentence_cuts(text[start:end]):
        at = start + cut.start
        marks = re.compile(r"[\[(]*").match(text, at)
        at = marks.end() if marks else at
        bracketed = at > 0 and text[at - 1] in "[("
        ahead = at == start or bracketed
        if (
            patterns.anywhere.match(text, at, end)
            or (ahead and patterns.ahead.match(text, at, end))
            or ((bracketed or (ahead and outer)) and patterns.outermost.match(text, at, end))
        ):
            yield at


def _opened(text: str, at: int) -> int:
    """Where the bracket or emphasis before a place begins; the place where there is none."""
    while at > 0 and text[at - 1] in "[(*_":
        at -= 1
    return at


def _end(text: str, start: int) -> int:
    """Where a note that begins a paragraph ends: at its closing bracket, else with the paragraph."""
    limit = min(len(text), start + LONGEST)
    if text[start] in "[(" and (closed := _closing(text, start, limit)):
        return closed
    has_empty_lines = re.search(r"\n[ \t]*\n", text.strip())
    stop = re.compile(r"\n[ \t]*\n" if has_empty_lines else r"\n").search(text, start)
    end = min(limit, stop.start() if stop else len(text))
    return start + len(text[start:end].rstrip())


def _closing(text: str, start: int, limit: int) -> int | None:
    """The end of a bracket that opens at `start`; None where it does not close."""
    opening, closing = text[start], {"[": "]", "(": ")"}[text[start]]
    depth = 0
    for place in range(start, limit):
        depth += (text[place] == opening) - (text[place] == closing)
        if depth == 0:
            return place + 1
    return None


_GOES_ON = re.compile(
    r"\W*(?:it|they|that|in fact|the (?:correct|right)|there (?:was|were|is|are)|this (?:has|was)"
    r"|we (?:regret|apolog))\b",
    re.I,
)


def _few_sentences(text: str, start: int, end: int) -> int:
    """Where a note inside a paragraph ends: with its bracket, or with sentences that go on about the same."""
    if text[start] in "[(" and (closed := _closing(text, start, min(len(text), start + LONGEST))):
        return closed
    cuts = sentence_cuts(text[start:end])
    last = cuts[0].end
    for cut in cuts[1:3]:
        if not _GOES_ON.match(text, start + cut.start):
            break
        last = cut.end
    return start + len(text[start : start + last].rstrip())


def _note(text: str, start: int, end: int, kind: NoteKind) -> Note:
    words = text[start:end]
    if any(grammar().taken_back.match(words, cut.start) for cut in _said_cuts(words)):
        kind = NoteKind.RETRACTION
    elif kind is NoteKind.RETRACTION and not grammar().own_text.search(words):
        kind = NoteKind.CORRECTION
    wrong, right = wrong_and_right(words) if kind is not NoteKind.RETRACTION else (None, None)
    if wrong:
        kind = NoteKind.CORRECTION
    return Note(kind, Quote.at(text, start, end), _quote(text, start, wrong), _quote(text, start, right))


def _quote(text: str, start: int, cut: Cut | None) -> Quote | None:
    return Quote.at(text, start + cut.start, start + cut.end) if cut else None


def _said_cuts(words: str) -> list[Cut]:
    """The sentences of a note, the first without its opener."""
    opener = grammar().opener.match(words)
    marks = re.compile(rf"\s*{MARKS}").match(words)
    first = opener.end() if opener else (marks.end() if marks else 0)
    first += len(words[first:]) - len(words[first:].lstrip(" *_\n"))
    return [Cut(first + cut.start, first + cut.end) for cut in sentence_cuts(words[first:])]


_CONTRAST = re.compile(
    r"(?:,?\s+(?:when|but)\s+(?:in\s+fact|actually)|\s+when\s+(?=\w+\s+\w+\s+(?:in\s+fact|actually)\b)|;\s*(?:in\s+fact,?|it\b(?=\s+(?:is|was|should)))?|,\s+(?:when|whereas)\b"
    r"|\s+—|\s+–)\s*",
    re.I,
)
_NOT = re.compile(
    r"(?:,\s*(?:and\s+)?not\s+|,?\s+(?:rather\s+than|instead\s+of|and\s+not)\s+)"
    r"(?:as\s+(?:previously|originally|earlier|first)\s+\w+,?\s*)?(?P<wrong>[^;)\]—]{1,80}?)\s*(?=,(?!\d)|[;)\]—]|\.(?!\d)|\.?\s*$)",
    re.I,
)
_FROM_TO = re.compile(
    r"\b(?:changed|corrected|amended|revised)\s+from\s+(?P<wrong>.{1,80}?)\s+to\s+(?P<right>[^;]{1,120})",
    re.I,
)
_SHOULD = re.compile(
    r"(?:[\"“'‘](?P<wrong>[^\"”’]{1,200})[\"”'’]\s+)?\bshould\s+(?:have\s+)?(?:be|been|read|said|say)\s+(?P<right>[^;]{1,200})",
    re.I,
)
_CORRECT = re.compile(
    r"\bthe\s+(?:correct|right|actual)\s+[\w\s]{1,30}?\s(?:is|was|are|were)\s+(?P<right>[^;]{1,200})", re.I
)
_INTRODUCED = re.compile(r"\W*(?:in\s+fact,?|actually,?|instead,?)\s+", re.I)


def wrong_and_right(words: str) -> tuple[Cut | None, Cut | None]:
    """What a note calls wrong and what it calls right, as places in the note."""
    wrong = right = None
    of_itself = False
    for number, cut in enumerate(_said_cuts(words)):
        a, b = _in_sentence(words, cut)
        if of_itself and not (a or b or right) and not grammar().regret.match(words, cut.start):
            b = _trimmed(words, _after_introduction(words, cut))
        wrong, right = wrong or a, right or b
        of_itself = of_itself or _speaks_of_itself(words, cut)
        if number == 0 and not (wrong or right) and _is_labelled_claim(words, cut):
            right = _trimmed(words, cut)
    return wrong, right


def _speaks_of_itself(words: str, cut: Cut) -> bool:
    """Whether a sentence tells what the text said before."""
    return any(pattern.search(words, *cut) for pattern in (grammar().said, grammar().amiss))


def _is_labelled_claim(words: str, cut: Cut) -> bool:
    """Whether the first sentence after `Correction:` simply says what is right."""
    opener = grammar().opener.match(words)
    of_itself = grammar().anywhere.match(words, cut.start) or grammar().regret.match(words, cut.start)
    return bool(opener) and not of_itself and not grammar().amiss.search(words, *cut) and cut.start > 0


def _after_introduction(words: str, cut: Cut) -> Cut:
    introduced = _INTRODUCED.match(words, *cut)
    return Cut(introduced.end(), cut.end) if introduced else cut


def _in_sentence(words: str, cut: Cut) -> tuple[Cut | None, Cut | None]:
    """What one sentence of a note calls wrong and right."""
    for pattern in (_FROM_TO, _SHOULD, _CORRECT):
        if m := pattern.search(words, *cut):
            wrong = Cut(*m.span("wrong")) if "wrong" in pattern.groupindex and m["wrong"] else None
            return _trimmed(words, wrong), _trimmed(words, Cut(*m.span("right")))
    patterns = grammar()
    if m := patterns.mended.search(words, *cut):
        return _contrasted(words, Cut(m.end(), cut.end))
    if m := patterns.said.search(words, *cut):
        return _told(words, Cut(m.end(), cut.end))
    if m := patterns.amiss.search(words, *cut):
        topic, right = _told(words, Cut(m.end(), cut.end))
        return (topic if topic and re.search(r"\sas\s", words[slice(*topic)]) else None), right
    return _contrasted(words, cut, needs_wrong=True)


def _told(words: str, cut: Cut) -> tuple[Cut | None, Cut | None]:
    """What follows `an earlier version said`: the wrong claim, and perhaps what is right after it."""
    if re.match(
        r"(?:the|an?|his|her|its|their)?\s*(?:wrong|incorrect|inaccurate)\b", words[slice(*cut)], re.I
    ):
        return None, None
    if m := _CONTRAST.search(words, *cut):
        return _trimmed(words, Cut(cut.start, m.start())), _trimmed(words, Cut(m.end(), cut.end))
    if m := _NOT.search(words, *cut):
        return _trimmed(words, Cut(cut.start, m.start())), _trimmed(words, Cut(*m.span("wrong")))
    return _trimmed(words, cut), None


def _contrasted(words: str, cut: Cut, *, needs_wrong: bool = False) -> tuple[Cut | None, Cut | None]:
    """`40, not 400, people`: wrong is what follows `not`, right what stands before it."""
    m = _NOT.search(words, *cut)
    if not m:
        return None, None if needs_wrong else _trimmed(words, cut)
    return _trimmed(words, Cut(*m.span("wrong"))), _trimmed(words, Cut(cut.start, m.start()))


def _trimmed(words: str, cut: Cut | None) -> Cut | None:
    """The place without white space, quotation marks and closing marks at its ends; None where nothing is left."""
    if cut is None:
        return None
    start, end = cut
    while start < end and words[start] in " \n\t\"“”'‘’*_:,":
        start += 1
    while start < end and words[end - 1] in " \n\t\"“”'‘’*_.,;:])(":
        end -= 1
    return Cut(start, end) if start < end else None
