from datetime import date

import pytest

from tests.analysis.talks.tellings import position
from veedor.analysis.talks.movement import Move, movement, silences
from veedor.analysis.talks.positions import positions

A, B = "Northern Front", "Government of Varania"
SINCE, UNTIL = date(2020, 1, 31), date(2020, 3, 1)
BEFORE, AFTER = "2020-01-10", "2020-02-10"


def moves(*tellings, issue, party=A, **more):
    found = movement(tellings, since=SINCE, until=UNTIL, **more)
    return next((one.moves for one in found if one.party.name == party and str(one.issue) == issue), None)


def two(first, second, issue):
    return moves(position(A, *first, BEFORE), position(A, *second, AFTER), issue=issue)


@pytest.mark.parametrize(
    ("first", "second", "issue", "expected"),
    [
        (("refuses", "talks"), ("accepts", "talks"), "talks", (Move.SOFTENED,)),
        (("accepts", "talks"), ("refuses", "talks"), "talks", (Move.HARDENED, Move.CONTRADICTED)),
        (("demands", "autonomy"), ("refuses", "autonomy"), "autonomy", (Move.CONTRADICTED,)),
        (("prefers", "autonomy"), ("demands", "autonomy"), "autonomy", (Move.HARDENED,)),
        (("demands", "autonomy"), ("demands", "autonomy"), "autonomy", (Move.REPEATED,)),
        (
            ("accepts", "a vote in a year"),
            ("accepts", "a vote in six months"),
            "election: date",
            (Move.CHANGED_VALUE,),
        ),
        (
            ("accepts", "talks"),
            ("accepts", "talks if the prisoners are freed"),
            "talks",
            (Move.HARDENED,),
        ),
        (
            ("accepts", "talks if the prisoners are freed"),
            ("accepts", "talks"),
            "talks",
            (Move.SOFTENED,),
        ),
    ],
)
def test_what_a_party_did_between_two_dates(first, second, issue, expected):
    assert two(first, second, issue) == expected


def test_what_is_first_heard_of_in_between_is_new():
    assert moves(position(A, "demands", "autonomy", AFTER), issue="autonomy") == (Move.NEW,)


def test_what_is_not_repeated_while_the_party_speaks_of_other_things_is_dropped():
    tellings = (position(A, "demands", "autonomy", BEFORE), position(A, "demands", "talks", AFTER))
    assert moves(*tellings, issue="autonomy") == (Move.DROPPED,)


def test_a_party_that_says_nothing_at_all_has_dropped_nothing():
    assert movement([position(A, "demands", "autonomy", BEFORE)], since=SINCE, until=UNTIL) == ()


def test_who_is_told_both_ways_contradicts_itself():
    tellings = (
        position(A, "accepts", "talks", "2020-02-03"),
        position(A, "refuses", "talks", "2020-02-20"),
    )
    assert moves(*tellings, issue="talks") == (Move.CONTRADICTED,)


def test_what_appears_after_the_second_date_is_not_seen():
    assert movement([position(A, "demands", "autonomy", "2020-03-02")], since=SINCE, until=UNTIL) == ()


def test_a_move_leads_to_the_words_of_both_dates():
    tellings = (position(A, "refuses", "talks", BEFORE), position(A, "accepts", "talks", AFTER))
    (found,) = movement(tellings, since=SINCE, until=UNTIL)
    assert set(found.ids) == {one.id for one in tellings}
    assert found.why == "from refuse: not to be held to accept: to be held"


def test_silence_is_counted_in_days_from_the_last_word():
    tellings = (
        position(A, "demands", "autonomy", "2020-01-10"),
        position(A, "demands", "autonomy", "2020-02-01"),
        position(B, "refuses", "autonomy", "2020-01"),
        position(B, "refuses", "talks", None, document="x"),
    )
    found = silences(positions(tellings), date(2020, 2, 11))
    by_party = {(one.party.name, one.issue): (one.fewest_days, one.most_days) for one in found}
    assert by_party == {
        (B, "autonomy"): (11, 41),
        (A, "autonomy"): (10, 10),
        (B, "talks"): (None, None),
    }
    assert found[-1].last is None


def test_nobody_is_silent_where_nothing_was_said():
    assert silences(positions([]), date(2020, 2, 11)) == ()
