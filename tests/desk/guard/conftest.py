"""A team's desk in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, seal_of
from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import Team
from veedor.desk.guard.limits import Limits
from veedor.desk.memory import Memory
from veedor.record import people
from veedor.record.store import Record
from veedor.settings import Settings

PASSWORD = "a horse without a battery"
SECRET = "a secret that only the tests know"
Browser = Callable[..., TestClient]


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes that take no time; what the real ones take is tested with the accounts."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "hasher", lambda: quick)
    people._of_nobody.cache_clear()
    yield
    people._of_nobody.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(filled: Record, clock: Clock) -> Iterator[Browser]:
    """A function that gives a browser at a team's desk; Ana leads, Ben decides, Cai reads."""
    for name, role in (("Ana", "lead"), ("Ben", "analyst"), ("Cai", "reader")):
        people.add(filled, name, role, PASSWORD, by="Zoe")
    team = Team(filled, Limits(clock))
    desk = Desk(filled, Settings(), Memory(), is_team=True)
    app = create_app(desk, team, SECRET)
    with ExitStack() as opened:

        def open_browser(name: str | None = None, address: str = ADDRESS, **more: Any) -> TestClient:
            client = TestClient(create_app(desk, team, SECRET, **more) if more else app, base_url=address)
            opened.enter_context(client)
            if name is not None:
                assert sign_in(client, name).status_code == 200
            return client

        yield open_browser


def sign_in(client: TestClient, name: str, password: str = PASSWORD, back: str = "/sign-in") -> Any:
    """What comes of signing in as people do: by the form of the page."""
    seal = seal_of(client.get("/sign-in").text)
    return client.post("/sign-in", data={"seal": seal, "name": name, "password": password, "back": back})
