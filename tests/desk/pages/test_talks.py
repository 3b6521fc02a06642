"""The pages of talks: the table, the register of channels, the names of issues, all positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, seal_of
from tests.gathering.talks_record import fill, fill_hostile
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


@pytest.fixture
def client(browse: Browse, record: Record) -> TestClient:
    fill(record)
    return browse(record)


def rows(client: TestClient, address: str = "/talks.json") -> dict[str, Any]:
    return {row["issue"]: row for row in client.get(address).json()["rows"]}


def test_the_table_has_issues_parties_and_what_is_found(client: TestClient) -> None:
    page = client.get("/talks").text
    for words in ("presidential election: date", "agreed in principle", "contradictory", "6–9 months"):
        assert words in page
    found = rows(client)["presidential election: date"]
    assert (found["finding"], found["gap"]["nearest"]) == ("gap", 3.0)
    for cell in found["cells"]:
        assert f"/statements/{cell['statements'][0]}" in page


def test_a_table_as_of_a_day_holds_what_was_known_then(client: TestClient) -> None:
    assert "transition" in rows(client)
    assert "transition" not in rows(client, "/talks.json?as_of=2019-08-23")
    assert "as of 23 August 2019" in client.get("/talks?as_of=2019-08-23").text
    assert rows(client, "/talks.json?as_of=2019-08") == rows(client, "/talks.json?as_of=2019-08-31")


def test_two_days_are_compared(client: TestClient) -> None:
    page = client.get("/talks?since=2019-08-31").text
    assert "What moved since 2019-08-31" in page
    assert "dropped silently" in page
    assert client.get("/talks?since=2019-09-30&as_of=2019-08-31").status_code >= 400
    assert client.get("/talks?as_of=perhaps").status_code >= 400


def test_conditions_are_drawn_and_told_in_a_table(client: TestClient) -> None:
    page = client.get("/talks").text
    assert 'data-chart="conditions-spec"' in page
    assert "Borland lifts its sanctions first" in page
    assert "ordering conflict unknown, not proven" in page


def test_filters_and_sides_of_the_address_hold(client: TestClient) -> None:
    assert set(rows(client, "/talks.json?issue=sanctions")) == {"sanctions"}
    side = "Allies: Varanian opposition; Government of Borland"
    table = client.get("/talks.json", params={"side": side}).json()
    assert "Allies" in table["parties"]
    assert "Allies: Varanian opposition" in client.get("/talks", params={"side": side}).text
    assert "No issue passes these filters" in client.get("/talks?issue=nothing").text


def test_only_so_many_reports_are_looked_at(client: TestClient) -> None:
    shown = client.get("/talks.json?reports=1").json()
    assert (shown["reports"], shown["has_more_reports"]) == (1, True)
    assert "Made from the newest 1 reports" in client.get("/talks?reports=1").text


def test_the_register_says_who_disclosed_and_who_denied(client: TestClient) -> None:
    page = client.get("/talks/channels").text
    for words in ("Ana Prado", "secret", "Disclosed by", "A news agency", "tepidly", "Ivo Maran", "minister"):
        assert words in page
    shown = client.get("/talks/channels.json").json()
    assert shown["channels"][0]["contradictions"][0]["over"] == "whether it took place"
    assert client.get("/talks/channels.json?party=maran").json()["channels"] == []


def send(client: TestClient, address: str, **fields: Any) -> Any:
    seal = seal_of(client.get("/talks/issues").text)
    return client.post(address, data={"seal": seal, **fields}, headers={"origin": ADDRESS})


def test_an_issue_gets_a_name_and_two_under_one_are_one(client: TestClient) -> None:
    answer = send(client, "/talks/issues/name", issue=["sanctions", "institutional change"], name="Relief")
    assert answer.status_code == 200
    assert "Relief" in rows(client)
    assert "sanctions" not in rows(client)
    assert send(client, "/talks/issues/name", issue="Relief", name="Sanctions").status_code == 200
    assert "Sanctions" in rows(client)


def test_a_position_that_names_no_issue_is_filed(client: TestClient) -> None:
    page = client.get("/talks/issues").text
    assert "Northern Front" in page
    (unfiled,) = client.get("/talks.json").json()["unfiled"]
    assert send(client, "/talks/issues/file", statement=unfiled, name="sanctions").status_code == 200
    assert client.get("/talks.json").json()["unfiled"] == []


def test_a_name_is_needed(client: TestClient) -> None:
    assert send(client, "/talks/issues/name", issue="sanctions", name=" ").status_code >= 400


def test_all_positions_are_listed_with_their_words(client: TestClient) -> None:
    page = client.get("/talks/positions").text
    assert "a new presidential election in a year" in page
    assert client.get("/talks/positions.json?stance=offers").json()["positions"]["rows"]
    assert client.get("/talks/positions.json?stance=perhaps").status_code >= 400


@pytest.mark.parametrize("address", ["/talks", "/talks/channels", "/talks/issues"])
def test_an_empty_record_says_that_it_is_not_enough(browse: Browse, record: Record, address: str) -> None:
    assert "not enough to say" in browse(record).get(address).text


def test_hostile_words_are_shown_as_text(browse: Browse, record: Record) -> None:
    fill_hostile(record)
    for address in ("/talks", "/talks/channels", "/talks/issues", "/talks/positions"):
        page = browse(record).get(address).text
        assert "<script>alert" not in page
