from __future__ import annotations

from tests.reading.treebank import document, place
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
