"""Veedor reads reports on political crises and keeps a sourced record of what they say.

>>> import veedor
>>> record = veedor.open("crisis.veedor")
>>> record.statements(kind="position", holder="Government of Exampleland").to_pandas()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a notebook's record is imported when one is opened: importing veedor costs nothing
    from os import PathLike

    from veedor.notebook.open_record import OpenRecord

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(place: str | PathLike[str], *, create: bool = False, by: str | None = None) -> OpenRecord:
    """The record at a path (SQLite) or database address (PostgreSQL), for a notebook; a context manager.

    With `create` one is made where none is. `by` is who decides, else VEEDOR_PERSON, else the login name. Raises
    veedor.errors.RecordError where it cannot be opened.
    """
    from veedor.notebook.open_record import OpenRecord

    return OpenRecord(place, create=create, by=by)
