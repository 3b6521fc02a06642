import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.analysis.actors import Mention, mention_key, proposals
from veedor.gazetteers.project import ProjectActor, ProjectActors

IN = "d"


def mention(name, document=IN, country=None, kind=None):
    return Mention(f"{name}|{document}", name, document, country, kind)


def verdict(*mentions, known=None):
    """The verdict on the first two mentions; None where nothing is proposed."""
    first, second = mentions[0].key, mentions[1].key
    found = [p for p in proposals(mentions, known) if {p.left, p.right} == {first, second}]
    assert len(found) < 2
    assert all(0 <= p.score <= 1 and p.why and "\n" not in p.why for p in found)
    return found[0].verdict if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Front for Renewal (NFR)", "NFR"),
        ("Pan American Health Organization (PAHO)", "PAHO"),
        ("EU", "European Union"),
        ("Moscow", "the Russian government"),
        ("the Kremlin", "Government of Russia"),
        ("Iraqis", "the Iraqi people"),
        ("Leila Haddad", "Mr Haddad"),
        ("Leila Haddad", "Haddad"),
        ("President Haddad", "Mr Haddad"),
        ("Omar Saleh", "Omar Hassan al-Saleh"),
        ("O. Saleh", "Omar Saleh"),
        ("Khaled Mansour", "Khalid Mansur"),
        ("Saleh Omar", "Omar Saleh"),
        ("Ministry of Defence of Chad", "Chadian Ministry of Defense"),
        ("Min. of Foreign Affairs", "Ministry of Foreign Affairs"),
        ("Cedar Party", "Cedar"),
        ("Kurdish Regional Council", "Kurdistan Regional Council"),
    ],
)
def test_one_party_in_one_document_is_same(one, other):
    assert verdict(mention(one), mention(other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("South Korea", "North Korea"),
        ("South Sudan", "Sudan"),
        ("Brigade 31", "Brigade 32"),
        ("1st Cedar Brigade", "2nd Cedar Brigade"),
        ("Omar Saleh", "Hassan Saleh"),
        ("George H. W. Roe", "George W. Roe"),
        ("Leila Haddad Jr.", "Leila Haddad"),
        ("Government of Iraq", "Government of Iran"),
        ("Iraqis", "Government of Iraq"),
        ("Tigran", "Iran"),
        ("Cedar Front", "member of the Cedar Front"),
        ("Cedar Front", "supporters of the Cedar Front"),
        ("Cedar Front", "Cedar Front officials"),
        ("Cedar Front", "spokesman of the Cedar Front"),
        ("Cedar Front", "anti-Cedar Front"),
        ("Leila Haddad", "Leila Haddad's son"),
        ("Government of Iraq", "opposition to the Government of Iraq"),
        ("Democratic Party", "Republican Party"),
        ("Labour Party (Malta)", "Labour Party (Norway)"),
        ("Supreme Court of Chad", "Supreme Court of Mali"),
        ("Mr Haddad", "Mrs Haddad"),
        ("Mario Saleh", "Maria Saleh"),
        ("United Nations", "UN Security Council"),
        ("Northern Alliance", "Southern Alliance"),
    ],
)
def test_two_parties_are_never_same(one, other):
    assert verdict(mention(one), mention(other)) != "same"


def test_surname_of_another_report_is_a_question():
    assert verdict(mention("Haddad", "a"), mention("Leila Haddad", "b")) == "unsure"


def test_surname_with_the_office_of_the_same_country_is_same():
    one = mention("President Haddad", "a", "LB")
    assert verdict(one, mention("Lebanese President Leila Haddad", "b", "SY")) == "same"
    assert verdict(one, mention("Syrian President Leila Haddad", "b", "SY")) == "unsure"


def test_surname_that_two_people_of_the_document_bear_is_a_question():
    people = mention("Haddad"), mention("Leila Haddad"), mention("Samir Haddad")
    assert verdict(*people) == "unsure"


def test_body_without_country_is_that_of_the_report():
    court = mention("Constitutional Court", "a", "VE")
    assert verdict(court, mention("Constitutional Court of Venezuela", "b")) == "same"
    assert verdict(court, mention("Constitutional Court", "b", "Venezuela")) == "same"
    assert verdict(court, mention("Constitutional Court", "b", "CO")) == "different"
    assert verdict(court, mention("Constitutional Court", "b")) == "unsure"


def test_same_party_name_in_two_countries_is_not_same():
    assert verdict(mention("Labour Party", "a", "MT"), mention("Labour Party", "b", "NO")) == "different"


def test_acronym_with_two_long_forms_is_a_question():
    mentions = (
        mention("NFR", "a"),
        mention("Northern Front for Renewal (NFR)", "b"),
        mention("New Free Radio (NFR)", "c"),
    )
    assert verdict(*mentions) == "unsure"


def test_one_key_for_two_courts_joins_nothing():
    courts = [Mention("supreme court", "Supreme Court", c, c) for c in ("TD", "ML")]
    found = proposals([*courts, mention("Supreme Court of Chad"), mention("Supreme Court of Mali")])
    assert {p.verdict for p in found if "supreme court" in (p.left, p.right)} == {"unsure"}


def test_one_key_for_two_surnames_joins_nothing():
    surnames = [Mention("haddad", "Haddad", document) for document in ("a", "b")]
    found = proposals([*surnames, mention("Leila Haddad", "a"), mention("Samir Haddad", "b")])
    assert {p.verdict for p in found} == {"unsure"}


def test_short_name_never_bridges_two_people():
    mentions = mention("George Roe", "a"), mention("George W. Roe", "b"), mention("George H. W. Roe", "c")
    assert verdict(*mentions) == "unsure"


def test_country_and_its_government_are_a_question():
    assert verdict(mention("Russia"), mention("Moscow")) == "unsure"


def test_full_name_in_two_reports_is_one_person():
    assert verdict(mention("Leila Haddad", "a"), mention("Leila Haddad", "b")) == "same"


KNOWN = ProjectActors(
    (
        ProjectActor("Leila Haddad", ("the Iron Notary",), "person", "LB"),
        ProjectActor("Leila Hadad", (), "person"),
    )
)


def test_alias_of_the_project_leads_to_its_actor():
    found = proposals([mention("The Iron Notary")], KNOWN)
    assert [(p.left, p.right, p.verdict) for p in found if p.verdict == "same"] == [
        ("The Iron Notary|d", "leila haddad", "same"),
    ]


def test_two_actors_of_the_project_are_not_joined_by_their_spelling():
    assert verdict(mention("Leila Haddad"), mention("Leila Hadad"), known=KNOWN) == "different"


def test_alias_decides_before_the_document():
    known = ProjectActors((ProjectActor("Amal Front", ("Amal",), "party"),))
    assert verdict(mention("Amal"), mention("Amal Saleh"), known=known) is None
    assert verdict(mention("Amal"), mention("Amal Saleh")) == "same"


def test_key_holds_the_document_where_the_name_alone_does_not_say_who_is_meant():
    assert mention_key("Leila Haddad", document_id="a") == mention_key("LEILA HADDAD", document_id="b")
    assert mention_key("Mr Haddad", document_id="a") != mention_key("Mr Haddad", document_id="b")
    assert mention_key("Supreme Court", document_id="a") == "supreme court\na"
    assert mention_key("Supreme Court of Chad", document_id="a") == "supreme court of chad"
    assert mention_key("\x00", document_id="a") == ""


def test_mention_without_a_visible_name_is_left_out():
    assert proposals([Mention("", "\x00", "a"), Mention("", "\x00", "b")]) == []


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["a", "b", None])), max_size=8))
def test_any_names_are_judged_without_failing(names):
    mentions = [Mention(f"{n} {name}", name, document) for n, (name, document) in enumerate(names)]
    found = proposals(mentions)
    assert len({(p.left, p.right) for p in found}) == len(found)
    assert all(p.left < p.right for p in found)


def test_work_grows_with_the_names_and_not_with_their_square():
    names = [f"{'abcdefghij'[n % 10]}{n:x} Haddad".title() for n in range(2000)]
    started = time.process_time()
    proposals([mention(name, f"d{n % 50}") for n, name in enumerate(names)])
    assert time.process_time() - started < 3
