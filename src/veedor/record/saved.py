"""Searches that people keep, each under a name of their own. A person sees and changes only theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from veedor.codebook.naming import folded
from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.rows import storable
from veedor.record.schema import saved as _saved

if TYPE_CHECKING:
    from veedor.record.store import Record

LONGEST = 80
"""Characters of a name."""
_MOST = 100
"""Searches of one person: more is no longer a list that anybody looks at."""


class Saved(NamedTuple):
    """A search that somebody keeps."""

    name: str
    asked: str
    """What follows the question mark of its address."""


def searches(record: Record, person: str) -> list[Saved]:
    """The searches that a person keeps, by name."""
    query = select(_saved).where(_saved.c.person == folded(person)).order_by(_saved.c.name)
    with record.reading() as connection:
        return [Saved(row.name, row.asked) for row in connection.execute(query)]


def keep(record: Record, person: str, name: str, asked: str) -> None:
    """Keep a search under a name, in place of the one that had it; UsageError for a name that is none."""
    name = " ".join((storable(name) or "").split())
    if not 1 <= len(name) <= LONGEST:
        raise UsageError(f"A search is kept under a name of 1 to {LONGEST} characters; give it another one")
    mine = _saved.c.person == folded(person)
    with record.writing() as connection:
        others = connection.scalars(select(_saved.c.name).where(mine, _saved.c.name != name)).all()
        if len(others) >= _MOST:
            raise UsageError(f"You keep {_MOST} searches already; remove one first")
        connection.execute(delete(_saved).where(mine, _saved.c.name == name))
        row = {"person": folded(person), "name": name, "asked": storable(asked) or "", "at": changes.now()}
        connection.execute(insert(_saved).values(row))


def remove(record: Record, person: str, name: str) -> None:
    """Remove a search; UsageError where the person keeps none of that name."""
    with record.writing() as connection:
        gone = connection.execute(
            delete(_saved).where(_saved.c.person == folded(person), _saved.c.name == name)
        )
    if not gone.rowcount:
        raise UsageError("You keep no search of that name; load the page anew")
