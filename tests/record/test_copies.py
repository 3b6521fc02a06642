from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import insert, select

from tests.fakes import FakeReader
from tests.record.filled import LATER, fill
from tests.strategies import readings
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import RecordError, UsageError
from veedor.record import changes, copies, schema, views
from veedor.record.changes import Verb
from veedor.record.checks import check
from veedor.record.copies import backup, copy
from veedor.record.store import Record
from veedor.record.wanted import Filter

Another = Callable[[str], str]
ROUND = ("sqlite", "postgresql", "sqlite")


def rows(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with record.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in schema.metadata.sorted_tables
        }


def answers(record: Record) -> list[Any]:
    """What the views say of a record."""
    everything = Filter(states=None, standings=None)
    # The order of the rows of one document is the views' own; that of documents without a date is not promised.
    return [
        sorted(map(repr, views.documents(record))),
        sorted(map(repr, views.statements(record, everything))),
        views.size(record),
        changes.log(record, all_parts=True),
        sorted(map(repr, views.export(record))),
    ]


def test_every_table_has_a_row_in_the_record_that_is_copied(place: str) -> None:
    with Record.open(place) as record:
        fill(record)
        assert [table for table, found in rows(record).items() if not found] == []
        assert check(record) == []


def test_a_record_goes_to_postgresql_and_back_without_loss(another_place: Another) -> None:
    records = [Record.open(another_place(database)) for database in ROUND]
    fill(records[0])
    for source, target in itertools.pairwise(records):
        counts = copy(source, target)
        assert counts == (2, 6, sum(map(len, rows(target).values())) - 2)
        assert rows(target) == rows(source)
        assert answers(target) == answers(source)
        assert check(target) == []
    for record in records:
        record.close()


def test_any_readings_and_decisions_go_to_postgresql_and_back(another_place: Another) -> None:
    first, second, third = (Record.open(another_place(database)) for database in ROUND)
    numbers = itertools.count()

    @given(readings())
    @settings(max_examples=15)
    def added(reading: tuple[Document, list[Statement]]) -> None:
        number = next(numbers)
        document, said = replace(reading[0], id=f"d{number}"), reading[1]
        first.add(document, said, FakeReader())
        ids = [statement.id_in(document.id) for statement in said]
        with first.writing() as connection:
            for verb, id_ in zip((Verb.ACCEPT, Verb.REJECT, Verb.COMMENT), ids, strict=False):
                change_id = changes.append(
                    connection, verb, "\0Ana", reason=document.title, document_id=document.id
                )
                row = {"document_id": document.id, "statement_id": id_, "verb": str(verb), "reading_id": 0}
                connection.execute(insert(schema.reviews).values(change_id=change_id, **row))
        latest = changes.log(first, all_parts=True, limit=1)[0]
        if number % 3 == 0:
            changes.undo(first, latest.id, by="Ben")

    added()
    copy(first, second)
    copy(second, third)
    assert rows(first) == rows(second) == rows(third)
    assert answers(first) == answers(second) == answers(third)
    assert check(third) == []
    for record in (first, second, third):
        record.close()


def test_the_copy_goes_on_with_the_next_numbers(another_place: Another) -> None:
    records = [Record.open(another_place(database)) for database in ROUND]
    fill(records[0])
    copy(records[0], records[1])
    copy(records[1], records[2])
    more = replace(LATER, id="d0e3", text="The mayor met the strikers a third time.")
    for record in records:
        whole = FakeReader().read_whole(more)
        record.add(more, whole.statements, FakeReader(), passages=whole.passages)
        assert check(record) == []
    numbered = [
        {name: [row[0] for row in found] for name, found in rows(record).items()} for record in records
    ]
    assert numbered[0] == numbered[1] == numbered[2]
    for record in records:
        record.close()


def test_the_copy_can_be_searched(another_place: Another) -> None:
    with Record.open(another_place("sqlite")) as source, Record.open(another_place("sqlite")) as target:
        fill(source)
        copy(source, target)
        for record in (source, target):
            with record.reading() as connection:
                query = "SELECT rowid FROM passage_terms WHERE passage_terms MATCH 'ordonez'"
                assert connection.exec_driver_sql(query).scalars().all() == [1]


def test_a_place_that_holds_something_takes_no_copy(place: str, another_place: Another) -> None:
    with Record.open(place) as record, Record.open(another_place("sqlite")) as other:
        fill(record)
        fill(other)
        before = rows(other)
        with pytest.raises(UsageError, match="holds a record already"):
            copy(record, other)
        assert rows(other) == before
        with pytest.raises(UsageError, match="holds a record already"):
            copy(record, record)


class Stopped(Exception):
    pass


def test_a_copy_that_is_stopped_leaves_the_target_empty(place: str, another_place: Another) -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Stopped

    with Record.open(another_place("sqlite")) as source, Record.open(place) as target:
        fill(source)
        with pytest.raises(Stopped):
            copy(source, target, stop)
        assert {name for name, found in rows(target).items() if found} == {"meta"}
        assert check(target) == []
        copy(source, target)
        assert rows(target) == rows(source)


def test_a_copy_says_how_far_it_is(another_place: Another, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_AT_ONCE", 2)
    told: list[tuple[int, int]] = []
    with Record.open(another_place("sqlite")) as source, Record.open(another_place("sqlite")) as target:
        fill(source)
        counts = copy(source, target, lambda done, total: told.append((done, total)))
        assert rows(target) == rows(source)
    assert told == sorted(told)
    assert told[-1] == (counts.rows, counts.rows)


def test_what_the_source_refuses_is_said_of_the_source(another_place: Another, tmp_path: Path) -> None:
    with Record.open(tmp_path / "bad.veedor") as source, Record.open(another_place("sqlite")) as target:
        fill(source)
        with source.writing() as connection:
            connection.exec_driver_sql("DROP TABLE judgements")
        with pytest.raises(RecordError, match=r"bad\.veedor"):
            copy(source, target)


def test_a_backup_is_a_record_with_the_same_rows(place: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.veedor"
    with Record.open(place) as record:
        fill(record)
        backup(record, kept)
        assert [path.name for path in tmp_path.iterdir() if "kept" in path.name] == ["kept.veedor"]
        with Record.open(kept, create=False) as again:
            assert rows(again) == rows(record)
            assert check(again) == []


def test_a_backup_never_overwrites_unless_asked(place: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.veedor"
    kept.write_text("something dear")
    with Record.open(place) as record:
        with pytest.raises(UsageError, match="is there already"):
            backup(record, kept)
        assert kept.read_text() == "something dear"
        backup(record, kept, replace=True)
        with Record.open(kept, create=False) as opened:
            assert views.size(opened).documents == 0
            with pytest.raises(UsageError, match="is open"):
                backup(record, kept, replace=True)


def test_a_backup_holds_one_moment_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES_AT_ONCE", 5)
    place, kept = tmp_path / "a.veedor", tmp_path / "kept.veedor"
    numbers = itertools.count()
    with Record.open(place) as record, Record.open(place) as other:
        fill(record)
        before = rows(record)

        def write(done: int, total: int) -> None:
            more = replace(LATER, id=f"more{next(numbers)}", text=f"Report {next(numbers)}. " * 300)
            other.add(more, [], FakeReader())

        backup(record, kept, write)
        assert next(numbers) > 10
        with Record.open(kept, create=False) as again:
            assert rows(again) == before


def test_a_backup_that_cannot_be_written_leaves_nothing(place: str, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped

    with Record.open(place) as record:
        fill(record)
        here = {path.name for path in tmp_path.iterdir()}
        with pytest.raises(RecordError, match="cannot be written"):
            backup(record, tmp_path / "none" / "kept.veedor")
        with pytest.raises(Stopped):
            backup(record, tmp_path / "kept.veedor", stop)
        assert {path.name for path in tmp_path.iterdir()} == here
