"""Missions, bodies, groups and talks of limited time: found by name, with the words that must stand beside."""

import pytest

from veedor.documents.standing import standings, things_named


def test_the_table_is_wide_and_every_stretch_begins_before_it_ends() -> None:
    table = standings()
    assert len(table) > 300
    assert len(set(table)) == len(table)
    assert {row.kind for row in table} == {
        "mission",
        "body",
        "coalition",
        "armed group",
        "agreement",
        "talks",
    }
    assert all(row.end is None or row.start < row.end for row in table)


def test_a_mission_told_in_the_present_is_found_with_its_time() -> None:
    (named,) = things_named("MINUSMA has lost ten soldiers in the north.")
    assert [(str(t.start), str(t.end)) for t in named.terms] == [("2013-04-25", "2023-12-31")]
    assert named.is_now


@pytest.mark.parametrize(
    "text", ["MINUSMA lost ten soldiers in the north.", "MINUSMA, the defunct mission, is forgotten."]
)
def test_what_is_told_as_past_does_not_stand_now(text: str) -> None:
    assert [named.is_now for named in things_named(text)] == [False]


def test_a_name_that_many_things_bear_needs_its_country_beside_it() -> None:
    assert things_named("The Constituent Assembly has met.") == []
    (named,) = things_named("The Constituent Assembly has met in Kathmandu.")
    assert [str(t.start) for t in named.terms] == ["2008-05-28", "2014-01-21"]


def test_a_mediator_counts_only_where_talks_are_spoken_of() -> None:
    assert things_named("Norway has sold fish to Sri Lanka.") == []
    (named,) = things_named("Norway has called new talks on Sri Lanka.")
    assert [str(t.end) for t in named.terms] == ["2008-01-16"]


def test_a_former_body_is_not_named_as_standing() -> None:
    assert things_named("The former Coalition Provisional Authority in Iraq has left debts.") == []


def test_a_thing_named_twice_counts_once_and_the_present_wins() -> None:
    (named,) = things_named("AMISOM took a town. Later AMISOM lost it. Now AMISOM has come back.")
    assert named.is_now
    assert named.start == 46


def test_accents_and_curly_apostrophes_do_not_hide_a_name() -> None:
    assert things_named("The Donetsk People’s Republic has shelled a town in Ukraine.") != []
