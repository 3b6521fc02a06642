"""`veedor statements`: the statements of a record, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import Certainty, EventType, Kind
from veedor.codebook.statement import Statement
from veedor.codebook.wording import plain, says
from veedor.record.wanted import Filter, Order

if TYPE_CHECKING:  # slow to import
    from veedor.record.views import StatementRow


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
    order: Annotated[Order, typer.Option(help="Newest document first, or as they came")] = Order.NEWEST,
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
        _print_lines(rows) if as_json else _print_table(rows)


def _print_lines(rows: Iterable[StatementRow]) -> None:
    for row in rows:
        _output.print_json({"id": row.id, "document": row.document_id} | row.statement.to_dict())


def _print_table(rows: Iterable[StatementRow]) -> None:
    table = _output.table(("Kind", "What is said", "Who says so", "How surely", "When", "Document"))
    for row in rows:
        statement = row.statement
        table.add_row(
            _output.one_line(_label(statement)),
            _output.one_line(plain(statement)),
            _output.one_line(says(statement)),
            str(statement.certainty) + (", not so" if statement.polarity == "no" else ""),
            statement.when.value if statement.when else str(statement.tense),
            f"{_output.one_line(row.document)} ({row.document_id[:8]})",
        )
    if not table.row_count:
        _output.hint("no statement passes these filters; leave one out")
        return
    _output.console().print(table)


def _label(statement: Statement) -> str:
    return f"{statement.kind} {getattr(statement, 'type', '') or getattr(statement, 'stance', '')}"
