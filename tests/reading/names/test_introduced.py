from tests.reading.test_names import document, meant

GUARDS_CAME = (
    "Two/NUM/CD/4/nummod Kurdish/ADJ/JJ/4/amod border/NOUN/NN/4/compound guards/NOUN/NNS/5/nsubj "
    "came/VERB/VBD/0/root +./PUNCT/./5/punct",
    (1, 1, "NAT"),
)
THE_GUARDS_LEFT = ("The/DET/DT/2/det guards/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)


def test_plural_is_called_as_it_was_brought_in():
    assert meant(document(GUARDS_CAME, THE_GUARDS_LEFT), "The guards") == "Kurdish border guards"


def test_they_are_whom_the_plural_means():
    they = ("They/PRON/PRP/2/nsubj spoke/VERB/VBD/0/root +./PUNCT/./2/punct",)
    assert meant(document(GUARDS_CAME, THE_GUARDS_LEFT, they), "They") == "Kurdish border guards"


def test_plural_told_apart_by_no_name_is_left_alone():
    young = (
        "Two/NUM/CD/3/nummod young/ADJ/JJ/3/amod guards/NOUN/NNS/4/nsubj came/VERB/VBD/0/root +./PUNCT/./4/punct",
    )
    assert meant(document(young, THE_GUARDS_LEFT), "The guards") == "guards"


def test_plural_with_words_of_its_own_is_another():
    old = (
        "The/DET/DT/3/det old/ADJ/JJ/3/amod guards/NOUN/NNS/4/nsubj left/VERB/VBD/0/root +./PUNCT/./4/punct",
    )
    assert meant(document(GUARDS_CAME, old), "The old guards") == "old guards"


def test_bare_plural_is_the_fuller_one_before_it():
    first = (
        "Norlandic/ADJ/JJ/3/amod health/NOUN/NN/3/compound officials/NOUN/NNS/4/nsubj met/VERB/VBD/0/root",
        (0, 0, "NAT"),
    )
    later = ("Officials/NOUN/NNS/2/nsubj left/VERB/VBD/0/root",)
    assert meant(document(first, later), "Officials") == "Norlandic health officials"


def test_bare_plural_that_nothing_told_apart_keeps_its_word():
    first = ("young/ADJ/JJ/2/amod voters/NOUN/NNS/3/nsubj met/VERB/VBD/0/root",)
    later = ("Voters/NOUN/NNS/2/nsubj left/VERB/VBD/0/root",)
    assert meant(document(first, later), "Voters") == "voters"
