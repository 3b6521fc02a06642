"""`veedor desk` as people start it: once as the real program, else up to the moment where it would serve."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run
from veedor.desk import serving
from veedor.desk.guard.doors import OwnComputer, Team
from veedor.record import people
from veedor.record.store import Record


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", "import veedor.cli; veedor.cli.main()", "desk", *map(str, arguments)]
    program = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"BROWSER": "true"},
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def ask(browser: urllib.request.OpenerDirector, address: str) -> tuple[int, str]:
    try:
        with browser.open(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_program_serves_lets_in_by_its_token_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    record, log = tmp_path / "crisis.veedor", tmp_path / "access.log"
    with started(record, "--port", "0", "--by", "Ana", "--log", log) as program:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        found = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\?token=([\w-]{32})", address)
        assert found is not None, address
        here, token = found.groups()
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        assert ask(browser, f"{here}documents.json")[0] == 401
        assert ask(browser, f"{here}documents.json?token=wrong")[0] == 401
        status, page = ask(browser, f"{here}documents?token={token}")
        assert status == 200
        assert "<bdi>Ana</bdi>" in page
        assert ask(browser, f"{here}documents.json")[0] == 200
        assert ask(browser, f"{here}static/desk.css")[0] == 200
        program.send_signal(signal.SIGINT)
        out, talk = program.communicate(timeout=60)
    assert (program.returncode, out) == (0, "")
    hint, end = talk.splitlines()
    assert "crisis.veedor is new and empty" in hint
    assert end == "The desk is closed; what was decided is in the record"
    said = log.read_text()
    assert re.search(r"127\.0\.0\.1 Ana GET /documents 200 \d+ ms", said)
    assert token not in said + talk
    with Record.open(record, create=False):
        pass


class Served:
    """What would be served."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *given: Any) -> None:
        self.calls.append(given)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    """Lets the command come back where it would answer browsers."""
    stand_in = Served()
    monkeypatch.setattr(serving, "serve", stand_in)
    return stand_in


def refused(ran: Ran, *words: str) -> None:
    assert ran.code == 2, ran
    assert ran.out == ""
    for said in words:
        assert said in ran.talk


def test_a_record_that_is_not_there_yet_is_made(run: Run, served: Served) -> None:
    ran = run("desk", "new.veedor", "--port", "0", "--by", "Ana")
    assert ran.code == 0
    assert "new.veedor is new and empty" in ran.talk
    assert Path("new.veedor").is_file()
    assert len(ran.out.splitlines()) == 1
    [(_, door, _, wanted, _)] = served.calls
    assert isinstance(door, OwnComputer)
    assert (door.name, wanted.host) == ("Ana", "127.0.0.1")


def test_the_only_record_here_is_meant_where_none_is_named(run: Run, served: Served) -> None:
    refused(run("desk", "--port", "0"), "none is here")
    run("record", "init", "a.veedor")
    assert run("desk", "--port", "0").code == 0
    run("record", "init", "b.veedor")
    refused(run("desk", "--port", "0"), "Several records are here")
    assert len(served.calls) == 1


def test_what_is_no_record_is_told_and_stays(run: Run, served: Served) -> None:
    before = Path("strike.txt").read_bytes()
    refused(run("desk", "strike.txt", "--port", "0"), "strike.txt is no record")
    assert Path("strike.txt").read_bytes() == before
    Path("folder").mkdir()
    refused(run("desk", "folder", "--port", "0"), "folder is a folder")
    ran = run("desk", "none/new.veedor", "--port", "0")
    assert ran.code == 1
    assert "The folder none does not exist" in ran.talk
    assert served.calls == []


def test_a_busy_port_is_told_and_makes_no_record(run: Run, served: Served) -> None:
    with serving.bound(serving.Wanted(port=0)) as taken:
        port = str(taken.getsockname()[1])
        refused(run("desk", "new.veedor", "--port", port), f"Port {port}", "--port")
    assert not Path("new.veedor").exists()


def test_nobody_comes_from_elsewhere_without_an_account(run: Run, served: Served) -> None:
    refused(run("desk", "new.veedor", "--host", "0.0.0.0"), "add --team")
    refused(run("desk", "new.veedor", "--host", "0.0.0.0", "--team"), "--name desk.example.org")
    refused(run("desk", "new.veedor", "--team", "--by", "Ana"), "leave --by out")
    assert served.calls == []
    assert not Path("new.veedor").exists()


def test_a_team_is_told_how_to_begin_and_what_goes_unprotected(run: Run, served: Served) -> None:
    more = ("--port", "0", "--host", "0.0.0.0", "--name", "desk.example.org")
    ran = run("desk", "new.veedor", "--team", *more)
    assert re.fullmatch(r"http://desk\.example\.org:\d+/\n", ran.out)
    assert "veedor people add NAME new.veedor --role lead" in ran.talk
    assert "passwords go over the network" in ran.talk
    with Record.open("new.veedor") as record:
        people.add(record, "Ana", "lead", "a horse without a battery", by="Zoe")
    ran = run("desk", "new.veedor", "--team", "--https", *more)
    assert ran.out == "https://desk.example.org/\n"
    assert "hint" not in ran.talk
    assert all(isinstance(door, Team) for _, door, *_ in served.calls)


def test_the_browser_is_opened_only_where_that_is_asked_for(
    run: Run, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class AtOnce:
        """A thread that is over when it begins."""

        def __init__(self, target: Any, args: tuple[str], daemon: bool) -> None:
            opened.extend(args)

        def start(self) -> None: ...

    monkeypatch.setattr("veedor.cli.desk.Thread", AtOnce)
    run("desk", "new.veedor", "--port", "0")
    assert opened == []
    ran = run("desk", "new.veedor", "--port", "0", "--open")
    assert opened == [ran.out.strip()]
