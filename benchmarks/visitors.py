"""The desk as a program of its own, and those who ask it: plain HTTP with cookies, one request after the other."""

from __future__ import annotations

import http.client
import json
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

_SEAL = re.compile(r'data-seal="([0-9a-f]+)"')
_CLOSED = "The desk is closed"
"""What the program says at its end; all else that it says is a fault, or a hint."""
_WAIT_S = 120.0
"""How long one answer may take before all is given up."""


class Running(NamedTuple):
    """A desk that answers."""

    port: int
    token: str
    pid: int

    def processor_ms(self) -> float:
        """Milliseconds of processor time that the program has taken so far (`man 5 proc`)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def desk(place: Path | str, *options: str) -> Iterator[Running]:
    """`veedor desk` over a record, from `with` to the end of its block."""
    command = [sys.executable, "-m", "veedor", "desk", str(place), "--port", "0", *options]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as program,
    ):
        try:
            assert program.stdout is not None
            address = urlsplit(program.stdout.readline().strip())
            if address.port is None:
                raise SystemExit("the desk did not start; hint: run `veedor desk` on the record by hand")
            yield Running(address.port, address.query.partition("=")[2], program.pid)
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(_WAIT_S)
            said.seek(0)
            print(*(line for line in said if _CLOSED not in line), sep="", end="", file=sys.stderr)


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: str
    ms: float
    """From the request to the last byte; of redirects that were followed the sum."""

    @property
    def facts(self) -> Any:
        """The body, as JSON."""
        return json.loads(self.body)

    @property
    def seal(self) -> str:
        """The word that a form of this page brings back; empty where the page has none."""
        found = _SEAL.search(self.body)
        return found[1] if found else ""


class Visitor:
    """A browser without a screen: it keeps cookies and follows redirects."""

    def __init__(self, port: int, *, address: str = "127.0.0.1") -> None:
        """Ask the desk at a port, from an address of this computer (all of 127.0.0.0/8 are its own)."""
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=_WAIT_S, source_address=(address, 0)
        )
        self._cookies: SimpleCookie = SimpleCookie()

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a request for a page."""
        return self._asked("GET", path, None, headers)

    def post(self, path: str, fields: Mapping[str, str], *, wants_json: bool = False) -> Answer:
        """The answer to a form; of one that asks for JSON nothing is followed."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Accept": "application/json"} if wants_json else {}
        return self._asked("POST", path, urlencode(fields), headers)

    def _asked(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        sent = {**headers, "Cookie": "; ".join(f"{m.key}={m.value}" for m in self._cookies.values())}
        start = time.perf_counter()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        said = answer.read().decode("utf-8", "replace")
        took = 1000 * (time.perf_counter() - start)
        self._connection.close()  # else the server does so while nobody asks, unseen until the next request
        for line in answer.headers.get_all("set-cookie", []):
            self._cookies.load(line)
        there = answer.headers.get("location")
        if answer.status == 303 and there:
            followed = self._asked("GET", there, None, {})
            return followed._replace(ms=followed.ms + took)
        return Answer(answer.status, said, took)


def of_100(numbers: Sequence[float], many: int) -> float:
    """What so many of 100 stay below."""
    ascending = sorted(numbers)
    return ascending[math.ceil(len(ascending) * many / 100) - 1]


def in_short(numbers: Sequence[float]) -> str:
    """How the numbers lie, as a note beside a figure."""
    return f"p50 {of_100(numbers, 50):.0f}, p95 {of_100(numbers, 95):.0f}, max {max(numbers):.0f} ms"
