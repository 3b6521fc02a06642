from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.feeds.server import saying, served
from tests.feeds.test_looking import feed

_WORDS = "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt in the town."


def write(server: str | None = None, *, folder: str | None = None) -> None:
    """The project's file beside the record."""
    lines = [f'[[feed]]\naddress = "{server}/feed"\nprivate = true\n'] if server else []
    lines += [f'[[folder]]\npath = "{folder}"\n'] if folder else []
    Path("veedor.toml").write_text("".join(lines), encoding="utf-8")


def test_nothing_is_watched_unless_a_file_says_so(run: Run) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    ran = run("watch", "a.veedor", "--once")
    assert ran.code == 2
    assert "[[feed]]" in ran.talk


def test_what_is_new_in_a_feed_and_a_folder_is_read_and_told(run: Run) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    Path("incoming").mkdir()
    Path("incoming/talks.txt").write_text(Path("talks.txt").read_text(encoding="utf-8"), encoding="utf-8")
    with served({"/feed": saying(feed(("http://paper.example/1", _WORDS + " So it is said.")))}) as server:
        write(server.address, folder="incoming")
        ran = run("watch", "a.veedor", "--once")
        again = run("watch", "a.veedor", "--once", "--json")
    assert ran.code == 0
    assert [line.rpartition(": ")[2] for line in ran.out.splitlines()] == ["1 new, 0 known"] * 2
    assert [json.loads(line)["known"] for line in again.out.splitlines()] == [1, 1]


def test_a_feed_that_fails_is_told_with_the_reason_and_kept_for_later(run: Run) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    with served({}) as server:
        write(server.address)
        ran = run("watch", "a.veedor", "--once")
    last = run("watch", "a.veedor", "--last", "--json")
    assert ran.code == 1
    assert "404" in ran.out
    assert "404" in json.loads(last.out)[0]["failed"]


def test_before_the_first_look_there_is_none_to_tell(run: Run) -> None:
    run("read", "strike.txt", "--into", "a.veedor")
    ran = run("watch", "a.veedor", "--last")
    assert (ran.code, ran.out) == (0, "")
    assert "no feed was looked at yet" in ran.talk
