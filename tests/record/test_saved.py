"""Searches that people keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from veedor.errors import UsageError
from veedor.record import saved
from veedor.record.saved import Saved
from veedor.record.store import Record


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def test_search_is_kept_for_its_person_alone(record: Record) -> None:
    saved.keep(record, "Ána", " early   vote ", "q=early+vote&kind=position")
    assert saved.searches(record, "ana") == [Saved("early vote", "q=early+vote&kind=position")]
    assert saved.searches(record, "Ben") == []


def test_search_of_the_same_name_takes_its_place(record: Record) -> None:
    saved.keep(record, "Ana", "vote", "q=one")
    saved.keep(record, "Ana", "vote", "q=two")
    assert saved.searches(record, "Ana") == [Saved("vote", "q=two")]


def test_search_is_removed_by_its_name(record: Record) -> None:
    saved.keep(record, "Ana", "vote", "q=one")
    saved.remove(record, "Ana", "vote")
    assert saved.searches(record, "Ana") == []
    with pytest.raises(UsageError, match="no search of that name"):
        saved.remove(record, "Ana", "vote")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_search_needs_a_name(record: Record, name: str) -> None:
    with pytest.raises(UsageError, match="1 to 80"):
        saved.keep(record, "Ana", name, "q=vote")


def test_nobody_keeps_more_searches_than_anybody_looks_at(record: Record) -> None:
    for number in range(100):
        saved.keep(record, "Ana", f"search {number}", "q=vote")
    saved.keep(record, "Ana", "search 7", "q=other")
    with pytest.raises(UsageError, match="remove one first"):
        saved.keep(record, "Ana", "one more", "q=vote")
