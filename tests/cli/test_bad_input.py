"""What may be wrong with a file, a record or a pipe: each is a message with a way out, and stops no other."""

from __future__ import annotations

import io
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import STRIKE, Run
from tests.documents import files
from tests.documents.files import SENTENCE, SPANISH
from tests.fakes import FakeReader
from veedor.documents.load import Loaded, load_all
from veedor.errors import ModelError
from veedor.pipeline import LONGEST

_MENU = "<html><head><title>Menu</title></head><body><nav><a href=/>Home</a></nav></body></html>"


def encrypted() -> bytes:
    made = files.printed(SENTENCE)
    made.set_encryption(owner_password="owner", user_password="user")
    return bytes(made.output())


def half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


BAD = {
    "empty.txt": (lambda: b"", "is empty"),
    "binary.txt": (lambda: bytes(range(256)) * 40, "binary"),
    "locked.pdf": (encrypted, "encrypted"),
    "scan.pdf": (files.scan, "no text layer"),
    "cut.pdf": (lambda: half(files.pdf(SENTENCE)), "cut off"),
    "cut.docx": (lambda: half(files.docx(SENTENCE)), "damaged Word document"),
    "menu.html": (_MENU.encode, "no article"),
    "nota.txt": (SPANISH.encode, "in Spanish"),
    "archive.txt": (lambda: (SENTENCE + "\n").encode() * (20_000_000 // len(SENTENCE)), "split it"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_reason_and_stops_no_other(run: Run, name: str) -> None:
    made, reason = BAD[name]
    Path(name).write_bytes(made())
    ran = run("read", name, "strike.txt", "--into", "a.veedor")
    assert ran.code == 1
    assert "strike.txt" in ran.out.split("Skipped")[0]
    skipped = " ".join(ran.out.split("Skipped")[1].split())
    assert name in skipped
    assert reason in skipped
    assert "Traceback" not in ran.talk


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-be"])
def test_a_text_in_another_encoding_is_read(run: Run, encoding: str) -> None:
    Path("old.txt").write_bytes(f"{STRIKE}José Muñoz, a café owner in the town, saw it.\n".encode(encoding))
    ran = run("show", "old.txt")
    assert ran.code == 0
    assert "José Muñoz, a café" in ran.out


def test_another_language_is_read_when_forced(run: Run) -> None:
    Path("nota.txt").write_text(SPANISH, encoding="utf-8")
    assert run("read", "nota.txt", "--force").code == 0


def test_a_sentence_of_5000_words_is_read_and_shown(run: Run) -> None:
    Path("long.txt").write_text("The mayor met " + "the strikers and " * 1700 + "the union on 3 May 2021.")
    assert run("show", "long.txt").code == 0


def test_a_text_at_the_limit_is_read(run: Run) -> None:
    Path("long.txt").write_text((STRIKE * (LONGEST // len(STRIKE) + 1))[:LONGEST])
    assert run("read", "long.txt").code == 0


def test_a_file_that_vanishes_after_it_was_listed_stops_no_other(
    run: Run, reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(path: Path, **given: Any) -> Loaded:
        Path("reports/b.txt").unlink(missing_ok=True)
        return load_all(path, **given)

    Path("reports").mkdir()
    for name in ("a", "b", "c"):
        Path(f"reports/{name}.txt").write_text(f"{name.upper()}. {STRIKE}")
    monkeypatch.setattr("veedor.documents.load.load_all", vanish)
    ran = run("read", "reports", "--into", "a.veedor")
    assert ran.code == 1
    assert "there is no file" in " ".join(ran.out.split())
    assert reader.asked == 2


@pytest.mark.parametrize("command", ["statements", "documents", "export"])
def test_another_programs_database_is_wrong_use(run: Run, command: str) -> None:
    with closing(sqlite3.connect("songs.db")) as connection:
        connection.execute("CREATE TABLE songs (title)")
        connection.commit()
    ran = run(command, "songs.db")
    assert ran.code == 2
    assert "another program" in ran.talk


@pytest.mark.parametrize("command", ["statements", "documents", "export", "doctor"])
def test_a_damaged_record_says_so(run: Run, command: str) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    whole = Path("a.veedor").read_bytes()
    Path("a.veedor").write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    ran = run(command, "a.veedor")
    assert ran.code == 1
    assert "damaged" in ran.talk


def test_a_full_disk_is_said_and_keeps_what_was_stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    Path("large.txt").write_text("The harbour was calm and the ships stayed where they were. " * 6000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        ran = run("read", "large.txt", "--into", "a.veedor")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ran.code == 1
    assert "disk" in ran.talk
    assert "strike.txt" in run("documents", "a.veedor").out
    assert run("read", "large.txt", "--into", "a.veedor").code == 0


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder in which nobody may write is needed")
def test_a_folder_that_takes_no_file_is_said(run: Run) -> None:
    ran = run("read", "strike.txt", "--into", "/proc/self/a.veedor")
    assert ran.code == 1
    assert "may write to it" in ran.talk
    ran = run("page", "strike.txt", "-o", "/proc/self/page.html")
    assert ran.code == 1
    assert "cannot be written" in ran.talk


def test_a_page_that_does_not_fit_leaves_nothing_behind(run: Run) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        ran = run("page", "strike.txt", "-o", "page.html")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ran.code == 1
    assert sorted(path.name for path in Path().iterdir()) == ["strike.txt", "talks.txt"]


def test_a_damaged_model_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(folder: Path | None, threads: int | None) -> None:
        raise ModelError("the model's labels.json is damaged; install Veedor again")

    monkeypatch.setattr(sys.modules["veedor.reading.reader"], "load_reader", damaged)
    for arguments in (["read"], ["show"], ["page", "-o", "page.html"]):
        ran = run(*arguments, "strike.txt")
        assert (ran.code, ran.out) == (1, "")
        assert ran.talk == "error: the model's labels.json is damaged; install Veedor again\n"
    assert run("doctor").code == 1


def test_a_report_comes_in_by_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, shown in ((["read", "--json"], '"file": "stdin"'), (["show"], "[met]¹")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STRIKE.encode())))
        ran = run(*arguments, "-")
        assert ran.code == 0
        assert shown in ran.out


def test_a_terminal_is_no_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert run("read", "-").code == 2


def test_libraries_are_not_heard() -> None:
    script = (
        "import logging, warnings; from veedor.cli import _hush; _hush(is_program=True);"
        "logging.getLogger('trafilatura').error('words of a report'); warnings.warn('old');"
        "logging.getLogger('veedor.record').warning('ours')"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr == "veedor.record: ours\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
def test_output_that_goes_nowhere_is_an_error_and_no_traceback() -> None:
    command = [sys.executable, "-c", "from veedor.cli import main; main()", "--version"]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == "error: the output cannot be written or read: No space left on device\n"


def test_a_file_that_is_named_as_a_record_is_not_read_as_a_report(run: Run) -> None:
    Path("broken.veedor").write_text(STRIKE, encoding="utf-8")
    ran = run("page", "broken.veedor", "-o", "page.html")
    assert ran.code == 2
    assert "is no record of Veedor" in ran.talk
    assert not Path("page.html").exists()


def test_a_malformed_list_of_actors_is_told_before_anything_is_read(run: Run, reader: FakeReader) -> None:
    Path("actors.toml").write_text("broken [", encoding="utf-8")
    ran = run("read", "strike.txt", "--into", "a.veedor")
    assert ran.code == 2
    assert "actors.toml" in ran.talk
    assert reader.asked == 0
