"""Who wrote or issued a report, by the lines at its head: `By Ada Holt`, `Harbour Institute, Briefing No. 7, 2 May`.

A report speaks for whoever stands there: what it demands in its own voice is theirs, and they are its `we` and `I`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from veedor.codebook.span import Quote, Span
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse
from veedor.reading.roles.title_words import body_nouns

_LINES = 6
"""Lines at the beginning among which the author is looked for."""
_LONGEST = 30
"""Words of the longest line of a head; a longer one is the report itself."""
_SENTENCE = 12
"""Words from which on a line that ends with a full stop is the report itself."""
_WORD = r"[A-Z](?:\.|[\w’'.-]*[\w’'])?"
_LINK = r"(?:(?:of|for|in|against|the|and|&|without|de|del|da|dos|van|von|al|bin)\s+){1,2}"
_WORDS = rf"{_WORD}(?:\s+(?:{_LINK})?{_WORD})*"
_NAME = rf"(?:(?i:the|dr|prof|professor|mr|mrs|ms|sir|dame)\b\.?\s+)*(?P<who>{_WORDS})"
_SPEECH = (
    r"(?:report|statement|testimony|remarks|speech|address|lecture|essay|paper|note|investigation|column)"
)
_MARKED = re.compile(
    rf"(?:(?i:(?:^|[,.:;–—]\s+)(?:by|from|author)\b:?)|(?i:\b(?:written|prepared|issued)\s+by\b)|"
    rf"(?i:\b{_SPEECH}\s+(?:by|of)\b))\s+{_NAME}"
)
"""`By Dr Ada Holt`, `Author: Ada Holt`, `Prepared by the Relief Cell`, `Testimony of Ada Holt`."""
_OTHERS = re.compile(r"\s+(?:for|in|and|&)\s")
"""Behind one person: another, or for whom and where they write."""
_PART = re.compile(
    rf"(?:^|(?<=[,.|()–—:;/]\s)|(?<=\())(?:[Tt]he\s+)?(?P<who>{_WORDS})(?=\s*(?:[,.;|()–—:/]|to\b|$))"
)
"""A name between commas, dashes or bars."""
_OF_GENRE = frozenset(
    "policy working research country risk annual monthly weekly technical special client".split()
)
"""Words before the kind of a text that are no part of a name."""
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\bNo\.?\s*\d")


def byline(parses: Sequence[Parse]) -> Quote | None:
    """The words at the head that name the author, a person or a body; None where they name nobody.

    None too for the later slices of a book, which are read without its head.
    """
    if not parses or parses[0].text[: parses[0].start].strip():
        return None
    text = parses[0].text
    lines = list(_head(text))
    named = (*_authors(text, lines), *_publishers(text, lines[1:], parses))
    return next((Quote.at(text, span.start, span.end) for span in named), None)


def is_person(parses: Sequence[Parse], author: Quote) -> bool:
    """Whether the author is a person and no body."""
    if _is_named_as_body(author.words):
        return False
    return any(
        name.kind == "PER" and author.start <= parse.words[name.first].start < author.end
        for parse in parses[: _LINES * 2]
        for name in parse.names
    )


def _head(text: str) -> Iterator[Span]:
    """The lines before the report itself begins; none where it begins at once."""
    for number, line in enumerate(re.finditer(r"\S[^\n]*", text)):
        length = len(line[0].split())
        is_sentence = length >= _SENTENCE and line[0].rstrip().endswith((".", "?", "!"))
        if number == _LINES or length > _LONGEST or (is_sentence and not _DATED.search(line[0])):
            return
        yield Span(line.start(), line.end())


def _authors(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Whom a word of writing or speaking introduces; inside a title such a word may say something else."""
    for number, line in enumerate(lines):
        for found in _MARKED.finditer(text[line.start : line.end]):
            if number or not found.start():
                other = None if _is_named_as_body(found["who"]) else _OTHERS.search(found["who"])
                end = found.start("who") + other.start() if other else found.end("who")
                yield Span(line.start + found.start("who"), line.start + end)


def _publishers(text: str, lines: Sequence[Span], parses: Sequence[Parse]) -> Iterator[Span]:
    """The bodies that stand beside a date or a number of issue."""
    for line in lines:
        if _DATED.search(text, line.start, line.end):
            for found in _PART.finditer(text[line.start : line.end]):
                name = _without_genre(found["who"])
                start = line.start + found.start("who")
                if name and _is_body(parses, name, start):
                    yield Span(start, start + len(name))


def _without_genre(name: str) -> str:
    """The name without the kind of its text: `Meridian Forum` of `Meridian Forum Policy Paper`."""
    told = name.split(" ")
    if told[-1].lower() in words("genres"):
        while told and told[-1].lower() in words("genres") | _OF_GENRE:
            told.pop()
    return " ".join(told)


def _is_body(parses: Sequence[Parse], name: str, start: int) -> bool:
    """Whether words of a head are the name of a body, not of a place, a person or a month."""
    if _is_named_as_body(name):
        return True
    here = [parse for parse in parses[: _LINES * 2] if parse.start < start + len(name) and parse.end > start]
    return any(
        found.kind == "ORG" and start <= parse.words[found.first].start < start + len(name)
        for parse in here
        for found in parse.names
    )


def _is_named_as_body(name: str) -> bool:
    return any(
        word.lower() in body_nouns() or word.lower() in words("publishers") for word in name.split(" ")
    )
