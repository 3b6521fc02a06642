"""The grammar of date expressions: what it finds, and what that means on a given day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.codebook.when import bounds
from veedor.documents.date_patterns import HINT, HINT_WORDS
from veedor.documents.date_words import cover, find, resolve, told_before

THURSDAY = (date(2019, 8, 22), date(2019, 8, 22))


def value(
    words: str, *, dated: tuple[date, date] | None = THURSDAY, future: bool | None = None
) -> str | None:
    """The value of the only date expression in a sentence around `words`."""
    text = f"They met {words}, as was said."
    found = find(text)
    assert len(found) == 1, [text[e.start : e.end] for e in found]
    return resolve(found[0], dated, future=future)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on 12 October 2017", "2017-10-12"),
        ("on October 12, 2017", "2017-10-12"),
        ("on 2017-10-12", "2017-10-12"),
        ("in October 2017", "2017-10"),
        ("in 2004", "2004"),
        ("in mid-2016", "2016-05/2016-08"),
        ("in Q3 2018", "2018-35"),
        ("in summer 2017", "2017-22"),
        ("from 2004 to 2009", "2004/2009"),
        ("in 1990 and 1992", "{1990,1992}"),
        ("throughout 1992 and 1993", "1992/1993"),
        ("in the 1990s", "199X"),
        ("in the early 1990s", "1990/1993"),
        ("in the late 1940s", "1947/1949"),
        ("in the 1920s and 1930s", "1920/1939"),
        ("in 1942 and 1943", "1942/1943"),
        ("during World War II", "1939/1945"),
        ("after the First World War", "1918/.."),
        ("after 9/11", "2001-09-11/.."),
        ("in 2013–2018", "2013/2018"),
        ("by the end of 2020", "../2020-12-31"),
        ("in the first seven months of 2019", "2019-01/2019-07"),
        ("between May and August 2018", "2018-05/2018-08"),
        ("from March 2018 until June 2019", "2018-03/2019-06"),
    ],
)
def test_a_date_that_names_its_year_needs_no_report_date(words: str, edtf: str) -> None:
    assert value(words, dated=None) == edtf
    assert value(words) == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("yesterday", "2019-08-21"),
        ("today", "2019-08-22"),
        ("last week", "2019-08-12/2019-08-18"),
        ("next week", "2019-08-26/2019-09-01"),
        ("this month", "2019-08"),
        ("last year", "2018"),
        ("early next month", "2019-09-01/2019-09-10"),
        ("on Tuesday", "2019-08-20"),
        ("on Thursday", "2019-08-22"),
        ("last Thursday", "2019-08-15"),
        ("next Tuesday", "2019-08-27"),
        ("late Wednesday", "2019-08-21"),
        ("over the weekend", "2019-08-17/2019-08-18"),
        ("a week ago", "2019-08-15"),
        ("two years ago", "2017"),
        ("three months ago", "2019-05"),
        ("in late September", "2018-09-21/2018-09-30"),
        ("in August", "2019-08"),
        ("in September", "2018-09"),
        ("last September", "2018-09"),
        ("on May 9", "2019-05-09"),
        ("on 10-12 May", "2019-05-10/2019-05-12"),
        ("between 5 and 9 May", "2019-05-05/2019-05-09"),
        ("so far this year", "2019-01-01/2019-08-22"),
        ("over the past two months", "2019-06/2019-08"),
        ("over the past 60 years", "1959/2019"),
        ("over the past year", "2018-08/2019-08"),
        ("at 11:30 a.m.", "2019-08-22"),
        ("overnight", "2019-08-21/2019-08-22"),
        ("since May", "2019-05/.."),
        ("before May", "../2019-05"),
        ("by May", "../2019-05"),
        ("since the start of July", "2019-07-01/.."),
        ("before last summer", "../2018-22"),
        ("by year end", "../2019-12-31"),
        ("from May to July", "2019-05/2019-07"),
        ("on Monday and Tuesday", "2019-08-19/2019-08-20"),
        ("in spring", "2019-21"),
        ("on May fifth", "2019-05-05"),
        ("on the June first", "2019-06-01"),
        ("on the twenty-first of May", "2019-05-21"),
        ("in the past 24 hours", "2019-08-21/2019-08-22"),
        ("over the past weekend", "2019-08-17/2019-08-18"),
        ("over the preceding weekend", "2019-08-17/2019-08-18"),
        ("earlier in the week", "2019-08-19/2019-08-25"),
        ("in the second quarter", "2019-04/2019-06"),
        ("in the fourth quarter", "2018-10/2018-12"),
    ],
)
def test_a_date_told_from_the_report_is_read_against_its_day(words: str, edtf: str) -> None:
    assert value(words) == edtf
    assert not edtf.startswith("2019-08-2") or value(words, dated=None) is None


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on Tuesday", "2019-08-27"),
        ("in late September", "2019-09-21/2019-09-30"),
        ("in May", "2020-05"),
        ("on November 7", "2019-11-07"),
        ("starting 1 July", "2020-07-01/.."),
        ("effective October 18", "2019-10-18/.."),
        ("in two weeks", "2019-09-05"),
        ("in ten years' time", "2029"),
        ("within the next two weeks", "2019-08-22/2019-09-05"),
        ("in spring", "2020-21"),
    ],
)
def test_a_future_clause_looks_ahead(words: str, edtf: str) -> None:
    assert value(words, future=True) == edtf


@pytest.mark.parametrize(
    "words",
    [
        "for months",
        "recently",
        "in the past few days",
        "and they may go",
        "with 2000 people",
        "for $2000",
        "10-12 times",
    ],
)
def test_vague_and_other_words_are_no_dates(words: str) -> None:
    assert find(f"They met {words}.") == []


def test_a_bare_span_dates_only_the_future() -> None:
    assert value("in two weeks", future=False) is None


def test_a_month_of_last_day_does_not_run_over() -> None:
    assert value("in late February 2019") == "2019-02-21/2019-02-28"
    assert find("on 31 April 2019, they met")[0].end
    assert value("on 31 April 2019") is None


def test_an_interval_of_report_days_gives_the_value_that_covers_both() -> None:
    dated = (date(2019, 8, 10), date(2019, 9, 10))
    assert value("last month", dated=dated) == "2019-07/2019-08"
    assert value("in May", dated=dated) == "2019-05"
    assert value("since yesterday", dated=dated) == "2019-08-09/.."


def test_cover_keeps_open_ends_open() -> None:
    assert cover("../2019-05", "../2019-06-03") == "../2019-06-03"
    assert cover("2018/..", "2019-05/..") == "2018/.."


def test_a_story_of_a_past_year_goes_on_in_that_year() -> None:
    text = "The talks failed in March 1994. In May the army withdrew."
    before = told_before(text, text.index("In May"), THURSDAY)
    assert before == "1994-03"
    assert resolve(find(text)[1], THURSDAY, future=False, before=before) == "1994-05"
    later = find("In April of the same year they signed.")[0]
    assert resolve(later, THURSDAY, future=False, before="1992-01") == "1992-04"


def test_the_same_day_points_back() -> None:
    expression = find("Later in the day she left.")[0]
    assert resolve(expression, THURSDAY, future=False, before="2019-08-22") == "2019-08-22"
    assert resolve(expression, THURSDAY, future=False, before="2019-08") == "2019-08-22"
    assert resolve(expression, None, future=False, before="2019-08") is None


@pytest.mark.parametrize(
    ("words", "before", "edtf"),
    [
        ("Two days later", "2019-08-20", "2019-08-22"),
        ("Two days earlier", "2019-08-20", "2019-08-18"),
        ("The following year", "1844-06", "1845"),
        ("Six years later", "1844", "1850"),
        ("Two days later", "1844", None),
        ("The next day", "2006-05-29", "2006-05-30"),
    ],
)
def test_a_step_is_counted_from_the_date_named_before(words: str, before: str, edtf: str | None) -> None:
    assert resolve(find(f"{words} they left.")[0], None, future=False, before=before) == edtf


def test_where_no_report_is_dated_a_year_once_named_holds() -> None:
    text = "In 1919 talks began. On March 14 a proposal came. In May she left."
    assert told_before(text, text.index("In May"), None) == "1919-03-14"
    assert resolve(find(text)[-1], None, future=False, before="1919-03-14") == "1919-05"


def test_a_time_of_day_beside_a_date_is_no_date_of_its_own() -> None:
    assert [e.rule for e in find("At 5 p.m. on Tuesday they met.")] == ["weekday"]


def test_the_words_hold_preposition_and_possessive_but_not_more() -> None:
    text = "Its follow-up to last year's summit was held in late May after Wednesday’s vote."
    assert [text[e.start : e.end] for e in find(text)] == ["last year's", "in late May", "after Wednesday’s"]


def test_a_line_break_inside_a_date_is_a_blank_but_a_paragraph_is_not() -> None:
    assert value("in\nAugust\n2017") == "2017-08"
    assert [e.rule for e in find("They left in August\n\n2017 was worse.")] == ["month", "year"]


@given(st.text(alphabet=st.sampled_from("0123456789 -/,.'MayJunTuesdaylastnextweekofin\n"), max_size=60))
def test_any_text_gives_places_inside_it_and_valid_values(text: str) -> None:
    end = 0
    for expression in find(text):
        assert end <= expression.start <= expression.core_start < expression.end <= len(text)
        end = expression.end
        found = resolve(expression, THURSDAY, future=None)
        if found:
            bounds(found)


def test_two_parts_of_years_are_one_stretch_since_a_set_holds_no_stretch() -> None:
    (both,) = find("They fought in early 2002 and early 2003.")
    assert resolve(both, None, future=None) == "2002-01/2003-04"


def test_a_pointing_word_before_the_weekday_does_not_hide_the_day() -> None:
    (day,) = find("They will vote this Sunday, 9 November, they say.")
    assert resolve(day, (date(2014, 11, 5), date(2014, 11, 5)), future=True) == "2014-11-09"


@pytest.mark.parametrize("word", sorted(HINT_WORDS))
def test_every_hint_word_is_a_hint_in_a_text(word: str) -> None:
    assert HINT.search(word.capitalize())


def test_an_ordinal_after_a_month_may_count_something_else() -> None:
    text = "In May first reports came in."
    assert [text[e.start : e.end] for e in find(text)] == ["In May"]


def test_the_attacks_of_september_11_are_those_of_2001() -> None:
    (attacks,) = find("They recalled the September 11 attacks.")
    assert resolve(attacks, THURSDAY, future=None) == "2001-09-11"
    (day,) = find("They met on September 11.")
    assert resolve(day, THURSDAY, future=False) == "2018-09-11"


def test_a_quarter_to_come_is_the_next_one() -> None:
    assert value("in the second quarter", future=True) == "2020-04/2020-06"
