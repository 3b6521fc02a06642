from __future__ import annotations

import pytest

from tests.reading.build import parse_of
from tests.reading.trees import all_sources, document
from veedor.reading.parse import Name, Parse

SAID = parse_of(
    """
    Minister minister NOUN NN 2 nmod:desc
    Roe Roe PROPN NNP 3 nsubj
    said say VERB VBD 0 root
    +: : PUNCT : 3 punct
    """,
    names=(Name(1, 1, "PER"),),
)
WE_CLOSED = parse_of(
    """
    We we PRON PRP 2 nsubj
    closed close VERB VBD 0 root
    ports port NOUN NNS 2 obj
    +. . PUNCT . 2 punct
    """
)
RIOTS_SPREAD = parse_of(
    """
    Riots riot NOUN NNS 2 nsubj
    spread spread VERB VBD 0 root
    +. . PUNCT . 2 punct
    """
)
ROE_LEFT = parse_of(
    """
    Roe Roe PROPN NNP 2 nsubj
    left leave VERB VBD 0 root
    +. . PUNCT . 2 punct
    """,
    names=(Name(0, 0, "PER"),),
)
HE_ADDED = parse_of(
    """
    He he PRON PRP 2 nsubj
    added add VERB VBD 0 root
    that that SCONJ IN 5 mark
    riots riot NOUN NNS 5 nsubj
    spread spread VERB VBD 2 ccomp
    +. . PUNCT . 2 punct
    """
)
QUOTED = parse_of(
    """
    " " PUNCT `` 3 punct
    +Riots riot NOUN NNS 3 nsubj
    spread spread VERB VBD 0 root
    here here ADV RB 3 advmod
    +. . PUNCT . 3 punct
    +" " PUNCT '' 3 punct
    """
)


def labelled(*label: str, name: str = "", stop: str = ".") -> Parse:
    """`Label: Riots spread.`"""
    rows = [f"{word} {word} PROPN NNP {len(label)} compound" for word in label[:-1]]
    rows += [f"{label[-1]} {label[-1]} PROPN NNP {len(label) + 3} dep"]
    at = len(label)
    rows += [
        f"+: : PUNCT : {at} punct",
        f"Riots riot NOUN NNS {at + 3} nsubj",
        "spread spread VERB VBD 0 root",
    ]
    names = (Name(at - 1, at - 1, name),) if name else ()
    stops = [f"+{stop} . PUNCT . {at + 3} punct"] if stop else []
    return parse_of("\n".join([*rows, *stops]), names=names)


def sources(parses: list[Parse], number: int, word: str) -> list[str]:
    """The one chain of sources of the word."""
    (chain,) = all_sources(parses, number, word)
    return chain


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_paragraphs_after_a_colon_are_the_speakers(gap: str) -> None:
    parses = document(SAID, WE_CLOSED, RIOTS_SPREAD, gap=gap)
    assert sources(parses, 1, "closed") == ["Minister Roe"]
    assert sources(parses, 2, "spread") == ["Minister Roe"]


def test_a_speech_ends_where_the_author_tells_of_the_speaker() -> None:
    parses = document(SAID, WE_CLOSED, ROE_LEFT, RIOTS_SPREAD)
    assert sources(parses, 2, "left") == []
    assert sources(parses, 3, "spread") == []


def test_a_speech_ends_before_a_quotation_and_before_a_report_of_another() -> None:
    assert sources(document(SAID, WE_CLOSED, QUOTED, RIOTS_SPREAD), 3, "spread") == []
    assert sources(document(SAID, WE_CLOSED, HE_ADDED, RIOTS_SPREAD), 3, "spread") == []


def test_a_quotation_after_the_colon_ends_with_its_marks() -> None:
    parses = document(SAID, QUOTED, RIOTS_SPREAD)
    assert sources(parses, 1, "spread") == ["Minister Roe"]
    assert sources(parses, 2, "spread") == []


def test_a_list_after_the_colon_ends_with_its_last_item() -> None:
    item = parse_of("- - PUNCT : 2 punct\nClose close VERB VB 0 root\nports port NOUN NNS 2 obj")
    parses = document(SAID, item, RIOTS_SPREAD)
    assert sources(parses, 1, "Close") == ["Minister Roe"]
    assert sources(parses, 2, "spread") == []


def test_a_colon_without_a_verb_of_saying_introduces_nobody() -> None:
    made = parse_of(
        """
        Ministers minister NOUN NNS 2 nsubj
        made make VERB VBD 0 root
        changes change NOUN NNS 2 obj
        +: : PUNCT : 2 punct
        """
    )
    assert sources(document(made, RIOTS_SPREAD), 1, "spread") == []


def test_the_following_statement_is_the_speakers() -> None:
    issued = parse_of(
        """
        Roe Roe PROPN NNP 2 nsubj
        issued issue VERB VBD 0 root
        the the DET DT 5 det
        following follow VERB VBG 5 amod
        statement statement NOUN NN 2 obj
        +: : PUNCT : 2 punct
        """
    )
    assert sources(document(issued, RIOTS_SPREAD), 1, "spread") == ["Roe"]


def test_a_speaker_without_a_subject_is_the_person_named_before() -> None:
    strayed = parse_of(
        """
        Responding respond VERB VBG 4 advcl
        today today NOUN NN 1 obl
        Roe Roe PROPN NNP 2 appos
        said say VERB VBD 0 root
        +: : PUNCT : 4 punct
        """,
        names=(Name(2, 2, "PER"),),
    )
    assert sources(document(strayed, RIOTS_SPREAD), 1, "spread") == ["Roe"]


def test_a_label_with_a_title_speaks_to_the_next_label() -> None:
    parses = document(labelled("SECRETARY", "ROE"), RIOTS_SPREAD, labelled("QUESTION"), RIOTS_SPREAD)
    assert sources(parses, 0, "spread") == ["SECRETARY ROE"]
    assert sources(parses, 1, "spread") == ["SECRETARY ROE"]
    assert sources(parses, 2, "spread") == ["QUESTION"]
    assert sources(parses, 3, "spread") == []


def test_a_heading_with_a_colon_is_no_label() -> None:
    parses = document(labelled("Parliamentary", "Service", stop=""), RIOTS_SPREAD)
    assert sources(parses, 0, "spread") == []
    assert sources(parses, 1, "spread") == []
    assert sources(document(labelled("Parliamentary", "Service")), 0, "spread") == ["Parliamentary Service"]


def test_a_persons_name_is_a_label_only_where_it_comes_back() -> None:
    once = labelled("Roe", name="PER")
    assert sources(document(once, RIOTS_SPREAD), 0, "spread") == []
    assert sources(document(once, once), 1, "spread") == ["Roe"]


def test_an_agency_reports_its_paragraph_and_those_that_go_on() -> None:
    parses = document(labelled("AFP"), HE_ADDED, RIOTS_SPREAD)
    assert sources(parses, 0, "spread") == ["AFP"]
    assert sources(parses, 1, "spread") == ["AFP", "He"]
    assert sources(parses, 2, "spread") == []


def test_a_story_from_an_agency_ends_where_the_author_speaks_of_himself() -> None:
    comes = parse_of(
        """
        From from ADP IN 3 case
        the the DET DT 3 det
        AP AP PROPN NNP 4 obl
        comes come VERB VBZ 0 root
        this this DET DT 6 det
        story story NOUN NN 4 nsubj
        +: : PUNCT : 4 punct
        """
    )
    parses = document(comes, RIOTS_SPREAD, WE_CLOSED)
    assert sources(parses, 1, "spread") == ["the AP"]
    assert sources(parses, 2, "closed") == []


SAID_WE_CLOSED = parse_of(
    """
    Minister minister NOUN NN 2 nmod:desc
    Roe Roe PROPN NNP 3 nsubj
    said say VERB VBD 0 root
    +: : PUNCT : 3 punct
    We we PRON PRP 6 nsubj
    closed close VERB VBD 3 parataxis
    ports port NOUN NNS 6 obj
    +. . PUNCT . 3 punct
    """,
    names=(Name(1, 1, "PER"),),
)


def test_who_begins_to_speak_within_a_line_goes_on_in_the_next_sentence() -> None:
    parses = document(SAID_WE_CLOSED, RIOTS_SPREAD, gap=" ")
    assert all_sources(parses, 1, "spread") == [["Minister Roe"]]


def test_label_with_an_abbreviated_title_names_who_speaks() -> None:
    parses = document(labelled("AMB.", "KELLER"), labelled("INTERVIEWER", stop="?"))
    assert [sources(parses, n, "spread") for n in range(2)] == [["AMB. KELLER"], ["INTERVIEWER"]]
