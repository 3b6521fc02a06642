from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from tests.codebook.test_scoring import Plain, _disturbed, event, figure, position, span
from veedor.codebook.evaluation import Twin, evaluate, total_of
from veedor.codebook.labels import EventType, Stance
from veedor.codebook.scoring import Counts, Right, score
from veedor.errors import StatementError


def disturbed(development_set: list[Path], seed: int) -> list[Twin]:
    chance = random.Random(seed)
    twins = []
    for path in development_set:
        gold: list[Plain] = json.loads(path.read_text(encoding="utf-8"))["statements"]
        twins.append(Twin(gold, [_disturbed(one, chance) for one in gold if chance.random() < 0.8]))
    return twins


@pytest.mark.parametrize("seed", range(2))
def test_the_counts_are_those_of_the_score(development_set: list[Path], seed: int) -> None:
    twins = disturbed(development_set, seed)
    assert total_of(evaluate(twins, samples=100)) == score(twins)


def test_types_add_up_to_events_with_their_type(development_set: list[Path]) -> None:
    found = evaluate(disturbed(development_set, 0), samples=100)
    counts = [line.counts for line in found.types.values()]
    assert Counts(*map(sum, zip(*counts, strict=True))) == found.kinds["event+type"].counts
    for type_, line in found.types.items():
        missed, invented = found.confusion.many(type_, None), found.confusion.many(None, type_)
        wrong = sum(many for _, many in found.confusion.mistaken(type_))
        assert line.counts.gold == line.counts.hits + wrong + missed
        assert line.counts.system >= line.counts.hits + invented
        assert line.counts.hits == found.confusion.many(type_, type_)


def test_intervals_hold_the_figures_of_ordinary_reports(development_set: list[Path]) -> None:
    found = evaluate(disturbed(development_set, 1), samples=300)
    for line in (*found.kinds.values(), *found.fields.values()):
        for value, interval in (line.precision, line.recall, line.f1):
            if interval is not None:
                assert value is not None
                assert interval.low - 1e-9 <= value <= interval.high + 1e-9


def test_the_same_seed_gives_the_same_evaluation(development_set: list[Path]) -> None:
    twins = disturbed(development_set, 0)
    plain = [json.dumps(evaluate(twins, samples=100, seed=seed).to_dict()) for seed in (0, 0, 1)]
    assert plain[0] == plain[1] != plain[2]


def test_a_thousand_draws_take_little_time(development_set: list[Path]) -> None:
    twins = disturbed(development_set, 0)
    before = time.process_time()
    evaluate(twins, samples=1000)
    assert time.process_time() - before < 3


def test_every_type_and_stance_has_a_line_found_or_not() -> None:
    found = evaluate([Twin([event(0, 5)], [event(0, 5, "zap")])])
    assert list(found.types) == [*map(str, EventType), "zap"]
    assert list(found.stances) == [*map(str, Stance)]
    assert found.types["AGREE"].counts == Counts(0, 0, 1)
    assert found.types["AGREE"].recall.value == 0.0
    assert found.types["AGREE"].precision.value is None
    assert found.types["AID"].f1.value is None


def test_a_small_evaluation_is_that_worked_out_by_hand() -> None:
    party = span(6, 9) | {"quote": "RP", "name": "River Party (RP)"}
    gold = [event(0, 5, actors=[party]), event(20, 25, "AID"), figure(30, 35, 40), position(50, 55, "offers")]
    system = [
        event(0, 5, actors=[span(6, 9) | {"quote": "RP"}], probability_right=0.95),
        event(20, 25, "AGREE", certainty="open", probability_right=0.45),
        figure(30, 35, 40),
    ]
    found = evaluate([Twin(gold, system), Twin(gold, [])])
    assert found.kinds["event"].counts == Counts(2, 2, 4)
    assert found.kinds["event+type"].f1.value == pytest.approx(2 * 1 / (2 + 4))
    assert found.fields["event.actors"].counts == Counts(1, 1, 1)
    assert found.fields["event.actors"].f1 == (1.0, None)
    assert found.labels["event.certainty"].counts == Right(1, 2)
    assert found.names["names"].counts == found.names["event.actors"].counts == Right(1, 1)
    assert found.confusion.mistaken("AID") == [("AGREE", 1)]
    assert found.calibration is not None
    assert (found.calibration.many, found.calibration.without) == (2, 1)
    assert found.calibration.error.value == pytest.approx((0.05 + 0.45) / 2)
    assert found.calibration.brier.value == pytest.approx((0.05**2 + 0.45**2) / 2)
    line = found.to_dict()["kinds"]["event"]
    assert (line["recall"], line["hits"], line["gold"], line["system"]) == (0.5, 2, 4, 2)
    assert line["recall_interval"] == [0.0, 1.0]


def test_nothing_found_has_no_precision_and_no_probabilities() -> None:
    found = evaluate([Twin([event(0, 5)], []), Twin([event(0, 5)], [])], samples=100)
    assert found.kinds["event"].precision == (None, None)
    assert found.kinds["event"].f1 == (0.0, (0.0, 0.0))
    assert found.calibration is None
    assert found.names == {}
    assert found.to_dict()["calibration"] is None


def test_one_document_has_no_interval() -> None:
    found = evaluate([Twin([event(0, 5)], [event(0, 5)])])
    assert found.kinds["event"].f1 == (1.0, None)
    assert found.to_dict()["kinds"]["event"]["f1_interval"] is None


def test_what_is_no_statement_is_refused() -> None:
    with pytest.raises(StatementError):
        evaluate([Twin([event(0, 5)], [{"kind": "rumour"}])])
