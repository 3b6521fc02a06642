"""Tellings made by hand, about made-up countries."""

from __future__ import annotations

from itertools import count

from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.codebook.when import When

_TENSES = {"past": Tense.PAST, "present": Tense.PRESENT, "future": Tense.FUTURE}
_starts = count(0, 1000)


def quotes(names: str, start: int) -> tuple[Quote, ...]:
    """Quotes of names that stand one after another, apart by semicolons."""
    found = []
    for name in filter(None, (part.strip() for part in names.split(";"))):
        found.append(Quote(start, start + len(name), name, name))
        start += len(name) + 1
    return tuple(found)


def telling(
    type_: str = "CONSULT",
    anchor: str = "met",
    *,
    by: str = "",
    to: str = "",
    at: str = "",
    about: str = "",
    when: str | None = None,
    says: str = "",
    denied: bool = False,
    certainty: Certainty = Certainty.CERTAIN,
    tense: str = "past",
    publisher: str | None = None,
    published: str | None = "2031-05-10",
    document: str | None = None,
    story: str | None = None,
    vector: bytes | None = None,
    id_: str | None = None,
) -> Telling:
    """A telling of an event; each stands far from the others of its document unless a place is given."""
    start = next(_starts)
    document = document or f"doc-{publisher or 'none'}-{published}-{start}"
    event = Event(
        type=EventType(type_),
        anchor=Quote(start, start + len(anchor), anchor),
        sources=quotes(says, start + 100),
        actors=quotes(by, start + 200),
        recipients=quotes(to, start + 300),
        places=quotes(at, start + 400),
        about=Quote(start + 500, start + 500 + len(about), about) if about else None,
        polarity=Polarity.NO if denied else Polarity.YES,
        certainty=certainty,
        tense=_TENSES[tense],
        when=When(Quote(start + 600, start + 604, "then"), when) if when else None,
    )
    parties = (*event.sources, *event.actors, *event.recipients, *event.places)
    return Telling(
        statement=event,
        id=id_ or f"{start:016x}",
        document_id=document,
        publisher=publisher,
        published=published,
        story=story or document,
        who={(one.start, one.end): Party(key(one.words), one.words) for one in parties},
        vector=vector,
    )
