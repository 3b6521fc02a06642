"""`veedor statements`: the statements of a record, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Stance, Status, Tense
from veedor.codebook.statement import Statement
from veedor.codebook.wording import plain, says
from veedor.errors import UsageError
from veedor.gazetteers.countries import code_of, country_of, name_of
from veedor.record.wanted import SHOWN, STANDING, Filter, Order, Standing, State

if TYPE_CHECKING:  # slow to import
    from rich.table import Table
    from rich.text import Text

    from veedor.record.accounts import Account
    from veedor.record.store import Record
    from veedor.record.views import StatementRow

    Told = tuple[StatementRow, Account]

_Label = TypeVar("_Label", State, Standing)

_KIND, _SURELY = len("COOPERATE"), len("certain,")
_NARROW = _KIND + _SURELY + _output.WIDTH_OF_A_DATE
"""Columns of a table that hold one word a line; what is said and who says so share the rest."""

EXAMPLES = (
    "veedor statements venezuela.veedor --kind forecast",
    "veedor statements venezuela.veedor --type PROTEST --date 2019-04 --country Venezuela",
    'veedor statements venezuela.veedor --actor "National Assembly" --json',
    "veedor statements venezuela.veedor --standing withdrawn",
    "veedor statements venezuela.veedor --sure 0.8",
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
    stance: Annotated[Stance | None, typer.Option(help="Only positions of this stance")] = None,
    status: Annotated[Status | None, typer.Option(help="Only roles of this status")] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only figures in this unit: people, USD, percent")
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only where this actor, or whose name holds this, is a party"),
    ] = None,
    holder: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only such a one's positions and roles")
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what was done to such a one")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only what such a source says")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only where a place's words hold this")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="Only in this country: VE, Venezuela")
    ] = None,
    words: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only where exactly these words carry the statement")
    ] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="Only what is said this surely")] = None,
    sure: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="SHARE",
            help="Only what the reader holds right with this probability, 0 to 1, and what people settled",
        ),
    ] = None,
    polarity: Annotated[
        Polarity | None, typer.Option(help="Only what is said to be so, or not to be so")
    ] = None,
    tense: Annotated[
        Tense | None, typer.Option(help="Only what lies there, seen from the report's date")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only what is dated to it: 2019-08-22, 2019-08, 2019-08-12/2019-08-18"
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only of documents published then; dates as above")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only of documents of this publisher")
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            metavar="REPORT", help="Only of this document: its id or file name, whatever its standing"
        ),
    ] = None,
    state: Annotated[
        list[State] | None,
        typer.Option(help="Only what became this in review; else all but what is rejected or waits"),
    ] = None,
    standing: Annotated[
        list[Standing] | None, typer.Option(help="Only of this standing; else only what stands")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Whatever its state and standing, unless these are named")
    ] = False,
    order: Annotated[Order, typer.Option(help="Newest document first, or as they were read")] = Order.NEWEST,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each statement")] = False,
) -> None:
    """List statements of a record.

    What a person corrected, accepted or added says so, and so does what a publisher withdrew.
    """
    from veedor.record import accounts, views
    from veedor.record.actors import identity

    with open_record(record) as opened:
        by_name = {"actor": actor, "holder": holder, "recipient": recipient, "source": source}
        people = {field: identity.meant(opened, who) for field, who in by_name.items() if who is not None}
        wanted = Filter(
            kind=kind,
            type=type_,
            stance=stance,
            status=status,
            unit=unit,
            certainty=certainty,
            sure=sure,
            polarity=polarity,
            tense=tense,
            place=place,
            country=None if country is None else _country(country),
            words=words,
            date=date,
            published=published,
            publisher=publisher,
            document=None if document is None else views.find(opened, document),
            states=_wanted(state, SHOWN, everything),
            standings=_wanted(standing, STANDING, everything or document is not None),
            **people,
        )
        told = accounts.told(opened, views.statements(opened, wanted, order=order))
        if as_json:
            _print_lines(told)
        elif not _print_tables(opened, told):
            _output.hint(_why_none(views.size(opened).documents))


def _wanted(
    named: Sequence[_Label] | None, otherwise: frozenset[_Label], everything: bool
) -> frozenset[_Label] | None:
    """The states or standings that are let through; None for all."""
    if named:
        return frozenset(named)
    return None if everything else otherwise


def _country(named: str) -> str:
    """The ISO code of a country that is named by it or by any of its names."""
    code = (
        named.upper()
        if name_of(named.upper())
        else code_of(country_of(named) or country_of(named.title()) or "")
    )
    if code is None:
        raise UsageError(f"{named!r} names no country; give its English name or its two letters, as VE")
    return code


def _why_none(documents: int) -> str:
    if documents == 0:
        return "the record holds no documents; read some with: veedor read REPORT --into RECORD"
    return "no statement passes these filters; leave one out, or add --all for what no longer stands"


def _print_lines(told: Iterable[Told]) -> None:
    for row, account in told:
        plain_form = account.to_dict(row.statement)
        _output.print_json({"id": row.id, "document": row.document_id} | plain_form)


def _print_tables(record: Record, told: Iterable[Told]) -> bool:
    """A table for each document, under its name; False where there was none to print."""
    console = _output.console()
    is_first = True
    for _, group in groupby(told, key=lambda pair: pair[0].document_id):
        of_document = list(group)
        first = of_document[0][0]
        if not is_first:
            console.print()
        is_first = False
        published = f"published {first.published}" if first.published else "date unknown"
        about = (first.document, first.publisher, published, first.document_id[:8])
        said = [*filter(None, about), *_no_longer(record, [row for row, _ in of_document])]
        console.print(_output.one_line(" · ".join(said)), style="bold")
        console.print(_table(of_document, console.width))
    return not is_first


def _no_longer(record: Record, rows: Sequence[StatementRow]) -> Iterator[str]:
    """What no longer holds of the rows' document."""
    from veedor.desk.shown import document_in_words
    from veedor.record.versions import kin

    if any(row.standing is not Standing.STANDS for row in rows):
        yield from document_in_words(kin.of_document(record, rows[0].document_id))


def _table(told: Iterable[Told], width: int) -> Table:
    # The same widths for every document, so that the tables stand under each other.
    room = max(width - _NARROW - 8, 18)  # 8: two blanks between five columns
    widths = (_KIND, room - room // 3, room // 3, _SURELY, _output.WIDTH_OF_A_DATE)
    table = _output.table(("Kind", "What is said", "Who says so", "How surely", "When"), widths=widths)
    for row, account in told:
        statement = row.statement
        table.add_row(
            _output.one_line(_label(statement)),
            _said(statement, account),
            _output.one_line(says(statement)),
            str(statement.certainty) + (", not so" if statement.polarity == "no" else ""),
            _output.date(statement.when.value if statement.when else None, str(statement.tense)),
        )
    return table


def _said(statement: Statement, account: Account) -> Text:
    """What is said, and below it what became of it."""
    from rich.text import Text

    from veedor.desk.shown import words_of

    said = Text(_output.one_line(plain(statement)))
    for words in words_of(account):
        said.append(f"\n{_output.one_line(words)}", style="italic")
    return said


def _label(statement: Statement) -> str:
    return f"{statement.kind} {getattr(statement, 'type', '') or getattr(statement, 'stance', '')}"
