"""How far two annotators agree: `python -m training.corpus.agreement NOTES --data ../shared/data`.

NOTES is a folder of notes in the notation of `notation.py`. Of every document that two have read, the one is scored
against the other by `veedor.codebook.evaluation`; which of them counts as gold makes no difference to F1.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from pathlib import Path

from training.corpus.build import Read, read_notes
from veedor.codebook.evaluation import Evaluation, Twin, evaluate


def doubles(notes: Path, data: Path) -> dict[tuple[str, str], list[Read]]:
    """The documents that two or more annotators have read, each with its readings; settled ones apart."""
    found: defaultdict[tuple[str, str], list[Read]] = defaultdict(list)
    for path in sorted(notes.glob("*.notes")):
        for one in read_notes(path, data):
            found[one.head["dataset"], one.head["document"]].append(one)
    return {key: reads for key, reads in sorted(found.items()) if len(reads) > 1}


def agreement(notes: Path, data: Path) -> Evaluation:
    """The evaluation of one annotator against the other, over all documents that two have read."""
    pairs = doubles(notes, data).values()
    return evaluate([Twin(reads[0].statements, reads[1].statements) for reads in pairs])


def table(found: Evaluation) -> str:
    """The agreement as a Markdown table."""
    lines = [f"{found.documents} documents", "", "| | agreement | of |", "|---|---|---|"]
    for group in (found.kinds, found.fields):
        for name, line in group.items():
            if line.counts.gold + line.counts.system:
                counts = f"{line.counts.gold} and {line.counts.system}"
                lines.append(f"| {name} | F1 {line.counts.f1:.2f} {_interval(line.f1.interval)} | {counts} |")
    for labels in (found.labels, found.names):
        for name, share in labels.items():
            interval = _interval(share.share.interval)
            lines.append(f"| {name} | same {share.counts.share:.2f} {interval} | {share.counts.matched} |")
    return "\n".join(lines)


def _interval(ends: tuple[float, float] | None) -> str:
    return f"({ends[0]:.2f} to {ends[1]:.2f})" if ends else ""


def main() -> None:
    """Prints the agreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", type=Path)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    given = parser.parse_args()
    print(table(agreement(given.notes, given.data)))


if __name__ == "__main__":
    main()
