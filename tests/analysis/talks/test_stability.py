import pytest

from veedor.analysis.talks.stability import Conflict, Stability
from veedor.errors import UsageError

WORTH = {"CC": (3, 3), "CD": (1, 4), "DC": (4, 1), "DD": (2, 2)}


def _named(state):
    return f"{'D' if 'row defects' in state else 'C'}{'D' if 'column defects' in state else 'C'}"


def dilemma():
    return Conflict(
        {"row": ["row defects"], "column": ["column defects"]},
        {"row": lambda state: WORTH[_named(state)][0], "column": lambda state: WORTH[_named(state)][1]},
    )


def test_only_mutual_defection_is_a_nash_equilibrium_of_the_prisoners_dilemma():
    assert {_named(state) for state in dilemma().equilibria(Stability.NASH)} == {"DD"}


@pytest.mark.parametrize("how", [Stability.GMR, Stability.SMR, Stability.SEQ])
def test_mutual_cooperation_is_stable_too_once_players_look_ahead(how):
    assert {_named(state) for state in dilemma().equilibria(how)} == {"DD", "CC"}


def test_what_cannot_be_taken_back_leaves_no_move():
    conflict = Conflict(
        {"army": ["withdraws"]}, {"army": lambda state: -len(state)}, once_taken=frozenset({"withdraws"})
    )
    assert conflict.moves("army", frozenset({"withdraws"})) == []
    assert frozenset({"withdraws"}) in conflict.equilibria(Stability.NASH)


def test_states_that_cannot_be_are_left_out():
    conflict = Conflict(
        {"a": ["x"], "b": ["y"]},
        {"a": len, "b": len},
        is_feasible=lambda state: len(state) < 2,
    )
    assert len(conflict.states) == 3


def test_three_players_answer_together_and_nobody_moves_twice_in_a_row():
    conflict = Conflict({"a": ["x"], "b": ["y"], "c": ["z"]}, {"a": len, "b": len, "c": len})
    assert conflict.answers("a", frozenset(), only_better=False) == {
        frozenset({"y"}),
        frozenset({"z"}),
        frozenset({"y", "z"}),
        frozenset(),
    }


@pytest.mark.parametrize(
    ("options", "preferences"),
    [
        ({"a": [str(number) for number in range(13)]}, {"a": len}),
        ({"a": ["x"], "b": ["x"]}, {"a": len, "b": len}),
        ({"a": ["x"], "b": ["y"]}, {"a": len}),
    ],
)
def test_what_cannot_be_enumerated_or_compared_is_refused(options, preferences):
    with pytest.raises(UsageError):
        Conflict(options, preferences)
