"""Every date says by which rule it has its value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.documents.date_rules import UNSURE_REPORT, DateRule, resolve_by_rule
from veedor.documents.date_words import find, resolve

THURSDAY = (date(2019, 8, 22), date(2019, 8, 22))
EXPRESSIONS = [
    ("on 12 October 2017", DateRule.PRINTED),
    ("from March 2018 until June 2019", DateRule.PRINTED),
    ("from March 2018 until June", DateRule.PRINTED),
    ("since May 2019", DateRule.PRINTED),
    ("in the 1990s", DateRule.PRINTED),
    ("on 12 October", DateRule.DAY),
    ("on 10-12 October", DateRule.DAY),
    ("on 12 October last year", DateRule.DAY),
    ("in late July", DateRule.MONTH),
    ("since May", DateRule.MONTH),
    ("in spring", DateRule.SEASON),
    ("in the third quarter of last year", DateRule.PART_OF_YEAR),
    ("by the end of the year", DateRule.EDGE),
    ("last week", DateRule.PERIOD),
    ("over the weekend", DateRule.WEEKEND),
    ("on Tuesday", DateRule.WEEKDAY_BEFORE),
    ("since Tuesday", DateRule.WEEKDAY_BEFORE),
    ("on Thursday", DateRule.WEEKDAY_OF),
    ("next Tuesday", DateRule.WEEKDAY_AFTER),
    ("yesterday", DateRule.DAY_BESIDE),
    ("at 11:30 a.m.", DateRule.DAY_BESIDE),
    ("during World War II", DateRule.PRINTED),
    ("two weeks ago", DateRule.COUNTED_BACK),
    ("a year from now", DateRule.COUNTED_ON),
    ("over the past two months", DateRule.UP_TO),
    ("within two weeks", DateRule.FROM_ON),
    ("so far this year", DateRule.SO_FAR),
]


def rule(words: str, *, dated: tuple[date, date] | None = THURSDAY, before: str | None = None) -> str | None:
    found = resolve_by_rule(find(f"They met {words}.")[0], dated, future=None, before=before)
    return found.rule if found else None


@pytest.mark.parametrize(("words", "expected"), EXPRESSIONS)
def test_a_date_says_by_which_rule_it_has_its_value(words: str, expected: DateRule) -> None:
    assert rule(words) == expected


def test_a_date_may_rest_on_the_one_named_before_it() -> None:
    assert rule("the same day", before="2019-08-20") == DateRule.NAMED_BEFORE
    assert rule("two days later", before="2019-08-20") == DateRule.NAMED_BEFORE
    assert rule("in May", before="1994-03") == DateRule.YEAR_NAMED_BEFORE
    assert rule("in May", before="2019-03") == DateRule.MONTH


def test_two_dates_of_different_rules_name_both() -> None:
    assert rule("from May until yesterday") == f"{DateRule.MONTH} and {DateRule.DAY_BESIDE}"


def test_a_report_of_uncertain_date_is_named_where_it_widens_the_value() -> None:
    august = (date(2019, 8, 1), date(2019, 8, 31))
    assert rule("yesterday", dated=august) == f"{DateRule.DAY_BESIDE}; {UNSURE_REPORT}"
    assert rule("in May", dated=august) == DateRule.MONTH


def test_without_the_reports_date_only_what_is_printed_has_a_rule() -> None:
    assert rule("on Tuesday", dated=None) is None
    assert rule("in May 2019", dated=None) == DateRule.PRINTED


def test_every_rule_is_tried_here() -> None:
    tried = {expected for _, expected in EXPRESSIONS}
    assert tried | {DateRule.NAMED_BEFORE, DateRule.YEAR_NAMED_BEFORE} == set(DateRule)


@given(
    st.sampled_from([words for words, _ in EXPRESSIONS]),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "1994-03", "2019", "2019-08-20"]),
)
def test_the_value_is_that_of_the_grammar(
    words: str, first: date, days: int, future: bool | None, before: str | None
) -> None:
    dated = (first, date.fromordinal(first.toordinal() + days))
    expression = find(f"They met {words}.")[0]
    found = resolve_by_rule(expression, dated, future=future, before=before)
    assert (found.value if found else None) == resolve(expression, dated, future=future, before=before)
    if found and found.rule == DateRule.PRINTED:
        assert found.value == resolve(expression, None, future=future)
