"""The log: who did what, and taking it back."""

from __future__ import annotations

from tests.desk.sharing import Browse, row_of
from tests.desk.sharing import record as record
from tests.desk.sharing import shared_record as shared_record
from veedor.codebook.labels import Kind
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.reviewing import review, rules
from veedor.record.reviewing.review import Choice
from veedor.record.store import Record
from veedor.record.wanted import Scope


def test_an_empty_log_says_what_will_be_in_it(browse: Browse, record: Record) -> None:
    assert "Nothing is in the log" in browse(record).get("/log").text
    assert "Nobody did anything of this sort" in browse(record).get("/log?by=Nobody").text


def test_a_decision_is_told_with_its_statement_and_undo(browse: Browse, filled: Record) -> None:
    row = row_of(filled, Kind.POSITION)
    made = review.accept(filled, row.id, by="Ben", reason="she says so")
    page = browse(filled).get("/log").text
    for words in ("accepted", "Ana Órdoñez — demands — new talks", "she says so", "A strike in Riverton"):
        assert words in page
    assert f"/changes/{made}/undo" in page
    assert "read a document" not in page
    assert "read a document" in browse(filled).get("/log?all=1").text


def test_a_batch_is_one_line_that_says_how_many(browse: Browse, filled: Record) -> None:
    rows = list(views.statements(filled))
    chosen = [Choice(statement_id=row.id, verb=Verb.ACCEPT) for row in rows]
    whole = review.batch(filled, chosen, by="Ana")
    client = browse(filled)
    assert "4 statements" in client.get("/log").text
    review.undo(filled, whole, by="Ana")
    page = client.get("/log").text
    assert "Put in again" in page
    assert "taken back" in page


def test_the_log_is_asked_by_person_day_and_document(browse: Browse, filled: Record) -> None:
    row = row_of(filled, Kind.EVENT)
    made = review.accept(filled, row.id, by="Ben")
    review.comment(filled, row.id, "Hm", by="Ana")
    client = browse(filled)
    (line,) = client.get("/log.json?by=Ben").json()["lines"]
    assert (line["id"], line["statement_id"], line["many"]) == (made, row.id, 1)
    day = line["at"][:10]
    assert len(client.get(f"/log.json?day={day}").json()["lines"]) == 2
    assert client.get("/log.json?day=1999-01-01").json()["lines"] == []
    assert len(client.get("/log.json?document=d0c1").json()["lines"]) == 3
    assert client.get("/log?before=x&day=never%00").status_code == 200
    assert client.get("/log?before=99999999999999&by=%00&done=7%00").status_code == 200


def test_a_long_log_comes_in_pages(browse: Browse, filled: Record) -> None:
    row = row_of(filled, Kind.EVENT)
    for number in range(51):
        review.comment(filled, row.id, f"remark {number}", by="Ana")
    client = browse(filled)
    first = client.get("/log.json").json()
    assert len(first["lines"]) == 50
    assert [
        one["reason"] for one in client.get(first["older"].replace("/log?", "/log.json?")).json()["lines"]
    ] == ["remark 0"]
    assert "To the newest" in client.get(first["older"]).text


def test_rules_in_force_stand_above_with_their_undo(browse: Browse, filled: Record) -> None:
    row = row_of(filled, Kind.EVENT)
    for scope in Scope:
        rules.ignore(filled, row.id, scope, by="Ben", reason="a figure of speech")
    client = browse(filled)
    page = client.get("/log").text
    assert "Words rejected everywhere" in page
    assert "all documents" in page
    assert page.count("a figure of speech") == 6
    told = client.get("/log.json").json()
    assert {one["where"] for one in told["rules"]} == {"A strike in Riverton", "Riverton Gazette", ""}
    for one in told["rules"]:
        changes.undo(filled, one["rule"]["id"], by="Ana")
    assert "Words rejected everywhere" not in client.get("/log").text
