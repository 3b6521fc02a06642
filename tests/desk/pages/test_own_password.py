"""A new password of one's own."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.desk.guard.conftest import PASSWORD, Browser, Clock, sign_in
from tests.desk.guard.conftest import _quick as _quick
from tests.desk.guard.conftest import browser as browser
from tests.desk.guard.conftest import clock as clock
from tests.desk.sharing import Browse
from veedor.desk.guard.limits import OF_A_NAME
from veedor.record import changes, people
from veedor.record.changes import Verb
from veedor.record.store import Record

NEW = "a lantern of paper and rain"


def change(client: TestClient, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> Any:
    word = f"{seal_of(client.get('/password').text)}@/password"
    sent = {"seal": word, "old": old, "new": new, "again": new if again is None else again}
    return client.post("/password", data=sent, follow_redirects=False)


def test_a_new_password_opens_the_account_and_the_old_one_no_longer(browser: Browser) -> None:
    client = browser("Cai")
    answer = change(client)
    assert answer.status_code == 303
    assert "Your password is changed" in client.get(answer.headers["location"]).text
    assert sign_in(browser(), "Cai").status_code == 401
    assert sign_in(browser(), "Cai", NEW).status_code == 200


def test_it_ends_the_other_sessions_and_keeps_this_one(browser: Browser) -> None:
    here, there, other = browser("Ben"), browser("Ben"), browser("Ana")
    before = dict(here.cookies)
    assert change(here).status_code == 303
    assert here.get("/documents.json").status_code == 200
    assert there.get("/documents.json").status_code == 401
    assert other.get("/documents.json").status_code == 200
    here.cookies.clear()
    here.cookies.update(before)  # somebody had taken it
    assert here.get("/documents.json").status_code == 401


def test_the_log_says_that_it_was_changed_and_by_whom(browser: Browser, filled: Record) -> None:
    change(browser("Ben"))
    (made, *_) = changes.log(filled, by="Ben")
    assert (made.verb, made.reason) == (Verb.ADMIT, "gives a new password to Ben")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"old": "x" * 12}, "not your password now"),
        ({"old": ""}, "not your password now"),
        ({"again": NEW + "x"}, "twice alike"),
        ({"new": "short"}, "12 to 1,000 characters"),
        ({"new": "x" * 1001}, "12 to 1,000 characters"),
    ],
)
def test_what_cannot_be_is_told_and_no_password_comes_back(
    browser: Browser, filled: Record, sent: dict[str, str], words: str
) -> None:
    client = browser("Ben")
    before = people.account(filled, "Ben")
    answer = change(client, **sent)
    assert answer.status_code == 400
    assert words in answer.text
    for typed in (PASSWORD, NEW, *filter(None, sent.values())):
        assert typed not in answer.text
    assert people.account(filled, "Ben") == before
    assert client.get("/documents.json").status_code == 200


def test_guessing_at_it_waits_as_signing_in_does(browser: Browser, clock: Clock) -> None:
    client = browser("Ben")
    for _ in range(OF_A_NAME.free):
        assert "not your password now" in change(client, old="x" * 12).text
    refused = change(client)
    assert refused.status_code == 429
    assert "try again in 2 seconds" in refused.text
    assert sign_in(browser(), "Ben").status_code == 429
    clock.now += 2
    assert change(client).status_code == 303


def test_a_mistyped_new_password_is_no_attempt(browser: Browser) -> None:
    client = browser("Ben")
    for _ in range(OF_A_NAME.free + 1):
        assert "twice alike" in change(client, again="x").text
    assert change(client).status_code == 303


def test_nobody_changes_it_without_a_session_or_by_another_site(browser: Browser, browse: Browse) -> None:
    stranger, ben = browser(), browser("Ben")
    assert stranger.get("/password", follow_redirects=False).headers["location"].startswith("/sign-in")
    sent = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert stranger.post("/password", data=sent).status_code == 401
    assert ben.post("/password", data=sent).status_code == 403


def test_one_person_alone_has_no_password(browse: Browse, record: Record) -> None:
    assert "Nobody signs in here" in browse(record).get("/password").text


def test_the_name_in_the_bar_leads_there(browser: Browser) -> None:
    assert 'href="/password"' in browser("Cai").get("/documents").text
