"""Figures that disagree, each with its kind: the differences between two reports and their sources, and others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.figures.saying import Report, all_of, counted
from veedor.analysis.figures.checks import Outcome, checks
from veedor.analysis.figures.claims import contradicted
from veedor.analysis.figures.conflicts import conflict, conflicts
from veedor.analysis.figures.kinds import Class, Conflict
from veedor.analysis.figures.lists import check_list
from veedor.analysis.figures.measured import Measured, measured
from veedor.analysis.figures.topics import by_topic, topic
from veedor.analysis.figures.transcription import is_slip
from veedor.codebook.labels import Comparison, EventType, Polarity


def _kind(one: Measured, other: Measured) -> Class | None:
    found = conflict(one, other)
    return found.kind if found else None


def _only(found: list[Conflict]) -> Conflict:
    assert len(found) == 1, [(one.kind, one.why) for one in found]
    return found[0]


# --- the differences between two reports and their sources -------------------------------------------------


def test_one_number_for_this_year_and_for_a_whole_year_is_a_window() -> None:
    report = counted(
        "238", 238, period="this year", place="Lara", sources=("Provea",), published="2019-08-23"
    )
    source = counted(
        "238",
        238,
        period="between 13 August 2018 and 13 August 2019",
        place="Lara",
        published="2019-08-14",
        publisher="Provea",
    )
    found = conflict(report, source)
    assert found is not None
    assert found.kind is Class.WINDOW
    assert "take the time that Provea gives" in found.proposal
    assert "2018-08-13 to 2019-08-13" in found.proposal


def test_longer_and_shorter_time_of_one_source_differ_by_what_falls_between() -> None:
    year = counted("238", 238, period="between 13 August 2018 and 13 August 2019", place="Lara")
    autumn = counted("97", 97, period="between 13 August 2018 and 31 December 2018", place="Lara")
    found = conflict(year, autumn)
    assert found is not None
    assert (found.kind, found.derived is not None) == (Class.WINDOW, True)
    assert "141 fall on 2019-01-01 to 2019-08-13" in found.proposal


def test_nation_that_leads_a_list_behind_the_unknown_leads_among_the_identified() -> None:
    report = Report("2019-08-23")
    said = "Of those who died, Costans lead the list with 89 deaths, while 178 were of unknown origin."
    report.figure(said, "89 deaths", 89, "people", "Costans", sources=("the agency",))
    report.figure(said, "178", 178, "people", "unknown origin", sources=("the agency",))
    found = _only(contradicted(report.measured()))
    assert found.kind is Class.DEFINITION
    assert "among those that are identified only" in found.proposal


def test_group_that_is_second_only_to_another_contradicts_nothing() -> None:
    report = Report("2019-08-23")
    said = "Of those who died, Costans were the largest group with 89 deaths, second only to 178 of unknown origin."
    report.figure(said, "89 deaths", 89, "people", "Costans")
    report.figure(said, "178", 178, "people", "unknown origin")
    assert contradicted(report.measured()) == []


def test_parts_that_miss_their_total_are_found_in_the_report() -> None:
    report = Report("2019-08-15")
    said = "So far this year 514 people died: 247 in the north, 80 in the isles, 151 at the border and 30 in the south."
    report.figure(said, "514 people", 514, "people", "people", period="So far this year")
    for words, where in (
        ("247", "the north"),
        ("80", "the isles"),
        ("151", "the border"),
        ("30", "the south"),
    ):
        report.figure(said, words, int(words), "people", where)
    (found,) = checks(report.measured())
    assert found.outcome is Outcome.ALARM
    assert "= 508, which is not the stated 514" in found.why
    assert len(found.ids) == 5


def test_one_toll_as_of_two_days_of_a_week_is_no_contradiction() -> None:
    one = counted("514", 514, what="died", period="this year", published="2019-08-14", publisher="Wire")
    other = counted("514", 514, what="died", period="this year", published="2019-08-15", publisher="Agency")
    assert conflict(one, other) is None


def test_those_to_be_helped_are_not_all_those_in_need() -> None:
    report = Report("2019-08-23")
    said = "The plan is to assist 2.6 million people in need."
    report.figure(said, "2.6 million people", 2.6e6, "people", "people in need")
    report.event(said, "assist", EventType.AID, recipients=("2.6 million people in need",))
    source = Report("2019-08-14", publisher="The office")
    told = "Seven million people are in need of help."
    source.figure(told, "Seven million people", 7e6, "people", "people are in need of help")
    helped, needy = all_of(report, source)
    assert helped.counted.category is not None
    assert helped.counted.category.name == "targeted"
    found = conflict(helped, needy)
    assert found is not None
    assert found.kind is Class.DEFINITION
    assert "not all in need" in found.proposal


def test_number_that_stands_for_need_and_for_help_is_a_definition() -> None:
    needy = counted("2.61 million", 2.61e6, what="in need", place="Costa", published="2019-08-23")
    helped = counted("2.61 million", 2.61e6, what="targeted", place="Costa", published="2019-08-14")
    found = conflict(needy, helped)
    assert found is not None
    assert found.kind is Class.DEFINITION
    assert "stands for two things" in found.why


def test_twelve_countries_of_a_region_of_which_one_lies_elsewhere() -> None:
    stated = counted("twelve", 12, unit="countries", what="Latin American countries")
    names = "Argentina Brazil Canada Chile Colombia Guatemala Honduras Mexico Panama Paraguay Peru".split()
    found = check_list(stated, [*names, "Costa Rica"])
    assert found.kind is Class.DEFINITION
    assert found.outside == ("Canada",)
    assert found.proposal == "say 11 and Canada"
    assert check_list(stated, names).kind is Class.REVISION
    assert check_list(stated, [*(set(names) - {"Canada"}), "Costa Rica", "Ecuador"]).kind is None


def test_number_that_a_note_takes_back_is_a_revision() -> None:
    report = Report("2017-10-14")
    report.figure("There are 23 contests on Sunday.", "23 contests", 23, "contests", "contests")
    note = "Correction: an earlier version of this report said that there were 24 contests."
    report.figure(note, "24 contests", 24, "contests", "contests")
    found = _only(conflicts(report.measured()))
    assert found.kind is Class.REVISION
    assert found.proposal == "24 stands where a number is taken back; 23 holds"


@pytest.mark.parametrize(
    ("one", "other", "third", "taken"),
    [
        ("64.24", "74.24", "64.63", "64.24"),
        ("58.78", "48.78", "60.21", "58.78"),
        ("51.96", "51.46", None, None),
        ("51.01", "51.81", "51.94", "51.81"),
        ("59.9", "59.09", "59.99", "59.9"),
    ],
)
def test_digit_that_was_copied_wrongly_is_told(
    one: str, other: str, third: str | None, taken: str | None
) -> None:
    def share(words: str, publisher: str) -> Measured:
        what = "the votes of the Blues"
        return counted(
            words, float(words), unit="percent", what=what, publisher=publisher, published="2017-10-17"
        )

    own = [share(one, "Forum"), share(other, "Gazette")] + ([share(third, "The office")] if third else [])
    found = [each for each in conflicts(own) if {each.left.words, each.right.words} == {one, other}]
    assert _only(found).kind is Class.TRANSCRIPTION
    if taken:
        assert found[0].proposal.startswith(f"take {taken}: ")


def test_deeds_of_one_force_are_not_those_of_all() -> None:
    force = counted(
        "5,287", 5287, period="in 2018", by="the Special Force", publisher="Weekly", published="2019-09-01"
    )
    every = counted(
        "5,287", 5287, period="in 2018", by="all forces", publisher="Office", published="2019-07-04"
    )
    assert _kind(force, every) is Class.ATTRIBUTION
    fewer = counted("4,998", 4998, period="in 2018", by="the Special Force", publisher="Weekly")
    assert _kind(fewer, every) is Class.SCOPE


def test_leader_of_a_list_is_named_from_the_sentence_where_the_figure_names_nobody() -> None:
    report = Report("2019-08-23")
    said = "Costans lead the list with 85 deaths; the nationality of 210 others is unknown."
    report.figure(said, "85 deaths", 85, "people", "deaths")
    report.figure(said, "210 others", 210, "people", "deaths")
    found = _only(contradicted(report.measured()))
    assert found.why == "“Costans” are said to lead with 85, but those who are not identified are 210"


def test_total_that_is_at_least_so_many_is_missed_by_fewer() -> None:
    report = Report("2019-08-15")
    said = (
        "At least 612 people died: 310 in the north, 140 in the isles, 90 in the desert and 60 in the south."
    )
    report.figure(said, "612 people", 612, "people", "people", comparison=Comparison.AT_LEAST)
    for words in ("310", "140", "90", "60"):
        report.figure(said, words, int(words), "people", words)
    (found,) = checks(report.measured())
    assert found.outcome is Outcome.ALARM
    assert "= 600, which is not the stated at least 612" in found.why


def test_rise_is_found_where_the_second_number_leaves_out_what_it_counts() -> None:
    report = Report("2019-08-15")
    said = (
        "So far this year 514 people died, against 384 in the same period of 2018, an increase of one-third."
    )
    report.figure(said, "514 people", 514, "people", "people died", period="So far this year")
    report.figure(said, "384", 384, "people", "against", period="in the same period of 2018")
    report.figure(said, "one-third", 33.3, "percent", "an increase", comparison=Comparison.INCREASE)
    (found,) = checks(report.measured())
    assert (found.rule, found.outcome) == ("change", Outcome.CONSISTENT)


def test_share_is_found_beside_its_numbers() -> None:
    report = Report("2019-08-15")
    said = "Of the $223 million required, $74.7 million, or 33.6 percent, had been received."
    report.figure(said, "$223 million", 223e6, "USD", "required")
    report.figure(said, "$74.7 million", 74.7e6, "USD", "received")
    report.figure(said, "33.6 percent", 33.6, "percent", "received")
    (found,) = checks(report.measured())
    assert (found.rule, found.outcome) == ("share", Outcome.CONSISTENT)


def test_word_that_stands_nearest_says_what_money_is() -> None:
    report = Report("2019-08-15")
    said = "The plan has received $115 million of the $378 million that it needs."
    report.figure(said, "$378 million", 378e6, "USD", "received")
    report.event(said, "needs", EventType.AID, about="$378 million that it needs")
    (found,) = report.measured()
    assert found.counted.category is not None
    assert found.counted.category.name == "required"


def test_number_that_a_newer_version_drops_is_a_revision() -> None:
    old, new = Report("2019-08-16", name="old"), Report("2019-08-19", name="new")
    wrong = old.figure("238 were killed this year.", "238", 238, "people", "killed", period="this year")
    new.figure("238 were killed in one year.", "238", 238, "people", "killed", period="in one year")
    tellings = [replace(one, story="one story") for one in (*old.tellings, *new.tellings)]
    found = conflicts(measured(tellings, taken_back={wrong}))
    assert _only(found).kind is Class.REVISION
    assert found[0].proposal.startswith("take 238 over about 2018-08-19")


def test_two_polls_differ_by_whom_they_asked() -> None:
    one = counted("64.7%", 64.7, unit="percent", what="votes for the Greens", sources=("the Ipsos poll",))
    other = counted("60.1%", 60.1, unit="percent", what="votes for the Greens", sources=("a TNS survey",))
    found = conflict(one, other)
    assert found is not None
    assert (found.kind, "two samples" in found.proposal) == (Class.UNSETTLED, True)


def test_running_total_that_grows_is_no_conflict() -> None:
    early = counted("310", 310, period="this year", published="2019-05-02")
    late = counted("514", 514, period="this year", published="2019-08-15")
    assert conflict(early, late) is None
    assert _kind(early, counted("290", 290, period="this year", published="2019-08-15")) is Class.REVISION


# --- other disagreements -----------------------------------------------------------------------------------


def test_counts_that_nothing_sets_apart_are_a_dispute_and_never_averaged() -> None:
    state = counted("5,287", 5287, period="in 2018", publisher="Ministry", published="2019-07-04")
    watch = counted("7,523", 7523, period="in 2018", publisher="Watch", published="2019-07-04")
    found = conflict(state, watch)
    assert found is not None
    assert found.kind is Class.DISPUTE
    assert found.derived is None
    assert "leave both standing" in found.proposal


def test_rounded_number_does_not_contradict_the_exact_one() -> None:
    rounded = counted("18,000", 18000, period="in 2018", publisher="Weekly")
    full = counted("18,210", 18210, period="in 2018", publisher="Office")
    assert _kind(rounded, full) is Class.ROUNDING
    assert _kind(counted("18,700", 18700, period="in 2018"), full) is not Class.ROUNDING


def test_later_number_of_one_source_is_a_revision() -> None:
    first = counted("64", 64, period="in May 2019", publisher="Watch", published="2019-06-02")
    later = counted("71", 71, period="in May 2019", publisher="Watch", published="2019-07-02")
    found = conflict(later, first)
    assert found is not None
    assert found.kind is Class.REVISION
    assert (found.left, found.right) == (first, later)


def test_part_of_a_time_has_no_more_than_the_whole() -> None:
    part = counted("310", 310, period="in March 2019", publisher="Watch")
    whole = counted("205", 205, period="in 2019", publisher="Ministry", published="2020-01-15")
    assert _kind(part, whole) is Class.DISPUTE


def test_missing_time_leaves_it_open() -> None:
    found = conflict(
        counted("310", 310, publisher="Watch"), counted("205", 205, period="in 2019", publisher="Post")
    )
    assert found is not None
    assert found.kind is Class.UNSETTLED
    assert "one does not say over which time it counts" in found.why


def test_bound_holds_what_lies_above_it() -> None:
    more = counted("over 100", 100, period="in 2019", comparison=Comparison.MORE_THAN)
    assert conflict(more, counted("180", 180, period="in 2019", publisher="Post")) is None
    assert _kind(more, counted("64", 64, period="in 2019", publisher="Post")) is Class.DISPUTE


def test_vague_words_hold_what_they_may_mean() -> None:
    dozens = counted("dozens", (24, 99), period="in 2019")
    assert conflict(dozens, counted("64", 64, period="in 2019", publisher="Post")) is None
    assert _kind(dozens, counted("214", 214, period="in 2019", publisher="Post")) is Class.DISPUTE


def test_number_denied_is_a_dispute() -> None:
    said = Report("2019-08-23")
    said.figure("There were 238 killed in 2018.", "238", 238, "people", "killed", period="in 2018")
    denied = Report("2019-08-24", publisher="Ministry")
    denied.figure(
        "It is untrue that 238 were killed in 2018.",
        "238",
        238,
        "people",
        "killed",
        period="in 2018",
        polarity=Polarity.NO,
    )
    assert _kind(*all_of(said, denied)) is Class.DISPUTE


def test_number_said_by_two_sources_is_laid_to_both() -> None:
    one = counted("1,347", 1347, period="in 2019", sources=("the ministry",))
    other = counted("1,347", 1347, period="in 2019", sources=("the union",))
    assert _kind(one, other) is Class.ATTRIBUTION


def test_counts_of_other_things_places_and_units_are_no_conflict() -> None:
    assert conflict(counted("14", 14, place="Norte"), counted("90", 90, place="Sur")) is None
    assert conflict(counted("14", 14, unit="towns"), counted("90", 90)) is None
    assert conflict(counted("14", 14, what="judges"), counted("90", 90, what="miners")) is None


def test_people_on_the_scene_are_no_conflict() -> None:
    one = counted("two", 2, what="officials", sources=("Wire",))
    assert conflict(one, counted("five", 5, what="officials", sources=("Post",))) is None


def test_judgement_of_a_person_overrides_the_words() -> None:
    one = counted("14", 14, unit="towns", what="places without water", publisher="Post")
    other = counted("31", 31, unit="towns", what="villages cut off", publisher="Herald")
    pair = frozenset((one.id, other.id))
    assert conflict(one, other) is None
    joined = conflict(one, other, judged={pair: True})
    assert joined is not None
    assert joined.kind is Class.DISPUTE
    same = counted("71", 71, period="in May 2019", publisher="Post")
    rival = counted("64", 64, period="in May 2019", publisher="Herald")
    assert conflict(same, rival, judged={frozenset((same.id, rival.id)): False}) is None


def test_more_that_is_less_is_contradicted_by_its_own_numbers() -> None:
    report = Report("2019-08-23")
    said = "In May 64 were arrested, far more than the 80 of April."
    report.figure(said, "64", 64, "people", "arrested", period="In May")
    report.figure(said, "80", 80, "people", "arrested")
    assert _only(contradicted(report.measured())).kind is Class.DISPUTE


@pytest.mark.parametrize(
    ("one", "other"), [("64.24", "74.24"), ("1,423", "1,243"), ("59.9", "59.09"), ("12,345", "1,345")]
)
def test_slip_of_copying_is_seen(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("23", "24"), ("508", "514"), ("7,000", "9,000"), ("120", "220"), ("105", "106"), ("", "1")],
)
def test_other_differences_are_no_slip(one: str, other: str) -> None:
    assert not is_slip(one, other)


def test_hostile_words_are_words() -> None:
    one = counted("<b>5</b>", 5, unit="towns", what='"><script>alert(1)</script>')
    other = counted("\u202e6", 6, unit="towns", what="كلمات")
    assert conflict(one, other) is None
    for head, figures in by_topic([one, other]).items():
        assert topic(head, figures).figures


def test_no_figures_have_no_topics() -> None:
    assert by_topic([]) == {}
    assert checks([]) == []
    assert conflicts([]) == []
