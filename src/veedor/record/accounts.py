"""What is told of documents and statements beside what they say: who decided, what no longer holds, where places lie.

Asked for some at a time, as most questions need none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, func, select

from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.record import schema
from veedor.record.changes import counts
from veedor.record.wanted import Standing, State

if TYPE_CHECKING:
    from veedor.record.store import Record
    from veedor.record.views import StatementRow

AT_ONCE = 500
"""Ids that are named in one question; databases limit how many values it may hold."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody did, as the log has it."""

    id: int
    """The number of the change, by which it is taken back."""
    by: str
    at: str
    """UTC, ISO 8601."""
    reason: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; a reason that nobody gave is left out."""
        plain: dict[str, Any] = {"id": self.id, "by": self.by, "at": self.at}
        return plain if self.reason is None else plain | {"reason": self.reason}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The note by which a publisher takes a statement back."""

    document_id: str
    """The document in which the note stands."""
    note: Quote
    why: str
    """One line: how the note was found to mean the statement."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"document": self.document_id, "note": self.note.to_dict(), "why": self.why}


class Place(NamedTuple):
    """Where a place of a statement lies."""

    number: int
    """Which of the statement's places it is, from 0."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    region: str | None
    latitude: float | None
    """Degrees north."""
    longitude: float | None
    """Degrees east."""
    geonames: int | None
    """GeoNames id."""
    precision: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; what is not known is left out."""
        plain = self._asdict()
        return {name: plain[name] for name in plain if name != "number" and plain[name] is not None}


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of a statement."""

    id: str
    root_id: str
    """The statement as first found or written."""
    state: State
    standing: Standing
    decision: Decision | None
    """None where nobody has decided."""
    taken_back: TakenBack | None
    """The first note that takes the statement back; None where none does."""
    places: tuple[Place, ...]
    """Those of its places that could be resolved safely."""

    def to_dict(self, statement: Statement) -> dict[str, Any]:
        """The statement in the form of `gold/*.json`, with all that is told of it.

        After the id come `root_id`, `state` and `standing`, then `decision`, `withdrawal` and the reader's
        `probability_right` where there are any; a place that is resolved has `lies`, a date whose rule is known has
        `rule`.
        """
        plain: dict[str, Any] = {
            "id": self.id,
            "root_id": self.root_id,
            "state": str(self.state),
            "standing": str(self.standing),
        }
        if self.decision:
            plain["decision"] = self.decision.to_dict()
        if self.taken_back:
            plain["withdrawal"] = self.taken_back.to_dict()
        if statement.probability_right is not None:
            plain["probability_right"] = statement.probability_right
        said = statement.to_dict()
        if statement.when and statement.when.rule:
            said["when"]["rule"] = statement.when.rule
        for place in self.places:
            said["places"][place.number]["lies"] = place.to_dict()
        return plain | said


def of_statements(record: Record, rows: Sequence[StatementRow]) -> list[Account]:
    """What is told of each statement, in their order."""
    return [account for _, account in told(record, rows)]


def told(record: Record, rows: Iterable[StatementRow]) -> Iterator[tuple[StatementRow, Account]]:
    """Each statement with what is told of it; some at a time, so that a large record fits in memory."""
    some: list[StatementRow] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield from _told(record, some)
            some = []
    yield from _told(record, some)


def _told(record: Record, rows: Sequence[StatementRow]) -> Iterator[tuple[StatementRow, Account]]:
    if not rows:
        return
    with record.reading() as connection:
        decisions = changes_of(connection, [row.decision_id for row in rows if row.decision_id is not None])
        taken_back = _taken_back(connection, [row.root_id for row in rows])
        places = _places(connection, [row.id for row in rows])
    for row in rows:
        decision = None if row.decision_id is None else decisions[row.decision_id]
        note, lies = taken_back.get(row.root_id), tuple(places.get(row.id, ()))
        yield row, Account(row.id, row.root_id, row.state, row.standing, decision, note, lies)


def changes_of(connection: Connection, ids: Sequence[int]) -> dict[int, Decision]:
    """Who made changes, when and why, by their numbers."""
    log = schema.changes.c
    query = select(log.id, log.by, log.at, log.reason)
    rows = (row for some in _some(ids) for row in connection.execute(query.where(log.id.in_(some))))
    return {row.id: Decision(row.id, row.by, row.at, row.reason) for row in rows}


def _taken_back(connection: Connection, root_ids: Sequence[str]) -> dict[str, TakenBack]:
    """The first note on each statement that has one, by the statement's first form."""
    table, documents = schema.withdrawals, schema.documents
    # The database cuts the note out: a document may be a book.
    words = func.substr(documents.c.text, table.c.start + 1, table.c.end - table.c.start)
    query = (
        select(table, words.label("words"))
        .join(documents, documents.c.id == table.c.document_id)
        .where(table.c.statement_id.in_(root_ids), counts(table.c.change_id))
        .order_by(table.c.change_id)
    )
    found: dict[str, TakenBack] = {}
    for row in connection.execute(query):
        note = Quote(row.start, row.end, row.words)
        found.setdefault(row.statement_id, TakenBack(row.document_id, note, row.why))
    return found


def _places(connection: Connection, ids: Sequence[str]) -> dict[str, list[Place]]:
    table = schema.places.c
    query = select(schema.places).where(table.statement_id.in_(ids)).order_by(table.place)
    found: dict[str, list[Place]] = {}
    for row in connection.execute(query):
        known = (getattr(row, name) for name in Place._fields if name != "number")
        found.setdefault(row.statement_id, []).append(Place(row.place, *known))
    return found


def _some(ids: Collection[Any]) -> Iterator[list[Any]]:
    listed = list(ids)
    for first in range(0, len(listed), AT_ONCE):
        yield listed[first : first + AT_ONCE]
