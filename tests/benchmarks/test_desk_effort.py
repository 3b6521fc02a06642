"""What the model of work at the desk counts."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.desk_effort import added, corrected, selected, settled, typed, wrong_fields
from benchmarks.keystrokes import SECONDS, SELECT, Operator, keys, quicker, seconds, work
from veedor.codebook.party_names import NO_TITLES

TEXT = "The mayor met the strikers on Monday."


def span(words: str, **more: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words, **more}


def statement(**fields: Any) -> dict[str, Any]:
    said = {
        "kind": "event",
        "type": "CONSULT",
        "anchor": span("met"),
        "polarity": "yes",
        "certainty": "certain",
    }
    return {**said, "tense": "past", "actors": [span("The mayor")], **fields}


def test_work_is_the_sum_of_its_operators() -> None:
    assert seconds(work("MKK")) == pytest.approx(SECONDS[Operator.MIND] + 2 * SECONDS[Operator.KEY])
    assert quicker(keys(100), SELECT) == SELECT


def test_short_words_are_typed_and_long_ones_selected() -> None:
    assert selected("met") == typed("met")
    assert selected("the strikers on Monday") == SELECT


def test_a_right_statement_takes_a_look_and_a_key() -> None:
    found = settled([statement()], [statement()], NO_TITLES)
    assert found.done == work("MMK")
    assert (found.right, found.corrected, found.rejected, found.missed) == (1, 0, 0, 0)


def test_what_the_machine_made_up_is_rejected_and_what_it_missed_added() -> None:
    made_up = statement(anchor=span("Monday"))
    found = settled([statement()], [made_up], NO_TITLES)
    assert (found.right, found.corrected, found.rejected, found.missed) == (0, 0, 1, 1)
    assert found.done == work("MMK") + added(statement(), selected)


def test_only_wrong_fields_are_mended_in_the_order_of_the_form() -> None:
    read = statement(type="DEMAND", actors=[], tense="future")
    assert wrong_fields(statement(), read, NO_TITLES) == ["type", "actors", "tense"]
    some, all_ = (corrected(statement(), read, names) for names in (["type"], ["type", "actors", "tense"]))
    assert seconds(some) < seconds(all_)
    assert some[Operator.WAIT] == 2


def test_typing_counts_every_letter_of_words_names_and_dates() -> None:
    bare = added(statement(actors=[]), typed)
    party = added(statement(actors=[span("The mayor", name="Ann Borg")]), typed)
    assert party[Operator.KEY] - bare[Operator.KEY] >= len("The mayor") + len("Ann Borg")
    dated = added(statement(actors=[], when=span("Monday", value="2021-05-03")), typed)
    assert dated[Operator.KEY] - bare[Operator.KEY] >= len("Monday") + len("2021-05-03")


def test_nothing_read_costs_what_typing_with_a_mouse_costs() -> None:
    assert settled([statement()], [], NO_TITLES).done == added(statement(), selected)
