from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.fakes import quote
from tests.gathering import weeks
from tests.gathering.weeks import Ids
from veedor.analysis.changed import Changed, Line, What
from veedor.codebook.labels import Certainty, EventType
from veedor.codebook.statement import Event
from veedor.documents.versions import Relation as Kinship
from veedor.errors import DateError, UsageError
from veedor.gathering.changed import Most, asked, between, since_change
from veedor.record import changes, views, visits
from veedor.record.findings.pairings import Relation, pair
from veedor.record.findings.resolutions import Outcome, resolve
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Filter

TODAY = date(2031, 5, 20)
WEEK = ("2031-05-02", "2031-05-08")


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


@pytest.fixture
def ids(record: Record) -> Ids:
    return weeks.fill(record)


def lines(found: Changed, what: What) -> list[Line]:
    return list(found.of(what))


def about(found: Changed, what: What) -> list[set[str]]:
    return [set(line.ids) for line in found.of(what)]


def test_nothing_changed_in_an_empty_record(record: Record) -> None:
    for found in (between(record, *WEEK), since_change(record, 0, today=TODAY)):
        assert (found.lines, found.statements, found.left_out) == ((), 0, ())


def test_between_two_dates_the_later_reports_are_new(record: Record, ids: Ids) -> None:
    found = between(record, *WEEK)
    assert found.statements == 3
    assert about(found, What.INCIDENT) == [{ids.arrested}]
    assert about(found, What.DISPUTE) == [{ids.met, ids.denied}]
    (incident,) = lines(found, What.INCIDENT)
    assert (incident.on, incident.note) == ("2031-05-08", "reported once")
    assert "arrested" in incident.said


def test_a_party_that_turns_has_moved(record: Record, ids: Ids) -> None:
    (moved,) = lines(between(record, *WEEK), What.POSITION)
    assert {ids.demands, ids.refuses} == set(moved.ids)
    assert "contradicted itself" in moved.note
    assert moved.about == "release of prisoners"
    assert between(record, "2031-05-09", "2031-05-20").of(What.POSITION) == ()


def test_the_first_report_is_all_new_and_nothing_of_it_is_disputed(record: Record, ids: Ids) -> None:
    found = between(record, "2031-05-01", "2031-05-01")
    assert about(found, What.INCIDENT) == [{ids.met}]
    assert about(found, What.DISPUTE) == []
    (moved,) = lines(found, What.POSITION)
    assert moved.note == "new"


def test_since_a_change_it_goes_by_what_came_in(record: Record, ids: Ids) -> None:
    first = changes.log(record)[-1].id
    assert since_change(record, first, today=TODAY).of(What.INCIDENT) == between(record, *WEEK).of(
        What.INCIDENT
    )
    everything = since_change(record, 0, today=TODAY)
    assert everything.statements == 7
    assert about(everything, What.DISPUTE) == [{ids.met, ids.denied}]
    nothing = since_change(record, changes.log(record)[0].id, today=TODAY)
    assert {line.what for line in nothing.lines} == {What.DUE}  # its day came between the log's and today


def test_an_older_report_that_comes_in_later_is_new_since_a_change_only(record: Record, ids: Ids) -> None:
    last = changes.log(record)[0].id
    text = "The envoys of Norlandia signed a paper in Riverton on 2 April 2031."
    event = Event(
        type=EventType.AGREE,
        anchor=quote(text, "signed"),
        actors=(quote(text, "The envoys of Norlandia"),),
        places=(quote(text, "Riverton"),),
    )
    (older,) = weeks.put(record, "w0", text, [event], published="2031-04-03", publisher="The Herald")
    assert about(since_change(record, last, today=TODAY), What.INCIDENT) == [{older}]
    assert about(between(record, *WEEK), What.INCIDENT) == [{ids.arrested}]


def test_reports_without_a_date_count_since_a_change_and_not_between_dates(record: Record) -> None:
    weeks.put(
        record, "w9", weeks.FIRST, weeks.first_week(weeks.FIRST), published=None, publisher="The Herald"
    )
    assert between(record, "2000", "2100").statements == 0
    assert since_change(record, 0, today=TODAY).statements == 4


def test_what_a_person_wrote_or_put_right_since_is_told(record: Record, ids: Ids) -> None:
    last = changes.log(record)[0].id
    rows = {row.root_id: row for row in views.statements(record, Filter())}
    corrected = replace(rows[ids.met].statement, certainty=Certainty.HEDGED)
    change_id = review.correct(record, ids.met, corrected, by="Ana", reason="it says so")
    undone = review.reject(record, ids.arrested, by="Ben")
    review.undo(record, undone, by="Ben")
    review.accept(record, ids.demands, by="Ben")
    found = since_change(record, last, today=TODAY)
    (line,) = lines(found, What.CORRECTION)
    assert (line.change_id, line.ids, line.note) == (change_id, (ids.met,), "it says so")
    assert line.said.startswith("Ana corrected a statement of “Report w1”: ")
    assert found.statements == 0


def test_retractions_and_newer_versions_are_told(record: Record, ids: Ids) -> None:
    last = changes.log(record)[0].id
    text = f"{weeks.SECOND} This report was updated."
    weeks.put(record, "w3", text, weeks.second_week(text), published="2031-05-09", publisher="The Courier")
    if len(versions.family(record, "w2")) < 2:
        versions.judge(record, "w3", "w2", Kinship.VERSION, by="Ana", reason="mended")
    versions.retract(record, "w1", by="Ben", reason="a forgery")
    said = {line.said for line in since_change(record, last, today=TODAY).of(What.CORRECTION)}
    assert said == {"Ben retracted “Report w1”", "“Report w3” is a newer version of a report"}
    by_day = between(record, "2031-05-09", "2031-05-09").of(What.CORRECTION)
    assert [line.document_id for line in by_day] == ["w3"]


def test_forecasts_that_were_resolved_and_those_whose_day_has_come_are_told(record: Record, ids: Ids) -> None:
    (due,) = lines(between(record, *WEEK), What.DUE)
    assert (due.ids, due.on) == ((ids.foretold,), "2031-05-06")
    last = changes.log(record)[0].id
    resolve(record, ids.foretold, Outcome.NO, "2031-05-07", [ids.arrested], by="Ana")
    found = between(record, *WEEK)
    assert found.of(What.DUE) == ()
    (line,) = lines(found, What.FORECAST)
    assert (line.ids, line.note, line.on) == ((ids.foretold, ids.arrested), "no", "2031-05-07")
    assert line.said.startswith("Ben Vela: ")
    assert about(since_change(record, last, today=TODAY), What.FORECAST) == [{ids.foretold, ids.arrested}]
    assert between(record, "2031-05-08", "2031-05-20").of(What.FORECAST) == ()


def test_what_people_judged_of_happenings_holds_here_too(record: Record, ids: Ids) -> None:
    pair(record, ids.met, ids.denied, Relation.DIFFERENT_HAPPENINGS, by="Ana")
    found = between(record, *WEEK)
    assert found.of(What.DISPUTE) == ()
    assert {ids.denied} in about(found, What.INCIDENT)


def test_only_so_many_new_statements_are_looked_at_and_that_is_said(record: Record, ids: Ids) -> None:
    for found in (
        between(record, "2031-05", "2031-05", most=Most(2, 2)),
        since_change(record, 0, today=TODAY, most=Most(2, 2)),
    ):
        assert found.statements == 2
        assert found.left_out == ("Only the newest 2 new statements were looked at; there are more.",)


@pytest.mark.parametrize(
    ("since", "until", "error", "said"),
    [
        ("2031-05-08", "2031-05-02", UsageError, "comes before"),
        ("../2031", "2032", UsageError, "has no end"),
        ("2031", "2032/..", UsageError, "has no end"),
        ("<script>", "2031", DateError, "no EDTF"),
        ("change 99", None, UsageError, "no change 99"),
        ("change 1", "2031", UsageError, "An end goes with a first day"),
        ("last-visit", None, UsageError, "has not visited"),
        ("2031", "soon", DateError, "no EDTF"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    record: Record, since: str, until: str | None, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        asked(record, since, until, person="Ana", today=TODAY)


def test_without_a_date_the_last_visit_counts_else_the_last_week_of_reports(record: Record, ids: Ids) -> None:
    week = asked(record, None, None, person="Ana", today=TODAY)
    assert (week.since, week.until, week.statements) == ("2 May 2031", "8 May 2031", 3)
    visits.note(record, "Ana", at="2999-01-01T08:00:00Z")
    assert asked(record, None, None, person="Ben", today=TODAY) == week
    visits.note(record, "Ana", at="2999-01-01T09:00:00Z")
    own = asked(record, None, None, person="Ana", today=TODAY)
    assert own == asked(record, "last-visit", None, person="ana", today=TODAY)
    assert (own.since, own.statements) == ("the last visit, 1 January 2999", 0)


def test_an_undated_record_without_visits_is_told_from_the_beginning(record: Record) -> None:
    weeks.put(
        record, "w9", weeks.FIRST, weeks.first_week(weeks.FIRST), published=None, publisher="The Herald"
    )
    found = asked(record, None, None, person="Ana", today=TODAY)
    assert (found.since, found.statements) == ("the beginning", 4)
    assert asked(record, "change 1", None, person="Ana", today=TODAY).statements == 0


def test_the_json_form_has_every_line(record: Record, ids: Ids) -> None:
    found = between(record, *WEEK)
    plain = found.to_dict()
    assert [line["what"] for line in plain["lines"]] == [str(line.what) for line in found.lines]
    assert plain["lines"][0]["ids"] == [ids.arrested]
    assert (plain["since"], plain["statements"], plain["left_out"]) == ("2 May 2031", 3, [])
