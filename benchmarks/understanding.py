"""The talks table and the ledger of the example reports, cell by cell: `python -m benchmarks.understanding`.

The two reports that the project began with, and the demo's, are read by machine with no hand correction; then, as if
somebody had reviewed them, the statements that people annotated are put in the reader's place. Of both records the
talks table and the ledger are held against the ones that `desks.md` expects (2.1 and 2.2). The patterns below say which
row is meant; they are few words, so that they fit any wording of it, and nothing of the program knows them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from veedor.analysis.forecasts.ledger import Row
from veedor.analysis.talks.matrix import Matrix, matrix
from veedor.codebook.statement import Statement, from_dict
from veedor.documents.document import Basis, Document, Published
from veedor.documents.load import load_all
from veedor.gathering import forecasts, talks
from veedor.pipeline import after_reading, take_in
from veedor.reading.reader import Reader, load_reader
from veedor.record.store import Record, Run

EXAMPLES = ("venezuela-2017-10", "venezuela-2019-08")
DEMO = Path(__file__).parents[1] / "demo/reports"
SECOND = "venezuela-2019-08"
_ENDS = (date(2017, 10, 14), date(2019, 8, 23))


class Wanted(NamedTuple):
    """A row of the expected talks table."""

    name: str
    issue: str
    """A pattern for the issue's name."""
    verdicts: frozenset[str]
    gap: tuple[float, float] | None = None
    """Nearest and farthest ends, in months."""


TALKS = (
    Wanted("presidential election", r"election$", frozenset({"agreed", "agreed in principle"})),
    Wanted("its date", r"(election|vote).*(date|when|time)", frozenset({"gap"}), (3, 6)),
    Wanted("candidacy", r"candida|run\b", frozenset({"contradictory"})),
    Wanted("sanctions", r"sanction", frozenset({"one-sided"})),
    Wanted("institutional changes", r"institution", frozenset({"one-sided"})),
)
LEDGER = {
    "F1": (0, r"some percentage", {"probability"}),
    "F2": (0, r"considerable participation", {"probability", "assessment", "possibility"}),
    "F3": (0, r"at least half of the governorships\b(?! in)", {"probability"}),
    "F4": (0, r"twenty of the twenty", {"possibility"}),
    "F5": (0, r"very different map|inelegant", {"scenario"}),
    "F5c": (0, r"recognize the ANC", {"possibility", "scenario"}),
    "F5a": (0, r"disqualify", {"possibility", "scenario"}),
    "F6": (0, r"inevitably|resonance", {"conditional", "probability"}),
    "F7": (0, r"dialogue", {"claim with denial"}),
    "F8": (0, r"meet.*Canada|Canada.*meet", {"plan", "scheduled"}),
    "F9": (0, r"sworn in", {"claim with denial", "plan", "scheduled"}),
    "F10": (0, r"travel ban|October 18", {"scheduled", "plan"}),
    "F11": (0, r"bad cop|complicating|easy focus", {"scenario"}),
    "F12": (0, r"viable", {"probability"}),
    "F13": (0, r"without much apparent success", {"assessment"}),
    "F14": (0, r"screeching halt", {"assessment"}),
    "G1": (1, r"new mechanism|negotiations", {"plan", "scheduled"}),
    "G2": (1, r"new presidential election", {"conditional", "plan"}),
}
"""Of each expected row: which report, a pattern for its words, and which kinds are right."""


class _Annotated:
    """Reads a report as it was annotated by a person."""

    name, version = "annotated", "1"

    def __init__(self, reader: Reader, by_text: dict[str, list[Statement]]) -> None:
        self._reader, self._by_text = reader, by_text

    def read_whole(self, document: Document) -> Any:
        whole = self._reader.read_whole(document)
        return whole._replace(statements=self._by_text[document.text])


def examples(shared: Path) -> Iterator[tuple[Document, list[Statement]]]:
    """The two example reports with what people annotated in them."""
    for name in EXAMPLES:
        plain = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        about = plain["document"]
        published = Published(about["published"], Basis.GIVEN)
        document = Document(id=about["id"], text=about["text"], published=published, publisher="An observer")
        yield document, [from_dict(one) for one in plain["statements"]]


def record_of(folder: Path, reader: Reader, shared: Path, *, annotated: bool) -> Record:
    """A record of the example reports, by machine or as annotated, and of the demo's reports by machine."""
    record = Record.open(folder / ("annotated.veedor" if annotated else "read.veedor"))
    run, given = Run("benchmark"), list(examples(shared))
    by_hand = _Annotated(reader, {document.text: found for document, found in given})
    for document, _ in given:
        take_in(document, by_hand if annotated else reader, record, run=run)  # type: ignore[arg-type]
    for path in sorted(DEMO.iterdir()):
        for document in load_all(path).documents:
            take_in(document, reader, record, run=run)
    after_reading(record)
    return record


def talks_rows(record: Record) -> Iterator[tuple[str, bool, str]]:
    """Each expected row of the talks table, whether it is there, and what stands there."""
    asked = talks.Asked(as_of=_ENDS[1], documents=[SECOND])
    found = talks.gather(record, asked)
    table = matrix(found.tellings, issues=found.issues, as_of=_ENDS[1])
    for one in TALKS:
        rows = [row for row in table.rows if re.search(one.issue, str(row.issue), re.IGNORECASE)]
        right = [
            row for row in rows if row.finding.verdict in one.verdicts and _gap_is(row.finding.gap, one.gap)
        ]
        said = "; ".join(f"{row.issue}: {row.finding.verdict}" for row in (right or rows)[:3])
        yield one.name, bool(right), said or "no such row"
    yield "sequence", _is_open(table), f"{len(table.cycles)} cycles, {len(table.orderings)} open orderings"


def _gap_is(gap: Any, wanted: tuple[float, float] | None) -> bool:
    return wanted is None or (
        gap is not None and (gap.nearest, gap.farthest) == wanted and gap.unit == "months"
    )


def _is_open(table: Matrix) -> bool:
    return bool(table.orderings) and not table.cycles


def ledger_rows(record: Record) -> Iterator[tuple[str, bool, str]]:
    """Each expected row of the ledger, whether it is there with a right kind, and what stands there."""
    rows = forecasts.whole(record, today=_ENDS[1])
    for name, (report, pattern, kinds) in LEDGER.items():
        own = [row for row in rows if row.telling.document_id == EXAMPLES[report] and _tells(row, pattern)]
        right = [row for row in own if row.kind in kinds]
        yield name, bool(right), "; ".join(sorted({str(row.kind) for row in right or own})) or "no such row"


def _tells(row: Row, pattern: str) -> bool:
    words = " … ".join(quote.words for quote in row.telling.statement.quotes())
    return re.search(pattern, words, re.IGNORECASE) is not None


def shown(title: str, rows: Sequence[tuple[str, bool, str]]) -> str:
    """The rows as lines, and how many are right."""
    lines = [f"{'ok ' if is_right else '-- '} {name}: {said}" for name, is_right, said in rows]
    return "\n".join([f"\n{title}: {sum(row[1] for row in rows)} of {len(rows)}", *lines])


def main() -> None:
    """Prints both tables for both records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SHARED", "../shared")))
    shared = parser.parse_args().shared
    reader = load_reader()
    with TemporaryDirectory() as folder:
        for title, annotated in (("read by machine", False), ("as annotated", True)):
            with record_of(Path(folder), reader, shared, annotated=annotated) as record:
                print(shown(f"talks, {title}", list(talks_rows(record))))
                print(shown(f"ledger, {title}", list(ledger_rows(record))))


if __name__ == "__main__":
    main()
