"""Versions on the command line: versions, lost, retract, relate, and standings wherever something is listed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from tests.cli.conftest import TALKS, Run
from tests.fakes import FakeReader
from veedor.documents.document import Basis, Document, Published
from veedor.record import changes, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter

STORY = (
    "RIVERTON. The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt when the gates "
    "of the cement works were forced open before dawn by a lorry that nobody had ordered.\n"
    "The owners of the works called the night a disgrace and sent their lawyers to the county court, where a judge "
    "is to hear both sides next week. The bakers and the bus drivers may join if no date is named by then.\n"
    "Deputy Ana Órdoñez wants new talks. She spoke at the harbour to a crowd that had waited in the rain since "
    "noon, and promised to carry the list of demands to the capital herself.\n"
)
LATER = STORY.replace("According to the union, 40 people were hurt when", "It began when")
NOTE = "before dawn"


OLDER, NEWER = "0a11a17e5f0c3d42", "7bd2f6a90c1e8845"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with two versions of one report, both from files of one name, and another report."""
    path = tmp_path_factory.mktemp("versions") / "town.veedor"
    with Record.open(path) as record:
        for id_, text, file, day in (
            (OLDER, STORY, "story.txt", "2021-05-04"),
            (NEWER, LATER, "story.txt", "2021-05-05"),
            ("c0ffee0012345678", TALKS, "talks.txt", "2021-05-09"),
        ):
            document = Document(id=id_, text=text, file=file, published=Published(day, Basis.GIVEN))
            record.add(document, FakeReader().read(document), FakeReader())
    return path


@pytest.fixture
def record(run: Run, made: Path) -> str:
    """A copy of that record in the current folder."""
    shutil.copy(made, "town.veedor")
    return "town.veedor"


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def ids() -> tuple[str, str]:
    """The older and the newer version."""
    return OLDER, NEWER


def withdraw(place: str, statement_id: str, document_id: str) -> None:
    """Mark a statement as taken back by the words of `NOTE`."""
    start = LATER.index(NOTE)
    with Record.open(place, create=False) as record, record.writing() as connection:
        change_id = changes.append(connection, Verb.WITHDRAW, "veedor", document_id=document_id)
        row = {"change_id": change_id, "statement_id": statement_id, "document_id": document_id}
        place_of_note = {"start": start, "end": start + len(NOTE), "why": "the note names it"}
        connection.execute(insert(schema.withdrawals).values(row | place_of_note))


def statement(run: Run, record: str, words: str, *more: str) -> dict[str, Any]:
    """The one statement that these words carry."""
    (found,) = lines(run("statements", record, "--json", "--words", words, *more).out)
    return found


@pytest.mark.parametrize("command", ["versions", "lost", "retract", "relate"])
def test_every_command_has_an_example_and_json(run: Run, command: str) -> None:
    out = run(command, "--help").out
    assert f"  veedor {command}" in out.split("Examples:")[1]
    assert "--json" in out


def test_versions_stand_oldest_first_with_what_was_kept(run: Run, record: str, ids: tuple[str, str]) -> None:
    out = run("versions", ids[0], record).out
    assert out.index(ids[0][:8]) < out.index(f"newer version of {ids[0][:8]}")
    assert "% of the" in out
    assert "keeps" in out
    assert "40 people" in out.split("What older versions said")[1]


def test_a_name_of_two_versions_means_the_newer_one(run: Run, record: str, ids: tuple[str, str]) -> None:
    assert json.loads(run("versions", "story.txt", record, "--json").out)["document"] == ids[1]


@pytest.mark.parametrize("place", [0, 1])
def test_a_difference_is_told_in_words(run: Run, record: str, ids: tuple[str, str], place: int) -> None:
    out = " ".join(run("versions", ids[place], record, "--diff").out.split())
    assert f"From {ids[0][:8]} to {ids[1][:8]}" in out
    assert "[-According to the union, 40 people were hurt-] {+It began+} when" in out
    assert "the capital" not in out.split("What older versions said")[0]


def test_a_terminal_shows_a_difference_struck_and_bold(
    run: Run, record: str, ids: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = run("versions", ids[1], record, "--diff").out
    assert "\x1b[9;31m" in out
    assert "\x1b[1;32mIt began" in out
    assert "[-" not in out


def test_versions_as_json_hold_members_relations_and_pieces(
    run: Run, record: str, ids: tuple[str, str]
) -> None:
    plain = json.loads(run("versions", ids[1], record, "--diff", "--json").out)
    assert [row["id"] for row in plain["members"]] == list(ids)
    assert [row["standing"] for row in plain["members"]] == ["superseded", "stands"]
    assert plain["relations"][0]["relation"] == "version"
    assert [row["anchor"]["quote"] for row in plain["gone"]] == ["40 people"]
    words = {"kept": "old", "removed": "old", "added": "new"}
    of_new = "".join(p["words"] for p in plain["diff"]["pieces"] if p["change"] != "removed")
    assert of_new == LATER.strip() or of_new == LATER
    assert all(words[piece["change"]] in piece for piece in plain["diff"]["pieces"])


def test_a_document_without_family_says_so(run: Run, record: str) -> None:
    ran = run("versions", "talks.txt", record, "--diff")
    assert ran.code == 0
    assert "no other version" in ran.talk
    assert "no second version" in ran.talk


def test_lost_statements_are_listed_with_their_document(run: Run, record: str, ids: tuple[str, str]) -> None:
    out = run("lost", record).out
    assert "40 people" in out
    assert "story.txt" in out
    (line,) = lines(run("lost", record, "--json").out)
    assert (line["document"], line["standing"]) == (ids[0], "lost")
    assert run("lost", record, "--document", "talks.txt").talk.startswith("hint:")


def test_a_retracted_document_says_so_everywhere(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEEDOR_PERSON", "Ana López")
    done = json.loads(
        run("retract", "talks.txt", record, "--reason", "the interview was made up", "--json").out
    )
    assert "retracted by Ana López: the interview was made up" in " ".join(
        run("documents", record).out.split()
    )
    (row,) = lines(run("documents", record, "--standing", "retracted", "--json").out)
    assert row["retracted"]["reason"] == "the interview was made up"
    assert "retracted by Ana López" in run("show", "talks.txt", "--in", record).out
    assert "retracted by Ana López" in run("statements", record, "--document", "talks.txt").out
    assert "talks.txt" not in run("statements", record).out
    again = run("retract", "talks.txt", record, "--reason", "again")
    assert again.code == 2
    assert f"veedor undo {done['change']}" in again.talk


@pytest.mark.parametrize(
    "arguments",
    [
        ["retract", "talks.txt"],
        ["retract", "talks.txt", "town.veedor", "--reason", " "],
        ["retract", "gone.txt", "town.veedor", "--reason", "x"],
        ["relate", "talks.txt", "talks.txt", "town.veedor", "--as", "version", "--reason", "x"],
        ["relate", "talks.txt", "story.txt", "town.veedor", "--as", "version", "--reason", " "],
        ["relate", "talks.txt", "story.txt", "town.veedor", "--as", "sequel", "--reason", "x"],
        ["versions", "gone.txt", "town.veedor"],
    ],
)
@pytest.mark.usefixtures("record")
def test_what_cannot_be_meant_is_wrong_use(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.talk


def test_a_person_can_say_that_it_is_no_version(run: Run, record: str, ids: tuple[str, str]) -> None:
    said = ["--as", "different", "--reason", "two nights", "--by", "Ana"]
    ran = run("relate", ids[1], ids[0], record, *said)
    assert "is another text than" in ran.talk
    rows = lines(run("documents", record, "--json").out)
    assert {row["standing"] for row in rows} == {"stands"}
    assert "two nights" in run("versions", ids[1], record).out


def test_a_person_can_turn_two_versions_around(run: Run, record: str, ids: tuple[str, str]) -> None:
    said = ["--as", "version", "--reason", "the dates were wrong", "--by", "Ana"]
    run("relate", *ids, record, *said)
    standing = {row["id"]: row["standing"] for row in lines(run("documents", record, "--json").out)}
    assert (standing[ids[0]], standing[ids[1]]) == ("stands", "superseded")
    out = " ".join(run("versions", ids[0], record).out.split())
    assert "another text" not in out
    assert "(said by Ana)" in out


def test_documents_say_what_superseded_them(run: Run, record: str, ids: tuple[str, str]) -> None:
    assert f"superseded by {ids[1][:8]}" in run("documents", record).out
    (row,) = lines(run("documents", record, "--standing", "superseded", "--json").out)
    assert (row["id"], row["newest"]) == ids
    assert run("documents", record, "--standing", "retracted").talk.startswith("hint:")


def test_statements_are_filtered_by_standing(run: Run, record: str, ids: tuple[str, str]) -> None:
    def many(*options: str) -> int:
        return len(lines(run("statements", record, "--json", *options).out))

    assert (many(), many("--standing", "lost"), many("--standing", "superseded")) == (5, 1, 3)
    assert (many("--all"), many("--document", ids[0])) == (9, 4)
    assert "gone from the newer version" in run("statements", record, "--all").out


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (["--holder", "ana órdoñez", "--kind", "role"], ["Deputy", "Deputy"]),
        (["--tense", "past"], ["met"]),
        (["--polarity", "no"], []),
        (["--stance", "demands"], ["wants", "wants"]),
        (["--status", "current"], ["Deputy", "Deputy"]),
        (["--unit", "people"], []),
        (["--published", "2021-05-05"], ["met", "Deputy", "wants"]),
        (["--publisher", "nobody"], []),
        (["--recipient", "nobody"], []),
        (["--place", "nowhere"], []),
        (["--country", "norway"], []),
        (["--words", "MET"], ["met"]),
    ],
)
def test_statements_are_filtered_by_every_field(
    run: Run, record: str, filters: list[str], quotes: list[str]
) -> None:
    found = lines(run("statements", record, "--json", *filters).out)
    assert [one["anchor"]["quote"] for one in found] == quotes


def test_a_country_that_is_none_is_wrong_use(run: Run, record: str) -> None:
    assert run("statements", record, "--country", "Narnia").code == 2


def test_a_withdrawal_and_a_correction_survive_every_list_and_export(
    run: Run, record: str, ids: tuple[str, str]
) -> None:
    met = statement(run, record, "met")
    withdraw(record, statement(run, record, "wants", "--document", ids[1])["id"], ids[1])
    with Record.open(record, create=False) as opened:
        review.correct_fields(opened, met["id"], {"certainty": "hedged"}, by="Ana", reason="a rumour")
    out = " ".join(run("statements", record, "--document", ids[1]).out.split())
    assert "corrected by Ana" in out
    assert f"withdrawn by its publisher: “{NOTE}”" in out
    shown = " ".join(run("show", ids[1], "--in", record).out.split())
    assert "corrected by Ana" in shown
    assert f"“{NOTE}”" in shown
    for exported in (lines(run("export", record).out), json.loads(run("export", record, "--json").out)):
        told = {s["anchor"]["quote"]: s for s in exported[1]["statements"]}
        assert exported[0]["document"]["standing"] == "superseded"
        assert (told["met"]["state"], told["met"]["root_id"]) == ("corrected", met["id"])
        assert told["met"]["id"] != met["id"]
        assert told["met"]["decision"]["reason"] == "a rumour"
        assert told["wants"]["withdrawal"]["note"]["quote"] == NOTE
    Path("all.jsonl").write_text(run("export", record).out, encoding="utf-8")
    assert run("score", "all.jsonl", "all.jsonl").code == 0


def test_export_leaves_out_what_was_rejected_unless_all_is_wanted(run: Run, record: str) -> None:
    with Record.open(record, create=False) as opened:
        row = next(views.statements(opened, Filter(words="met")))
        review.reject(opened, row.id, by="Ana")

    def many(*options: str) -> int:
        return sum(len(line["statements"]) for line in lines(run("export", record, *options).out))

    assert (many(), many("--all")) == (8, 9)
    assert "rejected by Ana" in run("statements", record, "--state", "rejected").out


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["versions", "lost", "documents"])
def test_a_narrow_terminal_cuts_nothing_off(
    run: Run, record: str, ids: tuple[str, str], monkeypatch: pytest.MonkeyPatch, columns: int, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = run(command, *([ids[0]] if command == "versions" else []), record).out
    assert max(map(len, out.splitlines())) <= columns
    assert "…" not in out


def test_reading_says_what_is_a_newer_version(run: Run) -> None:
    for name, text, day in (("old.txt", STORY, "2021-05-04"), ("new.txt", LATER, "2021-05-05")):
        Path(name).write_text(text, encoding="utf-8")
        ran = run("read", name, "--dated", day, "--publisher", "Gazette", "--into", "new.veedor")
    older, newer = (row["id"] for row in reversed(lines(run("documents", "new.veedor", "--json").out)))
    assert f"newer version of {older[:8]}" in ran.out
    assert f"veedor versions {newer} new.veedor --diff" in ran.talk
    again = run("read", "new.txt", "--dated", "2021-05-05", "--publisher", "Gazette", "--into", "new.veedor")
    assert "newer version" not in again.out


def test_versions_name_every_document_that_they_speak_of(run: Run) -> None:
    for number, text in enumerate((STORY, LATER, LATER.replace("bakers", "barbers"))):
        Path(f"{number}.txt").write_text(text, encoding="utf-8")
        run("read", f"{number}.txt", "--dated", f"2021-05-0{number + 4}", "--into", "new.veedor")
    run("relate", "1.txt", "0.txt", "new.veedor", "--as", "carrier", "--reason", "another paper")
    told = json.loads(run("versions", "0.txt", "new.veedor", "--json").out)
    listed = {one["id"] for one in told["members"]}
    assert len(listed) == 3
    assert {one[end] for one in told["relations"] for end in ("document_id", "other_id")} <= listed
