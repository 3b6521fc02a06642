"""The command that shows what changed."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def record(run: Run) -> str:
    """A record with two reports, in the current folder."""
    run("read", "strike.txt", "--dated", "2021-05-04", "--into", "town.veedor")
    run("read", "talks.txt", "--dated", "2021-05-09", "--into", "town.veedor")
    return "town.veedor"


def test_it_tells_what_the_later_report_changed(run: Run, record: str) -> None:
    code, out, talk = run("changed", record, "--since", "2021-05-05", "--until", "2021-05-09")
    assert (code, talk) == (0, "")
    assert out.startswith("5 May 2021 to 9 May 2021: 2 new statements\n")
    assert "Moved positions (1)" in out
    assert "New incidents" not in out


def test_its_json_has_the_ids_of_every_line(run: Run, record: str) -> None:
    ran = run("changed", record, "--since", "2021-05", "--until", "2021-05", "--json")
    found = json.loads(ran.out)
    assert found["since"] == "May 2021"
    assert all(line["ids"] for line in found["lines"])
    assert {line["what"] for line in found["lines"]} == {"new incident", "moved position"}


def test_it_says_when_nothing_changed_or_nobody_came_before(run: Run, record: str) -> None:
    nothing = run("changed", record, "--since", "2030-01-01", "--until", "2030-01-31")
    assert (nothing.code, nothing.out) == (0, "1 January 2030 to 31 January 2030: 0 new statements\n")
    assert "nothing changed" in nothing.talk
    never = run("changed", record, "--since", "last-visit", "--by", "Ana")
    assert never.code == 2
    assert "Ana has not visited this record" in never.talk
    assert run("changed", record, "--since", "soon").code == 2
