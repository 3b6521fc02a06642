"""Headings that set out what may come, how likely it is, and what is told under them."""

from __future__ import annotations

import pytest

from tests.reading.trees import document, tree
from veedor.codebook.labels import Certainty, Tense
from veedor.codebook.statement import Event, Figure, Forecast
from veedor.reading.assemble import assemble
from veedor.reading.forecasts.scenarios import scenarios


@pytest.mark.parametrize(
    ("text", "title", "likely", "told"),
    [
        ("Scenario 1: A new deal (55 percent). Both sign.", "A new deal", "55 percent", "Both sign."),
        ("Scenario 2: Collapse (likelihood: 20%)\nIt falls.", "Collapse", "20%", "It falls."),
        ("Scenario A (60%): war spreads\nIt falls.", "war spreads", "60%", "It falls."),
        ("Worst-case scenario – all-out war (unlikely)\nIt falls.", "all-out war", "unlikely", "It falls."),
        ("Base case: muddling on (probability 60 per cent)", "muddling on", "60 per cent", None),
        ("Most likely scenario: the truce holds, 40-50%", "the truce holds", "40-50%", None),
        (
            "Scenario three: the empty chair\n\nOne goes.\n\nWhat now\n\nWait.",
            "the empty chair",
            None,
            "One goes.",
        ),
        ("Scenario 2\nIt falls.", None, None, "It falls."),
    ],
)
def test_heading_names_a_scenario(text: str, title: str | None, likely: str | None, told: str | None) -> None:
    (found,) = scenarios(text)
    assert (found.title and found.title.words, found.likely and found.likely.words) == (title, likely)
    assert (found.told and text[found.told.start : found.told.end].strip()) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "In the worst-case scenario the talks fail.",
        "The first scenario is bad.",
        "Case 12 was dismissed in 1999, a scenario that lawyers feared.",
        "Base camp: 40% of climbers left in this scenario.",
    ],
)
def test_sentences_are_no_scenarios(text: str) -> None:
    assert scenarios(text) == []


HEADING = tree(
    "Scenario scenario NOUN NN 0 root | 1 1 NUM CD 1 flat | +: : PUNCT : 4 punct | Collapse collapse NOUN NN 1 appos | "
    "( ( PUNCT ( 7 punct | +20 20 NUM CD 7 nummod | percent percent NOUN NN 4 nmod | +) ) PUNCT ) 7 punct"
)
BELOW = tree(
    "Rebels rebel NOUN NNS 2 nsubj | attack attack VERB VBP 0 root | the the DET DT 4 det | town town NOUN NN 2 obj | "
    "+. . PUNCT . 2 punct"
)


def test_heading_with_a_likelihood_is_a_forecast_and_no_figure() -> None:
    found = assemble(document(HEADING, BELOW))
    (forecast,) = [s for s in found if isinstance(s, Forecast)]
    assert forecast.about is not None
    assert forecast.probability is not None
    assert (forecast.about.words, forecast.probability.words) == ("Collapse", "20 percent")
    assert (forecast.certainty, forecast.tense) == (Certainty.HEDGED, Tense.FUTURE)
    assert not [s for s in found if isinstance(s, Figure)]


def test_act_told_in_the_present_under_a_scenario_happens_in_it_alone() -> None:
    supposed, told = (
        next(s for s in assemble(parses) if isinstance(s, Event))
        for parses in (document(HEADING, BELOW), [BELOW])
    )
    assert (supposed.certainty, supposed.tense) == (Certainty.OPEN, Tense.FUTURE)
    assert (told.certainty, told.tense) == (Certainty.CERTAIN, Tense.PRESENT)
