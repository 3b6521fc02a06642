from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from tests.fakes import FakeReader
from tests.record.filled import STRIKE
from veedor.codebook.labels import Certainty, Kind
from veedor.documents.document import Basis, Published
from veedor.documents.versions import Relation
from veedor.record import changes, corrections, schema, views
from veedor.record.changes import Verb
from veedor.record.corrections import Correction, Days, Sort, Span
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter

SINCE, UNTIL = date(2021, 5, 4), date(2021, 6, 1)
LATER = replace(
    STRIKE, id="d0d2", text=f"{STRIKE.text} It went on.", published=Published("2021-05-20", Basis.GIVEN)
)


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        record.add(STRIKE, FakeReader().read(STRIKE), FakeReader())
        yield record


def rows(record: Record) -> dict[Kind, StatementRow]:
    return {row.statement.kind: row for row in views.statements(record, Filter())}


def decided(record: Record, span: Span | None = None) -> list[tuple[Sort, tuple[str, ...]]]:
    return [(one.sort, one.ids) for one in corrections.decisions(record, span or Span(), limit=9)]


def test_nothing_was_put_right_at_first(record: Record) -> None:
    assert decided(record) == []
    assert corrections.retractions(record, Span(), limit=9) == []
    for of in (Span(), Days(SINCE, UNTIL)):
        assert corrections.withdrawals(record, of, limit=9) == []
        assert corrections.newer_versions(record, of, limit=9) == []


def test_corrections_and_rejections_that_stay_are_told_and_no_others(record: Record) -> None:
    found = rows(record)
    event, figure, role = found[Kind.EVENT], found[Kind.FIGURE], found[Kind.ROLE]
    corrected = replace(figure.statement, certainty=Certainty.CERTAIN)
    first = review.correct(record, figure.id, corrected, by="Ana", reason="it is said so")
    last = review.reject(record, event.id, by="Ben")
    review.accept(record, role.id, by="Ben")
    assert decided(record) == [(Sort.REJECTED, (event.id,)), (Sort.CORRECTED, (figure.id,))]
    one = corrections.decisions(record, Span(until=first), limit=9)[0]
    assert (one.by, one.reason, one.statement, one.document) == (
        "Ana",
        "it is said so",
        corrected,
        "A strike in Riverton",
    )
    assert decided(record, Span(first)) == [(Sort.REJECTED, (event.id,))]
    assert decided(record, Span(last)) == []
    review.undo(record, last, by="Ben")
    assert decided(record, Span(first)) == []


def test_retracted_reports_and_newer_versions_are_told(record: Record) -> None:
    last = changes.log(record)[0].id
    record.add(LATER, FakeReader().read(LATER), FakeReader())
    if len(versions.family(record, "d0c1")) < 2:
        versions.judge(record, "d0d2", "d0c1", Relation.VERSION, by="Ana", reason="mended")
    for of in (Span(last), Days(SINCE, UNTIL)):
        assert [one.document_id for one in corrections.newer_versions(record, of, limit=9)] == ["d0d2"]
    assert corrections.newer_versions(record, Days(UNTIL, date(2022, 1, 1)), limit=9) == []
    retracted = versions.retract(record, "d0d2", by="Ben", reason="a forgery")
    (one,) = corrections.retractions(record, Span(last), limit=9)
    assert (one.change_id, one.by, one.reason) == (retracted, "Ben", "a forgery")
    assert corrections.retractions(record, Span(retracted), limit=9) == []


def test_a_note_that_takes_statements_back_is_told_once_in_its_own_words(record: Record) -> None:
    found = rows(record)
    with record.writing() as connection:
        made = changes.append(connection, Verb.WITHDRAW, "veedor", document_id="d0c1")
        for kind in (Kind.EVENT, Kind.FIGURE):
            row = {
                "statement_id": found[kind].id,
                "document_id": "d0c1",
                "start": 0,
                "end": 9,
                "why": "by hand",
            }
            connection.execute(insert(schema.withdrawals).values(change_id=made, **row))
    (one,) = corrections.withdrawals(record, Span(), limit=9)
    assert isinstance(one, Correction)
    assert set(one.ids) == {found[Kind.EVENT].id, found[Kind.FIGURE].id}
    assert one.reason == STRIKE.text[:9]
    assert corrections.withdrawals(record, Days(date(2021, 5, 3), UNTIL), limit=9) == [one]
    assert corrections.withdrawals(record, Days(SINCE, UNTIL), limit=9) == []


def test_the_log_is_cut_by_days(record: Record) -> None:
    last = changes.log(record)[0]
    today = date.fromisoformat(last.at[:10])
    assert corrections.last_change_by(record, today) == last.id
    assert corrections.last_change_by(record, date(2000, 1, 1)) == 0
