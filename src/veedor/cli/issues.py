"""`veedor issues`: what the issues of talks are called, which may be one, and to which a position belongs."""

from __future__ import annotations

from typing import Annotated

import typer

from veedor.cli import _lines, _output
from veedor.cli._files import RecordHere, open_record
from veedor.cli._listing import ListsByDefault
from veedor.cli._people import By, person

EXAMPLES = (
    "veedor issues list crisis.veedor",
    "veedor issues propose crisis.veedor",
    'veedor issues name "talks" "Island talks" crisis.veedor --reason "the same table"',
    'veedor issues file 1f0c9a77d2 "Island talks" crisis.veedor',
)

app = typer.Typer(
    help="What issues are called: list them, merge two under one name, file a position",
    epilog=_output.examples(EXAMPLES),
    cls=ListsByDefault,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the issue is called")]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept in the log")]
_NONE = "no position of the record names an issue; read reports with: veedor read REPORT --into RECORD"


def _examples(command: str) -> str:
    return _output.examples([line for line in EXAMPLES if line.startswith(f"veedor issues {command} ")])


@app.command("list", epilog=_examples("list"))
def list_(record: RecordHere = None, as_json: Json = False) -> None:
    """List the issues on which parties take stands, with the keys that are filed under each."""
    from veedor.gathering.talks import gather, issue_rows

    with open_record(record) as opened:
        rows = issue_rows(gather(opened))
    if as_json:
        _output.print_json([one._asdict() for one in rows], indent=1)
        return
    if not rows:
        _output.hint(_NONE)
        return
    table = _output.table(("Stands", "Parties", "Issue", "Keys"), numbers=("Stands", "Parties"))
    for one in rows:
        keys = "; ".join(key for key in one.keys if key != one.name)
        table.add_row(str(one.stands), str(one.parties), _output.one_line(one.name), _output.one_line(keys))
    _output.console().print(table)


@app.command(epilog=_examples("propose"))
def propose(record: RecordHere = None, as_json: Json = False) -> None:
    """List pairs of issues that may be one, the likeliest first; a person merges them, under one name."""
    from veedor.gathering.talks import gather

    with open_record(record) as opened:
        found = gather(opened, vectors=True).merges()
    if as_json:
        from veedor.desk.plain import plain

        _output.print_json(plain(found), indent=1)
        return
    for one in found:
        ids = " ".join(id_[:8] for id_ in one.ids)
        typer.echo(
            f"{one.score:.2f}  {_output.one_line(one.one)} — {_output.one_line(one.other)}  ({one.why}; {ids})"
        )
    if not found:
        _output.hint("no two issues may be one, as far as their words tell")
    else:
        _output.hint('merge two by one name: veedor issues name "KEY" "NAME", for each of the two')


@app.command(epilog=_examples("name"))
def name(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="What the machine files it under")],
    issue: Name,
    record: RecordHere = None,
    by: By = None,
    reason: Why = "",
    as_json: Json = False,
) -> None:
    """Call all that is filed under a key by a name; two keys under one name are one issue."""
    from veedor.gathering.talks import name_key

    who = person(by, context.obj)
    with open_record(record) as opened:
        change_id = name_key(opened, key, issue, by=who, reason=reason)
    _lines.print_done(f"{key!r} is called {issue!r}", change_id, as_json=as_json)


@app.command("file", epilog=_examples("file"))
def file_(
    context: typer.Context,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, or the beginning of it")],
    issue: Name,
    record: RecordHere = None,
    by: By = None,
    reason: Why = "",
    as_json: Json = False,
) -> None:
    """File a position, or an act of asking or refusing, under an issue."""
    from veedor.gathering.talks import file_statement
    from veedor.record.reviewing import decided

    who = person(by, context.obj)
    with open_record(record) as opened:
        id_ = decided.find(opened, statement)
        change_id = file_statement(opened, id_, issue, by=who, reason=reason)
    _lines.print_done(f"{id_[: _lines.SHORT]} is filed under {issue!r}", change_id, as_json=as_json)
