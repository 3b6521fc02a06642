from dataclasses import replace

import pytest

from tests.reading import test_names
from tests.reading.test_names import meant

VERBS = {"killed": "kill", "killing": "kill", "wounded": "wound", "voted": "vote"}


def document(told):
    """The parse of one sentence, its verbs with their lemmas."""
    (parse,) = test_names.document(told)
    return [replace(parse, words=tuple(w._replace(lemma=VERBS.get(w.text, w.lemma)) for w in parse.words))]


KILLED = (
    "Seven/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "near/ADP/IN/6/case Portville/PROPN/NNP/4/obl +./PUNCT/./4/punct",
    (5, 5, "LOC"),
)


def test_people_are_known_by_what_befell_them_and_where():
    assert meant(document(KILLED), "Seven people") == "people killed near Portville"


def test_those_who_are_only_counted_are_people():
    told = (
        "the/DET/DT/2/det blast/NOUN/NN/3/nsubj wounded/VERB/VBD/0/root nine/NUM/CD/3/obj in/ADP/IN/6/case "
        "Portville/PROPN/NNP/3/obl",
        (5, 5, "LOC"),
    )
    assert meant(document(told), "nine") == "people wounded in Portville"


def test_place_of_the_clause_above_counts_for_a_participle():
    told = (
        "a/DET/DT/2/det bomb/NOUN/NN/3/nsubj exploded/VERB/VBD/0/root in/ADP/IN/5/case Portville/PROPN/NNP/3/obl "
        "+,/PUNCT/,/7/punct killing/VERB/VBG/3/advcl two/NUM/CD/9/nummod men/NOUN/NNS/7/obj",
        (4, 4, "LOC"),
    )
    assert meant(document(told), "two men") == "men killed in Portville"


@pytest.mark.parametrize(
    "told",
    [
        "Seven/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root",
        "Seven/NUM/CD/2/nummod people/NOUN/NNS/3/nsubj voted/VERB/VBD/0/root in/ADP/IN/5/case "
        "Portville/PROPN/NNP/3/obl",
    ],
)
def test_people_without_place_or_such_an_act_keep_their_word(told):
    names = [(4, 4, "LOC")] if "Portville" in told else []
    assert meant(document((told, *names)), "Seven people") == "people"


def test_people_who_are_told_apart_keep_their_words():
    told = (
        "Seven/NUM/CD/3/nummod young/ADJ/JJ/3/amod people/NOUN/NNS/5/nsubj:pass were/AUX/VBD/5/aux:pass "
        "killed/VERB/VBN/0/root in/ADP/IN/7/case Portville/PROPN/NNP/5/obl",
        (6, 6, "LOC"),
    )
    assert meant(document(told), "Seven young people") == "young people"
