"""The page of what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from tests.fakes import quote
from tests.gathering import weeks
from tests.gathering.weeks import Ids
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event
from veedor.record import schema
from veedor.record.store import Record
from veedor.record.versions import versions

Browse = Callable[[Record], TestClient]


@pytest.fixture
def ids(record: Record) -> Ids:
    return weeks.fill(record)


def test_an_empty_record_says_that_nothing_changed(browse: Browse, record: Record) -> None:
    assert "Nothing changed" in browse(record).get("/changed").text


def test_each_line_leads_to_its_statements(browse: Browse, record: Record, ids: Ids) -> None:
    page = browse(record).get("/changed?since=2031-05-02&until=2031-05-08").text
    assert "From 2 May 2031 to 8 May 2031" in page
    for id_ in (ids.arrested, ids.met, ids.denied, ids.refuses):
        assert f"/statements/{id_}" in page
    assert page.index("New incidents") < page.index("New disputes") < page.index("Moved positions")


def test_the_same_address_gives_json(browse: Browse, record: Record, ids: Ids) -> None:
    found = browse(record).get("/changed.json?since=2031-05&until=2031-05").json()
    assert found["changed"]["statements"] == 7
    assert {line["what"] for line in found["changed"]["lines"]} >= {"new incident", "moved position"}
    assert found["since"] == "2031-05"


def test_without_dates_it_is_the_last_week_of_reports_on_a_first_visit(
    browse: Browse, record: Record, ids: Ids
) -> None:
    client = browse(record)
    assert client.get("/changed.json").json()["changed"]["since"] == "2 May 2031"
    assert "/changed" in client.get("/").text


def test_later_it_is_what_came_in_since_the_last_visit(browse: Browse, record: Record, ids: Ids) -> None:
    client = browse(record)
    with record.writing() as connection:
        connection.execute(update(schema.visits).values(at="2020-01-01T00:00:00Z"))
        connection.execute(update(schema.changes).values(at="2019-01-01T00:00:00Z"))
    versions.retract(record, "w1", by="Ben", reason="a forgery")
    found = client.get("/changed.json").json()
    assert found["is_last_visit"]
    assert "Ben retracted" in client.get("/changed").text
    assert found["changed"]["statements"] == 0
    assert "Since your last visit" in client.get("/changed?since=2031-05-02&until=2031-05-08").text


@pytest.mark.parametrize("asked", ["since=soon", "since=2031-05-08&until=2031-05-01", "since=change%2099"])
def test_what_cannot_be_asked_is_told_beside_the_form(
    browse: Browse, record: Record, ids: Ids, asked: str
) -> None:
    answer = browse(record).get(f"/changed?{asked}")
    assert answer.status_code == 200
    assert 'class="wrong"' in answer.text
    assert 'name="since"' in answer.text


def test_long_lists_are_cut_and_lead_to_the_whole(
    browse: Browse, record: Record, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("veedor.desk.pages.changed._PER_SORT", 0)
    client = browse(record)
    page = client.get("/changed?since=2031-05-02&until=2031-05-08").text
    assert f"/incidents/{ids.arrested}" not in page
    whole = "/changed?since=2031-05-02&amp;until=2031-05-08&amp;what=new+incident"
    assert whole in page
    alone = client.get(whole.replace("&amp;", "&")).text
    assert f"/incidents/{ids.arrested}" in alone
    assert "Moved positions" not in alone
    assert "All sorts of changes" in alone


def test_hostile_words_are_shown_as_words(browse: Browse, record: Record) -> None:
    text = "<script>alert(1)</script> attacked the \u202egate\u202c of Riverton."
    said = Event(
        type=EventType.COERCE,
        anchor=quote(text, "attacked"),
        actors=(quote(text, "<script>alert(1)</script>"),),
    )
    weeks.put(record, "w1", text, [said], published="2031-05-01", publisher='"><b>')
    page = browse(record).get("/changed?since=2031-05&until=2031-05").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    wrong = browse(record).get("/changed?since=<script>alert(1)</script>").text
    assert "<script>alert" not in wrong
