"""Pronouns that take up several parties, or a party that only a description takes up."""

from dataclasses import replace

from tests.reading.test_names import document, meant

TWO_STATES = (
    "Chile/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Peru/PROPN/NNP/1/conj met/VERB/VBD/0/root +./PUNCT/./4/punct",
    (0, 0, "LOC"),
    (2, 2, "LOC"),
)
THEY_LEFT = ("They/PRON/PRP/2/nsubj left/VERB/VBD/0/root",)


def test_they_are_the_parties_joined_by_and():
    assert meant(document(TWO_STATES, THEY_LEFT), "They") == "Government of Chile; Government of Peru"


def test_they_in_what_several_say_are_those_who_say_it():
    told = (
        "Troops/NOUN/NNS/2/nsubj came/VERB/VBD/0/root while/SCONJ/IN/5/mark rebels/NOUN/NNS/5/nsubj "
        "said/VERB/VBD/2/advcl they/PRON/PRP/8/nsubj would/AUX/MD/8/aux leave/VERB/VB/5/ccomp",
    )
    assert meant(document(told), "they") == "rebels"


def test_they_in_what_two_say_together_are_both():
    told = (
        "Chile/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Peru/PROPN/NNP/1/conj said/VERB/VBD/0/root they/PRON/PRP/7/nsubj "
        "would/AUX/MD/7/aux leave/VERB/VB/4/ccomp",
        (0, 0, "LOC"),
        (2, 2, "LOC"),
    )
    assert meant(document(told), "they") == "Government of Chile; Government of Peru"


def test_it_in_what_a_body_says_is_the_body():
    told = (
        "Chile/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root as/SCONJ/IN/5/mark KFOR/PROPN/NNP/5/nsubj "
        "said/VERB/VBD/2/advcl it/PRON/PRP/8/nsubj would/AUX/MD/8/aux leave/VERB/VB/5/ccomp",
        (0, 0, "LOC"),
    )
    assert meant(document(told), "it") == "KFOR"


def test_plural_that_the_tag_mistakes_may_be_they():
    told = (
        "Norlandic/ADJ/JJ/2/amod negotiators/NOUN/NNS/3/nsubj say/VERB/VBP/0/root they/PRON/PRP/6/nsubj "
        "will/AUX/MD/6/aux return/VERB/VB/3/ccomp",
    )
    (parse,) = document(told)
    words = tuple(w._replace(xpos="NN") if w.text == "negotiators" else w for w in parse.words)
    assert meant([replace(parse, words=words)], "they") == "Norlandic negotiators"


def test_he_is_the_person_whom_a_description_takes_up():
    named = ("Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat spoke/VERB/VBD/0/root", (0, 1, "PER"))
    described = ("The/DET/DT/2/det cleric/NOUN/NN/3/nsubj left/VERB/VBD/0/root",)
    she = ("She/PRON/PRP/2/nsubj came/VERB/VBD/0/root",)
    assert meant(document(named, described, she), "She") == "Jane Roe"


def test_he_may_be_whom_an_indefinite_description_brings_in():
    described = ("A/DET/DT/2/det cleric/NOUN/NN/3/nsubj left/VERB/VBD/0/root",)
    he = ("He/PRON/PRP/2/nsubj came/VERB/VBD/0/root",)
    assert meant(document(described, he), "He") == "cleric"


def test_it_may_be_a_seat_of_government():
    told = (
        "Moscow/PROPN/NNP/2/nsubj says/VERB/VBZ/0/root it/PRON/PRP/5/nsubj will/AUX/MD/5/aux stay/VERB/VB/2/ccomp",
        (0, 0, "LOC"),
    )
    assert meant(document(told), "it") == "Government of Russia"


def test_we_is_the_speakers_body_by_its_one_name():
    body = (
        "the/DET/DT/2/det League/PROPN/NNP/9/nsubj of/ADP/IN/4/case Norland/PROPN/NNP/2/nmod (/PUNCT/-LRB-/6/punct "
        "+LN/PROPN/NNP/2/appos +)/PUNCT/-RRB-/6/punct has/AUX/VBZ/9/aux met/VERB/VBN/0/root",
        (1, 3, "ORG"),
        (5, 5, "ORG"),
    )
    speaker = (
        "\"/PUNCT/``/3/punct +We/PRON/PRP/3/nsubj left/VERB/VBD/0/root +,/PUNCT/,/3/punct +\"/PUNCT/''/3/punct "
        "says/VERB/VBZ/3/parataxis LN/PROPN/NNP/8/compound chairman/NOUN/NN/9/nmod:desc Karim/PROPN/NNP/6/nsubj "
        "Roe/PROPN/NNP/9/flat",
        (6, 6, "ORG"),
        (8, 9, "PER"),
    )
    assert meant(document(body, speaker), "We") == "League of Norland (LN)"


def test_subject_that_the_tree_takes_out_of_the_quotation_ends_in_no_circle():
    told = (
        '"/PUNCT/``/3/punct +My/PRON/PRP$/3/nmod:poss wish/NOUN/NN/8/nsubj came/VERB/VBD/3/acl '
        "true/ADJ/JJ/4/xcomp +,/PUNCT/,/8/punct +\"/PUNCT/''/8/punct says/VERB/VBZ/0/root him/PRON/PRP/8/obj",
    )
    assert meant(document(told), "My") == "my wish"
