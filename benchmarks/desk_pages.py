"""Asks every page of the desk over a large record, one at a time, with addresses that differ.

    python -m benchmarks.desk_pages --shared ../shared

The record of 10,000 documents and 300,000 statements is the one of `scale.py`, copied, as some decisions are made in
it. A page's figure is what 95 of 100 answers stay below. Apart from it stand the first answer after a start and those
after a change to the record, for which nothing that was worked out before is of use.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from sqlalchemy import func, select

from benchmarks import Measured, report
from benchmarks.corpus_records import Settings, record_at
from benchmarks.visitors import Running, Visitor, desk, in_short, of_100
from veedor.codebook.labels import EventType, Kind, Stance
from veedor.codebook.naming import APART
from veedor.desk.pages import PAGES
from veedor.gathering import figures as counted
from veedor.record import schema
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.counted import newest_documents
from veedor.record.reviewing import review
from veedor.record.store import Record

BAR_MS = 200.0
"""What 95 of 100 answers of each page are to stay below."""
TIMES = 40
"""Answers of each page."""
CHANGED = 5
"""Answers of each page after a change."""
NOT_HERE = ("sign-in", "own-password", "brief", "brief-exhibits")
"""Pages of a team's desk alone (`desk_reviewers` asks the first), and those of a brief, which this record lacks."""
_WORD = re.compile(r"\b[a-z]{4,12}\b")


class Known(NamedTuple):
    """What addresses are made of."""

    documents: Sequence[str]
    statements: Sequence[tuple[str, str]]
    """Ids, each with its document's."""
    of_kind: Mapping[Kind, Sequence[str]]
    """Ids of some events and forecasts."""
    topics: Sequence[str]
    """Keys of the topics of figures of the newest reports, which the page begins with."""
    words: Sequence[str]
    names: Sequence[str]
    """Frequent names of actors."""
    joined: tuple[str, str]
    """Two of them that are judged to be one."""


def known(record: Record, seed: int = 1) -> Known:
    """Ids, words and names of a record, drawn with a seed."""
    rng = random.Random(seed)
    parties = schema.parties.c.key
    with record.reading() as connection:
        documents = list(connection.scalars(select(schema.documents.c.id)))
        chosen = rng.sample(documents, min(300, len(documents)))
        rows = schema.statements
        # Of each drawn document some, as the order of ids says nothing of where statements lie.
        statements = [
            (row.id, row.document_id)
            for one in chosen[:100]
            for row in connection.execute(
                select(rows.c.id, rows.c.document_id).where(rows.c.document_id == one).limit(3)
            )
        ]
        of_kind = {
            kind: connection.scalars(
                select(rows.c.id).where(rows.c.kind == str(kind), rows.c.document_id.in_(chosen)).limit(200)
            ).all()
            for kind in (Kind.EVENT, Kind.FORECAST)
        }
        texts = connection.scalars(select(schema.documents.c.text).where(schema.documents.c.id.in_(chosen)))
        words = sorted({word for text in texts for word in rng.sample(_WORD.findall(text), 3)})
        frequent = select(parties).where(~parties.contains(APART), parties != "").group_by(parties)
        names = connection.scalars(frequent.order_by(func.count().desc(), parties).limit(60)).all()
    rng.shuffle(statements)
    rng.shuffle(words)
    topics = [head.key for head in counted.window(record, newest_documents(record)).topics]
    return Known(chosen, statements, of_kind, topics, words, names, (names[-1], names[-2]))


Addresses = Callable[[Known, random.Random], str]


def _asked(path: str, **values: object) -> str:
    given = {name: value for name, value in values.items() if name and value not in (None, "")}
    return path + (f"?{urlencode(given)}" if given else "")


def _month(rng: random.Random) -> str:
    return f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}"


def _queue(of: Known, rng: random.Random) -> str:
    return rng.choice(
        [
            _asked("/queue", kind=rng.choice(list(Kind))),
            _asked("/queue", skipped=".".join(id_ for id_, _ in rng.sample(of.statements, 5))),
            _asked("/queue", document=rng.choice(of.documents), order="text"),
            _asked("/queue", publisher=f"Observatory {rng.randint(1, 40)}"),
            _asked("/queue", at=rng.choice(of.statements)[0]),
        ]
    )


def _part(of: Known, rng: random.Random) -> str:
    id_, document = rng.choice(of.statements)
    return _asked(f"/documents/{document}/part", card=id_, text=1, same=1)


def _timeline(of: Known, rng: random.Random) -> str:
    first = _month(rng)
    year = first[:4]
    return rng.choice(
        [
            _asked("/timeline", **{"from": first, "to": first}, lanes=rng.choice(["type", "actor"])),
            _asked("/timeline", **{"from": year, "to": year}, unit="week"),
            _asked("/timeline", **{"from": "2015", "to": "2024"}, unit="month"),
            _asked("/timeline", **{"from": first, "to": first}, actor=rng.choice(of.names)),
            _asked(
                "/timeline", type=rng.choice(list(EventType)), publisher=f"Observatory {rng.randint(1, 40)}"
            ),
        ]
    )


def _search(of: Known, rng: random.Random) -> str:
    words = " ".join(rng.sample(of.words, 2))
    return rng.choice(
        [
            _asked("/search", q=rng.choice(of.words)),
            _asked("/search", q=words),
            _asked("/search", q=rng.choice(of.words), kind=rng.choice(list(Kind)), published=_month(rng)[:4]),
            _asked("/search", actor=rng.choice(of.names), date=_month(rng)),
            _asked("/search", kind="position", stance=rng.choice(list(Stance)), page=rng.randint(1, 5)),
        ]
    )


def _two(path: str, one: str, other: str) -> Addresses:
    """Addresses that name two actors."""

    def address(of: Known, rng: random.Random) -> str:
        left, right = rng.sample(of.names, 2)
        return _asked(path.replace("{name}", quote(left, safe="")), **{one: left, other: right})

    return address


def _log(of: Known, rng: random.Random) -> str:
    return rng.choice(
        [
            _asked("/log", all=1, before=rng.randint(1000, 9000)),
            _asked("/log", document=rng.choice(of.documents)),
            _asked("/log", by=rng.choice(["Ana", "Berta"])),
        ]
    )


VARIED: Mapping[str, Addresses] = {
    "queue": _queue,
    "documents": lambda of, rng: _asked(
        "/documents", page=rng.randint(1, 150), order=rng.choice(["", "read"])
    ),
    "document-part": _part,
    "timeline": _timeline,
    "search": _search,
    "log": _log,
    "compare": _two("/actors/compare", "left", "right"),
    "together": _two("/actors/{name}/with", "", "other"),
    "parting": lambda of, rng: _asked("/actors/parting", left=of.joined[0], right=of.joined[1]),
    "new": lambda of, rng: _asked(
        f"/documents/{rng.choice(of.documents)}/new", kind=rng.choice(list(Kind)), anchor="40-80"
    ),
}
"""Pages whose addresses hold more than what their path names."""


def address(name: str, path: str, of: Known, rng: random.Random) -> str:
    """An address of a page; of those that are not listed one with its path filled in, or a part of its list."""
    if name in VARIED:
        return VARIED[name](of, rng)
    first = path.split("/")[1]
    drawn = {
        "documents": lambda: rng.choice(of.documents),
        "statements": lambda: rng.choice(of.statements)[0],
        "actors": lambda: rng.choice(of.names),
        "incidents": lambda: rng.choice(of.of_kind[Kind.EVENT]),
        "forecasts": lambda: rng.choice(of.of_kind[Kind.FORECAST]),
        "figures": lambda: rng.choice(of.topics),
    }
    filled = re.sub(r"\{\w+\}", lambda _: quote(drawn[first](), safe=""), path)
    return filled if filled != path or path == "/" else _asked(path, page=rng.choice(["", 2, 3]))


class Timed(NamedTuple):
    """Milliseconds of the answers of a page."""

    first: float
    later: Sequence[float]
    changed: Sequence[float]
    processor: float
    """Of the later answers, the program's own share, on average: what a busy machine adds is not in it."""
    wrong: Mapping[int, str]
    """Statuses other than 200, each with an address."""


def timed(visitor: Visitor, running: Running, addresses: Iterator[str], change: Callable[[], None]) -> Timed:
    """How long the answers of one page take."""
    wrong: dict[int, str] = {}

    def ask() -> float:
        here = next(addresses)
        answer = visitor.get(here)
        if answer.status != 200:
            wrong[answer.status] = here
        return answer.ms

    first, busy = ask(), running.processor_ms()
    later = [ask() for _ in range(TIMES)]
    processor = (running.processor_ms() - busy) / TIMES
    changed = []
    for _ in range(CHANGED):
        change()
        changed.append(ask())
    return Timed(first, later, changed, processor, wrong)


def figures(place: Path, only: Sequence[str]) -> Iterator[Measured]:
    """A figure for each page; one that answers with an error misses its bar."""
    with Record.open(place) as record:
        of = known(record)
        _decide(record, of)
    with desk(place, "--by", "Ana") as running:
        visitor = Visitor(running.port)
        seal = visitor.get(f"/documents?token={running.token}").seal
        comments = cycle(id_ for id_, _ in of.statements)

        def change() -> None:
            visitor.post(f"/statements/{next(comments)}/comment", {"seal": seal, "words": "looked at"})

        for page in PAGES:
            if page.name not in NOT_HERE and (not only or page.name in only):
                rng = random.Random(page.name)
                addresses = iter(lambda page=page, rng=rng: address(page.name, page.path, of, rng), None)  # type: ignore[misc]
                yield _measured(page.name, timed(visitor, running, addresses, change))


def _measured(name: str, took: Timed) -> Measured:
    note = (
        f"{in_short(took.later)}, {took.processor:.0f} ms of the processor; "
        f"first {took.first:.0f}, after a change up to {max(took.changed):.0f} ms"
    )
    value = float("inf") if took.wrong else of_100(took.later, 95)
    note = f"answers {took.wrong}" if took.wrong else note
    return Measured(f"{name}, ms", value, BAR_MS, at_least=False, note=note)


def _decide(record: Record, of: Known) -> None:
    """Some decisions and judgements, so that lists of them are not empty."""
    pairs = [Pair(*of.joined, Verdict.SAME, "the same office")]
    pairs += [Pair(*of.names[n : n + 2], Verdict.UNSURE, "alike", 0.5) for n in range(0, 20, 2)]  # type: ignore[list-item]
    identity.judge(record, pairs, by="benchmark")
    for number, (id_, _) in enumerate(of.statements[:60]):
        if number % 3:
            review.accept(record, id_, by="Ana")
        else:
            review.reject(record, id_, by="Berta", reason="nobody says so")


def measure(path: Path, only: Sequence[str] = ()) -> Iterator[Measured]:
    """The figures of all pages, or of some, over a copy of a record."""
    with tempfile.TemporaryDirectory(prefix="veedor-desk-") as folder:
        copy = Path(folder, "crisis.veedor")
        shutil.copyfile(path, copy)
        yield from figures(copy, only)


def main() -> int:
    """Print all figures beside their bars."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, help="the folder with data/; without it the demo's reports serve"
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=300_000)
    parser.add_argument("--record", type=Path, help="another record, which is copied")
    parser.add_argument("--page", action="append", default=[], help="this page alone; may be repeated")
    asked = parser.parse_args()
    path = asked.record or record_at(Settings(asked.documents, asked.statements), asked.shared)[0]
    return 0 if report("Every page of the desk, over a large record", measure(path, asked.page)) else 1


if __name__ == "__main__":
    sys.exit(main())
