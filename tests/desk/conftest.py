"""The desk in a test: over a real record, with a browser that has come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.fakes import FakeReader
from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import OwnComputer
from veedor.desk.memory import Memory
from veedor.documents.document import Document
from veedor.record.store import Record
from veedor.settings import Settings

TOKEN = "let-me-in"
ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record; pages ask the record, whose own tests run on both databases."""
    with Record.open(tmp_path / "crisis.veedor") as opened:
        yield opened


@pytest.fixture
def browse() -> Iterator[Callable[[Record], TestClient]]:
    """A function that opens the desk over a record in a browser that has come in; it follows redirects."""
    opened: list[TestClient] = []

    def open_desk(record: Record) -> TestClient:
        desk = Desk(record, Settings.from_environment({}), Memory())
        client = TestClient(create_app(desk, OwnComputer(TOKEN, "Ana"), "secret"), base_url=ADDRESS)
        client.__enter__()
        opened.append(client)
        client.get(f"/documents?token={TOKEN}")
        return client

    yield open_desk
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def filled(record: Record, report: Document, reader: FakeReader) -> Record:
    """A record of one report."""
    record.add(report, reader.read(report), reader)
    return record


def seal_of(page: str) -> str:
    """The word that a form of this page must bring back."""
    return page.split('data-seal="', 1)[1].split('"', 1)[0]
