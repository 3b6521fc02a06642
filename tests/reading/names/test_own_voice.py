from tests.reading.test_names import document, meant

CONDEMNS = (
    "Norway/PROPN/NNP/2/nsubj condemns/VERB/VBZ/0/root it/PRON/PRP/2/obj +./PUNCT/./2/punct",
    (0, 0, "LOC"),
)
WE_CALL = ("We/PRON/PRP/2/nsubj asked/VERB/VBD/0/root them/PRON/PRP/2/obj +./PUNCT/./2/punct",)


def test_we_of_a_statement_is_whoever_condemns_in_it():
    assert meant(document(CONDEMNS, WE_CALL), "We") == "Government of Norway"


def test_what_is_ours_in_a_statement_is_the_issuers():
    partners = (
        "Our/PRON/PRP$/2/nmod:poss partners/NOUN/NNS/3/nsubj left/VERB/VBD/0/root +./PUNCT/./3/punct",
    )
    assert meant(document(CONDEMNS, partners), "Our partners") == "partners of Norway"


def test_what_is_told_of_a_country_makes_it_no_speaker():
    left = ("Norway/PROPN/NNP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct", (0, 0, "LOC"))
    assert meant(document(left, WE_CALL), "We") == "we"


def test_where_two_speak_as_issuers_nobody_is_meant():
    chile = (
        "Chile/PROPN/NNP/2/nsubj welcomes/VERB/VBZ/0/root it/PRON/PRP/2/obj +./PUNCT/./2/punct",
        (0, 0, "LOC"),
    )
    assert meant(document(CONDEMNS, chile, WE_CALL), "We") == "we"


def test_bare_noun_for_a_body_is_no_second_speaker():
    ministry = (
        "The/DET/DT/2/det Ministry/PROPN/NNP/3/nsubj remains/VERB/VBZ/0/root firm/ADJ/JJ/3/xcomp",
        (1, 1, "ORG"),
    )
    assert meant(document(CONDEMNS, ministry, WE_CALL), "We") == "Government of Norway"


def test_condemning_in_a_quotation_is_the_quoteds_own():
    quoted = (
        '"/PUNCT/``/3/punct +Norway/PROPN/NNP/3/nsubj condemns/VERB/VBZ/0/root it/PRON/PRP/3/obj '
        "+./PUNCT/./3/punct +\"/PUNCT/''/3/punct",
        (1, 1, "LOC"),
    )
    assert meant(document(quoted, WE_CALL), "We") == "we"


def test_i_is_no_country():
    mine = ("I/PRON/PRP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct",)
    assert meant(document(CONDEMNS, mine), "I ") == "I"


def labelled(pronoun):
    """`SECRETARY ROE: He resigned.`"""
    return (
        f"SECRETARY/PROPN/NNP/2/compound ROE/PROPN/NNP/5/dep +:/PUNCT/:/2/punct {pronoun}/PRON/PRP/5/nsubj "
        "resigned/VERB/VBD/0/root +./PUNCT/./5/punct",
        (1, 1, "PER"),
    )


def test_who_speaks_behind_a_label_is_i_and_never_he() -> None:
    assert meant(document(labelled("I")), "I") == "SECRETARY ROE"
    assert meant(document(labelled("He")), "He") == "he"


def headed(line, *rest):
    """A document whose second line is the line."""
    title = ("Flags/NOUN/NNS/0/root",)
    return document(title, line, *rest, gap="\n")


def test_body_at_the_head_of_a_report_is_its_we():
    issued = (
        "Norland/PROPN/NNP/2/compound Institute/PROPN/NNP/0/root +,/PUNCT/,/2/punct 2031/NUM/CD/2/nummod",
        (0, 1, "ORG"),
    )
    assert meant(headed(issued, WE_CALL), "We") == "Norland Institute"


def test_person_at_the_head_of_a_report_is_its_i():
    mine = ("I/PRON/PRP/2/nsubj left/VERB/VBD/0/root +./PUNCT/./2/punct",)
    by_holt = ("By/ADP/IN/2/case Ada/PROPN/NNP/0/root Holt/PROPN/NNP/2/flat", (1, 2, "PER"))
    assert meant(headed(by_holt, mine), "I ") == "Ada Holt"
    assert meant(headed(by_holt, WE_CALL), "We") == "we"
