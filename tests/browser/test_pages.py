"""Every page of the desk in a real browser: for everybody, at every width, in dark and light, without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.served import Served, Watched, served
from veedor.brief import keeping
from veedor.codebook.labels import Kind
from veedor.desk.asking import Page
from veedor.desk.pages import PAGES
from veedor.gathering import figures, forecasts
from veedor.record import views
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter

WIDTHS = (390, 1280, 1920)
BAD = ("serious", "critical")
ONLY_COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
"""What of axe's rules depends on dark or light."""
WHOLE = [page for page in PAGES if not page.is_part]
"""All but what scripts put into others, in which it is looked at."""
OF_NO_ONE = [page for page in WHOLE if "{" not in page.path and page.name not in ("compare", "parting")]
"""Pages that an empty record has too."""
SHEET = """() => {
  const outside = [...document.querySelectorAll("main *")].filter((one) => {
    const place = one.getBoundingClientRect();
    return place.width > 0 && place.right > innerWidth + 1;
  });
  const names = outside.slice(0, 3).map((one) => `${one.tagName}.${one.className}`);
  return [document.documentElement.scrollWidth, innerWidth, names];
}"""
"""How wide the page is, how wide the window, and what stands out of it."""

Addresses = Callable[[Page], str]


@pytest.fixture(scope="module")
def filled(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk over the reports, of which a few statements are decided."""
    place = tmp_path_factory.mktemp("pages") / "read"
    shutil.copytree(read_once, place)
    with Record.open(place / "crisis.veedor") as record:
        _decide(record)
        with served(record) as desk:
            yield desk


def _decide(record: Record) -> None:
    ids = [row.id for row in views.statements(record)]
    accepted = review.accept(record, ids[0], by="Ana")
    review.reject(record, ids[1], by="Ana", reason="nobody says so")
    review.comment(record, ids[2], "look at this again", by="Berta")
    identity.judge(
        record, [Pair("mirela vantor", "president vantor", Verdict.SAME, "the same office")], by="Ana"
    )
    review.undo(record, accepted, by="Ana")
    first, last, today = date(2021, 3, 1), date(2021, 3, 31), date(2021, 4, 1)
    keeping.begin(record, "March", since=first, until=last, today=today, by="Ana")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk over a record of nothing."""
    with Record.open(tmp_path_factory.mktemp("bare") / "crisis.veedor") as record, served(record) as desk:
        yield desk


@pytest.fixture(scope="module")
def addresses(filled: Served) -> Addresses:
    """A function that gives an address of each page over the reports."""
    named = _named(filled.record)

    def address(page: Page) -> str:
        first = page.path.split("/")[1]
        path = re.sub(r"\{(\w+)\}", lambda found: quote(named[first, found[1]]), page.path)
        return path + QUESTIONS.get(page.name, "")

    return address


def _named(record: Record) -> dict[tuple[str, str], str]:
    """What stands for the variable parts of addresses, by their first part: a KeyError here asks for a line here."""
    pdf = next(row for row in views.documents(record) if row.label == "A decree in Ardania")
    statement = next(iter(views.statements(record)))
    event = next(iter(views.statements(record, Filter(kind=Kind.EVENT))))
    foretold = forecasts.whole(record, today=date(2021, 4, 1))[0]
    counted = next(iter(figures.of_kept(record, figures.kept(record)).topics))
    return {
        ("incidents", "id"): event.root_id,
        ("forecasts", "id"): foretold.id,
        ("figures", "key"): counted.key,
        ("briefs", "name"): "March",
        ("documents", "id"): pdf.id,
        ("statements", "id"): statement.id,
        ("actors", "name"): "Mirela Vantor",
        ("actors", "id"): "Mirela Vantor",
    }


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Tab, Watched]]:
    """A page of a browser that stays open from test to test."""
    with ExitStack() as stack:
        yield _opened(browser, stack)


@pytest.fixture(scope="module")
def plain_window(browser: Browser) -> Iterator[tuple[Tab, Watched]]:
    """The same with scripts switched off."""
    with ExitStack() as stack:
        yield _opened(browser, stack, java_script_enabled=False)


def _opened(browser: Browser, stack: ExitStack, **options: Any) -> tuple[Tab, Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    stack.callback(context.close)
    # One's own desk has no page to sign in on: it says so, with the status of what is not there.
    watched = Watched(context, refused=(404,))
    return context.new_page(), watched


def _faults_of(tab: Tab, options: dict[str, Any]) -> list[str]:
    """What axe-core finds that is serious or worse, each with the first elements it is found in."""
    found = Axe().run(tab, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {[node['target'][0] for node in one['nodes'][:4]]}"
        for one in found
        if one["impact"] in BAD
    ]


def _too_wide(tab: Tab) -> list[str]:
    found = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        page, inner, outside = tab.evaluate(SHEET)
        found += [f"{page} px at {inner}: {outside}"] if page > inner else []
    tab.set_viewport_size({"width": WIDTHS[1], "height": 900})
    return found


def _look(tab: Tab, watched: Watched, desk: Served, path: str) -> dict[str, list[str]]:
    """All that is wrong with a page."""
    watched.faults.clear()
    tab.emulate_media(color_scheme="light")
    desk.enter(tab, path)
    light = _faults_of(tab, {"resultTypes": ["violations"]})
    tab.emulate_media(color_scheme="dark")
    dark = _faults_of(tab, ONLY_COLOURS)
    return {"axe": light, "axe, dark": dark, "too wide": _too_wide(tab), "browser": list(watched.faults)}


GOOD: dict[str, list[str]] = {"axe": [], "axe, dark": [], "too wide": [], "browser": []}


@pytest.mark.parametrize("page", WHOLE, ids=lambda page: page.name)
def test_a_page_over_reports_is_for_everybody_at_every_width(
    page: Page, addresses: Addresses, filled: Served, window: tuple[Tab, Watched]
) -> None:
    assert _look(*window, filled, addresses(page)) == GOOD


@pytest.mark.parametrize("page", OF_NO_ONE, ids=lambda page: page.name)
def test_a_page_over_nothing_is_for_everybody_at_every_width(
    page: Page, bare: Served, window: tuple[Tab, Watched]
) -> None:
    assert _look(*window, bare, page.path) == GOOD


QUESTIONS = {
    "new": "?anchor=0-14&kind=position",
    "together": "?other=Tomas+Brel",
    "compare": "?left=mirela+vantor&right=tomas+brel",
    "parting": "?left=mirela+vantor&right=president+vantor",
}
"""What pages that show nothing by themselves are asked."""
MORE = {
    "found": '/search?q=amnesty+OR+"Civic+League"',
    "found-statements": "/search?kind=event",
    "timeline-weeks": "/timeline?from=2021-02&to=2021-04&unit=week",
    "timeline-days": "/timeline?from=2021-02&to=2021-04&lanes=actor",
    "everything-logged": "/log?all=1",
}
"""Pages as they look once something is asked for."""


@pytest.mark.parametrize("path", MORE.values(), ids=MORE.keys())
def test_what_was_asked_for_is_for_everybody_at_every_width(
    path: str, filled: Served, window: tuple[Tab, Watched]
) -> None:
    assert _look(*window, filled, path) == GOOD


def test_original_pages_stand_beside_the_text(
    filled: Served, addresses: Addresses, window: tuple[Tab, Watched]
) -> None:
    (document,) = (page for page in PAGES if page.name == "document")
    assert _look(*window, filled, addresses(document) + "?view=pages") == GOOD
    tab, _ = window
    drawn = tab.locator("#originals img").first
    assert drawn.evaluate("one => one.decode().then(() => one.naturalWidth)") > 500


@pytest.mark.parametrize("page", WHOLE, ids=lambda page: page.name)
def test_a_page_can_be_read_without_scripts(
    page: Page, addresses: Addresses, filled: Served, plain_window: tuple[Tab, Watched]
) -> None:
    tab, watched = plain_window
    watched.faults.clear()
    filled.enter(tab, addresses(page))
    main = tab.locator("main")
    assert tab.locator("h1").first.is_visible()
    assert len(main.inner_text().split()) > 8
    assert tab.locator("noscript").count() == 0
    assert watched.faults == []


def test_a_report_and_its_statements_are_there_without_scripts(
    filled: Served, addresses: Addresses, plain_window: tuple[Tab, Watched]
) -> None:
    tab, _ = plain_window
    (document,) = (page for page in PAGES if page.name == "document")
    filled.enter(tab, addresses(document))
    assert "Tomas Brel rejected the decree" in " ".join(tab.locator("#words").inner_text().split())
    card = tab.locator("#statements .card").first
    assert card.is_visible()
    link = card.locator("a.sentence").get_attribute("href") or ""
    assert tab.locator(link).count() == 1
