import pytest

from tests.reading.test_names import CHILE_VOTED, document, meant
from veedor.reading.names.states import adjective_of


def told(subject, *names):
    """A sentence with a subject: `form/UPOS/XPOS/head/deprel` items, then the verb."""
    return (f"{subject} denied/VERB/VBD/0/root it/PRON/PRP/{len(subject.split()) + 1}/obj", *names)


@pytest.mark.parametrize(
    ("country", "adjective"),
    [
        ("Turkey", "Turkish"),
        ("United States", "U.S."),
        ("New Zealand", "New Zealand"),
        ("Nowhere", "Nowhere"),
    ],
)
def test_countries_have_an_adjective(country, adjective):
    assert adjective_of(country) == adjective


def test_forces_have_the_adjective_and_institutions_the_country():
    army = told("Its/PRON/PRP$/2/nmod:poss army/NOUN/NN/3/nsubj")
    court = told("The/DET/DT/3/det supreme/ADJ/JJ/3/amod court/NOUN/NN/4/nsubj")
    parses = document(CHILE_VOTED, army, court)
    assert meant(parses, "Its army") == "Chilean army"
    assert meant(parses, "The supreme court") == "Supreme Court of Chile"


def test_army_is_the_armed_forces_where_the_report_calls_them_so():
    forces = told(
        "the/DET/DT/4/det Chilean/ADJ/JJ/4/amod armed/ADJ/JJ/4/amod forces/NOUN/NNS/5/nsubj", (1, 1, "NAT")
    )
    army = told("The/DET/DT/2/det army/NOUN/NN/3/nsubj")
    assert meant(document(forces, army), "The army") == "Chilean armed forces"


def test_officials_without_more_are_those_of_the_country_spoken_of():
    officials = told("Officials/NOUN/NNS/2/nsubj")
    assert meant(document(CHILE_VOTED, officials), "Officials") == "Chilean officials"


def test_counted_officials_may_be_of_any_country_and_counted_soldiers_are_the_countrys():
    officials = told("Two/NUM/CD/2/nummod officials/NOUN/NNS/3/nsubj")
    soldiers = told("Two/NUM/CD/2/nummod soldiers/NOUN/NNS/3/nsubj")
    assert "Chilean" not in (meant(document(CHILE_VOTED, officials), "Two officials") or "")
    assert meant(document(CHILE_VOTED, soldiers), "Two soldiers") == "Chilean soldiers"


def test_government_described_is_still_the_countrys():
    interim = told(
        "Chile/PROPN/NNP/4/nmod:poss +'s/PART/POS/1/case fragile/ADJ/JJ/4/amod government/NOUN/NN/5/nsubj",
        (0, 0, "LOC"),
    )
    assert meant(document(interim), "Chile's fragile government") == "Government of Chile"


def test_government_of_a_region_is_not_the_countrys():
    regional = told(
        "the/DET/DT/4/det Chilean/ADJ/JJ/4/amod regional/ADJ/JJ/4/amod government/NOUN/NN/5/nsubj",
        (1, 1, "NAT"),
    )
    assert meant(document(regional), "the Chilean regional government") == "Chilean regional government"


def test_governments_told_apart_by_adjectives_are_several():
    two = told(
        "the/DET/DT/5/det Chilean/ADJ/JJ/5/amod and/CCONJ/CC/4/cc Peruvian/ADJ/JJ/2/conj governments/NOUN/NNS/6/nsubj",
        (1, 1, "NAT"),
        (3, 3, "NAT"),
    )
    expected = "Government of Chile; Government of Peru"
    assert meant(document(two), "the Chilean and Peruvian governments") == expected


def test_administration_is_that_of_its_leaders_country():
    president = (
        "Peruvian/ADJ/JJ/2/amod President/PROPN/NNP/3/nmod:desc Jane/PROPN/NNP/5/nsubj Roe/PROPN/NNP/3/flat "
        "came/VERB/VBD/0/root",
        (0, 0, "NAT"),
        (2, 3, "PER"),
    )
    hers = told("The/DET/DT/3/det Roe/PROPN/NNP/3/compound administration/NOUN/NN/4/nsubj", (1, 1, "PER"))
    assert meant(document(president, hers), "The Roe administration") == "Government of Peru"


def test_name_of_a_commission_in_capitals_is_kept():
    own = told(
        "The/DET/DT/4/det Zambia/PROPN/NNP/4/compound Electoral/ADJ/NNP/4/amod Commission/PROPN/NNP/5/nsubj",
        (1, 3, "ORG"),
    )
    assert meant(document(own), "The Zambia Electoral Commission") == "Zambia Electoral Commission"
