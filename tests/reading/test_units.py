"""Units as the codebook names them."""

from __future__ import annotations

import pytest

from veedor.reading.figures.units import (
    added_spans,
    counted,
    currency_after,
    currency_before,
    percent_after,
    time_after,
)
from veedor.reading.parse import ROOT, Word


def word(form: str, lemma: str, upos: str, xpos: str) -> Word:
    return Word(0, 0, len(form), form, lemma, upos, xpos, ROOT, "root")


def sentence(text: str) -> list[Word]:
    """Words joined by spaces, nouns all of them."""
    found, start = [], 0
    for index, form in enumerate(text.split()):
        found.append(Word(index, start, start + len(form), form, form.lower(), "NOUN", "NN", ROOT, "dep"))
        start += len(form) + 1
    return found


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "xpos", "unit"),
    [
        ("troops", "troops", "NOUN", "NNS", "people"),
        ("refugees", "refugee", "NOUN", "NNS", "people"),
        ("economists", "economist", "NOUN", "NNS", "people"),
        ("governors", "governor", "NOUN", "NNS", "people"),
        ("people", "people", "NOUN", "NNS", "people"),
        ("Turks", "Turk", "PROPN", "NNPS", "people"),
        ("Colombians", "Colombian", "PROPN", "NNPS", "people"),
        ("countries", "country", "NOUN", "NNS", "countries"),
        ("states", "state", "NOUN", "NNS", "states"),
        ("nations", "nation", "NOUN", "NNS", "countries"),
        ("deaths", "death", "NOUN", "NNS", "people"),
        ("km", "km", "NOUN", "NN", "kilometres"),
        ("ex-generals", "ex-general", "NOUN", "NNS", "people"),
        ("Muslims", "Muslim", "PROPN", "NNPS", "people"),
        ("players", "player", "NOUN", "NNS", "people"),
        ("kg", "kg", "NOUN", "NN", "kilograms"),
        ("dollars", "dollar", "NOUN", "NNS", "USD"),
        ("families", "family", "NOUN", "NNS", "families"),
        ("checklists", "checklist", "NOUN", "NNS", "checklists"),
        ("aircraft", "aircraft", "NOUN", "NN", "aircraft"),
        ("tonne", "tonne", "NOUN", "NN", "tonnes"),
        ("governorship", "governorship", "NOUN", "NN", "governorships"),
        ("strike", "strike", "NOUN", "NN", "strikes"),
        ("displaced", "displaced", "ADJ", "JJ", "people"),
        ("kroner", "kroner", "NOUN", "NNS", "kroner"),
    ],
)
def test_persons_are_people_and_all_else_is_the_noun_in_the_plural(
    form: str, lemma: str, upos: str, xpos: str, unit: str
) -> None:
    assert counted([word(form, lemma, upos, xpos)], 0) == unit


def test_head_of_cattle_is_cattle() -> None:
    assert counted(sentence("head of cattle"), 0) == "cattle"
    assert counted(sentence("head"), 0) == "people"


def test_a_place_for_doing_something_keeps_what_it_is_for() -> None:
    words = sentence("polling stations")
    words[0] = words[0]._replace(deprel="compound", head=1)
    words[1] = words[1]._replace(lemma="station", xpos="NNS")
    assert counted(words, 1) == "polling stations"


@pytest.mark.parametrize(
    ("text", "code"),
    [("$ 5", "USD"), ("€ 5", "EUR"), ("US $ 5", "USD"), ("AU$ 5", "AUD"), ("GBP 5", "GBP"), ("won 5", None)],
)
def test_a_sign_before_the_number_is_a_currency(text: str, code: str | None) -> None:
    words = sentence(text)
    found = currency_before(words, len(words) - 1)
    assert (found.name if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5 euros", "EUR"),
        ("5 US dollars", "USD"),
        ("5 Syrian pounds", "SYP"),
        ("5 pounds", "GBP"),
        ("5 bolivars", "VES"),
        ("5 votes", None),
    ],
)
def test_words_after_the_number_are_a_currency(text: str, code: str | None) -> None:
    found = currency_after(sentence(text), 0)
    assert (found.name if found else None) == code


@pytest.mark.parametrize(
    ("text", "last"), [("5 %", 1), ("5 per cent", 2), ("5 percentage points", 2), ("5 - percent", 2)]
)
def test_percent_is_found_however_it_is_written(text: str, last: int) -> None:
    found = percent_after(sentence(text), 0)
    assert found is not None
    assert found.last == last


def test_units_of_time_are_plural() -> None:
    found = time_after(sentence("9 - month"), 0)
    assert found is not None
    assert found.name == "months"


def test_spans_add_in_the_smaller_unit_and_only_downward() -> None:
    assert added_spans((5, "years"), (9, "months")) == (69, "months")
    assert added_spans((2, "weeks"), (3, "days")) == (17, "days")
    assert added_spans((9, "months"), (5, "years")) is None
    assert added_spans((1, "months"), (3, "days")) is None
