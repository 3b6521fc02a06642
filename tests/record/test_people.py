"""Accounts, on both databases. Hashes are made with the least work, or the tests would take minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from tests.fakes import FakeReader
from tests.record.filled import fill
from tests.record.test_migrations import shape_of
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import changes, migrations, people, schema
from veedor.record.changes import Verb
from veedor.record.checks import check
from veedor.record.copies import copy
from veedor.record.people import PersonRole
from veedor.record.reviewing import review
from veedor.record.store import Record

PASSWORD = "a horse without a battery"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "hasher", lambda: quick)
    yield
    people._of_nobody.cache_clear()


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as opened:
        yield opened


@pytest.fixture
def ana(record: Record) -> Record:
    people.add(record, "Ana López", "analyst", PASSWORD, by="Zoe")
    return record


def hash_of(record: Record) -> str:
    with record.reading() as connection:
        return str(connection.scalars(select(schema.people.c.hash)).one())


def test_an_account_opens_with_its_password_however_its_name_is_written(ana: Record) -> None:
    for name in ("Ana López", "ana lopez", " ANA  LÓPEZ "):
        account = people.opened_by(ana, name, PASSWORD)
        assert account is not None
        assert (account.name, account.role, account.until) == ("Ana López", PersonRole.ANALYST, None)


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ana López", "another password"), ("Ben", PASSWORD), ("", ""), ("Ben", ""), ("Ana López", "x" * 5000)],
)
def test_a_wrong_password_and_an_unknown_name_open_nothing(ana: Record, name: str, password: str) -> None:
    assert people.opened_by(ana, name, password) is None


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(
    ana: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    tested: list[str] = []
    people.opened_by(ana, "Nobody", "x" * 12)  # makes the hash of nobody
    monkeypatch.setattr(people, "_fits", lambda hashed, _: bool(tested.append(hashed)))
    people.close(people_of(ana, "Ben"), "Ben", by="Zoe")
    for name in ("Ana López", "Nobody", "Ben"):
        people.opened_by(ana, name, "x" * 12)
    parameters = {hashed.rsplit("$", 2)[0] for hashed in tested}
    assert len(tested) == 3
    assert len(parameters) == 1


def people_of(record: Record, name: str) -> Record:
    people.add(record, name, "reader", PASSWORD, by="Zoe")
    return record


def test_the_password_is_kept_nowhere(ana: Record) -> None:
    with ana.reading() as connection:
        rows = [repr(connection.execute(select(table)).all()) for table in schema.metadata.sorted_tables]
    assert PASSWORD not in "".join(rows)
    assert hash_of(ana).startswith("$argon2id$")


def test_the_real_parameters_are_those_that_the_library_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made, recommended = people.hasher(), PasswordHasher()
    assert (made.time_cost, made.memory_cost) == (recommended.time_cost, recommended.memory_cost)


def test_a_hash_is_made_anew_when_the_parameters_change(ana: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hash_of(ana)
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(people, "hasher", lambda: stronger)
    epoch = people.opened_by(ana, "Ana López", PASSWORD)
    after = hash_of(ana)
    assert after != before
    assert not stronger.check_needs_rehash(after)
    assert people.opened_by(ana, "Ana López", PASSWORD) == epoch
    assert hash_of(ana) == after


@pytest.mark.parametrize("again", [False, True])
def test_nobody_gets_the_name_of_an_open_account(ana: Record, again: bool) -> None:
    with pytest.raises(UsageError, match="has an account already"):
        people.add(ana, "ana LOPEZ", "lead", PASSWORD, by="Ana", again=again)


def test_a_closed_account_keeps_its_name_until_the_same_person_comes_again(ana: Record) -> None:
    closed = people.close(ana, "Ana López", by="Zoe")
    assert closed.until is not None
    assert hash_of(ana) == ""
    assert people.opened_by(ana, "Ana López", PASSWORD) is None
    assert people.opened_by(ana, "Ana López", "") is None
    with pytest.raises(UsageError, match="keeps the name"):
        people.add(ana, "Ana López", "lead", PASSWORD, by="Zoe")
    again = people.add(ana, "Ana López", "lead", PASSWORD, by="Zoe", again=True)
    assert (again.until, again.role, again.since) == (None, PersonRole.LEAD, closed.since)
    assert again.epoch > closed.epoch


def test_a_role_changes_without_ending_sessions_and_a_password_ends_them(ana: Record) -> None:
    first = people.account(ana, "Ana López")
    assert first is not None
    assert people.give_role(ana, "ana lopez", "reader", by="Zoe").role is PersonRole.READER
    assert people.give_password(ana, "Ana López", "another horse", by="Zoe").epoch == first.epoch + 1
    people.end_sessions(ana, "Ana López")
    people.end_sessions(ana, "Nobody")
    last = people.opened_by(ana, "Ana López", "another horse")
    assert last is not None
    assert last.epoch == first.epoch + 2
    assert people.opened_by(ana, "Ana López", PASSWORD) is None


@pytest.mark.parametrize("name", ["Nobody", "Ana López"])
def test_what_is_not_open_is_not_changed(ana: Record, name: str) -> None:
    people.close(ana, "Ana López", by="Zoe")
    for change in (
        lambda: people.give_role(ana, name, "lead", by="Zoe"),
        lambda: people.give_password(ana, name, PASSWORD, by="Zoe"),
        lambda: people.close(ana, name, by="Zoe"),
    ):
        with pytest.raises(UsageError, match="has no open account"):
            change()


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 1001, "half a char \ud800", "zero \0 zero \0"])
def test_a_password_that_is_short_long_or_broken_is_refused(record: Record, password: str) -> None:
    with pytest.raises(UsageError) as error:
        people.add(record, "Ana", "lead", password, by="Zoe")
    assert password == "" or password not in str(error.value)
    assert people.accounts(record) == []


def test_a_password_is_the_same_however_its_accents_are_put_together(record: Record) -> None:
    people.add(record, "Ana", "lead", "contraseña larga", by="Zoe")
    assert people.opened_by(record, "Ana", "contrasen\u0303a larga") is not None


def test_blanks_and_line_breaks_of_a_name_are_one_blank(record: Record) -> None:
    assert people.add(record, " Ana \n López ", "lead", PASSWORD, by="Zoe").name == "Ana López"


@pytest.mark.parametrize("name", ["", "  ", "\u202eana", "x" * 101, "\ud800", "\u0301", "ana\x1b[2J"])
def test_a_name_that_cannot_be_read_is_refused(record: Record, name: str) -> None:
    with pytest.raises(UsageError, match="A name has letters"):
        people.add(record, name, "lead", PASSWORD, by="Zoe")


def test_a_role_that_is_none_is_refused(ana: Record) -> None:
    with pytest.raises(UsageError, match="reader, analyst, lead"):
        people.give_role(ana, "Ana López", "king", by="Zoe")


def test_the_log_says_who_let_whom_in_and_no_undo_takes_it_back(ana: Record) -> None:
    people.give_role(ana, "ana lopez", "lead", by="Zoe")
    people.give_password(ana, "Ana López", "another horse", by="Zoe")
    people.close(ana, "Ana López", by="Zoe")
    lines = changes.log(ana)
    assert [(line.verb, line.by) for line in lines] == [(Verb.ADMIT, "Zoe")] * 4
    assert [line.reason for line in reversed(lines)] == [
        "lets in as analyst Ana López",
        "makes lead Ana López",
        "gives a new password to Ana López",
        "closes the account of Ana López",
    ]
    with pytest.raises(UsageError, match="of an account"):
        review.undo(ana, lines[0].id, by="Ana")
    assert people.opened_by(ana, "Ana López", PASSWORD) is None


def test_accounts_are_listed_by_name_with_the_closed_ones(ana: Record) -> None:
    people.add(ana, "Ben", "reader", PASSWORD, by="Zoe")
    people.add(ana, "álvaro", "lead", PASSWORD, by="Zoe")
    people.close(ana, "Ben", by="Zoe")
    assert [(one.name, one.until is None) for one in people.accounts(ana)] == [
        ("álvaro", True),
        ("Ana López", True),
        ("Ben", False),
    ]


def test_a_copy_lets_the_same_people_in(ana: Record, another_place: Callable[[str], str]) -> None:
    with Record.open(another_place("postgresql" if ana.database == "sqlite" else "sqlite")) as other:
        copy(ana, other)
        assert people.accounts(other) == people.accounts(ana)
        assert people.opened_by(other, "Ana López", PASSWORD) is not None
        assert check(other) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king"},
        {"hash": "secret"},
        {"hash": ""},
        {"until": "2026-11-21T12:00:00Z"},
        {"folded": "ben"},
    ],
)
def test_an_account_that_no_program_of_ours_made_is_a_fault(ana: Record, wrong: dict[str, str]) -> None:
    assert check(ana) == []
    with ana.writing() as connection:
        connection.execute(update(schema.people).values(**wrong))
    [fault] = check(ana)
    assert "account" in fault.what
    assert "López" not in fault.where


def test_a_record_of_schema_2_gets_accounts_and_keeps_every_row(
    place: str, report: Document, reader: FakeReader
) -> None:
    with Record.open(place) as record:
        fill(record)
        before, shape = changes.log(record, all_parts=True), shape_of(place)
        with record.writing() as connection:
            schema.people.drop(connection)
            schema.visits.drop(connection)
            schema.saved.drop(connection)
            connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value="2"))
    with Record.open(place, create=False) as record:
        with record.reading() as connection:
            assert migrations.version_of(connection) == len(migrations.MIGRATIONS)
        assert changes.log(record, all_parts=True) == before
        assert shape_of(place) == shape
        assert people.accounts(record) == []
        people.add(record, "Ana", "lead", PASSWORD, by="Zoe")
        assert check(record) == []
