from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training.corpus import build, notation, store, texts

TEXT = "Talks ended. Mr Haddad met the union in Oslo on Tuesday, officials say. He wants a vote, a free vote."
PLACES = [(0, 12), (13, 71), (72, 101)]
NOTES = """
[0]
[1]
E CONSULT | met | a: Mr Haddad = K. Haddad | a: the union = Dockers' Union | s: officials | w: on Tuesday = 2020-03-03
[2]
P demands | wants | h: He = Karim Haddad | x: vote#2 | t: past
N | a vote | n: vote | v: [200 to 999] | u: votes
"""


def read(lines: str) -> tuple[list[dict[str, Any]], list[str]]:
    notes = notation.Notes("wikinews", "wn", "2020-03-04")
    wrong = notation.read(list(enumerate(lines.strip().splitlines(), 1)), TEXT, PLACES, notes)
    return notes.statements, wrong


def test_words_become_places_in_the_text() -> None:
    (met, wants, figure), wrong = read(NOTES)
    assert wrong == []
    assert met["actors"][0] == {"start": 13, "end": 22, "quote": "Mr Haddad", "name": "K. Haddad"}
    assert met["when"] == {"start": 45, "end": 55, "quote": "on Tuesday", "value": "2020-03-03"}
    assert (met["tense"], wants["tense"], wants["stance"]) == ("past", "past", "demands")
    assert wants["about"]["start"] == TEXT.rindex("vote")
    assert figure["value"] == [200, 999]


def test_what_was_written_is_read_back_the_same() -> None:
    statements, _ = read(NOTES)
    again, wrong = read(notation.write(statements, PLACES, TEXT))
    assert wrong == []
    assert again == statements


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[9]", "no sentence 9"),
        ("E CONSULT | spoke", "'spoke' is not in sentence 1"),
        ("E CONSULT | met | a: union#2", "2. time"),
        ("E CONSULT | met | zz: union", "no field 'zz'"),
        ("E CONSULT | met | union", "wanted `key: words`"),
        ("N | met | v: some", "is no number"),
        ("X | met", "wanted `E TYPE"),
        ("P wants | met | h: He@2", "whom does 'He' mean"),
    ],
)
def test_line_that_cannot_be_read_says_why(line: str, says: str) -> None:
    _, wrong = read(f"[1]\n{line}")
    assert len(wrong) == 1
    assert wrong[0].startswith(("line 1", "line 2"))
    assert says in wrong[0]


def test_same_words_mean_the_same_until_said_otherwise() -> None:
    (first, second), _ = read(
        "[1]\nE CONSULT | met | a: the union = Dockers' Union\nE CONSULT | say | a: the union"
    )
    assert second["actors"][0]["name"] == first["actors"][0]["name"] == "Dockers' Union"


def test_packed_statement_holds_no_word_of_the_text_and_unpacks_the_same() -> None:
    statements, _ = read(NOTES)
    for statement in statements:
        packed = json.loads(json.dumps(store.pack(statement, TEXT)))
        assert "quote" not in json.dumps(packed)
        assert store.unpack(packed, TEXT) == statement


def test_unrelated_stories_are_parted_with_their_statements() -> None:
    text = "Troops left.\nA court met.\nIt ruled."
    statement = {"kind": "event", "anchor": {"start": 29, "end": 34, "quote": "ruled"}, "sources": []}
    whole = build.Read({"dataset": "voa", "document": "7-9"}, [statement], text)
    first, second = build._stories(whole, [13])
    assert (first.head["document"], second.head["document"]) == ("7-7", "8-9")
    assert first.statements == []
    assert second.text == "A court met.\nIt ruled."
    anchor = second.statements[0]["anchor"]
    assert second.text[anchor["start"] : anchor["end"]] == "ruled"


def test_document_read_twice_is_for_testing_and_a_treebank_keeps_its_split() -> None:
    assert build.split_of("voa", "1-5", "", is_double=True) == "test"
    assert build.split_of("ewt", "weblog", "dev", is_double=True) == "dev"
    assert build.split_of("voa", "1-5", "", is_double=False) == build.split_of(
        "voa", "1-5", "", is_double=False
    )


def test_what_was_written_for_the_corpus_is_never_in_the_test_split() -> None:
    names = [path.stem for path in texts.WRITTEN.glob("*.txt")]
    splits = {name: build.split_of("written", name, "", is_double=True) for name in names}
    assert set(splits.values()) == {"train", "dev"}
    for split in store.SPLITS:
        assert {row["document"] for row in written(split)} == {n for n, s in splits.items() if s == split}


def test_written_text_needs_no_data_set(tmp_path: Path) -> None:
    for row in written("train") + written("dev"):
        assert texts.checksum(texts.text_of("written", row["document"], tmp_path)) == row["checksum"]


def written(split: str) -> list[dict[str, Any]]:
    lines = (store.HERE / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["dataset"] == "written"]


def test_text_that_changed_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "text-voa"
    folder.mkdir()
    (folder / "voa-sentences.txt").write_text("One line.\nAnother line.\n", encoding="utf-8")
    row = {"dataset": "voa", "document": "1-2", "checksum": "0" * 16, "statements": []}
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="not the text that was annotated"):
        list(store.load("train", tmp_path, tmp_path))
