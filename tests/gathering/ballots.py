"""A made-up vote, foretold by one report and told by another: for the ledger in gatherings, commands and pages."""

from __future__ import annotations

from typing import NamedTuple

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.statement import Event, Figure, Forecast, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record.store import Record

BEFORE = (
    "Norlandia votes on 4 May 2031 in all of the nine districts. "
    "Analyst Ida Holm says the Lake party is likely to win at least half of the districts. "
    "There is a 70 percent chance of rain. "
    "The Lake party could win seven of the nine. "
    "The council said that talks resume next week; the union denied it. "
    "Premier Ula Borg will meet the envoys on 9 May 2031."
)
AFTER = (
    "The Lake party won 3 districts on 4 May 2031. "
    "Premier Ula Borg did not meet the envoys on 9 May 2031. "
    "The mayor was seen in <script>alert(1)</script> “Oslo” \u202eעולם."
)


class Ids(NamedTuple):
    """The statements, by their ids."""

    likely: str
    rain: str
    could: str
    resumes: str
    denied: str
    meets: str
    won: str
    three: str
    did_not: str


def fill(record: Record) -> Ids:
    """The ids of what the two reports say, put into an empty record."""
    before, after = _before(BEFORE), _after(AFTER)
    _put(record, "b1", BEFORE, before, "2031-04-20")
    _put(record, "b2", AFTER, after, "2031-05-12")
    ids = [one.id_in("b1") for one in before[:6]]
    return Ids(*ids, *(one.id_in("b2") for one in after))


def _put(record: Record, id_: str, text: str, said: list[Statement], published: str) -> None:
    document = Document(
        id=id_,
        text=text,
        title=f"Report {id_}",
        publisher="The Herald",
        published=Published(published, Basis.GIVEN),
    )
    reader = FakeReader()
    record.add(document, said, reader, passages=reader.read_whole(document).passages)


def _when(text: str, words: str, value: str) -> When:
    return When(quote(text, words), value)


def _before(text: str) -> list[Statement]:
    return [
        Forecast(
            anchor=quote(text, "is likely to win"),
            about=quote(text, "win at least half of the districts"),
            probability=quote(text, "likely"),
            actors=(quote(text, "the Lake party", "Lake Party"),),
            sources=(quote(text, "Analyst Ida Holm", "Ida Holm"),),
            certainty=Certainty.HEDGED,
            tense=Tense.FUTURE,
        ),
        Forecast(
            anchor=quote(text, "chance"),
            about=quote(text, "rain"),
            probability=quote(text, "chance"),
            certainty=Certainty.HEDGED,
            tense=Tense.FUTURE,
        ),
        Forecast(
            anchor=quote(text, "could win"),
            about=quote(text, "win seven of the nine"),
            probability=quote(text, "could"),
            actors=(quote(text, "The Lake party", "Lake Party"),),
            certainty=Certainty.HEDGED,
            tense=Tense.FUTURE,
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "talks resume"),
            sources=(quote(text, "The council"),),
            tense=Tense.FUTURE,
            when=_when(text, "next week", "2031-04-21/2031-04-27"),
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "denied"),
            sources=(quote(text, "the union"),),
            polarity=Polarity.NO,
            tense=Tense.FUTURE,
            when=_when(text, "next week", "2031-04-21/2031-04-27"),
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "meet"),
            actors=(quote(text, "Premier Ula Borg", "Ula Borg"), quote(text, "the envoys")),
            tense=Tense.FUTURE,
            when=_when(text, "9 May 2031", "2031-05-09"),
        ),
        Event(
            type=EventType.ELECT,
            anchor=quote(text, "votes"),
            actors=(quote(text, "Norlandia"),),
            tense=Tense.FUTURE,
            when=_when(text, "4 May 2031", "2031-05-04"),
        ),
        Figure(
            anchor=quote(text, "nine districts"), value=9.0, unit="districts", what=quote(text, "districts")
        ),
    ]


def _after(text: str) -> list[Statement]:
    return [
        Event(
            type=EventType.ELECT,
            anchor=quote(text, "won"),
            actors=(quote(text, "The Lake party", "Lake Party"),),
            tense=Tense.PAST,
            when=_when(text, "4 May 2031", "2031-05-04"),
        ),
        Figure(
            anchor=quote(text, "3 districts"),
            value=3.0,
            unit="districts",
            what=quote(text, "districts"),
            tense=Tense.PAST,
            when=_when(text, "4 May 2031", "2031-05-04"),
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "meet"),
            actors=(quote(text, "Premier Ula Borg", "Ula Borg"), quote(text, "the envoys")),
            polarity=Polarity.NO,
            tense=Tense.PAST,
            when=_when(text, "9 May 2031", "2031-05-09"),
        ),
    ]
