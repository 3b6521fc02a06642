"""A PostgreSQL server of its own for tests and benchmarks, in a temporary folder, gone when they end.

Debian's `postgresql` package brings the programs; a cluster that the package may have started itself is left
alone. PostgreSQL refuses to run as root, so root hands the folder and the processes to `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg.sql import SQL, Identifier

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs, a folder for each version; they are not on the PATH."""
OWNER = "veedor"
"""Name of the superuser; everyone on this machine may log in as it, for as long as the server lives."""
WAIT_S = 30.0
"""How long a start or a stop may take. Usually it is well under a second; crash recovery takes longer."""
FOR_SPEED = ("fsync=off", "full_page_writes=off", "max_wal_size=256MB")
"""What a test can do without: these matter when the machine fails, not when the server is killed. What was
committed is still written out to the system before `commit` returns, as synchronous_commit stays on."""

# Ends with its standard input, which the system closes however the tests end. A process is the server only if it
# runs in the data folder, as the number in a stale file may be somebody else's by now.
GUARD = """
cat > /dev/null
pid=$(head -n 1 "$0/data/postmaster.pid" 2> /dev/null)
if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$0/data" ]; then
  kill -QUIT "$pid"
  for _ in $(seq 50); do [ -e "/proc/$pid/cwd" ] && sleep 0.1; done
fi
rm -rf "$0"
"""


class NoServer(Exception):
    """PostgreSQL is not installed, or does not start."""


def programs() -> Path:
    """The folder that holds `initdb` and `postgres`, the newest where there are several; NoServer without one."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    versions = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    folders += sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise NoServer(f"no initdb on the PATH or under {DEBIAN}; hint: apt-get install postgresql")


class Server:
    """A running server on 127.0.0.1, from `with` to the end of its block."""

    def __init__(self, *, fsync: bool = False, settings: tuple[str, ...] = ()) -> None:
        """With `fsync` as durable as a real one, for benchmarks; `settings` are further `name=value` lines."""
        self._programs = programs()
        self._settings = (() if fsync else FOR_SPEED) + settings
        self._user = _unprivileged()
        self._server: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="veedor-pg-")).resolve()
        self._guard = subprocess.Popen(
            ["sh", "-c", GUARD, str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt from the keyboard is not for it
        )
        try:
            self._make()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self._folder / "data"

    def address(self, name: str) -> str:
        """The SQLAlchemy address of the database of that name."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{name}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """An own connection, each statement committed at once."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=OWNER, dbname=name, autocommit=True, connect_timeout=5
        )

    def create(self, name: str, *, template: str = "template0") -> str:
        """The address of a fresh database, empty or a copy of `template`, to which nobody may be connected."""
        with self.connect() as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
            )
        return self.address(name)

    def drop(self, name: str) -> None:
        """Takes the database away, with whoever is connected to it; nothing happens where there is none."""
        with self.connect() as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def start(self) -> None:
        """Starts the server and waits until it answers, after `kill` with whatever recovery it needs."""
        if self._server is not None and self._server.poll() is None:
            return
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # the process was ours, and it has ended
        self.port = self.port or _free_port()
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, *self._options()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
                **self._user,
            )
        _wait_for(self._answers, "PostgreSQL did not answer after its start")

    def kill(self) -> None:
        """Kills the server and all its processes at once, as a failure of power would; the files stay."""
        server = self._server
        if server is None or server.poll() is not None:
            return
        server.send_signal(signal.SIGSTOP)  # so that it starts no further process meanwhile
        children = _children(server.pid)
        for pid in (*children, server.pid):
            _send(pid, signal.SIGKILL)
        server.wait(WAIT_S)
        _wait_for(lambda: not any(map(_is_alive, children)), "a killed process of PostgreSQL did not end")

    def stop(self) -> None:
        """Stops the server in good order, not waiting for those who are connected."""
        if self._server is None or self._server.poll() is not None:
            return
        self._server.send_signal(signal.SIGINT)
        try:
            self._server.wait(WAIT_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def close(self) -> None:
        """Stops the server and removes its folder."""
        self.stop()
        shutil.rmtree(self._folder)
        self._guard.communicate()

    def _make(self) -> None:
        if self._user:
            os.chown(self._folder, self._user["user"], self._user["group"])
        made = subprocess.run(
            [
                *(self._programs / "initdb", "-D", self.data, "-U", OWNER),
                *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            capture_output=True,
            text=True,
            cwd=self._folder,
            check=False,
            **self._user,
        )
        if made.returncode:
            raise NoServer(f"initdb failed: {made.stderr.strip()}")

    def _options(self) -> list[str]:
        settings = (
            "listen_addresses=127.0.0.1",
            f"port={self.port}",
            f"unix_socket_directories={self._folder}",
            *self._settings,
        )
        return [word for setting in settings for word in ("-c", setting)]

    def _answers(self) -> bool:
        assert self._server is not None
        if self._server.poll() is not None:
            raise NoServer(f"PostgreSQL ended at its start: {(self._folder / 'log').read_text()[-1000:]}")
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True


def _unprivileged() -> dict[str, Any]:
    """Whom the processes belong to, as arguments of `subprocess`: nobody else unless we are root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return {"user": known[name].pw_uid, "group": known[name].pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run as")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _children(parent: int) -> list[int]:
    """Numbers of the processes that `parent` started; each has a session of its own, so no group names them."""
    return [
        int(path.name)
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and _status(int(path.name))[1:2] == [str(parent)]
    ]


def _is_alive(pid: int) -> bool:
    return _status(pid)[:1] not in ([], ["Z"], ["X"])


def _status(pid: int) -> list[str]:
    """State, parent and so on of a process (`man 5 proc`); empty where there is none."""
    try:
        # The name, in brackets, may hold anything.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _wait_for(is_so: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + WAIT_S
    while not is_so():
        if time.monotonic() > end:
            raise NoServer(f"{otherwise} within {WAIT_S:.0f} seconds")
        time.sleep(0.01)
