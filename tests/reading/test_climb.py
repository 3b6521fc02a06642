from __future__ import annotations

import pytest

from tests.reading.trees import sources, tree
from veedor.codebook.labels import Kind

AGREED = tree(
    "Norland Norland PROPN NNP 2 nsubj | agreed agree VERB VBD 0 root | to to PART TO 4 mark | "
    "sell sell VERB VB 2 xcomp | the the DET DT 6 det | islands island NOUN NNS 4 obj | "
    "occupied occupy VERB VBN 6 acl | in in ADP IN 9 case | May May PROPN NNP 7 obl"
)


def test_who_agrees_to_an_act_says_that_act_alone() -> None:
    assert sources(AGREED, "sell") == ["Norland"]
    assert sources(AGREED, "occupied") == []


def test_what_is_asked_of_others_has_the_asker_as_source_only_as_a_stance() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | urged urge VERB VBD 0 root | Norland Norland PROPN NNP 2 obj | "
        "to to PART TO 5 mark | declare declare VERB VB 2 xcomp | war war NOUN NN 5 obj"
    )
    assert sources(parse, "declare") == []
    assert sources(parse, "declare", Kind.POSITION) == ["Roe"]


@pytest.mark.parametrize("verb", ["knew know", "realized realize", "learned learn", "decided decide"])
def test_who_knows_that_something_will_happen_foresees_it(verb: str) -> None:
    parse = tree(
        f"Roe Roe PROPN NNP 2 nsubj | {verb} VERB VBD 0 root | the the DET DT 4 det | "
        "plan plan NOUN NN 6 nsubj | would would AUX MD 6 aux | fail fail VERB VB 2 ccomp"
    )
    assert sources(parse, "fail", Kind.FORECAST) == ["Roe"]
    assert sources(parse, "fail") == []


def test_another_speaker_after_but_or_while_answers_the_first() -> None:
    parse = tree(
        "Makers maker NOUN NNS 2 nsubj | say say VERB VBP 0 root | imports import NOUN NNS 4 nsubj | "
        "hurt hurt VERB VBP 2 ccomp | +, , PUNCT , 8 punct | but but CCONJ CC 8 cc | "
        "shops shop NOUN NNS 8 nsubj | say say VERB VBP 4 conj | they they PRON PRP 10 nsubj | "
        "paid pay VERB VBD 8 ccomp"
    )
    assert sources(parse, "hurt") == ["Makers"]
    assert sources(parse, "paid") == ["shops"]


def test_what_only_sets_the_time_is_the_authors() -> None:
    rows = (
        "Roe Roe PROPN NNP 2 nsubj | said say VERB VBD 0 root | talks talk NOUN NNS 5 nsubj | "
        "will will AUX MD 5 aux | fail fail VERB VB 2 ccomp | {mark} SCONJ IN 8 mark | he he PRON PRP 8 nsubj | "
        "leaves leave VERB VBZ 5 advcl"
    )
    assert sources(tree(rows.format(mark="before before")), "leaves") == []
    assert sources(tree(rows.format(mark="if if")), "leaves") == ["Roe"]


def test_a_participle_after_the_closing_verb_tells_what_the_speaker_does() -> None:
    parse = tree(
        "Troops troops NOUN NNS 2 nsubj | left leave VERB VBD 5 ccomp | +, , PUNCT , 2 punct | "
        "Roe Roe PROPN NNP 5 nsubj | said say VERB VBD 0 root | +, , PUNCT , 7 punct | "
        "urging urge VERB VBG 2 advcl | calm calm NOUN NN 7 obj"
    )
    assert sources(parse, "left") == ["Roe"]
    assert sources(parse, "urging") == []


def test_what_is_bidden_in_a_clause_has_no_source() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | requested request VERB VBD 0 root | that that SCONJ IN 5 mark | "
        "senators senator NOUN NNS 5 nsubj | ratify ratify VERB VB 2 ccomp | it it PRON PRP 5 obj"
    )
    assert sources(parse, "ratify") == []


def test_what_a_relative_clause_says_happened_is_known_already() -> None:
    parse = tree(
        "Norland Norland PROPN NNP 2 nsubj | fears fear VERB VBZ 0 root | raids raid NOUN NNS 2 obj | "
        "like like ADP IN 6 case | a a DET DT 6 det | strike strike NOUN NN 3 nmod | "
        "that that PRON WDT 8 nsubj | killed kill VERB VBD 6 acl:relcl | three three NUM CD 8 obj"
    )
    assert sources(parse, "killed") == []


def test_what_happened_despite_something_takes_that_for_granted() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | says say VERB VBZ 0 root | they they PRON PRP 4 nsubj | "
        "arm arm VERB VBP 2 ccomp | despite despite SCONJ IN 6 mark | signing sign VERB VBG 4 advcl | "
        "peace peace NOUN NN 6 obj"
    )
    assert sources(parse, "signing") == []
    assert sources(parse, "arm") == ["Roe"]


@pytest.mark.parametrize(
    ("predicate", "told"),
    [
        ("resumed resume VERB VBD 2 ccomp", ["Roe"]),
        ("hurt hurt VERB VBD 2 ccomp | us we PRON PRP 5 obj", []),
        ("was be AUX VBD 6 cop | folly folly NOUN NN 2 ccomp", []),
    ],
)
def test_of_a_known_act_is_said_that_it_happened_or_what_it_is_worth(predicate: str, told: list[str]) -> None:
    verb = 6 if "cop" in predicate else 5
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | said say VERB VBD 0 root | the the DET DT 4 det | "
        f"siege siege NOUN NN {verb} nsubj | {predicate}"
    )
    assert sources(parse, "siege") == told
