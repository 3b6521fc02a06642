from __future__ import annotations

from tests.reading.trees import all_sources, document, tree

QUOTED = tree(
    '" " PUNCT `` 3 punct | +It it PRON PRP 3 nsubj | failed fail VERB VBD 0 root | '
    "utterly utterly ADV RB 3 advmod | here here ADV RB 3 advmod | +. . PUNCT . 3 punct | +\" \" PUNCT '' 3 punct"
)
REPORTED = tree(
    "Roe Roe PROPN NNP 2 nsubj | noted note VERB VBD 0 root | it it PRON PRP 4 nsubj | "
    "mattered matter VERB VBD 2 ccomp | +. . PUNCT . 2 punct"
)


def test_a_quotation_right_after_a_report_goes_on_in_its_voice() -> None:
    assert all_sources(document(REPORTED, QUOTED, gap=" "), 1, "failed") == [["Roe"]]


def test_a_quotation_in_a_paragraph_of_its_own_does_not() -> None:
    assert all_sources(document(REPORTED, QUOTED), 1, "failed") == [[]]


def test_a_verb_and_a_comma_at_the_end_of_a_line_introduce_a_quotation() -> None:
    stated = tree("Roe Roe PROPN NNP 2 nsubj | stated state VERB VBD 0 root | +, , PUNCT , 2 punct")
    assert all_sources(document(stated, QUOTED), 1, "failed") == [["Roe"]]
