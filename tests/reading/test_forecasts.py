from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading.stance_rows import sentence, wild_parses
from veedor.reading.forecasts.forecasts import ForecastDraft, apart, forecasts
from veedor.reading.forecasts.likelihood import FINDERS
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import positions


def _only(text: str) -> ForecastDraft:
    (draft,) = forecasts(sentence(text))
    return draft


@pytest.mark.parametrize(
    ("text", "anchor", "about", "probability"),
    [
        ("The vote is likely to fail by June.", "is likely to fail", "The vote is likely to fail", "likely"),
        ("It is unclear whether the truce will hold.", "will hold", "the truce will hold", "It is unclear"),
        ("If the talks fail, the party could split.", "could split", "split", "could"),
        ("They hope to win.", "hope to win", "win", None),
        ("The risk of war is real.", "risk", "war", "risk"),
        ("The mayor may support the plan.", "may support", "support the plan", "may"),
        ("Many expect the court to rule.", "expect", "the court to rule", None),
        ("The truce is at risk.", "is at risk", "The truce", "at risk"),
        ("Victory seemed likely.", "seemed likely", "Victory", "likely"),
        ("They hope the truce can hold.", "can hold", "the truce can hold", "can"),
        ("The map showed that the dam would burst.", "would burst", "the dam would burst", None),
        ("If the siege ends, Norland would win.", "would win", "win", None),
    ],
)
def test_a_forecast_has_its_predicate_and_words_of_probability(
    text: str, anchor: str, about: str, probability: str | None
) -> None:
    draft = _only(text)
    assert draft.anchor.words == anchor
    assert draft.about.words == about
    assert (draft.probability.words if draft.probability else None) == probability


@pytest.mark.parametrize(
    "text",
    [
        "The president will visit Rome.",
        "The deal would have failed.",
        "Officials said the army will arrest him.",
        "The rebels could not cross the river.",
        "Roads reopened so work may begin.",
        "Our priority will be growth.",
    ],
)
def test_own_plans_announcements_ability_and_what_did_not_happen_are_no_forecasts(text: str) -> None:
    assert forecasts(sentence(text)) == []


def test_what_a_critic_says_others_will_do_is_a_forecast() -> None:
    draft = _only("The critic says the government will arrest him.")
    assert [a.words for a in draft.actors] == ["the government"]


def test_what_is_feared_is_a_forecast() -> None:
    draft = _only("Analysts fear the vote would deepen the crisis.")
    assert draft.anchor.words == "would deepen"
    assert draft.actors == ()


def test_either_or_gives_a_forecast_for_each_side() -> None:
    sides = forecasts(sentence("The rebels will win or the army will split."))
    assert [d.anchor.words for d in sides] == ["will win", "will split"]
    assert all(d.is_alternative for d in sides)


def test_sides_that_share_a_modal_verb_share_their_actor() -> None:
    win, lose = forecasts(sentence("The parties could win or lose seats."))
    assert (win.anchor.words, lose.anchor.words) == ("could win", "lose")
    assert win.actors == lose.actors


def test_the_words_that_say_by_when_are_no_part_of_what_may_happen() -> None:
    draft = _only("The vote is likely to fail by June.")
    assert draft.by is not None
    assert draft.by.words == "by June"


def test_a_condition_belongs_to_its_forecast() -> None:
    draft = _only("If the talks fail, the party could split.")
    assert [c.words for c in draft.conditions] == ["If the talks fail"]
    assert [a.words for a in draft.actors] == ["the party"]


def test_on_the_same_words_the_position_stands() -> None:
    parse = sentence("The army would respond if the border were crossed, the general said.")
    wanted, foretold = apart(parse, positions(parse), forecasts(parse))
    assert [p.anchor.words for p in wanted] == ["would respond"]
    assert foretold == []


def test_every_row_of_the_list_has_a_known_use() -> None:
    uses = {row["use"] for row in table("probability_words")}
    assert uses <= {*FINDERS, "adverb"}


@given(wild_parses())
def test_every_quote_of_a_forecast_stands_at_its_place(parse: Parse) -> None:
    for draft in forecasts(parse):
        quotes = (draft.anchor, draft.about, draft.probability, draft.by, *draft.actors, *draft.conditions)
        for quote in quotes:
            if quote is not None:
                quote.check(parse.text)


def test_predicates_in_a_row_under_one_modal_verb_are_a_forecast_each() -> None:
    first, second = forecasts(sentence("The crisis could hurt trade and raise prices."))
    assert (first.anchor.words, first.about.words) == ("could hurt", "The crisis could hurt trade")
    assert (second.anchor.words, second.about.words) == ("raise", "raise prices")


def test_should_of_a_thing_at_a_time_foretells() -> None:
    assert _only("The result should be released late Monday.").anchor.words == "should be released"


@pytest.mark.parametrize(
    "text",
    [
        "They left a dam that could burst.",
        "They discussed the possibility of a union.",
        "He said he would remain the mayor.",
    ],
)
def test_what_could_be_is_weighed_or_is_a_partys_own_doing_is_no_forecast(text: str) -> None:
    assert forecasts(sentence(text)) == []
