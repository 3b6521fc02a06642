"""The desk's door, headers and errors."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN, seal_of
from veedor.desk import pages, texts
from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import OwnComputer
from veedor.desk.memory import Memory
from veedor.record.store import Record
from veedor.settings import Settings

Browse = Callable[[Record], TestClient]


def _stranger(record: Record, address: str = ADDRESS) -> TestClient:
    desk = Desk(record, Settings.from_environment({}), Memory())
    return TestClient(create_app(desk, OwnComputer(TOKEN, "Ana"), "secret"), base_url=address)


def test_nobody_comes_in_without_the_token(record: Record) -> None:
    with _stranger(record) as client:
        assert client.get("/documents").status_code == 401
        assert client.get("/documents?token=wrong").status_code == 401
        assert client.get("/documents.json").json().keys() == {"error"}


def test_the_token_leaves_the_address_once_it_has_let_somebody_in(record: Record) -> None:
    with _stranger(record) as client:
        answer = client.get(f"/documents?order=read&token={TOKEN}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/documents?order=read"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie


def test_a_name_that_another_site_pointed_here_is_refused(record: Record) -> None:
    with _stranger(record, "http://evil.example:8765") as client:
        assert client.get(f"/documents?token={TOKEN}").status_code == 421


def test_every_answer_forbids_scripts_of_others(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    for path in ("/documents", "/documents.json", "/static/desk.css", "/no-such-page"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_what_is_not_there_is_told_in_words(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    assert client.get("/no-such-page").status_code == 404
    assert "There is no such page" in client.get("/no-such-page").text
    assert client.get("/no-such-page.json").json() == {"error": "There is no such page"}


def test_the_log_says_who_and_where_but_not_what_was_asked(
    browse: Browse, filled: Record, caplog: pytest.LogCaptureFixture
) -> None:
    client = browse(filled)
    with caplog.at_level(logging.INFO, logger="veedor.access"):
        client.get("/documents?words=secret-words")
    assert "Ana GET /documents 200" in caplog.text
    assert "secret-words" not in caplog.text


def test_the_catalogue_lists_every_word_of_the_interface() -> None:
    assert texts.CATALOGUE.read_text(encoding="utf-8") == texts.catalogue(), (
        "write it anew: python -m veedor.desk.texts"
    )


def test_pages_have_names_and_addresses_of_their_own() -> None:
    names = [one.name for one in pages.ALL]
    assert len(names) == len(set(names))
    assert len(names) == len({(one.path, type(one).__name__) for one in pages.ALL})


def test_a_page_carries_the_word_that_its_forms_bring_back(browse: Browse, filled: Record) -> None:
    assert len(seal_of(browse(filled).get("/documents").text)) == 64
