"""One sentence with its people and titles, as the rules for roles see it."""

from __future__ import annotations

from functools import cached_property

from veedor.codebook.span import Quote
from veedor.reading.names.found import whole_name
from veedor.reading.parse import Parse
from veedor.reading.roles.people import people
from veedor.reading.roles.title_words import Place
from veedor.reading.roles.titles import Title, titles


class Scene:
    """A sentence with its people and titles."""

    def __init__(self, parse: Parse) -> None:
        self.parse, self.words = parse, parse.words
        self.people = people(parse)
        self.begins = {p[0]: p for p in self.people}
        """People by the first word of their names."""
        self.ends = {p[1]: p for p in self.people}
        """People by the last word of their names."""

    @cached_property
    def titles(self) -> list[Title]:
        """The titles that may be roles, in order."""
        return titles(self.parse, self.people)

    def quote(self, first: int, last: int) -> Quote:
        """Words `first` to `last`, without a leading `a`."""
        if last > first and self.words[first].text.lower() in {"a", "an"}:
            first += 1
        return Quote.at(self.parse.text, self.words[first].start, self.words[last].end)

    def named(self, index: int, *, bodies: bool = False) -> Place | None:
        """The name that covers a word: a person's, or with `bodies` any."""
        for person in self.people:
            if person[0] <= index <= person[1]:
                return person
        name = self.parse.name_at(index)
        if name is None or not bodies or name.kind not in {"ORG", "LOC"}:
            return None
        return whole_name(self.parse, name)
