"""`veedor evaluate`: how well a program reads, over a folder of annotated reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _gold, _output
from veedor.cli._files import write_whole
from veedor.codebook.evaluation import Calibration, Evaluation, Line, Share, Twin
from veedor.codebook.evaluation import evaluate as evaluation_of
from veedor.codebook.party_names import Titles
from veedor.codebook.resampling import Estimate
from veedor.codebook.scoring import Plain
from veedor.errors import StatementError, UsageError
from veedor.settings import Settings

if TYPE_CHECKING:  # rich is not needed for --json
    from rich.table import Table

_FEWEST_SAMPLES, _MOST_SAMPLES = 100, 100_000
_BEFORE_NAMES = frozenset({"office", "portfolio", "leader", "rank", "honorific", "occupation"})
"""Classes of `titles.tsv` whose titles stand before names."""
_ROOM_FOR_INTERVALS = 100
"""Columns of a terminal from which an interval stands beside its figure, not below it."""
_NOTHING = "–"

EXAMPLES = (
    "veedor evaluate gold/",
    "veedor evaluate gold/ --page evaluation.html",
    "veedor evaluate gold/ --system theirs.jsonl --json > theirs.scores.json",
)


def evaluate(
    context: typer.Context,
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Annotated reports: files, or folders of them", show_default=False
        ),
    ],
    system: Annotated[
        Path | None,
        typer.Option(
            "--system",
            metavar="FOLDER_OR_FILE",
            help="What another program found; else Veedor reads the texts",
        ),
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="PAGE", help="Write both side by side to this HTML file")
    ] = None,
    samples: Annotated[
        int,
        typer.Option(min=_FEWEST_SAMPLES, max=_MOST_SAMPLES, help="Draws of documents for the intervals"),
    ] = 1000,
    seed: Annotated[int, typer.Option(help="Of the draws: the same seed gives the same intervals")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure as JSON")] = False,
) -> None:
    """Score a reading of annotated reports.

    Figures come with an interval that holds 95 of 100 drawings of the documents, so that they say how far another
    set of such reports could give another figure.
    """
    reports = _gold.gold_of(gold)
    _check_page(page, [*(one.file for one in reports), *([system] if system else [])])
    read = _gold.system_of(system, reports) if system else _read(reports, context.obj)
    found = _evaluated(reports, read, samples, seed)
    called = str(system) if system else "Veedor's reader"
    if page:
        _write(page, found, reports, read, called)
    if as_json:
        _output.print_json({"system": called} | found.to_dict(), indent=1)
    else:
        _print(found, called)
        if page:
            _output.hint(f"both side by side: {page}")


def _check_page(page: Path | None, read_from: Iterable[Path]) -> None:
    """UsageError where the page could not be written, before the reading begins."""
    if page is None:
        return
    if page.is_dir() or any(page.exists() and one.exists() and page.samefile(one) for one in read_from):
        raise UsageError(f"{page} is what the page is made from, or a folder; give the page another name")
    if not page.absolute().parent.is_dir():
        raise UsageError(f"The folder {page.absolute().parent} does not exist; make it first")


def _read(reports: Sequence[_gold.Annotated], settings: Settings) -> list[list[Plain]]:
    """What our own reader finds in each text."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from veedor.reading.reader import load_reader

    talk = _output.console(talk=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    reader = load_reader(settings.model, settings.threads)
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        return [_gold.read(reader, one) for one in bar.track(reports)]


def titles() -> Titles:
    """The titles that stand before names, from the reader's own list."""
    from veedor.reading.lexicon import table

    rows = table("titles")
    return Titles.of(
        (row["title"] for row in rows if row["class"] in _BEFORE_NAMES),
        (row["title"] for row in rows if row["class"] == "modifier"),
    )


def _evaluated(
    reports: Sequence[_gold.Annotated], read: Sequence[Sequence[Plain]], samples: int, seed: int
) -> Evaluation:
    twins = [Twin(one.statements, found) for one, found in zip(reports, read, strict=True)]
    try:
        return evaluation_of(twins, samples=samples, seed=seed, titles=titles())
    except StatementError as error:  # the files were looked at: what is left is a probability
        raise UsageError(f"the machine's output cannot be scored: {error}") from error


def _write(
    page: Path,
    found: Evaluation,
    reports: Sequence[_gold.Annotated],
    read: Sequence[Sequence[Plain]],
    called: str,
) -> None:
    from veedor.desk.compared import Compared, compared_page

    documents = [
        Compared(one.id, one.document, one.text, one.statements, system)
        for one, system in zip(reports, read, strict=True)
    ]
    write_whole(page, compared_page(found, documents, called=called, titles=titles()))


def _print(found: Evaluation, called: str) -> None:
    console = _output.console()
    is_wide = console.width >= _ROOM_FOR_INTERVALS
    many = f"{found.documents} document{'' if found.documents == 1 else 's'}"
    console.print(f"{_output.one_line(called)} on {many}, {_drawn(found)}")
    tables = [
        _lines("Kind", found.kinds, is_wide),
        _lines("Event type", found.types, is_wide),
        _lines("Stance", found.stances, is_wide),
        _lines("Field, where found", found.fields, is_wide),
        _shares("Label, where found", found.labels, is_wide),
        _shares("Name of a party", found.names, is_wide),
        _confusion(found),
    ]
    for table in tables:
        if table.row_count:
            console.print()
            console.print(table)
    console.print()
    _print_calibration(found.calibration, is_wide)


def _drawn(found: Evaluation) -> str:
    if found.documents == 1:
        return "one document: no interval"
    return (
        f"in brackets the 95 % interval over {found.samples:,} draws of the documents; "
        "a figure without one rests on one document"
    )


def _lines(heading: str, lines: Mapping[str, Line], is_wide: bool) -> Table:
    numbers = ("P", "R", "F1", "Hits", "Gold", "System")
    table = _output.table((heading, *numbers), numbers=numbers)
    for name, line in lines.items():
        figures = (_figure(one, is_wide) for one in (line.precision, line.recall, line.f1))
        counts = (line.counts.hits, line.counts.gold, line.counts.system)
        table.add_row(_output.one_line(name), *figures, *map(str, counts))
    return table


def _shares(heading: str, shares: Mapping[str, Share], is_wide: bool) -> Table:
    table = _output.table((heading, "Right", "Of"), numbers=("Right", "Of"))
    for name, share in shares.items():
        table.add_row(name, _figure(share.share, is_wide), str(share.counts.matched))
    return table


def _figure(estimate: Estimate, is_wide: bool) -> str:
    """A figure with its interval: `0.812 [0.75, 0.87]`."""
    if estimate.value is None:
        return _NOTHING
    figure = f"{estimate.value:.3f}"
    if estimate.interval is None:
        return figure
    low, high = estimate.interval
    return f"{figure}{' ' if is_wide else chr(10)}[{low:.2f}, {high:.2f}]"


def _confusion(found: Evaluation) -> Table:
    numbers = ("Gold", "Right", "Missed", "Invented")
    table = _output.table(("Event type", *numbers, "Read as another type"), numbers=numbers)
    cells = found.confusion
    for type_ in cells.types():
        others = cells.mistaken(type_)
        right, missed = cells.many(type_, type_), cells.many(type_, None)
        counts = (right + missed + sum(many for _, many in others), right, missed, cells.many(None, type_))
        said = ", ".join(f"{_output.one_line(other)} {many}" for other, many in others)
        table.add_row(_output.one_line(type_), *map(str, counts), said)
    return table


def _print_calibration(known: Calibration | None, is_wide: bool) -> None:
    console = _output.console()
    if known is None:
        console.print("Calibration: no probabilities")
        return
    left_out = f", {known.without} without left out" if known.without else ""
    console.print(f"Calibration over {known.many} statements with a probability{left_out}")
    console.print(f"  expected calibration error {_figure(known.error, True)}")
    console.print(f"  Brier score {_figure(known.brier, True)}")
    numbers = ("Statements", "Mean", "Right")
    table = _output.table(("Probability", *numbers), numbers=numbers)
    for one in known.bins:
        means = (_NOTHING if mean is None else f"{mean:.3f}" for mean in (one.probability, one.right))
        table.add_row(f"{one.low:.1f} to {one.high:.1f}", str(one.many), *means)
    console.print()
    console.print(table)
