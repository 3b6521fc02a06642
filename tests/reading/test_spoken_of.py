from tests.reading.test_names import CHILE_VOTED, document, meant

# `Norland` and the like are in no list: whose `the government` is can only be told of real countries.
NORWAY_SENT_ENVOYS = (
    "Norway/PROPN/NNP/2/nsubj sent/VERB/VBD/0/root envoys/NOUN/NNS/2/obj to/ADP/IN/5/case "
    "Lima/PROPN/NNP/2/obl to/PART/TO/7/mark save/VERB/VB/2/advcl talks/NOUN/NNS/7/obj "
    "the/DET/DT/10/det government/NOUN/NN/11/nsubj broke/VERB/VBD/8/acl:relcl +./PUNCT/./2/punct",
    (0, 0, "LOC"),
    (4, 4, "LOC"),
)
GOVERNMENT_AGREED = ("The/DET/DT/2/det government/NOUN/NN/3/nsubj agreed/VERB/VBD/0/root +./PUNCT/./3/punct",)


def test_government_is_not_that_of_the_country_which_is_subject_beside_it():
    assert meant(document(NORWAY_SENT_ENVOYS), "the government") == "Government of Peru"


def test_government_stays_with_its_country_in_the_next_sentence():
    parses = document(NORWAY_SENT_ENVOYS, GOVERNMENT_AGREED)
    assert meant(parses, "The government") == "Government of Peru"


def test_government_is_not_that_of_the_country_which_it_talks_with():
    talks = (
        "The/DET/DT/2/det government/NOUN/NN/3/nsubj talked/VERB/VBD/0/root with/ADP/IN/5/case "
        "Washington/PROPN/NNP/3/obl +./PUNCT/./3/punct",
        (4, 4, "LOC"),
    )
    parses = document(CHILE_VOTED, talks)
    assert meant(parses, "The government") == "Government of Chile"


def test_country_in_the_name_of_an_organisation_does_not_count():
    appeal = (
        "The/DET/DT/2/det Organization/PROPN/NNP/6/nsubj of/ADP/IN/5/case American/PROPN/NNP/5/amod "
        "States/PROPN/NNPS/2/nmod spoke/VERB/VBD/0/root +./PUNCT/./6/punct",
        (1, 4, "ORG"),
    )
    parses = document(CHILE_VOTED, appeal, appeal, appeal, appeal, GOVERNMENT_AGREED)
    assert meant(parses, "The government") == "Government of Chile"


def test_his_government_is_that_of_his_office():
    president = (
        "Chilean/ADJ/JJ/2/amod President/PROPN/NNP/3/nmod:desc Jane/PROPN/NNP/5/nsubj Roe/PROPN/NNP/3/flat "
        "met/VERB/VBD/0/root Peru/PROPN/NNP/5/obj and/CCONJ/CC/8/cc Bolivia/PROPN/NNP/6/conj",
        (0, 0, "NAT"),
        (2, 3, "PER"),
        (5, 5, "LOC"),
        (7, 7, "LOC"),
    )
    promise = (
        "She/PRON/PRP/2/nsubj said/VERB/VBD/0/root her/PRON/PRP$/4/nmod:poss government/NOUN/NN/5/nsubj "
        "waits/VERB/VBZ/2/ccomp for/ADP/IN/7/case Bolivia/PROPN/NNP/5/obl",
        (6, 6, "LOC"),
    )
    assert meant(document(president, promise), "her government") == "Government of Chile"


def test_government_of_a_country_of_two_words_is_its_government():
    budget = (
        "The/DET/DT/4/det New/PROPN/NNP/4/compound Zealand/PROPN/NNP/2/flat government/NOUN/NN/5/nsubj "
        "waited/VERB/VBD/0/root",
        (1, 2, "LOC"),
    )
    assert meant(document(budget), "The New Zealand government") == "Government of New Zealand"


def test_capital_of_two_words_weighs_no_more_than_another_in_which_talks_are_held():
    """As the place of a meeting a capital says little of whose government is meant."""
    talks = (
        "Talks/NOUN/NNS/0/root in/ADP/IN/4/case Addis/PROPN/NNP/4/compound Ababa/PROPN/NNP/1/nmod",
        (2, 3, "LOC"),
    )
    chile = (
        "Chilean/ADJ/JJ/2/amod voters/NOUN/NNS/3/nsubj wait/VERB/VBP/0/root",
        (0, 0, "NAT"),
    )
    assert meant(document(chile, talks, GOVERNMENT_AGREED), "The government") == "Government of Chile"


def test_country_named_once_in_a_long_report_is_not_the_one_it_speaks_of():
    passing = (
        "Envoys/NOUN/NNS/2/nsubj flew/VERB/VBD/0/root to/ADP/IN/4/case Norway/PROPN/NNP/2/obl +./PUNCT/./2/punct",
        (3, 3, "LOC"),
    )
    others = [GOVERNMENT_AGREED] * 2
    assert meant(document(passing, *others), "The government") == "Government of Norway"
    rare = [GOVERNMENT_AGREED] * 30
    assert meant(document(passing, *rare), "The government") == "government"


def test_country_of_the_title_outweighs_one_named_more_often():
    title = ("Chile/PROPN/NNP/0/root +:/PUNCT/:/3/punct unrest/NOUN/NN/1/appos", (0, 0, "LOC"))
    passing = (
        "Lima/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root with/ADP/IN/4/case Peru/PROPN/NNP/2/obl +./PUNCT/./2/punct",
        (3, 3, "LOC"),
    )
    filler = ("It/PRON/PRP/2/nsubj rained/VERB/VBD/0/root +./PUNCT/./2/punct",)
    rest = (passing, filler, filler, filler, GOVERNMENT_AGREED)
    assert meant(document(title, *rest, gap="\n"), "The government") == "Government of Chile"
    assert meant(document(title, *rest), "The government") == "Government of Peru"
