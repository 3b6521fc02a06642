from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, inspect, select, text, update

from tests.fakes import FakeReader, quote
from tests.record import earlier
from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.errors import NotARecord, RecordError
from veedor.record import migrations, schema, views
from veedor.record.changes import Verb, log
from veedor.record.checks import check
from veedor.record.searching import search_index
from veedor.record.store import Record


def readings(report: Document) -> list[tuple[Document, list[Statement], str]]:
    """A report read twice, by two versions of a reader, and another one."""
    words = "In Maracaibo the police arrested 12 people on 4 May 2021, witnesses said.\n" * 12
    arrest = Event(
        type=EventType.COERCE,
        anchor=quote(words, "arrested"),
        actors=(quote(words, "the police", "Police of Venezuela"),),
        places=(quote(words, "Maracaibo"),),
        probability_right=0.5,
    )
    other = Document(
        id="d0d2",
        text=words + "The mayor of Caracas met the strikers.",
        publisher="The Observatory",
        address="https://observatory.example/2021/05/arrests",
        published=Published("2021-05", Basis.INFERRED),
        file="arrests.txt",
    )
    said = FakeReader().read(report)
    return [(report, said[:2], "1"), (other, [arrest, *FakeReader().read(other)], "1"), (report, said, "2")]


@pytest.fixture
def old(place: str, report: Document) -> str:
    """The place of a record of schema 1."""
    earlier.make(place, readings(report))
    return place


def rows_of(place: str, metadata: Any = earlier.SCHEMA_1) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by the columns that the metadata know."""
    engine = earlier.engine_of(place)
    with engine.connect() as connection:
        found = {
            table.name: [
                dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def shape_of(place: str) -> dict[str, Any]:
    """Tables, columns, keys and indexes of the database at a place."""
    engine = earlier.engine_of(place)
    with engine.connect() as connection:
        looked = inspect(connection)
        found = {
            name: (
                [
                    (column["name"], str(column["type"]), column["nullable"])
                    for column in looked.get_columns(name)
                ],
                sorted(
                    (index["name"] or "", tuple(index["column_names"])) for index in looked.get_indexes(name)
                ),
                sorted(
                    (tuple(key["constrained_columns"]), key["referred_table"], tuple(key["referred_columns"]))
                    for key in looked.get_foreign_keys(name)
                ),
                looked.get_pk_constraint(name)["constrained_columns"],
            )
            for name in looked.get_table_names()
            if not name.startswith(search_index.NAME)
        }
        found[search_index.NAME] = looked.has_table(search_index.NAME)
    engine.dispose()
    return found


def test_an_earlier_record_keeps_every_row(old: str) -> None:
    before = rows_of(old)
    Record.open(old, create=False).close()
    after = rows_of(old)
    for rows in (before, after):
        del rows["meta"]
        for row in rows["parties"]:
            del row["folded"]
    assert after == before


def test_an_earlier_record_gets_the_tables_of_a_new_one(
    old: str, another_place: Callable[[str], str]
) -> None:
    new = another_place("postgresql" if "://" in old else "sqlite")
    Record.open(new).close()
    Record.open(old, create=False).close()
    assert shape_of(old) == shape_of(new)
    assert rows_of(old)["meta"] == rows_of(new)["meta"]


def test_what_is_new_is_filled_as_if_it_were_read_today(
    old: str, report: Document, another_place: Callable[[str], str]
) -> None:
    new = another_place("postgresql" if "://" in old else "sqlite")
    with Record.open(new) as record:
        for document, said, version in readings(report):
            record.add(document, said, FakeReader(version))
    with Record.open(old, create=False) as record:
        assert check(record) == []
        assert [(c.verb, c.by) for c in log(record)] == [(Verb.READ, f"fake {n}") for n in (2, 1, 1)]
    today, then = rows_of(new, schema.metadata), rows_of(old, schema.metadata)
    assert len(then["places"]) == 1
    for table in ("parties", "places", "bands", "statements"):
        assert then[table] == today[table]
    for one, other in zip(then["readings"], today["readings"], strict=True):
        assert (one["country"], one["address"]) == (other["country"], other["address"])


def test_an_earlier_document_can_be_searched(old: str) -> None:
    with Record.open(old, create=False) as record, record.reading() as connection:
        passages = connection.execute(select(schema.passages)).all()
        assert {row.document_id for row in passages} == {"d0c1", "d0d2"}
        assert all(row.vector is None for row in passages)
        assert len(passages) > 2
        matches = (
            "passage_terms MATCH 'maracaibo'"
            if record.database == "sqlite"
            else "terms @@ to_tsquery('simple', 'maracaibo')"
        )
        found = connection.execute(text(f"SELECT count(*) FROM passage_terms WHERE {matches}")).scalar_one()
        assert found == len([row for row in passages if row.document_id == "d0d2"])


def test_many_rows_are_filled_some_at_a_time(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The mayor met the strikers. " * 5
    meetings: list[Statement] = [
        Event(
            type=EventType.CONSULT,
            anchor=Quote.at(words, 10 + 28 * n, 13 + 28 * n),
            actors=(Quote.at(words, 4 + 28 * n, 9 + 28 * n), Quote.at(words, 18 + 28 * n, 26 + 28 * n)),
        )
        for n in range(5)
    ]
    earlier.make(place, [(Document(id=f"d{n}", text=words), meetings, "1") for n in range(3)])
    monkeypatch.setattr("veedor.record.filling._AT_ONCE", 3)
    with Record.open(place, create=False) as record:
        assert check(record) == []
        assert views.size(record).statements == 15


def _add_notes(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE notes (words TEXT)")


def _fail(connection: Connection) -> None:
    _add_notes(connection)
    raise RecordError("this step fails")


def test_an_older_record_gets_only_the_steps_it_lacks(place: str) -> None:
    steps = (*migrations.MIGRATIONS, _add_notes)
    with Record.open(place) as record:
        with record.writing() as connection:
            assert migrations.migrate(connection, steps) == 1
        with record.writing() as connection:
            assert migrations.migrate(connection, steps) == 0
            assert migrations.version_of(connection) == len(steps)


def test_a_step_that_fails_leaves_the_record_as_it_was(place: str) -> None:
    with Record.open(place) as record:
        with pytest.raises(RecordError), record.writing() as connection:
            migrations.migrate(connection, (*migrations.MIGRATIONS, _fail))
        with record.reading() as connection:
            assert not inspect(connection).has_table("notes")
            assert migrations.version_of(connection) == len(migrations.MIGRATIONS)


def test_a_migration_that_fails_half_way_leaves_the_earlier_record_whole(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(old), shape_of(old)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_FILLS", (*migrations._FILLS, _fail))
        with pytest.raises(RecordError, match="this step fails"):
            Record.open(old)
    assert (rows_of(old), shape_of(old)) == before
    with Record.open(old) as record:
        assert check(record) == []


def test_a_record_of_a_later_version_is_not_touched(place: str) -> None:
    with Record.open(place) as record, record.writing() as connection:
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value="99"))
    before = rows_of(place, schema.metadata), shape_of(place)
    with pytest.raises(RecordError, match="update Veedor"):
        Record.open(place)
    assert (rows_of(place, schema.metadata), shape_of(place)) == before


@pytest.mark.parametrize(
    "table", ["documents (title TEXT)", "meta (id INTEGER)", "meta (key TEXT, value TEXT)"]
)
def test_another_programs_tables_are_not_touched(postgres: Any, table: str) -> None:
    place = postgres.create("theirs")
    with postgres.connect("theirs") as connection:
        connection.execute(f"CREATE TABLE {table}")
    with pytest.raises(NotARecord, match="another program"):
        Record.open(place)
    assert list(shape_of(place)) == [table.split()[0], search_index.NAME]
    postgres.drop("theirs")


_OPENER = """
import sys
from veedor.record.store import Record

print("ready", flush=True)
sys.stdin.readline()
Record.open(sys.argv[1]).close()
"""


@pytest.mark.parametrize("is_old", [True, False])
def test_several_who_open_it_at_once_migrate_once(place: str, report: Document, is_old: bool) -> None:
    if is_old:
        earlier.make(place, readings(report))
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENER, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(3)
    ]
    for opener in openers:
        assert opener.stdout is not None
        opener.stdout.readline()
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("\n")
        opener.stdin.flush()
    said = [opener.communicate() for opener in openers]
    assert [(opener.returncode, words[1]) for opener, words in zip(openers, said, strict=True)] == [
        (0, "")
    ] * 3
    with Record.open(place, create=False) as record:
        assert check(record) == []
        with record.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(schema.changes)) == 3 * is_old


def test_an_address_that_no_database_can_hold_is_filled_as_if_it_were_read_today(
    place: str, report: Document
) -> None:
    odd = replace(report, address="https://gazette.example/\0strike")
    earlier.make(place, [(odd, FakeReader().read(odd), "1")])
    with Record.open(place, create=False) as record:
        assert check(record) == []
    [row] = rows_of(place, schema.metadata)["readings"]
    assert row["address"] == "https://gazette.example/\ufffdstrike"
