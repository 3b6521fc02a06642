"""The pages of figures: topics, series, disagreements, and the forms that judge them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.analysis.figures.saying import Report
from tests.desk.conftest import seal_of
from tests.fakes import FakeReader
from veedor.codebook.labels import EventType
from veedor.desk.pages import figures as page
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


def _month(month: str, many: str, published: str, publisher: str = "Watch") -> Report:
    report = Report(published, publisher=publisher)
    said = f"In Venezuela {many} people were killed in {month} <script>alert('x')</script> كلمات."
    report.figure(said, f"{many} people", int(many), "people", "people", period=f"in {month}")
    report.event(said, "killed", EventType.ASSAULT, recipients=(f"{many} people",), places=("Venezuela",))
    return report


def _store(record: Record, *reports: Report) -> None:
    for report in reports:
        record.add(report.document(), report.statements(), FakeReader())


@pytest.fixture
def months(record: Record) -> Record:
    """A record with three months of one count."""
    for month, many, published in (
        ("March", "31", "2019-04-03"),
        ("April", "52", "2019-05-04"),
        ("May", "64", "2019-06-02"),
    ):
        _store(record, _month(month, many, published))
    return record


@pytest.fixture
def disputed(months: Record) -> Record:
    """The same, and another source for one of the months."""
    _store(months, _month("April", "19", "2019-05-10", "Ministry Bulletin"))
    return months


def _rows(client: TestClient, address: str = "/figures.json") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(address).json()["topics"]["rows"]
    return rows


def test_topic_stands_with_its_figures_and_leads_to_their_words(browse: Browse, months: Record) -> None:
    client = browse(months)
    (one,) = _rows(client)
    assert (one["row"]["words"], one["row"]["unit"]) == ("deaths", "people")
    assert [each["value"] for each in one["row"]["figures"]] == [64, 52, 31]
    shown = client.get("/figures").text
    assert one["address"] in shown
    assert f"/statements/{one['row']['figures'][0]['id']}" in shown
    assert "<script>alert" not in shown


def test_figure_of_a_read_report_stands_with_its_unit_and_source(browse: Browse, filled: Record) -> None:
    shown = browse(filled).get("/figures").text
    assert "40 people" in shown
    assert "Dockers&#39; Union" in shown


def test_line_is_drawn_only_where_nothing_is_disputed(browse: Browse, months: Record, record: Record) -> None:
    client = browse(months)
    assert len(_rows(client)[0]["line"].split()) == 3
    assert "<polyline" in client.get("/figures").text
    _store(record, _month("April", "19", "2019-05-10", "Ministry Bulletin"))
    assert _rows(client)[0]["line"] == ""
    assert "<polyline" not in client.get("/figures").text
    assert _rows(client)[0]["row"]["series"][0]["sparkline"].startswith("not enough to say")


def test_topic_page_has_chart_table_conflict_and_words(browse: Browse, disputed: Record) -> None:
    client = browse(disputed)
    address = _rows(client)[0]["address"]
    found = client.get(f"{address}.json").json()
    (chart,) = found["charts"]
    assert [row["What became of it"] for row in chart["rows"]] == ["told", "disputed", "disputed", "told"]
    assert [one["kind"] for one in found["row"]["conflicts"]] == ["true dispute"]
    shown = client.get(address).text
    assert "Where the numbers disagree" in shown
    assert "leave both standing" in shown
    assert "&lt;script&gt;alert" in shown
    assert "<script>alert" not in shown


def test_people_judge_two_figures_and_take_it_back(browse: Browse, disputed: Record) -> None:
    client = browse(disputed)
    address = _rows(client)[0]["address"]
    shown = client.get(address).text
    (conflict,) = client.get(f"{address}.json").json()["row"]["conflicts"]
    sent = {
        "seal": seal_of(shown),
        "left": conflict["left"],
        "right": conflict["right"],
        "relation": "different",
        "reason": "the ministry leaves prisons out",
        "back": address,
    }
    after = client.post("/figures/judge", data=sent)
    assert after.status_code == 200
    assert "What people judged" in after.text
    assert "the ministry leaves prisons out" in after.text
    found = client.get(f"{address}.json").json()
    assert found["row"]["conflicts"] == []
    undone = client.post(
        f"/changes/{found['judged'][0]['pairing']['change_id']}/undo",
        data={"seal": seal_of(after.text), "back": address},
    )
    assert undone.status_code == 200
    assert len(client.get(f"{address}.json").json()["row"]["conflicts"]) == 1


@pytest.mark.parametrize("missing", ["reason", "left", "relation"])
def test_judgement_without_what_it_needs_is_refused(browse: Browse, disputed: Record, missing: str) -> None:
    client = browse(disputed)
    address = _rows(client)[0]["address"]
    (conflict,) = client.get(f"{address}.json").json()["row"]["conflicts"]
    sent = {
        "seal": seal_of(client.get(address).text),
        "left": conflict["left"],
        "right": conflict["right"],
        "relation": "same",
        "reason": "so",
    }
    assert client.post("/figures/judge", data=sent | {missing: ""}).status_code >= 400
    assert client.post("/figures/judge", data=sent | {"relation": "perhaps"}).status_code >= 400


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ("what=kill", 1),
        ("what=votes", 0),
        ("unit=USD", 0),
        ("place=venez", 1),
        ("publisher=Watch", 1),
        ("publisher=Nobody", 0),
        ("conflicts=1", 0),
    ],
)
def test_filters_of_the_address_hold(browse: Browse, months: Record, asked: str, many: int) -> None:
    assert len(_rows(browse(months), f"/figures.json?{asked}")) == many


def test_topic_that_is_not_there_says_so(browse: Browse, months: Record) -> None:
    assert browse(months).get("/figures/0123456789ab").status_code == 404


def test_empty_record_says_that_there_is_no_figure(browse: Browse, record: Record) -> None:
    assert "No figure" in browse(record).get("/figures").text


def test_lone_figures_share_a_table(browse: Browse, record: Record) -> None:
    report = Report("2019-06-02")
    report.figure("There are 40 towns without water.", "40 towns", 40, "towns", "towns without water")
    _store(record, report)
    client = browse(record)
    shown = client.get("/figures").text
    assert "Told by one figure only" in shown
    address = _rows(client)[0]["address"]
    assert "Nothing is drawn" in client.get(address).text


def test_large_record_is_shown_in_parts(
    browse: Browse, disputed: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_MOST", 2)
    client = browse(disputed)
    found = client.get("/figures.json").json()
    assert found["is_whole"] is False
    assert found["looked_at"] == 4
    assert "more figures than can be held against each other" in client.get("/figures").text
    address = found["topics"]["rows"][0]["address"]
    assert "some of the newest reports" in client.get(address).text
    assert _rows(client, "/figures.json?what=people&from=3")
