from __future__ import annotations

from tests.analysis.forecasts.foretold import event, forecast, foretold
from veedor.analysis.forecasts.branches import branch_sets
from veedor.analysis.forecasts.denials import denials
from veedor.analysis.forecasts.kinds import Foretold
from veedor.codebook.labels import Certainty, EventType, Polarity


def test_at_best_more_probably_at_worst_are_one_set_that_is_not_exhaustive() -> None:
    best = Foretold(forecast("will delay", "it delays", at=100), "At best, the council ")
    middle = Foretold(forecast("will split", "more probably, it will split", at=160))
    worst = Foretold(event(EventType.COERCE, "ban", at=230), "at worst, it will ")
    (found,) = branch_sets([worst, middle, best])
    assert found.ids == (best.telling.id, middle.telling.id, worst.telling.id)
    assert found.labels == ("at best", "more probably", "at worst")
    assert "not said to be all" in found.why


def test_one_branch_alone_or_branches_far_apart_make_no_set() -> None:
    best = Foretold(forecast("will delay", "it", at=100), "At best, the council ")
    worst = Foretold(forecast("will ban", "it", at=3000), "At worst, it ")
    assert branch_sets([best]) == branch_sets([best, worst]) == branch_sets([]) == ()


def test_the_sides_of_an_either_or_are_one_set() -> None:
    yields = forecast("will yield", "yield", certainty=Certainty.OPEN, at=100)
    quits = forecast("quit", "quit", certainty=Certainty.OPEN, at=130)
    elsewhere = forecast("quit", "quit", certainty=Certainty.OPEN, at=130, document_id="other")
    (found,) = branch_sets(foretold(yields, quits, elsewhere))
    assert found.ids == (yields.id, quits.id)


def test_a_claim_and_its_denial_by_another_source_say_the_contrary() -> None:
    said = event(EventType.CONSULT, "resume", sources=("the cabinet",), at=100)
    denied = event(EventType.CONSULT, "denied", sources=("the union",), polarity=Polarity.NO, at=140)
    other = event(EventType.CONSULT, "resume", at=140, document_id="other")
    assert denials([said, denied, other]) == {said.id: (denied.id,), denied.id: (said.id,)}


def test_one_source_that_says_both_denies_nothing() -> None:
    said = event(EventType.CONSULT, "meet", sources=("the cabinet",), actors=("Ula",), at=100)
    other = event(
        EventType.CONSULT, "meet", sources=("the cabinet",), polarity=Polarity.NO, actors=("Ula",), at=140
    )
    assert denials([said, other]) == {}


def test_acts_of_other_parties_are_not_denied() -> None:
    said = event(EventType.CONSULT, "meet", sources=("the cabinet",), actors=("Ula",), at=100)
    other = event(
        EventType.CONSULT, "meet", sources=("the union",), polarity=Polarity.NO, actors=("Oro",), at=140
    )
    assert denials([said, other]) == {}


def test_forecasts_of_the_same_thing_are_denied_by_their_words() -> None:
    said = forecast("would amount", "amount to an amnesty", at=100)
    denied = forecast(
        "rejects", "amount to an amnesty", sources=("the ministry",), polarity=Polarity.NO, at=180
    )
    assert denials([said, denied])[said.id] == (denied.id,)


def test_a_bare_denial_points_back_to_the_last_claim_before_it() -> None:
    first = event(EventType.CONSULT, "resume", sources=("the cabinet",), at=100)
    last = event(EventType.CONSULT, "meet", sources=("the cabinet",), at=150)
    denied = event(EventType.CONSULT, "denied", sources=("the union",), polarity=Polarity.NO, at=200)
    after = event(EventType.CONSULT, "travel to", sources=("the cabinet",), at=220)
    assert set(denials([first, last, denied, after])) == {last.id, denied.id}


def test_acts_of_other_days_are_not_denied() -> None:
    said = event(EventType.CONSULT, "meet", sources=("the cabinet",), dated="2031-05-02", at=100)
    denied = event(
        EventType.CONSULT, "denied", sources=("the union",), polarity=Polarity.NO, dated="2031-06-09", at=140
    )
    assert denials([said, denied]) == {}
