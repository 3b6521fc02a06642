from __future__ import annotations

from tests.reading.build import parse_of
from veedor.reading.parse import Name
from veedor.reading.parties import objects, parties, party, subjects

MET = parse_of(
    """
    The the DET DT 3 det
    defence defence NOUN NN 3 compound
    minister minister NOUN NN 6 nsubj
    and and CCONJ CC 5 cc
    generals general NOUN NNS 3 conj
    met meet VERB VBD 0 root
    rebels rebel NOUN NNS 6 obj
    who who PRON WP 9 nsubj
    fled flee VERB VBD 7 acl:relcl
    +. . PUNCT . 6 punct
    """
)


def test_party_takes_title_and_article_but_no_conjunct() -> None:
    assert party(MET, 2).words == "The defence minister"


def test_parties_gives_each_conjunct_by_itself() -> None:
    assert [q.words for q in parties(MET, 2)] == ["The defence minister", "generals"]


def test_relative_clause_takes_the_noun_it_describes_as_subject() -> None:
    assert subjects(MET, 8) == [6]


def test_relative_clause_is_no_part_of_the_name() -> None:
    assert party(MET, 6).words == "rebels"


PASSIVE = parse_of(
    """
    Editors editor NOUN NNS 3 nsubj:pass
    were be AUX VBD 3 aux:pass
    arrested arrest VERB VBN 0 root
    by by ADP IN 6 case
    secret secret ADJ JJ 6 amod
    police police NOUN NN 3 obl:agent
    and and CCONJ CC 8 cc
    charged charge VERB VBN 3 conj
    """
)


def test_passive_agent_is_the_logical_subject() -> None:
    assert subjects(PASSIVE, 2) == [5]
    assert objects(PASSIVE, 2) == [0]


def test_passive_without_agent_has_no_subject() -> None:
    told = parse_of(
        """
        Editors editor NOUN NNS 3 nsubj:pass
        were be AUX VBD 3 aux:pass
        jailed jail VERB VBN 0 root
        """
    )
    assert subjects(told, 2) == []


def test_infinitive_borrows_the_subject_of_its_governor() -> None:
    wants = parse_of(
        """
        Roe Roe PROPN NNP 2 nsubj
        wants want VERB VBZ 0 root
        to to PART TO 4 mark
        run run VERB VB 2 xcomp
        """,
        names=(Name(0, 0, "PER"),),
    )
    assert subjects(wants, 3) == [0]


def test_name_with_an_and_inside_is_one_party() -> None:
    parse = parse_of(
        """
        Trinidad Trinidad PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Tobago Tobago PROPN NNP 1 conj
        voted vote VERB VBD 0 root
        """,
        names=(Name(0, 2, "LOC"),),
    )
    assert [q.words for q in parties(parse, 0)] == ["Trinidad and Tobago"]
