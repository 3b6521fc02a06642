"""Two parties in one word: whom `both sides`, `the two leaders` mean (codebook, Which words to copy)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from veedor.gazetteers.countries import country_of, is_country
from veedor.reading.names.kinds import is_person_noun, is_plural, party_kinds
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import Place, classes

_BOTH = frozenset({"both", "two", "either", "each", "neither"})
_ALONE = frozenset({"sides", "parties"})
"""Plurals that mean two parties with no more than an article."""
_SIDES = frozenset("side sides party parties camp camps faction factions rival rivals group groups".split())
_PERSONS = frozenset(
    "leader leaders man men woman women president presidents minister ministers politician politicians "
    "candidate candidates general generals diplomat diplomats rival rivals".split()
)
"""Nouns for two persons rather than two bodies."""
_STATES = frozenset(
    "country countries nation nations government governments neighbor neighbors neighbour neighbours "
    "state states capital capitals".split()
)
_NOUNS = _SIDES | _PERSONS | _STATES
BODIES = (_SIDES | _STATES) - _PERSONS
"""Nouns for two bodies or states, for which persons may speak."""
_DEFINITE = frozenset({"the", "both", "these", "those"})
_DETERMINERS = frozenset({"the", "of", "these", "those"})
_GROUPS = frozenset("camp camps faction factions rival rivals group groups party parties".split())
_STATE_SIDES = (_STATES | _SIDES) - _GROUPS
"""Plurals that may mean two states."""
_OUR = frozenset({"our", "their", "its"})
_THE_TWO = frozenset({("the", "two"), ("both",), ("the", "pair")})
"""Words that mean two parties without naming what they are."""
_REACH = 3
"""Sentences back in which the two are sought."""
_MEMBERS = 2
_MEETING = frozenset({"meet", "fight", "attack", "accuse", "invade", "face"})

Member = tuple[int, int]
"""A sentence and the head of a party in it."""


class Pairs:
    """Finds the two parties that a document has just named together."""

    def __init__(self, parses: Sequence[Parse], people: Sequence[tuple[Place, ...]]) -> None:
        """Take the sentences, in order, and the people whom each names."""
        self._parses, self._people = parses, people

    def meant(self, number: int, first: int, last: int) -> tuple[Member, ...]:
        """The two whom words `first` to `last` of a sentence mean, in the order of the text; empty if unknown."""
        fits = self._wanted(number, first, last)
        if fits is None:
            return ()
        together = self._named_together(number, first, fits)
        is_known = self._parses[number].lowered[first] in _DEFINITE
        if not together and is_known and fits == self._is_person:
            together = self._only_two(number, first)
        if not together and self._parses[number].lowered[first : last + 1] in _THE_TWO:
            return self._named_together(number, first, self._is_party)
        return together

    def _named_together(
        self, number: int, first: int, fits: Callable[[int, int], bool]
    ) -> tuple[Member, ...]:
        for earlier in range(number, max(-1, number - _REACH - 1), -1):
            limit = first if earlier == number else len(self._parses[earlier].words)
            for one, other in self._together(earlier, limit):
                if fits(earlier, one) and fits(earlier, other):
                    return (earlier, one), (earlier, other)
        return ()

    def _only_two(self, number: int, first: int) -> tuple[Member, ...]:
        """The two persons named last, where the nearest sentences that name anybody name these two alone."""
        found: dict[str, Member] = {}
        for earlier in range(number, max(-1, number - _REACH - 1), -1):
            for person in self._people[earlier]:
                if (earlier, person[0]) < (number, first):
                    found.setdefault(self._parses[earlier].words[person[1]].text, (earlier, person[0]))
            if len(found) >= _MEMBERS:
                break
        return tuple(sorted(found.values())) if len(found) == _MEMBERS else ()

    def are_states(self, number: int, first: int, last: int) -> bool:
        """Whether the words may mean two states (`both sides`, `our two countries`), but no two persons."""
        words = self._parses[number].lowered[first : last + 1]
        if words[-1] not in _STATE_SIDES:
            return False
        bare = [w for w in words[words[0] in _OUR : -1] if w not in _DETERMINERS]
        return bool(bare) and set(bare) <= _BOTH

    def _wanted(self, number: int, first: int, last: int) -> Callable[[int, int], bool] | None:
        """Which nouns may be meant; None where the words are no word for two parties."""
        words = self._parses[number].lowered[first : last + 1]
        noun = words[-1]
        if words in _THE_TWO:
            return self._is_person
        is_known = words[0] in _DEFINITE
        if noun not in _NOUNS and not (is_known and self._are_persons(number, last)):
            return None
        bare = [w for w in words[:-1] if w not in _DETERMINERS]
        if bare and not set(bare) <= _BOTH:
            return None
        if not bare and (noun not in _ALONE or words[0] != "the"):
            return None
        if noun in _PERSONS or noun not in _NOUNS:
            return self._is_person
        if noun in _STATES:
            return self._is_state
        return self._is_party if noun in _SIDES else None

    def _are_persons(self, number: int, last: int) -> bool:
        """Whether a word is a noun for several persons (`the two suspects`)."""
        word = self._parses[number].words[last]
        return is_plural(word) and is_person_noun(word.lemma)

    def _together(self, number: int, limit: int) -> Iterator[tuple[int, int]]:
        """Pairs of nouns before word `limit`: joined by `and`, or one doing something with the other."""
        parse = self._parses[number]
        for word in reversed(parse.words[:limit]):
            joined = parse.children(word.index, "conj")
            if len(joined) == _MEMBERS - 1 and joined[0].index < limit and word.deprel != "conj":
                yield word.index, joined[0].index
        for word in parse.words[:limit]:
            if word.deprel.startswith("nsubj") and word.head >= 0:
                for other in self._partners(parse, word):
                    if other < limit:
                        yield word.index, other

    def _partners(self, parse: Parse, subject: Word) -> Iterator[int]:
        """Those with or against whom the subject does something: `holds talks with`, `met`, `fights against`."""
        below = parse.children(subject.head, "obj", "obl", "iobj")
        deeper = [n for w in below for n in parse.children(w.index, "nmod")]
        meets = parse.words[subject.head].lemma in _MEETING
        for word in (*below, *deeper):
            case = _case(parse, word)
            if case in {"with", "against"} or (meets and word.deprel == "obj"):
                yield word.index

    def _is_person(self, number: int, index: int) -> bool:
        if any(first <= index <= last for first, last in self._people[number]):
            return True
        return classes().get(self._parses[number].words[index].text.lower()) in {"office", "portfolio"}

    def _is_state(self, number: int, index: int) -> bool:
        parse = self._parses[number]
        name = parse.name_at(index)
        words = parse.words[index].text if name is None else parse.quote(name.first, name.last)
        return is_country(words) is not None or country_of(words) is not None

    def _is_party(self, number: int, index: int) -> bool:
        if self._is_person(number, index) or self._is_state(number, index):
            return True
        return "group" in party_kinds(self._parses[number], self._parses[number].words[index])


def _case(parse: Parse, word: Word) -> str:
    marker = parse.child(word.index, "case")
    return "" if marker is None else marker.text.lower()
