"""When a text was written, from the dates it tells, the office holders and bodies it names: no text printed."""

from datetime import date

import numpy as np
import pytest

from veedor.documents.date_clues import DAYS, clue_of
from veedor.documents.date_inference import infer
from veedor.documents.date_words import find
from veedor.documents.offices import How, holders_named

IRAQ = (
    "The Iraqi Governing Council has asked for more time, and the Coalition Provisional Authority wants an "
    "answer. In late October gunmen struck a convoy near Baquba. In early October Turkey's parliament had "
    "agreed to send troops.\n\nThe council banned the channel, effective November 15. Its lawyers say that "
    "the order is void. The ban will be felt in every café, starting next week."
)
SUDAN = (
    "The Transitional Military Council has met the Forces of Freedom and Change in Khartoum. Soldiers "
    "cleared the sit-in in June. Talks will go on next week. The generals ousted the president in April."
)
BANGUI = (
    "Sangaris has begun to wind down in the Central African Republic, and MISCA will hand over to MINUSCA. "
    "Catherine Samba-Panza, the interim president, spoke last week. Talks were held in July."
)
KENYA = (
    "Kofi Annan's mediation between President Mwai Kibaki and Raila Odinga goes on in Nairobi. Clashes went "
    "on in January. Talks will resume next week."
)


@pytest.mark.parametrize(
    ("text", "day", "most"),
    [
        (IRAQ, date(2003, 11, 6), 42),
        (SUDAN, date(2019, 7, 10), 90),
        (BANGUI, date(2014, 8, 20), 90),
        (KENYA, date(2008, 2, 8), 42),
    ],
)
def test_bodies_and_months_without_a_year_narrow_the_day(text: str, day: date, most: int) -> None:
    found = infer(text)
    assert found is not None
    assert found.first <= day <= found.last
    assert (found.last - found.first).days < most


def test_a_coming_day_and_the_week_it_falls_in_may_stand_sentences_apart() -> None:
    found = infer(IRAQ)
    assert found is not None
    words = [IRAQ[clue.start : clue.end] for clue in found.clues]
    assert any(w.startswith("effective November 15") and w.endswith("next week") for w in words)
    assert date(2003, 11, 3) >= found.first >= date(2003, 10, 20)


def test_this_and_a_weekday_with_its_day_fix_the_week_and_the_year() -> None:
    text = (
        "President Barack Obama met Chancellor Angela Merkel. Catalans will vote this Sunday, 9 November, in a "
        "poll that Madrid rejects."
    )
    found = infer(text)
    assert found is not None
    assert date(2014, 11, 3) <= found.first <= found.last <= date(2014, 11, 9)


def test_holders_intersect() -> None:
    text = (
        "National Security Adviser Condoleezza Rice met High Commissioner for Human Rights Louise Arbour. "
        "The truce broke in August, and the monitors left last week."
    )
    found = infer(text)
    assert found is not None
    assert date(2004, 7, 1) <= found.first <= date(2004, 9, 15) <= found.last <= date(2005, 1, 25)


def test_holders_that_never_served_together_leave_the_day_unknown() -> None:
    text = "President Boris Yeltsin met President Joe Biden last week. Both left the town on 3 May."
    assert infer(text) is None


def test_an_administration_is_named_with_or_without_a_capital() -> None:
    for words in ("the Clinton Administration", "Clinton's administration", "the Clinton cabinet"):
        (mention,) = holders_named(words)
        assert mention.how is How.GOVERNING


def test_a_title_in_the_genitive_and_a_curly_apostrophe_name_the_holder() -> None:
    text = "President Obama’s visit, and High Commissioner for Human Rights Zeid Ra’ad Al Hussein"
    assert [m.how for m in holders_named(text)] == [How.TITLED, How.TITLED]


def test_a_past_month_later_than_the_reports_own_is_seldom_the_year_befores() -> None:
    (month,) = find("Gunmen struck in September.")
    clue, counted = clue_of(month, 0.01), clue_of(month, 0.01, in_year=True)
    assert clue is not None
    assert counted is not None
    february, may, october = (
        int(np.searchsorted(DAYS, date(2015, number, 15).toordinal())) for number in (2, 5, 10)
    )
    assert clue.weights[october] > clue.weights[february] > clue.weights[may] + 1.5
    assert counted.weights[may] < clue.weights[may]
    assert counted.weights[february] == clue.weights[february]


def test_the_eleventh_of_september_without_a_year_dates_nothing() -> None:
    text = "Since September 11 the world has changed. President George W. Bush met Secretary of State Colin Powell"
    assert infer(text + ".") is None


@pytest.mark.parametrize(
    "text",
    [
        "MINUSMA has asked for helicopters.",
        "The talks began in May and ended in June. A vote will be held next week.",
        "Norway has sent mediators to the talks with the rebels. They met last week.",
    ],
)
def test_too_little_is_unknown(text: str) -> None:
    assert infer(text) is None
