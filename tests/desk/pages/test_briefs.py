"""Briefs on the desk: drafted, edited sentence by sentence, published, written out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.brief.reports import fill
from tests.desk.conftest import seal_of
from veedor.brief.keeping import opened
from veedor.brief.template import Template
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]
NAME = "W18"


@pytest.fixture
def client(browse: Browse, record: Record) -> TestClient:
    fill(record)
    return browse(record)


def send(client: TestClient, address: str, *, page: str = "/briefs", **fields: Any) -> Any:
    """What the desk answers to a form of a page."""
    return client.post(address, data={"seal": f"{seal_of(client.get(page).text)}@{page}", **fields})


@pytest.fixture
def drafted(client: TestClient) -> TestClient:
    send(client, "/briefs/new", name=NAME, since="2021-05-01", until="2021-05-31")
    return client


def edit(client: TestClient, **fields: Any) -> Any:
    return send(client, f"/briefs/{NAME}/edit", page=f"/briefs/{NAME}", **fields)


def sentences(client: TestClient, key: str) -> list[str]:
    parts = client.get(f"/briefs/{NAME}.json").json()["brief"]["sections"]
    section = next(one for one in parts if one["key"] == key)
    return ["".join(part["words"] for part in one["parts"]) for one in section["sentences"]]


def test_without_a_brief_the_page_says_so_and_offers_to_draft_one(browse: Browse, record: Record) -> None:
    page = browse(record).get("/briefs").text
    assert "There is no brief yet" in page
    assert "Draft a new one" in page


def test_a_draft_shows_each_sentence_with_the_words_it_stands_on(drafted: TestClient) -> None:
    page = drafted.get(f"/briefs/{NAME}").text
    assert "The union said" in page
    assert "Riverton Gazette, A report of Riverton Gazette" in page
    assert "para. " in page


def test_a_draft_without_a_day_comes_back_with_what_was_typed(client: TestClient) -> None:
    answer = send(client, "/briefs/new", name="My brief", since="soon", until="2021-05-31")
    assert answer.status_code == 400
    assert "A day is written as" in answer.text
    assert "My brief" in answer.text


def test_a_draft_on_the_desk_has_the_form_of_the_house(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = Template("Weekly brief on Tasmia", (("rights", "People"),))
    monkeypatch.setattr("veedor.desk.pages.briefs.template_beside", lambda place: house)
    send(client, "/briefs/new", name=NAME, since="2021-05-01", until="2021-05-31")
    page = client.get(f"/briefs/{NAME}").text
    assert "Weekly brief on Tasmia" in page
    assert ">People<" in page


def test_a_sentence_is_reworded_taken_out_in_and_moved(drafted: TestClient, record: Record) -> None:
    (before,) = sentences(drafted, "rights")
    edit(drafted, do="words", section="rights", number="0", words="The union reports an arrest.")
    assert sentences(drafted, "rights") == ["The union reports an arrest."]
    edit(drafted, do="out", section="rights", number="0")
    assert sentences(drafted, "rights") == []
    edit(drafted, do="in", section="rights", number="0")
    edit(drafted, do="move", section="rights", number="0", to="happened", place="0")
    assert sentences(drafted, "happened")[0] == "The union reports an arrest."
    brief, _ = opened(record, NAME)
    assert brief.sections[0].sentences[0].by == "Ana"
    assert before


def test_what_is_set_aside_keeps_its_reason(drafted: TestClient, record: Record) -> None:
    edit(drafted, do="aside", section="rights", number="0", why="redundant")
    brief, _ = opened(record, NAME)
    section = next(one for one in brief.sections if one.key == "rights")
    assert {str(one.why) for one in section.set_aside} == {"redundant"}
    assert "set aside" in drafted.get(f"/briefs/{NAME}").text


def test_an_own_sentence_needs_a_statement(drafted: TestClient, record: Record) -> None:
    brief, _ = opened(record, NAME)
    assert edit(drafted, do="add", section="talks", words="All is well.").status_code == 400
    edit(drafted, do="add", section="talks", words="All is well.", ids=f"/statements/{brief.ids[0]}")
    assert "All is well." in sentences(drafted, "talks")


def test_every_edit_can_be_undone(drafted: TestClient) -> None:
    before = sentences(drafted, "rights")
    answer = edit(drafted, do="out", section="rights", number="0")
    change = answer.url.params["done"]
    send(drafted, f"/changes/{change}/undo")
    assert sentences(drafted, "rights") == before


def test_whoever_saves_what_somebody_saved_since_is_told(drafted: TestClient, record: Record) -> None:
    _, change = opened(record, NAME)
    edit(drafted, do="out", section="rights", number="0", expects=change)
    answer = edit(drafted, do="out", section="happened", number="0", expects=change)
    assert answer.status_code == 409
    assert "Ana saved the brief since you opened it" in answer.text


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_brief_is_written_out_in_every_format(drafted: TestClient, form: str) -> None:
    answer = drafted.get(f"/briefs/{NAME}/out.{form}")
    assert answer.status_code == 200
    assert len(answer.content) > 500
    assert f"{NAME}.{form}" in answer.headers["content-disposition"]


def test_a_public_edition_leaves_confidential_reports_out(drafted: TestClient) -> None:
    edit(drafted, do="about", title="On Tasmia", unknown="Where she is.", confidential="bb02")
    assert "State Radio" in drafted.get(f"/briefs/{NAME}/out.md").text
    public = drafted.get(f"/briefs/{NAME}/out.md?public=1").text
    assert "State Radio" not in public
    assert "Where she is" in public


def test_a_table_is_left_out_and_brought_back(drafted: TestClient) -> None:
    page = f"/briefs/{NAME}/exhibits"
    assert "What is disputed" in drafted.get(page).text
    answer = send(drafted, f"/briefs/{NAME}/edit", page=page, do="leave", exhibit="disputes")
    assert "Bring back" in answer.text
    assert "What is disputed" not in drafted.get(f"/briefs/{NAME}/out.md").text
    send(drafted, f"/briefs/{NAME}/edit", page=page, do="bring", exhibit="disputes")
    assert "What is disputed" in drafted.get(f"/briefs/{NAME}/out.md").text


def test_a_brief_without_enough_for_a_chart_says_so(client: TestClient) -> None:
    send(client, "/briefs/new", name=NAME, since="2020-05-01", until="2020-05-31")
    assert "There is not enough for a chart" in client.get(f"/briefs/{NAME}/exhibits").text


def test_a_published_brief_says_so(drafted: TestClient) -> None:
    assert send(drafted, f"/briefs/{NAME}/publish").status_code == 200
    assert "published" in drafted.get(f"/briefs/{NAME}").text


def test_hostile_words_are_shown_as_text(drafted: TestClient) -> None:
    edit(drafted, do="words", section="rights", number="0", words="<script>alert(1)</script> \u202eabc")
    assert "<script>alert" not in drafted.get(f"/briefs/{NAME}").text


def test_a_brief_that_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/briefs/none").status_code in (400, 404)


def test_a_report_stays_confidential_when_no_sentence_stands_on_it(
    drafted: TestClient, record: Record
) -> None:
    edit(drafted, do="about", title="On Tasmia", unknown="", confidential="bb02")
    brief, _ = opened(record, NAME)
    for section in brief.sections:
        for _ in section.sentences:
            edit(drafted, do="aside", section=section.key, number="0", why="redundant")
    page = drafted.get(f"/briefs/{NAME}").text
    assert 'value="bb02" checked' in page
    assert "A report of State Radio" in page


def test_what_is_set_aside_as_confidential_makes_its_report_confidential(
    drafted: TestClient, record: Record
) -> None:
    edit(drafted, do="aside", section="rights", number="0", why="confidential")
    brief, _ = opened(record, NAME)
    assert brief.confidential == {"aa01", "bb02"}


def test_the_public_edition_has_a_name_of_its_own(drafted: TestClient) -> None:
    answer = drafted.get(f"/briefs/{NAME}/out.md?public=1")
    assert f"{NAME}-public.md" in answer.headers["content-disposition"]


def test_a_footnote_is_listed_once_beside_a_sentence(drafted: TestClient, record: Record) -> None:
    brief, _ = opened(record, NAME)
    ids = " ".join([*brief.ids, *brief.ids])
    edit(drafted, do="add", section="needs", words="All of it.", ids=ids)
    edit(drafted, do="about", title="T", unknown="")
    page = drafted.get(f"/briefs/{NAME}.json").json()
    needs = next(one for one in page["parts"] if one["section"]["key"] == "needs")
    quoted = [(one["document_id"], one["quote"]) for one in needs["lines"][0]["notes"]]
    assert len(set(quoted)) == len(quoted)


@pytest.mark.parametrize("do", ["up", "down", "out", "move"])
def test_words_that_were_written_are_kept_whatever_is_done_to_the_sentence(
    drafted: TestClient, record: Record, do: str
) -> None:
    edit(drafted, do=do, section="rights", number="0", to="rights", place="0", words="Mine  now.")
    brief, _ = opened(record, NAME)
    section = next(one for one in brief.sections if one.key == "rights")
    (said,) = section.sentences or section.waiting
    assert (said.words, said.by) == ("Mine now.", "Ana")


def test_a_sentence_that_is_moved_as_it_was_stays_the_machines(drafted: TestClient, record: Record) -> None:
    (words,) = sentences(drafted, "rights")
    edit(drafted, do="move", section="rights", number="0", to="talks", place="0", words=words)
    brief, _ = opened(record, NAME)
    assert next(one for one in brief.sections if one.key == "talks").sentences[0].by == "machine"


def test_a_save_leads_back_to_the_section(drafted: TestClient) -> None:
    answer = edit(drafted, do="out", section="rights", number="0")
    assert answer.url.fragment == "s-rights"
