"""`veedor desk`: the pages of a record in the browser."""

from __future__ import annotations

import logging
import sys
import webbrowser
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, record_meant
from veedor.cli._people import By, person
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.record.store import Record

EXAMPLES = (
    "veedor desk crisis.veedor --open",
    "veedor desk postgresql://ana@server/venezuela --team --https --name desk.example.org --behind-proxy 127.0.0.1",
)


def desk(
    context: typer.Context,
    record: RecordHere = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, metavar="NUMBER", help="The port; else 8765, or the next free one"),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser")] = False,
    by: By = None,
    team: Annotated[bool, typer.Option("--team", help="People sign in: see veedor people")] = False,
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="With --team: where to listen, instead of this computer alone"),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A host name under which it answers; several are taken"),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before it does TLS: sessions go nowhere else")
    ] = False,
    behind_proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The proxy's address: its X-Forwarded-For says who asks"),
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Log who opened which page, without what was asked for; - prints it"
        ),
    ] = None,
) -> None:
    """Open a record in the browser: read, review, search, see.

    It answers on this computer alone, at the address that it prints, until Ctrl-C. A record that is not there yet is
    made. With --team people sign in; VEEDOR_SECRET, 32 characters or more, lets sessions outlive a restart.
    """
    from veedor.desk import serving

    if team and by is not None:
        raise UsageError("With --team everybody decides under the name of their account; leave --by out")
    wanted = serving.Wanted(
        host=host, port=port, is_team=team, names=name or (), is_https=https, behind_proxy=behind_proxy
    )
    wanted.check()
    who = "" if team else person(by, context.obj)
    with serving.bound(wanted) as listening, _opened(record) as opened:
        if log is not None:
            _log_to(log)
        door, token = serving.door_of(wanted, opened, who)
        address = serving.address_of(wanted, listening) + (f"?token={token}" if token else "")
        typer.echo(address)
        sys.stdout.flush()
        if team:
            _advise(opened, is_bare=not wanted.is_here and not https)
        if open_:
            # Some browsers run in the terminal, and would keep the desk from answering them.
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        serving.serve(opened, door, context.obj, wanted, listening)
    typer.echo("The desk is closed; what was decided is in the record", err=True)


def _opened(place: str | None) -> Record:
    """The record; a new one where a name is given that nothing has."""
    from veedor.record.store import Record

    meant = record_meant(None) if place is None else place
    # What is there may be read-only, and is then only looked at.
    opened = Record.open(meant, create="://" in meant or not Path(meant).exists())
    if opened.is_new:
        _output.hint(
            f"{opened.place} is new and empty; read reports into it with the desk, or with: "
            f"veedor read REPORT --into {named(opened)}"
        )
    return opened


def _advise(record: Record, *, is_bare: bool) -> None:
    from veedor.record import people

    if not any(one.until is None for one in people.accounts(record)):
        _output.hint(
            f"nobody has an account yet; make one with: veedor people add NAME {named(record)} --role lead"
        )
    if is_bare:
        _output.hint(
            "passwords go over the network as they are; put a proxy that does TLS before it, and add --https"
        )


def _log_to(place: str) -> None:
    """Write the access log, and nothing else, to a file or to standard error."""
    access = logging.getLogger("veedor.access")
    handler = logging.StreamHandler() if place == "-" else logging.FileHandler(Path(place), encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    access.addHandler(handler)
    access.setLevel(logging.INFO)
    access.propagate = False
