from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import DATES
from veedor.analysis.forecasts.criterion import Branches, Criterion, ForecastKind, HorizonRule, Reading
from veedor.errors import DateError, StatementError

chances = st.floats(0, 1)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    low, point, high = sorted(draw(st.tuples(chances, chances, chances)))
    return Reading(draw(st.text()), draw(st.text()), low, high, draw(st.none() | st.just(point)))


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    horizon = draw(st.none() | st.sampled_from(DATES))
    return Criterion(
        proposition=draw(st.text(min_size=1).filter(str.strip)),
        kind=draw(st.sampled_from(ForecastKind)),
        horizon=horizon,
        horizon_rule=draw(st.sampled_from(HorizonRule)) if horizon else None,
        horizon_why=draw(st.text()),
        words=draw(st.text()),
        readings=tuple(draw(st.lists(readings(), max_size=3))),
        conditional_on=tuple(draw(st.lists(st.text(), max_size=2))),
        branches=draw(st.none() | st.builds(Branches, st.tuples(st.text(), st.text()), st.booleans())),
        reference_class=draw(st.text()),
        resolver=draw(st.text()),
        notes=draw(st.text()),
    )


@given(criteria())
def test_a_criterion_comes_back_equal_from_its_json(criterion: Criterion) -> None:
    assert Criterion.from_dict(json.loads(json.dumps(criterion.to_dict()))) == criterion


def test_a_criterion_is_due_on_the_last_day_of_its_horizon() -> None:
    made = Criterion(
        proposition="The Lake party wins",
        kind=ForecastKind.PROBABILITY,
        horizon="2031-10",
        horizon_rule=HorizonRule.EXPLICIT,
    )
    assert made.due == date(2031, 10, 31)


def test_without_a_horizon_or_with_an_open_end_nothing_is_due() -> None:
    made = Criterion(proposition="The Lake party wins", kind=ForecastKind.PROBABILITY)
    assert made.due is None
    since = Criterion(
        proposition="It wins",
        kind=ForecastKind.PLAN,
        horizon="2031-05/..",
        horizon_rule=HorizonRule.EXPLICIT,
    )
    assert since.due is None


@pytest.mark.parametrize("proposition", ["", "  \n"])
def test_a_criterion_without_a_proposition_is_refused(proposition: str) -> None:
    with pytest.raises(StatementError, match="needs a proposition"):
        Criterion(proposition=proposition, kind=ForecastKind.PLAN)


def test_a_horizon_needs_its_rule_and_is_edtf() -> None:
    with pytest.raises(StatementError, match="needs its rule"):
        Criterion(proposition="x", kind=ForecastKind.PLAN, horizon="2031")
    with pytest.raises(StatementError, match="needs its rule"):
        Criterion(proposition="x", kind=ForecastKind.PLAN, horizon_rule=HorizonRule.INFERRED)
    with pytest.raises(DateError):
        Criterion(proposition="x", kind=ForecastKind.PLAN, horizon="soon", horizon_rule=HorizonRule.EXPLICIT)


def test_a_reading_that_runs_downward_is_refused() -> None:
    with pytest.raises(StatementError, match="lower to a higher"):
        Criterion(
            proposition="x", kind=ForecastKind.PROBABILITY, readings=(Reading("t", "w", 0.6, 0.4, None),)
        )


@pytest.mark.parametrize(
    "plain",
    [{}, {"proposition": "x", "kind": "prophecy"}, {"proposition": "x", "kind": "plan", "readings": [{}]}],
)
def test_what_is_no_criterion_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(StatementError, match="not as `to_dict` writes it"):
        Criterion.from_dict(plain)
