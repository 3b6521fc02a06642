"""Where a place named in a text lies, and where that cannot be said safely."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.gazetteers.places import Place, Precision, resolve


def place(words: str, country: str | None = None, *named: str) -> tuple[str, str, Precision] | None:
    found = resolve(words, country=country, named=named)
    return (found.name, found.country, found.precision) if found else None


def test_a_town_is_that_of_the_reports_own_country() -> None:
    assert place("Valencia", "VE") == ("Valencia", "VE", Precision.TOWN)
    assert place("Valencia", "ES") == ("Valencia", "ES", Precision.TOWN)
    assert place("Tripoli", "LB") == ("Tripoli", "LB", Precision.TOWN)


def test_a_town_is_else_that_of_a_country_that_the_report_names() -> None:
    assert place("Valencia", "IQ", "IQ", "ES") == ("Valencia", "ES", Precision.TOWN)
    assert place("Tripoli", None, "LB") is None


def test_a_town_is_else_by_far_the_largest_of_its_name() -> None:
    assert place("Paris") == ("Paris", "FR", Precision.TOWN)
    assert place("Valencia") is None
    assert place("Birmingham") is None


def test_a_much_larger_town_elsewhere_casts_doubt() -> None:
    assert place("Paris", "US") is None
    assert place("Tripoli", "LB", "LB", "LY") is None


def test_towns_of_one_name_in_one_country_are_none() -> None:
    assert place("Springfield", "US") is None


def test_a_small_town_is_found_in_its_own_country_only() -> None:
    assert place("Crawfordsville") is None
    assert place("Crawfordsville", "US") == ("Crawfordsville", "US", Precision.TOWN)


def test_a_town_has_a_point_and_an_id() -> None:
    found = resolve("Caracas", country="VE")
    assert found is not None
    assert found.latitude == pytest.approx(10.5, abs=0.1)
    assert found.longitude == pytest.approx(-66.9, abs=0.1)
    assert found.geonames == 3646738
    assert found.region == "Distrito Federal"


def test_a_country_and_a_region_have_no_point() -> None:
    for found in (resolve("Iraq"), resolve("Helmand province", country="AF")):
        assert found is not None
        assert (found.latitude, found.longitude, found.geonames) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "country", "region"),
    [
        ("Helmand", "AF", "Helmand"),
        ("the state of Zulia", "VE", "Zulia"),
        ("Zulia state", None, "Zulia"),
        ("North Darfur", "SD", "Northern Darfur"),
        ("Punjab", "PK", "Punjab"),
        ("Ontario", "CA", "Ontario"),
    ],
)
def test_a_state_or_province_is_a_region(words: str, country: str | None, region: str) -> None:
    found = resolve(words, country=country)
    assert found is not None
    assert (found.name, found.region, found.precision) == (region, region, Precision.REGION)


def test_a_region_of_two_countries_needs_the_reports_own() -> None:
    assert place("Punjab") is None


def test_a_country_that_is_also_a_region_of_the_reports_own_is_none() -> None:
    assert place("Georgia") == ("Georgia", "GE", Precision.COUNTRY)
    assert place("Georgia", "US") is None
    assert place("Niger", "NG") is None
    assert place("Niger", "NE") == ("Niger", "NE", Precision.COUNTRY)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Valencia, Spain", ("Valencia", "ES", Precision.TOWN)),
        ("London, Ontario", ("London", "CA", Precision.TOWN)),
        ("Savannah, Georgia", ("Savannah", "US", Precision.TOWN)),
        ("Littlehamlet, Texas", ("Texas", "US", Precision.REGION)),
        ("Mosul, Spain", None),
        ("Iraq, Syria", None),
        ("Springfield, Nowhere", None),
    ],
)
def test_words_after_a_comma_say_where_it_lies(
    words: str, expected: tuple[str, str, Precision] | None
) -> None:
    assert place(words, "VE") == expected


def test_a_part_of_a_place_leads_to_the_place() -> None:
    found = resolve("northern Iraq")
    assert found is not None
    assert (found.country, found.precision) == ("IQ", Precision.COUNTRY)
    assert found.why == "a part of it; name of a country"
    assert place("eastern Aleppo", "SY") == ("Aleppo", "SY", Precision.TOWN)


def test_a_capital_may_be_named_by_its_country() -> None:
    khartoum = ("Khartoum", "SD", Precision.TOWN)
    assert (
        place("the Sudanese capital") == place("Sudan's capital") == place("the capital of Sudan") == khartoum
    )
    assert place("the capital", "SD") is None
    assert place("the capital of South Africa") is None  # it has three


def test_other_spellings_and_former_names_are_known() -> None:
    assert place("Bombay") == ("Mumbai", "IN", Precision.TOWN)
    assert place("al-Raqqah", "SY") == ("Ar Raqqah", "SY", Precision.TOWN)
    assert place("Cordoba", "AR") == place("Córdoba", "AR") == place("Co\u0301rdoba", "AR")
    assert place("Caracas's", "VE") == place("CARACAS", "VE")


@pytest.mark.parametrize(
    "words",
    [
        "Nice",
        "Reading",
        "March",
        "Union",
        "OPEC",
        "LIMA",
        "Iraqi",
        "valencia",
        "Soviet Union",
        "state",
        "the",
    ],
)
def test_common_words_acronyms_and_peoples_name_no_place(words: str) -> None:
    assert place(words, "GB") is None


def test_why_says_in_one_line_how_the_place_was_chosen() -> None:
    found = resolve("Valencia", country="VE")
    assert found is not None
    assert found.why == "town of the report's own country, population 1.6 million; 5 others of this name"


HOSTILE = [
    "",
    " ",
    ",",
    ",,",
    "a" * 10_000,
    "Paris" * 2_000,
    "Par\0is",
    "\u202eParis",
    "'; DROP",
    "Paris\u200b",
    "💥",
    "5",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_name_no_place(words: str) -> None:
    assert resolve(words, country="FR", named=("FR",)) is None


@given(st.text(max_size=40), st.sampled_from([None, "US", "XX", ""]))
def test_any_words_give_a_whole_place_or_none(words: str, country: str | None) -> None:
    found = resolve(words, country=country)
    if found is not None:
        assert len(found.country) == 2
        assert found.why
        assert "\n" not in found.why
        assert (found.latitude is None) == (found.longitude is None)


def test_a_place_is_frozen_and_complete() -> None:
    names = [field.name for field in fields(Place)]
    assert names == "name country region latitude longitude geonames precision why".split()
