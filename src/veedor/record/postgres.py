"""All that holds for PostgreSQL alone: how it is reached, who writes when, and what its errors mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from veedor.errors import RecordError

if TYPE_CHECKING:
    from sqlalchemy import URL

_WRITERS = int.from_bytes(b"Veed", "big")
"""Key of the advisory lock that a writer holds, https://www.postgresql.org/docs/15/explicit-locking.html."""

_POOL: Mapping[str, Any] = {"pool_size": 20, "max_overflow": 60, "pool_use_lifo": True}
"""Connections that are kept, and that are opened beside them for a while. A desk answers 40 requests at once, of which
some ask within a question; a new connection costs more than most questions, as the server plans the first ones anew.
The one given back last is taken first, as it has prepared most."""

_MEANINGS = {
    "08": "the server does not answer; check that it runs, then run the same command again",
    "22021": "a text holds a character that PostgreSQL cannot store; leave it out, or load the report again",
    "28": "the server does not let this user in; check name and password of the address",
    "3D000": "there is no such database; make it with createdb, then try again",
    "42501": "this user may not do that; ask whoever runs the server for the right",
    "54": "something in it is longer than PostgreSQL can keep or index; shorten it, or keep the record in a file",
    "53100": "the server's disk is full; make room and run the same command again, what is stored stays",
    "53": "the server has no room or connections left; try again later",
    "57": "the server was stopped; start it and run the same command again, what is stored stays",
    "40": "another program wrote at the same moment; run the same command again",
    "55P03": "another program is writing to it; try again when that is done",
}
"""What the SQLSTATE, or its class, means; https://www.postgresql.org/docs/15/errcodes-appendix.html."""


def engine_for(address: str) -> tuple[Engine, str]:
    """An engine for the address and the address without its password; RecordError where that is none."""
    try:
        url = _with_driver(make_url(address))
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, **_POOL)
    except ArgumentError as error:
        raise RecordError(
            "This is no database address; write it as postgresql+psycopg://host/name"
        ) from error
    except ModuleNotFoundError as error:
        raise RecordError(
            f"The driver {error.name} is not installed; install veedor[postgres], or name a file"
        ) from error
    if engine.dialect.name != "postgresql":
        raise RecordError(
            "A record is kept in SQLite or PostgreSQL; name a file, or postgresql+psycopg://host/name"
        )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine, url.render_as_string(hide_password=True)


def _with_driver(url: URL) -> URL:
    """The address with the one driver that Veedor uses, where it names none."""
    bare = url.drivername in ("postgres", "postgresql")
    return url.set(drivername="postgresql+psycopg") if bare else url


def _prepare(connection: Any, _: Any) -> None:
    # Our questions have many small parts, which look costly and are soon answered: to compile them to machine code,
    # https://www.postgresql.org/docs/15/jit-decision.html, took up to half a minute where answering took milliseconds.
    connection.execute("SET jit = off")
    connection.commit()


def _begin(connection: Connection) -> None:
    # One writer at a time, as in SQLite: whoever looks for an older version of a report before adding one
    # must see all that others add. A write takes milliseconds; reading a report takes the time.
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def meaning_of(error: BaseException | None) -> str:
    """What went wrong and what to do, from the SQLSTATE; never the driver's own words."""
    state = getattr(error, "sqlstate", None) or ""
    if not state:
        # The driver finds the character zero by itself; else it gives no state where no server answered at all.
        return _MEANINGS["22021" if type(error).__name__ == "DataError" else "08"]
    for code in (state, state[:2]):
        if code in _MEANINGS:
            return _MEANINGS[code]
    return f"the database refused it ({state}); `veedor doctor` may say more"


def faults(connection: Connection) -> list[str]:
    """Nothing: PostgreSQL keeps its references itself and has no check that a user may call."""
    return []


def bytes_of(connection: Connection) -> int:
    """The room that the database takes on its server."""
    return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
