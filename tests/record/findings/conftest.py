from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.record.findings import said
from veedor.record.store import Record


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


@pytest.fixture
def ids(record: Record) -> said.Ids:
    return said.fill(record)
