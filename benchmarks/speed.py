"""Measures how fast Veedor reads, on texts that it carries itself.

    python -m benchmarks.speed

Reading end to end (sentences, words, model, rules, record) stands beside the bare encoder in the same run,
since a machine's absolute speed says little. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import Measured, floors, report
from veedor.documents.document import Document
from veedor.documents.load import Loaded, load
from veedor.pipeline import take_in, take_in_files
from veedor.reading.encoder import Encoder
from veedor.reading.reader import Reader, load_reader
from veedor.reading.sentences import sentences
from veedor.reading.words import words
from veedor.record.store import Record

DEMO = Path(__file__).parent.parent / "demo" / "reports"
COPIES = 40
"""How often the demo's reports are read: enough for some seconds."""


def documents() -> list[Document]:
    """The demo's reports, each many times under ids of their own, round by round."""
    once = [d for path in sorted(DEMO.iterdir()) for d in load(path)]
    return [replace(d, id=f"{d.id}-{n}") for n in range(COPIES) for d in once]


def seconds(action: Callable[[], object]) -> float:
    """Wall-clock seconds that the action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def cut(document: Document) -> list[list[str]]:
    """The document's sentences as words."""
    text = document.text
    return [[text[a:b] for a, b in words(text, s.start, s.end)] for s in sentences(text)]


def bare_encoder(texts: list[list[list[str]]]) -> float:
    """Seconds that the encoder alone takes, without heads, decoding and rules, document by document."""
    encoder = Encoder()
    encoder.vectors(texts[0])
    return seconds(lambda: [encoder.vectors(sents) for sents in texts])


def end_to_end(read: list[Document]) -> float:
    """Seconds from texts to a stored record, as `veedor read` takes documents in.

    Each round goes into a record of its own, as in one the rounds would be versions of each other. A first document,
    which is not timed, makes its connection warm.
    """
    reader = load_reader()
    once, taken = len(read) // COPIES, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(read), once):
            given = {Path(document.id): document for document in read[first : first + once]}
            with Record.open(Path(folder) / f"{first}.veedor") as record:
                take_in(_WARM, reader, record)
                taken += seconds(partial(_take_in, given, reader, record))
    return taken


def _take_in(given: dict[Path, Document], reader: Reader, record: Record) -> None:
    """All of the documents; SystemExit where one cannot be read, which would make the figures too good."""
    for outcome in take_in_files(given, lambda file: Loaded((given[file],), ()), reader, record):
        if outcome.error is not None:
            raise SystemExit(f"{outcome.file} was not read: {outcome.error}")


_WARM = Document(id="warm", text="The mayor of Riverton met the strikers on 3 May 2021. They want new talks.")


def command(*arguments: str) -> float:
    """Seconds that a fresh Python process takes."""
    return seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True))


def cold_start(paths: list[Path]) -> float:
    """Seconds from the command line to a stored record of two reports, a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        into = str(Path(folder) / "cold.veedor")
        return command("-m", "veedor", "read", *map(str, paths), "--into", into)


def import_time() -> float:
    """Seconds that `import veedor` adds to an empty program; the best of five runs."""
    empty = min(command("-c", "pass") for _ in range(5))
    return max(0.0, min(command("-c", "import veedor") for _ in range(5)) - empty)


def main() -> int:
    """Print all figures beside their bars."""
    bars = floors("speed")
    cold = cold_start(sorted(DEMO.glob("*.txt"))[:2])
    imported = import_time()
    read = documents()
    texts = [cut(document) for document in read]
    count = sum(map(len, texts))
    whole, bare = end_to_end(read), bare_encoder(texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    measured = [
        Measured(
            "sentences a second, end to end", count / whole, None, note=f"{count} sentences, {whole:.1f} s"
        ),
        Measured("sentences a second, bare encoder", count / bare, None, note="same batches, no heads"),
        Measured("end to end / bare encoder", bare / whole, bars["end to end / bare encoder"]),
        Measured("both reports, cold start, s", cold, bars["both reports, cold start, s"], at_least=False),
        Measured("import veedor, s", imported, bars["import veedor, s"], at_least=False),
        Measured("memory while reading, MB", memory, bars["memory while reading, MB"], at_least=False),
    ]
    return 0 if report("Speed", measured) else 1


if __name__ == "__main__":
    sys.exit(main())
