from __future__ import annotations

import pytest

from tests.reading.build import parse_of
from veedor.codebook.labels import EventType
from veedor.reading.events.places import places
from veedor.reading.events.triggers import Trigger
from veedor.reading.parse import Name, Parse

TWO_MEN_IN_OSLO = parse_of(
    """
    Gunmen gunman NOUN NNS 2 nsubj
    struck strike VERB VBD 0 root
    men man NOUN NNS 2 obj
    in in ADP IN 5 case
    Oslo Oslo PROPN NNP 3 nmod
    """,
    names=(Name(4, 4, "LOC"),),
)
LEFT_NORWAY = parse_of(
    """
    Troops troop NOUN NNS 2 nsubj
    left leave VERB VBD 0 root
    Norway Norway PROPN NNP 2 obj
    """,
    names=(Name(2, 2, "LOC"),),
)


def where(parse: Parse, head: int, kind: EventType) -> list[str]:
    return [parse.words[i].text for i in places(parse, Trigger(head, kind, None))]


def test_place_of_whom_it_is_done_to_is_where_it_happened() -> None:
    assert where(TWO_MEN_IN_OSLO, 1, EventType.ASSAULT) == ["Oslo"]


def test_place_of_what_is_praised_says_nothing_of_where_it_was_praised() -> None:
    assert where(TWO_MEN_IN_OSLO, 1, EventType.SUPPORT) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(EventType.RETREAT, ["Norway"]), (EventType.MOVE, ["Norway"]), (EventType.SUPPORT, [])],
)
def test_country_that_is_left_is_a_place(kind: EventType, expected: list[str]) -> None:
    assert where(LEFT_NORWAY, 1, kind) == expected


def test_clashes_happen_where_they_break_out() -> None:
    parse = parse_of(
        """
        Clashes clash NOUN NNS 2 nsubj
        erupted erupt VERB VBD 0 root
        in in ADP IN 4 case
        Bergen Bergen PROPN NNP 2 obl
        """,
        names=(Name(3, 3, "LOC"),),
    )
    assert where(parse, 0, EventType.ASSAULT) == ["Bergen"]
    assert where(parse, 0, EventType.AGREE) == []


def test_second_act_of_a_clash_is_where_the_first_is() -> None:
    parse = parse_of(
        """
        In in ADP IN 2 case
        Bergen Bergen PROPN NNP 4 obl
        police police NOUN NNS 4 nsubj
        fired fire VERB VBD 0 root
        +, , PUNCT , 6 punct
        killing kill VERB VBG 4 advcl
        two two NUM CD 6 obj
        """,
        names=(Name(1, 1, "LOC"),),
    )
    assert where(parse, 5, EventType.ASSAULT) == ["Bergen"]


@pytest.mark.parametrize(("name", "expected"), [("Bergen", ["Bergen"]), ("Norway", [])])
def test_town_that_is_bombed_is_a_place_but_a_country_a_party(name: str, expected: list[str]) -> None:
    parse = parse_of(
        f"""
        The the DET DT 2 det
        bombing bombing NOUN NN 0 root
        of of ADP IN 4 case
        {name} {name} PROPN NNP 2 nmod
        """,
        names=(Name(3, 3, "LOC"),),
    )
    assert where(parse, 1, EventType.ASSAULT) == expected
