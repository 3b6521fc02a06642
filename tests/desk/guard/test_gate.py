"""Whose session it is, whether the form was made here, and what the log says."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN, seal_of
from tests.desk.guard.conftest import PASSWORD, SECRET, Browser, sign_in
from veedor.desk import app, pages
from veedor.desk.app import create_app
from veedor.desk.asking import Action, Desk, May, Page
from veedor.desk.guard import sessions
from veedor.desk.guard.doors import OwnComputer
from veedor.desk.guard.sessions import Session, Sessions
from veedor.desk.memory import Memory
from veedor.record import changes, people, views
from veedor.record.store import Record
from veedor.record.wanted import Filter
from veedor.settings import Settings

COOKIE = "veedor-8765"


def a_statement(record: Record) -> str:
    return next(iter(views.statements(record, Filter()))).id


def decide(client: TestClient, record: Record, seal: str | None, **headers: str) -> int:
    """The status of accepting a statement."""
    data = {} if seal is None else {"seal": seal}
    path = f"/statements/{a_statement(record)}/accept"
    return client.post(path, data=data, headers=headers, follow_redirects=False).status_code


def decisions(record: Record) -> list[str]:
    return [line.by for line in changes.log(record) if line.verb == "accept"]


def test_a_form_without_the_seal_is_refused(browser: Browser, filled: Record) -> None:
    client = browser("Ben")
    seal = seal_of(client.get("/sign-in").text)
    for wrong in (None, "", "x" * 64, seal[:-1], seal.upper()):
        assert decide(client, filled, wrong) == 403
    assert decisions(filled) == []
    assert decide(client, filled, seal) == 303
    assert decisions(filled) == ["Ben"]


def test_another_sessions_seal_is_refused(browser: Browser, filled: Record) -> None:
    ben, ana, again = browser("Ben"), browser("Ana"), browser("Ben")
    for other in (ana, again, browser()):
        seal = seal_of(other.get("/sign-in").text)
        assert decide(ben, filled, seal) == 403
    assert decisions(filled) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_that_another_site_sends_is_refused_even_with_the_seal(
    browser: Browser, filled: Record, headers: dict[str, str]
) -> None:
    client = browser("Ben")
    seal = seal_of(client.get("/sign-in").text)
    assert decide(client, filled, seal, **headers) == 403
    assert decide(client, filled, seal, origin=ADDRESS, **{"sec-fetch-site": "same-origin"}) == 303


def test_a_stranger_neither_sees_nor_decides(browser: Browser, filled: Record) -> None:
    client = browser()
    for path in ("/documents.json", f"/statements/{a_statement(filled)}.json"):
        assert client.get(path).status_code == 401
        assert client.get(path).json() == {"error": "Sign in to see this page"}
    assert decide(client, filled, seal_of(client.get("/sign-in").text)) == 401
    assert decisions(filled) == []


@pytest.mark.parametrize("cookie", ["", "x", "eyJ.x.y", '["Ana","n",1]', "a" * 5000])
def test_a_cookie_that_nobody_here_signed_is_none(browser: Browser, cookie: str) -> None:
    client = browser()
    client.cookies.set(COOKIE, cookie, domain="127.0.0.1")
    assert client.get("/documents.json").status_code == 401


def test_a_cookie_of_another_secret_is_none(browser: Browser) -> None:
    client = browser()
    for secret, status in (("another secret", 401), (SECRET, 200)):
        client.cookies.set(COOKIE, Sessions(secret).cookie(Session("Ana", "n", 1)), domain="127.0.0.1")
        assert client.get("/documents.json").status_code == status


def test_a_session_is_over_after_twelve_hours(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser("Ana")
    assert client.get("/documents.json").status_code == 200
    monkeypatch.setattr(sessions, "LASTS", -1)
    assert client.get("/documents.json").status_code == 401


def test_signing_in_begins_a_session_that_nobody_knew_before(browser: Browser) -> None:
    client = browser()
    client.get("/sign-in")
    before = client.cookies[COOKIE]
    seal = seal_of(client.get("/sign-in").text)
    assert client.cookies[COOKIE] == before  # a page of ours never lays a session upon a browser that has one
    sign_in(client, "Ana")
    after = client.cookies[COOKIE]
    assert after != before
    assert seal_of(client.get("/sign-in").text) != seal
    thief = browser()
    thief.cookies.set(COOKIE, before, domain="127.0.0.1")
    assert thief.get("/documents.json").status_code == 401


def test_the_cookie_of_a_team_is_hidden_from_scripts_and_from_forms_of_other_sites(browser: Browser) -> None:
    client = browser()
    seal = seal_of(client.get("/sign-in").text)
    said = {"seal": seal, "name": "Ana", "password": PASSWORD}
    cookie = client.post("/sign-in", data=said, follow_redirects=False).headers["set-cookie"]
    assert cookie.startswith("veedor-8765=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={12 * 3600}"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "Secure" not in cookie


def test_under_https_the_cookie_goes_nowhere_else(browser: Browser) -> None:
    more = {"hosts": ["desk.example.org"], "is_https": True}
    client = browser(address="https://desk.example.org", **more)
    cookie = client.get("/sign-in").headers["set-cookie"]
    assert cookie.startswith("__Host-veedor=")
    assert "Secure" in cookie
    assert sign_in(client, "Ana").status_code == 200
    assert client.get("/documents.json").status_code == 200


def test_two_desks_on_one_computer_do_not_throw_each_other_out(filled: Record) -> None:
    desk = Desk(filled, Settings(), Memory())
    one, other = (create_app(desk, OwnComputer(TOKEN, name), name) for name in ("Ana", "Ben"))
    with TestClient(one, base_url="http://127.0.0.1:8765") as first:
        first.get(f"/documents?token={TOKEN}")
        with TestClient(other, base_url="http://127.0.0.1:8766", cookies=first.cookies) as second:
            second.get(f"/documents?token={TOKEN}")
            first.cookies.update(second.cookies)
            assert first.get("/documents.json").status_code == 200
            assert second.get("/documents.json").status_code == 200


@pytest.mark.parametrize(("name", "may"), [("Cai", May.READ), ("Ben", May.DECIDE), ("Ana", May.LEAD)])
def test_nobody_does_what_their_role_may_not(browser: Browser, name: str, may: May) -> None:
    client = browser(name)
    seal = seal_of(client.get("/sign-in").text)
    for one in pages.ALL:
        if one.may > may:
            path = re.sub(r"{\w+}", "x", one.path)
            send = client.post if isinstance(one, Action) else client.get
            assert send(path, headers={"x-seal": seal}).status_code == 403, one.name


def test_a_reader_is_shown_no_form_that_they_may_not_send(browser: Browser, filled: Record) -> None:
    client, ben = browser("Cai"), browser("Ben")
    decide(ben, filled, seal_of(ben.get("/sign-in").text))
    ids = {"/documents/{id}": views.documents(filled)[0].id, "/statements/{id}": a_statement(filled)}
    actions = {re.sub(r"{\w+}", "[^/]+", one.path): one.may for one in pages.ALL if isinstance(one, Action)}
    for one in pages.PAGES:
        id_ = next((id_ for at, id_ in ids.items() if one.path.startswith(at)), "x")
        answer = client.get(re.sub(r"{\w+}", quote(id_), one.path))
        if one.name not in {"compare", "parting"} and (
            id_ != "x" or "{" not in one.path
        ):  # who asks for names
            assert answer.status_code == (403 if one.may > May.READ else 200), one.name
        for sent in re.findall(r'<form[^>]*method="post"[^>]*action="([^"?]*)', answer.text):
            [may] = [may for path, may in actions.items() if re.fullmatch(path, sent)]
            assert may <= May.READ, f"{one.name} shows {sent}"


def test_the_bar_says_who_one_is_and_lets_one_out(browser: Browser) -> None:
    page = browser("Ben").get("/sign-in").text
    assert "<bdi>Ben</bdi>" in page
    assert "Sign out" in page


def test_a_desk_of_ones_own_has_no_way_out(browse: Browser, filled: Record) -> None:
    client = browse(filled)
    page = client.get("/documents").text
    assert "Sign out" not in page
    assert client.get("/sign-in").status_code == 404
    for path in ("/sign-in", "/sign-out"):
        assert client.post(path, data={"seal": seal_of(page), "name": "Ana"}).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://127.0.0.1:8765", 200),
        ("http://localhost:1", 200),
        ("http://DESK.example.org", 200),
        ("http://evil.example", 421),
        ("http://desk.example.org.evil.example", 421),
        ("http://127.0.0.1.evil.example", 421),
    ],
)
def test_the_desk_answers_under_its_own_names_alone(browser: Browser, address: str, status: int) -> None:
    client = browser(address=address, hosts=["desk.example.org", "127.0.0.1", "localhost"])
    assert client.get("/sign-in").status_code == status
    assert client.get("/static/desk.css").status_code == status


@pytest.mark.parametrize("host", ["127.0.0.1:x", "[::1", "", ":", "127.0.0.1:8765:8765", "\xff"])
def test_a_host_that_is_none_is_answered_without_a_mistake(browser: Browser, host: str) -> None:
    answer = browser().get("/sign-in", headers={b"host": host.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code in (200, 421)


def test_every_answer_to_a_stranger_has_the_same_strict_headers(browser: Browser) -> None:
    client = browser()
    for path in (
        "/sign-in",
        "/documents",
        "/static/desk.css",
        "/static/none.css",
        "/none",
        "/documents.json",
    ):
        headers = client.get(path, follow_redirects=False).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


def test_nothing_above_static_is_given_out(browser: Browser) -> None:
    client = browser()
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert client.get(path).status_code in (401, 404)


def test_a_form_that_is_too_large_is_refused_before_it_is_read(
    browser: Browser, filled: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger, ben = browser(), browser("Ben")
    seal = seal_of(stranger.get("/sign-in").text)
    large = {"seal": seal, "name": "Ana", "password": "x" * app.MOST_OF_NOBODY}
    assert stranger.post("/sign-in", data=large).status_code == 413
    monkeypatch.setattr(app, "MOST_SENT", 1000)
    seal = seal_of(ben.get("/sign-in").text)
    path = f"/statements/{a_statement(filled)}/comment"
    assert ben.post(path, data={"seal": seal, "reason": "x" * 1000}).status_code == 413
    answer = ben.post(path, content=iter([b"seal=", seal.encode()]), headers={"accept": "application/json"})
    assert answer.status_code == 413
    assert "fewer or smaller" in answer.json()["error"]


def test_the_log_holds_no_password_no_token_and_no_name_that_was_only_tried(
    browser: Browser, filled: Record, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client = browser()
        sign_in(client, "hunter2-as-a-name", "hunter2-as-a-password")
        sign_in(client, "Ana", back="/documents?words=a-secret-plan")
        decide(client, filled, seal_of(client.get("/sign-in").text))
        client.get("/search?words=another-secret-plan&token=a-token")
        secrets = [client.cookies[COOKIE], seal_of(client.get("/sign-in").text)]
    said = [line.getMessage() for line in caplog.records if line.name.startswith("veedor")]
    for secret in ("hunter2", PASSWORD, "secret-plan", "a-token", "strikers", *secrets):
        assert secret not in "\n".join(said)
    assert any(re.match(r"testclient - POST /sign-in 401 \d+ ms", line) for line in said)
    assert any(re.match(r"testclient - POST /sign-in 303 \d+ ms", line) for line in said)
    assert any(re.match(r"testclient Ana POST /statements/{id}/accept 303 \d+ ms", line) for line in said)


def test_a_mistake_of_the_program_is_told_without_its_words(
    filled: Record, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("words of a report")

    desk = Desk(filled, Settings(), Memory())
    monkeypatch.setattr(pages, "ALL", (*pages.ALL, Page("broken", "/broken", fail, "documents.html")))
    client = TestClient(
        create_app(desk, OwnComputer(TOKEN, "Ana"), SECRET), base_url=ADDRESS, raise_server_exceptions=False
    )
    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"/broken?token={TOKEN}")
        as_json = client.get("/broken.json")
    assert (answer.status_code, as_json.status_code) == (500, 500)
    assert "The program made a mistake" in answer.text
    assert as_json.json().keys() == {"error"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "words of a report" not in answer.text + as_json.text + caplog.text
    assert "LookupError in fail" in caplog.text


def test_an_account_that_is_closed_is_out_with_the_next_click(browser: Browser, filled: Record) -> None:
    client = browser("Ben")
    assert client.get("/documents.json").status_code == 200
    people.close(filled, "Ben", by="Ana")
    assert client.get("/documents.json").status_code == 401
    people.add(filled, "Ben", "analyst", PASSWORD, by="Ana", again=True)
    assert client.get("/documents.json").status_code == 401


def test_a_new_password_ends_the_sessions_and_a_new_role_counts_at_once(
    browser: Browser, filled: Record
) -> None:
    client = browser("Ben")
    seal = seal_of(client.get("/sign-in").text)
    people.give_role(filled, "Ben", "reader", by="Ana")
    assert decide(client, filled, seal) == 403
    assert client.get("/documents.json").status_code == 200
    people.give_password(filled, "Ben", "another long one", by="Ana")
    assert client.get("/documents.json").status_code == 401


def test_a_page_that_asks_for_more_stands_in_the_navigation_of_those_who_may(browser: Browser) -> None:
    assert all(isinstance(one, Page) for one in pages.PAGES)
    page = browser("Cai").get("/sign-in").text
    for one in pages.PAGES:
        if one.title:
            assert (f'href="{one.path}"' in page) == (one.may <= May.READ)
