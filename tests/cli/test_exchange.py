from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run) -> Run:
    """Two reports in a record."""
    run("read", "strike.txt", "talks.txt", "--into", "a.veedor")
    return run


def test_a_record_goes_out_as_lines_and_comes_back_equal(filled: Run) -> None:
    assert filled("export", "a.veedor", "--format", "lines", "-o", "a.jsonl").code == 0
    assert filled("import", "a.jsonl", "--into", "b.veedor").code == 0
    assert filled("export", "a.veedor").out == filled("export", "b.veedor").out
    filled("export", "b.veedor", "--format", "lines", "-o", "b.jsonl")
    assert Path("a.jsonl").read_text(encoding="utf-8") == Path("b.jsonl").read_text(encoding="utf-8")


def test_a_table_is_edited_and_comes_back(filled: Run) -> None:
    filled("export", "a.veedor", "--format", "csv", "--kind", "event", "-o", "events.csv")
    with Path("events.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["type"] = "REQUEST"
    with Path("events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    tried = filled("import", "events.csv", "--into", "a.veedor", "--dry-run", "--json")
    assert [row["fate"] for row in json.loads(tried.out)["rows"]] == ["change"]
    assert "REQUEST" not in filled("statements", "a.veedor", "--kind", "event", "--json").out
    ran = filled("import", "events.csv", "--into", "a.veedor", "--by", "Ana")
    assert (ran.code, "veedor undo" in ran.talk) == (0, True)
    assert "REQUEST" in filled("statements", "a.veedor", "--kind", "event", "--json").out


def test_a_workbook_has_a_sheet_for_each_kind_and_comes_back_the_same(filled: Run) -> None:
    filled("export", "a.veedor", "--format", "xlsx", "-o", "a.xlsx")
    ran = filled("import", "a.xlsx", "--into", "a.veedor", "--json")
    fates = [row["fate"] for row in json.loads(ran.out)["rows"]]
    assert fates == ["same"] * len(fates)
    assert len(fates) == 4


def test_five_tables_go_into_a_folder(filled: Run) -> None:
    assert filled("export", "a.veedor", "--format", "csv", "-o", "tables").code == 0
    assert len(list(Path("tables").glob("*.csv"))) == 5


def test_a_format_that_is_not_there_is_refused_with_those_that_are(filled: Run) -> None:
    ran = filled("export", "a.veedor", "--format", "punchcards")
    assert ran.code == 2
    assert "lines" in ran.talk


def test_a_file_that_is_cut_off_makes_no_record(filled: Run) -> None:
    filled("export", "a.veedor", "--format", "lines", "-o", "a.jsonl")
    text = Path("a.jsonl").read_text(encoding="utf-8")
    Path("cut.jsonl").write_text(text[: len(text) // 2], encoding="utf-8")
    ran = filled("import", "cut.jsonl", "--into", "b.veedor")
    assert ran.code == 2
    assert filled("export", "b.veedor").out == ""


def test_the_formats_are_listed(filled: Run) -> None:
    assert "comes back equal" in " ".join(filled("export", "a.veedor", "--formats").out.split())


def test_what_is_written_is_counted_in_every_format(filled: Run) -> None:
    assert "documents are in" in filled("export", "a.veedor", "-o", "a.gold.jsonl").talk
    assert "lines are in" in filled("export", "a.veedor", "--format", "lines", "-o", "a.jsonl").talk
