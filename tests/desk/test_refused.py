"""A form that is refused comes back on its page, with why and with what was typed."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk.pages.test_actors import _left
from tests.desk.pages.test_judging_names import named as named
from tests.desk.sharing import Browse, fields, form, row_of
from tests.desk.sharing import record as record
from tests.desk.sharing import shared_record as shared_record
from tests.fakes import FakeReader
from veedor.desk.refused import Refusal, with_refusal
from veedor.documents.document import Document
from veedor.record import options
from veedor.record.actors.identity import Pair, Verdict, judge
from veedor.record.reviewing import review
from veedor.record.store import Record

HOSTILE = '"><script>alert(1)</script> & שלום'
PAGE = """<!doctype html><html><body><form method="get" action="/find"><input name="q" value=""></form>
<details><summary>More</summary>
<form class="row" method="post" action="/a%20b/do"><input type="hidden" name="seal" value="x"><input name="one">
<input name="one" value="kept"><textarea name="long">
old</textarea><input type="password" name="word"><input type="checkbox" name="on" value="1" checked>
<input type="radio" name="way" value="here"><input type="radio" name="way" value="there">
<details><select name="pick"><option selected>first</option><option value="2">second</option></select></details>
<details><input name="other"></details>
<button formaction="/else">Go</button></form></details>
<form method="post" action="/a%20b/do"><input type="hidden" name="id" value="2"><input name="one"></form>
</body></html>"""


class _Fields(HTMLParser):
    """What a browser would show: the fields of each form of a page, and what is folded open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str | None]]] = []
        self.checked: list[str] = []
        self.open = 0
        self.wrong: list[int] = []
        self._area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.forms.append([])
        if tag == "input" and self.forms and said.get("type") != "hidden":
            self.forms[-1].append((said.get("name") or "", said.get("value")))
        if "checked" in said or "selected" in said:
            self.checked.append(said.get("value") or "")
        self.open += tag == "details" and "open" in said
        if tag == "textarea":
            self._area = said.get("name")
        if "wrong" in (said.get("class") or "").split():
            self.wrong.append(len(self.forms) - 1)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].append((self._area, data.removeprefix("\n")))
            self._area = None


def shown(page: str) -> _Fields:
    return _Fields(page)


def refused(sent: dict[str, list[Any]], path: str = "/a b/do", why: str = "Say why") -> _Fields:
    page = with_refusal(PAGE, Refusal(path, sent, why))
    assert page is not None
    return shown(page)


# --- the page ----------------------------------------------------------------------------------------------


def test_each_field_takes_what_was_typed_into_it() -> None:
    sent = {
        "one": ["a", HOSTILE],
        "long": ["\nline\n<b>"],
        "word": ["secret"],
        "way": ["there"],
        "pick": ["2"],
    }
    found = refused(sent)
    assert ("one", "a") in found.forms[1]
    assert ("one", HOSTILE) in found.forms[1]
    assert ("long", "\nline\n<b>") in found.forms[1]
    assert ("word", None) in found.forms[1]
    assert found.checked == ["there", "2"]
    assert found.wrong == [1]


def test_only_what_holds_something_typed_is_opened() -> None:
    assert refused({"pick": ["2"], "other": [""]}).open == 2
    assert refused({"other": [""]}).open == 1


def test_the_form_is_told_from_others_by_its_hidden_fields_and_found_by_its_buttons() -> None:
    assert refused({"id": ["2"], "one": ["a"]}).wrong == [2]
    assert refused({"one": ["a"]}, "/else").wrong == [1]
    assert with_refusal(PAGE, Refusal("/find", {}, "no")) is None


def test_without_what_was_sent_the_page_keeps_what_it_shows() -> None:
    found = refused({})
    assert ("one", "kept") in found.forms[1]
    assert found.checked[0] == "1"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=60))
def test_whatever_was_typed_comes_back_to_the_letter(words: str) -> None:
    found = refused({"one": [words, words], "long": [words]}, why=words)
    assert [value for name, value in found.forms[1] if name == "one"] == [words, words]
    page = with_refusal(PAGE, Refusal("/a b/do", {"long": [words]}, words)) or ""
    area = page.split('<textarea name="long">', 1)[1].split("</textarea>", 1)[0]
    assert unescape(area).removeprefix("\n") == words
    assert "<script" not in page


# --- every form of the desk --------------------------------------------------------------------------------


def _page(answer: Any, status: int = 400) -> str:
    assert answer.status_code == status, answer.text
    page: str = answer.text
    assert page.count('class="wrong" id="refused"') == 1
    assert page.index("<form") < page.index('id="refused"')
    return unescape(page)


def test_a_pasted_text_is_kept_when_its_date_is_none(browse: Browse, record: Record) -> None:
    sent = {"text": f"A strike.\n{HOSTILE}", "title": "A title", "publisher": HOSTILE, "dated": "the third"}
    answer = form(browse(record), "/documents/paste", "/documents?order=read", **sent, force="1")
    page = _page(answer)
    for words in sent.values():
        assert words in page
    assert "<script>alert" not in answer.text
    assert 'name="force" value="1" checked' in page
    # The page is the one that was left, and its forms lead back to it.
    assert "@/documents?order=read" in page


def test_files_have_to_be_chosen_again_and_what_was_said_of_them_stays(
    browse: Browse, record: Record
) -> None:
    client = browse(record)
    sent = fields(client, "/documents", title="A title", publisher="Riverton Gazette", dated="x")
    files = {"file": ("a.txt", b"A strike began.", "text/plain")}
    page = _page(client.post("/documents/upload", data=sent, files=files))
    assert "files have to be chosen again" in page
    assert 'value="Riverton Gazette"' in page


def test_a_retraction_without_a_reason_is_told_beside_its_form(browse: Browse, filled: Record) -> None:
    page = _page(form(browse(filled), "/documents/d0c1/retract", "/documents/d0c1/versions", reason="  "))
    assert page.index("Retract this document") < page.index("needs a reason")


def test_how_documents_belong_together_keeps_its_reason_and_which_is_newer(
    browse: Browse, filled: Record, report: Document, reader: FakeReader
) -> None:
    other = replace(report, id="old", text=f"{report.text}\nMore.")
    filled.add(other, reader.read(other), reader)
    sent = {"other": "old", "verdict": "twins", "newer": "old", "reason": HOSTILE}
    page = _page(form(browse(filled), "/documents/d0c1/judge", "/documents/d0c1/versions?with=old", **sent))
    assert HOSTILE in page
    assert '<option value="old" selected>' in page


def test_the_reason_of_parting_names_is_kept(browse: Browse, named: Record) -> None:
    judge(named, [Pair("anna borg", "ann borg", Verdict.SAME, "one signature")], by="Ana")
    here = "/actors/parting?left=anna+borg&right=ann+borg"
    sent = {"change": "1", "left": "anna borg", "right": "ann borg", "reason": HOSTILE}
    assert f'value="{HOSTILE}"' in _page(form(browse(named), "/actors/part", here, **sent))


def test_a_judgement_of_names_keeps_its_reason(browse: Browse, named: Record) -> None:
    here = "/actors/compare?left=anna+borg&right=ann+borg"
    sent = {"left": "anna borg", "right": "nobody at all", "reason": "one signature"}
    assert 'value="one signature"' in _page(form(browse(named), "/actors/join", here, **sent))


def test_a_search_whose_name_is_too_long_keeps_it(browse: Browse, filled: Record) -> None:
    here, name = "/search?q=strikers&kind=event", "n" * 200
    page = _page(form(browse(filled), "/search/keep", here, asked="q=strikers&kind=event", name=name))
    assert f'value="{name}"' in page
    assert 'name="q" value="strikers"' in page or 'value="strikers"' in page


def test_a_rule_of_no_scope_keeps_its_reason(browse: Browse, filled: Record) -> None:
    row = row_of(filled, "event")
    for here in (f"/statements/{row.id}", f"/queue?at={row.id}"):
        sent = {"scope": "everywhere", "reason": "a figure of speech"}
        page = _page(form(browse(filled), f"/statements/{row.id}/ignore", here, **sent))
        assert 'value="a figure of speech"' in page
        assert "<details" in page.split('id="refused"')[0]
        assert "open>" in page.split('id="refused"')[0].rsplit("<details", 1)[1]


def test_an_empty_comment_is_told_beside_its_form(browse: Browse, filled: Record) -> None:
    row = row_of(filled, "event")
    page = _page(form(browse(filled), f"/statements/{row.id}/comment", f"/statements/{row.id}", words=" "))
    assert page.index('class="remark"') < page.index('id="refused"')


def test_sending_back_without_a_reason_is_told_beside_its_form(browse: Browse, filled: Record) -> None:
    options.choose(filled, options.READERS, 2, "Ben")
    row = row_of(filled, "event")
    made = review.reject(filled, row.id, by="Ben")
    page = _page(form(browse(filled), f"/changes/{made}/send-back", f"/statements/{row.id}", reason=""))
    assert "needs to know why" in page


def test_a_decision_that_somebody_overtook_is_told_where_it_now_stands(
    browse: Browse, filled: Record
) -> None:
    row = row_of(filled, "event")
    review.accept(filled, row.id, by="Ben")
    answer = form(browse(filled), f"/statements/{row.id}/reject", f"/queue?at={row.id}", expects=0)
    assert answer.status_code == 409
    assert 'class="wrong"' in answer.text


def test_a_statement_that_is_refused_is_told_within_its_form(browse: Browse, filled: Record) -> None:
    row = row_of(filled, "event")
    sent = {"kind": "event", "anchor": "words that nobody wrote", "actors": "nobody", "reason": HOSTILE}
    page = _page(form(browse(filled), f"/statements/{row.id}/correct", f"/statements/{row.id}/edit", **sent))
    assert 'value="words that nobody wrote"' in page
    assert HOSTILE in page


def test_a_folder_that_is_not_there_is_kept_to_be_mended(
    browse: Browse, record: Record, tmp_path: Path
) -> None:
    folder = str(tmp_path / "nowhere")
    assert f'value="{folder}"' in _page(form(browse(record), "/documents/watch", "/documents", folder=folder))


def test_a_page_says_where_it_is_whatever_its_name_holds(browse: Browse, record: Record) -> None:
    _left(record, "d1", "Who? & Co")
    client = browse(record)
    page = client.get("/actors/Who%3F%20%26%20Co").text
    here = unescape(page.split('data-here="', 1)[1].split('"', 1)[0])
    assert client.get(here).text.count("<h1") == 1
    assert client.get(f"{here}.json").json()["name"] == "Who? & Co"


@pytest.mark.parametrize(
    "here", ["", "//evil.example/documents", "/nowhere", "/documents/gone", "javascript:1"]
)
def test_a_form_that_stood_nowhere_is_told_in_words(browse: Browse, filled: Record, here: str) -> None:
    client = browse(filled)
    sent = fields(client, text="A strike.", dated="x")
    sent["seal"] += f"@{here}"
    answer = client.post("/documents/paste", data=sent)
    assert answer.status_code == 400
    assert "That did not work" in answer.text


def test_scripts_get_the_words_alone(browse: Browse, record: Record) -> None:
    client = browse(record)
    sent = fields(client, "/documents", text="A strike.", dated="x")
    answer = client.post("/documents/paste", data=sent, headers={"accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
