from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.build import parse_of
from tests.reading.judging.learned import learned
from veedor.codebook.span import Quote, Span
from veedor.reading.judging.fields import apart, filled, once, one, parties, whole
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


def sure(*words: int) -> dict[int, float]:
    """The words, all equally likely."""
    return dict.fromkeys(words, 0.9)


def test_description_and_the_name_beside_it_are_one_party_the_name() -> None:
    parse = beside("minister", "Haddad", ("", "PER"))
    assert apart(parse, sure(0, 2)) == apart(parse, sure(0)) == apart(parse, sure(2)) == [2]


def test_name_and_the_description_behind_it_are_one_party_the_name() -> None:
    assert apart(beside("Haddad", "minister", ("PER", "")), sure(0, 2)) == [0]


def test_town_and_the_country_behind_it_are_two_places() -> None:
    assert apart(beside("Bergen", "Norway", ("LOC", "LOC")), sure(0, 2)) == [0, 2]


def test_two_parties_side_by_side_stay_two() -> None:
    assert apart(beside("Haddad", "Dorn", ("PER", "PER"), "conj"), sure(0, 2)) == [0, 2]


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
    assert apart(parse, sure(1, 3)) == [1]


@pytest.mark.parametrize(("field", "told"), [("actors", []), ("recipients", [2])])
def test_whom_it_was_done_to_is_told_somewhat_below_even_odds(field: str, told: list[int]) -> None:
    parse = beside("Haddad", "Dorn", ("PER", "PER"), "conj")
    seen = learned(4, {3: ("ACCUSE", 0.9)}, {(3, 2, field): 0.47})
    nobody: dict[str, list[int]] = {"actors": [], "recipients": [], "places": []}
    assert parties(replace(parse, learned=seen), 3, nobody)[field] == told


def test_the_likelier_of_the_same_words_is_meant() -> None:
    parse = parse_of(
        """
        They they PRON PRP 2 nsubj
        left leave VERB VBD 0 root
        and and CCONJ CC 5 cc
        they they PRON PRP 5 nsubj
        fought fight VERB VBD 2 conj
        """
    )
    assert apart(parse, {0: 0.6, 3: 0.9}) == [3]
    assert apart(parse, {0: 0.9, 3: 0.6}) == [0]


def quotes(text: str, *parts: str) -> list[Quote]:
    return [Quote.at(text, text.index(part), text.index(part) + len(part)) for part in parts]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("Minister", "Haddad"), ["Minister Haddad"]),
        (("Minister Haddad", "Haddad"), ["Minister Haddad"]),
        (("Haddad", "Dorn"), ["Haddad", "Dorn"]),
        (("Dorn", "his"), ["Dorn", "his"]),
    ],
)
def test_quotes_with_but_a_space_between_are_one_party(parts: tuple[str, ...], told: list[str]) -> None:
    parse = parse_of(
        """
        Minister minister NOUN NN 6 nsubj
        Haddad Haddad PROPN NNP 6 nsubj
        +, , PUNCT , 4 punct
        Dorn Dorn PROPN NNP 2 conj
        his his PRON PRP$ 6 obj
        met meet VERB VBD 0 root
        """
    )
    assert [q.words for q in whole(parse, quotes(parse.text, *parts))] == told


def said_by(first: float, second: float) -> tuple[Quote, ...]:
    """Who is the source of `it fell` in `Haddad and Dorn said it fell`, where the rules say Haddad alone."""
    parse = parse_of(
        """
        Haddad Haddad PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Dorn Dorn PROPN NNP 1 conj
        said say VERB VBD 0 root
        it it PRON PRP 6 nsubj
        fell fall VERB VBD 4 ccomp
        """
    )
    seen = learned(6, {5: ("SUFFER", 0.9)}, {(5, 0, "sources"): first, (5, 2, "sources"): second})
    return filled(replace(parse, learned=seen), 5, "event", "sources", quotes(parse.text, "Haddad"))


def test_source_beside_another_is_in_a_chain_of_its_own() -> None:
    assert [q.words for q in said_by(0.9, 0.9)] == ["Haddad"]


def test_party_is_named_once_by_its_name_or_by_the_nearest_pronoun() -> None:
    text = "Haddad said he would, as he promised, sign; Haddad signed"
    named, far, near = (
        Quote.at(text, at, at + len(word), "Ada Haddad")
        for at, word in ((0, "Haddad"), (12, "he"), (25, "he"))
    )
    anchor = Span(text.index("sign"), text.index(";"))
    again = Quote.at(text, 44, 50, "Ada Haddad")
    assert once([named, near], anchor) == (named,)
    assert once([far, near], anchor) == (near,)
    assert once([named, again], anchor) == (again,)


def test_two_descriptions_of_one_name_both_stay() -> None:
    text = "The minister met the premier"
    two = [Quote.at(text, 0, 12, "Ada Haddad"), Quote.at(text, 17, 28, "Ada Haddad")]
    assert once(two, Span(13, 16)) == tuple(two)


@pytest.mark.parametrize(("chance", "told"), [(0.47, True), (0.43, False)])
def test_content_is_told_somewhat_below_even_odds(chance: float, told: bool) -> None:
    parse = beside("Haddad", "minister", ("PER", ""))
    seen = learned(4, {3: ("REQUEST", 0.9)}, {(3, 2, "about"): chance})
    assert (one(replace(parse, learned=seen), 3, "event", "about", None) is not None) == told


def test_source_beyond_a_semicolon_gives_way_to_one_on_this_side() -> None:
    parse = parse_of(
        """
        Haddad Haddad PROPN NNP 2 nsubj
        wept weep VERB VBD 0 root
        +; ; PUNCT : 6 punct
        Dorn Dorn PROPN NNP 6 nsubj
        nine nine NUM CD 6 obj
        fell fall VERB VBD 2 parataxis
        """
    )

    def told(*sources: int) -> list[str]:
        seen = learned(6, {5: ("SUFFER", 0.9)}, {(5, word, "sources"): 0.9 for word in sources})
        return [q.words for q in filled(replace(parse, learned=seen), 5, "event", "sources", ())]

    assert told(0, 3) == ["Dorn"]
    assert told(0) == ["Haddad"]


def test_who_does_what_an_act_is_about_is_no_actor_of_it() -> None:
    rows = """
        Haddad Haddad PROPN NNP 2 nsubj
        rejected reject VERB VBD 0 root
        mediation mediation NOUN NN 2 {obj}
        by by ADP IN 5 case
        Dorn Dorn PROPN NNP 2 {by}
        """
    for obj, by, expected in (
        ("obj", "obl", [0]),
        ("obj", "obl:agent", [0]),
        ("advmod", "obl:agent", [0, 4]),
    ):
        parse = parse_of(rows.format(obj=obj, by=by))
        fields = {(1, 0, "actors"): 0.9, (1, 4, "actors"): 0.9}
        seen = replace(parse, learned=learned(5, {1: ("REJECT", 0.9)}, fields))
        assert parties(seen, 1, {"actors": [0], "recipients": [], "places": []})["actors"] == expected


def test_heading_of_a_line_is_no_source() -> None:
    parse = parse_of(
        """
        Shelter shelter NOUN NN 5 dep
        +: : PUNCT : 1 punct
        Nine nine NUM CD 4 nummod
        homes home NOUN NNS 5 nsubj
        fell fall VERB VBD 0 root
        """
    )
    seen = learned(5, {4: ("SUFFER", 0.9)}, {(4, 0, "sources"): 0.9})
    assert filled(replace(parse, learned=seen), 4, "event", "sources", ()) == ()
