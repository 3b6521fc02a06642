"""Files that were read before, from the pipeline that asks and remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from veedor.documents.digest import digest
from veedor.documents.load import Loaded, load_all
from veedor.errors import EmptyDocument
from veedor.pipeline import Outcome, take_in_files
from veedor.record import changes
from veedor.record.known_files import FileKey, hashes_of, known, remember
from veedor.record.store import Record, Run

STRIKE = "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt.\n"


class Desk:
    """Reads one file again and again, and counts how often it was loaded."""

    def __init__(self, record: Record, file: Path) -> None:
        self.record, self.file, self.loaded = record, file, 0

    def load(self, file: Path, publisher: str | None) -> Loaded:
        self.loaded += 1
        return load_all(file, publisher=publisher, dated="2021-05-04")

    def read(self, *, version: str = "1", publisher: str | None = None, run: Run | None = None) -> Outcome:
        (outcome,) = take_in_files(
            [self.file],
            lambda file: self.load(file, publisher),
            FakeReader(version),
            self.record,
            run=run,
            options={"publisher": publisher, "dated": "2021-05-04"},
        )
        return outcome


@pytest.fixture
def desk(place: str, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "strike.txt"
    file.write_text(STRIKE, encoding="utf-8")
    with Record.open(place) as record:
        yield Desk(record, file)


def test_an_unchanged_file_is_not_loaded_again(desk: Desk) -> None:
    first, second = desk.read(), desk.read()
    assert desk.loaded == 1
    assert first.taken is not None
    assert second.held is not None
    assert second.held.id == first.taken.document.id
    assert sum(second.held.counts.values()) == len(first.taken.statements) == 2


def test_whatever_could_give_another_reading_is_loaded(desk: Desk) -> None:
    desk.read()
    desk.read(publisher="Harbour Post")
    desk.read(version="2", publisher="Harbour Post")
    assert desk.loaded == 3
    assert desk.read(version="2", publisher="Harbour Post").held is not None
    # The reading that is current is of other options now.
    assert desk.read(version="2").held is None
    desk.file.write_text(STRIKE.replace("40", "41"), encoding="utf-8")
    assert desk.read(version="2").held is None


def test_a_file_of_another_name_is_known_by_its_bytes(desk: Desk) -> None:
    desk.read()
    desk.file = desk.file.rename(desk.file.with_name("copy.txt"))
    assert desk.read().held is not None
    desk.file = desk.file.rename(desk.file.with_name("copy.md"))
    assert desk.read().held is None


def test_an_import_that_was_taken_back_can_be_read_again(desk: Desk) -> None:
    run = Run("Ana")
    desk.read(run=run)
    undone = changes.undo(desk.record, run.id or 0, by="Ana")
    again = desk.read()
    assert again.taken is not None
    assert not again.taken.is_unchanged
    assert desk.read().held is not None
    changes.undo(desk.record, undone, by="Ana")
    assert desk.read().held is not None


def test_a_document_that_was_held_already_makes_its_file_known(desk: Desk) -> None:
    (document,) = load_all(desk.file, dated="2021-05-04").documents
    desk.record.add(document, FakeReader().read(document), FakeReader())
    outcome = desk.read()
    assert outcome.taken is not None
    assert outcome.taken.is_unchanged
    assert desk.read().held is not None


def test_a_file_of_which_something_was_refused_is_loaded_each_time(desk: Desk) -> None:
    (document,) = load_all(desk.file).documents
    loaded = Loaded((document,), (EmptyDocument("one entry is empty"),))
    for _ in range(2):
        outcomes = list(take_in_files([desk.file], lambda _: loaded, FakeReader(), desk.record, options={}))
        assert [outcome.held for outcome in outcomes] == [None, None]


def test_a_file_that_is_gone_says_so_as_ever(desk: Desk) -> None:
    desk.read()
    desk.file.unlink()
    assert "no file" in str(desk.read().error)


def test_a_feed_is_known_while_all_of_it_is(desk: Desk) -> None:
    reader, key = FakeReader(), FileKey("0" * 64, "{}")
    ids = []
    for name in ("one", "two"):
        file = desk.file.with_name(name)
        file.write_text(f"{name.capitalize()}. {STRIKE}", encoding="utf-8")
        (document,) = load_all(file).documents
        desk.record.add(document, reader.read(document), reader, run=Run(name))
        ids.append(document.id)
    remember(desk.record, key, ids, reader)
    remember(desk.record, key, ids, reader)
    assert known(desk.record, {key}, reader) == {key: tuple(ids)}
    assert known(desk.record, {key}, FakeReader("2")) == {}
    last = changes.log(desk.record, document_id=ids[1])[-1]
    changes.undo(desk.record, last.id, by="Ana")
    assert known(desk.record, {key}, reader) == {}


def test_a_feed_that_holds_one_report_twice_is_known(desk: Desk) -> None:
    taken = desk.read().taken
    assert taken is not None
    key = FileKey("a feed's", "options")
    remember(desk.record, key, [taken.document.id] * 2, FakeReader())
    assert known(desk.record, {key}, FakeReader()) == {key: (taken.document.id,)}


def test_a_document_knows_the_files_it_came_from(desk: Desk) -> None:
    outcome = desk.read()
    assert outcome.taken is not None
    assert hashes_of(desk.record, outcome.taken.document.id) == {digest(desk.file)}
    assert hashes_of(desk.record, "no such document") == frozenset()
