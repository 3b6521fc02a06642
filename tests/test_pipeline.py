from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Document
from veedor.documents.load import Loaded
from veedor.errors import EmptyDocument, RecordError, SpanError
from veedor.pipeline import Outcome, take_in, take_in_files
from veedor.record.store import Record


class Inventor(FakeReader):
    """A reader that quotes what no report says."""

    def read(self, document: Document) -> list[Statement]:
        return [Event(type=EventType.AID, anchor=quote("x" * 9 + "gave", "gave"))]


def test_a_document_is_read_once_for_each_version(tmp_path: Path, report: Document) -> None:
    first, second = FakeReader("1"), FakeReader("2")
    with Record.open(tmp_path / "a.veedor") as record:
        taken = [take_in(report, reader, record) for reader in (first, first, second)]
    assert [one.is_unchanged for one in taken] == [False, True, False]
    assert (first.asked, second.asked) == (1, 1)
    assert taken[0].statements == taken[1].statements == taken[2].statements


def test_without_a_record_nothing_is_kept(report: Document, reader: FakeReader) -> None:
    taken = take_in(report, reader, None)
    assert len(taken.statements) == 4
    assert taken.added is None
    assert not taken.is_unchanged


@pytest.mark.parametrize("keeps", [False, True])
def test_an_invented_quote_is_refused(tmp_path: Path, report: Document, keeps: bool) -> None:
    with Record.open(tmp_path / "a.veedor") as record, pytest.raises(SpanError):
        take_in(report, Inventor(), record if keeps else None)


def load(file: Path, report: Document) -> Loaded:
    """Two entries of a feed, and one that was left out."""
    if file.name == "empty.txt":
        raise EmptyDocument("there is nothing in it")
    bad = replace(report, id="bad", text="unreadable")
    return Loaded((bad, report), (EmptyDocument("one entry is empty"),))


def told(outcome: Outcome) -> str:
    return outcome.taken.document.id if outcome.taken else str(outcome.error)


def test_bad_documents_stop_no_other(report: Document, reader: FakeReader) -> None:
    files = [Path("empty.txt"), Path("feed.xml")]
    outcomes = list(take_in_files(files, lambda file: load(file, report), reader, None))
    assert [(outcome.file.name, told(outcome)) for outcome in outcomes] == [
        ("empty.txt", "there is nothing in it"),
        ("feed.xml", "one entry is empty"),
        ("feed.xml", "the fake reader does not like this one"),
        ("feed.xml", report.id),
    ]


def test_a_fault_of_ours_stops_no_other_and_names_its_place_without_words(report: Document) -> None:
    class Stumbles(FakeReader):
        def read(self, document: Document) -> list[Statement]:
            if document.id == "bad":
                raise KeyError(document.text)
            return super().read(document)

    outcomes = list(take_in_files([Path("feed.xml")], lambda file: load(file, report), Stumbles(), None))
    assert [outcome.taken is not None for outcome in outcomes] == [False, False, True]
    assert "KeyError in test_pipeline.py" in told(outcomes[1])
    assert "unreadable" not in told(outcomes[1])


def test_a_record_that_fails_ends_the_run(tmp_path: Path, report: Document, reader: FakeReader) -> None:
    with Record.open(tmp_path / "a.veedor") as record:
        record.add(replace(report, text="Another text under this id."), [], FakeReader("0"))
        with pytest.raises(RecordError):
            list(take_in_files([Path("feed.xml")], lambda file: load(file, report), reader, record))
