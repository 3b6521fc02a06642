"""EDTF values: what they allow, how fine they are, how a page says them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.codebook.span import Quote
from veedor.codebook.when import Precision, When, bounds, in_words, overlaps, precision
from veedor.errors import DateError

DAYS = st.dates(min_value=date(1, 1, 1))


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-08-22", "2019-08-22", "2019-08-22"),
        ("2019-08-12/2019-08-18", "2019-08-12", "2019-08-18"),
        ("2004/2009", "2004-01-01", "2009-12-31"),
        ("2017-21", "2017-03-01", "2017-05-31"),
        ("2017-24", "2017-12-01", "2018-02-28"),
        ("2018-35", "2018-07-01", "2018-09-30"),
        ("2016-12-30~", "2016-12-30", "2016-12-30"),
        ("2019-08-XX", "2019-08-01", "2019-08-31"),
        ("2019-XX", "2019-01-01", "2019-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("{1990,1992}", "1990-01-01", "1992-12-31"),
        ("[1990,1994..1996]", "1990-01-01", "1996-12-31"),
    ],
)
def test_value_allows_these_days(value: str, earliest: str, latest: str) -> None:
    assert bounds(value) == (date.fromisoformat(earliest), date.fromisoformat(latest))


def test_open_ends_have_no_bound() -> None:
    assert bounds("2019-05/..") == (date(2019, 5, 1), None)
    assert bounds("../2019-05") == (None, date(2019, 5, 31))
    assert bounds("2019-05/").latest is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "May 2019",
        "2019-13",
        "2019-00",
        "2019-02-30",
        "2019-8-22",
        "19-08-22",
        "2019/2018",
        "../..",
        "..",
        "0000",
        "201X-05",
        "2019-XX-05",
        "2019-22-03",
        "{1990,}",
        "{1990",
        "2019-08-22T10:00",
        "２０１９",
        "2018/2019/2020",
    ],
)
def test_what_is_no_edtf_is_refused(value: str) -> None:
    with pytest.raises(DateError):
        bounds(value)
    with pytest.raises(DateError):
        When(Quote(0, 3, "May"), value)


def test_a_month_stays_a_month() -> None:
    when = When(Quote(3, 9, "August"), "2019-08")
    assert when.value == "2019-08"
    assert When.from_dict(when.to_dict()) == when


@pytest.mark.parametrize(
    ("value", "fineness"),
    [
        ("2019-08-22", Precision.DAY),
        ("2019-08", Precision.MONTH),
        ("2019-08-XX", Precision.MONTH),
        ("2019-22", Precision.SEASON),
        ("2019", Precision.YEAR),
        ("199X", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("2019-08/2019-09-03", Precision.MONTH),
        ("2019-05/..", Precision.MONTH),
        ("{1990,1992-04}", Precision.YEAR),
    ],
)
def test_precision_is_that_of_the_coarsest_date(value: str, fineness: Precision) -> None:
    assert precision(value) is fineness


def test_values_overlap_where_they_share_a_day() -> None:
    assert overlaps("2019-08", "2019-08-12/2019-09-01")
    assert overlaps("2019-05/..", "2024")
    assert not overlaps("../2019-05", "2019-06-01")
    assert not overlaps("{1990,1992}", "1991")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019", "2019"),
        ("2019-08", "August 2019"),
        ("2019-08-02", "2 August 2019"),
        ("2019-08-12/2019-08-18", "12–18 August 2019"),
        ("2019-08-30/2019-09-05", "30 August – 5 September 2019"),
        ("2018-12-30/2019-01-05", "30 December 2018 – 5 January 2019"),
        ("2019-08/2019-10", "August–October 2019"),
        ("2004/2009", "2004–2009"),
        ("2019-05/..", "since May 2019"),
        ("../2019-05-30", "up to 30 May 2019"),
        ("2017-21", "spring 2017"),
        ("2018-35", "third quarter of 2018"),
        ("2016-12-30~", "about 30 December 2016"),
        ("2016?", "2016 (uncertain)"),
        ("199X", "the 1990s"),
        ("18XX", "1800–1899"),
        ("{1990,1992}", "1990 and 1992"),
        ("[1990,1991,1994]", "1990, 1991 or 1994"),
        ("2019-08/2019-08", "August 2019"),
    ],
)
def test_pages_say_a_date_at_its_precision(value: str, words: str) -> None:
    assert in_words(value) == words


@given(DAYS, st.integers(0, 4000))
def test_an_interval_of_days_has_those_days_as_bounds(first: date, days: int) -> None:
    last = first + timedelta(min(days, (date.max - first).days))
    value = f"{first.isoformat()}/{last.isoformat()}"
    assert bounds(value) == (first, last)
    assert overlaps(value, first.isoformat())
    assert str(last.year) in in_words(value)


@given(st.text(max_size=12))
def test_any_text_is_either_edtf_or_a_date_error(text: str) -> None:
    try:
        bounds(text)
    except DateError:
        return
    assert in_words(text)


def test_how_a_value_came_about_is_no_part_of_what_is_said() -> None:
    plain = When(Quote(0, 7, "Tuesday"), "2019-08-20")
    explained = When(Quote(0, 7, "Tuesday"), "2019-08-20", "weekday before the report")
    assert explained == plain
    assert hash(explained) == hash(plain)
    assert explained.to_dict() == plain.to_dict()
    assert When.from_dict(explained.to_dict()).rule is None
