"""Coming in: a team signs in, strangers do not, and one's own desk opens by its token alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Tab
from veedor.record import people
from veedor.record.store import Record

PASSWORD = "a password of many words"


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


def test_a_wrong_password_is_refused_and_the_right_one_leads_on(record: Record, desk: Open, tab: Tab) -> None:
    people.add(record, "Berta", "analyst", PASSWORD, by="root")
    here = desk(record, is_team=True)
    page = tab(refused=(401,))
    here.open(page, "/timeline?unit=week")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, "Berta", "a password of other words")
    expect(page.locator("main")).to_contain_text("open no account")
    assert PASSWORD not in page.content()
    sign_in(page, "Berta", PASSWORD)
    assert page.url == f"{here.address}/timeline?unit=week"
    expect(page.locator("header .who")).to_contain_text("Berta")


def test_signing_out_ends_the_session_in_every_browser(record: Record, desk: Open, tab: Tab) -> None:
    people.add(record, "Berta", "analyst", PASSWORD, by="root")
    here = desk(record, is_team=True)
    first, second = tab(), tab()
    for page in (first, second):
        here.open(page, "/sign-in")
        sign_in(page, "Berta", PASSWORD)
    first.get_by_role("button", name="Sign out").click()
    expect(first.get_by_role("heading", name="Sign in")).to_be_visible()
    here.open(second, "/log")
    expect(second.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_reader_sees_no_button_that_decides(record: Record, desk: Open, tab: Tab) -> None:
    people.add(record, "Carla", "reader", PASSWORD, by="root")
    here, page = desk(record, is_team=True), tab()
    here.open(page, "/queue")
    sign_in(page, "Carla", PASSWORD)
    expect(page.locator("#question")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    expect(page.get_by_role("button", name="Reject")).to_have_count(0)


def test_without_the_token_ones_own_desk_shows_nothing(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab(refused=(401,))
    here.open(page, "/documents")
    expect(page.locator("body")).not_to_contain_text("Ardania")
    here.open(page, "/documents?token=wrong")
    expect(page.locator("body")).not_to_contain_text("Ardania")
