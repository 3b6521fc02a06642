from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect

from veedor.errors import RecordError
from veedor.record import migrations
from veedor.record.store import Record


def _add_notes(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE notes (words TEXT)")


def _fail(connection: Connection) -> None:
    _add_notes(connection)
    raise RecordError("this step fails")


def test_an_older_record_gets_only_the_steps_it_lacks(tmp_path: Path) -> None:
    steps = (*migrations.MIGRATIONS, _add_notes)
    with Record.open(tmp_path / "a.veedor") as record:
        with record._writing() as connection:
            assert migrations.migrate(connection, steps) == 1
        with record._writing() as connection:
            assert migrations.migrate(connection, steps) == 0
            assert migrations.version_of(connection) == len(steps)


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.veedor") as record:
        with pytest.raises(RecordError), record._writing() as connection:
            migrations.migrate(connection, (*migrations.MIGRATIONS, _fail))
        with record.reading() as connection:
            assert not inspect(connection).has_table("notes")
            assert migrations.version_of(connection) == len(migrations.MIGRATIONS)


def test_a_record_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.veedor"
    Record.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.commit()
    with pytest.raises(RecordError, match="update Veedor"):
        Record.open(path)
