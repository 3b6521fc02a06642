from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.talks.tellings import position
from veedor.analysis.talks.matrix import matrix
from veedor.analysis.talks.ordering import cycles
from veedor.analysis.talks.stands import Edge
from veedor.analysis.telling import Party

A, B = Party("a", "A"), Party("b", "B")


def edge(first, then, *holders):
    return Edge(
        first=first, then=then, holders=holders or (A,), words=f"{first} before {then}", ids=(first + then,)
    )


def test_a_circle_is_found_once_wherever_it_is_entered():
    (found,) = cycles([edge("y", "z"), edge("z", "x"), edge("x", "y", B)])
    assert found.issues == ("x", "y", "z")
    assert found.quotes == ("x before y", "y before z", "z before x")
    assert found.is_deadlock


def test_a_circle_that_one_party_asks_for_alone_is_no_deadlock():
    (found,) = cycles([edge("x", "y"), edge("y", "x")])
    assert not found.is_deadlock


def test_no_circle_without_a_way_back():
    assert cycles([edge("x", "y"), edge("y", "z"), edge("x", "z")]) == ()
    assert cycles([edge("x", "x")]) == ()
    assert cycles([]) == ()


def test_all_who_ask_for_a_step_are_given():
    (found,) = cycles([edge("x", "y", A), edge("x", "y", B), edge("y", "x", B)])
    assert [len(step) for step in found.edges] == [2, 1]


def test_a_table_in_which_everything_waits_for_everything_ends():
    names = [f"issue {number}" for number in range(30)]
    assert len(cycles([edge(a, b) for a, b in permutations(names, 2)], most=50)) == 51


def test_a_deep_table_without_circles_ends():
    names = [f"{number:02}" for number in range(60)]
    assert cycles([edge(a, b) for a in names for b in names if a < b]) == ()


@given(st.lists(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("uvwxyz")), max_size=14))
def test_each_circle_is_one_and_closed(pairs):
    found = cycles([edge(first, then) for first, then in pairs])
    sets = [tuple(one.issues) for one in found]
    assert len(set(sets)) == len(sets)
    for one in found:
        assert one.issues[0] == min(one.issues)
        steps = zip(one.issues, (*one.issues[1:], one.issues[0]), strict=True)
        assert all(step in pairs for step in steps)


def test_before_until_and_while_are_read_as_conditions():
    made = matrix(
        [
            position("Government of Borland", "refuses", "to lift any sanction while Maro stays in office"),
            position("Government of Varania", "refuses", "talks until the sanctions are lifted"),
        ]
    )
    edges = {(one.first, one.then) for one in made.graph.edges}
    assert edges == {("departure of maro", "sanctions"), ("sanctions", "talks")}
    assert made.row("departure of maro").cells["government of borland"].words == "leaves"


def test_a_refusal_if_something_is_so_wants_it_not_to_be_so():
    made = matrix([position("Northern Front", "refuses", "talks", conditions=["if the curfew is kept"])])
    assert made.row("state of emergency").cells["northern front"].wants is True


def test_before_anything_means_what_is_on_the_same_table():
    made = matrix(
        [
            position("Northern Front", "demands", "autonomy before anything", document="x"),
            position("Government of Varania", "demands", "disarmament before autonomy", document="x"),
            position("Government of Far Isle", "demands", "a new fishing quota", document="y"),
        ]
    )
    (cycle,) = made.cycles
    assert cycle.issues == ("autonomy", "disarmament")
    assert "fishing quota" not in {edge.then for edge in made.graph.edges}
