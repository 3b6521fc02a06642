from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import STRIKE, Run


@pytest.fixture
def filled(run: Run) -> Run:
    """A folder with one record of the two reports."""
    assert run("read", "strike.txt", "talks.txt", "--dated", "2021-05-04", "--into", "a.veedor").code == 0
    return run


def test_passages_are_listed_with_their_document_and_place(filled: Run) -> None:
    ran = filled("search", "STRIKERS")
    heading, snippet = ran.out.rstrip("\n").splitlines()
    assert ran.code == 0
    assert "strike.txt · 2021-05-04 · " in heading
    assert heading.endswith(f" at {STRIKE.index('strikers')}")
    assert snippet.startswith("  The mayor met the [strikers] on")


def test_json_says_all_of_a_hit(filled: Run) -> None:
    (line,) = filled("search", '"the union"', "a.veedor", "--json").out.splitlines()
    hit = json.loads(line)
    assert STRIKE[hit["start"] : hit["end"]] == "the union"
    assert hit["snippet"]["marks"] == [[STRIKE.index("the union"), STRIKE.index("the union") + 9]]
    assert hit["ranks"] == {"words": 1, "meaning": None}
    assert [said["kind"] for said in hit["statements"]] == ["event", "figure"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--kind", "figure"], 1),
        (["--kind", "forecast"], 0),
        (["--type", "consult"], 1),
        (["--actor", "mayor of riverton"], 1),
        (["--actor", "Ordonez"], 0),
        (["--source", "union"], 1),
        (["--date", "2021-05"], 1),
        (["--published", "2022"], 0),
        (["--document", "strike.txt"], 1),
        (["--limit", "1", "--offset", "1"], 0),
    ],
)
def test_filters_narrow_what_is_found(filled: Run, options: list[str], found: int) -> None:
    assert len(filled("search", "mayor", *options, "--json").out.splitlines()) == found


@pytest.mark.parametrize("by", ["meaning", "both"])
def test_by_meaning_the_reader_is_asked(filled: Run, by: str) -> None:
    ran = filled("search", "deputy paper town nobody", "--by", by, "--json")
    first = json.loads(ran.out.splitlines()[0])
    assert first["snippet"]["text"].startswith("Deputy Ana")
    assert first["ranks"]["meaning"] == 1


def test_finding_nothing_says_what_to_try(filled: Run) -> None:
    ran = filled("search", "glacier")
    assert (ran.code, ran.out) == (0, "")
    assert "--by meaning" in ran.talk


def test_an_empty_record_says_so(run: Run) -> None:
    run("read", "missing.txt", "--into", "a.veedor")
    assert "holds no documents" in run("search", "mayor", "a.veedor").talk


def test_a_search_without_a_word_is_wrong_use(filled: Run) -> None:
    ran = filled("search", "--", "-strikers")
    assert ran.code == 2
    assert "add a word" in ran.talk


def test_what_steers_a_terminal_is_not_printed(run: Run) -> None:
    Path("odd.txt").write_text("The mayor met\x1b[31m the \u202estrikers on 3 May 2021.\n", encoding="utf-8")
    run("read", "odd.txt", "--into", "a.veedor")
    assert "\x1b" not in run("search", "mayor").out
