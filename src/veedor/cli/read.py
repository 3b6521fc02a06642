"""`veedor read`: reports in, statements out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import expand
from veedor.cli._people import By, person
from veedor.codebook.labels import Kind
from veedor.codebook.when import bounds
from veedor.errors import RecordError, UsageError
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import: not before the options are known to be right
    from veedor.documents.load import Loaded
    from veedor.pipeline import Outcome, Taken
    from veedor.record.versions.kin import Kin
    from veedor.record.views import DocumentRow

_Row = tuple[str, str, dict[Kind, int], bool]
"""A document's name, date, statements of each kind, and whether the record had it already."""
_ROWS = 30
"""Beyond this many documents the closing table shows their sum alone."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of the documents; None leaves it to the files."""

    publisher: str | None
    dated: str | None
    title: str | None
    force: bool

    def options(self) -> dict[str, object]:
        """All that `load` tells beside the file."""
        return {
            "publisher": self.publisher,
            "dated": self.dated,
            "title": self.title,
            "force": self.force,
        }

    def load(self, file: Path) -> Loaded:
        from veedor.documents.load import load_all

        return load_all(file, publisher=self.publisher, dated=self.dated, title=self.title, force=self.force)


@dataclass(slots=True)
class _Tally:
    """What the closing table says; it holds no texts, so that an archive of any size can be read."""

    rows: list[_Row] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    read: int = 0
    unchanged: int = 0
    new: dict[int, str] = field(default_factory=dict)
    """The ids of documents that were read now, by their place in `rows`."""

    def note(self, outcome: Outcome) -> None:
        """Count one document."""
        if outcome.taken is not None:
            row = _row(outcome.taken)
        elif outcome.held is not None:
            row = _held_row(outcome.held)
        else:
            self.skipped.append((outcome.file.name, str(outcome.error)))
            return
        _, _, counts, is_unchanged = row
        for kind, many in counts.items():
            self.counts[kind] += many
        self.read += 1
        self.unchanged += is_unchanged
        if self.read <= _ROWS:
            if outcome.taken and not is_unchanged:
                self.new[len(self.rows)] = outcome.taken.document.id
            self.rows.append(row)


def _row(taken: Taken) -> _Row:
    document = taken.document
    label = document.title or document.file or document.id
    published = _output.date(document.published.value if document.published else None)
    counts = dict.fromkeys(Kind, 0)
    for statement in taken.statements:
        counts[statement.kind] += 1
    return label, published, counts, taken.is_unchanged


def _held_row(held: DocumentRow) -> _Row:
    return held.label, _output.date(held.published), held.counts, True


class _Printer:
    """Prints documents with their statements as JSON: a list that is written as it grows, or one object.

    What should be one object is held back until it is known to be the only one: a feed holds more.
    """

    def __init__(self, *, as_list: bool) -> None:
        self._as_list = as_list
        self._held: list[Taken] = []
        self._printed = 0

    def print(self, taken: Taken) -> None:
        """Print one document, at the latest when closing."""
        if not self._as_list:
            self._held.append(taken)
            return
        typer.echo("," if self._printed else "[", nl=False)
        self._print(taken)

    def close(self) -> None:
        """Print what is left, and what ends the list."""
        if len(self._held) == 1:
            self._print(self._held[0])
        elif self._held:
            self._as_list = True
            for taken in self._held:
                self.print(taken)
        if self._as_list:
            typer.echo("]" if self._printed else "[]")

    def _print(self, taken: Taken) -> None:
        from veedor.record.views import to_gold

        self._printed += 1
        _output.print_json(to_gold(taken.document, taken.statements), indent=1)


EXAMPLES = (
    "veedor read weekly.pdf --dated 2019-08-22 --into venezuela.veedor",
    'veedor read reports/ --publisher "Some Observatory" --into venezuela.veedor',
    "veedor read weekly.pdf --json > weekly.json",
)


def read(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Reports to read, folders of them, or - for a pipe", show_default=False
        ),
    ],
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="RECORD", help="Keep the statements in this record; made if new"),
    ] = None,
    dated: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the reports were published, such as 2019-08-22")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published them")] = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="The title, of one report")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read a text in another language all the same")
    ] = False,
    by: By = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print texts and statements: an object for one report, a list for more"),
    ] = False,
) -> None:
    """Read reports into statements.

    Without --into nothing is kept. Reports that the record holds already are not read again, so a run that
    was stopped goes on where it stopped.
    """
    if dated is not None:
        bounds(dated)
    paths = expand(files, context)
    if title is not None and len(paths) > 1:
        raise UsageError(f"One title cannot name {len(paths)} files; leave --title out, or name one file")
    is_one = len(files) == 1 and not files[0].is_dir()
    tally = _Tally()
    given = _Given(publisher, dated, title, force)
    printer = _Printer(as_list=not is_one) if as_json else None
    into_record = _Into(into, person(by, context.obj), remembers=not as_json) if into else None
    code = _read_all(_outcomes(context.obj, paths, given, into_record), tally, printer)
    if code == _output.STOPPED:
        _output.complain("stopped; run the same command again to go on" if into else "stopped")
    older = _older(into, tally) if into and not as_json and code == _output.DONE else {}
    _close(tally, into, older, as_json=as_json)
    raise typer.Exit(code)


def _read_all(outcomes: Iterator[Outcome], tally: _Tally, printer: _Printer | None) -> int:
    """The exit code; what was read is in the tally, and printed by the printer if there is one."""
    code = _output.DONE
    try:
        for outcome in outcomes:
            tally.note(outcome)
            if printer and outcome.taken:
                printer.print(outcome.taken)
    except KeyboardInterrupt:
        code = _output.STOPPED
    except RecordError as error:
        if not tally.read and not tally.skipped:
            raise
        _output.complain(error)
        code = _output.SOME_FAILED
    if printer:
        printer.close()
    return code or (_output.SOME_FAILED if tally.skipped else _output.DONE)


@dataclass(frozen=True, slots=True)
class _Into:
    """Where statements are kept."""

    record: str
    by: str
    """Who reads them in."""
    remembers: bool
    """Whether files that were read before need not be loaded: what is printed needs their texts."""


def _outcomes(settings: Settings, paths: list[Path], given: _Given, into: _Into | None) -> Iterator[Outcome]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from veedor.matching import actors_beside
    from veedor.pipeline import after_reading, take_in_files
    from veedor.reading.reader import load_reader
    from veedor.record.store import Record, Run

    talk = _output.console(talk=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    places = {path: number for number, path in enumerate(paths)}
    with ExitStack() as stack:
        record = stack.enter_context(Record.open(into.record)) if into else None
        if record is not None:
            actors_beside(record)  # that the list is malformed is told before the reading, not after it
        run = Run(into.by) if into else None
        reader = load_reader(settings.model, settings.threads)
        bar = stack.enter_context(
            Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal)
        )
        task = bar.add_task("", total=len(paths))
        options = given.options() if into and into.remembers else None
        for outcome in take_in_files(paths, given.load, reader, record, run=run, options=options):
            bar.update(task, completed=places[outcome.file])
            yield outcome
        if record is not None:
            after_reading(record)


def _older(into: str, tally: _Tally) -> dict[int, Kin]:
    """The version before, of those documents of the closing table that are newer versions, by place."""
    from veedor.record.store import Record
    from veedor.record.versions import kin

    if not tally.new or tally.read > _ROWS:
        return {}
    with Record.open(into, create=False) as record:
        told = kin.of_documents(record, list(tally.new.values()))
    return {place: told[id_].older[0] for place, id_ in tally.new.items() if told[id_].older}


def _close(tally: _Tally, into: str | None, older: Mapping[int, Kin], *, as_json: bool) -> None:
    """Print the closing table, or with JSON on standard output only what failed."""
    if as_json:
        for file, reason in tally.skipped:
            _output.complain(f"{file} was skipped: {reason}")
        return
    console = _output.console()
    if tally.read:
        console.print(_table(tally, older, console.width))
    if tally.skipped:
        skipped = _output.table(("Skipped", "Why"))
        for file, reason in tally.skipped:
            skipped.add_row(_output.one_line(file), _output.one_line(reason))
        if tally.read:
            console.print()
        console.print(skipped)
    _say_where(tally, into)
    if into is None:
        return
    for place in list(older)[:1]:
        _output.hint(f"what changed: veedor versions {tally.new[place]} {shlex.quote(into)} --diff")


def _table(tally: _Tally, older: Mapping[int, Kin], width: int) -> object:
    counted = _output.kind_columns(width)
    table = _output.table(("Document", "Published", *counted), numbers=_output.KIND_HEADINGS)
    if tally.read <= _ROWS:
        for place, (label, published, counts, is_unchanged) in enumerate(tally.rows):
            said = _output.one_line(label) + (" (unchanged)" if is_unchanged else "")
            if place in older:
                said += f"\nnewer version of {older[place].id[:8]}"
            table.add_row(said, published, *_output.kind_cells(counts, width))
    if tally.read > 1:
        unchanged = f", {tally.unchanged} unchanged" if tally.unchanged else ""
        table.add_section()
        total = f"{tally.read} documents{unchanged}"
        table.add_row(total, "", *_output.kind_cells(tally.counts, width), style="bold")
    return table


def _say_where(tally: _Tally, into: str | None) -> None:
    if tally.read and into is None:
        _output.hint(
            "nothing was kept; add --into crisis.veedor to keep the statements, --json to print them"
        )
    elif tally.read and into is not None:
        _output.hint(f"see them with: veedor statements {shlex.quote(into)}")
