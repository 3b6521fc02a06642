"""`veedor statements`: the statements of a record, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import Certainty, EventType, Kind
from veedor.codebook.statement import Statement
from veedor.codebook.wording import plain, says
from veedor.record.wanted import Filter, Order

if TYPE_CHECKING:  # slow to import
    from rich.table import Table

    from veedor.record.views import StatementRow

_KIND, _SURELY = len("COOPERATE"), len("certain,")
_NARROW = _KIND + _SURELY + _output.WIDTH_OF_A_DATE
"""Columns of a table that hold one word a line; what is said and who says so share the rest."""

EXAMPLES = (
    "veedor statements venezuela.veedor --kind forecast",
    "veedor statements venezuela.veedor --type PROTEST --date 2019-04",
    'veedor statements venezuela.veedor --actor "National Assembly" --json',
)


def statements(
    record: RecordHere = None,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind")] = None,
    type_: Annotated[
        EventType | None,
        typer.Option(
            "--type", metavar="TYPE", case_sensitive=False, help="Only events of this type, such as PROTEST"
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only where a party's words or name hold this")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="WORDS", help="Only what such a source says")] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="Only what is said this surely")] = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only what is dated to it: 2019-08-22, 2019-08, 2019-08-12/2019-08-18"
        ),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only of this document: its id or file name")
    ] = None,
    order: Annotated[Order, typer.Option(help="Newest document first, or as they were read")] = Order.NEWEST,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each statement")] = False,
) -> None:
    """List statements of a record."""
    from veedor.record import views

    with open_record(record) as opened:
        wanted = Filter(
            kind=kind,
            type=type_,
            actor=actor,
            source=source,
            certainty=certainty,
            date=date,
            document=None if document is None else views.find(opened, document),
        )
        rows = views.statements(opened, wanted, order=order)
        if as_json:
            _print_lines(rows)
        elif not _print_tables(rows):
            _output.hint(_why_none(views.size(opened).documents))


def _why_none(documents: int) -> str:
    if documents == 0:
        return "the record holds no documents; read some with: veedor read REPORT --into RECORD"
    return "no statement passes these filters; leave one out"


def _print_lines(rows: Iterable[StatementRow]) -> None:
    for row in rows:
        _output.print_json({"id": row.id, "document": row.document_id} | row.statement.to_dict())


def _print_tables(rows: Iterable[StatementRow]) -> bool:
    """A table for each document, under its name; False where there was none to print."""
    console = _output.console()
    is_first = True
    for _, group in groupby(rows, key=lambda row: row.document_id):
        of_document = list(group)
        first = of_document[0]
        if not is_first:
            console.print()
        is_first = False
        published = f"published {first.published}" if first.published else "date unknown"
        about = (first.document, first.publisher, published, first.document_id[:8])
        console.print(_output.one_line(" · ".join(filter(None, about))), style="bold")
        console.print(_table(of_document, console.width))
    return not is_first


def _table(rows: Iterable[StatementRow], width: int) -> Table:
    # The same widths for every document, so that the tables stand under each other.
    room = max(width - _NARROW - 8, 18)  # 8: two blanks between five columns
    widths = (_KIND, room - room // 3, room // 3, _SURELY, _output.WIDTH_OF_A_DATE)
    table = _output.table(("Kind", "What is said", "Who says so", "How surely", "When"), widths=widths)
    for row in rows:
        statement = row.statement
        table.add_row(
            _output.one_line(_label(statement)),
            _output.one_line(plain(statement)),
            _output.one_line(says(statement)),
            str(statement.certainty) + (", not so" if statement.polarity == "no" else ""),
            _output.date(statement.when.value if statement.when else None, str(statement.tense)),
        )
    return table


def _label(statement: Statement) -> str:
    return f"{statement.kind} {getattr(statement, 'type', '') or getattr(statement, 'stance', '')}"
