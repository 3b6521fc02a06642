"""The search page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.fakes import FakeReader
from veedor.documents.document import Document
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


@pytest.fixture
def searched(record: Record, report: Document, reader: FakeReader) -> Record:
    """A record whose one report can be searched."""
    whole = reader.read_whole(report)
    record.add(report, whole.statements, reader, passages=whole.passages)
    return record


def _asked(client: TestClient, query: str) -> dict[str, Any]:
    shown: dict[str, Any] = client.get(f"/search.json?{query}").json()
    return shown


def test_passage_is_found_by_its_words_and_opens_at_them(browse: Browse, searched: Record) -> None:
    client = browse(searched)
    hit = _asked(client, "q=strikers")["passages"]["rows"][0]
    assert ["strikers", True] in hit["pieces"]
    assert f"/documents/d0c1#at-{hit['start']}" in client.get("/search?q=strikers").text


def test_filters_narrow_what_is_found(browse: Browse, searched: Record) -> None:
    client = browse(searched)
    assert _asked(client, "q=strikers&publisher=Riverton+Gazette")["passages"]["rows"]
    assert _asked(client, "q=strikers&publisher=Somebody+Else")["passages"]["rows"] == []


def test_statements_are_listed_where_only_filters_are_given(browse: Browse, searched: Record) -> None:
    shown = _asked(browse(searched), "kind=figure")
    assert shown["passages"] is None
    assert [row["kind"] for row in shown["statements"]["rows"]] == ["figure"]


def test_facets_count_what_was_found(browse: Browse, searched: Record) -> None:
    facets = {one["name"]: one["values"] for one in _asked(browse(searched), "q=strikers")["facets"]}
    assert facets["publisher"] == [["Riverton Gazette", 1]]
    assert facets["published"] == [["2021", 1]]


def test_facet_leads_to_the_same_search_with_its_value(browse: Browse, searched: Record) -> None:
    page = browse(searched).get("/search?q=strikers&page=2").text
    assert "?q=strikers&amp;publisher=Riverton+Gazette" in page


def test_nothing_asked_lists_nothing(browse: Browse, searched: Record) -> None:
    shown = _asked(browse(searched), "")
    assert (shown["passages"], shown["statements"]) == (None, None)


@pytest.mark.parametrize("query", ["kind=opinion", "date=someday", "q=%22"])
def test_what_makes_no_sense_is_told_in_words(browse: Browse, searched: Record, query: str) -> None:
    answer = browse(searched).get(f"/search.json?{query}")
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_search_is_kept_opened_and_removed(browse: Browse, searched: Record) -> None:
    client = browse(searched)
    page = client.get("/search?q=strikers&kind=event").text
    sent = {"seal": seal_of(page), "asked": "q=strikers&kind=event", "name": "Strikers"}
    kept = client.post("/search/keep", data=sent).text
    assert "/search?q=strikers&amp;kind=event" in kept
    assert "Keep it no longer" in kept
    gone = client.post("/search/remove", data={"seal": seal_of(page), "name": "Strikers"}).text
    assert "Strikers" not in gone


def test_hostile_words_are_shown_as_words(
    browse: Browse, record: Record, report: Document, reader: FakeReader
) -> None:
    text = "The mayor met <script>alert('strikers')</script> on 3 May 2021."
    hostile = replace(report, text=text, title='"><img src=x>')
    whole = reader.read_whole(hostile)
    record.add(hostile, whole.statements, reader, passages=whole.passages)
    page = browse(record).get("/search?q=strikers").text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_empty_record_says_how_to_begin(browse: Browse, record: Record) -> None:
    assert "Nothing to search yet" in browse(record).get("/search").text
