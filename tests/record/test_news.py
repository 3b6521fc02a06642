"""What is worth a look on the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Comparison, EventType, Polarity
from veedor.codebook.statement import Event, Figure, Forecast, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record import changes, listing, news, schema, views
from veedor.record.changes import Verb
from veedor.record.news import Done
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter


def note(
    number: int, *, many: float = 40, comparison: Comparison | None = None
) -> tuple[Document, list[Statement]]:
    """A report of its own with a figure, a denial and a forecast; of a later day the higher its number is."""
    own = " ".join(f"Only note {number} tells of thing {number}x{n}." for n in range(30))
    text = (
        "According to the union, some dockers were hurt. The spokesman denied that the police fired. Nobody slept. "
        f"The council expects that the port will open by 10 May 2021. {own}"
    )
    document = Document(
        id=f"n{number}",
        text=text,
        title=f"Note {number}",
        published=Published(f"2021-05-{number:02}", Basis.GIVEN),
    )
    statements: list[Statement] = [
        Figure(
            anchor=quote(text, "some dockers"),
            what=quote(text, "dockers were hurt"),
            value=many,
            unit="people",
            comparison=comparison,
        ),
        Event(
            type=EventType.ASSAULT,
            anchor=quote(text, "fired"),
            actors=(quote(text, "the police"),),
            sources=(quote(text, "The spokesman"),),
            polarity=Polarity.NO,
        ),
        Event(type=EventType.CONSULT, anchor=quote(text, "slept"), polarity=Polarity.NO),
        Forecast(
            anchor=quote(text, "expects"),
            about=quote(text, "the port will open"),
            when=When(quote(text, "10 May 2021"), "2021-05-10"),
        ),
    ]
    return document, statements


@pytest.fixture
def record(place: str, reader: FakeReader) -> Iterator[Record]:
    with Record.open(place) as opened:
        for number, many in ((1, 40), (2, 52), (3, 40)):
            document, statements = note(number, many=many)
            opened.add(document, statements, reader)
        yield opened


def test_denials_are_those_that_a_source_makes_the_newest_first(record: Record) -> None:
    ids = listing.in_order(record)
    found = news.denials(record, ids, limit=9, most=9)
    assert [row.document_id for row in found.rows] == ["n3", "n2", "n1"]
    assert {row.statement.anchor.words for row in found.rows} == {"fired"}
    assert found.place is None
    part = news.denials(record, ids, limit=9, most=2)
    assert ([row.document_id for row in part.rows], part.place) == (["n3", "n2"], 2)
    rest = news.denials(record, ids, start=2, limit=9, most=9)
    assert ([row.document_id for row in rest.rows], rest.place) == (["n1"], None)


def test_forecasts_are_due_when_their_last_day_is_over(record: Record) -> None:
    assert news.due(record, date(2021, 5, 10), most=9) == []
    due = news.due(record, date(2021, 5, 11), most=9)
    assert len(due) == 3
    assert len(news.due(record, date(2021, 5, 11), most=2)) == 2
    assert [row.id for row in news.still(record, due, waiting=True)] == due
    review.accept(record, due[0], by="Ana")
    review.reject(record, due[1], by="Ana")
    assert [row.id for row in news.still(record, due, waiting=True)] == due[2:]
    assert [row.id for row in news.still(record, due, limit=1)] == [due[0]]
    assert news.still(record, []) == []


def test_decisions_of_others_are_counted_since_a_change(record: Record) -> None:
    last = changes.log(record, all_parts=True)[0].id
    rows = list(views.statements(record, Filter(document="n1")))
    review.accept(record, rows[0].id, by="Ben")
    undone = review.accept(record, rows[1].id, by="Ben")
    review.reject(record, rows[2].id, by="Ana")
    review.undo(record, undone, by="Ben")
    assert news.decisions_since(record, last, but="Ana") == [Done("Ben", Verb.ACCEPT, 1)]
    assert news.decisions_since(record, last, but="Zoe") == [
        Done("Ana", Verb.REJECT, 1),
        Done("Ben", Verb.ACCEPT, 1),
    ]


def test_retractions_and_withdrawals_are_told_since_a_change(record: Record) -> None:
    last = versions.retract(record, "n1", by="Ben", reason="a forgery")
    assert [one.document_id for one in news.retracted_since(record, 0, limit=5)] == ["n1"]
    assert news.retracted_since(record, last, limit=5) == []
    statement = next(iter(views.statements(record, Filter(document="n2")))).id
    with record.writing() as connection:
        made = changes.append(connection, Verb.WITHDRAW, "veedor", document_id="n3")
        row = {
            "change_id": made,
            "statement_id": statement,
            "document_id": "n3",
            "start": 0,
            "end": 9,
            "why": "x",
        }
        connection.execute(schema.withdrawals.insert().values(row))
    assert [(one.label, one.many) for one in news.withdrawn_since(record, last, limit=5)] == [("Note 3", 1)]
    assert news.withdrawn_since(record, made, limit=5) == []
