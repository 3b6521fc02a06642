from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exchange.out import is_streamed, written
from tests.record.filled import fill
from veedor.exchange.catalogue import ALL
from veedor.exchange.formats import Format, by_name, told
from veedor.record.store import Record
from veedor.record.wanted import Filter


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def test_every_statement_is_written_or_counted_with_its_reason(filled: Record) -> None:
    for format_ in ALL:
        asked = list(told(filled, Filter(states=None, standings=None), format_.kinds))
        data, result = written(filled, format_)
        assert data, format_.name
        assert sum(result.left_out.values()) <= len(asked), format_.name
        assert result.many + sum(result.left_out.values()) >= len(asked), format_.name
        assert all(len(why) > 10 for why in result.left_out)


def test_what_is_written_twice_is_the_same(filled: Record) -> None:
    for format_ in ALL:
        assert written(filled, format_) == written(filled, format_), format_.name


def test_an_empty_record_is_an_empty_file_of_each_format(place: str) -> None:
    with Record.open(place) as record:
        for format_ in ALL:
            assert written(record, format_)[1].many == 0, format_.name


def test_formats_have_names_and_suffixes_of_their_own() -> None:
    assert len(by_name(ALL)) == len(ALL)
    assert len({format_.suffix for format_ in ALL}) == len(ALL)
    assert all(format_.kinds and format_.gloss for format_ in ALL)


@pytest.mark.parametrize("format_", [one for one in ALL if one.name != "parquet"], ids=lambda one: one.name)
def test_a_large_record_is_not_held_in_memory(
    format_: Format, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Record.open(str(tmp_path_factory.mktemp("large") / "r.veedor")) as record:
        fill(record)
        some = [
            one
            for one in told(record, Filter(states=None, standings=None), format_.kinds)
            if format_.name != "geojson" or one.account.places
        ]
        if format_.name == "calendar":
            pytest.skip("the small record announces nothing; test_calendar.py has its own")
        assert is_streamed(record, format_, some)
