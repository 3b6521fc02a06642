"""Taking reports in: the queue, the ledger, the originals."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.fakes import FakeReader
from veedor.codebook.statement import Statement
from veedor.desk.intake import MOST_BYTES, Given, Intake
from veedor.desk.keeping import Originals, safe_name
from veedor.desk.ledger import Entry, FileState
from veedor.documents.document import Document
from veedor.errors import ModelError, RecordError, UsageError
from veedor.reading.reader import WholeReading
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.store import Record
from veedor.settings import Settings

STRIKE = (
    "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt when the port was "
    "closed, and the schools of the town stayed open all week.\n"
)
LONG_S = 30.0


class SlowReader(FakeReader):
    """Waits, before each document, until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may_go_on = Event(), Event()

    def read(self, document: Document) -> list[Statement]:
        self.begun.set()
        assert self.may_go_on.wait(LONG_S)
        return super().read(document)

    def read_whole(self, document: Document) -> WholeReading:
        return WholeReading(self.read(document), [])


@pytest.fixture
def intake(record: Record, reader: FakeReader) -> Iterator[Intake]:
    made = Intake(record, Settings.from_environment({}), lambda: reader)
    yield made
    made.close()


def taken(intake: Intake, *files: tuple[str, bytes | str], given: Given | None = None) -> list[Entry]:
    """What became of files that came together."""
    sent = intake.send("Ana", given)
    ids = [
        intake.put(sent, name, io.BytesIO(content if isinstance(content, bytes) else content.encode()))
        for name, content in files
    ]
    assert intake.wait(LONG_S)
    return [intake.ledger.entry(id_) for id_ in ids]


def test_a_file_is_read_kept_and_told_of(intake: Intake, record: Record) -> None:
    (entry,) = taken(intake, ("strike.txt", STRIKE), given=Given("Gazette", "2021-05-04"))
    assert entry.state is FileState.READ
    assert (entry.by, entry.statements, entry.many, entry.reasons) == ("Ana", 2, 1, ())
    (row,) = views.documents(record)
    assert (row.id, row.publisher, row.published) == (entry.documents[0].id, "Gazette", "2021-05-04")
    assert (Path(record.place).parent / "originals" / "strike.txt").read_text() == STRIKE


def test_files_that_come_together_are_taken_back_together(intake: Intake, record: Record) -> None:
    taken(intake, ("a.txt", STRIKE), ("b.txt", "In Riverton nothing happened on any day of that week."))
    (run,) = (one for one in changes.log(record) if one.verb is Verb.IMPORT)
    assert run.by == "Ana"
    changes.undo(record, run.id, by="Ana")
    assert views.documents(record) == []


def test_what_is_no_report_is_refused_in_words_and_not_kept(intake: Intake, record: Record) -> None:
    entries = taken(
        intake,
        ("p.png", b"\x89PNG\r\n\x1a\nxx"),
        ("empty.txt", b""),
        (
            "es.txt",
            "El alcalde de la ciudad se reunió con los huelguistas el tres de mayo, según el sindicato. " * 3,
        ),
        ("good.txt", STRIKE),
    )
    assert [one.state for one in entries] == [FileState.REFUSED] * 3 + [FileState.READ]
    assert "picture" in entries[0].reasons[0]
    assert "other languages too" in entries[2].reasons[0]
    kept = {path.name for path in (Path(record.place).parent / "originals").iterdir()}
    assert kept == {"good.txt"}


def test_what_is_known_is_not_read_again(intake: Intake, reader: FakeReader, record: Record) -> None:
    taken(intake, ("strike.txt", STRIKE))
    again = taken(intake, ("strike.txt", STRIKE), ("copy.txt", STRIKE))
    assert [one.state for one in again] == [FileState.KNOWN, FileState.KNOWN]
    assert again[0].documents[0].is_known
    assert reader.asked == 1
    assert {path.name for path in (Path(record.place).parent / "originals").iterdir()} == {"strike.txt"}


def test_another_file_of_the_same_name_gets_a_number(intake: Intake, record: Record) -> None:
    taken(intake, ("strike.txt", STRIKE), ("strike.txt", STRIKE.replace("40", "52")))
    assert {row.file for row in views.documents(record)} == {"strike.txt", "strike (2).txt"}


def test_the_same_file_twice_at_once_is_read_once(intake: Intake, reader: FakeReader) -> None:
    entries = taken(intake, ("strike.txt", STRIKE), ("strike.txt", STRIKE))
    assert [one.state for one in entries] == [FileState.READ, FileState.KNOWN]
    assert reader.asked == 1


def test_a_new_version_and_a_carrier_say_of_what(intake: Intake) -> None:
    long = STRIKE + " ".join(f"In district {n} the shops were closed for {n} days." for n in range(40))
    (first,) = taken(intake, ("a.txt", long), given=Given("Gazette", "2021-05-04", "Strike"))
    (second,) = taken(
        intake,
        ("b.txt", long.replace("40 people", "52 people")),
        given=Given("Gazette", "2021-05-05", "Strike"),
    )
    (carrier,) = taken(intake, ("c.txt", long + " End."), given=Given("Harbour Wire", "2021-05-05", "Strike"))
    older = second.documents[0].older
    assert older is not None
    assert older.id == first.documents[0].id
    assert carrier.documents[0].carrier is not None


def test_a_pasted_text_is_a_file_of_its_own(intake: Intake, record: Record) -> None:
    intake.put_text(intake.send("Ana", Given("Gazette", title="Strike: day 3")), STRIKE)
    intake.put_text(intake.send("Ana"), "In Riverton nothing else happened on any day of that week.")
    assert intake.wait(LONG_S)
    assert {row.file for row in views.documents(record)} == {"Strike_ day 3.txt", "Pasted text.txt"}


def test_stopping_reads_the_document_at_hand_and_nothing_more(record: Record) -> None:
    slow = SlowReader()
    intake = Intake(record, Settings.from_environment({}), lambda: slow)
    first, second = (
        intake.put(intake.send("Ana"), f"{n}.txt", io.BytesIO(f"{STRIKE} In all {n} shops closed.".encode()))
        for n in (1, 2)
    )
    assert slow.begun.wait(LONG_S)
    assert intake.ledger.entry(first).state is FileState.READING
    assert intake.stop() == 1
    slow.may_go_on.set()
    assert intake.wait(LONG_S)
    assert intake.ledger.entry(first).state is FileState.READ
    assert intake.ledger.entry(second).state is FileState.STOPPED
    assert not (Path(record.place).parent / "originals" / "2.txt").exists()
    (again,) = taken(intake, ("2.txt", f"{STRIKE} In all 2 shops closed."))
    assert again.state is FileState.READ
    intake.close()
    assert len(views.documents(record)) == 2


def test_a_closed_desk_takes_nothing_in(record: Record, reader: FakeReader) -> None:
    intake = Intake(record, Settings.from_environment({}), lambda: reader)
    intake.close()
    with pytest.raises(UsageError, match="being closed"):
        intake.put(intake.send("Ana"), "a.txt", io.BytesIO(b"x"))


def test_a_reader_that_cannot_be_loaded_is_told_of_every_file(record: Record) -> None:
    def no_reader() -> FakeReader:
        raise ModelError("There is no model here")

    intake = Intake(record, Settings.from_environment({}), no_reader)
    entries = taken(intake, ("a.txt", STRIKE), ("b.txt", STRIKE + "x"))
    assert [(one.state, one.reasons) for one in entries] == [
        (FileState.REFUSED, ("There is no model here",))
    ] * 2
    intake.close()


def test_a_mistake_of_ours_is_told_without_words_of_the_report(
    record: Record, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> FakeReader:
        raise RuntimeError("the secret words of a report")

    intake = Intake(record, Settings.from_environment({}), broken)
    (entry,) = taken(intake, ("a.txt", STRIKE))
    intake.close()
    assert "RuntimeError" in entry.reasons[0]
    assert "secret" not in entry.reasons[0] + caplog.text


def test_a_file_that_is_too_large_is_refused(intake: Intake) -> None:
    class Large(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return MOST_BYTES + 1

    with pytest.raises(UsageError, match="64 MB"):
        intake.put(intake.send("Ana"), "large.txt", Large(b""))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\week 3.docx", "week 3.docx"),
        ("a\x00b\n\u202ecod.exe.txt", "a b cod.exe.txt"),
        ("...", "report"),
        (".hidden", "hidden"),
        ("", "report"),
        ('<b>"x"|?*.html', "_b__x____.html"),
        ("NUL.txt", "_NUL.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_link_among_the_originals_is_never_written_through(record: Record, tmp_path: Path) -> None:
    originals = Originals(record)
    (originals.folder() / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert originals.keep("a.txt", io.BytesIO(b"x")).path.name == "a (2).txt"
    assert not (tmp_path / "elsewhere.txt").exists()


def test_originals_of_a_record_on_a_server_are_gone_when_the_desk_is_closed(
    another_place: Callable[[str], str], reader: FakeReader
) -> None:
    with Record.open(another_place("postgresql")) as record:
        intake = Intake(record, Settings.from_environment({}), lambda: reader)
        (entry,) = taken(intake, ("strike.txt", STRIKE))
        folder = intake.originals.folder()
        assert (folder / "strike.txt").exists()
        intake.close()
        assert entry.state is FileState.READ
        assert not folder.exists()


def test_what_the_record_refuses_is_told_of_the_file(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RecordError("The disk is full")

    monkeypatch.setattr(Record, "add", refuse)
    entries = taken(intake, ("a.txt", STRIKE), ("b.txt", f"{STRIKE} More."))
    assert {(one.state, one.reasons) for one in entries} == {(FileState.REFUSED, ("The disk is full",))}


def test_a_list_of_actors_that_cannot_be_read_is_told_once_all_is_read(
    intake: Intake, record: Record
) -> None:
    (Path(record.place).parent / "actors.toml").write_text("nonsense = [")
    (entry,) = taken(intake, ("a.txt", STRIKE))
    intake.close()
    assert entry.state is FileState.READ
    assert "actors.toml" in intake.trouble
