from datetime import date

import pytest

from veedor.analysis.talks.ranges import CALENDAR, Facet, Range, common, gap, gap_in_words, in_words
from veedor.analysis.talks.values import values

SAID = date(2019, 8, 23)


@pytest.mark.parametrize(
    ("words", "facet", "shown"),
    [
        ("an election in a year", Facet.DATE, "12 months"),
        ("within nine months", Facet.DATE, "at most 9 months"),
        ("6-9 months", None, "6–9 months"),
        ("a vote in six to nine months", Facet.DATE, "6–9 months"),
        ("within 90 days", Facet.DATE, "at most 90 days"),
        ("be returned within twenty working days", Facet.DATE, "at most 20 days"),
        ("an election by March 2026", Facet.DATE, "until 31 March 2026"),
        ("a 72-hour truce", Facet.DURATION, "3 days"),
        ("a two-year transition", Facet.DURATION, "24 months"),
        ("a year and a half from now", Facet.DATE, "18 months"),
        ("an immediate ceasefire", Facet.DATE, "at once"),
        ("$2 billion in aid", Facet.AMOUNT, "2,000,000,000 USD"),
        ("at least 40 percent of the revenue", Facet.SHARE, "at least 40 percent"),
        ("the release of 200 prisoners", Facet.NUMBER, "200 prisoners"),
        ("to raise its 13 seats to 25", Facet.NUMBER, "25 seats"),
    ],
)
def test_words_give_a_range_in_one_unit(words, facet, shown):
    (found,) = values(words, SAID)
    assert (found.facet, in_words(found.range)) == (facet, shown)


@pytest.mark.parametrize(
    "words", ["wrongs of the past 60 years", "what was agreed two years ago", "", "since May"]
)
def test_what_lies_behind_is_no_term(words):
    assert values(words, SAID) == []


def months(low, high=None, words="x"):
    return Range(low, low if high is None else high, "months", words)


def test_the_gap_of_twelve_months_and_six_to_nine_is_three_at_the_nearest_and_six_at_the_farthest():
    apart = gap(months(12), months(6, 9))
    assert apart == (3, 6, "months") == gap(months(6, 9), months(12))
    assert gap_in_words(apart) == "3 months, 6 at the farthest"


def test_an_open_end_leaves_the_farthest_open():
    assert gap(months(12), Range(None, 9, "months", "x")) == (3, None, "months")


def test_ranges_that_share_a_value_have_no_gap():
    assert gap(months(6, 12), months(9, 15)) is None


def test_dates_and_spans_are_compared_from_the_day_of_speaking():
    by_march = Range(None, date(2020, 3, 31).toordinal(), CALENDAR, "by March 2020")
    both = common(by_march, months(12), (SAID, SAID))
    assert both is not None
    assert gap(*both).unit == "days"
    assert 140 < gap(*both).nearest < 145


def test_the_same_span_said_half_a_year_later_is_another_date():
    both = common(months(12), months(6), (date(2019, 1, 1), date(2019, 7, 2)))
    assert gap(*both) is None or gap(*both).nearest < 1


def test_what_has_no_common_unit_is_not_compared():
    seats = Range(25, 25, "seats", "25 seats")
    assert common(seats, months(3), (SAID, SAID)) is None
    assert common(Range(1, 1, CALENDAR, "x"), months(3), (SAID, None)) is None
