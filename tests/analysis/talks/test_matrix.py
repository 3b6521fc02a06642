"""The table of issues by parties; the first part is the known answer of the field's own example, in other words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.talks.tellings import act, position, telling
from tests.strategies import statements_in
from veedor.analysis.talks.matrix import matrix
from veedor.analysis.talks.ordering import NOT_PROVEN
from veedor.analysis.talks.positions import positions
from veedor.analysis.talks.stands import Issues, Modality
from veedor.analysis.talks.verdicts import Verdict
from veedor.analysis.telling import Party
from veedor.codebook.labels import Polarity
from veedor.codebook.naming import key

GOVERNMENT, OPPOSITION, THIRD = "Government of Varania", "Varanian opposition", "Government of Borland"
THEN, LATER = date(2019, 8, 23), date(2019, 9, 17)


def offer():
    return position(
        GOVERNMENT,
        "accepts",
        "a new presidential election in a year",
        conditions=["Borland lifts its sanctions first", "President Maro may run"],
        sources=["two officials"],
        document="d1",
    )


def answer():
    return position(
        [OPPOSITION, THIRD],
        "accepts",
        "a presidential election within 6-9 months",
        conditions=["significant institutional changes are made beforehand", "Maro is not a candidate"],
        document="d1",
    )


def disclosure():
    return position(
        OPPOSITION,
        "offers",
        "a transitional council of both sides and the military",
        "2019-09-16",
        document="d2",
    )


def table(*tellings, as_of=THEN, **more):
    return matrix([offer(), answer(), disclosure(), *tellings], as_of=as_of, **more)


def finding(made, issue):
    row = made.row(issue)
    assert row is not None, [str(one.issue) for one in made.rows]
    return row.finding


def cell(made, issue, party):
    return made.row(issue).cells[key(party)]


def test_the_election_is_agreed_in_principle():
    assert finding(table(), "presidential election").verdict is Verdict.IN_PRINCIPLE


def test_its_dates_are_three_months_apart_at_the_nearest_and_six_at_the_farthest():
    found = finding(table(), "presidential election: date")
    assert found.verdict is Verdict.GAP
    assert found.gap == (3, 6, "months")
    assert len(found.ids) == 2


def test_whether_the_president_may_run_is_contradictory():
    made = table()
    assert finding(made, "candidacy of maro").verdict is Verdict.CONTRADICTORY
    assert cell(made, "candidacy of maro", GOVERNMENT).words == "allowed"
    assert cell(made, "candidacy of maro", OPPOSITION).words == "not allowed"


def test_sanctions_are_one_sided_and_asked_of_the_third_state():
    made = table()
    found = finding(made, "sanctions")
    assert found.verdict is Verdict.ONE_SIDED
    assert THIRD in found.why
    (stand,) = cell(made, "sanctions", GOVERNMENT).current
    assert stand.modality is Modality.PRECONDITION
    assert stand.addressee == Party(key(THIRD), THIRD)
    assert set(made.row("sanctions").cells) == {key(GOVERNMENT)}


def test_institutions_are_one_sided_though_two_parties_ask_with_one_voice():
    made = table()
    assert finding(made, "institutional change").verdict is Verdict.ONE_SIDED
    assert cell(made, "institutional change", OPPOSITION).modality is Modality.PRECONDITION


def test_two_preconditions_on_different_actors_prove_no_conflict_of_order():
    made = table()
    assert made.cycles == ()
    (ordering,) = made.orderings
    assert ordering.verdict == NOT_PROVEN
    assert ordering.then == "presidential election"
    assert {edge.first for edge in ordering.edges} == {"sanctions", "institutional change"}


def test_a_later_disclosure_is_in_the_later_table_alone():
    assert table().row("transition") is None
    assert table(as_of=LATER).row("transition") is not None


def added():
    return (
        position(
            [OPPOSITION, THIRD], "demands", "institutional change before sanctions relief", document="d3"
        ),
        position(GOVERNMENT, "demands", "sanctions relief before anything", document="d4"),
    )


def test_two_who_each_want_the_other_to_go_first_make_exactly_one_circle_with_both_quotes():
    made = table(*added())
    (cycle,) = made.cycles
    assert cycle.issues == ("institutional change", "sanctions")
    assert cycle.quotes == (
        "institutional change before sanctions relief",
        "sanctions relief before anything",
    )
    assert cycle.is_deadlock
    assert len(cycle.ids) == 2
    assert made.orderings == ()


def test_what_unnamed_officials_say_is_not_public():
    made = table()
    assert cell(made, "presidential election", GOVERNMENT).is_leaked
    assert not cell(made, "presidential election", OPPOSITION).is_leaked


def test_terms_among_the_conditions_are_terms_of_the_issue():
    made = matrix(
        [
            position(
                "Jane Roe",
                "accepts",
                "an early election",
                conditions=["the vote is held in a year", "she is allowed to run"],
            )
        ]
    )
    assert cell(made, "election: date", "Jane Roe").words == "12 months"
    assert cell(made, "candidacy of roe", "Jane Roe").modality is Modality.PRECONDITION
    assert [edge.first for edge in made.graph.edges] == ["candidacy of roe"]


def verdict(*tellings, issue, **more):
    return finding(matrix(tellings, **more), issue).verdict


A, B = "Northern Front", "Government of Varania"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("accepts", "a ceasefire"), ("demands", "a ceasefire"), Verdict.AGREED),
        (("demands", "a ceasefire"), ("refuses", "a ceasefire"), Verdict.CONTRADICTORY),
        (("refuses", "a ceasefire"), ("refuses", "any truce"), Verdict.AGREED),
        (("accepts", "a ceasefire if the prisoners are freed"), ("accepts", "a truce"), Verdict.IN_PRINCIPLE),
    ],
)
def test_two_parties_on_one_issue(first, second, expected):
    assert verdict(position(A, *first), position(B, *second), issue="ceasefire") is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("within 90 days", "within three months", Verdict.OVERLAPPING),
        ("in six months", "in six months", Verdict.AGREED),
        ("in 3-6 months", "in 5-9 months", Verdict.OVERLAPPING),
        ("by March 2020", "in June 2020", Verdict.GAP),
    ],
)
def test_terms_are_compared_in_one_unit(first, second, expected):
    tellings = (position(A, "demands", f"elections {first}"), position(B, "offers", f"elections {second}"))
    assert verdict(*tellings, issue="election: date") is expected


def test_a_demand_on_each_other_is_no_agreement():
    tellings = (
        act("REQUEST", [A], "release the prisoners", recipients=[B]),
        act("REQUEST", [B], "free all prisoners", recipients=[A]),
    )
    found = finding(matrix(tellings), "release of prisoners")
    assert found.verdict is Verdict.UNKNOWN
    assert "each ask it of the other" in found.why


def test_two_who_speak_of_different_things_under_one_name_have_not_agreed():
    tellings = (
        position(A, "demands", "quicker decisions", issue="asylum"),
        position(B, "demands", "a fence at sea", issue="asylum"),
    )
    assert verdict(*tellings, issue="asylum") is Verdict.UNKNOWN


def test_acts_of_asking_refusing_and_agreeing_are_stands():
    made = matrix(
        [
            act("REQUEST", [A], "lift the embargo", recipients=[B], published="2020-01-01"),
            act("REJECT", [B], "any lifting of the embargo", published="2020-01-02"),
            act("AGREE", [A, B], "a ceasefire", published="2020-01-03"),
        ]
    )
    assert finding(made, "sanctions").verdict is Verdict.CONTRADICTORY
    assert finding(made, "ceasefire").verdict is Verdict.AGREED
    assert cell(made, "sanctions", A).addressees == (Party(key(B), B),)


def test_a_denied_accusation_is_no_position():
    assert matrix([act("REJECT", [B], "the accusation")]).is_empty


def test_what_is_said_not_to_be_asked_counts_for_nothing():
    made = matrix([position(A, "demands", "autonomy", polarity=Polarity.NO)])
    assert finding(made, "autonomy").verdict is Verdict.UNKNOWN
    assert cell(made, "autonomy", A).words == "said not to"


def test_the_last_word_of_a_party_counts_and_the_older_ones_stay_with_it():
    made = matrix(
        [position(A, "refuses", "talks", "2020-01-01"), position(A, "accepts", "talks", "2020-02-01")]
    )
    found = cell(made, "talks", A)
    assert found.wants is True
    assert len(found.stands) == 2


def test_sources_that_differ_on_one_day_are_both_shown_and_decide_nothing():
    tellings = (
        position(A, "refuses", "talks", document="x"),
        position(A, "accepts", "talks", document="y"),
        position(B, "accepts", "talks"),
    )
    found = finding(matrix(tellings), "talks")
    assert found.verdict is Verdict.UNKNOWN
    assert "both ways" in found.why


def test_copies_of_one_story_are_one_stand_with_all_ids():
    same = {"story": "wire-1"}
    tellings = [position(A, "demands", "autonomy", document=name, **same) for name in ("x", "y")]
    (stand,) = positions(tellings).stands
    assert len(stand.ids) == 2


def test_a_bare_name_means_the_only_one_of_its_kind_in_its_document():
    tellings = (
        position(A, "demands", "a regional election", document="x"),
        position(B, "accepts", "a vote", document="x"),
        position(A, "demands", "a presidential election", document="y"),
    )
    made = matrix(tellings)
    assert set(made.row("regional election").cells) == {key(A), key(B)}


def test_where_several_kinds_are_spoken_of_a_bare_name_stays_by_itself():
    tellings = (
        position(A, "demands", "a regional election", document="x"),
        position(A, "demands", "a presidential election", document="x"),
        position(B, "accepts", "a vote", document="y"),
    )
    assert matrix(tellings).row("election") is not None


def test_people_name_and_merge_issues():
    tellings = (position(A, "demands", "a vote"), odd := position(B, "refuses", "that folly"))
    named = Issues({odd.id: "The vote"}, {"election": "The vote"})
    made = matrix(tellings, issues=named)
    assert verdict(*tellings, issues=named, issue="The vote") is Verdict.CONTRADICTORY
    assert [str(row.issue) for row in made.rows] == ["The vote"]


def test_people_file_parties_under_a_side():
    side = Party(key("The state"), "The state")
    sides = {key(B): side, key("Jane Roe"): side}
    made = matrix([position("Jane Roe", "demands", "autonomy"), position(B, "refuses", "talks")], sides=sides)
    assert made.parties == (side,)


def test_nothing_said_gives_an_empty_table():
    made = matrix([])
    assert made.is_empty
    assert (made.rows, made.parties, made.cycles, made.orderings) == ((), (), (), ())


def test_a_position_that_names_no_issue_is_counted_as_unfiled():
    (one,) = tellings = [position(A, "accepts", "it")]
    assert matrix(tellings).unfiled == (one.id,)


def test_what_is_undated_is_left_out_as_of_a_date_and_counted():
    one = position(A, "demands", "autonomy", None, document="x")
    assert matrix([one], as_of=THEN).undated == (one.id,)
    assert matrix([one], as_of=THEN).is_empty
    assert not matrix([one]).is_empty


def test_a_report_dated_by_its_month_is_known_from_the_months_end():
    one = position(A, "demands", "autonomy", "2019-08")
    assert matrix([one], as_of=date(2019, 8, 30)).is_empty
    assert not matrix([one], as_of=date(2019, 8, 31)).is_empty


def test_hostile_words_are_words():
    made = matrix([position("<b>A</b>", "demands", "<script>alert('x')</script> \u202eautonomy")])
    assert made.row("autonomy").cells


_TEXT = "A vote in a year if sanctions are lifted before talks; no truce until Maro quits."


@settings(max_examples=60, deadline=None)
@given(st.lists(statements_in(_TEXT), max_size=6), st.dates(date(2018, 1, 1), date(2021, 1, 1)))
def test_any_statements_give_a_table_whose_cells_lead_to_them(statements, day):
    tellings = [telling(one, "2019-08-23", document=f"d{at}") for at, one in enumerate(statements)]
    known = {one.id for one in tellings}
    for as_of in (None, day):
        made = matrix(tellings, as_of=as_of)
        for row in made.rows:
            assert row.ids
            assert set(row.ids) <= known
        assert all(set(cycle.ids) <= known for cycle in made.cycles)
        for a, b in ((row, other) for row in made.rows for other in made.rows):
            assert row_is_other(a, b) or a.issue != b.issue


def row_is_other(a, b):
    return a is b


@settings(max_examples=30, deadline=None)
@given(st.lists(statements_in(_TEXT), max_size=5), st.randoms())
def test_the_order_of_arrival_does_not_matter(statements, random):
    tellings = [telling(one, "2019-08-23", document=f"d{at}") for at, one in enumerate(statements)]
    shuffled = list(tellings)
    random.shuffle(shuffled)
    one, other = matrix(tellings), matrix(shuffled)
    assert [(str(row.issue), row.finding.verdict) for row in one.rows] == [
        (str(row.issue), row.finding.verdict) for row in other.rows
    ]


def test_a_position_that_only_points_is_where_people_file_it():
    one = position(A, "refuses", "it")
    made = matrix([one], issues=Issues({one.id: "The corridor"}))
    assert made.unfiled == ()
    assert cell(made, "The corridor", A).wants is False


def test_talks_in_two_countries_with_no_party_in_common_are_two_issues():
    def in_country(one, country):
        return replace(one, country=country)

    tellings = [
        in_country(position(A, "accepts", "talks", document="x"), "MT"),
        in_country(position(B, "accepts", "talks", document="y"), "IS"),
        position("Jane Roe", "refuses", "talks", document="z"),
    ]
    made = matrix(tellings)
    assert {str(row.issue) for row in made.rows} == {"talks (Malta)", "talks (Iceland)", "talks"}
    shared = [*tellings, in_country(position(A, "accepts", "talks", document="w"), "IS")]
    assert {str(row.issue) for row in matrix(shared).rows} == {"talks"}
    named = Issues(by_key={"talks": "The table"})
    assert [str(row.issue) for row in matrix(tellings, issues=named).rows] == ["The table"]
