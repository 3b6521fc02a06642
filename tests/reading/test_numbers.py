"""Numbers and their values."""

from __future__ import annotations

import pytest
from hypothesis import given

from veedor.reading.figures.numbers import numbers
from veedor.reading.parse import ROOT, Word
from veedor.reading.words import words

from .test_words import TEXTS


def tagged(text: str) -> list[Word]:
    """The words of a text with the tags that numbers look at: plural nouns by their s, other words as nouns."""
    found = []
    for index, (start, end) in enumerate(words(text, 0, len(text))):
        form = text[start:end]
        xpos = "CD" if form[0].isdigit() else "NNS" if form.endswith("s") else "NN"
        upos = "NUM" if xpos == "CD" else "NOUN" if form.isalpha() else "PUNCT"
        deprel = "nummod" if xpos == "CD" else "dep"
        found.append(Word(index, start, end, form, form.lower(), upos, xpos, ROOT, deprel))
    return found


def read(text: str) -> list[tuple[str, float | tuple[float, float]]]:
    """The words of each number with its value."""
    sentence = tagged(text)
    return [(text[sentence[n.first].start : sentence[n.last].end], n.value) for n in numbers(sentence)]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("3,531 voters", "3,531", 3531),
        ("2.6 million people", "2.6 million", 2_600_000),
        ("8.2 million people", "8.2 million", 8_200_000),
        ("700 000 people", "700 000", 700_000),
        ("4,01 percent", "4,01", 4.01),
        ("€3.5bn in loans", "3.5bn", 3_500_000_000),
        ("forty-one mayors", "forty-one", 41),
        ("two hundred and six villages", "two hundred and six", 206),
        ("a hundred thousand homes", "a hundred thousand", 100_000),
        ("three and a half years", "three and a half", 3.5),
        ("half a million tents", "half a million", 500_000),
        ("two dozen judges", "two dozen", 24),
        ("6-9 months", "6-9", (6, 9)),
        ("ten to 32 pages", "ten to 32", (10, 32)),
        ("between 10 and 20 boats", "10 and 20", (10, 20)),
        ("2 to 3 million people", "2 to 3 million", (2_000_000, 3_000_000)),
        ("10-30,000 soldiers", "10-30,000", (10_000, 30_000)),
        ("15% to 20% of them", "15% to 20", (15, 20)),
        ("dozens of villages", "dozens", (24, 99)),
        ("several hundred marchers", "several hundred", (200, 999)),
        ("a few thousand tents", "a few thousand", (2000, 9999)),
        ("tens of thousands of Turks", "tens of thousands", (20_000, 99_999)),
        ("hundreds of thousands of Turks", "hundreds of thousands", (200_000, 999_999)),
        ("half of the shops", "half", 50),
        ("one-third of the seats", "one-third", 33.3),
        ("two-thirds majority", "two-thirds", 66.7),
        ("a quarter of the seats", "a quarter", 25),
        ("one in four of the votes", "one in four", 25),
        ("nine out of ten families", "nine out of ten", 90),
        ("2000 soldiers", "2000", 2000),
        ("3.2 millon voters", "3.2 millon", 3_200_000),
        ("more than a third", "a third", 33.3),
    ],
)
def test_number_has_its_value(text: str, said: str, value: float | tuple[float, float]) -> None:
    assert read(text) == [(said, value)]


@pytest.mark.parametrize(
    "text",
    [
        "in 2017",
        "the 2004 elections",
        "2004 to 2009",
        "on May 9",
        "7 November",
        "the second round on the 15th",
        "the 1990s",
        "at 5 pm",
        "at 21:28",
        "under Article 12",
        "Resolution 2254",
        "COVID-19",
        "an F-16",
        "[12] as said",
        "a third party",
        "the second half of the year",
        "the eastern half of the island",
        "the Big Three",
        "call 713-853-3989",
        "on 12/10/2017",
    ],
)
def test_dates_times_ordinals_and_names_are_no_numbers(text: str) -> None:
    assert read(text) == []


def test_a_change_is_two_numbers_and_not_a_range() -> None:
    assert [value for _, value in read("from 5 to 10 percent")] == [5, 10]


def test_a_verb_of_ranging_makes_a_range_of_from_and_to() -> None:
    assert [value for _, value in read("they range from 5 to 10 pages")] == [(5, 10)]


@given(TEXTS)
def test_numbers_stay_inside_the_sentence_in_order(text: str) -> None:
    sentence, at = tagged(text), 0
    for number in numbers(sentence):
        assert at <= number.first <= number.last < len(sentence)
        at = number.last + 1
