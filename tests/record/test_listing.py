"""The list of documents, as an analyst asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from veedor.codebook.labels import Kind
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.record import changes, listing, views
from veedor.record.listing import DocumentFilter, ListOrder
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.wanted import Standing


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[Record]:
    """Three documents: dated, dated to a month, and with neither date, title nor publisher."""
    month = Published("2019-05", Basis.INFERRED, "by its words")
    others = (
        {"id": "aa", "title": "Bread 100% short", "publisher": "Wire", "published": month},
        {
            "id": "bb",
            "title": None,
            "file": "Weekly.pdf",
            "publisher": None,
            "published": None,
            "language": None,
        },
    )
    with Record.open(place) as opened:
        opened.add(report, reader.read(report), reader)
        for other in others:
            own = " ".join(f"thing {other['id']}{n} was seen" for n in range(80))
            made = replace(report, text=f"{report.text}\n{own}", **other)
            opened.add(made, reader.read(made), reader)
        yield opened


def ids(
    record: Record, wanted: DocumentFilter | None = None, order: ListOrder = ListOrder.NEWEST
) -> list[str]:
    return [one.id for one in listing.rows_of(record, listing.in_order(record, wanted, order))]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (ListOrder.NEWEST, ["d0c1", "aa", "bb"]),
        (ListOrder.OLDEST, ["aa", "d0c1", "bb"]),
        (ListOrder.CAME_IN, ["bb", "aa", "d0c1"]),
        (ListOrder.TITLE, ["d0c1", "aa", "bb"]),
        (ListOrder.PUBLISHER, ["d0c1", "aa", "bb"]),
    ],
)
def test_documents_come_in_the_order_asked_for(record: Record, order: ListOrder, found: list[str]) -> None:
    assert ids(record, order=order) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DocumentFilter(publisher="Wire"), ["aa"]),
        (DocumentFilter(publisher="Wi"), []),
        (DocumentFilter(year=2019), ["aa"]),
        (DocumentFilter(year=2020), []),
        (DocumentFilter(title="STRIKE riverton"), ["d0c1"]),
        (DocumentFilter(title="100%"), ["aa"]),
        (DocumentFilter(title="weekly"), ["bb"]),
        (DocumentFilter(title="  "), ["d0c1", "aa", "bb"]),
        (DocumentFilter(title="\0"), []),
        (DocumentFilter(standing=Standing.STANDS), ["d0c1", "aa", "bb"]),
        (DocumentFilter(standing=Standing.SUPERSEDED), []),
        (DocumentFilter(standing=Standing.RETRACTED), []),
    ],
)
def test_a_filter_lets_some_through(record: Record, wanted: DocumentFilter, found: list[str]) -> None:
    assert ids(record, wanted) == found


def test_standing_tells_documents_apart(record: Record) -> None:
    versions.retract(record, "bb", by="Ana", reason="a forgery")
    versions.judge(record, "d0c1", "aa", Relation.VERSION, by="Ana", reason="the same page")
    assert ids(record, DocumentFilter(standing=Standing.RETRACTED)) == ["bb"]
    assert ids(record, DocumentFilter(standing=Standing.SUPERSEDED)) == ["aa"]
    assert ids(record, DocumentFilter(standing=Standing.STANDS)) == ["d0c1"]


def test_a_row_says_what_is_known_of_its_document(record: Record, report: Document) -> None:
    row, month, bare = listing.rows_of(record, listing.in_order(record))
    assert (row.label, row.length, row.language, row.basis) == (report.title, len(report.text), "en", "given")
    assert row.counts == {Kind.EVENT: 1, Kind.POSITION: 1, Kind.FORECAST: 0, Kind.FIGURE: 1, Kind.ROLE: 1}
    assert (row.waiting, row.standing, row.files) == (4, Standing.STANDS, 0)
    assert (month.published, month.basis, month.date_note) == ("2019-05", "inferred", "by its words")
    assert (bare.label, bare.basis, bare.language, bare.publisher) == ("Weekly.pdf", None, None, None)
    assert listing.rows_of(record, []) == []


def test_what_is_decided_waits_no_more(record: Record) -> None:
    first, second = list(views.reading(record, "d0c1").rows)[:2]
    review.accept(record, first.id, by="Ana")
    review.reject(record, second.id, by="Ana")
    row = listing.rows_of(record, listing.in_order(record))[0]
    assert (row.waiting, sum(row.counts.values())) == (2, 3)
    versions.retract(record, "d0c1", by="Ana", reason="a forgery")
    assert listing.rows_of(record, listing.in_order(record))[0].waiting == 0


def test_publishers_and_years_are_listed_once(record: Record) -> None:
    assert listing.publishers(record) == [("Riverton Gazette", 1), ("Wire", 1)]
    assert listing.years(record) == [2021, 2019]


def test_what_came_in_since_a_change_is_new(record: Record, report: Document) -> None:
    last = changes.log(record, all_parts=True)[0].id
    assert listing.new_since(record, last, most=9) == []
    assert [one.id for one in listing.rows_of(record, listing.new_since(record, 0, most=2))] == ["bb", "aa"]
    newer = FakeReader("2")
    record.add(report, newer.read(report), newer)
    late = replace(report, id="cc", text="Something else was told here.")
    record.add(late, newer.read(late), newer)
    assert [one.id for one in listing.rows_of(record, listing.new_since(record, last, most=9))] == ["cc"]
