"""One name for each body: by its acronym, its full name, the beginning or the end of one, a nickname."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from veedor.gazetteers.countries import bare, country_of
from veedor.gazetteers.organizations import is_organization
from veedor.reading.lexicon import table
from veedor.reading.names.acronyms import acronyms
from veedor.reading.names.counts import begin
from veedor.reading.names.found import GROUPS, Found, body_mentions, joined, whole_name
from veedor.reading.names.spellings import Spellings, folded
from veedor.reading.parse import Name, Parse

_REACH = 12
"""Sentences back in which the body is sought that a description means."""
_NEAR = 2
"""Sentences back in which any body may be meant by `the group`."""
_OF_A_KIND = frozenset(
    "party movement militia faction company firm corporation newspaper daily station".split()
)
"""Nouns for bodies of one kind, by which no other is meant."""
_OF_STATES = frozenset(
    "court tribunal commission council ministry department parliament assembly senate committee bank".split()
)
"""Words in the names of bodies that are of no such kind."""
_SHORT = 2
"""Words before the noun of such a description (`the armed rebel group`)."""
_WORD = 40
"""Characters in which the word before a name is found."""
_SMALL = frozenset({"of", "for", "from", "to", "in", "at", "by", "and", "the"})
_DESCRIBING = 4
"""Words of the longest description before a body's name that is looked behind."""


class Bodies:
    """The bodies that a document names."""

    def __init__(self, parses: Sequence[Parse]) -> None:
        """Take the sentences, in order."""
        self._parses = parses
        self._acronyms = acronyms(parses[0].text) if parses else {}
        self._long = {folded(long): f"{long} ({short})" for short, long in self._acronyms.items()}
        explained = [(0, long) for long in self._acronyms.values()]
        self._alone: dict[str, bool] = {}
        self._spelt = Spellings([*body_mentions(parses), *explained], by_prefix=True)

    def explained_at(self, *places: int) -> str | None:
        """The full name, with its acronym, of the body whose explained name begins at one of the places."""
        text = self._parses[0].text
        for long in self._acronyms.values():
            if any(text.startswith(long, place) for place in places):
                return self._long[folded(long)]
        return None

    def spelt_out(self, short: str) -> str:
        """The long form of an acronym that the text explains; other words as they are."""
        return self._acronyms.get(short, short)

    def name(self, plain: str, found: Found) -> str | None:
        """The body that the words name by acronym, full name, nickname or the beginning of a name; else None."""
        short = plain.removesuffix(")").rsplit(" (", 1)
        if len(short) == 2 and short[1] in self._acronyms:
            plain = short[1]
        plain = self._without_country(plain)
        if plain in self._acronyms:
            long = self._acronyms[plain]
            return is_organization(plain) if is_organization(long) else f"{long} ({plain})"
        known = is_organization(plain) or self._long.get(folded(plain)) or self._behind(plain)
        if known:
            return known
        if plain in _nicknames() and not self._spelt.has_longer(plain):
            return _nicknames()[plain]
        return self._longest(plain, found)

    def _longest(self, plain: str, found: Found) -> str | None:
        """The longest name in the text of a body that the model saw here; None where it saw none."""
        name = found.parse.name_at(found.head)
        if name is None or name.kind != "ORG":
            return None
        start = begin(found.parse, found.first, found.last)
        before = found.parse.words[start : name.first]
        if start > found.first and not before and found.parse.lowered[found.first] != "the":
            plain = bare(joined(found.parse, name.first, found.last))  # `at least 10 Royal Guards`
        if before and all(w.text.islower() and w.upos in {"DET", "ADJ"} for w in before):
            plain = bare(joined(found.parse, name.first, found.last))  # `the rival Congress of the People`
        if not plain[:1].isupper() or country_of(plain):
            return None
        longest = self._spelt.of(plain, found.parse.words[found.first].start)
        if longest[len(plain) :].islower():
            longest = plain  # `the Acme division` is no other name for Acme
        if longest == plain and " " not in plain and found.parse.words[found.first].text.lower() == "the":
            longest = self._ended_by(found, plain) or plain
        return is_organization(longest) or self._long.get(folded(longest), longest)

    def _behind(self, plain: str) -> str | None:
        """The body that the text explains, with no more than a description before it or its kind behind it."""
        short = plain.removesuffix(" party")
        if short in self._acronyms:
            return f"{self._acronyms[short]} ({short})"
        parts = plain.split()
        behind = (
            self._long.get(folded(" ".join(parts[n:]))) for n in range(1, min(len(parts) - 1, _DESCRIBING))
        )
        is_described = parts[0][-1:].islower() and not _SMALL.intersection(parts[:_DESCRIBING])
        return next((known for known in behind if known), None) if is_described else None

    def _without_country(self, plain: str) -> str:
        """The name without a country before it, where the report has the name alone elsewhere."""
        parts = plain.split()
        ends = (n for n in (2, 1) if n < len(parts) - 1 and country_of(" ".join(parts[:n])))
        rest = " ".join(parts[next(ends, len(parts)) :])
        if not rest or not self._spelt.has(rest):
            return plain
        if rest not in self._alone:
            self._alone[rest] = is_organization(rest) is not None or self._stands_alone(rest)
        return rest if self._alone[rest] else plain

    def _stands_alone(self, words: str) -> bool:
        """Whether the text has the words anywhere without a country right before them."""
        text = self._parses[0].text
        places = (found.start() for found in re.finditer(re.escape(words), text))
        before = (text[max(0, place - _WORD) : place].split()[-1:] for place in places)
        return any(not (word and country_of(word[0])) for word in before)

    def _ended_by(self, found: Found, plain: str) -> str | None:
        """The body whose name the word ends (`the Brotherhood`), if it was named in full before."""
        place = found.parse.words[found.first].start
        full = self.meant(found, plain, plain.lower(), place, longer=True)
        text = found.parse.text
        alone = text.lower().find(f"the {plain.lower()}")
        return full if full and full.endswith(plain) and -1 < text.find(full) < alone else None

    def _named(self, number: int) -> list[Name]:
        """The names of a sentence, those acronyms with them that the text explains and the model did not see."""
        parse = self._parses[number]
        missed = (
            Name(word.index, word.index, "ORG")
            for word in parse.words
            if word.text in self._acronyms and parse.name_at(word.index) is None
        )
        return sorted([*parse.names, *missed])

    def meant(self, found: Found, plain: str, noun: str, place: int, *, longer: bool = False) -> str | None:
        """The body last named that the description fits: `the commission` after `the Election Commission`."""
        opens = found.parse.words[found.first].text.lower()
        is_group = noun in GROUPS and opens in {"the", "this", "that"} and plain.islower()
        is_group = is_group and found.last - found.first <= _SHORT
        if len(plain.split()) != 1 and not is_group:
            return None
        before = [one for one in self._before(found.number, place) if not longer or one[1] != folded(plain)]
        called = (full for full, form, _ in before if noun in form)
        near = (
            full
            for full, form, number in before
            if noun in GROUPS and found.number - number <= _NEAR and _may_be(noun, full, form)
        )
        return next(called, None) or next(near, None)

    def _before(self, number: int, place: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """The bodies named before a place, the last first: full name, its folded form, and sentence."""
        for earlier in range(number, max(-1, number - _REACH), -1):
            parse = self._parses[earlier]
            for name in reversed(self._named(earlier)):
                first, last = whole_name(parse, name)
                words = joined(parse, first, last)
                is_later = parse.words[name.first].start >= place
                if name.kind != "ORG" or is_later or country_of(words) or parse.words[last].text.islower():
                    continue
                full = self.name(bare(words), Found(earlier, parse, first, last, name.last))
                if full:
                    yield full, folded(full), earlier


def _may_be(noun: str, full: str, form: Sequence[str]) -> bool:
    """Whether a body may be meant by the noun: no court is a party, and the Red Cross no militia."""
    return noun not in _OF_A_KIND or (is_organization(full) is None and _OF_STATES.isdisjoint(form))


@cache
def _nicknames() -> dict[str, str]:
    return {row["nickname"]: row["name"] for row in table("party_nicknames")}
