from __future__ import annotations

from datetime import date
from typing import Any

from tests.analysis.forecasts.foretold import event, figure, forecast, foretold
from veedor.analysis.forecasts.ledger import Given, Outcome, Row, ledger
from veedor.analysis.forecasts.proposals import MOST, proposals
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense

LATER: dict[str, Any] = {"published": "2031-04-10", "document_id": "later", "tense": Tense.PAST}


def row(telling: Telling, *more: Telling) -> Row:
    rows = ledger(foretold(telling), Given(figures=more), as_of=date(2032, 1, 1))
    return rows[0]


def resigns(**given: Any) -> Telling:
    return forecast("will resign", "the premier resigns", actors=("Premier Ula",), **given)


def test_a_later_telling_of_the_same_party_and_words_is_proposed_with_its_reason() -> None:
    came = event(EventType.RETREAT, "resigned", actors=("Premier Ula",), **LATER)
    (found,) = proposals(row(resigns()), [came])
    assert (found.id, found.outcome) == (came.id, Outcome.YES)
    assert found.why == "the same party, 1 word in common"


def test_a_later_denial_is_proposed_as_no_and_turned_where_it_was_foretold_not_to_be() -> None:
    stays = event(EventType.RETREAT, "resign", actors=("Premier Ula",), polarity=Polarity.NO, **LATER)
    assert proposals(row(resigns()), [stays])[0].outcome is Outcome.NO
    assert proposals(row(resigns(polarity=Polarity.NO)), [stays])[0].outcome is Outcome.YES


def test_what_is_hedged_is_proposed_without_an_outcome() -> None:
    came = event(EventType.RETREAT, "resigned", actors=("Premier Ula",), certainty=Certainty.HEDGED, **LATER)
    assert proposals(row(resigns()), [came])[0].outcome is None


def test_what_lies_before_or_ahead_or_is_of_others_is_not_proposed() -> None:
    earlier = event(
        EventType.RETREAT, "resigned", actors=("Premier Ula",), **{**LATER, "published": "2031-02-01"}
    )
    before = event(EventType.RETREAT, "resigned", actors=("Premier Ula",), dated="2030-01", **LATER)
    ahead = event(EventType.RETREAT, "resign", actors=("Premier Ula",), **{**LATER, "tense": Tense.FUTURE})
    other = event(EventType.TRADE, "sold grain", actors=("Oro",), **LATER)
    again = forecast("will resign", "the premier resigns", actors=("Premier Ula",), document_id="later")
    told = row(resigns())
    assert proposals(told, [earlier, before, ahead, other, again, told.telling]) == ()
    assert proposals(told, []) == ()


def test_an_announced_act_is_shown_by_one_of_its_type_and_party() -> None:
    told = row(event(EventType.CONSULT, "meet", actors=("Lake Group",), dated="2031-03-09"))
    came = event(EventType.CONSULT, "held talks", actors=("Lake Group",), dated="2031-03-09", **LATER)
    (found,) = proposals(told, [came])
    assert found.why == "the same type of act, the same party"


def test_a_count_is_held_against_the_threshold() -> None:
    told = row(
        forecast("seems sure to win", "at least half of the districts", likely="seems sure"),
        figure(23, "districts"),
    )
    for value, outcome in [(5, Outcome.NO), (12, Outcome.YES)]:
        (found,) = proposals(told, [figure(value, "districts", published="2031-04-10", document_id="later")])
        assert found.outcome is outcome
        assert "12 or more" in found.why


def test_no_more_are_proposed_than_a_person_looks_through() -> None:
    many = [event(EventType.RETREAT, "resigned", actors=("Premier Ula",), **LATER) for _ in range(2 * MOST)]
    assert len(proposals(row(resigns()), many)) == MOST


def test_what_is_dated_to_the_vote_that_settles_it_is_proposed_for_the_reader_to_see() -> None:
    told = row(forecast("could win", "win most of the districts", likely="could", dated="2031-03-16"))
    held = event(EventType.ELECT, "carried", actors=("Oro",), dated="2031-03-16", **LATER)
    other = event(EventType.ELECT, "carried", actors=("Oro",), dated="2031-04-02", **LATER)
    (found,) = proposals(told, [held, other])
    assert (found.id, found.outcome, found.why) == (held.id, None, "dated to the vote that settles it")
