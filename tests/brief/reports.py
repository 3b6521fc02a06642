"""A record of a made-up crisis, read by hand, from which briefs are drafted."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Tense
from veedor.codebook.statement import Event, Figure, Forecast, Position, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record.store import Record, Run

UNION = (
    "The army arrested Ana Reyes in Riverton on 3 May 2021, the union said.\n"
    "According to the union, 40 people were hurt. The government of Tasmia wants new talks if the strike ends."
)
MINISTRY = (
    "The ministry denied that the army arrested Ana Reyes in Riverton on 3 May 2021.\n"
    "Perhaps the prices will rise by June, the ministry thinks."
)


def _document(id_: str, text: str, publisher: str, day: str) -> Document:
    return Document(
        id=id_,
        text=text,
        title=f"A report of {publisher}",
        publisher=publisher,
        published=Published(day, Basis.GIVEN),
        address=f"https://{publisher.split()[-1].lower()}.example/{id_}",
    )


DOCUMENTS = (
    _document("aa01", UNION, "Riverton Gazette", "2021-05-04"),
    _document("bb02", MINISTRY, "State Radio", "2021-05-05"),
)


def _arrest(text: str, source: str, **more: object) -> Event:
    return Event(
        type=EventType.COERCE,
        anchor=quote(text, "arrested"),
        actors=(quote(text, "The army" if "The army" in text else "the army", "Army of Tasmia"),),
        recipients=(quote(text, "Ana Reyes", "Ana Reyes"),),
        places=(quote(text, "Riverton"),),
        sources=(quote(text, source),),
        when=When(quote(text, "on 3 May 2021"), "2021-05-03"),
        tense=Tense.PAST,
        **more,  # type: ignore[arg-type]
    )


def _statements(document: Document) -> Sequence[Statement]:
    text = document.text
    if document.id == "aa01":
        return (
            _arrest(text, "the union"),
            Figure(
                anchor=quote(text, "40 people"),
                what=quote(text, "people were hurt"),
                value=40.0,
                unit="people",
                sources=(quote(text, "the union"),),
                tense=Tense.PAST,
            ),
            Position(
                anchor=quote(text, "wants"),
                stance=Stance.PREFERS,
                holders=(quote(text, "The government of Tasmia", "Government of Tasmia"),),
                about=quote(text, "new talks"),
                conditions=(quote(text, "if the strike ends"),),
            ),
        )
    return (
        _arrest(text, "The ministry", polarity=Polarity.NO),
        Forecast(
            anchor=quote(text, "will rise"),
            about=quote(text, "the prices will rise"),
            probability=quote(text, "Perhaps"),
            by=quote(text, "by June"),
            sources=(quote(text, "the ministry"),),
            certainty=Certainty.HEDGED,
            when=When(quote(text, "by June"), "../2021-06"),
            tense=Tense.FUTURE,
        ),
    )


class _Reader(FakeReader):
    def read(self, document: Document) -> list[Statement]:
        return list(_statements(document))


def fill(record: Record) -> None:
    """Read both reports into a record."""
    reader, run = _Reader(), Run("Ana")
    for document in DOCUMENTS:
        whole = reader.read_whole(document)
        record.add(document, whole.statements, reader, passages=whole.passages, run=run)
