"""A real browser before the real desk, over a record that the real reader has read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.reports import STRIKE, TALKS, decree
from tests.browser.served import SETTINGS, Served, Watched, served
from veedor.desk.reader import shared_reader
from veedor.documents.load import load
from veedor.pipeline import take_in
from veedor.reading.reader import ModelReader
from veedor.record.store import Record

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
"""What Debian and others call the browser."""
PATIENCE_MS = 20_000
"""How long a page may take on a busy machine before a test gives up."""

Open = Callable[..., Served]
Tab = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests here; skips where none is installed and nobody insists on one.

    It ends with this folder's tests: while it is there, nothing else in the tests' thread may run an event loop.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        missing = f"no {' or '.join(PROGRAMS)} on the PATH; hint: apt-get install chromium"
        if os.environ.get("VEEDOR_NEED_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    # Chromium's own sandbox does not start for root, nor in many containers. Names lead nowhere.
    expect.set_options(timeout=PATIENCE_MS)
    flags = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def real_reader() -> ModelReader:
    """The reader that ships with the program; the desk reads with the same."""
    return shared_reader(SETTINGS)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reports lie."""
    made = tmp_path_factory.mktemp("reports")
    (made / "talks.txt").write_text(TALKS, encoding="utf-8")
    (made / "strike.txt").write_text(STRIKE, encoding="utf-8")
    decree(made / "decree.pdf")
    return made


@pytest.fixture(scope="session")
def read_once(folder: Path, real_reader: ModelReader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of all reports, beside their files; nobody changes it."""
    made = tmp_path_factory.mktemp("read")
    with Record.open(made / "crisis.veedor") as record:
        for path in sorted(folder.iterdir()):
            shutil.copy(path, made)
            (document,) = load(path)
            take_in(document, real_reader, record)
    return made


@pytest.fixture
def record(read_once: Path, tmp_path: Path) -> Iterator[Record]:
    """A copy of the record of all reports, for one test."""
    shutil.copytree(read_once, tmp_path / "read")
    with Record.open(tmp_path / "read" / "crisis.veedor") as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    """A record of nothing."""
    with Record.open(tmp_path / "empty.veedor") as opened:
        yield opened


@pytest.fixture
def desk() -> Iterator[Open]:
    """A function that serves the desk over a record until the test ends."""
    with ExitStack() as stack:
        yield lambda record, **options: stack.enter_context(served(record, **options))


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A function that opens a page of a browser of its own; nothing may go wrong there unseen."""
    opened: list[Watched] = []
    with ExitStack() as stack:

        def another(*, refused: tuple[int, ...] = (), width: int = 1280, **options: object) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            opened.append(Watched(context, refused=refused))
            return context.new_page()

        yield another
    assert [fault for watched in opened for fault in watched.faults] == []
