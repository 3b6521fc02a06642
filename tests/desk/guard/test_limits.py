"""How attempts to sign in are slowed down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk.guard.conftest import Clock
from veedor.desk.guard import limits
from veedor.desk.guard.limits import OF_A_NAME, OF_AN_ADDRESS, Limits


def waits(tried: Limits, clock: Clock, name: str = "Ana", address: str = "192.0.2.1") -> float:
    """Tries as soon as it may, and gives how long it had to wait."""
    wait = tried.wait_s(name, address)
    if wait:
        clock.now += wait
        assert tried.wait_s(name, address) == 0
    return wait


def test_the_first_attempts_are_free_and_then_each_waits_longer(clock: Clock) -> None:
    tried = Limits(clock)
    assert [waits(tried, clock) for _ in range(9)] == [0, 0, 0, 0, 0, 2, 4, 8, 16]


def test_no_wait_goes_beyond_the_longest(clock: Clock) -> None:
    tried = Limits(clock)
    by_name = [waits(tried, clock, address=f"192.0.2.{number}") for number in range(60)]
    assert max(by_name) == OF_A_NAME.longest_s
    by_address = [waits(tried, clock, name=f"name {number}") for number in range(60)]
    assert max(by_address) == OF_AN_ADDRESS.longest_s


def test_an_attempt_before_its_time_is_not_counted(clock: Clock) -> None:
    tried = Limits(clock)
    for _ in range(OF_A_NAME.free):
        waits(tried, clock)
    assert [tried.wait_s("Ana", "192.0.2.1") for _ in range(3)] == [2, 2, 2]
    clock.now += 1.5
    assert tried.wait_s("Ana", "192.0.2.1") == 0.5


def test_a_name_is_slowed_down_from_whatever_address_and_however_it_is_written(clock: Clock) -> None:
    tried = Limits(clock)
    for number, name in enumerate(("Ana", "ana", "ANA ", "Aná", " ana")):
        assert tried.wait_s(name, f"192.0.2.{number}") == 0
    assert tried.wait_s("Ana", "192.0.2.99") > 0
    assert tried.wait_s("Ben", "192.0.2.99") == 0


def test_an_address_is_slowed_down_whatever_names_it_tries(clock: Clock) -> None:
    tried = Limits(clock)
    for number in range(OF_AN_ADDRESS.free):
        assert tried.wait_s(f"name {number}", "192.0.2.1") == 0
    assert tried.wait_s("another", "192.0.2.1") == 2
    assert tried.wait_s("another", "::ffff:192.0.2.1") == 2
    assert tried.wait_s("another", "192.0.2.2") == 0


def test_of_ipv6_a_whole_network_is_one_address(clock: Clock) -> None:
    tried = Limits(clock)
    for number in range(OF_AN_ADDRESS.free):
        assert tried.wait_s(f"name {number}", f"2001:db8:1:1::{number:x}") == 0
    assert tried.wait_s("another", "2001:db8:1:1:ffff::1") == 2
    assert tried.wait_s("another", "2001:db8:1:2::1") == 0


def test_success_frees_the_name_and_gives_the_address_one_attempt_back(clock: Clock) -> None:
    tried = Limits(clock)
    for number in range(OF_AN_ADDRESS.free - 1):
        tried.wait_s(f"name {number}", "192.0.2.1")
    for _ in range(50):  # somebody with an account of their own, between guesses
        assert tried.wait_s("Mallory", "192.0.2.1") == 0
        tried.succeeded("Mallory", "192.0.2.1")
    assert tried.wait_s("Ana", "192.0.2.1") == 0
    assert tried.wait_s("Ana", "192.0.2.1") > 0


def test_an_hour_without_attempts_forgets_them(clock: Clock) -> None:
    tried = Limits(clock)
    for _ in range(12):
        waits(tried, clock)
    clock.now += 3600
    assert [waits(tried, clock) for _ in range(6)] == [0, 0, 0, 0, 0, 2]


def test_many_attempts_at_one_moment_are_many(clock: Clock) -> None:
    tried = Limits(clock)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: tried.wait_s("Ana", "192.0.2.1"), range(200)))
    assert found.count(0) == OF_A_NAME.free


def test_what_is_remembered_has_a_limit(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST", 50)
    tried = Limits(clock)
    for number in range(500):
        tried.wait_s("x" * 10_000 + str(number), f"198.51.{number // 250}.{number % 250}")
    assert all(len(kept) == 50 and max(map(len, kept)) <= 200 for kept in tried._tries.values())
