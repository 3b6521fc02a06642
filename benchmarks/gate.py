"""Scores the reader against annotated reports and compares with the floors.

    python -m benchmarks.gate --shared ../shared [--without-exam]

Three sets: the two reports of the exam, read from their files as a user's would be; the twelve of the development
set; the test split of the project's own corpus (`training/corpus`), its texts made from the data sets. Every figure
stands beside its bar with a 95 % interval, by drawing documents anew; what the reader's probabilities are worth is
measured on the corpus. Exits with 1 where a floor is missed, with 2 where the gold files are not there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import Measured, floors, report
from training.ablate import development as development_set
from training.ablate import plain, read
from training.corpus.store import load as load_corpus
from veedor.cli.evaluate import titles
from veedor.codebook.evaluation import Evaluation, Twin, evaluate
from veedor.codebook.resampling import Estimate
from veedor.documents.document import Document
from veedor.documents.load import load
from veedor.reading.reader import ModelReader, days_of, load_reader

EXAM = ("venezuela-2017-10", "venezuela-2019-08")


def rows(found: Evaluation, section: str) -> Iterator[Measured]:
    """Every figure of an evaluation, beside its floor where it has one."""
    bars = floors(section)
    for name, line in (found.kinds | found.fields).items():
        p, r, (_, system, gold) = line.counts.precision, line.counts.recall, line.counts
        note = f"F1{_interval(line.f1)}; P {p:.3f} R {r:.3f}, gold {gold}, system {system}"
        yield Measured(name, line.counts.f1, bars.get(name), note=note)
    for name, share in found.labels.items():
        note = f"right of {share.counts.matched}{_interval(share.share)}"
        yield Measured(name, share.counts.share, bars.get(name), note=note)
    if "names" in found.names:
        share = found.names["names"]
        note = f"right of {share.counts.matched}{_interval(share.share)}"
        yield Measured("names", share.counts.share, bars["names"], note=note)


def _interval(estimate: Estimate) -> str:
    ends = estimate.interval
    return f" ({ends[0]:.3f} to {ends[1]:.3f})" if ends else ""


def calibration(found: Evaluation) -> list[Measured]:
    """How far the reader's probabilities are from the shares that are right."""
    known = found.calibration
    error = known.error.value if known and known.error.value is not None else float("inf")
    bar = floors("calibration")["expected calibration error"]
    note = f"{known.many} statements{_interval(known.error)}" if known else "no probabilities"
    return [Measured("expected calibration error", error, bar, at_least=False, note=note)]


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


def exam(reader: ModelReader, shared: Path) -> bool:
    """Scores the exam and the dates inferred for its reports; whether all floors are reached."""
    gold = [_json(shared / "gold" / f"{name}.json") for name in EXAM]
    texts = [shared / "reports" / f"{name}.txt" for name in EXAM]
    days = [one["document"]["published"] for one in gold]
    twins = [
        Twin(one["statements"], plain(reader.read(load(path, dated=day)[0])))
        for one, path, day in zip(gold, texts, days, strict=True)
    ]
    found = evaluate(twins, titles=titles())
    met = report("Exam: the two reports on Venezuela", rows(found, "exam"))
    inferred = dates([load(path)[0] for path in texts], [date.fromisoformat(day) for day in days])
    return report("Dates inferred from reports that print none", inferred) and met


def development(reader: ModelReader, shared: Path) -> bool:
    """Scores the development set; whether all floors are reached."""
    gold = development_set(shared / "data")
    found = evaluate([read(reader, one) for one in gold], titles=titles())
    return report("Development: the twelve other reports", rows(found, "development"))


def corpus(reader: ModelReader, shared: Path) -> bool:
    """Scores the corpus's test split, and the probabilities there; whether all floors are reached."""
    gold = list(load_corpus("test", shared / "data"))
    found = evaluate([read(reader, one) for one in gold], titles=titles())
    met = report(f"Corpus: its {len(gold)} test documents", rows(found, "corpus"))
    return report("What the reader's probabilities are worth", calibration(found)) and met


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def main() -> int:
    """Print all figures beside their bars."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--without-exam", action="store_true", help="leave the exam closed")
    given = options.parse_args()
    if not (given.shared / "gold").is_dir():
        print(f"no gold files under {given.shared}; pass --shared", file=sys.stderr)
        return 2
    reader = load_reader()
    parts = [development, corpus] if given.without_exam else [exam, development, corpus]
    met = [part(reader, given.shared) for part in parts]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
