from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.build import parse_of
from tests.reading.judging.learned import learned
from veedor.reading.judging.fields import apart, one
from veedor.reading.parse import Name, Parse


def beside(first: str, second: str, kinds: tuple[str, str], relation: str = "appos") -> Parse:
    """`first, second`: the second in apposition, each a name of its kind or none."""
    names = tuple(Name(at, at, kind) for at, kind in zip((0, 2), kinds, strict=True) if kind)
    return parse_of(
        f"""
        {first} {first} {"PROPN NNP" if kinds[0] else "NOUN NN"} 4 nsubj
        +, , PUNCT , 3 punct
        {second} {second} {"PROPN NNP" if kinds[1] else "NOUN NN"} 1 {relation}
        spoke speak VERB VBD 0 root
        """,
        names=names,
    )


def test_description_and_the_name_beside_it_are_one_party_the_name() -> None:
    parse = beside("minister", "Haddad", ("", "PER"))
    assert apart(parse, [0, 2]) == apart(parse, [0]) == apart(parse, [2]) == [2]


def test_name_and_the_description_behind_it_are_one_party_the_name() -> None:
    assert apart(beside("Haddad", "minister", ("PER", "")), [0, 2]) == [0]


def test_town_and_the_country_behind_it_are_two_places() -> None:
    assert apart(beside("Bergen", "Norway", ("LOC", "LOC")), [0, 2]) == [0, 2]


def test_two_parties_side_by_side_stay_two() -> None:
    assert apart(beside("Haddad", "Dorn", ("PER", "PER"), "conj"), [0, 2]) == [0, 2]


def test_name_within_the_phrase_of_another_is_no_place_of_its_own() -> None:
    parse = parse_of(
        """
        the the DET DT 2 det
        town town NOUN NN 0 root
        of of ADP IN 4 case
        Bergen Bergen PROPN NNP 2 nmod
        """,
        names=(Name(3, 3, "LOC"),),
    )
    assert apart(parse, [1, 3]) == [1]


@pytest.mark.parametrize(("chance", "told"), [(0.47, True), (0.43, False)])
def test_content_is_told_somewhat_below_even_odds(chance: float, told: bool) -> None:
    parse = beside("Haddad", "minister", ("PER", ""))
    seen = learned(4, {3: ("REQUEST", 0.9)}, {(3, 2, "about"): chance})
    assert (one(replace(parse, learned=seen), 3, "event", "about", None) is not None) == told
