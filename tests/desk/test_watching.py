"""A folder that is looked at: what is taken in, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from veedor.desk.intake import Intake
from veedor.desk.watching import Watching, checked
from veedor.errors import UsageError
from veedor.record import views
from veedor.record.store import Record
from veedor.settings import Settings

NEVER_S = 3600.0
WORDS = "The mayor of Riverton met the strikers, and the schools of the town stayed open all week, note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    return made


@pytest.fixture
def intake(record: Record, reader: FakeReader) -> Iterator[Intake]:
    made = Intake(record, Settings.from_environment({}), lambda: reader)
    yield made
    made.close()


@pytest.fixture
def watching(intake: Intake) -> Iterator[Watching]:
    made = Watching(intake, every_s=NEVER_S)
    yield made
    made._ends.set()


def looked(watching: Watching) -> int:
    """How many files two looks take in: a file is taken when it has stopped growing."""
    return watching.look() + watching.look()


def test_reports_that_appear_are_taken_in_once(
    watching: Watching, intake: Intake, folder: Path, record: Record
) -> None:
    (folder / "deep").mkdir()
    (folder / "a.txt").write_text(f"{WORDS} 1.")
    (folder / "deep" / "b.txt").write_text(f"{WORDS} 2.")
    assert watching.look() == 0
    assert watching.begin(str(folder), "Ana") == folder.resolve()
    assert looked(watching) == 2
    assert looked(watching) == 0
    assert intake.wait(30)
    (folder / "a.txt").write_text(f"{WORDS} 1, changed.")
    assert watching.look() == 0
    assert watching.look() == 1
    assert intake.wait(30)
    assert {row.file for row in views.documents(record)} == {"a.txt", "b.txt", "a (2).txt"}
    watching.end()
    (folder / "c.txt").write_text(f"{WORDS} 3.")
    assert looked(watching) == 0


def test_a_file_that_still_grows_waits(watching: Watching, folder: Path) -> None:
    watching.begin(str(folder), "Ana")
    for n in range(3):
        (folder / "a.txt").write_text("x" * (n + 1))
        assert watching.look() == 0


def test_links_hidden_files_and_other_formats_are_left_alone(
    watching: Watching, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("A secret of the town.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "more.txt").write_text("Another secret.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path / "outside")
    (folder / "round").symlink_to(folder)
    (folder / ".hidden.txt").write_text("x")
    (folder / "~$open.docx").write_text("x")
    (folder / "program.exe").write_text("x")
    (folder / "originals").mkdir()
    (folder / "originals" / "a.txt").write_text("x")
    watching.begin(str(folder), "Ana")
    assert looked(watching) == 0


def test_a_file_that_became_a_link_meanwhile_is_refused(
    watching: Watching, intake: Intake, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("A secret of the town.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    id_ = intake.put_path(intake.send("Ana"), folder / "link.txt")
    assert intake.wait(30)
    assert intake.ledger.entry(id_).reasons == ("It cannot be read any more",)


def test_a_folder_that_is_gone_is_told_and_looked_for_again(watching: Watching, folder: Path) -> None:
    watching.begin(str(folder), "Ana")
    folder.rmdir()
    assert watching.look() == 0
    assert "cannot be looked at" in watching.trouble
    folder.mkdir()
    assert watching.look() == 0
    assert watching.trouble == ""


def test_only_a_folder_that_is_there_can_be_watched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "originals").mkdir()
    for said in ("incoming", str(tmp_path / "nowhere"), str(tmp_path / "file"), str(tmp_path / "originals")):
        with pytest.raises(UsageError):
            checked(said)
