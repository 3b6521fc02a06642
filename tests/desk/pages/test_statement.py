"""A statement's page, its card, and the forms that change it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN
from tests.desk.sharing import Browse, row_of
from tests.desk.sharing import record as record
from tests.desk.sharing import shared_record as shared_record
from tests.fakes import FakeReader
from veedor.codebook.labels import Kind
from veedor.desk.app import create_app
from veedor.desk.asking import Desk, May, Person
from veedor.desk.guard.doors import OwnComputer
from veedor.desk.guard.sessions import Session
from veedor.desk.memory import Memory
from veedor.documents.document import Document
from veedor.record.reviewing import review, rules
from veedor.record.store import Record
from veedor.record.wanted import Scope
from veedor.settings import Settings


def test_a_statement_stands_in_its_sentence_with_the_sentences_around(browse: Browse, filled: Record) -> None:
    page = browse(filled).get(f"/statements/{row_of(filled, Kind.FIGURE).id}").text
    assert "<mark>40 people</mark>" in page
    assert '<span class="quoted">the union</span>' in page
    assert '<span class="beside"> The mayor' in page or '<span class="beside">The mayor' in page
    assert "nobody has decided on it yet" in page


def test_the_whole_history_is_told_field_by_field(browse: Browse, filled: Record) -> None:
    row = row_of(filled, Kind.POSITION)
    review.correct_fields(filled, row.id, {"about": "talks"}, by="Ben", reason="shorter")
    review.comment(filled, row.id, "Are there more?", by="Eva")
    undone = review.reject(filled, row.id, by="Ana")
    review.undo(filled, undone, by="Ana")
    client = browse(filled)
    page = client.get(f"/statements/{row.id}").text
    for words in ("<del><bdi>new talks</bdi></del>", "<ins><bdi>talks</bdi></ins>", "shorter", "Ben", "Eva"):
        assert words in page
    assert "Are there more?" in page
    assert "taken back" in page
    assert page.count("/undo") == 2
    assert "Other forms it had" in page
    told = client.get(f"/statements/{row.id}.json").json()
    assert [one["said"] for one in told["history"]] == ["rejected", "commented", "corrected"]
    assert [one["counts"] for one in told["history"]] == [False, True, True]
    assert told["history"][2]["fields"] == [{"field": "What", "before": "new talks", "after": "talks"}]


def test_every_id_of_a_line_leads_to_it(browse: Browse, filled: Record) -> None:
    row, client = row_of(filled, Kind.POSITION), browse(filled)
    review.correct_fields(filled, row.id, {"about": "talks"}, by="Ben")
    now = client.get(f"/statements/{row.id}.json").json()["id"]
    assert now != row.id
    assert client.get(f"/statements/{now}.json").json()["root_id"] == row.id


def test_what_only_an_earlier_reading_found_is_shown_as_that(
    browse: Browse, filled: Record, report: Document
) -> None:
    row = row_of(filled, Kind.FIGURE)
    filled.add(report, [], FakeReader("2"))
    client = browse(filled)
    page = client.get(f"/statements/{row.id}").text
    assert "Only an earlier reading" in page
    assert client.get(f"/statements/{row.id}/edit").status_code == 200
    assert client.get(f"/statements/{row.id}/card").status_code == 404


def test_a_card_is_a_fragment_with_its_buttons(browse: Browse, filled: Record) -> None:
    row, client = row_of(filled, Kind.EVENT), browse(filled)
    card = client.get(f"/statements/{row.id}/card?back=/documents/d0c1").text
    assert card.lstrip().startswith("<article")
    assert "<html" not in card
    assert f"/statements/{row.id}/accept" in card
    assert 'value="/documents/d0c1"' in card
    assert 'name="expects" value="0"' in card
    assert client.get(f"/statements/{row.id}/card.json").json()["card"]["id"] == row.id
    review.accept(filled, row.id, by="Ben")
    assert "Accept" not in client.get(f"/statements/{row.id}/card").text


def test_the_form_holds_every_field_and_folds_empty_ones(browse: Browse, filled: Record) -> None:
    row, client = row_of(filled, Kind.EVENT), browse(filled)
    page = client.get(f"/statements/{row.id}/edit").text
    assert "data-edit" in page
    shown, folded = page.split("<details", 1)
    for name in ("type", "anchor", "actors", "actors.name", "polarity", "certainty", "tense", "when.value"):
        assert f'name="{name}"' in shown
    for name in ("sources", "recipients", "places", "about"):
        assert f'name="{name}"' in folded
    assert '<option value="CONSULT" selected>CONSULT: meet, visit' in page
    assert 'value="2021-05-03"' in page
    assert 'value="Mayor of Riverton"' in page


@pytest.mark.parametrize("kind", list(Kind))
def test_the_form_of_a_new_statement_begins_with_the_words_chosen(
    browse: Browse, filled: Record, report: Document, kind: Kind
) -> None:
    start = report.text.index("were hurt")
    page = browse(filled).get(f"/documents/{report.id}/new?kind={kind}&anchor={start}-{start + 9}").text
    assert 'value="were hurt"' in page
    assert f'value="{start}-{start + 9}"' in page
    assert "<mark>were hurt</mark>" in page
    assert f"/documents/{report.id}/add" in page


@pytest.mark.parametrize("anchor", ["", "9999-10000", "7-3", "x-y", "-", "<script>"])
def test_a_new_statement_without_a_place_has_an_empty_form(
    browse: Browse, filled: Record, report: Document, anchor: str
) -> None:
    page = browse(filled).get(f"/documents/{report.id}/new", params={"anchor": anchor})
    assert page.status_code == 200
    assert "<script>" not in page.text


def test_what_is_not_there_is_told(browse: Browse, record: Record) -> None:
    client = browse(record)
    for path in (
        "/statements/%00",
        "/statements/none",
        "/statements/none/card",
        "/statements/none/edit",
        "/documents/none/new",
    ):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}.json").json().keys() == {"error"}


def test_words_of_a_report_are_text_everywhere(browse: Browse, record: Record) -> None:
    evil = '<script>alert(1)</script>"onfocus="x" <img src=x onerror=y> \u202eעברית'
    report = Document(
        id="d1",
        text=f"The mayor met the strikers, {evil} he said. Deputy Ana Órdoñez wants new talks.",
        title=evil,
        publisher=evil,
    )
    record.add(
        report,
        [
            replace(one, actors=(one.anchor.at(report.text, 28, 28 + len(evil), evil),))  # type: ignore[arg-type]
            if one.kind is Kind.EVENT
            else one
            for one in FakeReader().read(report)
        ],
        FakeReader(),
    )
    row, client = row_of(record, Kind.EVENT), browse(record)
    review.accept(record, row.id, by="Ana", reason=evil)
    rules.ignore(record, row.id, Scope.PUBLISHER, by="Ana", reason=evil)
    pages = (
        f"/statements/{row.id}",
        f"/statements/{row.id}/card",
        f"/statements/{row.id}/edit",
        "/log",
        f"/queue?at={row.id}",
        "/queue",
        f"/queue?publisher={evil}",
    )
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert '"onfocus=' not in page.text


def test_who_may_only_read_sees_no_button_that_decides(filled: Record) -> None:
    class Looking(OwnComputer):
        def person(self, session: Session) -> Person | None:
            return Person("Eva", May.READ)

    row, change = row_of(filled, Kind.EVENT), review.accept(filled, row_of(filled, Kind.ROLE).id, by="Eva")
    desk = Desk(filled, Settings.from_environment({}), Memory())
    with TestClient(create_app(desk, Looking(TOKEN, "Eva"), "secret"), base_url=ADDRESS) as client:
        client.get(f"/log?token={TOKEN}")
        for path in (f"/statements/{row.id}", f"/statements/{row.id}/card", "/queue", "/log"):
            page = client.get(path)
            assert page.status_code == 200
            assert "data-do=" not in page.text
            assert 'action="/changes/' not in page.text
        assert client.get(f"/statements/{row.id}/edit").status_code == 403
        assert client.post(f"/changes/{change}/undo", data={"seal": "x"}).status_code == 403
