"""What a browser may do with a page, said with every answer; and the line that each answer leaves in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

access = logging.getLogger("veedor.access")
"""Who asked for which page, from where, when, and what came of it. Never what was asked for in words, nor a name that
somebody typed to sign in, which may be a password, nor what a page says."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Guarded:
    """The desk, with headers on every answer and a line in the log for each; other computers' names are refused."""

    def __init__(self, app: App, hosts: Iterable[str]) -> None:
        """Guard an app that answers under these names; `*` for any."""
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in HEADERS if n not in given)]
            await send(message)

        if self._is_known(scope):
            await self._app(scope, receive, with_headers)
        else:  # a page of another site that had its name point here (DNS rebinding)
            await _refuse(with_headers)
        route = scope.get("route")
        access.info(
            "%s %s %s %s %d %.0f ms",
            (scope.get("client") or ("-",))[0],
            scope.get("state", {}).get("person", "-"),
            scope["method"],
            getattr(route, "path", "-"),
            status,
            1000 * (time.perf_counter() - began),
        )

    def _is_known(self, scope: Scope) -> bool:
        said = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        name = said.rsplit(":", 1)[0] if not said.endswith("]") else said
        return "*" in self._hosts or name.strip("[]").lower() in self._hosts


async def _refuse(send: Send) -> None:
    body = b"This desk does not answer under that name. Open the address that it printed when it began."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
