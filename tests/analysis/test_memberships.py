from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.sources import count, event, role
from veedor.analysis.memberships import Members, Membership, members, memberships, stated_counts
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Certainty, Comparison, EventType, Polarity, Status, Tense

GROUP = "Harbour Group"


def only(rows: list[Sourced]) -> Membership:
    (one,) = memberships(rows)
    return one


def on(day: str, rows: list[Sourced], group: str = GROUP) -> Members:
    return members(group, on=day, memberships=memberships(rows), counts=stated_counts(rows))


def belongs(member: str, published: str | None, **fields: object) -> Sourced:
    return role(member, "member of", published, of="the Harbour Group", **fields)  # type: ignore[arg-type]


def joins(member: str, when: str | None, published: str = "2018-02-01", **fields: object) -> Sourced:
    return event(
        member,
        "joined",
        published,
        type=EventType.COOPERATE,
        actors=(member,),
        recipients=(GROUP,),
        when=when,
        **fields,  # type: ignore[arg-type]
    )


def leaves(member: str, when: str | None, published: str = "2018-02-01", **fields: object) -> Sourced:
    return event(
        member,
        "withdrew",
        published,
        type=EventType.RETREAT,
        actors=(member,),
        recipients=(GROUP,),
        when=when,
        **fields,  # type: ignore[arg-type]
    )


def test_role_of_a_member_attests_the_date_of_the_report() -> None:
    one = only([belongs("Malta", "2017-08-08"), belongs("Government of Malta", "2017-10-01")])
    assert (one.member, one.group) == ("Malta", GROUP)
    assert (one.seen_from, one.seen_to, one.starts, one.ends) == ("2017-08-08", "2017-10-01", None, None)
    assert len(one.sources) == 2


def test_several_members_in_one_quote_are_several_memberships() -> None:
    found = memberships([belongs("Malta; Cyprus", "2017-08-08")])
    assert [one.member for one in found] == ["Cyprus", "Malta"]


def test_joining_and_leaving_tell_beginning_and_end() -> None:
    one = only([joins("Malta", "2017-08-08"), leaves("Malta", "2018-01-05")])
    assert (one.starts, one.ends) == ("2017-08-08", "2018-01-05")


def test_return_to_a_group_is_another_membership() -> None:
    found = memberships([joins("Malta", "2015"), leaves("Malta", "2016"), joins("Malta", "2017-05")])
    assert [(one.starts, one.ends) for one in found] == [("2015", "2016"), ("2017-05", None)]


def test_admission_and_expulsion_are_done_to_the_member() -> None:
    rows = [
        event(
            "Malta",
            anchor,
            "2018-02-01",
            type=kind,
            actors=("the African Union",),
            recipients=("Malta",),
            when=when,
        )
        for anchor, kind, when in (
            ("admitted", EventType.COOPERATE, "2015"),
            ("expelled", EventType.COERCE, "2017"),
        )
    ]
    one = only(rows)
    assert (one.group, one.starts, one.ends) == ("African Union (AU)", "2015", "2017")


def test_joining_what_is_no_group_is_no_membership() -> None:
    rows = [
        event(
            "Malta", "joined", "2018-02-01", type=EventType.COOPERATE, actors=("Malta",), recipients=(other,)
        )
        for other in ("the talks", "Cyprus", "the march in the capital")
    ]
    assert memberships(rows) == []


def test_joint_statement_joins_nothing() -> None:
    row = event(
        "Malta",
        "joint statement",
        "2018-02-01",
        type=EventType.AGREE,
        actors=("Malta",),
        recipients=(GROUP,),
        when="2018",
    )
    assert memberships([row]) == []


def test_group_is_known_from_other_statements() -> None:
    rows = [
        role("Cyprus", "member of", "2018-01-01", of="the Quiet Seven"),
        event(
            "Malta",
            "joined",
            "2018-02-01",
            type=EventType.COOPERATE,
            actors=("Malta",),
            recipients=("the Quiet Seven",),
            when="2018",
        ),
    ]
    assert {one.group for one in memberships(rows)} == {"Quiet Seven"}


def test_what_is_denied_hedged_or_claimed_is_no_membership() -> None:
    rows = [
        belongs("Malta", "2017-08-08", polarity=Polarity.NO),
        belongs("Malta", "2017-08-08", certainty=Certainty.HEDGED),
        belongs("Malta", "2017-08-08", status=Status.CLAIMED),
        joins("Malta", "2017", certainty=Certainty.OPEN),
    ]
    assert memberships(rows) == []


def test_member_is_certain_near_and_between_attestations() -> None:
    rows = [belongs("Malta", "2015-01-01"), belongs("Malta", "2018-01-01"), belongs("Cyprus", "2015-01-01")]
    assert on("2017-01-01", rows)[:2] == (("Malta",), ("Cyprus",))
    assert on("2015-06-01", rows)[:2] == (("Cyprus", "Malta"), ())


def test_who_left_or_has_not_joined_is_no_member() -> None:
    rows = [joins("Malta", "2017-08-08"), belongs("Cyprus", "2017-08-08"), leaves("Cyprus", "2017-12-01")]
    assert on("2017-05-01", rows)[:2] == (("Cyprus",), ())
    assert on("2017-09-01", rows)[:2] == (("Cyprus", "Malta"), ())
    assert on("2018-01-01", rows)[:2] == (("Malta",), ())


def test_day_that_may_be_before_the_joining_is_uncertain() -> None:
    assert on("2017-08-10", [joins("Malta", "2017-08")])[:2] == ((), ("Malta",))
    assert on("2017-12-01", [joins("Malta", None)])[:2] == ((), ("Malta",))


def test_former_member_may_have_left_at_any_day_before_the_report() -> None:
    rows = [belongs("Malta", "2017-01-01"), belongs("Malta", "2017-08-08", status=Status.FORMER)]
    assert on("2017-01-01", rows).certain == ("Malta",)
    assert on("2017-05-01", rows)[:2] == ((), ("Malta",))
    assert on("2017-09-01", rows)[:2] == ((), ())


def test_future_joining_begins_after_the_report() -> None:
    one = only([joins("Malta", None, tense=Tense.FUTURE)])
    assert one.starts == "2018-02-01/.."
    assert on("2018-01-01", [joins("Malta", None, tense=Tense.FUTURE)])[:2] == ((), ())


def grown() -> list[Sourced]:
    names = ("Malta", "Cyprus", "Iceland")
    return [
        *(belongs(name, "2017-08-08") for name in names),
        joins("Libya", "2018-01-20"),
        count(GROUP, 12, "2017-08-08"),
        count(GROUP, 14, "2018-02-13"),
    ]


def test_group_of_twelve_has_fourteen_half_a_year_later() -> None:
    first, later = on("2017-08-08", grown()), on("2018-02-13", grown())
    assert [c.value for c in first.stated_counts] == [12]
    assert [c.value for c in later.stated_counts] == [14]
    assert first.notes == ("12 stated by The Daily Post (2017-08-08); 3 named",)
    assert later.certain == ("Cyprus", "Iceland", "Libya", "Malta")
    assert later.notes == ("14 stated by The Daily Post (2018-02-13); 4 named",)


def test_between_two_counts_both_are_shown() -> None:
    assert [c.value for c in on("2017-11-01", grown()).stated_counts] == [12, 14]


def test_counts_that_conflict_stand_side_by_side() -> None:
    rows = [count(GROUP, value, "2017-08-08", document=f"d{value}") for value in (12, 17)]
    assert {c.value for c in on("2017-08", rows).stated_counts} == {12, 17}


def test_count_that_the_names_meet_needs_no_note() -> None:
    rows = [belongs("Malta", "2017-08-08"), count(GROUP, (1, 3), "2017-08-08")]
    assert on("2017-08-08", rows).notes == ()


def test_figures_of_other_things_are_no_counts() -> None:
    rows = [
        count(GROUP, 12, "2017-08-08", unit="USD"),
        count(GROUP, 2, "2017-08-08", comparison=Comparison.INCREASE),
        count(GROUP, 12, None),
    ]
    assert stated_counts(rows) == []


def test_nothing_known_is_nothing_said() -> None:
    assert on("2017-08-08", [], group="Unheard Group") == Members((), (), (), ())


def test_counts_too_far_away_are_not_shown() -> None:
    assert on("2012", grown()).stated_counts == ()


def test_row_of_the_project_is_merged_with_what_is_read() -> None:
    own = Membership(
        member="Malta", group="the Harbour Group", starts="2017-01", ends="2019", sources=("actors.toml",)
    )
    (one,) = memberships([belongs("Malta", "2017-08-08")], project=[own])
    assert (one.starts, one.ends) == ("2017-01", "2019")
    assert "actors.toml" in one.sources
    assert members(GROUP, on="2018-06", memberships=[one]).certain == ("Malta",)


_DAYS = st.sampled_from(["2016", "2017-08", "2017-08-08", "2018-02-01/2018-02-07", "2017/.."])
_NAMES = st.sampled_from(["Malta", "Cyprus", "Malta; Cyprus"])
_ROWS = st.one_of(
    st.builds(belongs, _NAMES, _DAYS, status=st.sampled_from(list(Status))),
    st.builds(joins, st.sampled_from(["Malta", "Cyprus"]), st.none() | _DAYS),
    st.builds(leaves, st.sampled_from(["Malta", "Cyprus"]), st.none() | _DAYS),
    st.builds(count, st.just(GROUP), st.integers(1, 20), _DAYS),
)


@given(st.lists(_ROWS, max_size=12).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_order_of_the_rows_does_not_matter(pair: tuple[list[Sourced], list[Sourced]]) -> None:
    rows, shuffled = pair
    assert memberships(rows) == memberships(shuffled)
    assert on("2017-08-08", rows) == on("2017-08-08", shuffled)


@given(st.lists(_ROWS, max_size=12), _DAYS)
def test_nobody_is_both_certain_and_uncertain(rows: list[Sourced], day: str) -> None:
    found = on(day, rows)
    assert not set(found.certain) & set(found.uncertain)
