"""One record for the tests of a file, emptied before each: a new one would work out all its questions anew."""

from __future__ import annotations

from sqlalchemy import delete

from veedor.record import schema
from veedor.record.store import Record


def wiped(record: Record) -> Record:
    """The record, empty again; documents must come in without passages, of which the search's own table knows."""
    with record.writing() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            if table is not schema.meta:
                connection.execute(delete(table))
    return record
