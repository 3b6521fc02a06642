"""The reading desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fpdf import FPDF
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event
from veedor.desk import originals
from veedor.documents.document import Document
from veedor.documents.load import load
from veedor.documents.versions import Relation
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions

Browse = Callable[[Record], TestClient]
HERE = "/documents/d0c1"
HOSTILE = (
    "<script>alert(\"1\")</script> & 'quotes' met 😀 in Riverton.\n\n"
    "قال الوزير إن المحادثات بدأت.\n<img src=x onerror=alert(1)> met again, and again.\n"
)


PAGES = (
    "The mayor of Riverton met the strikers on Monday, and nobody expected that they would agree so soon.",
    "In the evening the union told reporters that the harbour would open again before the end of the week.",
)


class Desk(HTMLParser):
    """What a browser would make of the page, as far as the tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.depth = 0
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.quoting: dict[str, str] = {}
        """The words that each statement quotes, joined."""
        self.now: list[list[str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.links += [held["href"] or ""] if "href" in held else []
        if held.get("id") == "words":
            self.depth = 1
        elif self.depth:
            self.depth += 1
            self.now.append((held.get("data-s") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1
            if self.now:
                self.now.pop()

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words += data
            for id_ in self.now[-1] if self.now else ():
                self.quoting[id_] = self.quoting.get(id_, "") + data


def _desk(client: TestClient, address: str = HERE) -> Desk:
    answer = client.get(address)
    assert answer.status_code == 200
    return Desk(answer.text)


def _ids(client: TestClient) -> list[str]:
    return [one["id"] for one in client.get(f"{HERE}.json").json()["cards"]]


def _cards(html: str) -> list[str]:
    return re.findall(r'<article class="card [^>]*>', html)


# --- text and cards ----------------------------------------------------------------------------------------


def test_the_text_is_the_document_character_by_character(
    browse: Browse, filled: Record, report: Document
) -> None:
    assert _desk(browse(filled)).words == report.text


def test_cards_stand_in_the_order_of_the_text(browse: Browse, filled: Record) -> None:
    html = browse(filled).get(HERE).text
    starts = [int(at) for at in re.findall(r'<article [^>]*data-at="(\d+)"', html)]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_words_lead_to_cards_and_cards_back_to_words(browse: Browse, filled: Record) -> None:
    shown = _desk(browse(filled))
    inside = {link[1:] for link in shown.links if link.startswith("#")}
    assert inside <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))
    assert sum(link.startswith("#s-") for link in shown.links) >= 4
    assert sum(link.startswith("#at-") for link in shown.links) == 4


def test_every_piece_names_all_statements_that_quote_it(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    shown = _desk(client)
    assert set(shown.quoting) == set(_ids(client))
    assert any("40 people" in words and "the union" in words for words in shown.quoting.values())


def test_crossing_anchors_are_both_named_where_they_cross(browse: Browse, record: Record) -> None:
    text = "The envoys met in Geneva."
    crossing = [
        Event(type=EventType.CONSULT, anchor=quote(text, words)) for words in ("envoys met", "met in Geneva")
    ]
    record.add(Document(id="d0c1", text=text), crossing, FakeReader())
    shown = _desk(browse(record))
    assert sorted(shown.quoting.values()) == ["envoys met", "met in Geneva"]
    assert shown.words == text


def test_the_header_tells_where_it_is_from_and_how_much_waits(browse: Browse, filled: Record) -> None:
    html = browse(filled).get(HERE).text
    for words in ("A strike in Riverton", "Riverton Gazette", "4 May 2021, as given by the user", "English"):
        assert words in html
    assert "4 of 4 to review" in html
    assert "read by fake 1" in re.sub(r"\s+", " ", html).replace("</span> <span>", " ")


def test_hostile_words_are_shown_as_text(browse: Browse, record: Record) -> None:
    met = Event(
        type=EventType.CONSULT, anchor=quote(HOSTILE, "met"), actors=(quote(HOSTILE, "<script>alert"),)
    )
    hostile = Document(
        id="d0c1", text=HOSTILE, title='"><script>alert(2)</script>', publisher="<b>", file='"/x.pdf'
    )
    record.add(hostile, [met], FakeReader())
    client = browse(record)
    shown = _desk(client)
    assert shown.words == HOSTILE
    assert shown.tags.count("script") == 2
    assert "img" not in shown.tags
    assert "b" not in {tag for tag in shown.tags if tag == "b" and "<b>&" in client.get(HERE).text}
    assert 'dir="auto"' in client.get(HERE).text


def test_a_document_without_statements_says_what_to_do(browse: Browse, record: Record) -> None:
    record.add(Document(id="d0c1", text="Nothing happened.\n"), [], FakeReader())
    html = browse(record).get(HERE).text
    assert "No statements in this text" in html
    assert "0 of 0 to review" in html


def test_a_document_that_is_not_there_is_told_in_words(browse: Browse, record: Record) -> None:
    answer = browse(record).get("/documents/none")
    assert answer.status_code == 404
    assert "No document" in answer.text


def test_the_json_has_the_text_and_every_card(browse: Browse, filled: Record, report: Document) -> None:
    said = browse(filled).get(f"{HERE}.json").json()
    assert said["document"]["text"] == report.text
    assert [card["kind"] for card in said["cards"]] == ["event", "figure", "role", "position"]
    assert said["tally"]["waiting"] == 4
    assert "blocks" not in said


def test_pages_of_the_text_are_marked_where_they_begin(
    browse: Browse, record: Record, report: Document
) -> None:
    second = report.text.index("Deputy")
    paged = Document(id="d0c1", text=report.text, pages=(0, second))
    record.add(paged, FakeReader().read(paged), FakeReader())
    html = browse(record).get(HERE).text
    assert 'data-page="Page 2"' in html
    assert re.search(r'<article [^>]*data-page="2"', html)
    assert Desk(html).words == report.text


# --- versions ----------------------------------------------------------------------------------------------


def test_a_retracted_document_says_by_whom_and_why(browse: Browse, filled: Record) -> None:
    versions.retract(filled, "d0c1", by="Ana", reason="The paper took it back")
    html = browse(filled).get(HERE).text
    assert "Retracted" in html
    assert "The paper took it back" in html


def test_an_older_version_leads_to_the_newer_one(browse: Browse, filled: Record, report: Document) -> None:
    text = report.text + "Correction: 41 people were hurt.\n"
    newer = Document(id="d0c2", text=text, title="A strike, corrected", publisher=report.publisher)
    filled.add(newer, [], FakeReader())
    versions.judge(filled, "d0c2", "d0c1", Relation.VERSION, by="Ana", reason="A correction was added")
    client = browse(filled)
    assert "/documents/d0c2" in _desk(client).links
    assert "/documents/d0c1" in _desk(client, "/documents/d0c2").links


# --- filters -----------------------------------------------------------------------------------------------


def test_kind_and_state_stand_in_the_address(browse: Browse, filled: Record) -> None:
    html = browse(filled).get(f"{HERE}?kind=event&kind=role&state=waiting").text
    assert 'data-wanted="waiting"' in html
    assert 'data-hidden="position forecast figure"' in html
    assert "kind=event&amp;kind=role&amp;kind=figure" not in html
    assert "kind=event&amp;kind=figure&amp;kind=role" in html


def test_what_makes_no_sense_in_the_address_shows_all(browse: Browse, filled: Record) -> None:
    html = browse(filled).get(f"{HERE}?kind=riot&state=lost&view=sideways").text
    assert 'data-wanted="all"' in html
    assert 'data-hidden=""' in html


def test_counters_tell_what_is_decided(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    first, second, *_ = _ids(client)
    review.accept(filled, first, by="Ana")
    review.reject(filled, second, by="Ana")
    tally = client.get(f"{HERE}.json").json()["tally"]
    assert (tally["all"], tally["waiting"]) == (4, 2)
    assert "2 of 4 to review" in client.get(HERE).text


def test_rejected_words_are_no_longer_lit(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    first = _ids(client)[0]
    before = re.search(rf'<a class="([^"]*)" href="#s-{first}"', client.get(HERE).text)
    review.reject(filled, first, by="Ana")
    after = re.search(rf'<a class="([^"]*)" href="#s-{first}"', client.get(HERE).text)
    assert before
    assert after
    assert (before[1], after[1]) == ("m k-event u-event", "m")


# --- deciding in place -------------------------------------------------------------------------------------


def _send(client: TestClient, address: str, **fields: str) -> dict[str, object]:
    seal = seal_of(client.get(HERE).text)
    answer = client.post(address, data=fields, headers={"x-seal": seal, "accept": "application/json"})
    assert answer.status_code == 200, answer.text
    said: dict[str, object] = answer.json()
    return said


def test_a_decision_gives_the_card_to_put_in_place(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    id_ = _ids(client)[0]
    done = _send(client, f"/statements/{id_}/accept", expects="0")
    part = client.get(f"{HERE}/part?card={done['id']}").text
    assert "accepted by Ana" in part
    assert f'data-decision="{done["change_id"]}"' in part
    assert '<div class="b' not in part


def test_other_words_for_the_anchor_come_with_the_blocks_that_show_them(
    browse: Browse, filled: Record, report: Document
) -> None:
    client = browse(filled)
    id_ = _ids(client)[0]
    start = report.text.index("met the")
    done = _send(client, f"/statements/{id_}/correct", **{"anchor.at": f"{start}-{start + 7}"})
    assert done["id"] != id_
    part = client.get(f"{HERE}/part?card={done['id']}&text=1&block=0").text
    assert _cards(part)
    assert Desk(f'<div id="words">{part}</div>').quoting[str(done["id"])].startswith("The mayor")
    assert re.search(rf'id="at-{start}" data-s="{done["id"]}">met </a>', part)
    assert id_ not in part


def test_an_undo_brings_the_card_back_as_it_was(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    id_ = _ids(client)[0]
    done = _send(client, f"/statements/{id_}/reject")
    undone = _send(client, f"/changes/{done['change_id']}/undo")
    assert undone["id"] == id_
    assert 'data-state="read"' in client.get(f"{HERE}/part?card={id_}").text


def test_what_was_added_and_taken_back_is_gone_from_its_words(
    browse: Browse, filled: Record, report: Document
) -> None:
    client = browse(filled)
    start = report.text.index("talks")
    done = _send(client, f"{HERE}/add", kind="event", type="CONSULT", **{"anchor.at": f"{start}-{start + 5}"})
    assert str(done["id"]) in client.get(HERE).text
    _send(client, f"/changes/{done['change_id']}/undo")
    part = client.get(f"{HERE}/part?text=1&block=0&block={report.text.index('Deputy')}").text
    assert not _cards(part)
    assert str(done["id"]) not in part
    assert part.count('<div class="b') == 2


def test_the_part_counts_who_says_the_same(browse: Browse, filled: Record, report: Document) -> None:
    another = Document(id="d0c2", text="Elsewhere the mayor met nobody.\n")
    filled.add(another, [Event(type=EventType.CONSULT, anchor=quote(another.text, "met"))], FakeReader())
    client = browse(filled)
    id_ = _ids(client)[0]
    _send(client, f"/statements/{id_}/accept")
    assert 'data-same="1"' in client.get(f"{HERE}/part?card={id_}&same=1").text
    assert 'data-same="0"' in client.get(f"{HERE}/part?card={id_}").text


# --- the original ------------------------------------------------------------------------------------------


@pytest.fixture
def pdf(record: Record) -> Document:
    """A document of two pages that was read from a PDF beside the record."""
    path = Path(record.place).parent / "strike.pdf"
    made = FPDF()
    made.set_font("helvetica", size=12)
    for number in (1, 2):
        made.add_page()
        made.multi_cell(0, text=PAGES[number - 1])
    made.output(str(path))
    (document,) = load(path)
    record.add(document, FakeReader().read(document), FakeReader())
    return document


def test_the_pages_of_a_kept_pdf_are_shown_beside_the_text(
    browse: Browse, record: Record, pdf: Document
) -> None:
    client = browse(record)
    html = client.get(f"/documents/{pdf.id}?view=pages").text
    assert html.count("<img ") == 2
    answer = client.get(f"/documents/{pdf.id}/page/2.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_pdf_that_is_gone_is_told_plainly(browse: Browse, record: Record, pdf: Document) -> None:
    (Path(record.place).parent / "strike.pdf").unlink()
    client = browse(record)
    assert "The original is not kept" in client.get(f"/documents/{pdf.id}?view=pages").text
    answer = client.get(f"/documents/{pdf.id}/page/1.png")
    assert answer.status_code == 404
    assert "not kept" in answer.text


def test_another_file_under_the_same_name_is_not_taken_for_the_original(
    record: Record, pdf: Document
) -> None:
    path = Path(record.place).parent / "strike.pdf"
    made = FPDF()
    made.set_font("helvetica", size=12)
    made.add_page()
    made.multi_cell(0, text="Quite another report, on quite another town.")
    made.output(str(path))
    assert originals.original_of(record, pdf) is None


@pytest.mark.parametrize("number", ["0", "3", "x", "99999999"])
def test_a_page_that_is_not_there_is_not_drawn(
    browse: Browse, record: Record, pdf: Document, number: str
) -> None:
    assert browse(record).get(f"/documents/{pdf.id}/page/{number}.png").status_code == 404


@pytest.mark.parametrize("name", ["../strike.pdf", "/etc/passwd", "", "a\x00b"])
def test_a_name_that_leads_elsewhere_is_not_followed(record: Record, name: str) -> None:
    named = Document(id="d0c9", text="x", file=name, media_type="application/pdf")
    assert originals.original_of(record, named) is None


def test_the_card_of_another_document_is_not_put_in_place(browse: Browse, filled: Record) -> None:
    another = Document(id="d0c2", text="Elsewhere the mayor met nobody.\n")
    filled.add(another, [Event(type=EventType.CONSULT, anchor=quote(another.text, "met"))], FakeReader())
    client = browse(filled)
    (id_,) = (one["id"] for one in client.get("/documents/d0c2.json").json()["cards"])
    assert not _cards(client.get(f"{HERE}/part?card={id_}").text)
    assert client.get(f"{HERE}/part?card=nothing").status_code == 404
