"""A report that would like to be a program is shown as the text it is, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Tab
from veedor.documents.document import Basis, Document, Published
from veedor.pipeline import take_in
from veedor.reading.reader import ModelReader
from veedor.record import views
from veedor.record.store import Record

HOSTILE = """<script>window.ran = 1</script> The mayor met <img src=x onerror="window.ran = 2"> the strikers.
<svg onload="window.ran = 3"><a href="javascript:window.ran = 4">Police</a> arrested 12 workers in Riverton.</svg>
<style>* { display: none }</style> The union </main></body></html> rejected "the' decree & {{ 7 * 7 }} of {% raw %}.
<iframe srcdoc="<script>parent.ran = 5</script>"></iframe> Police dispersed \u202estrikers\u202c and \u200bworkers.
<meta http-equiv=refresh content="0;url=//evil.example/"> The mayor resigned on 3 May 2021.
"""
TAGS = ("script:not([src]):not([type='application/json'])", "iframe", "style", "svg:not(.marks)", "base")
OF_DOCUMENT = ("/documents/{}", "/documents/{}/new?anchor=0-7", "/queue?document={}", "/log?document={}")


@pytest.fixture
def hostile(empty: Record, real_reader: ModelReader) -> Record:
    """A record of the one report; its title and publisher are no better."""
    document = Document(
        id="h05711e",
        text=HOSTILE,
        title="<script>window.ran = 6</script><img src=x onerror='window.ran = 7'>",
        publisher="\"><img src=x onerror=window.ran=8> & 'Sons'",
        language="en",
        published=Published("2021-05-04", Basis.GIVEN),
        address="javascript:window.ran=9",
        file="<b>strike.txt",
    )
    take_in(document, real_reader, empty)
    return empty


def assert_is_text(page: Page) -> None:
    """Nothing of the report has run or become an element, in this page."""
    assert page.evaluate("window.ran") is None
    for tag in TAGS[:3]:
        assert page.locator(f"body {tag}").count() == 0, tag
    assert page.locator("[onerror], [onload], a[href^='javascript' i], img[src='x']").count() == 0


def test_a_hostile_report_shows_as_text_on_every_page(hostile: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(hostile), tab()
    statement = next(iter(views.statements(hostile))).id
    paths = [path.format("h05711e") for path in OF_DOCUMENT]
    paths += ["/", "/documents", "/queue", "/log?all=1", f"/statements/{statement}", "/timeline"]
    paths += ["/search?q=mayor+OR+police", f"/statements/{statement}/edit", "/search?kind=event"]
    for path in paths:
        here.enter(page, path)
        assert_is_text(page)
        assert page.url.startswith(here.address)


def test_the_reading_desk_shows_every_character_of_a_hostile_report(
    hostile: Record, desk: Open, tab: Tab
) -> None:
    here, page = desk(hostile), tab()
    here.enter(page, "/documents/h05711e")
    expect(page.locator("h1")).to_contain_text("<script>window.ran = 6</script>")
    shown = page.evaluate(
        "[...document.querySelector('#words').children].map((one) => one.textContent).join('')"
    )
    assert shown == HOSTILE
    page.locator("#statements .card").first.click()
    page.keyboard.press("a")
    expect(page.locator("[data-count=decided]")).to_have_text("1")
    assert_is_text(page)


def test_a_search_for_a_script_is_no_script(hostile: Record, desk: Open, tab: Tab) -> None:
    here, page = desk(hostile), tab()
    here.enter(page, "/search?q=%3Cscript%3Ewindow.ran%3D1%3C/script%3E&publisher=%22onfocus=window.ran=2")
    assert_is_text(page)
