"""The commands for a record as a whole: record, log, undo."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def record(run: Run) -> str:
    """A record with two reports, in the current folder."""
    run("read", "strike.txt", "--dated", "2021-05-04", "--into", "town.veedor")
    run("read", "talks.txt", "--dated", "2021-05-09", "--into", "town.veedor")
    return "town.veedor"


def damage(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'mayor', 'major')")
        connection.commit()


@pytest.mark.parametrize("command", ["init", "info", "check", "backup", "copy"])
def test_every_part_of_record_has_an_example_and_json(run: Run, command: str) -> None:
    ran = run("record", command, "--help")
    assert ran.code == 0
    assert f"  veedor record {command}" in ran.out.split("Examples:")[1]
    assert "--json" in ran.out


@pytest.mark.parametrize("command", ["log", "undo"])
def test_the_log_has_an_example_and_json(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert f"  veedor {command}" in ran.out.split("Examples:")[1]
    assert "--json" in ran.out


def test_an_empty_record_is_made_and_opens(run: Run) -> None:
    assert run("record", "init", "new.veedor").code == 0
    assert run("documents", "new.veedor").code == 0
    assert run("record", "check", "new.veedor").talk == "The record is sound.\n"
    told = json.loads(run("record", "info", "new.veedor", "--json").out)
    assert (told["database"], told["documents"], told["last_change"]) == ("sqlite", 0, None)


def test_init_says_where_it_made_a_record(run: Run) -> None:
    assert json.loads(run("record", "init", "a.veedor", "--json").out) == {
        "place": "a.veedor",
        "database": "sqlite",
    }
    assert "veedor read REPORT --into b.veedor" in run("record", "init", "b.veedor").talk


def test_a_record_that_is_there_is_not_made_again(run: Run, record: str) -> None:
    ran = run("record", "init", record)
    assert ran.code == 2
    assert "There is a record at town.veedor already" in ran.talk
    assert json.loads(run("record", "info", record, "--json").out)["documents"] == 2


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("none/a.veedor", 1, "The folder none does not exist"),
        ("strike.txt", 2, "no record of Veedor"),
        ("postgresql://ana:secret@127.0.0.1:1/x", 1, "the server does not answer"),
        ("mysql://here/x", 1, "database address|not installed|SQLite or PostgreSQL"),
    ],
)
def test_a_place_that_takes_no_record_says_why(run: Run, place: str, code: int, words: str) -> None:
    ran = run("record", "init", place)
    assert (ran.code, ran.out) == (code, "")
    assert re.search(words, ran.talk)
    assert "secret" not in ran.talk
    assert "Traceback" not in ran.talk


def test_info_tells_what_is_there(run: Run, record: str) -> None:
    told = json.loads(run("record", "info", record, "--json").out)
    assert (told["documents"], told["readings"], told["statements"]) == (2, 2, 4)
    assert told["bytes"] > 1000
    assert told["last_change"]["verb"] in ("import", "read")
    out = run("record", "info").out
    for words in ("town.veedor", "sqlite", "Documents", "Statements"):
        assert words in out


def test_a_sound_record_passes_the_check(run: Run, record: str) -> None:
    ran = run("record", "check", record)
    assert (ran.code, ran.out) == (0, "")
    assert "The record is sound" in ran.talk
    assert run("record", "check", record, "--json") == (0, "", "")


def test_a_damaged_record_fails_the_check_without_its_words(run: Run, record: str) -> None:
    damage(record)
    ran = run("record", "check", record)
    assert ran.code == 1
    assert "a quote is not what the text says there" in ran.out
    assert "hint:" in ran.talk
    faults = [json.loads(line) for line in run("record", "check", record, "--json").out.splitlines()]
    assert all(list(fault) == ["what", "where", "hint"] for fault in faults)
    assert "mayor" not in ran.out + ran.talk


def test_a_backup_is_kept_and_never_overwritten_unasked(run: Run, record: str) -> None:
    assert run("record", "backup", record, "--to", "kept.veedor").code == 0
    before = run("export", record).out
    assert run("export", "kept.veedor").out == before
    ran = run("record", "backup", record, "--to", "kept.veedor")
    assert (ran.code, ran.talk.count("is there already")) == (2, 1)
    told = json.loads(run("record", "backup", record, "--to", "kept.veedor", "--replace", "--json").out)
    assert told == {"file": "kept.veedor", "bytes": Path("kept.veedor").stat().st_size}
    assert run("record", "check", "kept.veedor").code == 0


def test_a_record_is_copied_into_an_empty_place_only(run: Run, record: str) -> None:
    ran = run("record", "copy", record, "--to", "other.veedor")
    assert (ran.code, ran.talk) == (0, "2 documents and 4 statements are in other.veedor now\n")
    assert run("export", "other.veedor").out == run("export", record).out
    assert run("log", "other.veedor", "--json").out == run("log", record, "--json").out
    ran = run("record", "copy", record, "--to", "other.veedor")
    assert ran.code == 2
    assert "holds a record already" in ran.talk
    told = json.loads(run("record", "copy", record, "--to", "third.veedor", "--json").out)
    assert (told["place"], told["documents"], told["statements"]) == ("third.veedor", 2, 4)


def test_a_copy_needs_a_record_and_a_place(run: Run, record: str) -> None:
    assert run("record", "copy", record).code == 2
    assert run("record", "copy", "none.veedor", "--to", "a.veedor").code == 2
    assert not Path("a.veedor").exists()


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_the_log_shows_the_latest_change_first(run: Run, record: str) -> None:
    rows = lines(run("log", record, "--all", "--json").out)
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    assert {row["verb"] for row in rows} >= {"read"}
    out = run("log", record, "--all").out
    for words in ("Change", "When (UTC)", "fake 1", "read"):
        assert words in out


def test_the_log_is_filtered(run: Run, record: str) -> None:
    of_one = lines(run("log", record, "--document", "talks.txt", "--json").out)
    assert len({row["document_id"] for row in of_one}) == 1
    today = str(of_one[0]["at"])[:10]
    assert lines(run("log", record, "--day", today, "--json").out)
    assert run("log", record, "--day", "1999-01-01", "--json").out == ""
    assert run("log", record, "--by", "nobody").talk.startswith("hint:")
    assert len(lines(run("log", record, "--all", "--limit", "1", "--json").out)) == 1
    assert "--limit" in run("log", record, "--all", "--limit", "1").talk


@pytest.mark.parametrize("arguments", [["--day", "yesterday"], ["--document", "none"], ["--limit", "0"]])
def test_what_the_log_cannot_be_asked_is_wrong_use(run: Run, record: str, arguments: list[str]) -> None:
    assert run("log", record, *arguments).code == 2


def test_a_change_is_taken_back_and_put_in_again(run: Run, record: str) -> None:
    reading = lines(run("log", record, "--document", "talks.txt", "--json").out)[-1]
    told = json.loads(
        run("undo", str(reading["id"]), record, "--by", "Ana", "--reason", "wrong", "--json").out
    )
    assert told["undone"] == reading["id"]
    assert len(lines(run("documents", record, "--json").out)) == 1
    latest = lines(run("log", record, "--json").out)[0]
    assert (latest["verb"], latest["by"], latest["reason"]) == ("undo", "Ana", "wrong")
    assert "taken back" in run("log", record, "--all").out
    ran = run("undo", str(told["change"]), record, "--by", "Ana")
    assert ran.code == 0
    assert "to restore it: veedor undo" in ran.talk
    assert len(lines(run("documents", record, "--json").out)) == 2


def test_who_takes_back_is_named_by_option_setting_or_login(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undoer() -> object:
        change = next(row for row in lines(run("log", record, "--all", "--json").out) if row["counts"])
        run("undo", str(change["id"]), record)
        return lines(run("log", record, "--json").out)[0]["by"]

    monkeypatch.setenv("LOGNAME", "ben")
    monkeypatch.delenv("VEEDOR_PERSON", raising=False)
    assert undoer() == "ben"
    monkeypatch.setenv("VEEDOR_PERSON", "Ana López")
    assert undoer() == "Ana López"


def test_what_cannot_be_taken_back_is_wrong_use(run: Run, record: str) -> None:
    assert run("undo", "99", record, "--by", "Ana").code == 2
    assert run("undo", "soon", record).code == 2


def test_a_day_of_no_calendar_is_wrong_use(run: Run, record: str) -> None:
    ran = run("log", record, "--day", "2021-13-45")
    assert ran.code == 2
    assert "2021-13-45" in ran.talk


def test_a_narrow_log_breaks_no_day(run: Run, record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = run("log", record).out
    assert re.search(r"\d{4}-\d\d-\d\d ", out)
    assert max(map(len, out.splitlines())) <= 60


def test_a_record_is_not_copied_onto_itself(run: Run) -> None:
    run("record", "init", "new.veedor")
    ran = run("record", "copy", "new.veedor", "--to", "new.veedor")
    assert ran.code == 2
    assert "is the record itself" in ran.talk


def test_a_hint_names_the_record_in_quotes_where_its_name_needs_them(run: Run) -> None:
    run("read", "strike.txt", "--into", "my town.veedor")
    assert run("undo", "1", "my town.veedor").talk.rstrip().endswith(" 'my town.veedor'")
