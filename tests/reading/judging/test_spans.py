"""What the words of a field are, given the word at its head."""

from __future__ import annotations

import pytest

from tests.reading.trees import tree
from veedor.reading.judging.spans import span_of

KILLED = (
    "{number} | civilians civilian NOUN NNS 4 nsubj:pass | were be AUX VBD 4 aux:pass | killed kill VERB VBN 0 root | "
    "and and CCONJ CC 6 cc | wounded wound VERB VBN 4 conj | in in ADP IN 8 case | raids raid NOUN NNS 4 obl"
)


@pytest.mark.parametrize("number", ["Forty forty NUM CD 2 nummod", "The the DET DT 2 det"])
def test_clause_counts_whom_it_tells_of_and_what_befell_them(number: str) -> None:
    told = {"Forty": "civilians were killed and wounded", "The": "The civilians were killed and wounded"}
    parse = tree(KILLED.format(number=number))
    assert span_of(parse, 3, "what").words == told[number.split(" ")[0]]


def test_bare_number_counts_what_is_said_of_it() -> None:
    parse = tree(
        "Forty forty NUM CD 3 nsubj | are be AUX VBP 3 cop | missing missing ADJ JJ 0 root | "
        "since since ADP IN 5 case | Monday Monday PROPN NNP 3 obl"
    )
    assert span_of(parse, 2, "what").words == "missing"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("aid aid NOUN NN 3 obj", "people need aid"),
        (
            "aid aid NOUN NN 3 obj | that that PRON WDT 6 nsubj | comes come VERB VBZ 4 acl:relcl | "
            "by by ADP IN 8 case | sea sea NOUN NN 6 obl",
            "people need",
        ),
    ],
)
def test_short_object_belongs_to_what_is_counted_and_a_long_one_does_not(what: str, told: str) -> None:
    parse = tree(
        f"Nine nine NUM CD 2 nummod | people people NOUN NNS 3 nsubj | need need VERB VBP 0 root | {what}"
    )
    assert span_of(parse, 2, "what").words == told


def test_infinitive_is_what_a_sum_is_for() -> None:
    parse = tree("to to PART TO 2 mark | invest invest VERB VB 0 root | $500 $500 NUM CD 2 obj")
    assert span_of(parse, 1, "what").words == "invest"
