"""Reports made by rule, with what a reader would find in them: what is measured is the record, not the reader."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select

from veedor.codebook.labels import Certainty, EventType, Stance, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Position, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.documents.passages import DIMENSIONS, Passage, runs
from veedor.record import schema
from veedor.record.store import Record

SENTENCES = 9
"""Sentences of a report, each of which says one thing."""
VERSION_EVERY = 20
"""Each such report is a newer version of the one before: a sentence of it is changed."""
_SYLLABLES = "ba ce di fu gu la me ni po ru sa tu vi zo ka len mar tin ros der".split()
_TYPES = (EventType.CONSULT, EventType.COERCE, EventType.ACCUSE, EventType.AID)


class Rules:
    """What found the statements of a generated report."""

    name = "rules"
    version = "1"


RULES = Rules()


class Report(NamedTuple):
    """A document with what would be read in it."""

    document: Document
    statements: list[Statement]
    passages: list[Passage]


def reports(many: int, seed: int = 1) -> list[Report]:
    """That many reports, the same for the same seed."""
    chance = random.Random(seed)
    made: list[Report] = []
    for number in range(many):
        sentences = [_sentence(chance) for _ in range(SENTENCES)]
        if number % VERSION_EVERY == VERSION_EVERY - 1:
            sentences = [*made[-1].document.text.split("\n")[:-1], sentences[-1]]
        made.append(_report(number, sentences, chance))
    return made


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3))


def _name(chance: random.Random) -> str:
    return f"{_word(chance).capitalize()} {_word(chance).capitalize()}"


def _sentence(chance: random.Random) -> str:
    actor, other, town = _name(chance), _name(chance), _word(chance).capitalize()
    day, many = chance.randint(1, 28), chance.randint(2, 900)
    more = " ".join(_word(chance) for _ in range(8))
    return f"{actor} met {other} in {town} on {day} May 2021 about {more}, and {many} people came."


def _report(number: int, sentences: Sequence[str], chance: random.Random) -> Report:
    text = "\n".join(sentences)
    published = Published(f"2021-05-{number % 28 + 1:02}", Basis.GIVEN)
    document = Document(
        id=f"{number:06x}", text=text, title=_name(chance), publisher="The Observatory", published=published
    )
    places, start = [], 0
    for sentence in sentences:
        places.append((start, start + len(sentence)))
        start += len(sentence) + 1
    said = [
        one
        for place, sentence in zip(places, sentences, strict=True)
        for one in _said(text, *place, sentence)
    ]
    bounds = [(places[run[0]][0], places[run[-1]][1]) for run in runs(text, places)]
    return Report(document, said, [Passage(*place, chance.randbytes(DIMENSIONS)) for place in bounds])


def _said(text: str, start: int, end: int, sentence: str) -> Iterator[Statement]:
    """An event, and at times a figure or a position, of one sentence."""
    words = sentence.split()
    actor = _quote(text, start, " ".join(words[:2]))
    day = " ".join(words[8:11])
    dated = When(_quote(text, start, day), f"2021-05-{int(words[8]):02}", rule="day month year")
    kind = _TYPES[int(words[8]) % len(_TYPES)]
    yield Event(
        type=kind,
        anchor=_quote(text, start, "met"),
        actors=(actor,),
        recipients=(_quote(text, start, " ".join(words[3:5])),),
        places=(_quote(text, start, words[6]),),
        tense=Tense.PAST,
        when=dated,
        probability_right=0.75,
    )
    if int(words[-3]) % 2:
        people = _quote(text, start, f"{words[-3]} people")
        unit = Quote.at(text, people.end - 6, people.end)
        yield Figure(
            anchor=people, what=unit, value=float(words[-3]), unit="people", certainty=Certainty.HEDGED
        )
    else:
        about = Quote.at(text, start + sentence.index("about"), end)
        yield Position(anchor=about, stance=Stance.DEMANDS, holders=(actor,))


def _quote(text: str, start: int, words: str) -> Quote:
    at = text.index(words, start)
    return Quote.at(text, at, at + len(words))


def put(record: Record, report: Report, **more: Any) -> None:
    """Add a report as a reader would have read it."""
    record.add(report.document, report.statements, RULES, passages=report.passages, **more)


def broken(record: Record, all_of_them: Sequence[Report]) -> int:
    """How many documents lack something that came with them, or have it twice."""
    expected = {
        r.document.id: (1, len({s.id_in(r.document.id) for s in r.statements}), len(r.passages))
        for r in all_of_them
    }
    documents, readings, found, passages = schema.documents, schema.readings, schema.found, schema.passages
    read = select(readings.c.document_id, func.count()).group_by(readings.c.document_id)
    said = (
        select(readings.c.document_id, func.count())
        .join(found, found.c.reading_id == readings.c.id)
        .group_by(readings.c.document_id)
    )
    cut = select(passages.c.document_id, func.count()).group_by(passages.c.document_id)
    with record.reading() as connection:
        ids = connection.scalars(select(documents.c.id)).all()
        counts = [dict(map(tuple, connection.execute(query))) for query in (read, said, cut)]
    return sum(tuple(count.get(id_, 0) for count in counts) != expected[id_] for id_ in ids)


_TIMES = ("at", "made_at", "added_at")
_CHANGES = ("change_id", "part_of", "undone_id", "answers", "carried_from")


def contents(record: Record, *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Every row of every table but those `without`, such that records made at other times can be compared.

    Times are left out. A number that the database gave is replaced by what it numbers: a change by its verb, person
    and document, a reading by its document, reader and version; a passage stands for itself. Left out are the
    lines of runs in the log, as whoever is interrupted makes several of what would have been one.
    """
    found: dict[str, list[str]] = defaultdict(list)
    with record.reading() as connection:
        log, readings = schema.changes, schema.readings
        changes = {r.id: f"{r.verb} {r.by} {r.document_id}" for r in connection.execute(select(log))}
        read = {r.id: f"{r.document_id} {r.reader} {r.version}" for r in connection.execute(select(readings))}
        for table in schema.metadata.sorted_tables:
            if table.name not in without:
                for row in connection.execute(select(table)):
                    plain = _plain(table, dict(row._mapping), changes, read)
                    if plain.get("verb") != "import":
                        found[table.name].append(repr(plain))
    return {name: sorted(rows) for name, rows in found.items()}


def _plain(table: Any, row: dict[str, Any], changes: dict[int, str], read: dict[int, str]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in _TIMES}
    for name in _CHANGES:
        if name in plain:
            plain[name] = changes.get(plain[name])
    if "reading_id" in plain:
        plain["reading_id"] = read.get(plain["reading_id"])
    if table.autoincrement_column is not None:
        del plain["id"]
    return plain


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> int:
    """How many rows two `contents` do not share."""
    return sum(
        len(set(one.get(n, ())) ^ set(other.get(n, ()))) + abs(len(one.get(n, ())) - len(other.get(n, ())))
        for n in one | other
    )
