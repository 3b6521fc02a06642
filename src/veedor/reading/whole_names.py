"""Names whole that the model sees in pieces, by what else holds their words together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from veedor.reading import lexicon
from veedor.reading.parse import Name, Word
from veedor.reading.roles.title_words import body_nouns

_INSIDE = frozenset({"Without", "Against", "For", "Beyond", "Under", "With", "Before", "Of", "And"})
"""Words that are in capitals only inside a name, in a sentence whose other words are not."""
_PLAIN = 0.3
"""Share of a sentence's words in small letters from which on capitals tell something."""


def whole_names(names: Sequence[Name], words: Sequence[Word]) -> list[Name]:
    """The names, whole where more than their own words holds them together.

    A preposition in capitals does (`Doctors Without Borders`), and a body's `of` or `for` before what it is for
    (`Ministry of Justice and Human Rights`).
    """
    found = list(names)
    for first, last in (*_held(words), *_bodies(words)):
        apart = [n for n in found if n.last < first or n.first > last]
        found = sorted([*apart, Name(first, last, "ORG")])
    return found


def _held(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last words of the names with a preposition in capitals, in a sentence that is no headline."""
    held = [w.index for w in words[1:-1] if w.text in _INSIDE and all(map(_is_title, _beside(words, w)))]
    spelt = [w.text for w in words if w.text[0].isalpha()]
    if held and sum(text[0].islower() for text in spelt) >= _PLAIN * len(spelt):
        yield from ((_first_title(words, index), _last_title(words, index)) for index in held)


def _bodies(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last words of the names of bodies that are for two things or more."""
    for word in words[1:-1]:
        head = words[word.index - 1]
        if (
            word.text not in {"of", "for", "on"}
            or not _is_title(head)
            or head.text.lower() not in _bodies_for()
        ):
            continue
        last, joined = word.index, 0
        while (part := _for_what(words, last + 1)) is not None:
            last, joined = part, joined + 1
            if last + 1 < len(words) and words[last + 1].text in {",", "and", "&"}:
                continue
            break
        if joined > 1:
            yield _first_title(words, head.index), last


def _for_what(words: Sequence[Word], at: int) -> int | None:
    """The last word of one of the things that a body is for; None where none stands there, marks before it aside."""
    while at < len(words) and words[at].text in {",", "and", "&"}:
        at += 1
    last = at - 1
    while last + 1 < len(words) and _is_title(words[last + 1]) and words[last + 1].text.lower() in _fields():
        last += 1
    is_whole = last + 1 == len(words) or not _is_title(words[last + 1])
    return last if last >= at and is_whole else None


@cache
def _fields() -> frozenset[str]:
    return lexicon.words("fields_of_bodies")


@cache
def _bodies_for() -> frozenset[str]:
    return frozenset(body_nouns()) | lexicon.words("publishers")


def _first_title(words: Sequence[Word], index: int) -> int:
    while index > 0 and _is_title(words[index - 1]):
        index -= 1
    return index


def _last_title(words: Sequence[Word], index: int) -> int:
    while index + 1 < len(words) and _is_title(words[index + 1]):
        index += 1
    return index


def _beside(words: Sequence[Word], word: Word) -> tuple[Word, Word]:
    return words[word.index - 1], words[word.index + 1]


def _is_title(word: Word) -> bool:
    return word.text[0].isupper() and word.upos != "DET"
