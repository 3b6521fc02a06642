"""Where a desk listens, under which names it answers, and whom it refuses to serve."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from veedor.desk import serving
from veedor.desk.guard.doors import OwnComputer, Team
from veedor.desk.serving import Wanted, address_of, bound, door_of
from veedor.errors import UsageError
from veedor.record.store import Record
from veedor.settings import Settings


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_another_computer_is_let_near_only_where_people_sign_in() -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::", "desk.example.org"):
        with pytest.raises(UsageError, match="add --team"):
            Wanted(host=host).check()
    for host in ("127.0.0.1", "localhost", "::1", "127.0.0.5"):
        Wanted(host=host).check()
    Wanted(host="192.0.2.1", is_team=True).check()


def test_who_listens_everywhere_says_under_which_name() -> None:
    with pytest.raises(UsageError, match="--name"):
        Wanted(host="0.0.0.0", is_team=True).check()
    Wanted(host="0.0.0.0", is_team=True, names=["desk.example.org"]).check()


@pytest.mark.parametrize(
    ("proxy", "is_right"), [("127.0.0.1", True), ("10.0.0.0/8", True), ("*", False), ("", False)]
)
def test_only_a_proxy_with_an_address_is_believed(proxy: str, is_right: bool) -> None:
    wanted = Wanted(is_team=True, behind_proxy=proxy)
    if is_right:
        wanted.check()
        return
    with pytest.raises(UsageError, match="--behind-proxy"):
        wanted.check()


def test_it_answers_under_the_names_that_were_given_and_those_of_this_computer() -> None:
    assert Wanted().hosts == ["127.0.0.1", "localhost", "::1"]
    wanted = Wanted(host="0.0.0.0", is_team=True, names=["Desk.example.org", "desk.example.org"])
    assert wanted.hosts == ["desk.example.org", "127.0.0.1", "localhost", "::1"]
    assert Wanted(host="192.0.2.1", is_team=True).hosts[0] == "192.0.2.1"


def test_the_next_free_port_is_taken_where_the_usual_one_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with bound(Wanted(port=0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serving, "PORT", port)
        with bound(Wanted()) as listening:
            assert listening.getsockname()[1] > port
            assert not is_free(listening.getsockname()[1])


def test_a_port_that_was_asked_for_and_is_taken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with bound(Wanted(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} of 127.0.0.1 cannot be had .*--port"):
            bound(Wanted(port=port))
        monkeypatch.setattr(serving, "PORT", port)
        monkeypatch.setattr(serving, "_OTHERS", 1)
        with pytest.raises(UsageError, match="all taken"):
            bound(Wanted())


def test_an_address_that_is_not_this_computers_is_told() -> None:
    with pytest.raises(UsageError, match=r"cannot be had|no address of this computer"):
        bound(Wanted(host="192.0.2.1", port=0, is_team=True))


def test_the_address_is_one_that_a_browser_opens() -> None:
    with bound(Wanted(port=0)) as listening:
        port = listening.getsockname()[1]
        assert address_of(Wanted(), listening) == f"http://127.0.0.1:{port}/"
        assert address_of(Wanted(host="::1"), listening) == f"http://[::1]:{port}/"
        everywhere = Wanted(host="0.0.0.0", is_team=True, names=["desk.example.org"])
        assert address_of(everywhere, listening) == f"http://desk.example.org:{port}/"
        assert (
            address_of(Wanted(names=["desk.example.org"], is_https=True), listening)
            == "https://desk.example.org/"
        )


def test_each_start_has_a_token_of_its_own_and_a_team_has_none(record: Record) -> None:
    doors = [door_of(Wanted(), record, "Ana") for _ in range(2)]
    tokens = {token for _, token in doors}
    assert len(tokens) == 2
    for door, token in doors:
        assert isinstance(door, OwnComputer)
        assert token is not None
        assert len(token) >= 32
        assert door.let_in(token) == "Ana"
        assert door.let_in(token[:-1]) is None
    team, none = door_of(Wanted(is_team=True), record, "")
    assert isinstance(team, Team)
    assert none is None


def test_sessions_outlive_a_restart_only_with_a_secret_and_count_for_one_desk_alone(
    record: Record, tmp_path: Path
) -> None:
    kept, team = Settings(secret="s" * 32), Wanted(is_team=True)
    assert serving._secret(kept, record, team) == serving._secret(kept, record, team)
    assert serving._secret(Settings(), record, team) != serving._secret(Settings(), record, team)
    assert serving._secret(kept, record, team) != serving._secret(kept, record, Wanted())
    with Record.open(tmp_path / "other.veedor") as other:
        assert serving._secret(kept, record, team) != serving._secret(kept, other, team)
