from __future__ import annotations

import pytest

from tests.feeds.server import saying, served
from veedor.errors import FetchError, FetchRefused
from veedor.feeds.project_file import Limits
from veedor.feeds.robots import Robots

_HERE = "127.0.0.1"


def _check(server: str, path: str, robots: Robots | None = None) -> None:
    (robots or Robots(Limits(100_000, 10))).check(server + path, private_host=_HERE)


def test_what_a_server_asks_programs_not_to_read_is_refused() -> None:
    rules = b"User-agent: *\nDisallow: /private\n"
    with served({"/robots.txt": saying(rules)}) as server:
        _check(server.address, "/feed")
        with pytest.raises(FetchRefused, match="robots"):
            _check(server.address, "/private/feed")


def test_rules_for_veedor_alone_hold_for_it() -> None:
    rules = saying(b"User-agent: veedor\nDisallow: /\n")
    with served({"/robots.txt": rules}) as server, pytest.raises(FetchRefused, match="robots"):
        _check(server.address, "/feed")


def test_where_there_are_no_rules_all_may_be_read() -> None:
    with served({}) as server:
        _check(server.address, "/feed")


def test_a_server_that_cannot_tell_its_rules_is_not_asked_further() -> None:
    with served({"/robots.txt": saying(b"", 503)}) as server, pytest.raises(FetchError, match="robots"):
        _check(server.address, "/feed")


def test_each_server_is_asked_once() -> None:
    robots = Robots(Limits(100_000, 10))
    with served({}) as server:
        _check(server.address, "/a", robots)
        _check(server.address, "/b", robots)
    assert len(server.asked) == 1
