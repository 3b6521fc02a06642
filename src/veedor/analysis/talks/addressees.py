"""Of whom something is asked, and whose candidacy `he` means: by the parties that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from veedor.analysis.talks.issue_words import Topic, weak_words
from veedor.analysis.telling import Party, Telling
from veedor.codebook.naming import folded, key
from veedor.gazetteers.countries import government_of, is_country, name_of
from veedor.gazetteers.spoken_of import countries_named
from veedor.gazetteers.states import Facet, state_of

Known = Mapping[str, Party]
"""The parties that a document's statements name, by the folded words that name them."""

_FIELDS = ("sources", "actors", "recipients", "holders", "holder", "of")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|my|myself|himself|herself|I)\b")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_LEAD = re.compile(r"^(?:(?:if|that|once|only|the|President|Prime Minister|King)\s+)+")
_SUBJECT = re.compile(rf"^(?:(?:if|that|once|the)\s+)*(?P<who>{_NAME}(?:\s+(?:of\s+)?{_NAME})*)\s+[a-z]+")
_DOES = re.compile(r"^\s+(?:[a-z]+s|must|should|will|would|has|have|is|are|do|does|not|first)\b")
"""What stands after a name that does something: a verb of the third person, or a helping one."""
_OWNS = re.compile(r"['’]s\b")
_OWNED = " ownedby "
"""Stands for a possessive in plain words: `Borland's efforts` are not what Borland is asked to do."""
_SHORTEST = 3
_BODIES = frozenset(
    "party government council assembly movement front alliance coalition opposition union".split()
)


def known_in(tellings: Iterable[Telling]) -> Known:
    """The parties that the statements of a document name, by their words and names."""
    found: dict[str, Party] = {}
    for telling in tellings:
        for name in _FIELDS:
            value = getattr(telling.statement, name, None)
            quotes = value if isinstance(value, tuple) else (value,) if value else ()
            for quote in quotes:
                party = telling.party(quote)
                for words in {key(quote.words), key(party.name), key(quote.name or "")}:
                    if len(words) >= _SHORTEST and ";" not in words:
                        found.setdefault(words, party)
    return found


def asked_of(
    words: str, known: Known, holders: Sequence[Party], *, topic: Topic | None = None
) -> Party | None:
    """Who is to do what words ask, none of the holders; None where they do not say.

    That is the party or state with which the words begin (`Borland lifts its sanctions`), or whom they name after
    `by`; of sanctions also whoever else is named, whose sanctions they are.
    """
    own = {party.key for party in holders}
    said = f"{_plain(_OWNS.sub(_OWNED, _LEAD.sub('', words.strip())))} "
    places = [
        (place, -len(_plain(name)), party)
        for name, party in known.items()
        if (place := _place(said, name)) >= 0
    ]
    is_anywhere = topic is not None and topic.name == "sanctions"
    for at, size, party in sorted(places, key=lambda one: one[:2]):
        is_owner = said[at - size :].startswith(f" {_OWNED.strip()} ")
        is_doer = (at == 0 and not is_owner) or said[:at].endswith((" by ", " by the ")) or is_anywhere
        if is_doer and party.key not in own:
            return party
    return _state(words if is_anywhere else _begin(words), known, own) or _subject(words, known, own)


def _place(said: str, name: str) -> int:
    """Where a name stands in words, both plain; -1 where it does not."""
    plain = _plain(name)
    if said.startswith(f"{plain} "):
        return 0
    at = said.find(f" {plain} ")
    return at + 1 if at >= 0 else -1


@lru_cache(maxsize=8192)
def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(words.replace("’s", "").replace("'s", ""))))


def _begin(words: str) -> str:
    """The capitalised words with which words begin."""
    found = re.match(rf"(?:the\s+)?{_NAME}(?:\s+(?:of\s+(?:the\s+)?)?{_NAME})*", _LEAD.sub("", words.strip()))
    return found[0] if found and _OWNS.search(found[0]) is None else ""


def _state(words: str, known: Known, own: set[str]) -> Party | None:
    """The government of a country that words name, as the document calls it."""
    for code in sorted(countries_named(words)):
        country = name_of(code)
        if country is None:
            continue
        called = next((party for party in known.values() if _is_state(party.name, country)), None)
        party = called or Party(key(government_of(country)), government_of(country))
        if party.key not in own:
            return party
    return None


@lru_cache(maxsize=8192)
def _is_state(name: str, country: str) -> bool:
    found = state_of(name)
    return found is not None and found[0] == country and found[1] in (Facet.GOVERNMENT, Facet.COUNTRY)


def _subject(words: str, known: Known, own: set[str]) -> Party | None:
    """The name that begins a clause: `Borland` in `Borland lifts its sanctions`; its government where one is known."""
    found = _SUBJECT.match(words.strip())
    if found is None:
        return None
    who = found["who"]
    if (
        who.lower() in weak_words("function")
        or _OWNS.search(who)
        or not _DOES.search(words[found.end("who") :])
    ):
        return None
    party = known.get(key(f"government of {who}")) or Party(key(who), who)
    return None if party.key in own else party


def pronoun_for(words: str, holder: Party) -> str:
    """The last name, folded, of a person who says `he`, `she` or `my` of themselves; empty where no person does."""
    if _PRONOUN.search(words) is None or state_of(holder.name) is not None or is_country(holder.name):
        return ""
    names = [_plain(word) for word in holder.name.split()]
    is_person = len(names) > 1 and holder.name[:1].isupper() and not set(names) & _BODIES
    return names[-1] if is_person and " of " not in holder.name else ""
