"""A record of a raid that some papers tell and one side denies, and of talks that were announced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fakes import FakeReader, fake_vector, quote
from veedor.codebook.labels import EventType, Polarity, Tense
from veedor.codebook.statement import Event
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.documents.passages import Passage
from veedor.record.store import Record

RAID = "Delta Guard soldiers raided Radio Marn in Tolk on 8 May 2031"
HOSTILE = "<script>alert('x')</script> مرحبا"


@dataclass
class Told:
    """A report of a few sentences, each with one event."""

    id: str
    publisher: str
    published: str | None
    sentences: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def says(self, sentence: str, **event: Any) -> Told:
        """The report with a further sentence."""
        self.sentences.append(sentence)
        self.events.append(event | {"sentence": sentence})
        return self

    def put(self, record: Record) -> list[str]:
        """The ids of its statements, once it is in the record."""
        text = "\n".join(f"{sentence}." for sentence in self.sentences)
        dated = Published(self.published, Basis.GIVEN) if self.published else None
        document = Document(id=self.id, text=text, title=self.id, publisher=self.publisher, published=dated)
        events = [_event(text, event) for event in self.events]
        passage = Passage(0, len(text), fake_vector(text))
        record.add(document, events, FakeReader(), passages=[passage])
        return [event.id_in(self.id) for event in events]


def _event(text: str, said: dict[str, Any]) -> Event:
    start = text.index(said["sentence"])
    own = text[: start + len(said["sentence"])]

    def at(words: str) -> Any:
        place = own.index(words, start)
        found = quote(own[place:], words, said.get("names", {}).get(words, words))
        return type(found)(place, place + len(words), words, found.name)

    when = said.get("when")
    return Event(
        type=said.get("type", EventType.COERCE),
        anchor=at(said.get("anchor", "raided")),
        sources=tuple(at(words) for words in said.get("sources", ())),
        actors=tuple(at(words) for words in said.get("actors", ())),
        recipients=tuple(at(words) for words in said.get("recipients", ())),
        places=tuple(at(words) for words in said.get("places", ())),
        polarity=Polarity.NO if said.get("denied") else Polarity.YES,
        tense=said.get("tense", Tense.PAST),
        when=When(at(when[0]), when[1]) if when else None,
    )


def raid(id_: str, publisher: str, published: str | None, *, before: str = "", **event: Any) -> Told:
    """A report that tells of the raid."""
    parts: dict[str, Any] = {
        "actors": ("Delta Guard",),
        "recipients": ("Radio Marn",),
        "places": ("Tolk",),
        "when": ("8 May 2031", "2031-05-08"),
    }
    return Told(id_, publisher, published).says(before + RAID, **(parts | event))


def talks(id_: str, publisher: str, published: str, words: str, **event: Any) -> Told:
    """A report that tells of talks for 20 May."""
    said: dict[str, Any] = {
        "type": EventType.CONSULT,
        "anchor": "talks",
        "actors": ("Lake Front",),
        "places": ("Port Sel",),
        "when": ("20 May 2031", "2031-05-20"),
    }
    return Told(id_, publisher, published).says(words, **(said | event))


def fill(record: Record) -> dict[str, str]:
    """The record with four reports; the ids of their statements by what they say."""
    ids = {
        "bell": raid("d1", "The Bell", "2031-05-09").put(record),
        "oar": raid("d2", "Daily Oar", "2031-05-10", before=f"{HOSTILE}: ").put(record),
        "denied": raid(
            "d3",
            "Lantern",
            "2031-05-12",
            before="It is not so, says Colonel Brask, that ",
            sources=("Colonel Brask",),
            denied=True,
        ).put(record),
        "announced": talks(
            "d4",
            "The Bell",
            "2031-05-10",
            "Lake Front will hold talks in Port Sel on 20 May 2031",
            tense=Tense.FUTURE,
        ).put(record),
    }
    return {name: found[0] for name, found in ids.items()}
