import pytest

from veedor.gazetteers.name_forms import Shape, form_of
from veedor.gazetteers.states import Facet, country_named, state_of


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Mr Haddad", ("haddad",)),
        ("Lebanese President Leila Haddad", ("leila", "haddad")),
        ("Minister of Education Leila Haddad", ("leila", "haddad")),
        ("Cedar List chairwoman Leila Haddad", ("leila", "haddad")),
        ("the president of the northern region, Leila Haddad", ("leila", "haddad")),
        ("Leila Haddad, the former speaker", ("leila", "haddad")),
        ("Haddad's wife Salma", ("salma",)),
        ("Omar al-Saleh", ("omar", "saleh")),
        ("ambassador to the United Nations Leila Haddad", ("leila", "haddad")),
    ],
)
def test_person_is_found_behind_the_title(name, core):
    form = form_of(name)
    assert form.shape in (Shape.PERSON, Shape.SINGLE)
    assert form.core == core


@pytest.mark.parametrize(
    "name",
    ["Supporters of President Haddad", "Haddad's son", "anti-Haddad coalition", "Cedar List officials"],
)
def test_those_around_a_party_are_marked(name):
    assert form_of(name).belongs


def test_body_knows_its_country_and_its_acronym():
    court = form_of("the Lebanese Supreme Court")
    assert (court.core, court.countries) == (("supreme", "court"), frozenset({"Lebanon"}))
    assert form_of("Supreme Court (Lebanon)").countries == court.countries
    assert form_of("Northern Front for Renewal (NFR)").short == "nfr"
    assert form_of("the NFR party").short == "nfr"


def test_number_is_kept_as_word_and_as_figure():
    assert form_of("31st Brigade").numbers == form_of("Brigade 31").numbers == {"31"}


def test_kind_given_decides():
    assert form_of("Jordan", "person").shape is not Shape.STATE
    assert form_of("Jordan", "government").facet is Facet.GOVERNMENT
    assert form_of("Free Lebanon", "party").shape is Shape.BODY


@pytest.mark.parametrize(
    ("name", "facet"),
    [
        ("Lebanon", Facet.COUNTRY),
        ("the Lebanese government", Facet.GOVERNMENT),
        ("Government of the Netherlands", Facet.GOVERNMENT),
        ("Beirut", Facet.GOVERNMENT),
        ("the Kremlin", Facet.GOVERNMENT),
        ("the White House", Facet.OFFICE),
        ("Iraqi authorities", Facet.AUTHORITIES),
        ("the people of Iraq", Facet.PEOPLE),
        ("Iraqis", Facet.PEOPLE),
    ],
)
def test_state_is_told_from_its_parts(name, facet):
    found = state_of(name)
    assert found is not None
    assert found[1] is facet


def test_country_is_named_by_code_or_name():
    assert country_named("lb") == country_named("LBN") == country_named("Lebanon") == "Lebanon"
    assert country_named("nowhere") is None
    assert country_named(None) is None
