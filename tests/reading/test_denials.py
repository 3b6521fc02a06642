from __future__ import annotations

from tests.reading.treebank import document, place
from tests.reading.trees import document as trees_in_order
from tests.reading.trees import sources, tree
from veedor.reading.sources.denials import Denial, denials
from veedor.reading.sources.sources import attributions


def test_a_denial_points_back_to_what_was_said() -> None:
    parses = document("Roe said they left.", "Doe denied it.")
    (denial,) = denials(parses)
    assert (denial.sentence, denial.verb) == (1, place(parses[1], "denied"))
    assert denial.denied[0] == (0, place(parses[0], "left"))


def test_the_denier_is_the_source_of_a_denial() -> None:
    parses = document("Roe said they left.", "Doe denied it.")
    (denial,) = denials(parses)
    (chain,) = attributions(parses).voiced(denial.sentence, denial.verb)
    assert chain.denied
    assert [quote.words for quote in chain.sources] == ["Doe"]


def test_a_relative_clause_denies_what_stands_before_it() -> None:
    (parse,) = document("The army was accused of fraud, which it denies.")
    (denial,) = denials([parse])
    assert isinstance(denial, Denial)
    assert denial.denied[0] == (0, place(parse, "fraud"))


def test_a_denial_that_names_the_act_points_nowhere() -> None:
    assert denials(document("The union denied that members struck.")) == []


def test_refusing_a_thing_is_no_denial() -> None:
    assert denials(document("Roe said they left.", "The party rejected the bill.")) == []


def test_a_denial_of_what_others_claim_has_the_denier_as_source() -> None:
    rows = "Roe Roe PROPN NNP 2 nsubj | denied deny VERB VBD 0 root | {what} 2 obj"
    charge = tree(rows.format(what="charges charge NOUN NNS"))
    (chain,) = attributions([charge]).of(0, 1)
    assert ([quote.words for quote in chain.sources], chain.denied) == (["Roe"], True)
    assert sources(tree(rows.format(what="it it PRON PRP")), "denied") == ["Roe"]
    assert sources(tree(rows.format(what="visas visa NOUN NNS")), "denied") == []


CHARGED = tree(
    "Roe Roe PROPN NNP 3 nsubj:pass | was be AUX VBD 3 aux:pass | accused accuse VERB VBN 0 root | "
    "of of SCONJ IN 5 mark | killing kill VERB VBG 3 advcl | Doe Doe PROPN NNP 5 obj"
)
LEFT = tree("They they PRON PRP 2 nsubj | left leave VERB VBD 0 root")
RECALLED = (
    "Roe Roe PROPN NNP 2 nsubj | denied deny VERB VBD 0 root | all all DET PDT 5 det | the the DET DT 5 det | "
    "{what} 2 obj | against against ADP IN 7 case | him he PRON PRP 5 nmod"
)


def test_the_charges_are_those_of_some_sentences_before() -> None:
    parses = trees_in_order(CHARGED, LEFT, tree(RECALLED.format(what="charges charge NOUN NNS")))
    (denial,) = denials(parses)
    assert denial.denied[0] == (0, place(parses[0], "killing"))


def test_only_accusations_are_recalled_from_so_far() -> None:
    parses = trees_in_order(CHARGED, LEFT, tree(RECALLED.format(what="reports report NOUN NNS")))
    assert denials(parses) == []


def test_those_who_accuse_do_not_say_that_it_is_denied() -> None:
    parse = tree(
        "Critics critic NOUN NNS 2 nsubj | accuse accuse VERB VBP 0 root | it it PRON PRP 2 obj | "
        "of of ADP IN 5 case | fraud fraud NOUN NN 2 obl | +, , PUNCT , 8 punct | a a DET DT 8 det | "
        "charge charge NOUN NN 5 appos | it it PRON PRP 10 nsubj | denies deny VERB VBZ 8 acl:relcl"
    )
    (chain,) = attributions([parse]).voiced(0, 9)
    assert [quote.words for quote in chain.sources] == ["it"]


def test_there_is_no_truth_in_what_is_denied() -> None:
    rows = (
        "Roe Roe PROPN NNP 2 nsubj | said say VERB VBD 0 root | there there PRON EX 4 expl | was be VERB VBD 2 ccomp | "
        "{no} 6 det | truth truth NOUN NN {up} | in in ADP IN 8 case | reports report NOUN NNS 6 nmod | "
        "that that SCONJ IN 11 mark | they they PRON PRP 11 nsubj | left leave VERB VBD 8 acl"
    )
    for up in ("4 nsubj", "2 obj"):  # trees disagree on the subject of `there is`
        told = attributions([tree(rows.format(no="no no DET DT", up=up))]).of(0, 10)
        assert [(c.sources[-1].words, c.denied) for c in told] == [("reports", False), ("Roe", True)]
    told = attributions([tree(rows.format(no="some some DET DT", up="4 nsubj"))]).of(0, 10)
    assert not any(chain.denied for chain in told)


def test_a_claim_of_others_that_the_tree_hangs_wrongly_is_denied_all_the_same() -> None:
    parse = tree(
        "Norland Norland PROPN NNP 2 nsubj | denies deny VERB VBZ 0 root | Sudland Sudland PROPN NNP 4 compound | "
        "accusations accusation NOUN NNS 2 conj | that that SCONJ IN 7 mark | it it PRON PRP 7 nsubj | "
        "attacked attack VERB VBD 4 acl"
    )
    told = attributions([parse]).of(0, 6)
    assert [(c.sources[-1].words, c.denied, c.disputed) for c in told] == [
        ("Sudland", False, True),
        ("Norland", True, True),
    ]


def test_each_of_those_whose_claim_is_denied_makes_it() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | denies deny VERB VBZ 0 root | Norland Norland PROPN NNP 6 compound | "
        "and and CCONJ CC 5 cc | Sudland Sudland PROPN NNP 3 conj | claims claim NOUN NNS 2 obj | "
        "that that SCONJ IN 9 mark | they they PRON PRP 9 nsubj | left leave VERB VBD 6 acl"
    )
    assert [c.sources[-1].words for c in attributions([parse]).of(0, 8)] == ["Norland", "Sudland", "Roe"]
