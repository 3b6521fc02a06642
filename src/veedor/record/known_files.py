"""Files whose documents the record holds already, known by their bytes before anybody loads them.

The one invariant: a file is known only while each document it gave has, as its current reading, the one that was
remembered, and that is by the reader asked for. So a newer reader, another description, or an import taken back
makes it unknown again, and putting the import back makes it known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, insert, select

from veedor.record import adding
from veedor.record.adding import Origin
from veedor.record.current import is_current
from veedor.record.schema import files as _files
from veedor.record.schema import readings as _readings

if TYPE_CHECKING:
    from veedor.record.store import Record


class FileKey(NamedTuple):
    """All that decides what a file gives."""

    hash: str
    """SHA-256 of its bytes."""
    options: str
    """What its loader was told, and which loader it was."""


def known(record: Record, keys: Collection[FileKey], reader: Origin) -> dict[FileKey, tuple[str, ...]]:
    """The ids of the documents of each file that need not be loaded; the other files are left out."""
    query = (
        select(_files, _readings.c.document_id)
        .join(_readings, _readings.c.id == _files.c.reading_id)
        .where(
            _files.c.hash.in_({key.hash for key in keys}),
            _readings.c.reader == reader.name,
            _readings.c.version == reader.version,
            is_current(_readings),
        )
    )
    found: dict[FileKey, dict[int, str]] = {}
    many: dict[FileKey, int] = {}
    with record.reading() as connection:
        for row in connection.execute(query):
            key = FileKey(row.hash, row.options)
            found.setdefault(key, {})[row.place] = row.document_id
            many[key] = row.many
    whole = {key: places for key, places in found.items() if key in keys and len(places) == many[key]}
    return {key: tuple(places[n] for n in sorted(places)) for key, places in whole.items()}


def hashes_of(record: Record, document_id: str) -> frozenset[str]:
    """The SHA-256 of every file that is remembered to have given the document."""
    query = (
        select(_files.c.hash)
        .join(_readings, _readings.c.id == _files.c.reading_id)
        .where(_readings.c.document_id == document_id)
    )
    with record.reading() as connection:
        return frozenset(connection.scalars(query))


def remember(record: Record, key: FileKey, document_ids: Sequence[str], reader: Origin) -> None:
    """Write that the file gave these documents, whose current readings are by the reader.

    Where another one has been quicker to read one of them otherwise, nothing is written.
    """
    # A feed may hold one report twice.
    single = list(dict.fromkeys(document_ids))
    with record.writing() as connection:
        rows = [adding.current_reading(connection, id_) for id_ in single]
        ids = [row.id for row in rows if row is not None and _is_by(row, reader)]
        if len(ids) == len(single) > 0 and not _is_there(connection, key, ids):
            shared = {"hash": key.hash, "options": key.options, "many": len(ids)}
            connection.execute(
                insert(_files), [{**shared, "reading_id": id_, "place": n} for n, id_ in enumerate(ids)]
            )


def _is_by(reading: object, reader: Origin) -> bool:
    return (getattr(reading, "reader", None), getattr(reading, "version", None)) == (
        reader.name,
        reader.version,
    )


def _is_there(connection: Connection, key: FileKey, reading_ids: Sequence[int]) -> bool:
    query = select(_files.c.reading_id).where(
        _files.c.hash == key.hash, _files.c.options == key.options, _files.c.reading_id.in_(reading_ids)
    )
    return connection.execute(query).first() is not None
