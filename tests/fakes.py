"""A reader that finds a few statements by looking for words, for tests in which a model is not the point."""

from __future__ import annotations

import random
import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.labels import Certainty, EventType, Stance, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Position, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Document
from veedor.documents.passages import DIMENSIONS, Passage, runs
from veedor.errors import StatementError, UsageError
from veedor.reading.reader import WholeReading
from veedor.reading.sentences import sentences
from veedor.reading.vectors import to_bytes


def quote(text: str, words: str, name: str | None = None) -> Quote:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Quote.at(text, start, start + len(words), name)


@cache
def direction(word: str) -> NDArray[np.float32]:
    """A direction of the word's own, always the same; those of two words are nearly at right angles."""
    signs = np.array(random.Random(word).choices((-1, 1), k=DIMENSIONS), np.float32)
    return signs / np.float32(np.sqrt(DIMENSIONS))


def fake_vector(text: str) -> bytes | None:
    """The vector of a bag of words: the more words two texts share, the nearer they are."""
    return to_bytes(direction(word) for word in re.findall(r"\w+", text.casefold()))


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

    def read_whole(self, document: Document) -> WholeReading:
        text = document.text
        places = [(span.start, span.end) for span in sentences(text)]
        bounds = [(places[run[0]][0], places[run[-1]][1]) for run in runs(text, places)]
        passages = [Passage(start, end, fake_vector(text[start:end])) for start, end in bounds]
        return WholeReading(self.read(document), passages)

    def vector(self, query: str) -> bytes:
        found = fake_vector(query)
        if found is None:
            raise UsageError("There is no word to look for")
        return found

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
