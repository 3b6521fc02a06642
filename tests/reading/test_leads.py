from tests.reading.test_names import document, meant

CHAIRMAN = ("The/DET/DT/2/det chairman/NOUN/NN/3/nsubj resigned/VERB/VBD/0/root +./PUNCT/./3/punct",)
ROE_SPOKE = (
    "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat spoke/VERB/VBD/0/root +./PUNCT/./3/punct",
    (0, 1, "PER"),
)
HE_SPOKE = ("He/PRON/PRP/2/nsubj spoke/VERB/VBD/0/root +./PUNCT/./2/punct",)
OKORO = ("Okoro/PROPN/NNP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct", (0, 0, "PER"))


def test_opening_description_means_the_person_named_next():
    assert meant(document(CHAIRMAN, ROE_SPOKE), "The chairman") == "Jane Roe"


def test_description_after_somebody_was_named_means_nobody_yet_unnamed():
    assert meant(document(OKORO, CHAIRMAN, ROE_SPOKE), "The chairman") == "chairman"


def test_opening_pronoun_means_the_person_named_next():
    assert meant(document(HE_SPOKE, OKORO), "He") == "Okoro"


def test_pronoun_further_down_waits_for_nobody():
    rain = ("Rain/NOUN/NN/2/nsubj fell/VERB/VBD/0/root +./PUNCT/./2/punct",)
    assert meant(document(rain, rain, HE_SPOKE, OKORO), "He") == "he"
