"""`veedor people`: who may sign in to the desk of a record that a team shares."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.cli._people import By, person
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.record.people import Account

EXAMPLES = (
    'veedor people add "Ana López" crisis.veedor --role lead',
    "veedor people list crisis.veedor",
    'veedor people role "Ana López" analyst crisis.veedor',
    'veedor people password "Ana López" crisis.veedor',
    'pwgen -s 20 1 | veedor people password "Ana López" crisis.veedor --password -',
    'veedor people close "Ana López" crisis.veedor',
)

app = typer.Typer(
    help="Who may sign in to `veedor desk --team`, and what they may do",
    epilog=_output.examples(EXAMPLES),
    rich_markup_mode=None,
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name under which they sign in and decide")]
Role = Annotated[
    str,
    typer.Option("--role", metavar="ROLE", help="reader looks, analyst decides, lead also chooses options"),
]
Piped = Annotated[
    str | None, typer.Option("--password", metavar="-", help="Take the password from a pipe, its first line")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON")]


def _examples(command: str) -> str:
    return _output.examples([line for line in EXAMPLES if f"people {command}" in line])


@app.command(epilog=_examples("add"))
def add(
    context: typer.Context,
    name: Name,
    record: RecordHere = None,
    role: Role = "analyst",
    password: Piped = None,
    again: Annotated[
        bool, typer.Option("--again", help="Open a closed account, for the same person as before")
    ] = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Give somebody an account; the password is asked for twice."""
    from veedor.record import people

    with open_record(record) as opened:
        who = person(by, context.obj)
        account = people.add(opened, name, role, _password(password), by=who, again=again)
    _say(account, f"{account.name} may sign in, as {account.role}", as_json=as_json)


@app.command("list", epilog=_examples("list"))
def list_(record: RecordHere = None, as_json: Json = False) -> None:
    """List the accounts, also closed ones, which keep their names."""
    from veedor.record import people

    with open_record(record) as opened:
        accounts = people.accounts(opened)
    if as_json:
        for account in accounts:
            _output.print_json(_plain(account))
        return
    if not accounts:
        _output.hint("nobody has an account; make one with: veedor people add NAME RECORD --role lead")
        return
    table = _output.table(("Name", "Role", "Since", "Closed"), dates=("Since", "Closed"))
    for one in accounts:
        until = one.until[:10] if one.until else ""
        table.add_row(_output.one_line(one.name), str(one.role), one.since[:10], until)
    _output.console().print(table)


@app.command(epilog=_examples("role"))
def role(
    context: typer.Context,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, analyst or lead")],
    record: RecordHere = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Change what somebody may do, from their next click on."""
    from veedor.record import people

    with open_record(record) as opened:
        account = people.give_role(opened, name, role, by=person(by, context.obj))
    _say(account, f"{account.name} is {account.role} now", as_json=as_json)


@app.command(epilog=_examples("password"))
def password(
    context: typer.Context,
    name: Name,
    record: RecordHere = None,
    password: Piped = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Give somebody a new password, which ends all their sessions; it is asked for twice."""
    from veedor.record import people

    with open_record(record) as opened:
        who = person(by, context.obj)
        account = people.give_password(opened, name, _password(password), by=who)
    _say(account, f"{account.name} has a new password, and has to sign in again", as_json=as_json)


@app.command(epilog=_examples("close"))
def close(
    context: typer.Context, name: Name, record: RecordHere = None, by: By = None, as_json: Json = False
) -> None:
    """Close an account: its sessions end, what was decided under its name stays."""
    from veedor.record import people

    with open_record(record) as opened:
        account = people.close(opened, name, by=person(by, context.obj))
    _say(account, f"{account.name} may not sign in any more", as_json=as_json)


def _password(said: str | None) -> str:
    """The password from a pipe, or as it is typed, twice, where nobody sees it."""
    from veedor.record.people import check_password

    if said is None and not sys.stdin.isatty():
        raise UsageError("Nobody can type a password here; give it by a pipe, with --password -")
    if said is None:
        given: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    elif said == "-":
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        raise UsageError(
            "A password on a command line can be read by others; give it by a pipe, with --password -"
        )
    check_password(given)
    return given


def _say(account: Account, words: str, *, as_json: bool) -> None:
    if as_json:
        _output.print_json(_plain(account))
    else:
        typer.echo(_output.one_line(words), err=True)


def _plain(account: Account) -> dict[str, object]:
    return {name: value for name, value in asdict(account).items() if name != "epoch"}
