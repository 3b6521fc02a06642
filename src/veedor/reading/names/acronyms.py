"""Acronyms that a text explains: `the African National Congress (ANC)`, `CEI (Italian Episcopal Conference)`.

The long form is found as Schwartz and Hearst do it ("A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing 2003): each character of it is sought
backwards in the words before the bracket, the first of them at the start of a word.
"""

from __future__ import annotations

import re

from veedor.gazetteers.countries import country_of

_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_ACRONYM = re.compile(r"(?=(?:[^a-z]*[A-Z]){2})[A-Z0-9][A-Za-z0-9.&/-]{1,11}")
_WORD_BEFORE = re.compile(r"[A-Z][A-Za-z0-9.&/-]{1,11}(?=\s*$)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SHORT = re.compile(r"\b[A-Z]{3,6}\b")
_RUN = re.compile(
    r"\b[A-Z][\w’'-]+(?:[ ](?:of|for|and|the|de|del|la)){0,2}"
    r"(?:[ ][A-Z][\w’'-]+(?:[ ](?:of|for|and|the)){0,2}){0,6}[ ][A-Z][\w-]+"
)
_CAPITALISED = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]*\s+(?:(?:of|for|and|the|de|del|la|las|los|y|et|des|du)\s+)*)*"
    r"[^\W\d_a-z][\w’'-]*\s*$"
)


def acronyms(text: str) -> dict[str, str]:
    """The long form, without article, of each acronym that the text explains; the first one counts."""
    found: dict[str, str] = {}
    for bracket in _BRACKET.finditer(text):
        inside = bracket[1].strip()
        before = text[max(0, bracket.start() - 160) : bracket.start()]
        before = before[max(before.rfind(mark) for mark in "\n;:") + 1 :]
        if _ACRONYM.fullmatch(inside):
            long = long_form(inside, before) or _same_initials(inside, before)
            short = inside
        else:
            word = _WORD_BEFORE.search(before)
            short = word[0] if word and _ACRONYM.fullmatch(word[0]) else ""
            explains = short and (long_form(short, inside) or _same_initials(short, inside))
            long = inside if explains else None
        if short and long and short not in found:
            found[short] = _ARTICLE.sub("", " ".join(long.split()), count=1)
    for short, long in _unexplained(text):
        found.setdefault(short, long)
    return found


def _unexplained(text: str) -> list[tuple[str, str]]:
    """Acronyms whose long form stands elsewhere in the text: capitalised words with just these initials."""
    shorts = set(_SHORT.findall(text))
    if not shorts:
        return []
    long_by_initials: dict[str, str] = {}
    for run in _RUN.findall(text):
        for words in _parts(_ARTICLE.sub("", run).split()):
            initials = "".join(word[0] for word in words if word[0].isupper())
            if initials in shorts and len(words) > 2:
                long_by_initials.setdefault(initials, " ".join(words))
    return sorted(long_by_initials.items())


def _parts(words: list[str]) -> list[list[str]]:
    """The words, and what is left of them without a country before them or `of` a place behind."""
    found = [words]
    if len(words) > _FEWEST and country_of(words[0]):
        found.append(words[1:])
    if "of" in words[_FEWEST:]:
        found.append(words[: len(words) - 1 - words[::-1].index("of")])
    return found


_FEWEST = 3
"""Words of the shortest name that an acronym is made of."""


def long_form(short: str, before: str) -> str | None:
    """The shortest ending of `before` that has the characters of `short` in order; else None."""
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(before) - 1
    for n in range(len(letters) - 1, -1, -1):
        while at >= 0 and not (
            before[at].lower() == letters[n] and (n > 0 or not before[at - 1 : at].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    long = before[at + 1 :].strip()
    is_long_enough = len(long) > len(short) and len(long.split()) <= min(len(letters) + 5, 2 * len(letters))
    return long if is_long_enough and long[0].isupper() else None


def _same_initials(short: str, before: str) -> str | None:
    """The capitalised words at the end of `before` whose initials are those of `short` in another order.

    A name translated into English keeps the acronym of its own language.
    """
    run = _CAPITALISED.search(before)
    words = _ARTICLE.sub("", run[0]).split() if run else []
    initials = sorted(word[0] for word in words if word[0].isupper())
    return (
        " ".join(words) if len(initials) > 2 and initials == sorted(c for c in short if c.isalpha()) else None
    )
