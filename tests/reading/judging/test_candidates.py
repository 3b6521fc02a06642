"""What the heads see beside the rules, and with which fields it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.build import parse_of
from tests.reading.judging.learned import JUDGE, THREE, learned
from tests.reading.stance_rows import sentence
from veedor.codebook.labels import Stance
from veedor.reading.assemble import drafts
from veedor.reading.figures.figures import FigureDraft
from veedor.reading.forecasts.forecasts import ForecastDraft
from veedor.reading.positions.positions import PositionDraft

RISKED = parse_of(
    """
    The    the   DET   DT  2 det
    fund   fund  NOUN  NN  3 nsubj
    risked risk  VERB  VBD 0 root
    ruin   ruin  NOUN  NN  3 obj
    if     if    SCONJ IN  8 mark
    the    the   DET   DT  7 det
    siege  siege NOUN  NN  8 nsubj
    ended  end   VERB  VBD 3 advcl
    """
)
LEFT = parse_of(
    """
    Floods  flood  NOUN NNS 2 nsubj
    left    leave  VERB VBD 0 root
    40      40     NUM  CD  4 nummod
    persons person NOUN NNS 2 obj
    hungry  hungry ADJ  JJ  2 xcomp
    """
)


def test_forecast_that_the_heads_alone_see_has_the_conditions_of_its_sentence() -> None:
    parse = replace(RISKED, learned=learned(8, {2: ("forecast", 0.9)}, {(2, 3, "about"): 0.9}))
    (told,) = drafts(parse, [])
    assert isinstance(told.draft, ForecastDraft)
    assert [quote.words for quote in told.draft.conditions] == ["if the siege ended"]


def test_figure_counts_what_the_heads_hold_likeliest_and_is_weighed_where_they_see_it() -> None:
    judge = replace(JUDGE, weights={**JUDGE.weights, "figure.what": THREE})
    heads = learned(5, {2: ("figure", 0.9)}, {(2, 4, "what"): 0.9}, judge=judge)
    (told,) = drafts(replace(LEFT, learned=heads), [])
    assert isinstance(told.draft, FigureDraft)
    assert (told.draft.unit, told.draft.what.words) == ("people", "hungry")


@pytest.mark.parametrize(("chance", "stance"), [(0.2, Stance.ACCEPTS), (0.9, Stance.REFUSES)])
def test_heads_that_hardly_see_a_position_leave_its_stance_to_the_rules(
    chance: float, stance: Stance
) -> None:
    parse = sentence("Norland will talk only if Roe stays and disarms.")
    judge = replace(JUDGE, trust={**JUDGE.trust, "position.label": 0.0})
    heads = learned(len(parse.words), {2: ("refuses", chance)}, judge=judge)
    (told,) = drafts(replace(parse, learned=heads), [])
    assert isinstance(told.draft, PositionDraft)
    assert told.draft.stance is stance
