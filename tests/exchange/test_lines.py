from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.record.filled import fill
from veedor.errors import UsageError
from veedor.exchange.lines import ACCOUNTS, dump, restore
from veedor.record import changes, copies, views
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def rows(record: Record, *, accounts: bool = True) -> dict[str, list[Any]]:
    """Every row of every table."""
    tables = [table for table in copies.TABLES if accounts or table.name not in ACCOUNTS]
    with record.reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables
        }


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_record_comes_back_equal_on_either_database(
    filled: Record, another_place: Callable[[str], str], kind: str
) -> None:
    with Record.open(another_place(kind)) as back:
        restore(dump(filled, accounts=True), back)
        assert rows(back) == rows(filled)
        assert list(dump(back, accounts=True)) == list(dump(filled, accounts=True))


def test_a_record_that_came_back_goes_on(filled: Record, another_place: Callable[[str], str]) -> None:
    with Record.open(another_place("sqlite")) as back:
        restore(dump(filled), back)
        last = changes.log(back)[0].id
        statement = next(iter(views.statements(back, Filter(states=None, standings=None))))
        change = review.reject(back, statement.id, by="Ben", reason="not said")
        assert change > last
        assert next(one.verb for one in changes.log(back)) is changes.Verb.REJECT


def test_accounts_stay_at_home_unless_asked_for(filled: Record, another_place: Callable[[str], str]) -> None:
    names = {next(iter(json.loads(line))) for line in dump(filled)}
    assert not names & ACCOUNTS
    with Record.open(another_place("sqlite")) as back:
        restore(dump(filled), back)
        assert rows(back, accounts=False) == rows(filled, accounts=False)


def test_a_file_that_is_cut_off_leaves_nothing(filled: Record, another_place: Callable[[str], str]) -> None:
    lines = list(dump(filled))
    with Record.open(another_place("sqlite")) as back:
        with pytest.raises(UsageError, match="cut off"):
            restore(lines[:-1], back)
        assert not any(rows(back).values())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda lines: lines[1:], "Line 1 does not say"),
        (lambda lines: ['{"veedor": {"version": "99", "schema": 99}}', *lines[1:]], "newer"),
        (lambda lines: [lines[0], "no JSON", *lines[1:]], "Line 2 is no line"),
        (lambda lines: [lines[0], "[1]", *lines[1:]], "Line 2 is no line"),
        (lambda lines: [lines[0], '{"planets": {"id": 1}}', *lines[1:]], "Line 2 names a table"),
        (lambda lines: [lines[0], '{"documents": {"colour": 1}}', *lines[1:]], "Line 2 names a table"),
        (lambda lines: [lines[0], '{"readings": {"earliest": "soon"}}', *lines[1:]], "Line 2 has a value"),
        (lambda lines: [*lines, lines[1]], "after the end"),
        (lambda lines: [*lines[:-2], lines[-1]], "rows and has"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line_and_leaves_nothing(
    filled: Record,
    another_place: Callable[[str], str],
    change: Callable[[list[str]], list[str]],
    why: str,
) -> None:
    with Record.open(another_place("sqlite")) as back:
        with pytest.raises(UsageError, match=why):
            restore(change(list(dump(filled))), back)
        assert not any(rows(back).values())


def test_a_record_that_holds_something_is_not_overwritten(filled: Record) -> None:
    before = rows(filled)
    with pytest.raises(UsageError, match="holds a record already"):
        restore(list(dump(filled)), filled)
    assert rows(filled) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_words_of_people_come_back_equal(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    with Record.open(folder / "a.veedor") as record, Record.open(folder / "b.veedor") as back:
        with record.writing() as connection:
            changes.append(connection, changes.Verb.COMMENT, "Ana", reason=words)
        restore(dump(record), back)
        assert rows(back) == rows(record)
