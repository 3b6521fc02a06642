"""The first statements of some days are those of the whole list, in either database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gathering.raids import raid, talks
from veedor.codebook.labels import EventType, Kind
from veedor.record import views
from veedor.record.dated import newest_dated
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter, Standing


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """A record of eight reports, in one of which everything was rejected; two are of one day, one of none."""
    with Record.open(place) as record:
        for number, day in enumerate((5, 2, 7, 2, 9, 3), 10):
            told = raid(f"d{number}", f"The Bell {number % 2}", f"2031-06-0{day}")
            told.says("Delta Guard soldiers raided Port Sel", actors=("Delta Guard",)).put(record)
        (gone,) = raid("d20", "The Bell 0", "2031-06-08").put(record)
        review.reject(record, gone, by="Ana", reason="nobody says so")
        raid("d21", "The Bell 1", None).put(record)
        talks("d22", "Lantern", "2031-05-10", "Lake Front will hold talks in Port Sel on 20 May 2031").put(
            record
        )
        yield record


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(date="2031-05-08"),
        Filter(date="2031-05", kind=Kind.EVENT, standings=frozenset({Standing.STANDS, Standing.WITHDRAWN})),
        Filter(date="2020/2040"),
        Filter(date="2031-05", type=EventType.CONSULT),
        Filter(date="2031-05", publisher="The Bell 1"),
        Filter(date="2031-05", states=None),
        Filter(date="2031-04"),
        Filter(actor="delta guard"),
    ],
)
def test_the_first_of_some_days_are_the_beginning_of_the_whole_list(record: Record, wanted: Filter) -> None:
    whole = list(views.statements(record, wanted))
    for limit in range(1, len(whole) + 2):
        assert newest_dated(record, wanted, limit=limit) == whole[:limit]
