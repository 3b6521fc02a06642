"""Serving a desk: the port it takes, the names it answers under, and how it ends."""

from __future__ import annotations

import gc
import hmac
import os
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

import uvicorn

from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import Door, OwnComputer, Team
from veedor.desk.memory import Memory
from veedor.errors import UsageError
from veedor.record.store import Record
from veedor.settings import Settings

PORT = 8765
_OTHERS = 100
"""Ports after the usual one that are tried where it is taken."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PATIENCE_S = 3
"""How long answers that are under way may take when the desk ends."""
_NEW = 10_000
"""New things after which garbage is looked for. A page of incidents makes a hundred thousand and drops nearly all: with
Python's own 700 it took a fifth of the page's time, with 50,000 no less than with this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a desk is to be served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """None for the usual one, or one of those after it; 0 for any."""
    is_team: bool = False
    names: Sequence[str] = ()
    """Further host names under which it answers."""
    is_https: bool = False
    """Whether browsers reach it through a proxy that does TLS."""
    behind_proxy: str | None = None
    """The proxy's address, or network, whose word on who asks is believed; None where nobody's is."""

    def check(self) -> None:
        """Raise UsageError where it would let others in, or could let nobody in."""
        if not self.is_here and not self.is_team:
            raise UsageError(
                f"Whoever reaches {self.host} would reach this record; add --team, so that people sign in, "
                "or leave --host out"
            )
        if _is_any(self.host) and not self.names:
            raise UsageError(
                f"{self.host} is every address of this computer; say under which name people open the desk, "
                "as --name desk.example.org"
            )
        if self.behind_proxy is not None and not _is_network(self.behind_proxy):
            raise UsageError(
                f"--behind-proxy takes the proxy's address, as 127.0.0.1; {self.behind_proxy!r} is none"
            )

    @property
    def is_here(self) -> bool:
        """Whether it listens to this computer alone."""
        return _is_loopback(self.host)

    @property
    def hosts(self) -> list[str]:
        """The names under which it answers."""
        own = [] if _is_any(self.host) else [self.host]
        return [*dict.fromkeys(name.strip("[]").lower() for name in (*self.names, *own, *_LOOPBACK))]


def bound(wanted: Wanted) -> socket.socket:
    """A socket that listens where the desk is wanted; UsageError where nothing can listen there."""
    ports = range(PORT, PORT + _OTHERS) if wanted.port is None else [wanted.port]
    for port in ports:
        try:
            return _listening(wanted.host, port)
        except OSError as error:
            if isinstance(error, socket.gaierror) or wanted.port is not None:
                raise UsageError(_why_not(wanted, error)) from error
    raise UsageError(f"The ports {ports[0]} to {ports[-1]} are all taken; name a free one with --port")


def _listening(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _why_not(wanted: Wanted, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"{wanted.host} is no address of this computer; leave --host out, or name another one"
    why = (error.strerror or type(error).__name__).lower()
    return f"Port {wanted.port} of {wanted.host} cannot be had ({why}); name another one with --port"


def address_of(wanted: Wanted, listening: socket.socket) -> str:
    """The address that a browser on this computer opens, or, behind a proxy, anybody's."""
    if wanted.is_https and wanted.names:
        return f"https://{wanted.names[0]}/"
    host = wanted.names[0] if _is_any(wanted.host) else wanted.host
    port = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def door_of(wanted: Wanted, record: Record, person: str) -> tuple[Door, str | None]:
    """The door, and the token that opens it where people do not sign in."""
    if wanted.is_team:
        return Team(record), None
    token = secrets.token_urlsafe(24)
    return OwnComputer(token, person), token


def serve(
    record: Record,
    door: Door,
    settings: Settings,
    wanted: Wanted,
    listening: socket.socket,
) -> None:
    """Answer until somebody ends the program by Ctrl-C."""
    desk = Desk(record, settings, Memory(), is_team=wanted.is_team)
    app = create_app(
        desk, door, _secret(settings, record, wanted), hosts=wanted.hosts, is_https=wanted.is_https
    )
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # its messages on errors could hold words of a report
        access_log=False,
        server_header=False,
        proxy_headers=wanted.behind_proxy is not None,
        forwarded_allow_ips=wanted.behind_proxy,
        timeout_graceful_shutdown=_PATIENCE_S,
    )
    server = uvicorn.Server(config)
    with _seldom_looked_through():
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            return
        finally:
            desk.close()


@contextmanager
def _seldom_looked_through() -> Iterator[None]:
    """Lets the garbage collector leave alone what stays, and look through what pages make less often."""
    before = gc.get_threshold()
    # What is loaded by now stays: to look through it for garbage now and then held up pages by half a second.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _secret(settings: Settings, record: Record, wanted: Wanted) -> str:
    """What sessions are signed with: never the same for two desks, where a name may be two people's."""
    key = settings.secret or secrets.token_urlsafe(32)
    place = record.place if "://" in record.place else str(Path(record.place).absolute())
    which = f"{'team' if wanted.is_team else 'own'} {place}"
    return hmac.digest(key.encode("utf-8", "replace"), which.encode("utf-8", "replace"), "sha256").hex()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _is_network(words: str) -> bool:
    try:
        ip_network(words)
    except ValueError:
        return False
    return True
