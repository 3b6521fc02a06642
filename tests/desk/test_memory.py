"""What pages worked out, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest

from tests.fakes import FakeReader
from veedor.desk.memory import Memory, last_change_of_documents
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import changes, views
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions


@pytest.fixture
def numbers() -> Iterator[int]:
    """Another number for each time that something is worked out."""
    return count(1)


def test_an_answer_is_kept_until_the_record_changes(filled: Record, numbers: Iterator[int]) -> None:
    memory = Memory()
    assert [memory.of(filled, "x", lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]
    review.accept(filled, next(iter(views.statements(filled))).id, by="Ana")
    assert memory.of(filled, "x", lambda: next(numbers)) == 2


def test_no_decision_takes_away_what_hangs_on_readings_alone(
    filled: Record, numbers: Iterator[int], report: Document
) -> None:
    memory = Memory()

    def ask() -> int:
        return memory.until_reading(filled, "x", lambda: next(numbers))

    assert ask() == 1
    made = review.accept(filled, next(iter(views.statements(filled))).id, by="Ana")
    assert ask() == 1
    review.undo(filled, made, by="Ana")
    assert ask() == 1
    retracted = versions.retract(filled, report.id, by="Ana", reason="a forgery")
    assert (ask(), ask()) == (2, 2)
    changes.undo(filled, retracted, by="Ana")
    assert (ask(), ask()) == (3, 3)
    newer = FakeReader("2")
    filled.add(report, newer.read(report), newer)
    assert (ask(), ask()) == (4, 4)


def test_what_took_long_is_given_a_little_longer_while_documents_come_in(
    filled: Record, numbers: Iterator[int], report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("veedor.desk.memory.monotonic", lambda: clock[0])
    memory = Memory()

    def work_out() -> int:
        clock[0] += 1.0
        return next(numbers)

    assert memory.until_reading(filled, "x", work_out, patient=True) == 1
    versions.retract(filled, report.id, by="Ana", reason="a forgery")
    assert memory.until_reading(filled, "x", work_out, patient=True) == 1
    assert memory.until_reading(filled, "x", work_out) == 2
    versions.retract(filled, report.id, by="Ana", reason="a worse one")
    clock[0] += 100.0
    assert memory.until_reading(filled, "x", work_out, patient=True) == 3


def test_of_several_who_ask_at_once_one_works_it_out(numbers: Iterator[int]) -> None:
    memory, begun, may_end = Memory(), Event(), Event()

    def work_out() -> int:
        begun.set()
        assert may_end.wait(20)
        return next(numbers)

    with ThreadPoolExecutor(5) as pool:
        asked = [pool.submit(memory.since, "x", 1, work_out)]
        assert begun.wait(20)
        asked += [pool.submit(memory.since, "x", 1, work_out) for _ in range(4)]
        may_end.set()
        assert [one.result(20) for one in asked] == [1] * 5
    assert memory.since("x", 2, work_out) == 2


def test_what_fails_is_worked_out_again_by_the_next(numbers: Iterator[int]) -> None:
    memory = Memory()

    def fail() -> int:
        raise UsageError("not now")

    for _ in range(2):
        with pytest.raises(UsageError):
            memory.since("x", 1, fail)
    assert memory.since("x", 1, lambda: next(numbers)) == 1


def test_answers_may_be_made_of_other_answers(numbers: Iterator[int]) -> None:
    memory = Memory()
    assert memory.since("x", 1, lambda: memory.since("y", 1, lambda: next(numbers)) + 10) == 11


def test_an_empty_log_has_no_change_of_documents(record: Record) -> None:
    assert last_change_of_documents(record, 0) == 0
