from __future__ import annotations

import gzip
import zlib
from threading import Event

import pytest

from tests.feeds.server import endless, leading_to, saying, served
from veedor.errors import FetchError, FetchRefused
from veedor.feeds.fetching import Known, fetch
from veedor.feeds.hosts import is_public, target
from veedor.feeds.project_file import Limits

_HERE = "127.0.0.1"
_LIMITS = Limits(most_bytes=100_000, seconds=20)


def fails(address: str, why: str, limits: Limits) -> None:
    """Whether asking for an address fails for this reason."""
    with pytest.raises(FetchError, match=why):
        fetch(address, limits, private_host=_HERE)


def test_an_answer_comes_back_with_what_it_says_of_itself() -> None:
    answers = {"/feed": saying(b"<rss/>", ETag='"1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")}
    with served(answers) as server:
        answer = fetch(f"{server.address}/feed", _LIMITS, private_host=_HERE)
    assert (answer.status, answer.body) == (200, b"<rss/>")
    assert answer.known == Known('"1"', "Mon, 02 Mar 2026 10:00:00 GMT")


def test_what_is_known_makes_the_question_conditional() -> None:
    with served({"/feed": saying(b"", 304)}) as server:
        known = Known('"1"', "Mon, 02 Mar 2026 10:00:00 GMT")
        answer = fetch(f"{server.address}/feed", _LIMITS, known=known, private_host=_HERE)
    (_, headers), *_ = server.asked
    assert answer.is_unchanged
    assert answer.known == known
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_a_header_that_would_add_a_line_to_a_request_is_not_kept() -> None:
    with served({"/feed": saying(b"x", ETag='"caf\xe9"')}) as server:
        assert fetch(f"{server.address}/feed", _LIMITS, private_host=_HERE).known.etag is None


def test_a_packed_answer_is_unpacked() -> None:
    body = b"word " * 1000
    with served({"/feed": saying(gzip.compress(body), Content_Encoding="gzip")}) as server:
        assert fetch(f"{server.address}/feed", _LIMITS, private_host=_HERE).body == body


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/"])
def test_a_private_host_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(FetchRefused, match="private"):
        fetch(address, _LIMITS)


@pytest.mark.parametrize(
    "ip",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
    ::1 :: fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    2001::1""".split(),
)
def test_an_address_of_a_private_network_is_not_public_however_it_is_written(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("number", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_a_loopback_address_in_another_notation_is_refused(number: str) -> None:
    with pytest.raises(FetchError):
        target(f"http://{number}/")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host.example/", "gopher://x/", "//x/y", ""])
def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    with pytest.raises(FetchRefused, match="not one of the web"):
        target(address)


def test_an_address_with_a_password_is_refused() -> None:
    with pytest.raises(FetchRefused, match="password"):
        target("https://a:b@host.example/")


@pytest.mark.parametrize(
    "to", ["http://localhost:{port}/secret", "file:///etc/passwd", "http://[::1]:{port}/"]
)
def test_a_redirect_into_a_private_network_or_to_a_file_is_refused(to: str) -> None:
    answers = {"/secret": saying(b"secret")}
    with served(answers) as server:
        port = server.address.rpartition(":")[2]
        answers["/feed"] = leading_to(to.format(port=port))
        with pytest.raises(FetchRefused):
            fetch(f"{server.address}/feed", _LIMITS, private_host=_HERE)
    assert [path for path, _ in server.asked] == ["/feed"]


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with served({"/old": leading_to("/new?a=b"), "/new": saying(b"here")}) as server:
        answer = fetch(f"{server.address}/old", _LIMITS, private_host=_HERE)
    assert (answer.body, answer.address) == (b"here", f"{server.address}/new?a=b")


def test_redirects_in_a_circle_end() -> None:
    with served({"/a": leading_to("/b"), "/b": leading_to("/a")}) as server:
        fails(f"{server.address}/a", "redirects more than", _LIMITS)
    assert len(server.asked) == 6


def test_an_endless_answer_is_stopped_at_the_limit() -> None:
    with served({"/feed": endless(b"word " * 1000)}) as server:
        fails(f"{server.address}/feed", r"larger than 0\.1 MB", _LIMITS)


def test_a_small_answer_that_unpacks_to_two_hundred_times_the_limit_is_stopped_at_the_limit() -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    million = bytes(1_000_000)
    bomb = b"".join(pack.compress(million) for _ in range(200)) + pack.flush(zlib.Z_SYNC_FLUSH)
    with served({"/feed": saying(bomb, Content_Encoding="gzip")}) as server:
        fails(f"{server.address}/feed", "larger than 1 MB", Limits(1_000_000, 20))


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "1000000"}])
def test_an_answer_that_drips_is_stopped_when_its_time_is_over(headers: dict[str, str]) -> None:
    never = Event()
    with served({"/feed": endless(b"w", lambda: never.wait(0.01) and None, **headers)}) as server:
        fails(f"{server.address}/feed", r"no whole answer within 0\.3 seconds", Limits(10_000_000, 0.3))


def test_a_server_that_says_nothing_is_given_up() -> None:
    over = Event()
    with served({"/feed": lambda _: over.wait(5) and None}) as server:
        fails(f"{server.address}/feed", r"does not answer|no whole answer", Limits(1000, 0.2))
        over.set()


def test_a_packing_that_was_not_asked_for_is_an_error() -> None:
    with served({"/feed": saying(b"x", Content_Encoding="br")}) as server:
        fails(f"{server.address}/feed", "packed as 'br'", _LIMITS)


def test_a_damaged_packing_is_an_error() -> None:
    with served({"/feed": saying(b"no gzip at all", Content_Encoding="gzip")}) as server:
        fails(f"{server.address}/feed", "damaged", _LIMITS)


def test_a_server_that_says_no_is_an_error_with_its_number() -> None:
    with served({}) as server, pytest.raises(FetchError, match="404") as caught:
        fetch(f"{server.address}/feed", _LIMITS, private_host=_HERE)
    assert caught.value.status == 404


def test_a_closed_port_is_an_error() -> None:
    with served({}) as server:
        gone = server.address
    with pytest.raises(FetchError, match="connection failed"):
        fetch(f"{gone}/feed", _LIMITS, private_host=_HERE)


def test_a_line_break_in_an_address_adds_no_header() -> None:
    with served({}) as server, pytest.raises(FetchError, match="404"):
        fetch(f"{server.address}/a b\x01é?c=d e", _LIMITS, private_host=_HERE)
    assert server.asked[0][0] == "/a%20b%01%C3%A9?c=d%20e"
