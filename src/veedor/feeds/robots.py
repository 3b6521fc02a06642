"""What a server asks of programs (RFC 9309, the robots exclusion protocol)."""

from __future__ import annotations

import urllib.robotparser
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from veedor.errors import FetchError, FetchRefused
from veedor.feeds.fetching import AGENT, fetch
from veedor.feeds.project_file import Limits

_MOST_BYTES = 500 * 1024
"""What RFC 9309, section 2.5, says that a program must at least read."""


@dataclass(slots=True)
class Robots:
    """The robots.txt of each server of one look; each is asked for once."""

    limits: Limits
    _known: dict[str, urllib.robotparser.RobotFileParser] = field(default_factory=dict)

    def check(self, address: str, *, private_host: str | None = None) -> None:
        """Raise FetchRefused where the server asks programs not to read an address."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._known:
            self._known[origin] = self._read(origin, private_host)
        if not self._known[origin].can_fetch(AGENT, address):
            raise FetchRefused("the server asks programs not to read this address (robots.txt)")

    def _read(self, origin: str, private_host: str | None) -> urllib.robotparser.RobotFileParser:
        """Rules of a server: none where it has no such file (4xx), all forbidden where it cannot be asked (5xx)."""
        rules = urllib.robotparser.RobotFileParser()
        limits = Limits(min(_MOST_BYTES, self.limits.most_bytes), self.limits.seconds)
        try:
            answer = fetch(f"{origin}/robots.txt", limits, private_host=private_host)
        except FetchRefused:
            raise
        except FetchError as error:
            if error.status is None or error.status >= 500:
                raise FetchError(f"its robots.txt cannot be read: {error}", error.status) from error
            rules.parse([])
            return rules
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        return rules
