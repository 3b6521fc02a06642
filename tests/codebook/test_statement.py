from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import quote
from tests.strategies import statements_in, texts
from veedor.codebook.labels import Certainty, Comparison, EventType, Kind
from veedor.codebook.statement import Event, Figure, Statement, from_dict
from veedor.errors import SpanError, StatementError

TEXT = "Some 40 people met the mayor."


def meeting(**more: Any) -> Event:
    return Event(type=EventType.CONSULT, anchor=quote(TEXT, "met"), **more)


def figure(**more: Any) -> Figure:
    plain: dict[str, Any] = {"value": 40.0, "unit": "people"} | more
    return Figure(anchor=quote(TEXT, "40 people"), what=quote(TEXT, "people"), **plain)


@given(st.data(), texts)
def test_json_loses_nothing(data: st.DataObject, text: str) -> None:
    statement = data.draw(statements_in(text))
    plain = json.loads(json.dumps(statement.to_dict()))
    assert from_dict(plain) == replace(statement, probability_right=None)
    assert from_dict(plain).to_dict() == plain


@given(st.data(), texts)
def test_every_quote_is_listed_and_checked(data: st.DataObject, text: str) -> None:
    statement = data.draw(statements_in(text))
    quotes = list(statement.quotes())
    assert quotes[0] == statement.anchor
    assert json.dumps(statement.to_dict()).count('"start"') == len(quotes)
    statement.check(text)
    # No character of a text generated here lies in this block, so no quote can be right.
    with pytest.raises(SpanError):
        statement.check("\U0010fffd" * len(text) if "\U0010fffd" not in text else "")


def test_an_id_is_of_the_claim_and_its_document() -> None:
    assert meeting().id_in("a") == meeting().id_in("a")
    assert meeting().id_in("a") != meeting().id_in("b")
    assert meeting().id_in("a") != meeting(certainty=Certainty.OPEN).id_in("a")
    assert meeting().id_in("a") == meeting(probability_right=0.3).id_in("a")


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from tests.codebook.test_statement import meeting\nprint(meeting().id_in('a'))"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == meeting().id_in("a")


def test_a_whole_number_is_written_without_a_fraction() -> None:
    assert json.dumps(figure().to_dict()["value"]) == "40"
    assert json.dumps(figure(value=(24.0, 99.5)).to_dict()["value"]) == "[24, 99.5]"


def test_a_flat_figure_says_so_as_gold_files_do() -> None:
    assert figure().to_dict()["comparison"] == ""
    assert from_dict(figure().to_dict()) == figure()
    about = figure(comparison=Comparison.ABOUT)
    assert from_dict(about.to_dict()) == about


@pytest.mark.parametrize(
    "wrong", [{"value": (9.0, 2.0)}, {"value": float("nan")}, {"value": (0.0, float("inf"))}, {"unit": ""}]
)
def test_a_figure_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(StatementError):
        figure(**wrong)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "rumour"},
        {"kind": None},
        {"type": "GOSSIP"},
        {"certainty": "maybe"},
        {"anchor": {"start": 1}},
        {"anchor": None},
        {"certainty": ""},
        {"when": {"start": 0, "end": 4, "quote": "Some"}},
    ],
)
def test_json_that_the_codebook_does_not_know_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(StatementError):
        from_dict(meeting().to_dict() | change)


def test_json_without_a_needed_field_is_refused() -> None:
    plain = meeting().to_dict()
    del plain["type"]
    with pytest.raises(StatementError):
        from_dict(plain)


def test_a_statement_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        meeting().certainty = Certainty.OPEN  # type: ignore[misc]


def _without_nothing(plain: dict[str, Any]) -> dict[str, Any]:
    """A statement as gold files have it, without its id and without fields that say nothing."""
    return {key: value for key, value in plain.items() if key != "id" and value not in (None, "", [])}


def test_gold_files_go_round_without_loss(development_set: list[Path]) -> None:
    seen: dict[Kind, list[Statement]] = {kind: [] for kind in Kind}
    for path in development_set:
        report = json.loads(path.read_text(encoding="utf-8"))
        for plain in report["statements"]:
            statement = from_dict(plain)
            statement.check(report["document"]["text"])
            assert from_dict(statement.to_dict()) == statement
            back, gold = _without_nothing(statement.to_dict()), _without_nothing(plain)
            assert {key: back[key] for key in gold} == gold
            seen[statement.kind].append(statement)
    assert all(seen.values())
