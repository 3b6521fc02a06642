from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from veedor.errors import ModelError
from veedor.reading.judging.judge import FILE, LEAST, Judge, logit


def test_even_odds_are_zero_and_a_certainty_is_held_back() -> None:
    assert logit(0.5) == 0
    assert logit(1.0) == pytest.approx(math.log((1 - LEAST) / LEAST))
    assert logit(0.0) == pytest.approx(-logit(1.0))


def test_answer_is_the_logistic_of_constant_and_features() -> None:
    judge = Judge({"event": [-1.0, 2.0, 0.5]}, {}, {})
    assert judge.right("event", (1.0, 2.0)) == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_answer_stays_a_probability_for_absurd_features() -> None:
    judge = Judge({"event": [0.0, 1e9]}, {}, {})
    assert 0.0 <= judge.right("event", (-1.0,)) < judge.right("event", (1.0,)) <= 1.0


def test_rules_label_stands_until_the_heads_are_surer_than_it_is_trusted() -> None:
    judge = Judge({}, {}, {"event.label": 2.0})
    assert judge.label("event.label", "MOVE", {"MOVE": 0.2, "AID": 0.8}) == "MOVE"
    assert judge.label("event.label", "MOVE", {"MOVE": 0.05, "AID": 0.95}) == "AID"


def test_rules_label_stands_where_nothing_was_measured() -> None:
    assert Judge.silent().label("event.tense", "past", {"past": 0.0, "future": 1.0}) == "past"


def test_heads_alone_give_the_label_where_the_rules_have_none() -> None:
    assert Judge.silent().label("event.label", "", {"AID": 0.4, "MOVE": 0.6}) == "MOVE"


def test_weights_are_read_from_their_file(tmp_path: Path) -> None:
    content = {"weights": {"when": [1, 2]}, "thresholds": {"event": 0.4}, "trust": {"event.tense": None}}
    (tmp_path / FILE).write_text(json.dumps(content), encoding="utf-8")
    judge = Judge.load(tmp_path)
    assert judge.knows("when")
    assert not judge.knows("event")
    assert judge.trust["event.tense"] == math.inf


@pytest.mark.parametrize(
    "content", ["", "[]", '{"weights": {}}', '{"weights": {}, "thresholds": {}, "trust": 3}']
)
def test_damaged_weights_are_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"judge\.json"):
        Judge.load(tmp_path)
