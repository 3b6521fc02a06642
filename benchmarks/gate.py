"""Scores the reader against annotated reports and compares with the floors.

    python -m benchmarks.gate --shared ../shared

The two reports of the exam are read from their files, as a user's would be; the development set from the
texts inside its gold files. Exits with 1 where a floor is missed, with 2 where the gold files are not there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import Measured, floors, report
from veedor.codebook.scoring import Score, score
from veedor.codebook.statement import Statement
from veedor.codebook.when import bounds
from veedor.documents.document import Document
from veedor.documents.load import load
from veedor.reading.reader import ModelReader, days_of, load_reader

EXAM = ("venezuela-2017-10", "venezuela-2019-08")


def plain(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """The statements in the JSON form of gold files."""
    return [statement.to_dict() for statement in statements]


def read_gold(reader: ModelReader, gold: dict[str, Any]) -> list[dict[str, Any]]:
    """What the reader finds in the text of a gold file, dated as the file says."""
    text = gold["document"]["text"]
    earliest, latest = bounds(gold["document"]["published"])
    dated = (earliest, latest) if earliest and latest else None
    return plain(reader.statements(reader.predict(text), dated))


def rows(found: Score, section: str) -> list[Measured]:
    """Every line of a score, beside its floor where it has one."""
    bars = floors(section)
    spans = [
        Measured(
            n,
            c.f1,
            bars.get(n),
            note=f"F1; P {c.precision:.3f} R {c.recall:.3f}, gold {c.gold}, system {c.system}",
        )
        for n, c in sorted(found.spans.items(), key=lambda item: (not item[0].startswith("kind:"), item[0]))
    ]
    labels = [
        Measured(n, r.share, bars.get(n), note=f"right of {r.matched}")
        for n, r in sorted(found.labels.items())
    ]
    return spans + labels


def dates(documents: Sequence[Document], published: Sequence[date]) -> list[Measured]:
    """How wide the inferred dates are; the bar is missed too where an interval does not hold the true day."""
    ceiling = floors("dates")["widest interval, days"]
    found = []
    for document, day in zip(documents, published, strict=True):
        days = days_of(document)
        width = (
            float("inf") if days is None or not days[0] <= day <= days[1] else (days[1] - days[0]).days + 1
        )
        note = "unknown" if days is None else f"{days[0]} to {days[1]}, true {day}"
        found.append(Measured(f"{document.file}, days", width, ceiling, at_least=False, note=note))
    return found


def main() -> int:
    """Print all figures beside their bars."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    shared: Path = options.parse_args().shared
    if not (shared / "gold").is_dir():
        print(f"no gold files under {shared}; pass --shared", file=sys.stderr)
        return 2
    reader = load_reader()
    gold = {
        p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "gold").glob("*.json"))
    }
    texts = [shared / "reports" / f"{name}.txt" for name in EXAM]
    exam = [
        (
            gold[name]["statements"],
            plain(reader.read(load(path, dated=gold[name]["document"]["published"])[0])),
        )
        for name, path in zip(EXAM, texts, strict=True)
    ]
    development = [(g["statements"], read_gold(reader, g)) for name, g in gold.items() if name not in EXAM]
    days = [date.fromisoformat(gold[name]["document"]["published"]) for name in EXAM]
    met = [
        report("Exam: the two reports on Venezuela", rows(score(exam), "exam")),
        report("Development: the other reports", rows(score(development), "development")),
        report("Dates inferred from reports that print none", dates([load(p)[0] for p in texts], days)),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
