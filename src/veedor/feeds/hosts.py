"""Which hosts may be asked.

A feed's owner decides where its address and its redirects lead, and may lead them into the network that Veedor runs
in. So a name is resolved once, every address it has is looked at, and the connection goes to the address that was
looked at: a second answer of the name server cannot change it.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from veedor.errors import FetchError, FetchRefused

_SHARED = ipaddress.ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address, private ones too."""
_6TO4 = ipaddress.ip_network("2002::/16")
_TEREDO = ipaddress.ip_network("2001::/32")


class Target(NamedTuple):
    """Where a request goes."""

    scheme: str
    host: str
    """As the address names it."""
    port: int
    path: str
    """What is asked for: path and query, percent-encoded."""
    ip: str
    """The one address that is connected to."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def target(address: str, *, private_host: str | None = None) -> Target:
    """Where a request for an address goes.

    `private_host` is the one host that may lie in a private network. Raises FetchRefused where the address is not for
    the web or leads into a private network, FetchError where its host is not known.
    """
    parts = _split(address)
    host = (parts.hostname or "").rstrip(".")
    port = _port(parts)
    found = _resolved(host, port)
    if host != private_host:
        for ip in found:
            _refuse_private(ip, host)
    path = parts.path.encode("utf-8", "surrogatepass")
    asked = _quoted(path) or "/"
    if parts.query:
        asked += "?" + _quoted(parts.query.encode("utf-8", "surrogatepass"))
    return Target(parts.scheme.lower(), host, port, asked, found[0])


def host_of(address: str) -> str:
    """The host that an address names."""
    return (_split(address).hostname or "").rstrip(".")


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError as error:
        raise FetchRefused("the address is malformed; correct it in the project's file") from error
    if parts.scheme.lower() not in ("http", "https"):
        shown = f" ({parts.scheme[:20]}:)" if parts.scheme else ""
        raise FetchRefused(f"the address is not one of the web{shown}; only http and https are asked")
    if not host:
        raise FetchRefused("the address names no host; correct it in the project's file")
    if parts.username or parts.password:
        raise FetchRefused("the address holds a name or a password; leave it out")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (443 if parts.scheme.lower() == "https" else 80)
    except ValueError as error:
        raise FetchRefused("the address has a port that is none; correct it") from error


def _resolved(host: str, port: int) -> list[str]:
    """Every address of a host, in the order of the name server."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {host[:80]} is not known; is the computer connected?") from error
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _refuse_private(ip: str, host: str) -> None:
    if not is_public(ip):
        raise FetchRefused(
            f"{host[:80]} lies in a private network ({ip}); "
            "where that is meant, write private = true in the feed's entry"
        )


def is_public(ip: str) -> bool:
    """Whether an address is one of the whole internet's, also where another one is wrapped in it."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in _TEREDO or found in _6TO4:
            return False
        inner = found.ipv4_mapped
        if inner is None and found in _SHARED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _quoted(raw: bytes) -> str:
    """Percent-encoded where it must be, so that no address can add lines to a request."""
    return "".join(chr(b) if 0x21 <= b <= 0x7E and b not in b'"<>\\^`{|}' else f"%{b:02X}" for b in raw)
