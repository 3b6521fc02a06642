"""What the web was asked for a record: when each feed was last looked at, what its server said of it, and what failed.

These rows are overwritten: they say nothing of a crisis, and only the last look at a feed matters to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from veedor.record.rows import storable
from veedor.record.schema import asked as _asked
from veedor.record.schema import readings as _readings

if TYPE_CHECKING:
    from veedor.record.store import Record

_AT_ONCE = 500
"""Addresses that are named in one question; databases limit how many values it may hold."""


class Asked(NamedTuple):
    """The last look at one address."""

    address: str
    etag: str | None
    modified: str | None
    new: int
    """Documents that it brought."""
    failed: str
    """Why it failed; empty where it did not."""
    at: str
    """UTC, ISO 8601."""


def before(record: Record, address: str) -> Asked | None:
    """The last look at an address; None where there was none."""
    with record.reading() as connection:
        row = connection.execute(select(_asked).where(_asked.c.address == storable(address))).first()
    return Asked(*row) if row else None


def looks(record: Record) -> list[Asked]:
    """The last look at each address, in their order."""
    with record.reading() as connection:
        return [Asked(*row) for row in connection.execute(select(_asked).order_by(_asked.c.address))]


def note(record: Record, look: Asked) -> None:
    """Write down the last look at an address, in the place of the one before."""
    row = look._asdict() | {"address": storable(look.address), "failed": storable(look.failed)}
    with record.writing() as connection:
        connection.execute(delete(_asked).where(_asked.c.address == row["address"]))
        connection.execute(insert(_asked).values(**row))


def held(record: Record, addresses: Sequence[str]) -> set[str]:
    """Those of some web addresses whose documents the record holds, retracted ones and older versions too."""
    found: set[str] = set()
    with record.reading() as connection:
        for first in range(0, len(addresses), _AT_ONCE):
            some = [storable(one) for one in addresses[first : first + _AT_ONCE]]
            query = select(_readings.c.address).where(_readings.c.address.in_(some)).distinct()
            found |= {address for address in connection.scalars(query) if address}
    return found
