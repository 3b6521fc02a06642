"""The reader: `predict` computes what the model sees, `statements` assembles what the report says.

Computing and assembling are apart, so that either is tested without the other. Long texts go through in
slices of sentences, so that memory does not grow with the model's arrays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from veedor.codebook.span import Span
from veedor.codebook.statement import Statement
from veedor.codebook.when import bounds
from veedor.documents.document import Document
from veedor.documents.passages import Passage
from veedor.errors import ModelError, UsageError
from veedor.reading.assemble import Dated, assemble
from veedor.reading.decode import decode
from veedor.reading.encoder import MODEL_FILES, MODEL_FOLDER, Encoder, damaged
from veedor.reading.judging import judge
from veedor.reading.judging.judge import Judge
from veedor.reading.lemmas import lemmatize
from veedor.reading.parse import Parse
from veedor.reading.sentences import sentences
from veedor.reading.vectors import passages_of, to_bytes
from veedor.reading.words import words

RULES_VERSION = "6"
"""Counts up whenever the rules or their word lists read a text differently."""
SENTENCES_OF_REPORT = 1000
"""A text of up to so many sentences, some 60 pages, is read and assembled as a whole."""
SENTENCES_OF_SLICE = 400
"""A longer one goes through in slices of so many, so that memory does not grow with a book: names and quotations
are followed within a slice. Larger slices leave gaps in memory that cannot be given back."""


class WholeReading(NamedTuple):
    """All that one pass over a document gives."""

    statements: list[Statement]
    """In the order of the text."""
    passages: list[Passage]
    """In the order of the text, not overlapping; their vectors are None where the reader has none."""


class Reader(Protocol):
    """Whatever reads documents into statements: the model, or a person's import."""

    name: str
    version: str

    def read(self, document: Document) -> list[Statement]:
        """The statements of the document, in the order of its text."""
        ...

    def read_whole(self, document: Document) -> WholeReading:
        """The statements and the passages of the document, from one pass over it."""
        ...


class ModelReader:
    """The reader that ships with Veedor: one small transformer, then rules."""

    name = "veedor"

    def __init__(self, encoder: Encoder, *, model_version: str, judge: Judge | None = None) -> None:
        self._encoder = encoder
        self._judge = judge
        self.version = f"{model_version}+rules.{RULES_VERSION}"

    def predict(self, text: str) -> list[Parse]:
        """What the model sees in each sentence, in the order of the text."""
        return [parse for parses in self._slices(text) for parse in parses]

    def _slices(self, text: str) -> Iterator[list[Parse]]:
        """The parses of the text: of a report at once, of a book a slice at a time."""
        spans = sentences(text)
        size = SENTENCES_OF_REPORT if len(spans) <= SENTENCES_OF_REPORT else SENTENCES_OF_SLICE
        for first in range(0, len(spans), size):
            cut = _cut(text, spans[first : first + size])
            arrays = self._encoder.encode([[text[a:b] for a, b in of_sentence] for of_sentence in cut])
            yield [
                decode(seen, text, of_sentence, self._encoder.labels, lemmatize, self._judge)
                for seen, of_sentence in zip(arrays, cut, strict=True)
            ]

    def statements(self, parses: Sequence[Parse], dated: Dated = None) -> list[Statement]:
        """What the sentences say; relative dates are resolved against `dated`, first and last possible day."""
        return assemble(parses, dated)

    def read(self, document: Document) -> list[Statement]:
        """The statements of the document, in the order of its text; each is checked against the text."""
        return self.read_whole(document).statements

    def read_whole(self, document: Document) -> WholeReading:
        """The statements, each checked against the text, and the passages of the document, from one pass.

        No passage crosses from one slice of a book to the next.
        """
        dated = days_of(document)
        whole = WholeReading([], [])
        for number, parses in enumerate(self._slices(document.text)):
            if number:
                _give_back_memory()
            whole.statements.extend(self.statements(parses, dated))
            whole.passages.extend(passages_of(parses))
        for statement in whole.statements:
            statement.check(document.text)
        return whole

    def vector(self, query: str) -> bytes:
        """The direction of what is asked, in the bytes of `Passage.vector`; UsageError where there is no word."""
        cut = [[query[a:b] for a, b in of_one] for of_one in _cut(query, sentences(query))]
        found = to_bytes(self._encoder.vectors(cut))
        if found is None:
            raise UsageError("There is no word to look for; write what the passages should be about")
        return found


def _cut(text: str, spans: Sequence[Span]) -> list[list[tuple[int, int]]]:
    """The words of the sentences, as places in the text; sentences without words are left out."""
    cut = (words(text, span.start, span.end) for span in spans)
    return [of_sentence for of_sentence in cut if of_sentence]


def _give_back_memory() -> None:
    """Returns freed memory to the system, where the C library is glibc; elsewhere nothing happens.

    The session's arrays leave gaps that glibc keeps: without this, a book of a million characters held 800 MB
    at its end, with it 300 MB.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def days_of(document: Document) -> tuple[date, date] | None:
    """First and last day on which the document may have been published; None where that is not known."""
    if document.published is None:
        return None
    earliest, latest = bounds(document.published.value)
    return (earliest, latest) if earliest and latest else None


def load_reader(folder: Path | None = None, threads: int | None = None) -> ModelReader:
    """The reader of a model folder, by default the one that ships; ModelError where it is missing or damaged."""
    folder = folder or MODEL_FOLDER
    missing = [name for name in (*MODEL_FILES, judge.FILE) if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"the model folder {folder} lacks {', '.join(missing)}; install Veedor again")
    weights = judge.Judge.load(folder)
    return ModelReader(Encoder(folder, threads=threads), model_version=model_version(folder), judge=weights)


def model_version(folder: Path = MODEL_FOLDER) -> str:
    """The version that the model's labels file states; ModelError where that is damaged."""
    import json

    path = folder / "labels.json"
    try:
        return str(dict(json.loads(path.read_text(encoding="utf-8"))).get("version", "0"))
    except (OSError, ValueError, TypeError) as error:
        raise damaged(path) from error
