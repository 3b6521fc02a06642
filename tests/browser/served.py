"""The desk served to a browser: the real application behind a real port, in a thread of the tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

import uvicorn
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import OwnComputer, Team
from veedor.desk.memory import Memory
from veedor.record.store import Record
from veedor.settings import Settings

TOKEN = "let-me-in"
PERSON = "Ana"
SETTINGS = Settings.from_environment({})
SECRET = "a secret that nobody else could ever think of"


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that answers."""

    address: str
    """With the port, without a slash at its end."""
    record: Record
    is_team: bool

    def enter(self, page: Page, path: str = "/") -> None:
        """Opens a page as somebody who comes by the address that the program prints."""
        mark = "&" if "?" in path else "?"
        self.open(page, path if self.is_team else f"{path}{mark}token={TOKEN}")

    def open(self, page: Page, path: str) -> None:
        """Opens a page, and waits until it and its scripts are there."""
        page.goto(self.address + path, wait_until="load")


@contextmanager
def served(record: Record, *, is_team: bool = False) -> Iterator[Served]:
    """The desk over a record, from `with` to the end of its block."""
    door = Team(record) if is_team else OwnComputer(TOKEN, PERSON)
    desk = Desk(record, SETTINGS, Memory(), is_team=is_team)
    app = create_app(desk, door, SECRET)
    config = uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", record, is_team)
        finally:
            # A browser that is still there keeps its connection, for which the server would wait.
            server.should_exit = server.force_exit = True
            thread.join(30)
            desk.close()


class Watched:
    """What went wrong in a browser without anybody seeing it."""

    def __init__(self, context: BrowserContext, *, refused: tuple[int, ...] = ()) -> None:
        """Watch every page of a context; answers with the statuses in `refused` are expected."""
        self.faults: list[str] = []
        self._refused = refused
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        is_expected = any(f"status of {status} " in message.text for status in self._refused)
        if message.type in ("error", "warning") and not is_expected:
            self.faults.append(f"{message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"error: {error.error.message}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.faults.append(f"asked {request.url}")
