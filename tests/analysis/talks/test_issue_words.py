import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.analysis.talks.clauses import Bearing, condition, cut
from veedor.analysis.talks.issue_words import named, of_name, topics
from veedor.analysis.talks.ranges import Facet


@pytest.mark.parametrize(
    ("words", "key", "says_yes"),
    [
        ("an early presidential election", "presidential election", True),
        ("a vote within nine months", "election", True),
        ("Borland lifts its sanctions first", "sanctions", True),
        ("the sanctions be kept", "sanctions", False),
        ("no new sanctions", "sanctions", True),
        ("he is allowed to run", "candidacy", True),
        ("Maro is not a candidate", "candidacy of maro", False),
        ("Maro be barred from running for president", "candidacy of maro", False),
        ("free the political prisoners", "release of prisoners", True),
        ("significant institutional changes", "institutional change", True),
        ("recognise the Free Assembly", "recognition of assembly", True),
        ("respect the results", "election results", True),
        ("President Roe steps down", "departure of roe", True),
        ("Roe stays in office", "departure of roe", False),
        ("an end to the fighting", "ceasefire", True),
        ("dissolve the unit", "unit", False),
        ("keep the unit", "unit", True),
        ("replace 200 of its officials", "replace 200 of its officials", True),
    ],
)
def test_words_name_an_issue_and_an_answer(words, key, says_yes):
    (found,) = named(words)
    assert (found.key, found.says_yes) == (key, says_yes)


def test_two_issues_in_one_breath_are_two():
    keys = [one.key for one in named("the government frees the prisoners and opens a humanitarian corridor")]
    assert keys == ["release of prisoners", "humanitarian access"]


@pytest.mark.parametrize("words", ["it", "the proposal", "the accusation", "", "…", "those conditions"])
def test_words_that_only_point_name_no_issue(words):
    assert named(words) == ()


@pytest.mark.parametrize(
    ("name", "key", "facet"),
    [
        ("election date", "election", Facet.DATE),
        ("sanctions relief", "sanctions", None),
        ("presidential election", "presidential election", None),
        ("Roe's candidacy", "candidacy of roe", None),
        ("seats on the constitution committee", "seats on the constitution committee", None),
        ("role of the military", "role of the military", None),
    ],
)
def test_a_name_given_by_a_person_is_kept_unless_it_says_no_more_than_the_list(name, key, facet):
    assert of_name(name) == (key, facet)


def test_every_issue_of_the_list_has_both_answers_and_words():
    assert all(topic.yes and topic.no and topic.patterns for topic in topics())


def test_a_clause_is_cut_from_the_thing():
    thing, (clause,) = cut("lift any sanction while Maro stays in office")
    assert thing == "lift any sanction"
    assert (clause.words, clause.refused) == ("Maro stays in office", Bearing.BARS)


def test_a_date_is_no_clause():
    assert cut("an election before 1 May").clauses == ()
    assert cut("hold talks with the rebels").clauses == ()


def test_a_condition_is_read_with_or_without_its_first_word():
    assert condition("only if the sanctions are lifted").words == "the sanctions are lifted"
    assert condition("the sanctions are lifted").wanted is Bearing.NEEDS
    assert condition("unless the sanctions are kept").wanted is Bearing.BARS


@given(st.text(max_size=80))
def test_any_words_can_be_read(words):
    for one in named(words):
        assert one.key
        assert one.words in words
    cut(words)
    condition(words)
    of_name(words)
