"""`veedor figures`, its listing and its judgements."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.analysis.figures.saying import Report
from tests.cli.conftest import Run
from tests.fakes import FakeReader
from veedor.record.store import Record


@pytest.fixture
def filled(run: Run) -> Run:
    """A folder with one record, in which two reports disagree."""
    with Record.open("a.veedor") as record:
        for publisher, many in (("Watch", "71"), ("Post", "46")):
            report = Report("2019-06-02", publisher=publisher, name=publisher.lower())
            said = f"In Venezuela {many} nurses were killed in May.\x1b[31m"
            report.figure(said, many, int(many), "people", "nurses were killed", period="in May")
            record.add(report.document(), report.statements(), FakeReader())
    return run


def _topics(run: Run, *options: str) -> list[dict[str, Any]]:
    ran = run("figures", *options, "--json")
    assert ran.code == 0
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def test_figures_are_listed_by_topic_with_what_disagrees(filled: Run) -> None:
    ran = filled("figures", "a.veedor")
    assert ran.code == 0
    assert ran.out.startswith("deaths, in people")
    assert "true dispute: 46 and 71: nothing sets the two apart" in ran.out or (
        "true dispute: 71 and 46: nothing sets the two apart" in ran.out
    )
    assert "leave both standing" in ran.out
    assert "\x1b" not in ran.out


def test_json_holds_every_id_and_number(filled: Run) -> None:
    (topic,) = _topics(filled)
    assert sorted(one["value"] for one in topic["figures"]) == [46, 71]
    (conflict,) = topic["conflicts"]
    assert conflict["kind"] == "true dispute"
    assert {conflict["left"], conflict["right"]} == {one["id"] for one in topic["figures"]}
    assert topic["figures"][0]["first"] == "2019-05-01"


def test_options_narrow_the_list(filled: Run) -> None:
    assert len(_topics(filled, "--what", "nurses")) == 1
    assert _topics(filled, "--unit", "USD") == []
    assert _topics(filled, "--place", "Narnia") == []
    assert len(_topics(filled, "--conflicts")) == 1
    assert _topics(filled, "--as-of", "2019-05") == []


def test_nothing_to_list_says_what_to_do(run: Run) -> None:
    Record.open("a.veedor").close()
    ran = run("figures")
    assert (ran.code, ran.out) == (0, "")
    assert "hint: no report of the record counts anything" in ran.talk


def test_filters_that_let_nothing_through_are_named(filled: Run) -> None:
    assert "none of 2 figures passes these filters" in filled("figures", "--what", "votes").talk


def test_judgement_is_written_and_can_be_taken_back(filled: Run) -> None:
    (topic,) = _topics(filled)
    ids = [one["id"] for one in topic["figures"]]
    ran = filled("figures", "different", *ids, "a.veedor", "--why", "one counts a town", "--by", "Ana")
    assert ran.code == 0
    assert "different counts" in ran.out
    assert _topics(filled)[0]["conflicts"] == []
    assert filled("undo", ran.talk.split("veedor undo ")[1].split()[0], "a.veedor").code == 0
    made = json.loads(filled("figures", "same", *ids, "--why", "both say so", "--json").out)
    assert made["relation"] == "same count"
    assert len(_topics(filled)[0]["conflicts"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("same", "one", "--why", "so"),
        ("same", "one", "two", "--why", "so"),
        ("same", "a.veedor", "one", "--why", "so"),
        ("--as-of", "yesterday"),
        ("--as-of", "2019-05/.."),
    ],
)
def test_wrong_use_is_told(filled: Run, arguments: tuple[str, ...]) -> None:
    ran = filled("figures", *arguments)
    assert ran.code == 2
    assert ran.talk.startswith("error: ")


def test_help_shows_the_commands(run: Run) -> None:
    ran = run("figures", "--help")
    assert ran.code == 0
    assert "different" in ran.out
    assert (
        "veedor figures venezuela.veedor --conflicts" in " ".join(ran.out.split()) or "--conflicts" in ran.out
    )
