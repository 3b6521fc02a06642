"""`veedor figures`: what is counted how often, who says so, and where the numbers disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._listing import ListsByDefault
from veedor.cli._people import By, person
from veedor.codebook.when import bounds
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.figures.rows import FigureRow, TopicRow

EXAMPLES = (
    "veedor figures venezuela.veedor",
    "veedor figures venezuela.veedor --what killed --place Lara",
    "veedor figures venezuela.veedor --conflicts --as-of 2019-08-31 --json",
    'veedor figures same 5c1e90ab77d0f3e2 9a41c6b2d80e517f venezuela.veedor --why "both are the monthly count"',
    'veedor figures different 5c1e90ab77d0f3e2 9a41c6b2d80e517f --why "one counts soldiers too"',
)


app = typer.Typer(
    help="What is counted how often, who says so, and where the numbers disagree; without a command: list",
    epilog=_output.examples(EXAMPLES),
    cls=ListsByDefault,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID ID [RECORD]", help="Two figures by their ids; then the record"),
]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why; it is kept in the log")]


@app.command("list", epilog=_output.examples(EXAMPLES[:3]))
def list_(
    record: RecordHere = None,
    what: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only topics whose words hold this: killed, voting centres"),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only figures of a place whose name holds this")
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="Only in this unit: people, USD")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only of reports that were out by this day: 2019-08-31")
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only where figures disagree or do not add up")
    ] = False,
    as_json: Json = False,
) -> None:
    """List figures by what they count, with what disagrees, why, and how it may be settled."""
    from veedor.analysis.figures.rows import topic_row
    from veedor.gathering import figures as gathering

    wanted = gathering.Wanted(what, unit, place, conflicts)
    with open_record(record) as opened:
        found = gathering.whole(opened, as_of=_day(as_of) if as_of else None)
        rows = [topic_row(one) for one in gathering.topics(found, wanted)]
        place_of_record = named(opened)
    if as_json:
        from veedor.desk.plain import plain

        _output.print_json(plain(rows), indent=1)
    elif not rows:
        _output.hint(_why_none(found.looked_at))
    else:
        _print(rows, place_of_record)


def _day(said: str) -> date:
    """The last day of a date (EDTF); UsageError where it has none, DateError where it is none."""
    last = bounds(said).latest
    if last is None:
        raise UsageError(f"{said!r} has no last day; write it as 2019-08-31, 2019-08 or 2019")
    return last


def _why_none(looked_at: int) -> str:
    if looked_at == 0:
        return "no report of the record counts anything; read some with: veedor read REPORT --into RECORD"
    return f"none of {looked_at} figures passes these filters; leave one out"


def _print(rows: Sequence[TopicRow], record: str) -> None:
    console = _output.console()
    for place, row in enumerate(rows):
        if place:
            console.print()
        console.print(_output.one_line(_heading(row)), style="bold")
        table = _output.table(("How many", "What", "Over which time", "As of", "Who says so", "Id"))
        for one in row.figures:
            table.add_row(*(_output.one_line(cell) for cell in _cells(one)))
        console.print(table)
        for line in _lines(row):
            indent = line[: len(line) - len(line.lstrip())]
            console.print(indent + _output.one_line(line), soft_wrap=True)
    _output.hint(f'judge two by their ids: veedor figures same ID ID {record} --why "…"  (or different)')


def _heading(row: TopicRow) -> str:
    return f"{row.words}, in {row.unit}" if row.words else row.unit


def _cells(one: FigureRow) -> tuple[str, ...]:
    what = f"{one.category}: {one.what}" if one.category else one.what
    told = (*([f"in {' and '.join(one.places)}"] if one.places else ()), *([one.state] if one.state else ()))
    says = one.says or one.publisher or one.title or one.document_id
    return one.number, ", ".join((what, *told)), one.time or "–", one.as_of or "unknown", says, one.id


def _lines(row: TopicRow) -> Iterator[str]:
    for check in row.checks:
        yield f"  {check.rule}: {check.why} ({check.outcome})"
    for conflict in row.conflicts:
        yield f"  {conflict.kind}: {conflict.why}"
        yield f"    → {conflict.proposal}"
    for series in row.series:
        if len(series.points) > 1:
            by_id = {one.id: one for one in row.figures}
            numbers = ", ".join(f"{by_id[one.id].number} ({one.last})" for one in series.points)
            yield f"  {series.shape}: {numbers}"


@app.command(epilog=_output.examples(EXAMPLES[3:4]))
def same(context: typer.Context, ids: Ids, why: Why, by: By = None, as_json: Json = False) -> None:
    """Judge that two figures count the same, so that they are held against each other."""
    _judge(context, ids, why, by, is_same=True, as_json=as_json)


@app.command(epilog=_output.examples(EXAMPLES[4:]))
def different(context: typer.Context, ids: Ids, why: Why, by: By = None, as_json: Json = False) -> None:
    """Judge that two figures count different things, so that they contradict each other no longer."""
    _judge(context, ids, why, by, is_same=False, as_json=as_json)


def _judge(
    context: typer.Context, ids: Sequence[str], why: str, by: str | None, *, is_same: bool, as_json: bool
) -> None:
    from veedor.gathering import figures as gathering

    if not 2 <= len(ids) <= 3 or Path(ids[0]).suffix:
        raise UsageError("Give two ids, as `veedor figures` lists them; then the record")
    left, right = ids[:2]
    with open_record(ids[2] if len(ids) > 2 else None) as opened:
        made = gathering.judge(opened, left, right, is_same=is_same, by=person(by, context.obj), reason=why)
        place = named(opened)
    relation = "same count" if is_same else "different counts"
    if as_json:
        _output.print_json({"change": made, "left": left, "right": right, "relation": relation})
        return
    typer.echo(f"{left} — {right}: {relation}")
    _output.hint(f"to take it back: veedor undo {made} {place}")
