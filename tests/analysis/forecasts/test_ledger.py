"""The ledger of two real reports (desks.md, section 2.1), its rows told in words of our own, and ledgers made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import pytest

from tests.analysis.forecasts.foretold import event, figure, forecast, foretold
from veedor.analysis.forecasts.criterion import Branches, Criterion, ForecastKind, HorizonRule
from veedor.analysis.forecasts.flat import in_words
from veedor.analysis.forecasts.horizons import State, votes
from veedor.analysis.forecasts.ledger import Given, Outcome, Resolved, Row, ledger, proposed
from veedor.analysis.forecasts.scoring import Rules, Scores, scores
from veedor.analysis.forecasts.words import readings
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.errors import UsageError

AS_OF = date(2018, 3, 1)
REPORTED = "2017-10-13"


class Line(NamedTuple):
    """A line of the golden ledger."""

    name: str
    telling: Telling
    kind: str
    horizon: str | None
    words: str
    outcome: str | None
    on: str | None


def line(
    name: str, told: Telling, kind: str, horizon: str | None, words: str, outcome: str | None, on: str | None
) -> Line:
    return Line(name, told, kind, horizon, words, outcome, on)


def said(anchor: str, about: str, **given: Any) -> Telling:
    return forecast(anchor, about, published=REPORTED, **given)


def planned(anchor: str, **given: Any) -> Telling:
    return event(EventType.CONSULT, anchor, published=REPORTED, **given)


def golden() -> list[Line]:
    likely, possible = "probability", "possibility"
    claim, no = "claim with denial", Polarity.NO
    contrary = planned("denied", sources=("the other side",), polarity=no, at=1040)
    return [
        line("F1", said("is likely", "some votes go to names no longer running", likely="likely"),
             likely, "2017-10-26", "likely", "yes", "2017-10-26"),
        line("F3", said("seems sure to win", "at least half of the 23", likely="seems sure", at=100),
             likely, "2017-10-18", "seems sure", "no", "2017-10-18"),
        line("F4", said("could win", "twenty of the twenty-three", likely="could", at=200),
             possible, "2017-10-18", "could", "no", "2017-10-18"),
        line("F6", said("will inevitably weaken", "the word", likely="inevitably", at=300,
                        conditions=("if they hold a vote",)),
             "conditional", None, "inevitably", "undecidable", "2018-01-01"),
        line("F7", planned("resumes", sources=("the cabinet",), at=1000, dated="2017-10-22"),
             claim, "2017-10-22", "", "no", "2017-10-22"),
        line("F7-", contrary, claim, "2017-10-22", "", "yes", "2017-10-22"),
        line("F8", planned("meets", dated="2017-10", at=3000), "plan", "2017-10", "", "yes", "2017-10-26"),
        line("F10", planned("takes effect", dated="2017-10-18", at=4000),
             "scheduled", "2017-10-18", "", "yes", "2017-10-18"),
        line("F12", said("will likely seek", "to keep it afloat", likely="likely", at=5000),
             likely, "2017-11-15", "likely", "yes", "2017-11-15"),
        line("F13", said("is going on without success", "the debt", tense=Tense.PRESENT, at=6000),
             "assessment", None, "", None, None),
    ]  # fmt: skip


def entered(one: Line) -> Criterion:
    return Criterion(
        proposition=f"{one.name} comes about",
        kind=ForecastKind(one.kind),
        horizon=one.horizon,
        horizon_rule=HorizonRule.INFERRED if one.horizon else None,
        words=one.words,
        readings=readings(one.words) if one.words else (),
    )


def given(lines: Iterable[Line]) -> Given:
    kept = list(lines)
    resolved = {
        one.telling.id: Resolved(Outcome(one.outcome), one.on, by="a person")
        for one in kept
        if one.outcome is not None
    }
    return Given({one.telling.id: entered(one) for one in kept}, resolved)


def golden_rows(as_of: date = AS_OF) -> tuple[list[Line], dict[str, Row]]:
    lines = golden()
    rows = ledger(foretold(*(one.telling for one in lines)), given(lines), as_of=as_of)
    by_id = {row.id: row for row in rows}
    return lines, {one.name: by_id[one.telling.id] for one in lines if one.telling.id in by_id}


def scored(rules: Rules) -> Scores:
    return scores(golden_rows()[1].values(), rules)


def test_the_kinds_of_the_golden_ledger_are_told_by_the_rules() -> None:
    lines, rows = golden_rows()
    assert {name: str(row.sort.kind) for name, row in rows.items()} == {one.name: one.kind for one in lines}


def test_the_golden_ledger_scores_as_it_should_by_the_survey() -> None:
    found = scored(Rules(possibilities=True))
    assert found.n == 4
    assert found.brier == 0.296875
    assert found.two_class == 2 * 0.296875
    assert found.log == pytest.approx(1.0204805, abs=5e-8)
    assert [(str(kind), n) for kind, n, _ in found.by_kind] == [("possibility", 1), ("probability", 3)]


def test_the_same_ledger_scores_otherwise_by_kents_numbers() -> None:
    found = scored(Rules("kent-1964", possibilities=True, unread=0.5))
    assert found.brier == pytest.approx(0.309975, abs=1e-12)
    assert any("taken as 0.5" in words for words in found.rules.in_words())


def test_kents_possible_has_no_number_and_is_left_out_unless_one_says_what_to_take() -> None:
    found = scored(Rules("kent-1964", possibilities=True))
    assert found.n == 3
    assert any("Kent 1964 gives its words no number" in one.why for one in found.refused)


def test_by_default_only_probabilities_are_scored() -> None:
    found = scored(Rules())
    assert found.n == 3
    assert found.brier == pytest.approx((0.25**2 + 0.95**2 + 0.25**2) / 3)
    assert {str(kind) for kind, _, _ in found.by_kind} == {"probability"}


def test_the_golden_ledger_is_worse_than_a_coin_and_too_small_for_a_curve() -> None:
    found = scored(Rules(possibilities=True))
    assert found.against[0] == "worse than a coin (0.25)"
    assert found.groups is found.curve is None
    assert found.curve_refused == "not enough to say: n = 4, a curve needs 30"


def test_the_score_has_a_range_for_what_the_words_may_mean() -> None:
    found = scored(Rules(possibilities=True))
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.296875 < found.high


def test_what_is_not_scored_says_why() -> None:
    lines, rows = golden_rows()
    names = {one.telling.id: one.name for one in lines}
    why = {names[one.id]: one.why for one in scores(rows.values()).refused}
    assert why == {
        "F4": "a possibility is scored only where one asks for it",
        "F6": "its kind, conditional, is not scored",
        "F7": "its kind, claim with denial, is not scored",
        "F7-": "its kind, claim with denial, is not scored",
        "F8": "its kind, plan, is not scored",
        "F10": "its kind, scheduled, is not scored",
        "F13": "its kind, assessment, is not scored",
    }


def test_before_it_was_resolved_it_is_open_or_overdue() -> None:
    _, rows = golden_rows(date(2017, 10, 20))
    assert rows["F1"].state is State.DUE
    assert rows["F12"].state is State.OPEN
    assert rows["F3"].state is State.RESOLVED
    assert rows["F6"].state is State.UNDATED
    assert rows["F7"].state is State.DUE


def test_before_the_report_there_is_nothing() -> None:
    assert golden_rows(date(2017, 10, 1))[1] == {}


def test_a_forecast_without_a_horizon_is_never_scored() -> None:
    one = said("will likely fall", "the dam", likely="likely")
    criterion = Criterion(
        proposition="The dam falls",
        kind=ForecastKind.PROBABILITY,
        words="likely",
        readings=readings("likely"),
    )
    rows = ledger(foretold(one), Given({one.id: criterion}, {one.id: Resolved(Outcome.YES)}), as_of=AS_OF)
    (refused,) = scores(rows).refused
    assert refused.why == "it has no horizon"


def test_no_criterion_no_score_and_a_criterion_after_the_fact_none_either() -> None:
    one = said("will likely fall", "the dam", likely="likely", dated="2017-11")
    line_ = Line("F", one, "probability", "2017-11", "likely", "yes", "2017-11-05")
    known = given([line_])
    late = known.resolved[one.id]._replace(is_before_criterion=True)
    for beside, why in [
        (Given(resolved=known.resolved), "no criterion was entered before it was resolved"),
        (Given(), "no criterion was entered"),
        (Given(known.entered, {one.id: late}), "its criterion was entered after it had been resolved"),
        (Given(known.entered), "nobody has resolved it; its last day is 2017-11-30"),
    ]:
        (refused,) = scores(ledger(foretold(one), beside, as_of=AS_OF)).refused
        assert refused.why == why


@pytest.mark.parametrize("outcome", ["partly", "undecidable", "void"])
def test_only_yes_and_no_are_scored(outcome: str) -> None:
    one = said("will likely fall", "the dam", likely="likely")
    rows = ledger(
        foretold(one),
        given([Line("F", one, "probability", "2017-11", "likely", outcome, "2017-11-05")]),
        as_of=AS_OF,
    )
    assert rows[0].state is (State.VOID if outcome == "void" else State.RESOLVED)
    assert f"resolved as {outcome}" in scores(rows).refused[0].why


def test_a_branch_set_earns_nothing_by_its_branch_that_came_about() -> None:
    one = said("will probably delay", "it", likely="probably")
    criterion = Criterion(
        proposition="It delays, or it bans",
        kind=ForecastKind.PROBABILITY,
        horizon="2017-11",
        horizon_rule=HorizonRule.INFERRED,
        readings=readings("probably"),
        branches=Branches(("it delays", "it bans"), is_exhaustive=False),
    )
    rows = ledger(foretold(one), Given({one.id: criterion}, {one.id: Resolved(Outcome.YES)}), as_of=AS_OF)
    assert "no branch alone" in scores(rows).refused[0].why


def test_the_sides_of_an_either_or_are_scenarios_and_not_scored() -> None:
    sides = [
        said("will yield", "yield", certainty=Certainty.OPEN),
        said("quit", "quit", certainty=Certainty.OPEN, at=90),
    ]
    rows = ledger(foretold(*sides), Given(), as_of=AS_OF)
    assert [row.kind for row in rows] == [ForecastKind.SCENARIO] * 2
    assert rows[0].ids == (sides[0].id, sides[1].id)
    criterion = proposed(rows[0])
    assert criterion.branches is not None
    assert not criterion.branches.is_exhaustive
    assert scores(rows).refused[0].why == "its kind, scenario, is not scored"


def test_an_empty_ledger_has_no_score_and_says_so() -> None:
    assert ledger([], Given(), as_of=AS_OF) == ()
    found = scores([])
    assert (found.n, found.brier, found.log, found.interval, found.parts) == (0, None, None, None, None)
    assert found.curve_refused == "not enough to say: n = 0, a curve needs 30"
    assert found.against == ()


def test_unknown_tables_and_impossible_probabilities_are_refused() -> None:
    with pytest.raises(UsageError, match="no table"):
        scores([], Rules("tarot"))
    with pytest.raises(UsageError, match="from 0 to 1"):
        scores([], Rules(unread=1.5))


def test_the_voice_is_the_root_of_the_chain_else_the_report() -> None:
    quoted = said("will fall", "it", sources=("Daily Post", "the union"))
    own = said("will fall", "it", at=50)
    voices = {row.id: row.voice.name for row in ledger(foretold(quoted, own), Given(), as_of=AS_OF)}
    assert voices == {quoted.id: "the union", own.id: "The Gazette"}


def test_each_voice_has_its_own_score_with_n_and_an_interval_from_two_on() -> None:
    lines = []
    for number, (who, outcome) in enumerate([("Ula", "yes"), ("Ula", "no"), ("Oro", "yes")]):
        one = said("is likely to fall", "it", likely="likely", sources=(who,), at=1000 * number)
        lines.append(Line(str(number), one, "probability", "2017-11", "likely", outcome, "2017-11-05"))
    rows = ledger(foretold(*(one.telling for one in lines)), given(lines), as_of=AS_OF)
    ula, oro = scores(rows).by_voice
    assert (ula.voice.name, ula.n, oro.voice.name, oro.n) == ("Ula", 2, "Oro", 1)
    assert ula.brier == pytest.approx((0.25**2 + 0.75**2) / 2)
    assert ula.interval == (0.0, 1.0)
    assert oro.interval is None


def test_thirty_forecasts_have_a_curve() -> None:
    lines = []
    for number in range(30):
        words, outcome = ("likely", "yes") if number % 2 else ("unlikely", "no")
        one = said(f"is {words} to fall", "it", likely=words, at=1000 * number)
        lines.append(Line(str(number), one, "probability", "2017-11", words, outcome, "2017-11-05"))
    found = scores(ledger(foretold(*(one.telling for one in lines)), given(lines), as_of=AS_OF))
    assert found.curve_refused is None
    assert found.curve is not None
    assert found.groups is not None
    assert found.curve.miscalibration == pytest.approx(found.brier)
    assert found.base_rate == 0.5


def test_what_is_overdue_comes_first_and_what_is_settled_last() -> None:
    days = ["2018-06", "2018-03-05", "2018-02-01", None]
    told = [said("will fall", "the dam", dated=day, at=1000 * n) for n, day in enumerate(days)]
    rows = ledger(foretold(*told), Given(resolved={told[2].id: Resolved(Outcome.NO)}), as_of=AS_OF)
    assert [row.state for row in rows] == [State.DUE, State.OPEN, State.UNDATED, State.RESOLVED]


def test_the_proposed_criterion_names_who_what_how_many_and_by_when() -> None:
    one = said(
        "seems sure to win",
        "at least half of the districts in the vote",
        likely="seems sure",
        actors=("Lake party",),
    )
    vote = event(EventType.ELECT, "vote", dated="2017-10-15", published=REPORTED, at=500)
    seats = figure(23, "districts", published=REPORTED)
    (row, *_) = (
        found
        for found in ledger(
            foretold(one, vote), Given(votes=votes([vote]), figures=[seats]), as_of=date(2017, 10, 14)
        )
        if found.id == one.id
    )
    criterion = proposed(row)
    assert (
        criterion.proposition == "Lake party: at least half of the districts in the vote (12 or more of 23)"
    )
    assert criterion.due == date(2017, 10, 15)
    assert criterion.horizon_rule is HorizonRule.INFERRED
    assert "no whole number" in criterion.notes
    assert {reading.table for reading in criterion.readings} >= {"capphrase", "kent-1964", "phia"}
    assert row.ids == (one.id, seats.id, vote.id)


def test_what_is_foretold_not_to_be_says_what_yes_means() -> None:
    one = said("will probably not resign", "not resign", likely="probably", polarity=Polarity.NO)
    (row,) = ledger(foretold(one), Given(), as_of=AS_OF)
    assert "'yes' means that it was not so" in proposed(row).notes
    assert in_words(row).endswith("(foretold: not so)")
    assert row.readings[0].point == 0.75
