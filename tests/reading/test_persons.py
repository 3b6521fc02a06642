from tests.reading.test_names import document
from veedor.reading.names.persons import persons_of


def found(*sentences):
    parses = document(*sentences)
    return [p.quote(*place) for p, places in zip(parses, persons_of(parses), strict=True) for place in places]


def test_title_and_country_are_no_part_of_a_name():
    sentence = (
        "U.S./PROPN/NNP/2/compound President/PROPN/NNP/3/nmod:desc Jane/PROPN/NNP/5/nsubj Roe/PROPN/NNP/3/flat "
        "spoke/VERB/VBD/0/root",
        (0, 3, "PER"),
    )
    assert found(sentence) == ["Jane Roe"]


def test_field_of_office_is_no_part_of_a_name():
    sentence = (
        "Minister/PROPN/NNP/4/nmod:desc of/ADP/IN/3/case Education/PROPN/NNP/4/nmod Jane/PROPN/NNP/6/nsubj "
        "Roe/PROPN/NNP/4/flat spoke/VERB/VBD/0/root",
        (2, 4, "PER"),
    )
    assert found(sentence) == ["Jane Roe"]


def test_name_goes_on_where_the_model_left_off():
    sentence = (
        "Ali/PROPN/NNP/5/nsubj al/PROPN/NNP/1/flat +-/PUNCT/HYPH/2/punct +Amin/PROPN/NNP/1/flat spoke/VERB/VBD/0/root",
        (0, 0, "PER"),
        (3, 3, "PER"),
    )
    assert found(sentence) == ["Ali al-Amin"]


def test_surname_alone_is_a_person_where_the_full_name_is_one():
    full = ("Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat spoke/VERB/VBD/0/root", (0, 1, "PER"))
    alone = ("Roe/PROPN/NNP/2/nsubj left/VERB/VBD/0/root", (0, 0, "ORG"))
    assert found(full, alone) == ["Jane Roe", "Roe"]


def test_surname_inside_a_bodys_name_is_none():
    full = ("Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat spoke/VERB/VBD/0/root", (0, 1, "PER"))
    body = ("Roe/PROPN/NNP/2/compound Brothers/PROPN/NNPS/3/nsubj left/VERB/VBD/0/root", (0, 1, "ORG"))
    assert found(full, body) == ["Jane Roe"]


def test_people_of_a_country_and_newspapers_are_no_persons():
    turks = ("Turks/PROPN/NNPS/2/nsubj left/VERB/VBD/0/root", (0, 0, "PER"))
    paper = ("Rai/PROPN/NNP/2/compound television/NOUN/NN/3/nsubj said/VERB/VBD/0/root", (0, 0, "PER"))
    assert found(turks, paper) == []
