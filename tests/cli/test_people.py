"""`veedor people`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from tests.cli.conftest import Ran, Run
from veedor.record import people
from veedor.record.store import Record

PASSWORD = "a horse without a battery"
Piped = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "hasher", lambda: quick)
    monkeypatch.setenv("VEEDOR_PERSON", "Zoe")


@pytest.fixture
def piped(run: Run, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """A function that runs a command with a line in its pipe."""
    run("record", "init", "a.veedor")

    def with_line(*arguments: str, line: str = f"{PASSWORD}\n") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        return run("people", *arguments)

    return with_line


def may_sign_in(name: str, password: str = PASSWORD) -> bool:
    with Record.open("a.veedor", create=False) as record:
        return people.opened_by(record, name, password) is not None


def test_an_account_is_made_listed_changed_and_closed(piped: Piped, run: Run) -> None:
    ran = piped("add", "Ana López", "a.veedor", "--role", "lead", "--password", "-")
    assert (ran.code, ran.talk) == (0, "Ana López may sign in, as lead\n")
    assert may_sign_in("ana lopez")
    assert "Ana López  lead" in run("people", "list").out
    assert "reader now" in run("people", "role", "Ana López", "reader").talk
    assert piped("password", "Ana López", "--password", "-", line="another long one\r\n").code == 0
    assert (may_sign_in("Ana López"), may_sign_in("Ana López", "another long one")) == (False, True)
    assert "may not sign in any more" in run("people", "close", "Ana López").talk
    assert not may_sign_in("Ana López", "another long one")
    told = json.loads(run("people", "list", "--json").out)
    assert (told["name"], told["role"]) == ("Ana López", "reader")
    assert told["until"] is not None
    assert "hash" not in told
    log = [json.loads(line) for line in run("log", "--json").out.splitlines()]
    assert {(line["verb"], line["by"]) for line in log} == {("admit", "Zoe")}
    assert piped("add", "Ana López", "--password", "-").code == 2
    assert piped("add", "Ana López", "--password", "-", "--again", "--json").code == 0
    assert may_sign_in("Ana López")


def test_a_password_is_never_taken_from_the_command_line(piped: Piped) -> None:
    ran = piped("add", "Ana", "--password", PASSWORD)
    assert ran.code == 2
    assert "can be read by others" in ran.talk
    assert PASSWORD not in ran.talk + ran.out
    assert not may_sign_in("Ana")


def test_nobody_is_asked_where_nobody_can_type(piped: Piped) -> None:
    assert "--password -" in piped("add", "Ana", line="").talk


class Terminal(io.StringIO):
    """Where somebody types."""

    def isatty(self) -> bool:
        return True


def test_a_password_is_typed_twice_unseen(piped: Piped, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, "something else", PASSWORD, PASSWORD])
    asked: list[str] = []

    def hidden(prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt="", *_: hidden(prompt))
    monkeypatch.setattr("click.termui.hidden_prompt_func", hidden)
    ran = run("people", "add", "Ana", "a.veedor")
    assert ran.code == 0, ran
    assert len(asked) == 4
    assert PASSWORD not in ran.out + ran.talk
    assert may_sign_in("Ana")


@pytest.mark.parametrize("line", ["short\n", "\n", "x" * 1001])
def test_a_password_that_is_too_short_or_long_is_refused(piped: Piped, line: str) -> None:
    ran = piped("add", "Ana", "--password", "-", line=line)
    assert ran.code == 2
    assert "12 to 1,000 characters" in ran.talk


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["role", "Nobody", "lead"], "no open account"),
        (["close", "Nobody"], "no open account"),
        (["password", "Nobody", "--password", "-"], "no open account"),
        (["add", "Ana", "--role", "king", "--password", "-"], "reader, analyst, lead"),
        (["add", " ", "--password", "-"], "A name has letters"),
    ],
)
def test_what_cannot_be_is_wrong_use(piped: Piped, arguments: list[str], said: str) -> None:
    ran = piped(*arguments)
    assert ran.code == 2
    assert said in ran.talk


def test_a_list_of_nobody_says_how_to_begin(piped: Piped, run: Run) -> None:
    assert "veedor people add" in run("people", "list").talk
