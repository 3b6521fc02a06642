"""Names, offices and groups on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.test_matching import OPENING, names, put, put_assembly, role
from veedor.codebook.labels import Status
from veedor.record.store import Record

PLACE = "town.veedor"


@pytest.fixture
def record(run: Run) -> str:
    """A record in which people are called by several names."""
    with Record.open(PLACE) as made:
        names(made, "one", "Sami Haddad", "Mr Haddad", "UNHCR", "Zara Nour")
        names(made, "two", "Mr Haddad", "United Nations High Commissioner for Refugees (UNHCR)", "Zara Noor")
        put_assembly(made)
    return PLACE


def same(run: Run, *words: str) -> int:
    ran = run("actors", "same", *words, "--why", "said so in the hall", "--by", "ana", "--json")
    assert ran.code == 0, ran.talk
    return int(json.loads(ran.out)["change"])


def test_the_most_named_stand_first(run: Run, record: str) -> None:
    same(run, "Sami Haddad", "Zara Nour", record)
    rows = json.loads(run("actors", "list", record, "--json").out)
    assert rows[0]["mentions"] == max(row["mentions"] for row in rows)
    assert ["Sami Haddad", "Zara Nour"] in [row["names"] for row in rows]
    ran = run("actors", "list", record, "--limit", "2")
    assert "Named" in ran.out
    assert "2 of " in ran.talk


def test_an_empty_record_says_what_to_do(run: Run) -> None:
    Record.open("empty.veedor").close()
    assert "veedor read" in run("actors", "list", "empty.veedor").talk
    assert "veedor actors match" in run("actors", "propose", "empty.veedor").talk
    assert "nothing new" in run("actors", "match", "empty.veedor").talk
    assert "no judgement" in run("actors", "conflicts", "empty.veedor").talk
    assert "veedor read" in run("offices", "empty.veedor").talk
    assert "veedor read" in run("members", "Lima Group", "empty.veedor", "--on", "2019").talk
    assert run("actors", "list", "empty.veedor", "--json").out == "[]\n"


def test_matching_prints_what_it_judged_and_how_to_take_it_back(run: Run, record: str) -> None:
    dry = run("actors", "match", record, "--dry-run")
    assert "nothing was written" in dry.talk
    wet = run("actors", "match", record)
    assert wet.out == dry.out
    assert "carla borg" in wet.out
    assert "veedor undo" in wet.talk
    assert json.loads(run("actors", "match", record, "--json").out) == {"change": None, "pairs": []}


def test_the_projects_own_actors_are_found_beside_the_record(run: Run, record: str) -> None:
    Path("actors.toml").write_text(
        '[[actor]]\nname = "Zara Nour"\naliases = ["Zara Noor"]\n', encoding="utf-8"
    )
    assert "actors.toml lists it" in run("actors", "match", record).out


def test_show_gathers_what_is_known_of_an_actor(run: Run, record: str) -> None:
    run("actors", "match", record)
    out = run("actors", "show", "Carla Borg", record).out
    assert "speaker of National Assembly of Malta" in out
    assert "meeting" in out
    assert "attested as" in out
    found = json.loads(run("actors", "show", "Carla Borg", record, "--json").out)
    assert {row["id"] for row in found["documents"]} == {"opening", "meeting"}
    assert found["offices"][0]["holder"] == "Carla Borg"


def test_a_name_of_single_documents_asks_which(run: Run, record: str) -> None:
    ran = run("actors", "show", "Mr Haddad", record)
    assert ran.code == 2
    assert "--in" in ran.talk
    assert "two" in ran.talk
    assert "Mr Haddad" in run("actors", "show", "Mr Haddad", record, "--in", "two.txt").out
    same(run, "Mr Haddad", "Sami Haddad", record, "--in", "two.txt")
    out = run("actors", "history", "Mr Haddad", record, "--in", "two.txt").out
    assert "said so in the hall" in out
    assert "ana" in out


def test_a_name_that_nobody_bears_is_an_error(run: Run, record: str) -> None:
    ran = run("actors", "same", "Zara Nour", "Nobody At All", record, "--why", "x")
    assert ran.code == 2
    assert "veedor actors list" in ran.talk


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_judgement_needs_a_reason(run: Run, record: str, verdict: str) -> None:
    assert run("actors", verdict, "Zara Nour", "Zara Noor", record).code == 2
    assert run("actors", verdict, "Zara Nour", "Zara Noor", record, "--why", " ").code == 2


def test_a_proposal_is_answered_by_its_number(run: Run, record: str) -> None:
    run("actors", "match", record)
    (found, *_) = json.loads(run("actors", "propose", record, "--json").out)
    out = run("actors", "propose", record).out
    assert found["number"] in out
    assert found["why"] in out
    assert "met the bakers" in out
    assert run("actors", "different", found["number"], record, "--why", "two people").code == 0
    rest = json.loads(run("actors", "propose", record, "--json").out)
    assert found["number"] not in [one["number"] for one in rest]
    assert run("actors", "unsure", found["number"], record).code == 2


def test_a_conflict_shows_all_names_on_the_way(run: Run, record: str) -> None:
    same(run, "Zara Nour", "Sami Haddad", record)
    same(run, "Sami Haddad", "Zara Noor", record)
    ran = run("actors", "different", "Zara Nour", "Zara Noor", record, "--why", "two sisters")
    assert "veedor actors conflicts" in ran.talk
    out = run("actors", "conflicts", record).out
    assert out.count("sami haddad") == 2
    assert "two sisters" in out
    assert len(json.loads(run("actors", "conflicts", record, "--json").out)[0]["path"]) == 2


def test_split_shows_what_moves_and_parts(run: Run, record: str) -> None:
    change = same(run, "Zara Nour", "Sami Haddad", record)
    dry = run("actors", "split", str(change), record, "--dry-run")
    assert "zara nour" in dry.out
    assert "nothing was written" in dry.talk
    assert "to restore it" in run("actors", "split", str(change), record).talk
    assert run("actors", "history", "Zara Nour", record).out == ""
    assert run("actors", "split", "1", record).code == 2


def test_offices_answer_with_a_name_and_why(run: Run, record: str) -> None:
    asked = ("offices", record, "--who", "the president of the Assembly", "--country", "Malta", "--on")
    ran = run(*asked, "2019-08")
    assert ran.out.startswith("Carla Borg\n")
    assert "attested" in ran.out
    assert run(*asked, "2025").out.startswith("not known\n")
    assert json.loads(run(*asked, "2019-08", "--json").out)["name"] == "Carla Borg"
    assert run("offices", record, "--who", "the president").code == 2
    assert run("offices", record, "--on", "soon").code == 2


def test_offices_are_listed_with_their_sources_and_contradictions(run: Run, record: str) -> None:
    with Record.open(PLACE) as made:
        other = OPENING.replace("Carla Borg", "Dun Vella").replace("back", "in session")
        body = "National Assembly of Malta"
        put(made, "other", "2019-07-10", other, role(other, "Dun Vella", "speaker", body))
    out = run("offices", record, "--of", "Malta").out
    assert "Carla Borg" in out
    assert "contradiction, two holders" in out
    found = json.loads(run("offices", record, "--on", "2019-07-10", "--json").out)
    assert len(found["offices"]) == 2
    assert found["offices"][0]["sources"]
    assert found["contradictions"][0]["clash"] == "two holders"


def test_members_are_listed_on_a_date_and_over_time(run: Run, record: str) -> None:
    text = "Peru is a member of the Lima Group."
    with Record.open(PLACE) as made:
        put(made, "lima", "2018-02-01", text, role(text, "Peru", "member", "the Lima Group", Status.CURRENT))
    assert run("members", "Lima Group", record, "--on", "2018-02").out == "Peru\n"
    assert "2018-02-01" in run("members", "Lima Group", record).out
    assert json.loads(run("members", "Lima Group", record, "--on", "2018-02", "--json").out)["certain"] == [
        "Peru"
    ]
    assert json.loads(run("members", "Lima Group", record, "--json").out)[0]["member"] == "Peru"


@pytest.mark.parametrize("command", ["offices", "members"])
def test_commands_have_examples_and_json(run: Run, command: str) -> None:
    out = run(command, "--help").out
    assert f"  veedor {command}" in out.split("Examples:")[1]
    assert "--json" in out


@pytest.mark.parametrize(
    "command",
    ["list", "show", "match", "propose", "same", "different", "unsure", "conflicts", "history", "split"],
)
def test_every_part_of_actors_has_an_example(run: Run, command: str) -> None:
    assert f"  veedor actors {command}" in run("actors", command, "--help").out.split("Examples:")[1]


def test_a_name_that_means_somebody_in_one_document_alone_says_in_which(run: Run) -> None:
    with Record.open(PLACE) as made:
        names(made, "one", "the police")
        names(made, "two", "the police")
    rows = json.loads(run("actors", "list", PLACE, "--json").out)
    inside = {row["document"] for row in rows if "police" in row["name"]}
    assert len(inside - {None}) == 2
    shown = run("actors", "list", PLACE).out
    assert all(f"@ {id_[:8]}" in shown for id_ in inside)


def test_a_narrow_terminal_breaks_no_date_of_an_office(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = json.loads(run("offices", record, "--json").out)["offices"]
    monkeypatch.setenv("COLUMNS", "60")
    out = run("offices", record).out
    assert all(one["holder"] in out and one["seen_from"] in out for one in wide if one["seen_from"])
