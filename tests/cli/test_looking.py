"""The commands that look at what was read: show, documents, statements, page, export, score, doctor."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import Run
from veedor import __version__
from veedor.desk.shown import Shown


@pytest.fixture
def record(run: Run) -> str:
    """A record with two reports, in the current folder."""
    run("read", "strike.txt", "--dated", "2021-05-04", "--into", "town.veedor")
    run("read", "talks.txt", "--dated", "2021-05-09", "--into", "town.veedor")
    return "town.veedor"


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"veedor {__version__}\n", "")
    assert "Begin with" in run("--help").out


@pytest.mark.parametrize(
    "command", ["read", "show", "documents", "statements", "page", "export", "score", "doctor"]
)
def test_every_command_has_an_example_and_json(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"  veedor {command}" in ran.out.split("Examples:")[1]
    assert "--json" in ran.out


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["read"], ["statements", "--kind", "rumour"], ["page", "a.txt"]]
)
def test_what_is_no_command_line_is_wrong_use(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_documents_are_listed_newest_first(run: Run, record: str) -> None:
    out = run("documents", record).out
    assert out.index("talks.txt") < out.index("strike.txt")
    rows = lines(run("documents", record, "--json").out)
    assert [row["published"] for row in rows] == ["2021-05-09", "2021-05-04"]


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ([], ["role", "position", "event", "figure"]),
        (["--order", "read"], ["event", "figure", "role", "position"]),
        (["--kind", "figure"], ["figure"]),
        (["--type", "consult"], ["event"]),
        (["--actor", "órdoñez"], ["role", "position"]),
        (["--source", "dockers"], ["figure"]),
        (["--certainty", "hedged"], ["figure"]),
        (["--date", "2021-05"], ["event"]),
        (["--document", "talks.txt"], ["role", "position"]),
    ],
)
def test_statements_are_filtered(run: Run, record: str, filters: list[str], kinds: list[str]) -> None:
    found = lines(run("statements", record, "--json", *filters).out)
    assert [statement["kind"] for statement in found] == kinds
    assert all(list(statement)[:2] == ["id", "document"] for statement in found)


def test_statements_make_a_table_that_needs_no_colour(run: Run, record: str) -> None:
    ran = run("statements", record, "--kind", "figure")
    assert ran.code == 0
    for words in ("figure", "40 people", "Dockers' Union", "hedged", "strike.txt"):
        assert words in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["statements", "documents", "show"])
def test_a_narrow_terminal_cuts_nothing_off(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch, columns: int, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = run(command, *(["talks.txt", "--in"] if command == "show" else []), record)
    assert max(map(len, ran.out.splitlines())) <= columns
    assert "…" not in ran.out
    assert "2021-05-09" in ran.out


def test_statements_stand_under_their_document(run: Run, record: str) -> None:
    out = run("statements", record).out
    assert [line for line in out.splitlines() if "published" in line] == [
        f"{name} · published {day} · {id_[:8]}"
        for name, day, id_ in (
            (row["file"], row["published"], str(row["id"])) for row in documents(run, record)
        )
    ]


def documents(run: Run, record: str) -> list[dict[str, object]]:
    return lines(run("documents", record, "--json").out)


def test_no_statement_is_a_hint_and_no_error(run: Run, record: str) -> None:
    ran = run("statements", record, "--actor", "nobody at all")
    assert (ran.code, ran.out) == (0, "")
    assert ran.talk.startswith("hint:")


def test_the_only_record_here_need_not_be_named(run: Run, record: str) -> None:
    assert run("statements", "--json").out == run("statements", record, "--json").out


def test_without_or_with_too_many_records_one_must_be_named(run: Run) -> None:
    assert run("statements").code == 2
    for name in ("a.veedor", "b.veedor"):
        run("read", "strike.txt", "--into", name)
    ran = run("statements")
    assert ran.code == 2
    assert "a.veedor, b.veedor" in ran.talk


@pytest.mark.parametrize("command", ["statements", "documents", "export"])
def test_a_record_that_is_not_there_is_wrong_use(run: Run, command: str) -> None:
    assert run(command, "gone.veedor").code == 2
    assert not Path("gone.veedor").exists()


def test_a_wrong_date_filter_is_wrong_use(run: Run, record: str) -> None:
    assert run("statements", record, "--date", "yesterday").code == 2


def test_show_puts_statements_under_their_sentence(run: Run, record: str) -> None:
    out = run("show", "strike.txt", "--in", record).out
    sentences = ("[met]¹", "1 event CONSULT", "[40 people]²", "2 figure")
    assert [out.index(words) for words in sentences] == sorted(out.index(words) for words in sentences)


def test_show_reads_a_file_that_is_named(run: Run) -> None:
    out = run("show", "talks.txt").out
    assert "[Deputy]¹" in out
    assert "2 position demands" in out


def test_show_finds_a_document_by_the_beginning_of_its_id(run: Run, record: str) -> None:
    id_ = str(lines(run("documents", record, "--json").out)[0]["id"])
    plain = json.loads(run("show", id_[:6], "--in", record, "--json").out)
    assert plain["document"]["id"] == id_
    assert run("show", "zzz", "--in", record).code == 2


def test_show_strips_what_could_steer_a_terminal(run: Run) -> None:
    Path("red.txt").write_text(
        "The mayor met the strikers \x1b[31mtoday\x07 in the square of the town, they say."
    )
    assert "\x1b" not in run("show", "red.txt").out


def test_colour_is_left_out_where_it_is_not_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[3" in run("show", "strike.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in run("show", "strike.txt").out


def test_export_is_a_line_for_each_document(run: Run, record: str) -> None:
    exported = run("export", record).out
    assert [len(line["statements"]) for line in lines(exported)] == [2, 2]  # type: ignore[arg-type]
    assert json.loads(run("export", record, "--json").out) == lines(exported)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The documents that the page was drawn from, with how many statements each."""
    seen: list[tuple[str, int]] = []

    def page(readings: Sequence[Shown]) -> str:
        seen.extend((str(one.document.file), len(one.statements)) for one in readings)
        return "<!doctype html>"

    module = ModuleType("veedor.desk.page")
    module.page = page  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return seen


def test_page_is_written_from_a_record_and_from_files(
    run: Run, record: str, drawn: list[tuple[str, int]]
) -> None:
    assert run("page", record, "strike.txt", "-o", "page.html") == (0, "page.html\n", "")
    assert Path("page.html").read_text() == "<!doctype html>"
    assert drawn == [("talks.txt", 2), ("strike.txt", 2), ("strike.txt", 2)]
    assert sorted(p.name for p in Path().glob(".*")) == []


@pytest.mark.usefixtures("drawn")
def test_page_never_overwrites_what_it_is_made_from(run: Run) -> None:
    before = Path("strike.txt").read_text()
    assert run("page", "strike.txt", "-o", "strike.txt").code == 2
    assert run("page", "strike.txt", "-o", "none/page.html").code == 2
    assert Path("strike.txt").read_text() == before


@pytest.mark.usefixtures("drawn")
def test_page_of_a_file_that_cannot_be_read_writes_none(run: Run) -> None:
    ran = run("page", "gone.txt", "-o", "page.html")
    assert ran.code == 1
    assert "gone.txt" in ran.talk
    assert not Path("page.html").exists()


@pytest.mark.usefixtures("drawn")
def test_a_page_leaves_out_what_cannot_be_read_and_says_so(run: Run) -> None:
    ran = run("page", "gone.txt", "strike.txt", "-o", "page.html")
    assert (ran.code, ran.out) == (1, "page.html\n")
    assert "gone.txt" in ran.talk
    assert Path("page.html").exists()


def test_an_empty_record_says_so(run: Run) -> None:
    run("read", "gone.txt", "--into", "a.veedor")
    for command in ("documents", "statements"):
        ran = run(command, "a.veedor")
        assert (ran.code, ran.out) == (0, "")
        assert ran.talk.startswith("hint: the record holds no documents")


def test_score_takes_objects_lists_and_lines(run: Run, record: str) -> None:
    Path("one.json").write_text(run("read", "strike.txt", "--json").out, encoding="utf-8")
    Path("list.json").write_text(run("read", "talks.txt", "strike.txt", "--json").out, encoding="utf-8")
    Path("lines.jsonl").write_text(run("export", record).out, encoding="utf-8")
    for gold, out, figures in (
        ("one.json", "one.json", 1),
        ("list.json", "lines.jsonl", 1),
        ("lines.jsonl", "list.json", 1),
    ):
        ran = run("score", gold, out, "--json")
        assert ran.code == 0
        found = json.loads(ran.out)
        assert found["kind:figure"] == {
            "precision": 1.0,
            "recall": 1.0,
            "f1": 1.0,
            "hits": figures,
            "gold": figures,
            "system": figures,
        }
    assert "event+type" in run("score", "one.json", "one.json").out


def test_score_takes_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = run("read", "strike.txt", "--json").out
    Path("gold.json").write_text(out, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(out))
    assert json.loads(run("score", "gold.json", "-", "--json").out)["kind:event"]["f1"] == 1.0


def test_score_says_what_is_wrong_with_a_file(run: Run, record: str) -> None:
    Path("one.json").write_text(run("read", "strike.txt", "--json").out, encoding="utf-8")
    Path("lines.jsonl").write_text(run("export", record).out, encoding="utf-8")
    Path("bad.json").write_text('{"document": ')
    Path("other.json").write_text('{"statements": 3}')
    Path("wrong.json").write_text('{"statements": [{"kind": "event"}]}')
    for arguments in (
        ["one.json"],
        ["one.json", "gone.json"],
        ["one.json", "bad.json"],
        ["one.json", "other.json"],
        ["one.json", "strike.txt"],
        ["lines.jsonl", "one.json"],
    ):
        assert run("score", *arguments).code == 2, arguments
    assert run("score", "one.json", "wrong.json").code == 1


def test_show_says_what_else_a_name_could_mean(run: Run, record: str) -> None:
    assert "--in" in run("show", record).talk
    ran = run("show", "gone.txt")
    assert ran.code == 2
    assert "no file gone.txt" in ran.talk


def test_doctor_says_what_is_there(run: Run, record: str) -> None:
    ran = run("doctor", record, "--json")
    plain = json.loads(ran.out)
    assert (ran.code, plain["well"]) == (0, True)
    found = {finding["what"]: finding["found"] for finding in plain["findings"]}
    assert found["Veedor"] == __version__
    assert found["Reading a sentence"].startswith("fake 1: 1 statements")
    assert found["Record holds"] == "2 documents, 2 readings, 4 statements"
    assert found["Record check"] == "no fault"
    assert {"Python", "SQLite", "sqlalchemy", "onnxruntime", "Model size", "Model card"} <= set(found)
    assert "well" in run("doctor").out


def test_doctor_says_what_is_wrong_and_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEEDOR_MODEL", "nowhere")
    Path("mine.db").write_text("my notes")
    ran = run("doctor", "mine.db")
    assert ran.code == 1
    assert "VEEDOR_MODEL" in ran.talk
    assert "no record" in ran.talk


def test_doctor_finds_rows_that_are_gone(run: Run, record: str) -> None:
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("DELETE FROM statements")
        connection.commit()
    ran = run("doctor", record)
    assert ran.code == 1
    assert "Record check" in ran.talk
