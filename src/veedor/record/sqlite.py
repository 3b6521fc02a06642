"""All that holds for SQLite alone: how its file is recognised, opened and checked, and what its errors mean.

The file format is https://www.sqlite.org/fileformat.html: a header of 100 bytes, with the application id as
a big-endian number at byte 68.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event

from veedor.errors import NotARecord, RecordError

APPLICATION = int.from_bytes(b"Veed", "big")
"""`PRAGMA application_id` of every record."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_BUSY_MS = 60_000
"""How long a writer waits for another one before it gives up, in milliseconds."""

_MEANINGS = {
    "SQLITE_FULL": "the disk is full; make room and run the same command again, what is stored stays",
    "SQLITE_READONLY": "the file or its folder is read-only; copy it to a folder that you may write to",
    "SQLITE_CANTOPEN": "the file cannot be opened; check that its folder exists and that you may write to it",
    "SQLITE_PERM": "you may not open it; check its permissions",
    "SQLITE_BUSY": "another program is writing to it; try again when that is done",
    "SQLITE_LOCKED": "another program is writing to it; try again when that is done",
    "SQLITE_NOTADB": "the file is damaged or no database; take a copy that works",
    "SQLITE_CORRUPT": "the file is damaged; take a copy that works, or read the reports into a new record",
    "SQLITE_IOERR": "the disk does not answer as it should; check the disk, then try again",
}


def is_record(path: Path) -> bool:
    """Whether the file is a record, by its header alone; False for what is missing or no file."""
    try:
        header = _header(path)
    except OSError:
        return False
    return header.startswith(_MAGIC) and _application(header) == APPLICATION


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _application(header: bytes) -> int:
    return int.from_bytes(header[68:72], "big")


def check_file(path: Path, *, create: bool) -> None:
    """Raise NotARecord or RecordError unless a record is at `path`, or may be made there."""
    if path.is_dir():
        raise NotARecord(f"{path} is a folder; name a file in it, such as {path / 'crisis.veedor'}")
    try:
        header = _header(path)
    except FileNotFoundError:
        _check_place(path, create=create)
        return
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror or type(error).__name__}") from error
    if not header and create:
        return
    if not header.startswith(_MAGIC):
        raise NotARecord(f"{path} is no record of Veedor, nor any database; name another file")
    if _application(header) != APPLICATION:
        raise NotARecord(f"{path} is a database of another program; name another file for the record")


def _check_place(path: Path, *, create: bool) -> None:
    if not create:
        raise RecordError(f"There is no record at {path}; make one with: veedor read REPORT --into {path}")
    if not path.parent.is_dir():
        raise RecordError(f"The folder {path.parent} does not exist; make it first")


def engine_for(path: Path, *, create: bool) -> Engine:
    """An engine for the checked file; without `create` it never makes one."""
    query = {"uri": "true"} | _mode(path, create=create)
    url = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)
    engine = create_engine(url, hide_parameters=True)
    may_write = create or _is_writable(path)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, may_write=may_write))
    event.listen(engine, "begin", _begin)
    return engine


def _is_writable(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def _mode(path: Path, *, create: bool) -> dict[str, str]:
    """SQLite's own options; in a read-only folder write-ahead mode opens only what none can change."""
    if create:
        return {"mode": "rwc"}
    if _is_writable(path):
        return {"mode": "rw"}
    has_unmerged_writes = path.with_name(path.name + "-wal").exists()
    return {"mode": "ro"} if has_unmerged_writes else {"mode": "ro", "immutable": "1"}


def _prepare(connection: Any, *, may_write: bool) -> None:
    # The driver's own transactions skip DDL; with None the two listeners below begin them by hand.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    if may_write:
        _claim(connection)
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")


def _claim(connection: Any) -> None:
    """Mark a new file as a record, before write-ahead mode keeps the mark out of its header."""
    if not connection.execute("PRAGMA application_id").fetchone()[0]:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _write_ahead(connection: Any) -> None:
    """Bring the file into write-ahead mode, which it then keeps; two that try at once would disturb each other."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    # A writer that begins as a reader can lose its turn halfway; it takes the lock at once instead.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def meaning_of(error: BaseException | None) -> str:
    """What went wrong and what to do, from the driver's error code; never the driver's own words."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    for code, meaning in _MEANINGS.items():
        if name.startswith(code):
            return meaning
    return f"the database refused it ({name or type(error).__name__}); `veedor doctor` may say more"


def faults(connection: Connection) -> list[str]:
    """What SQLite's own checks find wrong; empty for a sound file."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    found = [] if found == ["ok"] else found
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return found + ([f"{len(broken)} rows point to rows that are not there"] if broken else [])


def bytes_of(connection: Connection) -> int:
    """The size of the file, without what the write-ahead log holds beside it."""
    pages, size = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size")
    )
    return int(pages * size)
