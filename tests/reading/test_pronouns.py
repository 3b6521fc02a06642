from tests.reading.test_names import document, meant

ROE_WARNED = (
    "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat warned/VERB/VBD/0/root him/PRON/PRP/3/obj +./PUNCT/./3/punct",
    (0, 1, "PER"),
)


def test_quotation_without_a_word_of_saying_is_the_subjects_before_it():
    quotation = (
        '"/PUNCT/``/3/punct +I/PRON/PRP/3/nsubj left/VERB/VBD/0/root early/ADV/RB/3/advmod +./PUNCT/./3/punct '
        "+\"/PUNCT/''/3/punct",
    )
    assert meant(document(ROE_WARNED, quotation), "I") == "Jane Roe"


def test_statement_below_an_announcement_is_the_speakers():
    announced = (
        "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat says/VERB/VBZ/0/root +:/PUNCT/:/3/punct",
        (0, 1, "PER"),
    )
    statement = ("I/PRON/PRP/2/nsubj welcome/VERB/VBP/0/root it/PRON/PRP/2/obj",)
    assert meant(document(announced, statement), "I ") == "Jane Roe"


def test_name_is_likelier_than_a_noun_for_a_person():
    noun = (
        "Police/NOUN/NNS/2/nsubj say/VERB/VBP/0/root a/DET/DT/4/det spokesman/NOUN/NN/5/nsubj met/VERB/VBD/2/ccomp "
        "Paul/PROPN/NNP/5/obj Okoro/PROPN/NNP/6/flat",
        (5, 6, "PER"),
    )
    left = ("He/PRON/PRP/2/nsubj left/VERB/VBD/0/root",)
    assert meant(document(noun, left), "He") == "Paul Okoro"


def test_things_in_the_plural_are_not_they():
    parses = document(
        ("Rebels/NOUN/NNS/2/nsubj burned/VERB/VBD/0/root homes/NOUN/NNS/2/obj",),
        ("They/PRON/PRP/2/nsubj left/VERB/VBD/0/root",),
    )
    assert meant(parses, "They") == "rebels"


def test_it_in_what_a_body_says_may_be_on_its_way():
    said = (
        "KFOR/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/6/nsubj was/AUX/VBD/6/cop on/ADP/IN/6/case "
        "track/NOUN/NN/2/ccomp",
    )
    assert meant(document(said), "it") == "KFOR"


def test_quotation_below_an_announcement_ends_it():
    announced = (
        "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat says/VERB/VBZ/0/root +:/PUNCT/:/3/punct",
        (0, 1, "PER"),
    )
    quotation = (
        "\"/PUNCT/``/3/punct +We/PRON/PRP/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct +\"/PUNCT/''/3/punct",
    )
    own = ("I/PRON/PRP/2/nsubj doubt/VERB/VBP/0/root it/PRON/PRP/2/obj",)
    assert meant(document(announced, quotation, own), "I ") == "I"


def test_speaker_of_a_quotation_is_not_he_in_it():
    first = (
        "Ben/PROPN/NNP/3/nsubj Okoro/PROPN/NNP/1/flat left/VERB/VBD/0/root +./PUNCT/./3/punct",
        (0, 1, "PER"),
    )
    quotation = (
        'Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat says/VERB/VBZ/0/root +,/PUNCT/,/3/punct "/PUNCT/``/7/punct '
        "+He/PRON/PRP/7/nsubj lied/VERB/VBD/3/ccomp +./PUNCT/./7/punct +\"/PUNCT/''/7/punct",
        (0, 1, "PER"),
    )
    assert meant(document(first, quotation), "He ") == "Ben Okoro"


def test_measures_are_not_they():
    parses = document(
        ("Rebels/NOUN/NNS/2/nsubj walked/VERB/VBD/0/root kilometers/NOUN/NNS/2/obj",),
        ("They/PRON/PRP/2/nsubj left/VERB/VBD/0/root",),
    )
    assert meant(parses, "They") == "rebels"
