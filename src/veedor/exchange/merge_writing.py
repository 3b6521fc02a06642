"""Another record's rows written into this one, as parts of one change, with new numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from veedor.documents.document import Document
from veedor.documents.passages import Passage
from veedor.exchange.event_tables import READER
from veedor.exchange.merge_comparing import portions
from veedor.exchange.merge_plan import Carried
from veedor.record import adding, schema
from veedor.record.changes import Verb, counts, now
from veedor.record.copies import TABLES
from veedor.record.reviewing import lines
from veedor.record.rows import to_document
from veedor.record.versions import versions

_WHOLES = frozenset({str(Verb.IMPORT), str(Verb.BATCH)})
"""Changes that do nothing but hold others together; they come along with their parts."""
_TEXTS_AT_ONCE = 20


def write(here: Connection, there: Connection, carried: Carried, whole: int) -> None:
    """Write what is carried, as parts of the change `whole` of this record, in its transaction."""
    _Writing(here, there, carried, whole).write()


class _Writing:
    def __init__(self, here: Connection, there: Connection, carried: Carried, whole: int) -> None:
        self._here, self._there, self._carried, self._whole = here, there, carried, whole
        self._changes = dict(carried.change_ids)
        """The number here of each change there."""
        self._readings = dict(carried.reading_ids)
        self._above: dict[int, int | None] = {}
        """Of which larger change each change there is a part."""

    def write(self) -> None:
        self._write_documents()
        for table, column in (
            (schema.statements, "id"),
            (schema.parties, "statement_id"),
            (schema.places, "statement_id"),
        ):
            self._copy(table, column, sorted(self._carried.statements))
        self._write_log()
        self._write_readings()
        self._write_judged()
        self._write_passages()
        self._relate()

    def _put(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._here.execute(insert(table), rows)

    def _rows(self, table: Table, column: str, ids: Sequence[Any]) -> Iterator[list[dict[str, Any]]]:
        """The rows there that name these ids, some at a time."""
        for some in portions(ids):
            query = select(table).where(table.c[column].in_(some)).order_by(*table.primary_key.columns)
            yield [dict(row._mapping) for row in self._there.execute(query)]

    def _copy(self, table: Table, column: str, ids: Sequence[Any]) -> None:
        for rows in self._rows(table, column, ids):
            self._put(table, rows)

    def _write_documents(self) -> None:
        ids, at = self._carried.documents, now()
        for first in range(0, len(ids), _TEXTS_AT_ONCE):
            for rows in self._rows(schema.documents, "id", ids[first : first + _TEXTS_AT_ONCE]):
                self._put(schema.documents, [row | {"added_at": at} for row in rows])
        self._copy(schema.bands, "document_id", ids)

    def _write_log(self) -> None:
        """Write the changes by which all this came into the other record, by whom and when, in their order."""
        for row in self._log():
            part_of = self._part_of(row)
            said = {name: row[name] for name in ("verb", "by", "at", "reason", "document_id")}
            if said["document_id"] is not None and not self._is_here(said["document_id"]):
                said["document_id"] = None
            made = self._here.execute(insert(schema.changes), said | {"part_of": part_of})
            key = made.inserted_primary_key
            assert key is not None  # every dialect returns the key of a single insert
            self._changes[row["id"]] = int(key[0])

    def _is_here(self, document_id: str) -> bool:
        documents = schema.documents.c
        return self._here.scalar(select(documents.id).where(documents.id == document_id)) is not None

    def _log(self) -> list[dict[str, Any]]:
        """The lines of the log of what is carried, with the wholes of which they are parts."""
        readings = schema.readings
        wanted: set[int] = {row["change_id"] for rows in self._carried.rows.values() for row in rows}
        for rows in self._rows(readings, "id", self._carried.readings):
            wanted.update(row["change_id"] for row in rows)
        self._above = self._ancestors(wanted)
        found = (
            row
            for rows in self._rows(schema.changes, "id", sorted(wanted | set(self._above)))
            for row in rows
        )
        lines = {row["id"]: row for row in found}
        held = {id_ for id_ in lines if id_ in wanted or self._is_whole(lines[id_])}
        return [lines[id_] for id_ in sorted(held)]

    def _ancestors(self, ids: set[int]) -> dict[int, int | None]:
        """Of each change and all above it, of which it is a part."""
        log, found = schema.changes.c, dict[int, int | None]()
        level = set(ids)
        while level:
            for some in portions(sorted(level)):
                for row in self._there.execute(select(log.id, log.part_of).where(log.id.in_(some))):
                    found[row.id] = row.part_of
            level = {above for id_ in level if (above := found.get(id_)) is not None and above not in found}
        return found

    def _is_whole(self, row: dict[str, Any]) -> bool:
        if row["verb"] not in _WHOLES:
            return False
        query = select(schema.changes.c.id).where(
            schema.changes.c.id == row["id"], counts(schema.changes.c.id)
        )
        return self._there.scalar(query) is not None

    def _part_of(self, row: dict[str, Any]) -> int:
        """The nearest change above that comes along, else the one that takes all of it in."""
        above = row["part_of"]
        while above is not None:
            if above in self._changes and above not in self._carried.change_ids:
                return self._changes[above]
            above = self._above.get(above)
        return self._whole

    def _write_readings(self) -> None:
        for rows in self._rows(schema.readings, "id", self._carried.readings):
            for row in rows:
                plain = {name: value for name, value in row.items() if name != "id"}
                plain["change_id"] = self._changes[row["change_id"]]
                key = self._here.execute(insert(schema.readings), plain).inserted_primary_key
                assert key is not None  # every dialect returns the key of a single insert
                self._readings[row["id"]] = int(key[0])
        for table in (schema.found, schema.files):
            for reading_id in self._carried.readings:
                rows = next(self._rows(table, "reading_id", [reading_id]))
                self._put(table, [row | {"reading_id": self._readings[reading_id]} for row in rows])

    def _write_judged(self) -> None:
        for table in TABLES:
            rows = sorted(self._carried.rows.get(table.name, ()), key=lambda row: row["change_id"])
            for some in portions(rows):
                self._put(table, [self._renumbered(row) for row in some])

    def _renumbered(self, row: dict[str, Any]) -> dict[str, Any]:
        made = row | {"change_id": self._changes[row["change_id"]]}
        if row.get("reading_id"):
            # 0 says that it was decided without any reading that is known here.
            made["reading_id"] = self._readings.get(row["reading_id"], 0)
        for name in ("answers", "carried_from"):
            if row.get(name) is not None:
                made[name] = self._changes.get(row[name])
        return made

    def _write_passages(self) -> None:
        """Make the new documents searchable; a text that is here already keeps its passages."""
        documents = schema.documents.c
        for document_id in self._read_anew():
            text = self._there.scalars(select(documents.text).where(documents.id == document_id)).one()
            rows = next(self._rows(schema.passages, "document_id", [document_id]))
            passages = [Passage(row["start"], row["end"], _bytes(row["vector"])) for row in rows]
            adding.put_passages(self._here, Document(id=document_id, text=text), passages)

    def _relate(self) -> None:
        """Say what the new documents are to those that were here, as when they are read."""
        new = set(self._carried.documents)
        if not self._carried.held:
            return
        for document_id in self._read_anew():
            if document_id in new:
                row = adding.current_reading(self._here, document_id)
                # Tables of events of two months are alike, but no versions of one another.
                if row is not None and not row.reader.startswith(READER):
                    self._relate_one(row)

    def _relate_one(self, row: Any) -> None:
        text = lines.text_of(self._here, row.document_id)
        document = to_document(row.document_id, text, json.loads(row.details))
        bands = schema.bands.c
        own = self._here.scalars(select(bands.key).where(bands.document_id == row.document_id)).all()
        versions.relate(self._here, document, own, part_of=row.change_id, among=self._carried.held)

    def _read_anew(self) -> list[str]:
        readings = schema.readings.c
        return sorted(
            {
                id_
                for some in portions(self._carried.readings)
                for id_ in self._there.scalars(select(readings.document_id).where(readings.id.in_(some)))
            }
        )


def _bytes(vector: bytes | memoryview | None) -> bytes | None:
    return None if vector is None else bytes(vector)
