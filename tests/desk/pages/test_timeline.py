"""The timeline page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.views import statements

Browse = Callable[[Record], TestClient]


def _rows(client: TestClient, address: str) -> list[dict[str, str]]:
    chart = client.get(address).json()["chart"]
    rows: list[dict[str, str]] = chart["rows"] if chart else []
    return rows


def test_timeline_opens_with_the_days_before_the_newest_report(browse: Browse, filled: Record) -> None:
    shown = browse(filled).get("/timeline.json").json()
    assert shown["last"] == "2021-05-04"
    assert [row["When"] for row in shown["chart"]["rows"]] == ["3 May 2021"]


def test_event_stands_in_the_lane_of_its_type_or_of_each_actor(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    assert _rows(client, "/timeline.json")[0]["Lane"] == "CONSULT"
    assert _rows(client, "/timeline.json?lanes=actor")[0]["Lane"] == "Mayor of Riverton"


def test_filters_of_the_address_hold(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    assert _rows(client, "/timeline.json?type=ASSAULT") == []
    assert _rows(client, "/timeline.json?actor=the+mayor")
    assert _rows(client, "/timeline.json?actor=the+union") == []
    assert "without CONSULT" in client.get("/timeline?type=CONSULT").text


def test_weeks_and_months_count_what_happened(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    week = _rows(client, "/timeline.json?unit=week&from=2021-05&to=2021-05")
    assert week == [{"Lane": "CONSULT", "From": "3 May 2021", "Events": "1"}]
    month = client.get("/timeline.json?unit=month&from=2021&to=2021").json()["chart"]
    address = month["spec"]["data"]["values"][0]["address"]
    assert address == "/timeline?type=CONSULT&from=2021-05-01&to=2021-05-31"


def test_rejected_event_leaves_the_timeline(browse: Browse, filled: Record) -> None:
    event = next(row for row in statements(filled) if row.statement.kind == "event")
    review.reject(filled, event.id, by="Ana")
    assert _rows(browse(filled), "/timeline.json?from=2021&to=2021") == []
    assert _rows(browse(filled), "/timeline.json?unit=month&from=2021&to=2021") == []


def test_days_the_wrong_way_round_are_turned(browse: Browse, filled: Record) -> None:
    shown = browse(filled).get("/timeline.json?from=2021-06&to=2021-04").json()
    assert (shown["first"], shown["last"]) == ("2021-04-30", "2021-06-01")


@pytest.mark.parametrize("asked", ["from=yesterday", "type=NOTHING"])
def test_what_makes_no_sense_is_told_in_words(browse: Browse, filled: Record, asked: str) -> None:
    answer = browse(filled).get(f"/timeline.json?{asked}")
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_empty_record_says_that_nothing_is_dated(browse: Browse, record: Record) -> None:
    client = browse(record)
    assert "No report with a date has come in yet." in client.get("/timeline").text
    assert client.get("/timeline.json").json()["chart"] is None
