"""Which tellings tell of one happening."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.incidents.told import telling
from veedor.analysis.incidents.matching import Judged, matched
from veedor.analysis.incidents.reasons import links
from veedor.analysis.telling import Telling


def _groups(tellings: list[Telling], judged: Judged | None = None) -> list[list[str]]:
    found = matched(tellings, judged or Judged())
    return sorted(sorted(found.tellings[place].id for place in group) for group in found.groups)


def _are_one(one: Telling, other: Telling) -> bool:
    return len(_groups([one, other])) == 1


def _arrest(**but: str) -> Telling:
    said = {"by": "Police of Zubrania", "to": "Ilse Marn", "at": "Tolk", "when": "2031-05-08"} | but
    return telling("COERCE", said.pop("anchor", "arrested"), **said)  # type: ignore[arg-type]


def test_same_act_in_two_reports_is_one_happening() -> None:
    assert _are_one(_arrest(publisher="The Bell"), _arrest(publisher="Daily Oar", anchor="detained"))


@pytest.mark.parametrize(
    "other",
    [
        {"to": "Otto Quill"},
        {"at": "Brem", "to": "", "by": ""},
        {"when": "2031-04-02"},
        {"when": "2031-05-20"},
    ],
)
def test_look_alikes_are_different_happenings(other: dict[str, str]) -> None:
    assert not _are_one(_arrest(), _arrest(**other))


def test_other_numbers_part_attacks_of_one_place() -> None:
    one = telling("ASSAULT", "killed", to="nine people", at="Dorn", published="2031-05-10")
    other = telling("ASSAULT", "killed", to="two people", at="Dorn", published="2031-05-19")
    assert not _are_one(one, other)


def test_stated_dates_far_apart_part_two_that_agree_in_all_else() -> None:
    found = matched([_arrest(when="2031-05-01"), _arrest(when="2031-05-08")])
    assert len(found.groups) == 2


def test_month_and_a_day_in_it_do_not_contradict() -> None:
    assert _are_one(_arrest(when="2031-05"), _arrest(when="2031-05-08"))


def test_meeting_may_be_told_by_another_type_of_its_family() -> None:
    said = {"by": "Ana Rull; Tomas Heck", "at": "Port Sel", "when": "2031-05-08", "about": "the border talks"}
    one, other = telling("CONSULT", "met", **said), telling("COOPERATE", "joint talks", **said)  # type: ignore[arg-type]
    assert _are_one(one, other)


def test_types_without_a_family_in_common_are_never_one() -> None:
    said = {"by": "Ana Rull", "at": "Port Sel", "when": "2031-05-08", "about": "oil"}
    assert not _are_one(telling("TRADE", "sold", **said), telling("PROTEST", "marched", **said))  # type: ignore[arg-type]


def test_what_people_joined_and_parted_goes_before_what_the_program_finds() -> None:
    alike, other, odd = _arrest(id_="a"), _arrest(id_="b"), telling("TRADE", "sold", id_="c")
    assert _groups([alike, other, odd]) == [["a", "b"], ["c"]]
    judged = Judged(same=(("a", "c"),), different=(("b", "a"),))
    assert _groups([alike, other, odd], judged) == [["a", "c"], ["b"]]


def test_join_that_contradicts_a_split_is_told_and_not_lost() -> None:
    three = [
        _arrest(id_="a", to="Ilse Marn"),
        _arrest(id_="b", to="Otto Quill"),
        _arrest(id_="c", to="Rana Bey"),
    ]
    judged = Judged(same=(("a", "b"), ("b", "c")), different=(("a", "c"),))
    found = matched(three, judged)
    assert found.overruled == (("b", "c"),)
    assert _groups(three, judged) == [["a", "b"], ["c"]]


def test_judgement_of_a_telling_that_is_not_there_changes_nothing() -> None:
    assert _groups([_arrest(id_="a")], Judged(same=(("a", "gone"),), different=(("gone", "a"),))) == [["a"]]


def test_reasons_are_told_in_words() -> None:
    one = _arrest(publisher="The Bell", id_="a", published="2031-05-09")
    other = _arrest(publisher="Daily Oar", id_="b", published="2031-05-10")
    found = matched([other, one])
    (link,) = links(found, ["a", "b"])
    assert (link.left, link.right) == ("a", "b")
    assert link.chance is not None
    assert link.chance > 0.5
    assert "both COERCE" in link.why
    assert any("Ilse Marn" in why for why in link.why)
    assert any("8 May 2031" in why for why in link.why)


def test_judged_link_has_no_chance() -> None:
    one, other = _arrest(id_="a"), telling("TRADE", "sold", id_="b")
    judged = Judged(same=(("b", "a"),))
    (link,) = links(matched([one, other], judged), ["a", "b"], judged)
    assert link.chance is None


def test_nothing_makes_no_groups() -> None:
    assert matched([]).groups == ()


def test_hostile_words_are_words() -> None:
    hostile = "<script>alert(1)</script> \u202etxet \x00"
    one = telling("ACCUSE", hostile, by=hostile, to="'; DROP TABLE", about=hostile)
    assert len(matched([one, telling()]).groups) == 2


def test_thousand_on_one_day_are_put_together() -> None:
    many = [_arrest(id_=f"{n:04}") for n in range(300)]
    assert len(matched(many).groups) == 1


_NAMES = st.sampled_from(["Ana Rull", "Tomas Heck", "Government of Iran", "Iran", "the police", ""])
_DATES = st.sampled_from(
    [None, "2031-05", "2031-05-08", "2031-05-09", "../2031-05-10", "2031-05-01/..", "2030"]
)
_TOLD = st.builds(
    telling,
    st.sampled_from(["CONSULT", "COOPERATE", "ASSAULT", "AGREE"]),
    st.sampled_from(["met", "talks", "killed"]),
    by=_NAMES,
    to=_NAMES,
    when=_DATES,
    tense=st.sampled_from(["past", "present", "future"]),
    published=st.sampled_from([None, "2031-05-09", "2031-05-12", "2031-05"]),
    denied=st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(_TOLD, max_size=9, unique_by=lambda one: one.id), st.integers())
def test_order_of_arrival_changes_nothing(told: list[Telling], seed: int) -> None:
    shuffled = random.Random(seed).sample(told, len(told))
    assert matched(told).groups == matched(shuffled).groups
    assert sorted(place for group in matched(told).groups for place in group) == list(range(len(told)))
