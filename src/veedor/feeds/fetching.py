"""One question to the web, with every limit: how long, how much, how far a redirect may lead."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from time import monotonic
from urllib.parse import urljoin

from veedor import __version__
from veedor.errors import FetchError
from veedor.feeds.hosts import Target, target
from veedor.feeds.project_file import Limits

AGENT = f"veedor/{__version__}"
"""What Veedor calls itself, to servers and in their robots.txt."""
_REDIRECTS = 5
_PIECE = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier answer said of itself, so that one asks only for what has changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    """Unpacked; empty where nothing has changed (304)."""
    address: str
    """Where it came from in the end."""
    known: Known
    media_type: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether the server said that nothing has changed."""
        return self.status == 304


def fetch(
    address: str, limits: Limits, *, known: Known | None = None, private_host: str | None = None
) -> Answer:
    """What stands at an address.

    `known` makes it a conditional question; `private_host` is the one host that may lie in a private network. Each
    redirect is looked at as the first address is. Raises FetchRefused where it leads where it must not, FetchError
    where there is no answer, one that says no (400 and above), one too large, or one too slow.
    """
    ends = monotonic() + limits.seconds
    for _ in range(_REDIRECTS + 1):
        answer, leads_to = _ask(target(address, private_host=private_host), address, limits, ends, known)
        if leads_to is None:
            return answer
        address = urljoin(address, leads_to)
    raise FetchError(f"it redirects more than {_REDIRECTS} times; give the address where it ends")


def _ask(
    to: Target, address: str, limits: Limits, ends: float, known: Known | None
) -> tuple[Answer, str | None]:
    """The answer of one server, and where it sends on to."""
    left = ends - monotonic()
    if left <= 0:
        raise _too_slow(limits)
    connection = _connection(to, left)
    try:
        with _ended_after(connection, left) as is_over:
            try:
                answer = _exchange(connection, to, address, limits, known)
            except (ValueError, AttributeError) as error:
                if not is_over():  # a connection that is shut from outside breaks off so too
                    raise
                raise _too_slow(limits) from error
            except (OSError, http.client.HTTPException) as error:
                raise (_too_slow(limits) if is_over() else FetchError(_why(error))) from error
            if is_over():  # what came looks whole where no length was told
                raise _too_slow(limits)
            return answer
    finally:
        connection.close()
        if connection.opened is not None:
            connection.opened.close()


def _exchange(
    connection: http.client.HTTPConnection, to: Target, address: str, limits: Limits, known: Known | None
) -> tuple[Answer, str | None]:
    connection.request("GET", to.path, headers=_headers(known))
    with connection.getresponse() as response:
        return _answer(response, address, limits, known)


def _answer(
    response: http.client.HTTPResponse, address: str, limits: Limits, known: Known | None
) -> tuple[Answer, str | None]:
    if response.status in _MOVED and (leads_to := response.getheader("Location")):
        return Answer(response.status, b"", address, Known()), leads_to
    if response.status >= 400:
        raise FetchError(_says_no(response.status), response.status)
    about = Known(_line(response.getheader("ETag")), _line(response.getheader("Last-Modified")))
    if response.status == 304:
        return Answer(304, b"", address, known or about), None
    body = b"".join(_unpacked(response, limits.most_bytes))
    return Answer(response.status, body, address, about, response.getheader("Content-Type") or ""), None


def _headers(known: Known | None) -> dict[str, str]:
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", "Connection": "close"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _line(value: str | None) -> str | None:
    """A header's value that may be sent back; None where it is none."""
    return value if value and len(value) < 1000 and value.isascii() and value.isprintable() else None


def _unpacked(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """The body in pieces; a small packed answer may unpack to a large one, so both are counted."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"the answer is packed as {packing[:20]!r}, which was not asked for")
    unpack = None if packing == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    came = gave = 0
    while piece := response.read(_PIECE):
        came += len(piece)
        while True:
            try:
                out = unpack.decompress(piece, _PIECE) if unpack else piece
            except zlib.error as error:
                raise FetchError("the answer says that it is packed, and is damaged") from error
            gave += len(out)
            if came > most or gave > most:
                raise FetchError(
                    f"the answer is larger than {most / 1_000_000:g} MB; "
                    "allow more by most_megabytes under [watch], or leave the feed out"
                )
            yield out
            piece = unpack.unconsumed_tail if unpack else b""
            if not piece:
                break


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was looked at, whatever the host's name means meanwhile."""

    def __init__(self, to: Target, seconds: float) -> None:
        super().__init__(to.host, to.port, timeout=seconds)
        self._to = to
        self.opened: socket.socket | None = None
        """The socket, kept because the library forgets it once the last answer has begun."""

    def connect(self) -> None:
        self.sock = socket.create_connection((self._to.ip, self._to.port), self.timeout)
        if self._to.scheme == "https":
            self.sock = _certified().wrap_socket(self.sock, server_hostname=self._to.host)
        self.opened = self.sock


def _connection(to: Target, seconds: float) -> _Pinned:
    connection = _Pinned(to, seconds)
    if to.scheme == "https":
        connection.default_port = 443  # the `Host` line names no port that goes without saying
    return connection


@cache
def _certified() -> ssl.SSLContext:
    """The certificates of this computer, and those that certifi brings where it has none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@contextmanager
def _ended_after(connection: _Pinned, seconds: float) -> Iterator[_Over]:
    """Shuts the connection when its time is over: a server that sends a letter a second never lets a read time out."""
    over = _Over(connection)
    timer = Timer(seconds, over.end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


class _Over:
    """Whether a connection was ended from outside."""

    def __init__(self, connection: _Pinned) -> None:
        self._connection = connection
        self._ended = False

    def __call__(self) -> bool:
        return self._ended

    def end(self) -> None:
        """Shut the connection."""
        self._ended = True
        sock = self._connection.opened
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _too_slow(limits: Limits) -> FetchError:
    return FetchError(
        f"no whole answer within {limits.seconds:g} seconds; it is tried again at the next look"
    )


def _says_no(status: int) -> str:
    name = http.client.responses.get(status, "")
    return f"the server answers {status} {name}".rstrip() + "; is the address right?"


def _why(error: Exception) -> str:
    """What went wrong, in words that hold nothing of an answer."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the server's certificate is not to be trusted; nothing was read"
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    if isinstance(error, OSError) and error.strerror:
        return f"the connection failed ({error.strerror})"
    return f"the answer breaks off or is malformed ({type(error).__name__})"
