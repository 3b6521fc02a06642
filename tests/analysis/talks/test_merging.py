from dataclasses import replace

from tests.analysis.talks.tellings import position
from veedor.analysis.talks.merging import proposals
from veedor.analysis.talks.positions import positions
from veedor.analysis.talks.stands import Issues

A, B = "Northern Front", "Government of Varania"


def pairs(*tellings, issues=None, vectors=False):
    found = proposals(positions(tellings, issues=issues), tellings if vectors else ())
    return {frozenset((one.one, one.other)) for one in found}


def test_a_bare_name_may_be_either_of_its_kind():
    tellings = (
        position(A, "demands", "a regional election", document="x"),
        position(A, "demands", "a presidential election", document="x"),
        position(B, "accepts", "a vote", document="y"),
    )
    assert pairs(*tellings) == {
        frozenset({"election", "regional election"}),
        frozenset({"election", "presidential election"}),
    }


def test_issues_that_share_words_may_be_one():
    tellings = (
        position(A, "demands", "pay property taxes", document="x"),
        position(B, "refuses", "property taxes for schools", document="y"),
    )
    (pair,) = proposals(positions(tellings))
    assert pair.why == "they share words"
    assert len(pair.ids) == 2


def test_issues_that_people_named_are_left_alone():
    tellings = (
        position(A, "demands", "pay property taxes", document="x"),
        position(B, "refuses", "property taxes for schools", document="y"),
    )
    named = Issues(by_key={"pay property taxes": "Tax", "property taxes for schools": "School tax"})
    assert pairs(*tellings, issues=named) == set()


def test_passages_that_are_alike_bring_issues_together_that_share_one_word():
    vector = bytes([127] + [0] * 383)
    tellings = [
        replace(position(A, "demands", "school meals every day", document="x"), vector=vector),
        replace(position(B, "offers", "lunch in school canteens", document="y"), vector=vector),
    ]
    assert len(pairs(*tellings, vectors=True)) == 1


def test_nothing_is_proposed_where_nothing_is_said():
    assert proposals(positions([])) == ()
