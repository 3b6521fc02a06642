from __future__ import annotations

from tests.reading.trees import sources, tree
from veedor.reading.parse import Name

LEFT = "they they PRON PRP {n} nsubj | left leave VERB VBD {up} ccomp"


def test_a_title_and_a_name_that_the_tree_parts_are_one_speaker() -> None:
    parse = tree(
        "Party party NOUN NN 2 compound | leader leader NOUN NN 5 nsubj | Jane Jane PROPN NNP 5 nsubj | "
        "Roe Roe PROPN NNP 3 flat | says say VERB VBZ 0 root | " + LEFT.format(n=7, up=5)
    )
    assert sources(parse, "left") == ["Party leader Jane Roe"]


def test_the_name_after_a_comma_is_the_speaker() -> None:
    parse = tree(
        "The the DET DT 2 det | leader leader NOUN NN 6 nsubj | +, , PUNCT , 4 punct | "
        "Jane Jane PROPN NNP 6 nsubj | +, , PUNCT , 4 punct | said say VERB VBD 0 root | "
        + LEFT.format(n=8, up=6)
    )
    assert sources(parse, "left") == ["Jane"]


def test_an_office_written_as_a_name_gives_way_to_the_person() -> None:
    parse = tree(
        "Chief Chief PROPN NNP 2 compound | Commissioner Commissioner PROPN NNP 7 nsubj | +, , PUNCT , 5 punct | "
        "Dr. Dr. PROPN NNP 5 nmod:desc | Roe Roe PROPN NNP 2 appos | +, , PUNCT , 2 punct | "
        "said say VERB VBD 0 root | " + LEFT.format(n=9, up=7),
        Name(4, 4, "PER"),
    )
    assert sources(parse, "left") == ["Dr. Roe"]


def test_the_subject_beside_the_verb_speaks_of_the_other_one() -> None:
    parse = tree(
        "The the DET DT 2 det | raids raid NOUN NNS 7 nsubj | destroyed destroy VERB VBD 7 ccomp | "
        "tanks tank NOUN NNS 3 obj | +, , PUNCT , 3 punct | he he PRON PRP 7 nsubj | said say VERB VBD 0 root"
    )
    assert sources(parse, "destroyed") == ["he"]
    assert sources(parse, "raids") == ["he"]


def test_a_subject_drawn_up_to_the_closing_verb_speaks_below_it() -> None:
    parse = tree(
        "Witnesses witness NOUN NNS 7 nsubj | say say VERB VBP 7 ccomp | troops troops NOUN NNS 4 nsubj | "
        "left leave VERB VBD 2 ccomp | +, , PUNCT , 2 punct | Roe Roe PROPN NNP 7 nsubj | said say VERB VBD 0 root"
    )
    assert sources(parse, "left") == ["Roe", "Witnesses"]


def test_a_paper_and_the_statement_that_it_publishes_are_a_chain() -> None:
    parse = tree(
        "The the DET DT 2 det | paper paper NOUN NN 3 nsubj | published publish VERB VBD 0 root | "
        "a a DET DT 5 det | statement statement NOUN NN 3 nsubj | saying say VERB VBG 5 acl | "
        + LEFT.format(n=8, up=6)
    )
    assert sources(parse, "left") == ["The paper", "a statement"]


def test_nobody_and_reports_that_there_are_not_say_nothing() -> None:
    nobody = tree("Nobody nobody PRON NN 2 nsubj | thinks think VERB VBZ 0 root | " + LEFT.format(n=4, up=2))
    assert sources(nobody, "left") == []
    reports = tree(
        "Police police NOUN NNS 2 nsubj | have have VERB VBP 0 root | no no DET DT 4 det | "
        "reports report NOUN NNS 2 obj | of of ADP IN 6 case | deaths death NOUN NNS 4 nmod"
    )
    assert sources(reports, "deaths") == []


def test_an_organisation_beside_its_description_is_the_speaker() -> None:
    parse = tree(
        "An a DET DT 3 det | aid aid NOUN NN 3 compound | group group NOUN NN 7 nsubj | +, , PUNCT , 5 punct | "
        "Medica Medica PROPN NNP 3 appos | +, , PUNCT , 3 punct | says say VERB VBZ 0 root | "
        + LEFT.format(n=9, up=7),
        Name(4, 4, "ORG"),
    )
    assert sources(parse, "left") == ["Medica"]


def test_a_speaker_that_the_tree_calls_otherwise_is_one() -> None:
    parse = tree(
        "Minister minister NOUN NN 2 nmod:desc | Roe Roe PROPN NNP 4 appos | +, , PUNCT , 2 punct | "
        "said say VERB VBD 0 root | troops troops NOUN NNS 6 nsubj | left leave VERB VBD 4 ccomp"
    )
    assert sources(parse, "left") == ["Minister Roe"]
