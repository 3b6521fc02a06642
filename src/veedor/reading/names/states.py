"""Bodies and servants of a state by description: `the army` is the `Turkish army` where Turkey is spoken of.

Forces and people take the country's adjective before them, institutions the country behind them (`parliament of
Iraq`), and a government is `Government of Iraq`: so do those who annotated our reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from veedor.gazetteers.countries import bare, country_of, government_of, is_country, is_demonym, is_seat
from veedor.gazetteers.tables import table as gazetteer
from veedor.reading.lexicon import table
from veedor.reading.names.counts import begin as begin_of
from veedor.reading.names.found import Found, is_small
from veedor.reading.names.spoken_of import SpokenOf
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import body_nouns

_RULES = frozenset("government regime administration gov't govt".split())
"""Nouns for a government whose country may be told by whoever leads it (`the Roe administration`)."""
_FORCES = frozenset(
    "army,navy,military,police,opposition,junta,air force,armed forces,security forces,police force,"
    "national guard,coast guard".split(",")
)
_ARMIES = frozenset({"army", "military"})
"""What a report calls the armed forces, beside that."""
_SERVANTS = frozenset(
    "officials authorities troops soldiers policemen prosecutors voters lawmakers senators public".split()
)
"""Plurals for people of a state, which without article or adjective are those of the country spoken of."""
_BRANCHES = frozenset(
    "security police military health intelligence defense defence election paramilitary".split()
)
"""What servants of the state are of, where it is the country's (`health officials`)."""
_ALONE = frozenset(
    {"opposition", "police", "parliament", "congress", "army", "military", "navy", "government"}
)
"""Bodies of the state that reports name without an article."""
_OWN = frozenset(
    "national central federal current new own ruling elected present democratically democratically-elected "
    "outgoing incoming civilian caretaker interim coalition internationally recognized recognised "
    "internationally-recognized internationally-recognised".split()
)
"""Words that do not tell a state's body from another of its kind."""
_BELOW = frozenset(
    "regional state provincial local municipal city county district shadow autonomous transitional world".split()
)
"""Words for governments that are not the country's."""
_LONGEST = 4
"""Words of the longest name of a country."""
_NOUN = 2
"""Words of `Zambia Commission`, which is too short to be a name."""
_SEVERAL = 2
AMERICA = "United States"
_CONGRESSES = frozenset(
    "Argentina Bolivia Brazil Chile Colombia Guatemala Honduras Mexico Paraguay Peru Philippines".split()
)
"""Other countries whose parliament is called Congress."""
_IN_CAPITALS = frozenset({"congress", "senate", "supreme court"})
"""Bodies of the United States that are called so by name."""


class States:
    """Names what belongs to a state."""

    def __init__(
        self,
        spoken_of: SpokenOf,
        owner: Callable[[Found], str | None],
        led_by: Callable[[Found], str | None],
        has_armed_forces: frozenset[str],
    ) -> None:
        """Take the countries spoken of, the country of a noun's owner or leader, and those named with armed forces."""
        self._armed = has_armed_forces
        self._spoken_of, self._owner, self._led_by = spoken_of, owner, led_by

    def body(self, found: Found) -> str | None:
        """The name of a body of a state or of its servants; None where the words name neither."""
        noun, begin = _noun(found)
        if body_nouns().get(noun) == "state":
            country = self._country(found, noun, begin)
            if noun in _ARMIES and country in self._armed:
                noun = "armed forces"
            return None if country is None else _called(noun, country)
        if found.parse.quote(found.first, found.last) in {"the State", "The State"}:
            country = self._spoken_of.at(found.number, found.head)
            return None if country is None else government_of(country)
        if noun == "governments":
            return self._governments(found)
        is_bare = begin_of(found.parse, found.first, found.last) == found.head
        is_definite = found.parse.lowered[found.first] in {"the", "these", "those"}
        return self.servants(found) if (is_bare and not is_definite) or _is_kind_of_servants(found) else None

    def servants(self, found: Found) -> str | None:
        """People of the state, by the country that is spoken of; None for others and where no country is."""
        if found.parse.lowered[found.head] not in _SERVANTS or found.head != found.last:
            return None
        first = begin_of(found.parse, found.first, found.last)
        if found.parse.lowered[found.head] == "officials" and first > found.first:
            return None  # `two officials`, who say what they will not be named for, may be of any country
        country = self._spoken_of.at(found.number, found.head)
        plain = " ".join(found.parse.lowered[first : found.last + 1])
        return None if country is None else f"{adjective_of(country)} {bare(plain)}"

    def _governments(self, found: Found) -> str | None:
        """The governments that adjectives joined by `and` tell apart; None unless each is a country's."""
        before = [w for w in found.parse.words[found.first : found.head] if not is_small(w)]
        whose = [country_of(w.text) for w in before if w.upos not in {"CCONJ", "NUM"}]
        if len(whose) < _SEVERAL or None in whose:
            return None
        return "; ".join(government_of(country) for country in whose if country)

    def _country(self, found: Found, noun: str, begin: int) -> str | None:
        words = found.parse.words
        inside = words[found.first : found.last + 1]
        others = [w for w in inside if not begin <= w.index <= found.head and not is_small(w)]
        telling = [w for w in others if w.text.lower() not in _OWN]
        if not telling:
            if found.first == found.head and noun not in _ALONE:
                return None
            if inside[0].text.lower() in {"a", "an"} and inside[0].index < begin:
                return None
            country = self._owner(found) or self._spoken_of.at(found.number, found.head)
            is_american = (
                noun in _IN_CAPITALS and inside[-1].text == "Congress" and country not in _CONGRESSES
            )
            return AMERICA if is_american and AMERICA in self._spoken_of.countries else country
        if noun not in _RULES and _is_proper(found, telling):
            return None
        named = country_of(" ".join(w.text for w in telling)) or country_of(" ".join(w.text for w in others))
        if named is not None or noun not in _RULES or _BELOW.intersection(w.text.lower() for w in telling):
            return named
        return _beginning(telling) or self._led_by(found)


def joint_countries(plain: str) -> list[str]:
    """The two countries of an adjective for both (`Sino-Indian`, `U.S.-Soviet`); empty for other words."""
    parts = plain.replace("–", "-").split("-")
    if len(parts) != _SEVERAL or is_demonym(parts[-1].strip()) is None:
        return []
    prefixes = {row["prefix"]: row["country"] for row in table("country_prefixes")}
    found = [prefixes.get(part.strip()) or country_of(part.strip()) for part in parts]
    return [country for country in found if country] if all(found) else []


def _beginning(telling: list[Word]) -> str | None:
    """The country that the first words name: Norway in `Norway's Roe government`."""
    ends = range(min(len(telling), _LONGEST), 0, -1)
    return next((c for end in ends if (c := country_of(" ".join(w.text for w in telling[:end])))), None)


def armed_forces(parses: Sequence[Parse]) -> frozenset[str]:
    """The countries whose `armed forces` are named with the country."""
    found = (
        country_of(parse.words[i - 1].text)
        for parse in parses
        if "armed" in parse.lowered
        for i in range(1, len(parse.words) - 1)
        if parse.lowered[i : i + 2] == ("armed", "forces")
    )
    return frozenset(country for country in found if country)


def _is_kind_of_servants(found: Found) -> bool:
    """Whether the words are `security officials` and no more: the state's, though no country is named."""
    return found.last == found.first + 1 and found.parse.lowered[found.first] in _BRANCHES


def _noun(found: Found) -> tuple[str, int]:
    """The noun, of two words where those name a body, in lower case, and its first word."""
    noun, begin = found.parse.words[found.head].text.lower(), found.head
    before = found.parse.words[begin - 1].text if begin > found.first else ""
    both = f"{before.lower()} {noun}"
    if before and body_nouns().get(both) == "state":
        return both, begin - 1
    return noun, begin


def _is_proper(found: Found, telling: list[Word]) -> bool:
    """Whether capitals make it the body's own name (`the Lesotho Electoral Commission`, `the Delhi Police`)."""
    inside = found.parse.words[telling[0].index : found.head + 1]
    if not inside or not all(w.text[:1].isupper() for w in inside):
        return False
    if inside[-1].text.lower() == "ministry":
        return len(inside) > _NOUN
    is_place = is_country(inside[0].text) is not None
    if inside[-1].text.lower() in _FORCES:
        return is_place or is_seat(inside[0].text) is not None
    return len(inside) > _NOUN and is_place


def _called(noun: str, country: str) -> str:
    if noun in _RULES:
        return government_of(country)
    if noun in _FORCES:
        return f"{adjective_of(country)} {noun}"
    if noun in _IN_CAPITALS and country == AMERICA:
        return f"{country} {noun.title()}"
    return f"{noun.title() if noun.endswith('court') else noun} of {with_article(country)}"


def with_article(country: str) -> str:
    """The country as it stands after `of`: `the Netherlands`."""
    return government_of(country).removeprefix("Government of ")


@cache
def _adjectives() -> dict[str, str]:
    own = {row["country"]: row["adjective"] for row in table("country_adjectives")}
    people = {row["name"]: row["demonym"].split("|")[0] for row in gazetteer("countries")}
    return {is_country(name) or name: word for name, word in people.items() if word} | own


def adjective_of(country: str) -> str:
    """The adjective of a country before a noun: `Turkish`; the country itself where there is none."""
    return _adjectives().get(country, country)
