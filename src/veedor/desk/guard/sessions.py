"""Sessions: who a browser is, in a signed cookie, and the word that each of its forms must bring back.

A session is over when 12 hours have gone, when the secret changes, and when its epoch is no longer the account's:
signing out, a new password and closing raise that one in the record. So it holds over a restart and for several desks
over one record, with nothing to remember beside the account; and who signs out does so on every computer, also on
the one that was left behind.
"""

from __future__ import annotations

import hmac
import secrets
from typing import NamedTuple, Self

from itsdangerous import BadData, URLSafeTimedSerializer

COOKIE = "veedor"
LASTS = 12 * 3600
"""Seconds that a session lasts: a working day."""


class Session(NamedTuple):
    """A browser that somebody has signed in with."""

    person: str
    """Empty for a browser that has only seen the page where one signs in."""
    nonce: str
    """What sets it apart from the person's other sessions."""
    epoch: int = 0
    """That of the account when it began; 0 where there are no accounts."""

    @classmethod
    def begin(cls, person: str, epoch: int = 0) -> Self:
        """A new session of a person."""
        return cls(person, secrets.token_urlsafe(16), epoch)


class Sessions:
    """Writes and reads the cookies of sessions; all end when the secret changes."""

    def __init__(self, secret: str, *, is_https: bool = False) -> None:
        """Sign with this secret; under https the cookie goes nowhere else."""
        self.is_https = is_https
        self._secret = secret.encode()
        self._signer = URLSafeTimedSerializer(secret, salt="veedor.session")

    def cookie_name(self, host: str) -> str:
        """The cookie's name for a `Host` header, with its port: browsers share cookies between ports of a name."""
        port = host.rpartition(":")[2]
        name = f"{COOKIE}-{port}" if port.isascii() and port.isdigit() else COOKIE
        return f"__Host-{name}" if self.is_https else name

    def cookie(self, session: Session) -> str:
        """The session as a cookie's value."""
        return str(self._signer.dumps(list(session)))

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where there is none, or it is over, or nobody here has signed it."""
        if not cookie:
            return None
        try:
            person, nonce, epoch = self._signer.loads(cookie, max_age=LASTS)
        except (BadData, ValueError, TypeError):
            return None
        return Session(str(person), str(nonce), int(epoch))

    def seal(self, session: Session) -> str:
        """The word that forms of this session carry, which no other site can know."""
        return hmac.digest(self._secret, f"form:{session.nonce}".encode(), "sha256").hex()

    def is_sealed(self, session: Session, word: str | None) -> bool:
        """Whether a form brought the session's word back."""
        return word is not None and hmac.compare_digest(self.seal(session).encode(), word.encode())
