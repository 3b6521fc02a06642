"""Measures what leaves a record: a brief of 40 pages in every format, real briefs, and round trips at size.

    python -m benchmarks.brief --shared ../shared

The long brief and the large record are made by rule; the real briefs are drafted from the demo's reports, and from the
two example reports where they are at hand, as a user would, and looked at as PDF and Word. The seconds are those of
this computer, which is best left alone meanwhile. Exits with 1 where a bar is missed; `make bench-brief` runs it.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_int
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pypdfium2

from benchmarks import Measured, report
from benchmarks.generated import RULES, put, reports
from veedor.brief.checking import checked
from veedor.brief.keeping import opened, ready, written
from veedor.brief.printed import Chapter, Exhibit, Footnote, Printed, Run
from veedor.charts.drawing import svg
from veedor.charts.weeks import weeks_chart
from veedor.codebook.labels import EventType, Kind, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.exchange import catalogue, lines
from veedor.exchange.cells import cells
from veedor.exchange.formats import told
from veedor.exchange.merging import merge
from veedor.exchange.returned import Fate, planned, take_back
from veedor.exchange.sheets import read_sheets, write_csv
from veedor.record.store import Record
from veedor.record.wanted import Filter

SECONDS = 5.0
"""Issue 7: a brief of 40 pages with 300 footnotes and 20 charts, as PDF and as Word."""
FOOTNOTES, CHARTS, PAGES = 300, 20, 40
DEMO = Path(__file__).parents[1] / "demo" / "reports"
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


# --- real briefs -------------------------------------------------------------------------------------------


def of_examples(reports: Path, folder: Path) -> Iterator[Measured]:
    """A brief on all that some reports tell, written as PDF and Word, and what is in either."""
    place = str(folder / "crisis.veedor")
    _veedor("read", str(reports), "--into", place)
    _veedor("brief", "draft", "all", place, "--since", "2000-01-01", "--by", "bench")
    for suffix in (".pdf", ".docx"):
        _veedor("brief", "write", "all", place, "-o", str(folder / f"brief{suffix}"))
    with Record.open(place) as record:
        brief, _ = opened(record, "all")
        faults, ready_ = checked(record, brief), ready(record, "all")
    yield Measured("sentences", sum(len(one.sentences) for one in brief.sections), 1)
    yield Measured(
        "sentences with a fault", len({(f.section, f.sentence) for f in faults}), 0, at_least=False
    )
    called = {
        number for one in ready_.chapters for said in one.sentences for run in said for number in run.notes
    }
    yield Measured("footnotes", len(ready_.footnotes), 1)
    yield Measured("footnotes that no sentence calls", len(ready_.footnotes) - len(called), 0, at_least=False)
    yield from _of_pdf((folder / "brief.pdf").read_bytes(), ready_)
    yield from _of_word(folder / "brief.docx", ready_)


def _veedor(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "veedor", *words], check=True, capture_output=True)


def _of_pdf(made: bytes, brief: Printed) -> Iterator[Measured]:
    """Tags, fonts, the order of the text, and the links from sentences to footnotes."""
    raw, document = pypdfium2.raw, pypdfium2.PdfDocument(made)
    fonts = [
        raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one.raw))
        for page in document
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    ]
    yield Measured("PDF: is tagged", raw.FPDFCatalog_IsTagged(document.raw), 1)
    yield Measured(
        "PDF: text in fonts that are not in it", fonts.count(0), 0, at_least=False, note=f"of {len(fonts)}"
    )
    text = _plain("".join(page.get_textpage().get_text_range() for page in document))
    out = _out_of_order(text, [_plain(one.heading) for one in brief.chapters])
    yield Measured(
        "PDF: headings out of their order", out, 0, at_least=False, note=f"of {len(brief.chapters)}"
    )
    yield Measured(
        "PDF: links to footnotes", _links(document), len(brief.footnotes), note=f"{len(document)} pages"
    )


def _of_word(file: Path, brief: Printed) -> Iterator[Measured]:
    """The footnotes in Word, and that LibreOffice opens it and sets each of them, where it is installed."""
    with zipfile.ZipFile(file) as packed:
        body = packed.read("word/document.xml").decode()
    yield Measured("Word: footnotes", body.count("<w:footnoteReference "), len(brief.footnotes))
    program = shutil.which("soffice")
    if program is None:
        print(
            "  Word: not opened by LibreOffice, which is not installed. hint: apt-get install libreoffice-writer"
        )
        return
    home = f"-env:UserInstallation={(file.parent / 'home').as_uri()}"
    command = [
        program,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(file.parent / "office"),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(file.parent / "office" / "brief.pdf")
    yield Measured(
        "Word: links in LibreOffice's PDF",
        _links(document),
        len(brief.footnotes),
        note=f"{len(document)} pages",
    )


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _out_of_order(text: str, wanted: Sequence[str]) -> int:
    """How many of these do not stand in a text behind those before them."""
    place, out = 0, 0
    for one in wanted:
        found = text.find(one, place)
        out += found < 0
        place = max(place, found + len(one))
    return out


def _links(document: pypdfium2.PdfDocument) -> int:
    """How many links of a PDF lead to another place in it."""
    raw, found = pypdfium2.raw, 0
    for page in document:
        place, link = c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page.raw, place, link):
            found += bool(raw.FPDFLink_GetDest(document.raw, link))
    return found


# --- round trips -------------------------------------------------------------------------------------------


def of_round_trips(folder: Path) -> Iterator[Measured]:
    """Whether all that leaves a record of so many documents comes back."""
    with Record.open(folder / "whole.veedor") as record:
        for one in reports(DOCUMENTS):
            put(record, one)
        _announce(record)
        yield from _lines(record, folder)
        yield from _merge(record, folder)
        yield from _table(record, folder)
        yield from _formats(record)


def _announce(record: Record) -> None:
    """Put in what the generated reports lack: an act to come, which alone a calendar can hold."""
    text = "The envoys will meet in Riverton on 3 July 2021."
    report = Document(
        id="announced", text=text, title="Talks", published=Published("2021-06-28", Basis.GIVEN)
    )
    day = When(Quote(32, 47, text[32:47]), "2021-07-03")
    meeting = Event(type=EventType.CONSULT, anchor=Quote(16, 20, "meet"), when=day, tense=Tense.FUTURE)
    record.add(report, [meeting], RULES)


def _merge(record: Record, folder: Path) -> Iterator[Measured]:
    """A record that has every fifth report already takes in the whole one, and then says the same."""
    with Record.open(folder / "part.veedor") as part:
        for one in islice(reports(DOCUMENTS), 0, None, 5):
            put(part, one)
        seconds, _ = _timed(lambda: merge(part, record, by="bench"))
        told_here = {row.root_id for row, _ in told(part, Filter(), Kind)}
        told_there = {row.root_id for row, _ in told(record, Filter(), Kind)}
    note = f"of {len(told_there)}, {seconds:.1f} s"
    yield Measured("statements lost by a merge", len(told_there - told_here), 0, at_least=False, note=note)


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
    options.add_argument("--only", choices=("brief", "examples", "trips"), help="this part alone")
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    given = options.parse_args()
    is_met = True
    if given.only in (None, "brief"):
        is_met &= report("A brief of 40 pages, 300 footnotes, 20 charts", of_briefs())
    for reports_ in (DEMO, given.shared / "reports"):
        if given.only in (None, "examples") and reports_.is_dir():
            with tempfile.TemporaryDirectory() as folder:
                is_met &= report(f"A brief on the reports of {reports_}", of_examples(reports_, Path(folder)))
    if given.only in (None, "trips"):
        with tempfile.TemporaryDirectory() as folder:
            title = f"Out of a record of {DOCUMENTS:,} documents, and back"
            is_met &= report(title, of_round_trips(Path(folder)))
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
