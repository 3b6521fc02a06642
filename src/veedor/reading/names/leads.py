"""Whom a report's first sentences mean by a description, when the next ones name the person.

Agencies begin so: `The head of the commission has resigned. Ann Roe told reporters …`.
"""

from __future__ import annotations

from collections.abc import Sequence

from veedor.reading.names.kinds import party_kinds
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import Place

_SENTENCES = 2
"""Sentences at a report's beginning whose descriptions are explained, and how far behind the explanation stands."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})

Mention = tuple[int, Place]
"""A sentence and the first and last word of a person's name in it."""


class Leads:
    """Descriptions of a person before the report has named anybody."""

    def __init__(self, parses: Sequence[Parse], people: Sequence[tuple[Place, ...]]) -> None:
        """Take the sentences, in order, and the people whom each names."""
        self._parses, self._people = parses, people

    def named_later(self, number: int, index: int) -> Mention | None:
        """The person named soon after as whom a noun at the report's beginning describes; else None."""
        if number >= _SENTENCES or not self._describes(number, index) or self._has_named(number, index):
            return None
        for later in range(number + 1, min(number + 1 + _SENTENCES, len(self._parses))):
            if self._people[later]:
                person = self._people[later][0]
                return (later, person) if self._is_subject(later, person) else None
        return None

    def _describes(self, number: int, index: int) -> bool:
        """Whether the noun is a subject and means one person."""
        parse = self._parses[number]
        word = parse.words[index]
        return word.deprel in _SUBJECTS and word.upos == "NOUN" and party_kinds(parse, word) == "person"

    def _has_named(self, number: int, index: int) -> bool:
        """Whether anybody is named before the end of the sentence, outside the description itself."""
        inside = set(self._parses[number].subtree(index))
        here = [p for p in self._people[number] if p[0] not in inside]
        return bool(here) or any(self._people[earlier] for earlier in range(number))

    def _is_subject(self, number: int, person: Place) -> bool:
        parse = self._parses[number]
        return any(parse.words[i].deprel in _SUBJECTS | {"obj"} for i in range(person[0], person[1] + 1))


def is_relative(word: Word) -> bool:
    """Whether it is `who`, `which` or `that` for a noun before it."""
    return word.xpos in {"WDT", "WP", "WP$"} and word.text.lower() in {
        "who",
        "which",
        "that",
        "whom",
        "whose",
    }


def described_by(parse: Parse, index: int) -> int | None:
    """The noun for which a relative pronoun stands; None where the tree has none."""
    for word in parse.ancestors(index):
        if word.deprel == "acl:relcl":
            return word.head
    return None
