"""Two records beside each other: what of the other one is to be written here, what is here, what says otherwise."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from veedor.exchange import merge_reviews
from veedor.exchange.merge_judged import (
    JUDGED,
    MOVED,
    RELATIONS,
    Judged,
    counting,
    grouped,
    holding,
    values,
)
from veedor.exchange.merge_plan import Carried, Conflict, MergePlan, Side, Tally, Thing
from veedor.record import schema
from veedor.record.changes import counts
from veedor.record.current import is_current
from veedor.record.rows import is_same_description

_AT_ONCE = 500
"""Values that are named in one question; databases limit how many it may hold."""


class Comparison:
    """What comparing has found so far; `compare` runs it to the end."""

    def __init__(self, here: Connection, there: Connection) -> None:
        self._here, self._there = here, there
        self.carried = Carried()
        self._counts: dict[Thing, Counter[str]] = defaultdict(Counter)
        self._conflicts: list[Conflict] = []
        self._documents: set[str] = set()
        """Those that this record has with a reading, or will have, with the same text in both."""
        self._known = set(here.scalars(select(schema.statements.c.id)))
        self._owned = set(self._known)
        """Statements that this record has, or will have."""

    @property
    def plan(self) -> MergePlan:
        """What was found, for people."""
        told = {thing: self._counts[thing] for thing in Thing if self._counts[thing]}
        counts_ = {thing: Tally(**counted) for thing, counted in told.items()}
        return MergePlan(counts_, tuple(self._conflicts))

    def compare(self) -> Comparison:
        """Itself, once everything is compared: what is referred to before what refers to it."""
        self._compare_documents()
        self._compare_reviews()
        differing = self._compare_judged(RELATIONS)
        self._compare_moved(differing)
        for judged in JUDGED:
            self._compare_judged(judged)
        self._count_statements()
        return self

    def _count(self, thing: Thing, fate: str, many: int = 1) -> None:
        if many:
            self._counts[thing][fate] += many

    def _compare_documents(self) -> None:
        there, here = _readings(self._there), _readings(self._here)
        present = _texts_here(self._here, there)
        other_text = set(_differing(self._here, self._there, present))
        for document_id, rows in there.items():
            if document_id in other_text:
                self._conflict_of_texts(rows[-1])
                continue
            self._count(Thing.DOCUMENTS, "same" if document_id in present else "add")
            if document_id not in present:
                self.carried.documents.append(document_id)
            self._documents.add(document_id)
            self._compare_readings(rows, here.get(document_id, []))
        self.carried.readings.sort()
        self.carried.held.update(here)
        self._owned.update(_found(self._there, self.carried.readings))
        # What is said of a document that only this record holds can be said of it all the same.
        self._documents.update(id_ for id_ in here if id_ not in other_text)

    def _conflict_of_texts(self, row: Any) -> None:
        self._count(Thing.DOCUMENTS, "conflict")
        side = Side("another text under this id", _reader(row), row.made_at)
        self._conflicts.append(Conflict(Thing.DOCUMENTS, row.document_id, side, side))

    def _compare_readings(self, there: Sequence[Any], here: Sequence[Any]) -> None:
        """The readings of one document: where this record has one that counts, it stays the one that is shown."""
        for row in there:
            same = next((own for own in here if _is_same(own, row)), None)
            if same is not None:
                self.carried.reading_ids[row.id] = same.id
                self._count(Thing.READINGS, "same")
            elif not here:
                self.carried.readings.append(row.id)
                self._count(Thing.READINGS, "add")
            elif row is there[-1]:
                self._count(Thing.READINGS, "conflict")
                sides = (Side(_reader(one), one.by, one.made_at) for one in (here[-1], row))
                self._conflicts.append(Conflict(Thing.READINGS, row.document_id, *sides))
            else:
                self._count(Thing.READINGS, "left_out")

    def _compare_reviews(self) -> None:
        rows = self.carried.rows.setdefault(schema.reviews.name, [])
        found = merge_reviews.fates(self._here, self._there, self._documents, self._owned)
        for one in sorted(found, key=lambda one: one.row.change_id):
            self._count(one.thing, one.fate)
            if one.fate == "add":
                rows.append(merge_reviews.plain(one.row))
            elif one.fate == "same" and one.here is not None:
                self.carried.change_ids[one.row.change_id] = one.here.change_id
            elif one.fate == "conflict" and one.here is not None:
                self._note(one)
        self._owned.update(row[name] for row in rows for name in ("statement_id", "becomes") if row[name])

    def _note(self, one: merge_reviews.Fate) -> None:
        """List a conflict of decisions once for each line: the last one of the other record."""
        sides = merge_reviews.label(one.here), merge_reviews.label(one.row)
        conflict = Conflict(one.thing, one.row.statement_id, *sides)
        last = self._conflicts[-1] if self._conflicts else None
        if last is not None and (last.thing, last.of) == (conflict.thing, conflict.of):
            self._conflicts.pop()
        self._conflicts.append(conflict)

    def _compare_judged(self, judged: Judged) -> set[Hashable]:
        """What is judged otherwise here, by its key; all is counted and, where new, carried."""
        held = grouped(judged, counting(self._here, judged.table))
        differing: set[Hashable] = set()
        for key, rows in grouped(judged, counting(self._there, judged.table)).items():
            fate = self._fate(judged, rows, held.get(key))
            self._count(judged.thing, fate)
            if fate == "add":
                self._carry(judged, rows)
            if fate in ("conflict", "left_out"):
                differing.add(key)
            if fate == "conflict":
                own, other = holding(judged, held[key]), holding(judged, rows)
                sides = judged.side(own), judged.side(other)
                self._conflicts.append(Conflict(judged.thing, judged.named(other), *sides))
        return differing

    def _fate(self, judged: Judged, rows: list[Any], held: list[Any] | None) -> str:
        other = holding(judged, rows)
        if held is not None:
            own = holding(judged, held)
            if judged.answer(own) == judged.answer(other):
                return "same"
            # A person's word goes over a program's, wherever they said it; what two programs say is no conflict.
            if judged.is_program(other):
                return "left_out"
            if not judged.is_program(own):
                return "conflict"
        return "add" if all(self._is_here(judged, row) for row in rows) else "left_out"

    def _is_here(self, judged: Judged, row: Any) -> bool:
        needs = judged.needs(row)
        return self._documents.issuperset(needs.documents) and self._owned.issuperset(needs.statements)

    def _carry(self, judged: Judged, rows: Sequence[Any]) -> None:
        self.carried.rows.setdefault(judged.table.name, []).extend(values(judged.table, row) for row in rows)

    def _compare_moved(self, differing: Collection[Hashable]) -> None:
        """Where statements of older versions stand, but for pairs of documents of which this record says otherwise."""
        held = grouped(MOVED, counting(self._here, MOVED.table))
        of = _documents_of(self._there, MOVED)
        for key, rows in grouped(MOVED, counting(self._there, MOVED.table)).items():
            row = rows[-1]
            pair = tuple(sorted((row.document_id, of[row.statement_id])))
            fate = "left_out" if pair in differing else self._fate(MOVED, rows, held.get(key))
            self._count(MOVED.thing, fate)
            if fate == "add":
                self._carry(MOVED, rows)
                self._owned.update(one.becomes for one in rows if one.becomes)
            elif fate == "conflict":
                sides = MOVED.side(held[key][-1]), MOVED.side(row)
                self._conflicts.append(Conflict(MOVED.thing, MOVED.named(row), *sides))

    def _count_statements(self) -> None:
        self.carried.statements = self._owned - self._known
        self._count(Thing.STATEMENTS, "add", len(self.carried.statements))
        shared = sum(id_ in self._known for id_ in _counted(self._there))
        self._count(Thing.STATEMENTS, "same", shared)


def _readings(connection: Connection) -> dict[str, list[Any]]:
    """The readings that count, by document, in their order, with who had them made."""
    rows, log = schema.readings, schema.changes.c
    query = select(rows, log.by).join(schema.changes, log.id == rows.c.change_id)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query.where(counts(rows.c.change_id)).order_by(rows.c.id)):
        found[row.document_id].append(row)
    return found


def _is_same(one: Any, other: Any) -> bool:
    if (one.reader, one.version) != (other.reader, other.version):
        return False
    return is_same_description(json.loads(one.details), json.loads(other.details))


def _reader(row: Any) -> str:
    return f"{row.reader} {row.version}"


def portions(ids: Collection[Any]) -> Iterator[list[Any]]:
    """The ids, some at a time, in their order."""
    found = list(ids)
    for first in range(0, len(found), _AT_ONCE):
        yield found[first : first + _AT_ONCE]


def _texts_here(here: Connection, ids: Collection[str]) -> set[str]:
    documents = schema.documents.c
    return {
        id_
        for some in portions(ids)
        for id_ in here.scalars(select(documents.id).where(documents.id.in_(some)))
    }


def _differing(here: Connection, there: Connection, ids: Collection[str]) -> Iterator[str]:
    """The documents of which the two records have different texts."""
    documents = schema.documents.c
    for id_ in ids:
        query = select(documents.text).where(documents.id == id_)
        if here.scalar(query) != there.scalar(query):
            yield id_


def _found(there: Connection, readings: Sequence[int]) -> Iterator[str]:
    rows = schema.found.c
    for some in portions(readings):
        yield from there.scalars(select(rows.statement_id).where(rows.reading_id.in_(some)))


def _counted(there: Connection) -> Iterator[str]:
    """The statements that the current readings of the other record found."""
    rows, readings = schema.found.c, schema.readings
    query: Select[Any] = select(rows.statement_id).join(readings, readings.c.id == rows.reading_id)
    yield from there.scalars(query.where(is_current(readings)).execution_options(yield_per=1000))


def _documents_of(there: Connection, judged: Judged) -> dict[str, str]:
    rows, statements = judged.table.c, schema.statements.c
    query = select(statements.id, statements.document_id).join(
        judged.table, rows.statement_id == statements.id
    )
    return {row.id: row.document_id for row in there.execute(query.distinct())}
