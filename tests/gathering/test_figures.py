"""Figures from a record to the tables: what stands beside them, what people judged, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.analysis.figures.saying import Report
from tests.fakes import FakeReader
from veedor.analysis.figures.kinds import Class
from veedor.analysis.figures.measured import Measured
from veedor.codebook.labels import EventType, Kind
from veedor.errors import UsageError
from veedor.gathering import figures
from veedor.gathering.figures import Wanted
from veedor.notebook.open_record import OpenRecord
from veedor.record.counted import many_of, newest_documents, touched_since
from veedor.record.reviewing import review
from veedor.record.store import Record


def _report(
    name: str, many: str, publisher: str, published: str = "2019-06-02", month: str = "May"
) -> Report:
    report = Report(published, publisher=publisher, name=name)
    said = f"Police killed {many} people in Lara in {month}, and nobody was charged."
    report.figure(said, f"{many} people", int(many), "people", "people", period=f"in {month}")
    report.event(
        said,
        "killed",
        EventType.ASSAULT,
        actors=("Police",),
        recipients=(f"{many} people",),
        places=("Lara",),
    )
    return report


def _store(record: Record, *reports: Report) -> None:
    for report in reports:
        record.add(report.document(), report.statements(), FakeReader())


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as opened:
        yield opened


@pytest.fixture
def two(record: Record) -> Record:
    """A record with two counts of one month, and one of another."""
    _store(
        record,
        _report("watch", "71", "Watch"),
        _report("post", "46", "Post", published="2019-06-03"),
        _report("april", "52", "Watch", published="2019-05-04", month="April"),
    )
    return record


def _figures(record: Record) -> dict[str, Measured]:
    held = figures.whole(record).topics.values()
    return {f"{one.document_id} {one.words}": one for own in held for one in own}


def test_event_of_the_report_tells_what_is_counted(two: Record) -> None:
    one = _figures(two)["watch 71 people"]
    assert one.counted.category is not None
    assert one.counted.category.name == "killed"
    assert [where.words for where in one.places] == ["Lara"]
    assert [who.key for who in one.agents] == ["police"]
    assert one.sentence.startswith("Police killed 71 people in Lara")


def test_two_sources_of_one_month_are_in_dispute(two: Record) -> None:
    (topic,) = figures.topics(figures.whole(two))
    assert topic.head.words == "deaths"
    assert [one.kind for one in topic.conflicts] == [Class.DISPUTE]
    assert len(topic.series[0].points) == 3


def test_judgement_ends_the_dispute_and_undo_brings_it_back(two: Record) -> None:
    own = _figures(two)
    ids = own["watch 71 people"].id, own["post 46 people"].id
    made = figures.judge(two, *ids, is_same=False, by="Ana", reason="the Post counts one town")
    assert figures.topics(figures.whole(two))[0].conflicts == ()
    review.undo(two, made, by="Ana")
    assert len(figures.topics(figures.whole(two))[0].conflicts) == 1
    figures.judge(two, *ids, is_same=True, by="Ana", reason="both say: all of Lara")
    assert figures.judged(two) == {frozenset(ids): True}


def test_judgement_needs_a_reason_and_two_figures(two: Record) -> None:
    one, other, _ = (each.id for each in _figures(two).values())
    with pytest.raises(UsageError, match="reason"):
        figures.judge(two, one, other, is_same=True, by="Ana", reason="  ")
    act = _figures(two)["watch 71 people"].ids[1]
    with pytest.raises(UsageError, match="is no figure"):
        figures.judge(two, one, act, is_same=True, by="Ana", reason="so")


@pytest.mark.parametrize(
    ("wanted", "many"),
    [
        (Wanted(), 3),
        (Wanted(what="kill"), 3),
        (Wanted(what="deaths"), 3),
        (Wanted(what="turnout"), 0),
        (Wanted(unit="People"), 3),
        (Wanted(unit="USD"), 0),
        (Wanted(place="lar"), 3),
        (Wanted(place="Zulia"), 0),
        (Wanted(in_conflict=True), 3),
    ],
)
def test_topics_are_narrowed(two: Record, wanted: Wanted, many: int) -> None:
    assert sum(len(one.figures) for one in figures.topics(figures.whole(two), wanted)) == many


def test_as_of_leaves_out_what_came_later(two: Record) -> None:
    found = figures.whole(two, as_of=date(2019, 5, 31))
    assert [one.words for own in found.topics.values() for one in own] == ["52 people"]


def test_what_was_worked_out_before_goes_on_to_the_same_as_anew(two: Record) -> None:
    before = figures.kept(two)
    assert figures.kept(two, before).by_document is before.by_document
    _store(two, _report("june", "33", "Watch", published="2019-07-02", month="June"))
    own = _figures(two)
    review.reject(two, own["post 46 people"].id, by="Ana")
    figures.judge(
        two, own["watch 71 people"].id, own["april 52 people"].id, is_same=True, by="Ana", reason="one list"
    )
    gone_on, anew = figures.kept(two, before), figures.kept(two)
    assert gone_on == anew
    assert sorted(gone_on.by_document) == ["april", "june", "watch"]


def test_changes_tell_whose_figures_they_touch(two: Record) -> None:
    seen = touched_since(two, 0).last
    assert touched_since(two, seen).documents == frozenset()
    one = _figures(two)["watch 71 people"]
    made = review.accept(two, one.id, by="Ana")
    assert touched_since(two, seen).documents in (frozenset({"watch"}), None)
    review.undo(two, made, by="Ana")
    assert touched_since(two, seen).documents is None


def test_window_goes_on_through_the_documents(two: Record) -> None:
    documents = newest_documents(two)
    assert list(documents) == ["post", "watch", "april"]
    first = figures.window(two, documents[:2])
    assert (first.looked_at, first.next) == (2, None)
    rest = figures.window(two, documents, start=2)
    assert [one.words for own in rest.topics.values() for one in own] == ["52 people"]
    assert figures.window(two, documents, words="no such words").looked_at == 0
    assert figures.window(two, documents, words="PEOPLE").looked_at == 3


def test_number_that_a_newer_reading_rejects_is_gone(two: Record) -> None:
    review.reject(two, _figures(two)["post 46 people"].id, by="Ana")
    assert figures.topics(figures.whole(two))[0].conflicts == ()
    assert many_of(two, Kind.FIGURE) == 3


def test_empty_record_has_no_topics(record: Record) -> None:
    found = figures.whole(record)
    assert (found.topics, found.checks, found.looked_at) == ({}, (), 0)
    assert figures.topics(found) == []
    assert figures.kept(record).by_document == {}
    assert figures.window(record, newest_documents(record)).next is None


def test_notebook_gives_figures_conflicts_and_checks_as_rows(two: Record) -> None:
    with OpenRecord(two.place, by="Ana") as opened:
        assert [one["number"] for one in opened.figures(what="killed").to_dicts()] == ["46", "71", "52"]
        assert opened.figures(unit="USD").to_dicts() == []
        assert [one["kind"] for one in opened.figure_conflicts().to_dicts()] == ["true dispute"]
        assert opened.figure_conflicts(as_of="2019-06-02").to_dicts() == []
        assert opened.figure_checks().to_dicts() == []
        with pytest.raises(UsageError, match="narrow figures by"):
            opened.figures(colour="red")
