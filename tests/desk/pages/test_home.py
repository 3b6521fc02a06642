"""The first page: what is new, what waits, what wants attention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Comparison, EventType, Polarity
from veedor.codebook.statement import Event, Figure, Forecast, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record import changes, schema, views
from veedor.record.findings import resolutions
from veedor.record.findings.resolutions import Outcome
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter

Browse = Callable[[Record], TestClient]
LONG_AGO = "2001-01-01T00:00:00Z"


def told(
    number: int, many: str, denied: str = "police", who: str = "the union"
) -> tuple[Document, list[Statement]]:
    """A report of its own, with a denial, a forecast that is due, and a figure."""
    own = " ".join(f"Only note {number} tells of thing {number}x{n}." for n in range(30))
    text = (
        f"According to {who}, {many} dockers were hurt in Kenya on 3 May 2021. "
        f"The spokesman denied that the {denied} fired. "
        f"The council expects that the port will open by 10 May 2021. {own}"
    )
    document = Document(
        id=f"n{number}",
        text=text,
        title=f"Note {number}",
        publisher=f"Paper {number}",
        published=Published(f"2021-05-{number + 10}", Basis.GIVEN),
    )
    statements: list[Statement] = [
        Figure(
            anchor=quote(text, f"{many} dockers"),
            what=quote(text, "dockers were hurt in Kenya"),
            value=float(many),
            unit="people",
            sources=(quote(text, who),),
            when=When(quote(text, "on 3 May 2021"), "2021-05-03"),
        ),
        Event(
            type=EventType.ASSAULT,
            anchor=quote(text, "fired"),
            actors=(quote(text, denied),),
            sources=(quote(text, "The spokesman"),),
            polarity=Polarity.NO,
        ),
        Forecast(
            anchor=quote(text, "expects"),
            about=quote(text, "the port will open"),
            when=When(quote(text, "10 May 2021"), "2021-05-10"),
        ),
    ]
    return document, statements


@pytest.fixture
def notes(record: Record, reader: FakeReader) -> Record:
    for number, many, who in ((1, "40", "the union"), (2, "52", "the ministry"), (3, "40", "the union")):
        document, statements = told(number, many, who=who)
        record.add(document, statements, reader)
    return record


def home(client: TestClient) -> dict[str, Any]:
    said: dict[str, Any] = client.get("/home.json").json()
    return said


def last_visit_was_long_ago(record: Record) -> None:
    with record.writing() as connection:
        connection.execute(update(schema.visits).values(at=LONG_AGO))


def test_an_empty_record_says_how_to_begin(browse: Browse, record: Record) -> None:
    page = browse(record).get("/").text
    assert "Begin with a report" in page
    assert 'name="file"' in page


def test_counters_lead_to_what_waits(browse: Browse, notes: Record) -> None:
    page = browse(notes).get("/").text
    assert "<b>9</b> wait for review" in page
    assert "<b>3</b> documents" in page


def test_denials_forecasts_due_and_figures_in_dispute_are_listed(browse: Browse, notes: Record) -> None:
    said = home(browse(notes))
    assert [one["document"] for one in said["denials"]] == ["n3", "n2", "n1"]
    assert len(said["due"]) == 3
    (one,) = said["differing"]
    assert (one["what"], one["left"]["number"], one["right"]["number"]) == ("injured", "52", "40")
    assert browse(notes).get(one["address"]).status_code == 200


def test_what_is_decided_leaves_the_lists(browse: Browse, notes: Record) -> None:
    client = browse(notes)
    home(client)
    for row in list(views.statements(notes, Filter(document="n2"))):
        review.reject(notes, row.id, by="Ana")
    due = next(iter(views.statements(notes, Filter(document="n3", kind=None, words="expects"))))
    review.accept(notes, due.id, by="Ana")
    said = home(client)
    assert [one["document"] for one in said["denials"]] == ["n3", "n1"]
    assert {one["document"] for one in said["due"]} == {"n1", "n3"}
    assert said["differing"] == []


def test_a_forecast_that_came_out_is_due_no_more(browse: Browse, notes: Record) -> None:
    client = browse(notes)
    due = home(client)["due"][0]
    resolutions.resolve(notes, due["id"], Outcome.YES, "2021-05-10", by="Ana", reason="It opened")
    assert due["id"] not in {one["id"] for one in home(client)["due"]}
    assert client.get("/forecasts-due.json").json()["part"]["total"] == 2


def test_figures_that_one_number_can_mean_do_not_differ(
    browse: Browse, record: Record, reader: FakeReader
) -> None:
    for number, many, comparison, who in (
        (1, "40", Comparison.MORE_THAN, "the union"),
        (2, "52", None, "the ministry"),
    ):
        document, statements = told(number, many, who=who)
        assert isinstance(statements[0], Figure)
        statements[0] = replace(statements[0], comparison=comparison)
        record.add(document, statements, reader)
    assert home(browse(record))["differing"] == []


def test_the_whole_lists_have_pages_of_their_own(browse: Browse, notes: Record) -> None:
    client = browse(notes)
    assert client.get("/denials").text.count("<article") == 3
    assert client.get("/denials?from=2").text.count("<article") == 1
    assert "No denials here" in client.get("/denials?from=99").text
    assert client.get("/forecasts-due").text.count("<article") == 3


def test_the_whole_lists_of_an_empty_record_say_so(browse: Browse, record: Record) -> None:
    client = browse(record)
    for path in ("/denials", "/forecasts-due"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "No " in answer.text


def test_what_others_did_since_the_last_visit_is_new(
    browse: Browse, notes: Record, reader: FakeReader
) -> None:
    client = browse(notes)
    assert home(client)["new"] is None
    with notes.writing() as connection:
        connection.execute(update(schema.changes).values(at="2000-01-01T00:00:00Z"))
    last_visit_was_long_ago(notes)
    document, statements = told(4, "41")
    notes.add(document, statements, reader)
    rows = list(views.statements(notes, Filter(document="n1")))
    for row in rows[:2]:
        review.accept(notes, row.id, by="Ben")
    review.accept(notes, rows[2].id, by="Ana")
    versions.retract(notes, "n2", by="Ben", reason="a forgery")
    page = client.get("/").text
    for words in ("1 document came in", "accepted 2 statements", "a forgery", "New since your last visit"):
        assert words in page
    new = home(client)["new"]
    assert new["did"] == [{"by": "Ben", "words": "accepted 2 statements"}]
    assert [one["id"] for one in new["newest"]] == ["n4"]


def test_a_quiet_time_is_told_as_one(browse: Browse, notes: Record) -> None:
    client = browse(notes)
    with notes.writing() as connection:
        connection.execute(update(schema.changes).values(at="2000-01-01T00:00:00Z"))
    last_visit_was_long_ago(notes)
    assert "Nothing came in, and nobody else decided anything" in client.get("/").text


def test_a_publisher_that_takes_statements_back_is_new(
    browse: Browse, record: Record, report: Document, reader: FakeReader
) -> None:
    record.add(report, reader.read(report), reader)
    client = browse(record)
    with record.writing() as connection:
        connection.execute(update(schema.changes).values(at="2000-01-01T00:00:00Z"))
    last_visit_was_long_ago(record)
    (row,) = views.statements(record, Filter(words="40 people"))
    with record.writing() as connection:
        made = changes.append(connection, changes.Verb.WITHDRAW, "veedor", document_id="d0c1")
        taken = {
            "change_id": made,
            "statement_id": row.id,
            "document_id": "d0c1",
            "start": 0,
            "end": 9,
            "why": "x",
        }
        connection.execute(schema.withdrawals.insert().values(taken))
    assert "takes 1 statement back" in client.get("/").text
