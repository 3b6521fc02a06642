from __future__ import annotations

from tests.reading.build import parse_of
from veedor.reading.parse import Name, Parse
from veedor.reading.roles.roles import roles


def found(parse: Parse) -> list[tuple[str, str, str | None]]:
    return [(r.holder.words, r.role.words, None if r.of is None else r.of.words) for r in roles(parse)]


def test_person_of_a_body_behind_a_comma_belongs_to_it() -> None:
    parse = parse_of(
        """
        Jane    Jane    PROPN NNP 8 nsubj
        Roe     Roe     PROPN NNP 1 flat
        +,      ,       PUNCT ,   1 punct
        of      of      ADP   IN  6 case
        Harbour Harbour PROPN NNP 6 compound
        Watch   Watch   PROPN NNP 1 nmod
        +,      ,       PUNCT ,   1 punct
        agreed  agree   VERB  VBD 0 root
        """,
        names=(Name(0, 1, "PER"), Name(4, 5, "ORG")),
    )
    assert found(parse) == [("Jane Roe", "of", "Harbour Watch")]


def test_titled_person_from_a_party_belongs_to_it() -> None:
    parse = parse_of(
        """
        Councillor councillor NOUN  NN  2 nmod:desc
        Jane       Jane       PROPN NNP 8 nsubj
        Roe        Roe        PROPN NNP 2 flat
        from       from       ADP   IN  7 case
        the        the        DET   DT  7 det
        Civic      Civic      PROPN NNP 7 compound
        Union      Union      PROPN NNP 2 nmod
        left       leave      VERB  VBD 0 root
        """,
        names=(Name(1, 2, "PER"), Name(5, 6, "ORG")),
    )
    assert found(parse) == [("Jane Roe", "Councillor", None), ("Jane Roe", "from", "the Civic Union")]


def test_country_that_the_model_took_for_a_body_has_no_members() -> None:
    parse = parse_of(
        """
        Jane    Jane    PROPN NNP 5 nsubj
        Roe     Roe     PROPN NNP 1 flat
        of      of      ADP   IN  4 case
        Estonia Estonia PROPN NNP 1 nmod
        won     win     VERB  VBD 0 root
        """,
        names=(Name(0, 1, "PER"), Name(3, 3, "ORG")),
    )
    assert found(parse) == []


def test_aide_to_a_president_leaves_the_president_the_title() -> None:
    parse = parse_of(
        """
        An        a         DET   DT  2 det
        aide      aide      NOUN  NN  7 nsubj
        to        to        ADP   IN  5 case
        President president PROPN NNP 5 nmod:desc
        Jane      Jane      PROPN NNP 2 nmod
        Roe       Roe       PROPN NNP 5 flat
        left      leave     VERB  VBD 0 root
        """,
        names=(Name(4, 5, "PER"),),
    )
    assert found(parse) == [("Jane Roe", "President", None)]
