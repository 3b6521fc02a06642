"""Signing in and out."""

from __future__ import annotations

import pytest

from tests.desk.conftest import seal_of
from tests.desk.guard.conftest import PASSWORD, Browser, Clock, sign_in
from tests.desk.guard.conftest import _quick as _quick
from tests.desk.guard.conftest import browser as browser
from tests.desk.guard.conftest import clock as clock
from veedor.desk.guard.limits import OF_A_NAME
from veedor.record import people
from veedor.record.store import Record


def test_who_asks_for_a_page_signs_in_and_comes_to_it(browser: Browser) -> None:
    client = browser()
    asked = client.get("/documents?order=read&words=a+b", follow_redirects=False)
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?back=%2Fdocuments%3Forder%3Dread%26words%3Da%2Bb"
    page = client.get(asked.headers["location"]).text
    assert 'name="back" value="/documents?order=read&amp;words=a+b"' in page
    form = {
        "seal": seal_of(page),
        "name": "ana",
        "password": PASSWORD,
        "back": "/documents?order=read&words=a+b",
    }
    answer = client.post("/sign-in", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents?order=read&words=a+b")
    assert client.get("/documents.json").status_code == 200


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
     "/\t/evil.example", "/\n/evil.example", "evil.example", "", "///evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_elsewhere(browser: Browser, back: str) -> None:
    client = browser()
    page = client.get("/sign-in", params={"back": back}).text
    assert 'name="back" value="/"' in page
    form = {"seal": seal_of(page), "name": "Ana", "password": PASSWORD, "back": back}
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_an_unknown_name_a_wrong_password_and_a_closed_account_are_told_alike(
    browser: Browser, filled: Record
) -> None:
    people.close(filled, "Cai", by="Ana")
    client = browser()
    answers = [
        sign_in(client, *tried) for tried in (("Nobody", PASSWORD), ("Ben", "x" * 12), ("Cai", PASSWORD))
    ]
    assert [answer.status_code for answer in answers] == [401] * 3
    said = {
        answer.text.replace(f'value="{name}"', 'value=""')
        for answer, name in zip(answers, ("Nobody", "Ben", "Cai"), strict=True)
    }
    assert len(said) == 1
    assert "open no account" in said.pop()
    assert client.get("/documents.json").status_code == 401


def test_a_refused_sign_in_keeps_the_name_and_never_the_password(browser: Browser) -> None:
    answer = sign_in(browser(), '"><script>alert(1)</script>', "x-wrong-x", back="/documents")
    assert 'value="&#34;&gt;&lt;script&gt;' in answer.text
    assert "<script>alert" not in answer.text
    assert "x-wrong-x" not in answer.text
    assert 'name="back" value="/documents"' in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_attempts_wait_and_say_how_long(browser: Browser, clock: Clock) -> None:
    client = browser()
    for _ in range(OF_A_NAME.free):
        assert sign_in(client, "Ana", "x" * 12).status_code == 401
    answer = sign_in(client, "Ana")
    assert answer.status_code == 429
    assert "try again in 2 seconds" in answer.text
    clock.now += 2
    assert sign_in(client, "Ana").status_code == 200
    assert sign_in(browser(), "Ana", "x" * 12).status_code == 401


def test_unknown_names_wait_as_known_ones_do(browser: Browser) -> None:
    client = browser()
    for name in ("Ana", "Nobody"):
        tried = [sign_in(client, name, "x" * 12).status_code for _ in range(OF_A_NAME.free + 1)]
        assert tried == [401] * OF_A_NAME.free + [429]


def test_signing_out_ends_the_session_here_and_on_every_other_computer(browser: Browser) -> None:
    here, there, ben = browser("Ana"), browser("Ana"), browser("Ben")
    cookie = dict(here.cookies)
    answer = here.post("/sign-out", data={"seal": seal_of(here.get("/sign-in").text)}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert 'veedor-8765=""' in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    here.cookies.update(cookie)  # somebody had kept it
    assert here.get("/documents.json").status_code == 401
    assert there.get("/documents.json").status_code == 401
    assert ben.get("/documents.json").status_code == 200
    assert sign_in(there, "Ana").status_code == 200


def test_signing_in_and_out_by_another_site_is_refused(browser: Browser) -> None:
    stranger, ana = browser(), browser("Ana")
    tried = {"name": "Cai", "password": PASSWORD}
    assert stranger.post("/sign-in", data=tried).status_code == 403
    assert stranger.post("/sign-in", data=tried | {"seal": "x" * 64}).status_code == 403
    assert ana.post("/sign-in", data=tried).status_code == 403
    assert ana.post("/sign-out").status_code == 403
    assert "Ana" in ana.get("/sign-in").text


def test_signing_in_anew_takes_the_place_of_the_session(browser: Browser) -> None:
    client = browser("Cai")
    page = client.get("/sign-in").text
    assert "You are signed in already" in page
    assert sign_in(client, "Ben").status_code == 200
    assert "<bdi>Ben</bdi>" in client.get("/sign-in").text


def test_scripts_sign_in_too(browser: Browser) -> None:
    client = browser()
    headers = {"accept": "application/json", "x-seal": seal_of(client.get("/sign-in").text)}
    wrong = client.post("/sign-in", data={"name": "Ana", "password": "x" * 12}, headers=headers)
    assert (wrong.status_code, next(iter(wrong.json()))) == (401, "error")
    right = client.post("/sign-in", data={"name": "Ana", "password": PASSWORD}, headers=headers)
    assert (right.status_code, right.json()["to"]) == (200, "/")
    assert client.get("/documents.json").status_code == 200
