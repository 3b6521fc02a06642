"""`veedor show`: a report with its statements under each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import expand, open_record
from veedor.codebook.span import Span
from veedor.codebook.statement import Statement
from veedor.codebook.wording import ChipKind, Part, chips, sentence
from veedor.documents.document import Document
from veedor.documents.folders import READABLE
from veedor.errors import UsageError, VeedorError

if TYPE_CHECKING:  # slow to import
    from rich.text import Text

    from veedor.desk.shown import Shown

_STYLES = {Part.ANCHOR: "bold", Part.NAME: "dim"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


EXAMPLES = (
    "veedor show weekly.pdf",
    "veedor show 3fa2 --in venezuela.veedor",
)


def show(
    context: typer.Context,
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT", help="A file to read now, or a document of the record: its id or file name"
        ),
    ],
    record: Annotated[
        str | None, typer.Option("--in", metavar="RECORD", help="The record that holds the document")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the text and its statements as JSON")
    ] = False,
) -> None:
    """Show a report, each statement under its sentence.

    The words that carry a statement stand in brackets, with the number of the statement after them.
    """
    code = _output.DONE
    for read in _meant(context, report, record):
        if isinstance(read, VeedorError):
            _output.complain(read)
            code = _output.SOME_FAILED
            continue
        if as_json:
            _output.print_json(read.to_dict(), indent=1)
        else:
            _print(read)
    raise typer.Exit(code)


def _meant(context: typer.Context, report: str, record: str | None) -> Iterator[Shown | VeedorError]:
    """The documents of a file, each with its statements or why it cannot be read; else the one of a record."""
    if record is not None or not (report == "-" or Path(report).is_file()):
        yield _from_record(report, record)
        return
    from veedor.desk.shown import Shown
    from veedor.pipeline import read_files
    from veedor.record.sqlite import is_record

    if is_record(Path(report)):
        raise UsageError(f"{report} is a record; name a document of it: veedor show ID --in {report}")
    for outcome in read_files(expand([Path(report)], context), context.obj):
        if outcome.taken:
            yield Shown(outcome.taken.document, outcome.taken.statements)
        elif outcome.error:
            yield outcome.error


def _from_record(report: str, place: str | None) -> Shown:
    from veedor.desk.shown import of_record
    from veedor.record import views

    if place is None and Path(report).suffix.lower() in READABLE:
        raise UsageError(f"There is no file {report}; name a document of a record with --in RECORD")
    with open_record(place) as record:
        return of_record(record, views.find(record, report))


def _print(shown: Shown) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console, document = _output.console(), shown.document
    console.print(Text(_output.one_line(document.title or document.file or document.id), style="bold"))
    console.print(Text(_about(document), style="dim"))
    for line in _told(shown):
        console.print(Text(_output.one_line(line), style="italic"))
    numbered = list(enumerate(sorted(shown.statements, key=lambda s: (s.anchor.start, s.anchor.end)), 1))
    for span in _pieces(document.text):
        here = [(n, s) for n, s in numbered if span.start <= s.anchor.start < span.end]
        console.print()
        console.print(_marked(document.text, span, here))
        for number, statement in here:
            console.print(Padding(_line(number, statement), (0, 0, 0, 2), expand=False))
            for words in _became(shown, statement):
                console.print(Padding(Text(words, style="italic"), (0, 0, 0, 4), expand=False))


def _told(shown: Shown) -> Iterator[str]:
    """A line for each thing that is told of the document."""
    from veedor.desk.shown import carrier_in_words, document_in_words, version_in_words

    if shown.told is None:
        return
    yield from document_in_words(shown.told)
    for one in shown.told.older:
        yield f"newer version of {one.id[:8]}: {version_in_words(one)}"
    for one in shown.told.carriers:
        yield f"carried by {one.id[:8]}: {carrier_in_words(one)}"


def _became(shown: Shown, statement: Statement) -> list[str]:
    """What became of a statement, a line for each."""
    from veedor.desk.shown import words_of

    account = shown.account(statement)
    return [_output.one_line(words) for words in words_of(account)] if account else []


def _about(document: Document) -> str:
    published = document.published
    date = f"{published.value} ({published.basis})" if published else "date unknown"
    file = document.file if document.title else None  # without a title, the file's name is the heading
    return _output.one_line(" · ".join(filter(None, (document.publisher, date, file, document.id))))


def _pieces(text: str) -> Iterator[Span]:
    """The sentences of a text, each up to the beginning of the next, so that no anchor falls between."""
    from veedor.reading.sentences import sentences

    starts = [span.start for span in sentences(text)]
    starts[:1] = [0]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield Span(start, end)


def _marked(text: str, span: Span, statements: Sequence[tuple[int, Statement]]) -> Text:
    """The words of the span with each anchor in brackets; anchors may lie inside and across each other."""
    from rich.text import Text

    marks: list[tuple[int, int, str, str]] = []
    for number, statement in statements:
        style = _output.KIND_STYLES[statement.kind]
        # At one place what ends comes before what begins.
        marks.append((statement.anchor.start, 1, "[", style))
        marks.append((statement.anchor.end, 0, f"]{str(number).translate(_RAISED)}", style))
    marked, at = Text(), span.start
    for place, _, mark, style in sorted(marks, key=lambda m: m[:2]):
        marked.append(_output.clean(text[at:place]))
        marked.append(mark, style=f"bold {style}")
        at = max(at, place)
    marked.append(_output.clean(text[at : max(at, span.end)]))
    marked.rstrip()
    return marked


def _line(number: int, statement: Statement) -> Text:
    from rich.text import Text

    label = str(getattr(statement, "type", "") or getattr(statement, "stance", ""))
    head = f"{number} {statement.kind} {label}".rstrip()
    line = Text().append(head, style=_output.KIND_STYLES[statement.kind]).append("  ")
    for piece in sentence(statement):
        line.append(_output.clean(piece.words), style=_STYLES.get(piece.part))
    said = (
        f"said by {chip.words}" if chip.kind is ChipKind.SAYS else chip.words for chip in chips(statement)
    )
    return line.append(f"  ({_output.one_line(' · '.join(said))})", style="dim")
