"""`veedor incidents`: what happened, told by whom and how often, and what people say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.analysis.incidents.standings import Standing
from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._forecast_options import AsOf, Json, Reason, Statement, day, today
from veedor.cli._listing import ListsByDefault
from veedor.cli._people import By, person
from veedor.codebook.labels import EventType
from veedor.codebook.when import bounds
from veedor.errors import DateError, UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.incidents.incidents import Incident
    from veedor.analysis.telling import Telling
    from veedor.gathering.incidents import Gathered, Window
    from veedor.record.store import Record

EXAMPLES = (
    "veedor incidents crisis.veedor --since 2019-08 --standing disputed",
    "veedor incidents show 3fa2c1 crisis.veedor",
    'veedor incidents join 3fa2c1 77b01e --record crisis.veedor --reason "the same raid"',
    'veedor incidents split 77b01e --record crisis.veedor --reason "the raid of the week before"',
)
_EXAMPLES_OF = {
    "list": (
        "veedor incidents crisis.veedor --since 2019-08 --until 2019-09 --type CONSULT",
        "veedor incidents list crisis.veedor --actor Haddad --as-of 2019-08-12",
    ),
    "show": ("veedor incidents show 3fa2c1 crisis.veedor",),
    "join": ('veedor incidents join 3fa2c1 77b01e --record crisis.veedor --reason "the same raid"',),
    "split": ('veedor incidents split 77b01e --record crisis.veedor --reason "the raid of May"',),
}
app = typer.Typer(
    cls=ListsByDefault,
    help="What happened: list it, see who tells and who denies it, join and split",
    epilog=_output.examples(EXAMPLES),
    no_args_is_help=True,
)


def _examples(command: str) -> str:
    return _output.examples(_EXAMPLES_OF[command])


Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="From then on: 2019-08-12, 2019-08, 2019")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to then: 2019-08-31, 2019")]
InRecord = Annotated[
    str | None,
    typer.Option("--record", metavar="RECORD", help="The record; else the only *.veedor file here"),
]


@app.command("list", epilog=_examples("list"))
def list_(
    record: RecordHere = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    type_: Annotated[EventType | None, typer.Option("--type", help="Only this type of event")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where such a party takes part")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only at such a place")] = None,
    standing: Annotated[Standing | None, typer.Option(help="Only what stands so")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many at most")] = 50,
    as_json: Json = False,
) -> None:
    """List what happened, by its day, with how it stands and from how many origins it is known."""
    from veedor.gathering.incidents import Wanted, gather

    wanted = Wanted(type=type_, actor=actor, place=place, standing=standing)
    with open_record(record) as opened:
        found = gather(opened, _window(since, until), today=today(), as_of=day(as_of))
    rows = found.shown(wanted)
    if as_json:
        _output.print_json([to_plain(found, row) for row in rows[:limit]], indent=1)
    elif not rows:
        _output.hint("nothing happened, or nothing passes; read more with: veedor read REPORT --into RECORD")
    else:
        _print_rows(found, rows[:limit])
    if len(rows) > limit:
        _output.hint(f"{limit} of {len(rows)} are shown; see more with --limit")
    if found.found.undated:
        _output.hint(
            f"{found.found.undated} statements of undated reports are left out: nobody knows by when"
        )


def _window(since: str | None, until: str | None) -> Window:
    from veedor.gathering.incidents import Window

    return Window(_end(since, first=True), _end(until, first=False))


def _end(said: str | None, *, first: bool) -> date | None:
    if said is None:
        return None
    try:
        earliest, latest = bounds(said)
    except DateError as error:
        raise UsageError(f"{said!r} is no date; write it as 2019-08-21, 2019-08 or 2019") from error
    return earliest if first else latest


def to_plain(found: Gathered, one: Incident) -> dict[str, Any]:
    """An incident as JSON has it, with the sentence of the statement that stands for it."""
    from veedor.codebook.wording import plain as sentence
    from veedor.desk.plain import plain

    return {"sentence": sentence(found.best(one).statement), **plain(one)}


def _print_rows(found: Gathered, rows: Sequence[Incident]) -> None:
    from veedor.codebook.wording import plain

    table = _output.table(
        ("Id", "When", "Standing", "Origins", "Told", "What"), numbers=("Origins", "Told"), dates=("When",)
    )
    for row in rows:
        when = row.when or ("dates differ" if row.is_dates_differ else None)
        what = _output.one_line(plain(found.best(row).statement))
        cells = (
            row.id[:8],
            _output.date(when, "-"),
            str(row.standing),
            str(len(row.origins)),
            str(len(row.ids)),
        )
        table.add_row(*cells, what)
    _output.console().print(table)


@app.command(epilog=_examples("show"))
def show(
    statement: Statement,
    record: RecordHere = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Show an incident: all that tells of it, why it is one, who asserts and who denies it, what became of it."""
    from veedor.desk.plain import plain

    with open_record(record) as opened:
        found, one = _found(opened, statement, _window(since, until), day(as_of))
        place = named(opened)
    if as_json:
        tellings = [_telling_to_plain(told) for told in found.tellings(one)]
        links = [plain(link) for link in found.links(one)]
        _output.print_json(to_plain(found, one) | {"tellings": tellings, "links": links}, indent=1)
        return
    for line in _lines(found, one):
        typer.echo(_output.clean(line))
    if len(one.ids) > 1:
        _output.hint(f"take one out with: veedor incidents split STATEMENT --record {place}")


def _found(opened: Record, beginning: str, window: Window, as_of: date | None) -> tuple[Gathered, Incident]:
    """The incident of a statement, put together in the days around it where none are named."""
    from veedor.gathering.incidents import around, gather, one_of, root_of
    from veedor.record.reviewing import decided

    id_ = root_of(opened, decided.find(opened, beginning))
    found = gather(opened, window if window.edtf else around(opened, id_), today=today(), as_of=as_of)
    return found, one_of(found, id_)


def _telling_to_plain(told: Telling) -> dict[str, Any]:
    from veedor.codebook.wording import plain as sentence

    return {
        "id": told.id,
        "document": told.document_id,
        "title": told.title,
        "publisher": told.publisher,
        "published": told.published,
        "sentence": sentence(told.statement),
    }


def _lines(found: Gathered, one: Incident) -> Iterator[str]:
    from veedor.codebook.wording import plain, says, value_in_words

    when = value_in_words(one.when) if one.when else "dates differ" if one.is_dates_differ else "no date"
    yield _output.one_line(plain(found.best(one).statement))
    yield f"{one.type}, {when}; {one.standing}"
    yield f"origins, {len(one.origins)}: " + "; ".join(
        _output.one_line(origin.name) for origin in one.origins
    )
    if one.dispute:
        for verb, sides in (("asserts", one.dispute.asserts), ("denies", one.dispute.denies)):
            for side in sides:
                yield f"{verb}: {_output.one_line(side.name)} ({side.since or 'undated'}; {_short(side.ids)})"
    if one.outcome:
        yield f"outcome: {one.outcome.kind} ({one.outcome.why})"
        if one.outcome.proposed:
            yield f"may be its outcome; a person decides: {_short(one.outcome.proposed)}"
    yield "told by:"
    for told in found.tellings(one):
        who = _output.one_line(f"{told.publisher or told.title or told.document_id}; {says(told.statement)}")
        yield f"  {told.id[:8]} {told.published or 'undated'} {who}"
        yield f"    {_output.one_line(plain(told.statement))}"
    for link in found.links(one):
        yield f"{link.left[:8]} and {link.right[:8]}: {_output.one_line('; '.join(link.why)) or 'by others'}"


def _short(ids: Sequence[str]) -> str:
    return ", ".join(id_[:8] for id_ in ids)


@app.command(epilog=_examples("join"))
def join(
    context: typer.Context,
    statements: Annotated[
        list[str], typer.Argument(metavar="STATEMENT STATEMENT…", help="Ids, or beginnings of them")
    ],
    record: InRecord = None,
    reason: Reason = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Judge that statements, with the incidents they are in, tell of one happening."""
    from veedor.gathering import incidents
    from veedor.record.reviewing import decided

    with open_record(record) as opened:
        ids = [decided.find(opened, one) for one in statements]
        change = incidents.join(opened, ids, by=person(by, context.obj), reason=reason)
        place = named(opened)
    if as_json:
        _output.print_json({"change": change, "same": ids})
        return
    typer.echo(f"one happening: {_short(ids)}")
    _output.hint(f"take it back with: veedor undo {change} {place}")


@app.command(epilog=_examples("split"))
def split(
    context: typer.Context,
    statements: Annotated[
        list[str], typer.Argument(metavar="STATEMENT…", help="Those that go; ids, or beginnings of them")
    ],
    record: InRecord = None,
    since: Since = None,
    until: Until = None,
    reason: Reason = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Judge that statements tell of another happening than the rest of their incident."""
    from veedor.gathering import incidents
    from veedor.record.reviewing import decided

    with open_record(record) as opened:
        ids = [decided.find(opened, one) for one in statements]
        _, one = _found(opened, ids[0], _window(since, until), None)
        change = incidents.split(opened, one, ids, by=person(by, context.obj), reason=reason)
        place = named(opened)
    if as_json:
        _output.print_json({"change": change, "out": ids})
        return
    typer.echo(f"of another happening than the rest: {_short(ids)}")
    _output.hint(f"take it back with: veedor undo {change} {place}")
