"""The document's own date: given, from the file, printed, or worked out from the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.when import bounds
from veedor.documents.dates import printed_date, published_in
from veedor.documents.document import Basis
from veedor.documents.offices import How, holders_named, offices
from veedor.errors import DateError

KENYA = (
    "President Uhuru Kenyatta won the vote of 8 August, but the court annulled it in September. "
    "US Secretary of State Rex Tillerson called for calm. A new vote, set for 26 October, will be held next week."
)


def test_what_the_user_gives_comes_first() -> None:
    published = published_in(
        "Nairobi, 12 October 2017 - They met.", given="2017-10-13", metadata="2017-10-14"
    )
    assert published is not None
    assert (published.value, published.basis) == ("2017-10-13", Basis.GIVEN)


@pytest.mark.parametrize("wrong", ["12 October", "2017-13", "", "2017-10/..", "../2017"])
def test_a_wrong_given_date_is_named(wrong: str) -> None:
    with pytest.raises(DateError, match="write"):
        published_in("They met.", given=wrong if wrong != "2017-13" else "17-1")


@pytest.mark.parametrize("said", ["2017-10-12", "2017-10-12T08:00:00+00:00", " 2017-10-12 "])
def test_the_file_comes_before_the_text(said: str) -> None:
    published = published_in("10 October 2017\n\nThey met.", metadata=said)
    assert published is not None
    assert (published.value, published.basis) == ("2017-10-12", Basis.METADATA)


@pytest.mark.parametrize("said", ["", "yesterday", "2017-10/..", "0000"])
def test_metadata_that_is_no_date_is_as_good_as_absent(said: str) -> None:
    assert published_in("They met.", metadata=said) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NAIROBI, 12 October 2017 — The court met.", "12 October 2017"),
        ("NAIROBI, October 12, 2017 (Agency) - The court met.", "October 12, 2017"),
        ("GENEVA (12 October 2017) – Experts met.", "12 October 2017"),
        ("Court meets\n\nPublished: October 12, 2017\n\nThe court met.", "October 12, 2017"),
        ("Court meets\nThe Observer (a weekly), 12 October 2017\n\nThe court met.", "12 October 2017"),
        ("Court meets\n\n*The Observer, 12 October 2017*\n\nThe court met.", "12 October 2017"),
        ("Court meets\nBy Jane Roe, 12 October 2017\n\nThe court met.", "12 October 2017"),
        ("Court meets\nJane Roe (12 October 2017)\n\nThe court met.", "12 October 2017"),
        ("Court meets\n12 October 2017 | Jane Roe\n\nThe court met.", "12 October 2017"),
        ("Court meets\nOct. 12, 2017 by Jane Roe\n\nThe court met.", "Oct. 12, 2017"),
        ("Court meets\nUpdated 12 October 2017, 10:30\n\nThe court met.", "12 October 2017"),
        ("NAIROBI, Oct. 12, 2017 — The court met.", "Oct. 12, 2017"),
        ("Nairobi, 12 October 2017 - The court met.", "12 October 2017"),
        ("Situation report 4\n12 October 2017\n\nThe court met.", "12 October 2017"),
        ("Situation report 4\nas of 12 October 2017\n\nThe court met.", "12 October 2017"),
        ("Situation report 4 (as of 12 October 2017)\n\nThe court met.", "12 October 2017"),
        (
            "Court meets\nThursday, October 12, 2017 | 10:30 GMT\n\nThe court met.",
            "Thursday, October 12, 2017",
        ),
    ],
)
def test_a_printed_date_is_taken_as_it_stands(text: str, words: str) -> None:
    published = published_in(text)
    assert published is not None
    assert (published.value, published.basis) == ("2017-10-12", Basis.INFERRED)
    assert [quote.words for quote in published.evidence] == [words]
    assert "printed" in published.note


def test_a_date_in_a_sentence_is_not_the_texts_own() -> None:
    assert published_in("The court met on 12 October 2017 in Nairobi. It met again.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The court met in Nairobi, 12 October 2017.\n\nIt met again.",
        "The court met on 12 October 2017\n\nIt met again.",
        "As of 12 October 2017, the court had met twice.\n\nIt met again.",
        "Court meets\nIt will meet again before 12 October 2017\n\nMore then.",
        f"{'The court met and met again. ' * 8}\nNairobi, 12 October 2017\n\nIt met.",
        "12 October 2017, the day of the vote, was calm.\n\nIt rained.",
    ],
)
def test_a_date_at_the_end_of_a_sentence_is_no_byline(text: str) -> None:
    assert printed_date(text) is None


def test_a_printed_date_beats_the_day_on_which_the_file_was_made() -> None:
    text = "Court meets\nThe Observer, 12 October 2017\n\nThe court met."
    made = published_in(text, metadata="2021-02-03", made=True)
    page = published_in(text, metadata="2021-02-03")
    assert made is not None
    assert page is not None
    assert (made.value, made.basis) == ("2017-10-12", Basis.INFERRED)
    assert (page.value, page.basis) == ("2021-02-03", Basis.METADATA)


@pytest.mark.parametrize("text", ["The court met.", "Notice\nNairobi, 12 October 2017\n\nIt will meet."])
def test_the_day_a_file_was_made_stands_where_no_earlier_date_is_printed(text: str) -> None:
    published = published_in(text, metadata="2017-08-03", made=True)
    assert published is not None
    assert (published.value, published.basis) == ("2017-08-03", Basis.METADATA)


def test_dates_and_office_holders_narrow_the_day() -> None:
    published = published_in(KENYA)
    assert published is not None
    assert published.value == "2017-10-16/2017-10-22"
    for quote in published.evidence:
        quote.check(KENYA)
    assert {"President Uhuru Kenyatta", "Secretary of State Rex Tillerson"} <= {
        q.words for q in published.evidence
    }


def test_a_weekday_with_its_date_fixes_the_year() -> None:
    text = (
        "President Goodluck Jonathan spoke on Monday. Gunmen came on Friday, 20 April, and left in the night. "
        "The state said last week that it would act."
    )
    published = published_in(text)
    assert published is not None
    earliest, latest = bounds(published.value)
    assert earliest is not None
    assert latest is not None
    assert date(2012, 4, 20) <= earliest <= latest < date(2012, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Elections matter, and so does trust.",
        "The vote was held in May, and the count ended last week.",
        "President Barack Obama spoke of hope.",
        "In March 1994 the talks failed. In May the army withdrew. In October 1994 they signed.",
        "President Vladimir Putin met officials last week.",
    ],
)
def test_a_text_without_enough_evidence_has_no_date(text: str) -> None:
    assert published_in(text) is None


def test_former_holders_and_other_offices_say_nothing() -> None:
    text = (
        "Former President Barack Obama, then-President Bush, Shadow Home Secretary Yvette Cooper, "
        "Deputy Prime Minister Mark Carney and President-elect Joe Biden met; President Mohamed Morsi was ousted."
    )
    assert [m.how for m in holders_named(text) if m.how < How.NAMED] == []


def test_a_holder_is_found_by_title_before_or_after_the_name() -> None:
    text = (
        "Secretary-General Ban Ki-moon met Hassan Rouhani, the Iranian president, and the Merkel government."
    )
    assert [[t.holder for t in m.terms] for m in holders_named(text)] == [
        ["Ban Ki-moon"],
        ["Hassan Rouhani"],
        ["Angela Merkel"],
    ]


def test_the_later_of_two_holders_of_one_office_is_the_one_in_office() -> None:
    text = "President Robert Mugabe ruled long. Now President Emmerson Mnangagwa rules."
    assert [m.terms[0].holder for m in holders_named(text)] == ["Emmerson Mnangagwa"]


def test_a_name_borne_twice_keeps_both_terms() -> None:
    (mention,) = holders_named("President Bush spoke.")
    assert [t.start.year for t in mention.terms] == [1989, 2001]
    assert holders_named("President George Washington spoke.") == []


def test_every_term_begins_before_it_ends_and_no_two_rows_are_equal() -> None:
    table = offices()
    assert len(table) > 500
    assert all(term.end is None or term.start < term.end for term in table)
    assert len(set(table)) == len(table)
    assert all(term.called in term.holder for term in table)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*KENYA.split(), "May", "2016", "last", "week", "\n", "—", "12", "é\u0301"]),
        max_size=40,
    )
)
def test_any_text_gives_a_closed_interval_with_quotes_that_stand_there(words: list[str]) -> None:
    text = " ".join(words)
    published = published_in(text)
    if published:
        earliest, latest = bounds(published.value)
        assert earliest is not None
        assert latest is not None
        for quote in published.evidence:
            quote.check(text)


def test_clues_that_do_not_agree_are_told_in_the_note() -> None:
    text = (
        "President Joe Biden met Prime Minister Rishi Sunak last week. President Jacques Chirac once said "
        "otherwise. The summit of Friday, 19 May will be held next week."
    )
    published = published_in(text)
    assert published is not None
    assert "1 more do not agree" in published.note
    assert published.value == "2023-05-08/2023-05-14"
