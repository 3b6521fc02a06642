"""Measures what leaves a record: a brief of 40 pages in every format, and round trips at size.

    python -m benchmarks.brief

The brief and the record are made by rule; the seconds are those of this computer, which is best left alone meanwhile.
Exits with 1 where a bar is missed; `make bench-brief` runs it.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pypdfium2

from benchmarks import Measured, report
from benchmarks.generated import put, reports
from veedor.brief.keeping import written
from veedor.brief.printed import Chapter, Exhibit, Footnote, Printed, Run
from veedor.charts.drawing import svg
from veedor.charts.weeks import weeks_chart
from veedor.codebook.labels import Kind
from veedor.exchange import catalogue, lines
from veedor.exchange.cells import cells
from veedor.exchange.formats import told
from veedor.exchange.returned import Fate, planned, take_back
from veedor.exchange.sheets import read_sheets, write_csv
from veedor.record.store import Record
from veedor.record.wanted import Filter

SECONDS = 5.0
"""Issue 7: a brief of 40 pages with 300 footnotes and 20 charts, as PDF and as Word."""
FOOTNOTES, CHARTS, PAGES = 300, 20, 40
DOCUMENTS = 2_000
EDITS = 100
T = TypeVar("T")


# --- a long brief ------------------------------------------------------------------------------------------


def long_brief() -> Printed:
    """Forty pages of plain text with so many footnotes and charts, each footnote called once or twice."""
    chance = random.Random(1)
    texts = [one.document.text.split("\n") for one in reports(FOOTNOTES)]
    numbers = iter(range(1, FOOTNOTES + 1))
    charts = [_chart(number, chance) for number in range(CHARTS)]
    chapters = []
    for number in range(10):
        own = [next(numbers) for _ in range(FOOTNOTES // 10)]
        sentences = tuple(_sentence(texts[one - 1], one, own, chance) for one in own)
        chapters.append(
            Chapter(f"Section {number + 1}", sentences, tuple(charts[2 * number : 2 * number + 2]))
        )
    return Printed(
        title="A long brief",
        span="1 May 2021 to 28 May 2021",
        dated="2021-05-28",
        chapters=tuple(chapters),
        unknown=("Whether the two counts are of the same people.",),
        footnotes=tuple(_footnote(number, texts[number - 1][0]) for number in range(1, FOOTNOTES + 1)),
        sources=tuple(
            f"The Observatory, report {number}, {number % 28 + 1} May 2021" for number in range(60)
        ),
        is_public=False,
    )


def _sentence(text: list[str], number: int, own: list[int], chance: random.Random) -> tuple[Run, ...]:
    again = chance.choice(own[: own.index(number) + 1])
    return (
        Run(f"The Observatory said: “{' '.join(text[:4])}”.", (number,)),
        Run(" The union said so too.", (again,)),
    )


def _footnote(number: int, words: str) -> Footnote:
    said = f"The Observatory, report {number}, 4 May 2021, para. 1: “{words}”"
    return Footnote(number, said, f"https://observatory.example/{number}")


def _chart(number: int, chance: random.Random) -> Exhibit:
    weeks = {date(2021, 3, 1) + timedelta(weeks=week): chance.randint(0, 40) for week in range(12)}
    made = weeks_chart(weeks, title=f"Events by week, part {number + 1}", columns=("Week from", "Events"))
    return Exhibit(made.title, made.columns, made.rows, svg(made._replace(spec={**made.spec, "width": 560})))


def of_briefs() -> Iterator[Measured]:
    """How long each format takes, and what is in it."""
    brief = long_brief()
    made = {}
    for suffix, bar in ((".pdf", SECONDS), (".docx", SECONDS), (".html", None), (".md", None)):
        seconds, made[suffix] = _timed(partial(written, brief, suffix))
        yield Measured(f"seconds to {suffix}", seconds, bar, at_least=False)
    document = pypdfium2.PdfDocument(made[".pdf"])
    yield Measured("pages of the PDF", len(document), PAGES)
    with zipfile.ZipFile(io.BytesIO(made[".docx"])) as packed:
        body = packed.read("word/document.xml").decode()
        charts = sum(name.endswith(".svg") for name in packed.namelist())
    yield Measured("footnotes in Word", body.count("<w:footnoteReference "), FOOTNOTES)
    yield Measured("charts in Word", charts, CHARTS)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


# --- round trips -------------------------------------------------------------------------------------------


def of_round_trips(folder: Path) -> Iterator[Measured]:
    """Whether all that leaves a record of so many documents comes back."""
    with Record.open(folder / "whole.veedor") as record:
        for one in reports(DOCUMENTS):
            put(record, one)
        yield from _lines(record, folder)
        yield from _table(record, folder)
        yield from _formats(record)


def _lines(record: Record, folder: Path) -> Iterator[Measured]:
    seconds, out = _timed(lambda: list(lines.dump(record)))
    yield Measured("lines of the whole record", len(out), None, note=f"{seconds:.1f} s")
    with Record.open(folder / "back.veedor") as back:
        seconds, _ = _timed(lambda: lines.restore(out, back))
        differing = sum(one != other for one, other in zip(out, lines.dump(back), strict=True))
    yield Measured("lines that came back otherwise", differing, 0, at_least=False, note=f"{seconds:.1f} s")


def _table(record: Record, folder: Path) -> Iterator[Measured]:
    """A table of events of which some cells are edited: these alone are changed."""
    path = folder / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as to:
        write_csv(
            Kind.EVENT, (cells(row, account) for row, account in told(record, Filter(), [Kind.EVENT])), to
        )
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    edited = random.Random(2).sample(rows, EDITS)
    for row in edited:
        row["certainty"] = "hedged"
    with path.open("w", encoding="utf-8-sig", newline="") as to:
        table = csv.DictWriter(to, rows[0].keys())
        table.writeheader()
        table.writerows(rows)
    seconds, plan = _timed(lambda: planned(record, read_sheets(path)))
    changed = {one.statement_id for one in plan if one.fate is Fate.CHANGE and one.columns == ("certainty",)}
    same = sum(one.fate is Fate.SAME for one in plan)
    yield Measured("edited cells that are found", len(changed & {row["id"] for row in edited}), EDITS)
    wrong = len(rows) - EDITS - same
    yield Measured(
        "other rows that would change", wrong, 0, at_least=False, note=f"{len(rows)} rows, {seconds:.1f} s"
    )
    take_back(record, plan, by="bench")
    now = [cells(row, account) for row, account in told(record, Filter(), [Kind.EVENT])]
    said = {(row["document_id"], str(row["start"])): row["certainty"] for row in rows}
    otherwise = sum(said[one["document_id"], str(one["start"])] != one["certainty"] for one in now)
    yield Measured("rows that came back otherwise", otherwise, 0, at_least=False)
    is_hedged = sum(one["certainty"] == "hedged" for one in now)
    yield Measured("rows that say what was edited", is_hedged, EDITS, note=f"of {len(now)}")


def _formats(record: Record) -> Iterator[Measured]:
    for one in catalogue.ALL:
        out = io.BytesIO()
        seconds, done = _timed(partial(one.write, record, told(record, Filter(), one.kinds), out))
        left = sum(done.left_out.values())
        note = f"{left} left out, {out.tell() / 1e6:.1f} MB, {seconds:.1f} s"
        yield Measured(f"written as {one.name}", done.many, 1, note=note)


def main() -> int:
    """0 where every bar is met, else 1."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", choices=("brief", "trips"), help="this part alone")
    given = options.parse_args()
    is_met = True
    if given.only != "trips":
        is_met = report("A brief of 40 pages, 300 footnotes, 20 charts", of_briefs())
    if given.only != "brief":
        with tempfile.TemporaryDirectory() as folder:
            trips = report(f"Out of a record of {DOCUMENTS:,} documents", of_round_trips(Path(folder)))
        is_met = is_met and trips
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
