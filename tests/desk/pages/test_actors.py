"""The list of actors and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote as quoted

import pytest
from starlette.testclient import TestClient

from tests.fakes import quote
from tests.test_matching import put, role
from veedor.codebook.labels import EventType, Stance, Tense
from veedor.codebook.statement import Event, Forecast, Position
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.views import statements

Browse = Callable[[Record], TestClient]
HOSTILE = '<script>alert("x")</script> & Sons'
HEBREW = "דוד לוי"
TEXT = (
    "Anna Borg, speaker of the Assembly of Malta, met Dora Lind and the Bakers Union. Dora Lind thanked Anna Borg. "
    "Dora Lind says that Anna Borg wants new talks. Anna Borg expects a strike. Mr Ek left."
)


@pytest.fixture
def talked(record: Record) -> Record:
    """A record in which one actor does, wants and foretells something."""
    put(
        record,
        "d0c1",
        "2019-08-12",
        TEXT,
        role(TEXT, "Anna Borg", "speaker", "Assembly of Malta"),
        _event("met", "Anna Borg", "Dora Lind", "Bakers Union"),
        _event("thanked", "Dora Lind", "Anna Borg"),
        Position(
            anchor=quote(TEXT, "wants"),
            stance=Stance.DEMANDS,
            holders=(quote(TEXT, "Anna Borg", "Anna Borg"),),
            about=quote(TEXT, "new talks"),
            sources=(quote(TEXT, "Dora Lind", "Dora Lind"),),
        ),
        Forecast(
            anchor=quote(TEXT, "expects"),
            about=quote(TEXT, "a strike"),
            sources=(quote(TEXT, "Anna Borg", "Anna Borg"),),
        ),
    )
    return record


def _event(anchor: str, who: str, *whom: str) -> Event:
    return Event(
        type=EventType.CONSULT,
        anchor=quote(TEXT, anchor),
        actors=(quote(TEXT, who, who),),
        recipients=tuple(quote(TEXT, one, one) for one in whom),
        tense=Tense.PAST,
    )


def _left(record: Record, document_id: str, who: str) -> None:
    # Words of its own: of two reports with the same words one would be a version of the other.
    text = f"{who} left. " + " ".join(f"{document_id}{number}" for number in range(20))
    put(
        record,
        document_id,
        "2019-08-13",
        text,
        Event(
            type=EventType.MOVE, anchor=quote(text, "left"), actors=(quote(text, who, who),), tense=Tense.PAST
        ),
    )


def same(record: Record, left: str, right: str) -> int:
    return identity.judge(record, [Pair(left, right, Verdict.SAME, "said in the hall")], by="Ana")


def test_most_named_actor_stands_first_and_is_found_by_a_part_of_its_name(
    browse: Browse, talked: Record
) -> None:
    client = browse(talked)
    rows = client.get("/actors.json").json()["part"]["rows"]
    assert rows[0]["name"] == "Anna Borg"
    assert rows[0]["address"] == "/actors/Anna%20Borg"
    found = client.get("/actors.json?q=LIND").json()["part"]
    assert [row["name"] for row in found["rows"]] == ["Dora Lind"]
    assert found["total"] == 1
    assert "No actor has such a name" in client.get("/actors?q=nobody").text


def test_joined_names_are_one_row(browse: Browse, talked: Record) -> None:
    client = browse(talked)
    before = client.get("/actors.json").json()["part"]["total"]
    same(talked, "anna borg", "dora lind")
    part = client.get("/actors.json").json()["part"]
    assert part["total"] == before - 1
    assert part["rows"][0]["names"] == ["Dora Lind"]


def test_page_of_an_actor_has_all_that_is_known(browse: Browse, talked: Record) -> None:
    shown = browse(talked).get("/actors/Anna%20Borg.json").json()["known"]
    sections = {one["sort"]: [card["kind"] for card in one["cards"]] for one in shown["sections"]}
    assert sections == {
        "did": ["event"],
        "done to it": ["event"],
        "wants": ["position"],
        "foretold": ["forecast"],
        "about": ["position"],
        "roles": ["role"],
    }
    assert [(one["office"], one["of"]) for one in shown["offices"]] == [("speaker", "Assembly of Malta")]
    assert shown["gathered"]["forms"][0]["documents"] == 1


def test_actor_deals_with_those_in_its_events(browse: Browse, talked: Record) -> None:
    client = browse(talked)
    dealings = client.get("/actors/Anna%20Borg.json").json()["known"]["dealings"]
    lind, union = dealings["rows"]
    assert (lind["name"], lind["many"], lind["to_them"], lind["to_it"]) == ("Dora Lind", 2, 1, 1)
    assert (union["many"], union["to_them"], union["to_it"]) == (1, 1, 0)
    assert dealings["total"] == 2
    together = client.get(lind["together"].replace("/with?", "/with.json?")).json()
    assert together["part"]["total"] == 2
    assert "network-spec" in client.get("/actors/Anna%20Borg").text


def test_rejected_event_is_no_dealing(browse: Browse, talked: Record) -> None:
    client = browse(talked)
    client.get("/actors/Anna%20Borg")
    met = next(row for row in statements(talked) if row.statement.anchor.words == "met")
    review.reject(talked, met.id, by="Ana")
    shown = client.get("/actors/Anna%20Borg.json").json()["known"]
    assert [row["name"] for row in shown["dealings"]["rows"]] == ["Dora Lind"]
    assert "did" not in {one["sort"] for one in shown["sections"]}


def test_sections_lead_to_the_search(browse: Browse, talked: Record) -> None:
    for number in range(6):
        _left(talked, f"d1{number}", "Anna Borg")
    client = browse(talked)
    (did,) = (
        one
        for one in client.get("/actors/Anna%20Borg.json").json()["known"]["sections"]
        if one["sort"] == "did"
    )
    assert len(did["cards"]) < did["many"] == 7
    assert did["all"] == "/search?actor=Anna+Borg&kind=event"
    assert client.get(did["all"]).status_code == 200


def test_name_of_single_documents_asks_which(browse: Browse, record: Record) -> None:
    for number in (1, 2):
        _left(record, f"d{number}", "Mr Ek")
    client = browse(record)
    shown = client.get("/actors/Mr%20Ek.json").json()
    assert shown["known"] is None
    assert [one["address"] for one in shown["choices"]] == ["/actors/Mr%20Ek?in=d1", "/actors/Mr%20Ek?in=d2"]
    page = client.get("/actors/Mr%20Ek").text
    assert "somebody else in each document" in page
    one = client.get("/actors/Mr%20Ek.json?in=d1").json()["known"]
    assert one["gathered"]["documents"] == 1
    assert [card["document"] for section in one["sections"] for card in section["cards"]] == ["d1"]
    same(record, "mr ek\nd1", "otto ek")
    assert "Otto" not in client.get("/actors/Mr%20Ek?in=d2").text


def test_name_that_nothing_names_is_told(browse: Browse, talked: Record) -> None:
    client = browse(talked)
    assert client.get("/actors/Nobody").status_code == 404
    assert "No statement names" in client.get("/actors/Nobody.json").json()["error"]


@pytest.mark.parametrize("name", [HOSTILE, HEBREW, "Juba/Khartoum", "..", 'a "quoted" one', "x.json", "-"])
def test_every_name_has_a_page_and_is_shown_as_text(browse: Browse, record: Record, name: str) -> None:
    _left(record, "d1", name)
    client = browse(record)
    (row,) = client.get("/actors.json").json()["part"]["rows"]
    assert row["name"] == name
    page = client.get(row["address"])
    assert page.status_code == 200
    assert f"<h1><bdi>{name}</bdi></h1>" in page.text.replace("&lt;", "<").replace("&gt;", ">").replace(
        "&#34;", '"'
    ).replace("&amp;", "&")
    assert "<script>alert" not in page.text
    assert "<script>alert" not in client.get(f"/actors?q={quoted(name)}").text


def test_empty_record_says_what_to_do(browse: Browse, record: Record) -> None:
    client = browse(record)
    page = client.get("/actors").text
    assert "No statement names anybody yet" in page
    assert "/documents" in page
    assert client.get("/actors.json").json()["pairs"] == 0


def test_actor_known_by_names_of_single_documents_is_reached_by_each(browse: Browse, record: Record) -> None:
    for number, who in enumerate(("Mr Ek", "Mr Ek", "Mr Lind")):
        _left(record, f"d{number}", who)
    same(record, "mr ek\nd1", "mr lind\nd2")
    client = browse(record)
    rows = client.get("/actors.json").json()["part"]["rows"]
    assert [row["mentions"] for row in rows] == [2, 1]
    assert rows[0]["document"] == "2 documents"
    for address in (rows[0]["address"], "/actors/Mr%20Ek?in=d1", "/actors/Mr%20Lind?in=d2"):
        known = client.get(address.replace("?", ".json?")).json()["known"]
        assert known["gathered"]["statements"] == 2
    assert client.get("/actors/Mr%20Ek.json?in=d0").json()["known"]["gathered"]["statements"] == 1
