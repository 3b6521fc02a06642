from datetime import date

from tests.reading.test_names import document, meant

JUNE_2007 = (date(2007, 6, 1), date(2007, 6, 1))


def test_description_before_a_name_between_commas_is_that_person():
    told = (
        "The/DET/DT/2/det harbourmaster/NOUN/NN/8/nsubj of/ADP/IN/4/case Portville/PROPN/NNP/2/nmod "
        "+,/PUNCT/,/6/punct Karim/PROPN/NNP/2/appos Roe/PROPN/NNP/6/flat left/VERB/VBD/0/root",
        (3, 3, "LOC"),
        (5, 6, "PER"),
    )
    parses = document(told)
    assert meant(parses, "The harbourmaster of Portville") == "Karim Roe"
    assert meant(parses, "The harbourmaster of Portville, Karim Roe") == "Karim Roe"


def test_several_before_a_name_are_not_that_person():
    told = (
        "The/DET/DT/2/det pilots/NOUN/NNS/6/nsubj +,/PUNCT/,/4/punct Karim/PROPN/NNP/2/appos "
        "Roe/PROPN/NNP/4/flat left/VERB/VBD/0/root",
        (3, 4, "PER"),
    )
    assert meant(document(told), "The pilots") == "pilots"


def test_regime_is_its_leaders_country_where_the_name_looks_like_a_body():
    told = (
        "the/DET/DT/3/det Asad/PROPN/NNP/3/compound regime/NOUN/NN/4/nsubj fought/VERB/VBD/0/root "
        "in/ADP/IN/6/case Syria/PROPN/NNP/4/obl",
        (1, 1, "ORG"),
        (5, 5, "LOC"),
    )
    assert meant(document(told), "the Asad regime") == "Government of Syria"


def test_regime_named_after_nobody_known_keeps_its_words():
    told = (
        "the/DET/DT/3/det Blorg/PROPN/NNP/3/compound regime/NOUN/NN/4/nsubj fought/VERB/VBD/0/root "
        "in/ADP/IN/6/case Syria/PROPN/NNP/4/obl",
        (1, 1, "ORG"),
        (5, 5, "LOC"),
    )
    assert meant(document(told), "the Blorg regime") == "Blorg regime"


AUSTRALIA = (
    "Australia/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root in/ADP/IN/4/case Australia/PROPN/NNP/2/obl "
    "+./PUNCT/./2/punct",
    (0, 0, "LOC"),
    (3, 3, "LOC"),
)
MINISTER = (
    "the/DET/DT/3/det Prime/ADJ/JJ/3/amod Minister/PROPN/NNP/4/nsubj spoke/VERB/VBD/0/root +./PUNCT/./4/punct",
)
HOWARD = (
    "John/PROPN/NNP/3/nsubj Howard/PROPN/NNP/1/flat lost/VERB/VBD/0/root +./PUNCT/./3/punct",
    (0, 1, "PER"),
)


def test_bare_office_is_its_holder_where_the_report_names_the_person():
    assert (
        meant(document(AUSTRALIA, MINISTER, HOWARD), "the Prime Minister", dated=JUNE_2007) == "John Howard"
    )


def test_bare_office_of_somebody_the_report_does_not_name_stays():
    assert meant(document(AUSTRALIA, MINISTER), "the Prime Minister", dated=JUNE_2007) == "Prime Minister"


def test_he_may_be_an_office_in_capitals():
    he = ("He/PRON/PRP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct",)
    parses = document(AUSTRALIA, HOWARD, MINISTER, he)
    assert meant(parses, "He", dated=JUNE_2007) == "John Howard"
