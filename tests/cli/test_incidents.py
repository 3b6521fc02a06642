"""`veedor incidents`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.gathering.raids import fill
from veedor.record.store import Record

RECORD = "crisis.veedor"


@pytest.fixture
def ids(run: Run) -> dict[str, str]:
    """The ids of the statements of a record with a disputed raid and announced talks."""
    with Record.open(RECORD) as record:
        return fill(record)


def test_list_shows_what_happened_with_its_standing(run: Run, ids: dict[str, str]) -> None:
    found = run("incidents", RECORD)
    assert found.code == 0
    assert "disputed" in found.out
    assert "announced" in found.out
    assert len(found.out.splitlines()) > 3


def test_list_is_json_where_asked(run: Run, ids: dict[str, str]) -> None:
    raid, talks = json.loads(run("incidents", "list", RECORD, "--json").out)
    assert set(raid["ids"]) == {ids["bell"], ids["oar"], ids["denied"]}
    assert (raid["standing"], raid["when"], raid["type"]) == ("disputed", "2031-05-08", "COERCE")
    assert raid["dispute"]["denies"][0]["name"] == "Colonel Brask"
    assert [one["ids"] for one in raid["origins"]] == [[ids["bell"]], [ids["oar"]]] or len(
        raid["origins"]
    ) == 2
    assert talks["outcome"]["window"] == "2031-05-20"


def test_filters_and_days_choose(run: Run, ids: dict[str, str]) -> None:
    def many(*options: str) -> int:
        return len(json.loads(run("incidents", "list", RECORD, "--json", *options).out))

    assert many("--standing", "announced") == 1
    assert many("--type", "COERCE", "--actor", "delta") == 1
    assert many("--place", "Tolk", "--until", "2031-05-10") == 1
    assert many("--since", "2032") == 0


def test_as_of_shows_what_was_known_then(run: Run, ids: dict[str, str]) -> None:
    (raid,) = json.loads(run("incidents", "list", RECORD, "--json", "--as-of", "2031-05-09").out)
    assert (raid["standing"], raid["ids"]) == ("reported once", [ids["bell"]])


def test_show_tells_sides_origins_and_reasons(run: Run, ids: dict[str, str]) -> None:
    found = run("incidents", "show", ids["oar"], RECORD)
    assert "denies: Colonel Brask (2031-05-12" in found.out
    assert "origins, 2: Daily Oar; The Bell" in found.out
    assert "both COERCE" in found.out
    plain = json.loads(run("incidents", "show", ids["oar"], RECORD, "--json").out)
    assert [one["id"] for one in plain["tellings"]] == plain["ids"]
    assert len(plain["links"]) == 2


def test_split_and_join_can_be_taken_back(run: Run, ids: dict[str, str]) -> None:
    parted = run("incidents", "split", ids["oar"], "--record", RECORD, "--reason", "another", "--by", "Ana")
    assert parted.code == 0
    assert len(json.loads(run("incidents", "list", RECORD, "--json").out)) == 3
    change = parted.talk.split("veedor undo ")[1].split()[0]
    run("undo", change, RECORD, "--by", "Ana")
    assert len(json.loads(run("incidents", "list", RECORD, "--json").out)) == 2
    run("incidents", "join", ids["bell"], ids["announced"], "--record", RECORD, "--by", "Ana")
    assert len(json.loads(run("incidents", "list", RECORD, "--json").out)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", RECORD, "--since", "yesterday"),
        ("list", RECORD, "--as-of", "2031-13"),
        ("show", "ffff", RECORD),
        ("join", "ffff", "--record", RECORD),
        ("split", "ffff", "--record", RECORD),
    ],
)
def test_wrong_use_is_told(run: Run, ids: dict[str, str], arguments: tuple[str, ...]) -> None:
    found = run("incidents", *arguments)
    assert found.code == 2
    assert found.talk.startswith("error:")


def test_empty_record_says_what_to_do(run: Run) -> None:
    run("record", "init", RECORD)
    found = run("incidents", RECORD)
    assert (found.code, found.out) == (0, "")
    assert "veedor read" in found.talk
