"""The formats in which a record leaves: each a function from told statements to bytes, registered by one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, NamedTuple

from veedor.codebook.labels import Kind
from veedor.record import accounts, views
from veedor.record.accounts import Account
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter


class Told(NamedTuple):
    """A statement with what is told of it."""

    row: StatementRow
    account: Account


@dataclass(slots=True)
class Written:
    """What was written, and what a format cannot hold."""

    many: int = 0
    """Rows, features, entries or entities."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Why statements were left out, with how many for each reason."""

    def leave_out(self, why: str) -> None:
        """Count a statement that is left out."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


Write = Callable[[Record, Iterable[Told], IO[bytes]], Written]


class Format(NamedTuple):
    """One format."""

    name: str
    suffix: str
    gloss: str
    """What it is for, and what it cannot hold."""
    kinds: frozenset[Kind]
    """Of which kinds of statement it tells."""
    write: Write


def told(record: Record, wanted: Filter, kinds: Iterable[Kind]) -> Iterator[Told]:
    """The statements that a filter lets through, of some kinds, one by one, so that a large record fits in memory."""
    some = set(kinds)
    if wanted.kind is None and len(some) == 1:  # the database leaves the others out sooner
        wanted = replace(wanted, kind=next(iter(some)))
    rows = (row for row in views.statements(record, wanted) if row.statement.kind in some)
    yield from (Told(*one) for one in accounts.told(record, rows))


def by_name(formats: Iterable[Format]) -> Mapping[str, Format]:
    """The formats by their names."""
    return {one.name: one for one in formats}
