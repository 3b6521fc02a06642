"""Review, one statement at a time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.desk.sharing import Browse, form, row_of
from tests.desk.sharing import record as record
from tests.desk.sharing import shared_record as shared_record
from tests.fakes import FakeReader
from veedor.codebook.labels import Kind
from veedor.documents.document import Document
from veedor.record import options, views
from veedor.record.reviewing import review, second_reading
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter


def _waiting(record: Record) -> list[StatementRow]:
    """What waits, the least sure first."""
    rows = list(views.statements(record, Filter()))
    return sorted(rows, key=lambda row: row.statement.probability_right or 1)


def _asked(page: str) -> str:
    """The statement in question."""
    return re.search(r'data-decide="(\w+)"', page)[1]  # type: ignore[index]


def _link(page: str, key: str) -> str:
    """Where a key leads."""
    found = re.search(rf'href="([^"]+)"[^>]* data-key="{key}"', page)
    assert found, key
    return found[1].replace("&amp;", "&")


def test_an_empty_record_says_what_to_do(browse: Browse, record: Record) -> None:
    page = browse(record).get("/queue").text
    assert "Nothing has been read yet" in page
    assert "What you decide is listed here" in page


def test_the_least_sure_comes_first_with_its_keys(browse: Browse, filled: Record) -> None:
    page = browse(filled).get("/queue").text
    first = next(row for row in views.statements(filled) if row.statement.probability_right == 0.75)
    assert _asked(page) == first.id
    assert "75 %" in page
    assert "<mark>met</mark>" in page
    for key in "are jgh":
        assert f'data-key="{key}"' in page
    assert "data-question" in page
    assert "<strong>4</strong> wait" in page


def test_what_is_skipped_comes_back_at_the_end(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    page = client.get("/queue").text
    seen = [_asked(page)]
    for _ in range(3):
        page = client.get(_link(page, " ")).text
        seen.append(_asked(page))
    assert len(set(seen)) == 4
    back = client.get(_link(page, "k")).text
    assert _asked(back) == seen[2]
    assert _asked(client.get(_link(back, "k")).text) == seen[1]
    assert _asked(client.get(_link(back, "j")).text) == seen[3]
    end = client.get(_link(page, "j")).text
    assert "4 skipped. Review them now?" in end
    assert _asked(client.get(_link(end, " ")).text) == seen[0]


def test_deciding_leads_to_the_next_question_and_undo_back(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    page = client.get("/queue").text
    first = _asked(page)
    seal = page.split('data-seal="', 1)[1].split('"', 1)[0]
    after = client.post(f"/statements/{first}/accept", data={"seal": seal, "back": "/queue", "expects": "0"})
    assert "You accepted a statement." in after.text
    assert _asked(after.text) != first
    assert "<strong>1</strong> decided by you today" in after.text
    undo = re.search(
        r'action="(/changes/\d+/undo)">[^<]*<input[^>]*>\s*<input[^>]*name="back" value="([^"]+)"',
        after.text.split('class="strip"')[1],
    )
    assert undo
    back = client.post(undo[1], data={"seal": seal, "back": undo[2].replace("&amp;", "&")})
    assert _asked(back.text) == first
    assert "Back to the queue" in back.text


def test_filters_are_in_the_address_and_can_be_taken_off(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    page = client.get("/queue?kind=role&document=d0c1&publisher=Riverton Gazette&order=text").text
    assert "Deputy" in page
    assert page.count('aria-current="true"') == 3
    assert client.get("/queue?kind=role&order=text").text.count('aria-current="true"') == 1
    none = client.get("/queue?publisher=Nobody").text
    assert "Nothing waits for review here" in none
    assert "take the filters off" in none
    assert _asked(client.get("/queue?kind=dance").text)


def test_the_end_says_so(browse: Browse, filled: Record) -> None:
    for row in list(views.statements(filled)):
        review.accept(filled, row.id, by="Ben")
    page = browse(filled).get("/queue").text
    assert "Every statement was decided on" in page
    assert "<strong>4</strong> decided in all" in page


def test_a_decision_can_be_opened_again(browse: Browse, filled: Record) -> None:
    row = next(iter(views.statements(filled)))
    change = review.reject(filled, row.id, by="Ana")
    page = browse(filled).get(f"/queue?at={row.id}").text
    assert _asked(page) == row.id
    assert f'name="expects" value="{change}"' in page
    assert 'data-do="reject"' not in page


def test_the_same_words_are_listed_before_they_are_decided(
    browse: Browse, record: Record, report: Document, reader: FakeReader
) -> None:
    for one in range(3):
        apart = " ".join(f"{word}{one}" for word in "so as to be quite another report of some length".split())
        other = replace(report, id=f"d{one}", text=f"The mayor met the strikers {apart}.")
        record.add(other, reader.read(other), reader)
    page = browse(record).get("/queue").text
    assert "Same words:" in page
    assert "2 more, apply?" in page
    assert "Accept all 3" in page
    assert page.count('name="with"') == 2


def test_the_address_alone_says_where_one_is(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    for skipped in ("none", "..", "x" * 40, "<script>", ".".join(["a" * 16] * 400)):
        page = client.get("/queue", params={"skipped": skipped})
        assert page.status_code == 200
        assert len(page.text) < 40_000
    told = client.get("/queue.json").json()
    assert told["counts"] == {"waiting": 4, "today": 0, "done": 0}
    assert told["question"]["card"]["kind"] == str(Kind.EVENT)
    assert client.get("/queue?at=none").status_code == 404


# --- review by two persons ---------------------------------------------------------------------------------


@pytest.fixture
def two(filled: Record) -> Record:
    """A record in which a second person has to agree; Ben has decided on two statements, Ana on one."""
    options.choose(filled, options.READERS, 2, "Ben")
    for kind, by in (("event", "Ben"), ("position", "Ben"), ("figure", "Ana")):
        review.accept(filled, row_of(filled, kind).id, by=by, reason=f"{by} was there")
    return filled


def test_what_others_decided_waits_for_a_second_reading_by_key(browse: Browse, two: Record) -> None:
    client = browse(two)
    assert "2 for your second reading" in client.get("/queue").text
    page = client.get("/queue?second=1").text
    for words in ("Ben decided so", "Ben was there", "Agree: no change needed", "waits for a second reader"):
        assert words in page
    assert re.search(r'data-key="a"[^>]*>Agree', page)
    assert re.search(r'<label [^>]*data-key="r"', page)
    assert "data-decide" not in page
    told = client.get("/queue.json?second=1").json()
    assert told["question"]["card"]["second_reading"] == "open"
    assert told["question"]["card"]["id"] == row_of(two, "event").id


def test_an_answer_leads_to_the_next_and_the_queue_comes_to_its_end(browse: Browse, two: Record) -> None:
    client, here = browse(two), "/queue?second=1"
    seen = []
    for verb, reason in (("agree", ""), ("send-back", "Who else?")):
        card = client.get("/queue.json?second=1").json()["question"]["card"]
        seen.append(card["id"])
        answer = form(client, f"/changes/{card['decision']}/{verb}", here, reason=reason, back=here)
        assert answer.headers["location"].startswith(f"{here}&done=")
    assert seen == [row_of(two, kind).id for kind in ("event", "position")]
    assert "Nothing waits for your second reading" in client.get(here).text
    assert "for your second reading" not in client.get("/queue").text


def test_what_is_skipped_in_second_reading_comes_back(browse: Browse, two: Record) -> None:
    client = browse(two)
    first = client.get("/queue.json?second=1").json()
    second = client.get(first["next"].replace("/queue?", "/queue.json?")).json()
    assert second["question"]["card"]["id"] != first["question"]["card"]["id"]
    assert "2 skipped" in client.get(second["next"]).text


def test_ones_own_decision_comes_back_to_be_decided_again(browse: Browse, two: Record) -> None:
    row = row_of(two, "figure")
    second_reading.send_back(two, row.decision_id or 0, "Ben", "Which day?")
    client = browse(two)
    assert "3 for your second reading" in client.get("/queue").text
    page = client.get(f"/queue?second=1&at={row.id}").text
    assert "A second reader sent your decision back" in page
    assert 'data-do="accept"' in page
    assert "sent back to Ana" in client.get("/documents/d0c1").text


def test_cards_say_what_waits_and_offer_its_answer(browse: Browse, two: Record) -> None:
    client = browse(two)
    page = client.get("/documents/d0c1").text
    assert page.count("waits for a second reader") == 3
    assert page.count('data-do="agree"') == 2
    assert re.findall(r'data-held="(\w+)"', page).count("own") == 1
    options.choose(two, options.READERS, 1, "Ben")
    assert "waits for a second reader" not in client.get("/documents/d0c1").text
