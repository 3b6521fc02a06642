import pytest

from veedor.gazetteers.countries import (
    bare,
    code_of,
    country_of,
    government_of,
    is_country,
    is_demonym,
    is_seat,
    name_of,
)
from veedor.gazetteers.tables import table


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the U.S.", "United States"),
        ("America's", "United States"),
        ("Burma", "Myanmar"),
        ("Türkiye", "Turkey"),
        ("the Syrian Arab Republic", "Syria"),
        ("SUDAN", "Sudan"),
        ("DRC", "Democratic Republic of the Congo"),
    ],
)
def test_every_name_of_a_country_leads_to_one(words, country):
    assert is_country(words) == country


@pytest.mark.parametrize("words", ["us", "turkey", "it", "", "The", "Springfield"])
def test_words_that_only_look_like_a_country_are_none(words):
    assert is_country(words) is None


def test_demonym_of_two_countries_means_the_larger_one():
    assert is_demonym("Dominican") == "Dominican Republic"
    assert is_demonym("Congolese") == "Democratic Republic of the Congo"
    assert is_demonym("Turks") == "Turkey"


def test_capital_stands_for_its_country_unless_it_means_much_else():
    assert is_seat("Moscow") == "Russia"
    assert is_seat("Brussels") is None
    assert is_seat("Singapore") is None
    assert country_of("Moscow") == country_of("Russian") == country_of("Russia") == "Russia"


def test_country_with_an_article_keeps_it_in_the_name_of_its_government():
    assert government_of("Netherlands") == "Government of the Netherlands"
    assert government_of("Chile") == "Government of Chile"


def test_bare_words_have_neither_article_nor_possessive():
    assert bare("the  opposition’s") == "opposition"
    assert bare("The") == "The"
    assert bare("") == ""


def test_every_country_word_belongs_to_a_country_that_has_a_name():
    known = {row["iso2"] for row in table("countries")}
    named = {row["iso2"] for row in table("country_words") if row["kind"] == "name"}
    assert {row["iso2"] for row in table("country_words")} <= known | named


def test_country_has_a_code_of_two_letters_unless_it_is_no_more():
    assert code_of("United States") == "US"
    assert name_of("CI") == "Ivory Coast"
    assert code_of("Soviet Union") is None
    assert name_of("SUHH") is None
    assert name_of("ZZ") is None
