"""Measures a record of 10,000 documents and 300,000 statements: search, questions, size, and reading again.

    python -m benchmarks.scale --shared ../shared

The record is made by `corpus_records.py` (some minutes, kept in `build/`) and copied into a PostgreSQL of its own.
Questions are drawn from it with a seed, all different; each figure is the time that 95 of 100 stay below, after some
questions of the kind have warmed the caches. Reading again is measured with the real reader on a folder of real
reports. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import func, select

from benchmarks import Measured, report
from benchmarks.corpus_records import DEMO, Settings, record_at
from tests.postgres import NoServer, Server
from veedor.codebook.labels import Kind
from veedor.codebook.naming import APART
from veedor.documents.load import load_all
from veedor.documents.passages import DIMENSIONS
from veedor.pipeline import take_in_files
from veedor.reading.reader import load_reader
from veedor.record import copies, schema, views
from veedor.record.actors import identity
from veedor.record.searching.search import search
from veedor.record.store import Record, Run
from veedor.record.wanted import Filter, How

WORDS_MS, MEANING_MS, ACTOR_MS, AGAIN = 150.0, 250.0, 50.0, 2.0
"""Issue 3: milliseconds for 95 of 100 questions, and per cent of the first reading."""
QUESTIONS = 250
_WARMING = 25
"""Questions before those that are measured."""
_ACTORS = 100
"""The most frequent actors, one as likely as the other: what is much spoken of is what is asked for."""
_REPORTS = 60
"""Reports of the folder that is read twice."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_NOISE = 0.5
"""Length of what is added to a passage's vector of length 1 to make a question: one that is near it, and not it."""


class Questions(NamedTuple):
    """What is asked, all of a kind different."""

    words: list[str]
    meanings: list[bytes]
    actors: list[tuple[str, str]]
    """The name of an actor, and a month."""


def questions(record: Record, many: int, seed: int = 1) -> Questions:
    """So many questions of each kind, and those that warm up, drawn from what the record holds."""
    rng, wanted = random.Random(seed), many + _WARMING
    drawn = (_worded(record, rng), _vectors(record, seed), _pairs(record, rng))
    words, meanings, actors = (list(islice(dict.fromkeys(islice(d, 20 * wanted)), wanted)) for d in drawn)
    return Questions(words, meanings, actors)  # type: ignore[arg-type]


def _worded(record: Record, rng: random.Random) -> Iterator[str]:
    """What people write: a word or two, a phrase, a beginning, one or other, without."""
    with record.reading() as connection:
        texts = connection.scalars(
            select(schema.documents.c.text).order_by(schema.documents.c.id).limit(500)
        ).all()
    while True:
        places = list(_WORD.finditer(rng.choice(texts)))
        n = rng.randrange(len(places) - 3)
        one, other, third = (place[0] for place in rng.sample(places, 3))
        phrase = " ".join(place[0] for place in places[n : n + 2])
        forms = (
            one,
            f"{one} {other}",
            f'"{phrase}"',
            f"{one[:4]}*",
            f"{one} OR {other}",
            f"{one} {other} -{third}",
        )
        (query,) = rng.choices(forms, (35, 25, 15, 10, 10, 5))
        yield query


def _vectors(record: Record, seed: int) -> Iterator[bytes]:
    with record.reading() as connection:
        query = select(schema.passages.c.vector).where(schema.passages.c.vector.is_not(None))
        stored = connection.scalars(query.order_by(schema.passages.c.id).limit(5000)).all()
    rng = np.random.default_rng(seed)
    while True:
        near = np.frombuffer(stored[rng.integers(len(stored))], np.int8).astype(np.float32) / 127
        noise = rng.standard_normal(DIMENSIONS).astype(np.float32)
        asked = near + _NOISE * noise / np.linalg.norm(noise)
        yield np.rint(asked / np.linalg.norm(asked) * 127).astype(np.int8).tobytes()


def _pairs(record: Record, rng: random.Random) -> Iterator[tuple[str, str]]:
    key = schema.parties.c.key
    many = func.count()
    query = select(key).where(~key.contains(APART), key != "").group_by(key).order_by(many.desc(), key)
    with record.reading() as connection:
        names = connection.scalars(query.limit(_ACTORS)).all()
    while True:
        yield rng.choice(names), f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}"


class Took(NamedTuple):
    """What 95 of 100 questions stay below, in milliseconds."""

    wall: float
    processor: float
    """This program's own share: on a busy machine what the figure would come down to; a server's is not in it."""


def milliseconds(ask: Callable[[Any], object], asked: Sequence[Any]) -> Took:
    """How long the questions take, the first `_WARMING` left out."""
    took = []
    for question in asked:
        start, busy = time.perf_counter(), time.process_time()
        ask(question)
        took.append(((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000))
    return Took(*(_of_100(sorted(column), 95) for column in zip(*took[_WARMING:], strict=True)))


def _of_100(ascending: Sequence[float], many: int) -> float:
    return ascending[math.ceil(len(ascending) * many / 100) - 1]


def figures(record: Record, asked: Questions, *, has_bars: bool) -> Iterator[Measured]:
    """How long questions take, one figure for each kind."""
    on = record.database

    def row(name: str, bar: float | None, ask: Callable[[Any], object], what: Sequence[Any]) -> Measured:
        took = milliseconds(ask, what)
        note = f"{on}, {len(what) - _WARMING} questions, {took.processor:.0f} ms of it in this program"
        return Measured(f"{name}, ms", took.wall, bar if has_bars else None, at_least=False, note=note)

    both = list(zip(asked.words, asked.meanings, strict=False))
    named = [Filter(actor=identity.names_of(record, name), date=month) for name, month in asked.actors]
    yield row("full text with snippets", WORDS_MS, partial(search, record), asked.words)
    yield row(
        "by meaning", MEANING_MS, lambda v: search(record, None, meaning=v, by=How.MEANING), asked.meanings
    )
    yield row(
        "statements of an actor in a month", ACTOR_MS, lambda f: list(views.statements(record, f)), named
    )
    yield row("by both", None, lambda q: search(record, q[0], meaning=q[1], by=How.BOTH), both)
    filtered = list(zip(asked.words, named, strict=False))
    yield row(
        "full text, of an actor in a month", None, lambda q: search(record, q[0], wanted=q[1]), filtered
    )
    kinds = [(word, Filter(kind=list(Kind)[n % 5])) for n, word in enumerate(asked.words)]
    yield row("full text, of a kind", None, lambda q: search(record, q[0], wanted=q[1]), kinds)
    yield row("whom a name means", None, lambda q: identity.names_of(record, q[0]), asked.actors)
    pages = [n * 20 for n in range(len(asked.words))]
    yield row("a page of 50 documents", None, lambda n: views.documents(record, limit=50, offset=n), pages)


def _size(record: Record, path: Path) -> list[Measured]:
    with record.reading() as connection:
        many = {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in schema.metadata.tables.items()
        }
    statements = max(many["statements"], 1)
    held = f"{many['documents']} documents, {many['statements']} statements, {many['passages']} passages"
    return [Measured("size for each statement, bytes", path.stat().st_size / statements, None, note=held)]


def _in_postgres(source: Record, asked: Questions) -> Iterator[Measured]:
    """The same questions to a copy of the record in PostgreSQL, where that is installed."""
    try:
        with Server() as server, Record.open(server.create("scale")) as record:
            start = time.perf_counter()
            copies.copy(source, record)
            with server.connect("scale") as connection:
                connection.execute("ANALYZE")  # which a server does by itself after a while
            copying = time.perf_counter() - start
            yield Measured("copy to PostgreSQL, s", copying, None)
            yield from figures(record, asked, has_bars=False)
    except NoServer as error:
        print(f"PostgreSQL is left out: {error}", file=sys.stderr)


# --- reading again -----------------------------------------------------------------------------------------------


def _reports(shared: Path | None, folder: Path) -> list[Path]:
    """Real reports as files in a folder: Wikinews, or the demo's."""
    source = None if shared is None else shared / "data" / "text-wikinews" / "wikinews-en.jsonl"
    if source is None or not source.is_file():
        return [path for path in sorted(DEMO.iterdir()) if path.is_file()]
    with source.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, _REPORTS)]
    for row in rows:
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    return sorted(folder.iterdir())


def reading_again(shared: Path | None) -> list[Measured]:
    """What reading an unchanged folder again costs, beside the first time; the model is loaded before either."""
    reader = load_reader()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reports")
        place.mkdir()
        files = _reports(shared, place)
        with Record.open(Path(folder, "again.veedor")) as record:

            def read() -> float:
                start = time.perf_counter()
                run = Run("benchmark")
                many = sum(1 for _ in take_in_files(files, load_all, reader, record, run=run, options={}))
                assert many >= len(files)
                return time.perf_counter() - start

            first, again, third = read(), read(), read()
    note = f"{len(files)} files: {first:.1f} s, {again * 1000:.0f} ms, {third * 1000:.0f} ms"
    return [Measured("reading an unchanged folder, %", 100 * again / first, AGAIN, at_least=False, note=note)]


def measure(path: Path, took: float, many: int) -> Iterator[Measured]:
    """All figures of the record at a path that need no model and no server."""
    with Record.open(path) as record:
        yield from figures(record, questions(record, many), has_bars=True)
        yield from _size(record, path)
    if took:
        yield Measured("making the record, s", took, None)


def main() -> int:
    """Print all figures beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, help="the folder with data/; without it the demo's reports serve"
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=300_000)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-postgres", action="store_true")
    asked = parser.parse_args()
    settings = Settings(asked.documents, asked.statements)
    path, took = record_at(settings, asked.shared, processes=asked.processes)
    is_met = report("Scale", [*measure(path, took, asked.questions), *reading_again(asked.shared)])
    if not asked.no_postgres:
        with Record.open(path) as record:
            report("Scale, PostgreSQL", _in_postgres(record, questions(record, asked.questions)))
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
