import pytest

from tests.reading.test_names import document, meant

SAID = "said/VERB/VBD/0/root so/ADV/RB/{}/advmod"


def told(subject, *names):
    return (f"{subject} {SAID.format(len(subject.split()) + 1)}", *names)


def test_body_is_named_behind_its_description():
    parses = document(
        told(
            "the/DET/DT/4/det armed/ADJ/JJ/3/amod group/NOUN/NN/4/compound FRP/PROPN/NNP/5/nsubj",
            (3, 3, "ORG"),
        )
    )
    assert meant(parses, "the armed group FRP") == "FRP"


@pytest.mark.parametrize("kind", ["newspaper", "network", "group"])
def test_body_is_named_before_the_noun_for_its_kind(kind):
    parses = document(
        told(f"the/DET/DT/3/det Alba/PROPN/NNP/3/compound {kind}/NOUN/NN/4/nsubj", (1, 1, "ORG"))
    )
    assert meant(parses, f"the Alba {kind}") == "Alba"


def test_adjective_before_a_kind_is_no_name():
    parses = document(told("the/DET/DT/3/det Islamist/ADJ/JJ/3/amod group/NOUN/NN/4/nsubj"))
    assert meant(parses, "the Islamist group") == "Islamist group"


def test_country_is_named_behind_its_description():
    parses = document(told("neighboring/ADJ/JJ/2/amod Peru/PROPN/NNP/3/nsubj", (1, 1, "LOC")))
    assert meant(parses, "neighboring Peru") == "Government of Peru"


def test_fighters_mean_the_body_that_they_fight_for():
    parses = document(told("FRP/PROPN/NNP/2/compound fighters/NOUN/NNS/3/nsubj", (0, 0, "ORG")))
    assert meant(parses, "FRP fighters") == "FRP"


def test_person_is_named_behind_a_noun():
    parses = document(
        told(
            "terror/NOUN/NN/2/compound suspect/NOUN/NN/5/nsubj Jane/PROPN/NNP/2/appos Roe/PROPN/NNP/3/flat",
            (2, 3, "PER"),
        )
    )
    assert meant(parses, "terror suspect Jane Roe") == "Jane Roe"


def test_cut_name_is_completed_by_the_words_around_it():
    parses = document(told("USS/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat", (1, 1, "PER")))
    assert meant(parses, "USS Roe") == "USS Roe"
