"""The coreference set as tellings: by its own statements, and as the real reader reads its texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from veedor.analysis.telling import Telling
from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement, from_dict
from veedor.documents.document import Basis, Document, Published
from veedor.documents.passages import Passage
from veedor.gathering.tellings import tellings
from veedor.matching import match
from veedor.reading.reader import Reader
from veedor.record.store import Record
from veedor.record.wanted import Filter

FOLDER = Path(__file__).parent / "coreference"


class Told(NamedTuple):
    """A telling and the happening that it tells of."""

    telling: Telling
    happening: str | None
    """None where the set does not say."""


class Read(NamedTuple):
    """A document of the set, read."""

    plain: dict[str, Any]
    statements: list[Statement]
    passages: list[Passage]


def documents(half: str) -> list[dict[str, Any]]:
    """The documents of one half, `train` or `test`."""
    lines = (FOLDER / f"happenings-{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _document(plain: dict[str, Any]) -> Document:
    return Document(
        id=plain["id"],
        text=plain["text"],
        title=plain["title"],
        publisher=plain["publisher"],
        language="en",
        published=Published(plain["published"], Basis.GIVEN) if plain["published"] else None,
        file=f"{plain['id']}.txt",
    )


def read(plain: dict[str, Any], reader: Reader) -> Read:
    """The document as the reader reads it."""
    document = _document(plain)
    whole = reader.read_whole(document)
    return Read(plain, whole.statements, whole.passages)


class Case(NamedTuple):
    """A few documents of one happening, and how many independent origins they have."""

    way: str
    origins: int
    tellings: tuple[Telling, ...]


def syndication() -> list[Case]:
    """The planted cases, by the set's own statements."""
    lines = (FOLDER / "syndication.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(plain: dict[str, Any]) -> Case:
    texts = [Read(document | {"title": None}, [], []) for document in plain["documents"]]
    tellings = tuple(one.telling for text in texts for one in own(text))
    return Case(plain["way"], plain["origins"], tellings)


def own(of: Read) -> Iterator[Told]:
    """What the set itself says that the document tells."""
    for said in of.plain["statements"]:
        yield Told(_telling(of, from_dict(said)), said["happening"])


def as_read(texts: Sequence[Read], reader: Reader) -> list[Told]:
    """What a record holds once the reader read the texts and its names were matched, as when people use it.

    A telling is of the happening of the mention on which its anchor lies; each mention is told once.
    """
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "set.veedor") as record:
        for text in texts:
            record.add(_document(text.plain), text.statements, reader, passages=text.passages)
        match(record)
        found = tellings(record, Filter(kind=Kind.EVENT), vectors=True)
    mentions = {text.plain["id"]: text.plain["mentions"] for text in texts}
    taken: dict[str, set[int]] = defaultdict(set)
    return [_told(one, mentions[one.document_id], taken[one.document_id]) for one in found]


def _told(telling: Telling, mentions: Sequence[dict[str, Any]], taken: set[int]) -> Told:
    number = _nearest(telling.statement.anchor, mentions, taken)
    if number is None:
        return Told(telling, None)
    taken.add(number)
    return Told(telling, mentions[number]["happening"])


def _nearest(anchor: Quote, mentions: Sequence[dict[str, Any]], taken: set[int]) -> int | None:
    """The mention that shares most characters with an anchor; None where none shares any."""
    shared = {
        number: min(anchor.end, one["end"]) - max(anchor.start, one["start"])
        for number, one in enumerate(mentions)
        if number not in taken
    }
    best = max(shared, key=lambda number: shared[number], default=None)
    return best if best is not None and shared[best] > 0 else None


def _telling(of: Read, statement: Statement) -> Telling:
    at = statement.anchor.start
    vector = next((one.vector for one in of.passages if one.start <= at < one.end), None)
    return Telling(
        statement=statement,
        id=statement.id_in(of.plain["id"]),
        document_id=of.plain["id"],
        title=of.plain["title"],
        publisher=of.plain["publisher"],
        published=of.plain["published"],
        story=of.plain.get("story") or of.plain["id"],
        vector=vector,
    )
