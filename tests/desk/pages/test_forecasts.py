"""The ledger of forecasts on the desk: listed, entered, resolved, scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.gathering.ballots import Ids, fill
from veedor.charts.drawing import svg
from veedor.charts.reliability import Point, reliability_chart
from veedor.gathering import forecasts
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]
AFTER = "2031-06-01"


@pytest.fixture
def ids(record: Record) -> Ids:
    return fill(record)


@pytest.fixture
def client(browse: Browse, record: Record, ids: Ids) -> TestClient:
    return browse(record)


def rows(client: TestClient, address: str = "/forecasts.json") -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in client.get(address).json()["forecasts"]["rows"]}


def send(client: TestClient, address: str, **fields: Any) -> Any:
    seal = seal_of(client.get("/forecasts").text)
    return client.post(address, data={"seal": seal, **fields})


def enter(client: TestClient, id_: str, **fields: str) -> Any:
    page = client.get(f"/forecasts/{id_}.json").json()
    return send(client, f"/forecasts/{id_}/enter", **{**page["typed"], **fields})


def resolve(client: TestClient, id_: str, outcome: str, **fields: Any) -> Any:
    return send(client, f"/forecasts/{id_}/resolve", outcome=outcome, **fields)


def test_the_ledger_shows_voice_words_range_day_and_state(client: TestClient, ids: Ids) -> None:
    page = client.get(f"/forecasts?as_of={AFTER}").text
    for words in ("Ida Holm", "likely", "55–100 %", "4 May 2031", "inferred", "overdue", "the report itself"):
        assert words in page
    assert f"/documents/b1#s-{ids.likely}" in page
    assert rows(client)[ids.likely]["state"] == "open"


def test_kinds_and_states_are_chosen(client: TestClient, ids: Ids) -> None:
    assert set(rows(client, f"/forecasts.json?kind=scheduled&as_of={AFTER}")) >= {ids.meets}
    assert set(rows(client, "/forecasts.json?kind=claim+with+denial")) == {ids.denied}
    assert ids.likely in rows(client, f"/forecasts.json?state=overdue&as_of={AFTER}")
    assert rows(client, "/forecasts.json?state=resolved") == {}
    assert set(rows(client, "/forecasts.json?source=Ida+Holm")) == {ids.likely}
    assert "No forecast" in client.get("/forecasts?kind=scenario").text
    assert client.get("/forecasts?kind=prophecy").status_code == 404
    assert client.get("/forecasts?as_of=soon").status_code == 404


def test_as_of_a_day_before_the_reports_there_is_nothing(client: TestClient) -> None:
    assert rows(client, "/forecasts.json?as_of=2031-01-01") == {}


def test_an_empty_record_says_that_there_is_none(browse: Browse, record: Record) -> None:
    client = browse(record)
    assert "No forecast" in client.get("/forecasts").text
    assert "Not enough to say: n = 0" in client.get("/forecasts/scores").text
    assert client.get("/forecasts/none").status_code == 404


def test_a_criterion_is_proposed_then_entered_and_frozen(client: TestClient, ids: Ids) -> None:
    before = client.get(f"/forecasts/{ids.likely}").text
    assert "What stands here is proposed" in before
    assert "(5 or more of 9)" in before
    assert "Kent 1964" in before
    after = enter(client, ids.likely, proposition="The Lake party wins 5 <b>districts</b> or more").text
    assert "It is not changed any more" in after
    assert "5 &lt;b&gt;districts&lt;/b&gt; or more" in after
    assert 'name="proposition"' not in after
    assert rows(client)[ids.likely]["criterion"]["horizon_rule"] == "inferred"


def test_a_criterion_can_be_taken_back(client: TestClient, record: Record, ids: Ids) -> None:
    enter(client, ids.likely)
    change = forecasts.judged(record).entered[ids.likely].change_id
    send(client, f"/changes/{change}/undo", back=f"/forecasts/{ids.likely}")
    assert "What stands here is proposed" in client.get(f"/forecasts/{ids.likely}").text


def test_what_was_typed_wrong_comes_back_with_the_reason(client: TestClient, ids: Ids) -> None:
    again = enter(client, ids.likely, proposition="Mine alone", horizon="2031-07", horizon_why="")
    assert again.status_code != 200
    assert "how the horizon follows" in again.text
    assert "Mine alone" in again.text
    assert "2031-07" in again.text
    assert rows(client)[ids.likely]["criterion"] is None


def test_evidence_is_proposed_and_a_person_resolves(client: TestClient, ids: Ids) -> None:
    enter(client, ids.likely)
    shown = client.get(f"/forecasts/{ids.likely}.json").json()["may_show"]
    assert ids.three in [one["id"] for one in shown]
    assert next(one for one in shown if one["id"] == ids.three)["means"] == "no"
    assert rows(client)[ids.likely]["outcome"] is None
    done = resolve(
        client, ids.likely, "no", evidence=[ids.three], other=f"/statements/{ids.won}", on="2031-05-05"
    )
    assert done.status_code == 200
    found = client.get(f"/forecasts/{ids.likely}.json?as_of={AFTER}").json()
    assert found["resolution"]["evidence"] == [ids.three, ids.won]
    page = client.get(f"/forecasts/{ids.likely}?as_of={AFTER}").text
    assert f"/statements/{ids.three}" in page
    assert "Take it back" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "maybe"}, "Choose how it came out"),
        ({"outcome": "no"}, "what shows"),
        ({"outcome": "no", "other": "<script>"}, "id of a statement"),
        ({"outcome": "no", "other": "abcdef12"}, "abcdef12"),
        ({"outcome": "no", "reason": "seen", "on": "soon"}, "EDTF"),
    ],
)
def test_a_resolution_that_is_none_is_refused(
    client: TestClient, ids: Ids, fields: dict[str, str], words: str
) -> None:
    answer = send(client, f"/forecasts/{ids.likely}/resolve", **fields)
    assert answer.status_code != 200
    assert words in answer.text
    assert "<script>" not in answer.text
    assert rows(client)[ids.likely]["outcome"] is None


def test_scores_name_their_table_and_say_what_is_refused(client: TestClient, ids: Ids) -> None:
    for id_ in (ids.likely, ids.could):
        enter(client, id_)
        resolve(client, id_, "no", reason="counted", on="2031-05-05")
    page = client.get(f"/forecasts/scores?as_of={AFTER}").text
    assert "CAPphrase survey" in page
    assert "Not enough to say: n = 1; a curve needs 30." in page
    assert "a possibility is scored only where one asks for it" in page
    address = f"/forecasts/scores.json?as_of={AFTER}&possibilities=yes"
    assert client.get(address).json()["brier"] == pytest.approx((0.75**2 + 0.4**2) / 2)
    kent = client.get(f"{address}&table=kent-1964&unread=50+%25").json()
    assert kent["brier"] == pytest.approx((0.75**2 + 0.5**2) / 2)
    assert len(kent["by_voice"]) == 2
    assert client.get("/forecasts/scores?table=tarot").status_code == 404
    assert client.get("/forecasts/scores?unread=x").status_code == 404


def test_words_of_reports_are_escaped(client: TestClient, record: Record, ids: Ids) -> None:
    forecasts.enter_typed(
        record,
        ids.rain,
        {"proposition": "<script>alert(1)</script> \u202e", "words": '"><img src=x>'},
        today=forecasts.date(2031, 5, 1),
        by="<i>Ana</i>",
    )
    for address in ("/forecasts", f"/forecasts/{ids.rain}", "/forecasts/scores"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "<i>Ana" not in page


def test_the_curve_is_drawn_with_its_table() -> None:
    points = [Point(0.2, 0.1, 10, 0.0, 0.5), Point(0.8, 0.9, 20, 0.6, 1.0)]
    chart = reliability_chart(
        points, [(0.2, 0.1), (0.8, 0.9)], title="Said", columns=("said", "held", "bar", "n")
    )
    assert chart.rows[1] == ("80%", "90%", "60%–100%", "20")
    assert "<svg" in svg(chart)
