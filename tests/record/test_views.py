from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from veedor.codebook.labels import Certainty, EventType, Kind
from veedor.documents.document import Basis, Document, Published
from veedor.errors import DateError, UsageError
from veedor.record import views
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter, Order


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[Record]:
    older = replace(
        report,
        id="d0d2",
        text="The mayor met the strikers.",
        title=None,
        file="older.txt",
        published=Published("2020-01", Basis.GIVEN),
    )
    undated = replace(report, id="eeee", text="Nothing happened.", published=None, file="undated.txt")
    with Record.open(place) as record:
        for document in (older, undated, report):
            record.add(document, reader.read(document), reader)
        yield record


def kinds(record: Record, **wanted: object) -> list[str]:
    return [str(row.statement.kind) for row in views.statements(record, Filter(**wanted))]  # type: ignore[arg-type]


def test_documents_come_newest_first_with_counts_of_every_kind(record: Record) -> None:
    rows = views.documents(record)
    assert [row.id for row in rows] == ["d0c1", "d0d2", "eeee"]
    assert rows[0].counts == {
        Kind.EVENT: 1,
        Kind.POSITION: 1,
        Kind.FORECAST: 0,
        Kind.FIGURE: 1,
        Kind.ROLE: 1,
    }
    assert sum(rows[2].counts.values()) == 0
    assert [row.label for row in rows] == ["A strike in Riverton", "older.txt", "A strike in Riverton"]


def test_documents_can_come_as_they_came_in(record: Record, report: Document) -> None:
    record.add(views.reading(record, "d0d2").document, [], FakeReader("2"))
    assert [row.id for row in views.documents(record, order=Order.READ)] == ["d0d2", "eeee", "d0c1"]


def test_a_page_of_documents_counts_as_the_whole_list_does(record: Record) -> None:
    rows = views.documents(record)
    assert views.documents(record, limit=2, offset=1) == rows[1:]
    assert views.documents(record, of=["eeee", "d0c1", "none"]) == [rows[0], rows[2]]


def test_statements_stand_in_the_order_of_the_text(record: Record) -> None:
    assert kinds(record, document="d0c1") == ["event", "figure", "role", "position"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": Kind.FIGURE}, ["figure"]),
        ({"type": EventType.CONSULT}, ["event", "event"]),
        ({"type": EventType.AID}, []),
        ({"actor": "MAYOR OF"}, ["event", "event"]),
        ({"actor": "órdoñez"}, ["role", "position"]),
        ({"actor": "ÓRDOÑEZ"}, ["role", "position"]),
        ({"actor": "dockers"}, []),
        ({"actor": "%"}, []),
        ({"source": "dockers"}, ["figure"]),
        ({"source": "mayor"}, []),
        ({"certainty": Certainty.HEDGED}, ["figure"]),
        ({"date": "2021-05-03"}, ["event"]),
        ({"date": "2021"}, ["event"]),
        ({"date": "2021-05-04/.."}, []),
        ({"date": "../2021-05-03"}, ["event"]),
        ({"date": "2021-04-01/2021-05-02"}, []),
        ({"kind": Kind.EVENT, "actor": "strikers", "document": "d0d2"}, ["event"]),
    ],
)
def test_a_filter_lets_through_what_it_names(
    record: Record, wanted: dict[str, object], found: list[str]
) -> None:
    assert kinds(record, **wanted) == found


def test_a_date_that_is_none_is_refused(record: Record) -> None:
    with pytest.raises(DateError):
        kinds(record, date="last week")


def test_the_readers_own_estimate_is_kept(record: Record) -> None:
    row = next(views.statements(record, Filter(kind=Kind.EVENT, document="d0c1")))
    assert row.statement.probability_right == 0.75


def test_who_asks_for_the_sure_ones_gets_what_is_likely_enough_and_what_people_settled(
    record: Record,
) -> None:
    assert kinds(record, document="d0c1", sure=0.75) == ["event"]
    assert kinds(record, document="d0c1", sure=0.76) == []
    position = next(views.statements(record, Filter(kind=Kind.POSITION, document="d0c1")))
    review.accept(record, position.id, by="Ana")
    assert kinds(record, document="d0c1", sure=0.99) == ["position"]


@pytest.mark.parametrize("report_name", ["d0c1", "d0c", "strike.txt"])
def test_a_document_is_found_by_id_beginning_or_file(record: Record, report_name: str) -> None:
    assert views.find(record, report_name) == "d0c1"


@pytest.mark.parametrize(
    ("report_name", "why"), [("d0", "2 documents"), ("zzz", "No document"), ("", "No document")]
)
def test_what_means_no_one_document_is_refused(record: Record, report_name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        views.find(record, report_name)


def test_export_has_the_form_of_gold_files(record: Record, report: Document) -> None:
    lines = [json.dumps(line) for line in views.export(record)]
    plain = json.loads(lines[-1])
    assert list(plain) == ["document", "statements"]
    assert plain["document"] == json.loads(json.dumps(report.to_dict())) | {"standing": "stands"}
    assert [next(iter(statement)) for statement in plain["statements"]] == ["id"] * 4
    for statement in plain["statements"]:
        anchor = statement["anchor"]
        assert report.text[anchor["start"] : anchor["end"]] == anchor["quote"]


def test_size_counts_what_is_current(record: Record) -> None:
    assert views.size(record) == views.Size(schema=4, documents=3, readings=3, statements=5)
