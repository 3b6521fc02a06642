from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from tests.record.versions.test_versions import CARRIED, FIRST, STORY
from veedor.codebook.labels import Certainty, Kind
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.record import changes, views
from veedor.record.reviewing import review
from veedor.record.store import Record, Run
from veedor.record.versions import versions, withdrawals
from veedor.record.wanted import Filter, Standing

NOTE = "[Correction: an earlier version of this report said that 40 people were hurt. The union counted 14 people.]"
CORRECTED = replace(
    FIRST,
    id="corrected",
    text=f"{STORY.replace('40 people', '14 people')}\n{NOTE}",
    published=Published("2021-05-06", Basis.GIVEN),
)


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def read(record: Record, *documents: Document, run: Run | None = None) -> None:
    for document in documents:
        record.add(document, FakeReader().read(document), FakeReader(), run=run)


def figures(record: Record) -> dict[str, Standing]:
    rows = views.statements(record, Filter(words="40 people", states=None, standings=None))
    return {row.document_id: row.standing for row in rows}


def test_a_printed_correction_reaches_the_older_version_its_carriers_and_its_own_words(
    record: Record,
) -> None:
    read(record, FIRST, CARRIED, CORRECTED)
    assert figures(record) == dict.fromkeys(("first", "carried", "corrected"), Standing.WITHDRAWN)
    others = views.statements(record, Filter(document="carried"))
    assert [row.statement.anchor.words for row in others] == ["met", "Deputy", "wants"]


def test_a_withdrawal_shows_the_notes_words(record: Record) -> None:
    read(record, FIRST, CORRECTED)
    row = next(views.statements(record, Filter(document="first", words="40 people", standings=None)))
    (withdrawal,) = withdrawals.of_statement(record, row.root_id)
    assert (withdrawal.document_id, withdrawal.note.words) == ("corrected", NOTE)
    assert withdrawal.why


def test_taking_the_correction_back_lets_the_old_words_stand(record: Record) -> None:
    run = Run("ana")
    read(record, FIRST)
    read(record, CORRECTED, run=run)
    assert run.id is not None
    changes.undo(record, run.id, by="ana")
    assert figures(record) == {"first": Standing.STANDS}


def test_a_newer_reader_does_not_withdraw_twice(record: Record) -> None:
    read(record, FIRST, CORRECTED)
    record.add(CORRECTED, FakeReader("2").read(CORRECTED), FakeReader("2"))
    assert figures(record) == dict.fromkeys(("first", "corrected"), Standing.WITHDRAWN)
    assert [change.verb for change in changes.log(record, all_parts=True)].count(changes.Verb.WITHDRAW) == 1


def test_a_correction_reaches_whoever_comes_in_after_it(record: Record) -> None:
    read(record, FIRST, CORRECTED, CARRIED)
    assert figures(record) == dict.fromkeys(("first", "carried", "corrected"), Standing.WITHDRAWN)


def test_a_correction_reaches_an_older_version_that_comes_in_after_it(record: Record) -> None:
    read(record, CORRECTED, FIRST)
    assert figures(record) == dict.fromkeys(("first", "corrected"), Standing.WITHDRAWN)


def test_a_correction_reaches_what_a_newer_reader_finds_in_a_carrier(record: Record) -> None:
    read(record, FIRST, CARRIED, CORRECTED)
    otherwise = [
        replace(said, certainty=Certainty.OPEN) if said.kind is Kind.FIGURE else said
        for said in FakeReader().read(CARRIED)
    ]
    record.add(CARRIED, otherwise, FakeReader("2"))
    assert figures(record)["carried"] is Standing.WITHDRAWN


def test_a_correction_reaches_what_a_person_says_is_the_same_story(record: Record) -> None:
    text = "Asked about the strike, the owners said: 40 people were hurt, the union claims, and nobody was to blame."
    told = replace(CARRIED, id="told", text=text.replace("the union claims", "according to the union"))
    read(record, FIRST, CORRECTED)
    record.add(told, [FakeReader()._figure(told.text)], FakeReader())
    assert figures(record)["told"] is Standing.STANDS
    judged = versions.judge(record, "told", "first", Relation.CARRIER, by="ana", reason="the same agency")
    assert figures(record)["told"] is Standing.WITHDRAWN
    changes.undo(record, judged, by="ana")
    assert figures(record)["told"] is Standing.STANDS


def test_a_correction_reaches_what_a_person_wrote_by_hand(record: Record) -> None:
    read(record, CORRECTED)
    said = replace(FakeReader()._figure(CORRECTED.text), certainty=Certainty.OPEN)
    review.add(record, "corrected", said, by="ana")
    record.add(CORRECTED, FakeReader().read(CORRECTED), FakeReader("2"))
    rows = views.statements(record, Filter(words="40 people", states=None, standings=None))
    assert [row.standing for row in rows] == [Standing.WITHDRAWN] * 2
