"""The first statements of a filter are those of the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from veedor.codebook.labels import Kind
from veedor.documents.document import Basis, Document, Published
from veedor.record import newest as room
from veedor.record import views
from veedor.record.newest import newest
from veedor.record.store import Record
from veedor.record.wanted import Filter


@pytest.fixture
def record(
    place: str, report: Document, reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Record]:
    """A record of seven reports, of which two are asked about together."""
    monkeypatch.setattr(room, "_PORTIONS", (1, 2))
    monkeypatch.setattr(room, "_MOST", 2)
    with Record.open(place) as record:
        for day in (5, 2, 7, 1, 6, 3, 4):
            dated = Published(f"2021-05-0{day}", Basis.GIVEN)
            text = report.text.replace("40 people", "40 people" if day % 3 == 0 else "some people")
            one = replace(
                report, id=f"d{day}", text=f"{text} {day}" * day, published=dated, file=f"{day}.txt"
            )
            record.add(one, reader.read(one), reader)
        yield record


@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(kind=Kind.FIGURE), Filter(actor="mayor"), Filter(document="d3")]
)
def test_every_page_is_cut_out_of_the_same_list(record: Record, wanted: Filter) -> None:
    whole = [row.id for row in views.statements(record, wanted)]
    assert [row.id for row in newest(record, wanted)] == whole
    for offset in range(len(whole) + 1):
        assert [row.id for row in newest(record, wanted, limit=2, offset=offset)] == whole[
            offset : offset + 2
        ]
