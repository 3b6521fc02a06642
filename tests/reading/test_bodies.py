import pytest

from tests.reading.test_names import document, meant

HARBOUR = (
    "the/DET/DT/4/det Free/PROPN/NNP/4/amod Harbour/PROPN/NNP/4/compound Union/PROPN/NNP/8/nsubj "
    "(/PUNCT/-LRB-/6/punct +FHU/PROPN/NNP/4/appos +)/PUNCT/-RRB-/6/punct won/VERB/VBD/0/root",
    (1, 3, "ORG"),
)


def subject(phrase, *names):
    return (f"{phrase} lost/VERB/VBD/0/root", *names)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the/DET/DT/3/det FHU/PROPN/NNP/3/compound party/NOUN/NN/4/nsubj", "the FHU party"),
        (
            "the/DET/DT/5/det state-backed/ADJ/JJ/5/amod Free/PROPN/NNP/5/amod Harbour/PROPN/NNP/5/compound "
            "Union/PROPN/NNP/6/nsubj",
            "the state-backed Free Harbour Union",
        ),
    ],
)
def test_explained_body_is_known_with_its_kind_or_a_description(phrase, words):
    assert meant(document(HARBOUR, subject(phrase)), words) == "Free Harbour Union (FHU)"


def test_members_of_a_body_are_not_the_body():
    members = subject(
        "members/NOUN/NNS/6/nsubj of/ADP/IN/5/case Free/PROPN/NNP/5/amod Harbour/PROPN/NNP/5/compound "
        "Union/PROPN/NNP/1/nmod"
    )
    words = "members of Free Harbour Union"
    assert meant(document(HARBOUR, members), words) == words


def test_party_is_known_by_its_nickname():
    parses = document(subject("Labour/PROPN/NNP/2/nsubj", (0, 0, "ORG")))
    assert meant(parses, "Labour") == "Labour Party"


def test_country_before_a_name_is_left_out_where_the_name_stands_alone_too():
    alone = subject("the/DET/DT/3/det Harbour/PROPN/NNP/3/compound Office/PROPN/NNP/4/nsubj", (1, 2, "ORG"))
    chilean = subject(
        "the/DET/DT/4/det Chilean/ADJ/JJ/4/amod Harbour/PROPN/NNP/4/compound Office/PROPN/NNP/5/nsubj",
        (1, 3, "ORG"),
    )
    assert meant(document(alone, chilean), "the Chilean Harbour Office") == "Harbour Office"
    assert meant(document(chilean), "the Chilean Harbour Office") == "Chilean Harbour Office"


def test_amount_before_a_bodys_name_is_left_out():
    guards = subject(
        "at/ADP/IN/2/case least/ADJ/JJS/3/advmod 10/NUM/CD/5/nummod Royal/PROPN/NNP/5/compound "
        "Guards/PROPN/NNPS/6/nsubj",
        (3, 4, "ORG"),
    )
    assert meant(document(guards), "at least 10 Royal Guards") == "Royal Guards"


def test_court_is_no_party_and_the_red_cross_no_militia():
    met = (
        "The/DET/DT/3/det Constitutional/ADJ/JJ/3/amod Court/PROPN/NNP/4/nsubj met/VERB/VBD/0/root +./PUNCT/./4/punct",
        (1, 2, "ORG"),
    )
    came = ("ICRC/PROPN/NNP/2/nsubj came/VERB/VBD/0/root +./PUNCT/./2/punct", (0, 0, "ORG"))
    for noun in ("party", "militia"):
        left = (f"The/DET/DT/2/det {noun}/NOUN/NN/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
        assert meant(document(met, came, left), f"The {noun}") == noun
    group = ("The/DET/DT/2/det group/NOUN/NN/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    assert "ICRC" in meant(document(met, came, group), "The group")
