"""The pages of incidents: the list, one incident, and the forms that join, split and link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.gathering.raids import fill, talks
from veedor.desk.pages import incidents as pages
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


@pytest.fixture
def ids(record: Record) -> dict[str, str]:
    """The ids of the statements of a record with a disputed raid and announced talks."""
    return fill(record)


def _rows(client: TestClient, address: str = "/incidents.json") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(address).json()["rows"]["rows"]
    return rows


def _send(client: TestClient, address: str, page: str, **form: Any) -> str:
    seal = seal_of(client.get(page).text)
    answer = client.post(address, data={"seal": seal, "back": page, "reason": "seen by hand"} | form)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_list_shows_each_happening_once_with_its_standing(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    client = browse(record)
    raid, ahead = _rows(client)
    assert (raid["standing"], raid["origins"], raid["told"]) == ("disputed", 2, 3)
    assert ahead["standing"] == "announced"
    assert ahead["outcome"] in ("open", "overdue")  # by the clock
    page = client.get("/incidents").text
    assert "2 origins, 3 statements, 3 reports" in page
    assert "disputed" in page


def test_filters_and_the_day_of_knowledge_hold(browse: Browse, record: Record, ids: dict[str, str]) -> None:
    client = browse(record)
    assert len(_rows(client, "/incidents.json?standing=announced")) == 1
    assert len(_rows(client, "/incidents.json?type=COERCE&actor=radio&place=tolk")) == 1
    assert _rows(client, "/incidents.json?from=2030&to=2030") == []
    (only,) = _rows(client, "/incidents.json?as_of=2031-05-09&from=2031-05-01")
    assert (only["standing"], only["told"]) == ("reported once", 1)


def test_incident_shows_its_words_sides_origins_and_reasons(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    client = browse(record)
    shown = client.get(f"/incidents/{ids['oar']}.json").json()
    assert {card["id"] for card in shown["cards"]} == {ids["bell"], ids["oar"], ids["denied"]}
    assert [side["name"] for side in shown["dispute"]["denies"]] == ["Colonel Brask"]
    assert {one["value"] for one in shown["origins"]} == {"The Bell", "Daily Oar"}
    assert len(shown["links"]) == 2
    page = client.get(f"/incidents/{ids['oar']}").text
    assert "Who asserts and who denies it" in page
    assert "Why these are together" in page


def test_report_words_are_shown_as_text(browse: Browse, record: Record, ids: dict[str, str]) -> None:
    hostile = "<script>alert('talks')</script>"
    words = f"The {hostile} held talks in Grell on 11 May 2031"
    on = ("11 May 2031", "2031-05-11")
    (made,) = talks("d7", hostile, "2031-05-12", words, actors=(hostile,), places=("Grell",), when=on).put(
        record
    )
    client = browse(record)
    for address in ("/incidents", f"/incidents/{made}", "/timeline?from=2031-05&to=2031-05"):
        page = client.get(address)
        assert page.status_code == 200
        assert hostile not in page.text
        assert "&lt;script&gt;alert" in page.text


def test_chosen_statements_are_taken_out_and_joined_again(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    client = browse(record)
    page = f"/incidents/{ids['bell']}"
    _send(client, f"{page}/split", page, out=[ids["oar"]])
    assert client.get(f"/incidents/{ids['oar']}.json").json()["row"]["told"] == 1
    said = client.get(page).text
    assert "What people judged" in said
    _send(client, "/incidents/join", page, left=ids["bell"], right=ids["oar"])
    assert client.get(f"{page}.json").json()["row"]["told"] >= 2


def test_split_that_takes_all_or_none_is_refused(browse: Browse, record: Record, ids: dict[str, str]) -> None:
    client = browse(record)
    page = f"/incidents/{ids['bell']}"
    seal = seal_of(client.get(page).text)
    answer = client.post(f"{page}/split", data={"seal": seal, "reason": "none"})
    assert answer.status_code == 404
    assert "Choose some statements" in answer.text
    assert client.post(f"{page}/split", data={"out": ids["oar"]}).status_code == 403


def test_outcome_at_another_time_is_proposed_and_linked_by_a_person(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    words = "Lake Front held talks in Port Sel on 2 June 2031"
    (held,) = talks("d8", "Daily Oar", "2031-06-03", words, when=("2 June 2031", "2031-06-02")).put(record)
    client = browse(record)
    page = f"/incidents/{ids['announced']}?from=2031-05-01&to=2031-06-30"
    (proposed,) = client.get(page.replace("?", ".json?")).json()["may_be_outcome"]
    assert proposed["pair"] == [ids["announced"], held]
    _send(client, "/incidents/outcome", page, left=ids["announced"], right=held, is_outcome="yes")
    shown = client.get(page.replace("?", ".json?")).json()
    assert shown["row"]["standing"] == "did not come about"
    assert shown["outcome"]["kind"] == "came about later than announced"
    assert shown["outcome"]["by_people"]


@pytest.mark.parametrize(
    "address",
    [
        "/incidents.json?standing=nonsense",
        "/incidents.json?type=nonsense",
        "/incidents.json?from=yesterday",
        "/incidents/ffffffffffffffff.json",
    ],
)
def test_what_makes_no_sense_is_told_in_words(
    browse: Browse, record: Record, ids: dict[str, str], address: str
) -> None:
    answer = browse(record).get(address)
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_empty_record_says_what_to_do(browse: Browse, record: Record) -> None:
    client = browse(record)
    assert "No report with a date has come in yet." in client.get("/incidents").text


def test_timeline_draws_incidents_with_a_sign_and_as_of_a_day(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    client = browse(record)
    shown = client.get("/timeline.json?from=2031-05-01&to=2031-05-31").json()
    signs = [value["sign"] for value in shown["chart"]["spec"]["data"]["values"]]
    assert signs == ["≠", "→"]
    assert [row["How it stands"] for row in shown["chart"]["rows"]] == ["disputed (2 / 3)", "announced"]
    address = shown["chart"]["spec"]["data"]["values"][0]["address"]
    assert client.get(address).status_code == 200
    then = client.get("/timeline.json?from=2031-05-01&to=2031-05-31&as_of=2031-05-09").json()
    assert [row["How it stands"] for row in then["chart"]["rows"]] == ["reported once"]


def test_incident_is_the_same_whatever_was_looked_at_before(
    browse: Browse, record: Record, ids: dict[str, str]
) -> None:
    asked = "?from=2031-05-01&to=2031-05-31"
    cold = [browse(record).get(f"/incidents/{id_}.json{asked}").json() for id_ in ids.values()]
    client = browse(record)
    client.get(f"/incidents{asked}")
    assert [client.get(f"/incidents/{id_}.json{asked}").json() for id_ in ids.values()] == cold


def test_incident_beyond_those_that_are_looked_at_is_shown_with_them(
    browse: Browse, record: Record, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = browse(record).get(f"/incidents/{ids['bell']}.json").json()
    monkeypatch.setattr(pages, "_MOST", 1)
    client = browse(record)
    client.get("/incidents/" + ids["denied"])
    alone = client.get(f"/incidents/{ids['bell']}.json").json()
    assert ids["bell"] in alone["numbers"]
    assert len(alone["numbers"]) < len(whole["numbers"])
