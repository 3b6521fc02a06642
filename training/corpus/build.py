"""Makes the corpus of annotators' notes: `python -m training.corpus.build NOTES --data ../shared/data`.

NOTES is a folder of files in the notation of `notation.py`, `1-03.notes` for the third of annotator 1. Where two
annotators read the same document, the one in `settled/` stands, else the first. `--sentences DATASET DOCUMENT` prints
the numbered sentences of a document instead, for annotating.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from training.corpus import notation
from training.corpus.store import HERE, SPLITS, write
from training.corpus.texts import sources, text_of
from veedor.reading.sentences import sentences


class Read(NamedTuple):
    """One document as one annotator read it."""

    head: dict[str, Any]
    """Data set, document, date, annotators, split."""
    statements: list[dict[str, Any]]
    text: str


def read_notes(path: Path, data: Path) -> Iterator[Read]:
    """The documents of a file of notes; SystemExit that names the lines that cannot be read."""
    annotator, wrong = path.stem.split("-")[0], []
    for dataset, document, published, lines in notation.heads(path.read_text(encoding="utf-8")):
        text = text_of(dataset, document, data)
        places = [(s.start, s.end) for s in sentences(text)]
        notes = notation.Notes(dataset, document, published)
        wrong += [
            f"{path.name}, {dataset} {document}: {w}" for w in notation.read(lines, text, places, notes)
        ]
        head = {"dataset": dataset, "document": document, "published": published, "annotators": [annotator]}
        yield from _stories(Read(head, notes.statements, text), [places[n][0] for n in notes.starts if n])
    if wrong:
        sys.exit("\n".join(wrong))


def _stories(whole: Read, starts: list[int]) -> Iterator[Read]:
    """The document, or each of the unrelated stories in it."""
    if not starts or whole.head["dataset"] != "voa":
        yield whole
        return
    line = int(whole.head["document"].split("-")[0])
    for start, end in zip([0, *starts], [*(s - 1 for s in starts), len(whole.text)], strict=True):
        text = whole.text[start:end]
        first = line + whole.text.count("\n", 0, start)
        head = whole.head | {"document": f"{first}-{first + text.count(chr(10))}"}
        inside = [s for s in whole.statements if start <= s["anchor"]["start"] < end]
        yield Read(head, [_moved(s, start, end) for s in inside], text)


def _moved(statement: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """The statement with offsets from the story's start, without what stands in another story."""
    moved: dict[str, Any] = {}
    for key, value in statement.items():
        if isinstance(value, dict):
            if start <= value["start"] < end:
                moved[key] = value | {"start": value["start"] - start, "end": value["end"] - start}
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            inside = [v for v in value if start <= v["start"] < end]
            moved[key] = [v | {"start": v["start"] - start, "end": v["end"] - start} for v in inside]
        else:
            moved[key] = value
    return moved


def split_of(dataset: str, document: str, known: str, *, is_double: bool) -> str:
    """The split of a document: that of its treebank, test for what two have read, else by its name.

    What was written for the corpus is never in the test split: no figure stands on our own prose.
    """
    part = zlib.crc32(f"{dataset}/{document}".encode()) % 100
    if dataset == "written":
        return "dev" if part < 18 else "train"
    if known:
        return known
    if is_double:
        return "test"
    return "test" if part < 7 else "dev" if part < 18 else "train"


def build(notes: Path, data: Path, out: Path) -> dict[str, int]:
    """Writes the splits into `out`; returns the number of documents in each."""
    found: defaultdict[tuple[str, str], list[Read]] = defaultdict(list)
    for path in [*sorted((notes / "settled").glob("*.notes")), *sorted(notes.glob("*.notes"))]:
        for one in read_notes(path, data):
            found[one.head["dataset"], one.head["document"]].append(one)
    known = {(s.dataset, s.document): s.split for s in sources(data)}
    splits: dict[str, list[Read]] = {split: [] for split in SPLITS}
    for key, reads in sorted(_apart(found).items()):
        split = split_of(*key, known.get(key, ""), is_double=len(reads) > 1)
        annotators = sorted({a for r in reads for a in r.head["annotators"]})
        splits[split].append(
            reads[0]._replace(head=reads[0].head | {"annotators": annotators, "split": split})
        )
    return {split: write(out / f"{split}.jsonl", reads) for split, reads in splits.items()}


def _apart(found: dict[tuple[str, str], list[Read]]) -> dict[tuple[str, str], list[Read]]:
    """The documents without stories of Voice of America that another annotator has cut otherwise.

    Settled readings go first, then those that two annotators have cut alike, then the rest as they come.
    """
    order = sorted(found, key=lambda key: (found[key][0].head["annotators"] != ["s"], -len(found[key])))
    kept: dict[tuple[str, str], list[Read]] = {}
    taken: set[int] = set()
    for key in order:
        first, last = map(int, key[1].split("-")) if key[0] == "voa" else (0, -1)
        lines = set(range(first, last + 1))
        if not lines & taken:
            kept[key] = found[key]
            taken |= lines
    return kept


def main() -> None:
    """Builds the corpus, or prints a document's sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", type=Path, nargs="?")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--sentences", nargs=2, metavar=("DATASET", "DOCUMENT"))
    given = parser.parse_args()
    if given.sentences:
        text = text_of(*given.sentences, given.data)
        for n, s in enumerate(sentences(text)):
            print(f"({n}) {' '.join(text[s.start : s.end].split())}")
    elif given.notes:
        print(build(given.notes, given.data, given.out))


if __name__ == "__main__":
    main()
