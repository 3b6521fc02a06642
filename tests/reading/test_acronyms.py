import time

from veedor.reading.names.acronyms import acronyms, long_form


def test_acronym_in_brackets_has_the_words_before_it():
    text = "The Free Harbour Party (FHP) met the Northern Fishers Union (NFU)."
    assert acronyms(text) == {"FHP": "Free Harbour Party", "NFU": "Northern Fishers Union"}


def test_small_words_do_not_count_as_initials():
    assert acronyms("It asked the Office for the Care of Old Bridges (OCOB).") == {
        "OCOB": "Office for the Care of Old Bridges"
    }


def test_long_form_may_stand_in_the_brackets():
    assert acronyms("A spokesman for NFU (Northern Fishers Union) agreed.") == {
        "NFU": "Northern Fishers Union"
    }


def test_acronym_of_another_language_fits_in_another_order():
    assert acronyms("the Union of Free Rural Teachers (TURF)") == {"TURF": "Union of Free Rural Teachers"}


def test_acronym_without_brackets_is_found_by_its_initials():
    text = "The Coastal Defence League denied it. Witnesses blamed the CDL."
    assert acronyms(text) == {"CDL": "Coastal Defence League"}


def test_brackets_that_explain_nothing_are_no_acronyms():
    assert acronyms("The vote (2009) was held in the Hills (North Ridge) by Ann Lee (CDU).") == {}


def test_first_explanation_holds():
    text = "the Red Barn Club (RBC) and the Royal Bank of Carts (RBC)"
    assert acronyms(text)["RBC"] == "Red Barn Club"


def test_long_form_needs_every_letter():
    assert long_form("XYZ", "the Harbour Party ") is None


def test_long_capitalised_text_takes_no_time():
    text = "Many Words " * 20_000 + "(MW) " + "A" * 20_000
    began = time.perf_counter()
    acronyms(text)
    assert time.perf_counter() - began < 2


def test_acronym_is_explained_by_a_name_with_a_country_before_or_a_place_behind_it():
    text = "The Chilean National Harbour Council met the Inner Harbour Forces of Chile. The NHC left the IHF."
    assert acronyms(text) == {"NHC": "National Harbour Council", "IHF": "Inner Harbour Forces"}
