"""What tests of pages share: one record for a whole file, its statements, and forms as people and scripts send them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from veedor.codebook.labels import Kind
from veedor.record import schema, views
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, State

Browse = Callable[[Record], TestClient]


@pytest.fixture(scope="module")
def shared_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record of a file of tests: a new one for each test would work out all its questions anew."""
    with Record.open(tmp_path_factory.mktemp("desk") / "a.veedor") as opened:
        yield opened


@pytest.fixture
def record(shared_record: Record) -> Record:
    """The file's record, empty again; documents must come in without passages, which have tables of their own."""
    with shared_record.writing() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            if table is not schema.meta:
                connection.execute(delete(table))
    return shared_record


def row_of(record: Record, kind: str, *, state: State | None = None) -> StatementRow:
    """The first statement of a kind that stands, in any state but where one is asked for."""
    states = None if state is None else frozenset({state})
    return next(iter(views.statements(record, Filter(kind=Kind(kind), states=states))))


def fields(client: TestClient, page: str = "", **given: Any) -> dict[str, Any]:
    """What a form on a page sends: the fields that are given, and the seal, which names the page."""
    word = seal_of(client.get(page or "/log").text)
    return {"seal": f"{word}@{page}" if page else word} | given


def send(client: TestClient, path: str, **given: Any) -> Any:
    """What a script gets for an action."""
    return client.post(path, data=fields(client, **given), headers={"Accept": "application/json"})


def form(client: TestClient, path: str, page: str = "", **given: Any) -> Any:
    """What a form gets, before the redirect; of a refused one the page on which it stood."""
    return client.post(path, data=fields(client, page, **given), follow_redirects=False)
