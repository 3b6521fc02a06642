"""From words that somebody looks for to the same words in their report."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, Tab
from veedor.record.store import Record

LIT = "() => Array.from(CSS.highlights.get('asked') ?? [], (range) => range.toString()).join('')"
"""The words that the reading desk lights up because the address names them."""


def test_a_search_leads_to_its_words_which_are_lit(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab()
    here.enter(page, "/search")
    page.get_by_label("Words").fill('"amnesty law"')
    page.keyboard.press("Enter")
    hit = page.locator("article.hit").first
    expect(hit.locator("mark").first).to_have_text("amnesty law")
    hit.locator("h2 a").click()
    page.wait_for_url("**/documents/*#at-*")
    lit = page.evaluate(LIT)
    assert "amnesty law" in lit
    expect(page.locator("#words")).to_contain_text(" ".join(lit.split()), use_inner_text=True)
    anchor = page.locator("#words [data-at]", has_text="amnesty law")
    expect(anchor).to_be_in_viewport()


def test_filters_stay_in_the_address(record: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(record), tab()
    here.enter(page, "/search?kind=figure&unit=people")
    expect(page.locator(".card").first).to_be_visible()
    page.get_by_label("without people").click()
    page.wait_for_url("**/search?kind=figure*")
    assert "unit" not in page.url
