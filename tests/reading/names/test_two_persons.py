"""Whom `the two suspects`, `both` mean where nothing joins them by `and`."""

import pytest

from tests.reading.test_names import document, meant

ROE_CAME = ("Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat came/VERB/VBD/0/root", (0, 1, "PER"))
DOE_CAME = ("John/PROPN/NNP/3/nsubj Doe/PROPN/NNP/1/flat came/VERB/VBD/0/root", (0, 1, "PER"))
KANE_CAME = ("Ada/PROPN/NNP/3/nsubj Kane/PROPN/NNP/1/flat came/VERB/VBD/0/root", (0, 1, "PER"))
SUSPECTS_LEFT = ("The/DET/DT/3/det two/NUM/CD/3/nummod suspects/NOUN/NNS/4/nsubj left/VERB/VBD/0/root",)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (SUSPECTS_LEFT, "The two suspects"),
        (("The/DET/DT/2/det two/NUM/CD/3/nsubj left/VERB/VBD/0/root",), "The two"),
        (("Both/DET/DT/2/nsubj left/VERB/VBD/0/root",), "Both"),
    ],
)
def test_the_two_are_the_only_persons_named_before(told, words):
    assert meant(document(ROE_CAME, DOE_CAME, told), words) == "Jane Roe; John Doe"


def test_two_of_three_persons_are_not_known():
    three = (
        "Jane/PROPN/NNP/5/nsubj Roe/PROPN/NNP/1/flat +,/PUNCT/,/1/punct then/ADV/RB/5/advmod met/VERB/VBD/0/root "
        "John/PROPN/NNP/5/obj Doe/PROPN/NNP/6/flat near/ADP/IN/9/case Ada/PROPN/NNP/5/obl Kane/PROPN/NNP/9/flat",
        (0, 1, "PER"),
        (5, 6, "PER"),
        (8, 9, "PER"),
    )
    assert meant(document(three, SUSPECTS_LEFT), "The two suspects") == "two suspects"


def test_two_suspects_without_the_are_new_ones():
    told = ("Two/NUM/CD/2/nummod suspects/NOUN/NNS/3/nsubj left/VERB/VBD/0/root",)
    assert meant(document(ROE_CAME, DOE_CAME, told), "Two suspects") == "suspects"


def test_the_two_may_be_parties_that_are_no_persons():
    met = (
        "Chile/PROPN/NNP/2/nsubj met/VERB/VBD/0/root with/ADP/IN/4/case Peru/PROPN/NNP/2/obl",
        (0, 0, "LOC"),
        (3, 3, "LOC"),
    )
    told = ("The/DET/DT/2/det two/NUM/CD/3/nsubj left/VERB/VBD/0/root",)
    assert meant(document(met, told), "The two") == "Government of Chile; Government of Peru"
