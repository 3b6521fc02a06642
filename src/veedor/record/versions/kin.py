"""What is told of a document beside its text: its newer and older versions, who else carries it, who retracted it.

The one invariant: only documents that the record shows are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from veedor.documents.versions import Relation
from veedor.record import current, schema
from veedor.record.accounts import AT_ONCE, Decision, changes_of
from veedor.record.changes import counts
from veedor.record.current import is_current
from veedor.record.wanted import Standing

if TYPE_CHECKING:
    from veedor.record.store import Record


@dataclass(frozen=True, slots=True)
class Kin:
    """A document as another one names it."""

    id: str
    label: str
    """Its title, else its file, else its id."""
    publisher: str | None
    published: str | None
    """EDTF."""


@dataclass(frozen=True, slots=True)
class DocumentAccount:
    """What is told of a document."""

    id: str
    retracted: Decision | None = None
    newest: Kin | None = None
    """The newest version of it; None where it is that itself."""
    older: tuple[Kin, ...] = ()
    """Its older versions, the nearest first."""
    carriers: tuple[Kin, ...] = ()
    """Other publishers' documents of the same story, in their newest versions."""

    @property
    def standing(self) -> Standing:
        """Whether it still holds."""
        if self.retracted:
            return Standing.RETRACTED
        return Standing.SUPERSEDED if self.newest else Standing.STANDS

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: `standing`, and where there are any `retracted`, `newest`, `older` and `carriers`."""
        plain: dict[str, Any] = {"standing": str(self.standing)}
        if self.retracted:
            plain["retracted"] = self.retracted.to_dict()
        if self.newest:
            plain["newest"] = self.newest.id
        for name, kin in (("older", self.older), ("carriers", self.carriers)):
            if kin:
                plain[name] = [one.id for one in kin]
        return plain


@dataclass(slots=True)
class Edges:
    """How documents are related: for each, those beside it."""

    newer: dict[str, list[str]] = field(default_factory=dict)
    older: dict[str, list[str]] = field(default_factory=dict)
    carriers: dict[str, list[str]] = field(default_factory=dict)

    def put(self, document_id: str, other_id: str, relation: str) -> None:
        """Take in that a document is a version or a carrier of another."""
        if relation == Relation.VERSION:
            self.newer.setdefault(other_id, []).append(document_id)
            self.older.setdefault(document_id, []).append(other_id)
        else:
            self.carriers.setdefault(document_id, []).append(other_id)
            self.carriers.setdefault(other_id, []).append(document_id)

    def ids(self) -> set[str]:
        """Every document that is related to another."""
        return {*self.newer, *self.older, *self.carriers}


class Pair(NamedTuple):
    """What a document is to another one."""

    document_id: str
    """The newer one of two versions."""
    other_id: str
    relation: str


def pairs_of(connection: Connection, ids: Collection[str]) -> list[Pair]:
    """The relations that hold between some documents and any others."""
    rows = connection.execute(_pairs_of(), {"ids": list(ids)})
    return [Pair(*row) for row in rows]


@cache
def _pairs_of() -> Select[Any]:
    # Made once: making it takes longer than asking it, and it is asked of every document that is read.
    rows = current.relations().c
    ids: BindParameter[list[str]] = bindparam("ids", expanding=True)
    query = select(rows.document_id, rows.other_id, rows.relation)
    return query.where(rows.document_id.in_(ids) | rows.other_id.in_(ids))


def of_document(record: Record, document_id: str) -> DocumentAccount:
    """What is told of a document."""
    return of_documents(record, [document_id])[document_id]


def of_documents(record: Record, ids: Collection[str] | None = None) -> dict[str, DocumentAccount]:
    """What is told of documents, by id; without `ids`, of those of which there is something to tell."""
    with record.reading() as connection:
        edges = edges_of(connection, ids)
        named = _named(connection, edges.ids() | set(ids or ()))
        retracted = _retracted(connection)
    shown = Edges(*(_only(beside, named) for beside in (edges.newer, edges.older, edges.carriers)))
    wanted = shown.ids() | retracted.keys() if ids is None else ids
    return {id_: _account(id_, shown, named, retracted.get(id_)) for id_ in wanted}


def edges_of(connection: Connection, ids: Collection[str] | None = None) -> Edges:
    """The relations of all documents, or those that lead to some."""
    rows = current.relations()
    query = select(rows.c.document_id, rows.c.other_id, rows.c.relation)
    query = query.where(rows.c.relation != str(Relation.DIFFERENT)).order_by(rows.c.change_id)
    found: dict[tuple[str, str], str] = {}
    known: set[str] = set()
    new = None if ids is None else set(ids)
    while new is None or new:
        some = query
        if new is not None:
            asked = sorted(new)[:AT_ONCE]
            known |= set(asked)
            some = query.where(rows.c.document_id.in_(asked) | rows.c.other_id.in_(asked))
        found |= {(row.document_id, row.other_id): row.relation for row in connection.execute(some)}
        if new is None:
            break
        new = (new | {id_ for pair in found for id_ in pair}) - known
    edges = Edges()
    for pair, relation in found.items():
        edges.put(*pair, relation)
    return edges


def _named(connection: Connection, ids: Collection[str]) -> dict[str, Kin]:
    """Those of the documents that are shown."""
    readings, listed = schema.readings, sorted(ids)
    query = select(readings).where(is_current(readings))
    found = {}
    for first in range(0, len(listed), AT_ONCE):
        some = query.where(readings.c.document_id.in_(listed[first : first + AT_ONCE]))
        for row in connection.execute(some):
            label = row.title or row.file or row.document_id
            found[row.document_id] = Kin(row.document_id, label, row.publisher, row.published)
    return found


def _retracted(connection: Connection) -> dict[str, Decision]:
    """Who retracted documents, by the documents' ids."""
    rows = schema.retractions.c
    query = select(rows.document_id, rows.change_id).where(counts(rows.change_id)).order_by(rows.change_id)
    last = {row.document_id: row.change_id for row in connection.execute(query)}
    made = changes_of(connection, list(last.values()))
    return {document_id: made[change_id] for document_id, change_id in last.items()}


def _only(beside: Mapping[str, list[str]], shown: Collection[str]) -> dict[str, list[str]]:
    return {
        id_: kept for id_, ids in beside.items() if id_ in shown and (kept := [n for n in ids if n in shown])
    }


def _account(id_: str, edges: Edges, named: Mapping[str, Kin], retracted: Decision | None) -> DocumentAccount:
    versions = set(reached(id_, edges.newer, edges.older))
    family = reached(id_, edges.newer, edges.older, edges.carriers)
    return DocumentAccount(
        id=id_,
        retracted=retracted,
        newest=next((named[n] for n in reversed(list(reached(id_, edges.newer))) if n != id_), None),
        older=tuple(named[n] for n in reached(id_, edges.older) if n != id_),
        carriers=tuple(named[n] for n in family if n not in versions and n not in edges.newer),
    )


def reached(start: str, *ways: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The documents to which a document leads on these ways, itself first, then the nearest."""
    known, queue = {start}, [start]
    for id_ in queue:
        yield id_
        near = [n for way in ways for n in way.get(id_, ()) if n not in known]
        queue += dict.fromkeys(near)
        known.update(near)
