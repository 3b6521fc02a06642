"""What rules and heads are worth alone and together: `python -m training.ablate build/model/int8`.

Scores the reader three times, on the corpus's test split, on the development reports, and on what was written for the
corpus and is in its dev split: by the rules alone, by the heads alone (numbers, dates and the ends of spans are the
rules' even so), and as it is.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.corpus.store import Report, load, load_of_others
from training.weigh import weigh
from veedor.cli.evaluate import titles
from veedor.codebook.evaluation import Evaluation, Twin, evaluate
from veedor.codebook.statement import Statement
from veedor.codebook.when import bounds
from veedor.reading.encoder import Encoder
from veedor.reading.judging.judge import Judge
from veedor.reading.reader import ModelReader

EXAM = "venezuela"
"""The reports of the exam are not looked at here."""
SHOWN = (
    "event+type position forecast figure role event.actors event.recipients event.places event.about event.sources "
    "event.when position.holders position.conditions"
).split()
LABELS = (
    "event.certainty",
    "event.polarity",
    "event.tense",
    "position.stance",
    "figure.value",
    "figure.unit",
)


def plain(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """The statements in the JSON form of gold files, each with the reader's probability."""
    return [s.to_dict() | {"probability_right": s.probability_right} for s in statements]


def read(reader: ModelReader, report: Report) -> Twin:
    """Gold and system statements of a report."""
    document = report["document"]
    earliest, latest = bounds(document["published"]) if document.get("published") else (None, None)
    dated = (earliest, latest) if earliest and latest else None
    told = reader.statements(reader.predict(document["text"]), dated)
    return Twin(report["statements"], plain(told))


def scored(encoder: Encoder, judge: Judge, reports: Sequence[Report]) -> Evaluation:
    """The evaluation of the network under a judge."""
    reader = ModelReader(encoder, model_version="training", judge=judge)
    return evaluate([read(reader, report) for report in reports], titles=titles())


def development(data: Path) -> list[Report]:
    """The development reports beside the data sets."""
    paths = sorted((data.parent / "gold").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths if not path.stem.startswith(EXAM)]


def table(columns: dict[str, Evaluation]) -> Iterator[str]:
    """The figures side by side, as lines of Markdown."""
    yield "| | " + " | ".join(columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for name in SHOWN:
        lines = [(found.kinds | found.fields).get(name) for found in columns.values()]
        yield (
            f"| {name} F1 | " + " | ".join(f"{line.counts.f1:.3f}" if line else "-" for line in lines) + " |"
        )
    for name in LABELS:
        shares = [found.labels.get(name) for found in columns.values()]
        yield f"| {name} right | " + " | ".join(f"{s.counts.share:.3f}" if s else "-" for s in shares) + " |"
    names = [found.names.get("names") for found in columns.values()]
    yield "| names right | " + " | ".join(f"{s.counts.share:.3f}" if s else "-" for s in names) + " |"
    errors = [found.calibration.error.value if found.calibration else None for found in columns.values()]
    yield "| calibration error | " + " | ".join(f"{e:.3f}" if e is not None else "-" for e in errors) + " |"


def main() -> None:
    """Prints the table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    given = parser.parse_args()
    encoder = Encoder(given.folder)
    dev = list(load_of_others("dev", given.data))
    written = [report for report in load("dev", given.data) if report["document"]["dataset"] == "written"]
    judges = {
        "rules": Judge.silent(),
        "heads": weigh(encoder, dev, heads_alone=True),
        "both": weigh(encoder, dev),
    }
    for name, reports in (
        ("test split", list(load("test", given.data))),
        ("development", development(given.data)),
        ("written for the corpus", written),
    ):
        columns = {who: scored(encoder, judge, reports) for who, judge in judges.items()}
        print(f"\n{name}: {len(reports)} documents\n", *table(columns), sep="\n")


if __name__ == "__main__":
    main()
