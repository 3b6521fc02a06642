from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.forecasts.foretold import event, forecast
from veedor.analysis.forecasts.criterion import HorizonRule
from veedor.analysis.forecasts.horizons import Horizon, NoHorizon, State, horizon_of, state_of, votes
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType


def vote(dated: str | None, **given: object) -> Telling:
    return event(EventType.ELECT, "vote", dated=dated, **given)  # type: ignore[arg-type]


def test_the_reports_own_words_of_time_are_an_explicit_horizon() -> None:
    found = horizon_of(forecast("will fall", "the dam", dated="2031-04"))
    assert isinstance(found, Horizon)
    assert (found.value, found.rule, found.due) == ("2031-04", HorizonRule.EXPLICIT, date(2031, 4, 30))
    assert "April 2031" in found.why


def test_an_open_end_or_a_day_before_the_report_is_no_horizon() -> None:
    for dated in ("2031-04/..", "2030-01"):
        assert isinstance(horizon_of(forecast("will fall", "the dam", dated=dated)), NoHorizon)


def test_words_of_time_without_a_date_are_no_horizon() -> None:
    found = horizon_of(forecast("will fall", "the dam", by="before long"))
    assert found == NoHorizon("its words of time have no date")


def test_a_forecast_of_how_a_vote_turns_out_is_settled_by_the_vote_of_the_same_report() -> None:
    own, other = vote("2031-05-04"), vote("2031-04-01", document_id="other", country="XA")
    found = horizon_of(forecast("could win", "win the vote", country="XA"), votes([own, other]))
    assert isinstance(found, Horizon)
    assert (found.value, found.rule, found.ids) == ("2031-05-04", HorizonRule.INFERRED, (own.id,))
    assert "4 May 2031" in found.why


def test_else_by_the_next_vote_in_the_same_country() -> None:
    known = votes(
        [
            vote("2031-09-01", document_id="a", country="XA"),
            vote("2031-06-01", document_id="b", country="XA"),
            vote("2031-04-01", document_id="c", country="XB"),
            vote("2030-04-01", document_id="d", country="XA"),
            vote("2039-04-01", document_id="e", country="XA"),
        ]
    )
    found = horizon_of(forecast("could win", "win the vote", country="XA"), known)
    assert isinstance(found, Horizon)
    assert found.value == "2031-06-01"


def test_two_days_in_one_report_are_not_chosen_between() -> None:
    found = horizon_of(forecast("could win", "win the vote"), votes([vote("2031-05-04"), vote("2031-06-04")]))
    assert isinstance(found, NoHorizon)
    assert "several" in found.why


def test_what_is_no_vote_takes_no_horizon_from_one() -> None:
    found = horizon_of(forecast("will fall", "the dam"), votes([vote("2031-05-04")]))
    assert isinstance(found, NoHorizon)


def test_an_undated_vote_or_one_dated_to_a_year_settles_nothing() -> None:
    found = votes([vote(None), vote("2031"), vote("2031-05-04/..")])
    assert not found.by_document
    assert not found.by_country


@pytest.mark.parametrize(
    ("due", "outcome", "state"),
    [
        (None, None, State.UNDATED),
        (date(2031, 5, 4), None, State.OVERDUE),
        (date(2031, 5, 5), None, State.DUE),
        (date(2031, 5, 12), None, State.DUE),
        (date(2031, 5, 13), None, State.OPEN),
        (date(2031, 5, 4), "yes", State.RESOLVED),
        (None, "undecidable", State.RESOLVED),
        (date(2031, 9, 9), "void", State.VOID),
    ],
)
def test_how_far_a_forecast_has_come(due: date | None, outcome: str | None, state: State) -> None:
    assert state_of(due, outcome, date(2031, 5, 5)) is state


@pytest.mark.parametrize(
    ("by", "about", "value"),
    [
        ("next week", "talks", "2031-03-03/2031-03-09"),
        ("within six months", "the pact falls", "2031-03/2031-09"),
        (None, "a new round before November", "../2031-11"),
        (None, "the pact of November 2031 falls", None),
        ("in the coming weeks", "talks", None),
        ("before long", "talks", None),
        ("last week", "talks", None),
    ],
)
def test_words_of_time_without_a_date_are_read_from_the_report(
    by: str | None, about: str, value: str | None
) -> None:
    found = horizon_of(forecast("will fall", about, by=by))
    assert (found.value if isinstance(found, Horizon) else None) == value


def test_words_of_time_of_a_report_without_a_date_mean_nothing() -> None:
    found = horizon_of(forecast("will fall", "talks", by="next week", published=None))
    assert isinstance(found, NoHorizon)
