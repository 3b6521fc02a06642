"""Reading in one thread beside writing in another: nobody notices but by the clock."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from veedor import pipeline
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.documents.load import Loaded
from veedor.pipeline import _AHEAD, take_in_files
from veedor.record import views
from veedor.record.checks import check
from veedor.record.store import Added, Record

_SOON_S = 10.0
"""By when another thread has surely done what a test waits for."""
NAMES = ("a", "b", "c", "d", "e", "f")


class Watched(FakeReader):
    """Does something before it reads a document, and notes in which thread it was asked."""

    def __init__(self, before: Callable[[Document], object] = lambda _: None) -> None:
        super().__init__()
        self.before = before
        self.threads: dict[str, str] = {}

    def read(self, document: Document) -> list[Statement]:
        self.threads[document.id] = threading.current_thread().name
        self.before(document)
        return super().read(document)


@pytest.fixture
def load(report: Document) -> Callable[[Path], Loaded]:
    """A document for each file, of its name."""
    return lambda file: Loaded((replace(report, id=file.name),), ())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.veedor") as opened:
        yield opened


def files(*names: str) -> list[Path]:
    return [Path(name) for name in names]


def stored(record: Record) -> set[str]:
    return {row.id for row in views.documents(record)}


def test_documents_come_in_the_order_of_their_files(record: Record, load: Callable[[Path], Loaded]) -> None:
    outcomes = list(take_in_files(files(*NAMES), load, Watched(), record))
    assert [one.taken.document.id for one in outcomes if one.taken] == list(NAMES)
    assert stored(record) == set(NAMES)


def test_the_next_document_is_read_while_one_is_written(
    record: Record, load: Callable[[Path], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_begun = threading.Event()

    def tell(document: Document) -> None:
        if document.id == "b":
            is_begun.set()

    reader = Watched(tell)
    add = Record.add

    def waits(self: Record, document: Document, *args: object, **kwargs: object) -> Added:
        assert is_begun.wait(_SOON_S)
        return add(self, document, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Record, "add", waits)
    assert len(list(take_in_files(files("a", "b"), load, reader, record))) == 2


def test_few_documents_are_read_ahead(record: Record, load: Callable[[Path], Loaded]) -> None:
    loaded: list[Path] = []

    def counting(file: Path) -> Loaded:
        loaded.append(file)
        return load(file)

    outcomes = take_in_files(files(*NAMES), counting, Watched(), record)
    next(outcomes)
    assert len(loaded) == _AHEAD + 1  # one is written meanwhile
    outcomes.close()  # type: ignore[attr-defined]
    assert stored(record) == {"a"}


def test_a_fault_in_the_readers_thread_is_told_in_its_turn(
    record: Record, load: Callable[[Path], Loaded]
) -> None:
    reader = Watched(lambda document: {"b": 1 / (document.id != "b")})
    outcomes = list(take_in_files(files("a", "b", "c"), load, reader, record))
    assert [one.error is None for one in outcomes] == [True, False, True]
    assert "ZeroDivisionError in test_pipeline_ahead.py" in str(outcomes[1].error)
    assert stored(record) == {"a", "c"}


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as in a terminal: what a shell starts in the background is told to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_an_interrupt_waits_for_no_reading_and_leaves_whole_documents(
    record: Record, load: Callable[[Path], Loaded]
) -> None:
    may_end = threading.Event()

    def interrupt(document: Document) -> None:
        if document.id == "c":
            main = threading.main_thread().ident
            assert main is not None
            signal.pthread_kill(main, signal.SIGINT)
            may_end.wait(_SOON_S)

    reader = Watched(interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(take_in_files(files(*NAMES), load, reader, record))
    may_end.set()
    assert stored(record) <= {"a", "b"}
    assert check(record) == []
    again = list(take_in_files(files(*NAMES), load, FakeReader(), record))
    assert len(again) == len(NAMES)
    assert stored(record) == set(NAMES)


def test_a_document_that_comes_twice_is_read_once(record: Record, load: Callable[[Path], Loaded]) -> None:
    reader = Watched()
    outcomes = list(take_in_files(files("a", "a", "b"), load, reader, record))
    assert [one.taken.is_unchanged for one in outcomes if one.taken] == [False, True, False]
    assert reader.asked == 2


def test_a_long_document_is_read_by_itself(
    record: Record, load: Callable[[Path], Loaded], report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_LONGEST_AHEAD", len(report.text))

    def longer(file: Path) -> Loaded:
        (document,) = load(file).documents
        return Loaded((replace(document, text=document.text + "\n" * (file.name == "b")),), ())

    reader = Watched()
    outcomes = list(take_in_files(files("a", "b", "c"), longer, reader, record))
    assert [one.taken.document.id for one in outcomes if one.taken] == ["a", "b", "c"]
    main = threading.main_thread().name
    assert [reader.threads[name] == main for name in ("a", "b", "c")] == [False, True, False]


def test_a_run_leaves_the_garbage_collector_as_it_was(load: Callable[[Path], Loaded]) -> None:
    before = gc.get_freeze_count()
    outcomes = take_in_files(files("a", "b"), load, Watched(), None)
    next(outcomes)
    assert gc.get_freeze_count() > before
    outcomes.close()  # type: ignore[attr-defined]
    assert gc.get_freeze_count() == 0
