"""Arithmetic that keeps track, with known answers from published figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.analysis.figures.saying import counted
from veedor.analysis.figures import derived
from veedor.analysis.figures.checks import Outcome, check_change, check_share, check_sum, check_whole
from veedor.analysis.figures.derived import Derived, Refusal, as_figure
from veedor.analysis.figures.measured import Measured
from veedor.codebook.labels import Comparison


def _number(found: Derived | Refusal) -> float:
    assert isinstance(found, Derived), found
    assert found.quantity.said is not None
    return float(found.quantity.said)


def _money(words: str, millions: str, what: str = "received", *, period: str | None = None) -> Measured:
    value = float(Fraction(millions) * 10**6)
    return counted(words, value, unit="USD", what=what, period=period, published="2019-12-05")


def _killed(words: str, value: float, period: str, *, published: str = "2019-08-23") -> Measured:
    return counted(words, value, what="killed", period=period, place="Lara", published=published)


_YEAR = "between 13 August 2018 and 13 August 2019"
_AUTUMN = "between 13 August 2018 and 31 December 2018"


def test_rest_of_a_longer_time_is_what_the_shorter_one_leaves() -> None:
    year, autumn = _killed("238", 238, _YEAR), _killed("97", 97, _AUTUMN)
    found = derived.difference(year, autumn)
    assert _number(found) == 141
    assert isinstance(found, Derived)
    assert found.inputs == (year.id, autumn.id)
    assert found.window is not None
    assert (str(found.window.first), str(found.window.last)) == ("2019-01-01", "2019-08-13")
    half = _killed("120", 120, "in the first half of 2019")
    later = derived.difference(as_figure(found, year), half)
    assert _number(later) == 21
    assert isinstance(later, Derived)
    assert later.window is not None
    assert (str(later.window.first), str(later.window.last)) == ("2019-07-01", "2019-08-13")


def test_times_that_leave_two_stretches_are_refused() -> None:
    found = derived.difference(_killed("238", 238, _YEAR), _killed("30", 30, "in March 2019"))
    assert isinstance(found, Refusal)
    assert "no one stretch" in found.why


def test_parts_of_two_times_after_each_other_make_a_sum() -> None:
    found = derived.total([_killed("97", 97, _AUTUMN), _killed("120", 120, "in the first half of 2019")])
    assert _number(found) == 217


def test_nothing_is_counted_twice_in_a_sum() -> None:
    found = derived.total([_killed("97", 97, _AUTUMN), _killed("120", 120, _YEAR)])
    assert isinstance(found, Refusal)


def test_municipalities_make_the_state() -> None:
    parts = [90, 11, 6, 4, 3, 3, 2, 1]
    towns = [
        counted(str(many), many, what="killed", period="in the first half of 2019", place=f"Town {place}")
        for place, many in zip("ABCDEFGH", parts, strict=True)
    ]
    assert check_sum(_killed("120", 120, "in the first half of 2019"), towns).outcome is Outcome.CONSISTENT


def test_sum_of_exact_counts_that_misses_the_total_is_an_alarm() -> None:
    total = counted("514", 514, what="died", period="this year")
    parts = [
        counted(str(n), n, what="died", period="this year", place=f"Region {n}") for n in (247, 80, 151, 30)
    ]
    found = check_sum(total, parts)
    assert found.outcome is Outcome.ALARM
    assert found.derived is not None
    assert found.derived.quantity.said == 508
    assert "= 508, which is not the stated 514" in found.why
    assert set(found.ids) >= {total.id, *(part.id for part in parts)}


def test_rounded_parts_make_a_rounded_total() -> None:
    amounts = ["315.5", "117.3", "106.4", "56.6", "35.7", "34.8", "21.7", "49.7"]
    parts = [_money(f"${one} million", one, f"required in place{n}") for n, one in enumerate(amounts)]
    assert _number(derived.total(parts)) == 737_700_000
    assert check_sum(_money("$738 million", "738", "required"), parts).outcome is Outcome.CONSISTENT
    assert check_sum(_money("$741 million", "741", "required"), parts).outcome is Outcome.ALARM


@pytest.mark.parametrize(("required", "value"), [("$223 million", "223"), ("$222.7 million", "222.7")])
def test_percentage_within_the_rounding_of_its_numbers_raises_no_alarm(required: str, value: str) -> None:
    stated = counted("33.6 percent", 33.6, unit="percent", what="funded")
    found = check_share(stated, _money("$74.7 million", "74.7"), _money(required, value, "required"))
    assert found.outcome is Outcome.CONSISTENT


def test_percentage_that_no_rounding_explains_is_an_alarm() -> None:
    stated = counted("34.6 percent", 34.6, unit="percent", what="funded")
    found = check_share(stated, _money("$74.7 million", "74.7"), _money("$223 million", "223", "required"))
    assert found.outcome is Outcome.ALARM


def test_interval_of_a_share_follows_from_the_rounding() -> None:
    found = derived.share(_money("$74.7 million", "74.7"), _money("$223 million", "223", "required"))
    assert _number(found) == pytest.approx(33.498, abs=5e-4)
    assert isinstance(found, Derived)
    assert float(found.quantity.low or 0) == pytest.approx(33.400, abs=5e-4)
    assert float(found.quantity.high or 0) == pytest.approx(33.596, abs=5e-4)


def test_published_ratios_come_out() -> None:
    plan, paid = _money("$223 million", "223", "required"), _money("$74.7 million", "74.7")
    assert _number(derived.gap(plan, paid)) == 148_300_000
    people = counted("2.6 million people", 2.6e6, what="targeted")
    assert _number(derived.per_head(plan, people)) == pytest.approx(85.77, abs=0.005)
    assert _number(derived.ratio(_money("$177.4 million", "177.4"), paid)) == pytest.approx(2.375, abs=5e-4)
    last = counted("810", 810, what="died", period="in 2019", published="2020-01-31")
    dead = counted("514", 514, what="died", period="this year")
    assert _number(derived.ratio(last, dead)) == pytest.approx(1.576, abs=5e-4)


@pytest.mark.parametrize(("part", "share"), [(107, 20.817), (89, 17.315), (247, 48.054)])
def test_shares_of_a_toll_come_out(part: int, share: float) -> None:
    total = counted("514", 514, what="died", period="this year")
    found = derived.share(counted(str(part), part, what="died", period="this year"), total)
    assert _number(found) == pytest.approx(share, abs=5e-4)


def test_nothing_is_divided_by_people_that_no_figure_counts() -> None:
    found = derived.per_head(_money("$1 million", "1"), counted("9 towns", 9, unit="towns", what="reached"))
    assert isinstance(found, Refusal)


def test_rise_needs_times_that_correspond() -> None:
    now = counted("514", 514, what="died", period="this year", published="2019-08-15")
    before = counted("384", 384, what="died", period="in the same period of 2018", published="2019-08-15")
    assert _number(derived.change(now, before)) == pytest.approx(33.854, abs=5e-4)
    third = counted("one-third", 33.3, unit="percent", what="an increase", comparison=Comparison.INCREASE)
    assert check_change(third, now, before).outcome is Outcome.CONSISTENT
    whole = counted("384", 384, what="died", period="in 2018", published="2019-08-15")
    refused = derived.change(now, whole)
    assert isinstance(refused, Refusal)
    assert "do not correspond" in refused.why
    assert check_change(third, now, whole).outcome is Outcome.REFUSED


def test_rates_of_months_may_be_compared() -> None:
    june, july, august = (
        counted(
            words,
            value,
            unit="barrels",
            what="oil exported per day",
            period=f"in {month} 2019",
            published="2019-09-05",
        )
        for words, value, month in (
            ("1,130,000 barrels", 1_130_000, "June"),
            ("992,565 barrels", 992_565, "July"),
            ("770,000 barrels", 770_000, "August"),
        )
    )
    assert _number(derived.change(august, july)) == pytest.approx(-22.423, abs=5e-4)
    assert _number(derived.change(july, june)) == pytest.approx(-12.162, abs=5e-4)
    for whole, percent, part in ((july, 49, 486.4), (august, 65, 500.5)):
        share = counted(f"{percent} percent", percent, unit="percent", what="oil handled")
        assert _number(derived.part_of(whole, share)) / 1000 == pytest.approx(part, abs=0.1)


def test_years_of_two_counts_after_each_other_make_a_sum() -> None:
    first = counted("5,287", 5287, what="killed", period="in 2018", published="2019-07-04")
    second = counted(
        "1,569", 1569, what="killed", period="between 1 January 2019 and 19 May 2019", published="2019-07-04"
    )
    assert _number(derived.total([first, second])) == 6856


def test_whole_that_a_share_implies_shows_that_a_total_is_another_one() -> None:
    votes = counted("5,817,344", 5_817_344, unit="votes", what="ballots for the one side")
    rivals = counted("4,984,830", 4_984_830, unit="votes", what="ballots for the other")
    share = counted("52.68 percent", 52.68, unit="percent", what="shares")
    others = counted("45.14 percent", 45.14, unit="percent", what="shares")
    first, second = derived.whole_of(votes, share), derived.whole_of(rivals, others)
    assert isinstance(first, Derived)
    assert isinstance(second, Derived)
    assert first.quantity.may_equal(second.quantity)
    stated = counted("10,816,192", 10_816_192, unit="votes", what="ballots in all")
    assert check_whole(stated, votes, share).outcome is Outcome.ALARM
    assert _number(derived.total([votes, rivals])) == 10_802_174


def test_refusal_is_no_number() -> None:
    refused = derived.total([counted("9", 9)])
    assert not refused
    assert isinstance(refused, Refusal)


def test_sum_is_as_of_no_known_day_where_a_part_is() -> None:
    one = counted("9", 9, period="in May 2019", when="2019-05", published=None)
    other = counted("8", 8, what="killed", place="Lara", published=None)
    found = derived.total([one, other])
    assert isinstance(found, Derived)
    assert found.as_of is None
