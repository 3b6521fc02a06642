"""Two names become one actor, with a reason, and are parted again after a look at what moves."""

from __future__ import annotations

from urllib.parse import quote_plus

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Tab
from veedor.codebook.naming import key
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.store import Record

LEFT, RIGHT = "Civic League", "Tomas Brel"
"""Two parties of the reports that nobody would take for one, so that no program has joined them."""


def names(record: Record) -> set[str]:
    return set(identity.actor(record, LEFT).names)


def judge(page: Page, words: str, button: str) -> None:
    page.get_by_label("Why").fill(words)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=button, exact=False).first.click()


def test_two_names_are_joined_and_parted_again(record: Record, desk: Open, tab: Tab) -> None:
    alone = names(record)
    here, page = desk(record), tab()
    here.enter(page, "/actors")
    page.get_by_label("Part of a name").fill("civic")
    page.keyboard.press("Enter")
    page.locator("table.actors a", has_text="Civic League").first.click()
    page.get_by_label("Part of the other name").fill("brel")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    page.locator("ul.choices a", has_text=RIGHT).first.click()
    expect(page.locator(".side")).to_have_count(2)
    assert names(record) == alone
    judge(page, "the report says so", "Same")
    assert names(record) > alone
    expect(page.locator("main")).to_contain_text("the report says so")
    page.get_by_role("link", name="Take back …").first.click()
    expect(page.get_by_role("heading", name="Part two names")).to_be_visible()
    expect(page.locator(".side")).to_have_count(2)
    assert names(record) > alone
    judge(page, "that was wrong", "Take the judgement back")
    assert names(record) == alone


def test_a_judgement_without_a_reason_is_not_made(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab()
    left, right = (quote_plus(key(name)) for name in (LEFT, RIGHT))
    here.enter(page, f"/actors/compare?left={left}&right={right}")
    page.get_by_label("Why").fill("")
    page.get_by_role("button", name="Same").click()
    expect(page.get_by_label("Why")).to_be_focused()
    assert RIGHT not in names(record)


def test_pairs_that_wait_are_judged_by_keyboard(record: Record, desk: Open, tab: Tab) -> None:
    pair = Pair(key(LEFT), key(RIGHT), Verdict.UNSURE, "both are named often", 0.5)
    identity.judge(record, [pair], by="matcher 1")
    here, page = desk(record), tab()
    here.enter(page, "/actors/pairs")
    waiting = len(identity.proposals(record))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("n")
    assert len(identity.proposals(record)) == waiting - 1
