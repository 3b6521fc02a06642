"""The people whom a sentence names."""

from __future__ import annotations

import re
from functools import cache

from veedor.gazetteers.countries import is_country, is_seat
from veedor.gazetteers.organizations import is_organization
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse
from veedor.reading.roles.title_words import HYPHENS, POSSESSIVES, Place, title_ending_at

_LONGEST_ACRONYM = 5
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")


def people(parse: Parse) -> tuple[Place, ...]:
    """First and last word of each person's name, without titles that the model took for part of it."""
    found: list[Place] = []
    for name in parse.names:
        if name.kind != "PER":
            continue
        first, last = _without_titles(parse, name.first, name.last)
        while last > first and parse.words[last].text in POSSESSIVES:
            last -= 1
        if first > last or not _is_name(parse, first, last):
            continue
        first, last = _with_front(parse, first), _with_ends(parse, last)
        if found and found[-1][1] + 1 >= first:
            first = found.pop()[0]
        if not _is_in_organization(parse, first, last) and not _is_place(parse, first, last):
            found.append((first, last))
    return tuple(found)


def _is_name(parse: Parse, first: int, last: int) -> bool:
    """Whether the words look like a name: no mark, pronoun, acronym or half a word (`al-`)."""
    begin, end = parse.words[first], parse.words[last]
    is_acronym = first == last and begin.text.isupper() and 1 < len(begin.text) <= _LONGEST_ACRONYM
    return begin.text[0].isalpha() and end.upos != "PRON" and end.text[-1] not in HYPHENS and not is_acronym


def _with_front(parse: Parse, first: int) -> int:
    """First word of a name whose beginning the model left out (`T.N. Roe`, `Ana` `de Roe`)."""
    words = parse.words
    while first > 0 and _INITIALS.fullmatch(words[first - 1].text):
        first -= 1
    is_cut = words[first].text[0].islower() and first > 0 and words[first - 1].upos == "PROPN"
    if is_cut and parse.name_at(first - 1) is None and title_ending_at(parse, first - 1) is None:
        return first - 1
    return first


def _with_ends(parse: Parse, last: int) -> int:
    """Last word of a name whose end the model left out (`John Paul` `II`, `Ban Ki` `-` `moon`)."""
    words = parse.words
    while last + 1 < len(words):
        following = words[last + 1]
        is_flat = following.deprel == "flat" and following.head <= last and parse.name_at(last + 1) is None
        if is_flat and following.text[0].isupper() and title_ending_at(parse, last + 1, last + 1) is None:
            last += 1
        elif following.text in HYPHENS and last + 2 < len(words) and _is_glued(parse, last):
            last += 2
        else:
            break
    return last


def _is_glued(parse: Parse, last: int) -> bool:
    """Whether a hyphen joins the word to another part of a name, rather than to `-led` or `-elect`."""
    word, hyphen, after = parse.words[last : last + 3]
    return word.end == hyphen.start and hyphen.end == after.start and after.upos == "PROPN"


def _is_place(parse: Parse, first: int, last: int) -> bool:
    """Whether a single word is a country or its seat (`Rabat denied`), which the model took for a person."""
    words = parse.words[first].text
    return first == last and (is_country(words) or is_seat(words)) is not None


def _is_in_organization(parse: Parse, first: int, last: int) -> bool:
    """Whether the words are the end of a known organisation's name (`Agence France-Presse`)."""
    return any(is_organization(parse.quote(at, last)) for at in range(max(0, first - 3), first + 1))


def _without_titles(parse: Parse, first: int, last: int) -> Place:
    """The name without titles and ranks at its front; empty (`first > last`) where nothing is left."""
    at = first
    while at <= last:
        if at < last and parse.words[at].text in _given_names():
            break
        past = _past_title(parse, at, last)
        if past == at:
            break
        at = past
    return at, last


def _past_title(parse: Parse, first: int, last: int) -> int:
    """One past the longest title that begins at `first`; `first` itself where none does."""
    for end in range(min(first + 4, last), first - 1, -1):
        found = title_ending_at(parse, end, first)
        if found is not None and found[0] == first:
            return end + 1
    return first


@cache
def _given_names() -> frozenset[str]:
    """Given names, some of which are titles too (`Dean`)."""
    return words("given_names", "name")
