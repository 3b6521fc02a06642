"""Two weeks of a made-up strike, as reports tell of it: what the second tells is new after the first."""

from __future__ import annotations

from typing import NamedTuple

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType, Polarity, Stance, Tense
from veedor.codebook.statement import Event, Figure, Forecast, Position, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record.store import Record

FIRST = (
    "Ana Torres met the envoys of Norlandia on 30 April 2031, the mayor said. "
    "Carla Moss demands the release of the prisoners. "
    "Ben Vela says the strike may end by 6 May 2031. "
    "The ministry counted 40 dead in Riverton by 1 May 2031."
)
SECOND = (
    "The ministry denies that Ana Torres met the envoys of Norlandia on 30 April 2031. "
    "Carla Moss refuses the release of the prisoners. "
    "The police arrested twelve dockers in Riverton on 7 May 2031."
)


class Ids(NamedTuple):
    """The statements, by their ids."""

    met: str
    demands: str
    foretold: str
    dead: str
    denied: str
    refuses: str
    arrested: str


def fill(record: Record) -> Ids:
    """The ids of what the two reports say, put into an empty record."""
    first = put(record, "w1", FIRST, first_week(FIRST), published="2031-05-01", publisher="The Herald")
    second = put(record, "w2", SECOND, second_week(SECOND), published="2031-05-08", publisher="The Courier")
    return Ids(*first, *second)


def put(
    record: Record, id_: str, text: str, said: list[Statement], *, published: str | None, publisher: str
) -> list[str]:
    """The ids of what a report says."""
    dated = Published(published, Basis.GIVEN) if published else None
    document = Document(id=id_, text=text, title=f"Report {id_}", publisher=publisher, published=dated)
    record.add(document, said, FakeReader())
    return [statement.id_in(id_) for statement in said]


def first_week(text: str) -> list[Statement]:
    """What the first report says."""
    return [
        met(text, sources=("the mayor",)),
        _wants(text, "demands", Stance.DEMANDS),
        Forecast(
            anchor=quote(text, "may end"),
            about=quote(text, "the strike may end"),
            by=quote(text, "by 6 May 2031"),
            sources=(quote(text, "Ben Vela"),),
            when=When(quote(text, "by 6 May 2031"), "../2031-05-06"),
            tense=Tense.FUTURE,
        ),
        Figure(
            anchor=quote(text, "40 dead"),
            what=quote(text, "dead"),
            value=40.0,
            unit="people",
            sources=(quote(text, "The ministry"),),
        ),
    ]


def second_week(text: str) -> list[Statement]:
    """What the second report says."""
    return [
        met(text, sources=("The ministry",), polarity=Polarity.NO),
        _wants(text, "refuses", Stance.REFUSES),
        Event(
            type=EventType.COERCE,
            anchor=quote(text, "arrested"),
            actors=(quote(text, "The police"),),
            recipients=(quote(text, "twelve dockers"),),
            places=(quote(text, "Riverton"),),
            when=When(quote(text, "on 7 May 2031"), "2031-05-07"),
            tense=Tense.PAST,
        ),
    ]


def met(text: str, *, sources: tuple[str, ...], polarity: Polarity = Polarity.YES) -> Event:
    """That the two met, or that they did not."""
    return Event(
        type=EventType.CONSULT,
        anchor=quote(text, "met"),
        actors=(quote(text, "Ana Torres"),),
        recipients=(quote(text, "the envoys of Norlandia"),),
        sources=tuple(quote(text, words) for words in sources),
        when=When(quote(text, "on 30 April 2031"), "2031-04-30"),
        polarity=polarity,
        tense=Tense.PAST,
    )


def _wants(text: str, anchor: str, stance: Stance) -> Position:
    return Position(
        stance=stance,
        anchor=quote(text, anchor),
        holders=(quote(text, "Carla Moss"),),
        about=quote(text, "the release of the prisoners"),
        issue="prisoners",
    )
