"""A reader that finds a few statements by looking for words, for tests in which a model is not the point."""

from __future__ import annotations

from veedor.codebook.labels import Certainty, EventType, Stance, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Position, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Document
from veedor.errors import StatementError


def quote(text: str, words: str, name: str | None = None) -> Quote:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Quote.at(text, start, start + len(words), name)


class FakeReader:
    """Finds five things in the texts of these tests, and counts how often it was asked."""

    name = "fake"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked = 0

    def read(self, document: Document) -> list[Statement]:
        self.asked += 1
        text = document.text
        if "unreadable" in text:
            raise StatementError("the fake reader does not like this one")
        finders = {
            "met": self._meeting,
            "40 people": self._figure,
            "Deputy": self._role,
            "wants": self._position,
        }
        return [find(text) for words, find in finders.items() if words in text]

    def _meeting(self, text: str) -> Statement:
        parties = (("The mayor", "Mayor of Riverton"), ("the strikers", None))
        when = When(quote(text, "3 May 2021"), "2021-05-03") if "3 May 2021" in text else None
        return Event(
            type=EventType.CONSULT,
            anchor=quote(text, "met"),
            actors=tuple(quote(text, words, name) for words, name in parties if words in text),
            tense=Tense.PAST,
            when=when,
            probability_right=0.75,
        )

    def _figure(self, text: str) -> Statement:
        return Figure(
            anchor=quote(text, "40 people"),
            what=quote(text, "people"),
            value=40.0,
            unit="people",
            sources=(quote(text, "the union", "Dockers' Union"),),
            certainty=Certainty.HEDGED,
            tense=Tense.PAST,
        )

    def _position(self, text: str) -> Statement:
        return Position(
            anchor=quote(text, "wants"),
            stance=Stance.DEMANDS,
            holders=(quote(text, "Ana Órdoñez"),),
            about=quote(text, "new talks"),
            issue="talks",
        )

    def _role(self, text: str) -> Statement:
        return Role(
            anchor=quote(text, "Deputy"), role=quote(text, "Deputy"), holder=quote(text, "Ana Órdoñez")
        )
