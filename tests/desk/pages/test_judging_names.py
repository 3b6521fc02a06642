"""Names are joined, told apart and parted again, each with what speaks for it and what it moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.desk.pages.test_actors import _left
from veedor.record import changes
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]
ANNA, BORG, DORA = "anna borg", "ann borg", "dora lind"


@pytest.fixture
def named(record: Record) -> Record:
    """A record in which three people are named, two of them much alike."""
    for number, who in enumerate(("Anna Borg", "Ann Borg", "Dora Lind", "Anna Borg")):
        _left(record, f"d{number}", who)
    return record


def propose(record: Record, left: str = ANNA, right: str = BORG, score: float = 0.8) -> None:
    identity.judge(record, [Pair(left, right, Verdict.UNSURE, "one letter differs", score)], by="veedor")


def send(client: TestClient, action: str, **fields: str) -> Any:
    seal = seal_of(client.get("/actors/pairs").text)
    return client.post(
        f"/actors/{action}", data={"seal": seal, **fields}, headers={"accept": "application/json"}
    )


def pair(left: str = ANNA, right: str = BORG, **more: str) -> Mapping[str, str]:
    return {"left": left, "right": right, "reason": "the same signature", **more}


def test_likeliest_pair_is_asked_first_with_both_sides(browse: Browse, named: Record) -> None:
    propose(named, ANNA, DORA, 0.6)
    propose(named)
    client = browse(named)
    shown = client.get("/actors/pairs.json").json()
    assert (shown["total"], shown["why"]) == (2, "one letter differs")
    names = {side: shown["question"][side]["name"] for side in ("left", "right")}
    assert names == {"left": "Ann Borg", "right": "Anna Borg"}
    assert shown["question"]["right"]["gathered"]["documents"] == 2
    words = shown["question"]["left"]["samples"][0]["marks"][0]
    assert (words["words"], words["is_anchor"]) == ("Ann Borg", True)
    page = client.get("/actors/pairs").text
    assert all(f'data-key="{key}"' in page for key in "xnuh ")


def test_skipped_pair_comes_back_at_the_end(browse: Browse, named: Record) -> None:
    propose(named)
    client = browse(named)
    skip = client.get("/actors/pairs.json").json()["skip"]
    assert "1 pair passed over" in client.get(skip).text


def test_answer_is_kept_told_and_taken_back(browse: Browse, named: Record) -> None:
    propose(named)
    client = browse(named)
    said = send(client, "join", **pair(), back="/actors/pairs").json()
    assert said["to"] == f"/actors/pairs?done={said['change_id']}"
    assert identity.names_of(named, "Ann Borg").nodes == {ANNA, BORG}
    page = client.get(said["to"]).text
    assert "You judged names." in page
    assert "No pair of names waits" in page
    client.post(f"/changes/{said['change_id']}/undo", data={"seal": seal_of(page)})
    assert identity.names_of(named, "Ann Borg").nodes == {BORG}
    assert client.get("/actors/pairs.json").json()["total"] == 1


@pytest.mark.parametrize(("action", "verdict"), [("differ", "different"), ("doubt", "unsure")])
def test_pair_that_was_answered_is_not_asked_again(
    browse: Browse, named: Record, action: str, verdict: str
) -> None:
    propose(named)
    client = browse(named)
    assert send(client, action, **pair()).json()["verdict"] == verdict
    assert client.get("/actors/pairs.json").json()["question"] is None
    assert identity.names_of(named, "Ann Borg").nodes == {BORG}


@pytest.mark.parametrize("action", ["join", "differ"])
def test_judgement_needs_a_reason(browse: Browse, named: Record, action: str) -> None:
    answer = send(browse(named), action, left=ANNA, right=BORG, reason=" ")
    assert answer.status_code == 400
    assert "reason" in answer.json()["error"]
    assert identity.judgements(named) == []


def test_form_without_a_reason_is_shown_again(browse: Browse, named: Record) -> None:
    client = browse(named)
    seal = seal_of(client.get("/actors").text)
    answer = client.post("/actors/join", data={"seal": seal, "left": ANNA, "right": BORG})
    assert answer.status_code == 400
    assert "A judgement needs a reason" in answer.text
    assert 'name="reason"' in answer.text


def test_name_that_nothing_names_cannot_be_judged(browse: Browse, named: Record) -> None:
    assert send(browse(named), "join", **pair(right="nobody at all")).status_code == 404
    assert identity.judgements(named) == []


def test_other_name_is_found_by_a_part_of_it(browse: Browse, named: Record) -> None:
    client = browse(named)
    found = client.get(f"/actors/compare.json?left={ANNA}&other=LIN").json()
    assert [one["name"] for one in found["candidates"]] == ["Dora Lind"]
    assert client.get(f"/actors/compare.json?left={ANNA}&other=anna").json()["candidates"] == []
    page = client.get(found["candidates"][0]["to"]).text
    assert "Same or different" in page
    assert page.count('class="side"') == 2


def test_join_against_a_judgement_is_warned_of_and_shown_with_its_way(browse: Browse, named: Record) -> None:
    client = browse(named)
    send(client, "join", **pair(ANNA, BORG))
    send(client, "differ", **pair(ANNA, DORA))
    page = client.get(f"/actors/compare?left={BORG}&right={DORA}").text
    assert "Joining them would contradict a judgement" in page
    said = send(client, "join", **pair(BORG, DORA)).json()
    assert said["conflicts"] == 1
    assert "contradicts" in said["said"]
    (clash,) = client.get("/actors/pairs.json").json()["conflicts"]
    assert len(clash["path"]) == 2
    assert client.get("/actors.json").json()["conflicts"] == 1


def test_parting_says_what_moves_then_moves_it(browse: Browse, named: Record) -> None:
    client = browse(named)
    change = send(client, "join", **pair()).json()["change_id"]
    shown = client.get(f"/actors/parting.json?left={BORG}&right={ANNA}").json()
    assert (shown["parts"], shown["at_once"]) == (True, 1)
    assert {side["names"][0]: side["statements"] for side in (shown["left"], shown["right"])} == {
        "Ann Borg": 1,
        "Anna Borg": 2,
    }
    assert "Take the judgement back" in client.get(f"/actors/parting?left={BORG}&right={ANNA}").text
    said = send(client, "part", change=str(change), reason="two signatures").json()
    assert said["statements"] == {ANNA: 2, BORG: 1}
    assert identity.names_of(named, "Ann Borg").nodes == {BORG}
    assert send(client, "part", change=str(said["change_id"])).status_code == 404


def test_judgement_of_a_run_is_parted_alone(browse: Browse, named: Record) -> None:
    many = [Pair(ANNA, one, Verdict.SAME, "alike", 0.99) for one in (BORG, DORA)]
    identity.judge(named, many, by="veedor")
    client = browse(named)
    page = client.get(f"/actors/parting?left={ANNA}&right={BORG}").text
    assert "made together with 1 other" in page
    assert "Take the judgement back" not in page
    send(client, "differ", **pair())
    assert identity.names_of(named, "Anna Borg").nodes == {ANNA, DORA}


def test_parting_shows_what_still_joins(browse: Browse, named: Record) -> None:
    for left, right in ((ANNA, BORG), (BORG, DORA), (ANNA, DORA)):
        identity.judge(named, [Pair(left, right, Verdict.SAME, "alike")], by="Ana")
    shown = browse(named).get(f"/actors/parting.json?left={ANNA}&right={BORG}").json()
    assert not shown["parts"]
    assert len(shown["path"]) == 2


def test_parting_of_names_that_nobody_joined_is_told(browse: Browse, named: Record) -> None:
    assert browse(named).get(f"/actors/parting?left={ANNA}&right={BORG}").status_code == 404


def test_change_that_joins_nothing_is_not_taken_back_here(browse: Browse, named: Record) -> None:
    read = changes.log(named)[0].id
    assert send(browse(named), "part", change=str(read)).status_code == 404
    assert send(browse(named), "part", change="x").status_code == 404


def test_empty_record_asks_nothing(browse: Browse, record: Record) -> None:
    page = browse(record).get("/actors/pairs").text
    assert "No pair of names waits" in page
    assert "None does." in page
