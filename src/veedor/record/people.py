"""Who may sign in to a record that a team shares: accounts, with what each may do, and their passwords.

Passwords are kept as argon2 hashes alone, made and tested outside of any transaction: that takes long on purpose.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, insert, select, update

from veedor.codebook.naming import folded
from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb
from veedor.record.rows import storable
from veedor.record.schema import people as _people

if TYPE_CHECKING:
    from veedor.record.store import Record

SHORTEST, LONGEST = 12, 1000
"""Characters of a password. Length is all that is asked for, after NIST SP 800-63B, 5.1.1.2; the upper bound keeps
anybody from making the server hash a book."""
_LONGEST_NAME = 100


class PersonRole(StrEnum):
    """What somebody may do; each may do what those before it may."""

    READER = "reader"
    """Looks at everything."""
    ANALYST = "analyst"
    """Decides, corrects, adds and brings in reports."""
    LEAD = "lead"
    """Chooses the record's options too."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in, or once might."""

    name: str
    """As the log has it."""
    role: PersonRole
    since: str
    """UTC, ISO 8601, as is `until`."""
    until: str | None
    """When it was closed; None while it is open."""
    epoch: int
    """A number that goes up with what ends all of the person's sessions: sign-out, a new password, closing."""


def accounts(record: Record) -> list[Account]:
    """Every account, in the order of the names; closed ones too."""
    with record.reading() as connection:
        return [_account(row) for row in connection.execute(select(_people).order_by(_people.c.folded))]


def account(record: Record, name: str) -> Account | None:
    """The account of a name, however it is written; None where there is none."""
    with record.reading() as connection:
        row = _row(connection, name)
    return None if row is None else _account(row)


def add(record: Record, name: str, role: str, password: str, *, by: str, again: bool = False) -> Account:
    """A new account; with `again` a closed one, of the same person, opened with a new password.

    Raises UsageError where the name has an account, or had one and `again` is not said: what was decided under a name
    stays that person's.
    """
    name, role = " ".join(name.split()), _role(role)
    _check_name(name)
    hashed = _hashed(password)
    with record.writing() as connection:
        row = _row(connection, name)
        if row is None:
            made = {"folded": folded(name), "name": name, "role": role, "hash": hashed, "epoch": 1}
            connection.execute(insert(_people).values(**made, since=changes.now()))
        elif row.until is None:
            raise UsageError(f"{row.name} has an account already; see: veedor people list")
        elif not again:
            raise UsageError(
                f"{row.name} had an account, and keeps the name; "
                "name somebody else otherwise, or let the same person in again with --again"
            )
        else:
            _change(connection, row, role=role, hash=hashed, until=None, epoch=row.epoch + 1)
        return _logged(connection, name, f"lets in as {role}", by)


def give_role(record: Record, name: str, role: str, *, by: str) -> Account:
    """The account with what it may do from now on; sessions go on. UsageError where it is not there, or closed."""
    given = _role(role)
    with record.writing() as connection:
        _change(connection, _open(connection, name), role=given)
        return _logged(connection, name, f"makes {given}", by)


def give_password(record: Record, name: str, password: str, *, by: str) -> Account:
    """The account with a new password, which ends its sessions; UsageError where it is not there, or closed."""
    _open_account(record, name)  # before the password takes its time
    hashed = _hashed(password)
    with record.writing() as connection:
        row = _open(connection, name)
        _change(connection, row, hash=hashed, epoch=row.epoch + 1)
        return _logged(connection, name, "gives a new password to", by)


def close(record: Record, name: str, *, by: str) -> Account:
    """The account, closed: nobody comes in by it, and nobody else gets its name. UsageError where it is closed."""
    with record.writing() as connection:
        row = _open(connection, name)
        _change(connection, row, hash="", until=changes.now(), epoch=row.epoch + 1)
        return _logged(connection, name, "closes the account of", by)


def end_sessions(record: Record, name: str) -> None:
    """Ends every session of a person, on whatever computer; does nothing where there is no such account."""
    with record.writing() as connection:
        row = _row(connection, name)
        if row is not None:
            _change(connection, row, epoch=row.epoch + 1)


def opened_by(record: Record, name: str, password: str) -> Account | None:
    """The open account that a name and its password open; None for a wrong password as for an unknown name.

    Both take equally long. A hash that was made with other parameters than today's is made anew.
    """
    with record.reading() as connection:
        row = _row(connection, name)
    is_known = row is not None and row.until is None
    hashed = row.hash if row is not None and is_known else _of_nobody()
    if not _fits(hashed, password) or row is None or not is_known:
        return None
    if hasher().check_needs_rehash(row.hash):
        _rehash(record, row, password)
    return _account(row)


def check_password(password: str) -> None:
    """Raise UsageError for a password that nobody may have."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST:,} characters; think of another one")
    if storable(password) != password:
        raise UsageError("The password holds half a character, or none; think of another one")


@cache
def hasher() -> PasswordHasher:
    """What makes and tests hashes, with the parameters that argon2-cffi recommends."""
    return PasswordHasher()


@cache
def _of_nobody() -> str:
    """A hash that takes as long as anybody's, and that no password in use fits."""
    return hasher().hash("")


def _fits(hashed: str, password: str) -> bool:
    if len(password) > LONGEST:
        return False
    try:
        return hasher().verify(hashed, _plain(password))
    except VerificationError:
        return False


def _hashed(password: str) -> str:
    check_password(password)
    return hasher().hash(_plain(password))


def _plain(password: str) -> bytes:
    """The password as it is hashed: the same however a keyboard puts accents together."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")


def _rehash(record: Record, row: Any, password: str) -> None:
    hashed = hasher().hash(_plain(password))
    with record.writing() as connection:
        is_same = (_people.c.folded == row.folded, _people.c.hash == row.hash)
        connection.execute(update(_people).where(*is_same).values(hash=hashed))


def _check_name(name: str) -> None:
    if not folded(name) or len(name) > _LONGEST_NAME or not name.isprintable() or storable(name) != name:
        raise UsageError(f"A name has letters, {_LONGEST_NAME} characters at most; give another one")


def _role(said: str) -> PersonRole:
    try:
        return PersonRole(said)
    except ValueError as error:
        raise UsageError(f"There is no role {said!r}; choose one of {', '.join(PersonRole)}") from error


def _row(connection: Connection, name: str) -> Any | None:
    return connection.execute(select(_people).where(_people.c.folded == folded(name))).one_or_none()


def _open(connection: Connection, name: str) -> Any:
    row = _row(connection, name)
    if row is None or row.until is not None:
        raise UsageError(f"{name} has no open account; see: veedor people list")
    return row


def _open_account(record: Record, name: str) -> None:
    with record.reading() as connection:
        _open(connection, name)


def _change(connection: Connection, row: Any, **values: object) -> None:
    connection.execute(update(_people).where(_people.c.folded == row.folded).values(**values))


def _logged(connection: Connection, name: str, what: str, by: str) -> Account:
    """The account as it is now, with a line in the log that says what was done to it."""
    made = _account(_row(connection, name))
    changes.append(connection, Verb.ADMIT, by, reason=f"{what} {made.name}")
    return made


def _account(row: Any) -> Account:
    return Account(row.name, PersonRole(row.role), row.since, row.until, row.epoch)
