from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from tests.record.filled import LATER, STRIKE, fill
from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.record import changes, views
from veedor.record.checks import Fault, check
from veedor.record.reviewing.review import accept, add, comment, correct_fields, reject, undo
from veedor.record.store import Record, Run
from veedor.record.versions.versions import retract
from veedor.record.wanted import Filter


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A sound record, which every damage leaves as it was."""
    place = tmp_path_factory.mktemp("filled") / "a.veedor"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").create("filled")
    with Record.open(place) as record:
        fill(record)
        yield record


@contextmanager
def damaged(record: Record, *statements: str) -> Iterator[None]:
    """Do to the database, inside the block, what only another program could."""
    with record._engine.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "reading", lambda: nullcontext(connection))
        if record.database == "sqlite":  # foreign keys cannot be let go within a transaction
            for statement in ("COMMIT", "PRAGMA foreign_keys = OFF", "BEGIN"):
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield
        connection.rollback()
        connection.detach()  # it knows no foreign keys: nobody gets it again


def wrong_in(record: Record) -> set[str]:
    return {fault.what for fault in check(record)}


def test_a_record_that_only_veedor_wrote_is_sound(record: Record) -> None:
    assert check(record) == []


def test_an_empty_record_is_sound(place: str) -> None:
    with Record.open(place) as record:
        assert check(record) == []


DAMAGES = [
    ("a document has no reading", "DELETE FROM found", "DELETE FROM readings"),
    ("what a reading found is not numbered from 0 on", "DELETE FROM found WHERE place = 0"),
    ("what a reading found is not numbered from 0 on", "UPDATE found SET place = 9 WHERE place = 1"),
    (
        "the id of a statement is not that of what it says",
        "UPDATE statements SET plain = replace(plain, 'certain', 'hedged')",
    ),
    ("a statement is not as the codebook has it", "UPDATE statements SET plain = '{}' WHERE kind = 'figure'"),
    (
        "a statement is not as the codebook has it",
        "UPDATE statements SET plain = 'no JSON' WHERE kind = 'figure'",
    ),
    (
        "a quote is not what the text says there",
        "UPDATE documents SET text = replace(text, 'mayor', 'major')",
    ),
    (
        "what a reading says of its document cannot be read, or is not in the text",
        "UPDATE documents SET text = replace(text, '2021', '2022')",
    ),
    (
        "what a reading says of its document cannot be read, or is not in the text",
        "UPDATE readings SET details = '[]'",
    ),
    ("the column title of a reading differs from what it says", "UPDATE readings SET title = 'Another'"),
    ("the column latest of a reading differs from what it says", "UPDATE readings SET latest = NULL"),
    (
        "the column certainty of a statement differs from what it says",
        "UPDATE statements SET certainty = 'denied'",
    ),
    ("the column words of a statement differs from what it says", "UPDATE statements SET words = 'other'"),
    (
        "the column earliest of a statement differs from what it says",
        "UPDATE statements SET earliest = '1999-01-01'",
    ),
    ("the column polarity of a statement differs from what it says", "UPDATE statements SET polarity = NULL"),
    ("the parties of a statement are not those that it names", "DELETE FROM parties WHERE field = 'actors'"),
    ("the parties of a statement are not those that it names", "UPDATE parties SET key = 'somebody'"),
    ("a statement has a place that it does not name", "UPDATE places SET place = 4"),
    ("a statement was neither read nor written by anybody", "DELETE FROM found WHERE place = 2"),
    (
        "a reading found a statement of another document",
        "UPDATE found SET reading_id = 3 - reading_id, place = place + 10",
    ),
    ("a passage is not in the text", 'UPDATE passages SET "end" = 100000'),
    (
        "the passages are not in the order of the text",
        "UPDATE passages SET document_id = 'd0c1', id = id + 0, start = 0",
    ),
    (
        "the vector of a passage is of another model",
        "UPDATE passages SET vector = NULL WHERE id = 1",
        "UPDATE passages SET vector = {zero} WHERE id = 2",
    ),
    (
        "the note that takes a statement back is not in its document",
        'UPDATE withdrawals SET start = 900, "end" = 901',
    ),
    ("readings.change_id names a change that is not there", "UPDATE readings SET change_id = 99"),
    ("a reading is not in the log", "UPDATE readings SET change_id = NULL"),
    ("reviews.change_id names a change that is not there", "UPDATE reviews SET change_id = change_id + 90"),
    ("undos.undone_id names a change that is not there", "UPDATE undos SET undone_id = 99"),
    (
        "what takes a change back is no undo, or is older than it",
        "UPDATE changes SET verb = 'accept' WHERE verb = 'undo'",
    ),
    (
        "what takes a change back is no undo, or is older than it",
        "UPDATE undos SET undone_id = change_id + 1",
    ),
    (
        "a line of the log says nothing that this version knows",
        "UPDATE changes SET verb = 'guess' WHERE id = 2",
    ),
    ("a line of the log says nothing that this version knows", "UPDATE changes SET by = ' ' WHERE id = 2"),
    ("changes.part_of names a change that is not there", "UPDATE changes SET part_of = 99 WHERE id = 2"),
    ("a part of a change is older than the whole", "UPDATE changes SET part_of = 3 WHERE id = 2"),
    ("reviews.statement_id names a statement that is not there", "UPDATE reviews SET statement_id = 'none'"),
    (
        "reviews.becomes names a statement that is not there",
        "UPDATE reviews SET becomes = 'none' WHERE becomes IS NOT NULL",
    ),
    ("a decision is on a statement of another document", "UPDATE reviews SET document_id = 'd0d2'"),
    (
        "a correction became a statement of another document",
        "UPDATE reviews SET becomes = (SELECT id FROM statements WHERE document_id = 'd0d2')",
    ),
    ("a correction does not say what it became", "UPDATE reviews SET becomes = NULL"),
    (
        "a decision and its line in the log do not agree",
        "UPDATE reviews SET verb = 'accept' WHERE verb = 'reject'",
    ),
    ("a decision was made after a reading that is not the document's", "UPDATE reviews SET reading_id = 2"),
    (
        "an answer is to no decision on the same document",
        "UPDATE reviews SET answers = 1 WHERE answers IS NOT NULL",
    ),
    (
        "a decision is carried from none, or from one on the same document",
        "UPDATE reviews SET carried_from = change_id",
    ),
    (
        "reanchored.statement_id names a statement that is not there",
        "UPDATE reanchored SET statement_id = 'none'",
    ),
    (
        "a statement was looked for in its own document, or found in another than said",
        "UPDATE reanchored SET document_id = 'd0c1'",
    ),
    (
        "a statement was looked for in its own document, or found in another than said",
        "UPDATE reanchored SET how = 'lost'",
    ),
    (
        "withdrawals.statement_id names a statement that is not there",
        "UPDATE withdrawals SET statement_id = 'none'",
    ),
    (
        "retractions.document_id names a document that is not there",
        "UPDATE retractions SET document_id = 'none'",
    ),
    ("relations.other_id names a document that is not there", "UPDATE relations SET other_id = 'none'"),
    (
        "a document is related to itself, or in a way that this version does not know",
        "UPDATE relations SET other_id = document_id",
    ),
    (
        "a judgement is on a name in a document that is not there",
        "UPDATE judgements SET \"left\" = replace(\"left\", 'd0c1', 'none')",
    ),
    ("a judgement is not on two names, or says nothing known", "UPDATE judgements SET verdict = 'perhaps'"),
    ("a judgement is not on two names, or says nothing known", 'UPDATE judgements SET "right" = "left"'),
    ("ignored.change_id names a change that is not there", "UPDATE ignored SET change_id = 99"),
    ("files.reading_id names a reading that is not there", "UPDATE files SET reading_id = 99"),
    (
        "bands.document_id names a document that is not there",
        "UPDATE bands SET document_id = 'none' WHERE document_id = 'd0c1'",
    ),
]


@pytest.mark.parametrize("damages", DAMAGES, ids=lambda damages: damages[1].partition(" ")[2][:40])
def test_what_is_wrong_is_found(record: Record, damages: tuple[str, ...]) -> None:
    what, *statements = damages
    zero = "x'00'" if record.database == "sqlite" else "'\\x00'"
    with damaged(record, *(statement.replace("{zero}", zero) for statement in statements)):
        assert what in wrong_in(record)


def test_a_passage_that_cannot_be_searched_is_found(record: Record) -> None:
    table = "passage_terms_docsize" if record.database == "sqlite" else "passage_terms"
    with damaged(
        record, f"DELETE FROM {table} WHERE {'id' if record.database == 'sqlite' else 'passage_id'} = 1"
    ):
        [fault] = check(record)
    assert (fault.what, fault.where) == ("a passage cannot be searched", "passage 1")
    assert "record copy" in fault.hint


def test_an_indexed_passage_that_is_not_there_is_found(record: Record) -> None:
    with damaged(record, "DELETE FROM passages WHERE id = 2"):
        assert "the search index knows a passage that is not there" in wrong_in(record)


def test_a_fault_says_where_and_repeats_no_words(record: Record) -> None:
    with damaged(record, "UPDATE found SET place = 9 WHERE place = 1"):
        [fault] = check(record)
    assert fault == Fault(
        "what a reading found is not numbered from 0 on",
        "reading 1",
        "take a backup that `veedor record check` finds sound",
    )


def test_a_damaged_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.veedor"
    with Record.open(path) as record:
        fill(record)
        with record.reading() as connection:
            query = "SELECT rootpage FROM sqlite_master WHERE name = 'statements'"
            page = connection.exec_driver_sql(query).scalar_one()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Record.open(path, create=False) as record:
        faults = check(record)
    assert faults
    assert all("Órdoñez" not in fault.what for fault in faults)


def test_the_check_says_how_far_it_is(record: Record) -> None:
    told: list[tuple[int, int]] = []
    check(record, lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_what_people_do_leaves_a_sound_record(place: str) -> None:
    reader, run = FakeReader(), Run("Ana")
    with Record.open(place) as record:
        for document in (STRIKE, LATER):
            whole = reader.read_whole(document)
            record.add(document, whole.statements, reader, passages=whole.passages, run=run)
        ids = {
            str(row.statement.kind): row.id for row in views.statements(record, Filter(document=STRIKE.id))
        }
        accept(record, ids["event"], by="Ana")
        rejected = reject(record, ids["figure"], by="Ana", reason="not so")
        comment(record, ids["role"], "who is this", by="Ben")
        undo(record, rejected, by="Ben")
        correct_fields(record, ids["role"], {"status": "former"}, by="Ana")
        add(record, STRIKE.id, Event(type=EventType.CONSULT, anchor=Quote.at(STRIKE.text, 4, 9)), by="Ana")
        record.add(STRIKE, [], FakeReader("2"))
        retract(record, LATER.id, by="Ana", reason="a forgery")
        assert run.id is not None
        changes.undo(record, changes.undo(record, run.id, by="Ana"), by="Ana")
        assert check(record) == []
