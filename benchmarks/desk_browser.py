"""Opens a report of 60 pages with 1,500 statements in a real browser: how soon it can be read, how smoothly it moves.

    python -m benchmarks.desk_browser

Each load is that of a browser that knows nothing yet; it counts from the click to the moment when the page and its
scripts are done (`domComplete`). The first after a start, for which the server works the page out, stands apart.
While text and statements are scrolled from end to end and statements are chosen by keyboard, the browser itself
reports every task over 50 ms.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import Measured, report
from benchmarks.corpus_records import Generator, corpus, long_report
from benchmarks.visitors import Running, desk, in_short
from veedor.record.store import Record

READABLE_MS = 1000.0
TASK_MS = 200.0
"""The longest a page may be deaf while it is scrolled."""
LOADS = 5
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_STEP, _STEPS = 900, 120
"""Pixels of a turn of the wheel, and how many at most go to each pane."""
_NEXT = 60
"""Statements that are chosen one after the other."""
_WATCH = """
window.tasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.tasks.push(task.duration);
}).observe({ type: "longtask", buffered: true });
"""
_LOADED = """() => {
  const [loading] = performance.getEntriesByType("navigation");
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return [painted?.startTime ?? Infinity, loading.domComplete, loading.responseEnd];
}"""


class Loaded(NamedTuple):
    """Milliseconds from the click."""

    painted: float
    done: float
    answered: float
    """When the last byte of the page was there."""


class NoBrowser(Exception):
    """There is no Chromium here."""


def started(playwright: object) -> Browser:
    """Chromium; NoBrowser where none is installed."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoBrowser("no chromium on the PATH; hint: apt-get install chromium")
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])  # type: ignore[attr-defined, no-any-return]


def load(browser: Browser, running: Running, path: str) -> tuple[Page, Loaded]:
    """The page, opened by a browser that has come in but knows no file of the desk yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    here = f"http://127.0.0.1:{running.port}"
    page.goto(f"{here}/sign-in?token={running.token}")  # the smallest page: it loads no script
    page.add_init_script(_WATCH)
    page.goto(here + path, wait_until="load")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    return page, Loaded(*page.evaluate(_LOADED))


def scrolled(page: Page, pane: str) -> list[float]:
    """The tasks over 50 ms while a pane is scrolled from its beginning to its end, in milliseconds."""
    page.evaluate("window.tasks.length = 0")
    page.locator(pane).hover()
    height = page.locator(pane).evaluate("one => one.scrollHeight")
    step = max(_STEP, height / _STEPS)
    for _ in range(int(height / step) + 1):
        page.mouse.wheel(0, step)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return _tasks(page)


def chosen(page: Page) -> list[float]:
    """The tasks over 50 ms while statement after statement is chosen by keyboard."""
    page.evaluate("window.tasks.length = 0")
    for _ in range(_NEXT):
        page.keyboard.press("j")
    return _tasks(page)


def _tasks(page: Page) -> list[float]:
    page.evaluate("() => new Promise((done) => setTimeout(done, 200))")  # reports come a little later
    found: list[float] = page.evaluate("window.tasks")
    return found


def figures(browser: Browser, running: Running, path: str) -> Iterator[Measured]:
    """How soon the page can be read, and how long it is deaf."""
    first = load(browser, running, path)[1]
    pages = [load(browser, running, path) for _ in range(LOADS)]
    loads = [one for _, one in pages]
    worst = max(loads, key=lambda one: one.done)
    note = (
        f"{in_short([one.done for one in loads])}; painted after {worst.painted:.0f}, answered after "
        f"{worst.answered:.0f}; the first, which is worked out: {first.done:.0f} ms"
    )
    yield Measured("readable, worst of five, ms", worst.done, READABLE_MS, at_least=False, note=note)
    page = pages[-1][0]
    loading: list[float] = page.evaluate("window.tasks")
    yield Measured("longest task while loading, ms", max(loading, default=0), None)
    for name, tasks in (
        ("scrolling the text", scrolled(page, "#text")),
        ("scrolling the statements", scrolled(page, "#statements")),
        ("choosing statements", chosen(page)),
    ):
        longest = max(tasks, default=0)
        yield Measured(
            f"longest task, {name}, ms", longest, TASK_MS, at_least=False, note=f"{len(tasks)} over 50 ms"
        )


def measure(shared: Path | None, *, pages: int = 60, statements: int = 1500) -> Iterator[Measured]:
    """The figures of a report of so many pages and statements; NoBrowser where there is none to open it."""
    made = long_report(corpus(shared), pages=pages, statements=statements)
    with tempfile.TemporaryDirectory(prefix="veedor-desk-") as folder, sync_playwright() as playwright:
        place, browser = Path(folder, "crisis.veedor"), started(playwright)
        with Record.open(place) as record:
            record.add(made.document, made.statements, Generator())
        with desk(place, "--by", "Ana") as running:
            yield from figures(browser, running, f"/documents/{made.document.id}")
        browser.close()


def main() -> int:
    """Print all figures beside their bars."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, help="the folder with data/; without it the demo's reports serve"
    )
    asked = parser.parse_args()
    try:
        is_met = report("A report of 60 pages with 1,500 statements, in Chromium", measure(asked.shared))
    except NoBrowser as error:
        print(f"Nothing was measured: {error}", file=sys.stderr)
        return 1
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
