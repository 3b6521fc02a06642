"""A refused form comes back with what was typed; who reads second answers by key; a password is changed."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Tab
from tests.browser.test_sign_in import PASSWORD, sign_in
from veedor.record import options, people
from veedor.record.reviewing import decided, review, waiting
from veedor.record.reviewing.second_reading import Settled
from veedor.record.store import Record

NEW = "a password of other words"


def _is_for_everybody(page: Page) -> bool:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return not [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_a_refused_form_is_open_filled_and_in_view(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab(refused=(400,))
    here.enter(page, "/documents")
    page.get_by_text("Take in reports").click()
    page.get_by_text("Paste a text").click()
    page.get_by_label("Words of the report").fill("A strike began.\nIt goes on.")
    form = page.locator("form.paste")
    for typed in ("the third of May", "the fourth"):
        form.get_by_label("Date").fill(typed)
        form.get_by_label("Title").fill("A “strike”")
        with page.expect_navigation(wait_until="load"):
            form.get_by_role("button", name="Read it").click()
        expect(form.locator(".wrong")).to_be_focused()
        expect(form.locator(".wrong")).to_be_in_viewport()
        expect(form.get_by_label("Words of the report")).to_have_value("A strike began.\nIt goes on.")
        expect(form.get_by_label("Date")).to_have_value(typed)
        expect(form.get_by_label("Title")).to_have_value("A “strike”")
    assert _is_for_everybody(page)


def test_a_refused_form_is_filled_without_scripts_too(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab(refused=(400,), java_script_enabled=False)
    here.enter(page, "/search?q=talks")
    page.get_by_label("Name of the search").fill("talks")
    page.locator("#keep-as").evaluate("one => one.maxLength = 1000")
    page.locator("#keep-as").fill("n" * 200)
    page.get_by_role("button", name="Keep this search").click()
    expect(page.locator("form:has(#keep-as) .wrong")).to_contain_text("80 characters")
    expect(page.locator("#keep-as")).to_have_value("n" * 200)


def test_a_second_reader_answers_by_key(record: Record, desk: Open, tab: Tab) -> None:
    people.add(record, "Berta", "analyst", PASSWORD, by="root")
    options.choose(record, options.READERS, 2, "root")
    agreed, back, open_ = [row.id for row in waiting.queue(record, limit=3)]
    for id_ in (agreed, back, open_):
        review.accept(record, id_, by="Ana")
    here, page = desk(record, is_team=True), tab()
    here.open(page, "/queue?second=1")
    sign_in(page, "Berta", PASSWORD)
    expect(page.locator("#question")).to_be_focused()
    assert _is_for_everybody(page)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.type("Which day?")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert [decided.decision(record, id_).settled for id_ in (agreed, back, open_)] == [
        Settled.SETTLED,
        Settled.SENT_BACK,
        Settled.OPEN,
    ]
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("g")
    card = page.locator(f"#s-{open_}")
    expect(card).to_have_attribute("aria-current", "true")
    expect(card).to_contain_text("waits for a second reader")
    page.keyboard.press("e")
    expect(page.locator("#told")).to_contain_text("Somebody else decides")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("a")
    assert decided.decision(record, open_).settled is Settled.SETTLED


def test_somebody_changes_their_password_and_stays(record: Record, desk: Open, tab: Tab) -> None:
    people.add(record, "Berta", "reader", PASSWORD, by="root")
    here, page, other = desk(record, is_team=True), tab(), tab()
    for one in (page, other):
        here.open(one, "/password")
        sign_in(one, "Berta", PASSWORD)
    assert _is_for_everybody(page)
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_label("The new one", exact=True).fill(NEW)
    page.get_by_label("The new one once more").fill(NEW)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("Your password is changed")
    here.open(other, "/log")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    here.open(page, "/log")
    expect(page.get_by_role("heading", name="Log")).to_be_visible()
