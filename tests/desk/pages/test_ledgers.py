"""The desks that list statements: talks, figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


def _rows(client: TestClient, address: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(address).json()[key]["rows"]
    return rows


def test_position_stands_with_its_holder_and_leads_to_its_words(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    row = _rows(client, "/talks/positions.json", "positions")[0]
    assert row["stance"] == "demands"
    page = client.get("/talks/positions").text
    assert "new talks" in page
    assert f"/documents/d0c1#s-{row['id']}" in page


def test_stance_of_the_address_holds(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    assert _rows(client, "/talks/positions.json?stance=refuses", "positions") == []
    assert client.get("/talks/positions.json?stance=perhaps").status_code == 404


@pytest.mark.parametrize(
    ("address", "words"),
    [("/talks/positions", "No position"), ("/figures", "No figure")],
)
def test_empty_record_says_that_there_is_none(
    browse: Browse, record: Record, address: str, words: str
) -> None:
    assert words in browse(record).get(address).text
