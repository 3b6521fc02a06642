from __future__ import annotations

import getpass
import json
from typing import Any

import pytest

from tests.cli.conftest import Run

COMMANDS = (
    "queue show accept reject correct add comment same ignore rules undo agree send-back readers differences"
).split()


@pytest.fixture
def record(run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record with two reports, in the current folder; Ana reviews it."""
    monkeypatch.setenv("VEEDOR_PERSON", "Ana")
    run("read", "strike.txt", "--dated", "2021-05-04", "--into", "town.veedor")
    run("read", "talks.txt", "--dated", "2021-05-09", "--into", "town.veedor")
    return "town.veedor"


def queue(run: Run, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("review", "queue", "--json", *arguments).out.splitlines()]


def meeting(run: Run) -> str:
    return str(queue(run, "--kind", "event")[0]["id"])


def shown(run: Run, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("review", "show", id_, "--json").out)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_and_json(run: Run, command: str) -> None:
    ran = run("review", command, "--help")
    assert ran.code == 0
    assert f"  veedor review {command}" in ran.out.split("Examples:")[1]
    assert "--json" in ran.out


def test_the_queue_shows_sentences_and_how_far_review_is(run: Run, record: str) -> None:
    ran = run("review", "queue", record)
    assert "The mayor [Mayor of Riverton] and the strikers — met" in ran.out
    assert "read, 75% sure" in ran.out
    assert "4 wait" in ran.talk
    assert [row["kind"] for row in queue(run, "--order", "text")] == ["role", "position", "event", "figure"]
    assert [row["kind"] for row in queue(run, "--document", "talks.txt", "--limit", "1")] == ["role"]


def test_accepting_takes_a_statement_out_of_the_queue(run: Run, record: str) -> None:
    id_ = meeting(run)
    ran = run("review", "accept", id_[:8], "--reason", "I was there")
    assert ran.code == 0
    assert f"accepted {id_[:10]} (change" in ran.out
    assert id_ not in [row["id"] for row in queue(run)]
    (entry,) = shown(run, id_)["history"]
    assert (entry["verb"], entry["by"], entry["reason"]) == ("accept", "Ana", "I was there")


def test_several_statements_are_decided_on_as_one(run: Run, record: str) -> None:
    ids = [row["id"] for row in queue(run)]
    change = json.loads(run("review", "reject", *ids, "--json").out)["change"]
    assert queue(run) == []
    assert run("review", "undo", str(change)).code == 0
    assert [row["id"] for row in queue(run)] == ids


def test_fields_are_corrected_by_words_labels_and_json(run: Run, record: str) -> None:
    id_ = meeting(run)
    fields = [
        "type=AGREE",
        "actors=The mayor",
        "actors=the union",
        "when=",
        'recipients=[{"start": 14, "end": 26}]',
    ]
    ran = run("review", "correct", id_, *(f"--set={field}" for field in fields))
    assert ran.code == 0
    row = shown(run, id_)["row"]
    assert row["type"] == "AGREE"
    assert [actor["quote"] for actor in row["actors"]] == ["The mayor", "the union"]
    assert [one["quote"] for one in row["recipients"]] == ["the strikers"]
    assert "when" not in row
    ran = run("review", "show", id_)
    assert "at first: event CONSULT" in ran.out
    assert "settled, decided by Ana" in ran.out


@pytest.mark.parametrize(
    ("fields", "code", "why"),
    [
        ([], 2, "--set FIELD=VALUE"),
        (["type"], 2, "has no value"),
        (["actors=the pope"], 2, "do not stand in the document"),
        (["actors=[{"], 2, "no JSON"),
        (["colour=red"], 2, "its fields are"),
        (["type=DANCE"], 2, "is no type"),
        (["anchor=900:901"], 1, "outside"),
    ],
)
def test_a_wrong_field_says_what_is_wrong(
    run: Run, record: str, fields: list[str], code: int, why: str
) -> None:
    ran = run("review", "correct", meeting(run), *(f"--set={field}" for field in fields))
    assert ran.code == code
    assert why in ran.talk


def test_a_statement_is_added_and_commented(run: Run, record: str) -> None:
    fields = ("--set=type=SUFFER", "--set=anchor=were hurt", "--set=recipients=40 people")
    assert run("review", "add", "strike.txt", "--kind", "event", *fields).code == 0
    rows = [
        json.loads(line) for line in run("statements", record, "--type", "SUFFER", "--json").out.splitlines()
    ]
    assert [row["anchor"]["quote"] for row in rows] == ["were hurt"]
    run("review", "comment", rows[0]["id"], "Who counted?")
    assert "Who counted?" in run("review", "show", rows[0]["id"]).out


def test_words_are_rejected_everywhere_until_that_is_undone(run: Run, record: str) -> None:
    id_ = meeting(run)
    change = json.loads(run("review", "ignore", id_, "--scope", "all", "--json").out)["change"]
    assert "'met' everywhere: hides 1 (Ana" in run("review", "rules").out
    assert json.loads(run("review", "rules", "--json").out)["hides"] == 1
    assert queue(run, "--kind", "event") == []
    run("review", "undo", str(change))
    assert meeting(run) == id_
    assert "no words are rejected" in run("review", "rules").talk


def test_the_same_words_are_listed_and_decided_on(run: Run, record: str) -> None:
    id_ = meeting(run)
    assert "0 more wait in the same words" in run("review", "same", id_).talk
    assert "rejected" in run("review", "same", id_, "--then", "reject").out
    assert shown(run, id_)["row"]["state"] == "rejected"
    assert "--then correct" in run("review", "same", id_, "--set", "type=AGREE").talk


def test_what_somebody_decided_since_is_not_overwritten(run: Run, record: str) -> None:
    id_ = meeting(run)
    run("review", "reject", id_, "--by", "Ben")
    ran = run("review", "accept", id_, "--expects", "0")
    assert ran.code == 1
    assert "Ben decided" in ran.talk
    assert shown(run, id_)["row"]["state"] == "rejected"


def test_a_second_person_agrees_or_sends_back(run: Run, record: str) -> None:
    assert "needs 1 person" in run("review", "readers").out
    assert "needs 2 persons" in run("review", "readers", "2").out
    id_ = meeting(run)
    change = str(json.loads(run("review", "accept", id_, "--json").out)["change"])
    assert json.loads(run("review", "readers", "--by", "Ben", "--json").out)["waiting"] == [int(change)]
    assert "your own" in run("review", "agree", change).talk
    assert run("review", "reject", id_, "--by", "Ben").code == 2
    assert run("review", "send-back", change, "--by", "Ben", "--reason", "Which mayor?").code == 0
    assert "sent back" in run("review", "show", id_).out
    again = str(json.loads(run("review", "accept", id_, "--json").out)["change"])
    assert "agreed" in run("review", "agree", again, "--by", "Ben").out
    assert shown(run, id_)["settled"] == "settled"


def test_what_a_newer_reader_finds_otherwise_waits_beside_the_decision(
    run: Run, record: str, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no later reading differs" in run("review", "differences").talk
    id_ = meeting(run)
    run("review", "correct", id_, "--set=anchor=met the strikers")
    run("review", "correct", id_, "--set=type=AGREE")
    reader.version = "2"
    monkeypatch.setattr(reader, "_meeting", lambda text: replaced(text))
    run("read", "strike.txt", "--dated", "2021-05-04", "--into", record)
    ran = run("review", "differences")
    assert "a later reading found" in ran.out
    (difference,) = [json.loads(line) for line in run("review", "differences", "--json").out.splitlines()]
    assert difference["found"]["type"] == "REQUEST"
    assert difference["decided"][0]["state"] == "corrected"
    assert "kept" in run("review", "differences", "--keep", difference["id"]).out
    assert "no later reading differs" in run("review", "differences").talk


def replaced(text: str) -> object:
    from tests.fakes import quote
    from veedor.codebook.labels import EventType
    from veedor.codebook.statement import Event

    return Event(type=EventType.REQUEST, anchor=quote(text, "met"))


def test_who_decides_is_who_is_logged_in_where_nothing_else_is_said(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VEEDOR_PERSON")
    monkeypatch.setattr(getpass, "getuser", lambda: "kim")
    id_ = meeting(run)
    run("review", "accept", id_)
    assert shown(run, id_)["by"] == "kim"


def test_an_id_that_means_nothing_is_wrong_use(run: Run, record: str) -> None:
    ran = run("review", "accept", "zzz")
    assert ran.code == 2
    assert "veedor review queue" in ran.talk
