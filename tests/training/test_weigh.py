from __future__ import annotations

import math

import numpy as np
import pytest

from tests.reading.build import parse_of
from training.weigh import Told, ask, best_threshold, best_trust, fit, without_rules
from veedor.codebook.labels import Kind, Stance
from veedor.codebook.span import Quote
from veedor.reading.judging.candidates import Candidate
from veedor.reading.judging.judge import Judge
from veedor.reading.positions.positions import PositionDraft


def test_without_features_that_tell_the_constant_is_the_log_odds_of_the_share() -> None:
    rows = [((0.0,), True)] * 30 + [((0.0,), False)] * 10
    constant, weight = fit(rows)
    assert constant == pytest.approx(math.log(3), abs=0.01)
    assert weight == pytest.approx(0, abs=0.01)


def test_weights_give_back_the_shares_that_the_answers_have() -> None:
    rows = [((1.0,), True)] * 90 + [((1.0,), False)] * 10 + [((0.0,), True)] * 20 + [((0.0,), False)] * 80
    judge = Judge({"event": fit(rows)}, {}, {})
    assert judge.right("event", (1.0,)) == pytest.approx(0.9, abs=0.04)
    assert judge.right("event", (0.0,)) == pytest.approx(0.2, abs=0.04)


def test_few_answers_that_all_agree_give_no_certainty() -> None:
    judge = Judge({"event": fit([((1.0,), True)] * 3)}, {}, {})
    assert judge.right("event", (0.0,)) < 1.0


def test_threshold_is_half_of_the_best_score() -> None:
    chances = np.array([0.9, 0.8, 0.65, 0.25, 0.24, 0.23])
    right = np.array([True, True, True, False, False, False])
    assert best_threshold(chances, right, wanted=3) == 0.5
    assert best_threshold(chances, right, wanted=9) == 0.25


def test_rules_that_are_always_right_are_trusted_beyond_the_heads() -> None:
    cases = [("past", {"past": 0.1, "future": 0.9}, "past")] * 5
    trust = best_trust(Judge.silent(), "event.tense", cases)
    assert Judge({}, {}, {"event.tense": trust}).label("event.tense", *cases[0][:2]) == "past"


def test_heads_that_are_always_right_outweigh_the_rules() -> None:
    cases = [("past", {"past": 0.4, "future": 0.6}, "future")] * 5
    trust = best_trust(Judge.silent(), "event.tense", cases)
    assert Judge({}, {}, {"event.tense": trust}).label("event.tense", *cases[0][:2]) == "future"


def test_question_that_was_never_answered_is_left_to_the_rules() -> None:
    assert best_trust(Judge.silent(), "event.tense", []) == math.inf


def test_heads_alone_see_none_of_the_rules_features() -> None:
    assert without_rules([((0.7, 1.0, 1.0, 1.0, 0.4, 0.2), True)]) == [((0.7, 0.0, 0.0, 0.0, 0.4, 0.2), True)]


def test_position_of_another_stance_counts_as_told_but_not_as_right() -> None:
    parse = parse_of("Refuse refuse VERB VB 0 root")
    anchor = Quote.at(parse.text, 0, 6)
    draft = PositionDraft(0, anchor, Stance.DEMANDS, (), None, (), "", holder_is_source=True)
    candidate = Candidate(Kind.POSITION, draft, "demands", (0.0,) * 6)
    gold = {"kind": "position", "stance": "refuses"}
    rows = ask([Told(parse, candidate, None, gold)]).rows
    assert [right for _, right in rows["position"]] == [False]
    assert [right for _, right in rows["position.told"]] == [True]
