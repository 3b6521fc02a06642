"""Incidents of a record: of some days, as of a day, with what people judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.gathering.raids import fill, raid, talks
from veedor.analysis.incidents.incidents import Incident
from veedor.analysis.incidents.outcomes import OutcomeKind
from veedor.analysis.incidents.standings import Standing
from veedor.codebook.labels import EventType
from veedor.documents.versions import Relation as RelationOfTexts
from veedor.errors import UsageError
from veedor.gathering import incidents
from veedor.gathering.incidents import Gathered, Wanted, Window, gather
from veedor.notebook.open_record import OpenRecord
from veedor.record.findings import pairings
from veedor.record.findings.pairings import Relation
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions

TODAY = date(2031, 6, 1)
MAY = Window(date(2031, 5, 1), date(2031, 5, 31))


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def _of(found: Gathered, id_: str) -> Incident:
    one = found.found.of(id_)
    assert one is not None
    return one


def test_empty_record_has_no_incidents(record: Record) -> None:
    found = gather(record, today=TODAY)
    assert (found.shown(), found.found.undated, found.is_cut) == ([], 0, False)


def test_reports_of_one_raid_are_one_incident(record: Record) -> None:
    ids = fill(record)
    found = gather(record, MAY, today=TODAY)
    one = _of(found, ids["bell"])
    assert set(one.ids) == {ids["bell"], ids["oar"], ids["denied"]}
    assert one.standing is Standing.DISPUTED
    assert len(one.origins) == 2
    assert len(found.shown()) == 2


def test_as_of_a_day_only_what_was_published_counts(record: Record) -> None:
    ids = fill(record)
    then = _of(gather(record, MAY, today=TODAY, as_of=date(2031, 5, 9)), ids["bell"])
    assert (then.ids, then.standing) == ((ids["bell"],), Standing.REPORTED)
    later = _of(gather(record, MAY, today=TODAY, as_of=date(2031, 5, 10)), ids["bell"])
    assert later.standing is Standing.CORROBORATED


def test_undated_report_is_left_out_as_of_a_day_and_counted(record: Record) -> None:
    raid("d9", "Lantern", None).put(record)
    assert gather(record, today=TODAY, as_of=TODAY).found.undated == 1
    assert len(gather(record, today=TODAY).shown()) == 1


def test_carriers_of_one_story_are_one_origin(record: Record) -> None:
    raid("d1", "The Bell", "2031-05-09").put(record)
    raid("d2", "Daily Oar", "2031-05-10", before="Wire: ").put(record)
    versions.judge(record, "d2", "d1", RelationOfTexts.CARRIER, by="Ana", reason="the same words")
    (one,) = gather(record, MAY, today=TODAY).shown()
    assert one.standing is Standing.REPORTED


def test_join_and_split_hold_until_they_are_taken_back(record: Record) -> None:
    ids = fill(record)
    one = _of(gather(record, MAY, today=TODAY), ids["bell"])
    change = incidents.split(record, one, [ids["oar"]], by="Ana", reason="the raid of the week before")
    assert _of(gather(record, MAY, today=TODAY), ids["oar"]).ids == (ids["oar"],)
    review.undo(record, change, by="Ana")
    incidents.join(record, [ids["bell"], ids["announced"]], by="Ana", reason="the same")
    joined = _of(gather(record, MAY, today=TODAY), ids["bell"])
    assert set(joined.ids) == set(ids.values())
    assert [each.relation for each in gather(record, MAY, today=TODAY).pairings] == [Relation.SAME_HAPPENING]


def test_split_needs_some_that_go_and_some_that_stay(record: Record) -> None:
    ids = fill(record)
    one = _of(gather(record, MAY, today=TODAY), ids["bell"])
    for out in ([], list(one.ids)):
        with pytest.raises(UsageError):
            incidents.split(record, one, out, by="Ana")
    with pytest.raises(UsageError):
        incidents.join(record, [ids["bell"]], by="Ana")


def test_judgement_brings_its_other_end_from_beyond_the_days(record: Record) -> None:
    ids = fill(record)
    words = "Lake Front held talks in Port Sel on 20 July 2031"
    (held,) = talks("d8", "Daily Oar", "2031-07-21", words, when=("20 July 2031", "2031-07-20")).put(record)
    pairings.pair(record, ids["announced"], held, Relation.OUTCOME, by="Ana", reason="put off")
    one = _of(gather(record, MAY, today=date(2031, 8, 1)), ids["announced"])
    assert one.outcome is not None
    assert one.outcome.kind is OutcomeKind.LATER
    assert one.outcome.ids == (held,)
    assert one.standing is Standing.DID_NOT


def test_announcement_waits_then_is_overdue(record: Record) -> None:
    ids = fill(record)
    before = _of(gather(record, MAY, today=date(2031, 5, 15)), ids["announced"])
    after = _of(gather(record, MAY, today=TODAY), ids["announced"])
    assert before.outcome is not None
    assert after.outcome is not None
    assert (before.outcome.kind, after.outcome.kind) == (OutcomeKind.OPEN, OutcomeKind.OVERDUE)


@pytest.mark.parametrize(
    ("wanted", "many"),
    [
        (Wanted(), 2),
        (Wanted(type=EventType.COERCE), 1),
        (Wanted(actor="radio marn"), 1),
        (Wanted(place="Tolk"), 1),
        (Wanted(standing=Standing.ANNOUNCED), 1),
        (Wanted(standing=Standing.WITHDRAWN), 0),
    ],
)
def test_filters_choose_incidents(record: Record, wanted: Wanted, many: int) -> None:
    fill(record)
    assert len(gather(record, MAY, today=TODAY).shown(wanted)) == many


def test_limit_takes_the_newest_reports_and_says_so(record: Record) -> None:
    ids = fill(record)
    cut = gather(record, MAY, today=TODAY, limit=1)
    assert cut.is_cut
    assert [row.ids for row in cut.shown()] == [(ids["denied"],)]
    also = gather(record, MAY, today=TODAY, limit=1, also=[ids["announced"]])
    assert {id_ for row in also.shown() for id_ in row.ids} == {ids["denied"], ids["announced"]}
    assert not gather(record, MAY, today=TODAY, limit=4).is_cut


def test_days_around_a_statement_hold_its_incident(record: Record) -> None:
    ids = fill(record)
    window = incidents.around(record, ids["oar"])
    assert window.first is not None
    assert window.last is not None
    assert window.first < date(2031, 5, 8) < window.last
    found = gather(record, window, today=TODAY)
    assert len(incidents.one_of(found, ids["oar"]).ids) == 3
    with pytest.raises(UsageError):
        incidents.one_of(found, "0" * 16)


def test_nearest_others_are_proposed(record: Record) -> None:
    ids = fill(record)
    one = _of(gather(record, MAY, today=TODAY), ids["bell"])
    incidents.split(record, one, [ids["oar"]], by="Ana", reason="another")
    found = gather(record, MAY, today=TODAY)
    assert incidents.near(found, _of(found, ids["announced"])) == []
    proposed = incidents.near(found, _of(found, ids["denied"]))
    assert all(near.incident.id != ids["announced"] for near in proposed)


def test_notebook_gives_incidents_as_rows(record: Record, place: str) -> None:
    ids = fill(record)
    with OpenRecord(place, by="Ana") as opened:
        raid, ahead = opened.incidents(days="2031-05").to_dicts()
        assert (raid["standing"], raid["origins"], raid["denied_by"]) == ("disputed", 2, "Colonel Brask")
        assert ahead["announced_for"] == "2031-05-20"
        (then,) = opened.incidents(days="2031-05", as_of="2031-05-09").to_dicts()
        assert then["statements"] == ids["bell"]
