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


SAID = tree("Roe Roe PROPN NNP 2 nsubj | said say VERB VBD 0 root | +. . PUNCT . 2 punct")


def test_a_sentence_of_speaker_and_verb_alone_belongs_to_the_quotation_before_it() -> None:
    assert all_sources(document(QUOTED, SAID, gap=" "), 0, "failed") == [["Roe"]]
    assert all_sources(document(QUOTED, SAID), 0, "failed") == [[]]
    assert all_sources(document(QUOTED, REPORTED, gap=" "), 0, "failed") == [[]]


def test_an_and_in_the_speakers_name_does_not_part_them_from_their_words() -> None:
    parse = tree(
        '" " PUNCT `` 5 punct | +They they PRON PRP 5 nsubj | will will AUX MD 5 aux | surely surely ADV RB 5 advmod | '
        "stay stay VERB VB 15 ccomp | here here ADV RB 5 advmod | +, , PUNCT , 5 punct | +\" \" PUNCT '' 5 punct | "
        "Post Post PROPN NNP 12 compound | and and CCONJ CC 11 cc | Mail Mail PROPN NNP 9 conj | "
        "columnist columnist NOUN NN 13 nmod:desc | Jane Jane PROPN NNP 15 nsubj | Roe Roe PROPN NNP 13 flat | "
        "told tell VERB VBD 0 root | reporters reporter NOUN NNS 15 obj"
    )
    (chain,) = all_sources([parse], 0, "stay")
    assert "Jane Roe" in chain[-1]
