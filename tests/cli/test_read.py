from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import STRIKE, Run
from tests.fakes import FakeReader
from veedor.documents.document import Document
from veedor.errors import RecordError
from veedor.record.store import Record


def documents_in(path: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        many: int = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        return many


def test_reading_into_a_record_prints_what_was_found(run: Run) -> None:
    ran = run("read", "strike.txt", "talks.txt", "--into", "a.veedor")
    assert ran.code == 0
    assert "2 documents 1 1 0 1 1" in [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "veedor statements a.veedor" in ran.talk
    assert documents_in("a.veedor") == 2


def test_without_a_record_nothing_is_kept_and_the_hint_says_so(run: Run) -> None:
    ran = run("read", "strike.txt")
    assert ran.code == 0
    assert "nothing was kept" in ran.talk
    assert sorted(p.name for p in Path().iterdir()) == ["strike.txt", "talks.txt"]


def test_reading_again_does_not_ask_the_reader(run: Run, reader: FakeReader) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    ran = run("read", "strike.txt", "talks.txt", "--into", "a.veedor")
    assert reader.asked == 2
    assert "unchanged" in ran.out


def test_one_file_as_json_is_one_object_of_the_gold_form(run: Run) -> None:
    ran = run(
        "read", "strike.txt", "--json", "--dated", "2021-05-04", "--publisher", "Gazette", "--title", "Strike"
    )
    plain = json.loads(ran.out)
    assert list(plain) == ["document", "statements"]
    assert plain["document"]["text"] == STRIKE.strip() or plain["document"]["text"] == STRIKE
    assert {key: plain["document"][key] for key in ("published", "publisher", "title")} == {
        "published": "2021-05-04",
        "publisher": "Gazette",
        "title": "Strike",
    }
    assert [next(iter(statement)) for statement in plain["statements"]] == ["id", "id"]
    assert ran.talk == ""


def test_several_files_as_json_are_a_list_even_when_some_fail(run: Run) -> None:
    ran = run("read", "strike.txt", "gone.txt", "talks.txt", "--json")
    assert ran.code == 1
    assert [len(report["statements"]) for report in json.loads(ran.out)] == [2, 2]
    assert "gone.txt" in ran.talk


_FEED = """<rss version="2.0"><channel><title>Town news</title><link>http://town.example/</link>
<item><title>One</title><description>The mayor met the strikers in the old town hall, and then he went
home for the night.</description></item>
<item><title>Two</title><description>{second}</description></item>
</channel></rss>"""


def test_a_feed_as_json_is_a_list_when_it_holds_several(run: Run) -> None:
    second = "According to the union, 40 people were hurt, and all of them are at home now."
    Path("feed.xml").write_text(_FEED.format(second=second))
    assert [r["document"]["title"] for r in json.loads(run("read", "feed.xml", "--json").out)] == [
        "One",
        "Two",
    ]
    Path("feed.xml").write_text(_FEED.format(second=""))
    ran = run("read", "feed.xml", "--json")
    assert json.loads(ran.out)["document"]["title"] == "One"


def test_a_folder_as_json_is_a_list(run: Run) -> None:
    Path("reports").mkdir()
    Path("strike.txt").rename("reports/strike.txt")
    assert len(json.loads(run("read", "reports", "--json").out)) == 1


def test_several_files_that_all_fail_are_an_empty_list(run: Run) -> None:
    ran = run("read", "gone.txt", "lost.txt", "--json")
    assert (ran.code, json.loads(ran.out)) == (1, [])


def test_one_file_that_fails_prints_no_json(run: Run) -> None:
    ran = run("read", "gone.txt", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "gone.txt" in ran.talk


def test_json_and_a_record_go_together(run: Run, reader: FakeReader) -> None:
    first = run("read", "strike.txt", "--json", "--into", "a.veedor")
    second = run("read", "strike.txt", "--json", "--into", "a.veedor")
    assert json.loads(first.out) == json.loads(second.out)
    assert reader.asked == 1


def test_a_folder_gives_its_readable_files_sorted(run: Run) -> None:
    Path("reports/b").mkdir(parents=True)
    Path("reports/.hidden").mkdir()
    Path("strike.txt").rename("reports/b/strike.TXT")
    Path("talks.txt").rename("reports/a.txt")
    Path("reports/.hidden/c.txt").write_text("The mayor met nobody.")
    Path("reports/table.csv").write_text("1,2")
    plain = json.loads(run("read", "reports", "--json").out)
    assert [report["document"]["file"] for report in plain] == ["a.txt", "strike.TXT"]


def test_a_bad_document_is_a_row_and_stops_no_other(run: Run) -> None:
    Path("empty.txt").touch()
    Path("binary.txt").write_bytes(bytes(range(256)) * 40)
    Path("disliked.txt").write_text("This text is unreadable for the reader of these tests, it is said.")
    ran = run(
        "read", "empty.txt", "binary.txt", "disliked.txt", "gone.txt", "strike.txt", "--into", "a.veedor"
    )
    assert ran.code == 1
    assert documents_in("a.veedor") == 1
    skipped = ran.out.split("Skipped")[1]
    for name in ("empty.txt", "binary.txt", "disliked.txt", "gone.txt"):
        assert name in skipped


def test_a_title_for_several_files_is_wrong_use(run: Run) -> None:
    ran = run("read", "strike.txt", "talks.txt", "--title", "Both")
    assert ran.code == 2
    assert "--title" in ran.talk


def test_a_date_that_is_none_is_wrong_use_before_anything_is_read(run: Run, reader: FakeReader) -> None:
    assert run("read", "strike.txt", "--dated", "last week", "--into", "a.veedor").code == 2
    assert reader.asked == 0
    assert not Path("a.veedor").exists()


def test_an_empty_folder_is_wrong_use(run: Run) -> None:
    Path("empty").mkdir()
    assert run("read", "empty").code == 2


@pytest.mark.parametrize("content", [b"notes of mine, not a database", b"SQLite format 3\x00" + b"\x00" * 84])
def test_a_record_that_is_something_else_is_wrong_use_and_stays(
    run: Run, reader: FakeReader, content: bytes
) -> None:
    Path("mine.db").write_bytes(content)
    ran = run("read", "strike.txt", "--into", "mine.db")
    assert ran.code == 2
    assert "mine.db" in ran.talk
    assert Path("mine.db").read_bytes() == content
    assert reader.asked == 0


def test_ctrl_c_keeps_whole_documents_and_reading_again_goes_on(
    run: Run, reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.read

    def interrupted(document: Document) -> object:
        if "Deputy" in document.text:
            raise KeyboardInterrupt
        return whole(document)

    monkeypatch.setattr(reader, "read", interrupted)
    ran = run("read", "strike.txt", "talks.txt", "--into", "a.veedor")
    assert ran.code == 130
    assert "stopped" in ran.talk
    assert documents_in("a.veedor") == 1
    monkeypatch.setattr(reader, "read", whole)
    assert run("read", "strike.txt", "talks.txt", "--into", "a.veedor").code == 0
    assert reader.asked == 2


def test_a_record_that_fails_midway_says_so_after_the_table(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: Callable[..., object] = Record.add

    def fails_on_the_second(self: Record, document: Document, *rest: object, **more: object) -> object:
        if document.file == "talks.txt":
            raise RecordError("the disk is full; make room")
        return whole(self, document, *rest, **more)

    monkeypatch.setattr(Record, "add", fails_on_the_second)
    ran = run("read", "strike.txt", "talks.txt", "--into", "a.veedor")
    assert ran.code == 1
    assert "disk is full" in ran.talk
    assert "strike.txt" in ran.out


def test_no_colour_and_no_bar_in_a_pipe(run: Run) -> None:
    ran = run("read", "strike.txt", "--into", "a.veedor")
    assert "\x1b" not in ran.out + ran.talk
    assert "reading" not in ran.talk


def test_a_wrong_setting_is_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEEDOR_THREADS", "many")
    ran = run("read", "strike.txt")
    assert ran.code == 2
    assert "VEEDOR_THREADS" in ran.talk
