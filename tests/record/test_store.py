from __future__ import annotations

import itertools
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.fakes import FakeReader, quote
from tests.strategies import readings
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.errors import NotARecord, RecordError, SpanError
from veedor.record import views
from veedor.record.store import Record


def count(place: Path | str, table: str) -> int:
    with Record.open(place, create=False) as record, record.reading() as connection:
        number: int = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
        return number


def test_reading_the_same_document_twice_adds_nothing(
    place: str, report: Document, reader: FakeReader
) -> None:
    for turn in range(2):
        with Record.open(place) as record:
            added = record.add(report, reader.read(report), reader)
            assert added.unchanged == bool(turn)
    assert [count(place, t) for t in ("documents", "readings", "statements", "found")] == [1, 1, 4, 4]


def test_a_newer_version_of_the_reader_appends_and_becomes_current(place: str, report: Document) -> None:
    old = FakeReader("1").read(report)
    with Record.open(place) as record:
        record.add(report, old, FakeReader("1"))
        added = record.add(report, old[:1], FakeReader("2"))
        assert (added.new_document, added.new_statements, added.unchanged) == (False, 0, False)
        assert views.reading(record, report.id).statements == tuple(old[:1])
        assert [row.statement for row in views.statements(record)] == old[:1]
    assert count(place, "statements") == 4


def test_a_date_given_later_is_a_new_reading_of_the_same_document(
    place: str, report: Document, reader: FakeReader
) -> None:
    redated = replace(report, published=Published("2021-05-09", Basis.GIVEN))
    with Record.open(place) as record:
        record.add(report, reader.read(report), reader)
        assert not record.holds(redated, reader)
        record.add(redated, reader.read(redated), reader)
        assert [row.published for row in views.documents(record)] == ["2021-05-09"]


def test_a_copy_under_another_file_name_is_the_same_reading(
    place: str, report: Document, reader: FakeReader
) -> None:
    with Record.open(place) as record:
        record.add(report, reader.read(report), reader)
        assert record.holds(replace(report, file="copy.txt"), reader)


def test_a_file_name_that_is_not_utf_8_is_kept(place: str, report: Document, reader: FakeReader) -> None:
    odd = replace(report, file="\udce9t\udce9.txt")
    with Record.open(place) as record:
        record.add(odd, reader.read(odd), reader)
        assert views.reading(record, odd.id).document == odd
        assert [row.file for row in views.documents(record)] == ["?t?.txt"]


def test_another_text_under_the_same_id_is_refused(place: str, report: Document, reader: FakeReader) -> None:
    with Record.open(place) as record:
        record.add(report, [], reader)
        with pytest.raises(RecordError, match="another text"):
            record.add(replace(report, text="Other words."), [], FakeReader("2"))


def test_a_quote_that_is_not_in_the_text_is_never_stored(
    place: str, report: Document, reader: FakeReader
) -> None:
    wrong = Event(type=EventType.AGREE, anchor=quote("xx met", "met"))
    with Record.open(place) as record, pytest.raises(SpanError):
        record.add(report, [wrong], reader)
    assert count(place, "documents") == 0


def test_what_goes_in_comes_out_equal(place: str) -> None:
    numbers = itertools.count()

    @given(readings())
    @settings(max_examples=30, deadline=None)
    def goes_round(reading: tuple[Document, list[Statement]]) -> None:
        document, statements = replace(reading[0], id=f"d{next(numbers)}"), reading[1]
        record.add(document, statements, FakeReader())
        back = views.reading(record, document.id)
        assert back.document == document
        once = {statement.id_in(document.id): statement for statement in reversed(statements)}
        assert {s.id_in(document.id): s for s in back.statements} == once

    with Record.open(place) as record:
        goes_round()


def test_a_new_record_is_marked_so_that_others_recognise_it(tmp_path: Path) -> None:
    path = tmp_path / "new.veedor"
    Record.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"Veed", "big")
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_foreign_keys_are_held(place: str) -> None:
    with (
        Record.open(place) as record,
        pytest.raises(RecordError),
        record.writing() as connection,
    ):
        connection.exec_driver_sql("INSERT INTO found VALUES (7, 0, 'none', NULL, NULL)")


def test_another_programs_database_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="another program"):
        Record.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["theirs.db"]


def test_a_file_that_is_no_database_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Some words that somebody needs.")
    with pytest.raises(NotARecord, match="no record"):
        Record.open(path)
    assert path.read_text() == "Some words that somebody needs."


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="folder"):
        Record.open(tmp_path)


def test_a_record_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="does not exist"):
        Record.open(tmp_path / "none" / "a.veedor")


def test_without_create_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record at"):
        Record.open(tmp_path / "a.veedor", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_record_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.veedor"
    path.touch()
    with pytest.raises(NotARecord):
        Record.open(path, create=False)
    with Record.open(path) as record:
        assert views.size(record).documents == 0


def test_a_damaged_record_is_an_error_with_a_way_out(tmp_path: Path, report: Document) -> None:
    path = tmp_path / "a.veedor"
    with Record.open(path) as record:
        record.add(report, FakeReader().read(report), FakeReader())
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(RecordError, match="damaged"):
        Record.open(path, create=False)


@contextmanager
def nobody() -> Iterator[None]:
    """Run as a user who owns nothing, where the tests run as root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that everybody may look into and nobody may write to."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        yield path
        path.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions of this kind are POSIX")
def test_a_read_only_folder_takes_no_record_and_says_why(read_only: Path) -> None:
    read_only.chmod(0o555)
    with nobody(), pytest.raises(RecordError, match="cannot be opened"):
        Record.open(read_only / "a.veedor")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions of this kind are POSIX")
def test_a_record_in_a_read_only_folder_can_be_read_but_not_added_to(
    read_only: Path, report: Document, reader: FakeReader
) -> None:
    path = read_only / "a.veedor"
    with Record.open(path) as record:
        record.add(report, reader.read(report), reader)
    path.chmod(0o444)
    read_only.chmod(0o555)
    with nobody():
        with Record.open(path, create=False) as record:
            assert len(list(views.statements(record))) == 4
            with pytest.raises(RecordError, match="read-only"):
                record.add(report, [], FakeReader("2"))
        with pytest.raises(RecordError, match="read-only"):
            Record.open(path)


def test_a_wrong_database_address_says_how_to_write_one() -> None:
    with pytest.raises(RecordError, match=r"postgresql\+psycopg"):
        Record.open("nonsense://here/there")
