from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from tests.feeds.server import endless, leading_to, saying, served
from veedor.feeds.looking import Looked, look
from veedor.feeds.project_file import Feed, Folder, Limits, Watched
from veedor.record import asked, views
from veedor.record.store import Record

_WORDS = "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt in the town."
_OTHER = "Deputy Ana Órdoñez wants new talks, the paper says, and nobody else in the town seems to want them."


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as opened:
        yield opened


def feed(*entries: tuple[str, str], encoding: str = "utf-8") -> bytes:
    """A feed of entries, each an address and words."""
    items = "".join(
        f"<item><title>A report</title><link>{link}</link><description>{words}</description>"
        "<pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate></item>"
        for link, words in entries
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>The Paper</title>'
    return f"{head}{items}</channel></rss>".encode(encoding)


def watched(
    server: str, *, pages: bool = False, folders: tuple[Folder, ...] = (), **limits: float
) -> Watched:
    """One feed of a server of this computer."""
    given = Limits(int(limits.get("most_bytes", 100_000)), limits.get("seconds", 20))
    return Watched((Feed(f"{server}/feed", pages=pages, private=True),), folders, given)


def once(record: Record, what: Watched) -> list[Looked]:
    """One look."""
    return list(look(what, record, FakeReader(), "Ana"))  # type: ignore[arg-type]


def titles(record: Record) -> list[str]:
    """The files and publishers of the record's documents."""
    return sorted(f"{row.publisher}: {row.published}" for row in views.documents(record))


def test_the_entries_of_a_feed_are_read_once(record: Record) -> None:
    body = feed(("http://paper.example/1", _WORDS), ("http://paper.example/2", _OTHER))
    with served({"/feed": saying(body)}) as server:
        first, *_ = once(record, watched(server.address))
        second, *_ = once(record, watched(server.address))
    assert (first.new, first.known, first.failed) == (2, 0, ())
    assert (second.new, second.known) == (0, 2)
    assert titles(record) == ["The Paper: 2021-05-03"] * 2


def test_the_second_look_asks_only_for_what_has_changed(record: Record) -> None:
    answers = {"/feed": saying(feed(("http://paper.example/1", _WORDS)), ETag='"1"')}
    with served(answers) as server:
        once(record, watched(server.address))
        answers["/feed"] = saying(b"", 304)
        (looked,) = once(record, watched(server.address))
    assert looked.is_unchanged
    assert server.asked[-1][1]["if-none-match"] == '"1"'


def test_the_pages_that_entries_name_are_read_in_their_place(record: Record) -> None:
    page = f"<html><head><title>Strike</title></head><body><article><p>{_WORDS}</p></article></body></html>"
    answers = {"/1": saying(page.encode(), Content_Type="text/html; charset=utf-8")}
    with served(answers) as server:
        answers["/feed"] = saying(
            feed((f"{server.address}/1", "A teaser of ten words or so, and then no more."))
        )
        (looked,) = once(record, watched(server.address, pages=True))
        (again,) = once(record, watched(server.address, pages=True))
    (row,) = views.documents(record)
    assert (looked.new, again.new, again.known) == (1, 0, 1)
    assert "mayor met" in views.reading(record, row.id).document.text
    assert (row.publisher, row.published) == ("The Paper", "2021-05-03")
    assert [path for path, _ in server.asked].count("/1") == 1


def test_a_page_that_fails_is_tried_again_and_stops_no_other(record: Record) -> None:
    page = f"<html><body><article><p>{_WORDS}</p></article></body></html>".encode()
    answers = {"/2": saying(page, Content_Type="text/html"), "/1": saying(b"", 500)}
    with served(answers) as server:
        body = feed((f"{server.address}/1", "A teaser."), (f"{server.address}/2", "A teaser too."))
        answers["/feed"] = saying(body, ETag='"1"')
        (first,) = once(record, watched(server.address, pages=True))
        other = f"<html><body><article><p>{_OTHER}</p></article></body></html>".encode()
        answers["/1"] = saying(other, Content_Type="text/html")
        (second,) = once(record, watched(server.address, pages=True))
    assert first.new == 1
    assert "500" in first.failed[0]
    assert (second.new, second.known, second.failed) == (1, 1, ())


@pytest.mark.parametrize("leads_to", ["http://localhost:1/secret", "file:///etc/passwd"])
def test_an_entry_whose_page_leads_into_a_private_network_is_told_and_not_read(
    record: Record, leads_to: str
) -> None:
    answers = {"/1": leading_to(leads_to)}
    with served(answers) as server:
        answers["/feed"] = saying(feed((f"{server.address}/1", "A teaser.")))
        (looked,) = once(record, watched(server.address, pages=True))
    assert looked.new == 0
    assert "private" in looked.failed[0] or "not one of the web" in looked.failed[0]


def test_a_feed_in_a_private_network_is_refused_unless_its_entry_says_so(record: Record) -> None:
    with served({"/feed": saying(feed(("http://paper.example/1", _WORDS)))}) as server:
        (looked,) = once(record, Watched((Feed(f"{server.address}/feed"),)))
    assert "private" in looked.failed[0]
    assert server.asked == []


def test_what_robots_txt_forbids_is_not_asked(record: Record) -> None:
    answers = {"/robots.txt": saying(b"User-agent: *\nDisallow: /feed\n"), "/feed": saying(b"")}
    with served(answers) as server:
        (looked,) = once(record, watched(server.address))
    assert "robots" in looked.failed[0]
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_an_endless_feed_is_told_and_the_folder_after_it_is_read(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "strike.txt").write_text(_WORDS, encoding="utf-8")
    with served({"/feed": endless(b"<rss>" * 100)}) as server:
        first, second = once(record, watched(server.address, folders=(Folder(folder, "The Union"),)))
    assert "larger than" in first.failed[0]
    assert (second.new, second.failed) == (1, ())
    assert asked.looks(record)[0].failed == first.failed[0]


def test_a_feed_that_changes_its_encoding_keeps_its_letters(record: Record) -> None:
    answers = {
        "/feed": saying(feed(("http://paper.example/1", _WORDS)), Content_Type="text/xml; charset=utf-8")
    }
    with served(answers) as server:
        once(record, watched(server.address))
        answers["/feed"] = saying(feed(("http://paper.example/2", _OTHER), encoding="iso-8859-1"))
        (looked,) = once(record, watched(server.address))
    assert (looked.new, looked.failed) == (1, ())
    texts = [views.reading(record, row.id).document.text for row in views.documents(record)]
    assert any("Ana Órdoñez" in text for text in texts)


@pytest.mark.parametrize("body", [b"", b"no feed", b"<rss", bytes(1000), b"<html><body></body></html>"])
def test_what_is_no_feed_is_told_or_read_and_loses_nothing(record: Record, body: bytes) -> None:
    with served({"/feed": saying(body)}) as server:
        (looked,) = once(record, watched(server.address))
    assert looked.failed or looked.new <= 1


def test_a_folder_that_is_not_there_is_told(record: Record, tmp_path: Path) -> None:
    (looked,) = once(record, Watched((), (Folder(tmp_path / "none"),)))
    assert "no such folder" in looked.failed[0]


def test_a_look_is_one_change_of_the_log_that_can_be_taken_back(record: Record) -> None:
    from veedor.record import changes

    body = feed(("http://paper.example/1", _WORDS), ("http://paper.example/2", _OTHER))
    with served({"/feed": saying(body)}) as server:
        once(record, watched(server.address))
    imports = [one for one in changes.log(record) if one.verb is changes.Verb.IMPORT]
    assert [one.by for one in imports] == ["Ana"]
    changes.undo(record, imports[0].id, by="Ana")
    assert views.documents(record) == []
