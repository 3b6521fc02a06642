"""The passages of some documents with what they are about, by the places of their words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from veedor.record.filters import among
from veedor.record.schema import passages as _passages
from veedor.record.store import Record


class Around:
    """What the passages around some places of documents are about."""

    def __init__(self, record: Record, documents: Collection[str]) -> None:
        """Look up where the passages of the documents begin and end."""
        columns = (_passages.c.document_id, _passages.c.start, _passages.c.end, _passages.c.vector)
        query = select(*columns).where(
            among(_passages.c.document_id, documents), _passages.c.vector.is_not(None)
        )
        self._of: dict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
        with record.reading() as connection:
            # All at once: one by one takes twice as long.
            for document_id, start, end, vector in connection.execute(query.order_by(*columns[:2])).all():
                self._of[document_id].append((start, end, vector))

    def at(self, document_id: str, start: int) -> bytes | None:
        """The vector of the passage that holds the character at `start`; None where no passage with one does."""
        passages = self._of.get(document_id, ())
        place = bisect_right(passages, start, key=lambda one: one[0]) - 1
        if place < 0 or passages[place][1] <= start:
            return None
        return passages[place][2]
