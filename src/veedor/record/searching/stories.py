"""Which documents print one story: its carriers, and the versions of either."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, or_, select

from veedor.record import current

_AT_ONCE = 5_000
"""Documents asked for in one question; databases limit how many values it may hold."""


class Stories:
    """Which documents print one story: carriers of it, and their versions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._documents: dict[str, set[str]] = {}

    def know(self, documents: Collection[str]) -> None:
        """Look up the stories of these documents."""
        new = {id_ for id_ in documents if id_ not in self._documents}
        for id_ in new:
            self._documents[id_] = {id_}
        while new:
            reached: set[str] = set()
            for one, other in self._related(new):
                reached |= {one, other} - self._documents.keys()
                self._join(one, other)
            new = reached

    def _join(self, one: str, other: str) -> None:
        both = self._documents.get(one, {one}) | self._documents.get(other, {other})
        self._documents.update(dict.fromkeys(both, both))

    def _related(self, documents: Collection[str]) -> Iterator[tuple[str, str]]:
        rows, listed = current.relations(), sorted(documents)
        query = select(rows.c.document_id, rows.c.other_id).where(rows.c.relation.in_(("carrier", "version")))
        for first in range(0, len(listed), _AT_ONCE):
            some = listed[first : first + _AT_ONCE]
            of_some = or_(rows.c.document_id.in_(some), rows.c.other_id.in_(some))
            for row in self._connection.execute(query.where(of_some)):
                yield row.document_id, row.other_id

    def of(self, document_id: str) -> str:
        """The story that a document prints, named after one of its documents."""
        return min(self._documents[document_id])

    def others(self, document_id: str) -> set[str]:
        """The other documents that print it."""
        return self._documents[document_id] - {document_id}
