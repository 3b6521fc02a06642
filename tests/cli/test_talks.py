"""`veedor talks` and `veedor issues`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.gathering.talks_record import GOVERNMENT, fill, fill_hostile
from veedor.record.store import Record


@pytest.fixture
def crisis(tmp_path: Path) -> Path:
    place = tmp_path / "crisis.veedor"
    with Record.open(place) as record:
        fill(record)
    return place


def test_the_table_says_what_is_found_and_why(run: Run, crisis: Path) -> None:
    done = run("talks", crisis, "--as-of", "2019-08-23")
    assert done.code == 0
    assert "presidential election: date: gap" in done.out
    assert "3 months, 6 at the farthest" in done.out
    assert "candidacy of maro: contradictory" in done.out
    assert "not public: unnamed sources say so" in done.out
    assert "ordering conflict unknown, not proven" in done.out
    assert "transition" not in done.out
    assert "issues file" in done.talk


def test_json_has_the_same_with_ids_of_statements(run: Run, crisis: Path) -> None:
    plain = json.loads(run("talks", crisis, "--json").out)
    rows = {row["issue"]: row for row in plain["rows"]}
    assert rows["presidential election: date"]["gap"] == {"nearest": 3.0, "farthest": 6.0, "unit": "months"}
    assert all(row["statements"] for row in rows.values())
    (said,) = rows["sanctions"]["cells"]
    assert (said["party"], said["modality"], said["is_public"]) == (GOVERNMENT, "precondition", False)
    assert plain["circles"] == []
    assert plain["conditions"]


def test_filters_narrow_the_table(run: Run, crisis: Path) -> None:
    assert run("talks", crisis, "--issue", "sanction").out.count("why:") == 1
    assert "no issue passes" in run("talks", crisis, "--party", "Nobody").talk


def test_what_moved_between_two_days(run: Run, crisis: Path) -> None:
    done = run("talks", crisis, "--since", "2019-08-31", "--as-of", "2019-09-30")
    assert "Varanian opposition, transition: new" in done.out
    assert run("talks", crisis, "--since", "2019-09-30", "--as-of", "2019-08-31").code == 2
    assert json.loads(run("talks", crisis, "--since", "2019-08-31", "--json").out)[0]["moves"]


def test_channels_say_who_disclosed_and_who_denied(run: Run, crisis: Path) -> None:
    done = run("talks", crisis, "--channels")
    assert "(secret)" in done.out
    assert "disclosed by A news agency" in done.out
    assert "denied by Ana Prado tepidly" in done.out
    assert "visit: Ivo Maran (minister) to Nordia" in done.out
    assert json.loads(run("talks", crisis, "--channels", "--json").out)["channels"]


def test_silence_is_a_table_of_days(run: Run, crisis: Path) -> None:
    assert "24" in run("talks", crisis, "--silence").out
    assert json.loads(run("talks", crisis, "--silence", "--json").out)[0]["fewest_days"] == 24


def test_one_question_at_a_time(run: Run, crisis: Path) -> None:
    assert run("talks", crisis, "--silence", "--channels").code == 2


def test_sides_are_columns_of_their_own(run: Run, crisis: Path) -> None:
    done = run("talks", crisis, "--side", "Allies: Varanian opposition; Government of Borland")
    assert "Allies: 6–9 months" in done.out
    assert run("talks", crisis, "--side", "Allies").code == 2


def test_an_empty_record_has_not_enough_to_say(run: Run, tmp_path: Path) -> None:
    with Record.open(tmp_path / "empty.veedor"):
        pass
    assert "No positions: not enough to say" in run("talks", "empty.veedor").out
    assert run("talks", "empty.veedor", "--channels").code == 0
    assert run("talks", "empty.veedor", "--silence").code == 0
    assert run("issues", "list", "empty.veedor").code == 0
    assert run("issues", "propose", "empty.veedor").code == 0


def test_hostile_words_steer_no_terminal(run: Run, tmp_path: Path) -> None:
    with Record.open(tmp_path / "odd.veedor") as record:
        fill_hostile(record)
    assert "autonomy" in run("talks", "odd.veedor").out


def test_issues_are_listed_named_and_filed(run: Run, crisis: Path) -> None:
    assert "institutional change" in run("issues", "list", crisis).out
    done = run("issues", "name", "sanctions", "Relief", crisis, "--by", "Ana", "--reason", "so they say")
    assert "is called 'Relief'" in done.out
    assert "Relief: one-sided" in run("talks", crisis).out
    unfiled = json.loads(run("talks", crisis, "--json").out)["unfiled"][0]
    assert run("issues", "file", unfiled[:10], "Relief", crisis, "--by", "Ana").code == 0
    assert "Northern Front" in run("talks", crisis, "--issue", "Relief").out
    listed = json.loads(run("issues", "list", crisis, "--json").out)
    assert "sanctions" in next(row["keys"] for row in listed if row["name"] == "Relief")


def test_an_issue_needs_a_name(run: Run, crisis: Path) -> None:
    assert run("issues", "name", "sanctions", " ", crisis, "--by", "Ana").code == 2
    assert run("issues", "file", "nothing-like-it", "Relief", crisis, "--by", "Ana").code == 2


def test_issues_without_a_command_are_listed(run: Run) -> None:
    run("read", "talks.txt", "--into", "a.veedor")
    assert run("issues", "a.veedor") == run("issues", "list", "a.veedor")
