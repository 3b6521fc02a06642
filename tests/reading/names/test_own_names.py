import pytest

from tests.reading.test_names import document, meant
from veedor.reading.names.own_names import by_own_names, own_names

CHINA_SIGNED = ("China/PROPN/NNP/2/nsubj signed/VERB/VBD/0/root", (0, 0, "LOC"))


def test_states_with_one_name_are_set_apart_where_both_are_named():
    text = "The People’s Republic of China met the Republic of China."
    assert own_names(text) == {"China": "the People's Republic of China", "Taiwan": "the Republic of China"}


def test_one_of_them_alone_keeps_the_name_that_the_record_uses():
    assert own_names("The People's Republic of China voted.") == {}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Government of China", "Government of the People's Republic of China"),
        (
            "Government of Peru; Government of China",
            "Government of Peru; Government of the People's Republic of China",
        ),
        ("leaders of China", "leaders of the People's Republic of China"),
        ("China", "People's Republic of China"),
        ("Chinese army", "Chinese army"),
        ("Bank of China", "Bank of China"),
    ],
)
def test_names_have_the_states_own_name(name, called):
    assert by_own_names(name, {"China": "the People's Republic of China"}) == called


def test_country_is_called_by_its_own_name_throughout():
    told = (
        "the/DET/DT/2/det Republic/PROPN/NNP/5/nsubj of/ADP/IN/4/case China/PROPN/NNP/2/nmod left/VERB/VBD/0/root "
        "the/DET/DT/8/det People's/PROPN/NNP/8/compound Republic/PROPN/NNP/5/obj of/ADP/IN/10/case "
        "China/PROPN/NNP/8/nmod",
        (1, 3, "LOC"),
        (6, 9, "LOC"),
    )
    parses = document(told, CHINA_SIGNED)
    assert meant(parses, "the Republic of China", acting=True) == "Government of the Republic of China"
    assert meant(parses, "China", 2, acting=True) == "Government of the People's Republic of China"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Great Britain and France fought.", {"United Kingdom": "Great Britain"}),
        ("Great Britain, now the United Kingdom, fought.", {}),
        ("Great Britain agreed, the UK said.", {}),
        ("Great Britain came. Britain saw. Britain won.", {}),
        ("Burma voted.", {"Myanmar": "Burma"}),
        ("Myanmar, or Burma, voted.", {}),
        ("Burmania voted.", {}),
    ],
)
def test_state_keeps_the_name_that_the_text_has_where_it_has_no_other(text, own):
    assert own_names(text) == own


def test_government_is_that_of_the_country_as_the_text_calls_it():
    told = ("Burma/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC"))
    assert meant(document(told), "Burma", acting=True) == "Government of Burma"
