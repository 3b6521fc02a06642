from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import STRIKE, TALKS, Run

EVENTS = (
    "event_date,event_type,sub_event_type,actor1,actor2,country,location,source,notes,fatalities\n"
    '2021-05-03,Battles,Armed clash,Rebels,Army,Freedonia,Riverton,Radio North,"They fought, it says.",3\n'
    "soon,Battles,Armed clash,Rebels,Army,Freedonia,Riverton,Radio North,They fought again.,0\n"
)


@pytest.fixture
def filled(run: Run) -> Run:
    """A record with one report, and one with two."""
    run("read", "strike.txt", "--into", "a.veedor")
    run("read", "strike.txt", "talks.txt", "--into", "b.veedor")
    return run


def statements(run: Run, record: str) -> str:
    return run("statements", record, "--json").out


def test_another_record_is_shown_taken_in_and_taken_back(filled: Run) -> None:
    before = statements(filled, "a.veedor")
    tried = filled("import", "b.veedor", "--into", "a.veedor", "--dry-run", "--json")
    counts = json.loads(tried.out)["counts"]
    assert (counts["documents"]["add"], counts["documents"]["same"]) == (1, 1)
    assert statements(filled, "a.veedor") == before
    ran = filled("import", "b.veedor", "--into", "a.veedor", "--json", "--by", "Ana")
    change = json.loads(ran.out)["change"]
    assert sorted(statements(filled, "a.veedor").splitlines()) == sorted(
        statements(filled, "b.veedor").splitlines()
    )
    again = filled("import", "b.veedor", "--into", "a.veedor")
    assert (again.code, "nothing there is new" in again.talk) == (0, True)
    assert filled("undo", str(change), "a.veedor").code == 0
    assert statements(filled, "a.veedor") == before


def test_conflicts_are_listed_with_who_said_what(filled: Run) -> None:
    first = json.loads(statements(filled, "a.veedor").splitlines()[0])["id"]
    assert filled("review", "accept", first, "--in", "a.veedor", "--by", "Ana").code == 0
    assert filled("review", "reject", first, "--in", "b.veedor", "--by", "Ben").code == 0
    ran = filled("import", "b.veedor", "--into", "a.veedor", "--dry-run", "--json")
    (conflict,) = json.loads(ran.out)["conflicts"]
    assert (conflict["here"]["by"], conflict["other"]["by"]) == ("Ana", "Ben")
    shown = filled("import", "b.veedor", "--into", "a.veedor", "--dry-run")
    assert "reject (Ben" in shown.out


def test_a_record_is_not_taken_into_itself(filled: Run) -> None:
    ran = filled("import", "a.veedor", "--into", "a.veedor")
    assert (ran.code, "itself" in ran.talk) == (2, True)


def test_a_table_of_events_is_known_by_its_head(filled: Run) -> None:
    Path("events.csv").write_text(EVENTS, encoding="utf-8")
    tried = filled("import", "events.csv", "--into", "a.veedor", "--dry-run", "--json")
    plan = json.loads(tried.out)
    assert ([one["fate"] for one in plan["documents"]], sum(plan["left_out"].values())) == (["add"], 1)
    assert "Rebels" not in statements(filled, "a.veedor")
    ran = filled("import", "events.csv", "--into", "a.veedor", "--publisher", "The Lab", "--by", "Ana")
    assert (ran.code, "veedor undo" in ran.talk, "left out" in ran.talk) == (0, True, True)
    assert "Rebels" in statements(filled, "a.veedor")
    assert "The Lab: events of 2021-05" in filled("documents", "a.veedor").out
    assert "nothing there is new" in filled("import", "events.csv", "--into", "a.veedor", "--as", "acled",
                                            "--publisher", "The Lab").talk  # fmt: skip


def test_a_table_that_is_forced_to_be_another_is_refused(filled: Run) -> None:
    Path("events.csv").write_text(EVENTS, encoding="utf-8")
    ran = filled("import", "events.csv", "--into", "a.veedor", "--as", "polecat")
    assert (ran.code, "POLECAT" in ran.talk) == (2, True)


def test_a_sheet_of_documents_is_read_row_by_row(filled: Run) -> None:
    rows = f'Titular,Body\nThe strike,"{STRIKE.strip()} It goes on."\nNothing,\n'
    Path("reports.csv").write_text(rows, encoding="utf-8")
    options = ("--into", "a.veedor", "--map", "Titular=title", "--json")
    tried = filled("import", "reports.csv", "--as", "documents", *options, "--dry-run")
    assert [one["fate"] for one in json.loads(tried.out)["rows"]] == ["add", "skip"]
    ran = filled("import", "reports.csv", "--as", "documents", *options)
    assert (ran.code, json.loads(ran.out)["change"] is not None) == (1, True)
    assert "The strike" in filled("documents", "a.veedor").out


def test_a_sheet_of_documents_is_known_by_its_columns(filled: Run) -> None:
    Path("reports.csv").write_text(f'title,text\nTalks,"{TALKS.strip()} Really."\n', encoding="utf-8")
    assert filled("import", "reports.csv", "--into", "a.veedor").code == 0
    assert "Talks" in filled("documents", "a.veedor").out


@pytest.mark.parametrize(
    "options", [("--map", "a=title"), ("--as", "documents", "--map", "title"), ("--as", "punchcards")]
)
def test_options_that_mean_nothing_are_refused(filled: Run, options: tuple[str, ...]) -> None:
    Path("events.csv").write_text(EVENTS, encoding="utf-8")
    assert filled("import", "events.csv", "--into", "a.veedor", *options).code == 2


def test_a_file_that_is_not_there_is_refused(filled: Run) -> None:
    assert filled("import", "nowhere.csv", "--into", "a.veedor").code == 2


def test_a_folder_and_what_is_no_record_are_refused_with_what_to_do(filled: Run) -> None:
    Path("tables").mkdir()
    Path("report.docx").write_bytes(b"PK\x03\x04 a report")
    folder = filled("import", "tables", "--into", "a.veedor")
    assert (folder.code, "is a folder" in folder.talk) == (2, True)
    report = filled("import", "report.docx", "--into", "a.veedor")
    assert (report.code, "veedor read report.docx" in report.talk) == (2, True)
