from tests.reading.test_names import document, meant

ROE_CAME = (
    "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat came/VERB/VBD/0/root +./PUNCT/./3/punct",
    (0, 1, "PER"),
)


def owned(*items, names=()):
    return (" ".join([*items, "left/VERB/VBD/0/root"]), *names)


def test_parties_of_a_person_are_named_by_the_full_name():
    his = owned("Her/PRON/PRP$/2/nmod:poss lawyers/NOUN/NNS/3/nsubj")
    hers = owned(
        "Roe/PROPN/NNP/3/nmod:poss",
        "+'s/PART/POS/1/case",
        "lawyers/NOUN/NNS/4/nsubj",
        names=[(0, 0, "PER")],
    )
    parses = document(ROE_CAME, his, hers)
    assert meant(parses, "Her lawyers") == meant(parses, "Roe's lawyers") == "lawyers of Jane Roe"


def test_parties_of_a_country_are_named_by_the_country():
    banks = owned(
        "Chile/PROPN/NNP/3/nmod:poss", "+'s/PART/POS/1/case", "banks/NOUN/NNS/4/nsubj", names=[(0, 0, "LOC")]
    )
    assert meant(document(banks), "Chile's banks") == "banks of Chile"


def test_body_called_after_its_members_is_no_party_of_theirs():
    union = owned(
        "the/DET/DT/5/det",
        "smaller/ADJ/JJR/5/amod",
        "Teachers/PROPN/NNPS/5/nmod:poss",
        "+'/PART/POS/3/case",
        "Union/PROPN/NNP/6/nsubj",
    )
    assert meant(document(union), "the smaller Teachers' Union") == "Teachers' Union"


def test_own_stays_out_of_the_name():
    experts = owned(
        "Chile/PROPN/NNP/4/nmod:poss",
        "+'s/PART/POS/1/case",
        "own/ADJ/JJ/4/amod",
        "experts/NOUN/NNS/5/nsubj",
        names=[(0, 0, "LOC")],
    )
    assert meant(document(experts), "Chile's own experts") == "experts of Chile"


def test_parties_of_nobody_known_stay_as_they_are():
    theirs = owned("Her/PRON/PRP$/2/nmod:poss lawyers/NOUN/NNS/3/nsubj")
    assert meant(document(theirs), "Her lawyers") == "her lawyers"


def test_title_before_a_surname_gives_way_to_the_full_name():
    aides = (
        "aides/NOUN/NNS/5/nsubj to/ADP/IN/4/case Mrs./PROPN/NNP/4/nmod:desc Roe/PROPN/NNP/1/nmod left/VERB/VBD/0/root",
        (3, 3, "PER"),
    )
    assert meant(document(ROE_CAME, aides), "aides to Mrs. Roe") == "aides to Jane Roe"
