"""How often somebody may try to sign in: after some attempts each has to wait longer than the one before.

It counts by name, against many computers that guess one password, and by address, against one computer that guesses
at many names. It is kept in memory: a restart forgives everybody, and brings nobody nearer to a password.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock
from typing import NamedTuple

from veedor.codebook.naming import key


class Rule(NamedTuple):
    """How attempts are slowed down."""

    free: int
    """Attempts that need not wait."""
    longest_s: float
    """What no wait goes beyond, so that whoever knows a name cannot shut its owner out for long."""


OF_A_NAME = Rule(free=5, longest_s=300.0)
"""At most 288 guesses at one password in a day, which no password of twelve characters need fear."""
OF_AN_ADDRESS = Rule(free=20, longest_s=900.0)
"""An office often has one address for all."""
_FIRST_S = 2.0
"""The first wait; each that follows is twice as long."""
_FORGOTTEN_S = 3600.0
"""After so long without an attempt, all are forgotten."""
_MOST = 10_000
"""Names, or addresses, that are remembered; those that tried longest ago make room."""


class _Tries(NamedTuple):
    many: int
    last: float


class Limits:
    """The attempts of the last hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count by a clock that gives seconds."""
        self._clock = clock
        self._tries: dict[Rule, OrderedDict[str, _Tries]] = {
            OF_A_NAME: OrderedDict(),
            OF_AN_ADDRESS: OrderedDict(),
        }
        self._lock = Lock()

    def wait_s(self, name: str, address: str) -> float:
        """Seconds until this may be tried; 0 where it may be now, and then it counts as an attempt.

        It counts before the password is looked at: many attempts at the same moment are many.
        """
        now, keys = self._clock(), ((OF_A_NAME, key(name)), (OF_AN_ADDRESS, _network(address)))
        with self._lock:
            wait = max(self._left(rule, who, now) for rule, who in keys)
            if wait <= 0:
                for rule, who in keys:
                    self._count(rule, who, now)
        return max(wait, 0.0)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the attempts under a name, and of an address the one that has just succeeded.

        Not all of the address: else whoever has an account could guess at others', and sign in between.
        """
        with self._lock:
            self._tries[OF_A_NAME].pop(key(name), None)
            known = self._tries[OF_AN_ADDRESS].get(_network(address))
            if known is not None:
                self._tries[OF_AN_ADDRESS][_network(address)] = known._replace(many=known.many - 1)

    def _known(self, rule: Rule, who: str, now: float) -> _Tries:
        known = self._tries[rule].get(who)
        return known if known is not None and now - known.last < _FORGOTTEN_S else _Tries(0, now)

    def _left(self, rule: Rule, who: str, now: float) -> float:
        known = self._known(rule, who, now)
        if known.many < rule.free:
            return 0.0
        doublings = min(known.many - rule.free, 20)  # beyond that every rule's longest wait is passed
        return known.last + min(_FIRST_S * 2.0**doublings, rule.longest_s) - now

    def _count(self, rule: Rule, who: str, now: float) -> None:
        tries = self._tries[rule]
        tries[who] = _Tries(self._known(rule, who, now).many + 1, now)
        tries.move_to_end(who)
        while len(tries) > _MOST:
            tries.popitem(last=False)


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one subscriber has: there everybody has many addresses."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(IPv6Network((known, 64), strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
