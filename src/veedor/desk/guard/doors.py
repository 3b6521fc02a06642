"""How people come in: alone on their own computer, by a token in the address, or as a team, by signing in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import NamedTuple, Protocol

from veedor.desk.asking import May, Person
from veedor.desk.guard.limits import Limits
from veedor.desk.guard.sessions import Session
from veedor.record import people
from veedor.record.people import PersonRole
from veedor.record.store import Record


class Door(Protocol):
    """Who may come in."""

    @property
    def is_team(self) -> bool:
        """Whether people sign in with names of their own."""

    def let_in(self, token: str) -> str | None:
        """The person whom a token in the address lets in; None where it lets in nobody."""

    def person(self, session: Session) -> Person | None:
        """Who a session belongs to, with what they may do now; None where they may no longer come in."""


@dataclass(frozen=True, slots=True)
class OwnComputer:
    """One person, on the computer that runs the desk, lets themselves in by the address it prints."""

    token: str
    name: str
    is_team: bool = False

    def let_in(self, token: str) -> str | None:
        """The one person, by the one token."""
        return self.name if hmac.compare_digest(token.encode(), self.token.encode()) else None

    def person(self, session: Session) -> Person | None:
        """The one person, who may do everything."""
        return Person(self.name, May.LEAD) if session.person == self.name else None


class Entered(NamedTuple):
    """What came of signing in."""

    session: Session | None
    """None where name and password do not open an account."""
    wait_s: float = 0.0
    """Seconds to wait before another attempt, where there were too many; then nothing was looked at."""


_MAY = {PersonRole.READER: May.READ, PersonRole.ANALYST: May.DECIDE, PersonRole.LEAD: May.LEAD}
_AT_ONCE = 2
"""Passwords that are tested at once: each takes 64 MiB, and a crowd of strangers must not take all there is."""


class Team:
    """People who sign in with accounts of the record.

    The account is looked up, by its key, on each request: a closed one is out with its next click, and so is every
    session that was begun before its person signed out or got a new password.
    """

    is_team = True

    def __init__(self, record: Record, limits: Limits | None = None) -> None:
        """Let in whoever has an account of the record."""
        self._record, self._limits = record, limits or Limits()
        self._testing = BoundedSemaphore(_AT_ONCE)
        # Else the first unknown name would take twice as long as any other.
        people.opened_by(record, "", "")

    def let_in(self, token: str) -> str | None:
        """Nobody: there are no tokens."""
        return None

    def person(self, session: Session) -> Person | None:
        """The account's person, where it is open and has not ended its sessions since."""
        if not session.person:
            return None
        account = people.account(self._record, session.person)
        if account is None or account.until is not None or account.epoch != session.epoch:
            return None
        return Person(account.name, _MAY[account.role])

    def enter(self, name: str, password: str, address: str) -> Entered:
        """A new session where name and password open an account; the answer to an unknown name is as slow."""
        wait_s = self._limits.wait_s(name, address)
        if wait_s:
            return Entered(None, wait_s)
        with self._testing:
            account = people.opened_by(self._record, name, password)
        if account is None:
            return Entered(None)
        self._limits.succeeded(name, address)
        return Entered(Session.begin(account.name, account.epoch))

    def change_password(self, session: Session, old: str, new: str, address: str) -> Entered:
        """A new session, all others of the person being ended, where the old password is right.

        It is tried as one is who signs in: a session that somebody left open must not be one to guess with.
        UsageError for a new password that nobody may have.
        """
        entered = self.enter(session.person, old, address)
        if entered.session is None:
            return entered
        name = entered.session.person
        with self._testing:
            account = people.give_password(self._record, name, new, by=name)
        return Entered(Session.begin(account.name, account.epoch))

    def leave(self, session: Session) -> None:
        """End the person's sessions, here and on every other computer."""
        people.end_sessions(self._record, session.person)
