"""Charts and tables of a brief, and what it says of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.brief.reports import fill
from veedor.brief.drafting import draft
from veedor.brief.exhibits import MOST_ROWS, exhibits_of
from veedor.brief.keeping import begin, publish, ready
from veedor.brief.outline import Brief
from veedor.brief.unknown import unknown_of
from veedor.record import briefs
from veedor.record.store import Record

_SINCE, _UNTIL = date(2021, 5, 1), date(2021, 5, 31)


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def drafted(record: Record) -> Brief:
    """A draft on May 2021."""
    return draft(record, since=_SINCE, until=_UNTIL, today=date(2021, 6, 1))


def test_a_record_without_reports_has_neither_charts_nor_anything_unknown(place: str) -> None:
    with Record.open(place) as record:
        assert exhibits_of(record, drafted(record)) == {}
        assert unknown_of(record, _SINCE, _UNTIL) == ()


def test_what_is_disputed_stands_in_a_table_with_both_sides(filled: Record) -> None:
    (table,) = exhibits_of(filled, drafted(filled))["disputes"]
    assert table.columns[1:3] == ("Who says so", "Who says otherwise")
    assert [row[1:3] for row in table.rows] == [("the union", "The ministry")]


def test_a_forecast_that_falls_due_stands_in_a_table(filled: Record) -> None:
    (table,) = exhibits_of(filled, drafted(filled))["forecasts"]
    assert [row[2] for row in table.rows] == ["30 June 2021"]


def test_too_few_events_are_not_drawn_and_a_lone_party_has_no_table(filled: Record) -> None:
    made = exhibits_of(filled, drafted(filled))
    assert "happened" not in made
    assert "talks" not in made
    assert "figures" not in made


def test_no_table_has_more_rows_than_it_may_and_every_row_has_all_cells(filled: Record) -> None:
    for own in exhibits_of(filled, drafted(filled)).values():
        for one in own:
            assert 0 < len(one.rows) <= MOST_ROWS
            assert all(len(row) == len(one.columns) for row in one.rows)


def test_the_public_edition_shows_nothing_of_a_confidential_report(filled: Record) -> None:
    brief = replace(drafted(filled), confidential=frozenset({"bb02"}))
    assert "disputes" in exhibits_of(filled, brief)
    assert exhibits_of(filled, brief, public=True) == {}


def test_a_published_brief_keeps_its_tables(filled: Record) -> None:
    begin(filled, "W18", since=_SINCE, until=_UNTIL, today=date(2021, 6, 1), by="Ana")
    before = ready(filled, "W18")
    publish(filled, "W18", by="Ana")
    kept = briefs.latest(filled, "W18").frozen
    assert kept is not None
    assert kept["exhibits"].keys() == {"disputes", "forecasts"}
    assert ready(filled, "W18") == before
