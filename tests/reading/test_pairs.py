from tests.reading.test_names import document, meant

TWO_MET = (
    "Chilean/ADJ/JJ/2/amod President/PROPN/NNP/3/nmod:desc Jane/PROPN/NNP/10/nsubj Roe/PROPN/NNP/3/flat "
    "and/CCONJ/CC/8/cc Peruvian/ADJ/JJ/7/amod President/PROPN/NNP/8/nmod:desc John/PROPN/NNP/3/conj "
    "Doe/PROPN/NNP/8/flat met/VERB/VBD/0/root +./PUNCT/./10/punct",
    (0, 0, "NAT"),
    (2, 3, "PER"),
    (5, 5, "NAT"),
    (7, 8, "PER"),
)
BOTH_SIDES_LEFT = ("Both/DET/DT/2/det sides/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",)


def _left(words):
    first, second, *rest = words.split()
    if rest:
        return (
            f"{first}/DET/DT/3/det {second}/NUM/CD/3/nummod {rest[0]}/NOUN/NNS/4/nsubj left/VERB/VBD/0/root",
        )
    return (f"{first}/DET/DT/2/det {second}/NOUN/NNS/3/nsubj left/VERB/VBD/0/root",)


def test_both_sides_are_those_for_whom_two_people_speak():
    parses = document(TWO_MET, BOTH_SIDES_LEFT)
    assert meant(parses, "Both sides") == "Government of Chile; Government of Peru"


def test_the_two_leaders_are_the_people():
    parses = document(TWO_MET, _left("The two leaders"))
    assert meant(parses, "The two leaders") == "Jane Roe; John Doe"


def test_the_parties_are_two_countries_that_hold_talks():
    talks = (
        "Chile/PROPN/NNP/2/nsubj held/VERB/VBD/0/root talks/NOUN/NNS/2/obj with/ADP/IN/5/case "
        "Peru/PROPN/NNP/3/nmod",
        (0, 0, "LOC"),
        (4, 4, "LOC"),
    )
    parses = document(talks, _left("The parties"))
    assert meant(parses, "The parties") == "Government of Chile; Government of Peru"
    assert meant(parses, "The parties", acting=False) == "Chile; Peru"


def test_subject_and_object_of_any_verb_are_no_pair():
    sent = (
        "Chile/PROPN/NNP/2/nsubj sent/VERB/VBD/0/root envoys/NOUN/NNS/2/obj",
        (0, 0, "LOC"),
    )
    assert meant(document(sent, BOTH_SIDES_LEFT), "Both sides") == "both sides"


def test_sides_that_are_not_named_together_are_the_two_countries_of_the_report():
    first = ("Chile/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC"))
    second = ("Peru/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC"))
    parses = document(first, second, _left("The two countries"))
    assert meant(parses, "The two countries") == "Government of Chile; Government of Peru"


def test_sides_of_a_report_on_three_countries_stay_as_they_are():
    voted = [
        (f"{country}/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root", (0, 0, "LOC"))
        for country in ("Chile", "Peru", "Brazil")
    ]
    assert meant(document(*voted, BOTH_SIDES_LEFT), "Both sides") == "both sides"


def test_parties_of_another_number_stay_as_they_are():
    parses = document(TWO_MET, _left("The forty parties"))
    assert meant(parses, "The forty parties") == "forty parties"
