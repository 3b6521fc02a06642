from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from veedor.codebook.labels import Certainty, EventType, Kind, Tense
from veedor.codebook.scoring import (
    Counts,
    Score,
    by_label,
    match,
    score,
    score_of_document,
    span_pairs,
    total,
)
from veedor.errors import StatementError

Plain = dict[str, Any]


def span(start: int, end: int) -> Plain:
    return {"start": start, "end": end}


def event(start: int, end: int, type_: str = "AGREE", **more: Any) -> Plain:
    shared = {"polarity": "yes", "certainty": "certain", "tense": "past"}
    return {"kind": "event", "type": type_, "anchor": span(start, end)} | shared | more


def figure(start: int, end: int, value: Any, unit: str = "people") -> Plain:
    return {"kind": "figure", "anchor": span(start, end), "value": value, "unit": unit}


def position(start: int, end: int, stance: str) -> Plain:
    return {"kind": "position", "anchor": span(start, end), "stance": stance}


def one(gold: list[Plain], system: list[Plain]) -> Score:
    return score([(gold, system)])


def test_the_largest_overlap_is_paired_first() -> None:
    gold, system = [event(0, 10)], [event(0, 3), event(2, 10)]
    assert match(gold, system) == [(gold[0], system[1])]


def test_each_statement_is_paired_once() -> None:
    assert one([event(0, 10), event(0, 10)], [event(0, 10)]).spans["kind:event"] == Counts(1, 1, 2)


def test_on_a_tie_the_same_type_goes_first_then_the_nearest_length() -> None:
    gold = [event(0, 4, "AID")]
    tied = [event(0, 4, "AGREE"), event(0, 9, "AID"), event(0, 6, "AID")]
    assert match(gold, tied) == [(gold[0], tied[2])]


def test_other_kinds_and_touching_anchors_do_not_match() -> None:
    assert match([event(0, 5)], [event(5, 9), figure(0, 5, 1)]) == []


def test_a_wrong_type_still_matches_the_event() -> None:
    found = one([event(0, 5)], [event(0, 5, "AID")])
    assert found.spans["kind:event"].f1 == 1.0
    assert found.spans["kind:event+type"].f1 == 0.0
    assert found.labels["event.type"].share == 0.0


def test_fields_are_scored_on_matched_pairs_alone() -> None:
    gold = [event(0, 5, actors=[span(6, 9), span(10, 12)]), event(50, 55, actors=[span(60, 62)])]
    system = [event(0, 5, actors=[span(11, 12)])]
    assert one(gold, system).spans["event.actors"] == Counts(1, 1, 2)


def test_one_span_cannot_hit_twice() -> None:
    gold = [event(0, 5, actors=[span(6, 9), span(10, 12)])]
    system = [event(0, 5, actors=[span(6, 12)])]
    assert one(gold, system).spans["event.actors"] == Counts(1, 1, 2)


def test_a_date_counts_by_its_value() -> None:
    dated = [event(0, 5, when=span(6, 9) | {"value": "2019-08"})]
    assert one(dated, [event(0, 5, when=span(20, 30) | {"value": "2019-08"})]).spans["event.when"].f1 == 1.0
    assert one(dated, [event(0, 5, when=span(6, 9) | {"value": "2019"})]).spans["event.when"].f1 == 0.0
    assert "event.when" not in one([event(0, 5)], [event(0, 5)]).spans


@pytest.mark.parametrize(
    ("gold", "system", "is_same"),
    [
        (100, 100.9, 1),
        (100, 102, 0),
        ([24, 99], [24.0, 99.0], 1),
        ([24, 99], 24, 0),
        (5, None, 0),
        (5, "5", 1),
    ],
)
def test_values_are_the_same_within_a_hundredth(gold: Any, system: Any, is_same: int) -> None:
    assert one([figure(0, 3, gold)], [figure(0, 3, system)]).labels["figure.value"].right == is_same


def test_labels_are_compared_in_any_case() -> None:
    assert one([figure(0, 3, 1, "USD")], [figure(0, 3, 1, "usd")]).labels["figure.unit"].right == 1


def test_nothing_found_scores_nothing() -> None:
    found = one([event(0, 5)], [])
    assert (found.spans["kind:event"].precision, found.spans["kind:event"].f1) == (0.0, 0.0)
    assert one([], []).labels == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "event"},
        {"kind": "rumour", "anchor": span(1, 2)},
        event(1, 2, actors=["somebody"]),
        event(1, 2, actors=span(3, 4)),
        event(1, 2, about={"start": 3}),
        event(1, 2, when="2019"),
        [],
    ],
)
def test_what_is_no_statement_is_refused(wrong: Plain) -> None:
    with pytest.raises(StatementError):
        one([event(0, 1)], [wrong])


def _other(label: str, value: Any, chance: random.Random) -> Any:
    lists = {"type": EventType, "certainty": Certainty, "tense": Tense}
    return str(chance.choice(list(lists[label]))) if label in lists else value


def _shifted(value: Any, chance: random.Random) -> Any:
    by = chance.choice((-9, -3, 0, 0, 0, 3, 9))
    return value | {"start": max(0, value["start"] + by), "end": max(1, value["end"] + by)}


def _disturbed(statement: Plain, chance: random.Random) -> Plain:
    """A statement as a machine might get it wrong: moved, relabelled, with fields lost and values changed."""
    made: Plain = {}
    for field, value in statement.items():
        if field not in ("kind", "anchor") and chance.random() < 0.1:
            continue
        if isinstance(value, dict):
            made[field] = _shifted(value, chance)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            made[field] = [_shifted(item, chance) for item in value if chance.random() < 0.9]
        elif field == "value" and isinstance(value, int | float):
            made[field] = value * chance.choice((1, 1.005, 1.5))
        else:
            made[field] = _other(field, value, chance) if chance.random() < 0.2 else value
    return made


@pytest.fixture(scope="module")
def script(shared: Path) -> ModuleType:
    """The scoring script that defines the numbers."""
    spec = importlib.util.spec_from_file_location("shared_score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(4))
def test_the_numbers_are_those_of_the_scoring_script(
    script: ModuleType, development_set: list[Path], seed: int
) -> None:
    chance = random.Random(seed)
    pairs = []
    for path in development_set:
        gold = json.loads(path.read_text(encoding="utf-8"))["statements"]
        system = [_disturbed(statement, chance) for statement in gold if chance.random() < 0.8]
        chance.shuffle(system)
        pairs.append((gold, system))
    theirs, ours = script.score(pairs), score(pairs)
    assert {name: tuple(counts) for name, counts in ours.spans.items()} == theirs["spans"]
    assert {name: tuple(right) for name, right in ours.labels.items()} == theirs["labels"]
    assert {f"kind:{kind}" for kind in Kind} < set(ours.spans)


def test_every_type_and_stance_has_its_own_counts() -> None:
    gold = [event(0, 5), event(10, 15), event(20, 25, "AID"), position(30, 35, "offers")]
    system = [event(0, 5), event(10, 15, "AID"), position(30, 35, "refuses"), figure(40, 45, 1)]
    assert by_label(gold, system, match(gold, system)) == {
        "type:AGREE": Counts(1, 1, 2),
        "type:AID": Counts(0, 1, 1),
        "stance:offers": Counts(0, 0, 1),
        "stance:refuses": Counts(0, 1, 0),
    }


def test_the_scores_of_documents_add_up_to_the_score_of_all() -> None:
    first = ([event(0, 5, actors=[span(6, 9)])], [event(0, 5, "AID", actors=[span(6, 9)])])
    second = ([event(0, 5), figure(8, 9, 1)], [event(0, 5), event(10, 15)])
    assert total(score_of_document(*pair) for pair in (first, second)) == score([first, second])
    assert score([first, second]).spans["kind:event+type"] == Counts(1, 3, 2)


def test_a_gold_span_is_paired_with_the_first_that_is_free() -> None:
    gold, system = [span(0, 4), span(2, 9)], [span(3, 5), span(1, 2)]
    assert span_pairs(gold, system) == [(gold[0], system[0])]
