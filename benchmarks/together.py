"""Lets several processes write to one record at once, and looks whether anything is lost.

    python -m benchmarks.together

Four processes on SQLite, eight on PostgreSQL, add sets of reports that overlap, while two reviewers accept and reject
the same few statements. Whoever decides writes down which decision they saw: a lost update is one that saw another
than the one before it. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import func, select

from benchmarks import Measured, report
from benchmarks.generated import RULES, Report, broken, contents, differing, put, reports
from tests.postgres import NoServer, Server, programs
from veedor.errors import Overtaken, VeedorError
from veedor.record import postgres, schema, sqlite
from veedor.record.checks import check
from veedor.record.current import decisions
from veedor.record.reviewing import review
from veedor.record.store import Record, Run

_FORK = multiprocessing.get_context("fork")
_REVIEWED = 3
"""Statements on which the reviewers decide again and again."""
_SHARE = 0.7
"""The part of all reports that each writer adds."""
_NOT_COMPARED = ("changes", "undos", "reviews", "relations", "reanchored", "withdrawals")
"""What depends on who came first, or is the reviewers'."""
_MOST_S = 900.0
"""How long anybody may take before all is given up."""


class _Did(NamedTuple):
    """What a process did."""

    who: str
    done: int
    """Documents added that were not there, or decisions made."""
    overtaken: int
    """Decisions that somebody else's overtook, and that the reviewer made again."""
    seconds: float
    error: str | None
    """What a user would have seen, by its kind; None where all went well."""


def _write(record: Record, who: str, made: Sequence[Report]) -> tuple[int, int]:
    """How many documents were added that were not there."""
    run = Run(who)
    new = 0
    for one in made:
        if not record.holds(one.document, RULES):
            put(record, one, run=run)
            new += 1
    return new, 0


def _review(record: Record, who: str, ids: Sequence[str], times: int) -> tuple[int, int]:
    """How many decisions were made, and how many had to be made again."""
    chance = random.Random(who)
    done = overtaken = 0
    while done < times:
        id_ = chance.choice(ids)
        seen = _decision_on(record, id_)
        decide = chance.choice((review.accept, review.reject))
        try:
            decide(record, id_, by=who, reason=str(seen), expects=seen)
            done += 1
        except Overtaken:
            overtaken += 1
    return done, overtaken


def _decision_on(record: Record, id_: str) -> int:
    rows = decisions()
    with record.reading() as connection:
        return connection.scalar(select(rows.c.change_id).where(rows.c.statement_id == id_)) or 0


def _work(
    place: str, who: str, task: Callable[[Record, str], tuple[int, int]], go: Any, tell: Any, is_locked: bool
) -> None:
    if not is_locked:
        _remove_lock()
    go.wait()
    start = time.perf_counter()
    done, overtaken, error = 0, 0, None
    try:
        with Record.open(place) as record:
            done, overtaken = task(record, who)
    except VeedorError as failed:
        error = f"{type(failed).__name__}: {str(failed).rpartition(': ')[2]}"
    tell.put(_Did(who, done, overtaken, time.perf_counter() - start, error))


def _remove_lock() -> None:
    """Let writers begin without waiting for each other; to show that what follows is noticed."""
    sqlite._begin = lambda connection: connection.exec_driver_sql("BEGIN")  # type: ignore[assignment]
    postgres._begin = lambda connection: None


def _all_at_once(
    place: str, tasks: dict[str, Callable[[Record, str], tuple[int, int]]], is_locked: bool
) -> list[_Did]:
    """What each process did, all of them begun at the same moment."""
    go, tell = _FORK.Barrier(len(tasks)), _FORK.Queue()
    workers = [
        _FORK.Process(target=_work, args=(place, who, task, go, tell, is_locked))
        for who, task in tasks.items()
    ]
    for worker in workers:
        worker.start()
    found: list[_Did] = []
    end = time.monotonic() + _MOST_S
    while len(found) < len(workers) and time.monotonic() < end:
        if not tell.empty():
            found.append(tell.get())
        elif not any(worker.is_alive() for worker in workers) and tell.empty():
            break
        time.sleep(0.005)
    for worker in workers:
        worker.join(1)
        worker.kill()
    ended = {did.who for did in found}
    return found + [_Did(who, 0, 0, _MOST_S, "ended without a word") for who in tasks if who not in ended]


def measure(
    database: str = "sqlite",
    *,
    writers: int = 4,
    documents: int = 400,
    decided: int = 150,
    seed: int = 1,
    server: Server | None = None,
    is_locked: bool = True,
) -> list[Measured]:
    """What became of a record to which so many wrote at once, and two reviewers who decided so often each."""
    made, chance = reports(documents, seed), random.Random(seed)
    with ExitStack() as stack:
        if database == "sqlite":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="veedor-together-")))
            calm, place = (str(folder / f"{name}.veedor") for name in ("alone", "together"))
        else:
            server = server or stack.enter_context(Server())
            names = [f"{name}_{int(is_locked)}" for name in ("alone", "together")]
            calm, place = (server.create(name) for name in names)
        with Record.open(place) as record:
            put(record, made[0])
        ids = [one.id_in(made[0].document.id) for one in made[0].statements[:_REVIEWED]]
        shares = [chance.sample(made, max(1, int(_SHARE * len(made)))) for _ in range(writers)]
        tasks: dict[str, Callable[[Record, str], tuple[int, int]]] = {
            f"writer {n}": lambda record, who, share=share: _write(record, who, share)  # type: ignore[misc]
            for n, share in enumerate(shares)
        }
        for name in ("Ana", "Ben"):
            tasks[name] = lambda record, who: _review(record, who, ids, decided)
        found = _all_at_once(place, tasks, is_locked)
        wanted = {one.document.id for share in shares for one in share} | {made[0].document.id}
        with Record.open(calm) as record:
            for one in made:
                if one.document.id in wanted:
                    put(record, one)
            alone = contents(record, without=_NOT_COMPARED)
        with Record.open(place) as record:
            return _figures(record, found, alone, made, database)


def _figures(
    record: Record, found: list[_Did], alone: dict[str, list[str]], made: Sequence[Report], database: str
) -> list[Measured]:
    writers = [did for did in found if did.who.startswith("writer")]
    reviewers = [did for did in found if not did.who.startswith("writer")]
    errors = Counter(did.error for did in found if did.error)
    seconds = max(did.seconds for did in writers)
    twice, lost = _added_twice(record), _lost(record)
    decided = sum(did.done for did in reviewers)
    overtaken = sum(did.overtaken for did in reviewers)

    def none(name: str, value: int, note: str = "") -> Measured:
        return Measured(f"{database}: {name}", value, 0, at_least=False, note=note)

    added = sum(did.done for did in writers)
    return [
        none("errors a user sees", errors.total(), "; ".join(errors)),
        none("lost updates", lost, f"of {decided} decisions, {overtaken} overtaken and made again"),
        none("decisions missing", abs(decided - _count(record, schema.reviews)) if not errors else 0),
        none("documents read twice", twice),
        none("broken documents", twice or broken(record, made)),
        none("rows not as written alone", differing(alone, contents(record, without=_NOT_COMPARED))),
        none("faults of the check", len(check(record))),
        Measured(
            f"{database}: documents a second",
            added / seconds,
            None,
            note=f"{len(writers)} writers, 2 reviewers",
        ),
        Measured(f"{database}: decisions a second", sum(did.done / did.seconds for did in reviewers), None),
    ]


def _count(record: Record, table: Any) -> int:
    with record.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def _added_twice(record: Record) -> int:
    """Documents with two readings by the same version of the reader."""
    rows = schema.readings
    several = select(rows.c.document_id).group_by(rows.c.document_id).having(func.count() > 1)
    with record.reading() as connection:
        return len(connection.scalars(several).all())


def _lost(record: Record) -> int:
    """Decisions that were made by somebody who had not seen the one before."""
    rows, log = schema.reviews, schema.changes
    query = (
        select(rows.c.statement_id, rows.c.change_id, log.c.reason)
        .join(log, log.c.id == rows.c.change_id)
        .order_by(rows.c.change_id)
    )
    latest: dict[str, int] = {}
    lost = 0
    with record.reading() as connection:
        for row in connection.execute(query):
            lost += int(row.reason) != latest.get(row.statement_id, 0)
            latest[row.statement_id] = row.change_id
    return lost


def main() -> int:
    """Print all figures beside their bars."""
    met = [report("Four processes and two reviewers on one file", measure())]
    try:
        programs()
    except NoServer as error:
        print(f"PostgreSQL was not measured: {error}", file=sys.stderr)
        return 1
    met.append(report("Eight processes and two reviewers on PostgreSQL", measure("postgresql", writers=8)))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
