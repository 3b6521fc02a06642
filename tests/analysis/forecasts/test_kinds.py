from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.forecasts.foretold import event, forecast, quote, telling
from veedor.analysis.forecasts.criterion import ForecastKind
from veedor.analysis.forecasts.kinds import Foretold, is_foretold_not_to_be, sort_of
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Tense
from veedor.codebook.statement import Forecast, Position


@pytest.mark.parametrize(
    ("anchor", "given", "kind"),
    [
        ("seems sure to win", {"likely": "seems sure"}, "probability"),
        ("is likely to fall", {"likely": "likely"}, "probability"),
        ("is not likely to fall", {"likely": "not likely"}, "probability"),
        ("will fall", {}, "probability"),
        ("will inevitably fall", {}, "probability"),
        ("will possibly fall", {}, "possibility"),
        ("will finally fall", {}, "probability"),
        ("could win", {"likely": "could"}, "possibility"),
        ("may fall", {}, "possibility"),
        ("possibility", {"likely": "possibility"}, "possibility"),
        ("is hoping to win", {}, "possibility"),
        ("will fall", {"conditions": ("if it rains",)}, "conditional"),
        ("is likely to fall", {"likely": "likely", "conditions": ("if it rains",)}, "conditional"),
        ("would fall", {}, "conditional"),
        ("would fall", {"sources": ("a minister",)}, "conditional"),
        ("is failing", {"tense": Tense.PRESENT, "certainty": Certainty.CERTAIN}, "assessment"),
        ("has little success", {"tense": Tense.PRESENT}, "assessment"),
        ("difficulties ahead", {"certainty": Certainty.CERTAIN}, "assessment"),
    ],
)
def test_the_kind_of_a_forecast_is_told_from_its_words(anchor: str, given: dict[str, Any], kind: str) -> None:
    found = sort_of(Foretold(forecast(anchor, "the dam", **given)))
    assert found is not None
    assert found.kind == ForecastKind(kind)
    assert found.why


def test_a_reported_would_that_is_stated_as_fact_is_a_will() -> None:
    found = sort_of(
        Foretold(forecast("would fall", "it", sources=("a minister",), certainty=Certainty.CERTAIN))
    )
    assert found is not None
    assert (found.kind, found.words) == (ForecastKind.PROBABILITY, "will")


def test_a_number_before_the_word_chance_makes_it_a_probability() -> None:
    told = forecast("chance", "a flood", likely="chance")
    for before, kind in [
        ("a 70 percent ", "probability"),
        ("there is little ", "probability"),
        ("a ", "possibility"),
    ]:
        found = sort_of(Foretold(told, before))
        assert found is not None
        assert found.kind == kind


def test_words_on_no_list_are_said_to_be_so() -> None:
    found = sort_of(Foretold(forecast("prospect", "a pact", likely="somewhat rosy")))
    assert found is not None
    assert found.kind is ForecastKind.POSSIBILITY
    assert "no list" in found.why


def test_an_announced_act_is_scheduled_by_a_day_and_planned_without_one() -> None:
    kinds = [
        sort_of(Foretold(event(EventType.CONSULT, "meet", dated=dated)))
        for dated in ("2031-03-05", "2031-03", None)
    ]
    assert [one.kind if one else None for one in kinds] == [
        ForecastKind.SCHEDULED,
        ForecastKind.PLAN,
        ForecastKind.PLAN,
    ]


def test_what_is_past_or_a_position_is_no_forecast() -> None:
    held = event(EventType.CONSULT, "met", tense=Tense.PAST)
    wish = telling(Position(anchor=quote("wants"), stance=Stance.PREFERS, holders=(quote("the union"),)))
    assert sort_of(Foretold(held)) is None
    assert sort_of(Foretold(wish)) is None


@pytest.mark.parametrize(
    ("likely", "polarity", "is_not"),
    [
        ("probably", Polarity.NO, True),
        (None, Polarity.NO, True),
        ("not likely", Polarity.NO, False),
        ("isn’t expected", Polarity.NO, False),
        ("unlikely", Polarity.YES, False),
        (None, Polarity.YES, False),
    ],
)
def test_foretold_not_to_be_is_not_the_same_as_unlikely(
    likely: str | None, polarity: Polarity, is_not: bool
) -> None:
    told = forecast("will not fall", "not fall", likely=likely, polarity=polarity).statement
    assert isinstance(told, Forecast)
    assert is_foretold_not_to_be(told) is is_not
