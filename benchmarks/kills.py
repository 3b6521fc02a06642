"""Kills whoever writes to a record, again and again, and looks at what is left.

    python -m benchmarks.kills

On SQLite the ingesting process is killed (SIGKILL) at 200 moments and started anew; on PostgreSQL the server is, at
50, while the ingesting process meets the errors and goes on. The moments are drawn by chance from the whole time of
adding a document, the first tenth on SQLite from that of making the record. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks import Measured, report
from benchmarks.generated import Report, broken, contents, differing, put, reports
from tests.postgres import NoServer, Server, programs
from veedor.errors import RecordError
from veedor.record import schema
from veedor.record.checks import check
from veedor.record.store import Record, Run

_FORK = multiprocessing.get_context("fork")
"""So that what is killed is at work at once, and not importing."""
_TURN_S = 0.02
"""How long whoever met an error waits before it tries again."""
_MAKING_S = 0.12
"""About how long it takes to make a record."""
_HOPELESS_S = 60.0
"""How long whoever ingests tries to reach a server before it gives up."""


@dataclass
class _Seen:
    """What was seen after the kills."""

    kills: int = 0
    broken: int = 0
    faults: int = 0
    within: int = 0
    """Kills that struck while a document was being added."""
    lost: int = 0
    """Documents that were said to be stored and are not there."""
    is_adding: bool = False
    """Whether the last that was told is that a document was begun."""
    is_done: bool = False
    """Whether whoever ingests has told that all is stored."""
    errors: list[str] = field(default_factory=list)
    """What whoever ingests was told."""
    ended: list[str] = field(default_factory=list)
    """How those ended who should not have."""


def _ingest(place: str, made: Sequence[Report], tell: Connection) -> None:
    """Add what is not there yet; tells `begin` before each document, `stored` after it, then `done`."""
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it tells of each lost connection
    with Record.open(place) as record:
        with record.reading() as connection:
            there = set(connection.scalars(select(schema.readings.c.document_id)))
        run = Run("benchmark")
        for one in made:
            if one.document.id not in there:
                tell.send(("begin", one.document.id))
                _put(record, one, run, tell)
                tell.send(("stored", one.document.id))
    tell.send(("done", ""))


def _put(record: Record, one: Report, run: Run, tell: Connection) -> None:
    end = time.monotonic() + _HOPELESS_S
    while True:
        try:
            put(record, one, run=run)
        except RecordError as error:
            tell.send(("error", str(error)))
            if record.database == "sqlite" or time.monotonic() > end:
                raise
            time.sleep(_TURN_S)
        else:
            return


def _look(place: str, made: Sequence[Report], stored: set[str], seen: _Seen) -> None:
    """Note what is wrong with the record now."""
    with Record.open(place) as record:
        seen.faults += len(check(record))
        seen.broken += broken(record, made)
        with record.reading() as connection:
            seen.lost += len(stored.difference(connection.scalars(select(schema.documents.c.id))))


def _undisturbed(place: str, made: Sequence[Report]) -> tuple[dict[str, list[str]], float]:
    """The contents of a record that nobody disturbs, and the seconds that each document took."""
    with Record.open(place) as record:
        run, start = Run("benchmark"), time.perf_counter()
        for one in made:
            put(record, one, run=run)
        each = (time.perf_counter() - start) / len(made)
        return contents(record), each


def _wait_for_documents(hear: Connection, many: int, stored: set[str], seen: _Seen) -> bool:
    """Whether that many documents were begun before all was done or ended; notes what is told."""
    while many and not seen.is_done:
        try:
            word, what = hear.recv()
        except EOFError:
            seen.ended.append("without a word")
            return False
        many -= word == "begin"
        _note(word, what, stored, seen)
    return not seen.is_done


def _note(word: str, what: str, stored: set[str], seen: _Seen) -> None:
    seen.is_adding = word in ("begin", "error")
    seen.is_done = word == "done"
    if word == "stored":
        stored.add(what)
    elif word == "error":
        seen.errors.append(what)


def _drain(hear: Connection, stored: set[str], seen: _Seen) -> None:
    """Note what was still told before the end."""
    try:
        while hear.poll():
            word, what = hear.recv()
            _note(word, what, stored, seen)
    except (EOFError, OSError):
        return


def _most(kills: int, documents: int) -> int:
    """How many documents may pass between two kills, so that some are left for the last ones."""
    return max(1, int(1.5 * documents / kills) - 1)


def _kill_writers(
    place: str, made: Sequence[Report], kills: int, each: float, chance: random.Random
) -> _Seen:
    """Kill the ingesting process that many times, then let it end."""
    seen, stored = _Seen(), set[str]()
    while seen.kills <= kills:
        hear, tell = _FORK.Pipe(duplex=False)
        child = _FORK.Process(target=_ingest, args=(place, made, tell))
        child.start()
        tell.close()
        is_last = seen.kills == kills
        if seen.kills < kills / 10:
            time.sleep(chance.uniform(0, _MAKING_S))
        elif _wait_for_documents(
            hear, sys.maxsize if is_last else chance.randint(1, _most(kills, len(made))), stored, seen
        ):
            time.sleep(chance.uniform(0, 1.2 * each))
        if not is_last:
            child.kill()
        child.join()
        _drain(hear, stored, seen)
        hear.close()
        seen.within += seen.is_adding and not is_last
        seen.is_adding = False
        _look(place, made, stored, seen)
        if is_last and child.exitcode:
            seen.ended.append(f"exit code {child.exitcode}")
        if is_last or child.exitcode == 0:
            return seen
        seen.kills += 1
    return seen


def _kill_server(
    server: Server, place: str, made: Sequence[Report], kills: int, each: float, chance: random.Random
) -> _Seen:
    """Kill the server that many times under the one ingesting process, which goes on by itself."""
    seen, stored = _Seen(), set[str]()
    hear, tell = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_ingest, args=(place, made, tell))
    child.start()
    tell.close()
    while seen.kills < kills and _wait_for_documents(
        hear, chance.randint(1, _most(kills, len(made))), stored, seen
    ):
        time.sleep(chance.uniform(0, 1.2 * each))
        server.kill()
        _drain(hear, stored, seen)
        seen.within += seen.is_adding
        seen.kills += 1
        server.start()
        # Held still, as it would else go on to the end while all is looked at.
        _signal(child, signal.SIGSTOP)
        _look(place, made, set(stored), seen)
        _signal(child, signal.SIGCONT)
    _wait_for_documents(hear, sys.maxsize, stored, seen)
    child.join()
    hear.close()
    if child.exitcode:
        seen.ended.append(f"exit code {child.exitcode}")
    _look(place, made, stored, seen)
    return seen


def _signal(child: Any, number: signal.Signals) -> None:
    os.kill(child.pid, number)


def measure(
    kills: int = 200,
    documents: int = 500,
    database: str = "sqlite",
    *,
    seed: int = 1,
    server: Server | None = None,
) -> list[Measured]:
    """What is left of a record after so many kills; for `postgresql` of the server, which may be given."""
    made, chance, start = reports(documents), random.Random(seed), time.perf_counter()
    with ExitStack() as stack:
        if database == "sqlite":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="veedor-kills-")))
            calm, place = (str(folder / f"{name}.veedor") for name in ("calm", "killed"))
            whole, each = _undisturbed(calm, made)
            seen = _kill_writers(place, made, kills, each, chance)
        else:
            server = server or stack.enter_context(Server())
            calm, place = (server.create(name) for name in ("calm", "killed"))
            whole, each = _undisturbed(calm, made)
            seen = _kill_server(server, place, made, kills, each, chance)
        with Record.open(place) as record:
            differs = differing(whole, contents(record))
    return _figures(seen, kills, database, differs, time.perf_counter() - start)


def _figures(seen: _Seen, kills: int, database: str, differs: int, seconds: float) -> list[Measured]:
    unfriendly = [words for words in seen.errors if "refused it" in words]
    what = f"of {seen.kills} kills"

    def none(name: str, value: int, note: str = "") -> Measured:
        return Measured(f"{database}: {name}", value, 0, at_least=False, note=f"{what}{note}")

    figures = [
        Measured(f"{database}: kills", seen.kills, kills, note=f"{seconds:.0f} s in all"),
        Measured(f"{database}: struck while adding", seen.within, None, note=what),
        none("broken documents", seen.broken),
        none("faults of the check", seen.faults),
        none("documents lost", seen.lost),
        none("rows not as undisturbed", differs),
        none("processes that gave up", len(seen.ended), f" {', '.join(seen.ended)}"),
    ]
    if database != "sqlite":
        told = ", ".join(sorted({words.partition(": ")[2].partition(";")[0] for words in seen.errors}))
        figures.append(
            none("errors without a way out", len(unfriendly), f"; {len(seen.errors)} errors: {told}")
        )
        figures.append(Measured(f"{database}: errors met", len(seen.errors), None))
    return figures


def main() -> int:
    """Print all figures beside their bars."""
    met = [report("The writer is killed", measure())]
    try:
        programs()
    except NoServer as error:
        print(f"PostgreSQL was not measured: {error}", file=sys.stderr)
        return 1
    met.append(report("The server is killed", measure(kills=50, database="postgresql")))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
