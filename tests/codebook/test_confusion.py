from __future__ import annotations

from tests.codebook.test_scoring import Plain, event, figure
from veedor.codebook.confusion import Confusion, confusion
from veedor.codebook.scoring import match


def of(gold: list[Plain], system: list[Plain]) -> Confusion:
    return confusion([(gold, system, match(gold, system))])


def test_matched_missed_and_invented_events_are_told_apart() -> None:
    gold = [event(0, 5), event(10, 15), event(20, 25, "AID"), figure(60, 65, 1)]
    system = [event(0, 5), event(10, 15, "AID"), event(40, 45, "RULE"), figure(70, 75, 1)]
    found = of(gold, system)
    assert found.many("AGREE", "AGREE") == 1
    assert found.many("AGREE", "AID") == 1
    assert found.many("AID", None) == 1
    assert found.many(None, "RULE") == 1
    assert sum(found.cells.values()) == 4
    assert found.mistaken("AGREE") == [("AID", 1)]
    assert found.mistaken("AID") == []


def test_types_come_in_the_order_of_the_codebook_and_strange_ones_last() -> None:
    found = of([event(0, 5, "TRADE"), event(10, 15, "AGREE")], [event(0, 5, "zap"), event(10, 15, "AID")])
    assert found.types() == ["AGREE", "AID", "TRADE", "zap"]


def test_equal_statements_are_counted_each() -> None:
    assert of([event(0, 5), event(0, 5)], []).many("AGREE", None) == 2


def test_an_event_without_a_type_is_said_to_have_none() -> None:
    assert of([event(0, 5)], [{"kind": "event", "anchor": {"start": 0, "end": 5}}]).mistaken("AGREE") == [
        ("no type", 1)
    ]


def test_as_json_it_is_a_row_for_each_gold_type() -> None:
    found = of([event(0, 5), event(10, 15)], [event(0, 5), event(40, 45, "RULE")])
    assert found.to_dict() == {"invented": {"RULE": 1}, "AGREE": {"AGREE": 1, "missed": 1}}
    assert of([], []).to_dict() == {}
