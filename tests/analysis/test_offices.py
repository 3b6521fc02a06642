from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.sources import event, role
from veedor.analysis.office_attestations import Basis
from veedor.analysis.office_contradictions import Clash, contradictions
from veedor.analysis.office_holders import Resolution, holder_of
from veedor.analysis.office_words import body_of, may_mean, read_office
from veedor.analysis.offices import Occupancy, occupancies
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Certainty, EventType, Polarity, Status, Tense


def only(rows: list[Sourced], project: tuple[Occupancy, ...] = ()) -> Occupancy:
    (one,) = occupancies(rows, project=project)
    return one


def meant(words: str, on: str, rows: list[Sourced], **named: object) -> Resolution:
    return holder_of(words, on=on, occupancies=occupancies(rows), **named)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "office", "body"),
    [
        ("Foreign Minister", "foreign minister", None),
        ("minister of foreign affairs", "foreign minister", None),
        ("Malta’s foreign minister", "foreign minister", "Malta"),
        ("Maltese Foreign Minister", "foreign minister", "Maltese"),
        ("the Minister for Foreign Relations of Malta", "foreign minister", "Malta"),
        ("Secretary General", "secretary-general", None),
        ("UN Secretary-General", "secretary-general", "UN"),
        ("Secretary General of the Island League", "secretary-general", "the Island League"),
        ("Deputy Foreign Minister", "deputy foreign minister", None),
        ("Secretary of Defense", "defence minister", None),
        ("Chairwoman", "chair", None),
        ("interim president", "president", None),
        ("Minister of Petroleum of Iraq", "oil minister", "Iraq"),
        ("ambassador to the United Nations", "ambassador to United Nations (UN)", None),
        ("undersecretary to the prime minister", "undersecretary", None),
        ("People's Assembly president", "president", "People's Assembly"),
    ],
)
def test_equal_words_name_one_office(words: str, office: str, body: str | None) -> None:
    found = read_office(words)
    assert found is not None
    assert (found.office, found.body) == (office, body)


@pytest.mark.parametrize("words", ["journalist", "wife", "member", "", "of", "'s"])
def test_what_is_no_office_is_none(words: str) -> None:
    assert read_office(words) is None


def test_body_that_every_state_has_takes_the_country() -> None:
    assert body_of("the National Assembly", country="Malta") == "National Assembly of Malta"
    assert body_of("the Iraqi National Assembly", country="Malta") == "National Assembly of Iraq"
    assert body_of("the Government of Malta", country=None) == "Malta"


def test_name_that_parties_of_several_countries_bear_takes_the_country() -> None:
    assert body_of("the Unity Party", country="Malta") == "Unity Party of Malta"
    assert body_of("the opposition", country="Malta") == "Opposition of Malta"
    assert body_of("Island League", country="Malta") == "Island League"


def test_short_name_of_a_body_may_mean_it_in_the_same_country_only() -> None:
    assert may_mean("Assembly of Malta", "National Assembly of Malta")
    assert may_mean("Parliament of Malta", "National Assembly of Malta")
    assert not may_mean("Assembly of Malta", "National Assembly of Iraq")
    assert not may_mean("Supreme Court of Malta", "National Assembly of Malta")


def test_mentions_in_different_words_are_one_occupancy() -> None:
    one = only(
        [
            role("Ana Vella", "Foreign Minister", "2019-03-01"),
            role("Ana Vella", "minister of foreign affairs", "2019-05-01", of="Malta", country="Libya"),
            role("Ana Vella", "foreign minister", "2019-04", of="Maltese", country="Libya"),
        ]
    )
    assert (one.office, one.of) == ("foreign minister", "Malta")
    assert (one.seen_from, one.seen_to) == ("2019-03-01", "2019-05-01")
    assert one.dates == ("2019-03-01", "2019-04", "2019-05-01")
    assert (one.starts, one.ends, one.status) == (None, None, "current")
    assert len(one.sources) == 3


def test_nothing_is_merged_across_bodies() -> None:
    rows = [
        role("Ana Vella", "Secretary General", "2019-03-01", of="Island League"),
        role("Ana Vella", "Secretary General", "2019-03-01", of="Harbour Union", at=50),
        role("Boro Tamm", "president", "2019-03-01", of="the National Assembly"),
        role(
            "Boro Tamm", "president", "2019-03-01", of="the National Assembly", country="Iraq", document="x"
        ),
    ]
    assert [one.of for one in occupancies(rows)] == [
        "Harbour Union",
        "Island League",
        "National Assembly of Iraq",
        "National Assembly of Malta",
    ]


def test_body_named_elsewhere_goes_before_the_country_of_the_report() -> None:
    found = occupancies(
        [
            role("Ana Vella", "President", "2019-03-01", country="Libya"),
            role("Ana Vella", "President", "2019-04-01", of="Malta"),
        ]
    )
    assert [(one.of, one.basis) for one in found] == [("Malta", Basis.SAID)]


def test_body_of_a_known_head_of_state_is_not_the_country_of_the_report() -> None:
    one = only([role("Barack Obama", "President", "2012-03-01", country="Libya")])
    assert (one.of, one.basis) == ("United States", Basis.PUBLIC)


def test_office_of_no_known_body_has_none() -> None:
    one = only([role("Ana Vella", "Secretary General", "2019-03-01")])
    assert (one.of, one.basis) == (None, Basis.UNKNOWN)


def test_former_attests_an_end_before_the_report() -> None:
    one = only([role("Ana Vella", "Prime Minister", "2019-08-12", status=Status.FORMER)])
    assert (one.seen_from, one.ends, one.status) == (None, "../2019-08-12", "former")


def test_future_attests_a_beginning_after_the_report() -> None:
    one = only([role("Ana Vella", "Prime Minister", "2019-08-12", status=Status.FUTURE)])
    assert (one.seen_from, one.starts, one.status) == (None, "2019-08-12/..", "future")


def test_own_date_of_a_role_goes_before_the_date_of_the_report() -> None:
    one = only([role("Ana Vella", "Prime Minister", "2019-08-12", status=Status.FORMER, when="1997")])
    assert (one.seen_from, one.seen_to, one.ends) == ("1997", "1997", "../2019-08-12")


def test_since_tells_the_beginning_and_from_to_both_ends() -> None:
    since = only([role("Ana Vella", "Prime Minister", "2019-08-12", when="2013-05/..")])
    assert (since.starts, since.seen_from, since.seen_to) == ("2013-05", "2013-05", "2019-08-12")
    span = only(
        [
            role(
                "Ana Vella",
                "Prime Minister",
                "2019",
                status=Status.FORMER,
                when="2001/2006",
                said="from 2001 to 2006",
            )
        ]
    )
    assert (span.starts, span.ends, span.seen_from, span.seen_to) == ("2001", "2006", "2001", "2006")


def test_claimed_and_denied_stay_apart() -> None:
    found = occupancies(
        [
            role("Ana Vella", "president", "2019-03-01"),
            role("Ana Vella", "president", "2019-03-01", status=Status.CLAIMED, at=10),
            role("Ana Vella", "president", "2019-03-01", polarity=Polarity.NO, at=20),
            role("Boro Tamm", "self-declared president", "2019-03-01"),
        ]
    )
    assert [(one.holder, one.status) for one in found] == [
        ("Ana Vella", "claimed"),
        ("Ana Vella", "current"),
        ("Ana Vella", "denied"),
        ("Boro Tamm", "claimed"),
    ]


def test_hedged_and_open_statements_attest_nothing() -> None:
    rows = [
        role("Ana Vella", "president", "2019-03-01", certainty=Certainty.HEDGED),
        event("Ana Vella", "resign", "2019-03-01", actors=("Ana Vella",), certainty=Certainty.OPEN),
    ]
    assert occupancies(rows) == []


def test_acts_tell_beginning_and_end_of_the_office_beside_them() -> None:
    rows = [
        event(
            "Ana Vella", "sworn in", "2018-01-11", recipients=("Ana Vella",), when="2018-01-10", document="a"
        ),
        role("Ana Vella", "prime minister", "2018-01-11", document="a", at=30),
        role("Ana Vella", "Prime Minister", "2019-08-11", document="b", at=10),
        event(
            "Ana Vella",
            "resigned",
            "2019-08-11",
            type=EventType.RETREAT,
            actors=("Ana Vella",),
            when="2019-08-10",
            document="b",
            at=60,
        ),
    ]
    one = only(rows)
    assert (one.starts, one.ends, one.status) == ("2018-01-10", "2019-08-10", "former")


def test_act_names_its_office_itself() -> None:
    rows = [
        event(
            "Ana Vella", "dismissed", "2019-08-11", recipients=("Ana Vella",), about="as Minister of Health"
        ),
        event("Boro Tamm", "took over", "2019-08-11", actors=("Boro Tamm",), about="the presidency"),
    ]
    ended, begun = occupancies(rows)
    assert (ended.office, ended.ends) == ("health minister", "../2019-08-11")
    assert (begun.office, begun.starts) == ("president", "../2019-08-11")


def test_who_is_elected_takes_office_then_or_later() -> None:
    def elected(when: str | None) -> Sourced:
        return event(
            "Ana Vella",
            "elected",
            "2019-08-11",
            type=EventType.ELECT,
            recipients=("Ana Vella",),
            about="president",
            when=when,
        )

    assert only([elected("2019-05")]).starts == "2019-05/.."
    assert occupancies([elected(None)]) == []


def test_title_beside_a_resignation_holds_up_to_it() -> None:
    rows = [
        role("Ana Vella", "Minister", "2019-08-11", document="a"),
        event(
            "Ana Vella",
            "resigned",
            "2019-08-11",
            actors=("Ana Vella",),
            when="2019-08-10",
            document="a",
            at=9,
        ),
    ]
    one = only(rows)
    assert (one.seen_from, one.seen_to, one.ends) == ("2019-08-10", "2019-08-10", "2019-08-10")
    assert contradictions(occupancies(rows)) == []


def test_act_of_another_type_gives_no_office() -> None:
    rows = [
        role("Ana Vella", "Minister", "2019-08-11", document="a"),
        event(
            "Ana Vella",
            "assuming a hostile attitude",
            "2019-08-11",
            type=EventType.THREATEN,
            actors=("Ana Vella",),
            document="a",
            at=9,
        ),
    ]
    assert only(rows).starts is None


def test_act_of_no_known_office_is_not_guessed() -> None:
    rows = [event("Ana Vella", "resigned", "2019-08-11", actors=("Ana Vella",))]
    assert occupancies(rows) == []


def test_planned_end_is_no_end_yet() -> None:
    rows = [
        role("Ana Vella", "Prime Minister", "2019-08-11", document="a"),
        event(
            "Ana Vella",
            "step down",
            "2019-08-11",
            actors=("Ana Vella",),
            tense=Tense.FUTURE,
            document="a",
            at=30,
        ),
    ]
    one = only(rows)
    assert (one.ends, one.status) == ("2019-08-11/..", "current")


def test_second_term_is_another_occupancy() -> None:
    rows = [
        role("Ana Vella", "President", "2010-01-01"),
        role("Ana Vella", "President", "2012-01-01", status=Status.FORMER),
        role("Ana Vella", "President", "2018-01-01"),
    ]
    assert [(one.seen_from, one.ends) for one in occupancies(rows)] == [
        ("2010-01-01", "../2012-01-01"),
        ("2018-01-01", None),
    ]


def test_long_gap_with_another_holder_between_ends_a_term() -> None:
    rows = [
        role("Ana Vella", "President", "2010-01-01"),
        role("Boro Tamm", "President", "2014-01-01"),
        role("Ana Vella", "President", "2018-01-01"),
    ]
    assert [one.seen_from for one in occupancies(rows) if one.holder == "Ana Vella"] == [
        "2010-01-01",
        "2018-01-01",
    ]
    assert contradictions(occupancies(rows)) == []


def test_undated_statement_is_kept_without_a_date() -> None:
    one = only([role("Ana Vella", "President", None)])
    assert (one.seen_from, one.seen_to, len(one.sources)) == (None, None, 1)


def test_report_of_an_open_date_dates_nothing() -> None:
    for status in (Status.CURRENT, Status.FORMER):
        one = only([role("Ana Vella", "President", "2019-02/..", status=status)])
        assert (one.seen_from, one.seen_to, one.ends) == (None, None, None)


def test_renewal_is_no_beginning() -> None:
    rows = [
        role("Ana Vella", "President", "2018-01-01"),
        event(
            "Ana Vella",
            "sworn in",
            "2019-01-11",
            actors=("Ana Vella",),
            about="as president",
            when="2019-01-10",
        ),
    ]
    one = only(rows)
    assert (one.seen_from, one.starts) == ("2018-01-01", None)


def test_row_of_the_project_is_merged_with_what_is_read() -> None:
    own = Occupancy(
        holder="Ana Vella",
        office="Foreign Minister",
        of="Maltese",
        starts="2018",
        ends="2020",
        sources=("actors.toml",),
    )
    one = only([role("Ana Vella", "minister of foreign affairs", "2019-03-01")], project=(own,))
    assert (one.starts, one.ends, one.basis) == ("2018", "2020", Basis.PROJECT)
    assert "actors.toml" in one.sources


def rival_speakers() -> list[Sourced]:
    return [
        role("Ana Vella", "speaker", "2019-02-01", of="the National Assembly"),
        role("Ana Vella", "president", "2019-06-01", of="the National Assembly"),
        role("Boro Tamm", "President", "2019-04-01", of="the National Assembly"),
    ]


def test_rival_speakers_of_a_parliament_are_a_contradiction() -> None:
    (found,) = contradictions(occupancies(rival_speakers()))
    assert found.clash is Clash.TWO_HOLDERS
    assert found.why == (
        "Ana Vella and Boro Tamm are both attested as speaker of National Assembly of Malta, 1 April 2019"
    )
    assert {source for side in found.sides for source in side.sources} == {row.id for row in rival_speakers()}


def test_claimant_and_holder_are_a_contradiction_that_says_who_claims() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01"),
        role("Boro Tamm", "president", "2019-02-01", status=Status.CLAIMED),
    ]
    (found,) = contradictions(occupancies(rows))
    assert "Boro Tamm (claimed)" in found.why


def test_handover_that_a_source_tells_is_no_contradiction() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01", of="Malta"),
        event(
            "Ana Vella",
            "resigned",
            "2019-02-20",
            actors=("Ana Vella",),
            about="the presidency",
            when="2019-02-10",
        ),
        event(
            "Boro Tamm",
            "sworn in",
            "2019-02-20",
            actors=("Boro Tamm",),
            about="as president",
            when="2019-02-10",
        ),
        role("Boro Tamm", "president", "2019-02", of="Malta"),
    ]
    assert contradictions(occupancies(rows)) == []


def test_possible_handover_within_coarse_dates_is_said() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02", of="Malta"),
        role("Boro Tamm", "president", "2019-02", of="Malta"),
    ]
    (found,) = contradictions(occupancies(rows))
    assert "a handover within that time is possible" in found.why


def test_vice_presidents_do_not_contradict_each_other() -> None:
    rows = [role(name, "Vice President", "2019-02-01") for name in ("Ana Vella", "Boro Tamm")]
    assert contradictions(occupancies(rows)) == []


def test_being_called_current_after_the_end_is_a_contradiction() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01", status=Status.FORMER),
        role("Ana Vella", "president", "2019-03-01"),
    ]
    (found,) = contradictions(occupancies(rows))
    assert found.clash is Clash.CALLED_AFTER_END
    assert "1 March 2019" in found.why


def test_return_that_a_source_tells_is_no_contradiction() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01", status=Status.FORMER),
        event(
            "Ana Vella",
            "sworn in",
            "2019-03-02",
            actors=("Ana Vella",),
            about="as president",
            when="2019-02-28",
        ),
        role("Ana Vella", "president", "2019-03-01"),
    ]
    assert contradictions(occupancies(rows)) == []


def test_ends_that_differ_are_both_shown() -> None:
    rows = [
        event(
            "Ana Vella", "resigned", f"2019-02-2{n}", actors=("Ana Vella",), about="the presidency", when=day
        )
        for n, day in enumerate(("2019-02-10", "2019-02-12"))
    ]
    (found,) = contradictions(occupancies(rows))
    assert found.clash is Clash.TWO_ENDS
    assert "10 February 2019, 12 February 2019" in found.why


def test_denied_holder_is_a_contradiction() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01"),
        role("Ana Vella", "president", "2019-02-01", polarity=Polarity.NO, at=9),
    ]
    assert [found.clash for found in contradictions(occupancies(rows))] == [Clash.DENIED]


def test_president_of_the_assembly_is_a_name_on_a_date() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01", of="the National Assembly"),
        role("Ana Vella", "speaker", "2019-10-01", of="National Assembly", country="Malta"),
        role("Boro Tamm", "President", "2019-08-01"),
        role("Cilo Marr", "president", "2017-08-01", of="the Constituent Assembly", country="Iraq"),
    ]
    found = meant("the president of the Assembly", "2019-08", rows, country="Malta")
    assert found.name == "Ana Vella"
    assert meant("Malta's parliament speaker", "2019-08", rows).name == "Ana Vella"
    assert meant("Iraq's Assembly president", "2019-08", rows, country="Malta").name is None
    assert meant("the speaker of parliament", "2019-08", rows, country="Malta").name == "Ana Vella"
    assert meant("the president", "2019-08", rows, country="Malta").name == "Boro Tamm"


def test_two_assemblies_with_two_presidents_are_left_open() -> None:
    rows = [
        role("Ana Vella", "president", "2019-08-01", of="the National Assembly"),
        role("Boro Tamm", "president", "2019-08-01", of="the Constituent Assembly"),
    ]
    found = meant("the president of the Assembly", "2019-08-05", rows, country="Malta")
    assert found.name is None
    assert {one.holder for one in found.candidates} == {"Ana Vella", "Boro Tamm"}


def secretaries() -> list[Sourced]:
    return [
        role("Ana Vella", "Secretary-General", "2019-08-01", of="Island League"),
        role("Boro Tamm", "secretary general", "2019-08-01", of="the United Nations", at=90),
    ]


def test_secretary_general_is_the_one_of_the_nearest_body() -> None:
    rows = secretaries()
    league = meant("the Secretary General", "2019-08-05", rows, bodies_named=("Island League", "UN"))
    nations = meant(
        "the Secretary-General", "2019-08-05", rows, bodies_named=("Unity Party", "UN", "Island League")
    )
    assert (league.name, nations.name) == ("Ana Vella", "Boro Tamm")
    assert meant("the Secretary-General of the UN", "2019-08-05", rows).name == "Boro Tamm"
    assert meant("the Secretary-General", "2019-08-05", rows, body="Island League").name == "Ana Vella"


def test_secretary_general_of_no_named_body_is_not_enough_to_say() -> None:
    found = meant("the Secretary General", "2019-08-05", secretaries())
    assert found.name is None
    assert len(found.candidates) == 2


def test_too_old_an_attestation_is_not_enough_to_say() -> None:
    rows = [role("Ana Vella", "president", "2017-01-01", of="Malta")]
    found = meant("the president", "2019-08-05", rows, country="Malta")
    assert found.name is None
    assert [one.holder for one in found.candidates] == ["Ana Vella"]


def test_rivals_both_fit() -> None:
    found = meant("the speaker of the National Assembly", "2019-04-01", rival_speakers(), country="Malta")
    assert found.name is None
    assert "both fit" in found.why


def test_rival_attested_between_two_dates_of_the_other_leaves_it_open() -> None:
    found = meant("the speaker of the National Assembly", "2019-04-20", rival_speakers(), country="Malta")
    assert found.name is None


def test_claimant_is_named_in_the_reason_only() -> None:
    rows = [
        role("Ana Vella", "president", "2019-02-01"),
        role("Boro Tamm", "president", "2019-02-01", status=Status.CLAIMED),
    ]
    found = meant("the president", "2019-02-03", rows, country="Malta")
    assert found.name == "Ana Vella"
    assert "Boro Tamm claims it too" in found.why


def test_end_that_may_lie_between_is_not_enough_to_say() -> None:
    rows = [
        role("Ana Vella", "president", "2019-01-01"),
        role("Ana Vella", "president", "2019-08-01", status=Status.FORMER),
    ]
    assert meant("the president", "2019-01-01", rows, country="Malta").name == "Ana Vella"
    assert meant("the president", "2019-05-01", rows, country="Malta").name is None
    assert meant("the president", "2019-09-01", rows, country="Malta").name is None


def test_time_between_two_holders_is_not_enough_to_say() -> None:
    rows = [
        role("Ana Vella", "president", "2019-01-01"),
        role("Boro Tamm", "president", "2019-03-01"),
    ]
    assert meant("the president", "2019-02-01", rows, country="Malta").name is None
    assert meant("the president", "2019-05-01", rows, country="Malta").name == "Boro Tamm"


def test_office_of_many_seats_is_no_name() -> None:
    rows = [role("Ana Vella", "vice president", "2019-01-01")]
    found = meant("the vice president", "2019-01-01", rows, country="Malta")
    assert found.name is None
    assert len(found.candidates) == 1


def test_words_that_name_no_office_are_not_enough_to_say() -> None:
    assert meant("the old man", "2019-01-01", [], country="Malta").name is None


def test_open_row_of_the_project_holds_up_to_the_day_it_names() -> None:
    own = Occupancy(
        holder="Ana Vella",
        office="president",
        of="Malta",
        seen_from="2010-01-01",
        seen_to="2019-12-31",
        starts="2010-01-01",
        sources=("actors.toml",),
    )
    found = holder_of(
        "the president", on="2015", occupancies=occupancies([], project=(own,)), country="Malta"
    )
    assert found.name == "Ana Vella"


_DAYS = ("2018-01-01", "2019-02", "2019-02-01", "2019-08-12/2019-08-18", "2020", "2019-02/..", None)
_ROLES = st.builds(
    role,
    st.sampled_from(["Ana Vella", "Boro Tamm"]),
    st.sampled_from(["president", "Secretary General", "foreign minister", "speaker"]),
    st.sampled_from(_DAYS),
    of=st.sampled_from([None, "Malta", "Island League", "the island league", "the National Assembly"]),
    status=st.sampled_from(list(Status)),
    when=st.sampled_from([None, "2017", "2018/..", "../2019-05"]),
    polarity=st.sampled_from(list(Polarity)),
    country=st.sampled_from([None, "Malta", "Iraq"]),
    at=st.integers(0, 300),
)
_EVENTS = st.builds(
    event,
    st.just("Ana Vella"),
    st.sampled_from(["sworn in", "resigned", "dismissed", "elected"]),
    st.sampled_from(_DAYS),
    actors=st.sampled_from([(), ("Ana Vella",)]),
    recipients=st.sampled_from([(), ("Ana Vella",)]),
    about=st.sampled_from([None, "the presidency"]),
    when=st.sampled_from([None, "2018-06", "2019-02-10"]),
    at=st.integers(0, 300),
)


@given(
    st.lists(st.one_of(_ROLES, _EVENTS), max_size=12).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_order_of_the_rows_does_not_matter(pair: tuple[list[Sourced], list[Sourced]]) -> None:
    rows, shuffled = pair
    found, again = occupancies(rows), occupancies(shuffled)
    assert found == again
    assert contradictions(found) == contradictions(again[::-1])
    for words in ("the president", "the Secretary General", "the speaker"):
        asked = {"on": "2019-02", "country": "Malta", "bodies_named": ("Island League",)}
        assert holder_of(words, occupancies=found, **asked) == holder_of(
            words, occupancies=again[::-1], **asked
        )  # type: ignore[arg-type]


@given(st.lists(st.one_of(_ROLES, _EVENTS), max_size=12))
def test_no_source_is_lost_and_a_named_holder_is_attested(rows: list[Sourced]) -> None:
    found = occupancies(rows)
    told = {source for one in found for source in one.sources}
    assert told >= {row.id for row in rows if row.statement.kind == "role"}
    named = holder_of("the president", on="2019-02", occupancies=found, country="Malta")
    assert named.name is None or named.name in {one.holder for one in found}
