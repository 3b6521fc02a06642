"""A few statements in two reports of a made-up country, for tests of what is judged of statements."""

from __future__ import annotations

from typing import NamedTuple

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType, Stance
from veedor.codebook.statement import Event, Forecast, Position, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.record.store import Record

TEXT = (
    "The envoys of Norlandia will meet on Monday. The harbour union demands pay. "
    "Ana Torres says the strike may end by June."
)
LATER = "The envoys of Norlandia met. The strike in the harbour ended."


class Ids(NamedTuple):
    """The statements, by their ids."""

    will_meet: str
    demands: str
    forecast: str
    met: str
    ended: str


def fill(record: Record) -> Ids:
    """The ids of what is put into an empty record."""
    first = put(record, "r1", TEXT, _first(TEXT), published="2031-05-01")
    second = put(record, "r2", LATER, _second(LATER), published="2031-06-02")
    return Ids(*first, *second)


def put(
    record: Record,
    id_: str,
    text: str,
    said: list[Statement],
    *,
    published: str,
    publisher: str = "The Herald",
) -> list[str]:
    """The ids of what a report says."""
    document = Document(
        id=id_, text=text, title=id_, publisher=publisher, published=Published(published, Basis.GIVEN)
    )
    record.add(document, said, FakeReader())
    return [statement.id_in(id_) for statement in said]


def _first(text: str) -> list[Statement]:
    return [
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "will meet"),
            actors=(quote(text, "The envoys of Norlandia"),),
        ),
        Position(
            stance=Stance.DEMANDS,
            anchor=quote(text, "demands"),
            holders=(quote(text, "The harbour union"),),
            about=quote(text, "pay"),
            issue="pay",
        ),
        Forecast(
            anchor=quote(text, "may end"),
            about=quote(text, "the strike may end"),
            by=quote(text, "by June"),
            sources=(quote(text, "Ana Torres"),),
        ),
    ]


def _second(text: str) -> list[Statement]:
    return [
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "met"),
            actors=(quote(text, "The envoys of Norlandia"),),
        ),
        Event(type=EventType.PROTEST, anchor=quote(text, "ended")),
    ]
