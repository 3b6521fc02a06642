"""The desks that list statements: talks, forecasts, figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.fakes import quote
from veedor.codebook.statement import Forecast
from veedor.codebook.when import When
from veedor.documents.document import Document
from veedor.record.reviewing import review
from veedor.record.store import Record

Browse = Callable[[Record], TestClient]


def _rows(client: TestClient, address: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(address).json()[key]["rows"]
    return rows


def test_position_stands_with_its_holder_and_leads_to_its_words(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    row = _rows(client, "/talks.json", "positions")[0]
    assert row["stance"] == "demands"
    page = client.get("/talks").text
    assert "new talks" in page
    assert f"/documents/d0c1#s-{row['id']}" in page


def test_stance_of_the_address_holds(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    assert _rows(client, "/talks.json?stance=refuses", "positions") == []
    assert client.get("/talks.json?stance=perhaps").status_code == 404


def test_figure_stands_with_what_it_counts(browse: Browse, filled: Record) -> None:
    page = browse(filled).get("/figures").text
    assert "40 people" in page
    assert "the union" in page


def test_forecast_is_due_when_its_last_day_is_over(browse: Browse, filled: Record, report: Document) -> None:
    foretold = Forecast(
        anchor=quote(report.text, "wants"),
        about=quote(report.text, "new talks"),
        when=When(quote(report.text, "3 May 2021"), "2021-05-03"),
    )
    review.add(filled, "d0c1", foretold, by="Ana")
    client = browse(filled)
    assert [row["is_due"] for row in _rows(client, "/forecasts.json", "forecasts")] == [True]
    assert "its day has come" in client.get("/forecasts").text


@pytest.mark.parametrize(
    ("address", "words"),
    [("/talks", "No position"), ("/forecasts", "No forecast"), ("/figures", "No figure")],
)
def test_empty_record_says_that_there_is_none(
    browse: Browse, record: Record, address: str, words: str
) -> None:
    assert words in browse(record).get(address).text
