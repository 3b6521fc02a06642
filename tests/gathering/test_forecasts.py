from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.gathering.ballots import Ids, fill
from veedor.analysis.forecasts.criterion import ForecastKind, HorizonRule
from veedor.analysis.forecasts.horizons import State
from veedor.analysis.forecasts.ledger import Outcome, Row, proposed
from veedor.errors import StatementError, UsageError
from veedor.gathering import forecasts
from veedor.record.findings import resolutions
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter

TODAY = date(2031, 6, 1)
NOW = forecasts.AsOf(TODAY)


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as opened:
        yield opened


@pytest.fixture
def ids(record: Record) -> Ids:
    return fill(record)


def rows(record: Record, as_of: date | None = None) -> dict[str, Row]:
    return {row.id: row for row in forecasts.whole(record, today=TODAY, as_of=as_of)}


def enter(record: Record, id_: str, **typed: object) -> int:
    return forecasts.enter_typed(record, id_, typed, today=TODAY, by="Ana")


def resolve(record: Record, id_: str, outcome: str, *evidence: str) -> int:
    came = resolutions.Outcome(outcome)
    return resolutions.resolve(record, id_, came, "2031-05-05", evidence, by="Ana", reason="as told")


def test_an_empty_record_foretells_nothing(record: Record) -> None:
    assert forecasts.whole(record, today=TODAY) == ()
    assert forecasts.judged_rows(record, today=TODAY) == ()
    assert forecasts.judged(record).ids == frozenset()
    assert forecasts.window(record, forecasts.FORECASTS, NOW, forecasts.judged(record), limit=5).rows == ()
    assert forecasts.scored(record, today=TODAY).n == 0


def test_a_forecast_has_its_numbers_its_total_and_the_day_of_the_vote(record: Record, ids: Ids) -> None:
    row = rows(record)[ids.likely]
    assert (row.kind, row.words, row.voice.name) == (ForecastKind.PROBABILITY, "likely", "Ida Holm")
    assert (row.due, row.state) == (date(2031, 5, 4), State.OVERDUE)
    assert row.threshold is not None
    assert (row.threshold.least, row.threshold.of, row.threshold.is_whole) == (5, 9, False)
    assert proposed(row).proposition.endswith("(5 or more of 9)")


def test_a_number_before_the_words_is_read_from_the_report(record: Record, ids: Ids) -> None:
    row = rows(record)[ids.rain]
    assert row.kind is ForecastKind.PROBABILITY
    assert [(one.table, one.point) for one in row.readings] == [("text", 0.7)]


def test_a_claim_and_its_denial_know_each_other(record: Record, ids: Ids) -> None:
    found = rows(record)
    assert found[ids.resumes].kind is found[ids.denied].kind is ForecastKind.DENIED
    assert found[ids.resumes].denied_by == (ids.denied,)


def test_as_of_an_earlier_day_later_reports_are_unknown(record: Record, ids: Ids) -> None:
    assert rows(record, date(2031, 4, 1)) == {}
    found = rows(record, date(2031, 4, 30))
    assert found[ids.likely].state is State.DUE
    assert found[ids.could].state is State.DUE
    assert found[ids.resumes].state is State.OVERDUE


def test_a_window_knows_what_stands_beside_it(record: Record, ids: Ids) -> None:
    known = forecasts.judged(record)
    found = forecasts.window(record, forecasts.FORECASTS, NOW, known, limit=1)
    assert (len(found.rows), found.looked_at, found.has_more) == (1, 1, True)
    assert found.rows[0].id == ids.likely
    assert found.rows[0].due == date(2031, 5, 4)
    rest = forecasts.window(record, forecasts.FORECASTS, NOW, known, limit=5, offset=1)
    assert [row.id for row in rest.in_order] == [ids.rain, ids.could]
    assert not rest.has_more


def test_a_row_is_found_by_any_id_of_its_statement(record: Record, ids: Ids) -> None:
    assert forecasts.row_of(record, ids.meets, NOW).kind is ForecastKind.SCHEDULED
    with pytest.raises(UsageError, match="foretells nothing"):
        forecasts.row_of(record, ids.won, NOW)


def test_what_is_entered_first_is_frozen_and_scored(record: Record, ids: Ids) -> None:
    first = enter(record, ids.likely)
    enter(record, ids.likely, proposition="The Lake party wins 3 or more")
    resolve(record, ids.likely, "no", ids.three)
    row = rows(record)[ids.likely]
    assert row.criterion is not None
    assert row.criterion.proposition.endswith("(5 or more of 9)")
    assert row.resolved is not None
    assert (row.resolved.outcome, row.resolved.evidence, row.state) == (
        Outcome.NO,
        (ids.three,),
        State.RESOLVED,
    )
    assert ids.three in row.ids
    found = forecasts.scored(record, today=TODAY)
    assert (found.n, found.brier) == (1, 0.75**2)
    review.undo(record, first, by="Ana")
    again = rows(record)[ids.likely]
    assert again.criterion is not None
    assert again.criterion.proposition == "The Lake party wins 3 or more"


def test_a_resolution_does_not_hold_before_its_day(record: Record, ids: Ids) -> None:
    enter(record, ids.likely)
    resolve(record, ids.likely, "no")
    assert rows(record, date(2031, 5, 1))[ids.likely].state is State.DUE
    assert rows(record, date(2031, 5, 5))[ids.likely].state is State.RESOLVED


def test_a_criterion_that_came_after_the_outcome_is_not_scored(record: Record, ids: Ids) -> None:
    resolve(record, ids.likely, "no")
    enter(record, ids.likely)
    (refused,) = forecasts.scored(record, today=TODAY).refused
    assert "after it had been resolved" in refused.why


def test_the_table_is_chosen_and_possibilities_are_asked_for(record: Record, ids: Ids) -> None:
    for id_ in (ids.likely, ids.could):
        enter(record, id_)
        resolve(record, id_, "no")
    assert forecasts.scored(record, today=TODAY).n == 1
    both = forecasts.scored(record, today=TODAY, possibilities=True)
    assert both.brier == pytest.approx((0.75**2 + 0.4**2) / 2)
    kent = forecasts.scored(record, today=TODAY, possibilities=True, table="kent-1964", unread=0.5)
    assert kent.brier == pytest.approx((0.75**2 + 0.5**2) / 2)
    assert len(both.by_voice) == 2


def test_an_announced_act_can_be_entered_and_resolved_but_is_not_scored(record: Record, ids: Ids) -> None:
    enter(record, ids.meets)
    resolve(record, ids.meets, "no", ids.did_not)
    (refused,) = forecasts.scored(record, today=TODAY).refused
    assert refused.why == "its kind, scheduled, is not scored"


def test_a_horizon_of_ones_own_needs_its_rule(record: Record, ids: Ids) -> None:
    with pytest.raises(StatementError, match="how the horizon follows"):
        enter(record, ids.rain, horizon="2031-05")
    enter(record, ids.rain, horizon="2031-05", horizon_why="the month of the vote", words="60 %")
    criterion = rows(record)[ids.rain].criterion
    assert criterion is not None
    assert (criterion.due, criterion.horizon_rule) == (date(2031, 5, 31), HorizonRule.INFERRED)
    assert criterion.readings[0].point == 0.6


def test_what_a_criterion_has_not_is_refused(record: Record, ids: Ids) -> None:
    with pytest.raises(UsageError, match="'colour'"):
        enter(record, ids.rain, colour="red")
    with pytest.raises(UsageError, match="prophecy"):
        enter(record, ids.rain, kind="prophecy")


def test_later_reports_are_proposed_as_evidence_and_nothing_is_taken(record: Record, ids: Ids) -> None:
    found = {one.proposal.id: one.proposal for one in forecasts.evidence(record, rows(record)[ids.likely])}
    assert found[ids.three].outcome is Outcome.NO
    assert "5 or more" in found[ids.three].why
    assert "vote that settles it" in found[ids.won].why
    met = forecasts.evidence(record, rows(record)[ids.meets])
    assert met[0].proposal.id == ids.did_not
    assert met[0].proposal.outcome is Outcome.NO
    assert resolutions.resolutions(record) == {}


def test_only_what_a_filter_lets_through_is_chosen(record: Record, ids: Ids) -> None:
    enter(record, ids.likely)
    known = forecasts.judged(record)
    named = Filter(actor="Lake Party")
    assert [row.id for row in forecasts.chosen(record, named, known.ids, NOW, known)] == [ids.likely]
    assert forecasts.chosen(record, Filter(actor="Oro"), known.ids, NOW, known) == ()


def test_a_source_narrows_the_ledger(record: Record, ids: Ids) -> None:
    found = forecasts.whole(record, today=TODAY, source="ida holm")
    assert [row.id for row in found] == [ids.likely]
