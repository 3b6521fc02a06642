from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading.build import parse_of
from tests.reading.stance_rows import sentence, wild_parses
from veedor.reading.conditions import conditions, conditions_of, is_binding
from veedor.reading.parse import Parse


def _of(text: str, word: str) -> list[str]:
    parse: Parse = sentence(text)
    index = next(w.index for w in parse.words if w.text == word)
    return [quote.words for quote in conditions_of(parse, conditions(parse), index)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("If the talks fail, the party could split.", "split", "If the talks fail"),
        ("The party will not talk until the siege ends.", "talk", "until the siege ends"),
        ("The aid will come only after the vote.", "come", "only after the vote"),
        ("The truce could hold as long as both sides talk.", "hold", "as long as both sides talk"),
        ("The truce would end should war break out.", "end", "should war break out"),
        ("Norland will talk provided the army leaves.", "talk", "provided the army leaves"),
        ("The mayor would accept a vote, but not with Roe.", "accept", "not with Roe"),
        ("The bloc will talk if Roe stays, but not to Doe.", "talk", "if Roe stays"),
    ],
)
def test_a_condition_is_the_clause_with_its_opening_words(text: str, word: str, expected: str) -> None:
    assert _of(text, word) == [expected]


def test_a_list_after_a_colon_gives_an_entry_for_each() -> None:
    text = "The bloc has agreed to vote if: the lists are open, prisoners go free and monitors come."
    assert _of(text, "agreed") == ["the lists are open", "prisoners go free", "monitors come"]


_ROW = """
She        she        PRON  PRP 2  nsubj
accepted   accept     VERB  VBD 0  root
a          a          DET   DT  4  det
vote       vote       NOUN  NN  2  obj
if         if         SCONJ IN  7  mark
it         it         PRON  PRP 7  nsubj
ends       end        VERB  VBZ 11 advcl
+,         ,          PUNCT ,   7  punct
they       they       PRON  PRP 11 nsubj
may        may        AUX   MD  11 aux
run        run        VERB  VB  2  conj
+,         ,          PUNCT ,   15 punct
and        and        CCONJ CC  15 cc
prisoners  prisoner   NOUN  NNS 15 nsubj
walk       walk       VERB  VBP 11 conj
+.         .          PUNCT .   2  punct
"""
"""As trees often go wrong: the first condition hangs on the second."""


def test_conditions_in_a_row_belong_to_the_clause_before_them() -> None:
    parse = parse_of(_ROW)
    found = [quote.words for quote in conditions_of(parse, conditions(parse), 1)]
    assert found == ["if it ends", "they may run", "prisoners walk"]


def test_condition_behind_a_comma_belongs_to_the_clause_after_it() -> None:
    parse = parse_of(_ROW.replace("vote       vote       NOUN  NN  2  obj", "+,  ,  PUNCT ,  2  punct"))
    assert conditions_of(parse, conditions(parse), 1) == ()


def test_verb_behind_a_condition_that_cannot_stand_under_the_modal_verb_is_a_condition_too() -> None:
    assert _of("Norland will talk only if Roe stays and disarms.", "talk") == ["only if Roe stays", "disarms"]
    assert _of("Norland will talk if Roe left and stop.", "talk") == ["if Roe left"]


def test_only_conditions_that_a_party_sets_are_binding() -> None:
    (bound,) = conditions(sentence("Norland will talk provided the army leaves."))
    (loose,) = conditions(sentence("The bloc will talk if Roe stays, but not to Doe."))
    assert [is_binding(quote) for quote in (*bound.parts, *loose.parts)] == [True, False]


def test_if_after_asking_is_no_condition() -> None:
    assert not conditions(sentence("He asked if they agree."))


def test_until_without_a_not_is_no_condition() -> None:
    parse = sentence("The party will not talk until the siege ends.")
    told = tuple(w for w in parse.words if w.text != "not")
    places = {w.index: n for n, w in enumerate(told)}
    moved = tuple(w._replace(index=places[w.index], head=places.get(w.head, -1)) for w in told)
    assert not conditions(Parse(text=parse.text, start=0, end=parse.end, words=moved))


def test_a_condition_is_none_of_what_stands_inside_it() -> None:
    assert _of("If the talks fail, the party could split.", "fail") == []


@given(wild_parses())
def test_every_condition_stands_at_its_place(parse: Parse) -> None:
    for condition in conditions(parse):
        assert condition.parts
        for quote in condition.parts:
            quote.check(parse.text)


def test_limit_that_the_tree_joins_to_the_verb_is_one_with_what_follows_as() -> None:
    parse = parse_of(
        """
        She       she       PRON  PRP 3  nsubj
        would     would     AUX   MD  3  aux
        accept    accept    VERB  VB  0  root
        a         a         DET   DT  5  det
        vote      vote      NOUN  NN  3  obj
        +,        ,         PUNCT ,   10 punct
        but       but       CCONJ CC  10 cc
        not       not       ADV   RB  10 advmod
        with      with      ADP   IN  10 case
        Roe       Roe       PROPN NNP 3  conj
        as        as        ADP   IN  13 case
        a         a         DET   DT  13 det
        candidate candidate NOUN  NN  3  obl
        """
    )
    assert [quote.words for quote in conditions_of(parse, conditions(parse), 2)] == [
        "not with Roe as a candidate"
    ]
