"""Makes large records whose texts and names are real and whose statements are drawn: for measuring the record.

    python -m benchmarks.corpus_records --shared ../shared

The sentences come from the corpora in the shared folder, three beside each other at a time, mixed by a seed into
documents of their own; without that folder from the demo's reports, which suffices for a small record. A statement's
quotes stand in its text, its parties are names of the corpora (some as frequent as a government in reports on its
country), its dates lie around its document's; what it says is drawn. Vectors are drawn too: unit vectors around a
centre for each story. No model is needed; the record cannot tell the difference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks.duplicate_texts import Story, stories
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.documents.load import load
from veedor.documents.passages import DIMENSIONS, Passage, runs
from veedor.record.schema import metadata
from veedor.record.store import Record, Run

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
DEMO = ROOT / "demo" / "reports"
_VERSION = 2
"""Counts up whenever the same settings make another record."""
_BESIDE = 3
"""Sentences that stay together, as a paragraph of a document."""
_PARAGRAPHS = 8
"""Of a document: 24 sentences, about 500 words, are a longer news report."""
_HEAVY = 0.3
"""Part of the parties that are one of the most frequent names: a few actors fill a crisis."""
_FIRST, _DAYS = date(2015, 1, 1), 3650
"""When the documents are published: ten years."""
_NOISE = 0.6
"""Length of what is drawn beside the centre of a passage's story, whose length is 1: passages of one story then
have a cosine of about 0.7, as neighbours in a report have."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: (?:of )?[A-Z][\w'’-]+)*")
_WORD = re.compile(r"\b[a-z]{4,}\b")


class Settings(NamedTuple):
    """What decides which record is made."""

    documents: int = 10_000
    statements: int = 300_000
    seed: int = 1

    def name(self) -> str:
        """The file's name: it differs with the settings, the generator and the tables."""
        tables = [str(CreateTable(table)) for table in metadata.sorted_tables]
        indexes = sorted(
            str(CreateIndex(index)) for table in metadata.sorted_tables for index in table.indexes
        )
        made_of = json.dumps([*self, _VERSION, tables, indexes])
        return f"scale-{self.documents}-{self.statements}-{hashlib.sha256(made_of.encode()).hexdigest()[:8]}.veedor"


class Generator:
    """Stands in for a reader: who made the statements."""

    name = "generator"
    version = str(_VERSION)


class _Paragraph(NamedTuple):
    """Sentences of one story that stay together."""

    story: int
    sentences: tuple[str, ...]


class Corpus:
    """Sentences and names to make documents of."""

    def __init__(self, texts: Sequence[Story]) -> None:
        self.paragraphs = [
            _Paragraph(number, tuple(said[first : first + _BESIDE]))
            for number, story in enumerate(texts)
            for said in [_sentences(story.text)]
            for first in range(0, len(said), _BESIDE)
        ]
        counted = Counter(name for story in texts for name in _NAME.findall(story.text))
        self.names = [name for name, _ in counted.most_common(2000)]
        """The most frequent names, the most frequent first."""
        # Zipf's law: the n-th name is as frequent as 1 / n.
        self.shares = list(accumulate(1 / n for n in range(1, len(self.names) + 1)))
        rng = np.random.default_rng(0)
        self.centres = _units(rng.standard_normal((len(texts), DIMENSIONS), np.float32))

    def frequent(self, rng: random.Random) -> str:
        """One of the names, a frequent one more likely."""
        return self.names[bisect(self.shares, rng.random() * self.shares[-1])]


def _units(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors, shape (n, DIMENSIONS), with length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _sentences(text: str) -> list[str]:
    joined = (" ".join(said.split()) for said in _SENTENCE.split(text))
    return [said for said in joined if 40 <= len(said) <= 500 and _WORD.search(said)]


def corpus(shared: Path | None) -> Corpus:
    """The corpora of the shared folder, or the demo's reports where there is none."""
    if shared is not None and (shared / "data" / "text-wikinews").is_dir():
        return Corpus(stories(shared / "data"))
    paths = [path for path in sorted(DEMO.iterdir()) if path.suffix in (".txt", ".md", ".html")]
    return Corpus([Story(document.id, document.text) for path in paths for document in load(path)])


class Made(NamedTuple):
    """A document with all that a reader would find in it."""

    document: Document
    statements: list[Statement]
    passages: list[Passage]


class _Sentence(NamedTuple):
    """A sentence of a document, with what a statement can be made of."""

    start: int
    end: int
    names: list[tuple[int, int]]
    words: list[tuple[int, int]]


def document_of(made_of: Corpus, number: int, settings: Settings) -> Made:
    """Document number `number`; the same for the same settings."""
    rng = random.Random(f"{settings.seed}:{number}")
    chosen = rng.sample(made_of.paragraphs, min(_PARAGRAPHS, len(made_of.paragraphs)))
    text = "\n\n".join(" ".join(part.sentences) for part in chosen) + "\n"
    published = _FIRST + timedelta(days=rng.randrange(_DAYS))
    document = Document(
        id=hashlib.sha256(f"{settings.seed}:{number}:{text}".encode()).hexdigest()[:16],
        text=text,
        title=f"Report {number + 1}: {made_of.frequent(rng)}",
        publisher=f"Observatory {rng.randrange(40) + 1}",
        language="en",
        published=Published(published.isoformat(), Basis.METADATA),
        file=f"report-{number + 1}.txt",
    )
    places = list(_places(text, chosen))
    many = settings.statements // settings.documents
    drawn = _Drawer(made_of, rng, text, published)
    return Made(
        document, drawn.statements(places, many), list(_passages(made_of, text, places, chosen, number))
    )


def long_report(made_of: Corpus, *, pages: int, statements: int, seed: int = 1) -> Made:
    """A report of so many pages, about 500 words on each, with so many statements; no passages."""
    rng = random.Random(f"long:{seed}")
    chosen = rng.choices(made_of.paragraphs, k=_PARAGRAPHS * pages)
    parts = [" ".join(part.sentences) for part in chosen]
    starts = list(accumulate((len(part) + 2 for part in parts), initial=0))[:-1:_PARAGRAPHS]
    text = "\n\n".join(parts) + "\n"
    document = Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        title=f"A report of {pages} pages",
        language="en",
        published=Published(_FIRST.isoformat(), Basis.METADATA),
        file="long.pdf",
        media_type="application/pdf",
        pages=tuple(starts),
    )
    drawn = _Drawer(made_of, rng, text, _FIRST)
    return Made(document, drawn.statements(list(_places(text, chosen)), statements), [])


def _places(text: str, chosen: Sequence[_Paragraph]) -> Iterator[_Sentence]:
    at = 0
    for said in (said for part in chosen for said in part.sentences):
        start = text.index(said, at)
        at = start + len(said)
        names = [match.span() for match in _NAME.finditer(text, start, at)]
        yield _Sentence(start, at, names, [match.span() for match in _WORD.finditer(text, start, at)])


def _passages(
    made_of: Corpus, text: str, places: Sequence[_Sentence], chosen: Sequence[_Paragraph], number: int
) -> Iterator[Passage]:
    story_of = [part.story for part in chosen for _ in part.sentences]
    bounds = [(place.start, place.end) for place in places]
    pieces = runs(text, bounds)
    noise = np.random.default_rng(number).standard_normal((len(pieces), DIMENSIONS), np.float32)
    mixed = made_of.centres[[story_of[piece[0]] for piece in pieces]] + _NOISE * _units(noise)
    signed = np.rint(_units(mixed) * 127).astype(np.int8)
    for piece, vector in zip(pieces, signed, strict=True):
        yield Passage(bounds[piece[0]][0], bounds[piece[-1]][1], vector.tobytes())


class _Drawer:
    """Draws the statements of one document."""

    def __init__(self, made_of: Corpus, rng: random.Random, text: str, published: date) -> None:
        self._made_of, self._rng, self._text, self._published = made_of, rng, text, published

    def statements(self, places: Sequence[_Sentence], many: int) -> list[Statement]:
        """So many statements, each with an anchor of its own, in the order of the text."""
        anchors = [(word, place) for place in places for word in place.words]
        chosen = self._rng.sample(anchors, min(many, len(anchors)))
        return [self._statement(place, Quote.at(self._text, *word)) for word, place in sorted(chosen)]

    def _statement(self, place: _Sentence, anchor: Quote) -> Statement:
        rng = self._rng
        said = {
            "anchor": anchor,
            "sources": (self._party(place),) if rng.random() < 0.4 else (),
            "certainty": rng.choices(list(Certainty), (7, 2, 1))[0],
            "polarity": rng.choices(list(Polarity), (9, 1))[0],
            "tense": rng.choices(list(Tense), (6, 2, 2))[0],
            "when": self._when(place) if rng.random() < 0.6 else None,
        }
        (make,) = rng.choices(_MAKERS, (50, 15, 10, 10, 15))
        made: Statement = make(self, place, said)
        return made

    def _party(self, place: _Sentence) -> Quote:
        """Words of the sentence that name somebody, mostly themselves."""
        if place.names and self._rng.random() > _HEAVY:
            start, end = self._rng.choice(place.names)
            return Quote.at(self._text, start, end, self._text[start:end])
        return Quote.at(self._text, *self._rng.choice(place.words), self._made_of.frequent(self._rng))

    def _about(self, place: _Sentence) -> Quote:
        return Quote.at(self._text, self._rng.choice(place.words)[0], place.end)

    def _when(self, place: _Sentence) -> When:
        day = self._published + timedelta(days=self._rng.randint(-45, 15))
        iso = day.isoformat()
        later = (day + timedelta(days=6)).isoformat()
        (value,) = self._rng.choices(
            (iso, iso[:7], iso[:4], f"{iso}/{later}", f"{iso}/.."), (60, 25, 5, 9, 1)
        )
        return When(Quote.at(self._text, *self._rng.choice(place.words)), value)

    def _event(self, place: _Sentence, said: dict[str, object]) -> Event:
        actors = tuple(dict.fromkeys(self._party(place) for _ in range(self._rng.randint(1, 2))))
        recipients = (self._party(place),) if self._rng.random() < 0.5 else ()
        places = (self._party(place),) if self._rng.random() < 0.2 else ()
        kind = self._rng.choice(list(EventType))
        return Event(type=kind, actors=actors, recipients=recipients, places=places, **said)  # type: ignore[arg-type]

    def _position(self, place: _Sentence, said: dict[str, object]) -> Position:
        stance = self._rng.choice(list(Stance))
        return Position(stance=stance, holders=(self._party(place),), about=self._about(place), **said)  # type: ignore[arg-type]

    def _forecast(self, place: _Sentence, said: dict[str, object]) -> Forecast:
        return Forecast(about=self._about(place), actors=(self._party(place),), **said)  # type: ignore[arg-type]

    def _figure(self, place: _Sentence, said: dict[str, object]) -> Figure:
        value = float(self._rng.randint(2, 5000))
        return Figure(value=value, unit="people", what=self._about(place), **said)  # type: ignore[arg-type]

    def _role(self, place: _Sentence, said: dict[str, object]) -> Role:
        role = Quote.at(self._text, *self._rng.choice(place.words))
        return Role(role=role, holder=self._party(place), of=self._party(place), **said)  # type: ignore[arg-type]


_MAKERS = (_Drawer._event, _Drawer._position, _Drawer._forecast, _Drawer._figure, _Drawer._role)


def fill(place: Path | str, settings: Settings, shared: Path | None, part: range) -> None:
    """Add the documents of these numbers to the record at a place."""
    made_of, run = corpus(shared), Run("benchmark")
    with Record.open(place) as record:
        for number in part:
            made = document_of(made_of, number, settings)
            record.add(made.document, made.statements, Generator(), passages=made.passages, run=run)


def record_at(
    settings: Settings, shared: Path | None, *, processes: int = 2, folder: Path = BUILD
) -> tuple[Path, float]:
    """The record's file, made unless it is there, and the seconds that making it took (0 where it was there)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / settings.name()
    if path.exists():
        return path, 0.0
    begun = folder / f"{path.stem}.part.veedor"
    for left in folder.glob(f"{begun.name}*"):
        left.unlink()
    Record.open(begun).close()
    start = time.perf_counter()
    fill_with(begun, settings, shared, processes=processes)
    took = time.perf_counter() - start
    _merge(begun)
    return begun.rename(path), took


def fill_with(place: Path | str, settings: Settings, shared: Path | None, *, processes: int) -> None:
    """Add all documents, by several processes at once."""
    parts = [range(first, settings.documents, processes) for first in range(processes)]
    if processes == 1:
        fill(place, settings, shared, parts[0])
        return
    with get_context("spawn").Pool(processes) as pool:
        pool.starmap(fill, [(place, settings, shared, part) for part in parts])


def _merge(path: Path) -> None:
    """Bring what write-ahead mode keeps beside the file into it, so that it can be moved."""
    with Record.open(path) as record, record.reading() as connection:
        connection.commit()
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def main() -> int:
    """Make the record and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, help="the folder with data/; without it the demo's reports serve"
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=300_000)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    settings = Settings(asked.documents, asked.statements)
    path, took = record_at(settings, asked.shared, processes=asked.processes)
    print(f"{path}: {path.stat().st_size / 1e6:.0f} MB, {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
