from datetime import date

import pytest

from tests.reading.test_names import document, meant

IN_2007 = (date(2007, 4, 30), date(2007, 4, 30))
IN_2009 = (date(2009, 1, 28), date(2009, 1, 28))
TURKEY_VOTED = ("Turkey/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC"))


def named(name, *, title="", after="spoke/VERB/VBD/0/root"):
    """A sentence in which a person with one name speaks."""
    if title:
        return (f"{title}/PROPN/NNP/2/nmod:desc {name}/PROPN/NNP/3/nsubj {after}", (1, 1, "PER"))
    return (f"{name}/PROPN/NNP/2/nsubj {after}", (0, 0, "PER"))


def test_head_of_government_is_named_in_full():
    parses = document(TURKEY_VOTED, named("Erdoğan"))
    assert meant(parses, "Erdoğan", dated=IN_2007) == "Recep Tayyip Erdoğan"


@pytest.mark.parametrize(("dated", "holder"), [(IN_2007, "George W. Bush"), (None, "George W. Bush")])
def test_name_borne_twice_is_that_of_the_holder_at_the_time_or_the_later_one(dated, holder):
    assert meant(document(named("Bush", title="President")), "Bush", dated=dated) == holder


def test_name_of_a_holder_means_nobody_else_than_the_document_says():
    own = ("Ann/PROPN/NNP/3/nsubj Bush/PROPN/NNP/1/flat spoke/VERB/VBD/0/root", (0, 1, "PER"))
    parses = document(own, named("Bush"))
    assert meant(parses, "Bush", 1, dated=IN_2007) == "Ann Bush"


def test_surname_in_a_report_on_another_country_is_left_alone():
    parses = document(("Chile/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC")), named("Howard"))
    assert meant(parses, "Howard", dated=IN_2007) == "Howard"


def test_nobody_is_known_by_an_office_that_begins_later():
    parses = document(
        ("France/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC")), named("Hollande", title="Mr.")
    )
    assert meant(parses, "Hollande", dated=IN_2007) == "Hollande"


def test_holder_of_a_countrys_office_is_known_by_the_date():
    leader = (
        "The/DET/DT/3/det French/ADJ/JJ/3/amod president/NOUN/NN/4/nsubj spoke/VERB/VBD/0/root",
        (1, 1, "NAT"),
    )
    assert meant(document(leader), "The French president", dated=IN_2009) == "Nicolas Sarkozy"
    assert meant(document(leader), "The French president") == "French president"


def test_administration_that_is_over_keeps_its_name():
    over = (
        "the/DET/DT/5/det George/PROPN/NNP/5/compound W./PROPN/NNP/2/flat Bush/PROPN/NNP/2/flat "
        "administration/NOUN/NN/6/nsubj erred/VERB/VBD/0/root",
        (1, 3, "PER"),
    )
    words = "the George W. Bush administration"
    assert meant(document(over), words, dated=IN_2009) == "George W. Bush administration"
    assert meant(document(over), words, dated=IN_2007) == "Government of the United States"
