"""A report comes in as a PDF, is read, and is there to be reviewed beside its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Tab
from veedor.record import views
from veedor.record.store import Record

READ_MS = 60_000
"""How long reading may take where the reader is not loaded yet."""


@pytest.mark.usefixtures("real_reader")  # loaded once for all tests
def test_a_pdf_is_sent_read_and_opened_beside_its_pages(
    empty: Record, desk: Open, tab: Tab, folder: Path
) -> None:
    here, page = desk(empty), tab()
    here.enter(page, "/documents")
    page.locator("input[type=file]").set_input_files(folder / "decree.pdf")
    page.get_by_role("button", name="Read them").click()
    told = page.locator("#taking-in .file", has_text="decree.pdf")
    expect(told.locator(".state")).to_contain_text("read: ", timeout=READ_MS)
    told.get_by_role("link", name="A decree in Ardania").click()
    expect(page.locator("#words")).to_contain_text("Tomas Brel rejected the decree")
    (document,) = views.documents(empty)
    cards = page.locator("#statements .card")
    assert cards.count() == len(views.reading(empty, document.id).rows) > 3
    page.get_by_role("link", name="Original page").click()
    drawn = page.locator("#originals img").first
    expect(drawn).to_be_visible()
    assert drawn.evaluate("one => one.decode().then(() => one.naturalWidth)") > 500
    card = page.locator("#statements .card", has_text="dismissed").first
    card.click()
    expect(page.locator("#original-3")).to_be_in_viewport()
    assert page.locator("#original-1").evaluate("one => one.getBoundingClientRect().bottom") < 400


@pytest.mark.usefixtures("real_reader")
def test_what_cannot_be_read_is_refused_in_words(empty: Record, desk: Open, tab: Tab, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing of the kind")
    here, page = desk(empty), tab()
    here.enter(page, "/documents")
    page.locator("input[type=file]").set_input_files(broken)
    page.get_by_role("button", name="Read them").click()
    told = page.locator("#taking-in .file", has_text="broken.pdf")
    expect(told.locator(".state")).to_have_text("refused", timeout=READ_MS)
    expect(told.locator(".reason")).to_contain_text("broken.pdf")
    assert views.documents(empty) == []
