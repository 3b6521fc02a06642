"""Lets twenty simulated reviewers work at one record in PostgreSQL through the desk of a team, and counts what is lost.

    python -m benchmarks.desk_reviewers --minutes 10

Each signs in from a computer of their own, takes statements from the queue, accepts and rejects, takes some decisions
back, looks at reports and searches; half of them at the same queue, so that they overtake each other. Afterwards
every answer that told of a change is held against the log. Exits with 1 where one is lost or an error was shown.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from benchmarks import Measured, report
from benchmarks.corpus_records import Settings, fill_with
from benchmarks.visitors import Answer, Visitor, desk, in_short, of_100
from tests.postgres import NoServer, Server
from veedor.errors import UsageError
from veedor.record import changes, people
from veedor.record.changes import Change, Verb
from veedor.record.reviewing import decided
from veedor.record.store import Record
from veedor.record.wanted import State

PASSWORD = "twenty reviewers at one table"
REVIEWERS = 20
_THINKS_S = (1.0, 3.0)
"""How long a reviewer looks at a statement: faster than anybody who reads it."""
_UNDOES, _SEARCHES, _READS, _SKIPS = 0.08, 0.06, 0.05, 0.1
"""How often a reviewer does something else than decide."""
_WORDS = ("government", "police", "talks", "protest", "minister", "election", "court", "president")
_QUESTION = re.compile(r'action="/statements/(\w+)/accept" data-decide="\w+" data-expects="(\d+)"')
_SKIP = re.compile(r'href="(/queue\?[^"]*skipped=[^"]+)" data-key=" "')
_DOCUMENT = re.compile(r'href="(/documents/\w+)#s-')


class Told(NamedTuple):
    """A change that the desk told a reviewer of."""

    change_id: int
    verb: Verb
    statement_id: str
    about: int
    """The change that it took back; 0 where it took none back."""


@dataclass(slots=True)
class Work:
    """What a reviewer did, and how the desk answered."""

    who: str
    told: list[Told] = field(default_factory=list)
    overtaken: int = 0
    took: dict[str, list[float]] = field(default_factory=dict)
    """Milliseconds of the answers, by what was asked for."""
    wrong: Counter[str] = field(default_factory=Counter)
    """Answers with an error that nobody should see, and requests without an answer."""


class Reviewer:
    """Somebody who reviews until the time is over."""

    def __init__(self, number: int, port: int) -> None:
        self.work = Work(f"Reviewer {number}")
        self._rng = random.Random(number)
        self._visitor = Visitor(port, address=f"127.0.1.{number + 1}")
        # Half of them work at one queue, the others each at a publisher's.
        self._queue = "/queue" if number % 2 else f"/queue?publisher=Observatory+{number + 1}"
        self._here = self._queue
        self._undoable: list[Told] = []

    def review(self, until: float) -> Work:
        """What came of working until a moment of `time.monotonic`."""
        try:
            self._sign_in()
            while time.monotonic() < until:
                self._turn()
        except (OSError, HTTPException) as error:
            self.work.wrong[f"no answer: {type(error).__name__}"] += 1
        return self.work

    def _sign_in(self) -> None:
        seal = self._got("sign-in page", self._visitor.get("/sign-in")).seal
        fields = {"seal": seal, "name": self.work.who, "password": PASSWORD, "back": "/queue"}
        self._got("signing in", self._visitor.post("/sign-in", fields))

    def _turn(self) -> None:
        page = self._got("queue", self._visitor.get(self._here))
        time.sleep(self._rng.uniform(*_THINKS_S))
        chance = self._rng.random()
        if chance < _UNDOES and self._undoable:
            self._undo(page.seal)
        elif chance < _UNDOES + _SEARCHES:
            words = self._rng.choice(_WORDS)
            self._got("search", self._visitor.get(f"/search?q={words}"))
        elif chance < _UNDOES + _SEARCHES + _READS and (found := _DOCUMENT.search(page.body)):
            self._got("document", self._visitor.get(found[1]))
        elif (question := _QUESTION.search(page.body)) is None:
            self._queue = self._here = "/queue"  # nothing waits there any more
        elif chance > 1 - _SKIPS and (skip := _SKIP.search(page.body)):
            self._here = skip[1].replace("&amp;", "&")
        else:
            self._decide(page.seal, *question.groups())

    def _decide(self, seal: str, id_: str, expects: str) -> None:
        verb = Verb.ACCEPT if self._rng.random() < 0.7 else Verb.REJECT
        fields = {"seal": seal, "expects": expects}
        answer = self._visitor.post(f"/statements/{id_}/{verb}", fields, wants_json=True)
        self._heard("decision", answer, verb, id_, 0)
        self._here = self._queue

    def _undo(self, seal: str) -> None:
        last = self._undoable.pop()
        path = f"/changes/{last.change_id}/undo"
        answer = self._visitor.post(path, {"seal": seal}, wants_json=True)
        self._heard("undo", answer, Verb.UNDO, last.statement_id, last.change_id)

    def _heard(self, what: str, answer: Answer, verb: Verb, id_: str, about: int) -> None:
        if answer.status == 409:
            self._note(what, answer)
            self.work.overtaken += 1
            return
        if self._got(what, answer).status != 200:
            return
        told = Told(int(answer.facts["change_id"]), verb, id_, about)
        self.work.told.append(told)
        if verb is not Verb.UNDO:
            self._undoable.append(told)

    def _got(self, what: str, answer: Answer) -> Answer:
        self._note(what, answer)
        if answer.status != 200:
            self.work.wrong[f"{what}: {answer.status}"] += 1
        return answer

    def _note(self, what: str, answer: Answer) -> None:
        self.work.took.setdefault(what, []).append(answer.ms)


# --- what became of it -------------------------------------------------------------------------------------------


def lost(record: Record, works: Sequence[Work]) -> Iterator[str]:
    """What the desk told of and the record does not hold, in words."""
    undone = {one.about for work in works for one in work.told if one.verb is Verb.UNDO}
    log = {one.id: one for one in _log(record)}
    for work in works:
        for told in work.told:
            fault = _fault(log.get(told.change_id), told, work.who, told.change_id in undone)
            if fault:
                yield f"change {told.change_id} of {work.who} {fault}"
    for number in log.keys() - {one.change_id for work in works for one in work.told}:
        yield f"change {number} is in the log, and nobody was told of it"


def _log(record: Record) -> Iterator[Change]:
    """What the reviewers did."""
    before, verbs = None, (Verb.ACCEPT, Verb.REJECT, Verb.UNDO)
    while found := changes.log(record, limit=1000, before=before, verbs=verbs):
        yield from (one for one in found if one.by.startswith("Reviewer "))
        before = found[-1].id


def _fault(held: Change | None, told: Told, who: str, is_undone: bool) -> str | None:
    if held is None:
        return "is not in the log"
    if (held.by, held.verb) != (who, told.verb):
        return "is another's in the log"
    return None if held.counts != is_undone else "counts otherwise than it was answered"


def mistaken(record: Record, works: Sequence[Work]) -> int:
    """Statements whose state is not what the last decision that counts makes it."""
    undone = {one.about for work in works for one in work.told if one.verb is Verb.UNDO}
    last: dict[str, Verb] = {}
    everything = chain.from_iterable(work.told for work in works)
    for told in sorted(everything, key=lambda one: one.change_id):
        if told.verb is not Verb.UNDO:
            last.setdefault(told.statement_id, Verb.UNDO)
            if told.change_id not in undone:
                last[told.statement_id] = told.verb
    means = {Verb.ACCEPT: State.ACCEPTED, Verb.REJECT: State.REJECTED, Verb.UNDO: State.READ}
    return sum(_state(record, id_) is not means[verb] for id_, verb in last.items())


def _state(record: Record, id_: str) -> State | None:
    try:
        row = decided.decision(record, id_).row
    except UsageError:
        return None
    return row.state if row else None


def figures(record: Record, works: Sequence[Work], seconds: float) -> Iterator[Measured]:
    """What was lost, what went wrong, and how long the answers took."""
    told = [one for work in works for one in work.told]
    missing = list(lost(record, works))
    wrong = sum((work.wrong for work in works), Counter[str]())
    overtaken = sum(work.overtaken for work in works)
    undone = sum(one.verb is Verb.UNDO for one in told)
    note = f"of {len(told)}, {undone} of them undos; {overtaken} overtaken; {'; '.join(missing[:3])}"
    yield Measured("decisions lost", len(missing), 0, at_least=False, note=note)
    yield Measured("statements decided otherwise", mistaken(record, works), 0, at_least=False)
    said = "; ".join(f"{what} {many} times" for what, many in wrong.items())
    yield Measured("error pages", wrong.total(), 0, at_least=False, note=said)
    idle = sum(not work.told and not work.overtaken for work in works)
    yield Measured("reviewers who could do nothing", idle, 0, at_least=False)
    yield Measured("decisions a minute", 60 * len(told) / seconds, None)
    for what in sorted({what for work in works for what in work.took}):
        took = [ms for work in works for ms in work.took.get(what, ())]
        yield Measured(f"{what}, ms", of_100(took, 95), None, note=f"{in_short(took)}, {len(took)} answers")


def measure(minutes: float, settings: Settings, shared: Path | None, reviewers: int) -> Iterator[Measured]:
    """The figures of so many reviewers who work for so long; NoServer where PostgreSQL is not installed."""
    with Server(fsync=True) as server:
        place = server.create("crisis")
        with Record.open(place) as record:
            fill_with(place, settings, shared, processes=2)
            for number in range(reviewers):
                people.add(record, f"Reviewer {number}", "analyst", PASSWORD, by="benchmark")
            with server.connect("crisis") as connection:
                connection.execute("ANALYZE")  # which a server does by itself after a while
            with desk(place, "--team") as running, ThreadPoolExecutor(reviewers) as pool:
                start = time.monotonic()
                all_ = [Reviewer(number, running.port) for number in range(reviewers)]
                works = list(pool.map(lambda one: one.review(start + 60 * minutes), all_))
                seconds = time.monotonic() - start
            yield from figures(record, works, seconds)


def main() -> int:
    """Print all figures beside their bars."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, help="the folder with data/; without it the demo's reports serve"
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--reviewers", type=int, default=REVIEWERS)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--statements", type=int, default=30_000)
    asked = parser.parse_args()
    settings = Settings(asked.documents, asked.statements)
    title = f"{asked.reviewers} reviewers for {asked.minutes:g} minutes on PostgreSQL"
    try:
        is_met = report(title, measure(asked.minutes, settings, asked.shared, asked.reviewers))
    except NoServer as error:
        print(f"Nothing was measured: {error}", file=sys.stderr)
        return 1
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
