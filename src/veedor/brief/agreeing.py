"""Whether one statement says what another says, so that a brief may write `said so too` instead of quoting both.

Statements of one happening need not agree: one counts 12 dead and another 16, one names the army and another nobody.
What is not shown to be the same by the words that were read out of both counts as different, and is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Polarity
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Statement

_WORD = re.compile(r"\w+")
_STEM = 4
"""Letters by which two forms of a verb are the same (`arrested`, `arrest`)."""
_SHORT = 3
"""Letters of the words that tell nothing apart (`of`, `its`)."""
_ARTICLES = frozenset({"a", "an", "the"})
"""Which may begin a sentence with a capital."""


def says_the_same(lead: Telling, other: Telling) -> bool:
    """Whether another telling says at least what the first one says, whether as so or as not so."""
    one, two = lead.statement, other.statement
    if not (isinstance(one, Event) and isinstance(two, Event)) or one.type != two.type:
        return False
    return (
        (_stem(one.anchor) == _stem(two.anchor) or _is_answer(two))
        and all(_names(field, lead, other) for field in ("actors", "recipients"))
        and _shares(_about(one), _about(two))
        and _meet(one.places, two.places)
        and _are_of_one_time(one, two)
    )


def is_of_one_word(lead: Telling, other: Telling) -> bool:
    """Whether two tellings call what happened by forms of one word."""
    return _stem(lead.statement.anchor) == _stem(other.statement.anchor)


def _is_answer(event: Event) -> bool:
    """Whether a denial stands in the word that denies, so that it has no other for what happened (`denied it`)."""
    return event.polarity is Polarity.NO and event.anchor.words.casefold() in _denying()


@cache
def _denying() -> frozenset[str]:
    text = (resources.files(__package__) / "data/denying_forms.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _stem(anchor: Quote) -> str:
    words = _WORD.findall(anchor.words.casefold())
    return words[-1][:_STEM] if words else ""


def _names(field: str, lead: Telling, other: Telling) -> bool:
    """Whether the other names everybody whom the first names in a field, with the same numbers."""
    keys = {party.key for party in other.parties(field)}
    told = [_words(quote) for quote in getattr(other.statement, field)]
    for quote, party in zip(getattr(lead.statement, field), lead.parties(field), strict=True):
        words = _words(quote)
        is_same_party = party.key in keys and not _has_number(words)
        if not is_same_party and not any(words <= one for one in told):
            return False
    return True


def _has_number(words: Iterable[str]) -> bool:
    return any(word[:1].isdigit() for word in words)


def _words(quote: Quote) -> frozenset[str]:
    found = _WORD.findall(quote.words)
    telling = [word for word in found if _tells(word)]
    return frozenset(word.casefold() for word in telling or found)


def _tells(word: str) -> bool:
    """Whether a word tells things apart: a long one, a number, a short name (`ELN`, `Eva`)."""
    return len(word) > _SHORT or word[0].isdigit() or (word[0].isupper() and word.casefold() not in _ARTICLES)


def _about(event: Event) -> frozenset[str]:
    return _words(event.about) if event.about else frozenset()


def _shares(lead: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the other speaks of the same matter: half of the words are enough, since nobody words it alike."""
    return not lead or 2 * len(lead & other) >= len(lead)


def _meet(lead: Iterable[Quote], other: Iterable[Quote]) -> bool:
    """Whether two lists of places have a word in common; one that is empty says nothing."""
    one, two = ({word for quote in some for word in _words(quote)} for some in (lead, other))
    return not one or not two or not one.isdisjoint(two)


def _are_of_one_time(one: Statement, two: Statement) -> bool:
    """Whether their dates may be the same; one without a date says nothing."""
    if one.when is None or two.when is None:
        return True
    left, right = one.when.value, two.when.value
    return first_day(left) <= last_day(right) and first_day(right) <= last_day(left)
