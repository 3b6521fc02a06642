"""The server that other tests stand on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import OperationalError
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.postgres import NoServer, Server, _children, _is_alive, _wait_for, programs


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    try:
        programs()
    except NoServer as error:
        if os.environ.get("VEEDOR_NEED_POSTGRES"):
            raise
        pytest.skip(str(error))
    with Server() as running:
        yield running


def ask(address: str, *questions: str) -> object:
    with create_engine(address, poolclass=NullPool).begin() as connection:
        answers = [connection.execute(text(question)) for question in questions]
        return answers[-1].scalar() if answers[-1].returns_rows else None


def test_a_created_database_is_empty_and_in_unicode(server: Server) -> None:
    address = server.create("fresh")
    assert ask(address, "SELECT count(*) FROM pg_stat_user_tables") == 0
    assert ask(address, "SHOW server_encoding") == "UTF8"
    assert ask(address, "SHOW lc_collate") == "C"
    server.drop("fresh")


def test_a_dropped_database_can_be_made_again_empty(server: Server) -> None:
    address = server.create("twice")
    ask(address, "CREATE TABLE kept (n int)")
    server.drop("twice")
    server.drop("twice")
    assert ask(server.create("twice"), "SELECT count(*) FROM pg_stat_user_tables") == 0


def test_a_killed_server_keeps_what_was_committed_and_nothing_else(server: Server) -> None:
    address = server.create("survivor")
    ask(address, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1), (2)")
    with server.connect("survivor") as connection:
        connection.autocommit = False
        connection.execute("INSERT INTO kept VALUES (3)")
        server.kill()
        with pytest.raises(OperationalError):
            connection.execute("SELECT 1")
    server.start()
    assert ask(address, "SELECT count(*) FROM kept") == 2


def test_nothing_is_left_of_a_server_whose_tests_were_killed() -> None:
    try:
        programs()
    except NoServer as error:
        pytest.skip(str(error))
    script = (
        "from tests.postgres import Server\n"
        "with Server() as server:\n"
        "    print(server.data.parent, server._server.pid, server._guard.pid, flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout
        folder, server_pid, guard_pid = tests.stdout.readline().split()
        processes = [int(server_pid), int(guard_pid), *_children(int(server_pid))]
        tests.send_signal(signal.SIGKILL)
        tests.wait()
        _wait_for(lambda: not any(map(_is_alive, processes)), "the server outlived its tests")
    assert not Path(folder).exists()
