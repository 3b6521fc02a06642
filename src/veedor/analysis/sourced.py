"""A statement with what the tables of offices and groups need to know of it."""

from __future__ import annotations

from typing import NamedTuple

from veedor.analysis.intervals import is_closed
from veedor.codebook.statement import Statement


class Sourced(NamedTuple):
    """One statement, the document it stands in, and whose it is."""

    statement: Statement
    id: str
    """The statement's id in the record."""
    document_id: str
    publisher: str | None
    published: str | None
    """EDTF; None where the document's date is unknown."""
    country: str | None
    """The country that the report speaks of; None where it speaks of none in particular."""
    holder: str
    """The resolved name of who holds the role, gets or loses the office, joins or leaves; for a figure the
    group whose members are counted. Several names are separated by `; `."""

    @property
    def holders(self) -> tuple[str, ...]:
        """The names in `holder`, one by one."""
        return tuple(name.strip() for name in self.holder.split(";") if name.strip())

    @property
    def reported(self) -> str | None:
        """The document's date, EDTF; None where it is unknown or has an open end, which dates nothing."""
        return self.published if self.published and is_closed(self.published) else None

    @property
    def dated(self) -> str | None:
        """The date of what is said: the statement's own, else the document's; None without either."""
        return self.statement.when.value if self.statement.when else self.reported
