"""What people do to statements from the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.desk.sharing import Browse, form, row_of, send
from tests.desk.sharing import record as record
from tests.desk.sharing import shared_record as shared_record
from tests.fakes import FakeReader
from veedor.codebook.labels import Certainty, Kind
from veedor.desk.pages.deciding import with_done
from veedor.documents.document import Document
from veedor.record import changes, options, views
from veedor.record.changes import Verb
from veedor.record.reviewing import decided, differing, review, rules
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, State


def test_accepting_answers_with_the_change_and_the_state(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    answer = send(client, f"/statements/{row.id}/accept", reason="I was there", expects=0)
    assert answer.status_code == 200
    said = answer.json()
    assert (said["id"], said["state"]) == (row.id, "accepted")
    change = changes.one(filled, said["change_id"])
    assert change is not None
    assert (change.by, change.reason) == ("Ana", "I was there")


def test_a_form_is_led_back_to_where_it_came_from_and_told_what_was_done(
    browse: Browse, filled: Record
) -> None:
    client, row = browse(filled), row_of(filled, "event")
    answer = form(client, f"/statements/{row.id}/reject", back="/log?by=Ana")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/log?by=Ana&done=")
    page = client.get(answer.headers["location"]).text
    assert "You rejected a statement." in page
    assert "data-undo" in page


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "log",
        "/a\nb",
        "/ x",
    ],
)
def test_an_address_of_another_computer_is_not_led_to(browse: Browse, filled: Record, back: str) -> None:
    client, row = browse(filled), row_of(filled, "event")
    answer = form(client, f"/statements/{row.id}/accept", back=back)
    assert answer.headers["location"].startswith(f"/statements/{row.id}?done=")


def test_the_address_names_only_the_last_change_and_keeps_its_place_in_the_page() -> None:
    assert with_done("/documents/a?done=3&page=2#s-1", 4) == "/documents/a?page=2&done=4#s-1"
    assert with_done("/log?done=3", None) == "/log"


def test_what_another_person_did_is_not_told_as_ones_own(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    theirs = review.accept(filled, row.id, by="Ben")
    for done in (str(theirs), "999", "x", "1" * 40, "-1"):
        assert 'class="done"' not in client.get(f"/log?done={done}").text


def test_undo_takes_back_and_undoing_that_puts_in_again(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    made = send(client, f"/statements/{row.id}/accept").json()["change_id"]
    undone = send(client, f"/changes/{made}/undo").json()
    assert (undone["id"], undone["state"]) == (row.id, "read")
    assert "taken back since" in client.get(f"/log?done={made}").text
    page = client.get(f"/log?done={undone['change_id']}").text
    assert "Put it in again" in page
    again = send(client, f"/changes/{undone['change_id']}/undo").json()
    assert (again["id"], again["state"]) == (row.id, "accepted")


def test_a_decision_that_one_has_not_seen_is_not_overwritten(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    review.reject(filled, row.id, by="Ben")
    answer = send(client, f"/statements/{row.id}/accept", expects=0)
    assert answer.status_code == 409
    assert answer.json()["look"] == f"/statements/{row.id}"
    assert "Ben" in answer.json()["error"]
    page = form(client, f"/statements/{row.id}/accept", expects=0)
    assert page.status_code == 409
    assert 'role="alert"' in page.text
    assert "rejected by Ben" in page.text
    assert row_of(filled, "event", state=State.REJECTED).id == row.id


def test_a_correction_by_words_changes_only_what_differs(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "position")
    answer = send(client, f"/statements/{row.id}/correct", about="talks", stance="prefers", expects=0)
    said = answer.json()
    assert answer.status_code == 200, said
    assert said["state"] == "corrected"
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert now.id == said["id"] != row.id
    assert now.statement.about.words == "talks"  # type: ignore[union-attr]
    assert now.statement.holders == row.statement.holders  # type: ignore[union-attr]


def test_a_correction_by_place_takes_the_words_that_stand_there(
    browse: Browse, filled: Record, report: Document
) -> None:
    client, row = browse(filled), row_of(filled, "position")
    start = report.text.index("new talks")
    for fields in ({"about": f"{start}-{start + 3}"}, {"about.at": f"{start + 4}-{start + 9}"}):
        assert send(client, f"/statements/{row.id}/correct", **fields).status_code == 200
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert now.statement.about.words == "talks"  # type: ignore[union-attr]


def test_words_that_look_like_a_place_are_words_where_the_report_has_them(
    browse: Browse, record: Record, reader: FakeReader
) -> None:
    said = "Ana Órdoñez wants new talks for 2019-20, as in 2017-18."
    report = Document(id="d1", text="Deputy " + said)
    record.add(report, reader.read(report), reader)
    row = row_of(record, "position")
    assert send(browse(record), f"/statements/{row.id}/correct", about="2017-18").status_code == 200
    now = decided.decision(record, row.id).row
    assert now is not None
    assert now.statement.about.words == "2017-18"  # type: ignore[union-attr]


def test_parties_are_given_named_and_taken_away(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    parties = {"actors": ["The mayor", "the union", ""], "actors.name": ["", "Dockers' Union", ""]}
    assert send(client, f"/statements/{row.id}/correct", **parties).status_code == 200
    now = decided.decision(filled, row.id).row
    assert now is not None
    named = [(one.words, one.name) for one in now.statement.actors]  # type: ignore[union-attr]
    assert named == [("The mayor", None), ("the union", "Dockers' Union")]
    assert send(client, f"/statements/{row.id}/correct", actors="", when="").status_code == 200
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert (now.statement.actors, now.statement.when) == ((), None)  # type: ignore[union-attr]


def test_a_date_is_words_and_a_value(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "figure")
    fields = {"when": "3 May 2021", "when.value": "2021-05-03"}
    assert send(client, f"/statements/{row.id}/correct", **fields).status_code == 200
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert now.statement.when is not None
    assert (now.statement.when.quote.words, now.statement.when.value) == ("3 May 2021", "2021-05-03")


@pytest.mark.parametrize(
    ("said", "value"),
    [("2,000", 2000), ("2000-9999", (2000, 9999)), ("1.5 to 2.5", (1.5, 2.5)), ("2,000–9,999", (2000, 9999))],
)
def test_numbers_are_read_as_people_write_them(
    browse: Browse, filled: Record, said: str, value: object
) -> None:
    client, row = browse(filled), row_of(filled, "figure")
    assert send(client, f"/statements/{row.id}/correct", value=said).status_code == 200
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert now.statement.value == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"about": "words that nobody said"}, "do not stand in the document"),
        ({"about": "9000-9999"}, "outside"),
        ({"holders": ""}, "Whose position is needed"),
        ({"stance": "dances"}, "no stance"),
        ({"when": "new", "when.value": "some day"}, "no EDTF"),
        ({}, "says already"),
    ],
)
def test_what_cannot_be_comes_back_on_the_form_with_what_was_typed(
    browse: Browse, filled: Record, fields: dict[str, str], why: str
) -> None:
    client, row = browse(filled), row_of(filled, "position")
    path = f"/statements/{row.id}/correct"
    answer = send(client, path, **fields)
    assert answer.status_code == 400
    assert why in answer.json()["error"]
    page = form(client, path, reason="<b>because</b>", **fields)
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert 'value="&lt;b&gt;because&lt;/b&gt;"' in page.text
    assert all(f'value="{said}"' in page.text for said in fields.values() if said and said != "dances")
    assert decided.decision(filled, row.id).history == ()


def test_one_more_field_is_given_without_a_script(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    fields: dict[str, Any] = {
        "more": "actors",
        "actors": ["The mayor", "the union"],
        "actors.at": ["0-9", ""],
    }
    page = form(client, f"/statements/{row.id}/correct", **fields)
    assert page.status_code == 200
    assert page.text.count('name="actors"') == 4
    assert 'value="the union"' in page.text
    assert decided.decision(filled, row.id).history == ()


def test_a_statement_becomes_one_of_another_kind(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "position")
    answer = send(
        client, f"/statements/{row.id}/correct", kind="forecast", about="new talks", actors="Ana Órdoñez"
    )
    assert answer.status_code == 200, answer.json()
    now = decided.decision(filled, row.id).row
    assert now is not None
    assert now.statement.kind is Kind.FORECAST


def test_a_statement_is_added_and_taken_back(browse: Browse, filled: Record, report: Document) -> None:
    client, start = browse(filled), report.text.index("hurt")
    fields = {"kind": "event", "type": "SUFFER", "anchor": f"{start}-{start + 4}", "actors": "40 people"}
    answer = send(client, f"/documents/{report.id}/add", **fields)
    said = answer.json()
    assert answer.status_code == 200, said
    assert said["state"] == "added"
    assert send(client, f"/documents/{report.id}/add", **fields).status_code == 400
    undone = send(client, f"/changes/{said['change_id']}/undo").json()
    assert (undone["id"], undone["state"]) == (None, None)


def test_a_statement_without_its_words_is_not_added(browse: Browse, filled: Record, report: Document) -> None:
    client = browse(filled)
    for fields in ({}, {"anchor": ""}, {"anchor": "hurt"}, {"anchor": "nowhere", "type": "SUFFER"}):
        assert send(client, f"/documents/{report.id}/add", kind="event", **fields).status_code == 400
    assert send(client, "/documents/none/add", anchor="hurt").status_code in (400, 404)


def test_a_comment_needs_words_and_decides_nothing(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    assert send(client, f"/statements/{row.id}/comment", words="").status_code == 404
    said = send(client, f"/statements/{row.id}/comment", words="<script>alert(1)</script>").json()
    assert said["state"] == "read"
    page = client.get(f"/statements/{row.id}").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_words_are_rejected_everywhere_until_that_is_undone(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    assert send(client, f"/statements/{row.id}/ignore", scope="planet").status_code == 404
    said = send(client, f"/statements/{row.id}/ignore", scope="publisher", reason="a figure of speech").json()
    assert said["state"] == "ignored"
    assert [rule.publisher for rule in rules.rules(filled)] == ["Riverton Gazette"]
    assert send(client, f"/changes/{said['change_id']}/undo").status_code == 200
    assert rules.rules(filled) == []
    assert row_of(filled, "event").state is State.READ


def _many(record: Record, report: Document, reader: FakeReader, number: int) -> list[StatementRow]:
    for one in range(number):
        # So that none is taken for a version of another.
        apart = " ".join(f"{word}{one}" for word in "so as to be quite another report of some length".split())
        other = replace(report, id=f"d{one}", text=f"The mayor met the strikers {apart}.")
        record.add(other, reader.read(other), reader)
    return list(views.statements(record, Filter(kind=Kind.EVENT)))


def test_the_same_words_are_decided_as_one_change(
    browse: Browse, record: Record, report: Document, reader: FakeReader
) -> None:
    rows, client = _many(record, report, reader, 4), browse(record)
    listed = [row.id for row in rows[1:3]]
    said = send(client, f"/statements/{rows[0].id}/same", **{"verb": "reject", "with": listed}).json()
    assert said["decided"] == 3
    assert len(review.same_words(record, rows[0].id)) == 1
    change = changes.one(record, said["change_id"])
    assert change is not None
    assert change.verb is Verb.BATCH
    send(client, f"/changes/{said['change_id']}/undo")
    assert send(client, f"/statements/{rows[0].id}/same", verb="accept").json()["decided"] == 4


def test_nobody_decides_what_somebody_else_decided_since(
    browse: Browse, record: Record, report: Document, reader: FakeReader
) -> None:
    rows, client = _many(record, report, reader, 3), browse(record)
    review.reject(record, rows[1].id, by="Ben")
    answer = send(client, f"/statements/{rows[0].id}/same", **{"verb": "accept", "with": rows[1].id})
    assert answer.status_code == 409
    assert decided.decision(record, rows[0].id).history == ()


def test_a_second_reader_agrees_or_sends_back(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    options.choose(filled, options.READERS, 2, "Ben")
    row, other = row_of(filled, "event"), row_of(filled, "position")
    first = review.accept(filled, row.id, by="Ben")
    second = review.accept(filled, other.id, by="Ben")
    assert "Agree: no change needed" in client.get(f"/statements/{row.id}").text
    assert send(client, f"/changes/{first}/agree").json()["id"] == row.id
    assert send(client, f"/changes/{second}/send-back").status_code == 404
    assert send(client, f"/changes/{second}/send-back", reason="Who else?").status_code == 200
    assert send(client, f"/statements/{other.id}/accept").status_code == 404
    assert "sent this decision back" in client.get(f"/statements/{other.id}").text


def test_a_difference_is_taken_or_kept(browse: Browse, filled: Record, report: Document) -> None:
    row, client = row_of(filled, "position"), browse(filled)
    review.accept(filled, row.id, by="Ana")
    surer = [
        replace(one, certainty=Certainty.OPEN) if one.kind is Kind.POSITION else one
        for one in FakeReader().read(report)
    ]
    filled.add(report, surer, FakeReader("2"))
    (difference,) = differing.differences(filled)
    page = client.get(f"/statements/{row.id}").text
    assert "As found later" in page
    assert "Take what was found" in page
    kept = send(client, f"/statements/{difference.id}/keep").json()["change_id"]
    assert differing.differences(filled) == []
    send(client, f"/changes/{kept}/undo")
    said = send(client, f"/statements/{difference.id}/take").json()
    assert said["state"] == "corrected"


@pytest.mark.parametrize(
    "path",
    [
        "/statements/none/accept",
        "/statements/none/correct",
        "/statements/none/same",
        "/changes/x/undo",
        "/changes/999/undo",
        "/changes/99999999999999/agree",
    ],
)
def test_what_is_not_there_is_told_in_words(browse: Browse, filled: Record, path: str) -> None:
    answer = send(browse(filled), path)
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]


def test_a_form_of_another_site_decides_nothing(browse: Browse, filled: Record) -> None:
    client, row = browse(filled), row_of(filled, "event")
    assert client.post(f"/statements/{row.id}/accept", data={"seal": "x"}).status_code == 403
    assert client.get(f"/statements/{row.id}/accept").status_code in (404, 405)
    assert decided.decision(filled, row.id).history == ()
