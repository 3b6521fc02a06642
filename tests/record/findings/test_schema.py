"""The tables of findings in records of schema 3, in copies, and under the check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from tests.record.findings import said
from tests.record.test_copies import rows
from tests.record.test_migrations import shape_of
from veedor.record import migrations, schema
from veedor.record.checks import check
from veedor.record.copies import copy
from veedor.record.findings.criteria import criteria, enter
from veedor.record.findings.issues import issues, name_issue
from veedor.record.findings.pairings import Relation, pair, pairings
from veedor.record.findings.resolutions import Outcome, resolutions, resolve
from veedor.record.store import Record

TABLES = (schema.pairings, schema.named_issues, schema.criteria, schema.resolutions)
Another = Callable[[str], str]


def find(record: Record, ids: said.Ids) -> list[object]:
    """What is found after something of each sort was judged."""
    pair(record, ids.will_meet, ids.met, Relation.OUTCOME, by="Ana")
    name_issue(record, "Pay", statement_id=ids.demands, by="Ana")
    enter(record, ids.forecast, {"question": "Does it end?"}, date(2031, 6, 30), by="Ana")
    resolve(record, ids.forecast, Outcome.YES, "2031-06", [ids.ended], by="Ana")
    return found(record)


def found(record: Record) -> list[object]:
    return [pairings(record), issues(record), criteria(record), resolutions(record)]


def as_schema_3(place: str) -> tuple[said.Ids, dict[str, Any]]:
    """The statements and the rows of a record as the Veedor before this one left it."""
    with Record.open(place) as record:
        ids, before = said.fill(record), rows(record)
        with record.writing() as connection:
            for table in TABLES:
                table.drop(connection)
            connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value="3"))
    return ids, {name: found for name, found in before.items() if found and name != "meta"}


def test_a_record_of_schema_3_keeps_every_row_and_gets_the_tables(place: str, another_place: Another) -> None:
    ids, before = as_schema_3(place)
    with Record.open(place, create=False) as record:
        with record.reading() as connection:
            assert migrations.version_of(connection) == len(migrations.MIGRATIONS)
        assert {name: found for name, found in rows(record).items() if name in before} == before
        assert check(record) == []
        assert all(find(record, ids))
    new = another_place("postgresql" if "://" in place else "sqlite")
    Record.open(new).close()
    assert shape_of(place) == shape_of(new)


def test_a_copy_has_what_was_found(place: str, another_place: Another) -> None:
    other = another_place("sqlite" if "://" in place else "postgresql")
    with Record.open(place) as record, Record.open(other) as target:
        judged = find(record, said.fill(record))
        copy(record, target)
        assert found(target) == judged
        assert check(target) == check(record) == []


DAMAGES = [
    (update(schema.pairings).values(relation="perhaps"), "a pairing says nothing known"),
    (update(schema.pairings).values(family="count"), "a pairing says nothing known"),
    (
        update(schema.pairings).values(right=schema.pairings.c.left),
        "a pairing is not of two statements in their order",
    ),
    (update(schema.named_issues).values(name=" "), "an issue has no name, or it is not told of what"),
    (update(schema.named_issues).values(key="pay"), "an issue has no name, or it is not told of what"),
    (update(schema.criteria).values(plain="{"), "a criterion cannot be read"),
    (update(schema.resolutions).values(outcome="perhaps"), "a resolution says nothing known"),
    (update(schema.resolutions).values(came_out="soon"), "a resolution says nothing known"),
    (
        update(schema.resolutions).values(evidence='["none"]'),
        "a resolution stands on a statement that is not there",
    ),
    (update(schema.resolutions).values(evidence="x"), "a resolution stands on a statement that is not there"),
    (
        update(schema.changes).where(schema.changes.c.verb == "resolve").values(verb="enter"),
        "a finding and its line in the log do not agree",
    ),
]


def test_the_check_finds_what_another_program_did(place: str) -> None:
    with Record.open(place) as record:
        find(record, said.fill(record))
        for damage, what in DAMAGES:
            with pytest.MonkeyPatch.context() as patch, record._engine.connect() as connection:
                patch.setattr(record, "reading", lambda: _same(connection))
                connection.execute(damage)
                assert what in {fault.what for fault in check(record)}
                connection.rollback()
        assert check(record) == []


class _same:  # noqa: N801  # stands for a function
    """The connection in which the damage is done, which the block leaves open."""

    def __init__(self, connection: object) -> None:
        self._connection = connection

    def __enter__(self) -> object:
        return self._connection

    def __exit__(self, *rest: object) -> None: ...
