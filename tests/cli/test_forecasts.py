"""What was foretold, on the command line."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.gathering.ballots import Ids, fill
from veedor.record.store import Record

PLACE = "ballot.veedor"


@pytest.fixture
def ids(run: Run) -> Ids:
    with Record.open(PLACE) as made:
        return fill(made)


def test_the_ledger_is_listed_without_a_word_for_it(run: Run, ids: Ids) -> None:
    ran = run("forecasts", PLACE)
    assert ran.code == 0, ran.talk
    assert "Ida Holm" in ran.out
    assert "claim with denial" in ran.out
    assert ran.out == run("forecasts", "list", PLACE).out


def test_json_has_what_a_row_stands_on(run: Run, ids: Ids) -> None:
    rows = {row["id"]: row for row in json.loads(run("forecasts", PLACE, "--json").out)}
    row = rows[ids.likely]
    assert (row["kind"], row["due"], row["state"]) == ("probability", "2031-05-04", "open")
    assert {one["table"] for one in row["readings"]} > {"kent-1964", "capphrase"}
    assert row["ids"][0] == ids.likely
    assert len(row["ids"]) == 3


def test_kind_state_voice_and_day_narrow_the_list(run: Run, ids: Ids) -> None:
    def listed(*options: str) -> set[str]:
        return {row["id"] for row in json.loads(run("forecasts", PLACE, "--json", *options).out)}

    assert listed("--kind", "claim with denial") == {ids.resumes, ids.denied}
    assert listed("--voice", "Ida Holm") == {ids.likely}
    assert listed("--state", "overdue", "--as-of", "2031-05-20") >= {ids.likely, ids.could}
    assert listed("--as-of", "2031-01-01") == set()
    assert "1 of " in run("forecasts", PLACE, "--limit", "1").talk


def test_an_empty_record_says_what_to_do(run: Run) -> None:
    Record.open("empty.veedor").close()
    assert "veedor read" in run("forecasts", "empty.veedor").talk
    assert run("forecasts", "empty.veedor", "--json").out == "[]\n"
    scored = run("forecasts", "score", "empty.veedor")
    assert "not enough to say: n = 0" in scored.out
    assert "veedor forecasts" in scored.talk


def test_a_forecast_is_shown_entered_resolved_and_scored(run: Run, ids: Ids) -> None:
    shown = run("forecasts", "show", ids.likely[:8], PLACE)
    assert "criterion, proposed:" in shown.out
    assert "Kent 1964: 'probable', 63 to 87 %, 75 %" in shown.out
    assert "may show how it came out; a person decides:" in shown.out
    assert "veedor forecasts enter" in shown.talk
    entered = run("forecasts", "enter", ids.likely, PLACE, "--by", "Ana")
    assert entered.code == 0, entered.talk
    assert "veedor undo" in entered.talk
    resolved = run(
        "forecasts", "resolve", ids.likely, PLACE, "--outcome", "no", "--on", "2031-05-05",
        "--evidence", ids.three, "--by", "Ana",
    )  # fmt: skip
    assert resolved.code == 0, resolved.talk
    score = run("forecasts", "score", PLACE, "--as-of", "2031-06-01")
    assert "n = 1: Brier 0.562500, Brier's sum 1.125000" in score.out
    assert "CAPphrase" in score.out
    assert "0.01 to 0.99" in score.out
    assert "not enough to say: n = 1, a curve needs 30" in score.out
    plain = json.loads(run("forecasts", "score", PLACE, "--as-of", "2031-06-01", "--json").out)
    assert (plain["n"], plain["brier"], plain["curve"]) == (1, 0.5625, None)
    assert plain["by_voice"][0]["interval"] is None
    after = run("forecasts", "show", ids.likely, PLACE, "--as-of", "2031-06-01").out
    assert "came out: no on 2031-05-05, says Ana" in after
    assert f"shown by {ids.three}" in after


def test_a_second_criterion_is_not_the_one_that_is_scored(run: Run, ids: Ids) -> None:
    run("forecasts", "enter", ids.likely, PLACE, "--by", "Ana")
    again = run("forecasts", "enter", ids.likely, PLACE, "--proposition", "It wins 3", "--by", "Ana")
    assert "another criterion was entered before" in again.talk


def test_without_a_day_it_is_said_that_it_is_never_scored(run: Run, ids: Ids) -> None:
    ran = run("forecasts", "enter", ids.rain, PLACE, "--by", "Ana")
    assert "never scored" in ran.talk
    assert run("forecasts", "score", PLACE).out.count("it has no horizon") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("enter", "LIKELY", PLACE, "--horizon", "2031-07"), "how the horizon follows"),
        (("enter", "LIKELY", PLACE, "--horizon", "soon", "--why", "x"), "EDTF"),
        (("enter", "ffffff", PLACE), "ffffff"),
        (("resolve", "LIKELY", PLACE, "--outcome", "no"), "what shows"),
        (("show", "LIKELY", PLACE, "--as-of", "soon"), "no day"),
        (("score", PLACE, "--table", "tarot"), "kent-1964"),
        (("words", "gobbledygook"), "No table"),
        (("nowhere.veedor",), "no record"),
    ],
)
def test_wrong_use_says_what_is_wrong(run: Run, ids: Ids, arguments: tuple[str, ...], words: str) -> None:
    ran = run("forecasts", *(ids.likely if one == "LIKELY" else one for one in arguments))
    assert ran.code != 0
    assert words in ran.talk


def test_words_show_every_number_with_its_source(run: Run) -> None:
    ran = run("forecasts", "words", "seems sure")
    assert "Kent 1964: 'almost certain', 87 to 99 %, 93 %" in ran.out
    assert "Words of Estimative Probability" in ran.out
    (stated,) = json.loads(run("forecasts", "words", "a 70 % chance", "--json").out)
    assert (stated["point"], stated["source"]) == (0.7, None)


@pytest.mark.parametrize("command", ["list", "show", "enter", "resolve", "score", "words"])
def test_every_part_of_forecasts_has_an_example(run: Run, command: str) -> None:
    assert (
        f"veedor forecasts {'' if command == 'list' else command}" in run("forecasts", command, "--help").out
    )
