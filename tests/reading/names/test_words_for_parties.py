"""What the parts of `veedor.reading.names` make of single phrases, beyond their own files one folder up."""

import pytest

from tests.reading.test_names import CHILE_VOTED, document, meant
from veedor.reading.names.spellings import without_nickname


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ('Ana "Nina" Roe', "Ana Roe"),
        ("Ana “Nina” Roe", "Ana Roe"),
        ('Nina" Roe', "Roe"),
        ('Ana "Nina', "Ana"),
        ("Karim Cardinal Roe", "Karim Roe"),
        ("Cardinal Roe", "Cardinal Roe"),
        ('"Nina"', '"Nina"'),
        ("Ana Roe", "Ana Roe"),
    ],
)
def test_nicknames_and_ranks_are_no_part_of_a_name(words, name):
    assert without_nickname(words) == name


def test_country_adjective_taken_for_a_name_is_the_government():
    told = (
        "the/DET/DT/3/det Soviet/PROPN/NNP/3/nmod:poss invasion/NOUN/NN/4/nsubj began/VERB/VBD/0/root",
        (1, 1, "NAT"),
    )
    assert meant(document(told), "Soviet", acting=True) == "Government of the Soviet Union"


def test_people_with_the_and_a_possessive_are_the_government():
    told = (
        "the/DET/DT/2/det Soviets/PROPN/NNPS/4/nmod:poss +'/PART/POS/2/case move/NOUN/NN/5/nsubj "
        "failed/VERB/VBD/0/root",
        (1, 1, "NAT"),
    )
    assert meant(document(told), "the Soviets'", acting=True) == "Government of the Soviet Union"


def test_officials_of_a_branch_are_the_countrys():
    told = ("Health/NOUN/NN/2/compound officials/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    assert meant(document(CHILE_VOTED, told), "Health officials") == "Chilean health officials"


def test_officials_of_a_firm_are_not():
    told = ("Airline/NOUN/NN/2/compound officials/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    assert meant(document(CHILE_VOTED, told), "Airline officials") == "airline officials"


def test_authorities_with_the_article_are_the_countrys():
    told = ("The/DET/DT/2/det authorities/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    assert meant(document(CHILE_VOTED, told), "The authorities") == "Chilean authorities"


def test_body_behind_his_needs_no_owner():
    told = (
        "Ana/PROPN/NNP/6/nsubj Roe/PROPN/NNP/1/flat and/CCONJ/CC/5/cc her/PRON/PRP$/5/nmod:poss "
        "Lakers/PROPN/NNP/1/conj left/VERB/VBD/0/root",
        (0, 1, "PER"),
        (4, 4, "ORG"),
    )
    assert meant(document(told), "her Lakers") == "Lakers"


def test_name_at_the_end_of_its_description_is_the_name():
    told = (
        "a/DET/DT/3/det small/ADJ/JJ/3/amod weekly/NOUN/NN/8/nsubj +,/PUNCT/,/7/punct the/DET/DT/7/det "
        "Portville/PROPN/NNP/7/compound Post/PROPN/NNP/3/appos closed/VERB/VBD/0/root",
        (5, 6, "ORG"),
    )
    assert meant(document(told), "a small weekly, the Portville Post") == "Portville Post"


def test_division_of_a_firm_is_no_longer_name_for_the_firm():
    division = (
        "the/DET/DT/3/det Acme/PROPN/NNP/3/compound division/NOUN/NN/4/nsubj closed/VERB/VBD/0/root "
        "+./PUNCT/./4/punct",
        (1, 2, "ORG"),
    )
    firm = ("Acme/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root +./PUNCT/./2/punct", (0, 0, "ORG"))
    assert meant(document(division, firm), "Acme", 1) == "Acme"


def test_agency_is_the_acronym_that_the_model_did_not_see():
    named = (
        "the/DET/DT/3/det River/PROPN/NNP/3/compound Agency/PROPN/NNP/7/nsubj (/PUNCT/-LRB-/5/punct "
        "+RVA/PROPN/NNP/3/appos +)/PUNCT/-RRB-/5/punct came/VERB/VBD/0/root +./PUNCT/./7/punct",
        (1, 2, "ORG"),
    )
    rain = ("Rain/NOUN/NN/2/nsubj fell/VERB/VBD/0/root +./PUNCT/./2/punct",)
    left = ("The/DET/DT/2/det agency/NOUN/NN/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    assert meant(document(named, rain, rain, rain, left), "The agency") == "River Agency (RVA)"


def test_they_are_no_force_that_is_used():
    told = (
        "Rebels/NOUN/NNS/2/nsubj ruled/VERB/VBD/0/root by/ADP/IN/4/case force/NOUN/NN/2/obl +./PUNCT/./2/punct",
    )
    they = ("They/PRON/PRP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct",)
    assert meant(document(told, they), "They") == "rebels"


def test_surname_with_its_particle_means_the_person_named_in_full():
    full = (
        "Karim/PROPN/NNP/4/nsubj bin/PROPN/NNP/1/flat Amar/PROPN/NNP/1/flat came/VERB/VBD/0/root",
        (0, 2, "PER"),
    )
    later = ("bin/PROPN/NNP/3/nsubj Amar/PROPN/NNP/1/flat left/VERB/VBD/0/root", (0, 1, "PER"))
    assert meant(document(full, later), "bin Amar", 1) == "Karim bin Amar"


def test_given_name_like_a_particle_is_somebody_else():
    full = ("Karim/PROPN/NNP/3/nsubj Amar/PROPN/NNP/1/flat came/VERB/VBD/0/root", (0, 1, "PER"))
    later = ("Ben/PROPN/NNP/3/nsubj Amar/PROPN/NNP/1/flat left/VERB/VBD/0/root", (0, 1, "PER"))
    assert meant(document(full, later), "Ben Amar") == "Ben Amar"


def test_small_letters_before_a_persons_name_are_no_part_of_it():
    told = (
        "tycoon/PROPN/NNP/4/nsubj Karim/PROPN/NNP/1/flat Roe/PROPN/NNP/1/flat left/VERB/VBD/0/root",
        (0, 2, "PER"),
    )
    assert meant(document(told), "tycoon Karim Roe") == "Karim Roe"


def test_part_of_a_persons_name_means_the_person():
    told = (
        "Wong/PROPN/NNP/5/nsubj Yeung/PROPN/NNP/1/flat +-/PUNCT/HYPH/4/punct +tat/PROPN/NNP/1/flat "
        "left/VERB/VBD/0/root",
        (0, 1, "PER"),
        (3, 3, "PER"),
    )
    assert meant(document(told), "Wong Yeung") == "Wong Yeung-tat"


def test_kind_of_a_body_in_small_letters_is_no_part_of_its_name_whatever_its_tag():
    told = (
        "The/DET/DT/2/det bank/PROPN/NNP/4/nsubj Lexora/PROPN/NNP/2/appos closed/VERB/VBD/0/root",
        (2, 2, "ORG"),
    )
    assert meant(document(told), "The bank Lexora") == "Lexora"


@pytest.mark.parametrize(
    ("told", "words", "name"),
    [
        (
            "several/ADJ/JJ/4/amod other/ADJ/JJ/4/amod Baltic/ADJ/JJ/4/amod powers/NOUN/NNS/5/nsubj "
            "left/VERB/VBD/0/root",
            "several other Baltic powers",
            "Baltic powers",
        ),
        ("other/ADJ/JJ/2/amod powers/NOUN/NNS/3/nsubj left/VERB/VBD/0/root", "other powers", "other powers"),
        ("these/DET/DT/2/det settlers/NOUN/NNS/3/nsubj left/VERB/VBD/0/root", "these settlers", "settlers"),
    ],
)
def test_other_is_no_part_of_a_name_that_says_more(told, words, name):
    assert meant(document((told,)), words) == name


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("Sino-Indian", "Government of China; Government of India"),
        ("Chilean-Peruvian", "Government of Chile; Government of Peru"),
        ("Austria-Hungary", "Austria-Hungary"),
    ],
)
def test_adjective_of_two_countries_means_both(adjective, name):
    told = (f"{adjective}/ADJ/JJ/2/amod talks/NOUN/NNS/3/nsubj failed/VERB/VBD/0/root",)
    assert meant(document(told), adjective, acting=True) == name


def test_acronym_of_a_country_is_the_country():
    told = (
        "the/DET/DT/2/det Republic/PROPN/NNP/8/nsubj of/ADP/IN/4/case China/PROPN/NNP/2/nmod (/PUNCT/-LRB-/6/punct "
        "+ROC/PROPN/NNP/2/appos +)/PUNCT/-RRB-/6/punct voted/VERB/VBD/0/root",
        (1, 3, "LOC"),
    )
    later = ("the/DET/DT/2/det ROC/PROPN/NNP/3/nsubj left/VERB/VBD/0/root",)
    assert meant(document(told, later), "the ROC", acting=True) == "Government of Taiwan"


@pytest.mark.parametrize(
    ("counted", "name"),
    [
        ("Four/NUM/CD/2/nummod soldiers", "Chilean soldiers"),
        ("Some/DET/DT/2/det lawmakers", "Chilean lawmakers"),
        ("Four/NUM/CD/2/nummod sailors", "sailors"),
    ],
)
def test_servants_of_the_state_who_are_only_counted_are_the_countrys(counted, name):
    told = (f"{counted}/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)
    words = " ".join(item.split("/")[0] for item in counted.split())
    assert meant(document(CHILE_VOTED, told), words) == name


@pytest.mark.parametrize("body", ["Peruvian Health Ministry", "Peru Army", "Lima Police"])
def test_capitals_make_a_ministry_or_force_with_its_place_a_name(body):
    *before, last = body.split()
    items = [f"{word}/PROPN/NNP/{len(before) + 1}/compound" for word in before]
    told = " ".join([*items, f"{last}/PROPN/NNP/{len(before) + 2}/nsubj", "left/VERB/VBD/0/root"])
    assert meant(document((told,)), body) == body


def test_police_without_more_are_those_named_more_fully_before():
    first = (
        "Portville/PROPN/NNP/2/compound police/NOUN/NN/3/nsubj came/VERB/VBD/0/root",
        (0, 0, "LOC"),
    )
    later = ("Police/NOUN/NN/2/nsubj left/VERB/VBD/0/root",)
    assert meant(document(CHILE_VOTED, first, later), "Police") == "Portville police"
